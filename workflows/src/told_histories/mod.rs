//! What a patient told of their health at self check-in goes into the histories of the chart, once somebody of the office has
//! accepted it, line by line.
//!
//! The patient's own words stay with the check-in as they were typed. `read` takes them apart into lines that somebody looks
//! over; what stands in the chart already is not entered twice.

mod accept;
mod propose;
mod read;
mod words;

pub use accept::{AcceptHistories, AcceptedHistories};
pub use propose::{FieldToAccept, LineToAccept, ToldHistories, ToldHistoriesSheet};

use clinical::histories::{Field, Section};
use front_office::self_check_in::SelfField;

/// The section into which a field of the check-in goes.
#[must_use]
pub const fn section_of(field: SelfField) -> Option<Section> {
    match field {
        SelfField::Medicines => Some(Section::Medications),
        SelfField::Allergies => Some(Section::Allergies),
        // The problem list is for clinicians: what a patient tells stands in the past history until one of them moves it.
        SelfField::Conditions => Some(Section::Past),
        SelfField::Operations => Some(Section::Surgical),
        SelfField::Family => Some(Section::Family),
        _ => None,
    }
}

/// The fields of a line that somebody looks over before it is accepted.
#[must_use]
pub const fn fields_of(field: SelfField) -> &'static [Field] {
    match field {
        SelfField::Medicines => &[Field::What, Field::Dosage],
        SelfField::Allergies => &[Field::What, Field::Reaction],
        SelfField::Conditions | SelfField::Operations => &[Field::What, Field::Since],
        SelfField::Family => &[Field::Relation, Field::What, Field::AgeAtOnset],
        _ => &[],
    }
}
