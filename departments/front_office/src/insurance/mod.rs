//! Insurance on file beside the policies themselves: pictures of the cards, and injuries that another insurer pays for.
//!
//! The policies, their order, days and subscribers are in the registry. A patient without one in force pays for themselves.

mod card_pictures;
mod cases;
pub(crate) mod tables;

pub(crate) use card_pictures::take_card_pictures;
pub use card_pictures::{
    CardPicture, CardPictureBytes, CardPicturesOf, CardSide, KeepCardPictures, PictureBytes, keep_card_pictures,
};
pub use cases::{CaseId, CasesOf, Cause, InjuryCase, InjuryFields, KeepInjuryCase};

use office::{Act, Permission};

/// Seeing pictures of cards and cases of injury.
pub const SEE_INSURANCE: Act = Act::new("insurance.see", Permission::SeeCoverage);
/// Keeping pictures of cards.
pub const KEEP_CARD_PICTURES: Act = Act::new("insurance.keep_card_pictures", Permission::KeepCoverage);
/// Opening, correcting and closing cases of injury.
pub const KEEP_INJURY_CASE: Act = Act::new("insurance.keep_injury_case", Permission::KeepCoverage);
