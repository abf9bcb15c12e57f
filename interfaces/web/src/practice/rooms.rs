//! Opening and closing rooms.

use super::list::body;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Form, side_by_side};
use crate::sealed::{Nothing, Sealed};
use crate::staff::Staff;
use axum::extract::Path;
use maud::{Markup, html};
use office::SiteId;
use registry::practice::{AddRoom, CloseRoom, NewRoom, RoomId, RoomPurpose, SitesOfPractice};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    room: String,
    purpose: String,
}

pub(crate) const fn purpose_in_words(purpose: RoomPurpose) -> &'static str {
    match purpose {
        RoomPurpose::Exam => "Examinations",
        RoomPurpose::Procedure => "Procedures",
        RoomPurpose::Laboratory => "Blood draws and tests",
        RoomPurpose::Consult => "Talks and education",
        RoomPurpose::Triage => "Vitals before the room",
    }
}

pub(super) fn room_form(staff: &Staff, site: SiteId, typed: &str, faults: Faults) -> Markup {
    let purposes = RoomPurpose::ALL.iter().map(|purpose| Choice::new(purpose.word(), purpose_in_words(*purpose)));
    let fields = side_by_side(html! {
        (Field::text("room", "Another room").value(typed).fault(faults.of("room")).id(format!("room-{site}")))
        (Field::select("purpose", "For", purposes.collect()).id(format!("purpose-{site}")))
    });
    let form = Form::post(format!("/practice/sites/{site}/rooms"), &staff.seal());
    html! { (form.body(fields).button(Button::plain("Open the room"))) }
}

pub(super) async fn open(staff: Staff, Path(site): Path<SiteId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let room = NewRoom {
        name: form.room.clone(),
        purpose: RoomPurpose::from_word(&form.purpose).unwrap_or(RoomPurpose::Exam),
    };
    match staff.perform(request, AddRoom { site, room }).await {
        Ok(_) => {
            staff.desk.forget_sites();
            Ok(staff.go_saying("/practice", "The room is open."))
        }
        Err(why) => {
            let faults = form_faults(why)?;
            let sites = staff.ask(SitesOfPractice).await?.0;
            let body = body(&staff, &sites, Some((site, &form.room, faults)));
            staff.page("Sites and rooms", body).again().answer()
        }
    }
}

pub(super) async fn close(
    staff: Staff,
    Path(room): Path<RoomId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    staff.perform(request, CloseRoom { room }).await?;
    staff.desk.forget_sites();
    Ok(staff.go_saying("/practice", "The room is closed from today on."))
}
