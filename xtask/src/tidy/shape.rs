//! The shape of a file: its first line, its length, the length of its functions, its name.

use super::Fault;
use crate::source::Source;

/// A file stays at or under this many lines.
const FILE_LINES_MAX: usize = 400;

/// A function stays at or under this many lines, from its name to its closing brace.
const FUNCTION_LINES_MAX: usize = 70;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "manager", "service", "misc"];

/// Faults in the shape of one file.
pub(super) fn faults(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    if matches!(source.kind(), "rs" | "js" | "mjs" | "css") {
        let lines = source.text.lines().count();
        if lines > FILE_LINES_MAX {
            faults.push(Fault::new(source, lines, format!("has {lines} lines; a file has at most {FILE_LINES_MAX}.")));
        }
        let parts = source.path.split(['/', '.']);
        faults.extend(
            parts.filter(|part| EMPTY_NAMES.contains(part)).map(|part| {
                Fault::new(source, 1, format!("`{part}` says nothing: name it after the work done there."))
            }),
        );
    }
    if source.kind() == "rs" {
        if !source.text.starts_with("//!") {
            faults.push(Fault::new(source, 1, "opens without `//!`: say in a sentence what the file is for."));
        }
        faults.extend(long_functions(source));
    }
    faults
}

/// Functions that are too long, found by the way rustfmt lays them out: the closing brace stands under the first letter.
fn long_functions(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let lines: Vec<&str> = source.text.lines().collect();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let Some(name) = function_name(code) else {
            continue;
        };
        let indent = &line[..line.len() - code.len()];
        let closes = |line: &&str| {
            line.strip_prefix(indent).is_some_and(|rest| {
                rest == "}" || (rest.ends_with(';') && !rest.starts_with(' ')) || (rest == code && rest.ends_with('}'))
            })
        };
        let Some(length) = lines[start..].iter().position(closes).map(|last| last + 1) else {
            continue;
        };
        if length > FUNCTION_LINES_MAX {
            faults.push(Fault::new(
                source,
                start + 1,
                format!("`{name}` has {length} lines; a function has at most {FUNCTION_LINES_MAX}."),
            ));
        }
    }
    faults
}

/// The name of the function that starts on this line.
fn function_name(code: &str) -> Option<&str> {
    let mut rest = code;
    while let Some((word, after)) = rest.split_once(' ') {
        if word == "fn" {
            return after.split(['(', '<']).next();
        }
        if !(word.starts_with("pub")
            || matches!(word, "const" | "async" | "unsafe" | "extern" | "\"C\"" | "in" | "crate)"))
        {
            return None;
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::source::Source;

    fn sentences(path: &str, text: &str) -> Vec<String> {
        faults(&Source { path: path.into(), text: text.into() }).iter().map(ToString::to_string).collect()
    }

    fn function(head: &str, body_lines: usize) -> String {
        format!("//! Long.\n{head} {{\n{}}}\n\nfn next() {{}}\n", "    step();\n".repeat(body_lines))
    }

    #[test]
    fn a_file_says_what_it_is_for() {
        assert_eq!(
            sentences("app/src/main.rs", "fn main() {}\n"),
            ["app/src/main.rs:1: opens without `//!`: say in a sentence what the file is for."]
        );
        assert_eq!(sentences("app/src/main.rs", "//! The program.\nfn main() {}\n"), Vec::<String>::new());
    }

    #[test]
    fn a_file_has_at_most_400_lines() {
        let long = "//! Long.\n".repeat(401);
        assert_eq!(
            sentences("app/src/main.rs", &long),
            ["app/src/main.rs:401: has 401 lines; a file has at most 400."]
        );
        assert_eq!(sentences("app/src/main.rs", &"//! Long.\n".repeat(400)), Vec::<String>::new());
    }

    #[test]
    fn a_function_has_at_most_70_lines() {
        assert_eq!(sentences("app/src/main.rs", &function("fn main()", 68)), Vec::<String>::new());
        for head in ["fn main()", "pub(crate) async fn serve<T>()", "    pub const fn now(self) -> u8"] {
            let found = sentences("app/src/main.rs", &function(head, 69));
            let indented = head.starts_with(' ');
            assert_eq!(found.len(), usize::from(!indented), "{head}: {found:?}");
        }
        let method = format!("//! M.\nimpl A {{\n    fn f(&self) {{\n{}    }}\n}}\n", "        step();\n".repeat(69));
        assert_eq!(
            sentences("app/src/main.rs", &method),
            ["app/src/main.rs:3: `f` has 71 lines; a function has at most 70."]
        );
    }

    #[test]
    fn a_declaration_is_not_a_long_function() {
        let text = format!(
            "//! T.\ntrait A {{\n    fn f(&self) -> u8;\n{}    fn g(&self) {{\n    }}\n}}\n",
            "    // why\n".repeat(80)
        );
        assert_eq!(sentences("app/src/a.rs", &text), Vec::<String>::new());
    }

    #[test]
    fn a_name_says_what_is_inside() {
        assert_eq!(sentences("app/src/utils.rs", "//! Things.\n").len(), 1);
        assert_eq!(sentences("app/src/helpers/text.rs", "//! Things.\n").len(), 1);
        assert_eq!(sentences("departments/operations/src/common_room.rs", "//! A room.\n").len(), 0);
    }
}
