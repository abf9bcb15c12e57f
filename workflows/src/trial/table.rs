//! A table with a head line, its cells known by the names of their columns.

use kernel::Problem;
use std::collections::HashMap;

/// More rows than this are not one practice's.
const ROWS_MAX: usize = 5_000_000;

/// A table read whole.
pub(super) struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    /// Reads a table: comma, semicolon or tab between cells.
    pub(super) fn read(text: &str, needed: &[&str]) -> Result<Self, Problem> {
        let text = text.trim_start_matches('\u{feff}');
        let head = text.lines().next().unwrap_or_default();
        let between = [b',', b';', b'\t'].into_iter().max_by_key(|mark| head.bytes().filter(|b| b == mark).count());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(between.unwrap_or(b','))
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(text.as_bytes());
        let unreadable = |why| Problem::invalid("table", "The table cannot be read as CSV.").because(why);
        let head = reader.headers().map_err(unreadable)?.clone();
        let columns: HashMap<String, usize> =
            head.iter().enumerate().map(|(at, name)| (name.to_lowercase(), at)).collect();
        let missing: Vec<&str> = needed.iter().copied().filter(|name| !columns.contains_key(*name)).collect();
        if !missing.is_empty() {
            let say = format!("The table has no column {}. Its first line must name the columns.", missing.join(", "));
            return Err(Problem::invalid("table", say));
        }
        let mut rows = Vec::new();
        for row in reader.records() {
            if rows.len() == ROWS_MAX {
                return Err(Problem::invalid("table", "The table has more than five million rows. Cut it."));
            }
            rows.push(row.map_err(unreadable)?);
        }
        Ok(Self { columns, rows })
    }

    /// The rows in the order of the file.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }
}

/// One row of it.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    columns: &'a HashMap<String, usize>,
    cells: &'a csv::StringRecord,
}

impl<'a> Row<'a> {
    /// What stands in a column; empty where the column or the cell is not there.
    pub(super) fn text(&self, column: &str) -> &'a str {
        self.columns.get(column).and_then(|at| self.cells.get(*at)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn cells_are_known_by_their_columns_whatever_stands_between() {
        for text in ["A,b\n 1 ,2\n", "a;B\n1;2\n", "\u{feff}a\tb\n1\t2\n"] {
            let table = Table::read(text, &["a", "b"]).expect("a table");
            let rows: Vec<_> = table.rows().map(|row| (row.text("a"), row.text("b"), row.text("c"))).collect();
            assert_eq!(rows, [("1", "2", "")]);
        }
        let why = Table::read("a,b\n", &["a", "c"]).err().expect("a column is missing");
        assert!(why.say().contains('c'));
    }
}
