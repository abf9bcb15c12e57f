//! The whole record as text, read beside the office, to see that nothing in it changed.

use diesel::prelude::*;
use diesel::sql_types::Text;
use office::{Database, PatientId};
use std::collections::BTreeMap;
use testkit::Practice;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

enum Beside {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Beside {
    #[expect(clippy::disallowed_methods, reason = "looks at the record beside the office")]
    fn of(practice: &Practice) -> Self {
        match &practice.scratch().database {
            Database::Sqlite(path) => {
                let path = path.to_str().expect("a path in UTF-8");
                Self::Sqlite(SqliteConnection::establish(path).expect("the file opens a second time"))
            }
            Database::Postgres(address) => {
                Self::Postgres(PgConnection::establish(address).expect("the server answers"))
            }
        }
    }

    fn lines(&mut self, sqlite: &str, postgres: &str) -> Vec<String> {
        let rows: Vec<Line> = match self {
            Self::Sqlite(db) => diesel::sql_query(sqlite).load(db).expect("the file answers"),
            Self::Postgres(db) => diesel::sql_query(postgres).load(db).expect("the server answers"),
        };
        rows.into_iter().map(|row| row.line).collect()
    }

    fn tables(&mut self) -> Vec<String> {
        self.lines(
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
            "SELECT table_name::text AS line FROM information_schema.tables WHERE table_schema = 'public' \
             AND table_type = 'BASE TABLE' ORDER BY 1",
        )
    }

    fn columns(&mut self, table: &str) -> Vec<String> {
        self.lines(
            &format!("SELECT name AS line FROM pragma_table_info('{table}') ORDER BY cid"),
            &format!(
                "SELECT column_name::text AS line FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
            ),
        )
    }
}

/// What is written because something was done or looked at, and the records of merging themselves.
const BESIDE_THE_POINT: &[&str] =
    &["journal", "follower", "request", "session", "job", "attempt", "patient_merge", "merge_moved", "duplicate_pair"];

/// Every row of every table, in order.
pub fn whole_record(practice: &Practice) -> BTreeMap<String, Vec<String>> {
    let mut beside = Beside::of(practice);
    let tables = beside.tables();
    let kept = tables.into_iter().filter(|name| !BESIDE_THE_POINT.iter().any(|word| name.contains(word)));
    kept.map(|table| {
        let quoted: Vec<String> = beside.columns(&table).iter().map(|name| format!("quote(\"{name}\")")).collect();
        let sqlite = format!("SELECT {} AS line FROM \"{table}\" ORDER BY 1", quoted.join(" || '|' || "));
        let rows = beside.lines(&sqlite, &format!("SELECT t::text AS line FROM \"{table}\" AS t ORDER BY 1"));
        (table, rows)
    })
    .collect()
}

/// How many rows of each table hold this patient in a column of that name, tables without any left out.
pub fn rows_pointing_at(practice: &Practice, patient: PatientId) -> BTreeMap<String, usize> {
    let mut beside = Beside::of(practice);
    let mut found = BTreeMap::new();
    for table in beside.tables().into_iter().filter(|name| !name.starts_with("journal")) {
        if beside.columns(&table).iter().any(|name| name == "patient") {
            let rows = beside.lines(
                &format!("SELECT 'x' AS line FROM \"{table}\" WHERE patient = x'{patient}'"),
                &format!("SELECT 'x' AS line FROM \"{table}\" WHERE patient = '\\x{patient}'::bytea"),
            );
            if !rows.is_empty() {
                found.insert(table, rows.len());
            }
        }
    }
    found
}

/// Every column that references a patient, or is named for one; the journal's do not move, because what was done and seen
/// was done and seen under the chart of that day.
pub fn pointing_columns(practice: &Practice) -> Vec<(String, String)> {
    let mut beside = Beside::of(practice);
    let mut found = Vec::new();
    for table in beside.tables().into_iter().filter(|name| !name.starts_with("journal")) {
        let columns = beside.lines(
            &format!(
                "SELECT \"from\" AS line FROM pragma_foreign_key_list('{table}') WHERE \"table\" = 'patient' \
                 UNION SELECT name FROM pragma_table_info('{table}') WHERE name LIKE '%patient%' AND type = 'BLOB'"
            ),
            "",
        );
        found.extend(columns.into_iter().map(|column| (table.clone(), column)));
    }
    found
}
