//! The head file: the journal's latest seal, noted beside the database so that a shortened journal is found out.

use crate::journal::Head;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes the head so that a crash leaves either the old or the new one.
pub(crate) fn write_head(path: &Path, head: &Head) -> io::Result<()> {
    let fresh = path.with_extension("head-new");
    let mut file = fs::File::create(&fresh)?;
    writeln!(file, "{} {} {}", head.seal, head.entries, head.hash)?;
    fs::rename(&fresh, path)
}

/// The head that was noted last, if one is there and legible.
pub(crate) fn read_head(path: &Path) -> Option<Head> {
    let text = fs::read_to_string(path).ok()?;
    let mut words = text.split_whitespace();
    let seal = words.next()?.parse().ok()?;
    let entries = words.next()?.parse().ok()?;
    Some(Head { seal, entries, hash: words.next()?.to_owned() })
}
