//! What readers see while they keep their snapshots, and that the log begins anew all the same.

use crate::db::{Database, Db, Purpose};
use crate::engine::checkpoints::carry_over;
use crate::engine::snapshots::Snapshot;
use crate::engine::{Desk, Ran, Snapshots, Threads, Work, start_file_readers, start_group_writer};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use kernel::Problem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// A piece of work, and where its number goes.
struct Job {
    run: fn(&mut Db) -> i64,
    seen_by_questions: bool,
    looks_back: bool,
    number: i64,
    told: Sender<i64>,
}

impl Work for Job {
    fn run(&mut self, db: &mut Db) -> Ran {
        self.number = (self.run)(db);
        Ran::Keep
    }

    fn aftermath(&mut self, _db: &mut Db) -> Result<(), Problem> {
        Ok(())
    }

    fn finish(self: Box<Self>, committed: Result<(), Problem>) {
        committed.expect("it is committed");
        let _ = self.told.send(self.number);
    }

    fn changes_answers(&self) -> bool {
        self.seen_by_questions
    }

    fn may_look_back(&self) -> bool {
        self.looks_back
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

fn count(db: &mut Db) -> i64 {
    let counted = diesel::sql_query("SELECT count(*) AS number FROM entry").get_result::<Number>(db);
    counted.expect("a number").number
}

/// Writes a page and a half.
fn write(db: &mut Db) -> i64 {
    db.batch_execute("INSERT INTO entry (words) VALUES (randomblob(6000))").expect("written");
    0
}

struct Desks {
    folder: tempfile::TempDir,
    database: Database,
    snapshots: Arc<Snapshots>,
    reading: Desk,
    writing: Desk,
    threads: Threads,
}

impl Desks {
    fn with_readers(readers: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = Database::Sqlite(folder.path().join("record.db"));
        let open = || database.open(None, Purpose::Write).expect("a database");
        let mut db = open();
        db.batch_execute("CREATE TABLE entry (words BLOB NOT NULL)").expect("a table");
        let snapshots = Arc::new(Snapshots::default());
        let ((reading, to_read), (writing, to_write)) = (Desk::new(), Desk::new());
        let mut threads = start_file_readers(&database, None, readers, &to_read, &snapshots).expect("readers");
        threads.extend(start_group_writer(db, open(), to_write, snapshots.clone()).expect("a writer"));
        Self { folder, database, snapshots, reading, writing, threads: Threads(threads) }
    }

    fn looks(&self, looks_back: bool) -> Receiver<i64> {
        let (told, number) = channel();
        self.reading.hand_in(Box::new(Job { run: count, seen_by_questions: true, looks_back, number: 0, told }));
        number
    }

    fn writes(&self, seen_by_questions: bool) {
        let (told, done) = channel();
        self.writing.hand_in(Box::new(Job { run: write, seen_by_questions, looks_back: false, number: 0, told }));
        done.recv().expect("it is written");
    }

    fn sees(&self, looks_back: bool) -> i64 {
        self.looks(looks_back).recv().expect("a number")
    }

    fn close(mut self) {
        drop((self.reading, self.writing));
        self.threads.join();
    }
}

#[test]
fn a_reader_sees_every_change_at_once_and_an_access_when_it_asks_for_it() {
    let desks = Desks::with_readers(1);
    desks.writes(true);
    assert_eq!(desks.sees(true), 1);
    desks.writes(true);
    assert_eq!(desks.sees(true), 2, "everybody reads what they wrote");
    desks.writes(false);
    assert_eq!(desks.sees(false), 3, "a question about accesses looks afresh");
    desks.writes(false);
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    assert_eq!(desks.sees(true), 4, "no snapshot is kept for long");
    desks.close();
}

#[test]
fn a_snapshot_holds_until_something_changed() {
    let all = Snapshots::default();
    let snapshot = Snapshot::about_to_be_taken(&all);
    assert!(snapshot.holds(&all));
    assert!(!all.without(|| snapshot.holds(&all)), "nobody keeps one while the log is begun anew");
    assert!(snapshot.holds(&all));
    all.changed();
    assert!(!snapshot.holds(&all));
}

#[test]
fn the_log_begins_anew_though_somebody_reads_all_the_time() {
    /// Two megabytes.
    const PAGES: i32 = 512;
    let desks = Desks::with_readers(3);
    let mut beside = desks.database.open(None, Purpose::Write).expect("a connection");
    let over = Arc::new(AtomicBool::new(false));
    let asking: Vec<_> = (0..3)
        .map(|_| {
            let (over, reading) = (over.clone(), desks.reading.clone());
            std::thread::spawn(move || {
                while !over.load(Ordering::SeqCst) {
                    let (told, number) = channel();
                    reading.hand_in(Box::new(Job {
                        run: count,
                        seen_by_questions: true,
                        looks_back: true,
                        number: 0,
                        told,
                    }));
                    number.recv().expect("a number");
                }
            })
        })
        .collect();
    for written in 1..=3_000 {
        desks.writes(false);
        if written % 100 == 0 {
            carry_over(&mut beside, &desks.snapshots, PAGES).expect("carried over");
        }
    }
    over.store(true, Ordering::SeqCst);
    asking.into_iter().for_each(|one| one.join().expect("it asked to the end"));
    let log = std::fs::metadata(desks.folder.path().join("record.db-wal")).expect("the log").len();
    assert!(log < 12 << 20, "the log is {log} bytes after 24 MB were written");
    desks.close();
}
