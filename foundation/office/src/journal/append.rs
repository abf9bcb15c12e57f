//! Appending: the entries of one act, written in its own transaction.

use crate::act::Act;
use crate::actor::Actor;
use crate::db::{Db, problem};
use crate::fact::Noted;
use crate::journal::Outcome;
use crate::journal::tables::{NewEntry, journal, journal_patient};
use crate::subject::PatientId;
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

/// Writes the entries, and for each which patients it is about: its own, and those it `showed`.
pub(crate) fn append(db: &mut Db, heading: &Heading<'_>, noted: &[Noted], showed: &[PatientId]) -> Result<(), Problem> {
    for note in noted {
        let entry = NewEntry {
            at: heading.at,
            outcome: heading.outcome,
            act: heading.act.name,
            fact: note.name,
            actor: heading.who.account(),
            site: note.site,
            patient: note.patient,
            request: heading.request.as_ref().map(|request| request.as_bytes().as_slice()),
            body: &note.body,
        };
        let insert = diesel::insert_into(journal::table).values(entry).returning(journal::seq);
        let seq: i64 = insert.get_result(db).map_err(problem)?;
        for patient in note.patient.iter().chain(showed.iter().filter(|shown| note.patient != Some(**shown))) {
            let row = (journal_patient::patient.eq(patient), journal_patient::seq.eq(seq));
            diesel::insert_into(journal_patient::table).values(row).execute(db).map_err(problem)?;
        }
    }
    Ok(())
}
