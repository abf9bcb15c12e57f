//! A practice with years behind it, written straight into the tables. For benchmarks only: it leaves out the office.

mod journal;
mod people;
mod practice;
mod schedule;
mod visits;

use crash::record_in_hand::Record;
use kernel::RawId;

use crate::scale::Scale;

pub use people::Person;
pub use practice::{LOGINS, PASSWORD, Practice, VISIT_MINUTES as SLOT_MINUTES, starts};

/// Seeds an empty, migrated record.
///
/// # Errors
/// The database's own words.
pub fn seed(record: &mut Record, scale: Scale, now_micros: i64) -> Result<Practice, String> {
    if let Record::File(_) = record {
        record.run("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1500000")?;
    }
    let practice = practice::write(record, scale)?;
    people::write(record, scale, now_micros)?;
    let booked = schedule::write(record, scale, &practice, now_micros)?;
    visits::write(record, &practice, &booked, now_micros)?;
    drop(booked);
    journal::write(record, scale, &practice, now_micros)?;
    match record {
        Record::File(_) => record.run("PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")?,
        // What a server that has run for a while has behind it; else it does both while we measure.
        Record::Server(_) => {
            record.run("VACUUM (ANALYZE)")?;
            record.run("CHECKPOINT")?;
        }
    }
    Ok(practice)
}

/// The kinds of things that ids are made for; ids of different kinds never meet.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Thing {
    Practice = 1,
    Site,
    Room,
    Staff,
    Account,
    VisitType,
    Hours,
    Patient,
    Appointment,
    Visit,
    Payer,
    Coverage,
}

/// The id of the `number`th thing of a kind: the same in every run, sorted by number.
pub(crate) fn id(thing: Thing, number: u32) -> [u8; 16] {
    let mut random = [0; 10];
    random[0] = thing as u8;
    random[6..].copy_from_slice(&number.to_be_bytes());
    // Milliseconds of 2022 and after, so that what the office makes later sorts behind.
    *RawId::from_parts(1_640_995_200_000 + u64::from(number), random).as_bytes()
}

/// The id of the `number`th appointment.
pub fn appointment(number: u32) -> [u8; 16] {
    id(Thing::Appointment, number)
}

/// The id of the visit that came of the `number`th appointment.
pub fn visit(number: u32) -> [u8; 16] {
    id(Thing::Visit, number)
}

/// The id of the `number`th patient.
pub fn patient(number: u32) -> [u8; 16] {
    id(Thing::Patient, number)
}

#[cfg(test)]
mod tests {
    use super::{Thing, id};

    #[test]
    fn ids_differ_by_kind_and_sort_by_number() {
        assert_ne!(id(Thing::Patient, 1), id(Thing::Appointment, 1));
        assert!(id(Thing::Patient, 1) < id(Thing::Patient, 2));
    }
}
