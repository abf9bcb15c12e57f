//! Taking the words of a patient apart: one line for each thing, with what can be told apart in it. Somebody of the office looks
//! each line over before it goes anywhere.

use super::words::{BEFORE_A_YEAR, BEGINNINGS, DIED, DOES, HAS, NONE, OVER, RELATIVES, TAKEN, UNITS};
use clinical::histories::{Field, Said};
use front_office::self_check_in::SelfField;

/// Lines of one answer that are taken; a patient does not have more of anything.
pub(super) const LINES_MAX: usize = 60;

/// Whether the whole answer says that there is none.
pub(super) fn says_none(text: &str) -> bool {
    let plain = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    NONE.contains(&plain.as_str())
}

/// The lines of an answer.
pub(super) fn lines(field: SelfField, text: &str) -> Vec<Said> {
    if says_none(text) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for line in text.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()) {
        let mut relation = String::new();
        for part in parts(field, line) {
            let said = match field {
                SelfField::Medicines => medicine(&part),
                SelfField::Allergies => allergy(&part),
                SelfField::Conditions => illness(&part),
                SelfField::Operations => dated(&part).with(Field::Status, "completed"),
                SelfField::Family => in_family(&part, &mut relation),
                _ => continue,
            };
            if !said.get(Field::What).is_empty() {
                all.push(said);
            }
        }
    }
    all.truncate(LINES_MAX);
    all
}

/// The parts of a line: at commas outside of brackets, and at “and”.
fn parts(field: SelfField, line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_i32;
    for letter in line.chars() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        match (letter, parts.last_mut()) {
            (',', _) if depth <= 0 => parts.push(String::new()),
            (letter, Some(last)) => last.push(letter),
            (_, None) => {}
        }
    }
    let parts: Vec<String> = parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let goes_on = |part: &String| {
        let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
        let is_year = dated(part).get(Field::What).is_empty();
        is_year || TAKEN.contains(&first.as_str()) || first.starts_with(|first: char| first.is_ascii_digit())
    };
    // What only goes on telling of the thing before it is no thing of its own; one such part, and the commas are commas.
    if field != SelfField::Family && parts.iter().skip(1).any(goes_on) {
        return vec![line.to_owned()];
    }
    match field {
        SelfField::Allergies | SelfField::Medicines => parts
            .iter()
            .flat_map(|part| part.split(" and ").flat_map(|part| part.split(" y ")))
            .map(str::to_owned)
            .collect(),
        _ => parts,
    }
}

/// Without the words at the beginning that say nothing about the thing.
fn without_beginning(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(shorter) = BEGINNINGS.iter().find_map(|words| after_words(rest, words)) {
        rest = shorter;
    }
    rest
}

/// What stands behind these words, if the text begins with them.
fn after_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let head = text.get(..words.len())?;
    let rest = text.get(words.len()..)?;
    (head.to_lowercase() == *words && rest.starts_with([' ', ':'])).then(|| rest.trim_start_matches([' ', ':']))
}

fn medicine(text: &str) -> Said {
    let text = without_beginning(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_strength = |word: &str| {
        let word = word.to_lowercase();
        let unit = word.trim_start_matches(|first: char| first.is_ascii_digit() || first == '.' || first == ',');
        UNITS.contains(&unit.trim_end_matches([',', '.']))
    };
    let strength = words.iter().position(|word| is_strength(word)).map(|at| at + 1);
    let taken = words.iter().skip(1).position(|word| {
        TAKEN.contains(&word.to_lowercase().as_str()) || word.starts_with(|first: char| first.is_ascii_digit())
    });
    let end = strength.or(taken.map(|at| at + 1)).unwrap_or(words.len());
    let (name, how) = words.split_at(end.min(words.len()));
    let name = name.join(" ");
    Said::nothing()
        .with(Field::What, name.trim_end_matches([',', '-', ':']))
        .with(Field::Dosage, how.join(" ").trim_start_matches(['-', ',', ':', ' ']))
        .with(Field::Status, "active")
}

fn allergy(text: &str) -> Said {
    let text = without_beginning(text);
    let found = DOES.iter().filter_map(|mark| text.find(mark).map(|at| (at, mark.len()))).min();
    let (what, does) = match (text.find('('), found) {
        (Some(at), _) => (&text[..at], text[at + 1..].trim_end_matches([')', '.', ' '])),
        (None, Some((at, length))) => (&text[..at], &text[at + length..]),
        (None, None) => (text, ""),
    };
    Said::nothing()
        .with(Field::What, what.trim_end_matches(['.', ' ']))
        .with(Field::Reaction, does)
        .with(Field::Status, "active")
        .with(Field::Verification, "unconfirmed")
}

fn illness(text: &str) -> Said {
    let lower = text.to_lowercase();
    let over = OVER
        .iter()
        .any(|word| lower.split_whitespace().any(|one| one == *word) || (word.contains(' ') && lower.contains(word)));
    dated(text).with(Field::Status, if over { "resolved" } else { "unknown" }).with(Field::Verification, "unconfirmed")
}

/// A thing with the year in which it began or was done.
fn dated(text: &str) -> Said {
    let text = without_beginning(text).trim_end_matches('.');
    let words: Vec<&str> = text.split_whitespace().collect();
    let digits = |word: &str| word.trim_matches(|letter: char| !letter.is_ascii_digit()).to_owned();
    let is_year = |word: &str| digits(word).parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year));
    let Some(at) = words.iter().position(|word| is_year(word)) else {
        return Said::nothing().with(Field::What, text);
    };
    let mut name = words[..at].to_vec();
    while name.last().is_some_and(|word| BEFORE_A_YEAR.contains(&word.to_lowercase().as_str())) {
        name.pop();
    }
    name.extend(&words[at + 1..]);
    let name = name.join(" ");
    Said::nothing()
        .with(Field::What, name.trim_matches([',', ' ', '-', ':', '(']))
        .with(Field::Since, digits(words[at]))
}

/// An illness of a relative; where none is named it is of the one named before it in the line.
fn in_family(text: &str, relation: &mut String) -> Said {
    let text = without_beginning(text);
    let found = RELATIVES.iter().find_map(|(name, code)| {
        let rest = text.get(..name.len()).filter(|head| head.to_lowercase() == **name).and(text.get(name.len()..))?;
        rest.is_empty().then_some((rest, *code)).or_else(|| rest.starts_with([' ', ':', '-']).then_some((rest, *code)))
    });
    let mut rest = text;
    if let Some((behind, code)) = found {
        code.clone_into(relation);
        rest = behind.trim_start_matches([':', '-', ' ', '–']);
    } else if relation.is_empty() {
        "FAMMEMB".clone_into(relation);
    }
    let died = DIED.iter().any(|word| rest.to_lowercase().contains(word));
    while let Some(shorter) = HAS.iter().find_map(|word| after_words(rest, word)) {
        rest = shorter;
    }
    let (what, age) = age_at(rest);
    Said::nothing()
        .with(Field::Relation, relation.as_str())
        .with(Field::What, what)
        .with(Field::AgeAtOnset, age)
        .with(Field::Deceased, if died { "yes" } else { "" })
}

/// An illness and the age behind it: `heart attack at 52`.
fn age_at(text: &str) -> (String, String) {
    let words: Vec<&str> = text.trim_end_matches('.').split_whitespace().collect();
    let marks = ["at", "age", "aged", "a", "los"];
    let Some(at) = words.iter().position(|word| word.parse::<u32>().is_ok_and(|age| age < 120)) else {
        return (words.join(" "), String::new());
    };
    let mut name = words[..at].to_vec();
    let mut marked = false;
    while name.last().is_some_and(|word| marks.contains(&word.to_lowercase().as_str())) {
        name.pop();
        marked = true;
    }
    match marked {
        true => (name.join(" "), words[at].to_owned()),
        false => (words.join(" "), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, SelfField, lines, says_none};

    fn read(field: SelfField, text: &str, of: &[Field]) -> Vec<Vec<String>> {
        let all = lines(field, text);
        all.iter().map(|said| of.iter().map(|field| said.get(*field).to_owned()).collect()).collect()
    }

    #[test]
    fn an_answer_that_says_none_is_no_entry() {
        for none in ["None", "no", "NKDA", "Ninguna.", "no tengo", "N/A"] {
            assert!(says_none(none) && lines(SelfField::Allergies, none).is_empty(), "{none}");
        }
        assert!(!says_none("no shellfish"), "this names something");
    }

    #[test]
    fn allergies_are_told_apart_with_what_they_do() {
        let of = [Field::What, Field::Reaction];
        let text =
            "Penicillin - rash\nPeanuts (hives, swelling), latex\nallergic to sulfa and codeine\nmariscos: ronchas";
        let told = [
            ["Penicillin", "rash"],
            ["Peanuts", "hives, swelling"],
            ["latex", ""],
            ["sulfa", ""],
            ["codeine", ""],
            ["mariscos", "ronchas"],
        ];
        assert_eq!(read(SelfField::Allergies, text, &of), told.map(|one| one.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_medicine_ends_where_its_strength_does() {
        let of = [Field::What, Field::Dosage];
        let text = "Lisinopril 10 mg once a day\nmetformin 500mg, twice daily; aspirin\nibuprofen as needed\ninsulin, vitamin D";
        let told = [
            ["Lisinopril 10 mg", "once a day"],
            ["metformin 500mg", "twice daily"],
            ["aspirin", ""],
            ["ibuprofen", "as needed"],
            ["insulin", ""],
            ["vitamin D", ""],
        ];
        assert_eq!(read(SelfField::Medicines, text, &of), told.map(|one| one.map(str::to_owned).to_vec()));
    }

    #[test]
    fn illnesses_and_operations_carry_their_year() {
        let of = [Field::What, Field::Since, Field::Status];
        let told = [["Asthma", "2010", "unknown"], ["pneumonia", "2015", "resolved"], ["diabetes", "", "unknown"]];
        let text = "Asthma since 2010\nI had pneumonia in 2015\ndiabetes";
        assert_eq!(read(SelfField::Conditions, text, &of), told.map(|one| one.map(str::to_owned).to_vec()));
        let told = [["Appendix removed", "1999", "completed"], ["left knee", "2018", "completed"]];
        let text = "Appendix removed 1999\nleft knee (2018)";
        assert_eq!(read(SelfField::Operations, text, &of), told.map(|one| one.map(str::to_owned).to_vec()));
    }

    #[test]
    fn an_illness_of_the_family_has_its_relative() {
        let of = [Field::Relation, Field::What, Field::AgeAtOnset, Field::Deceased];
        let text = "Mother: diabetes, high blood pressure\nmy father had a heart attack at 52\nabuela materna: cáncer\nsister died of asthma\ngout";
        let told = [
            ["MTH", "diabetes", "", ""],
            ["MTH", "high blood pressure", "", ""],
            ["FTH", "heart attack", "52", ""],
            ["MGRMTH", "cáncer", "", ""],
            ["SIS", "asthma", "", "yes"],
            ["FAMMEMB", "gout", "", ""],
        ];
        assert_eq!(read(SelfField::Family, text, &of), told.map(|one| one.map(str::to_owned).to_vec()));
    }
}
