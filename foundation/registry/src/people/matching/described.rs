//! A person as they are compared: everything in one form, without accents, marks and abbreviations.

use super::nicknames::groups;
use crate::people::keys::plain;
use kernel::Day;

/// What is known of a person, as it was typed. Empty where it is not known.
#[derive(Clone, Copy, Default)]
pub struct AsTyped<'a> {
    /// Given name.
    pub given: &'a str,
    /// The name they want to be called by.
    pub preferred: &'a str,
    /// Middle names.
    pub middle: &'a str,
    /// Family name.
    pub family: &'a str,
    /// `Jr.`, `III`.
    pub suffix: &'a str,
    /// Birthday.
    pub birth_day: Option<Day>,
    /// Administrative sex, by any word that begins with F or M.
    pub sex: &'a str,
    /// Social security number, or its last four digits.
    pub ssn: &'a str,
    /// Telephone numbers.
    pub phones: [&'a str; 3],
    /// E-mail address.
    pub email: &'a str,
    /// Street and number.
    pub street: &'a str,
    /// ZIP code.
    pub postal_code: &'a str,
    /// The number an insurer knows them by.
    pub member_number: &'a str,
}

/// A person as they are compared. It has no `Debug`: it is protected health information without its wrapper.
#[derive(Clone, Default)]
pub struct Described {
    /// Given and preferred name, in one word each.
    pub(super) given: Vec<String>,
    /// The first of several given names: some write all of them, some one.
    pub(super) first_given: Option<String>,
    /// The lines of [`super::nicknames`] on which these names stand.
    pub(super) pet_groups: Vec<usize>,
    pub(super) middle: String,
    /// The family name's words, without particles and suffixes.
    pub(super) family: Vec<String>,
    /// The family name in one word.
    pub(super) family_whole: String,
    pub(super) suffix: String,
    pub(super) birth_day: Option<Day>,
    pub(super) sex: Option<char>,
    pub(super) ssn4: String,
    pub(super) phones: Vec<String>,
    pub(super) email: String,
    /// House number and street, the street's kind left out.
    pub(super) street: String,
    pub(super) zip: String,
    pub(super) member_number: String,
}

impl Described {
    /// Brings everything into the form it is compared in.
    #[must_use]
    pub fn new(typed: &AsTyped<'_>) -> Self {
        let mut family = words(typed.family);
        let mut suffix = words(typed.suffix).into_iter().find(|word| is_suffix(word)).unwrap_or_default();
        if let Some(at) = family.iter().position(|word| is_suffix(word))
            && at > 0
        {
            suffix.clone_from(&family[at]);
            family.truncate(at);
        }
        let family_whole = family.concat();
        if family.iter().any(|word| !is_particle(word)) {
            family.retain(|word| !is_particle(word));
        }
        let mut given: Vec<String> =
            [typed.given, typed.preferred].map(|name| words(name).concat()).into_iter().collect();
        given.retain(|name| !name.is_empty() && !stands_for_none(name));
        given.dedup();
        let first_given =
            words(typed.given).into_iter().next().filter(|first| given.first().is_some_and(|g| g != first));
        let first_given = first_given.filter(|name| !stands_for_none(name));
        let pet_groups = given.iter().chain(&first_given).flat_map(|name| groups(name)).collect();
        let mut phones: Vec<String> = typed.phones.iter().filter_map(|phone| phone_number(phone)).collect();
        phones.sort();
        phones.dedup();
        let ssn = digits(typed.ssn);
        Self {
            given,
            first_given,
            pet_groups,
            middle: words(typed.middle).concat(),
            family,
            family_whole,
            suffix,
            birth_day: typed.birth_day,
            sex: typed.sex.trim().chars().next().map(|c| c.to_ascii_uppercase()).filter(|c| matches!(c, 'F' | 'M')),
            ssn4: if ssn.len() >= 4 { real_number(&ssn[ssn.len() - 4..]) } else { String::new() },
            phones,
            email: typed.email.trim().to_lowercase(),
            street: street(typed.street),
            zip: digits(typed.postal_code).chars().take(5).collect(),
            member_number: plain(typed.member_number).chars().filter(char::is_ascii_alphanumeric).collect(),
        }
    }
}

/// What is written before a newborn has a name, and where nobody knew it.
fn stands_for_none(name: &str) -> bool {
    let none = ["baby", "newborn", "infant", "unknown", "unk", "none", "na", "twin"];
    none.contains(&name) || name.starts_with("babyboy") || name.starts_with("babygirl")
}

fn words(text: &str) -> Vec<String> {
    plain(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Ten digits; nothing for a number that stands for none, such as 555-555-5555 or 000-000-0000.
fn phone_number(text: &str) -> Option<String> {
    let number = digits(text);
    let ten = match number.len() {
        10 => number,
        11 if number.starts_with('1') => number[1..].to_owned(),
        _ => return None,
    };
    let told_nothing = real_number(&ten).is_empty();
    (!told_nothing).then_some(ten)
}

/// Nothing, where one digit repeats: it stands for "not known".
fn real_number(number: &str) -> String {
    let first = number.chars().next();
    if number.chars().all(|digit| Some(digit) == first) { String::new() } else { number.to_owned() }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv" | "2nd" | "3rd")
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del" | "la" | "las" | "los" | "van" | "von" | "der" | "den" | "da" | "dos" | "di" | "el" | "al"
    )
}

/// Words that one address is written with and another without (USPS Publication 28, appendix C, 2024).
const STREET_KINDS: &[&str] = &[
    "st",
    "street",
    "ave",
    "av",
    "avenue",
    "rd",
    "road",
    "dr",
    "drive",
    "ln",
    "lane",
    "blvd",
    "boulevard",
    "ct",
    "court",
    "cir",
    "circle",
    "pl",
    "place",
    "ter",
    "terrace",
    "way",
    "pkwy",
    "parkway",
    "hwy",
    "highway",
    "trl",
    "trail",
    "sq",
];
const UNIT_WORDS: &[&str] = &["apt", "apartment", "unit", "ste", "suite", "fl", "floor", "rm", "room"];

/// House number and street in one form: `12 N. Maple Street, Apt 4` becomes `12 n maple`. Empty without a number, because a
/// street alone tells nobody apart.
fn street(text: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    for word in words(text) {
        if UNIT_WORDS.contains(&word.as_str()) {
            break;
        }
        let word = match word.as_str() {
            "north" => "n",
            "south" => "s",
            "east" => "e",
            "west" => "w",
            other => other,
        };
        kept.push(word.to_owned());
    }
    if kept.len() > 2 {
        kept.retain(|word| !STREET_KINDS.contains(&word.as_str()));
    }
    let numbered = kept.len() >= 2 && kept.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if numbered { kept.join(" ") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{AsTyped, Described, phone_number, street};

    #[test]
    fn addresses_and_numbers_come_into_one_form() {
        assert_eq!(street("12 North Maple Street, Apt 4"), street("12 N. MAPLE ST"));
        assert_ne!(street("12 Maple St"), street("13 Maple St"));
        assert_eq!(street("Maple Street"), "");
        assert_eq!(phone_number("+1 (555) 010-2233").as_deref(), Some("5550102233"));
        assert_eq!(phone_number("555-555-5555"), None);
        assert_eq!(phone_number("12345"), None);
    }

    #[test]
    fn suffixes_and_particles_leave_the_family_name() {
        let typed =
            AsTyped { family: "de la Cruz-Müller Jr.", given: "José Luis", ssn: "123-45-6789", ..AsTyped::default() };
        let who = Described::new(&typed);
        assert_eq!((who.family, who.suffix.as_str()), (vec!["cruz".to_owned(), "muller".to_owned()], "jr"));
        assert_eq!((who.family_whole.as_str(), who.ssn4.as_str()), ("delacruzmuller", "6789"));
        assert_eq!(who.given, ["joseluis"]);
        let unknown = Described::new(&AsTyped { ssn: "0000", ..AsTyped::default() });
        assert!(unknown.ssn4.is_empty() && unknown.given.is_empty());
    }
}
