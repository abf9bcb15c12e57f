//! Check-out: what is still open before the patient goes home, and when they come again.

use super::steps::version;
use crate::answer::Answer;
use crate::kit::{Button, Card, Empty, Facts, Form, Icon, Notice, PageHead, Tone, wording};
use crate::patients::banner_of;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::intake::TickName;
use front_office::patient_flow::{CheckOut, VisitId};
use front_office::scheduling::ScheduleLine;
use maud::{Markup, Render, html};
use serde::Deserialize;
use workflows::check_out::{CheckOutAnswer, CheckOutPage};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
}

/// `GET /visits/{visit}/check-out`
pub(super) async fn show(staff: Staff, Path(visit): Path<VisitId>) -> Answer {
    let page = staff.ask(CheckOutPage { visit }).await?;
    let banner = banner_of(&staff, page.visit.patient).await?;
    let missing = page.state.missing();
    let finish = Form::post(format!("/visits/{visit}/check-out"), &staff.seal())
        .body(html! { input type="hidden" name="version" value=(page.visit.version); })
        .button(Button::main("Check out").key('o'))
        .button(Button::bare("Not yet").goes("/board"));
    let body = html! {
        (PageHead::new("Check-out").back("/board", "Board"))
        @if !missing.is_empty() {
            @let titles: Vec<&str> = missing.iter().map(|tick| tick.title()).collect();
            (Notice::new(Tone::Warn, format!("Left open at the check-in: {}.", titles.join(", "))))
        }
        (Card::new("Due today", due(&page)))
        (Card::new("Coming again", again(&page)).deed(Button::plain("Book the next visit").icon(Icon::Calendar)
            .goes(format!("/appointments/new?patient={}&back=/visits/{visit}/check-out", page.visit.patient))))
        (finish)
    };
    staff.page("Check-out", body).banner(banner).answer()
}

fn due(page: &CheckOutAnswer) -> Markup {
    let noted = page.state.tick(TickName::Payment).and_then(|tick| tick.amount);
    let says = match noted {
        Some(amount) if amount.cents() > 0 => {
            format!("{amount} was noted at the check-in. Ask for it before the patient leaves.")
        }
        Some(_) => "Nothing was due.".to_owned(),
        None => "Nobody noted what is due.".to_owned(),
    };
    html! { p { (says) } }
}

fn again(page: &CheckOutAnswer) -> Markup {
    // Who is early goes home before the time they came for.
    let is_this = |line: &&ScheduleLine| line.visit.as_ref().is_some_and(|seen| seen.visit == page.visit.visit);
    let lines: Vec<&ScheduleLine> = page.upcoming.lines.iter().filter(|line| !is_this(line)).collect();
    if lines.is_empty() {
        return Empty::new(Icon::Calendar, "No appointment ahead.").render();
    }
    let zone = |site| page.labels.zone(site);
    let facts = lines.iter().take(5).fold(Facts::new(), |facts, line| {
        let time = wording::clock(line.starts_at.civil(&zone(line.site)).time());
        let what = html! { (time) " · " (line.visit_type_name) " · " (page.labels.provider(line.provider)) };
        facts.fact(wording::weekday(line.day), what)
    });
    facts.render()
}

/// `POST /visits/{visit}/check-out`
pub(super) async fn finish(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, CheckOut { visit, version: version(&form.version)? }).await?;
    Ok(staff.go_saying("/board", "The patient is checked out."))
}
