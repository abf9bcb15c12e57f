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
    /// What a row of the table belongs to, and whose patient is its own too: a visit to its appointment.
    pub parents: Vec<Parent>,
}

/// A row that others belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The column of the child that references it.
    pub by: String,
    /// Its table.
    pub table: String,
    /// The column of that table that references the patient.
    pub column: String,
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
    /// Column, table that it references by id, and whether it may be empty.
    references: Vec<(String, String, Empty)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Empty {
    Never,
    Maybe,
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
            } else if let Some(name) = line.strip_prefix("DROP TABLE ") {
                tables.remove(name.trim_end_matches(';'));
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
    let moving: Vec<(&String, &Table)> = tables.iter().filter(|(name, _)| !STAYS.contains(&name.as_str())).collect();
    let parent = |by: &String, name: &String| {
        let (table, found) = moving.iter().find(|(table, _)| *table == name)?;
        Some(Parent { by: by.clone(), table: (*table).clone(), column: found.pointing.first()?.clone() })
    };
    let pointers = moving.iter().flat_map(|(name, table)| {
        let parents = table.parents(&parent);
        table.pointing.iter().map(move |column| Pointer { parents: parents.clone(), ..table.pointer(name, column) })
    });
    pointers.collect()
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
            let referenced = line.split_once("REFERENCES ").and_then(|(_, rest)| rest.split([' ', '(']).next());
            if let Some(table) = referenced {
                let empty =
                    if line.contains("NOT NULL") || line.contains("PRIMARY KEY") { Empty::Never } else { Empty::Maybe };
                self.references.push((name.to_owned(), table.to_owned(), empty));
            }
            if line.contains("REFERENCES patient (id)") || line.contains("REFERENCES patient(id)") {
                self.pointing.push(name.to_owned());
            }
        }
    }

    /// What every row belongs to; where there is no such thing, what a row may belong to.
    fn parents(&self, parent: &impl Fn(&String, &String) -> Option<Parent>) -> Vec<Parent> {
        let of = |wanted: Empty| -> Vec<Parent> {
            let all = self.references.iter().filter(|(_, _, empty)| *empty == wanted);
            all.filter_map(|(by, table, _)| parent(by, table)).collect()
        };
        let always = of(Empty::Never);
        if always.is_empty() { of(Empty::Maybe) } else { always }
    }

    fn pointer(&self, table: &str, column: &str) -> Pointer {
        let others = |key: &[String]| key.iter().filter(|name| *name != column).cloned().collect::<Vec<_>>();
        let is_bytes = |name: &String| self.columns.get(name).is_some_and(|kind| kind == "BYTEA");
        let (ids, words) = others(&self.primary).into_iter().partition(is_bytes);
        let keys = self.uniques.iter().chain([&self.primary]).filter(|key| key.iter().any(|name| name == column));
        let uniques = keys.map(|key| others(key)).collect();
        Pointer { table: table.to_owned(), column: column.to_owned(), ids, words, uniques, parents: Vec::new() }
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
            ALTER TABLE letter ADD COLUMN about BYTEA REFERENCES patient (id);\nCREATE TABLE note (\n    id BYTEA PRIMARY KEY,\n    \
            patient BYTEA NOT NULL REFERENCES patient (id)\n) STRICT;\nDROP TABLE note;";
        let found = pointers(&[Migration { name: "test/0001", sql }]);
        let letter = |column: &str| Pointer {
            table: "letter".to_owned(),
            column: column.to_owned(),
            ids: vec!["id".to_owned()],
            words: Vec::new(),
            uniques: Vec::new(),
            parents: Vec::new(),
        };
        let wish = Pointer {
            table: "wish".to_owned(),
            column: "patient".to_owned(),
            ids: Vec::new(),
            words: vec!["kind".to_owned()],
            uniques: vec![vec!["kind".to_owned()]],
            parents: Vec::new(),
        };
        assert_eq!(found, [letter("patient"), letter("about"), wish]);
    }

    #[test]
    fn a_row_belongs_to_what_it_cannot_be_without_and_else_to_what_it_may_be_of() {
        let patient = "    patient BYTEA NOT NULL REFERENCES patient (id),\n";
        let sql = format!(
            "CREATE TABLE promise (\n    id BYTEA PRIMARY KEY,\n{patient}    at BIGINT NOT NULL\n) STRICT;\n\
            CREATE TABLE stay (\n    id BYTEA PRIMARY KEY,\n{patient}    promise BYTEA REFERENCES promise (id)\n) STRICT;\n\
            CREATE TABLE again (\n{patient}    promise BYTEA PRIMARY KEY REFERENCES promise (id),\n    \
            as_what BYTEA REFERENCES stay (id)\n) STRICT;"
        );
        let found = pointers(&[Migration { name: "test/0001", sql: Box::leak(sql.into_boxed_str()) }]);
        let parents: Vec<(&str, Vec<(&str, &str)>)> = found
            .iter()
            .map(|one| {
                let of = one.parents.iter().map(|parent| (parent.by.as_str(), parent.table.as_str()));
                (one.table.as_str(), of.collect())
            })
            .collect();
        let promise = || vec![("promise", "promise")];
        assert_eq!(parents, [("again", promise()), ("promise", Vec::new()), ("stay", promise())]);
    }
}
