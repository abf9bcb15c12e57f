//! docs/benchmarks.md: what was measured, beside what design.md allows.

use std::fmt::Write as _;
use std::time::Duration;

/// One line of a table: what was measured, the figure, the budget, and whether it is kept.
#[derive(Debug, Clone)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// The figures, a cell each.
    pub figures: Vec<String>,
    /// The budget in words; empty when design.md names none.
    pub budget: String,
    /// Whether the budget is kept; `None` without one.
    pub kept: Option<bool>,
}

/// A table with its heading and what stands above it.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its heading.
    pub title: String,
    /// A sentence or two: how it was measured.
    pub how: String,
    /// The names of the columns of figures.
    pub columns: Vec<&'static str>,
    /// Its lines.
    pub rows: Vec<Row>,
}

/// The whole page, with what misses its budget named at the top.
pub fn page(opening: &str, tables: &[Table]) -> String {
    let mut page = format!("# Benchmarks\n\n{opening}\n\n## What misses its budget\n\n");
    let missed = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let missed: Vec<(&Table, &Row)> = missed.filter(|(_, row)| row.kept == Some(false)).collect();
    if missed.is_empty() {
        page.push_str("Nothing.\n");
    }
    for (table, row) in missed {
        let figures: Vec<String> =
            table.columns.iter().zip(&row.figures).map(|(column, figure)| format!("{column} {figure}")).collect();
        let _infallible = writeln!(page, "- {}: {} (budget: {}).", row.what, figures.join(", "), row.budget);
    }
    for table in tables {
        let _infallible = write!(page, "\n## {}\n\n{}\n\n| |", table.title, table.how);
        for column in table.columns.iter().chain(&["budget", "kept"]) {
            let _infallible = write!(page, " {column} |");
        }
        let _infallible = write!(page, "\n|---|{}---|---|\n", "---:|".repeat(table.columns.len()));
        for row in &table.rows {
            let kept = row.kept.map_or("", |kept| if kept { "yes" } else { "**no**" });
            let _infallible =
                writeln!(page, "| {} | {} | {} | {kept} |", row.what, row.figures.join(" | "), row.budget);
        }
    }
    page
}

/// A time in milliseconds with as many decimals as say something.
pub fn millis(took: Duration) -> String {
    let millis = took.as_secs_f64() * 1_000.0;
    if millis < 10.0 { format!("{millis:.2} ms") } else { format!("{millis:.0} ms") }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Row, Table, millis, page};

    #[test]
    fn what_misses_its_budget_is_named_first() {
        let row =
            |what: &str, kept| Row { what: what.into(), figures: vec!["60 ms".into()], budget: "50 ms".into(), kept };
        let rows = vec![row("Day view", Some(false)), row("Board", Some(true)), row("Sign-in", None)];
        let text = page("Measured.", &[Table { title: "Pages".into(), how: "So.".into(), columns: vec!["p99"], rows }]);
        let missed = text.split("## Pages").next().expect("a heading");
        assert!(missed.contains("- Day view: p99 60 ms (budget: 50 ms)."));
        assert!(!missed.contains("Board"));
        assert!(text.contains("| Sign-in | 60 ms | 50 ms |  |"));
    }

    #[test]
    fn short_times_have_decimals() {
        assert_eq!(millis(Duration::from_micros(1_234)), "1.23 ms");
        assert_eq!(millis(Duration::from_millis(123)), "123 ms");
    }
}
