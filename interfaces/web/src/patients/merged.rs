//! Charts that were merged into this one, and the way to part them again.

use super::{born, chart_of};
use crate::answer::Answer;
use crate::kit::{Button, Card, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use kernel::Problem;
use maud::{Markup, html};
use office::{PatientId, Permission};
use registry::people::merging::{MergeId, MergeLine};
use serde::Deserialize;
use workflows::merge_people::PartPeople;

/// The charts that went into this one; nothing where there are none.
pub(super) fn card(staff: &Staff, patient: PatientId, merges: &[MergeLine]) -> Markup {
    if merges.is_empty() {
        return html! {};
    }
    let may = staff.may(Permission::RegisterPeople);
    let part = |line: &MergeLine| {
        Button::plain("Separate again")
            .about(line.gone.name.reveal().as_str())
            .posts(format!("{}/part", chart_of(patient)), &staff.seal())
            .with("merge", line.merge.to_string())
    };
    let body = html! {
        @for line in merges {
            p {
                (line.gone.name.reveal()) ", " (born(staff, *line.gone.birth_day.reveal())) ", MRN " (line.gone.mrn.reveal())
                span.cell-more { "Merged " (wording::moment(line.merged_at, &staff.zone())) }
            }
            @if may { (part(line)) }
        }
        p.hint { "Separating gives each chart back what it had. What was added since stays here." }
    };
    html! { (Card::new("Merged into this chart", body)) }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    merge: String,
}

/// `POST /patients/{patient}/part`
pub(super) async fn part(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let merge: MergeId = form
        .merge
        .parse()
        .map_err(|_| Problem::conflict("no_merge", "These charts are not merged any more. Load the page again."))?;
    let gone = staff.perform(request, PartPeople { survivor: patient, merge }).await?;
    Ok(staff.go_saying(&chart_of(gone), "Separated. This chart has again what it had."))
}
