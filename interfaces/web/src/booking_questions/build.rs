//! The page of the booking questions: the builder, every way through them, publishing, and taking them out of use.

use super::draft_form::{Offer, TypedQuestions};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Empty, Faults, Form, Icon, Notice, PageHead, Pill, Tone, wording};
use crate::page::Page;
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use front_office::booking_questions::{
    KeepQuestions, Leads, PublishQuestions, QuestionFault, QuestionsBody, QuestionsDraft, QuestionsSheet,
    RetireQuestions,
};
use front_office::scheduling::VisitTypes;
use kernel::Problem;
use maud::{Markup, html};
use registry::practice::{StaffLine, StaffOfPractice};
use serde::Deserialize;

const AT: &str = "/booking-questions";
/// Ways through the questions that are written out.
const WAYS_MAX: usize = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Pressed {
    version: String,
}

/// `GET /booking-questions`
pub(super) async fn show(staff: Staff) -> Answer {
    page(&staff, None, Faults::none()).await?.answer()
}

async fn page<'a>(staff: &'a Staff, typed: Option<TypedQuestions>, faults: Faults) -> Result<Page<'a>, Problem> {
    let (sheet, kinds, people) =
        tokio::try_join!(staff.ask(QuestionsDraft), staff.ask(VisitTypes), staff.ask(StaffOfPractice))?;
    let sheet = sheet.0;
    let typed = typed.unwrap_or_else(|| TypedQuestions {
        version: sheet.version,
        body: sheet.body.clone(),
        press: String::new(),
    });
    let named = |line: &StaffLine| line.scheduled && (line.ended_on.is_none() || names(&sheet.body, line));
    let offer = Offer { visit_types: kinds.0, providers: people.0.into_iter().filter(named).collect() };
    let since =
        sheet.published_at.map(|at| format!("Edition {} of {}", sheet.edition, wording::moment(at, &staff.zone())));
    let builder = if typed.body.questions.is_empty() {
        let begin = Form::post(AT, &staff.seal())
            .body(html! { input type="hidden" name="version" value=(sheet.version); })
            .button(Button::main("Write the first question").sends("press", "question"));
        html! {
            (Empty::new(Icon::List, "Nothing is asked yet: the desk chooses the kind of visit by itself."))
            (begin)
        }
    } else {
        html! { (Card::new("Draft", typed.shown(staff, &offer, &faults))) }
    };
    let body = html! {
        (PageHead::new("Booking questions").more(html! { (standing(&sheet)) " " (since.unwrap_or_default()) }))
        (tabs(staff, AT))
        p.hint { "The desk asks these in every form that books. An answer leads to another question, to a visit, or away from booking." }
        @if !sheet.out_of_date.is_empty() {
            (Notice::new(Tone::Warn, "What the desk is asked now leads to what is no longer offered. Mend the draft and publish it.")
                .more(list(&sheet.out_of_date)))
        }
        div.two-columns.wide-left {
            div { (builder) }
            @if !sheet.body.questions.is_empty() { div { (beside(staff, &sheet, &offer, &faults)) } }
        }
    };
    Ok(staff.page("Booking questions", body))
}

/// Whether an outcome names somebody.
fn names(body: &QuestionsBody, line: &StaffLine) -> bool {
    let mut answers = body.questions.iter().flat_map(|question| &question.answers);
    answers.any(|answer| matches!(&answer.leads, Leads::Book(book) if book.providers.contains(&line.id)))
}

fn standing(sheet: &QuestionsSheet) -> Pill {
    match (sheet.in_use, sheet.edition) {
        (true, _) => Pill::new(Tone::Good, "Asked now"),
        (false, 0) => Pill::new(Tone::Warn, "Draft"),
        (false, _) => Pill::new(Tone::Quiet, "Out of use"),
    }
}

fn list(faults: &[QuestionFault]) -> Markup {
    html! { ul.plain-list { @for fault in faults { li { a href={ "#question-" (fault.at) } { (fault.say) } } } } }
}

/// What stands beside the builder: what speaks against publishing, and every way through.
fn beside(staff: &Staff, sheet: &QuestionsSheet, offer: &Offer, faults: &Faults) -> Markup {
    let publish = Form::post(format!("{AT}/editions"), &staff.seal())
        .faults(if sheet.faults.is_empty() { Faults::none() } else { faults.clone() })
        .body(html! {
            input type="hidden" name="version" value=(sheet.version);
            p { "The desk asks this from then on. Appointments keep the answers of the edition that they were booked by." }
        })
        .button(Button::main(format!("Publish edition {}", sheet.edition + 1)));
    html! {
        @if !sheet.faults.is_empty() {
            (Card::new("Before it can be published", list(&sheet.faults)))
        } @else if sheet.draft_is_published && sheet.in_use {
            (Notice::new(Tone::Good, "The draft says what the desk is asked."))
        } @else {
            (Card::new("Publish", publish))
        }
        (Card::new("Every way through", ways(&sheet.body, offer)))
        @if sheet.in_use {
            (Button::danger("Take them out of use").posts(format!("{AT}/retirement"), &staff.seal()).with("version", sheet.version.to_string()))
        }
    }
}

/// The answers of each way, and where it ends.
fn ways(body: &QuestionsBody, offer: &Offer) -> Markup {
    let mut ways: Vec<(Vec<String>, String)> = Vec::new();
    if let Some(first) = body.questions.first() {
        follow(body, offer, (first.key, &[]), &mut ways);
    }
    let more = ways.len() >= WAYS_MAX;
    html! {
        ol.ways {
            @for (said, end) in &ways { li { span.quiet { (said.join(" › ")) } " → " strong { (end) } } }
        }
        @if more { p.hint { "There are more ways than are written out here." } }
    }
}

fn follow(body: &QuestionsBody, offer: &Offer, (key, said): (u32, &[String]), ways: &mut Vec<(Vec<String>, String)>) {
    let Some(question) = body.questions.iter().find(|question| question.key == key) else { return };
    for answer in &question.answers {
        if ways.len() >= WAYS_MAX {
            return;
        }
        let mut now = said.to_vec();
        now.push(if answer.says.is_empty() { "…".to_owned() } else { answer.says.clone() });
        // A draft may go in a circle: no way is longer than there are questions.
        match &answer.leads {
            Leads::Question(next) if now.len() <= body.questions.len() => {
                follow(body, offer, (*next, now.as_slice()), ways);
            }
            end => ways.push((now, ended(end, offer))),
        }
    }
}

fn ended(end: &Leads, offer: &Offer) -> String {
    match end {
        Leads::Nowhere => "not said yet".to_owned(),
        Leads::Question(_) => "in a circle".to_owned(),
        Leads::NotHere(_) => "not booked here".to_owned(),
        Leads::Book(book) => {
            let kind = offer.visit_types.iter().find(|kind| kind.id == book.visit_type);
            let with: Vec<String> = offer
                .providers
                .iter()
                .filter(|line| book.providers.contains(&line.id))
                .map(StaffLine::called)
                .collect();
            let with = if with.is_empty() { String::new() } else { format!(" with {}", with.join(" or ")) };
            format!("{}{with}", kind.map_or("a kind of visit", |kind| kind.name.as_str()))
        }
    }
}

/// `POST /booking-questions`
pub(super) async fn change(staff: Staff, Sealed { form, request }: Sealed<Vec<(String, String)>>) -> Answer {
    let typed = TypedQuestions::read(&form);
    let (body, place) = typed.pressed();
    match staff.perform(request, KeepQuestions { version: typed.version, body }).await {
        Ok(()) if typed.press == "keep" => Ok(staff.go_saying(AT, "The draft is kept.")),
        Ok(()) => Ok(staff.go(&place.map_or_else(|| format!("{AT}#questions"), |at| format!("{AT}#question-{at}")))),
        Err(why) => {
            let faults = form_faults(why)?;
            page(&staff, Some(typed), faults).await?.again().answer()
        }
    }
}

/// `POST /booking-questions/editions`
pub(super) async fn publish(staff: Staff, Sealed { form, request }: Sealed<Pressed>) -> Answer {
    let version = form.version.parse().unwrap_or(0);
    match staff.perform(request, PublishQuestions { version }).await {
        Ok(edition) => Ok(staff.go_saying(AT, &format!("The desk asks edition {edition} now."))),
        Err(why) => {
            let faults = form_faults(why)?;
            page(&staff, None, faults).await?.again().answer()
        }
    }
}

/// `POST /booking-questions/retirement`
pub(super) async fn retire(staff: Staff, Sealed { form, request }: Sealed<Pressed>) -> Answer {
    let version = form.version.parse().unwrap_or(0);
    staff.perform(request, RetireQuestions { version }).await?;
    Ok(staff.go_saying(AT, "The desk is asked nothing any more. What was answered stays with its appointments."))
}
