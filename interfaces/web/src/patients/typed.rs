//! Demographics as they stand in the form: for a new patient and for a correction, with the same fields and the same faults.

use super::birth;
use crate::kit::{Faults, wording};
use kernel::{Day, Phi};
use registry::people::{Demographics, Interpreter, Sex, name_and_contact_faults};
use serde::Deserialize;

/// What stands in the fields about a person.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub(crate) struct TypedPerson {
    pub family: String,
    pub given: String,
    pub middle: String,
    pub suffix: String,
    pub preferred: String,
    pub birth_day: String,
    pub sex: String,
    pub gender_identity: String,
    pub pronouns: String,
    pub language: String,
    pub interpreter: String,
    pub marital_status: String,
    pub race: String,
    pub ethnicity: String,
    pub note: String,
    pub mobile: String,
    pub home: String,
    pub work: String,
    pub email: String,
    pub street: String,
    pub unit: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
}

/// Languages of the form's list; another one on record is kept (BCP 47).
pub(super) const LANGUAGES: &[(&str, &str)] = &[
    ("en", "English"),
    ("es", "Spanish"),
    ("zh", "Chinese"),
    ("vi", "Vietnamese"),
    ("tl", "Tagalog"),
    ("ar", "Arabic"),
    ("fr", "French"),
    ("ko", "Korean"),
    ("ru", "Russian"),
    ("ht", "Haitian Creole"),
    ("pt", "Portuguese"),
    ("hi", "Hindi"),
    ("de", "German"),
    ("it", "Italian"),
    ("pl", "Polish"),
    ("ase", "American Sign Language"),
];

/// A language in a word: `es-MX` is Spanish too.
pub(super) fn language_name(code: &str) -> String {
    let plain = code.split(['-', '_']).next().unwrap_or(code);
    let known = LANGUAGES.iter().find(|(known, _)| *known == plain);
    known.map_or_else(|| code.to_owned(), |(_, name)| (*name).to_owned())
}

/// Sex as on record, in a word.
pub(crate) const fn sex_name(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "Female",
        Sex::Male => "Male",
        Sex::Other => "Other",
        Sex::Unknown => "Unknown",
    }
}

/// Marital status in words where it came as a code (HL7 v3 MaritalStatus); as stated otherwise.
pub(super) fn marital_status_name(stated: &str) -> &str {
    match stated {
        "A" => "Annulled",
        "D" => "Divorced",
        "L" => "Legally separated",
        "M" => "Married",
        "S" => "Never married",
        "T" => "Domestic partner",
        "W" => "Widowed",
        "UNK" => "Unknown",
        other => other,
    }
}

impl TypedPerson {
    /// What the form of a new patient begins with.
    pub(super) fn to_begin_with() -> Self {
        Self { language: "en".to_owned(), ..Self::default() }
    }

    /// A new patient, with what was typed into the search box in the fields where it seems to belong.
    pub(crate) fn searched(text: &str) -> Self {
        let mut typed = Self::to_begin_with();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if !text.chars().any(char::is_alphabetic) && birth::read(text).is_err() && digits >= 7 {
            typed.mobile = text.trim().to_owned();
            return typed;
        }
        let (dates, names): (Vec<&str>, Vec<&str>) =
            text.split_whitespace().partition(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        typed.birth_day = dates.join(" ");
        let names = names.join(" ");
        match names.split_once(',') {
            Some((family, given)) => {
                typed.family = capitalised(family);
                typed.given = capitalised(given);
            }
            None => match names.rsplit_once(' ') {
                Some((given, family)) => {
                    typed.given = capitalised(given);
                    typed.family = capitalised(family);
                }
                None => typed.family = capitalised(&names),
            },
        }
        typed
    }

    /// What is on record.
    pub(super) fn on_record(who: &Demographics) -> Self {
        let shown = |text: &Phi<String>| text.reveal().clone();
        let phone = |text: &Phi<String>| wording::phone(text.reveal());
        Self {
            family: shown(&who.family),
            given: shown(&who.given),
            middle: shown(&who.middle),
            suffix: shown(&who.suffix),
            preferred: shown(&who.preferred),
            birth_day: wording::digits(*who.birth_day.reveal()),
            sex: who.sex.word().to_owned(),
            gender_identity: shown(&who.gender_identity),
            pronouns: shown(&who.pronouns),
            language: who.language.clone(),
            interpreter: if who.interpreter == Interpreter::Needed { "needed".to_owned() } else { String::new() },
            marital_status: shown(&who.marital_status),
            race: shown(&who.race),
            ethnicity: shown(&who.ethnicity),
            note: shown(&who.note),
            mobile: phone(&who.contacts.mobile),
            home: phone(&who.contacts.home),
            work: phone(&who.contacts.work),
            email: shown(&who.contacts.email),
            street: shown(&who.address.street),
            unit: shown(&who.address.unit),
            city: shown(&who.address.city),
            state: shown(&who.address.state),
            postal_code: shown(&who.address.postal_code),
        }
    }

    /// The demographics that were typed; what the form does not show stays as it was `before`.
    ///
    /// # Errors
    /// The fields that cannot be read.
    pub(crate) fn demographics(&self, before: Option<&Demographics>) -> Result<Demographics, Faults> {
        let mut faults = Faults::none();
        let birth_day = birth::read(&self.birth_day).map_err(|why| faults.add("birth_day", why.say()));
        let sex = Sex::from_word(&self.sex);
        if sex.is_none() {
            faults.add("sex", "Choose the sex as it is on the identity document or the insurance card.");
        }
        // A stand-in where the birthday cannot be read: the other fields have their faults said at once.
        let who = self.filled_in(before, birth_day.unwrap_or_else(|()| stand_in()), sex.unwrap_or(Sex::Unknown));
        for (field, say) in name_and_contact_faults(&who) {
            faults.add(field, say);
        }
        if self.note.chars().count() > NOTE_MAX {
            faults.add("note", format!("Keep the note under {NOTE_MAX} characters."));
        }
        if faults.is_empty() { Ok(who) } else { Err(faults) }
    }

    fn filled_in(&self, before: Option<&Demographics>, birth_day: Day, sex: Sex) -> Demographics {
        let text = |typed: &str| Phi::<String>::from(typed.trim());
        let mut who = before.cloned().unwrap_or_else(|| Demographics::of("", "", birth_day, sex));
        who.family = text(&self.family);
        who.given = text(&self.given);
        who.middle = text(&self.middle);
        who.suffix = text(&self.suffix);
        who.preferred = text(&self.preferred);
        who.birth_day = birth_day.into();
        who.sex = sex;
        who.gender_identity = text(&self.gender_identity);
        who.pronouns = text(&self.pronouns);
        who.language.clone_from(&self.language);
        who.interpreter = if self.interpreter == "needed" { Interpreter::Needed } else { Interpreter::NotNeeded };
        who.marital_status = text(&self.marital_status);
        who.race = text(&self.race);
        who.ethnicity = text(&self.ethnicity);
        who.note = text(&self.note);
        who.contacts.mobile = text(&self.mobile);
        who.contacts.home = text(&self.home);
        who.contacts.work = text(&self.work);
        who.contacts.email = text(&self.email);
        who.address.street = text(&self.street);
        who.address.unit = text(&self.unit);
        who.address.city = text(&self.city);
        who.address.state = text(&self.state);
        who.address.postal_code = text(&self.postal_code);
        who
    }

    /// The field of this name, as histories and faults call it.
    pub(super) fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "family" => &mut self.family,
            "given" => &mut self.given,
            "middle" => &mut self.middle,
            "suffix" => &mut self.suffix,
            "preferred" => &mut self.preferred,
            "birth_day" => &mut self.birth_day,
            "sex" => &mut self.sex,
            "gender_identity" => &mut self.gender_identity,
            "pronouns" => &mut self.pronouns,
            "language" => &mut self.language,
            "interpreter" => &mut self.interpreter,
            "marital_status" => &mut self.marital_status,
            "race" => &mut self.race,
            "ethnicity" => &mut self.ethnicity,
            "note" => &mut self.note,
            "mobile" => &mut self.mobile,
            "home" => &mut self.home,
            "work" => &mut self.work,
            "email" => &mut self.email,
            "street" => &mut self.street,
            "unit" => &mut self.unit,
            "city" => &mut self.city,
            "state" => &mut self.state,
            "postal_code" => &mut self.postal_code,
            _ => return None,
        })
    }
}

/// A day for the time it takes to look at the other fields.
fn stand_in() -> Day {
    Day::new(2000, 1, 1).expect("a date of the calendar")
}

/// Characters of the desk's note at most.
const NOTE_MAX: usize = 2_000;

/// `o'brien` as a name is written; what has a capital already stays as it is.
fn capitalised(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        first + letters.as_str()
    };
    words.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// What the desk calls a field, in histories and conflicts.
pub(super) fn label_of(field: &str) -> &str {
    match field {
        "family" => "Family name",
        "given" => "Given name",
        "middle" => "Middle names",
        "suffix" => "Suffix",
        "preferred" => "Goes by",
        "birth_day" => "Date of birth",
        "sex" => "Sex on record",
        "gender_identity" => "Gender identity",
        "pronouns" => "Pronouns",
        "language" => "Language",
        "interpreter" => "Interpreter",
        "marital_status" => "Marital status",
        "race" => "Race",
        "ethnicity" => "Ethnicity",
        "deceased_on" => "Died on",
        "note" => "Note for the desk",
        "mobile" => "Mobile phone",
        "home" => "Home phone",
        "work" => "Work phone",
        "email" => "E-mail",
        "street" => "Street and number",
        "unit" => "Apartment or unit",
        "city" => "City",
        "state" => "State",
        "postal_code" => "ZIP code",
        "relations" => "Around the patient",
        other => other,
    }
}

/// A value of the history as it would stand in the form.
pub(super) fn as_typed(field: &str, kept: &str) -> String {
    match field {
        "birth_day" => kept.parse().map_or_else(|_| kept.to_owned(), wording::digits),
        "mobile" | "home" | "work" => wording::phone(kept),
        "interpreter" if kept != "needed" => String::new(),
        _ => kept.to_owned(),
    }
}

/// A value of the history as a person reads it.
pub(super) fn as_read(field: &str, kept: &str) -> String {
    match field {
        "sex" => Sex::from_word(kept).map_or_else(|| kept.to_owned(), |sex| sex_name(sex).to_owned()),
        "language" => language_name(kept),
        "interpreter" => kept.to_owned(),
        "deceased_on" => kept.parse().map_or_else(|_| kept.to_owned(), wording::digits),
        _ => as_typed(field, kept),
    }
}

#[cfg(test)]
mod tests {
    use super::TypedPerson;

    #[test]
    fn what_was_searched_goes_where_it_belongs() {
        let typed = TypedPerson::searched("ana maria ruiz 3/12/1984");
        assert_eq!(
            (typed.given.as_str(), typed.family.as_str(), typed.birth_day.as_str()),
            ("Ana Maria", "Ruiz", "3/12/1984")
        );
        let typed = TypedPerson::searched("o'Brien, José");
        assert_eq!((typed.given.as_str(), typed.family.as_str()), ("José", "O'Brien"));
        let typed = TypedPerson::searched("(555) 010-2233");
        assert_eq!(
            (typed.mobile.as_str(), typed.family.as_str(), typed.birth_day.as_str()),
            ("(555) 010-2233", "", "")
        );
        assert_eq!(TypedPerson::searched("ruiz").family, "Ruiz");
        assert_eq!(TypedPerson::searched("3/12/1984").birth_day, "3/12/1984");
    }

    #[test]
    fn all_faults_come_at_once() {
        let faults = TypedPerson { birth_day: "3/12/84".to_owned(), ..TypedPerson::default() };
        let faults = faults.demographics(None).expect_err("nothing is filled in");
        for field in ["family", "birth_day", "sex"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn the_form_of_a_record_is_the_record() {
        let typed = TypedPerson {
            family: "Ruiz".to_owned(),
            birth_day: "03/12/1984".to_owned(),
            sex: "female".to_owned(),
            language: "es".to_owned(),
            interpreter: "needed".to_owned(),
            mobile: "(312) 555-0147".to_owned(),
            ..TypedPerson::default()
        };
        let who = typed.demographics(None).expect("all is filled in");
        assert_eq!(TypedPerson::on_record(&who), typed);
    }
}
