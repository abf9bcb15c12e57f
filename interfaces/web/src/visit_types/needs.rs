//! What a visit type needs besides a provider's time: rooms, equipment, certain providers.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Field, Form};
use crate::practice::purpose_in_words;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::scheduling::{EquipmentKind, Needs, NeedsOf, SetVisitTypeNeeds, VisitType, VisitTypeId};
use kernel::Problem;
use maud::{Markup, Render, html};
use registry::practice::{RoomPurpose, StaffOfPractice};
use serde::Deserialize;

/// What is ticked.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
    rooms: Vec<String>,
    equipment: Vec<String>,
    providers: Vec<String>,
}

/// The form, with what it needs now.
///
/// # Errors
/// Whatever the office says.
pub(super) async fn form(staff: &Staff, kind: &VisitType) -> Result<Markup, Problem> {
    let needs = staff.ask(NeedsOf { visit_type: kind.id }).await?.0;
    // The setting is the practice's: what is not shown here would be taken away by saving.
    let providers = staff.ask(StaffOfPractice).await?.0;
    let rooms = RoomPurpose::ALL.iter().map(|purpose| Choice::new(purpose.word(), purpose_in_words(*purpose)));
    let pieces = EquipmentKind::ALL.iter().map(|kind| Choice::new(kind.word(), kind.title()));
    let providers = providers.iter().filter(|line| line.scheduled && line.ended_on.is_none());
    let providers = providers.map(|line| Choice::new(line.id.to_string(), line.called()));
    let ticked = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let fields = html! {
        input type="hidden" name="version" value=(kind.version);
        (Field::checks("rooms", "A room of one of these kinds", rooms.collect(),
            ticked(needs.rooms.iter().map(|room| room.word()).collect())).optional().hint("None ticked: no room is held"))
        (Field::checks("equipment", "One piece of each of these", pieces.collect(),
            ticked(needs.equipment.iter().map(|piece| piece.word()).collect())).optional())
        (Field::checks("providers", "Only with these providers", providers.collect(),
            needs.providers.iter().map(ToString::to_string).collect()).optional().hint("None ticked: with every provider"))
    };
    Ok(Form::post(format!("/visit-types/{}/needs", kind.id), &staff.seal())
        .body(fields)
        .button(Button::main("Save what it needs"))
        .render())
}

/// `POST /visit-types/{visit_type}/needs`
pub(super) async fn set(
    staff: Staff,
    Path(visit_type): Path<VisitTypeId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let needs = Needs {
        rooms: form.rooms.iter().filter_map(|word| RoomPurpose::from_word(word)).collect(),
        equipment: form.equipment.iter().filter_map(|word| EquipmentKind::from_word(word)).collect(),
        providers: form.providers.iter().filter_map(|id| id.parse().ok()).collect(),
    };
    let version = form.version.parse().unwrap_or(0);
    match staff.perform(request, SetVisitTypeNeeds { visit_type, version, needs }).await {
        Ok(()) => Ok(staff.go_saying("/visit-types", "What the visit needs is saved.")),
        Err(why) => {
            form_faults(why)?;
            Err(Problem::conflict("stale", "Somebody else changed this visit type. Load the page again.").into())
        }
    }
}
