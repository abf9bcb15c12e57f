//! Booking questions: what the desk asks to find the right visit, and where each answer leads.
//!
//! The manager builds one set of questions in the browser. An answer leads to another question, to a visit type with its
//! providers and site, or says that this is not booked here. What is published is checked as a whole and never changes; the
//! answers given stay with the appointment, also where it was booked otherwise.

mod body;
mod draft;
mod facts;
mod follow;
mod given;
mod known;
mod publish;
pub(crate) mod tables;

pub use body::{
    ANSWERS_MAX, ANSWERS_MIN, BookThis, GivenAnswers, HandOver, Leads, NotHere, PossibleAnswer, Question,
    QuestionFault, QuestionsBody, Step, TakenStep,
};
pub use draft::{KeepQuestions, QuestionsDraft, QuestionsSheet};
pub use follow::{AskedNow, Asking, BookNow, FollowQuestions};
pub use given::{AnswersGiven, AnswersLed, given_for, keep_given};
pub use publish::{PublishQuestions, RetireQuestions};

use office::{Act, Permission};

/// Being asked the questions, and where they lead.
pub const ASK_QUESTIONS: Act = Act::new("booking_questions.ask", Permission::SeeSchedule);
/// Building and publishing them.
pub const MANAGE_QUESTIONS: Act = Act::new("booking_questions.manage", Permission::ManagePractice);
