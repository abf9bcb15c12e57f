//! What an appointment shows of its reminders: one calm mark on the schedule, and the whole story in its dialog.

use super::{icon, standing};
use crate::kit::{Icon, Pill, Timeline, Tone, wording};
use crate::staff::Staff;
use communications::reminders::{Answer, Mark, Meaning, MessageLine, MessageStanding};
use front_office::scheduling::{AppointmentId, Standing};
use jiff::tz::TimeZone;
use kernel::{Moment, Problem};
use maud::{Markup, Render, html};
use workflows::reminders::AppointmentMessages;

/// The mark of an appointment, where there is something to say that its standing does not say.
pub(crate) fn mark_pill(mark: Mark, standing: Standing) -> Option<(Tone, Pill)> {
    match mark {
        Mark::Asked(meaning) => Some((Tone::Warn, Pill::new(Tone::Warn, meaning.title()).icon(Icon::Message))),
        Mark::NotReached if standing == Standing::Booked => {
            Some((Tone::Warn, Pill::new(Tone::Warn, "Not reached").icon(Icon::Phone)))
        }
        Mark::Reminded if standing == Standing::Booked => {
            Some((Tone::Quiet, Pill::new(Tone::Quiet, "Reminded").icon(Icon::Message)))
        }
        Mark::NotReached | Mark::Reminded => None,
    }
}

/// Everything that was said about an appointment, folded away; nothing, where nothing was.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn messages_about(
    staff: &Staff,
    appointment: AppointmentId,
    zone: &TimeZone,
) -> Result<Markup, Problem> {
    let told = staff.ask(AppointmentMessages { appointment }).await?;
    let shown: Vec<&MessageLine> =
        told.lines.iter().filter(|line| line.standing != MessageStanding::Withdrawn).collect();
    if shown.is_empty() && told.answers.is_empty() {
        return Ok(html! {});
    }
    let open = told.answers.iter().any(|answer| answer.done_at.is_none());
    Ok(html! {
        details open[open] {
            summary { "Messages " span.count { (shown.len() + told.answers.len()) span.sr-only { " messages and answers" } } }
            (story(&shown, &told.answers, zone))
        }
    })
}

/// Messages and answers in the order in which they happened, the latest first.
fn story(lines: &[&MessageLine], answers: &[Answer], zone: &TimeZone) -> Markup {
    let mut entries: Vec<(Moment, Tone, Markup)> = Vec::new();
    for line in lines {
        entries.push((line.sent_at.unwrap_or(line.due_at), tone_of(line), of_line(line)));
    }
    for answer in answers {
        let tone = if answer.done_at.is_none() { Tone::Warn } else { Tone::Good };
        entries.push((answer.came_at, tone, of_answer(answer)));
    }
    entries.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let timeline = entries.into_iter().fold(Timeline::new(), |timeline, (at, tone, words)| {
        timeline.entry(tone, wording::moment(at, zone), words, "")
    });
    timeline.render()
}

const fn tone_of(line: &MessageLine) -> Tone {
    match line.standing {
        MessageStanding::Sent => Tone::Good,
        MessageStanding::Failed | MessageStanding::Skipped => Tone::Warn,
        _ => Tone::Quiet,
    }
}

fn of_line(line: &MessageLine) -> Markup {
    html! {
        (icon(line.channel)) " " (line.channel.title()) ": " (standing(line.standing, line.delivered_at.is_some()))
        @if let Some(why) = line.why { " " span.quiet { (why.in_words()) } }
        @if line.attempts > 0 { " " span.quiet { "tried " (line.attempts) @if line.attempts == 1 { " time" } @else { " times" } } }
    }
}

fn of_answer(answer: &Answer) -> Markup {
    html! {
        (answer.meaning.title()) ", " (answer.came_by.title())
        @if answer.meaning == Meaning::Other { ": “" (answer.words.reveal()) "”" }
    }
}
