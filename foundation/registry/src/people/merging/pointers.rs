//! Which columns point at a patient, read from the steps of the schema themselves.

use office::Migration;
use std::collections::BTreeMap;

/// A column that references a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// The columns of bytes in the primary key, besides this one.
    pub ids: Vec<String>,
    /// The other columns of the primary key, besides this one.
    pub words: Vec<String>,
    /// What must stay unique together with this column: a row that the other chart has already stays where it is.
    pub uniques: Vec<Vec<String>>,
}

/// What belongs to the card itself, and the records of merging.
pub const STAYS: &[&str] = &[
    "patient_key",
    "patient_contact",
    "patient_address",
    "patient_photo",
    "patient_history",
    "patient_merge",
    "duplicate_pair",
];

#[derive(Default)]
struct Table {
    /// Name and type.
    columns: BTreeMap<String, String>,
    primary: Vec<String>,
    uniques: Vec<Vec<String>>,
    pointing: Vec<String>,
}

/// Every column that references a patient and moves with a merge.
#[must_use]
pub fn pointers(steps: &[Migration]) -> Vec<Pointer> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for step in steps {
        let mut open: Option<String> = None;
        for line in step.sql.lines().map(str::trim).filter(|line| !line.starts_with("--")) {
            if let Some(name) = line.strip_prefix("CREATE TABLE ") {
                let name = name.trim_start_matches("IF NOT EXISTS ");
                open = name.split([' ', '(']).next().map(str::to_owned);
            } else if line.starts_with(')') {
                open = None;
            } else if let Some(name) = &open {
                tables.entry(name.clone()).or_default().read(line);
            } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
                if let Some((name, column)) = rest.split_once(" ADD COLUMN ") {
                    tables.entry(name.trim().to_owned()).or_default().read(column);
                }
            } else if let Some((_, on)) =
                line.strip_prefix("CREATE UNIQUE INDEX ").and_then(|rest| rest.split_once(" ON "))
                && let Some((name, _)) = on.split_once(' ')
            {
                tables.entry(name.to_owned()).or_default().uniques.push(names(on));
            }
        }
    }
    let moving = tables.iter().filter(|(name, _)| !STAYS.contains(&name.as_str()));
    moving.flat_map(|(name, table)| table.pointing.iter().map(|column| table.pointer(name, column))).collect()
}

impl Table {
    fn read(&mut self, line: &str) {
        if line.starts_with("PRIMARY KEY") {
            self.primary = names(line);
        } else if line.starts_with("UNIQUE") {
            self.uniques.push(names(line));
        } else if !line.starts_with("CHECK") && !line.starts_with("FOREIGN") {
            let mut words = line.split_whitespace();
            let (Some(name), Some(kind)) = (words.next(), words.next()) else { return };
            let kind = kind.trim_end_matches(',');
            if !matches!(kind, "BYTEA" | "TEXT" | "BIGINT" | "BOOLEAN") {
                return;
            }
            self.columns.insert(name.to_owned(), kind.to_owned());
            if line.contains("PRIMARY KEY") {
                self.primary = vec![name.to_owned()];
            }
            if line.contains(" UNIQUE") {
                self.uniques.push(vec![name.to_owned()]);
            }
            if line.contains("REFERENCES patient (id)") || line.contains("REFERENCES patient(id)") {
                self.pointing.push(name.to_owned());
            }
        }
    }

    fn pointer(&self, table: &str, column: &str) -> Pointer {
        let others = |key: &[String]| key.iter().filter(|name| *name != column).cloned().collect::<Vec<_>>();
        let is_bytes = |name: &String| self.columns.get(name).is_some_and(|kind| kind == "BYTEA");
        let (ids, words) = others(&self.primary).into_iter().partition(is_bytes);
        let keys = self.uniques.iter().chain([&self.primary]).filter(|key| key.iter().any(|name| name == column));
        let uniques = keys.map(|key| others(key)).collect();
        Pointer { table: table.to_owned(), column: column.to_owned(), ids, words, uniques }
    }
}

/// The names between the first pair of brackets.
fn names(line: &str) -> Vec<String> {
    let inside = line.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
    inside.split(',').map(|name| name.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Pointer, pointers};
    use office::Migration;

    #[test]
    fn pointers_are_read_with_what_keeps_their_rows_apart() {
        let sql = "CREATE TABLE letter (\n    id BYTEA PRIMARY KEY,\n    patient BYTEA NOT NULL REFERENCES patient (id),\n    \
            text TEXT NOT NULL\n) STRICT;\nCREATE TABLE wish (\n    patient BYTEA NOT NULL REFERENCES patient (id),\n    kind TEXT NOT NULL,\n    \
            PRIMARY KEY (patient, kind)\n) STRICT;\nCREATE TABLE patient_photo (\n    patient BYTEA PRIMARY KEY REFERENCES patient (id)\n) STRICT;\n\
            ALTER TABLE letter ADD COLUMN about BYTEA REFERENCES patient (id);";
        let found = pointers(&[Migration { name: "test/0001", sql }]);
        let letter = |column: &str| Pointer {
            table: "letter".to_owned(),
            column: column.to_owned(),
            ids: vec!["id".to_owned()],
            words: Vec::new(),
            uniques: Vec::new(),
        };
        let wish = Pointer {
            table: "wish".to_owned(),
            column: "patient".to_owned(),
            ids: Vec::new(),
            words: vec!["kind".to_owned()],
            uniques: vec![vec!["kind".to_owned()]],
        };
        assert_eq!(found, [letter("patient"), letter("about"), wish]);
    }
}
