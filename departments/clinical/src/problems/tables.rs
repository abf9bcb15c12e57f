//! The table of the problem list.

use super::ProblemId;
use crate::encounters::EncounterId;
use crate::record::record;
use kernel::Phi;

record! {
    /// A problem or diagnosis.
    ListedProblem in listed_problem: ProblemId {
        /// Where it was found.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// When it began, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When it began.
        at_text: String = [Text],
        /// When it ended.
        abated_text: String = [Text],
        /// When it was written down.
        recorded_text: String = [Text],
        /// Whether the patient has it, as far as is known: neither past nor refuted nor entered in error.
        present: bool = [Bool],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `active`, `recurrence`, `relapse`, `inactive`, `remission`, `resolved`.
        clinical_status: String = [Text],
        /// `confirmed`, `provisional`, `differential`, `unconfirmed`, `refuted`, `entered-in-error`.
        verification: String = [Text],
        /// `problem-list-item`, `encounter-diagnosis`, `health-concern`.
        category: String = [Text],
        /// How severe.
        severity: String = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
