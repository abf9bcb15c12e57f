//! The desk's page of messages: what patients answered, what is planned, what went out, what did not and why.

use super::said::{about, leading};
use super::{icon, standing};
use crate::answer::Answer as Page;
use crate::asked::Asked;
use crate::kit::{
    Button, Card, Column, Count, Empty, Icon, Live, Notice, PageHead, Row, Tab, Table, Tabs, Tone, wording,
};
use crate::patients::chart_of;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use communications::reminders::{Answer, AnswerId, CameBy, Meaning, MessageLine, MessageStanding, Occasion, same};
use front_office::scheduling::AppointmentId;
use kernel::Problem;
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::reminders::{FinishAnswer, RemindersAnswer, RemindersPage};

/// What is shown, each with its word in the address.
const SHOWN: [(MessageStanding, &str); 4] = [
    (MessageStanding::Planned, "Planned"),
    (MessageStanding::Sent, "Sent"),
    (MessageStanding::Failed, "Not reached"),
    (MessageStanding::Skipped, "Not sent"),
];

/// Which of them.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    show: String,
}

/// `GET /reminders`; the inside alone to htmx.
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Page {
    let shown = MessageStanding::from_word(&wanted.show).filter(|one| SHOWN.iter().any(|(known, _)| known == one));
    let shown = shown.unwrap_or(MessageStanding::Planned);
    let page = staff.ask(RemindersPage { site: staff.site()?.id, standing: shown }).await?;
    let inside = inside(&staff, &page, shown);
    if staff.asked != Asked::Page {
        return staff.show("Messages", inside);
    }
    let mut head = PageHead::new("Messages")
        .more(html! { (page.site.name) })
        .deed(Button::plain("Calls to make").icon(Icon::Phone).goes("/reminder-calls"))
        .deed(Button::plain("Letters").icon(Icon::Print).goes("/reminder-letters"));
    if staff.may(Permission::ManagePractice) {
        head = head.deed(Button::plain("Rules and wordings").icon(Icon::Gear).goes("/reminders/rules"));
    }
    let at = format!("/reminders?show={}", shown.word());
    staff.show("Messages", html! { (head) (Live::new("messages", at, &["calls"], inside)) })
}

fn inside(staff: &Staff, page: &RemindersAnswer, shown: MessageStanding) -> Markup {
    let tab = |(one, called): &(MessageStanding, &str)| {
        let to = format!("/reminders?show={}", one.word());
        if *one == shown {
            Tab::here(*called, to).count(Count::new(page.lines.len(), "shown"))
        } else {
            Tab::new(*called, to)
        }
    };
    let ways = page.settings.ways;
    let missing = match (ways.text, ways.mail) {
        (true, true) => None,
        (false, false) => Some("No text gateway and no mail server is set up: reminders are calls and letters."),
        (false, true) => Some("No text gateway is set up: nobody gets text messages."),
        (true, false) => Some("No mail server is set up: nobody gets e-mails."),
    };
    html! {
        @if let Some(missing) = missing { (Notice::new(Tone::Info, missing)) }
        (Card::new("From patients, to be done", answers(staff, page)).to_the_edge())
        (Tabs::new("Messages", SHOWN.iter().map(tab).collect()))
        (Card::new("Reminders", lines(page, shown)).to_the_edge())
    }
}

fn answers(staff: &Staff, page: &RemindersAnswer) -> Table {
    let columns = vec![
        Column::words("Patient"),
        Column::words("About"),
        Column::words("What they want"),
        Column::words("Since"),
        Column::deeds("Deeds"),
    ];
    let rows = page.answers.iter().map(|answer| of_answer(staff, page, answer)).collect();
    let nothing = "No answer waits for you. What confirms or cancels is done by itself.";
    Table::new("Answers to act on", columns, rows).or(Empty::new(Icon::CheckCircle, nothing))
}

fn of_answer(staff: &Staff, page: &RemindersAnswer, answer: &Answer) -> Row {
    let zone = &page.site.zone;
    let who = match answer.patient {
        Some(patient) => html! { a href=(chart_of(patient)) { (page.people.name(patient).reveal()) } },
        None => html! { span.digits { (wording::phone(answer.number.reveal())) } },
    };
    let appointment: Option<AppointmentId> = answer.thing.map(same);
    let visit = html! {
        @match (answer.occasion, appointment, answer.until_at) {
            (Some(Occasion::Visit), Some(id), Some(at)) => {
                a href={ "/appointments/" (id) } hx-get={ "/appointments/" (id) } hx-target="#dialog" { (wording::moment(at, zone)) }
            }
            (Some(Occasion::Recall), ..) => a href="/recalls" { "Time to come again" },
            (Some(_), ..) => a href="/waitlist" { "A freed time" },
            (None, ..) => span.quiet { "not known" },
        }
    };
    let done = Button::plain("Done")
        .posts(format!("/reminders/answers/{}/done", answer.id), &staff.seal())
        .with("version", answer.version.to_string())
        .row_key('d');
    Row::new(vec![
        who,
        visit,
        html! {
            (answer.meaning.title()) ", " (answer.came_by.title())
            @if shows_words(answer) { span.cell-more { "“" (answer.words.reveal()) "”" } }
        },
        html! { (wording::moment(answer.came_at, zone)) },
        html! { @if staff.may(Permission::Schedule) { div.row-deeds { (done) } } },
    ])
    .id(format!("answer-{}", answer.id))
}

fn lines(page: &RemindersAnswer, shown: MessageStanding) -> Table {
    let when = if shown == MessageStanding::Planned { "Goes out" } else { "When" };
    let columns = ["Patient", "About", "By", when, "Stands"].map(Column::words).into();
    let rows = page.lines.iter().map(|line| of_line(page, line)).collect();
    let nothing = match shown {
        MessageStanding::Planned => "Nothing is planned. Reminders are planned from the schedule as visits come near.",
        MessageStanding::Sent => "Nothing was sent yet.",
        MessageStanding::Failed => "Everybody could be reached.",
        _ => "Nothing was left out.",
    };
    Table::new("Reminders", columns, rows).or(Empty::new(Icon::Message, nothing))
}

/// Whether what they wrote says more than its meaning: of a yes or no by text the words are the figure alone.
fn shows_words(answer: &Answer) -> bool {
    !answer.words.reveal().is_empty() && (answer.meaning == Meaning::Other || answer.came_by != CameBy::Text)
}

fn of_line(page: &RemindersAnswer, line: &MessageLine) -> Row {
    let zone = &page.site.zone;
    let row = Row::new(vec![
        html! { (page.people.name(line.patient).reveal()) },
        html! { (about(line, zone)) },
        html! { (icon(line.channel)) " " (line.channel.title()) @if line.spanish { span.quiet { " in Spanish" } } },
        html! { (wording::moment(line.sent_at.unwrap_or(line.due_at), zone)) },
        html! {
            (standing(line.standing, line.delivered_at.is_some()))
            @if let Some(why) = line.why { " " span.quiet { (why.in_words()) } }
        },
    ])
    .id(format!("message-{}", line.id));
    leading(row, line)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
}

/// `POST /reminders/answers/{answer}/done`
pub(super) async fn done(staff: Staff, Path(answer): Path<AnswerId>, Sealed { form, request }: Sealed<Typed>) -> Page {
    let incomplete = |_| Problem::invalid("incomplete", "This page is incomplete. Load it again.");
    let version = form.version.parse().map_err(incomplete)?;
    staff.perform(request, FinishAnswer { answer, version }).await?;
    Ok(staff.go_saying("/reminders", "It is done."))
}
