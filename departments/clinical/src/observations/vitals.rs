//! Vitals: the latest of each, with those before, for the chart's face.

use super::{Observation, of_code};
use kernel::Problem;
use office::{PatientId, Reader};

/// How many of each are shown, the latest among them.
const EACH_MAX: u32 = 12;

/// The vitals on the chart's face: LOINC codes, the preferred first, and what the office calls them.
pub const VITALS: &[(&[&str], &str)] = &[
    (&["8480-6"], "Systolic"),
    (&["8462-4"], "Diastolic"),
    (&["8867-4"], "Pulse"),
    (&["8310-5", "8331-1"], "Temperature"),
    (&["9279-1"], "Breaths"),
    (&["59408-5", "2708-6"], "Oxygen"),
    (&["72514-3"], "Pain"),
    (&["29463-7", "3141-9"], "Weight"),
    (&["8302-2"], "Height"),
    (&["39156-5"], "BMI"),
];

/// One vital sign over time.
pub struct VitalLine {
    /// What the office calls it.
    pub name: &'static str,
    /// The measurements that stand, the newest first; never empty.
    pub seen: Vec<Observation>,
}

/// The vitals that were ever taken, each with its latest dozen.
///
/// # Errors
/// Broken, when the database fails.
pub fn vitals(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<VitalLine>, Problem> {
    let mut lines = Vec::new();
    for (codes, name) in VITALS {
        for code in *codes {
            let mut seen = of_code(read, patient, code, EACH_MAX)?;
            seen.retain(Observation::stands);
            if !seen.is_empty() {
                lines.push(VitalLine { name, seen });
                break;
            }
        }
    }
    Ok(lines)
}
