//! A table of visits with their times: how well the office would have estimated the waits.

use super::table::{Row, Table};
use front_office::patient_flow::wait_estimate::{Learned, Passage, Stage};
use jiff::civil::DateTime;
use kernel::Problem;

/// How far off the estimates were, in minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowFigures {
    /// In which stage they were made; none for all together.
    pub stage: Option<Stage>,
    /// Mean absolute error of the estimate.
    pub estimate: f64,
    /// Mean absolute error of the plain average of the stage.
    pub plain: f64,
    /// How many estimates.
    pub count: usize,
}

const NEEDED: &[&str] = &["provider", "arrived", "checked_in", "roomed", "ready", "provider_in", "provider_out"];

/// Learns from the earlier three fifths of the visits and judges the later two, each visit at the moment it enters each stage:
/// by stage, then all together.
///
/// # Errors
/// Invalid, where the table cannot be read or is too short.
pub fn judge_waits(table: &str) -> Result<Vec<FlowFigures>, Problem> {
    let table = Table::read(table, NEEDED)?;
    let passages: Vec<Passage<&str>> = table.rows().filter_map(|row| passage(row)).collect();
    let errors = Learned::trial(&passages);
    let errors =
        errors.ok_or_else(|| Problem::invalid("table", "The table holds too few whole visits to learn from."))?;
    let mut figures = Vec::new();
    let (mut estimates, mut plains, mut counts) = (0.0, 0.0, 0);
    for (stage, (estimate, plain, count)) in errors {
        let of = count.max(1) as f64;
        figures.push(FlowFigures { stage: Some(stage), estimate: estimate / of, plain: plain / of, count });
        estimates += estimate;
        plains += plain;
        counts += count;
    }
    let of = counts.max(1) as f64;
    figures.push(FlowFigures { stage: None, estimate: estimates / of, plain: plains / of, count: counts });
    Ok(figures)
}

/// A row whose times can all be read and do not run backwards.
fn passage<'a>(row: Row<'a>) -> Option<Passage<&'a str>> {
    let columns = [
        (Stage::Arrived, "arrived"),
        (Stage::CheckedIn, "checked_in"),
        (Stage::Roomed, "roomed"),
        (Stage::Ready, "ready"),
        (Stage::WithProvider, "provider_in"),
    ];
    let entered: Option<Vec<(Stage, f64)>> =
        columns.into_iter().map(|(stage, column)| minutes(row.text(column)).map(|at| (stage, at))).collect();
    let (entered, done) = (entered?, minutes(row.text("provider_out"))?);
    let in_order = entered.windows(2).all(|pair| pair[0].1 <= pair[1].1) && entered.last()?.1 <= done;
    in_order.then(|| Passage { provider: row.text("provider"), entered, done })
}

/// Minutes since some moment, the same for all.
fn minutes(text: &str) -> Option<f64> {
    let at: DateTime = text.parse().ok()?;
    let since = at.since(DateTime::new(2000, 1, 1, 0, 0, 0, 0).ok()?).ok()?;
    since.total((jiff::Unit::Minute, jiff::SpanRelativeTo::days_are_24_hours())).ok()
}
