//! Kiosks: tablets that the office registers. A kiosk is paired once by a code that runs out, and can be ended at any time.

use super::facts::SelfFact;
use super::open::close_sittings;
use super::tables::{KioskRow, kiosk};
use super::{KioskId, KioskPurpose, MANAGE_KIOSKS, SELF_CHECK_IN};
use crate::secret::Secret;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, Command, NoPatients, Query, Reader, SiteId, Subject, Tx};
use registry::practice::site;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a pairing code holds.
const CODE_HOLDS: Duration = Duration::from_secs(10 * 60);
/// Kiosks of a practice that are listed.
const KIOSKS_MAX: u32 = 200;

/// Registers a kiosk, or gives one a new code.
#[derive(Clone, Debug)]
pub struct RegisterKiosk {
    /// Where it stands.
    pub site: SiteId,
    /// What the office calls it.
    pub name: String,
    /// What it is for.
    pub purpose: KioskPurpose,
}

/// The code that is typed into the kiosk within ten minutes. Shown once; only its hash is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Registered {
    /// Which kiosk.
    pub kiosk: KioskId,
    /// Eight digits.
    pub code: String,
}

impl Command for RegisterKiosk {
    const ACT: Act = MANAGE_KIOSKS;
    type Done = Registered;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Registered, Problem> {
        site(tx, self.site)?;
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            let say = "Give the kiosk a name of at most 60 letters, like “Front door”.";
            return Err(Problem::invalid("no_name", say).at("name", say));
        }
        let code = Secret::code(tx);
        let row = KioskRow {
            id: tx.id(),
            site: self.site,
            name: name.to_owned(),
            purpose: self.purpose,
            code_hash: Some(code.hash()),
            code_until: Some(tx.now() + CODE_HOLDS),
            secret_hash: None,
            wrong_in_a_row: 0,
            wrong_at: None,
            registered_at: tx.now(),
            registered_by: tx.who().account(),
            ended_at: None,
        };
        tx.write(SelfFact::KioskRegistered { kiosk: row.id, site: self.site }).insert(kiosk::table, &row)?;
        Ok(Registered { kiosk: row.id, code: code.text() })
    }
}

/// Pairs a tablet with a registered kiosk: by its code, once.
#[derive(Clone, Debug)]
pub struct PairKiosk {
    /// The code that was typed.
    pub code: Secret,
}

/// What a screen is from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Paired {
    /// Its own secret.
    pub secret: String,
    /// What it is for.
    pub purpose: KioskPurpose,
}

impl Command for PairKiosk {
    const ACT: Act = SELF_CHECK_IN;
    type Done = Paired;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Paired, Problem> {
        let now = tx.now();
        let query = kiosk::table
            .filter(kiosk::code_hash.eq(Some(self.code.hash())).and(kiosk::ended_at.is_null()))
            .select(KioskRow::as_select());
        let found: Option<KioskRow> = tx.maybe(query)?;
        let Some(row) = found.filter(|row| row.code_until.is_some_and(|until| now <= until)) else {
            let say = "This code is wrong or has run out. Ask the office manager for a new one.";
            return Err(Problem::invalid("wrong_code", say).at("code", say));
        };
        let secret = Secret::fresh(tx);
        let target = kiosk::table.filter(kiosk::id.eq(row.id));
        tx.write(SelfFact::KioskPaired { kiosk: row.id }).change(diesel::update(target).set((
            kiosk::code_hash.eq(None::<Vec<u8>>),
            kiosk::code_until.eq(None::<Moment>),
            kiosk::secret_hash.eq(Some(secret.hash())),
        )))?;
        Ok(Paired { secret: secret.text(), purpose: row.purpose })
    }
}

/// Ends a kiosk: its tablet shows nothing any more.
#[derive(Clone, Copy, Debug)]
pub struct EndKiosk {
    /// Which.
    pub kiosk: KioskId,
}

impl EndKiosk {
    fn site(self, read: &mut Reader<'_>) -> Result<SiteId, Problem> {
        read.one(kiosk::table.filter(kiosk::id.eq(self.kiosk)).select(kiosk::site), "kiosk")
    }
}

impl Command for EndKiosk {
    const ACT: Act = MANAGE_KIOSKS;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.site(read).map(Subject::Site)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let (now, site) = (tx.now(), self.site(tx)?);
        tx.hold(&[self.kiosk.into()])?;
        close_sittings(tx, self.kiosk)?;
        let target = kiosk::table.filter(kiosk::id.eq(self.kiosk).and(kiosk::ended_at.is_null()));
        tx.write(SelfFact::KioskEnded { kiosk: self.kiosk, site }).change(diesel::update(target).set((
            kiosk::ended_at.eq(Some(now)),
            kiosk::code_hash.eq(None::<Vec<u8>>),
            kiosk::secret_hash.eq(None::<Vec<u8>>),
        )))?;
        Ok(())
    }
}

/// A kiosk in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kiosk {
    /// Which.
    pub id: KioskId,
    /// Where it stands.
    pub site: SiteId,
    /// What the office calls it.
    pub name: String,
    /// What it is for.
    pub purpose: KioskPurpose,
    /// Whether a tablet was paired with it.
    pub paired: bool,
    /// When it was registered.
    pub registered_at: Moment,
}

fn from_row(row: KioskRow) -> Kiosk {
    let paired = row.secret_hash.is_some();
    Kiosk { id: row.id, site: row.site, name: row.name, purpose: row.purpose, paired, registered_at: row.registered_at }
}

/// Every kiosk that was not ended.
#[derive(Clone, Copy, Debug)]
pub struct Kiosks;

impl Query for Kiosks {
    const ACT: Act = MANAGE_KIOSKS;
    type Answer = NoPatients<Vec<Kiosk>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let query = kiosk::table.filter(kiosk::ended_at.is_null()).order(kiosk::name).select(KioskRow::as_select());
        let rows: Vec<KioskRow> = read.list(query, KIOSKS_MAX)?;
        Ok(NoPatients(rows.into_iter().map(from_row).collect()))
    }
}

/// The kiosk at which patients check in, by its secret.
#[derive(Clone, Debug)]
pub struct KioskBySecret {
    /// What its cookie brought.
    pub secret: Secret,
}

impl Query for KioskBySecret {
    const ACT: Act = SELF_CHECK_IN;
    type Answer = NoPatients<Kiosk>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        kiosk_of(read, &self.secret, KioskPurpose::CheckIn).map(NoPatients)
    }
}

/// A screen of this purpose by its secret.
///
/// # Errors
/// Not found, also where it is for another purpose.
pub(crate) fn kiosk_of(read: &mut Reader<'_>, secret: &Secret, purpose: KioskPurpose) -> Result<Kiosk, Problem> {
    row_of(read, secret, purpose).map(from_row)
}

/// The row of a kiosk at which patients check in, by its secret.
pub(super) fn by_secret(read: &mut Reader<'_>, secret: &Secret) -> Result<KioskRow, Problem> {
    row_of(read, secret, KioskPurpose::CheckIn)
}

fn row_of(read: &mut Reader<'_>, secret: &Secret, purpose: KioskPurpose) -> Result<KioskRow, Problem> {
    let query = kiosk::table
        .filter(kiosk::secret_hash.eq(Some(secret.hash())).and(kiosk::purpose.eq(purpose)))
        .select(KioskRow::as_select());
    read.one(query, "kiosk")
}
