//! Whom to call to remind them: the number, what to say, and one key for what came of it.

use crate::answer::Answer;
use crate::asked::Asked;
use crate::call_lists;
use crate::kit::{Button, Card, Column, Empty, Icon, Live, PageHead, Row, Table, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use communications::reminders::{MessageId, ReminderCallOutcome, same};
use front_office::scheduling::AppointmentId;
use kernel::Problem;
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::reminders::{CallLine, CallsAnswer, NoteReminderCall, ReminderCalls};

/// `GET /reminder-calls`; the list alone to htmx.
pub(super) async fn show(staff: Staff) -> Answer {
    let page = staff.ask(ReminderCalls { site: staff.site()?.id }).await?;
    let inside = inside(&staff, &page);
    if staff.asked != Asked::Page {
        return staff.show("Reminder calls", inside);
    }
    let head = PageHead::new("Reminder calls").more(html! { (page.site.name) });
    let live = Live::new("reminder-calls", "/reminder-calls", &["calls"], inside);
    staff.show("Reminder calls", html! { (head) (call_lists::tabs("/reminder-calls")) (live) })
}

fn inside(staff: &Staff, page: &CallsAnswer) -> Markup {
    let columns = vec![
        Column::words("Patient"),
        Column::words("Telephone"),
        Column::words("What to say"),
        Column::deeds("What came of it"),
    ];
    let rows = page.lines.iter().map(|line| row(staff, page, line)).collect();
    let nothing =
        "Nobody is to be called now. Whoever cannot be reached by text or e-mail stands here when it is time.";
    let table = Table::new("To call, the next visit first", columns, rows).or(Empty::new(Icon::CheckCircle, nothing));
    html! { (Card::new("To call", table).to_the_edge()) }
}

fn row(staff: &Staff, page: &CallsAnswer, call: &CallLine) -> Row {
    let line = &call.line;
    let name = page.people.name(line.patient).into_revealed();
    let number = page.phones.get(line.patient);
    let appointment: AppointmentId = same(line.thing);
    let noted = |outcome: ReminderCallOutcome| {
        let button = if outcome == ReminderCallOutcome::Confirmed {
            Button::plain(outcome.title())
        } else {
            Button::bare(outcome.title())
        };
        button
            .about(&name)
            .posts(format!("/reminder-calls/{}", line.id), &staff.seal())
            .with("version", line.version.to_string())
            .with("outcome", outcome.word())
            .row_key(outcome.key())
    };
    Row::new(vec![
        html! { (name) },
        html! {
            a.digits href={ "tel:" (number.reveal()) } { (wording::phone(number.reveal())) }
            @if line.attempts > 0 { span.cell-more { "called " (line.attempts) @if line.attempts == 1 { " time" } @else { " times" } } }
        },
        html! { span lang=[line.spanish.then_some("es")] { (call.script.reveal()) } },
        html! {
            @if staff.may(Permission::Schedule) {
                div.row-deeds { @for outcome in ReminderCallOutcome::ALL { (noted(*outcome)) } }
            }
        },
    ])
    .more(html! { (wording::moment(line.until_at, &page.site.zone)) })
    .opens(format!("/appointments/{appointment}"))
    .id(format!("call-{}", line.id))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
    outcome: String,
}

/// `POST /reminder-calls/{message}`
pub(super) async fn note(
    staff: Staff,
    Path(message): Path<MessageId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let incomplete = || Problem::invalid("incomplete", "This page is incomplete. Load it again.");
    let version = form.version.parse().map_err(|_| incomplete())?;
    let outcome = ReminderCallOutcome::from_word(&form.outcome).ok_or_else(incomplete)?;
    staff.perform(request, NoteReminderCall { message, version, outcome }).await?;
    let say = match outcome {
        ReminderCallOutcome::Confirmed => "The visit is confirmed.",
        ReminderCallOutcome::LeftMessage => "It is noted that you left a message.",
        ReminderCallOutcome::NoAnswer => "They stand here again in two hours.",
        ReminderCallOutcome::WrongNumber => "It is noted. Set the number right on the chart when you know it.",
        ReminderCallOutcome::Cancelled => "The visit is cancelled, and stands under To book again.",
    };
    Ok(staff.go_saying("/reminder-calls", say))
}
