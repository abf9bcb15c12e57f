//! The bulk path into the tables, past the office; for benchmarks only.

use std::fmt::Write as _;
use std::io::Write as _;

use crash::record_in_hand::Record;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// No value.
    Null,
    /// A number, a moment, a day, or 0 and 1 for no and yes.
    Number(i64),
    /// Words.
    Words(String),
    /// An id.
    Id([u8; 16]),
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<[u8; 16]> for Cell {
    fn from(id: [u8; 16]) -> Self {
        Self::Id(id)
    }
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Number(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Words(words) => ToSqlOutput::Borrowed(ValueRef::Text(words.as_bytes())),
            Self::Id(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id)),
        })
    }
}

/// Rows in one transaction at most.
const ROWS_A_COMMIT: usize = 500_000;

/// Writes rows into a table, `columns` naming theirs separated by commas, and says how many.
///
/// # Errors
/// The database's own words.
pub fn write(
    record: &mut Record,
    table: &str,
    columns: &str,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<usize, String> {
    match record {
        Record::File(file) => write_file(file, table, columns, rows).map_err(|fault| format!("{table}: {fault}")),
        Record::Server(server) => {
            write_server(server, table, columns, rows).map_err(|fault| format!("{table}: {fault}"))
        }
    }
}

fn write_file(
    file: &mut rusqlite::Connection,
    table: &str,
    columns: &str,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> rusqlite::Result<usize> {
    let marks = vec!["?"; columns.split(',').count()].join(",");
    let mut count = 0;
    file.execute_batch("BEGIN")?;
    {
        let mut insert = file.prepare(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))?;
        for row in rows {
            insert.execute(rusqlite::params_from_iter(row))?;
            count += 1;
            if count % ROWS_A_COMMIT == 0 {
                file.execute_batch("COMMIT; BEGIN")?;
            }
        }
    }
    file.execute_batch("COMMIT")?;
    Ok(count)
}

fn write_server(
    server: &mut postgres::Client,
    table: &str,
    columns: &str,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<usize, String> {
    let copy = format!("COPY {table} ({columns}) FROM STDIN");
    let mut to = server.copy_in(&copy).map_err(|fault| fault.to_string())?;
    let mut count = 0;
    for row in rows {
        to.write_all(line(&row).as_bytes()).map_err(|fault| fault.to_string())?;
        count += 1;
    }
    to.finish().map_err(|fault| fault.to_string())?;
    Ok(count)
}

/// A row in PostgreSQL's text format for COPY.
fn line(row: &[Cell]) -> String {
    let mut line = String::new();
    for (at, cell) in row.iter().enumerate() {
        if at > 0 {
            line.push('\t');
        }
        match cell {
            Cell::Null => line.push_str("\\N"),
            Cell::Number(number) => {
                let _infallible = write!(line, "{number}");
            }
            Cell::Words(words) => {
                line.push_str(
                    &words.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r"),
                );
            }
            Cell::Id(id) => {
                line.push_str("\\\\x");
                for byte in id {
                    let _infallible = write!(line, "{byte:02x}");
                }
            }
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::{Cell, line};

    #[test]
    fn rows_are_escaped_as_copy_wants_them() {
        let row = [Cell::Null, 7.into(), "a\tb\\c\nd".into(), [0xab; 16].into()];
        assert_eq!(line(&row), format!("\\N\t7\ta\\tb\\\\c\\nd\t\\\\x{}\n", "ab".repeat(16)));
    }
}
