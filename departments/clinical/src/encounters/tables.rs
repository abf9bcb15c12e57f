//! The table of encounters.

use super::EncounterId;
use crate::record::record;
use kernel::Phi;

record! {
    /// A visit, stay or call.
    Encounter in encounter: EncounterId {
        /// When it began, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When it began.
        at_text: String = [Text],
        /// When it ended.
        until_text: String = [Text],
        /// `finished`, `cancelled`, `in-progress` and others (HL7 encounter status).
        status: String = [Text],
        /// `AMB`, `IMP`, `EMER`, `VR` (HL7 v3 `ActCode`).
        class: String = [Text],
        /// The code system of the kind of visit.
        code_system: String = [Text],
        /// The code of the kind of visit.
        code: String = [Text],
        /// The kind of visit in words.
        label: String = [Text],
        /// Why.
        reason: Phi<String> = [Text],
        /// Where.
        place: String = [Text],
        /// The clinician who was seen.
        clinician: Phi<String> = [Text],
        /// Where the patient went afterwards, from a stay.
        discharge: String = [Text],
    }
}
