//! Every route that is written in the source of the pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use web::kit::paths;

/// Names of addresses that the shell shares with the routes.
const NAMED: &[(&str, &str)] = &[
    ("SEARCH", paths::SEARCH),
    ("SUGGEST", paths::SUGGEST),
    ("SITE", paths::SITE),
    ("LOCK", paths::LOCK),
    ("UNLOCK", paths::UNLOCK),
    ("ACTIVE", paths::ACTIVE),
    ("SIGN_OUT", paths::SIGN_OUT),
    ("LIVE", paths::LIVE),
];

/// Each as `GET /staff`.
pub(super) fn routes_in_source() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                read(&path, &mut all);
            }
        }
    }
    all
}

fn read(file: &Path, all: &mut BTreeSet<String>) {
    let text = fs::read_to_string(file).expect("source is text");
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    for part in code.split(".route(").skip(1) {
        let inside = inside(part);
        let (first, methods) = inside.split_once(',').expect("a route has an address and methods");
        let address = address(first.trim());
        let before = all.len();
        for (word, method) in
            [("get(", "GET"), ("post(", "POST"), ("put(", "PUT"), ("delete(", "DELETE"), ("patch(", "PATCH")]
        {
            let stands = methods
                .match_indices(word)
                .any(|(at, _)| !methods[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            if stands {
                assert!(all.insert(format!("{method} {address}")), "{method} {address} is written twice");
            }
        }
        assert!(all.len() > before, "{address} has a method this walk knows");
    }
}

/// Up to the parenthesis that closes the call.
fn inside(part: &str) -> &str {
    let mut depth = 1;
    let end = part.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &part[..end.expect("parentheses close")]
}

fn address(written: &str) -> String {
    if let Some(text) = written.strip_prefix('"') {
        return text.trim_end_matches('"').to_owned();
    }
    let name = written.rsplit("::").next().expect("a last part");
    let known = NAMED.iter().find(|(known, _)| *known == name);
    known.unwrap_or_else(|| panic!("{written} is an address this walk knows")).1.to_owned()
}
