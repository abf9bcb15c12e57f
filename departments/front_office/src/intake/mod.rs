//! Intake: what the desk checks before a patient is called, and the consents that patients signed.
//!
//! Check-in is five ticks. A tick says how, when and by whom; what is blank is not done.

mod consents;
mod editions;
mod facts;
mod licence;
mod state;
pub(crate) mod tables;
mod tick;
mod untick;

pub(crate) use consents::sign_consent;
pub use consents::{Consent, ConsentKind, REQUIRED_CONSENTS, SignConsent, SignedHow, consents_of, missing_consents};
pub(crate) use editions::hand_out_edition;
pub use editions::{ConsentEdition, ConsentEditions, EarlierSignatures, Editions, SetConsentEdition, editions};
pub use facts::IntakeFact;
pub use licence::ProveByLicence;
pub(crate) use state::ticks_done;
pub use state::{CheckInState, TickDone, check_in_state, due_noted_on};
pub use tick::{CoverageReview, DemographicsReview, IdentityProof, PaymentNote, Tick, Ticked};
pub use untick::Untick;

use office::{Act, Permission};

/// Ticking off what the desk checks.
pub const CHECK_IN: Act = Act::new("check_in.tick", Permission::CheckIn);
/// Seeing what is ticked.
pub const SEE_CHECK_IN: Act = Act::new("check_in.see", Permission::CheckIn);
/// Keeping a consent that a patient signed.
pub const SIGN_CONSENT: Act = Act::new("consents.sign", Permission::CheckIn);
/// Seeing which edition of each consent form is handed out, to set it.
pub const SEE_EDITIONS: Act = Act::new("consents.see_editions", Permission::ManagePractice);
/// Handing out another edition of a consent form.
pub const SET_EDITION: Act = Act::new("consents.set_edition", Permission::ManagePractice);

kernel::id!(
    /// A consent that a patient signed.
    ConsentId
);

kernel::code!(
    /// The five things that the desk checks.
    TickName {
        /// Who it is, and how that was proved.
        Identity = "identity",
        /// Name, address, telephone, contacts.
        Demographics = "demographics",
        /// Who insures them.
        Coverage = "coverage",
        /// What they signed.
        Consents = "consents",
        /// What is due today.
        Payment = "payment",
    }
);

impl TickName {
    /// As shown on the check-in page.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Identity => "Identity",
            Self::Demographics => "Demographics",
            Self::Coverage => "Coverage",
            Self::Consents => "Consents",
            Self::Payment => "Payment",
        }
    }
}
