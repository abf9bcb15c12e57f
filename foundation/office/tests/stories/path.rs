//! The one path: what is done is written down, what is refused too, and a second click gets the first answer.

use crate::journal::entries_of;
use kernel::{Kind, RawId};
use office::{AccessOf, Accounts, Outcome};
use testkit::Practice;
use testkit::registry::people::{Demographics, FindPeople, PersonCard, RegisterPatient, Sex};

fn chidi() -> RegisterPatient {
    let born = "1984-03-12".parse().expect("a date");
    RegisterPatient {
        demographics: Demographics::of("Okonkwo", "Chidi", born, Sex::Male),
        identifiers: Vec::new(),
        relations: Vec::new(),
    }
}

#[test]
fn a_deed_is_done_and_written_down_under_its_doer() {
    Practice::each(|practice| {
        let patient = practice.perform(&practice.rosa, chidi()).expect("it is done");
        let entries = entries_of(practice, patient);
        let registered = entries.iter().find(|entry| entry.fact == "patient.registered").expect("it is in the journal");
        assert_eq!(registered.actor, practice.rosa.account());
        assert_eq!(registered.outcome, Outcome::Done);
        assert_eq!(registered.act, "people.register");
        assert!(!registered.body.contains("Okonkwo"), "no name in the journal");
    });
}

#[test]
fn what_is_shown_is_written_down_before_it_is_shown() {
    Practice::each(|practice| {
        let patient = practice.patient("Chidi", "Okonkwo", "1984-03-12");
        practice.ask(&practice.mei, PersonCard { patient }).expect("Mei may see it");
        let find = FindPeople { typed: "okon chi".into(), at_most: 8 };
        assert_eq!(practice.ask(&practice.tom, find).expect("Tom may search").len(), 1);
        let shown: Vec<_> =
            entries_of(practice, patient).into_iter().filter(|entry| entry.outcome == Outcome::Shown).collect();
        assert!(shown.iter().any(|entry| entry.actor == practice.mei.account() && entry.act == "people.see"));
        assert!(shown.iter().any(|entry| entry.actor == practice.tom.account() && entry.act == "people.find"));
    });
}

#[test]
fn a_page_that_looks_again_by_itself_is_one_viewing() {
    Practice::each(|practice| {
        let ana = practice.patient("Ana", "Okonkwo", "1990-01-01");
        let find = || FindPeople { typed: "okon".into(), at_most: 8 };
        let looks = |patient| {
            let by_tom = |entry: &office::Entry| entry.actor == practice.tom.account() && entry.act == "people.find";
            entries_of(practice, patient).into_iter().filter(by_tom).count()
        };
        let again = || practice.block_on(practice.office.ask_again(&practice.tom, find())).expect("Tom may search");
        assert_eq!((again().len(), looks(ana)), (1, 1), "the first time is written down");
        practice.pass_minutes(14);
        assert_eq!((again().len(), looks(ana)), (1, 1), "it is still the same viewing");
        let chidi = practice.patient("Chidi", "Okonkwo", "1984-03-12");
        assert_eq!(again().len(), 2);
        assert_eq!((looks(chidi), looks(ana)), (1, 1), "somebody new is written down, alone");
        practice.pass_minutes(1);
        again();
        assert_eq!((looks(chidi), looks(ana)), (1, 2), "a quarter of an hour later it is a viewing of its own");
        practice.ask(&practice.tom, find()).expect("he searches himself");
        assert_eq!((looks(chidi), looks(ana)), (2, 3), "whoever looks themselves is written down every time");
        practice.block_on(practice.office.ask_again(&practice.mei, find())).expect("Mei may search");
        let by_mei = entries_of(practice, ana).into_iter().filter(|entry| entry.actor == practice.mei.account());
        assert_eq!(by_mei.count(), 1, "what Tom was shown says nothing about Mei");
    });
}

#[test]
fn a_role_without_the_permission_is_refused_and_the_attempt_is_written_down() {
    Practice::each(|practice| {
        let why = practice.perform(&practice.cora, chidi()).expect_err("a coder does not register people");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "not_permitted"));
        let why = practice.ask(&practice.rosa, Accounts).expect_err("the desk does not keep accounts");
        assert_eq!(why.kind(), Kind::Refused);
        let patient = practice.patient("Ana", "Ruiz", "1990-01-01");
        let why = practice.ask(&practice.rosa, AccessOf { patient, before: None }).expect_err("nor read the journal");
        assert_eq!(why.kind(), Kind::Refused);
        let refused = entries_of(practice, patient).into_iter().find(|entry| entry.outcome == Outcome::Refused);
        let refused = refused.expect("the attempt is in the journal");
        assert_eq!((refused.actor, refused.act.as_str()), (practice.rosa.account(), "journal.see"));
    });
}

#[test]
fn a_second_click_gets_the_first_answer() {
    Practice::each(|practice| {
        let request: RawId = practice.office.fresh_id();
        let click = || practice.block_on(practice.office.perform_once(&practice.rosa, request, chidi()));
        let first = click().expect("the first click registers");
        assert_eq!(click().expect("the second is answered"), first);
        let find = FindPeople { typed: "okonkwo".into(), at_most: 8 };
        assert_eq!(practice.ask(&practice.rosa, find).expect("found").len(), 1, "there is one chart");
        let by_another = practice.block_on(practice.office.perform_once(&practice.lena, request, chidi()));
        assert_eq!(by_another.expect_err("somebody else's form").code(), "request_reused");
    });
}

#[test]
fn two_clicks_at_once_make_one_chart() {
    Practice::each(|practice| {
        let request: RawId = practice.office.fresh_id();
        let office = &practice.office;
        let click = || office.perform_once(&practice.rosa, request, chidi());
        let (a, b) = practice.block_on(async { tokio::join!(click(), click()) });
        assert_eq!(a.expect("one registers"), b.expect("the other is answered"));
    });
}

#[test]
fn what_was_refused_leaves_nothing_behind() {
    Practice::each(|practice| {
        let mut wrong = chidi();
        wrong.demographics.birth_day = kernel::Phi::new("2126-01-01".parse().expect("a date"));
        wrong.demographics.contacts.email = "nobody".into();
        let why = practice.perform(&practice.rosa, wrong).expect_err("born in the future");
        assert_eq!(why.kind(), Kind::Invalid);
        let mut fields: Vec<&str> = why.fields().iter().map(|(field, _)| *field).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["birth_day", "email"], "every fault is named at once");
        let find = FindPeople { typed: "okonkwo".into(), at_most: 8 };
        assert!(practice.ask(&practice.rosa, find).expect("searched").is_empty());
    });
}
