//! Keeping: a backup is taken while work goes on, and what is restored from it is the same office.

use office::{Encryption, Keys, Office, Opening, restore};
use testkit::registry::people::FindPeople;
use testkit::{Kind, Practice};

#[test]
fn a_backup_is_restored_elsewhere_with_everything_in_it() {
    let practice = Practice::on(Kind::Sqlite);
    let _patient = practice.patient("Ana", "Ruiz", "1990-01-01");
    let folder = practice.scratch().folder().join("backups");
    let backup = practice.office.backup(&folder).expect("a backup");
    let _later = practice.patient("Bela", "Ruiz", "1991-01-01");
    let keys = Keys::new([7; 32], Encryption::where_possible());
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

#[test]
fn a_record_is_not_opened_with_another_key_when_it_is_encrypted() {
    if Encryption::where_possible() == Encryption::None {
        // This build has no SQLCipher; the binary that is shipped has, and the crash trials run on it.
        return;
    }
    let practice = Practice::on(Kind::Sqlite);
    let keys = Keys::new([8; 32], Encryption::AtRest);
    let opening = Opening::new(practice.scratch().database.clone(), keys, testkit::workflows::house::migrations());
    let why = Office::open(opening).err().expect("another key does not open it");
    assert!(why.say().contains("MOA_KEY"), "{}", why.say());
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
