//! What an entry says once it has ended, and what a code that was typed is called.

use super::Section;
use super::said::{Field, Said};
use jiff::tz::TimeZone;
use kernel::{Phi, Problem};
use office::Tx;
use registry::code_sets::{CodeSet, HoldsOn, holds_on};

/// What an entry says once it has ended.
pub(super) fn ended(section: Section, before: &Said, on: &Phi<String>) -> Result<Said, Problem> {
    let status = match section {
        Section::Problems => "resolved",
        Section::Allergies => "inactive",
        Section::Medications => "stopped",
        Section::Social => "",
        _ => {
            let say = "An entry of this section does not end. Correct it, or mark it as entered in error.";
            return Err(Problem::invalid("does_not_end", say));
        }
    };
    let mut said = before.clone();
    said.set(Field::Status, status);
    let on = crate::told::typed(on.reveal());
    if section != Section::Allergies {
        if on.is_empty() {
            let say = "Enter when it ended: a day, a month, a year, or words.";
            return Err(Problem::invalid("no_end", say).at("on", say));
        }
        said.set(Field::Until, on);
    }
    Ok(said)
}

/// What was typed, with the name of a code where only the code was typed, and the code checked against the loaded releases.
pub(super) fn named(tx: &mut Tx<'_>, section: Section, typed: &Said) -> Result<Said, Problem> {
    let code = typed.get(Field::Code).to_owned();
    if code.is_empty() || !matches!(section, Section::Problems | Section::Past) {
        return Ok(typed.clone());
    }
    let today = tx.today(&TimeZone::UTC);
    let mut typed = typed.clone();
    match holds_on(tx, CodeSet::Icd10Cm, &code, today)? {
        HoldsOn::Yes(line) | HoldsOn::OnlyGroups(line) => {
            typed.set(Field::Code, &line.written);
            if typed.get(Field::What).is_empty() {
                typed.set(Field::What, &line.label);
            }
        }
        // Nobody here can tell: it stays as it was typed.
        HoldsOn::NoRelease => {}
        HoldsOn::OnOtherDays(_) | HoldsOn::NoSuchCode => {
            let say = "There is no such ICD-10-CM code today. Correct it, or leave it empty.";
            return Err(Problem::invalid("no_such_code", say).at("code", say));
        }
    }
    Ok(typed)
}
