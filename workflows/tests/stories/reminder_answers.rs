//! Answers come back: by text, by link, on the telephone; they confirm, cancel, stop, or are an item for the desk.

use crate::reminders::{Clinic, MOBILE};
use communications::reminders::{
    Channel, ConsentHow, LinkSecret, MakeHookToken, Meaning, MessageStanding, ReminderCallOutcome, WithdrawConsent,
};
use front_office::scheduling::{Appointment, AppointmentId, Standing};
use kernel::{Kind, Phi, Problem};
use office::{AccessOf, PatientId};
use testkit::Practice;
use workflows::reminders::{
    AnswerByLink, AnswerByText, FinishAnswer, LettersToPrint, LinkAsks, LinkPage, LinkSays, LinkStanding,
    NoteReminderCall, NoteStatus, PatientReach, PrintLetters, PrintedLetters, ReminderCalls, RemindersPage,
};

pub const TOKEN: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

pub fn gateway(practice: &Practice) {
    practice.perform(&practice.ines, MakeHookToken { token_sha256: TOKEN.to_owned() }).expect("a token");
}

pub fn texts(practice: &Practice, from: &str, text: &str, id: Option<&str>) -> Result<Meaning, Problem> {
    let answer = AnswerByText {
        token_sha256: TOKEN.to_owned(),
        from: Phi::from(from),
        text: Phi::from(text),
        outside_id: id.map(str::to_owned),
        reply_to: None,
    };
    practice.perform(&practice.office.machine("text-gateway"), answer)
}

fn standing(practice: &Practice, appointment: AppointmentId) -> Standing {
    practice.ask(&practice.rosa, Appointment { appointment }).expect("the appointment").line.standing
}

pub fn open(practice: &Practice) -> Vec<(Meaning, Option<PatientId>)> {
    let page = RemindersPage { site: practice.site, standing: MessageStanding::Sent };
    let page = practice.ask(&practice.rosa, page).expect("the page");
    page.answers.iter().map(|answer| (answer.meaning, answer.patient)).collect()
}

/// Ana, texted a week before her visit.
fn reminded<'p>(practice: &'p Practice) -> (Clinic<'p>, PatientId, AppointmentId) {
    let clinic = Clinic::of(practice);
    gateway(practice);
    let ana = clinic.somebody("Ana", MOBILE, "en");
    clinic.consents(ana, Channel::Text);
    let visit = clinic.book(ana, "2026-11-24", "10:00");
    clinic.plan();
    clinic.until("2026-11-17T15:00:00Z");
    assert_eq!(clinic.send().len(), 1);
    (clinic, ana, visit)
}

#[test]
fn a_yes_confirms_and_the_same_answer_is_taken_once() {
    Practice::each(|practice| {
        let (clinic, _, visit) = reminded(practice);
        assert_eq!(texts(practice, "+1 518 555 0177", "Yes!", Some("in-1")).expect("heard"), Meaning::Confirmed);
        assert_eq!(standing(practice, visit), Standing::Confirmed);
        let version = clinic.version(visit);
        texts(practice, "+15185550177", "Yes!", Some("in-1")).expect("a gateway repeats itself");
        assert_eq!(clinic.version(visit), version);
        assert!(open(practice).is_empty(), "nobody has to do anything");
        let wrong = AnswerByText {
            token_sha256: "0".repeat(64),
            from: Phi::from(MOBILE),
            text: Phi::from("1"),
            outside_id: None,
            reply_to: None,
        };
        let why = practice.perform(&practice.office.machine("text-gateway"), wrong).expect_err("not the token");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "no_such_gateway"));
    });
}

#[test]
fn a_no_cancels_while_there_is_time_and_asks_afterwards() {
    Practice::each(|practice| {
        let (clinic, ana, visit) = reminded(practice);
        assert_eq!(texts(practice, MOBILE, "2", None).expect("heard"), Meaning::Cancelled);
        assert_eq!(standing(practice, visit), Standing::Cancelled);
        let near = clinic.book(ana, "2026-11-26", "10:00");
        clinic.until("2026-11-24T14:00:00Z");
        clinic.plan();
        clinic.until("2026-11-24T15:00:00Z");
        assert_eq!(clinic.send().len(), 1);
        clinic.until("2026-11-25T20:00:00Z");
        assert_eq!(texts(practice, MOBILE, "no", None).expect("heard"), Meaning::CancelAsked);
        assert_eq!(standing(practice, near), Standing::Booked, "less than a day before somebody calls");
        assert_eq!(open(practice), [(Meaning::CancelAsked, Some(ana))]);
        let page = RemindersPage { site: practice.site, standing: MessageStanding::Sent };
        let answer = practice.ask(&practice.rosa, page).expect("the page").answers.remove(0);
        let finish = FinishAnswer { answer: answer.id, version: answer.version };
        practice.perform(&practice.rosa, finish).expect("done");
        assert_eq!(practice.perform(&practice.lena, finish).expect_err("once").kind(), Kind::Conflict);
        assert!(open(practice).is_empty());
    });
}

#[test]
fn stop_is_obeyed_at_once_and_start_takes_it_back() {
    Practice::each(|practice| {
        let (clinic, ana, visit) = reminded(practice);
        assert_eq!(texts(practice, MOBILE, "stop", None).expect("heard"), Meaning::Stop);
        assert!(clinic.planned(visit).iter().all(|(channel, _)| *channel == Channel::Call), "somebody calls instead");
        let reach = practice.ask(&practice.rosa, PatientReach { patient: ana }).expect("her wishes");
        assert_eq!(reach.wishes.consents[0].withdrawn.map(|(_, how)| how), Some(ConsentHow::ByText));
        assert_eq!(texts(practice, MOBILE, "START", None).expect("heard"), Meaning::Start);
        assert!(clinic.planned(visit).iter().all(|(channel, _)| *channel == Channel::Text));
        let said = WithdrawConsent { patient: ana, channel: Channel::Text, how: ConsentHow::Spoken };
        practice.perform(&practice.rosa, said).expect("she tells Rosa");
        texts(practice, MOBILE, "start", None).expect("heard");
        let reach = practice.ask(&practice.rosa, PatientReach { patient: ana }).expect("her wishes");
        assert!(!reach.wishes.consents_to(Channel::Text), "what was told to a person is taken back with one");
    });
}

#[test]
fn nobody_guesses_what_is_meant() {
    Practice::each(|practice| {
        let (clinic, ana, visit) = reminded(practice);
        assert_eq!(texts(practice, MOBILE, "can my mother drive me?", None).expect("heard"), Meaning::Other);
        assert_eq!(open(practice), [(Meaning::Other, Some(ana))]);
        let twin = clinic.somebody("Bea", MOBILE, "en");
        clinic.consents(twin, Channel::Text);
        let hers = clinic.book(twin, "2026-11-24", "11:00");
        clinic.plan();
        clinic.until("2026-11-22T16:00:00Z");
        clinic.send();
        assert_eq!(texts(practice, MOBILE, "1", None).expect("heard"), Meaning::Other, "whose yes is it?");
        let both = (standing(practice, visit), standing(practice, hers));
        assert_eq!(both, (Standing::Booked, Standing::Booked));
        assert_eq!(texts(practice, "5185559999", "1", None).expect("heard"), Meaning::Other, "nobody we wrote to");
        assert_eq!(open(practice).len(), 3);
    });
}

#[test]
fn a_message_that_does_not_arrive_goes_by_the_next_channel() {
    Practice::each(|practice| {
        let (clinic, _, visit) = reminded(practice);
        let first = clinic.lines(visit)[0];
        let status = |delivered| NoteStatus { token_sha256: TOKEN.to_owned(), message: first.id, delivered };
        let machine = practice.office.machine("text-gateway");
        practice.perform(&machine, status(true)).expect("it arrived");
        assert!(clinic.lines(visit)[0].delivered_at.is_some());
        practice.perform(&machine, status(false)).expect("or not");
        let after = clinic.lines(visit)[0];
        assert_eq!((after.channel, after.standing), (Channel::Call, MessageStanding::Planned));
        let calls = practice.ask(&practice.rosa, ReminderCalls { site: practice.site }).expect("the list");
        assert_eq!(calls.lines.len(), 1);
        let script = calls.lines[0].script.reveal();
        assert!(script.contains("May I speak with Ana?") && script.contains("Tuesday, November 24"), "{script}");
    });
}

#[test]
fn a_link_shows_when_and_where_and_looking_changes_nothing() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", MOBILE, "es");
        clinic.consents(ana, Channel::Mail);
        let visit = clinic.book(ana, "2026-11-24", "10:00");
        clinic.plan();
        clinic.until("2026-11-17T15:00:00Z");
        let secret = clinic.send().remove(0).3;
        let machine = practice.office.machine("reminder-link");
        let look = || practice.ask(&machine, LinkPage { secret: secret.clone() });
        let visit_asked = || match look().expect("the page").asks {
            LinkAsks::Visit(asked) => asked,
            other => panic!("it is about a visit: {other:?}"),
        };
        let page = visit_asked();
        assert_eq!(page.day[1], "martes 24 de noviembre");
        assert_eq!((page.standing, page.cancels), (LinkStanding::Open, true));
        assert_eq!(clinic.version(visit), 1, "a mail program that opens it does nothing");
        let says =
            |says| practice.perform(&machine, AnswerByLink { secret: secret.clone(), says, words: Phi::default() });
        assert_eq!(says(LinkSays::Yes).expect("heard"), Meaning::Confirmed);
        assert_eq!(says(LinkSays::Yes).expect("pressed twice"), Meaning::Confirmed);
        assert_eq!(standing(practice, visit), Standing::Confirmed);
        assert_eq!(says(LinkSays::CallMe).expect("heard"), Meaning::CallMe);
        assert_eq!(open(practice), [(Meaning::CallMe, Some(ana))]);
        assert_eq!(says(LinkSays::No).expect("heard"), Meaning::Cancelled);
        assert_eq!(visit_asked().standing, LinkStanding::Cancelled);
        let guess = LinkPage { secret: LinkSecret::presented("0".repeat(40)) };
        assert_eq!(practice.ask(&machine, guess).expect_err("a guess").kind(), Kind::NotFound);
        clinic.until("2026-11-24T16:00:00Z");
        assert_eq!(look().expect_err("an hour after the visit began it is shut").kind(), Kind::NotFound);
        let seen = practice.ask(&practice.priya, AccessOf { patient: ana, before: None }).expect("the review");
        assert!(seen.entries.iter().any(|entry| entry.act == "reminders.answer"), "and that it was open is known");
    });
}

#[test]
fn calls_are_noted_with_one_key_and_wrong_numbers_get_a_letter() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", MOBILE, "en");
        let visits: Vec<AppointmentId> =
            ["9:00", "9:20", "9:40", "10:00", "10:20"].iter().map(|at| clinic.book(ana, "2026-11-24", at)).collect();
        clinic.plan();
        clinic.until("2026-11-17T16:00:00Z");
        let list = || practice.ask(&practice.rosa, ReminderCalls { site: practice.site }).expect("the list").lines;
        let lines = list();
        assert_eq!(lines.len(), 5);
        let note = |at: usize, outcome| {
            let (message, version) = (lines[at].line.id, lines[at].line.version);
            practice.perform(&practice.rosa, NoteReminderCall { message, version, outcome })
        };
        for (at, outcome) in ReminderCallOutcome::ALL.iter().enumerate() {
            note(at, *outcome).expect("noted");
        }
        assert_eq!(note(0, ReminderCallOutcome::LeftMessage).expect_err("it is done").kind(), Kind::Conflict);
        assert_eq!(standing(practice, visits[0]), Standing::Confirmed);
        assert_eq!(standing(practice, visits[4]), Standing::Cancelled);
        assert!(list().is_empty());
        practice.pass_minutes(121);
        assert_eq!(list().len(), 1, "whoever did not answer stands there again");
        let page = practice.ask(&practice.rosa, LettersToPrint { site: practice.site }).expect("the letters");
        assert_eq!(page.due.len(), 1, "a wrong number is written to");
        let print = PrintLetters { site: practice.site, letters: Vec::new() };
        let printed = practice.perform(&practice.rosa, print.clone()).expect("printed");
        let letters = printed.iter().map(|one| (one.message, LinkSecret::presented(one.secret.clone()))).collect();
        let public_address = "https://moa.test".to_owned();
        let look = PrintedLetters { site: practice.site, letters, public_address };
        let letter = practice.ask(&practice.rosa, look).expect("the letter").remove(0);
        assert_eq!(letter.to.reveal()[0], "Ana Ruiz");
        assert!(letter.text.reveal().contains("https://moa.test/r/"));
        assert!(practice.perform(&practice.rosa, print).expect("again").is_empty(), "each is printed once");
        let once_more = PrintLetters { site: practice.site, letters: vec![printed[0].message] };
        assert_eq!(practice.perform(&practice.rosa, once_more).expect("the paper jammed").len(), 1);
    });
}
