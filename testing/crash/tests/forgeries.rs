//! Whoever has the database in hand can change it; `verify` finds out, on both databases.

use std::path::{Path, PathBuf};

use crash::record_in_hand::Record;
use crash::tamper::{FORGERIES, guards_hold};
use kernel::{Problem, RawId};
use office::{
    Act, Command, Database, Discloses, Encryption, Fact, Keys, Office, Opening, PatientId, Permission, Query, Reader,
    Subject, Tx,
};
use serde::Serialize;

const ACT: Act = Act::new("trial.note", Permission::KeepRecord);
const OFFICE_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

#[derive(Serialize)]
struct Noted {
    number: u32,
}

impl Fact for Noted {
    fn name(&self) -> &'static str {
        "trial.noted"
    }
    fn patient(&self) -> Option<PatientId> {
        Some(patient())
    }
}

struct Note(u32);

impl Command for Note {
    const ACT: Act = ACT;
    type Done = ();
    fn subject(&self, _: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }
    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        tx.write(Noted { number: self.0 });
        Ok(())
    }
}

struct Look;

struct Chart;

impl Discloses for Chart {
    fn patients(&self) -> Vec<PatientId> {
        vec![patient()]
    }
}

impl Query for Look {
    const ACT: Act = ACT;
    type Answer = Chart;
    fn subject(&self, _: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }
    fn answer(&self, _: &mut Reader<'_>) -> Result<Chart, Problem> {
        Ok(Chart)
    }
}

fn patient() -> PatientId {
    RawId::from_parts(1, [7; 10]).into()
}

fn open(database: Database, encryption: Encryption, head: PathBuf) -> Office {
    let master = Keys::read_master(OFFICE_KEY).expect("it is a key");
    let mut opening = Opening::new(database, Keys::new(master, encryption), office::MIGRATIONS.to_vec());
    opening.head_file = Some(head);
    Office::open(opening).expect("an office opens").0
}

/// A record with some seals in it, made by two actors and closed.
fn work(office: &Office) {
    let threads = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for part in 0..4 {
        let who = office.machine(if part % 2 == 0 { "trial" } else { "other" });
        threads.block_on(async {
            for number in 0..25 {
                office.perform(&who, Note(number)).await.expect("it is noted");
            }
            office.ask(&who, Look).await.expect("it is shown");
        });
        let before = part;
        let sealed = || office.verify(&[]).expect("it verifies").journal;
        while sealed().seals <= before || sealed().unsealed > 0 {
            std::thread::yield_now();
        }
    }
}

fn faults(office: &Office) -> Vec<String> {
    let found = office.verify(&[]).expect("it verifies");
    office.close();
    found.journal.faults
}

/// Every forgery is found, and the untouched record is not accused.
fn try_all(copy: impl Fn(&str) -> (Database, PathBuf), record: impl Fn(&Database) -> Record, encryption: Encryption) {
    let (database, head) = copy("untouched");
    guards_hold(&mut record(&database)).expect("the guards hold");
    assert_eq!(faults(&open(database, encryption, head)), Vec::<String>::new());
    let mut unseen = Vec::new();
    for (number, forgery) in FORGERIES.iter().enumerate() {
        let (database, head) = copy(&format!("forged_{number}"));
        let mut in_hand = record(&database);
        forgery.commit(&mut in_hand).unwrap_or_else(|fault| panic!("{} cannot be tried: {fault}", forgery.name));
        drop(in_hand);
        if faults(&open(database, encryption, head)).is_empty() {
            unseen.push(forgery.name);
        }
    }
    assert_eq!(unseen, Vec::<&str>::new(), "these forgeries went unseen");
}

#[test]
fn forgeries_in_the_file_are_found() {
    let folder = std::env::temp_dir().join(format!("moa-forgeries-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (file, head) = (folder.join("record.db"), folder.join("record.head"));
    let office = open(Database::Sqlite(file.clone()), Encryption::AtRest, head.clone());
    work(&office);
    office.close();
    drop(office);
    let copy = |name: &str| {
        let (forged, forged_head) = (folder.join(format!("{name}.db")), folder.join(format!("{name}.head")));
        for (from, to) in [(&file, &forged), (&wal(&file), &wal(&forged)), (&head, &forged_head)] {
            if from.exists() {
                std::fs::copy(from, to).expect("it is copied");
            }
        }
        (Database::Sqlite(forged), forged_head)
    };
    let record = |database: &Database| match database {
        Database::Sqlite(path) => Record::file(path, Some(OFFICE_KEY)).expect("it opens"),
        Database::Postgres(_) => unreachable!("this is the file's trial"),
    };
    try_all(copy, record, Encryption::AtRest);
    std::fs::remove_dir_all(&folder).expect("it goes away");
}

#[test]
fn forgeries_on_the_server_are_found() {
    let server = postgres_server::for_tests().expect("a server");
    let name = |part: &str| format!("moa_forgery_{}_{part}", std::process::id());
    let at = |part: &str| format!("{}/{}", server.rsplit_once('/').expect("an address names a database").0, name(part));
    let folder = std::env::temp_dir().join(name("heads"));
    std::fs::create_dir_all(&folder).expect("a folder");
    let admin =
        |statement: &str| Record::server(&server).and_then(|mut server| server.run(statement)).expect("it runs");
    admin(&format!("CREATE DATABASE {}", name("office")));
    let head = folder.join("office.head");
    let office = open(Database::Postgres(at("office")), Encryption::None, head.clone());
    work(&office);
    office.close();
    drop(office);
    let copy = |part: &str| {
        let forged_head = folder.join(format!("{part}.head"));
        std::fs::copy(&head, &forged_head).expect("it is copied");
        admin(&format!("CREATE DATABASE {} TEMPLATE {}", name(part), name("office")));
        (Database::Postgres(at(part)), forged_head)
    };
    let record = |database: &Database| match database {
        Database::Postgres(address) => Record::server(address).expect("it lets us in"),
        Database::Sqlite(_) => unreachable!("this is the server's trial"),
    };
    try_all(copy, record, Encryption::None);
    for part in ["office", "untouched"] {
        admin(&format!("DROP DATABASE {} WITH (FORCE)", name(part)));
    }
    std::fs::remove_dir_all(&folder).expect("it goes away");
}

fn wal(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}
