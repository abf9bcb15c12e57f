//! Reading the journal: the settled entries behind a cursor, and who saw a chart.

use crate::act::{Act, Permission};
use crate::actor::AccountId;
use crate::db::{Db, problem};
use crate::journal::Outcome;
use crate::journal::follow::Cursor;
use crate::journal::tables::{EntryRow, journal, journal_list, journal_patient};
use crate::path::Query;
use crate::reader::Reader;
use crate::subject::{Discloses, PatientId, SiteId, Subject};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use kernel::{Moment, Problem};

/// One line of the journal.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place.
    pub cursor: Cursor,
    /// When.
    pub at: Moment,
    /// Done, shown or refused.
    pub outcome: Outcome,
    /// The act's name.
    pub act: String,
    /// The fact's name.
    pub fact: String,
    /// Who.
    pub actor: AccountId,
    /// Where, if at a site.
    pub site: Option<SiteId>,
    /// Whose record, if one patient's.
    pub patient: Option<PatientId>,
    /// The fact as JSON.
    pub body: String,
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        Self {
            cursor: Cursor { txn: row.txn, seq: row.seq },
            at: row.at,
            outcome: row.outcome,
            act: row.act,
            fact: row.fact,
            actor: row.actor,
            site: row.site,
            patient: row.patient,
            body: row.body,
        }
    }
}

/// Entries behind the cursor that no transaction in flight can still slip in before, oldest first.
///
/// SQLite has one writer, so its entries settle in order. On PostgreSQL a later transaction may commit first; so we
/// read only what is older than the oldest transaction still running.
pub(crate) fn settled_after(db: &mut Db, after: Cursor, at_most: u32) -> Result<Vec<EntryRow>, Problem> {
    let rows = journal::table.select(EntryRow::as_select()).limit(i64::from(at_most));
    match db {
        Db::Sqlite(_) => rows.filter(journal::seq.gt(after.seq)).order(journal::seq).load(db).map_err(problem),
        Db::Postgres(_) => {
            #[derive(QueryableByName)]
            struct Settled {
                #[diesel(sql_type = BigInt)]
                before: i64,
            }
            let settled: Settled =
                diesel::sql_query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS before")
                    .get_result(db)
                    .map_err(problem)?;
            // As a pair, which an index serves from its place on: thousands of entries may have one transaction.
            let behind = sql::<Bool>("(journal.txn, journal.seq) > (")
                .bind::<BigInt, _>(after.txn)
                .sql(", ")
                .bind::<BigInt, _>(after.seq)
                .sql(")");
            rows.filter(behind)
                .filter(journal::txn.lt(settled.before))
                .order((journal::txn, journal::seq))
                .load(db)
                .map_err(problem)
        }
    }
}

/// Reading the journal is itself an act, and is itself written down.
pub const SEE_JOURNAL: Act = Act::new("journal.see", Permission::ReviewAccess);

/// Who did something to, or looked at, one patient's record; latest first (45 CFR 164.312(b), 2013).
#[derive(Clone, Copy, Debug)]
pub struct AccessOf {
    /// Whose record.
    pub patient: PatientId,
    /// Only what is before this place; nothing for the latest.
    pub before: Option<i64>,
}

/// A page of the journal about one patient.
#[derive(Clone, Debug)]
pub struct JournalPage {
    /// Whose record.
    pub patient: PatientId,
    /// At most a hundred entries, latest first.
    pub entries: Vec<Entry>,
}

impl Discloses for JournalPage {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// Entries on a page.
const PAGE: u32 = 100;

impl Query for AccessOf {
    const ACT: Act = SEE_JOURNAL;
    const SEES_ACCESSES: bool = true;
    type Answer = JournalPage;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<JournalPage, Problem> {
        let before = self.before.unwrap_or(i64::MAX);
        let named = journal_patient::table
            .inner_join(journal::table.on(journal::seq.eq(journal_patient::seq)))
            .filter(journal_patient::patient.eq(self.patient).and(journal_patient::seq.lt(before)))
            .order(journal_patient::seq.desc())
            .select(EntryRow::as_select());
        let mut rows: Vec<EntryRow> = read.list(named, PAGE)?;
        let among_others = journal_list::table
            .inner_join(journal::table.on(journal::list.eq(journal_list::list.nullable())))
            .filter(journal_list::patient.eq(self.patient).and(journal::seq.lt(before)))
            .order(journal::seq.desc())
            .select(EntryRow::as_select());
        rows.extend(read.list::<_, EntryRow>(among_others, PAGE)?);
        // An entry may be about a patient and show them in a list as well.
        rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.seq));
        rows.dedup_by_key(|row| row.seq);
        rows.truncate(PAGE as usize);
        Ok(JournalPage { patient: self.patient, entries: rows.into_iter().map(Entry::from).collect() })
    }
}
