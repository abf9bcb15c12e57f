//! Booking questions: built, checked and published; asked, answered, kept with what is booked; out of date without harm.

use crate::desk::{Desk, MONDAY};
use front_office::booking_questions::{
    AnswersLed, AskedNow, Asking, BookThis, FollowQuestions, GivenAnswers, HandOver, KeepQuestions, Leads, NotHere,
    PossibleAnswer, PublishQuestions, Question, QuestionsBody, QuestionsDraft, RetireQuestions,
};
use front_office::scheduling::{
    AddVisitType, Appointment, AppointmentAnswer, AppointmentId, ChangeVisitType, ForWhom, Needs, NeedsOf,
    SetVisitTypeNeeds, TypeTone, VisitTypeFields, VisitTypeId, VisitTypes,
};
use kernel::{Kind, Problem};
use office::PatientId;
use registry::practice::{AddStaff, ChangeStaff, Scheduled, StaffId};
use testkit::Practice;
use testkit::workflows::asked_first::AskedFirst;

fn answer(says: &str, leads: Leads) -> PossibleAnswer {
    PossibleAnswer { says: says.to_owned(), leads }
}

fn question(key: u32, asks: &str, answers: Vec<PossibleAnswer>) -> Question {
    Question { key, asks: asks.to_owned(), answers }
}

fn visit(visit_type: VisitTypeId, providers: &[StaffId]) -> Leads {
    Leads::Book(BookThis {
        visit_type,
        providers: providers.to_vec(),
        site: None,
        tell: "Eat nothing before.".to_owned(),
    })
}

fn knee(practice: &Practice) -> VisitTypeId {
    let knee = VisitTypeFields { name: "Knee".to_owned(), minutes: 40, for_whom: ForWhom::Any, tone: TypeTone::Leaf };
    practice.perform(&practice.ines, AddVisitType(knee)).expect("a visit type")
}

/// What hurts: a knee goes to Grace Lin, chest pain to the red-flag questions; anything else is a follow-up with anybody.
fn questions(desk: &Desk<'_>, knee: VisitTypeId) -> QuestionsBody {
    let not_here = NotHere { say: "Please stay on the line.".to_owned(), hand_over: HandOver::RedFlags };
    QuestionsBody {
        questions: vec![
            question(
                1,
                "Does something hurt?",
                vec![answer("Yes", Leads::Question(7)), answer("No", visit(desk.follow_up, &[]))],
            ),
            question(
                7,
                "What hurts?",
                vec![
                    answer("The chest", Leads::NotHere(not_here)),
                    answer("A knee", visit(knee, &[desk.practice.lin.staff])),
                ],
            ),
        ],
    }
}

fn keep(practice: &Practice, version: i64, body: QuestionsBody) -> Result<(), Problem> {
    practice.perform(&practice.ines, KeepQuestions { version, body })
}

fn published(desk: &Desk<'_>) -> VisitTypeId {
    let knee = knee(desk.practice);
    keep(desk.practice, 0, questions(desk, knee)).expect("a draft");
    let edition = desk.practice.perform(&desk.practice.ines, PublishQuestions { version: 1 });
    assert_eq!(edition.expect("published"), 1);
    knee
}

fn given(steps: &str) -> GivenAnswers {
    GivenAnswers::read(1, steps).expect("steps")
}

fn asked(practice: &Practice, steps: &str) -> Asking {
    let follow = FollowQuestions { given: Some(given(steps)) };
    practice.ask(&practice.rosa, follow).expect("it goes on").0.expect("questions are in use")
}

/// Rosa books after these answers.
fn booked(
    desk: &Desk<'_>,
    patient: PatientId,
    steps: &str,
    visit_type: VisitTypeId,
    at: (StaffId, &str),
) -> AppointmentId {
    let booking = desk.booking(patient, desk.place(at.0, MONDAY, at.1));
    let booking = front_office::scheduling::BookAppointment { visit_type, ..booking };
    desk.practice.perform(&desk.practice.rosa, AskedFirst { given: Some(given(steps)), booking }).expect("booked")
}

fn page(desk: &Desk<'_>, appointment: AppointmentId) -> AppointmentAnswer {
    desk.practice.ask(&desk.practice.rosa, Appointment { appointment }).expect("the appointment")
}

/// Every look at the questions, for the test of query plans.
pub fn look_at_all(desk: &Desk<'_>) {
    let knee = published(desk);
    let patient = desk.practice.patient("Quinn", "Asked", "1979-02-03");
    let id = booked(desk, patient, "1.1 7.2", knee, (desk.practice.lin.staff, "14:00"));
    assert!(page(desk, id).answers.is_some());
    desk.practice.ask(&desk.practice.ines, QuestionsDraft).expect("the draft");
}

#[test]
fn the_desk_is_led_to_a_visit_or_away_from_booking() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let nobody_asks = practice.ask(&practice.rosa, FollowQuestions { given: None }).expect("an answer").0;
        assert!(nobody_asks.is_none(), "nothing is published");
        let knee = published(&desk);
        let first = practice.ask(&practice.rosa, FollowQuestions { given: None }).expect("an answer").0.expect("one");
        assert!(matches!(first.now, AskedNow::Question(ref question) if question.asks == "Does something hurt?"));
        let on = asked(practice, "1.1");
        assert_eq!((on.taken[0].asks.as_str(), on.taken[0].says.as_str()), ("Does something hurt?", "Yes"));
        let AskedNow::Book(book) = asked(practice, "1.1 7.2").now else { panic!("a visit") };
        assert_eq!((book.visit_type, book.tell.as_str()), (Some(knee), "Eat nothing before."));
        assert_eq!(book.words, "Knee with Grace Lin, NP");
        assert!(book.out_of_date.is_empty());
        let AskedNow::NotHere(other) = asked(practice, "1.1 7.1").now else { panic!("away") };
        assert_eq!(other.hand_over, HandOver::RedFlags);
        for wrong in ["7.1", "1.3", "1.0", "1.2 7.1"] {
            let follow = FollowQuestions { given: Some(given(wrong)) };
            assert_eq!(
                practice.ask(&practice.rosa, follow).expect_err("nonsense").code(),
                "answers_unclear",
                "{wrong}"
            );
        }
        assert!(GivenAnswers::read(1, "1-2").is_none());
        assert_eq!(keep(practice, 1, questions(&desk, knee)).expect_err("stale").kind(), Kind::Conflict);
        let rosa = practice.perform(&practice.rosa, PublishQuestions { version: 2 });
        assert_eq!(rosa.expect_err("Rosa only asks").kind(), Kind::Refused);
        practice.perform(&practice.ines, RetireQuestions { version: 2 }).expect("out of use");
        assert!(practice.ask(&practice.rosa, FollowQuestions { given: None }).expect("an answer").0.is_none());
        assert_eq!(asked(practice, "1.1").taken.len(), 1, "whoever was being asked goes on");
    });
}

#[test]
fn what_is_booked_keeps_the_answers_and_says_whether_it_followed_them() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let knee = published(&desk);
        let (lin, okafor) = (practice.lin.staff, practice.okafor.staff);
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let led = |id| page(&desk, id).answers.expect("the answers are kept").led;
        let followed = booked(&desk, ana, "1.1 7.2", knee, (lin, "10:00"));
        let answers = page(&desk, followed).answers.expect("the answers");
        assert_eq!((answers.led, answers.edition, answers.account), (AnswersLed::Followed, 1, practice.rosa.account));
        assert_eq!(answers.outcome.as_deref(), Some("Knee with Grace Lin, NP"));
        assert_eq!(answers.taken.iter().map(|step| step.says.as_str()).collect::<Vec<_>>(), ["Yes", "A knee"]);
        assert_eq!(
            led(booked(&desk, ana, "1.1 7.2", knee, (okafor, "11:00"))),
            AnswersLed::Otherwise,
            "another provider"
        );
        assert_eq!(led(booked(&desk, ana, "1.1 7.1", knee, (lin, "13:00"))), AnswersLed::Otherwise, "not booked here");
        assert_eq!(led(booked(&desk, ana, "1.1", knee, (lin, "14:00"))), AnswersLed::Unfinished);
        assert_eq!(led(booked(&desk, ana, "1.2", desk.follow_up, (okafor, "15:00"))), AnswersLed::Followed, "anybody");
        let plain = desk.book(ana, "2026-11-17", "9:00").expect("it is booked");
        assert!(page(&desk, plain).answers.is_none(), "nobody was asked");
        let nonsense =
            AskedFirst { given: Some(given("7.1")), booking: desk.booking(ana, desk.place(lin, "2026-11-18", "9:00")) };
        assert_eq!(practice.perform(&practice.rosa, nonsense).expect_err("nonsense").code(), "answers_unclear");
        let upcoming = front_office::scheduling::UpcomingOf { patient: ana };
        let upcoming = practice.ask(&practice.rosa, upcoming).expect("the list").lines;
        assert_eq!(upcoming.len(), 6, "and nothing of it is booked");
    });
}

#[test]
fn what_was_published_stays_and_a_new_edition_leaves_the_old_answers_alone() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let knee = published(&desk);
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let id = booked(&desk, ana, "1.1 7.2", knee, (practice.lin.staff, "10:00"));
        let mut body = questions(&desk, knee);
        body.questions[1].asks = "Where does it hurt?".to_owned();
        keep(practice, 2, body).expect("a draft");
        assert!(!practice.ask(&practice.ines, QuestionsDraft).expect("the draft").0.draft_is_published);
        assert_eq!(practice.perform(&practice.ines, PublishQuestions { version: 3 }).expect("published"), 2);
        let answers = page(&desk, id).answers.expect("the answers");
        assert_eq!((answers.edition, answers.taken[1].asks.as_str()), (1, "What hurts?"), "as it was asked");
        for statement in ["UPDATE booking_questions_edition SET body = 'x'", "DELETE FROM booking_questions_edition"] {
            let why = practice.scratch().run(statement).expect_err("the database refuses");
            assert!(why.contains("stays as it is"), "{why}");
        }
    });
}

#[test]
fn each_fault_is_named_before_it_is_published() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let knee = knee(practice);
        let good = || questions(&desk, knee);
        let mut version = 0;
        let mut faults = |body: QuestionsBody| {
            keep(practice, version, body).expect("a draft may be anything");
            version += 1;
            let why = practice.perform(&practice.ines, PublishQuestions { version }).expect_err("it is faulty");
            assert_eq!(why.code(), "questions_faulty");
            let sheet = practice.ask(&practice.ines, QuestionsDraft).expect("the draft").0;
            assert_eq!(sheet.faults.len(), why.fields().len(), "the page shows the same");
            why.fields().iter().map(|(field, say)| format!("{field}: {say}")).collect::<Vec<_>>().join("\n")
        };
        let with = |change: &dyn Fn(&mut QuestionsBody)| {
            let mut body = good();
            change(&mut body);
            body
        };
        let lead = |place: usize, number: usize, leads: Leads| {
            with(&|body| body.questions[place].answers[number].leads = leads.clone())
        };
        assert!(faults(QuestionsBody::default()).contains("Write the first question."));
        let nowhere = faults(lead(1, 1, Leads::Nowhere));
        assert_eq!(nowhere, "question-1: Question 2, “A knee”: say where this answer leads.");
        let round = faults(lead(1, 1, Leads::Question(1)));
        assert!(round.contains("question-0: The questions go in a circle: 1 → 2 → 1."), "{round}");
        let alone = faults(lead(0, 0, visit(desk.follow_up, &[])));
        assert!(alone.contains("question-1: No answer leads to question 2"), "{alone}");
        assert!(faults(lead(0, 0, Leads::Question(99))).contains("leads to a question that was removed"));
        assert!(faults(with(&|body| body.questions[0].asks = " ".to_owned())).contains("Question 1 has no words"));
        assert!(
            faults(with(&|body| drop(body.questions[1].answers.pop())))
                .contains("Question 2 needs at least two answers")
        );
        assert!(faults(with(&|body| body.questions[1].answers[0].says = "a knee".to_owned())).contains("twice"));
        let silent = NotHere { say: String::new(), hand_over: HandOver::Nurse };
        assert!(faults(lead(1, 0, Leads::NotHere(silent))).contains("write what the desk says instead of booking"));
        let tom = faults(lead(1, 1, visit(knee, &[practice.tom.staff])));
        assert_eq!(tom, "question-1: Question 2, “A knee”: Tom Becker, CMA does not see patients on a schedule.");
        let long = with(&|body| body.questions[0].asks = "?".repeat(301));
        assert_eq!(keep(practice, version, long).expect_err("too long").code(), "questions_too_long");
    });
}

#[test]
fn an_outcome_that_is_no_longer_offered_says_so_and_breaks_nothing() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let knee = published(&desk);
        let (ines, lin) = (&practice.ines, practice.lin.staff);
        let only_with = |providers: Vec<StaffId>, version| {
            let needs = Needs { providers, ..Needs::default() };
            practice.perform(ines, SetVisitTypeNeeds { visit_type: knee, version, needs }).expect("set");
        };
        only_with(vec![practice.okafor.staff], 1);
        let AskedNow::Book(book) = asked(practice, "1.1 7.2").now else { panic!("a visit") };
        assert_eq!(book.out_of_date, ["Grace Lin, NP does not see patients for Knee."]);
        assert!(book.providers.is_empty() && book.visit_type == Some(knee), "the desk chooses the provider");
        let sheet = practice.ask(ines, QuestionsDraft).expect("the draft").0;
        assert_eq!(sheet.out_of_date[0].say, "Question 2, “A knee”: Grace Lin, NP does not see patients for Knee.");
        let ana = practice.patient("Ana", "Ruiz", "1990-02-03");
        let id = booked(&desk, ana, "1.1 7.2", knee, (practice.okafor.staff, "10:00"));
        assert_eq!(page(&desk, id).answers.expect("the answers").led, AnswersLed::OutOfDate);
        only_with(Vec::new(), 2);
        assert!(practice.ask(ines, NeedsOf { visit_type: knee }).expect("needs").0.providers.is_empty());
        let leaves = ChangeStaff {
            staff: lin,
            version: 1,
            to: AddStaff {
                account: Some(practice.lin.account),
                given: "Grace".to_owned(),
                family: "Lin".to_owned(),
                credential: "NP".to_owned(),
                npi: Some("1987654328".to_owned()),
                scheduled: Scheduled::Yes,
                sites: vec![practice.site],
            },
            ended_on: Some("2026-11-13".parse().expect("a day")),
        };
        practice.perform(ines, leaves).expect("she has left");
        let AskedNow::Book(book) = asked(practice, "1.1 7.2").now else { panic!("a visit") };
        assert_eq!(book.out_of_date, ["Grace Lin, NP no longer works here."]);
        let kind = practice.ask(ines, VisitTypes).expect("the types").0.into_iter().find(|kind| kind.id == knee);
        let kind = kind.expect("it is there");
        let to = VisitTypeFields { name: kind.name, minutes: kind.minutes, for_whom: kind.for_whom, tone: kind.tone };
        practice
            .perform(ines, ChangeVisitType { visit_type: knee, version: kind.version, to, active: false })
            .expect("retired");
        let AskedNow::Book(book) = asked(practice, "1.1 7.2").now else { panic!("a visit") };
        assert_eq!((book.visit_type, book.out_of_date[0].as_str()), (None, "“Knee” is no longer offered."));
        let id = booked(&desk, ana, "1.1 7.2", desk.follow_up, (practice.okafor.staff, "11:00"));
        let answers = page(&desk, id).answers.expect("the answers");
        assert_eq!((answers.led, answers.outcome.as_deref()), (AnswersLed::OutOfDate, Some("Knee with Grace Lin, NP")));
    });
}
