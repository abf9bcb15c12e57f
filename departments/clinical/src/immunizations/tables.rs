//! The table of vaccinations.

use super::ImmunizationId;
use crate::encounters::EncounterId;
use crate::record::record;
use kernel::Phi;

record! {
    /// A vaccination, given or not: its status tells.
    Immunization in immunization: ImmunizationId {
        /// At which visit.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// When, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When.
        at_text: String = [Text],
        /// The code system, mostly CVX.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `completed`, `not-done`, `entered-in-error`.
        status: String = [Text],
        /// Why it was not done.
        not_done_reason: String = [Text],
        /// Told by who gave it, not from memory; nothing where it is untold.
        first_hand: Option<bool> = [Nullable<Bool>],
        /// The lot.
        lot: String = [Text],
        /// When the lot expires.
        expires_text: String = [Text],
        /// The maker.
        manufacturer: String = [Text],
        /// How much.
        dose: String = [Text],
        /// How.
        route: String = [Text],
        /// Where in the body.
        site: String = [Text],
        /// Where it was given.
        place: String = [Text],
        /// Who gave it.
        giver: Phi<String> = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
