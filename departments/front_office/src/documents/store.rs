//! The store of originals: every file once, by the SHA-256 of its bytes.

use super::tables::stored_file;
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Pen, Reader};
use papers::{Conduct, Paper};

/// Keeps a file, unless the same bytes are kept already.
pub(crate) fn keep_file(pen: &mut Pen<'_, '_>, paper: &Paper) -> Result<Vec<u8>, Problem> {
    let sha256 = paper.sha256().to_vec();
    let known = stored_file::table.filter(stored_file::sha256.eq(sha256.clone())).select(stored_file::size);
    let known: Option<i64> = pen.read().maybe(known)?;
    if known.is_some() {
        return Ok(sha256);
    }
    let now = pen.read().now();
    let row = (
        stored_file::sha256.eq(sha256.clone()),
        stored_file::media_type.eq(paper.kind().media_type()),
        stored_file::size.eq(i64::try_from(paper.bytes().len()).unwrap_or(i64::MAX)),
        stored_file::active.eq(paper.conduct() == Conduct::Active),
        stored_file::content.eq(paper.bytes().to_vec()),
        stored_file::kept_at.eq(now),
    );
    pen.insert(stored_file::table, row)?;
    Ok(sha256)
}

/// A kept file: its media type, its bytes, and whether it does more than show itself.
pub(crate) fn file_of(read: &mut Reader<'_>, sha256: Vec<u8>) -> Result<(String, Phi<Vec<u8>>, Conduct), Problem> {
    let query = stored_file::table.filter(stored_file::sha256.eq(sha256));
    let query = query.select((stored_file::media_type, stored_file::content, stored_file::active));
    let (kind, content, active): (String, Vec<u8>, bool) = read.one(query, "file")?;
    Ok((kind, Phi::new(content), if active { Conduct::Active } else { Conduct::Still }))
}
