//! Sealing: settled entries are chained in runs, each seal an HMAC over the one before it and all it closes.
//!
//! Sealing goes on behind the commits, so that it does not slow them. The key lies outside the database; whoever has
//! only the database can neither change a sealed entry nor make a new chain. The latest seal, the head, is also written
//! beside the database, so that a shortened journal is found out.

use crate::db::{Db, problem};
use crate::journal::follow::{Cursor, head};
use crate::journal::read::settled_after;
use crate::journal::tables::{EntryRow, SealRow, journal_seal};
use diesel::prelude::*;
use hmac::{Hmac, KeyInit, Mac};
use kernel::{Moment, Problem, RawId};
use sha2::Sha256;

/// The secret that seals the journal; 32 bytes made from the office's key.
#[derive(Clone)]
pub struct JournalKey(pub(crate) [u8; 32]);

/// The latest seal: what the day-close sheet prints and the file beside the database keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The seal's number.
    pub seal: i64,
    /// How many entries are sealed in all.
    pub entries: i64,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

impl From<&SealRow> for Head {
    fn from(row: &SealRow) -> Self {
        let hash = row.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { seal: row.seal, entries: row.entries_in_all, hash }
    }
}

const RUN: u32 = 2_000;

/// Closes the next run of settled entries, if there is one. Says the new head, and whether there may be more.
pub(crate) fn seal_settled(db: &mut Db, key: &JournalKey, now: Moment) -> Result<Option<(Head, bool)>, Problem> {
    let last: Option<SealRow> = journal_seal::table
        .order(journal_seal::seal.desc())
        .select(SealRow::as_select())
        .first(db)
        .optional()
        .map_err(problem)?;
    let from = last.as_ref().map_or(Cursor::START, |seal| Cursor { txn: seal.last_txn, seq: seal.last_seq });
    let entries = settled_after(db, from, RUN)?;
    let Some(end) = entries.last() else {
        return Ok(None);
    };
    let count = i64::try_from(entries.len()).expect("a run is short");
    let seal = SealRow {
        seal: last.as_ref().map_or(1, |seal| seal.seal + 1),
        at: now,
        last_txn: end.txn,
        last_seq: end.seq,
        entries: count,
        entries_in_all: last.as_ref().map_or(0, |seal| seal.entries_in_all) + count,
        hash: link(key, last.as_ref().map_or(&[], |seal| &seal.hash), &entries),
    };
    diesel::insert_into(journal_seal::table).values(&seal).execute(db).map_err(problem)?;
    Ok(Some((Head::from(&seal), entries.len() == RUN as usize)))
}

/// Whether the seal that was noted beside the database is still in it, as it was.
pub(crate) fn noted_seal_stands(db: &mut Db, noted: &Head) -> Result<bool, Problem> {
    let seal = journal_seal::table.find(noted.seal).select(SealRow::as_select());
    let seal: Option<SealRow> = seal.first(db).optional().map_err(problem)?;
    Ok(seal.is_some_and(|seal| Head::from(&seal) == *noted))
}

/// Whether no entry is behind the last seal.
pub(crate) fn everything_is_sealed(db: &mut Db) -> Result<bool, Problem> {
    let last =
        journal_seal::table.order(journal_seal::seal.desc()).select((journal_seal::last_txn, journal_seal::last_seq));
    let last: Option<(i64, i64)> = last.first(db).optional().map_err(problem)?;
    let sealed = last.map_or(Cursor::START, |(txn, seq)| Cursor { txn, seq });
    Ok(head(db)? <= sealed)
}

/// The hash of a run that follows the hash `before`.
pub(super) fn link(key: &JournalKey, before: &[u8], entries: &[EntryRow]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes a key of any length");
    field(&mut mac, before);
    for entry in entries {
        mac.update(&entry.seq.to_be_bytes());
        mac.update(&entry.txn.to_be_bytes());
        mac.update(&entry.at.micros().to_be_bytes());
        field(&mut mac, entry.outcome.word().as_bytes());
        field(&mut mac, entry.act.as_bytes());
        field(&mut mac, entry.fact.as_bytes());
        field(&mut mac, RawId::from(entry.actor).as_bytes());
        field(&mut mac, entry.site.map(RawId::from).as_ref().map_or(&[], |id| id.as_bytes()));
        field(&mut mac, entry.patient.map(RawId::from).as_ref().map_or(&[], |id| id.as_bytes()));
        field(&mut mac, entry.request.as_deref().unwrap_or_default());
        field(&mut mac, entry.list.as_deref().unwrap_or_default());
        field(&mut mac, entry.body.as_bytes());
    }
    mac.finalize().into_bytes().to_vec()
}

/// Length first, so that bytes cannot move from one field to the next.
fn field(mac: &mut Hmac<Sha256>, bytes: &[u8]) {
    mac.update(&(bytes.len() as u64).to_be_bytes());
    mac.update(bytes);
}
