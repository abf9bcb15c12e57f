//! Observations: vitals, laboratory values, answers, findings; their latest, and how one of them went over time.

mod tables;
mod trend;
mod vitals;

pub use tables::Observation;
pub use trend::{SEE_TREND, Trend, TrendOf};
pub use vitals::{VITALS, VitalLine, vitals};

use diesel::prelude::*;
use kernel::Problem;
use office::{PatientId, Pen, Reader};

kernel::id!(
    /// An observation, or one part of it.
    ObservationId
);

/// The latest observations of one category (`laboratory`, `survey`, `social-history`), the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn latest(
    read: &mut Reader<'_>,
    patient: PatientId,
    category: &str,
    at_most: u32,
) -> Result<Vec<Observation>, Problem> {
    use tables::observation as seen;
    let rows = seen::table.filter(seen::patient.eq(patient)).filter(seen::category.eq(category));
    read.list(rows.order((seen::at_key.desc(), seen::position.asc())).select(Observation::as_select()), at_most)
}

/// The latest observations of one code, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_code(
    read: &mut Reader<'_>,
    patient: PatientId,
    code: &str,
    at_most: u32,
) -> Result<Vec<Observation>, Problem> {
    use tables::observation as seen;
    let rows = seen::table.filter(seen::patient.eq(patient)).filter(seen::code.eq(code));
    read.list(rows.order(seen::at_key.desc()).select(Observation::as_select()), at_most)
}

/// The latest observations of any of these codes, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn of_codes(
    read: &mut Reader<'_>,
    patient: PatientId,
    codes: &[&str],
    at_most: u32,
) -> Result<Vec<Observation>, Problem> {
    use tables::observation as seen;
    let rows = seen::table.filter(seen::patient.eq(patient)).filter(seen::code.eq_any(codes));
    read.list(rows.order(seen::at_key.desc()).select(Observation::as_select()), at_most)
}

impl Observation {
    /// What was found, as one line: `120 mmHg`, `< 5.0 mg/dL`, `Never smoker`.
    #[must_use]
    pub fn value(&self) -> String {
        if self.number.is_empty() {
            return if self.words.reveal().is_empty() { self.absent.clone() } else { self.words.reveal().clone() };
        }
        let parts = [self.comparator.as_str(), self.number.as_str(), self.unit.as_str()];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }

    /// The number, for charts and comparisons.
    #[must_use]
    pub fn amount(&self) -> Option<f64> {
        self.number.parse().ok()
    }

    /// Whether it lies outside what is to be expected: by the sender's word, else by the range that came along.
    #[must_use]
    pub fn is_abnormal(&self) -> bool {
        match self.interpretation.as_str() {
            "" => {
                let beyond = |limit: &str, outside: fn(f64, f64) -> bool| {
                    let limit: Option<f64> = limit.parse().ok();
                    self.amount().zip(limit).is_some_and(|(amount, limit)| outside(amount, limit))
                };
                beyond(&self.range_low, |amount, low| amount < low)
                    || beyond(&self.range_high, |amount, high| amount > high)
            }
            "N" | "NEG" | "ND" => false,
            _ => true,
        }
    }

    /// Whether it still stands: not cancelled, and not entered in error.
    #[must_use]
    pub fn stands(&self) -> bool {
        !matches!(self.status.as_str(), "cancelled" | "entered-in-error")
    }
}

/// Takes out an observation and its parts.
pub(crate) fn forget_panel(id: ObservationId, pen: &mut Pen<'_, '_>) -> Result<(), Problem> {
    use tables::observation as seen;
    pen.run(diesel::delete(seen::table.filter(seen::panel.eq(id))))?;
    pen.run(diesel::delete(seen::table.filter(seen::id.eq(id)))).map(drop)
}
