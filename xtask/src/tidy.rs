//! House style that no compiler checks: sizes, first lines, words, who may reveal what is protected.

mod places;
mod shape;

use std::collections::BTreeSet;
use std::fmt;

use crate::source::Source;

/// Something in the source against the house style.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    path: String,
    line: usize,
    say: String,
}

impl Fault {
    fn new(source: &Source, line: usize, say: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, say: say.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.say)
    }
}

/// Every fault in these files. `reveal_callers` lists the files that may take a value out of its `Phi`.
pub fn faults(sources: &[Source], reveal_callers: &str) -> Vec<Fault> {
    let listed: BTreeSet<&str> =
        reveal_callers.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut faults: Vec<Fault> =
        sources.iter().flat_map(|source| shape::faults(source).into_iter().chain(places::faults(source))).collect();
    let calls: BTreeSet<&str> =
        sources.iter().filter(|source| places::reveals(source).is_some()).map(|source| source.path.as_str()).collect();
    for source in sources {
        if let Some(line) = places::reveals(source).filter(|_| !listed.contains(source.path.as_str())) {
            faults.push(Fault::new(
                source,
                line,
                "reveals protected information and is not in xtask/reveal_callers.txt.",
            ));
        }
    }
    for gone in listed.difference(&calls) {
        let say = "is in xtask/reveal_callers.txt and no longer reveals anything: strike it.".to_owned();
        faults.push(Fault { path: (*gone).to_owned(), line: 1, say });
    }
    faults.sort();
    faults
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::source::Source;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    #[test]
    fn only_listed_files_reveal() {
        let page = source(
            "interfaces/web/src/banner.rs",
            "//! A page.\nfn show(name: &Phi<String>) {\n    name.reveal();\n}\n",
        );
        let found = faults(std::slice::from_ref(&page), "");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), found[0].line), ("interfaces/web/src/banner.rs", 3));
        assert_eq!(faults(&[page], "# pages\ninterfaces/web/src/banner.rs\n"), []);
    }

    #[test]
    fn a_file_that_no_longer_reveals_leaves_the_list() {
        let page = source("interfaces/web/src/banner.rs", "//! A page.\n");
        let found = faults(&[page], "interfaces/web/src/banner.rs");
        assert_eq!(found.len(), 1);
        assert!(found[0].say.contains("strike it"));
    }

    #[test]
    fn tests_may_reveal() {
        let test = source("departments/clinical/tests/story.rs", "//! A story.\nfn f() {\n    name.reveal();\n}\n");
        assert_eq!(faults(&[test], ""), []);
    }
}
