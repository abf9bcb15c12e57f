//! What was said by message about an offer or a recall, in short: when, by which way, whether it arrived, and what was answered.

use super::{icon, standing};
use crate::kit::{Icon, Pill, Row, Tone, wording};
use communications::reminders::{Answer, Meaning, MessageLine, MessageStanding, Occasion, same};
use front_office::scheduling::AppointmentId;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use workflows::follow_up::Said;

/// What a message is about.
pub(super) fn about(line: &MessageLine, zone: &TimeZone) -> Markup {
    match line.occasion {
        Occasion::Visit => html! { (wording::moment(line.until_at, zone)) },
        Occasion::Offer => html! { "A freed time" },
        Occasion::OfferWon | Occasion::OfferGone => html! { "A freed time: " (line.occasion.title().to_lowercase()) },
        Occasion::Recall => html! { "Time to come again" },
    }
}

/// A row that leads to what its message is about.
pub(super) fn leading(row: Row, line: &MessageLine) -> Row {
    match line.occasion {
        Occasion::Visit => {
            let id: AppointmentId = same(line.thing);
            row.opens(format!("/appointments/{id}"))
        }
        Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone => row.leads("/waitlist"),
        Occasion::Recall => row.leads("/recalls"),
    }
}

/// The messages about a thing, the latest first, and the latest answer; nothing, where nothing was said.
pub(crate) fn in_short(said: Option<&Said>, zone: &TimeZone) -> Markup {
    let Some(said) = said else { return html! {} };
    let shown = said.lines.iter().rev().filter(|line| !line.occasion.is_reply());
    html! {
        @if let Some(answer) = said.answers.last() { span.cell-more { (answered(answer, zone)) } }
        @for line in shown { span.cell-more { (of_line(line, zone)) } }
    }
}

fn of_line(line: &MessageLine, zone: &TimeZone) -> Markup {
    html! {
        (icon(line.channel)) " "
        @match line.standing {
            MessageStanding::Skipped | MessageStanding::Failed => {}
            MessageStanding::Planned => { "goes out " }
            _ => { (line.channel.title()) ", " }
        }
        (wording::moment(line.sent_at.unwrap_or(line.due_at), zone)) " "
        (standing(line.standing, line.delivered_at.is_some()))
        @if let Some(why) = line.why { " " span.quiet { (why.in_words()) } }
    }
}

fn answered(answer: &Answer, zone: &TimeZone) -> Markup {
    let tone = match answer.meaning {
        Meaning::Accepted | Meaning::Confirmed => Tone::Good,
        _ if answer.done_at.is_none() => Tone::Warn,
        _ => Tone::Quiet,
    };
    html! {
        (Pill::new(tone, answer.meaning.title()).icon(Icon::Message)) " "
        (answer.came_by.title()) ", " (wording::moment(answer.came_at, zone))
        @if !answer.words.reveal().is_empty() && answer.meaning.needs_somebody() { " “" (answer.words.reveal()) "”" }
    }
}
