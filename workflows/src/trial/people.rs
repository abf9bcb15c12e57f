//! A table of patients: which rows may be of one person.

use super::table::{Row, Table};
use kernel::{Day, Problem};
use registry::people::matching::{AsTyped, Described, suggested_pairs};

/// Two rows that may be of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchedPair {
    /// The id of one, the lesser.
    pub a: String,
    /// The id of the other.
    pub b: String,
    /// How much speaks for one person, in bits.
    pub score: f64,
}

/// The pairs that the office would suggest, the surest first. The table has `record_id`, `first`, `last` and `dob`, and as
/// far as known `middle`, `suffix`, `sex`, `ssn4`, `phone`, `email`, `street`, `zip` and `member_id`.
///
/// # Errors
/// Invalid, where the table cannot be read.
pub fn match_people(table: &str) -> Result<Vec<MatchedPair>, Problem> {
    let table = Table::read(table, &["record_id", "first", "last", "dob"])?;
    let people: Vec<Described> = table.rows().map(described).collect();
    let ids: Vec<&str> = table.rows().map(|row| row.text("record_id")).collect();
    let pair = |(a, b, what): (usize, usize, registry::people::matching::Compared)| {
        let (a, b) = if ids[a] <= ids[b] { (ids[a], ids[b]) } else { (ids[b], ids[a]) };
        MatchedPair { a: a.to_owned(), b: b.to_owned(), score: what.bits }
    };
    Ok(suggested_pairs(&people).into_iter().map(pair).collect())
}

fn described(row: Row<'_>) -> Described {
    let ssn = row.text("ssn4");
    Described::new(&AsTyped {
        given: row.text("first"),
        preferred: row.text("preferred"),
        middle: row.text("middle"),
        family: row.text("last"),
        suffix: row.text("suffix"),
        birth_day: row.text("dob").parse::<Day>().ok(),
        sex: row.text("sex"),
        ssn: if ssn.is_empty() { row.text("ssn") } else { ssn },
        phones: [row.text("phone"), row.text("mobile"), row.text("home")],
        email: row.text("email"),
        street: row.text("street"),
        postal_code: row.text("zip"),
        member_number: row.text("member_id"),
    })
}
