//! Recalls told by message: by the practice's steps, as attempts, until the patient books, answers, or was spoken to.

use crate::reminder_answers::{TOKEN, gateway, open, texts};
use crate::reminders::{Clinic, MOBILE};
use communications::reminders::{
    Channel, KeepStep, KeepWish, KeepWording, Meaning, MessageStanding, Occasion, StepFields, Why,
};
use front_office::follow_up::{AddRecallRule, AttemptOutcome, NoteRecallAttempt, RecallEnd, RecallLine, RecallRuleId};
use front_office::patient_flow::{Arrive, AssignRoom, CheckOut};
use kernel::Phi;
use office::PatientId;
use registry::people::{CorrectDemographics, PersonCard};
use testkit::Practice;
use workflows::follow_up::{RecallAnswer, RecallPage, Said};
use workflows::reminders::{
    AnswerByLink, LettersToPrint, LinkAsks, LinkPage, LinkSays, NoteRecallCall, NoteStatus, PlanRecalls, PrintLetters,
    ReminderRules,
};

/// Ten in the morning of the day on which the recall of the first day is due.
const DUE: &str = "2027-02-16T15:00:00Z";
const TWO_WEEKS_LATER: &str = "2027-03-02T15:00:00Z";
const SIX_WEEKS_LATER: &str = "2027-03-30T14:00:00Z";

struct Story<'p> {
    clinic: Clinic<'p>,
    practice: &'p Practice,
    rule: RecallRuleId,
}

impl<'p> Story<'p> {
    /// A recall three months after each visit, told when it is due, after two weeks and after six.
    fn of(practice: &'p Practice) -> Self {
        let clinic = Clinic::of(practice);
        gateway(practice);
        let (after, book) = (clinic.follow_up, clinic.follow_up);
        let add = AddRecallRule { name: "Diabetes check".to_owned(), after, months: 3, book };
        let rule = practice.perform(&practice.ines, add).expect("a rule");
        let story = Self { clinic, practice, rule };
        assert_eq!(story.plan(), 0, "nobody is told until the practice says so");
        for step in practice.ask(&practice.ines, ReminderRules).expect("the rules").0.steps {
            if step.fields.occasion == Occasion::Recall {
                let fields = StepFields { active: true, ..step.fields };
                let keep = KeepStep { changes: Some((step.id, step.version)), fields };
                practice.perform(&practice.ines, keep).expect("in use");
            }
        }
        story
    }

    /// Somebody who was here on the first day and consents to these.
    fn seen(&self, given: &str, mobile: &str, language: &str, time: &str, consents: &[Channel]) -> PatientId {
        let practice = self.practice;
        let patient = self.clinic.somebody(given, mobile, language);
        for channel in consents {
            self.clinic.consents(patient, *channel);
        }
        let appointment = self.clinic.book(patient, "2026-11-16", time);
        let visit = practice.perform(&practice.rosa, Arrive { appointment }).expect("here");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
        practice.perform(&practice.rosa, CheckOut { visit, version: 2 }).expect("seen");
        patient
    }

    fn plan(&self) -> usize {
        let machine = self.practice.office.machine("reminders");
        self.practice.perform(&machine, PlanRecalls { site: self.practice.site }).expect("planned")
    }

    /// Plans and sends; what was said.
    fn tells(&self) -> Vec<String> {
        self.plan();
        self.clinic.send().into_iter().map(|(_, _, words, _)| words).collect()
    }

    fn page(&self) -> RecallAnswer {
        self.practice.ask(&self.practice.rosa, RecallPage { site: self.practice.site }).expect("the page")
    }

    fn due(&self) -> Vec<RecallLine> {
        self.page().lines
    }

    /// What stands on the line of the only one who is to be called.
    fn said(&self) -> Said {
        let page = self.page();
        page.said(&page.lines[0]).expect("something was said").1.clone()
    }

    fn called(&self, patient: PatientId, outcome: AttemptOutcome) {
        let page = self.page();
        let recall = page.lines.first().and_then(|line| page.said(line)).map(|(recall, _)| recall);
        let attempt = NoteRecallAttempt { rule: self.rule, patient, site: self.practice.site, outcome };
        self.practice.perform(&self.practice.rosa, NoteRecallCall { attempt, recall }).expect("noted");
    }
}

#[test]
fn a_recall_is_told_by_its_steps_each_is_an_attempt_and_then_somebody_calls() {
    Practice::each(|practice| {
        let story = Story::of(practice);
        story.seen("Ana", MOBILE, "en", "9:20", &[Channel::Text]);
        story.clinic.until("2027-02-10T15:00:00Z");
        assert_eq!((story.due().len(), story.plan()), (1, 0), "on the list of calls, and not due yet");
        story.clinic.until(DUE);
        let told = story.tells();
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("Ana, it is time for a visit. Reply 5 and we call you, 6 if"), "{}", told[0]);
        for secret in ["Diabetes", "Follow-up", "Okafor", "Ruiz", "{"] {
            assert!(!told[0].contains(secret), "{}", told[0]);
        }
        assert!(story.due().is_empty(), "a message is an attempt, and hides it until the next step");
        assert!(story.tells().is_empty(), "each step speaks once");
        story.clinic.until("2027-03-01T15:00:00Z");
        assert!(story.due().is_empty());
        story.clinic.until(TWO_WEEKS_LATER);
        assert_eq!(story.tells().len(), 1);
        story.clinic.until(SIX_WEEKS_LATER);
        assert_eq!(story.tells().len(), 1);
        practice.pass_minutes(7 * 1_440);
        assert!(story.tells().is_empty(), "that was the last one");
        let line = story.due().remove(0);
        assert_eq!(line.attempts, 3, "from then on somebody calls");
        let said = story.said();
        assert_eq!(said.lines.len(), 3);
        assert!(said.lines.iter().all(|line| line.standing == MessageStanding::Sent && line.sent_at.is_some()));
    });
}

#[test]
fn who_is_booked_was_spoken_to_or_has_died_is_not_told() {
    Practice::each(|practice| {
        let story = Story::of(practice);
        let ana = story.seen("Ana", MOBILE, "en", "9:20", &[Channel::Text]);
        let bea = story.seen("Bea", "5185550178", "en", "9:40", &[Channel::Text]);
        let cal = story.seen("Cal", "5185550179", "en", "10:00", &[Channel::Text]);
        let dan = story.seen("Dan", "5185550180", "en", "10:20", &[Channel::Text]);
        story.clinic.until(DUE);
        let attempt = NoteRecallAttempt {
            rule: story.rule,
            patient: bea,
            site: practice.site,
            outcome: AttemptOutcome::WillCall,
        };
        practice.perform(&practice.rosa, attempt).expect("Bea will call back");
        let missed = NoteRecallAttempt { patient: dan, outcome: AttemptOutcome::NoAnswer, ..attempt };
        practice.perform(&practice.rosa, missed).expect("Dan does not answer");
        let card = practice.ask(&practice.rosa, PersonCard { patient: cal }).expect("his card");
        let mut to = card.demographics;
        to.deceased_on = Some(Phi::new("2027-01-04".parse().expect("a day")));
        let died = CorrectDemographics { patient: cal, version: card.version, to };
        practice.perform(&practice.rosa, died).expect("he died");
        assert_eq!(story.plan(), 2, "Ana, and Dan whom nobody reached");
        story.clinic.book(ana, "2027-02-20", "9:00");
        let sent: Vec<String> = story.clinic.send().into_iter().map(|(_, to, ..)| to).collect();
        assert_eq!(sent, ["5185550180"], "what was planned for Ana is withdrawn when she books");
        story.clinic.until(TWO_WEEKS_LATER);
        assert_eq!(story.plan(), 2, "Ana did not come, and Dan");
    });
}

#[test]
fn answers_by_text_bring_a_call_or_end_it() {
    Practice::each(|practice| {
        let story = Story::of(practice);
        let ana = story.seen("Ana", MOBILE, "en", "9:20", &[Channel::Text]);
        let bea = story.seen("Bea", "5185550178", "es", "9:40", &[Channel::Text]);
        story.clinic.until(DUE);
        let told = story.tells();
        assert!(told[1].contains("Bea, le toca una cita. Responda 5 y le llamamos"), "{}", told[1]);
        assert_eq!(texts(practice, MOBILE, "5", Some("in-1")).expect("heard"), Meaning::CallMe);
        assert_eq!(texts(practice, "5185550178", "no", None).expect("heard"), Meaning::Declined);
        let due = story.due();
        assert_eq!(due.iter().map(|line| line.patient).collect::<Vec<_>>(), [ana], "she stands there at once");
        assert_eq!(open(practice), [(Meaning::CallMe, Some(ana))]);
        story.called(ana, AttemptOutcome::NoAnswer);
        assert_eq!(open(practice).len(), 1, "nobody answered: it is still to be done");
        practice.pass_minutes(3 * 1_440);
        story.called(ana, AttemptOutcome::WillCall);
        assert!(open(practice).is_empty());
        story.clinic.until(TWO_WEEKS_LATER);
        assert_eq!(story.plan(), 0, "who has answered is not told again");
        practice.pass_minutes(60 * 1_440);
        assert_eq!(story.due().iter().map(|line| line.patient).collect::<Vec<_>>(), [ana]);
        assert!(story.due().iter().all(|line| line.patient != bea), "nor is who does not want to come called");
    });
}

#[test]
fn the_page_behind_the_link_says_when_a_call_suits() {
    Practice::each(|practice| {
        let story = Story::of(practice);
        let ana = story.seen("Ana", MOBILE, "en", "9:20", &[Channel::Mail]);
        story.clinic.until(DUE);
        story.plan();
        let secret = story.clinic.send().remove(0).3;
        let machine = practice.office.machine("reminder-link");
        let end = || match practice.ask(&machine, LinkPage { secret: secret.clone() }).expect("the page").asks {
            LinkAsks::Recall(end) => end,
            other => panic!("it is about a recall: {other:?}"),
        };
        assert_eq!(end(), None);
        let answer = |says, words: &str| AnswerByLink { secret: secret.clone(), says, words: Phi::from(words) };
        let long = practice.perform(&machine, answer(LinkSays::CallMe, &"x".repeat(501))).expect_err("a novel");
        assert_eq!(long.code(), "too_long");
        let says = practice.perform(&machine, answer(LinkSays::CallMe, "Tuesdays after three"));
        assert_eq!(says.expect("heard"), Meaning::CallMe);
        assert_eq!(end(), Some(RecallEnd::Reached));
        let said = story.said();
        assert_eq!(said.answers[0].words.reveal(), "Tuesdays after three");
        assert_eq!(practice.perform(&machine, answer(LinkSays::No, "")).expect("heard"), Meaning::Declined);
        assert_eq!(end(), Some(RecallEnd::Declined));
        assert!(open(practice).is_empty() && story.due().is_empty(), "she does not want it after all");
        story.clinic.book(ana, "2027-03-20", "9:00");
        assert_eq!(end(), Some(RecallEnd::Booked));
    });
}

#[test]
fn who_cannot_be_written_to_stays_on_the_list_and_the_line_says_why() {
    Practice::each(|practice| {
        let story = Story::of(practice);
        let ana = story.seen("Ana", MOBILE, "en", "9:20", &[]);
        story.clinic.until(DUE);
        assert!(story.tells().is_empty());
        assert_eq!(story.said().lines[0].why, Some(Why::ToBeCalled));
        let order = vec![Channel::Letter];
        practice.perform(&practice.rosa, KeepWish { patient: ana, order, hours: None, version: 0 }).expect("kept");
        story.clinic.until(TWO_WEEKS_LATER);
        story.plan();
        let page = practice.ask(&practice.rosa, LettersToPrint { site: practice.site }).expect("the letters");
        assert_eq!(page.due.len(), 1, "a letter is printed with the others");
        let print = PrintLetters { site: practice.site, letters: Vec::new() };
        practice.perform(&practice.rosa, print).expect("printed");
        assert!(story.due().is_empty(), "a letter is an attempt too");

        let bea = story.clinic.somebody("Bea", "5185550178", "en");
        assert!(story.due().iter().all(|line| line.patient != bea));
        practice.pass_minutes(21 * 1_440);
        assert_eq!(story.due().remove(0).attempts, 1);
    });
}

#[test]
fn a_message_that_does_not_arrive_brings_the_recall_back() {
    Practice::each(|practice| {
        let story = Story::of(practice);
        story.seen("Ana", MOBILE, "en", "9:20", &[Channel::Text]);
        story.clinic.until(DUE);
        story.plan();
        let (message, _) = story.clinic.take().remove(0);
        story.clinic.sent(message);
        assert!(story.due().is_empty());
        let status = NoteStatus { token_sha256: TOKEN.to_owned(), message, delivered: false };
        practice.perform(&practice.office.machine("text-gateway"), status).expect("it did not arrive");
        assert_eq!(story.due().len(), 1, "somebody calls");
        let line = story.said().lines[0];
        assert_eq!((line.standing, line.why), (MessageStanding::Failed, Some(Why::NotDelivered)));
    });
}

#[test]
fn a_recall_says_no_day_and_no_time() {
    Practice::each(|practice| {
        let story = Story::of(practice);
        let rules = practice.ask(&practice.ines, ReminderRules).expect("the rules").0;
        let step = rules.steps.iter().find(|step| step.fields.occasion == Occasion::Recall).expect("a step");
        let visits = rules.steps.iter().find(|step| step.fields.occasion == Occasion::Visit).expect("a step");
        let wrong = StepFields { wording: visits.fields.wording, ..step.fields.clone() };
        let keep = KeepStep { changes: Some((step.id, step.version)), fields: wrong };
        let why = practice.perform(&practice.ines, keep).expect_err("there is no day to fill in");
        assert_eq!(why.code(), "bad_step");
        let wording = rules.wordings.iter().find(|one| one.id == step.fields.wording).expect("its wording");
        let mut english = wording.english.clone();
        english.brief.push_str(" {day}");
        let keep = KeepWording {
            changes: Some((wording.id, wording.edition)),
            name: wording.name.clone(),
            english,
            spanish: wording.spanish.clone(),
        };
        assert_eq!(practice.perform(&practice.ines, keep).expect_err("nor here").code(), "bad_wording");
        assert!(story.due().is_empty());
    });
}
