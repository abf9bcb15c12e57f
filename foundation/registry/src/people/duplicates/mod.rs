//! Duplicates: pairs of charts that may be of one person, for somebody to look at and decide.

mod decide;
mod scan;
mod tables;
mod worklist;

pub(crate) use decide::decided;
pub use decide::{DecideDuplicate, Decision};
pub(crate) use scan::described;
pub use scan::{FoundPair, NoteDuplicates, ScanForDuplicates};
pub use worklist::{DuplicateWorklist, PairLine};

use office::{Act, Permission};

/// Looking at the pairs, and deciding.
pub const DUPLICATES: Act = Act::new("people.duplicates", Permission::RegisterPeople);
