//! The tail: a thread that reads what settled, tells the live boards, seals the journal, and wakes the followers.

use crate::db::Database;
use crate::jobs::{call_housekeeper, next_due};
use crate::journal::{
    Cursor, Entry, Follower, everything_is_sealed, head, move_cursor, next_batch, seal_settled, settled_after,
};
use crate::office::Office;
use crossbeam_channel::Receiver;
use kernel::Problem;
use std::time::Duration;

/// How long the tail waits for a poke: another node's commits are noticed after this at the latest.
const WAIT_POSTGRES: Duration = Duration::from_millis(200);
const WAIT_SQLITE: Duration = Duration::from_secs(2);
/// Sealing waits so long after an entry, to close many with one seal.
const SEAL_PAUSE: Duration = Duration::from_millis(50);
/// How often the list of jobs is looked at.
const JOBS_EVERY: Duration = Duration::from_millis(500);
/// How often closing looks whether everything is sealed.
const CLOSING_TRIES_MAX: u32 = 100;

/// Starts the tail. The office's other threads end when it has sealed what there is.
pub(crate) fn start(office: &Office, pokes: Receiver<()>) {
    let office_of_thread = office.clone();
    let wait = match office.opening().database {
        Database::Sqlite(_) => WAIT_SQLITE,
        Database::Postgres(_) => WAIT_POSTGRES,
    };
    let thread = std::thread::Builder::new().name("moa-tail".to_owned()).spawn(move || {
        let office = office_of_thread;
        let mut at = office.look_blocking(head).unwrap_or(Cursor::START);
        seal_all(&office);
        while !office.closing() {
            // A time-out is as good as a poke: it is time to look.
            let _ = pokes.recv_timeout(wait);
            if tell_live(&office, &mut at) {
                std::thread::sleep(SEAL_PAUSE);
                tell_live(&office, &mut at);
                seal_all(&office);
            }
        }
    });
    // The tail holds the office open, so it is not joined with the other threads: it ends at `closing`.
    drop(thread.expect("the system starts a thread"));
}

fn tell_live(office: &Office, at: &mut Cursor) -> bool {
    let mut any = false;
    loop {
        let from = *at;
        let Ok(rows) = office.look_blocking(move |db| settled_after(db, from, 500)) else {
            return any;
        };
        let more = rows.len() == 500;
        for row in rows {
            any = true;
            *at = Cursor { txn: row.txn, seq: row.seq };
            office.broadcast(Entry::from(row));
        }
        if !more {
            return any;
        }
    }
}

/// Seals to the end before closing: on PostgreSQL an entry settles only when every older transaction of the server has
/// ended, so this waits a little.
pub(crate) fn seal_to_the_end(office: &Office) {
    for _ in 0..CLOSING_TRIES_MAX {
        seal_all(office);
        if office.chore_blocking(everything_is_sealed).unwrap_or(true) {
            return;
        }
        std::thread::sleep(SEAL_PAUSE);
    }
    tracing::warn!("the journal's last entries will be sealed at the next start");
}

fn seal_all(office: &Office) {
    loop {
        let (key, now) = (office.journal_key(), office.clock().now());
        match office.chore_blocking(move |db| seal_settled(db, &key, now)) {
            Ok(Some((head, more))) => {
                office.note_head(&head);
                if !more {
                    return;
                }
            }
            Ok(None) => return,
            // Another node, or the closing itself, sealed the same run: go on behind it.
            Err(why) if why.code() == "already_there" => {}
            Err(why) => {
                if !office.closing() {
                    tracing::warn!(code = why.code(), "the journal could not be sealed just now");
                }
                return;
            }
        }
    }
}

/// Starts the thread that does jobs when they are due.
pub(crate) fn start_jobs(office: &Office) {
    let office = office.clone();
    let thread = std::thread::Builder::new().name("moa-jobs".to_owned()).spawn(move || {
        let (id, now) = (office.fresh_id(), office.now());
        if let Err(why) = office.chore_blocking(move |db| call_housekeeper(db, id, now)) {
            tracing::warn!(code = why.code(), "the housekeeper could not be called");
        }
        while !office.closing() {
            let due = office.look_blocking(next_due).ok().flatten();
            let did_one = due.is_some_and(|due| due <= office.now()) && office.do_one_job().unwrap_or(false);
            if !did_one {
                std::thread::sleep(JOBS_EVERY);
            }
        }
    });
    drop(thread.expect("the system starts a thread"));
}

/// Starts a follower's thread. It hears outside of any transaction, so that it may take its time.
pub(crate) fn start_follower(office: &Office, mut follower: Box<dyn Follower>) {
    let office = office.clone();
    let name = format!("moa-follower-{}", follower.name());
    let thread = std::thread::Builder::new().name(name).spawn(move || {
        while !office.closing() {
            match hear_once(&office, follower.as_mut()) {
                Ok(true) => {}
                Ok(false) => std::thread::sleep(Duration::from_millis(500)),
                Err(why) => {
                    tracing::warn!(code = why.code(), "a follower could not go on; it will try again");
                    std::thread::sleep(Duration::from_secs(2));
                }
            }
        }
    });
    drop(thread.expect("the system starts a thread"));
}

fn hear_once(office: &Office, follower: &mut dyn Follower) -> Result<bool, Problem> {
    let name = follower.name();
    let entries = office.look_blocking(move |db| next_batch(db, name))?;
    let Some(last) = entries.last().map(|entry| entry.cursor) else {
        return Ok(false);
    };
    follower.hear(&entries)?;
    office.chore_blocking(move |db| move_cursor(db, name, last))?;
    Ok(true)
}
