//! The tables of medicines.

use super::{Basis, DoseId, MedicationId};
use crate::encounters::EncounterId;
use crate::record::record;
use kernel::Phi;

record! {
    /// A medicine that is ordered, or said to be taken.
    Medication in medication: MedicationId {
        /// At which visit.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// Since when, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// Since when.
        at_text: String = [Text],
        /// Until when.
        until_text: String = [Text],
        /// Whether the patient is taken to use it now.
        present: bool = [Bool],
        /// What the line rests on.
        basis: Basis = [Text],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `active`, `on-hold`, `stopped`, `completed` and others.
        status: String = [Text],
        /// `order`, `plan`, `proposal` and others; empty where it is only said to be taken.
        intent: String = [Text],
        /// It must not be given: the line is a warning.
        forbidden: bool = [Bool],
        /// How to take it.
        dosage: Phi<String> = [Text],
        /// Only when needed.
        as_needed: bool = [Bool],
        /// By mouth, into the vein.
        route: String = [Text],
        /// How much is dispensed.
        quantity: String = [Text],
        /// How often it may be filled again.
        refills: Option<i64> = [Nullable<BigInt>],
        /// Why.
        reason: Phi<String> = [Text],
        /// Who ordered it, or who said so.
        prescriber: Phi<String> = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}

record! {
    /// A dose that was given, or not: its status tells.
    DoseGiven in dose_given: DoseId {
        /// At which visit.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// When, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When.
        at_text: String = [Text],
        /// The code system.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `completed`, `not-done`, `stopped` and others.
        status: String = [Text],
        /// How much.
        dose: String = [Text],
        /// By mouth, into the vein.
        route: String = [Text],
        /// Where in the body.
        site: String = [Text],
        /// Why.
        reason: Phi<String> = [Text],
        /// Who gave it.
        giver: Phi<String> = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
