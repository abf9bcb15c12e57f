//! The wording of a form in two languages: Spanish stands beside the English, field by field, whole or not at all.

use super::body::{FieldKind, FormBody, FormField};
use kernel::Problem;
use registry::people::Language;
use serde::{Deserialize, Serialize};

/// The words of a field in another language than English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldWords {
    /// The paragraph, the question, or what the signature is for.
    pub label: String,
    /// What there is to choose from, in the order of the English.
    pub choices: Vec<String>,
}

impl FieldWords {
    /// Whether nobody has written anything.
    pub(super) fn are_blank(&self) -> bool {
        self.label.trim().is_empty() && self.choices.iter().all(|choice| choice.trim().is_empty())
    }
}

impl FormField {
    /// The paragraph or question in a language.
    #[must_use]
    pub fn label_in(&self, language: Language) -> &str {
        match language {
            Language::English => &self.label,
            Language::Spanish => &self.spanish.label,
        }
    }

    /// What there is to choose from: each answer as it is kept, and as it is read in a language.
    pub fn choices_in(&self, language: Language) -> impl Iterator<Item = (&str, &str)> {
        let read = match language {
            Language::English => &self.choices,
            Language::Spanish => &self.spanish.choices,
        };
        self.choices.iter().zip(read).map(|(kept, read)| (kept.as_str(), read.as_str()))
    }
}

/// How far the Spanish wording of a form has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanishWording {
    /// Nobody has begun it: the form is in English only.
    Nothing,
    /// It is begun, and this is missing.
    Part(Vec<MissingWords>),
    /// All of it is there.
    Whole,
}

/// A piece that has no Spanish yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingWords {
    /// The title.
    Title,
    /// The words of the field of this number, from 0.
    Label(usize),
    /// The answers of that field: not as many as there are in English.
    Choices(usize),
}

impl SpanishWording {
    /// Of a form with this Spanish title and these fields.
    pub(super) fn of(title: &str, body: &FormBody) -> Self {
        let title_missing = title.trim().is_empty();
        if title_missing && body.fields.iter().all(|field| field.spanish.are_blank()) {
            return Self::Nothing;
        }
        let mut missing: Vec<MissingWords> = title_missing.then_some(MissingWords::Title).into_iter().collect();
        for (at, field) in body.fields.iter().enumerate() {
            if field.spanish.label.trim().is_empty() {
                missing.push(MissingWords::Label(at));
            }
            if field.kind == FieldKind::Choice && field.spanish.choices.len() != field.choices.len() {
                missing.push(MissingWords::Choices(at));
            }
        }
        if missing.is_empty() { Self::Whole } else { Self::Part(missing) }
    }

    /// Refuses half a wording: whoever reads Spanish reads all of it in Spanish.
    pub(super) fn check_for_publishing(&self) -> Result<(), Problem> {
        match self {
            Self::Nothing | Self::Whole => Ok(()),
            Self::Part(_) => {
                let say =
                    "The Spanish wording is begun and not whole. Finish it, or clear it: half of it is not published.";
                Err(Problem::invalid("half_spanish", say).at("spanish", say))
            }
        }
    }
}
