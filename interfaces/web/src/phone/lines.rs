//! The lines of the switchboard: added with a token that is shown once, and closed.

use super::hook::HOOK;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Column, Empty, Faults, Field, Form, Icon, Notice, PageHead, Row, Table, Tone, wording};
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::phone::{AddPhoneLine, ClosePhoneLine, LineAdded, PhoneLine, PhoneLineId, PhoneLines};
use kernel::Problem;
use maud::{Markup, html};
use serde::Deserialize;

const TITLE: &str = "Phone lines";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
}

/// `GET /phone-lines`
pub(super) async fn show(staff: Staff) -> Answer {
    let body = body(&staff, &Typed::default(), Faults::none(), html! {}).await?;
    staff.show(TITLE, body)
}

/// `POST /phone-lines`: the only time that the token is seen.
pub(super) async fn add(staff: Staff, Sealed { form: typed, .. }: Sealed<Typed>) -> Answer {
    let line = AddPhoneLine { site: staff.site()?.id, name: typed.name.clone() };
    // Not under the form's request id: what is answered once more would have to be kept, and a token is not.
    match staff.desk.office().perform(&staff.who, line).await {
        Ok(LineAdded { token, .. }) => {
            let once = Notice::new(Tone::Good, "The line is added. Copy its token now: it is not shown again.").more(html! {
                p { code.digits { (token) } }
                p { "Let the switchboard send " code { "POST " (HOOK) } " with the header " code { "Authorization: Bearer …" }
                    " and the form field " code { "number" } "." }
            });
            let body = body(&staff, &Typed::default(), Faults::none(), html! { (once) }).await?;
            staff.show(TITLE, body)
        }
        Err(why) => {
            let body = body(&staff, &typed, form_faults(why)?, html! {}).await?;
            staff.page(TITLE, body).again().answer()
        }
    }
}

/// `POST /phone-lines/{line}/close`
pub(super) async fn close(
    staff: Staff,
    Path(line): Path<PhoneLineId>,
    Sealed { request, .. }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, ClosePhoneLine { line }).await?;
    Ok(staff.go_saying("/phone-lines", "The line is closed. Its token says nothing any more."))
}

async fn body(staff: &Staff, typed: &Typed, faults: Faults, once: Markup) -> Result<Markup, Problem> {
    let site = staff.site()?;
    let lines = staff.ask(PhoneLines { site: site.id }).await?.0;
    let row = |line: &PhoneLine| {
        let close =
            Button::bare("Close").about(&line.name).posts(format!("/phone-lines/{}/close", line.id), &staff.seal());
        Row::new(vec![html! { (line.name) }, html! { (wording::moment(line.added_at, &site.zone)) }, html! { (close) }])
    };
    let columns = vec![Column::words("Line"), Column::words("Since"), Column::deeds("Deeds")];
    let none = Empty::new(Icon::Phone, "No line says who calls yet. Calls can be taken all the same, by the key F2.");
    let name = Field::text("name", "What is the line called?").value(&typed.name).fault(faults.of("name"));
    let form = Form::post("/phone-lines", &staff.seal()).faults(faults).body(html! { (name) });
    Ok(html! {
        (PageHead::new(TITLE).more(html! { (site.name) }))
        (tabs(staff, "/phone-lines"))
        (once)
        (Table::new("Phone lines", columns, lines.iter().map(row).collect()).or(none))
        (Card::new("Add a line", html! { (form.button(Button::plain("Add it and show its token"))) }))
    })
}
