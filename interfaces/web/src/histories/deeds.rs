//! The presses of the page: reviewed, and that there is none.

use super::{histories_of, section_of};
use crate::answer::{Answer, incomplete};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use clinical::histories::{MarkReviewed, Says, Section, StateNoProblems, StateNone};
use kernel::Moment;
use office::PatientId;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    section: String,
    says: String,
    as_of: String,
}

/// `POST /patients/{patient}/histories/review`
pub(super) async fn review(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let sections = match form.section.as_str() {
        "all" => Section::ALL.to_vec(),
        word => vec![section_of(word)?],
    };
    let as_of = form.as_of.parse().ok().and_then(Moment::from_micros).ok_or_else(incomplete)?;
    let say = match sections[..] {
        [one] => format!("{}: reviewed.", one.title()),
        _ => "All histories: reviewed, nothing changed.".to_owned(),
    };
    staff.perform(request, MarkReviewed { patient, sections, as_of }).await?;
    Ok(staff.go_saying(&histories_of(patient), &say))
}

/// `POST /patients/{patient}/histories/none`
pub(super) async fn none(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let section = section_of(&form.section)?;
    let says = Says::from_word(&form.says).ok_or_else(incomplete)?;
    match section {
        Section::Problems => staff.perform(request, StateNoProblems { patient, says }).await?,
        _ => staff.perform(request, StateNone { patient, section, says }).await?,
    }
    let say = match says {
        Says::NoneKnown => format!("{}: it is stated that there are none.", section.title()),
        Says::Withdrawn => format!("{}: the statement is taken back.", section.title()),
    };
    Ok(staff.go_saying(&histories_of(patient), &say))
}
