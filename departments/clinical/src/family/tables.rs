//! The table of illnesses in the family.

use super::FamilyIllnessId;
use crate::record::record;
use kernel::Phi;

record! {
    /// An illness that a relative of the patient had or has.
    FamilyIllness in family_illness: FamilyIllnessId {
        /// When it was written down, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// Whether to reckon with it: not entered in error.
        present: bool = [Bool],
        /// Who it is to the patient (HL7 v3 `RoleCode`, family members: `MTH`, `FTH`).
        relation: String = [Text],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// The illness, in words.
        label: String = [Text],
        /// How old they were when it began, as it was told: `52`, `in her fifties`.
        age_at_onset: Phi<String> = [Text],
        /// `yes`, `no`; empty where nobody asked.
        deceased: String = [Text],
        /// How old they were when they died, as it was told.
        age_at_death: Phi<String> = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
