//! What the office acknowledged, and where it must be found again.

use std::fmt::Write as _;

use crash::record_in_hand::Record;

/// A deed that the office answered with yes.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// A patient was booked with a provider at a time.
    Booked { provider: [u8; 16], patient: [u8; 16], starts_at: i64 },
    /// The patient of an appointment arrived.
    Arrived { appointment: [u8; 16] },
    /// A visit went on to a status; this was the change of this number.
    Moved { visit: [u8; 16], change: i64, to: &'static str },
}

impl Deed {
    /// Whether the record has it, once.
    pub(super) fn is_kept(&self, record: &mut Record) -> Result<bool, String> {
        let query = match self {
            Self::Booked { provider, patient, starts_at } => format!(
                "SELECT count(*) FROM appointment WHERE provider = {} AND patient = {} AND starts_at = {starts_at} AND standing = 'booked'",
                literal(record, provider),
                literal(record, patient)
            ),
            Self::Arrived { appointment } => {
                format!("SELECT count(*) FROM visit WHERE appointment = {}", literal(record, appointment))
            }
            Self::Moved { visit, change, to } => format!(
                "SELECT count(*) FROM visit_change WHERE visit = {} AND seq = {change} AND to_status = '{to}'",
                literal(record, visit)
            ),
        };
        Ok(record.number(&query)? == 1)
    }
}

/// An id as the database writes it.
pub(super) fn literal(record: &Record, id: &[u8; 16]) -> String {
    let mut hex = String::new();
    for byte in id {
        let _infallible = write!(hex, "{byte:02x}");
    }
    match record {
        Record::File(_) => format!("x'{hex}'"),
        Record::Server(_) => format!("'\\x{hex}'::bytea"),
    }
}
