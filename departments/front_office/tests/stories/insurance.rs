//! Insurance on file: pictures of cards, and injuries that another insurer pays for.

use front_office::insurance::{
    CardPictureBytes, CardPicturesOf, CardSide, CasesOf, Cause, InjuryFields, KeepCardPictures, KeepInjuryCase,
};
use kernel::{Kind, Phi};
use office::PatientId;
use registry::coverages::{CoverageId, KeepCoverage, NewCoverage, Relationship};
use std::collections::BTreeMap;
use testkit::Practice;
use testkit::papers::{pdf, picture, png};

pub fn covered(practice: &Practice, patient: PatientId) -> CoverageId {
    covered_by(practice, patient, "Blue Cross", None, None)
}

/// A policy in force from a day and until a day.
pub fn covered_by(
    practice: &Practice,
    patient: PatientId,
    payer: &str,
    starts_on: Option<&str>,
    ends_on: Option<&str>,
) -> CoverageId {
    let day = |text: &str| text.parse().expect("a day");
    let card = NewCoverage {
        payer: payer.to_owned(),
        payer_number: String::new(),
        priority: 1,
        plan: "Gold".to_owned(),
        member_number: "XQ1".into(),
        group_number: Phi::default(),
        relationship: Relationship::Itself,
        subscriber_name: Phi::default(),
        subscriber_birth_day: None,
        starts_on: starts_on.map(day),
        ends_on: ends_on.map(day),
        copay: None,
    };
    practice.perform(&practice.rosa, KeepCoverage { patient, corrects: None, card }).expect("a card")
}

fn at_work() -> InjuryFields {
    InjuryFields {
        cause: Cause::Work,
        injured_on: "2026-11-02".parse().expect("a day"),
        state: "NY".to_owned(),
        insurer: "State Fund".to_owned(),
        claim_number: Phi::default(),
        adjuster: Phi::default(),
        adjuster_phone: Phi::default(),
        employer: "Lakeside Boats".into(),
        employer_phone: Phi::default(),
        body_parts: "left hand".into(),
        closed_on: None,
    }
}

/// Every list of insurance on file, for the test of query plans.
pub fn look_at_all(practice: &Practice, patient: PatientId) {
    let coverage = covered(practice, patient);
    let pictures = [(CardSide::Front, png())].into();
    practice.perform(&practice.rosa, KeepCardPictures { patient, coverage, pictures }).expect("kept");
    practice.ask(&practice.rosa, CardPicturesOf { patient }).expect("the pictures");
    practice.ask(&practice.rosa, CardPictureBytes { patient, coverage, side: CardSide::Front }).expect("one");
    practice.ask(&practice.rosa, CasesOf { patient }).expect("the cases");
}

#[test]
fn the_latest_picture_of_each_side_is_shown_and_earlier_ones_stay() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let coverage = covered(practice, chidi);
        let keep = |pictures| KeepCardPictures { patient: chidi, coverage, pictures };
        let both = [(CardSide::Front, picture(1)), (CardSide::Back, picture(2))];
        practice.perform(&practice.rosa, keep(both.into())).expect("kept");
        practice.pass_minutes(60);
        practice.perform(&practice.rosa, keep([(CardSide::Front, picture(3))].into())).expect("a new front");
        let all = practice.ask(&practice.mei, CardPicturesOf { patient: chidi }).expect("the pictures");
        assert_eq!(all.iter().map(|one| one.side).collect::<Vec<_>>(), [CardSide::Front, CardSide::Back]);
        let side = |side| {
            let bytes = CardPictureBytes { patient: chidi, coverage, side };
            practice.ask(&practice.mei, bytes).expect("a picture").bytes.into_revealed()
        };
        assert_eq!(
            (side(CardSide::Front), side(CardSide::Back)),
            (picture(3).bytes().to_vec(), picture(2).bytes().to_vec())
        );
        let kept = practice.scratch().run("UPDATE insurance_card_picture SET side = side").expect("rows");
        assert_eq!(kept, 3, "the earlier front stays");
        let why =
            practice.perform(&practice.rosa, keep([(CardSide::Back, pdf(&["a card"]))].into())).expect_err("a PDF");
        assert_eq!(why.code(), "not_a_picture");
        assert_eq!(practice.perform(&practice.rosa, keep(BTreeMap::new())).expect_err("none").code(), "no_picture");
    });
}

#[test]
fn nobody_elses_card_takes_a_picture() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let ngozi = practice.patient("Ngozi", "Bello", "1990-01-02");
        let coverage = covered(practice, chidi);
        let pictures = [(CardSide::Front, png())].into();
        let why = practice.perform(&practice.rosa, KeepCardPictures { patient: ngozi, coverage, pictures });
        assert_eq!(why.expect_err("it is Chidi’s").kind(), Kind::NotFound);
        let look = CardPictureBytes { patient: ngozi, coverage, side: CardSide::Front };
        assert_eq!(practice.ask(&practice.rosa, look).expect_err("nothing").kind(), Kind::NotFound);
    });
}

#[test]
fn an_injury_is_a_case_of_its_own_that_says_what_is_still_missing() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let rosa = &practice.rosa;
        let keep = |corrects, fields| KeepInjuryCase { patient: chidi, corrects, fields };
        let case = practice.perform(rosa, keep(None, at_work())).expect("open");
        let all = practice.ask(rosa, CasesOf { patient: chidi }).expect("the cases");
        assert_eq!(all[0].still_missing(), ["claim number", "adjuster"]);
        let told = InjuryFields { claim_number: "WC-77".into(), adjuster: "Dana Frost".into(), ..at_work() };
        practice.perform(rosa, keep(Some((case, 1)), told.clone())).expect("corrected");
        assert_eq!(practice.perform(rosa, keep(Some((case, 1)), told)).expect_err("stale").kind(), Kind::Conflict);
        let all = practice.ask(&practice.mei, CasesOf { patient: chidi }).expect("the cases");
        assert!(all[0].still_missing().is_empty());
        let closed = InjuryFields { closed_on: Some("2026-11-12".parse().expect("a day")), ..at_work() };
        practice.perform(rosa, keep(Some((case, 2)), closed)).expect("closed");
        practice.perform(rosa, keep(None, InjuryFields { cause: Cause::Auto, ..at_work() })).expect("another");
        let all = practice.ask(rosa, CasesOf { patient: chidi }).expect("the cases");
        assert_eq!(
            all.iter().map(|one| one.fields.cause).collect::<Vec<_>>(),
            [Cause::Auto, Cause::Work],
            "open first"
        );
    });
}

#[test]
fn what_an_insurer_will_refuse_is_refused_at_the_desk() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let field_of = |fields| {
            let keep = KeepInjuryCase { patient: chidi, corrects: None, fields };
            let why = practice.perform(&practice.rosa, keep).expect_err("it is refused");
            why.fields()[0].0
        };
        assert_eq!(field_of(InjuryFields { employer: Phi::default(), ..at_work() }), "employer");
        assert_eq!(field_of(InjuryFields { cause: Cause::Auto, state: String::new(), ..at_work() }), "state");
        assert_eq!(
            field_of(InjuryFields { injured_on: "2026-11-20".parse().expect("a day"), ..at_work() }),
            "injured_on"
        );
        assert_eq!(field_of(InjuryFields { insurer: " ".to_owned(), ..at_work() }), "insurer");
        let why = practice.perform(&practice.tom, KeepInjuryCase { patient: chidi, corrects: None, fields: at_work() });
        assert_eq!(why.expect_err("a medical assistant keeps no coverage").kind(), Kind::Refused);
    });
}
