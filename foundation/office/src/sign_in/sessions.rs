//! Sessions: an opaque token in a cookie, its hash in the database, locked when idle, ended when old.

use crate::actor::{AccountId, Actor};
use crate::clock::Clock;
use crate::db::{Db, problem};
use crate::sign_in::accounts::AccountRow;
use crate::sign_in::tables::{account, account_site, session};
use crate::sign_in::{IDLE_LOCK_MINUTES, SESSION_HOURS_MAX};
use crate::subject::SiteId;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

/// The secret in the cookie: 256 bits, as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    pub(crate) fn fresh() -> Self {
        let mut bytes = [0; 32];
        #[expect(clippy::disallowed_methods, reason = "a secret is thrown by the system itself, not by counted dice")]
        getrandom::fill(&mut bytes).expect("the operating system gives randomness");
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// What a cookie brought back; anything may stand in it.
    #[must_use]
    pub const fn presented(text: String) -> Self {
        Self(text)
    }

    /// For the cookie.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }

    /// A value that only pages of this session can know, to tell its forms from forged ones.
    #[must_use]
    pub fn form_secret(&self) -> String {
        let digest = Sha256::digest(format!("form:{}", self.0));
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(█████)")
    }
}

/// What a successful sign-in opens.
#[derive(Clone, Debug)]
pub struct Entrance {
    /// For the cookie.
    pub token: SessionToken,
    /// Who came in.
    pub who: Actor,
    /// Whether the password was given by somebody else and must be changed first.
    pub must_change_password: bool,
}

/// How a session stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// In use.
    Open(Actor),
    /// In use, but the password must be changed before anything else.
    MustChangePassword(Actor),
    /// Idle too long, or locked by hand; a PIN or the password opens it again.
    Locked(Actor),
    /// None, or ended.
    None,
}

#[derive(Queryable, Selectable, Clone)]
#[diesel(table_name = session)]
struct SessionRow {
    account: AccountId,
    opened_at: Moment,
    seen_at: Moment,
    locked: bool,
    closed_at: Option<Moment>,
}

struct Known {
    standing: Standing,
    opened_at: Moment,
    seen_at: Moment,
    seen_kept_at: Moment,
    looked_up_at: Moment,
}

/// Sessions seen lately, so that a page costs no look-up. Another node's change is noticed after a few seconds.
#[derive(Default)]
pub(crate) struct SessionCache {
    known: Mutex<HashMap<[u8; 32], Known>>,
}

const LOOKED_UP_FOR: Duration = Duration::from_secs(5);
const SEEN_KEPT_EVERY: Duration = Duration::from_secs(60);
const KNOWN_MAX: usize = 10_000;

/// What recognising a token found without the database.
pub(crate) enum Recognised {
    Standing { standing: Standing, keep_seen: bool },
    Unknown,
}

impl SessionCache {
    /// What is known of this token now. `active` requests push the idle lock away; a board that refreshes itself does not.
    pub(crate) fn recognise(&self, hash: &[u8; 32], clock: &dyn Clock, active: Activity) -> Recognised {
        let now = clock.now();
        let mut all = self.known.lock().expect("nothing panics while it holds the sessions");
        let Some(known) = all.get_mut(hash) else {
            return Recognised::Unknown;
        };
        if now > known.looked_up_at + LOOKED_UP_FOR || expired(known.opened_at, now) {
            return Recognised::Unknown;
        }
        if let Standing::Open(who) | Standing::MustChangePassword(who) = &known.standing
            && now.minutes_since(known.seen_at) >= IDLE_LOCK_MINUTES
        {
            known.standing = Standing::Locked(who.clone());
        }
        let in_use = matches!(known.standing, Standing::Open(_) | Standing::MustChangePassword(_));
        let mut keep_seen = false;
        if in_use && active == Activity::Person {
            known.seen_at = now;
            keep_seen = now > known.seen_kept_at + SEEN_KEPT_EVERY;
            if keep_seen {
                known.seen_kept_at = now;
            }
        }
        Recognised::Standing { standing: known.standing.clone(), keep_seen }
    }

    /// Looks the token up and remembers what was found.
    pub(crate) fn look_up(&self, db: &mut Db, hash: &[u8; 32], now: Moment) -> Result<Standing, Problem> {
        let row = session::table.find(hash.as_slice()).select(SessionRow::as_select());
        let Some(row) = row.first(db).optional().map_err(problem)? else {
            return Ok(Standing::None);
        };
        if row.closed_at.is_some() || expired(row.opened_at, now) {
            return Ok(Standing::None);
        }
        let Some((person, sites)) = account_of(db, row.account)? else {
            return Ok(Standing::None);
        };
        let who = person.actor(sites);
        let mut all = self.known.lock().expect("nothing panics while it holds the sessions");
        // What this node saw a moment ago is fresher than what was last written down.
        let seen_at = all.get(hash).map_or(row.seen_at, |known| known.seen_at.max(row.seen_at));
        let standing = if row.locked || now.minutes_since(seen_at) >= IDLE_LOCK_MINUTES {
            Standing::Locked(who)
        } else if person.must_change {
            Standing::MustChangePassword(who)
        } else {
            Standing::Open(who)
        };
        if all.len() >= KNOWN_MAX {
            all.clear();
        }
        let known = Known {
            standing: standing.clone(),
            opened_at: row.opened_at,
            seen_at,
            seen_kept_at: row.seen_at,
            looked_up_at: now,
        };
        all.insert(*hash, known);
        Ok(standing)
    }

    /// Forgets one session, because it has just changed.
    pub(crate) fn forget(&self, hash: &[u8; 32]) {
        self.known.lock().expect("nothing panics while it holds the sessions").remove(hash);
    }
}

/// Whether a person did something, or a page refreshed itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// A person: the idle lock starts anew.
    Person,
    /// The page by itself.
    Page,
}

fn expired(opened_at: Moment, now: Moment) -> bool {
    now.minutes_since(opened_at) >= SESSION_HOURS_MAX * 60
}

/// An account that may sign in, with its sites.
pub(crate) fn account_of(db: &mut Db, id: AccountId) -> Result<Option<(AccountRow, Vec<SiteId>)>, Problem> {
    let row = account::table.find(id).filter(account::disabled_at.is_null()).select(AccountRow::as_select());
    let Some(row) = row.first(db).optional().map_err(problem)? else {
        return Ok(None);
    };
    let sites = account_site::table.filter(account_site::account.eq(id)).select(account_site::site).limit(500);
    let sites: Vec<SiteId> = sites.load(db).map_err(problem)?;
    Ok(Some((row, sites)))
}

pub(crate) fn open_session(db: &mut Db, hash: &[u8; 32], account: AccountId, now: Moment) -> Result<(), Problem> {
    let row = (
        session::token.eq(hash.as_slice()),
        session::account.eq(account),
        session::opened_at.eq(now),
        session::seen_at.eq(now),
        session::locked.eq(false),
        session::unlock_failures.eq(0_i64),
    );
    diesel::insert_into(session::table).values(row).execute(db).map_err(problem).map(|_| ())
}

pub(crate) fn keep_seen(db: &mut Db, hash: &[u8; 32], now: Moment) -> Result<(), Problem> {
    let open = session::table.find(hash.as_slice()).filter(session::locked.eq(false));
    diesel::update(open).set(session::seen_at.eq(now)).execute(db).map_err(problem).map(|_| ())
}

pub(crate) fn lock_session(db: &mut Db, hash: &[u8; 32]) -> Result<(), Problem> {
    diesel::update(session::table.find(hash.as_slice()))
        .set(session::locked.eq(true))
        .execute(db)
        .map_err(problem)
        .map(|_| ())
}

pub(crate) fn unlock_session(db: &mut Db, hash: &[u8; 32], now: Moment) -> Result<(), Problem> {
    let fresh = (session::locked.eq(false), session::seen_at.eq(now), session::unlock_failures.eq(0));
    diesel::update(session::table.find(hash.as_slice())).set(fresh).execute(db).map_err(problem).map(|_| ())
}

/// Counts one more wrong PIN and says how many there were in a row.
pub(crate) fn count_unlock_failure(db: &mut Db, hash: &[u8; 32]) -> Result<i64, Problem> {
    let one = session::table.find(hash.as_slice());
    diesel::update(one)
        .set((session::unlock_failures.eq(session::unlock_failures + 1), session::locked.eq(true)))
        .execute(db)
        .map_err(problem)?;
    one.select(session::unlock_failures).first(db).map_err(problem)
}

pub(crate) fn unlock_failures(db: &mut Db, hash: &[u8; 32]) -> Result<i64, Problem> {
    let found = session::table.find(hash.as_slice()).select(session::unlock_failures).first(db).optional();
    Ok(found.map_err(problem)?.unwrap_or(0))
}

pub(crate) fn close_session(db: &mut Db, hash: &[u8; 32], now: Moment) -> Result<(), Problem> {
    diesel::update(session::table.find(hash.as_slice()))
        .set(session::closed_at.eq(Some(now)))
        .execute(db)
        .map_err(problem)
        .map(|_| ())
}
