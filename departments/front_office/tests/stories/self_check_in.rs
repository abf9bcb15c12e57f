//! Self check-in: by a link or at a kiosk; nothing enters the chart until somebody accepts it.

use crate::desk::Desk;
use front_office::insurance::{CardPicturesOf, CardSide};
use front_office::patient_flow::Status;
use front_office::scheduling::AppointmentId;
use front_office::self_check_in::{
    AtSitting, ClearKiosk, ConfirmBirthday, Confirmed, DecideEntry, Decision, EndKiosk, EntryStanding, FoundAtKiosk,
    KioskBySecret, KioskPurpose, Kiosks, OfferLink, OpenAtKiosk, PairKiosk, RegisterKiosk, Secret, SelfCardBytes,
    SelfCheckInId, SelfCheckInsToReview, SelfField, SelfReview, Sitting, SittingDeed, SpeakAt, SpokenAt,
};
use kernel::{Day, Kind, Phi, Problem};
use office::{Actor, PatientId};
use registry::coverages::{CoverageOf, Relationship};
use registry::people::{CorrectDemographics, Demographics, Language, PersonCard};
use testkit::Practice;
use testkit::papers::picture;

fn machine(practice: &Practice) -> Actor {
    practice.office.machine("self-check-in")
}

fn secret(text: &str) -> Secret {
    Secret::presented(text.to_owned())
}

fn born(text: &str) -> Phi<Day> {
    Phi::new(text.parse().expect("a day"))
}

fn link(practice: &Practice, appointment: AppointmentId) -> String {
    practice.perform(&practice.rosa, OfferLink { appointment }).expect("a link").secret
}

fn confirm(practice: &Practice, link: &str, day: &str) -> Result<Confirmed, Problem> {
    practice.perform(&machine(practice), ConfirmBirthday { secret: secret(link), born: born(day) })
}

fn at_sitting(practice: &Practice, link: &str, deed: SittingDeed) -> Result<bool, Problem> {
    practice.perform(&machine(practice), AtSitting { secret: secret(link), deed })
}

/// Chidi's link for Wednesday, the birthday confirmed.
fn with_link(practice: &Practice) -> (PatientId, String) {
    let desk = Desk::of(practice);
    let chidi = desk.chidi();
    let link = link(practice, desk.book(chidi, "2026-11-18", "9:00").expect("booked"));
    assert_eq!(confirm(practice, &link, "1984-03-12").expect("asked"), Confirmed::Yes);
    (chidi, link)
}

fn to_review(practice: &Practice) -> SelfCheckInId {
    practice.ask(&practice.rosa, SelfCheckInsToReview { site: practice.site }).expect("the list")[0].id
}

fn enter(practice: &Practice, link: &str, fields: &[(SelfField, &str)]) -> Result<(), Problem> {
    let fields = fields.iter().map(|(field, said)| (*field, Phi::from(*said))).collect();
    at_sitting(practice, link, SittingDeed::Enter(fields)).map(drop)
}

fn send(practice: &Practice, link: &str, here: bool) -> Result<bool, Problem> {
    at_sitting(practice, link, SittingDeed::Send { here })
}

fn mobile_of(practice: &Practice, patient: PatientId) -> String {
    let person = practice.ask(&practice.rosa, PersonCard { patient }).expect("the person");
    person.demographics.contacts.mobile.reveal().clone()
}

fn kiosk(practice: &Practice) -> String {
    let register = RegisterKiosk { site: practice.site, name: "Front door".to_owned(), purpose: KioskPurpose::CheckIn };
    let code = practice.perform(&practice.ines, register).expect("a kiosk").code;
    practice.perform(&machine(practice), PairKiosk { code: secret(&code) }).expect("it is paired").secret
}

fn open(practice: &Practice, kiosk: &str, family: &str, day: &str) -> Result<FoundAtKiosk, Problem> {
    let open = OpenAtKiosk { kiosk: secret(kiosk), family: family.into(), born: born(day), language: None };
    practice.perform(&machine(practice), open)
}

/// What Chidi sent from home, waiting for the desk.
pub fn sent_from_home(practice: &Practice) -> (PatientId, SelfCheckInId) {
    let (chidi, link) = with_link(practice);
    enter(practice, &link, &[(SelfField::Mobile, "5550107788")]).expect("entered");
    send(practice, &link, false).expect("sent");
    (chidi, to_review(practice))
}

/// Every look of self check-in, for the test of query plans.
pub fn look_at_all(practice: &Practice, appointment: AppointmentId) {
    let link = practice.perform(&practice.rosa, OfferLink { appointment }).expect("a link");
    confirm(practice, &link.secret, "1984-03-12").expect("asked");
    enter(practice, &link.secret, &[(SelfField::Mobile, "5550107788")]).expect("entered");
    practice.ask(&machine(practice), Sitting { secret: secret(&link.secret) }).expect("the sitting");
    send(practice, &link.secret, false).expect("sent");
    let kiosk = kiosk(practice);
    open(practice, &kiosk, "Nobody", "1984-03-12").expect("looked");
    practice.perform(&machine(practice), ClearKiosk { kiosk: secret(&kiosk) }).expect("cleared");
    practice.ask(&practice.ines, Kiosks).expect("the kiosks");
    practice.ask(&practice.rosa, SelfCheckInsToReview { site: practice.site }).expect("the list");
    practice.ask(&practice.rosa, SelfReview { check_in: link.check_in }).expect("the review");
}

#[test]
fn what_a_patient_enters_waits_until_the_desk_accepts_it() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let appointment = desk.book(chidi, "2026-11-18", "9:00").expect("booked");
        let link = link(practice, appointment);
        let early = enter(practice, &link, &[(SelfField::Mobile, "5550107788")]).expect_err("who is it?");
        assert_eq!(early.code(), "not_confirmed");
        let sheet = practice.ask(&machine(practice), Sitting { secret: secret(&link) }).expect("the sitting");
        assert!(sheet.asks_birthday && sheet.fields.is_empty() && sheet.called.reveal().is_empty(), "nothing is shown");
        assert_eq!(confirm(practice, &link, "1984-03-12").expect("asked"), Confirmed::Yes);
        let fields = [
            (SelfField::Mobile, "5550107788"),
            (SelfField::Email, ""),
            (SelfField::Insurance, "Aetna\nW123\nG9\nchild\nNneka Anyanwu"),
            (SelfField::Allergies, "Penicillin"),
        ];
        enter(practice, &link, &fields).expect("entered");
        at_sitting(practice, &link, SittingDeed::SendCard([(CardSide::Front, picture(4))].into())).expect("a picture");
        assert!(!send(practice, &link, false).expect("sent"));
        assert_eq!(mobile_of(practice, chidi), "", "nothing is in the chart yet");
        assert_eq!(send(practice, &link, false).expect_err("it is closed").kind(), Kind::NotFound);
        let list = practice.ask(&practice.rosa, SelfCheckInsToReview { site: practice.site }).expect("the list");
        let check_in = list[0].id;
        let review = || practice.ask(&practice.rosa, SelfReview { check_in }).expect("the review");
        let entered: Vec<SelfField> = review().entries.iter().map(|entry| entry.field).collect();
        assert_eq!(entered, [SelfField::Allergies, SelfField::Insurance, SelfField::Mobile], "a blank is no entry");
        let decide = |field, decision| practice.perform(&practice.rosa, DecideEntry { check_in, field, decision });
        decide(SelfField::Mobile, Decision::Accept).expect("accepted");
        assert_eq!(mobile_of(practice, chidi), "5550107788");
        decide(SelfField::Insurance, Decision::Accept).expect("accepted");
        let coverage = practice.ask(&practice.rosa, CoverageOf { patient: chidi }).expect("coverage").remove(0);
        assert_eq!((coverage.card.payer.as_str(), coverage.card.member_number.reveal().as_str()), ("Aetna", "W123"));
        let subscriber = (coverage.card.relationship, coverage.card.subscriber_name.reveal().as_str());
        assert_eq!(subscriber, (Relationship::Child, "Nneka Anyanwu"), "it is his mother’s policy");
        let pictures = practice.ask(&practice.rosa, CardPicturesOf { patient: chidi }).expect("pictures");
        assert_eq!((pictures[0].coverage, pictures[0].side), (coverage.id, CardSide::Front));
        assert!(review().reviewed_at.is_none(), "one is open");
        decide(SelfField::Allergies, Decision::Decline).expect("declined");
        assert!(review().reviewed_at.is_some());
        assert!(review().entries.iter().any(|entry| entry.standing == EntryStanding::Declined));
        let twice = decide(SelfField::Mobile, Decision::Decline).expect_err("it is decided");
        assert_eq!(twice.kind(), Kind::Conflict);
        let why = practice
            .perform(&practice.tom, DecideEntry { check_in, field: SelfField::Email, decision: Decision::Accept });
        assert_eq!(why.expect_err("Tom corrects no demographics").kind(), Kind::Refused);
    });
}

#[test]
fn a_correction_at_the_desk_meanwhile_is_not_undone() {
    Practice::each(|practice| {
        let (chidi, link) = with_link(practice);
        enter(practice, &link, &[(SelfField::Mobile, "5550107788")]).expect("entered");
        send(practice, &link, false).expect("sent");
        let known = practice.ask(&practice.rosa, PersonCard { patient: chidi }).expect("the person");
        let mut to = known.demographics;
        to.contacts.email = "chidi@example.com".into();
        let correct = CorrectDemographics { patient: chidi, version: known.version, to };
        practice.perform(&practice.rosa, correct).expect("corrected");
        let check_in = to_review(practice);
        let accept = DecideEntry { check_in, field: SelfField::Mobile, decision: Decision::Accept };
        practice.perform(&practice.rosa, accept).expect("accepted");
        let after = practice.ask(&practice.rosa, PersonCard { patient: chidi }).expect("the person").demographics;
        assert_eq!(
            (after.contacts.mobile.reveal().as_str(), after.contacts.email.reveal().as_str()),
            ("5550107788", "chidi@example.com")
        );
    });
}

#[test]
fn a_link_closes_after_five_wrong_birthdays_and_after_its_time() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let appointment = desk.book(desk.chidi(), "2026-11-16", "11:00").expect("booked");
        let guessed = link(practice, appointment);
        for left in [4, 3, 2, 1, 0] {
            assert_eq!(confirm(practice, &guessed, "1984-03-13").expect("asked"), Confirmed::No(left));
        }
        let closed = confirm(practice, &guessed, "1984-03-12").expect_err("even the right one");
        let nothing = confirm(practice, &"0".repeat(40), "1984-03-12").expect_err("no such link");
        assert_eq!((closed.code(), closed.say()), (nothing.code(), nothing.say()), "in the same words");
        let late = link(practice, appointment);
        practice.pass_minutes(3 * 60 + 1);
        assert_eq!(confirm(practice, &late, "1984-03-12").expect_err("too late").code(), "link_closed");
        let past = practice.perform(&practice.rosa, OfferLink { appointment }).expect_err("it is over");
        assert_eq!(past.code(), "nothing_to_come");
    });
}

#[test]
fn a_kiosk_finds_who_is_due_today_marks_them_here_and_forgets() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        desk.book(chidi, "2026-11-16", "10:00").expect("booked");
        let ngozi = practice.patient("Ngozi", "Bello", "1990-01-02");
        desk.book(ngozi, "2026-11-17", "10:00").expect("booked for tomorrow");
        let kiosk = kiosk(practice);
        assert_eq!(open(practice, &kiosk, "Bello", "1990-01-02").expect("looked"), FoundAtKiosk::Nobody, "not today");
        assert_eq!(open(practice, &kiosk, "Anyanwu", "1984-03-13").expect("looked"), FoundAtKiosk::Nobody);
        let FoundAtKiosk::Open(left) = open(practice, &kiosk, " ANYANWU", "1984-03-12").expect("looked") else {
            panic!("he is due today")
        };
        enter(practice, &left, &[(SelfField::Mobile, "5550107788")]).expect("entered");
        practice.perform(&machine(practice), ClearKiosk { kiosk: secret(&kiosk) }).expect("he walked away");
        assert_eq!(send(practice, &left, true).expect_err("cleared").kind(), Kind::NotFound);
        let FoundAtKiosk::Open(sitting) = open(practice, &kiosk, "Anyanwu", "1984-03-12").expect("looked") else {
            panic!("he comes back")
        };
        assert!(send(practice, &sitting, true).expect("sent"), "the desk knows");
        let board = testkit::workflows::patient_board::PatientBoard { site: practice.site };
        let here = practice.ask(&practice.rosa, board).expect("the board");
        assert!(here.board.visits.iter().any(|visit| visit.patient == chidi && visit.status == Status::Arrived));
        let list = practice.ask(&practice.rosa, SelfCheckInsToReview { site: practice.site }).expect("the list");
        assert!(list.is_empty(), "he entered nothing this time, so there is nothing to review");
    });
}

#[test]
fn a_kiosk_is_paired_once_rests_after_many_misses_and_can_be_ended() {
    Practice::each(|practice| {
        let register =
            || RegisterKiosk { site: practice.site, name: "Front door".to_owned(), purpose: KioskPurpose::CheckIn };
        let fresh = practice.perform(&practice.ines, register()).expect("a kiosk");
        let pair = |code: &str| practice.perform(&machine(practice), PairKiosk { code: secret(code) });
        let kiosk = pair(&fresh.code).expect("paired").secret;
        assert_eq!(pair(&fresh.code).expect_err("once").code(), "wrong_code");
        let late = practice.perform(&practice.ines, register()).expect("another");
        practice.pass_minutes(11);
        assert_eq!(pair(&late.code).expect_err("ten minutes are over").code(), "wrong_code");
        for _ in 0..10 {
            open(practice, &kiosk, "Guess", "1984-03-12").expect("looked");
        }
        assert_eq!(open(practice, &kiosk, "Guess", "1984-03-12").expect_err("it rests").kind(), Kind::Busy);
        practice.pass_minutes(6);
        open(practice, &kiosk, "Guess", "1984-03-12").expect("it works again");
        practice.pass_minutes(6);
        let desk = Desk::of(practice);
        desk.book(desk.chidi(), "2026-11-16", "16:00").expect("booked");
        let FoundAtKiosk::Open(sitting) = open(practice, &kiosk, "Anyanwu", "1984-03-12").expect("looked") else {
            panic!("he is due today")
        };
        practice.perform(&practice.ines, EndKiosk { kiosk: fresh.kiosk }).expect("ended");
        let shown = practice.ask(&machine(practice), Sitting { secret: secret(&sitting) });
        assert_eq!(shown.expect_err("the tablet shows nothing any more").code(), "link_closed");
        let known = KioskBySecret { secret: secret(&kiosk) };
        assert_eq!(practice.ask(&machine(practice), known).expect_err("no more").kind(), Kind::NotFound);
        assert_eq!(practice.perform(&practice.rosa, register()).expect_err("not Rosa").kind(), Kind::Refused);
    });
}

#[test]
fn pictures_alone_wait_too_and_go_with_the_insurance_on_record() {
    Practice::each(|practice| {
        let (chidi, link) = with_link(practice);
        at_sitting(practice, &link, SittingDeed::SendCard([(CardSide::Back, picture(5))].into())).expect("a picture");
        send(practice, &link, false).expect("sent");
        let check_in = to_review(practice);
        let looked =
            practice.ask(&practice.rosa, SelfCardBytes { check_in, side: CardSide::Back }).expect("the picture");
        assert_eq!(looked.bytes.reveal(), picture(5).bytes());
        let accept = DecideEntry { check_in, field: SelfField::Card, decision: Decision::Accept };
        let why = practice.perform(&practice.rosa, accept).expect_err("no insurance is on record");
        assert_eq!(why.code(), "no_coverage");
        let coverage = crate::insurance::covered(practice, chidi);
        practice.perform(&practice.rosa, accept).expect("now there is");
        let pictures = practice.ask(&practice.rosa, CardPicturesOf { patient: chidi }).expect("pictures");
        assert_eq!((pictures[0].coverage, pictures[0].side), (coverage, CardSide::Back));
        let left = practice.ask(&practice.rosa, SelfCheckInsToReview { site: practice.site }).expect("the list");
        assert!(left.is_empty(), "all is decided");
    });
}

/// Ten guesses at the same moment count as ten: none slips past the count.
#[test]
fn birthdays_that_are_guessed_at_once_are_each_counted() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let guessed = link(practice, desk.book(desk.chidi(), "2026-11-18", "9:00").expect("booked"));
        let answers = practice.block_on(async {
            let mut guesses = tokio::task::JoinSet::new();
            for day in 1..=10 {
                let (office, who) = (practice.office.clone(), machine(practice));
                let guess = ConfirmBirthday { secret: secret(&guessed), born: born(&format!("1990-01-{day:02}")) };
                guesses.spawn(async move { office.perform(&who, guess).await });
            }
            guesses.join_all().await
        });
        let told = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(told, 5, "five were told that they are wrong, the others found the link closed");
        assert!(confirm(practice, &guessed, "1984-03-12").is_err());
    });
}

#[test]
fn pictures_do_not_go_with_an_insurance_that_is_over_or_has_not_begun() {
    Practice::each(|practice| {
        let (chidi, link) = with_link(practice);
        let card = |payer: &str, starts_on: Option<&str>, ends_on: Option<&str>| {
            crate::insurance::covered_by(practice, chidi, payer, starts_on, ends_on)
        };
        card("Old Mutual", None, Some("2026-10-31"));
        card("Next Health", Some("2027-01-01"), None);
        at_sitting(practice, &link, SittingDeed::SendCard([(CardSide::Front, picture(6))].into())).expect("a picture");
        send(practice, &link, false).expect("sent");
        let accept = DecideEntry { check_in: to_review(practice), field: SelfField::Card, decision: Decision::Accept };
        let why = practice.perform(&practice.rosa, accept).expect_err("neither is in force");
        assert_eq!(why.code(), "no_coverage");
        let now = card("Harbor Plan", Some("2026-11-01"), None);
        practice.perform(&practice.rosa, accept).expect("this one is");
        let pictures = practice.ask(&practice.rosa, CardPicturesOf { patient: chidi }).expect("pictures");
        assert_eq!(pictures.iter().map(|one| one.coverage).collect::<Vec<_>>(), [now]);
    });
}

/// What a sitting is held in.
fn spoken(practice: &Practice, opened: &str) -> Language {
    let sheet = practice.ask(&machine(practice), Sitting { secret: secret(opened) }).expect("the sitting");
    let beside = practice.ask(&machine(practice), SpokenAt { secret: secret(opened) }).expect("the language");
    assert_eq!((sheet.language, sheet.patient), (beside.language, beside.patient));
    sheet.language
}

fn speaks(practice: &Practice, patient: PatientId, language: &str) {
    let known = practice.ask(&practice.rosa, PersonCard { patient }).expect("the person");
    let to = Demographics { language: language.to_owned(), ..known.demographics };
    practice.perform(&practice.rosa, CorrectDemographics { patient, version: known.version, to }).expect("corrected");
}

#[test]
fn a_check_in_is_held_in_the_language_of_the_card_until_another_is_chosen_and_only_that_one() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let appointment = desk.book(chidi, "2026-11-16", "16:00").expect("booked");
        assert_eq!(spoken(practice, &link(practice, appointment)), Language::English);
        speaks(practice, chidi, "es-MX");
        let in_spanish = link(practice, appointment);
        assert_eq!(spoken(practice, &in_spanish), Language::Spanish, "also before the birthday");
        let choose = |language| SpeakAt { secret: secret(&in_spanish), language };
        practice.perform(&machine(practice), choose(Language::English)).expect("chosen");
        practice.perform(&machine(practice), choose(Language::English)).expect("and once more");
        assert_eq!(spoken(practice, &in_spanish), Language::English);
        assert_eq!(
            spoken(practice, &link(practice, appointment)),
            Language::Spanish,
            "another link knows nothing of it"
        );
        practice.perform(&machine(practice), choose(Language::Spanish)).expect("chosen");
        confirm(practice, &in_spanish, "1984-03-12").expect("asked");
        enter(practice, &in_spanish, &[(SelfField::Mobile, "5550107788")]).expect("entered");
        send(practice, &in_spanish, false).expect("sent");
        let review = SelfReview { check_in: to_review(practice) };
        let review = practice.ask(&practice.rosa, review).expect("the review");
        assert_eq!(review.language, Language::Spanish, "the desk knows in which language they read");
        let late = practice.perform(&machine(practice), choose(Language::English)).expect_err("it is sent");
        assert_eq!(late.code(), "link_closed");
        let closed = practice.ask(&machine(practice), SpokenAt { secret: secret(&in_spanish) });
        assert_eq!(closed.expect_err("a closed link says nothing").code(), "link_closed");
    });
}

#[test]
fn at_a_kiosk_what_was_chosen_on_the_screen_goes_before_the_card() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        desk.book(chidi, "2026-11-16", "16:00").expect("booked");
        speaks(practice, chidi, "es");
        let kiosk = kiosk(practice);
        let sit_down = |language| {
            let born = born("1984-03-12");
            let open = OpenAtKiosk { kiosk: secret(&kiosk), family: "Anyanwu".into(), born, language };
            match practice.perform(&machine(practice), open).expect("looked") {
                FoundAtKiosk::Open(opened) => spoken(practice, &opened),
                FoundAtKiosk::Nobody => panic!("he is due today"),
            }
        };
        assert_eq!(sit_down(None), Language::Spanish, "nobody chose");
        assert_eq!(sit_down(Some(Language::English)), Language::English);
        assert_eq!(sit_down(None), Language::Spanish, "and it is forgotten");
    });
}
