//! The table of procedures.

use super::ProcedureId;
use crate::encounters::EncounterId;
use crate::record::record;
use kernel::Phi;

record! {
    /// Something done to a patient, or not: its status tells.
    ProcedureDone in procedure_done: ProcedureId {
        /// At which visit.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// When, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When.
        at_text: String = [Text],
        /// Until when.
        until_text: String = [Text],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `completed`, `not-done`, `in-progress` and others.
        status: String = [Text],
        /// Where in the body.
        body_site: String = [Text],
        /// Why.
        reason: Phi<String> = [Text],
        /// How it came out.
        outcome: String = [Text],
        /// Where.
        place: String = [Text],
        /// Who did it.
        performer: Phi<String> = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
