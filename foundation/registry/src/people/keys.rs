//! Keys: the words a person is found by, written and searched in one form.

use crate::people::demographics::Demographics;
use kernel::{Day, Phi};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents and apostrophes: `O'Brien` and `obrien`, `Muñoz` and `munoz` are one.
pub(crate) fn plain(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '`'));
    bare.flat_map(char::to_lowercase).collect()
}

/// The words of a name in one form: lower case, without accents, apostrophes and what parts them.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    plain(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Ten digits for a number of the North American plan, without the leading 1; other numbers as they were typed.
#[must_use]
pub fn plain_phone(text: &Phi<String>) -> Phi<String> {
    let bare = digits(text.reveal());
    match (bare.len(), bare.strip_prefix('1')) {
        (11, Some(ten)) => ten.into(),
        (10, _) => bare.into(),
        _ => text.reveal().trim().into(),
    }
}

/// Every key of a person.
pub(crate) fn keys_of(mrn: &Phi<String>, who: &Demographics) -> BTreeSet<String> {
    let names = [&who.family, &who.given, &who.middle, &who.preferred];
    let mut keys: BTreeSet<String> = names.iter().flat_map(|name| words(name.reveal())).collect();
    keys.insert(digits(mrn.reveal()));
    let birth = who.birth_day.reveal().number();
    keys.insert(format!("{birth:08}"));
    for phone in [&who.contacts.mobile, &who.contacts.home, &who.contacts.work] {
        let number = digits(phone.reveal());
        if number.len() >= 7 {
            keys.insert(number[number.len() - 7..].to_owned());
            keys.insert(number);
        }
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// Words of a search at most.
const TOKENS_MAX: usize = 6;
/// A shorter word matches too much.
const TOKEN_LENGTH_MIN: usize = 2;

/// What was typed into the search box, as prefixes of keys: a date becomes a birthday, a telephone number one number.
pub(crate) fn tokens(typed: &str) -> Vec<String> {
    let letters = typed.chars().any(char::is_alphabetic);
    let number = digits(typed);
    if !letters && typed.parse::<Day>().is_err() && number.len() >= 7 && typed.trim().contains([' ', '-', '(', '.']) {
        return vec![if number.len() == 11 { number[1..].to_owned() } else { number }];
    }
    let mut tokens: Vec<String> = Vec::new();
    for part in typed.split_whitespace().take(TOKENS_MAX) {
        match part.trim_matches(',').parse::<Day>() {
            Ok(day) => tokens.push(format!("{:08}", day.number())),
            Err(_) => tokens.extend(words(part)),
        }
    }
    tokens.retain(|token| token.chars().count() >= TOKEN_LENGTH_MIN);
    tokens.truncate(TOKENS_MAX);
    tokens
}

#[cfg(test)]
mod tests {
    use super::{keys_of, plain_phone, tokens};
    use crate::people::demographics::{Demographics, Sex};
    use kernel::{Day, Phi};

    #[test]
    fn accents_apostrophes_and_hyphens_do_not_matter() {
        assert_eq!(tokens("O'Brien-Muñoz, José"), ["obrien", "munoz", "jose"]);
    }

    #[test]
    fn a_date_becomes_a_birthday_and_a_telephone_number_stays_one() {
        assert_eq!(tokens("smi 3/12/1984"), ["smi", "19840312"]);
        assert_eq!(tokens("(555) 010-2233"), ["5550102233"]);
        assert_eq!(tokens("1 555 010 2233"), ["5550102233"]);
        assert_eq!(tokens("1984-03-12"), ["19840312"]);
        assert_eq!(tokens("a"), Vec::<String>::new());
    }

    #[test]
    fn a_person_is_found_by_names_birthday_number_and_phone() {
        let mut who = Demographics::of("García López", "Ana", Day::new(1984, 3, 12).expect("a date"), Sex::Female);
        who.contacts.mobile = plain_phone(&Phi::<String>::from("+1 (555) 010-2233"));
        let keys = keys_of(&"1000009".into(), &who);
        for key in ["garcia", "lopez", "ana", "19840312", "1000009", "5550102233", "0102233"] {
            assert!(keys.contains(key), "{key}");
        }
    }
}
