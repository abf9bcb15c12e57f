//! A table of appointments that were kept or missed: how well the office would have known.

use super::table::{Row, Table};
use front_office::scheduling::no_show_risk::{Circumstances, Model};
use kernel::{Day, Problem};

/// How well the risk was known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoShowFigures {
    /// How often a missed appointment had a higher risk than a kept one: the area under the ROC curve.
    pub auc: f64,
    /// The mean squared difference of risk and outcome (Brier 1950).
    pub brier: f64,
}

const NEEDED: &[&str] = &["date", "time", "visit_type", "lead_days", "prior_visits", "prior_noshows", "status"];

/// Learns from one table and judges another. Cancelled appointments are no outcomes, and are passed over in both. Only what
/// was known before an appointment is used: the counts of earlier appointments come with each row.
///
/// # Errors
/// Invalid, where a table cannot be read, or the first teaches nothing, or the second holds not both outcomes.
pub fn judge_no_shows(train: &str, test: &str) -> Result<NoShowFigures, Problem> {
    let (train, test) = (Table::read(train, NEEDED)?, Table::read(test, NEEDED)?);
    let model = Model::learn(&cases(&train)?).ok_or_else(|| {
        Problem::invalid("table", "The table to learn from holds too few kept or missed appointments.")
    })?;
    let judged: Vec<(f64, bool)> = cases(&test)?.iter().map(|(case, missed)| (model.risk(case), *missed)).collect();
    figures(&judged).ok_or_else(|| Problem::invalid("table", "The table to judge needs kept and missed appointments."))
}

fn cases(table: &Table) -> Result<Vec<(Circumstances<'_>, bool)>, Problem> {
    let mut cases = Vec::new();
    for row in table.rows() {
        let missed = match row.text("status") {
            "noshow" | "no_show" | "no-show" => true,
            "completed" | "attended" => false,
            _ => continue,
        };
        cases.push((circumstances(row)?, missed));
    }
    Ok(cases)
}

fn circumstances(row: Row<'_>) -> Result<Circumstances<'_>, Problem> {
    let bad = || Problem::invalid("table", "A row has a date, time or number that cannot be read.");
    let number = |column: &str| row.text(column).parse::<i64>().map_err(|_| bad());
    let count = |column: &str| row.text(column).parse::<u32>().map_err(|_| bad());
    let day: Day = row.text("date").parse().map_err(|_| bad())?;
    let hour = row.text("time").split(':').next().and_then(|hour| hour.parse().ok()).ok_or_else(bad)?;
    let either = |column: &str| match row.text(column) {
        "1" | "true" | "yes" => Some(true),
        "" => None,
        _ => Some(false),
    };
    Ok(Circumstances {
        lead_days: number("lead_days")?,
        earlier: count("prior_visits")?,
        missed: count("prior_noshows")?,
        hour,
        weekday: day.weekday(),
        visit_type: row.text("visit_type"),
        age: row.text("age").parse().ok(),
        payer: Some(row.text("insurance")).filter(|payer| !payer.is_empty()),
        distance_km: row.text("distance_km").parse().ok(),
        remote: either("telehealth"),
        reminded: either("reminder_sent"),
        confirmed: either("confirmed"),
    })
}

/// Area under the curve by ranks (Mann and Whitney 1947), ties at their middle; and Brier's score.
fn figures(judged: &[(f64, bool)]) -> Option<NoShowFigures> {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let missed = sorted.iter().filter(|(_, missed)| *missed).count() as f64;
    let kept = sorted.len() as f64 - missed;
    if missed == 0.0 || kept == 0.0 {
        return None;
    }
    let (mut ranks, mut before) = (0.0, 0.0);
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        let middle = before + (tied.len() as f64 + 1.0) / 2.0;
        ranks += middle * tied.iter().filter(|(_, missed)| *missed).count() as f64;
        before += tied.len() as f64;
    }
    let auc = (ranks - missed * (missed + 1.0) / 2.0) / (missed * kept);
    let squares = judged.iter().map(|(risk, missed)| (risk - f64::from(u8::from(*missed))).powi(2));
    Some(NoShowFigures { auc, brier: squares.sum::<f64>() / judged.len() as f64 })
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn the_figures_are_as_worked_by_hand() {
        let perfect = figures(&[(0.9, true), (0.1, false)]).expect("both outcomes");
        assert!((perfect.auc - 1.0).abs() < 1e-12 && (perfect.brier - 0.01).abs() < 1e-12);
        let tied = figures(&[(0.5, true), (0.5, false), (0.5, false)]).expect("both outcomes");
        assert!((tied.auc - 0.5).abs() < 1e-12 && (tied.brier - 0.25).abs() < 1e-12);
        let mixed = figures(&[(0.3, true), (0.2, false), (0.4, false), (0.5, true)]).expect("both outcomes");
        assert!((mixed.auc - 0.75).abs() < 1e-12);
        assert!(figures(&[(0.5, true)]).is_none());
    }
}
