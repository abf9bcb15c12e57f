//! Rooming: a dialog with the rooms of the site, those that are taken shown as such.

use super::steps::version;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Empty, Faults, Field, Form, Icon};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::patient_flow::{AssignRoom, RoomStanding, RoomsNow, VisitId};
use kernel::Problem;
use maud::{Markup, Render, html};
use serde::Deserialize;

/// What the dialog is asked for with, and what it sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    room: String,
    version: String,
    back: String,
}

fn form(staff: &Staff, rooms: &[RoomStanding], visit: VisitId, typed: &Typed, faults: Faults) -> Markup {
    let free: Vec<&RoomStanding> = rooms.iter().filter(|line| !line.taken).collect();
    let taken: Vec<&str> = rooms.iter().filter(|line| line.taken).map(|line| line.room.name.as_str()).collect();
    if free.is_empty() {
        return Empty::new(Icon::Board, "Every room is taken. Move somebody on first, or let this patient wait.")
            .render();
    }
    let first = free.first().map(|line| line.room.id.to_string());
    let chosen = if typed.room.is_empty() { first.unwrap_or_default() } else { typed.room.clone() };
    let choices = free.iter().map(|line| Choice::new(line.room.id.to_string(), line.room.name.as_str())).collect();
    let choices = Field::radios("room", "Which room?", choices).value(chosen).fault(faults.of("room")).starts_here();
    let body = html! {
        input type="hidden" name="version" value=(typed.version);
        input type="hidden" name="back" value=(typed.back);
        (choices)
        @if !taken.is_empty() { p.quiet { "Taken: " (taken.join(", ")) } }
    };
    let form = staff.in_place(Form::post(format!("/visits/{visit}/room"), &staff.seal()));
    html! { (form.faults(faults).body(body).button(Button::main("Put in this room"))) }
}

/// `GET /visits/{visit}/room`
pub(super) async fn choose(staff: Staff, Path(visit): Path<VisitId>, Query(wanted): Query<Typed>) -> Answer {
    let rooms = staff.ask(RoomsNow { site: staff.site()?.id }).await?.0;
    staff.dialog("Room", form(&staff, &rooms, visit, &wanted, Faults::none()))
}

/// `POST /visits/{visit}/room`
pub(super) async fn assign(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let choose = || Problem::invalid("no_room", "Choose a room.").at("room", "Choose a room.");
    let done = match (typed.room.parse(), version(&typed.version)) {
        (Ok(room), Ok(version)) => staff.perform(request, AssignRoom { visit, version, room }).await.map(|_| ()),
        (Err(_), _) => Err(choose()),
        (_, Err(why)) => Err(why),
    };
    match done {
        Ok(()) => Ok(staff.close_dialog("/board")),
        Err(why) => {
            let faults = form_faults(why)?;
            let rooms = staff.ask(RoomsNow { site: staff.site()?.id }).await?.0;
            staff.dialog_again("Room", form(&staff, &rooms, visit, &typed, faults))
        }
    }
}
