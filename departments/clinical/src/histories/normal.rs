//! When two names mean one thing: small differences of writing do not make a second allergy.

use super::Section;
use super::said::{Field, Said};

/// Words that say nothing about which thing it is.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "al",
    "alergia",
    "alergica",
    "alergico",
    "allergic",
    "allergies",
    "allergy",
    "and",
    "de",
    "del",
    "disease",
    "disorder",
    "el",
    "enfermedad",
    "history",
    "hx",
    "intolerance",
    "la",
    "las",
    "los",
    "mellitus",
    "of",
    "s",
    "the",
    "to",
    "y",
];

/// Salts and forms behind the name of a medicine.
const FORMS: &[&str] = &[
    "besylate",
    "calcium",
    "capsule",
    "capsules",
    "chloride",
    "daily",
    "er",
    "extended",
    "hcl",
    "hydrochloride",
    "oral",
    "pill",
    "pills",
    "potassium",
    "release",
    "sodium",
    "succinate",
    "tablet",
    "tablets",
    "tartrate",
    "xr",
];

/// Whether two entries of a section speak of the same thing: the same substance, medicine or illness; of the same relative,
/// where it is of the family; the same topic, where it is how somebody lives.
#[must_use]
pub fn is_same(section: Section, one: &Said, other: &Said) -> bool {
    match section {
        Section::Social => one.get(Field::Topic) == other.get(Field::Topic),
        Section::Family if one.get(Field::Relation) != other.get(Field::Relation) => false,
        _ => {
            let same_code = |field| !one.get(field).is_empty() && one.get(field) == other.get(field);
            let (this, that) = (words(section, one.get(Field::What)), words(section, other.get(Field::What)));
            (same_code(Field::Code) && one.get(Field::CodeSystem) == other.get(Field::CodeSystem))
                || (!this.is_empty() && this == that)
        }
    }
}

/// Whether a medicine that stands already is this one with the same strength.
pub(super) fn is_same_strength(one: &Said, other: &Said) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(one.get(Field::What)) == digits(other.get(Field::What))
}

/// The words that matter, in order of the alphabet.
fn words(section: Section, name: &str) -> Vec<String> {
    let name = match name.rsplit_once(" (") {
        // SNOMED CT writes the kind of a thing behind its name.
        Some((name, kind)) if kind.ends_with(')') => name,
        _ => name,
    };
    let mut words: Vec<String> = Vec::new();
    for word in registry::people::words(name) {
        let word = word.as_str();
        if section == Section::Medications && word.starts_with(|first: char| first.is_ascii_digit()) {
            break;
        }
        let is_form = section == Section::Medications && !words.is_empty() && FORMS.contains(&word);
        if !is_form && !EMPTY_WORDS.contains(&word) {
            words.push(singular(word));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn singular(word: &str) -> String {
    let one = word.strip_suffix('s').filter(|one| one.len() > 3 && !one.ends_with(['s', 'u', 'i']));
    one.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Field, Said, Section, is_same};

    fn same(section: Section, one: &str, other: &str) -> bool {
        is_same(section, &Said::nothing().with(Field::What, one), &Said::nothing().with(Field::What, other))
    }

    #[test]
    fn small_differences_of_writing_are_none() {
        assert!(same(Section::Allergies, "Allergy to penicillin (finding)", "PENICILLIN"));
        assert!(same(Section::Allergies, "peanuts", "Peanut"));
        assert!(same(Section::Allergies, "Alergia a la penicilina", "penicilina"));
        assert!(same(Section::Past, "Crohn's disease", "crohn"));
        assert!(same(Section::Past, "Diabetes mellitus type 2 (disorder)", "type 2 diabetes"));
        assert!(same(Section::Medications, "Metformin hydrochloride 500 MG Oral Tablet", "metformin 500mg"));
        assert!(same(Section::Medications, "Lisinopril", "lisinopril 10 mg daily"));
    }

    #[test]
    fn other_things_stay_other_things() {
        assert!(!same(Section::Allergies, "penicillin", "amoxicillin"));
        assert!(!same(Section::Past, "type 1 diabetes", "type 2 diabetes"));
        assert!(!same(Section::Medications, "potassium chloride", "sodium chloride"));
        assert!(!same(Section::Allergies, "allergy", "allergy"), "words that name nothing name not the same");
        let mother = Said::nothing().with(Field::What, "asthma").with(Field::Relation, "MTH");
        let father = Said::nothing().with(Field::What, "asthma").with(Field::Relation, "FTH");
        assert!(!is_same(Section::Family, &mother, &father));
    }
}
