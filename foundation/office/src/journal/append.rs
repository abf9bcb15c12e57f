//! Appending: the entries of one act, written in its own transaction.

use crate::act::Act;
use crate::actor::Actor;
use crate::db::{Db, problem};
use crate::fact::Noted;
use crate::journal::Outcome;
use crate::journal::tables::{NewEntry, journal, journal_patient};
use crate::journal::together::Together;
use crate::subject::{PatientId, SiteId};
use diesel::prelude::*;
use kernel::{Moment, Problem, RawId};

/// What all entries of one act share.
pub(crate) struct Heading<'a> {
    pub at: Moment,
    pub who: &'a Actor,
    pub act: Act,
    pub outcome: Outcome,
    pub request: Option<RawId>,
}

/// Writes entries of what was done or refused, and for each which patient it is about.
pub(crate) fn append(db: &mut Db, heading: &Heading<'_>, noted: &[Noted]) -> Result<(), Problem> {
    for note in noted {
        let seq = write(db, heading, note, None)?;
        list(db, note.patient.iter(), seq)?;
    }
    Ok(())
}

/// Writes that these patients were shown: one by one when they are few, else as the list that they are shown in.
pub(crate) fn append_shown(
    db: &mut Db,
    heading: &Heading<'_>,
    (patient, site): (Option<PatientId>, Option<SiteId>),
    shown: &[PatientId],
) -> Result<(), Problem> {
    let together = Together::of(shown);
    let body = match &together {
        Some(_) => "{}".to_owned(),
        None => serde_json::json!({ "patients": shown }).to_string(),
    };
    if let Some(together) = &together {
        together.keep(db)?;
    }
    let note = Noted { name: "record.shown", patient, site, body };
    let seq = write(db, heading, &note, together.as_ref().map(|together| together.name.as_slice()))?;
    let each = if together.is_some() { &[] } else { shown };
    list(db, patient.iter().chain(each.iter().filter(|shown| patient != Some(**shown))), seq)
}

/// Writes one entry; returns its number.
fn write(db: &mut Db, heading: &Heading<'_>, note: &Noted, list: Option<&[u8]>) -> Result<i64, Problem> {
    let entry = NewEntry {
        at: heading.at,
        outcome: heading.outcome,
        act: heading.act.name,
        fact: note.name,
        actor: heading.who.account(),
        site: note.site,
        patient: note.patient,
        request: heading.request.as_ref().map(|request| request.as_bytes().as_slice()),
        list,
        body: &note.body,
    };
    diesel::insert_into(journal::table).values(entry).returning(journal::seq).get_result(db).map_err(problem)
}

/// Puts the entry on the lists of these patients.
fn list<'a>(db: &mut Db, patients: impl Iterator<Item = &'a PatientId>, seq: i64) -> Result<(), Problem> {
    for patient in patients {
        let row = (journal_patient::patient.eq(patient), journal_patient::seq.eq(seq));
        diesel::insert_into(journal_patient::table).values(row).execute(db).map_err(problem)?;
    }
    Ok(())
}
