//! Check-in: five ticks, and what is blank is not done.

use crate::desk::Desk;
use front_office::intake::{
    ConsentKind, CoverageReview, DemographicsReview, EarlierSignatures, IdentityProof, PaymentNote, ProveByLicence,
    REQUIRED_CONSENTS, SetConsentEdition, SignConsent, SignedHow, Tick, TickName, Ticked, Untick,
};
use front_office::patient_flow::{Status, VisitId};
use kernel::{Kind, Money, Phi, Problem};
use office::PatientId;
use testkit::Practice;
use testkit::workflows::check_in::{CheckInPage, FinishCheckIn};
use testkit::workflows::check_out::CheckOutPage;
use testkit::workflows::patient_banner::PatientBanner;

fn tick(practice: &Practice, visit: VisitId, what: Ticked) -> Result<(), Problem> {
    practice.perform(&practice.rosa, Tick { visit, what, note: Phi::default() })
}

fn sign_all(practice: &Practice, patient: PatientId) {
    for kind in REQUIRED_CONSENTS {
        let edition = "2026-01".to_owned();
        let sign = SignConsent { patient, kind: *kind, edition, how: SignedHow::Paper, expires_on: None };
        practice.perform(&practice.rosa, sign).expect("it is signed");
    }
}

#[test]
fn five_ticks_lead_to_the_waiting_room_and_fewer_do_not() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let visit = desk.arrived(chidi, "9:00");
        let finish = |version| practice.perform(&practice.rosa, FinishCheckIn { visit, version });
        let why = finish(1).expect_err("nothing is done");
        assert_eq!(why.kind(), Kind::Refused);
        assert_eq!(why.say(), "Still to be done: Identity, Demographics, Coverage, Consents, Payment.");
        practice.pass_minutes(2);
        tick(practice, visit, Ticked::Identity(IdentityProof::DriverLicence)).expect("who it is");
        assert_eq!(desk.visit(visit).status, Status::CheckingIn, "the first tick begins the check-in");
        tick(practice, visit, Ticked::Demographics(DemographicsReview::Confirmed)).expect("read over");
        tick(practice, visit, Ticked::Coverage(CoverageReview::CardSeen)).expect("the card");
        tick(practice, visit, Ticked::Payment(PaymentNote::Due(Money::from_cents(2_500)))).expect("the co-pay");
        assert_eq!(finish(2).expect_err("one is missing").say(), "Still to be done: Consents.");
        sign_all(practice, chidi);
        tick(practice, visit, Ticked::Consents).expect("all are signed");
        assert_eq!(desk.visit(visit).ticks_done, 5);
        finish(2).expect("all five are done");
        assert_eq!(desk.visit(visit).status, Status::Waiting);
        let banner = practice.ask(&practice.tom, PatientBanner { patient: chidi }).expect("the banner");
        assert_eq!((banner.due.cents(), banner.name.reveal().as_str()), (2_500, "Anyanwu, Chidi"));
        assert_eq!(*banner.age_years.reveal(), 42);
    });
}

#[test]
fn consents_that_are_not_signed_or_have_run_out_are_named() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let visit = desk.arrived(chidi, "9:00");
        let why = tick(practice, visit, Ticked::Consents).expect_err("nothing is signed");
        assert_eq!(
            why.say(),
            "Still to be signed: Consent to treatment, Notice of privacy practices, Financial responsibility."
        );
        for kind in REQUIRED_CONSENTS {
            let run_out = SignConsent {
                patient: chidi,
                kind: *kind,
                edition: "2024-01".to_owned(),
                how: SignedHow::OnScreen,
                expires_on: Some(crate::desk::day("2026-11-15")),
            };
            practice.perform(&practice.rosa, run_out).expect("it was signed");
        }
        let why = tick(practice, visit, Ticked::Consents).expect_err("all have run out");
        assert_eq!(why.code(), "consents_missing");
        let page = practice.ask(&practice.rosa, CheckInPage { visit }).expect("the page");
        assert_eq!((page.state.missing_consents.len(), page.state.consents.len()), (3, 3));
    });
}

#[test]
fn a_tick_can_be_taken_away_and_nothing_due_is_an_answer() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let visit = desk.arrived(desk.chidi(), "9:00");
        let zero = tick(practice, visit, Ticked::Payment(PaymentNote::Due(Money::ZERO)));
        assert_eq!(zero.expect_err("nothing is not an amount").code(), "no_amount");
        tick(practice, visit, Ticked::Payment(PaymentNote::NothingDue)).expect("nothing is due");
        tick(practice, visit, Ticked::Identity(IdentityProof::KnownToStaff)).expect("who it is");
        tick(practice, visit, Ticked::Identity(IdentityProof::Passport)).expect("a better proof");
        let page = practice.ask(&practice.rosa, CheckInPage { visit }).expect("the page");
        assert_eq!(page.state.tick(TickName::Identity).expect("ticked").how, "passport");
        practice.perform(&practice.rosa, Untick { visit, tick: TickName::Identity }).expect("taken away");
        let twice = practice.perform(&practice.rosa, Untick { visit, tick: TickName::Identity });
        assert_eq!(twice.expect_err("it is not there").say(), "Identity is not ticked.");
        let why = practice.perform(&practice.mei, Untick { visit, tick: TickName::Payment });
        assert_eq!(why.expect_err("Mei may not").kind(), Kind::Refused);
        let out = practice.ask(&practice.rosa, CheckOutPage { visit }).expect("the page");
        assert_eq!(out.state.missing().len(), 4);
    });
}

#[test]
fn a_new_edition_asks_again_only_where_the_office_says_so() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let visit = desk.arrived(chidi, "9:00");
        let state = || practice.ask(&practice.rosa, CheckInPage { visit }).expect("the page").state;
        assert_eq!(state().editions.of(ConsentKind::Treatment), "1", "until the office says another");
        sign_all(practice, chidi);
        practice.pass_minutes(1);
        let set =
            |earlier| SetConsentEdition { kind: ConsentKind::Treatment, edition: " 2027-01 ".to_owned(), earlier };
        let why = practice.perform(&practice.rosa, set(EarlierSignatures::Hold)).expect_err("Rosa may not");
        assert_eq!(why.kind(), Kind::Refused);
        practice.perform(&practice.ines, set(EarlierSignatures::Hold)).expect("the wording was mended");
        let now = state();
        assert_eq!((now.editions.of(ConsentKind::Treatment), now.missing_consents.len()), ("2027-01", 0));
        practice.perform(&practice.ines, set(EarlierSignatures::AskAgain)).expect("it says something else now");
        assert_eq!(state().missing_consents, [ConsentKind::Treatment]);
        practice.pass_minutes(1);
        sign_all(practice, chidi);
        practice.perform(&practice.ines, set(EarlierSignatures::Hold)).expect("mended once more");
        assert_eq!(state().missing_consents, Vec::new(), "who signed anew need not again");
        let blank = SetConsentEdition { edition: "  ".to_owned(), ..set(EarlierSignatures::Hold) };
        assert_eq!(practice.perform(&practice.ines, blank).expect_err("blank").code(), "no_edition");
    });
}

/// Chidi's licence as a scanner types it.
fn licence(family: &str, birth_day: &str, expires: &str) -> Phi<String> {
    format!(
        "@\n\u{1e}\rANSI 636035080002DL00410278DLDAQA55501234\nDCS{family}\nDACCHIDI\nDBB{birth_day}\nDBA{expires}\nDBC1\nDAG1 FIRST ST\n"
    )
    .into()
}

#[test]
fn a_scanned_licence_proves_who_it_is_only_when_it_is_the_patients() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let visit = desk.arrived(desk.chidi(), "9:00");
        let born = practice.ask(&practice.rosa, CheckInPage { visit }).expect("the page").person.demographics.birth_day;
        let born = born.reveal().to_string();
        let born = format!("{}{}{}", &born[5..7], &born[8..10], &born[..4]);
        let prove = |scanned| practice.perform(&practice.rosa, ProveByLicence { visit, scanned });
        let why = prove("0123456789".into()).expect_err("it is the bar code of something else");
        assert_eq!(why.code(), "licence_unread");
        let why = prove(licence("OKORO", "01021999", "01022031")).expect_err("it is somebody else's");
        assert_eq!(
            why.say(),
            "On the licence the family name and date of birth are not as on record. Is this the right chart? If the record is \
             wrong, correct it first."
        );
        assert!(
            practice
                .ask(&practice.rosa, CheckInPage { visit })
                .expect("the page")
                .state
                .tick(TickName::Identity)
                .is_none()
        );
        prove(licence("ANYANWU", &born, "01022020")).expect("it is his");
        let state = practice.ask(&practice.rosa, CheckInPage { visit }).expect("the page").state;
        let tick = state.tick(TickName::Identity).expect("it is ticked");
        assert_eq!(tick.how, "driver_licence");
        assert_eq!(
            tick.note.reveal(),
            "Bar code scanned; number ends in 1234. Expired on 2020-01-02. Another address stands on it: read the address over."
        );
    });
}
