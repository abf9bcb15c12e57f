//! The telephone: it rings, one answers, the caller is verified, the approved questions are asked, nobody is forgotten.

use crate::desk::{Desk, day};
use front_office::phone::{
    AddPhoneLine, AnswerCall, AnswerRedFlags, ApproveRedFlags, AskForCallBack, CallBackDeed, CallBackOutcome, CallId,
    CallOutcome, CallReason, CallRings, ClosePhoneLine, EndCall, GiveAdvice, Identifier, IdentifyCaller, LineAdded,
    NewQuestion, NoteCall, PickUp, RedFlagSetId, RedFlagSets, RetireRedFlags, Route, Secret, Urgency, Verification,
    WorkOnCallBack, WriteRedFlags,
};
use kernel::{Kind, Phi, Problem};
use office::AccessOf;
use testkit::Practice;
use testkit::workflows::phone_desk::{CallPage, CallsOfSite, Ringing};

fn main_line(practice: &Practice) -> AddPhoneLine {
    AddPhoneLine { site: practice.site, name: "Main".to_owned() }
}

/// Adds a line: what it is given rings.
pub fn line(practice: &Practice) -> impl Fn(&str) -> Result<CallId, Problem> {
    let token = practice.perform(&practice.ines, main_line(practice)).expect("a line").token;
    move |number| rings(practice, &token, number)
}

fn rings(practice: &Practice, token: &str, number: &str) -> Result<CallId, Problem> {
    let rings = CallRings { token: Secret::presented(token.to_owned()), number: Phi::from(number) };
    practice.perform(&practice.office.machine("switchboard"), rings)
}

/// Rosa opens a call.
fn open(practice: &Practice) -> CallId {
    practice.perform(&practice.rosa, PickUp { site: practice.site }).expect("a call")
}

fn written(practice: &Practice, title: &str) -> RedFlagSetId {
    let question = |asks: &str, urgency| NewQuestion { asks: asks.to_owned(), urgency };
    let questions = vec![
        question("Is it hard to breathe?", Urgency::Emergency),
        question("Did it begin today?", Urgency::Now),
        question("Do you have a fever?", Urgency::Today),
    ];
    practice.perform(&practice.ruth, WriteRedFlags { title: title.to_owned(), questions }).expect("it is written")
}

fn approved(practice: &Practice) -> RedFlagSetId {
    let set = written(practice, "Chest pain");
    practice.perform(&practice.okafor, ApproveRedFlags { set, on: day("2026-11-15") }).expect("it is approved");
    set
}

#[test]
fn the_telephone_rings_at_every_desk_and_one_takes_it() {
    Practice::each(|practice| {
        let rings = line(practice);
        let call = rings("+1 555 010 0199").expect("it rings");
        assert_eq!(rings("15550100199").expect("again"), call, "a switchboard repeats itself");
        let shown = practice.ask(&practice.rosa, Ringing { site: practice.site }).expect("the card");
        assert_eq!((shown.len(), shown[0].call.number.reveal().as_str()), (1, "5550100199"));
        practice.perform(&practice.rosa, AnswerCall { call }).expect("Rosa takes it");
        let why = practice.perform(&practice.lena, AnswerCall { call }).expect_err("she was faster");
        assert_eq!((why.kind(), why.say()), (Kind::Conflict, "Somebody else has taken this call."));
        assert!(practice.ask(&practice.lena, Ringing { site: practice.site }).expect("the card").is_empty());
        let withheld = || rings("anonymous").expect("a withheld number is a call of its own");
        let two = [withheld(), withheld()];
        assert_ne!(two[0], two[1]);
        let picked = practice.perform(&practice.lena, PickUp { site: practice.site }).expect("Lena picks up");
        assert_eq!(picked, two[0], "who has waited longest");
    });
}

#[test]
fn a_line_that_is_closed_or_unknown_says_nothing() {
    Practice::each(|practice| {
        let why = rings(practice, "nobody", "5550100199").expect_err("no line has this token");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "no_such_line"));
        let why = practice.perform(&practice.rosa, main_line(practice)).expect_err("Rosa may not");
        assert_eq!(why.kind(), Kind::Refused);
        let LineAdded { line, token } = practice.perform(&practice.ines, main_line(practice)).expect("a line");
        rings(practice, &token, "5550100199").expect("it rings");
        practice.perform(&practice.ines, ClosePhoneLine { line }).expect("it is closed");
        assert_eq!(rings(practice, &token, "5550100199").expect_err("it is closed").code(), "no_such_line");
    });
}

#[test]
fn nobody_is_verified_by_one_identifier_and_no_number_is_in_the_journal() {
    Practice::each(|practice| {
        let rings = line(practice);
        let chidi = Desk::of(practice).chidi();
        let call = rings("5550100177").expect("it rings");
        practice.perform(&practice.rosa, AnswerCall { call }).expect("Rosa takes it");
        let by = |said: &[Identifier]| IdentifyCaller {
            call,
            patient: chidi,
            verification: Verification::Said(said.to_vec()),
        };
        let once_twice = [Identifier::BirthDay, Identifier::BirthDay];
        let why = practice.perform(&practice.rosa, by(&once_twice)).expect_err("that is one identifier");
        assert_eq!(why.fields()[0].0, "said");
        practice.perform(&practice.rosa, by(&[Identifier::FullName, Identifier::BirthDay])).expect("two agree");
        let note = NoteCall { call, reason: CallReason::Prescription, words: Phi::from("blue inhaler is empty") };
        practice.perform(&practice.rosa, note).expect("it is noted");
        let page = practice.ask(&practice.rosa, CallPage { call }).expect("the panel");
        assert_eq!(page.call.identifiers(), [Identifier::FullName, Identifier::BirthDay]);
        assert_eq!(page.people.name(chidi).reveal(), "Anyanwu, Chidi");
        let seen = AccessOf { patient: chidi, before: None };
        let entries = practice.ask(&practice.priya, seen).expect("the journal").entries;
        assert!(entries.iter().any(|entry| entry.fact == "call.identified"));
        for entry in &entries {
            assert!(!entry.body.contains("5550100177") && !entry.body.contains("inhaler"), "{}", entry.body);
        }
        practice.perform(&practice.rosa, EndCall { call, outcome: CallOutcome::Settled }).expect("it ends");
        let why = practice.perform(&practice.rosa, EndCall { call, outcome: CallOutcome::Settled });
        assert_eq!(why.expect_err("it has ended").code(), "call_ended");
    });
}

#[test]
fn questions_are_used_from_a_physicians_approval_on_and_not_before() {
    Practice::each(|practice| {
        let call = open(practice);
        let set = written(practice, "Chest pain");
        let ask = |set, answers: &[(i64, bool)]| AnswerRedFlags { call, set, answers: answers.to_vec() };
        let all_no = [(1, false), (2, false), (3, false)];
        let why = practice.perform(&practice.rosa, ask(set, &all_no)).expect_err("nobody approved them");
        assert_eq!(why.code(), "not_approved");
        assert!(practice.ask(&practice.rosa, CallPage { call }).expect("the panel").red_flags.is_empty());
        for nobody in [&practice.ruth, &practice.ines, &practice.lin] {
            let why = practice.perform(nobody, ApproveRedFlags { set, on: day("2026-11-15") });
            assert_eq!(why.expect_err("only a physician approves").kind(), Kind::Refused, "{}", nobody.login);
        }
        practice.perform(&practice.okafor, ApproveRedFlags { set, on: day("2026-11-15") }).expect("approved");
        let page = practice.ask(&practice.rosa, CallPage { call }).expect("the panel");
        let (by, on) = page.red_flags[0].approved.expect("it says by whom and when");
        assert_eq!((by, on), (practice.okafor.account, day("2026-11-15")));
        practice.perform(&practice.rosa, ask(set, &all_no)).expect("they are asked");
        let next = written(practice, "Chest pain");
        practice.perform(&practice.okafor, ApproveRedFlags { set: next, on: day("2026-11-16") }).expect("version 2");
        let why = practice.perform(&practice.rosa, ask(set, &all_no)).expect_err("version 1 is retired");
        assert_eq!(why.code(), "not_approved");
        let sets = practice.ask(&practice.rosa, RedFlagSets).expect("the sets").0;
        assert_eq!((sets.len(), sets[0].version, sets[0].questions.len()), (1, 2, 3));
        practice.perform(&practice.okafor, RetireRedFlags { set: next }).expect("out of use");
        assert!(practice.ask(&practice.rosa, RedFlagSets).expect("the sets").0.is_empty());
        let why = practice.perform(&practice.rosa, RetireRedFlags { set: next }).expect_err("Rosa may not");
        assert_eq!(why.kind(), Kind::Refused);
    });
}

#[test]
fn the_worst_answer_says_how_urgent_it_is() {
    Practice::each(|practice| {
        let (set, call) = (approved(practice), open(practice));
        let ask = |answers: &[(i64, bool)]| {
            practice.perform(&practice.rosa, AnswerRedFlags { call, set, answers: answers.to_vec() })
        };
        let why = ask(&[(1, false), (3, true)]).expect_err("one was not asked");
        assert_eq!(why.say(), "Ask every question: 1 are not answered yet.");
        assert_eq!(ask(&[(1, false), (2, false), (3, false)]).expect("asked"), "routine");
        assert_eq!(ask(&[(1, false), (2, true), (3, true)]).expect("asked"), "now");
        assert_eq!(ask(&[(1, true)]).expect("nobody is asked more in an emergency"), "emergency");
        for outcome in [CallOutcome::Settled, CallOutcome::Booked] {
            let why = practice.perform(&practice.rosa, EndCall { call, outcome });
            assert_eq!(why.expect_err("an emergency is not settled").code(), "emergency");
        }
        practice.perform(&practice.rosa, EndCall { call, outcome: CallOutcome::SentToEmergency }).expect("it ends");
    });
}

#[test]
fn the_desk_routes_and_nurses_advise() {
    Practice::each(|practice| {
        let (chidi, call) = (Desk::of(practice).chidi(), open(practice));
        let advise = || GiveAdvice { call, advice: Phi::from("Rest, drink, call again if it goes on for two days") };
        let why = practice.perform(&practice.rosa, advise()).expect_err("the desk does not advise");
        assert_eq!(why.kind(), Kind::Refused);
        let why = practice.perform(&practice.ruth, advise()).expect_err("about whom?");
        assert_eq!(why.fields()[0].0, "advice");
        let said = vec![Identifier::FullName, Identifier::Address];
        let verification = Verification::Said(said);
        practice.perform(&practice.rosa, IdentifyCaller { call, patient: chidi, verification }).expect("verified");
        practice.perform(&practice.ruth, advise()).expect("a nurse advises");
        let page = practice.ask(&practice.ruth, CallPage { call }).expect("the panel");
        assert_eq!(page.call.advised_by, Some(practice.ruth.account));
    });
}

#[test]
fn a_call_back_has_a_clock_and_an_owner_and_is_not_dropped() {
    Practice::each(|practice| {
        let (set, call) = (approved(practice), open(practice));
        let ask = |number: &str, urgency| AskForCallBack {
            call,
            asks: Phi::from("results of Thursday"),
            urgency,
            route: Route::Nurse,
            number: Phi::from(number),
        };
        let end = EndCall { call, outcome: CallOutcome::CallBack };
        let why = practice.perform(&practice.rosa, end).expect_err("nobody is owed a call yet");
        assert_eq!(why.code(), "no_call_back");
        let why = practice.perform(&practice.rosa, ask("", Urgency::Routine)).expect_err("which number?");
        assert_eq!(why.fields()[0].0, "number");
        let answers = vec![(1, false), (2, false), (3, true)];
        practice.perform(&practice.rosa, AnswerRedFlags { call, set, answers }).expect("a fever: today");
        let id = practice.perform(&practice.rosa, ask("(555) 010-0133", Urgency::Routine)).expect("owed");
        practice.perform(&practice.rosa, end).expect("it ends");
        let owed = || practice.ask(&practice.ruth, CallsOfSite { site: practice.site }).expect("the list");
        let list = owed();
        let (line, now) = (&list.owed[0], list.now);
        assert_eq!((line.urgency, line.due_at.minutes_since(now)), (Urgency::Today, 120), "the questions say today");
        assert_eq!((line.number.reveal().as_str(), line.owner, list.open.len()), ("5550100133", None, 0));
        let take = WorkOnCallBack { call_back: id, version: 1, deed: CallBackDeed::Take };
        practice.perform(&practice.ruth, take).expect("Ruth calls");
        let why = practice.perform(&practice.lin, take).expect_err("stale");
        assert_eq!(why.kind(), Kind::Conflict);
        assert_eq!(owed().owed[0].owner, Some(practice.ruth.account));
        let work = |version, deed| practice.perform(&practice.ruth, WorkOnCallBack { call_back: id, version, deed });
        let finish = |version, outcome| work(version, CallBackDeed::Finish(outcome));
        for version in 2..5 {
            let why = finish(version, CallBackOutcome::GivenUp).expect_err("not before three tries");
            assert_eq!(why.code(), "too_few_tries");
            practice.pass_minutes(20);
            work(version, CallBackDeed::TryInVain).expect("nobody was there");
            let list = owed();
            assert_eq!(list.owed[0].due_at.minutes_since(list.now), 30, "the clock runs anew");
        }
        finish(5, CallBackOutcome::GivenUp).expect("three tries");
        assert!(owed().owed.is_empty());
        assert_eq!(finish(6, CallBackOutcome::Reached).expect_err("it is done").code(), "done_already");
    });
}

/// Calls that nobody took stand on the list, but ring no more: the next caller is heard and taken first.
#[test]
fn missed_calls_do_not_bury_who_is_on_the_line() {
    Practice::each(|practice| {
        let rings = line(practice);
        for number in 0..6 {
            rings(&format!("555010020{number}")).expect("it rings, and nobody comes");
        }
        practice.pass_minutes(4);
        let call = rings("5550100300").expect("somebody rings now");
        let shown = practice.ask(&practice.rosa, Ringing { site: practice.site }).expect("the cards");
        assert_eq!(shown.iter().map(|one| one.call.id).collect::<Vec<_>>(), [call]);
        let list = practice.ask(&practice.rosa, CallsOfSite { site: practice.site }).expect("the list");
        assert_eq!((list.open.len(), list.open[6].id), (7, call), "the missed ones wait to be called back");
        assert_eq!(practice.perform(&practice.rosa, PickUp { site: practice.site }).expect("F2"), call);
    });
}

/// Fever is routine, but chest pain was said before: the call stays what the worst answer makes it.
#[test]
fn a_second_set_of_questions_never_lowers_an_emergency() {
    Practice::each(|practice| {
        let (chest, call) = (approved(practice), open(practice));
        let fever = written(practice, "Fever");
        practice.perform(&practice.okafor, ApproveRedFlags { set: fever, on: day("2026-11-15") }).expect("approved");
        let ask = |set, answers: &[(i64, bool)]| {
            let answers = answers.to_vec();
            practice.perform(&practice.rosa, AnswerRedFlags { call, set, answers }).expect("asked")
        };
        let none = [(1, false), (2, false), (3, false)];
        assert_eq!(ask(chest, &[(1, true)]), "emergency");
        assert_eq!(ask(fever, &[(1, false), (2, false), (3, true)]), "emergency", "the chest pain is still there");
        assert_eq!(ask(fever, &none), "emergency", "also when the second set is asked again");
        let end = EndCall { call, outcome: CallOutcome::Settled };
        assert_eq!(practice.perform(&practice.rosa, end).expect_err("it is not settled").code(), "emergency");
        assert_eq!(ask(chest, &none), "routine", "only the same questions, asked again, take it back");
    });
}

#[test]
fn a_call_back_asked_for_before_the_name_is_known_gets_it_afterwards() {
    Practice::each(|practice| {
        let (chidi, call) = (Desk::of(practice).chidi(), open(practice));
        let asks = AskForCallBack {
            call,
            asks: "results of Thursday".into(),
            urgency: Urgency::Today,
            route: Route::Nurse,
            number: "1 555 010 0133".into(),
        };
        practice.perform(&practice.rosa, asks).expect("owed");
        let owed = || practice.ask(&practice.ruth, CallsOfSite { site: practice.site }).expect("the list").owed;
        assert_eq!((owed()[0].patient, owed()[0].number.reveal().as_str()), (None, "5550100133"));
        let verification = Verification::Said(vec![Identifier::FullName, Identifier::BirthDay]);
        practice.perform(&practice.rosa, IdentifyCaller { call, patient: chidi, verification }).expect("verified");
        assert_eq!(owed()[0].patient, Some(chidi));
    });
}

/// Every list of the telephone, for the plans of their queries.
pub fn look_at_all(practice: &Practice) {
    let rings = line(practice);
    rings("5550100133").expect("it rings");
    practice.ask(&practice.rosa, Ringing { site: practice.site }).expect("the card");
    let call = open(practice);
    let asks = AskForCallBack {
        call,
        asks: "results".into(),
        urgency: Urgency::Today,
        route: Route::Nurse,
        number: Phi::default(),
    };
    practice.perform(&practice.rosa, asks).expect("owed");
    let answers = vec![(1, true)];
    let set = approved(practice);
    practice.perform(&practice.rosa, AnswerRedFlags { call, set, answers }).expect("asked");
    practice.ask(&practice.rosa, CallPage { call }).expect("the panel");
    practice.perform(&practice.rosa, EndCall { call, outcome: CallOutcome::CallBack }).expect("it ends");
    practice.perform(&practice.rosa, PickUp { site: practice.site }).expect("a new one");
    practice.ask(&practice.rosa, CallsOfSite { site: practice.site }).expect("the list");
}
