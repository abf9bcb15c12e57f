//! New or established: for whom a visit type is, and who has been seen here within three years.
//!
//! An established patient has received professional services from the practice within the past three years (CPT,
//! Evaluation and Management guidelines, 2026); everybody else is new.

use super::facts::AppointmentFact;
use super::tables::seen_before;
use super::{ForWhom, NOTE_SEEN_BEFORE, VisitType};
use crate::patient_flow::Status;
use crate::patient_flow::tables::visit;
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::check_stands;

/// Years for which a patient counts as established after a completed visit.
const YEARS: i16 = 3;

/// Notes that a patient was seen here before Moa was, so that they count as established.
#[derive(Clone, Copy, Debug)]
pub struct NoteSeenBefore {
    /// Who.
    pub patient: PatientId,
    /// The last day on which they were seen.
    pub day: Day,
}

impl Command for NoteSeenBefore {
    const ACT: Act = NOTE_SEEN_BEFORE;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if self.day > tx.today(&jiff::tz::TimeZone::UTC) {
            let say = "Enter the last day on which the patient was seen; it has not come yet.";
            return Err(Problem::invalid("day_to_come", say).at("seen_on", say));
        }
        check_stands(tx, self.patient)?;
        let (now, who) = (tx.now(), tx.who().account());
        let mut pen = tx.write(AppointmentFact::SeenBefore { patient: self.patient, day: self.day });
        pen.run(diesel::delete(seen_before::table.filter(seen_before::patient.eq(self.patient))))?;
        let row = (
            seen_before::patient.eq(self.patient),
            seen_before::day.eq(self.day),
            seen_before::account.eq(who),
            seen_before::noted_at.eq(now),
        );
        pen.insert(seen_before::table, row)?;
        Ok(())
    }
}

/// The last day on which the patient was seen here, up to a day, in Moa or before it.
pub(super) fn last_seen(read: &mut Reader<'_>, patient: PatientId, up_to: Day) -> Result<Option<Day>, Problem> {
    let here = visit::table
        .filter(visit::patient.eq(patient).and(visit::status.eq(Status::Left)).and(visit::day.le(up_to)))
        .order(visit::arrived_at.desc())
        .select(visit::day);
    let here: Option<Day> = read.maybe(here)?;
    let before = seen_before::table.filter(seen_before::patient.eq(patient)).select(seen_before::day);
    let before: Option<Day> = read.maybe(before)?;
    Ok(here.max(before))
}

/// Whether somebody last seen on a day is established on another.
pub(super) fn is_established(seen: Option<Day>, on: Day) -> bool {
    let since = on.civil().saturating_sub(jiff::Span::new().years(YEARS));
    seen.is_some_and(|seen| seen.civil() >= since)
}

/// Refuses a visit type that is not for this patient.
pub(super) fn check(read: &mut Reader<'_>, patient: PatientId, kind: &VisitType, on: Day) -> Result<(), Problem> {
    if kind.for_whom == ForWhom::Any {
        return Ok(());
    }
    let seen = last_seen(read, patient, on)?;
    let say = match (kind.for_whom, is_established(seen, on)) {
        (ForWhom::New, true) => {
            let seen = seen.map(|day| day.to_string()).unwrap_or_default();
            format!(
                "{} is for new patients, and this patient was seen here on {seen}. Choose another kind of visit.",
                kind.name
            )
        }
        (ForWhom::Established, false) => format!(
            "{} is for patients seen here within three years. Choose a kind of visit for new patients, or note when this \
             patient was last seen here.",
            kind.name
        ),
        _ => return Ok(()),
    };
    let code = if kind.for_whom == ForWhom::New { "not_new" } else { "not_established" };
    Err(Problem::refused(code, say.clone()).at("visit_type", say))
}

#[cfg(test)]
mod tests {
    use super::is_established;
    use kernel::Day;

    #[test]
    fn three_years_to_the_day() {
        let day = |text: &str| -> Day { text.parse().expect("a day") };
        assert!(is_established(Some(day("2023-11-16")), day("2026-11-16")));
        assert!(!is_established(Some(day("2023-11-15")), day("2026-11-16")));
        assert!(is_established(Some(day("2024-02-29")), day("2027-02-28")));
        assert!(!is_established(None, day("2026-11-16")));
    }
}
