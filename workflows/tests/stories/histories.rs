//! Histories: entered, corrected and never lost; reviewed by somebody who saw them; none known is not the same as not asked.

use clinical::allergies::AllergiesOf;
use clinical::chart::ChartOf;
use clinical::histories::{
    Change, Entry, EntryDeed, EntryId, Field, HistoriesOf, KeepHistory, KeepProblem, Known, MarkReviewed, OneEntry,
    Origin, Said, Says, Section, SectionSheet, Stands, StateNoProblems, StateNone,
};
use fhir_r4::Limits;
use kernel::{Kind, Phi, Problem};
use office::{Actor, PatientId, Role};
use registry::people::FindPeople;
use testkit::Practice;
use workflows::import_fhir::{Source, read_file};
use workflows::merge_people::{MergePeople, PartPeople};

pub(crate) fn sheet(practice: &Practice, patient: PatientId, section: Section) -> SectionSheet {
    let all = practice.ask(&practice.tom, HistoriesOf { patient }).expect("the histories");
    all.section(section).expect("the section").clone()
}

fn entry(sheet: &SectionSheet, what: &str) -> Entry {
    let found = sheet.entries.iter().find(|entry| entry.said.get(Field::What) == what);
    found.unwrap_or_else(|| panic!("an entry: {sheet:?}")).clone()
}

fn allergy(substance: &str) -> Said {
    Said::nothing()
        .with(Field::What, substance)
        .with(Field::Reaction, "hives")
        .with(Field::Status, "active")
        .with(Field::Verification, "confirmed")
}

fn keep(
    practice: &Practice,
    who: &Actor,
    patient: PatientId,
    section: Section,
    change: Change,
) -> Result<EntryId, Problem> {
    practice.perform(who, KeepHistory { patient, section, change })
}

fn review(practice: &Practice, who: &Actor, patient: PatientId, sections: &[Section]) {
    let as_of = practice.ask(&practice.tom, HistoriesOf { patient }).expect("the page").as_of;
    let mark = MarkReviewed { patient, sections: sections.to_vec(), as_of };
    practice.perform(who, mark).expect("it is reviewed");
}

fn none_known(practice: &Practice, patient: PatientId, section: Section) -> Result<(), Problem> {
    practice.perform(&practice.tom, StateNone { patient, section, says: Says::NoneKnown })
}

#[test]
fn none_known_is_stated_refused_while_one_stands_and_withdrawn_by_a_new_one() {
    Practice::each(|practice| {
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let banner = || practice.ask(&practice.okafor, AllergiesOf { patient: ana }).expect("the banner");
        assert_eq!(banner().known, Known::NotAsked);
        none_known(practice, ana, Section::Allergies).expect("it is stated");
        let Known::None(stated) = banner().known else { panic!("none is known") };
        assert_eq!((stated.by, stated.origin), (Some(practice.tom.account), Origin::Entered));

        practice.pass_minutes(5);
        let enter = Change::Enter(allergy("Penicillin"));
        let penicillin = keep(practice, &practice.tom, ana, Section::Allergies, enter).expect("it is entered");
        assert_eq!(banner().known, Known::Listed, "a new allergy withdraws the statement");
        assert_eq!(banner().list[0].label, "Penicillin");
        let why = none_known(practice, ana, Section::Allergies).expect_err("one stands");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "entries_stand"));
        let twice = Change::Enter(allergy("Allergy to PENICILLIN"));
        let why = keep(practice, &practice.ruth, ana, Section::Allergies, twice).expect_err("it stands already");
        assert_eq!((why.code(), why.fields()[0].0), ("there_already", "what"));

        practice.pass_minutes(5);
        let gone = Change::InError(penicillin, 1, Phi::from("it was her brother"));
        keep(practice, &practice.ruth, ana, Section::Allergies, gone).expect("it is marked");
        assert!(banner().list.is_empty());
        assert_eq!(banner().known, Known::NotAsked, "and what was said before is not said again by itself");
        practice.pass_minutes(5);
        none_known(practice, ana, Section::Allergies).expect("it is stated anew");
        assert!(matches!(banner().known, Known::None(_)));
        let sheet = sheet(practice, ana, Section::Allergies);
        let wrong = entry(&sheet, "Penicillin");
        assert_eq!((wrong.stands, wrong.in_error.reveal().as_str()), (Stands::InError, "it was her brother"));
        let chart = practice.ask(&practice.okafor, ChartOf { patient: ana }).expect("the chart");
        assert!(chart.allergies.is_empty(), "it is kept, and not reckoned with");
    });
}

#[test]
fn every_change_is_kept_and_two_at_once_do_not_overwrite_each_other() {
    Practice::each(|practice| {
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let keep = |who: &Actor, change| keep(practice, who, ana, Section::Allergies, change);
        let id = keep(&practice.tom, Change::Enter(allergy("Latex"))).expect("it is entered");
        practice.pass_minutes(10);
        let severe = allergy("Latex").with(Field::Severity, "severe").with(Field::Since, "5/2019");
        keep(&practice.ruth, Change::Correct(id, 1, severe)).expect("it is corrected");
        let late = allergy("Latex").with(Field::Severity, "mild");
        let why = keep(&practice.tom, Change::Correct(id, 1, late)).expect_err("Ruth was faster");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "stale"));
        practice.pass_minutes(10);
        keep(&practice.okafor, Change::End(id, 2, Phi::default())).expect("it is over");
        keep(&practice.okafor, Change::Again(id, 3)).expect("and it is not");
        let one = practice.ask(&practice.tom, OneEntry { patient: ana, section: Section::Allergies, entry: id });
        let one = one.expect("the entry");
        let deeds: Vec<EntryDeed> = one.changes.iter().map(|change| change.deed).collect();
        assert_eq!(deeds, [EntryDeed::Again, EntryDeed::Ended, EntryDeed::Corrected, EntryDeed::Entered]);
        let corrected = &one.changes[2];
        assert_eq!(corrected.by, practice.ruth.account);
        let of = |field| corrected.fields.iter().find(|one| one.field == field).expect("a field");
        assert_eq!(of(Field::Severity).became.reveal(), "severe");
        assert_eq!(of(Field::Since).became.reveal(), "2019-05", "as it sorts");
        assert!(of(Field::Severity).was.reveal().is_empty());
        let wrong = allergy("").with(Field::Severity, "unheard of").with(Field::Since, "1/1/2031");
        let why = keep(&practice.tom, Change::Enter(wrong)).expect_err("three faults");
        let fields: Vec<&str> = why.fields().iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["what", "severity", "since"]);
        let why = keep(&practice.tom, Change::InError(id, 4, Phi::from(" "))).expect_err("without a reason");
        assert_eq!(why.fields()[0].0, "reason");
    });
}

#[test]
fn a_section_is_reviewed_by_name_and_what_came_after_the_look_is_new() {
    Practice::each(|practice| {
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let med = |name: &str| Said::nothing().with(Field::What, name).with(Field::Status, "active");
        let enter = |name: &str| {
            keep(practice, &practice.tom, ana, Section::Medications, Change::Enter(med(name))).expect("entered")
        };
        enter("Lisinopril 10 mg");
        let before = sheet(practice, ana, Section::Medications);
        assert!(before.review.is_none() && before.new_count() == 0, "never reviewed: nothing is newer than that");
        practice.pass_minutes(5);
        let page = practice.ask(&practice.okafor, HistoriesOf { patient: ana }).expect("the page").as_of;
        practice.pass_minutes(5);
        enter("Metformin 500 mg");
        practice.pass_minutes(5);
        let mark = MarkReviewed { patient: ana, sections: Section::ALL.to_vec(), as_of: page };
        practice.perform(&practice.okafor, mark).expect("all is reviewed, nothing changed");
        let after = sheet(practice, ana, Section::Medications);
        let last = after.review.expect("a review");
        assert_eq!((last.by, last.role), (practice.okafor.account, Role::Physician));
        assert!(!entry(&after, "Lisinopril 10 mg").is_new);
        assert!(entry(&after, "Metformin 500 mg").is_new, "it was not on the page that Okafor looked at");
        assert_eq!(sheet(practice, ana, Section::Family).review, Some(last), "every section, filled or empty");
        practice.pass_minutes(13 * 60);
        let stale = MarkReviewed { patient: ana, sections: vec![Section::Medications], as_of: page };
        let why = practice.perform(&practice.okafor, stale).expect_err("the page lay open too long");
        assert_eq!(why.code(), "page_too_old");
        review(practice, &practice.tom, ana, &[Section::Medications]);
        let last = sheet(practice, ana, Section::Medications);
        assert_eq!(last.review.map(|one| one.role), Some(Role::MedicalAssistant));
        assert_eq!(last.new_count(), 0);
    });
}

#[test]
fn who_may_write_where() {
    Practice::each(|practice| {
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let asthma = || {
            let said = Said::nothing().with(Field::What, "Asthma").with(Field::Verification, "confirmed");
            Change::Enter(said.with(Field::Status, "active"))
        };
        for who in [&practice.rosa, &practice.mei, &practice.cora, &practice.ines, &practice.priya] {
            let why = keep(practice, who, ana, Section::Allergies, Change::Enter(allergy("Latex")));
            assert_eq!(why.expect_err("not their work").kind(), Kind::Refused, "{}", who.login);
        }
        for who in [&practice.tom, &practice.ruth, &practice.lena] {
            let why = practice.perform(who, KeepProblem { patient: ana, change: asthma() });
            assert_eq!(why.expect_err("a clinician's judgement").kind(), Kind::Refused, "{}", who.login);
            let round = keep(practice, who, ana, Section::Problems, asthma());
            assert_eq!(round.expect_err("nor the other way").kind(), Kind::Refused);
            let none = StateNone { patient: ana, section: Section::Problems, says: Says::NoneKnown };
            assert_eq!(practice.perform(who, none).expect_err("nor that there is none").kind(), Kind::Refused);
        }
        practice.perform(&practice.pat, StateNoProblems { patient: ana, says: Says::NoneKnown }).expect("it is stated");
        practice.pass_minutes(1);
        let id = practice.perform(&practice.lin, KeepProblem { patient: ana, change: asthma() }).expect("entered");
        let end = Change::End(id, 1, Phi::from("3/2024"));
        practice.perform(&practice.okafor, KeepProblem { patient: ana, change: end }).expect("it is over");
        assert!(sheet(practice, ana, Section::Problems).entries.is_empty());
        let past = entry(&sheet(practice, ana, Section::Past), "Asthma");
        assert_eq!((past.said.get(Field::Status), past.said.get(Field::Until)), ("resolved", "2024-03"));
        let again = Change::Again(id, 2);
        practice.perform(&practice.okafor, KeepProblem { patient: ana, change: again }).expect("it is back");
        assert_eq!(sheet(practice, ana, Section::Problems).entries.len(), 1);
        let why = keep(practice, &practice.tom, ana, Section::Past, Change::InError(id, 3, Phi::from("a slip")));
        assert_eq!(why.expect_err("it stands on the problem list").kind(), Kind::NotFound);
    });
}

#[test]
fn how_somebody_lives_and_what_the_family_had() {
    Practice::each(|practice| {
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let tobacco = |code: &str| {
            Change::Enter(
                Said::nothing().with(Field::Topic, "tobacco").with(Field::What, code).with(Field::Since, "2010"),
            )
        };
        let why = keep(practice, &practice.tom, ana, Section::Social, tobacco("smokes a lot"));
        assert_eq!(why.expect_err("not of the standard list").fields()[0].0, "what");
        let smokes = keep(practice, &practice.tom, ana, Section::Social, tobacco("449868002")).expect("answered");
        let ended = Change::End(smokes, 1, Phi::from("2025"));
        keep(practice, &practice.tom, ana, Section::Social, ended).expect("she has stopped");
        keep(practice, &practice.tom, ana, Section::Social, tobacco("8517006")).expect("a former smoker");
        let social = sheet(practice, ana, Section::Social);
        let stands: Vec<(Stands, &str)> =
            social.entries.iter().map(|one| (one.stands, one.said.get(Field::What))).collect();
        assert_eq!(stands, [(Stands::Now, "8517006"), (Stands::Before, "449868002")]);
        let mother = Said::nothing()
            .with(Field::Relation, "MTH")
            .with(Field::What, "Breast cancer")
            .with(Field::AgeAtOnset, "47")
            .with(Field::Deceased, "yes");
        let id = keep(practice, &practice.tom, ana, Section::Family, Change::Enter(mother)).expect("told");
        let why = keep(practice, &practice.tom, ana, Section::Family, Change::End(id, 1, Phi::from("2020")));
        assert_eq!(why.expect_err("an illness of the mother does not end here").code(), "does_not_end");
        let wrong = Change::InError(id, 1, Phi::from("it was her aunt"));
        keep(practice, &practice.tom, ana, Section::Family, wrong).expect("marked");
        assert_eq!(entry(&sheet(practice, ana, Section::Family), "Breast cancer").stands, Stands::InError);
    });
}

/// A patient of another office with one allergy, of which the severity and the day of writing vary.
fn bundle(severity: &str) -> String {
    format!(
        r#"{{"resourceType":"Bundle","type":"collection","entry":[
        {{"fullUrl":"urn:uuid:11111111-1111-4111-8111-111111111111","resource":{{"resourceType":"Patient",
        "id":"11111111-1111-4111-8111-111111111111","name":[{{"family":"Tuck","given":["Bo"]}}],"gender":"male","birthDate":"1950-02-03"}}}},
        {{"fullUrl":"urn:uuid:22222222-2222-4222-8222-222222222222","resource":{{"resourceType":"AllergyIntolerance",
        "id":"22222222-2222-4222-8222-222222222222","clinicalStatus":{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active"}}]}},
        "code":{{"coding":[{{"system":"http://snomed.info/sct","code":"91936005","display":"Allergy to penicillin (finding)"}}]}},
        "patient":{{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"}},
        "reaction":[{{"manifestation":[{{"text":"rash"}}],"severity":"{severity}"}}]}}}}]}}"#
    )
}

fn take_in(practice: &Practice, text: &str) -> PatientId {
    let source = Source::named("st-vincent").expect("a name");
    let batch = read_file(text.to_owned(), &source, &Limits::default()).expect("a bundle");
    for deed in batch.deeds {
        practice.perform(&practice.ines, deed).expect("it comes in");
    }
    let find = FindPeople { typed: Phi::<String>::from("Tuck"), at_most: 1 };
    practice.ask(&practice.rosa, find).expect("a search").remove(0).id
}

#[test]
fn what_came_in_stands_in_its_section_and_a_correction_here_outlives_what_the_sender_says_next() {
    Practice::each(|practice| {
        let bo = take_in(practice, &bundle("mild"));
        let there = sheet(practice, bo, Section::Allergies);
        let [imported] = there.entries.as_slice() else { panic!("once: {there:?}") };
        assert_eq!((imported.origin, imported.source.as_str(), imported.version), (Origin::Imported, "st-vincent", 0));
        assert_eq!(imported.said.get(Field::Code), "91936005", "kept with its system and code");
        review(practice, &practice.okafor, bo, &[Section::Allergies]);
        practice.pass_minutes(60);
        take_in(practice, &bundle("moderate"));
        let changed = sheet(practice, bo, Section::Allergies);
        assert_eq!(changed.entries[0].said.get(Field::Severity), "moderate", "untouched, it follows its sender");
        assert!(changed.entries[0].is_new, "and whoever reviews sees it");

        let said = changed.entries[0].said.clone().with(Field::Severity, "severe");
        practice.pass_minutes(60);
        let correct = Change::Correct(changed.entries[0].id, 0, said);
        keep(practice, &practice.ruth, bo, Section::Allergies, correct).expect("it is corrected");
        practice.pass_minutes(60);
        take_in(practice, &bundle("mild"));
        let ours = sheet(practice, bo, Section::Allergies);
        let [entry] = ours.entries.as_slice() else { panic!("still once: {ours:?}") };
        assert_eq!(entry.said.get(Field::Severity), "severe", "what Ruth found stays");
        assert_eq!(entry.said.get(Field::Code), "91936005");
        assert!(entry.sender_changed_at.is_some(), "and the page says that the sender sent something else");
        let why = none_known(practice, bo, Section::Allergies).expect_err("one stands");
        assert_eq!(why.code(), "entries_stand");
    });
}

#[test]
fn a_merge_brings_the_entries_and_asks_for_a_new_review_and_parting_undoes_both() {
    Practice::each(|practice| {
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let anna = practice.patient("Anna", "Ruiz", "1990-02-03");
        let enter = Change::Enter(allergy("Sulfa"));
        keep(practice, &practice.tom, anna, Section::Allergies, enter).expect("it is entered");
        let family = Said::nothing().with(Field::Relation, "FTH").with(Field::What, "Gout");
        keep(practice, &practice.tom, anna, Section::Family, Change::Enter(family)).expect("it is entered");
        none_known(practice, ana, Section::Allergies).expect("it is stated");
        practice.pass_minutes(5);
        review(practice, &practice.okafor, ana, Section::ALL);
        let alone = sheet(practice, ana, Section::Allergies);
        assert!(matches!(alone.known, Known::None(_)));

        practice.pass_minutes(5);
        let merge = MergePeople { gone: anna, survivor: ana };
        let merge = practice.perform(&practice.rosa, merge).expect("they are merged");
        let both = sheet(practice, ana, Section::Allergies);
        assert_eq!(both.known, Known::Listed, "the allergy came along, and none known does not hold");
        assert!(both.joined_since.is_some() && entry(&both, "Sulfa").is_new, "Okafor has not seen it");
        assert!(entry(&sheet(practice, ana, Section::Family), "Gout").is_new);
        assert!(sheet(practice, ana, Section::Social).joined_since.is_none(), "nothing came into this one");
        practice.pass_minutes(5);
        review(practice, &practice.lin, ana, Section::ALL);
        assert_eq!(sheet(practice, ana, Section::Allergies).new_count(), 0);

        practice.perform(&practice.rosa, PartPeople { survivor: ana, merge }).expect("they are parted");
        let alone = sheet(practice, ana, Section::Allergies);
        assert!(alone.entries.is_empty() && matches!(alone.known, Known::None(_)), "{alone:?}");
        let hers = sheet(practice, anna, Section::Allergies);
        assert_eq!(entry(&hers, "Sulfa").stands, Stands::Now);
        assert!(hers.review.is_none(), "nobody reviewed it in her own chart");
        assert_eq!(entry(&sheet(practice, anna, Section::Family), "Gout").version, 1);
    });
}
