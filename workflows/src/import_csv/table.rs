//! The rows of a table, each with its key, its fields by our names, and all its cells as they came.

use super::mapping::Mapping;
use crate::import_fhir::Source;
use clinical::received::{Extent, NewPiece};
use kernel::{Day, Problem};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};

/// More rows than any practice has patients.
const ROWS_MAX: usize = 2_000_000;

/// One row.
pub struct Row {
    /// Its line in the table, the head line being 1.
    pub number: usize,
    /// Its cells by our names, in our words.
    fields: BTreeMap<String, String>,
    /// The row as it is kept.
    pub(super) piece: NewPiece,
    pub(super) source: Source,
    day_first: bool,
}

impl Row {
    /// The field of that name, trimmed; empty where the row does not say.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", |cell| cell.trim())
    }

    /// The date in that field; nothing where it is empty.
    pub(super) fn day(&self, name: &'static str) -> Result<Option<Day>, Problem> {
        let text = self.field(name);
        if text.is_empty() {
            return Ok(None);
        }
        // A time of midnight behind the date is how spreadsheets print dates.
        let date = text.split_once([' ', 'T']).map_or(text, |(date, _)| date);
        let turned = match date.split(['/', '-', '.']).collect::<Vec<_>>().as_slice() {
            [day, month, year] if self.day_first && year.len() == 4 => format!("{month}/{day}/{year}"),
            _ => date.to_owned(),
        };
        let fault = |_| Problem::invalid("bad_row", format!("{name} is not a date.")).at(name, "This is not a date.");
        turned.parse().map(Some).map_err(fault)
    }
}

/// Reads the rows of a table. `kind` is part of what a row is known by: `csv:patient`.
///
/// # Errors
/// Invalid, where it is no table with the columns that the mapping names, or where two rows have the same key.
pub fn read_rows(table: &str, mapping: &Mapping, kind: &str) -> Result<Vec<Row>, Problem> {
    let bad = |say: String| Problem::invalid("bad_table", say);
    let source = Source::named(&mapping.source)?;
    let mut lines = csv::ReaderBuilder::new().delimiter(delimiter(table)).from_reader(table.as_bytes());
    let heads =
        lines.headers().map_err(|why| bad("This file is no table with a head line.".to_owned()).because(why))?;
    let heads: Vec<String> = heads.iter().map(|head| head.trim().to_owned()).collect();
    let column = |name: &String| {
        let place = heads.iter().position(|head| head == name.trim());
        place.ok_or_else(|| bad(format!("The table has no column {name:?}, which the mapping file names.")))
    };
    let key = column(&mapping.key)?;
    let columns: Vec<(&String, usize)> =
        mapping.columns.iter().map(|(field, name)| Ok((field, column(name)?))).collect::<Result<_, Problem>>()?;
    let (mut rows, mut seen) = (Vec::new(), HashSet::new());
    for (number, line) in (2..).zip(lines.records()) {
        let line = line.map_err(|why| {
            bad(format!("Line {number} of the table has another number of cells than its head line.")).because(why)
        })?;
        if line.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let id = line.get(key).unwrap_or_default().trim().to_owned();
        if id.is_empty() || id.len() > 200 || !seen.insert(id.clone()) {
            return Err(bad(format!(
                "Line {number} of the table has no key of its own in the column {:?}.",
                mapping.key
            )));
        }
        if rows.len() == ROWS_MAX {
            return Err(bad("The table has more than two million rows.".to_owned()));
        }
        let mut fields = mapping.fixed.clone();
        for (field, at) in &columns {
            let cell = line.get(*at).unwrap_or_default().trim();
            let ours = mapping.values.get(*field).and_then(|words| words.get(cell)).map_or(cell, String::as_str);
            if !ours.is_empty() || !fields.contains_key(*field) {
                fields.insert((*field).clone(), ours.to_owned());
            }
        }
        let whole: BTreeMap<&str, &str> = heads.iter().map(String::as_str).zip(line.iter()).collect();
        let whole = serde_json::to_string(&whole).expect("texts are plain data");
        let piece = NewPiece {
            id: source.piece(kind, &id),
            source: source.name().to_owned(),
            kind: kind.to_owned(),
            source_id: id,
            extent: Extent::Whole,
            digest: Sha256::digest(whole.as_bytes()).to_vec(),
            content: crate::import_fhir::packed(&whole),
        };
        rows.push(Row { number, fields, piece, source: source.clone(), day_first: mapping.day_first });
    }
    Ok(rows)
}

/// The mark between cells: whichever of tab, semicolon and comma the head line has most of.
fn delimiter(table: &str) -> u8 {
    let head = table.lines().next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}
