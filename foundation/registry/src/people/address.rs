//! Addresses in one form, however they were typed: the state as two letters, the ZIP code as five or nine digits, the
//! apartment in its own field (USPS Publication 28, 2024: sections 213, 222 and appendix B).
//!
//! Nothing is refused and no letter of the street is changed: what cannot be told stays as it was typed.

use crate::people::demographics::Address;
use kernel::Phi;

/// States, the District of Columbia, territories and the armed forces' addresses (Publication 28, appendix B).
const STATES: [(&str, &str); 62] = [
    ("AL", "alabama"),
    ("AK", "alaska"),
    ("AZ", "arizona"),
    ("AR", "arkansas"),
    ("CA", "california"),
    ("CO", "colorado"),
    ("CT", "connecticut"),
    ("DE", "delaware"),
    ("DC", "district of columbia"),
    ("FL", "florida"),
    ("GA", "georgia"),
    ("HI", "hawaii"),
    ("ID", "idaho"),
    ("IL", "illinois"),
    ("IN", "indiana"),
    ("IA", "iowa"),
    ("KS", "kansas"),
    ("KY", "kentucky"),
    ("LA", "louisiana"),
    ("ME", "maine"),
    ("MD", "maryland"),
    ("MA", "massachusetts"),
    ("MI", "michigan"),
    ("MN", "minnesota"),
    ("MS", "mississippi"),
    ("MO", "missouri"),
    ("MT", "montana"),
    ("NE", "nebraska"),
    ("NV", "nevada"),
    ("NH", "new hampshire"),
    ("NJ", "new jersey"),
    ("NM", "new mexico"),
    ("NY", "new york"),
    ("NC", "north carolina"),
    ("ND", "north dakota"),
    ("OH", "ohio"),
    ("OK", "oklahoma"),
    ("OR", "oregon"),
    ("PA", "pennsylvania"),
    ("RI", "rhode island"),
    ("SC", "south carolina"),
    ("SD", "south dakota"),
    ("TN", "tennessee"),
    ("TX", "texas"),
    ("UT", "utah"),
    ("VT", "vermont"),
    ("VA", "virginia"),
    ("WA", "washington"),
    ("WV", "west virginia"),
    ("WI", "wisconsin"),
    ("WY", "wyoming"),
    ("AS", "american samoa"),
    ("GU", "guam"),
    ("MP", "northern mariana islands"),
    ("PR", "puerto rico"),
    ("VI", "virgin islands"),
    ("FM", "federated states of micronesia"),
    ("MH", "marshall islands"),
    ("PW", "palau"),
    ("AA", "armed forces americas"),
    ("AE", "armed forces europe"),
    ("AP", "armed forces pacific"),
];

/// What begins the part of a street line that names a unit within the building (section 213).
const UNITS: [&str; 12] =
    ["apartment", "apt", "building", "bldg", "floor", "lot", "room", "rm", "suite", "ste", "trlr", "unit"];

/// The address in one form. Doing it again changes nothing.
pub(super) fn in_one_form(typed: &Address) -> Address {
    let (street, unit) = apart(&plain(&typed.street), &plain(&typed.unit));
    Address {
        street: street.into(),
        unit: unit.into(),
        city: plain(&typed.city).into(),
        state: state(&plain(&typed.state)).into(),
        postal_code: postal_code(&plain(&typed.postal_code)).into(),
        country: typed.country.clone(),
    }
}

/// Without blanks around it, and one between words.
fn plain(text: &Phi<String>) -> String {
    text.reveal().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two letters, where it is a state's name or abbreviation.
fn state(typed: &str) -> String {
    let name = typed.trim_end_matches('.').to_lowercase();
    match STATES.iter().find(|(_, known)| *known == name) {
        Some((code, _)) => (*code).to_owned(),
        None => typed.to_uppercase(),
    }
}

/// `606021234` and `60602 1234` are `60602-1234`; codes of other countries in capitals.
fn postal_code(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let american = typed.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | ' '));
    match (american, digits.len()) {
        (true, 5) => digits,
        (true, 9) => format!("{}-{}", &digits[..5], &digits[5..]),
        _ => typed.to_uppercase(),
    }
}

/// The street and the unit, told apart where the unit was typed behind the street.
fn apart(street: &str, unit: &str) -> (String, String) {
    let whole = || (street.trim_end_matches([',', ' ']).to_owned(), unit.to_owned());
    if !unit.is_empty() {
        return whole();
    }
    let words: Vec<&str> = street.split(' ').collect();
    let begins = |word: &str| {
        let name = word.trim_end_matches('.').to_lowercase();
        UNITS.contains(&name.as_str()) || word.starts_with('#')
    };
    // A house number and a name come first, and a word or two name the unit: "Suite Street" is a street.
    let last = words.len().saturating_sub(3).max(2)..words.len();
    let Some(at) = last.into_iter().find(|at| begins(words[*at])) else { return whole() };
    let (before, unit) = (words[..at].join(" "), words[at..].join(" "));
    if !unit.chars().any(|letter| letter.is_ascii_digit()) && words.len() - at != 2 {
        return whole();
    }
    (before.trim_end_matches([',', ' ']).to_owned(), unit)
}

#[cfg(test)]
mod tests {
    use super::in_one_form;
    use crate::people::demographics::Address;
    use proptest::prelude::*;

    fn typed(street: &str, unit: &str, state: &str, postal_code: &str) -> Address {
        Address {
            street: street.into(),
            unit: unit.into(),
            city: "Chicago".into(),
            state: state.into(),
            postal_code: postal_code.into(),
            ..Address::default()
        }
    }

    fn form(street: &str, unit: &str, state: &str, postal_code: &str) -> [String; 4] {
        let form = in_one_form(&typed(street, unit, state, postal_code));
        [form.street, form.unit, form.state, form.postal_code].map(|text| text.reveal().clone())
    }

    #[test]
    fn states_and_codes_are_brought_into_one_form() {
        assert_eq!(form("12 Maple St", "", "illinois", "606021234"), ["12 Maple St", "", "IL", "60602-1234"]);
        assert_eq!(form(" 12  Maple St ", "", " il ", "60602 1234"), ["12 Maple St", "", "IL", "60602-1234"]);
        assert_eq!(form("1 Rue X", "", "Québec", "h2x 1y4"), ["1 Rue X", "", "QUÉBEC", "H2X 1Y4"]);
        assert_eq!(form("12 Maple St", "", "New York", "60602-"), ["12 Maple St", "", "NY", "60602"]);
    }

    #[test]
    fn an_apartment_behind_the_street_has_its_own_field() {
        assert_eq!(form("2250 W Ohio St, Apt 3B", "", "IL", "")[..2], ["2250 W Ohio St", "Apt 3B"]);
        assert_eq!(form("2250 W Ohio St #12", "", "IL", "")[..2], ["2250 W Ohio St", "#12"]);
        assert_eq!(form("9 Oak Ave Unit B", "", "IL", "")[..2], ["9 Oak Ave", "Unit B"]);
        assert_eq!(form("9 Oak Ave Unit B", "Rear", "IL", "")[..2], ["9 Oak Ave Unit B", "Rear"]);
        assert_eq!(form("12 Suite Street", "", "IL", "")[..2], ["12 Suite Street", ""]);
        assert_eq!(form("Unit 5", "", "IL", "")[..2], ["Unit 5", ""]);
        assert_eq!(form("400 Lot Field Road", "", "IL", "")[..2], ["400 Lot Field Road", ""]);
    }

    proptest! {
        #[test]
        fn once_is_enough(street in "[A-Za-z0-9#,. ]{0,40}", unit in "[A-Za-z0-9 ]{0,6}", state in "[A-Za-z .]{0,14}", zip in "[0-9A-Z -]{0,11}") {
            let once = in_one_form(&typed(&street, &unit, &state, &zip));
            prop_assert_eq!(&in_one_form(&once), &once);
        }
    }
}
