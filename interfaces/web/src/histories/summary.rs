//! The histories on the face of the chart: a line for each section, with who went through it last.

use super::histories_of;
use super::words::{Around, known, what};
use crate::kit::{Button, Card, Column, Pill, Row, Table, Tone};
use crate::staff::Staff;
use clinical::histories::{Histories, Section, SectionSheet, Stands};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use registry::practice::StaffLine;

/// Entries that are named in a line before the rest is counted.
const NAMED: usize = 3;

/// The card.
pub(crate) fn card(staff: &Staff, all: &Histories, colleagues: &[StaffLine]) -> Card {
    let zone: TimeZone = staff.zone();
    let around = Around { colleagues, zone: &zone };
    let columns = ["Section", "Stands in it", "Reviewed"].map(Column::words).into();
    let rows = all.sections.iter().map(|sheet| row(sheet, &around)).collect();
    let table = Table::new("Histories, each with who went through it last", columns, rows);
    Card::new("Histories", table)
        .to_the_edge()
        .deed(Button::bare("Go through them").about("the histories").goes(histories_of(all.patient)).key('h'))
}

fn row(sheet: &SectionSheet, around: &Around<'_>) -> Row {
    let (new, waiting) = (sheet.new_count(), sheet.waiting_count());
    let reviewed = match sheet.review {
        None => "Never".to_owned(),
        Some(one) => format!("{}, {}", around.name(one.by), around.day(one.at)),
    };
    Row::new(vec![
        html! { (sheet.section.title()) },
        stands(sheet),
        html! {
            (reviewed)
            @if new > 0 { " " (Pill::new(Tone::Info, format!("{new} new"))) }
            @if waiting > 0 { " " (Pill::new(Tone::Warn, format!("{waiting} for a clinician"))) }
        },
    ])
}

fn stands(sheet: &SectionSheet) -> Markup {
    let wanted = if sheet.section == Section::Past { Stands::Before } else { Stands::Now };
    let there: Vec<String> =
        sheet.entries.iter().filter(|entry| entry.stands == wanted).map(|entry| what(sheet.section, entry)).collect();
    let rest = there.len().saturating_sub(NAMED);
    html! {
        @if there.is_empty() { span.quiet { (known(sheet.section, &sheet.known)) } }
        @else { (there[..there.len().min(NAMED)].join("; ")) @if rest > 0 { " and " (rest) " more" } }
    }
}
