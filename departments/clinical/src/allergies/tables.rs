//! The table of allergies.

use super::AllergyId;
use crate::record::record;
use kernel::Phi;

record! {
    /// An allergy or intolerance; also the statement that none is known, which its code then says.
    Allergy in allergy: AllergyId {
        /// When it began or was written down, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When it began.
        at_text: String = [Text],
        /// When it was written down.
        recorded_text: String = [Text],
        /// Whether to reckon with it: neither past nor refuted nor entered in error.
        present: bool = [Bool],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `allergy` or `intolerance`.
        kind: String = [Text],
        /// `food`, `medication`, `environment`, `biologic`, with commas between.
        categories: String = [Text],
        /// How dangerous it may become: `low`, `high`, `unable-to-assess`.
        criticality: String = [Text],
        /// The worst that was seen: `mild`, `moderate`, `severe`.
        severity: String = [Text],
        /// What happened, with semicolons between.
        reactions: Phi<String> = [Text],
        /// `active`, `inactive`, `resolved`.
        clinical_status: String = [Text],
        /// `confirmed`, `unconfirmed`, `refuted`, `entered-in-error`.
        verification: String = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
