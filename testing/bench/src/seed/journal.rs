//! The journal of those years: bookings, visits on their way, and looks, in the shape in which the office writes them.

use crash::record_in_hand::Record;
use kernel::RawId;
use staff_client::Dice;

use super::practice::Practice;
use super::{Thing, id};
use crate::scale::Scale;
use crate::sink::{Cell, write as rows};

/// Entries are this far apart, in microseconds, so that the last one is some minutes old.
fn pace(entries: u32) -> i64 {
    126_000_000_000_000 / i64::from(entries)
}

pub(super) fn write(record: &mut Record, scale: Scale, practice: &Practice, now_micros: i64) -> Result<(), String> {
    let columns = "seq, at, outcome, act, fact, actor, site, patient, body";
    let start = now_micros - 600_000_000 - pace(scale.entries) * i64::from(scale.entries);
    let entry = |number: u32| -> Vec<Cell> {
        let (patient, mut dice) = about(scale, number);
        let site = *dice.pick(&practice.sites);
        let (outcome, act, fact, body) = words(scale, practice, number, patient, &mut dice);
        vec![
            (i64::from(number) + 1).into(),
            (start + pace(scale.entries) * i64::from(number)).into(),
            outcome.into(),
            act.into(),
            fact.into(),
            (*dice.pick(&practice.accounts)).into(),
            site.into(),
            id(Thing::Patient, patient).into(),
            body.into(),
        ]
    };
    rows(record, "journal", columns, (0..scale.entries).map(entry))?;
    let mut lists: Vec<(u32, u32)> = (0..scale.entries).map(|number| (about(scale, number).0, number)).collect();
    lists.sort_unstable();
    let listed = |(patient, number): (u32, u32)| -> Vec<Cell> {
        vec![id(Thing::Patient, patient).into(), (i64::from(number) + 1).into()]
    };
    rows(record, "journal_patient", "patient, seq", lists.into_iter().map(listed))?;
    match record {
        Record::File(_) => Ok(()),
        Record::Server(_) => {
            record.run(&format!("ALTER TABLE journal ALTER COLUMN seq RESTART WITH {}", scale.entries + 1))
        }
    }
}

/// The patient of an entry, and dice for the rest of it.
fn about(scale: Scale, number: u32) -> (u32, Dice) {
    let mut dice = Dice::seeded(u64::from(number) << 20);
    (u32::try_from(dice.below(u64::from(scale.patients))).expect("patients are counted in 32 bits"), dice)
}

/// Outcome, act, fact and body of an entry: one booking and four steps of a visit for five looks.
fn words(
    scale: Scale,
    practice: &Practice,
    number: u32,
    patient: u32,
    dice: &mut Dice,
) -> (&'static str, &'static str, &'static str, String) {
    let hex = |bytes: [u8; 16]| RawId::from_bytes(bytes).to_string();
    let appointment = hex(id(Thing::Appointment, number % scale.appointments));
    match number % 10 {
        0 => {
            let (site, provider) = (hex(*dice.pick(&practice.sites)), hex(*dice.pick(&practice.providers)));
            let visit_type = hex(practice.visit_type);
            let body = format!(
                r#"{{"appointment":"{appointment}","visit_type":"{visit_type}","at":{{"site":"{site}","provider":"{provider}","room":null,"starts_at":"2025-03-03T14:00:00Z","ends_at":"2025-03-03T14:20:00Z"}}}}"#
            );
            ("done", "appointments.book", "appointment.booked", body)
        }
        1..=4 => ("done", "visits.advance", "visit.advanced", format!(r#"{{"visit":"{appointment}","to":"roomed"}}"#)),
        _ => (
            "shown",
            "chart.see",
            "record.shown",
            format!(r#"{{"patients":["{}"]}}"#, hex(id(Thing::Patient, patient))),
        ),
    }
}
