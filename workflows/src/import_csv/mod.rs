//! Taking in tables of patients and of coming appointments, as other programs print them.
//!
//! A mapping file says which column is what. Each row is one deed: known by the table's source and the row's own key, so
//! that a second import changes nothing, and kept whole beside what became of it. A trial run does every row and undoes it
//! again, so that it meets the same rules.

mod appointments;
mod mapping;
mod patients;
mod report;
mod table;
mod trial;

pub use appointments::{APPOINTMENT_ROW, TakeInAppointment};
pub use mapping::{Mapping, TableKind};
pub use patients::{PATIENT_ROW, TakeInPatient};
pub use report::{RowFate, TableReport};
pub use table::{Row, read_rows};
pub use trial::{TRIAL, Trial};

use office::{Act, Permission};

/// Taking in a table.
pub const IMPORT_CSV: Act = Act::new("import.csv", Permission::ImportRecords);
