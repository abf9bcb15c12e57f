//! What else the dialog of an entry holds: its end, that it was wrong, and what was done to it.

use super::form::Faulty;
use super::keeps;
use super::words::{Around, more, span, status, what};
use crate::kit::{Button, Facts, Field as Input, Form, Timeline, Tone, Width, wording};
use crate::staff::Staff;
use clinical::histories::{Entry, EntryChange, EntryDeed, Field, FieldChange, OneEntrySheet, Section, Stands, asked};
use maud::{Markup, html};

/// An entry that cannot be changed, or not by this role.
pub(super) fn facts(section: Section, entry: &Entry) -> Markup {
    let facts = Facts::new()
        .fact(section.title(), what(section, entry))
        .fact("When", span(entry))
        .fact("Stands", status(section, entry))
        .fact("More", more(section, entry));
    let reason = entry.in_error.reveal();
    let facts = if reason.is_empty() { facts } else { facts.fact("In error", reason.as_str()) };
    html! { (facts) }
}

fn version(entry: &Entry) -> Markup {
    html! { input type="hidden" name="version" value=(entry.version); }
}

/// The end of it, its return, and that it never held.
pub(super) fn deeds(staff: &Staff, at: &str, section: Section, entry: &Entry, faulty: &Faulty) -> Markup {
    let faults = faulty.faults();
    let end = Form::post(format!("{at}/end"), &staff.seal())
        .answers_into("#dialog")
        .body(html! {
            (version(entry))
            @if section != Section::Allergies {
                (Input::text("on", "Ended when").value(wording::digits(staff.today())).width(Width::Short)
                    .fault(matches!(faulty, Faulty::End(_)).then(|| faults.of("on")).flatten()))
            }
        })
        .button(Button::plain(if section == Section::Allergies { "Not allergic any more" } else { "It has ended" }));
    let error = Form::post(format!("{at}/error"), &staff.seal())
        .answers_into("#dialog")
        .body(html! {
            (version(entry))
            (Input::text("reason", "What was wrong").fault(matches!(faulty, Faulty::Error(_)).then(|| faults.of("reason")).flatten())
                .hint("Another patient, a slip of the pen, told by mistake"))
        })
        .button(Button::danger("Entered in error"));
    html! {
        @if section.ends() && entry.stands == Stands::Now {
            details.folded open[matches!(faulty, Faulty::End(_))] { summary { "It has ended" } (end) }
        }
        @if section.comes_back() && entry.stands == Stands::Before {
            p { (Button::plain("It stands again").posts(format!("{at}/again"), &staff.seal()).with("version", entry.version.to_string())) }
        }
        @if section == Section::Past && staff.may(keeps(Section::Problems)) { (to_problems(staff, at, entry)) }
        details.folded open[matches!(faulty, Faulty::Error(_))] { summary { "It was entered in error" } (error) }
    }
}

/// From the past medical history to the problem list, by a clinician's judgement.
fn to_problems(staff: &Staff, at: &str, entry: &Entry) -> Markup {
    let at = at.replace("/histories/past/", "/histories/problems/");
    html! {
        p {
            (Button::plain("Put it on the problem list").posts(format!("{at}/again"), &staff.seal())
                .with("version", entry.version.to_string()))
        }
    }
}

/// What was done to it, the latest first.
pub(super) fn changes(section: Section, sheet: &OneEntrySheet, around: &Around<'_>) -> Markup {
    if sheet.changes.is_empty() {
        return html! {};
    }
    let mut timeline = Timeline::new();
    for change in &sheet.changes {
        let (tone, deed) = deed(change);
        let says = html! {
            (deed)
            @if !change.reason.reveal().is_empty() { ": " (change.reason.reveal()) }
            @if !change.fields.is_empty() {
                ul.plain-list { @for field in &change.fields { li { (field_words(section, sheet, field)) } } }
            }
        };
        timeline = timeline.entry(tone, wording::moment(change.at, around.zone), says, around.name(change.by));
    }
    html! { details.folded { summary { "What was done to it" } (timeline) } }
}

fn deed(change: &EntryChange) -> (Tone, &'static str) {
    match change.deed {
        EntryDeed::Entered => (Tone::Good, "Entered"),
        EntryDeed::Corrected => (Tone::Info, "Corrected"),
        EntryDeed::Ended => (Tone::Quiet, "Ended"),
        EntryDeed::Again => (Tone::Info, "Stands again"),
        EntryDeed::InError => (Tone::Bad, "Marked as entered in error"),
    }
}

fn field_words(section: Section, sheet: &OneEntrySheet, change: &FieldChange) -> String {
    let all = asked(section, sheet.entry.said.get(Field::Topic));
    let one = all.iter().find(|one| one.field == change.field);
    let shown = |value: &str| match (value, one) {
        ("", _) => "empty".to_owned(),
        (value, Some(one)) => one.shown(value),
        (value, None) => value.to_owned(),
    };
    let title = one.map_or_else(|| change.field.word().replace('_', " "), |one| one.title.to_owned());
    format!("{title}: {} → {}", shown(change.was.reveal()), shown(change.became.reveal()))
}
