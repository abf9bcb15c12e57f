//! What stands in a form: paragraphs to read and fields to fill in, and whether what was filled in is complete.

use super::wording::FieldWords;
use crate::editions::{self, numbered};
use kernel::{Day, Phi, Problem};
use registry::people::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fields of one form at most.
const FIELDS_MAX: usize = 60;
/// Letters of a label or paragraph at most.
const LABEL_MAX: usize = 4_000;
/// Letters of an answer at most.
const ANSWER_MAX: usize = 1_000;
/// Answers to choose from, at most.
const CHOICES_MAX: usize = 20;

kernel::code!(
    /// What a field is.
    FieldKind {
        /// Words to read; nothing to fill in.
        Paragraph = "paragraph",
        /// Words to write.
        Text = "text",
        /// Yes or no.
        YesNo = "yes_no",
        /// One of several.
        Choice = "choice",
        /// A day.
        Date = "date",
        /// Where it is signed.
        Signature = "signature",
    }
);

impl FieldKind {
    /// As shown in the builder.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Paragraph => "Paragraph to read",
            Self::Text => "Text",
            Self::YesNo => "Yes or no",
            Self::Choice => "Choice",
            Self::Date => "Date",
            Self::Signature => "Signature",
        }
    }
}

kernel::code!(
    /// Whether a field may be left blank.
    Need {
        /// It may not.
        Needed = "needed",
        /// It may.
        Optional = "optional",
    }
);

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormField {
    /// What it is.
    pub kind: FieldKind,
    /// The paragraph, the question, or what the signature is for.
    pub label: String,
    /// Whether it may be left blank.
    pub need: Need,
    /// What there is to choose from.
    pub choices: Vec<String>,
    /// The same words in Spanish; blank where there are none.
    #[serde(default, skip_serializing_if = "FieldWords::are_blank")]
    pub spanish: FieldWords,
}

/// All of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormBody {
    /// Its fields in order.
    pub fields: Vec<FormField>,
}

/// What was filled in, by the number of the field from 0.
pub type Answers = BTreeMap<usize, Phi<String>>;

impl FormBody {
    /// As it is stored.
    pub(super) fn stored(&self) -> String {
        editions::stored(self)
    }

    /// From the store.
    pub(super) fn from_stored(text: &str) -> Result<Self, Problem> {
        editions::from_stored(text)
    }

    /// Whether a draft can be kept at all.
    pub(super) fn check_draft(&self) -> Result<(), Problem> {
        let words_long = |label: &str, choices: &[String]| {
            label.chars().count() > LABEL_MAX
                || choices.len() > CHOICES_MAX
                || choices.iter().any(|choice| choice.chars().count() > 200)
        };
        let long = |field: &FormField| {
            words_long(&field.label, &field.choices) || words_long(&field.spanish.label, &field.spanish.choices)
        };
        if self.fields.len() > FIELDS_MAX || self.fields.iter().any(long) {
            let say = "A form has at most 60 fields of 4,000 letters each, and 20 answers to choose from.";
            return Err(Problem::invalid("form_too_long", say).at("fields", say));
        }
        Ok(())
    }

    /// Whether it can be given to a patient.
    pub(super) fn check_for_publishing(&self) -> Result<(), Problem> {
        let fault = |say: &str| Err(Problem::invalid("form_incomplete", say).at("fields", say));
        if self.fields.iter().filter(|field| field.kind == FieldKind::Signature).count() != 1 {
            return fault("A form has exactly one signature. Add it, or remove the second.");
        }
        if !self.fields.iter().any(|field| field.kind == FieldKind::Paragraph && !field.label.trim().is_empty()) {
            return fault("Add a paragraph: whoever signs must have something to read.");
        }
        if self.fields.iter().any(|field| field.label.trim().is_empty()) {
            return fault("Every field needs its words. Fill in or remove the empty one.");
        }
        if self.fields.iter().any(|field| field.kind == FieldKind::Choice && field.choices.len() < 2) {
            return fault("A choice needs at least two answers, one on each line.");
        }
        Ok(())
    }

    /// Whether nothing needed is blank and every answer is one that its field takes.
    pub(super) fn check_answers(&self, answers: &Answers) -> Result<(), Problem> {
        let wrong = self.answer_faults(answers);
        let said = |(at, fault): &(usize, AnswerFault)| fault.say(&self.fields[*at].asked(Language::English));
        let Some(first) = wrong.first() else { return Ok(()) };
        let problem = Problem::invalid("form_blank", said(first));
        Err(wrong.iter().fold(problem, |problem, one| problem.at(name_of(one.0), said(one))))
    }

    /// What is wrong with what was filled in, by the number of the field.
    #[must_use]
    pub fn answer_faults(&self, answers: &Answers) -> Vec<(usize, AnswerFault)> {
        let fault = |(at, field): (usize, &FormField)| {
            let typed = answers.get(&at).map_or("", |answer| answer.reveal().trim());
            field.fault_of(typed).map(|fault| (at, fault))
        };
        self.fields.iter().enumerate().filter_map(fault).collect()
    }
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// It is blank, and must not be.
    Blank,
    /// It has more than 1,000 letters.
    TooLong,
    /// It is neither yes nor no.
    NotYesOrNo,
    /// It is none of the answers to choose from.
    NotAChoice,
    /// It is no date.
    NoDate,
}

impl AnswerFault {
    /// What to do, for the desk.
    fn say(self, asked: &str) -> String {
        match self {
            Self::Blank => format!("Answer “{asked}”."),
            Self::TooLong => format!("Keep the answer to “{asked}” under 1,000 letters."),
            Self::NotYesOrNo => format!("Answer “{asked}” with yes or no."),
            Self::NotAChoice => format!("Choose an answer to “{asked}”."),
            Self::NoDate => format!("Enter a date for “{asked}”, like 11/21/2026."),
        }
    }
}

impl FormField {
    fn fault_of(&self, typed: &str) -> Option<AnswerFault> {
        match (self.kind, typed) {
            (FieldKind::Paragraph | FieldKind::Signature, _) => None,
            (_, "") => (self.need == Need::Needed).then_some(AnswerFault::Blank),
            (_, long) if long.chars().count() > ANSWER_MAX => Some(AnswerFault::TooLong),
            (FieldKind::YesNo, other) if !matches!(other, "yes" | "no") => Some(AnswerFault::NotYesOrNo),
            (FieldKind::Choice, other) if !self.choices.iter().any(|choice| choice == other) => {
                Some(AnswerFault::NotAChoice)
            }
            (FieldKind::Date, other) if other.parse::<Day>().is_err() => Some(AnswerFault::NoDate),
            _ => None,
        }
    }

    /// The question in a language, shortened, to name it in a sentence.
    #[must_use]
    pub fn asked(&self, language: Language) -> String {
        short(self.label_in(language))
    }
}

/// The name of a field in a form on a page, for faults.
const fn name_of(at: usize) -> &'static str {
    NAMES[at]
}

const NAMES: [&str; FIELDS_MAX] = numbered!("answer-";
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29
    30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59);

fn short(label: &str) -> String {
    let words: String = label.chars().take(60).collect();
    if label.chars().count() > 60 { format!("{words}…") } else { words }
}
