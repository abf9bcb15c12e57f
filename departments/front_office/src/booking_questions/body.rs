//! What the questions are, where their answers lead, and whether they hang together.

use crate::editions;
use crate::scheduling::VisitTypeId;
use kernel::Problem;
use office::SiteId;
use registry::practice::StaffId;
use serde::{Deserialize, Serialize};

/// Questions of the set at most.
pub(super) const QUESTIONS_MAX: usize = 40;
/// Answers to one question at least.
pub const ANSWERS_MIN: usize = 2;
/// Answers to one question at most: each is one digit.
pub const ANSWERS_MAX: usize = 8;
/// Letters of a question or of a sentence for the desk at most.
const SENTENCE_MAX: usize = 300;
/// Letters of an answer at most.
const ANSWER_MAX: usize = 80;

kernel::code!(
    /// To whom the desk hands over what is not booked here.
    HandOver {
        /// To nobody: the sentence says all.
        Nobody = "nobody",
        /// To the red-flag questions of the telephone.
        RedFlags = "red_flags",
        /// To a nurse.
        Nurse = "nurse",
    }
);

impl HandOver {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nobody => "Nobody: the sentence says all",
            Self::RedFlags => "The red-flag questions",
            Self::Nurse => "A nurse",
        }
    }
}

/// What is booked where an answer leads to a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookThis {
    /// The kind of visit.
    pub visit_type: VisitTypeId,
    /// With one of these; with whoever does this kind of visit, where none is named.
    pub providers: Vec<StaffId>,
    /// Only at this site.
    pub site: Option<SiteId>,
    /// What the desk tells the patient; may be empty.
    pub tell: String,
}

/// What is said where nothing is booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotHere {
    /// What the desk says instead.
    pub say: String,
    /// To whom it hands over.
    pub hand_over: HandOver,
}

/// Where an answer leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leads {
    /// That is not said yet.
    #[default]
    Nowhere,
    /// To the question with this key.
    Question(u32),
    /// To a visit.
    Book(BookThis),
    /// To nothing that is booked here.
    NotHere(NotHere),
}

/// One of the answers to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleAnswer {
    /// What is answered.
    pub says: String,
    /// Where it leads.
    pub leads: Leads,
}

/// A question of the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What answers lead here by; it stays when questions change places.
    pub key: u32,
    /// What to ask, word for word.
    pub asks: String,
    /// What may be answered, in the order of the digits.
    pub answers: Vec<PossibleAnswer>,
}

/// All of the questions; the first one is asked first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionsBody {
    /// In the order in which the manager reads them.
    pub questions: Vec<Question>,
}

/// One answer that was given: the key of the question, and the number of the answer from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which question.
    pub question: u32,
    /// Which answer.
    pub answer: u32,
}

/// The answers given so far, to the questions of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswers {
    /// Which edition was asked.
    pub edition: i64,
    /// One answer after the other.
    pub steps: Vec<Step>,
}

impl GivenAnswers {
    /// Reads `1.2 3.1`: question 1 with its second answer, then question 3 with its first. Nothing, if it is not that.
    #[must_use]
    pub fn read(edition: i64, steps: &str) -> Option<Self> {
        let step = |pair: &str| {
            let (question, answer) = pair.split_once('.')?;
            Some(Step { question: question.parse().ok()?, answer: answer.parse().ok()? })
        };
        let steps: Option<Vec<Step>> = steps.split(' ').filter(|pair| !pair.is_empty()).map(step).collect();
        steps.filter(|steps| steps.len() <= QUESTIONS_MAX).map(|steps| Self { edition, steps })
    }

    /// The steps as they are read.
    #[must_use]
    pub fn steps_written(&self) -> String {
        let pairs: Vec<String> = self.steps.iter().map(|step| format!("{}.{}", step.question, step.answer)).collect();
        pairs.join(" ")
    }
}

/// A question that was answered, in its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenStep {
    /// What was asked.
    pub asks: String,
    /// What was answered.
    pub says: String,
}

/// What is wrong with the questions as a whole, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionFault {
    /// At which question, from 0; the first where it is about all of them.
    pub at: usize,
    /// What to do.
    pub say: String,
}

/// Where somebody stands who has answered some questions.
pub(super) enum At<'b> {
    /// They are asked this.
    Question(&'b Question),
    /// They have been led here.
    End(&'b Leads),
}

impl QuestionsBody {
    /// Whether the draft can be kept at all.
    pub(super) fn check_draft(&self) -> Result<(), Problem> {
        let long = |text: &str, most: usize| text.chars().count() > most;
        let sentence = |leads: &Leads| match leads {
            Leads::Book(book) => long(&book.tell, SENTENCE_MAX),
            Leads::NotHere(other) => long(&other.say, SENTENCE_MAX),
            Leads::Nowhere | Leads::Question(_) => false,
        };
        let answer = |one: &PossibleAnswer| long(&one.says, ANSWER_MAX) || sentence(&one.leads);
        let too_much = |one: &Question| {
            long(&one.asks, SENTENCE_MAX) || one.answers.len() > ANSWERS_MAX || one.answers.iter().any(answer)
        };
        if self.questions.len() > QUESTIONS_MAX || self.questions.iter().any(too_much) {
            let say = "There are at most 40 questions of 300 letters, each with at most 8 answers of 80 letters.";
            return Err(Problem::invalid("questions_too_long", say).at("questions", say));
        }
        Ok(())
    }

    /// The place of a question in the order of the manager, from 0.
    pub(super) fn place_of(&self, key: u32) -> Option<usize> {
        self.questions.iter().position(|question| question.key == key)
    }

    /// Goes along the answers, from the first question on.
    ///
    /// # Errors
    /// Invalid, where an answer is not one to the question that was asked.
    pub(super) fn walk(&self, steps: &[Step]) -> Result<(Vec<TakenStep>, At<'_>), Problem> {
        let lost = || Problem::invalid("answers_unclear", "These answers do not belong together. Begin again.");
        let mut taken = Vec::new();
        let mut at = At::Question(self.questions.first().ok_or_else(lost)?);
        for step in steps {
            let At::Question(question) = at else { return Err(lost()) };
            let place = usize::try_from(step.answer).ok().and_then(|number| number.checked_sub(1)).ok_or_else(lost)?;
            let answer = question.answers.get(place).filter(|_| question.key == step.question).ok_or_else(lost)?;
            taken.push(TakenStep { asks: question.asks.clone(), says: answer.says.clone() });
            at = match &answer.leads {
                Leads::Question(key) => At::Question(&self.questions[self.place_of(*key).ok_or_else(lost)?]),
                end => At::End(end),
            };
        }
        Ok((taken, at))
    }

    /// What speaks against publishing it, apart from what the practice offers: words that are missing, answers that lead
    /// nowhere, circles, questions that nobody is ever asked.
    pub(super) fn faults_of_shape(&self) -> Vec<QuestionFault> {
        if self.questions.is_empty() {
            return vec![QuestionFault { at: 0, say: "Write the first question.".to_owned() }];
        }
        let mut faults: Vec<QuestionFault> =
            self.questions.iter().enumerate().flat_map(|(at, question)| self.faults_of_words(at, question)).collect();
        let reached = self.reached();
        for at in 0..self.questions.len() {
            if !reached.contains(&at) {
                let say = format!(
                    "No answer leads to question {}, so nobody is ever asked it. Lead there, or remove it.",
                    at + 1
                );
                faults.push(QuestionFault { at, say });
            }
            if let Some(round) = self.circle_from(at) {
                let said: Vec<String> = round.iter().map(|at| (at + 1).to_string()).collect();
                let say = format!(
                    "The questions go in a circle: {}. Let one of these answers lead elsewhere.",
                    said.join(" → ")
                );
                faults.push(QuestionFault { at, say });
            }
        }
        faults
    }

    fn faults_of_words(&self, at: usize, question: &Question) -> Vec<QuestionFault> {
        let mut faults = Vec::new();
        let number = at + 1;
        let mut fault = |say: String| faults.push(QuestionFault { at, say });
        if question.asks.trim().is_empty() {
            fault(format!("Question {number} has no words. Write what the desk asks."));
        }
        if question.answers.len() < ANSWERS_MIN {
            fault(format!("Question {number} needs at least two answers."));
        }
        for (place, answer) in question.answers.iter().enumerate() {
            let says = answer.says.trim();
            if says.is_empty() {
                fault(format!("Question {number}: answer {} has no words. Write it, or remove it.", place + 1));
                continue;
            }
            if question.answers[..place].iter().any(|earlier| earlier.says.trim().eq_ignore_ascii_case(says)) {
                fault(format!("Question {number} has the answer “{says}” twice. Remove one of them."));
            }
            match &answer.leads {
                Leads::Nowhere => fault(format!("Question {number}, “{says}”: say where this answer leads.")),
                Leads::Question(key) if self.place_of(*key).is_none() => {
                    fault(format!("Question {number}, “{says}” leads to a question that was removed. Lead elsewhere."));
                }
                Leads::NotHere(other) if other.say.trim().is_empty() => {
                    fault(format!("Question {number}, “{says}”: write what the desk says instead of booking."));
                }
                Leads::Question(_) | Leads::NotHere(_) | Leads::Book(_) => {}
            }
        }
        faults
    }

    /// The places of the questions to which the answers of one lead.
    fn next_of(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.questions[at].answers.iter().filter_map(|answer| match answer.leads {
            Leads::Question(key) => self.place_of(key),
            _ => None,
        })
    }

    /// The places of the questions that somebody may be asked.
    fn reached(&self) -> Vec<usize> {
        let mut reached = vec![0];
        let mut looked = 0;
        while let Some(at) = reached.get(looked).copied() {
            looked += 1;
            for next in self.next_of(at) {
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
        }
        reached
    }

    /// The shortest way from a question back to itself; told once, at the first question of the circle.
    fn circle_from(&self, at: usize) -> Option<Vec<usize>> {
        let mut ways: Vec<Vec<usize>> = vec![vec![at]];
        let mut seen = vec![at];
        let mut looked = 0;
        while let Some(way) = ways.get(looked).cloned() {
            looked += 1;
            for next in self.next_of(*way.last()?) {
                if next == at {
                    let first = way.iter().min() == Some(&at);
                    return first.then(|| way.iter().copied().chain([at]).collect());
                }
                if !seen.contains(&next) {
                    seen.push(next);
                    ways.push(way.iter().copied().chain([next]).collect());
                }
            }
        }
        None
    }
}

/// The name of a question on the page, for faults.
pub(super) fn name_of(at: usize) -> &'static str {
    NAMES.get(at).copied().unwrap_or("questions")
}

const NAMES: [&str; QUESTIONS_MAX] = editions::numbered!("question-";
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39);
