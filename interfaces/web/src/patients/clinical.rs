//! The clinical record on the face of the chart, for roles that see charts: what is present first, what was below.

use super::chart_of;
use super::trend;
use crate::kit::{Card, Column, Empty, Icon, Pill, Row, Table, Tone, wording};
use clinical::chart::Chart;
use clinical::documents::Document;
use clinical::histories::{Known, Section};
use clinical::medications::Medication;
use clinical::observations::{Observation, VitalLine};
use clinical::problems::ListedProblem;
use clinical::told;
use maud::{Markup, html};

/// Rows shown before the rest is folded away.
const SHOWN: usize = 8;

/// What the patient has, reckons with and takes now, and the latest vitals.
pub(super) fn present(chart: &Chart) -> Markup {
    html! {
        (problems(chart))
        (allergies(chart))
        (medications(chart))
        (vitals(&chart.vitals))
    }
}

/// What was done and found, each list the newest first; what is not on record is named in one line.
pub(super) fn past(chart: &Chart) -> Markup {
    let lists = [
        ("laboratory values", chart.laboratory.is_empty(), laboratory as fn(&Chart) -> Card),
        ("immunizations", chart.immunizations.is_empty(), immunizations),
        ("encounters", chart.encounters.is_empty(), encounters),
        ("procedures", chart.procedures.is_empty(), procedures),
        ("doses given", chart.doses.is_empty(), doses),
        ("reports", chart.reports.is_empty(), reports),
        ("documents", chart.documents.is_empty(), documents),
    ];
    let (absent, there): (Vec<_>, Vec<_>) = lists.into_iter().partition(|(_, is_empty, _)| *is_empty);
    let absent: Vec<&str> = absent.into_iter().map(|(name, ..)| name).collect();
    html! {
        div.two-columns { @for (_, _, list) in there { (list(chart)) } }
        @if !absent.is_empty() { p.quiet { "Not on record: " (absent.join(", ")) "." } }
    }
}

/// A date as exactly as it was told, the American way when there is a day.
pub(crate) fn told_day(text: &str) -> String {
    told::day(text).map_or_else(|| told::shown(text), wording::digits)
}

/// Kinds that SNOMED CT writes behind its full names: a reader of the chart knows a procedure when they see one.
const KINDS: &[&str] = &[
    " (procedure)",
    " (finding)",
    " (disorder)",
    " (situation)",
    " (regime/therapy)",
    " (physical object)",
    " (substance)",
    " (qualifier value)",
];

/// A name without the kind of thing it names.
pub(crate) fn plain_name(label: &str) -> &str {
    KINDS.iter().find_map(|kind| label.strip_suffix(kind)).unwrap_or(label)
}

/// A list in a card: its first rows, the rest folded away; the folded part may have a heading of its own.
fn list(heading: &str, columns: &[&str], rows: Vec<Row>, empty: &str, folded: Option<(&str, Vec<Row>)>) -> Card {
    let table = |rows: Vec<Row>| Table::new(heading, columns.iter().copied().map(Column::words).collect(), rows);
    let mut first = rows;
    let rest = first.split_off(first.len().min(SHOWN));
    let folded = folded.filter(|(_, rows)| !rows.is_empty());
    if first.is_empty() && folded.is_none() {
        return Card::new(heading, html! { p.quiet { (empty) } });
    }
    let body = html! {
        (table(first).or(Empty::new(Icon::Sparse, empty)))
        @if !rest.is_empty() { details.folded { summary { (rest.len()) " more" } (table(rest)) } }
        @if let Some((label, rows)) = folded {
            details.folded { summary { (rows.len()) " " (label) } (table(rows)) }
        }
    };
    Card::new(heading, body).to_the_edge()
}

fn problems(chart: &Chart) -> Card {
    let row = |one: &ListedProblem| {
        let until =
            if one.abated_text.is_empty() { String::new() } else { format!(" to {}", told_day(&one.abated_text)) };
        let status = if one.clinical_status.is_empty() { &one.verification } else { &one.clinical_status };
        Row::new(vec![
            html! { (plain_name(&one.label)) @if !one.severity.is_empty() { span.quiet { " " (one.severity) } } },
            html! { (told_day(&one.at_text)) (until) },
            html! { (status) },
        ])
    };
    let past = chart.past_problems.iter().map(row).collect();
    let present = chart.problems.iter().map(row).collect();
    list("Problems", &["Problem", "Since", "Status"], present, "No problems are listed.", Some(("past", past)))
}

fn allergies(chart: &Chart) -> Card {
    let rows = chart.allergies.iter().map(|one| {
        let danger = match (one.criticality.as_str(), one.severity.as_str()) {
            ("high", _) => Some(Pill::new(Tone::Bad, "High risk")),
            (_, "severe") => Some(Pill::new(Tone::Bad, "Severe")),
            (_, "moderate") => Some(Pill::new(Tone::Warn, "Moderate")),
            (_, "mild") => Some(Pill::new(Tone::Info, "Mild")),
            ("low", _) => Some(Pill::new(Tone::Info, "Low risk")),
            _ => None,
        };
        Row::new(vec![
            html! { (plain_name(&one.label)) },
            html! { (one.reactions.reveal()) },
            html! { @if let Some(pill) = danger { (pill) } },
            html! { (told_day(&one.at_text)) },
        ])
    });
    let empty = match chart.histories.section(Section::Allergies).map(|sheet| &sheet.known) {
        Some(Known::None(_)) => "No known allergies.",
        Some(Known::Listed) => "No active allergies.",
        Some(Known::NotAsked) | None => "Nobody has asked about allergies yet.",
    };
    list("Allergies", &["To", "Reaction", "Danger", "Since"], rows.collect(), empty, None)
}

fn medications(chart: &Chart) -> Card {
    let row = |one: &Medication| {
        let until =
            if one.until_text.is_empty() { String::new() } else { format!(" to {}", told_day(&one.until_text)) };
        Row::new(vec![
            html! {
                (plain_name(&one.label))
                @if one.forbidden { " " (Pill::new(Tone::Bad, "Must not be given")) }
                @if one.as_needed { span.quiet { " when needed" } }
            },
            html! { (one.dosage.reveal()) },
            html! { (told_day(&one.at_text)) (until) },
            html! { (one.status) },
        ])
    };
    let past = chart.past_medications.iter().map(row).collect();
    let present = chart.medications.iter().map(row).collect();
    list(
        "Medications",
        &["Medicine", "How", "Since", "Status"],
        present,
        "No medicines are listed.",
        Some(("past", past)),
    )
}

/// A value with its unit as the office writes it, where the sender wrote it in UCUM.
fn value(one: &Observation) -> String {
    let value = one.value();
    let units = [
        ("mm[Hg]", "mmHg"),
        (" Cel", " °C"),
        (" [degF]", " °F"),
        (" {score}", ""),
        (" [lb_av]", " lb"),
        (" [in_i]", " in"),
    ];
    let value = plain_name(&value).to_owned();
    units.iter().fold(value, |value, (ucum, office)| value.replace(ucum, office))
}

fn found(one: &Observation) -> Markup {
    html! {
        span.digits { (value(one)) }
        @if one.is_abnormal() { " " (Pill::new(Tone::Warn, abnormal(&one.interpretation))) }
    }
}

/// What an interpretation says (HL7 v3 `ObservationInterpretation`).
fn abnormal(code: &str) -> String {
    match code {
        "H" => "High".to_owned(),
        "L" => "Low".to_owned(),
        "HH" => "Critically high".to_owned(),
        "LL" => "Critically low".to_owned(),
        "A" | "" => "Abnormal".to_owned(),
        "AA" => "Critical".to_owned(),
        "POS" => "Positive".to_owned(),
        other => other.to_owned(),
    }
}

fn vitals(vitals: &[VitalLine]) -> Card {
    let rows = vitals.iter().filter_map(|line| {
        let latest = line.seen.first()?;
        let before: Vec<&str> = line.seen.iter().skip(1).take(3).map(|one| one.number.as_str()).collect();
        let drawn: Vec<f64> = line.seen.iter().rev().filter_map(Observation::amount).collect();
        Some(Row::new(vec![
            html! { (line.name) },
            found(latest),
            html! { (told_day(&latest.at_text)) },
            html! { span.digits { (before.join(" · ")) } },
            trend::drawing(&drawn),
        ]))
    });
    let columns = ["Vital", "Latest", "On", "Before", "Course"];
    list("Vitals", &columns, rows.collect(), "No vitals were taken yet.", None)
}

fn laboratory(chart: &Chart) -> Card {
    let rows = chart.laboratory.iter().filter(|one| one.stands() && !one.value().is_empty()).map(|one| {
        let range = match (one.range_text.as_str(), one.range_low.as_str(), one.range_high.as_str()) {
            ("", "", "") => String::new(),
            ("", "", high) => format!("up to {high}"),
            ("", low, "") => format!("from {low}"),
            ("", low, high) => format!("{low} to {high}"),
            (words, ..) => words.to_owned(),
        };
        Row::new(vec![
            html! { (plain_name(&one.label)) },
            found(one),
            html! { (range) },
            html! { (told_day(&one.at_text)) },
        ])
    });
    list("Laboratory", &["Test", "Value", "Expected", "On"], rows.collect(), "No laboratory values yet.", None)
}

fn immunizations(chart: &Chart) -> Card {
    let rows = chart.immunizations.iter().map(|one| {
        let status = match one.status.as_str() {
            "completed" => html! {},
            "not-done" => html! { (Pill::new(Tone::Warn, "Not given")) " " (one.not_done_reason) },
            other => html! { (other) },
        };
        Row::new(vec![
            html! { (plain_name(&one.label)) },
            html! { (told_day(&one.at_text)) },
            html! { (one.lot) },
            status,
        ])
    });
    let empty = "No immunizations are on record.";
    list("Immunizations", &["Vaccine", "Given", "Lot", "Remarks"], rows.collect(), empty, None)
}

fn encounters(chart: &Chart) -> Card {
    let rows = chart.encounters.iter().map(|one| {
        Row::new(vec![
            html! { (told_day(&one.at_text)) },
            html! { (plain_name(&one.label)) },
            html! { (one.reason.reveal()) },
            html! { (one.clinician.reveal()) @if !one.place.is_empty() { span.quiet { " " (one.place) } } },
        ])
    });
    list("Encounters", &["On", "Kind", "Why", "With"], rows.collect(), "No encounters are on record.", None)
}

fn procedures(chart: &Chart) -> Card {
    let rows = chart.procedures.iter().map(|one| {
        let status = if one.status == "completed" { "" } else { &one.status };
        Row::new(vec![
            html! { (plain_name(&one.label)) },
            html! { (told_day(&one.at_text)) },
            html! { (one.reason.reveal()) },
            html! { (status) },
        ])
    });
    list("Procedures", &["Procedure", "On", "Why", "Status"], rows.collect(), "No procedures are on record.", None)
}

fn doses(chart: &Chart) -> Card {
    let rows = chart.doses.iter().map(|one| {
        Row::new(vec![
            html! { (plain_name(&one.label)) },
            html! { (one.dose) },
            html! { (told_day(&one.at_text)) },
            html! { @if one.status != "completed" { (one.status) } },
        ])
    });
    list("Doses given", &["Medicine", "Dose", "On", "Remarks"], rows.collect(), "No doses are on record.", None)
}

fn reports(chart: &Chart) -> Card {
    let rows = chart.reports.iter().map(|one| {
        Row::new(vec![
            html! { (plain_name(&one.label)) },
            html! { (told_day(&one.at_text)) },
            html! { (one.conclusion.reveal()) },
            html! { (one.status) },
        ])
    });
    list("Reports", &["Report", "On", "Conclusion", "Status"], rows.collect(), "No reports are on record.", None)
}

fn documents(chart: &Chart) -> Card {
    let row = |one: &Document| {
        let about = one.description.reveal();
        Row::new(vec![
            html! { (plain_name(&one.label)) @if !about.is_empty() { span.quiet { " " (about) } } },
            html! { (told_day(&one.at_text)) },
            html! { (one.author.reveal()) },
        ])
        .leads(format!("{}/files/{}/1", chart_of(one.patient), one.id))
    };
    let rows = chart.documents.iter().map(row).collect();
    list("Documents", &["Document", "Filed", "By"], rows, "No documents are on record.", None)
}

#[cfg(test)]
mod tests {
    use super::{plain_name, told_day};

    #[test]
    fn names_and_dates_read_as_the_office_writes_them() {
        assert_eq!(plain_name("Encounter for symptom (procedure)"), "Encounter for symptom");
        assert_eq!(plain_name("Fracture (closed) of wrist"), "Fracture (closed) of wrist");
        assert_eq!(told_day("2020-03-07T13:18:01+01:00"), "03/07/2020");
        assert_eq!(told_day("1990-07"), "1990-07", "never more exact than it was told");
    }
}
