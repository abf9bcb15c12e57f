//! The door: signing in and out, locking and unlocking. Each attempt, good or bad, is in the journal.

use crate::act::{Act, Permission};
use crate::actor::{AccountId, Actor};
use crate::db::{Db, problem};
use crate::fact::Noted;
use crate::journal::{Heading, Outcome, append};
use crate::office::Office;
use crate::sign_in::accounts::AccountRow;
use crate::sign_in::password::{Password, Pin};
use crate::sign_in::sessions::{
    Activity, Entrance, Recognised, SessionToken, Standing, account_of, close_session, count_unlock_failure, keep_seen,
    lock_session, open_session, unlock_failures, unlock_session,
};
use crate::sign_in::tables::account;
use crate::sign_in::{BARRED_MINUTES, FAILURES_MAX, PIN_FAILURES_MAX};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use std::time::Duration;

/// Coming in and going out.
pub const SIGN_IN: Act = Act::new("door.sign_in", Permission::OwnAccount);

/// How a locked session is opened again.
#[derive(Clone, Debug)]
pub enum Unlock {
    /// With the PIN.
    Pin(Pin),
    /// With the password.
    Password(Password),
}

fn wrong() -> Problem {
    Problem::refused("wrong_password", "The sign-in name or the password is not right.")
}

impl Office {
    /// Opens a session for whoever knows the password.
    ///
    /// # Errors
    /// Refused, in the same words whether the name or the password is wrong; refused for some minutes after too many
    /// wrong passwords.
    pub async fn sign_in(&self, login: &str, typed: Password) -> Result<Entrance, Problem> {
        let login = login.trim().to_lowercase();
        let found = self.look(move |db| by_login(db, &login)).await?;
        let now = self.now();
        let stored = found.as_ref().map_or_else(|| self.nobodys_hash().to_owned(), |row| row.password.clone());
        let holds = self.slow(move || typed.holds(&stored)).await?;
        let Some(row) = found else {
            self.note_at_door("sign_in.failed", None, "no_such_login").await?;
            return Err(wrong());
        };
        if row.barred_until.is_some_and(|until| now < until) {
            self.note_at_door("sign_in.failed", Some(row.id), "barred").await?;
            let say = format!(
                "Too many wrong passwords. Wait {BARRED_MINUTES} minutes, or ask your office manager for a new one."
            );
            return Err(Problem::refused("barred", say));
        }
        if row.disabled_at.is_some() || !holds {
            self.count_failure(&row, now).await?;
            return Err(wrong());
        }
        let token = SessionToken::fresh();
        let hash = token.hash();
        let (id, sites) = (row.id, self.look(move |db| Ok(account_of(db, row.id)?.map(|(_, sites)| sites))).await?);
        let who = row.actor(sites.unwrap_or_default());
        let person = who.clone();
        self.chore(move |db| {
            open_session(db, &hash, id, now)?;
            diesel::update(account::table.find(id))
                .set((account::failures.eq(0), account::barred_until.eq(None::<Moment>)))
                .execute(db)
                .map_err(problem)?;
            note(db, &person, Outcome::Done, "sign_in.opened", now, "password")
        })
        .await?;
        Ok(Entrance { token, who, must_change_password: row.must_change })
    }

    /// How the session behind a cookie stands now.
    ///
    /// # Errors
    /// Busy or broken, when the database cannot be asked.
    pub async fn recognise(&self, token: &SessionToken, activity: Activity) -> Result<Standing, Problem> {
        let (hash, now) = (token.hash(), self.now());
        let mut known = self.sessions().recognise(&hash, self.clock(), activity);
        if matches!(known, Recognised::Unknown) {
            let office = self.clone();
            let found = self.look(move |db| office.sessions().look_up(db, &hash, now)).await?;
            if matches!(found, Standing::None) {
                return Ok(found);
            }
            known = self.sessions().recognise(&hash, self.clock(), activity);
        }
        match known {
            Recognised::Standing { standing, keep_seen: false } => Ok(standing),
            Recognised::Standing { standing, keep_seen: true } => {
                self.chore(move |db| keep_seen(db, &hash, now)).await?;
                Ok(standing)
            }
            Recognised::Unknown => Ok(Standing::None),
        }
    }

    /// Locks a session by hand.
    ///
    /// # Errors
    /// Busy or broken, when the database cannot be written.
    pub async fn lock(&self, token: &SessionToken) -> Result<(), Problem> {
        let hash = token.hash();
        self.chore(move |db| lock_session(db, &hash)).await?;
        self.sessions().forget(&hash);
        Ok(())
    }

    /// Opens a locked session again.
    ///
    /// # Errors
    /// Refused, when the PIN or the password is wrong, or after too many wrong PINs; not found without a session.
    pub async fn unlock(&self, token: &SessionToken, with: Unlock) -> Result<(), Problem> {
        let hash = token.hash();
        let (Standing::Locked(who) | Standing::Open(who) | Standing::MustChangePassword(who)) =
            self.recognise(token, Activity::Page).await?
        else {
            return Err(Problem::not_found("no_session", "Your session has ended. Sign in again."));
        };
        let id = who.account();
        let known = self.look(move |db| Ok((account_of(db, id)?, unlock_failures(db, &hash)?))).await?;
        let (Some((row, _)), failures) = known else {
            return Err(Problem::not_found("no_session", "Your session has ended. Sign in again."));
        };
        let by_pin = matches!(with, Unlock::Pin(_));
        if by_pin && (row.pin.is_none() || failures >= PIN_FAILURES_MAX) {
            return Err(Problem::refused("pin_not_taken", "Unlock with your password this time."));
        }
        let holds = self
            .slow(move || match with {
                Unlock::Pin(pin) => row.pin.is_some_and(|stored| pin.holds(&stored)),
                Unlock::Password(password) => password.holds(&row.password),
            })
            .await?;
        let now = self.now();
        self.chore(move |db| {
            if holds {
                unlock_session(db, &hash, now)?;
                return note(db, &who, Outcome::Done, "session.unlocked", now, if by_pin { "pin" } else { "password" });
            }
            count_unlock_failure(db, &hash)?;
            note(db, &who, Outcome::Refused, "session.unlock_failed", now, if by_pin { "pin" } else { "password" })
        })
        .await?;
        self.sessions().forget(&hash);
        if holds { Ok(()) } else { Err(Problem::refused("wrong_password", "This is not right. Try again.")) }
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Busy or broken, when the database cannot be written.
    pub async fn sign_out(&self, token: &SessionToken) -> Result<(), Problem> {
        let (hash, now) = (token.hash(), self.now());
        let standing = self.recognise(token, Activity::Page).await?;
        self.chore(move |db| {
            close_session(db, &hash, now)?;
            match &standing {
                Standing::Open(who) | Standing::Locked(who) | Standing::MustChangePassword(who) => {
                    note(db, who, Outcome::Done, "session.closed", now, "by_hand")
                }
                Standing::None => Ok(()),
            }
        })
        .await?;
        self.sessions().forget(&hash);
        Ok(())
    }

    /// Looks the session up again at its next request, because the account behind it changed.
    pub fn refresh_session(&self, token: &SessionToken) {
        self.sessions().forget(&token.hash());
    }

    async fn count_failure(&self, row: &AccountRow, now: Moment) -> Result<(), Problem> {
        let (id, failures) = (row.id, row.failures + 1);
        let barred = (failures >= FAILURES_MAX).then(|| now + Duration::from_secs(BARRED_MINUTES.unsigned_abs() * 60));
        self.chore(move |db| {
            diesel::update(account::table.find(id))
                .set((
                    account::failures.eq(if barred.is_some() { 0 } else { failures }),
                    account::barred_until.eq(barred),
                ))
                .execute(db)
                .map_err(problem)?;
            Ok(())
        })
        .await?;
        self.note_at_door("sign_in.failed", Some(id), "wrong_password").await
    }

    async fn note_at_door(
        &self,
        fact: &'static str,
        account: Option<AccountId>,
        why: &'static str,
    ) -> Result<(), Problem> {
        let now = self.now();
        let door = Actor::machine("door");
        self.chore(move |db| {
            let body = serde_json::json!({ "account": account, "why": why }).to_string();
            let noted = Noted { name: fact, patient: None, site: None, body };
            append(
                db,
                &Heading { at: now, who: &door, act: SIGN_IN, outcome: Outcome::Refused, request: None },
                &[noted],
            )
        })
        .await
    }
}

fn by_login(db: &mut Db, login: &str) -> Result<Option<AccountRow>, Problem> {
    account::table
        .filter(account::login.eq(login))
        .select(AccountRow::as_select())
        .first(db)
        .optional()
        .map_err(problem)
}

fn note(
    db: &mut Db,
    who: &Actor,
    outcome: Outcome,
    fact: &'static str,
    at: Moment,
    how: &'static str,
) -> Result<(), Problem> {
    let noted = Noted { name: fact, patient: None, site: None, body: serde_json::json!({ "how": how }).to_string() };
    append(db, &Heading { at, who, act: SIGN_IN, outcome, request: None }, &[noted])
}
