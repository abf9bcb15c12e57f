//! A patient of FHIR as a person of the card file.

use super::tell::{label, labels};
use fhir_r4::records::{Deceased, Patient, Race};
use fhir_r4::{HumanName, Telecom};
use kernel::{Day, Phi, Problem};
use registry::people::{
    Address, Contacts, Demographics, Identifier, Interpreter, RegisterPatient, Relation, RelationPart, Sex,
};

/// The patient as the card file takes one in.
///
/// # Errors
/// Invalid, where the name or the full date of birth is missing: the card file has no place for half a birthday.
pub(super) fn person(patient: &Patient) -> Result<RegisterPatient, Problem> {
    let refuse = |say: &str| Problem::invalid("fhir_patient", say);
    let Some(name) = best_name(&patient.names) else {
        return Err(refuse("The patient has no name."));
    };
    let birth = patient.birth_date.as_ref().ok_or_else(|| refuse("The patient has no date of birth."))?;
    let birth_day: Day = birth.reveal().day().ok_or_else(|| {
        refuse("The patient's date of birth is not a full date; register this patient by hand first.")
    })?;
    let family = name.family.clone().or_else(|| name.text.clone()).unwrap_or_default();
    let mut given = name.given.iter();
    let first = given.next().cloned().unwrap_or_default();
    let middle: Vec<&str> = given.map(|name| name.reveal().as_str()).collect();
    let mut who = Demographics::of("", "", birth_day, sex(patient));
    who.family = family;
    who.given = first;
    who.middle = Phi::new(middle.join(" "));
    who.suffix = Phi::new(name.suffix.join(" "));
    who.preferred = preferred(&patient.names, name);
    who.gender_identity = Phi::new(label(patient.gender_identity.as_ref()));
    who.language = language(patient);
    who.interpreter = Interpreter::NotNeeded;
    who.marital_status = Phi::new(label(patient.marital_status.as_ref()));
    who.race = Phi::new(race(&patient.race));
    who.ethnicity = Phi::new(race(&patient.ethnicity));
    who.deceased_on = match &patient.deceased {
        Deceased::At(when) => when.day().map(Phi::new),
        Deceased::Untold | Deceased::No | Deceased::Yes => None,
    };
    who.contacts = contacts(&patient.telecoms);
    who.address = address(patient);
    Ok(RegisterPatient { demographics: who, identifiers: identifiers(patient), relations: relations(patient) })
}

/// The name in use: official, then usual, then any that is not old.
fn best_name(names: &[HumanName]) -> Option<&HumanName> {
    let of = |purpose: &str| names.iter().find(|name| name.purpose.as_deref() == Some(purpose));
    let present = || names.iter().find(|name| !matches!(name.purpose.as_deref(), Some("old" | "maiden" | "nickname")));
    let named = |name: &&HumanName| name.family.is_some() || name.text.is_some() || !name.given.is_empty();
    of("official").or_else(|| of("usual")).or_else(present).or(names.first()).filter(named)
}

fn preferred(names: &[HumanName], official: &HumanName) -> Phi<String> {
    let nick = names.iter().find(|name| name.purpose.as_deref() == Some("nickname"));
    let usual = names.iter().find(|name| name.purpose.as_deref() == Some("usual"));
    let other = nick.or(usual).and_then(|name| name.given.first());
    other.filter(|name| official.given.first() != Some(name)).cloned().unwrap_or_default()
}

fn sex(patient: &Patient) -> Sex {
    patient.gender.as_deref().and_then(Sex::from_word).unwrap_or(Sex::Unknown)
}

/// The preferred language, or the first, by its primary tag: `en` of `en-US`.
fn language(patient: &Patient) -> String {
    let spoken = patient.languages.iter().find(|language| language.preferred).or(patient.languages.first());
    let code = spoken.and_then(|spoken| spoken.language.first_code()).unwrap_or("en");
    code.split('-').next().unwrap_or("en").to_lowercase()
}

fn race(race: &Race) -> String {
    race.text.clone().unwrap_or_else(|| {
        let codings = race.categories.iter().chain(&race.detailed);
        codings.filter_map(|coding| coding.display.as_deref()).collect::<Vec<_>>().join(", ")
    })
}

fn contacts(telecoms: &[Telecom]) -> Contacts {
    let first = |system: &str, purposes: &[Option<&str>]| {
        let mut fit: Vec<&Telecom> = telecoms
            .iter()
            .filter(|telecom| {
                telecom.system.as_deref() == Some(system) && purposes.contains(&telecom.purpose.as_deref())
            })
            .collect();
        fit.sort_by_key(|telecom| telecom.rank.unwrap_or(u32::MAX));
        let number = fit.first().and_then(|telecom| telecom.value.clone());
        // What the card file would refuse is kept in the source and does not bar the whole patient.
        number.filter(|number| plausible(system, number.reveal())).unwrap_or_default()
    };
    Contacts {
        mobile: first("phone", &[Some("mobile")]),
        home: first("phone", &[Some("home"), None]),
        work: first("phone", &[Some("work")]),
        email: first("email", &[Some("home"), Some("work"), Some("mobile"), None]),
    }
}

fn plausible(system: &str, value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    if system == "email" { value.contains('@') } else { (7..=15).contains(&digits) }
}

fn address(patient: &Patient) -> Address {
    let present = |purpose: Option<&str>| !matches!(purpose, Some("old" | "billing" | "temp"));
    let home = patient.addresses.iter().find(|address| address.purpose.as_deref() == Some("home"));
    let found = home.or_else(|| patient.addresses.iter().find(|address| present(address.purpose.as_deref())));
    let Some(address) = found else { return Address::default() };
    let mut lines = address.lines.iter().cloned();
    Address {
        street: lines.next().or_else(|| address.text.clone()).unwrap_or_default(),
        unit: lines.next().unwrap_or_default(),
        city: address.city.clone().unwrap_or_default(),
        state: Phi::new(address.state.as_deref().map(state).unwrap_or_default()),
        postal_code: address.postal_code.clone().unwrap_or_default(),
        country: address.country.clone().unwrap_or_default(),
    }
}

/// Names of states whose two letters cannot be guessed from the name itself (USPS Publication 28, appendix B, 2024).
const STATES: &str = "Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|Delaware DE|\
    District of Columbia DC|Florida FL|Georgia GA|Hawaii HI|Idaho ID|Illinois IL|Indiana IN|Iowa IA|Kansas KS|Kentucky KY|\
    Louisiana LA|Maine ME|Maryland MD|Massachusetts MA|Michigan MI|Minnesota MN|Mississippi MS|Missouri MO|Montana MT|\
    Nebraska NE|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|North Carolina NC|North Dakota ND|\
    Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA|Puerto Rico PR|Rhode Island RI|South Carolina SC|South Dakota SD|\
    Tennessee TN|Texas TX|Utah UT|Vermont VT|Virginia VA|Washington WA|West Virginia WV|Wisconsin WI|Wyoming WY";

/// Two letters where the state is one of the United States, otherwise as it was written.
pub(crate) fn state(name: &str) -> String {
    let known = STATES.split('|').find_map(|state| {
        let (whole, letters) = state.rsplit_once(' ')?;
        whole.eq_ignore_ascii_case(name.trim()).then_some(letters)
    });
    known.unwrap_or(name).to_owned()
}

/// The numbers that say who somebody is. One without a system is only known inside its sender, and stays in the source.
fn identifiers(patient: &Patient) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    for identifier in &patient.identifiers {
        let (Some(system), Some(value)) = (&identifier.system, &identifier.value) else { continue };
        if identifier.purpose.as_deref() == Some("old")
            || found.iter().any(|have| have.system == *system && have.value == *value)
        {
            continue;
        }
        let kind = identifier.kind.clone().unwrap_or_default();
        found.push(Identifier { system: system.clone(), value: value.clone(), kind });
    }
    found
}

fn relations(patient: &Patient) -> Vec<Relation> {
    let named = patient.contacts.iter().filter_map(|contact| Some((contact, contact.name.as_ref()?)));
    named
        .map(|(contact, name)| Relation {
            part: RelationPart::EmergencyContact,
            relationship: labels(&contact.relationships),
            name: Phi::new(super::tell::provider_name(name)),
            phone: contacts(&contact.telecoms).best(),
        })
        .collect()
}

/// The number to call first.
trait Best {
    fn best(self) -> Phi<String>;
}

impl Best for Contacts {
    fn best(self) -> Phi<String> {
        [self.mobile, self.home, self.work].into_iter().find(|number| !number.reveal().is_empty()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::state;

    #[test]
    fn states_become_two_letters() {
        assert_eq!(state("Massachusetts"), "MA");
        assert_eq!(state("new york"), "NY");
        assert_eq!(state("MA"), "MA");
        assert_eq!(state("Ontario"), "Ontario");
    }
}
