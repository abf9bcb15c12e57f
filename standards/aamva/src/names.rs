//! The holder's name, which each version of the standard writes in fields of its own, in capitals.

use crate::fields::Fields;

pub(crate) struct Name {
    pub family: String,
    pub given: String,
    pub middle: String,
    pub suffix: String,
}

/// The name of the holder; nothing where the card has no family name.
pub(crate) fn of(fields: &Fields<'_>) -> Option<Name> {
    let name = if fields.has("DAA") && !fields.has("DCS") { all_in_one(fields.text("DAA")) } else { apart(fields) };
    Some(name).filter(|name| !name.family.is_empty())
}

/// Versions since 2: DCS, and DAC with DAD, or DCT for all given names.
fn apart(fields: &Fields<'_>) -> Name {
    let first_of = |names: &[&str]| {
        names.iter().map(|name| fields.text(name)).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    };
    let together = fields.text("DCT");
    let (first, others) = together.split_once([',', ' ']).unwrap_or((together, ""));
    let given = if fields.has("DAC") { fields.text("DAC") } else { first };
    let middle = if fields.has("DAD") { fields.text("DAD") } else { others };
    Name {
        family: written(&first_of(&["DCS", "DAB"])),
        given: written(given),
        middle: written(middle),
        suffix: written(&first_of(&["DCU", "DAE"])),
    }
}

/// Version 1: `FAMILY,FIRST,MIDDLE,SUFFIX` in one field.
fn all_in_one(text: &str) -> Name {
    let mut parts = text.split([',', '@']).map(written);
    let mut next = || parts.next().unwrap_or_default();
    Name { family: next(), given: next(), middle: next(), suffix: next() }
}

/// Words that stay in capitals in a name.
const NUMERALS: [&str; 3] = ["II", "III", "IV"];
/// Words that stay in capitals in an address.
const DIRECTIONS: [&str; 5] = ["NE", "NW", "PO", "SE", "SW"];

/// As names are written: `O'BRIEN-LOPEZ` is `O'Brien-Lopez`. What is not all in capitals stays as it is.
fn written(capitals: &str) -> String {
    small(capitals, &NUMERALS)
}

/// As addresses are written: `2250 NW 5TH ST APT 3B` is `2250 NW 5th St Apt 3B`.
pub(crate) fn place(capitals: &str) -> String {
    small(capitals, &DIRECTIONS)
}

fn small(capitals: &str, stay: &[&str]) -> String {
    let words = capitals.split([' ', ',']).filter(|word| !word.is_empty());
    if capitals.chars().any(char::is_lowercase) {
        return words.collect::<Vec<_>>().join(" ");
    }
    let word = |word: &str| if stays(word, stay) { word.to_owned() } else { with_a_capital(word) };
    words.map(word).collect::<Vec<_>>().join(" ")
}

/// Numerals and directions, and the one letter behind the number of an apartment.
fn stays(word: &str, stay: &[&str]) -> bool {
    let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    stay.contains(&word) || (letters.len() == 1 && letters.len() < word.len())
}

fn with_a_capital(word: &str) -> String {
    let mut begins = true;
    let letter = |letter: char| {
        let small: Vec<char> = if begins { vec![letter] } else { letter.to_lowercase().collect() };
        // Behind a digit no word begins: 5TH AVE is 5th Ave.
        begins = !letter.is_alphanumeric();
        small
    };
    word.chars().flat_map(letter).collect()
}
