//! Regularised logistic regression, fitted by Newton's method (Hastie, Tibshirani, Friedman 2009, section 4.4).

use super::circumstances::Circumstances;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One coefficient: a feature is taken from its mean, divided by its spread, and weighed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    /// The feature; empty for the constant.
    pub feature: String,
    /// Its mean where it was learned.
    pub mean: f64,
    /// Its standard deviation there.
    pub spread: f64,
    /// How it is weighed.
    pub weight: f64,
}

/// What was learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    coefficients: Vec<Coefficient>,
}

/// How strongly weights are held towards nothing, so that a rare circumstance is not taken for a law.
const RIDGE: f64 = 3.0;
/// Newton's method is there after a handful of steps.
const STEPS_MAX: usize = 30;
/// Fewer cases of a circumstance teach nothing.
const CASES_MIN: usize = 30;
/// Fewer appointments kept and missed teach nothing.
const OUTCOMES_MIN: usize = 20;

impl Model {
    /// Learns from appointments, each with whether it was missed. Nothing, where there are too few of either kind.
    #[must_use]
    pub fn learn(cases: &[(Circumstances<'_>, bool)]) -> Option<Self> {
        let missed = cases.iter().filter(|(_, missed)| *missed).count();
        if missed < OUTCOMES_MIN || cases.len() - missed < OUTCOMES_MIN {
            return None;
        }
        let rows: Vec<Vec<(String, f64)>> = cases.iter().map(|(case, _)| case.features()).collect();
        let mut coefficients = spread_of(&rows);
        let table: Vec<Vec<f64>> = rows.into_iter().map(|row| placed(&coefficients, row)).collect();
        let outcomes: Vec<f64> = cases.iter().map(|(_, missed)| f64::from(u8::from(*missed))).collect();
        for (coefficient, weight) in coefficients.iter_mut().zip(fit(&table, &outcomes)) {
            coefficient.weight = weight;
        }
        Some(Self { coefficients })
    }

    /// The model of stored coefficients.
    #[must_use]
    pub const fn of(coefficients: Vec<Coefficient>) -> Self {
        Self { coefficients }
    }

    /// To be stored.
    #[must_use]
    pub fn coefficients(&self) -> &[Coefficient] {
        &self.coefficients
    }

    /// How likely it is that the appointment is missed, from 0 to 1.
    #[must_use]
    pub fn risk(&self, case: &Circumstances<'_>) -> f64 {
        let row = placed(&self.coefficients, case.features());
        let sum: f64 = row.iter().zip(&self.coefficients).map(|(value, of)| value * of.weight).sum();
        chance(sum)
    }
}

fn chance(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// The constant, and every feature that occurs often enough and is not always the same, with mean and spread.
fn spread_of(rows: &[Vec<(String, f64)>]) -> Vec<Coefficient> {
    let mut sums: BTreeMap<&str, (usize, f64, f64)> = BTreeMap::new();
    for (name, value) in rows.iter().flatten() {
        let (count, sum, squares) = sums.entry(name).or_default();
        *count += usize::from(*value != 0.0 || !name.contains('='));
        *sum += value;
        *squares += value * value;
    }
    let mut coefficients = vec![Coefficient { feature: String::new(), mean: 0.0, spread: 1.0, weight: 0.0 }];
    for (name, (count, sum, squares)) in sums {
        let of = if name.contains('=') { rows.len() } else { count } as f64;
        let mean = sum / of;
        let spread = (squares / of - mean * mean).max(0.0).sqrt();
        if count >= CASES_MIN && spread > 1e-6 {
            coefficients.push(Coefficient { feature: name.to_owned(), mean, spread, weight: 0.0 });
        }
    }
    coefficients
}

/// The features of one case in the places of the coefficients, in units of their spread.
fn placed(coefficients: &[Coefficient], features: Vec<(String, f64)>) -> Vec<f64> {
    let known: BTreeMap<String, f64> = features.into_iter().collect();
    let value = |of: &Coefficient| match known.get(&of.feature) {
        _ if of.feature.is_empty() => 1.0,
        Some(value) => (value - of.mean) / of.spread,
        None if of.feature.contains('=') => -of.mean / of.spread,
        None => 0.0,
    };
    coefficients.iter().map(value).collect()
}

/// The weights under which the outcomes are likeliest. The first column is the constant, and is not held back.
fn fit(table: &[Vec<f64>], outcomes: &[f64]) -> Vec<f64> {
    let width = table.first().map_or(0, Vec::len);
    let mut weights = vec![0.0; width];
    for _ in 0..STEPS_MAX {
        let mut slope = vec![0.0; width];
        let mut bend = vec![vec![0.0; width]; width];
        for (row, outcome) in table.iter().zip(outcomes) {
            let p = chance(row.iter().zip(&weights).map(|(value, weight)| value * weight).sum());
            let curve = p * (1.0 - p);
            for (i, value) in row.iter().enumerate() {
                slope[i] += value * (outcome - p);
                let scaled = value * curve;
                for (cell, other) in bend[i].iter_mut().zip(&row[..=i]) {
                    *cell += scaled * other;
                }
            }
        }
        for i in 1..width {
            slope[i] -= RIDGE * weights[i];
            bend[i][i] += RIDGE;
        }
        let step = solve(bend, slope);
        for (weight, change) in weights.iter_mut().zip(&step) {
            *weight += change;
        }
        if step.iter().all(|change| change.abs() < 1e-8) {
            break;
        }
    }
    weights
}

/// Solves a symmetric positive system, of which the lower half is given, by Cholesky's method.
fn solve(mut lower: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let width = right.len();
    for i in 0..width {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
            let rest = lower[i][j] - known;
            lower[i][j] = if i == j { rest.max(1e-12).sqrt() } else { rest / lower[j][j] };
        }
    }
    for i in 0..width {
        let known: f64 = (0..i).map(|k| lower[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / lower[i][i];
    }
    for i in (0..width).rev() {
        let known: f64 = (i + 1..width).map(|k| lower[k][i] * right[k]).sum();
        right[i] = (right[i] - known) / lower[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::{Model, fit, solve};
    use crate::scheduling::no_show_risk::Circumstances;
    use jiff::civil::Weekday;

    fn case(lead_days: i64, missed: u32) -> Circumstances<'static> {
        Circumstances { lead_days, earlier: 4, missed, hour: 10, ..Circumstances::of("Follow-up", Weekday::Tuesday) }
    }

    #[test]
    fn a_system_is_solved() {
        let solved = solve(vec![vec![4.0, 0.0], vec![2.0, 3.0]], vec![10.0, 8.0]);
        assert!((solved[0] - 1.75).abs() < 1e-9 && (solved[1] - 1.5).abs() < 1e-9, "{solved:?}");
    }

    #[test]
    fn the_constant_alone_finds_the_share() {
        let outcomes: Vec<f64> = (0..100).map(|at| f64::from(u8::from(at % 4 == 0))).collect();
        let weights = fit(&vec![vec![1.0]; 100], &outcomes);
        assert!((1.0 / (1.0 + (-weights[0]).exp()) - 0.25).abs() < 1e-9, "{weights:?}");
    }

    #[test]
    fn it_learns_what_goes_with_missing_and_comes_back_from_its_coefficients() {
        let cases: Vec<_> =
            (0..600).map(|at| (case(at % 60, u32::from(at % 3 == 0)), at % 60 > 40 && at % 2 == 0)).collect();
        let model = Model::learn(&cases).expect("enough of both");
        assert!(model.risk(&case(55, 0)) > 0.3 && model.risk(&case(3, 0)) < 0.1);
        assert_eq!(Model::of(model.coefficients().to_vec()), model);
        assert!(Model::learn(&cases[..30]).is_none(), "too few teach nothing");
    }
}
