//! A driver’s licence scanned into the form about a person: what is empty is filled in, what differs is shown beside what
//! stands there.

use super::typed::{TypedPerson, sex_name};
use crate::kit::{Button, Field, Notice, Tone, wording};
use aamva::{Licence, Unread};
use registry::people::Sex;

/// The name of the button’s field.
const STEP: &str = "licence_step";
const FILL_IN: &str = "fill_in";
const TAKE_ALL: &str = "take_all";

/// What the scanner typed, and what is to be done with it.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Scan {
    licence: String,
    licence_step: String,
}

/// What a scan did to the form.
pub(super) struct Scanned {
    /// The fields in which the licence says something else, with what it says.
    pub differs: Vec<(String, String)>,
}

impl Scanned {
    /// What became of the scan, in a sentence.
    pub(super) fn notice(&self) -> Notice {
        match self.differs.len() {
            0 => Notice::new(Tone::Good, "The licence is read. Compare it with the patient."),
            1 => Notice::new(Tone::Warn, "In one field the licence says something else; it stands below that field."),
            fields => Notice::new(
                Tone::Warn,
                format!("In {fields} fields the licence says something else; it stands below each of them."),
            ),
        }
    }
}

impl Scan {
    /// The field for the scanner. The browser sends it as soon as a whole licence stands in it.
    pub(super) fn field(&self, fault: Option<&str>) -> Field {
        Field::lines("licence", "Driver’s licence or state card", 1)
            .value(&self.licence)
            .hint("Scan the bar code on the back of the card, from wherever the cursor is in this form.")
            .fault(fault)
            .optional()
    }

    /// The button that reads the scan; behind the form’s main one, which Enter presses.
    pub(super) fn button() -> Button {
        Button::bare("Fill in from the licence").sends(STEP, FILL_IN)
    }

    /// The button that takes over what differs too.
    pub(super) fn take_all() -> Button {
        Button::plain("Take over what the licence says").sends(STEP, TAKE_ALL)
    }

    /// Reads the scan into the form, if that is what was asked for.
    ///
    /// # Errors
    /// When the scan is no licence.
    pub(super) fn fill_in_form(&mut self, typed: &mut TypedPerson) -> Option<Result<Scanned, Unread>> {
        if self.licence_step.is_empty() {
            return None;
        }
        let licence = match aamva::read(&self.licence) {
            Ok(licence) => licence,
            Err(unread) => return Some(Err(unread)),
        };
        let all = self.licence_step == TAKE_ALL;
        let differs = fill_in(typed, &licence, all);
        if differs.is_empty() {
            self.licence.clear();
        }
        Some(Ok(Scanned { differs }))
    }
}

/// Fills in what is empty, or everything; says in which other fields the licence says something else.
fn fill_in(typed: &mut TypedPerson, licence: &Licence, all: bool) -> Vec<(String, String)> {
    let sex = match licence.sex {
        Some(aamva::Sex::Male) => Sex::Male.word(),
        Some(aamva::Sex::Female) => Sex::Female.word(),
        Some(aamva::Sex::NotSpecified) | None => "",
    };
    let says = [
        ("given", licence.given.reveal().clone()),
        ("family", licence.family.reveal().clone()),
        ("middle", licence.middle.reveal().clone()),
        ("suffix", licence.suffix.reveal().clone()),
        ("birth_day", wording::digits(*licence.birth_day.reveal())),
        ("sex", sex.to_owned()),
        ("street", licence.street.reveal().clone()),
        ("unit", licence.unit.reveal().clone()),
        ("city", licence.city.reveal().clone()),
        ("state", licence.state.reveal().clone()),
        ("postal_code", licence.postal_code.reveal().clone()),
    ];
    let mut differs = Vec::new();
    for (name, says) in says {
        let Some(field) = typed.field(name).filter(|_| !says.is_empty()) else { continue };
        if all || field.trim().is_empty() {
            *field = says;
        } else if !is_same(name, field, &says) {
            let says = Sex::from_word(&says).map_or(says, |sex| sex_name(sex).to_owned());
            differs.push((name.to_owned(), says));
        }
    }
    differs
}

/// The same letters and digits; a middle initial is the same as the name, five digits of a ZIP code as nine.
fn is_same(name: &str, typed: &str, says: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    let same_day = || super::birth::read(typed).is_ok_and(|day| wording::digits(day) == says);
    let (typed_plain, says_plain) = (plain(typed), plain(says));
    match name {
        "birth_day" => same_day(),
        "middle" if typed_plain.chars().count() == 1 => says_plain.starts_with(&typed_plain),
        "postal_code" => typed_plain.get(..5) == says_plain.get(..5),
        _ => typed_plain == says_plain,
    }
}

#[cfg(test)]
mod tests {
    use super::super::typed::TypedPerson;
    use super::Scan;

    const SCANNED: &str = "@\n\u{1e}\rANSI 636035080002DL00410278DLDAQR123\nDCSRUIZ\nDACANA\nDADMARIA\nDBB03121984\nDBC2\n\
        DAG12 OAK ST\nDAICHICAGO\nDAJIL\nDAK606120000\n";

    fn scan(step: &str) -> Scan {
        Scan { licence: SCANNED.to_owned(), licence_step: step.to_owned() }
    }

    #[test]
    fn what_is_empty_is_filled_in_and_what_differs_is_said() {
        let mut typed = TypedPerson {
            family: "Ruiz".to_owned(),
            middle: "M.".to_owned(),
            city: "Aurora".to_owned(),
            sex: "male".to_owned(),
            ..TypedPerson::default()
        };
        let scanned = scan("fill_in").fill_in_form(&mut typed).expect("it was asked for").expect("it is a licence");
        let differs: Vec<(&str, &str)> =
            scanned.differs.iter().map(|(field, says)| (field.as_str(), says.as_str())).collect();
        assert_eq!(differs, [("sex", "Female"), ("city", "Chicago")]);
        assert_eq!((typed.given.as_str(), typed.birth_day.as_str()), ("Ana", "03/12/1984"));
        assert_eq!((typed.street.as_str(), typed.postal_code.as_str()), ("12 Oak St", "60612"));
        assert_eq!((typed.city.as_str(), typed.middle.as_str()), ("Aurora", "M."), "what was typed stays");
        let again = scan("take_all").fill_in_form(&mut typed).expect("it was asked for").expect("it is a licence");
        assert!(again.differs.is_empty());
        assert_eq!((typed.city.as_str(), typed.sex.as_str()), ("Chicago", "female"));
    }

    #[test]
    fn without_the_button_a_scan_changes_nothing() {
        let mut typed = TypedPerson::default();
        assert!(scan("").fill_in_form(&mut typed).is_none());
        assert_eq!(typed, TypedPerson::default());
    }
}
