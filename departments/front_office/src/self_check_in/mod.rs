//! Self check-in: what patients enter themselves, by a link before the visit or at a kiosk in the waiting room.
//!
//! Nothing of it enters the chart until a member of staff accepts it, entry by entry. A link or a sitting at a kiosk is known by a
//! secret of 160 bits, of which only the hash is kept; it runs out, and a link asks for the birthday first.

mod decide;
mod enter;
mod facts;
mod kiosks;
mod open;
mod review;
mod speak;
pub(crate) mod tables;

pub use crate::secret::Secret;
pub use decide::{DecideEntry, Decision, accept_history};
pub use enter::{AtSitting, SelfForm, Sitting, SittingDeed, SittingSheet};
pub(crate) use kiosks::kiosk_of;
pub use kiosks::{EndKiosk, Kiosk, KioskBySecret, Kiosks, PairKiosk, Paired, RegisterKiosk, Registered};
pub use open::{ClearKiosk, ConfirmBirthday, Confirmed, FoundAtKiosk, OfferLink, Offered, OpenAtKiosk};
pub use review::{EntryToReview, SelfCardBytes, SelfCheckInsToReview, SelfReview, SelfReviewLine, SelfReviewSheet};
pub use speak::{SpeakAt, Spoken, SpokenAt};

use office::{Act, Permission};

/// Registering and ending kiosks.
pub const MANAGE_KIOSKS: Act = Act::new("kiosks.manage", Permission::ManagePractice);
/// A kiosk or a link at work, as a machine of the office.
pub const SELF_CHECK_IN: Act = Act::new("self_check_in.enter", Permission::CheckIn);
/// Giving a patient a link.
pub const OFFER_LINK: Act = Act::new("self_check_in.offer", Permission::CheckIn);
/// Seeing what patients entered, and accepting or declining it.
pub const REVIEW_SELF_CHECK_IN: Act = Act::new("self_check_in.review", Permission::RegisterPeople);

kernel::id!(
    /// A kiosk.
    KioskId
);
kernel::id!(
    /// One self check-in of a patient.
    SelfCheckInId
);

kernel::code!(
    /// What a registered screen is for. It reaches the pages of its purpose and nothing else.
    KioskPurpose {
        /// Patients check in at it.
        CheckIn = "check_in",
        /// It hangs on the wall and shows no name.
        Wallboard = "wallboard",
    }
);

impl KioskPurpose {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::CheckIn => "Kiosk to check in",
            Self::Wallboard => "Wallboard",
        }
    }
}

kernel::code!(
    /// What a patient may enter.
    SelfField {
        /// Mobile telephone.
        Mobile = "mobile",
        /// E-mail address.
        Email = "email",
        /// Street, unit, city, state, ZIP code: five lines.
        Address = "address",
        /// Insurer, member number, group number, what the patient is to the subscriber (a word of `Relationship`), the
        /// subscriber's name: five lines.
        Insurance = "insurance",
        /// Pictures of the insurance card, where no other insurance was entered.
        Card = "card",
        /// Medicines taken now.
        Medicines = "medicines",
        /// Allergies.
        Allergies = "allergies",
        /// Illnesses had and having.
        Conditions = "conditions",
        /// Operations.
        Operations = "operations",
        /// Illnesses in the family.
        Family = "family",
    }
);

impl SelfField {
    /// Whether it tells of the patient's health, and goes into the chart when it is accepted.
    #[must_use]
    pub const fn is_history(self) -> bool {
        matches!(self, Self::Medicines | Self::Allergies | Self::Conditions | Self::Operations | Self::Family)
    }

    /// As the office calls it.
    #[must_use]
    pub const fn in_the_chart(self) -> &'static str {
        match self {
            Self::Medicines => "Medications",
            Self::Conditions => "Past medical history",
            Self::Operations => "Surgical history",
            Self::Family => "Family history",
            other => other.title(),
        }
    }

    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Mobile => "Mobile phone",
            Self::Email => "E-mail",
            Self::Address => "Address",
            Self::Insurance => "Insurance",
            Self::Card => "Pictures of the card",
            Self::Medicines => "Medicines you take",
            Self::Allergies => "Allergies",
            Self::Conditions => "Illnesses",
            Self::Operations => "Operations",
            Self::Family => "Illnesses in the family",
        }
    }
}

kernel::code!(
    /// What became of an entry.
    EntryStanding {
        /// Nobody has decided yet.
        Offered = "offered",
        /// It is in the record.
        Accepted = "accepted",
        /// It is not.
        Declined = "declined",
    }
);
