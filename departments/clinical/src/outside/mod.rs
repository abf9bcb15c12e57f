//! The outside: providers, organizations and places that records name and that are no part of the practice.

mod find;
mod keep;
mod tables;

pub use find::{OutsideParties, SEE_OUTSIDE, name_of};
pub use keep::{OutsideIdentifier, assign, keep, known_as};
pub use tables::OutsideParty;

kernel::id!(
    /// A provider, organization or place outside the practice.
    PartyId
);
kernel::code!(
    /// What kind of party it is.
    PartyKind {
        /// Somebody who gives care.
        Provider = "provider",
        /// A hospital, practice, payer.
        Organization = "organization",
        /// A place of care.
        Place = "place",
    }
);
