//! Request ids: a form carries one, so that a second click, or a retry after a lost answer, gets the first answer.

use crate::act::Act;
use crate::actor::{AccountId, Actor};
use crate::db::{Db, RETRY, problem};
use diesel::prelude::*;
use kernel::{Moment, Problem, RawId};
use serde::Serialize;
use serde::de::DeserializeOwned;

diesel::table! {
    request (id) {
        id -> Binary,
        at -> BigInt,
        actor -> Binary,
        act -> Text,
        done -> Text,
    }
}

pub(crate) enum Answered<T> {
    Already(T),
    NotYet,
}

pub(crate) fn first_answer<T: DeserializeOwned>(
    db: &mut Db,
    id: RawId,
    who: &Actor,
    act: Act,
) -> Result<Answered<T>, Problem> {
    let kept = request::table.find(id.as_bytes().as_slice()).select((request::actor, request::act, request::done));
    let kept: Option<(AccountId, String, String)> = kept.first(db).optional().map_err(problem)?;
    let Some((actor, name, done)) = kept else {
        return Ok(Answered::NotYet);
    };
    if actor != who.account() || name != act.name {
        return Err(Problem::invalid(
            "request_reused",
            "This form was already sent for something else. Load the page again.",
        ));
    }
    serde_json::from_str(&done).map(Answered::Already).map_err(|_| {
        Problem::broken(
            "request_unreadable",
            "This was done already, but its answer cannot be shown again. Load the page again.",
        )
    })
}

pub(crate) fn keep_answer<T: Serialize>(
    db: &mut Db,
    id: RawId,
    who: &Actor,
    act: Act,
    at: Moment,
    done: &T,
) -> Result<(), Problem> {
    let done = serde_json::to_string(done).expect("an answer is plain data");
    let row = (
        request::id.eq(id.as_bytes().as_slice()),
        request::at.eq(at),
        request::actor.eq(who.account()),
        request::act.eq(act.name),
        request::done.eq(done),
    );
    match diesel::insert_into(request::table).values(row).execute(db).map_err(problem) {
        Ok(_) => Ok(()),
        // The same click arrived twice and the other one was faster: its answer is there when this runs again.
        Err(why) if why.code() == "already_there" => Err(Problem::busy(RETRY, "This is being done already.")),
        Err(why) => Err(why),
    }
}

/// Forgets answers older than this moment, a bounded number at a time. Says how many.
pub(crate) fn forget_before(db: &mut Db, moment: Moment) -> Result<usize, Problem> {
    let old: Vec<Vec<u8>> =
        request::table.filter(request::at.lt(moment)).select(request::id).limit(500).load(db).map_err(problem)?;
    diesel::delete(request::table.filter(request::id.eq_any(&old))).execute(db).map_err(problem)
}
