//! The office: the only way to the record.
//!
//! ```text
//! office.perform(&who, command)   begin → subject → policy → perform → journal → commit
//! office.ask(&who, query)         snapshot → subject → policy → answer → access written → return
//! tx.write(fact) → Pen            no pen without a fact: the fact is the journal entry and the event
//! ```
//!
//! *Invariant:* no write without an actor, a permission, a journal entry and an event; no patient shown without an access
//! entry. [`Actor`], [`Tx`] and [`Pen`] cannot be made outside this crate, and a [`Reader`] cannot write.
//!
//! Departments and workflows are synchronous: inside a command there is no async, no lock, no clock and no dice, only
//! `tx.now()` and `tx.id()`.

mod act;
mod actor;
mod asking;
mod clock;
mod db;
mod deed;
mod engine;
mod fact;
mod jobs;
mod journal;
mod keep;
mod migrate;
#[cfg(doctest)]
mod no_way_round;
mod office;
mod path;
pub mod policy;
mod reader;
mod request;
mod sign_in;
mod subject;
mod tail;
mod tx;
mod viewing;

pub use act::{Act, Permission};
pub use actor::{AccountId, Actor, Role, Sites};
pub use clock::{Clock, Dice, SystemClock, SystemDice};
pub use db::{Database, Db};
pub use fact::Fact;
pub use jobs::{HOUSEKEEPING, JobKind};
pub use journal::{AccessOf, Cursor, Entry, Follower, Head, JournalPage, JournalReport, Outcome, SEE_JOURNAL};
pub use keep::keys::{Encryption, Keys};
pub use keep::{Backup, Check, Inspection, Verification, restore};
pub use migrate::{MIGRATIONS, Migrated, Migration};
pub use office::{Office, Opening};
pub use path::{Command, Query};
pub use reader::Reader;
pub use sign_in::{
    AccountLine, AccountStanding, Accounts, AccountsAnswer, Activity, AddAccount, BARRED_MINUTES, ChangeAccount,
    ChangeOwnPassword, Entrance, FAILURES_MAX, FirstPassword, IDLE_LOCK_MINUTES, MANAGE_ACCOUNTS, OWN_ACCOUNT,
    PASSWORD_LENGTH_MIN, PIN_FAILURES_MAX, Password, Pin, ResetPassword, SESSION_HOURS_MAX, SIGN_IN, SessionToken,
    SetOwnPin, Standing, Unlock, first_account_exists, open_account,
};
pub use subject::{Discloses, NoPatients, PatientId, SiteId, Subject};
pub use tx::{Pen, Tx};
pub use viewing::VIEWING_MINUTES;

/// Every act of the office's own, for the printed matrix.
pub const ACTS: &[Act] = &[OWN_ACCOUNT, SIGN_IN, MANAGE_ACCOUNTS, SEE_JOURNAL, HOUSEKEEPING.act];
