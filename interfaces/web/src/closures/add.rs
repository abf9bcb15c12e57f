//! Closing the site, or taking a provider off the schedule.

use super::typed::Typed;
use crate::answer::{Answer, Fault, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Form, PageHead, side_by_side};
use crate::page::Page;
use crate::sealed::Sealed;
use crate::staff::Staff;
use front_office::scheduling::{BookingChoices, ClosureKind};
use maud::html;

const TITLE: &str = "Enter a closure";

/// `GET /closures/new`
pub(super) async fn show(staff: Staff) -> Answer {
    let typed = Typed { kind: ClosureKind::Holiday.word().to_owned(), ..Typed::default() };
    page(&staff, &typed, Faults::none()).await?.answer()
}

/// `POST /closures`
pub(super) async fn add(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let faults = match typed.deed(staff.site()?.id) {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(stranded) => return Ok(staff.go_saying("/closures", &said(stranded.len()))),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    page(&staff, &typed, faults).await?.again().answer()
}

fn said(stranded: usize) -> String {
    match stranded {
        0 => "The closure is entered. Nobody has an appointment in it.".to_owned(),
        1 => "The closure is entered. One appointment stands in it: move it, and tell the patient.".to_owned(),
        many => format!("The closure is entered. {many} appointments stand in it: move each, and tell the patients."),
    }
}

async fn page<'a>(staff: &'a Staff, typed: &Typed, faults: Faults) -> Result<Page<'a>, Fault> {
    let site = staff.site()?;
    let choices = staff.ask(BookingChoices { site: site.id }).await?.0;
    let whole = Choice::new("", format!("The whole site: {}", site.name));
    let providers = choices.providers.iter().map(|line| Choice::new(line.id.to_string(), line.called()));
    let kinds = ClosureKind::ALL.iter().map(|kind| Choice::new(kind.word(), kind.title())).collect();
    let fields = html! {
        (Field::select("of", "Who is away, or what is closed?", std::iter::once(whole).chain(providers).collect())
            .value(&typed.of).fault(faults.of("of")).starts_here())
        (Field::select("kind", "Why", kinds).value(&typed.kind).fault(faults.of("kind")))
        (side_by_side(html! {
            (Field::date("first", "First day").value(&typed.first).fault(faults.of("first")))
            (Field::date("last", "Last day").value(&typed.last).fault(faults.of("last")).optional())
        }))
        (side_by_side(html! {
            (Field::time("from", "From").value(&typed.from).fault(faults.of("from")).optional())
            (Field::time("to", "Until").value(&typed.to).fault(faults.of("to")).optional())
        }))
        p.hint { "Leave the last day empty for one day, and both times empty for whole days. A provider who is away is away at every site." }
        (Field::text("note", "Note").value(&typed.note).fault(faults.of("note")).optional()
            .hint("For the desk, such as back at one. Nothing about a patient."))
    };
    let form = Form::post("/closures", &staff.seal())
        .faults(faults)
        .body(fields)
        .button(Button::main("Enter it"))
        .button(Button::bare("Cancel").goes("/closures"));
    Ok(staff.page(TITLE, html! { (PageHead::new(TITLE).back("/closures", "Closures")) (form) }))
}
