//! How one observation of a patient went over time.

use super::{Observation, of_code};
use kernel::Problem;
use office::{Act, Discloses, PatientId, Permission, Query, Reader, Subject};

/// Seeing how an observation went.
pub const SEE_TREND: Act = Act::new("observations.see_trend", Permission::SeeChart);

/// The most measurements one trend shows.
const POINTS_MAX: u32 = 400;

/// How an observation went over time.
#[derive(Clone, Debug)]
pub struct TrendOf {
    /// Whose.
    pub patient: PatientId,
    /// The code of the observation.
    pub code: String,
}

/// The measurements that stand, the oldest first.
pub struct Trend {
    /// Whose they are.
    pub patient: PatientId,
    /// The measurements.
    pub seen: Vec<Observation>,
}

impl Discloses for Trend {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for TrendOf {
    const ACT: Act = SEE_TREND;
    type Answer = Trend;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Trend, Problem> {
        let mut seen = of_code(read, self.patient, &self.code, POINTS_MAX)?;
        seen.retain(Observation::stands);
        seen.reverse();
        Ok(Trend { patient: self.patient, seen })
    }
}
