//! Verifying: the chain is computed again from the entries and compared, seal by seal.

use crate::db::{Db, problem};
use crate::journal::Outcome;
use crate::journal::follow::Cursor;
use crate::journal::seal::{Head, JournalKey, link};
use crate::journal::tables::{EntryRow, SealRow, journal, journal_patient, journal_seal};
use crate::journal::together::is_whole;
use crate::subject::PatientId;
use diesel::dsl::count_star;
use diesel::prelude::*;
use kernel::Problem;
use std::collections::BTreeSet;

/// What the journal's verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalReport {
    /// Seals computed again.
    pub seals: i64,
    /// Entries under them.
    pub entries: i64,
    /// Entries written since the last seal.
    pub unsealed: i64,
    /// The latest seal.
    pub head: Option<Head>,
    /// What is wrong, a sentence each; empty when all is well.
    pub faults: Vec<String>,
}

/// Faults after which it is pointless to list more.
const FAULTS_MAX: usize = 20;

/// Computes the whole chain again. `kept` is the head that was written beside the database, if it is at hand.
pub(crate) fn verify(db: &mut Db, key: &JournalKey, kept: Option<&Head>) -> Result<JournalReport, Problem> {
    let mut report = JournalReport { seals: 0, entries: 0, unsealed: 0, head: None, faults: Vec::new() };
    let mut before: Option<SealRow> = None;
    loop {
        let number = before.as_ref().map_or(0, |seal| seal.seal);
        let next = journal_seal::table.filter(journal_seal::seal.gt(number)).order(journal_seal::seal);
        let Some(seal) = next.select(SealRow::as_select()).first(db).optional().map_err(problem)? else {
            break;
        };
        check_seal(db, key, before.as_ref(), &seal, &mut report)?;
        if kept.is_some_and(|kept| kept.seal == seal.seal && *kept != Head::from(&seal)) {
            report.faults.push(format!("Seal {} is not the one noted beside the database.", seal.seal));
        }
        report.seals += 1;
        report.entries += seal.entries;
        before = Some(seal);
        if report.faults.len() >= FAULTS_MAX {
            return Ok(report);
        }
    }
    report.head = before.as_ref().map(Head::from);
    if let Some(kept) = kept
        && report.head.as_ref().is_none_or(|head| head.seal < kept.seal)
    {
        report.faults.push(format!(
            "The journal ends before seal {}, which was noted beside the database: entries are missing at the end.",
            kept.seal
        ));
    }
    check_counts(db, &mut report)?;
    Ok(report)
}

fn check_seal(
    db: &mut Db,
    key: &JournalKey,
    before: Option<&SealRow>,
    seal: &SealRow,
    report: &mut JournalReport,
) -> Result<(), Problem> {
    let from = before.map_or(Cursor::START, |seal| Cursor { txn: seal.last_txn, seq: seal.last_seq });
    let behind = journal::txn.gt(from.txn).or(journal::txn.eq(from.txn).and(journal::seq.gt(from.seq)));
    let within = journal::txn.lt(seal.last_txn).or(journal::txn.eq(seal.last_txn).and(journal::seq.le(seal.last_seq)));
    let rows = journal::table.select(EntryRow::as_select()).filter(behind).filter(within).limit(10_000);
    let entries: Vec<EntryRow> = match db {
        Db::Sqlite(_) => rows.filter(journal::seq.gt(from.seq)).order(journal::seq).load(db),
        Db::Postgres(_) => rows.filter(journal::txn.ge(from.txn)).order((journal::txn, journal::seq)).load(db),
    }
    .map_err(problem)?;
    let previous = before.map_or(0, |seal| seal.seal);
    if seal.seal != previous + 1 {
        report.faults.push(format!("Seals {} to {} are missing.", previous + 1, seal.seal - 1));
    }
    if i64::try_from(entries.len()) != Ok(seal.entries) {
        report.faults.push(format!(
            "Seal {} closed {} entries, and {} are there.",
            seal.seal,
            seal.entries,
            entries.len()
        ));
    } else if link(key, before.map_or(&[], |seal| &seal.hash), &entries) != seal.hash {
        report.faults.push(format!(
            "The entries under seal {} (up to {}) are not as they were sealed.",
            seal.seal, seal.last_seq
        ));
    }
    check_lists(db, seal.seal, &entries, report)
}

/// The lists "who looked at this chart" say what the sealed entries say, no more and no less.
fn check_lists(db: &mut Db, seal: i64, entries: &[EntryRow], report: &mut JournalReport) -> Result<(), Problem> {
    let named: BTreeSet<(PatientId, i64)> =
        entries.iter().flat_map(|entry| patients(entry).into_iter().map(|patient| (patient, entry.seq))).collect();
    let patients: BTreeSet<PatientId> = named.iter().map(|(patient, _)| *patient).collect();
    let patients: Vec<PatientId> = patients.into_iter().collect();
    let sealed: BTreeSet<i64> = entries.iter().map(|entry| entry.seq).collect();
    let (Some(first), Some(last)) = (sealed.first(), sealed.last()) else { return Ok(()) };
    let mut listed = BTreeSet::new();
    for some in patients.chunks(500) {
        let rows: Vec<(PatientId, i64)> = journal_patient::table
            .filter(journal_patient::patient.eq_any(some))
            .filter(journal_patient::seq.between(*first, *last))
            .select((journal_patient::patient, journal_patient::seq))
            .load(db)
            .map_err(problem)?;
        listed.extend(rows.into_iter().filter(|(_, seq)| sealed.contains(seq)));
    }
    let together: BTreeSet<&[u8]> = entries.iter().filter_map(|entry| entry.list.as_deref()).collect();
    for name in together {
        if !is_whole(db, name)? {
            report
                .faults
                .push(format!("A list of patients shown together under seal {seal} is not as it was written."));
        }
    }
    let differ = listed.symmetric_difference(&named).count();
    if differ > 0 {
        report
            .faults
            .push(format!("{differ} entries under seal {seal} are not in the lists of the patients they name."));
    }
    Ok(())
}

/// Whom an entry itself names: whom it is about, and whom it showed unless they are in a list.
fn patients(entry: &EntryRow) -> Vec<PatientId> {
    #[derive(serde::Deserialize)]
    struct Shown {
        #[serde(default)]
        patients: Vec<PatientId>,
    }
    let shown = match entry.outcome {
        Outcome::Shown => serde_json::from_str(&entry.body).map_or_else(|_| Vec::new(), |shown: Shown| shown.patients),
        Outcome::Done | Outcome::Refused => Vec::new(),
    };
    entry.patient.into_iter().chain(shown).collect()
}

fn check_counts(db: &mut Db, report: &mut JournalReport) -> Result<(), Problem> {
    let all: i64 = journal::table.select(count_star()).first(db).map_err(problem)?;
    report.unsealed = all - report.entries;
    if report.unsealed < 0 {
        report.faults.push(format!("{} entries are missing.", -report.unsealed));
    }
    Ok(())
}
