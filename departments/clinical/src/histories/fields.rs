//! Which fields an entry of each section has, what may stand in them, and what is wrong with them.

use super::said::{Field, Said};
use super::values::{self, Topic, Values};
use super::{Section, values::label_of};
use crate::told;
use kernel::{Day, Problem};

/// Letters of a field at most; of remarks four times as many.
const LETTERS_MAX: usize = 500;

/// What may stand in a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A line.
    Words,
    /// Several lines.
    Lines,
    /// A date as it was told: a day, a month, a year, or words.
    When,
    /// One of these.
    OneOf(Values),
}

/// Whether a field may stay empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may not.
    Needed,
    /// It may.
    Optional,
}

/// A field of a section.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Which.
    pub field: Field,
    /// As it is called in this section.
    pub title: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// Whether it may stay empty.
    pub need: Need,
    /// A sentence that helps; may be empty.
    pub hint: &'static str,
}

const fn needed(field: Field, title: &'static str, kind: Kind) -> Asked {
    Asked { field, title, kind, need: Need::Needed, hint: "" }
}

const fn maybe(field: Field, title: &'static str, kind: Kind) -> Asked {
    Asked { field, title, kind, need: Need::Optional, hint: "" }
}

impl Asked {
    const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// How a stored value of it reads.
    #[must_use]
    pub fn shown(&self, value: &str) -> String {
        match self.kind {
            OneOf(values) => label_of(values, value),
            When => told::shown(value),
            Words | Lines => value.to_owned(),
        }
    }
}

use Kind::{Lines, OneOf, When, Words};

const AS_TOLD: &str = "A day, a month, a year, or words: 5/12/2019, 5/2019, 2019, in childhood";
const NOTE: Asked = maybe(Field::Note, "Remarks", Lines);

const PROBLEM: &[Asked] = &[
    needed(Field::What, "Problem", Words).hint("In words, or leave it empty and enter the code"),
    maybe(Field::Code, "ICD-10-CM code", Words),
    needed(Field::Status, "Status", OneOf(values::PROBLEM_STATUSES)),
    needed(Field::Verification, "How sure", OneOf(values::SURE)),
    maybe(Field::Severity, "Severity", OneOf(values::SEVERITIES)),
    maybe(Field::Since, "Since", When).hint(AS_TOLD),
    maybe(Field::Until, "Until", When),
    NOTE,
];

const PAST: &[Asked] = &[
    needed(Field::What, "Illness", Words).hint("In words, or leave it empty and enter the code"),
    maybe(Field::Code, "ICD-10-CM code", Words),
    needed(Field::Status, "Status", OneOf(values::PAST_STATUSES)),
    needed(Field::Verification, "How sure", OneOf(values::SURE)),
    maybe(Field::Since, "Since", When).hint(AS_TOLD),
    maybe(Field::Until, "Until", When),
    NOTE,
];

const ALLERGY: &[Asked] = &[
    needed(Field::What, "Substance", Words).hint("One substance: penicillin, peanuts, latex"),
    maybe(Field::Reaction, "Reaction", Words).hint("Hives, swelling, trouble breathing"),
    maybe(Field::Severity, "Severity", OneOf(values::SEVERITIES)),
    maybe(Field::Criticality, "Danger", OneOf(values::CRITICALITIES)),
    maybe(Field::Kind, "Kind", OneOf(values::ALLERGY_KINDS)),
    maybe(Field::Category, "To what", OneOf(values::ALLERGY_CATEGORIES)),
    maybe(Field::Since, "Since", When).hint(AS_TOLD),
    needed(Field::Status, "Status", OneOf(values::ALLERGY_STATUSES)),
    needed(Field::Verification, "How sure", OneOf(values::SURE)),
    NOTE,
];

const MEDICATION: &[Asked] = &[
    needed(Field::What, "Medicine", Words).hint("With its strength: lisinopril 10 mg tablet"),
    maybe(Field::Dosage, "How it is taken", Words).hint("1 tablet every morning"),
    maybe(Field::Route, "Route", Words),
    maybe(Field::Reason, "For what", Words),
    maybe(Field::Prescriber, "Prescribed by", Words),
    maybe(Field::Since, "Since", When).hint(AS_TOLD),
    maybe(Field::Until, "Until", When),
    needed(Field::Status, "Status", OneOf(values::MEDICATION_STATUSES)),
    NOTE,
];

const SURGICAL: &[Asked] = &[
    needed(Field::What, "Operation or procedure", Words),
    maybe(Field::Since, "When", When).hint(AS_TOLD),
    maybe(Field::BodySite, "Where in the body", Words).hint("With the side: left knee"),
    maybe(Field::Reason, "Why", Words),
    maybe(Field::Performer, "By whom", Words),
    maybe(Field::Place, "Where", Words),
    maybe(Field::Outcome, "How it came out", Words),
    needed(Field::Status, "Status", OneOf(values::DONE_STATUSES)),
    NOTE,
];

const FAMILY: &[Asked] = &[
    needed(Field::Relation, "Relative", OneOf(values::RELATIONS)),
    needed(Field::What, "Illness", Words),
    maybe(Field::AgeAtOnset, "Age when it began", Words),
    maybe(Field::Deceased, "Died", OneOf(values::YES_NO)),
    maybe(Field::AgeAtDeath, "Age at death", Words),
    NOTE,
];

const IMMUNIZATION: &[Asked] = &[
    needed(Field::What, "Vaccine", Words),
    maybe(Field::Code, "CVX code", Words),
    needed(Field::Since, "When", When).hint(AS_TOLD),
    needed(Field::Status, "Status", OneOf(values::SHOT_STATUSES)),
    maybe(Field::Reason, "If not given, why", Words),
    maybe(Field::Lot, "Lot", Words),
    maybe(Field::Manufacturer, "Maker", Words),
    maybe(Field::BodySite, "Where in the body", Words),
    maybe(Field::Route, "Route", Words),
    maybe(Field::Performer, "By whom", Words),
    maybe(Field::Place, "Where", Words),
    NOTE,
];

fn social(topic: Topic) -> Vec<Asked> {
    let answer = match topic.answers() {
        Some(values) => needed(Field::What, "Answer", OneOf(values)),
        None => needed(Field::What, "Answer", Words),
    };
    let amount = match topic {
        Topic::Tobacco => maybe(Field::Amount, "How much", Words).hint("10 cigarettes a day for 20 years; vapes"),
        Topic::Alcohol => maybe(Field::Amount, "How much", Words).hint("Drinks on such a day"),
        Topic::Drugs => maybe(Field::Amount, "Which, and how", Words),
        _ => maybe(Field::Amount, "More", Words),
    };
    vec![answer, amount, maybe(Field::Since, "Since", When).hint(AS_TOLD), maybe(Field::Until, "Until", When), NOTE]
}

/// The fields of an entry; of a social answer, by its topic.
#[must_use]
pub fn asked(section: Section, topic: &str) -> Vec<Asked> {
    match section {
        Section::Problems => PROBLEM.to_vec(),
        Section::Past => PAST.to_vec(),
        Section::Allergies => ALLERGY.to_vec(),
        Section::Medications => MEDICATION.to_vec(),
        Section::Surgical => SURGICAL.to_vec(),
        Section::Family => FAMILY.to_vec(),
        Section::Immunizations => IMMUNIZATION.to_vec(),
        Section::Social => social(Topic::from_word(topic).unwrap_or(Topic::Other)),
    }
}

/// What was typed as it is kept: dates as they sort, and nothing that the section does not ask for.
///
/// # Errors
/// Invalid, with every field at fault.
pub(super) fn settled(section: Section, typed: &Said, before: Option<&Said>, today: Day) -> Result<Said, Problem> {
    let topic = typed.get(Field::Topic);
    if section == Section::Social && Topic::from_word(topic).is_none() {
        let say = "Choose what it is about.";
        return Err(Problem::invalid("entry_incomplete", say).at("topic", say));
    }
    let mut said = Said::nothing();
    let mut faults: Vec<(&'static str, String)> = Vec::new();
    for one in asked(section, topic) {
        let text = typed.get(one.field).trim();
        let was = before.map_or("", |before| before.get(one.field));
        let kept = if matches!(one.kind, When) { told::typed(text) } else { text.to_owned() };
        match fault(&one, &kept, was, today) {
            Some(say) => faults.push((one.field.word(), say)),
            None => said.set(one.field, kept),
        }
    }
    if section == Section::Social {
        said.set(Field::Topic, topic);
    }
    keep_code(section, typed, before, &mut said);
    match faults.first() {
        None => Ok(said),
        Some((_, first)) => {
            let problem = Problem::invalid("entry_incomplete", first.clone());
            Err(faults.into_iter().fold(problem, |problem, (field, say)| problem.at(field, say)))
        }
    }
}

/// The code with its system: as it was typed, or as it was while the thing that it codes is the same.
fn keep_code(section: Section, typed: &Said, before: Option<&Said>, said: &mut Said) {
    let ours = section.code_system().unwrap_or_default();
    let nothing = Said::nothing();
    let before = before.unwrap_or(&nothing);
    let (code, was, system) = (typed.get(Field::Code), before.get(Field::Code), before.get(Field::CodeSystem));
    let is_shown = !ours.is_empty() && (system.is_empty() || system == ours);
    let same_thing = before.get(Field::What) == said.get(Field::What);
    if is_shown || (!ours.is_empty() && !code.is_empty() && code != was) {
        said.set(Field::Code, code);
        said.set(Field::CodeSystem, if code.is_empty() { "" } else { ours });
    } else if same_thing {
        // A code of another list, which the form does not show.
        said.set(Field::Code, was);
        said.set(Field::CodeSystem, system);
    } else {
        said.set(Field::Code, "");
    }
}

fn fault(one: &Asked, text: &str, was: &str, today: Day) -> Option<String> {
    let room = if matches!(one.kind, Lines) { LETTERS_MAX * 4 } else { LETTERS_MAX };
    let what = one.title.to_lowercase();
    if text.is_empty() {
        return (one.need == Need::Needed).then(|| format!("Enter the {what}."));
    }
    if text.chars().count() > room {
        return Some(format!("Keep it under {room} letters."));
    }
    match one.kind {
        OneOf(values) if text != was && !values.iter().any(|(value, _)| *value == text) => {
            Some("Choose one of the list.".to_owned())
        }
        When if one.field == Field::Since && told::key(text) / 1_000_000 > today.plus_days(1).number() => {
            Some("Enter a day that has come, or leave it empty.".to_owned())
        }
        _ => None,
    }
}
