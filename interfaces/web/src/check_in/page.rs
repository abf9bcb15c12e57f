//! The page: the banner, five ticks, and the button that sends the patient to the waiting room.

use super::ticks;
use crate::answer::{Answer, Fault};
use crate::kit::{Button, Faults, Form, Notice, PageHead, Ticks, Tone, wording};
use crate::page::Page;
use crate::patients::banner_of;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::patient_flow::VisitId;
use maud::html;
use workflows::check_in::{CheckInAnswer, CheckInPage};

/// `GET /visits/{visit}/check-in`
pub(super) async fn show(staff: Staff, Path(visit): Path<VisitId>) -> Answer {
    page(&staff, visit, &Faults::none()).await?.answer()
}

/// The page as it stands now, with the faults of the last deed.
pub(super) async fn page<'a>(staff: &'a Staff, visit: VisitId, faults: &Faults) -> Result<Page<'a>, Fault> {
    let answer = staff.ask(CheckInPage { visit }).await?;
    let banner = banner_of(staff, answer.visit.patient).await?;
    let missing = answer.state.missing();
    let body = html! {
        (PageHead::new("Check-in").back("/board", "Board").more(html! { (about(&answer)) }))
        @if !answer.visit.status.is_here() { (Notice::new(Tone::Info, "This visit is over. The ticks are shown as they were.")) }
        @if let Some(code) = answer.visit.code.as_deref().filter(|_| answer.visit.status.is_here()) {
            p.visit-code { "Code of today: " strong.digits { (code) } span.quiet { " Tell it to the patient: the wallboard calls by it, never by name." } }
        }
        (faults)
        (Ticks::new(ticks::all(staff, &answer, faults)))
        @if answer.visit.status.is_here() {
            div id="finish" tabindex="-1" { (Form::post(format!("/visits/{visit}/check-in"), &staff.seal())
                .body(html! {
                    input type="hidden" name="version" value=(answer.visit.version);
                    @if missing.is_empty() { p { "All five are done." } }
                    @else {
                        @let titles: Vec<&str> = missing.iter().map(|tick| tick.title()).collect();
                        p { "Still to be done: " (titles.join(", ")) "." }
                    }
                })
                .button(Button::main("Checked in: waiting to be called").key('f'))
                .button(Button::bare("Later").goes("/board"))) }
        }
    };
    Ok(staff.page("Check-in", body).banner(banner))
}

fn about(answer: &CheckInAnswer) -> String {
    let zone = answer.labels.zone(answer.visit.site);
    let provider = answer.labels.provider_or_next(answer.visit.provider);
    let what = &answer.visit.visit_type_name;
    match answer.visit.appointed_for {
        Some(at) => format!("{what} with {provider} at {}", wording::clock(at.civil(&zone).time())),
        None => format!("{what} with {provider}, walk-in"),
    }
}
