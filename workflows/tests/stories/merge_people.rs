//! Two charts become one with everything in every department, and are parted again exactly as they were.

use crate::whole_record::{pointing_columns, rows_pointing_at, whole_record};
use fhir_r4::{Limits, unpack};
use front_office::documents::{Category, DocumentSource, SuggestPatients, TakeInDocument};
use front_office::patient_flow::{Arrive, StartWalkIn, VisitFlow};
use front_office::phone::{Identifier, IdentifyCaller, PickUp, Verification};
use front_office::scheduling::{
    AddVisitType, BookAppointment, ForWhom, HoursRule, Place, SetProviderHours, TypeTone, UpcomingOf, VisitTypeFields,
    WeeklyHours,
};
use front_office::self_check_in::{FoundAtKiosk, KioskPurpose, OpenAtKiosk, PairKiosk, RegisterKiosk, Secret};
use kernel::Phi;
use office::{AccessOf, PatientId};
use proptest::prelude::{ProptestConfig, Strategy, proptest};
use registry::people::duplicates::{DuplicateWorklist, NoteDuplicates, ScanForDuplicates};
use registry::people::merging::{MergedInto, MergesInto, STAYS, pointers};
use registry::people::{AlertsOf, CorrectDemographics, FindPeople, PersonCard, PersonLine, RaiseAlert};
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

/// The appointment of one chart is kept in the other: when they turn out to be two people, the visit goes back with it.
#[test]
fn what_was_made_since_for_a_row_that_goes_back_goes_back_with_it() {
    Practice::each(|practice| {
        let [a, b] = ["Ana", "Anna"].map(|given| practice.patient(given, "Ruiz", "1990-02-03"));
        busy(practice, &[a]);
        let merge = merged(practice, a, b);
        let ahead = |patient| practice.ask(&practice.rosa, UpcomingOf { patient }).expect("the list").lines;
        let appointment = ahead(b)[0].appointment;
        practice.pass_minutes(60);
        let visit = practice.perform(&practice.rosa, Arrive { appointment }).expect("she comes");
        let whose = || practice.ask(&practice.rosa, VisitFlow { visit }).expect("the visit").line.patient;
        assert_eq!(whose(), b);
        practice.perform(&practice.rosa, merge).expect("parted");
        assert_eq!(whose(), a, "the visit is of whose appointment it was");
    });
}

/// Stale tabs, drafts and second desks do not write to a chart that was merged into another.
#[test]
fn nothing_is_written_to_a_chart_that_was_merged_away() {
    Practice::each(|practice| {
        let [a, b] = ["Ana", "Anna"].map(|given| practice.patient(given, "Ruiz", "1990-02-03"));
        busy(practice, &[b]);
        let line = practice.ask(&practice.rosa, UpcomingOf { patient: b }).expect("the list").lines.remove(0);
        let person = practice.ask(&practice.rosa, PersonCard { patient: a }).expect("her card");
        merged(practice, a, b);
        let (visit_type, day) = (line.visit_type, line.day);
        let at = Place {
            site: practice.site,
            provider: practice.okafor.staff,
            room: None,
            day,
            from: jiff::civil::Time::constant(15, 0, 0, 0),
        };
        let (reason, hours) = (Phi::from("dizzy"), HoursRule::WithinHours);
        let book = BookAppointment { patient: a, at, visit_type, minutes: None, reason: reason.clone(), hours };
        let (site, provider) = (practice.site, Some(practice.okafor.staff));
        let walk_in = StartWalkIn { site, patient: a, visit_type, provider, reason };
        let alert = RaiseAlert { patient: a, says: Phi::from("Falls easily") };
        let mut to = person.demographics;
        to.note = Phi::from("rings twice");
        let correct = CorrectDemographics { patient: a, version: person.version, to };
        let call = practice.perform(&practice.rosa, PickUp { site }).expect("a call");
        let verification = Verification::Said(vec![Identifier::FullName, Identifier::BirthDay]);
        let identify = IdentifyCaller { call, patient: a, verification };
        let codes = [
            practice.perform(&practice.rosa, book).map(drop),
            practice.perform(&practice.rosa, walk_in).map(drop),
            practice.perform(&practice.rosa, alert).map(drop),
            practice.perform(&practice.rosa, correct),
            practice.perform(&practice.rosa, identify),
        ];
        for answer in codes {
            assert_eq!(answer.expect_err("that chart is no more").code(), "merged_away");
        }
    });
}

/// A letter with the maiden name and the kiosk with either name lead to the one chart.
#[test]
fn old_names_and_numbers_lead_on_for_letters_and_at_the_kiosk() {
    Practice::each(|practice| {
        let a = practice.patient("Ana", "Maiden", "1990-02-03");
        let b = practice.patient("Ana", "Ruiz", "1990-02-03");
        busy(practice, &[a]);
        let number = practice.ask(&practice.rosa, PersonCard { patient: a }).expect("her card").mrn.into_revealed();
        merged(practice, a, b);
        for words in ["Re: Ana Maiden, born February 3, 1990".to_owned(), format!("Record number {number}")] {
            let scan = TakeInDocument {
                patient: None,
                category: Category::Letter,
                title: Phi::default(),
                file_name: Phi::default(),
                source: DocumentSource::Upload,
                dated_on: None,
                reviewer: None,
                papers: vec![testkit::papers::pdf(&[&words])],
            };
            let document = practice.perform(&practice.rosa, scan).expect("taken in");
            let found = practice.ask(&practice.rosa, SuggestPatients { document }).expect("whose it may be");
            assert_eq!(found.iter().map(|one| one.person.id).collect::<Vec<_>>(), [b], "{words}");
        }
        let machine = practice.office.machine("self-check-in");
        let register =
            RegisterKiosk { site: practice.site, name: "Front door".to_owned(), purpose: KioskPurpose::CheckIn };
        let code = practice.perform(&practice.ines, register).expect("a kiosk").code;
        let code = Secret::presented(code);
        let kiosk = practice.perform(&machine, PairKiosk { code }).expect("it is paired").secret;
        for family in ["Maiden", "Ruiz"] {
            let born = Phi::new("1990-02-03".parse().expect("a day"));
            let open =
                OpenAtKiosk { kiosk: Secret::presented(kiosk.clone()), family: family.into(), born, language: None };
            let found = practice.perform(&machine, open).expect("looked");
            assert!(matches!(found, FoundAtKiosk::Open(_)), "{family}");
        }
    });
}

/// Who looked into a chart that went must see that it went, and where.
#[test]
fn the_journal_of_both_charts_tells_of_merging_and_parting() {
    Practice::each(|practice| {
        let [a, b] = ["Ana", "Anna"].map(|given| practice.patient(given, "Ruiz", "1990-02-03"));
        let part = merged(practice, a, b);
        practice.perform(&practice.rosa, part).expect("parted");
        for (patient, told) in
            [(a, ["patient.merged_away", "patient.parted_from"]), (b, ["patient.merged", "patient.parted"])]
        {
            let seen = AccessOf { patient, before: None };
            let entries = practice.ask(&practice.priya, seen).expect("the journal").entries;
            for fact in told {
                assert!(entries.iter().any(|entry| entry.fact == fact), "{fact}");
            }
        }
    });
}

/// Three charts of one person: once two are one, no pair with the one that went stands on the list.
#[test]
fn pairs_with_a_chart_that_went_do_not_fill_the_list() {
    Practice::each(|practice| {
        let charts = ["Ana", "Ana", "Ana"].map(|given| practice.patient(given, "Ruizgarcia", "1990-02-03"));
        let found = practice.ask(&practice.ines, ScanForDuplicates).expect("a look").0;
        practice.perform(&practice.ines, NoteDuplicates { pairs: found }).expect("noted");
        let list = |at_most| practice.ask(&practice.rosa, DuplicateWorklist { at_most }).expect("the list");
        assert_eq!(list(10).len(), 3);
        let gone = list(1)[0].one.id;
        let survivor = *charts.iter().find(|id| **id != gone).expect("another");
        merged(practice, gone, survivor);
        let left = list(1);
        assert_eq!(left.len(), 1, "the one pair that is left stands on a list of one");
        assert!(left[0].one.id != gone && left[0].other.id != gone);
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
