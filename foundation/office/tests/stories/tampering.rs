//! Tampering: rows changed, deleted or cut off with the database in hand are found out.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use office::Database;
use testkit::registry::people::FindPeople;
use testkit::{Kind, Practice};

/// Does SQL behind the office's back, first taking away the triggers that refuse it.
#[expect(clippy::disallowed_methods, reason = "an intruder does not go through the office")]
fn behind_the_back(practice: &Practice, sql: &str) {
    match &practice.scratch().database {
        Database::Sqlite(path) => {
            let mut db = SqliteConnection::establish(path.to_str().expect("UTF-8")).expect("the file opens");
            for name in ["journal", "journal_list", "journal_patient", "journal_seal"] {
                db.batch_execute(&format!("DROP TRIGGER IF EXISTS {name}_keeps; DROP TRIGGER IF EXISTS {name}_stays"))
                    .expect("the triggers go");
            }
            db.batch_execute(sql).expect("the intruder's SQL runs");
        }
        Database::Postgres(address) => {
            let mut db = PgConnection::establish(address).expect("the server answers");
            db.batch_execute("SET session_replication_role = replica").expect("triggers sleep");
            db.batch_execute(sql).expect("the intruder's SQL runs");
        }
    }
}

fn caught(sql: &str, kind: Kind) -> Vec<String> {
    let practice = Practice::on(kind);
    let given = ["Ana", "Bea", "Cleo", "Dora", "Eva", "Flor", "Gala", "Hebe", "Ida"];
    let _patients = given.map(|given| practice.patient(given, "Ruiz", "1990-01-01"));
    // So many at once are written down as a list.
    let shown = practice.ask(&practice.rosa, FindPeople { typed: "ruiz".into(), at_most: 20 }).expect("they are found");
    assert_eq!(shown.len(), 9);
    practice.office.close();
    let clean = practice.office.verify(&[]).expect("verified");
    assert!(clean.passes(), "untouched it is clean: {clean:?}");
    behind_the_back(&practice, sql);
    let found = practice.office.verify(&[]).expect("verified");
    // The practice would fail at its end over the broken record; that is the point of this story.
    std::mem::forget(practice);
    found.journal.faults
}

const INTRUSIONS: &[(&str, &str)] = &[
    ("an entry changed", "UPDATE journal SET act = 'nothing.happened' WHERE fact = 'patient.registered'"),
    ("its time changed", "UPDATE journal SET at = at + 1 WHERE fact = 'patient.registered'"),
    ("its doer changed", "UPDATE journal SET actor = patient WHERE fact = 'patient.registered'"),
    ("an entry deleted", "DELETE FROM journal_patient; DELETE FROM journal WHERE fact = 'patient.registered'"),
    (
        "the end cut off with its seals",
        "DELETE FROM journal_patient; DELETE FROM journal_seal WHERE seal = (SELECT max(seal) FROM journal_seal);
         DELETE FROM journal WHERE seq > (SELECT coalesce(max(last_seq), 0) FROM journal_seal)",
    ),
    ("everything cut off", "DELETE FROM journal_patient; DELETE FROM journal_seal; DELETE FROM journal"),
    ("a patient taken off the list", "DELETE FROM journal_patient"),
    (
        "a patient taken off a list of many",
        "DELETE FROM journal_list WHERE patient = (SELECT patient FROM journal_list LIMIT 1)",
    ),
    (
        "a stranger put on a list of many",
        "INSERT INTO journal_list (list, patient)
         SELECT l.list, j.actor FROM journal_list AS l, journal AS j WHERE j.fact = 'patient.registered' LIMIT 1",
    ),
    (
        "what is nobody put on a list of many",
        "INSERT INTO journal_list (list, patient) SELECT list, list FROM journal_list LIMIT 1",
    ),
    ("an entry pointed to another list", "UPDATE journal SET list = NULL WHERE list IS NOT NULL"),
    (
        "an entry slipped in",
        "INSERT INTO journal (seq, txn, at, outcome, act, fact, actor, body)
         SELECT seq + 1, txn, at, 'done', 'people.register', 'patient.registered', actor, '{}' FROM journal
         WHERE seq = (SELECT max(seq) FROM journal);
         UPDATE journal_seal SET last_seq = last_seq + 1, entries = entries + 1, entries_in_all = entries_in_all + 1
         WHERE seal = (SELECT max(seal) FROM journal_seal)",
    ),
];

#[test]
fn the_embedded_journal_tells_of_every_intrusion() {
    for (what, sql) in INTRUSIONS {
        assert!(!caught(sql, Kind::Sqlite).is_empty(), "{what} went unnoticed");
    }
}

#[test]
fn the_servers_journal_tells_of_every_intrusion() {
    for (what, sql) in INTRUSIONS {
        assert!(!caught(sql, Kind::Postgres).is_empty(), "{what} went unnoticed");
    }
}

/// The end is cut off, and then work goes on: new seals must not paint over the gap.
#[test]
fn what_was_cut_off_is_not_hidden_by_opening_the_office_again() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let _patient = practice.patient("Ana", "Ruiz", "1990-01-01");
        practice.office.close();
        behind_the_back(
            &practice,
            "DELETE FROM journal_patient; DELETE FROM journal_seal WHERE seal = (SELECT max(seal) FROM journal_seal);
             DELETE FROM journal WHERE seq > (SELECT coalesce(max(last_seq), 0) FROM journal_seal)",
        );
        for _ in 0..2 {
            let again = practice.open_again();
            let find = FindPeople { typed: "ruiz".into(), at_most: 8 };
            practice.block_on(again.ask(&practice.rosa, find)).expect("work goes on");
            again.close();
            assert!(!again.verify(&[]).expect("verified").passes(), "the cut went unnoticed on {kind:?}");
        }
        std::mem::forget(practice);
    }
}

#[test]
fn the_store_itself_refuses_to_change_or_delete_entries() {
    Practice::each(|practice| {
        // Closing seals what is not sealed yet: a trigger refuses rows, not the wish to delete them.
        practice.office.close();
        for sql in ["UPDATE journal SET act = ''", "DELETE FROM journal", "DELETE FROM journal_seal"] {
            assert!(plainly(practice, sql).is_err(), "{sql}");
        }
    });
}

#[expect(clippy::disallowed_methods, reason = "an intruder does not go through the office")]
fn plainly(practice: &Practice, sql: &str) -> diesel::QueryResult<()> {
    match &practice.scratch().database {
        Database::Sqlite(path) => {
            let mut db = SqliteConnection::establish(path.to_str().expect("UTF-8")).expect("the file opens");
            db.batch_execute(sql)
        }
        Database::Postgres(address) => PgConnection::establish(address).expect("the server answers").batch_execute(sql),
    }
}
