//! The page: eight sections, each with what stands in it, who went through it last, and what is new since.

use super::words::{Around, known, more, span, status, what};
use super::{histories_of, keeps};
use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Icon, Pill, Row, Table, Tone};
use crate::patients::{Here, banner_of, chart_head};
use crate::staff::Staff;
use axum::extract::Path;
use clinical::histories::{
    ENTRIES_MAX, Entry, Field, Histories, HistoriesOf, Known, Says, Section, SectionSheet, Stands, Topic,
};
use maud::{Markup, html};
use office::{PatientId, Permission};
use registry::practice::StaffOfPractice;

/// Topics that every practice asks about; the others stand here once they were answered.
const ALWAYS_ASKED: &[Topic] = &[Topic::Tobacco, Topic::Alcohol, Topic::Drugs, Topic::Occupation, Topic::Home];

/// `GET /patients/{patient}/histories`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    let (all, colleagues, banner) =
        tokio::try_join!(staff.ask(HistoriesOf { patient }), staff.ask(StaffOfPractice), banner_of(&staff, patient))?;
    let zone = staff.zone();
    let around = Around { colleagues: &colleagues.0, zone: &zone };
    let body = html! {
        (chart_head(&staff, patient, Here::Histories))
        (top(&staff, &all))
        div.two-columns.histories {
            @for sheet in &all.sections { (section(&staff, &all, sheet, &around)) }
        }
    };
    staff.page("Histories", body).banner(banner).answer()
}

/// What there is to do, and the one press for all of it.
fn top(staff: &Staff, all: &Histories) -> Markup {
    let new: usize = all.sections.iter().map(SectionSheet::new_count).sum();
    let waiting: usize = all.sections.iter().map(SectionSheet::waiting_count).sum();
    let never = all.sections.iter().filter(|sheet| sheet.review.is_none()).count();
    let of = all.sections.len();
    let says = match (new, never) {
        (0, 0) => "Nothing is new since the last review.".to_owned(),
        (0, never) if never == of => "Nobody has gone through these histories yet.".to_owned(),
        (0, never) => format!("{never} of {of} sections were never reviewed."),
        (1, _) => "One entry is new since the last review.".to_owned(),
        (new, _) => format!("{new} entries are new since the last review."),
    };
    html! {
        div.histories-top {
            p {
                (says)
                @if waiting > 0 { " " (Pill::new(Tone::Warn, format!("{waiting} not yet reviewed by a clinician"))) }
            }
            @if staff.may(Permission::WriteChart) {
                (Button::main("Reviewed, nothing changed").icon(Icon::Check).key('r')
                    .posts(format!("{}/review", histories_of(all.patient)), &staff.seal())
                    .with("section", "all")
                    .with("as_of", all.as_of.micros().to_string()))
            }
        }
    }
}

fn section(staff: &Staff, all: &Histories, sheet: &SectionSheet, around: &Around<'_>) -> Card {
    let own = sheet.section;
    let at = format!("{}/{}", histories_of(all.patient), own.word());
    let body = html! {
        (state(sheet, around))
        (entries(all.patient, sheet, around))
        @if own == Section::Social { (topics(staff, &at, sheet)) }
        (none(staff, all.patient, sheet, around))
        @if sheet.is_full { p.quiet { "The latest " (ENTRIES_MAX) " are listed." } }
    };
    let mut card = Card::new(own.title(), body).to_the_edge();
    if staff.may(keeps(own)) {
        let add = Button::bare("Add").about(format!("to {}", own.title().to_lowercase())).icon(Icon::Plus);
        card = card.deed(add.opens(format!("{at}/new")));
    }
    if staff.may(Permission::WriteChart) {
        card = card.deed(
            Button::plain("Reviewed")
                .about(own.title())
                .key(key(own))
                .posts(format!("{}/review", histories_of(all.patient)), &staff.seal())
                .with("section", own.word())
                .with("as_of", all.as_of.micros().to_string()),
        );
    }
    card
}

/// The key of a section: its place on the page.
fn key(section: Section) -> char {
    match section {
        Section::Problems => '1',
        Section::Allergies => '2',
        Section::Medications => '3',
        Section::Past => '4',
        Section::Surgical => '5',
        Section::Family => '6',
        Section::Social => '7',
        Section::Immunizations => '8',
    }
}

/// Who went through it last, and what has come since.
fn state(sheet: &SectionSheet, around: &Around<'_>) -> Markup {
    let (new, waiting) = (sheet.new_count(), sheet.waiting_count());
    html! {
        p.history-state {
            span.quiet { (around.reviewed(sheet.review)) }
            @if let Some(at) = sheet.joined_since {
                (Pill::new(Tone::Warn, format!("Another chart was merged into this one on {}", around.day(at))))
            }
            @if new > 0 { (Pill::new(Tone::Info, format!("{new} new"))) }
            @if waiting > 0 { (Pill::new(Tone::Warn, "Not yet reviewed by a clinician")) }
        }
    }
}

fn entries(patient: PatientId, sheet: &SectionSheet, around: &Around<'_>) -> Markup {
    let of = |stands: Stands| -> Vec<Row> {
        let some = sheet.entries.iter().filter(|entry| entry.stands == stands);
        some.map(|entry| row(patient, sheet.section, entry, around)).collect()
    };
    let columns = || ["What", "When", "Stands"].map(Column::words).into();
    let table = |rows: Vec<Row>, caption: String| Table::new(caption, columns(), rows);
    let title = sheet.section.title();
    // The past medical history is of illnesses that are over: they are what stands in it.
    let (now, before) = match sheet.section {
        Section::Past => (of(Stands::Before), Vec::new()),
        _ => (of(Stands::Now), of(Stands::Before)),
    };
    let in_error = of(Stands::InError);
    let (past, wrong) = (before.len(), in_error.len());
    html! {
        @if !now.is_empty() { (table(now, title.to_owned())) }
        @if past > 0 {
            details.folded { summary { (past) " earlier" } (table(before, format!("{title}, earlier"))) }
        }
        @if wrong > 0 {
            details.folded { summary { (wrong) " entered in error" } (table(in_error, format!("{title}, entered in error"))) }
        }
    }
}

fn row(patient: PatientId, section: Section, entry: &Entry, around: &Around<'_>) -> Row {
    let struck = entry.stands == Stands::InError;
    let danger = entry.said.get(Field::Criticality) == "high" && entry.stands == Stands::Now;
    let what = what(section, entry);
    let cells = vec![
        html! { @if struck { s { (what) } } @else { (what) } @if danger { " " (Pill::new(Tone::Bad, "High risk")) } },
        html! { (span(entry)) },
        html! {
            (status(section, entry))
            @if entry.is_new { " " (Pill::new(Tone::Info, "New")) }
            @if entry.waits_for_clinician { " " (Pill::new(Tone::Warn, "Told by the patient")) }
        },
    ];
    let (more, reason) = (more(section, entry), entry.in_error.reveal());
    let below = html! {
        @if !more.is_empty() { (more) br; }
        span.history-source { (around.source(entry)) }
        @if !reason.is_empty() { br; "In error: " (reason) }
        @if let Some(at) = entry.sender_changed_at { br; "The sender has sent something else on " (around.day(at)) }
    };
    let row = Row::new(cells).id(format!("entry-{}", entry.id)).more(below);
    match entry.is_fixed {
        true => row,
        false => row.opens(format!("{}/{}/{}", histories_of(patient), section.word(), entry.id)),
    }
}

/// What nobody has asked yet of how the patient lives.
fn topics(staff: &Staff, at: &str, sheet: &SectionSheet) -> Markup {
    let answered = |topic: &Topic| {
        let of = |entry: &Entry| entry.stands == Stands::Now && entry.said.get(Field::Topic) == topic.word();
        sheet.entries.iter().any(of)
    };
    let open: Vec<&Topic> = ALWAYS_ASKED.iter().filter(|topic| !answered(topic)).collect();
    html! {
        @if !open.is_empty() {
            div.history-none {
                span { "Not asked yet:" }
                @for topic in open {
                    @if staff.may(keeps(Section::Social)) {
                        (Button::bare(topic.title()).opens(format!("{at}/new?topic={}", topic.word())))
                    } @else { span { (topic.title()) } }
                }
            }
        }
    }
}

/// That there is none, that nobody asked, and the press that says which.
fn none(staff: &Staff, patient: PatientId, sheet: &SectionSheet, around: &Around<'_>) -> Markup {
    let own = sheet.section;
    let Some(words) = own.none_in_words() else { return html! {} };
    let post = |button: Button, says: Says| {
        button
            .posts(format!("{}/none", histories_of(patient)), &staff.seal())
            .with("section", own.word())
            .with("says", says.word())
    };
    let may = staff.may(keeps(own));
    let contradicts = |entry: &Entry| own.contradicts(entry.stands);
    match &sheet.known {
        Known::Listed if may && !sheet.entries.iter().any(contradicts) => html! {
            div.history-none { (post(Button::plain(words), Says::NoneKnown)) }
        },
        Known::Listed => html! {},
        Known::NotAsked => html! {
            div.history-none {
                (Pill::new(if own == Section::Allergies { Tone::Warn } else { Tone::Quiet }, "Not asked yet"))
                @if may { (post(Button::plain(words), Says::NoneKnown)) }
            }
        },
        Known::None(stated) => html! {
            div.history-none {
                (Pill::new(Tone::Good, known(own, &sheet.known)))
                span.quiet { (around.stated(stated)) }
                @if may { (post(Button::bare("Take back").about(words), Says::Withdrawn)) }
            }
        },
    }
}
