//! Two charts become one with everything in every department, and are parted again exactly as they were.

use crate::whole_record::{pointing_columns, rows_pointing_at, whole_record};
use fhir_r4::{Limits, unpack};
use front_office::scheduling::{
    AddVisitType, BookAppointment, ForWhom, HoursRule, Place, SetProviderHours, TypeTone, VisitTypeFields, WeeklyHours,
};
use kernel::Phi;
use office::PatientId;
use proptest::prelude::{ProptestConfig, Strategy, proptest};
use registry::people::merging::{MergedInto, MergesInto, STAYS, pointers};
use registry::people::{AlertsOf, FindPeople, PersonCard, PersonLine, RaiseAlert};
use testkit::{Kind, Practice};
use workflows::house::migrations;
use workflows::import_fhir::{Source, read_file};
use workflows::merge_people::{MergePeople, PartPeople};

fn found(practice: &Practice, typed: &str) -> Vec<PersonLine> {
    let typed = Phi::<String>::from(typed);
    practice.ask(&practice.rosa, FindPeople { typed, at_most: 10 }).expect("a search")
}

fn merged(practice: &Practice, gone: PatientId, survivor: PatientId) -> PartPeople {
    let merge = practice.perform(&practice.rosa, MergePeople { gone, survivor }).expect("they are merged");
    PartPeople { survivor, merge }
}

/// A patient of another office, with all that it knew.
fn from_outside(practice: &Practice, beginning: &str) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/synthea");
    let mut names = std::fs::read_dir(folder).expect("the patients").map(|entry| entry.expect("an entry").path());
    let is_it =
        |path: &std::path::PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(beginning));
    let file = std::fs::File::open(names.find(is_it).expect("such a bundle")).expect("a file");
    let text = unpack(file, &Limits::default()).expect("a text");
    let batch = read_file(text, &Source::named("st-vincent").expect("a name"), &Limits::default()).expect("a bundle");
    for deed in batch.deeds {
        practice.perform(&practice.ines.actor, deed).expect("it comes in");
    }
}

/// Something at the desk that points at the patient: an alert and an appointment.
fn busy(practice: &Practice, patients: &[PatientId]) {
    let fields =
        VisitTypeFields { name: "Follow-up".to_owned(), minutes: 20, for_whom: ForWhom::Any, tone: TypeTone::Sky };
    let visit_type = practice.perform(&practice.ines, AddVisitType(fields)).expect("a visit type");
    let monday: kernel::Day = "2026-11-16".parse().expect("a day");
    let (provider, site) = (practice.okafor.staff, practice.site);
    let weekly = vec![WeeklyHours::weekly(1, 480, 1_020)];
    practice
        .perform(&practice.ines, SetProviderHours { provider, site, from: monday, until: None, weekly })
        .expect("hours");
    for (patient, hour) in patients.iter().zip(10_i8..) {
        let says = Phi::from("Hard of hearing");
        practice.perform(&practice.rosa, RaiseAlert { patient: *patient, says }).expect("an alert");
        let at = Place { site, provider, room: None, day: monday, from: jiff::civil::Time::constant(hour, 0, 0, 0) };
        let reason = Phi::from("blood pressure");
        let hours = HoursRule::WithinHours;
        let book = BookAppointment { patient: *patient, at, visit_type, minutes: None, reason, hours };
        practice.perform(&practice.rosa, book).expect("booked");
    }
}

#[test]
fn everything_moves_the_old_names_lead_on_and_parting_restores_the_whole_record() {
    Practice::each(|practice| {
        for bundle in ["0-hospital", "0-practitioner", "085e81c0"] {
            from_outside(practice, bundle);
        }
        let gone = found(practice, "1000").first().map(|line| line.id).expect("the imported patient, by MRN");
        let survivor = practice.patient("Ana", "Ruiz", "1990-02-03");
        busy(practice, &[gone, survivor]);
        let card = practice.ask(&practice.rosa, PersonCard { patient: gone }).expect("the card");
        let before = whole_record(practice);
        let held = rows_pointing_at(practice, gone);
        assert!(held.len() >= 10, "the imported patient is all over the record: {held:?}");

        let part = merged(practice, gone, survivor);
        let left = rows_pointing_at(practice, gone);
        assert!(left.keys().all(|table| STAYS.contains(&table.as_str())), "left behind: {left:?}");
        for typed in [card.mrn.reveal(), card.demographics.family.reveal()] {
            let lines: Vec<PatientId> = found(practice, typed).iter().map(|line| line.id).collect();
            assert!(lines.contains(&survivor) && !lines.contains(&gone), "{lines:?}");
        }
        let on = practice.ask(&practice.rosa, MergedInto { patient: gone }).expect("where it went").0;
        assert_eq!(on, Some(survivor));
        let lines = practice.ask(&practice.rosa, MergesInto { patient: survivor }).expect("what came in");
        assert_eq!(lines.iter().map(|line| line.gone.id).collect::<Vec<_>>(), [gone]);
        assert_eq!(practice.ask(&practice.rosa, AlertsOf { patient: survivor }).expect("alerts").alerts.len(), 2);

        let again = practice.perform(&practice.rosa, MergePeople { gone, survivor });
        assert_eq!(again.expect_err("it is merged").code(), "merged_already");
        let tom = practice.perform(&practice.tom, part).expect_err("not everybody's to do");
        assert_eq!(tom.code(), "not_permitted");

        practice.perform(&practice.rosa, part).expect("parted");
        assert_eq!(whole_record(practice), before, "as if nothing had been");
        assert!(practice.perform(&practice.rosa, part).is_err(), "once");
        assert!(found(practice, card.mrn.reveal()).iter().any(|line| line.id == gone));
    });
}

#[test]
fn what_came_after_the_merge_stays_and_a_chain_is_parted_from_its_end() {
    Practice::each(|practice| {
        let [a, b, c] = ["Ana", "Anna", "Anne"].map(|given| practice.patient(given, "Ruiz", "1990-02-03"));
        busy(practice, &[a, b, c]);
        let first = merged(practice, a, b);
        let second = merged(practice, b, c);
        let on = practice.ask(&practice.rosa, MergedInto { patient: a }).expect("where it went").0;
        assert_eq!(on, Some(c), "through the chain");
        assert_eq!(found(practice, "Ruiz").len(), 1, "one person");
        let why = practice.perform(&practice.rosa, first).expect_err("its survivor went on");
        assert_eq!(why.code(), "merged_on");
        let says = Phi::from("Falls easily");
        practice.perform(&practice.rosa, RaiseAlert { patient: c, says }).expect("an alert");
        practice.perform(&practice.rosa, second).expect("parted");
        practice.perform(&practice.rosa, first).expect("parted");
        let alerts = |patient| practice.ask(&practice.rosa, AlertsOf { patient }).expect("alerts").alerts.len();
        assert_eq!((alerts(a), alerts(b), alerts(c)), (1, 1, 2), "what was added since stays with the survivor");
    });
}

/// Which of four people goes into which, one merge after the other.
fn merges() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..4_usize, 0..4_usize), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn merging_and_parting_is_as_if_nothing_had_been(order in merges()) {
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let practice = Practice::on(kind);
            let people = ["Ana", "Bea", "Cleo", "Dora"].map(|given| practice.patient(given, "Ruiz", "1990-02-03"));
            busy(&practice, &people);
            let mut undo = Vec::new();
            for (gone, survivor) in &order {
                let before = whole_record(&practice);
                let merge = MergePeople { gone: people[*gone], survivor: people[*survivor] };
                if let Ok(merge) = practice.perform(&practice.rosa, merge) {
                    undo.push((PartPeople { survivor: people[*survivor], merge }, before));
                } else {
                    assert_eq!(whole_record(&practice), before, "a refusal changes nothing");
                }
            }
            for (part, before) in undo.into_iter().rev() {
                practice.perform(&practice.rosa, part).expect("parted");
                assert_eq!(whole_record(&practice), before);
            }
        }
    }
}

/// A table made tomorrow must either move with a merge or be said to stay with the card.
#[test]
fn every_column_that_points_at_a_patient_moves_or_is_said_to_stay() {
    let practice = Practice::on(Kind::Sqlite);
    let moving = pointers(&migrations());
    for (table, column) in pointing_columns(&practice) {
        let moves = moving.iter().any(|pointer| pointer.table == table && pointer.column == column);
        assert!(moves || STAYS.contains(&table.as_str()), "{table}.{column} would be left behind by a merge");
    }
    for pointer in &moving {
        assert!(pointer.ids.len() <= 1, "a row of {} is not known again by one id and words", pointer.table);
    }
    assert!(moving.len() >= 17, "{moving:?}");
}
