//! Keeping: a backup is taken while work goes on, and what is restored from it is the same office.

use kernel::Problem;
use office::{Encryption, Keys, Migrated, Migration, Office, Opening, restore};
use testkit::registry::people::FindPeople;
use testkit::{Kind, Practice};

#[test]
fn a_backup_is_restored_elsewhere_with_everything_in_it() {
    let practice = Practice::on(Kind::Sqlite);
    let _patient = practice.patient("Ana", "Ruiz", "1990-01-01");
    let folder = practice.scratch().folder().join("backups");
    let backup = practice.office.backup(&folder).expect("a backup");
    let _later = practice.patient("Bela", "Ruiz", "1991-01-01");
    let keys = Keys::new([7; 32], Encryption::None);
    let target = office::Database::Sqlite(practice.scratch().folder().join("restored").join("moa.db"));
    let opening = Opening::new(target, keys, testkit::workflows::house::migrations());
    restore(&backup.file, &opening).expect("restored");
    let again = restore(&backup.file, &opening).expect_err("never over a record");
    assert_eq!(again.code(), "record_there");
    let (office, migrated) = Office::open(opening).expect("it opens");
    assert!(migrated.applied.is_empty() && !migrated.fresh);
    let find = FindPeople { typed: "ruiz".into(), at_most: 8 };
    let found = practice.block_on(office.ask(&office.machine("story"), find)).expect("searched");
    assert_eq!(found.len(), 1, "what was there at the backup, and nothing later");
    assert!(office.verify(&testkit::workflows::house::checks()).expect("verified").passes());
    office.close();
}

/// With SQLCipher in the build (it is in what is shipped, and in a test of the whole workspace) the file is unreadable without
/// its key; without it, asking for encryption changes nothing, and the file opens with any.
#[test]
fn a_record_is_opened_with_its_own_key_only() {
    let practice = Practice::on(Kind::Sqlite);
    let file = practice.scratch().folder().join("secret.db");
    let opening = |key: u8| {
        let keys = Keys::new([key; 32], Encryption::where_possible());
        Opening::new(office::Database::Sqlite(file.clone()), keys, testkit::workflows::house::migrations())
    };
    let (first, _) = Office::open(opening(7)).expect("a fresh record");
    let backup = first.backup(&practice.scratch().folder().join("secret")).expect("a backup");
    first.close();
    let encrypted = Encryption::where_possible() == Encryption::AtRest;
    for kept in [&file, &backup.file] {
        let begins = std::fs::read(kept).expect("the file");
        assert_eq!(begins.starts_with(b"SQLite format 3"), !encrypted, "the record, and its backup too");
    }
    let other = Office::open(opening(8)).map(|(office, _)| office.close());
    assert_eq!(other.is_err(), encrypted);
    if let Err(why) = other {
        assert!(why.say().contains("MOA_KEY"), "{}", why.say());
    }
    let (again, _) = Office::open(opening(7)).expect("its own key opens it");
    again.close();
}

/// Opens a record with the office's own steps and these: what an upgrade does.
fn upgraded(practice: &Practice, more: &[Migration]) -> Result<Migrated, Problem> {
    let file = practice.scratch().folder().join("upgraded.db");
    let steps = [testkit::workflows::house::migrations().as_slice(), more].concat();
    let keys = Keys::new([7; 32], Encryption::None);
    let mut opening = Opening::new(office::Database::Sqlite(file), keys, steps);
    // The copy that is made before is called after the minute.
    practice.pass_minutes(1);
    opening.clock = practice.clock.clone();
    let (office, migrated) = Office::open(opening)?;
    office.close();
    Ok(migrated)
}

#[test]
fn a_table_that_others_refer_to_is_made_anew_with_its_rows_or_not_at_all() {
    const BEGUN: Migration = Migration {
        name: "story/1",
        sql: "CREATE TABLE shelf (id BIGINT PRIMARY KEY) STRICT;
              CREATE TABLE book (shelf BIGINT NOT NULL REFERENCES shelf (id)) STRICT;
              INSERT INTO shelf (id) VALUES (1), (2);
              INSERT INTO book (shelf) VALUES (1), (2);",
    };
    const LOSES: Migration = Migration {
        name: "story/2",
        sql: "CREATE TABLE wider (id BIGINT PRIMARY KEY, room TEXT) STRICT;
              INSERT INTO wider (id) SELECT id FROM shelf WHERE id = 1;
              DROP TABLE shelf;
              ALTER TABLE wider RENAME TO shelf;",
    };
    const KEEPS: Migration = Migration {
        name: "story/2",
        sql: "CREATE TABLE wider (id BIGINT PRIMARY KEY, room TEXT) STRICT;
              INSERT INTO wider (id) SELECT id FROM shelf;
              DROP TABLE shelf;
              ALTER TABLE wider RENAME TO shelf;",
    };
    const CHECKED_AGAIN: Migration = Migration { name: "story/3", sql: "INSERT INTO book (shelf) VALUES (3);" };
    let practice = Practice::on(Kind::Sqlite);
    upgraded(&practice, &[BEGUN]).expect("the tables");
    let lost = upgraded(&practice, &[BEGUN, LOSES]).expect_err("a book without its shelf");
    assert_eq!(lost.code(), "migration");
    assert!(lost.say().contains("the record is as it was before"), "{}", lost.say());
    let kept = upgraded(&practice, &[BEGUN, KEEPS]).expect("every shelf is there");
    assert_eq!(kept.applied, ["story/2"]);
    let dangling = upgraded(&practice, &[BEGUN, KEEPS, CHECKED_AGAIN]).expect_err("there is no third shelf");
    assert_eq!(dangling.code(), "migration");
}

#[test]
fn acknowledged_work_is_there_after_the_office_was_opened_again() {
    Practice::each(|practice| {
        let patient = practice.patient("Ana", "Ruiz", "1990-01-01");
        let second = practice.open_again();
        let card = testkit::registry::people::PersonCard { patient };
        let person = practice.block_on(second.ask(&practice.rosa, card)).expect("it is there");
        assert_eq!(person.demographics.family, "Ruiz".into());
        second.close();
    });
}
