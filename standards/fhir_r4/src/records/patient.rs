//! The patient: who somebody is, and how to reach them.

use crate::datatypes::{
    Address, Attachment, Coding, Concept, HumanName, Identifier, Read, Telecom, all, one, phi, text, when,
};
use crate::json::Json;
use crate::reference::Reference;
use crate::when::When;
use kernel::Phi;

const US_CORE: &str = "http://hl7.org/fhir/us/core/StructureDefinition/";

/// A person who is cared for.
#[derive(Debug)]
pub struct Patient {
    /// Numbers by which they are known: MRN, SSN, driver's licence, passport.
    pub identifiers: Vec<Identifier>,
    /// Whether the record is in use; a missing word means it is.
    pub active: bool,
    /// Names, present and former.
    pub names: Vec<HumanName>,
    /// Phones, e-mail and the like.
    pub telecoms: Vec<Telecom>,
    /// Administrative gender: `male`, `female`, `other`, `unknown`.
    pub gender: Option<String>,
    /// Sex assigned at birth: `F`, `M`, `UNK` and others (US Core birth sex).
    pub birth_sex: Option<String>,
    /// The sex for clinical use (US Core sex).
    pub sex: Option<String>,
    /// Gender identity (US Core).
    pub gender_identity: Option<Concept>,
    /// The date of birth, as exact as it is known.
    pub birth_date: Option<Phi<When>>,
    /// Whether and when they died.
    pub deceased: Deceased,
    /// Where they live.
    pub addresses: Vec<Address>,
    /// Marital status.
    pub marital_status: Option<Concept>,
    /// One of twins or more; and which, when it is told.
    pub multiple_birth: Option<String>,
    /// Races (US Core; OMB categories, 1997).
    pub race: Race,
    /// Ethnicity (US Core; OMB categories, 1997).
    pub ethnicity: Race,
    /// The mother's maiden name.
    pub mothers_maiden_name: Option<Phi<String>>,
    /// Where they were born.
    pub birth_place: Option<Address>,
    /// Languages, and which they prefer.
    pub languages: Vec<Language>,
    /// Next of kin, guardians, emergency contacts, employer.
    pub contacts: Vec<Contact>,
    /// Portraits.
    pub photos: Vec<Attachment>,
    /// Their primary care.
    pub general_practitioners: Vec<Reference>,
    /// The organization whose record this is.
    pub managing_organization: Option<Reference>,
    /// Other records of the same person: `replaced-by`, `replaces`, `refer`, `seealso`.
    pub links: Vec<(String, Reference)>,
}

/// Whether a person died.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deceased {
    /// Nothing is told.
    Untold,
    /// Said to live.
    No,
    /// Dead; when is not told.
    Yes,
    /// Died then.
    At(When),
}

/// A race or an ethnicity: categories, finer codes, and words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Race {
    /// The categories of the OMB.
    pub categories: Vec<Coding>,
    /// Finer codes.
    pub detailed: Vec<Coding>,
    /// In words.
    pub text: Option<String>,
}

/// A language that somebody speaks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Language {
    /// The language, mostly a BCP 47 tag.
    pub language: Concept,
    /// Whether it is preferred for talk about health.
    pub preferred: bool,
}

/// Somebody to turn to for a patient.
#[derive(Debug)]
pub struct Contact {
    /// What they are to the patient.
    pub relationships: Vec<Concept>,
    /// Their name.
    pub name: Option<HumanName>,
    /// How to reach them.
    pub telecoms: Vec<Telecom>,
    /// Where they live.
    pub address: Option<Address>,
    /// Their gender.
    pub gender: Option<String>,
    /// The organization they stand for.
    pub organization: Option<Reference>,
}

/// The extension of that URL among those of an element.
pub(crate) fn extension<'j, 'a>(json: &'j Json<'a>, url: &str) -> Option<&'j Json<'a>> {
    json.list("extension").iter().find(|extension| extension.text("url") == Some(url))
}

fn us_core<'j, 'a>(json: &'j Json<'a>, name: &str) -> Option<&'j Json<'a>> {
    json.list("extension")
        .iter()
        .find(|extension| extension.text("url").and_then(|url| url.strip_prefix(US_CORE)) == Some(name))
}

impl Read for Patient {
    fn read(json: &Json<'_>) -> Self {
        let standard = |name: &str| extension(json, &format!("http://hl7.org/fhir/StructureDefinition/{name}"));
        let deceased = when(json, "deceasedDateTime").map(Deceased::At);
        Self {
            identifiers: all(json, "identifier"),
            active: json.truth("active").unwrap_or(true),
            names: all(json, "name"),
            telecoms: all(json, "telecom"),
            gender: text(json, "gender"),
            birth_sex: us_core(json, "us-core-birthsex").and_then(|sex| text(sex, "valueCode")),
            sex: us_core(json, "us-core-sex").and_then(|sex| text(sex, "valueCode")),
            gender_identity: us_core(json, "us-core-genderIdentity")
                .and_then(|gender| one(gender, "valueCodeableConcept")),
            birth_date: when(json, "birthDate").map(Phi::new),
            deceased: deceased.unwrap_or(match json.truth("deceasedBoolean") {
                Some(true) => Deceased::Yes,
                Some(false) => Deceased::No,
                None => Deceased::Untold,
            }),
            addresses: all(json, "address"),
            marital_status: one(json, "maritalStatus"),
            multiple_birth: match json.truth("multipleBirthBoolean") {
                Some(several) => Some(several.to_string()),
                None => json.number("multipleBirthInteger").map(str::to_owned),
            },
            race: us_core(json, "us-core-race").map(Race::read).unwrap_or_default(),
            ethnicity: us_core(json, "us-core-ethnicity").map(Race::read).unwrap_or_default(),
            mothers_maiden_name: standard("patient-mothersMaidenName").and_then(|name| phi(name, "valueString")),
            birth_place: standard("patient-birthPlace").and_then(|place| one(place, "valueAddress")),
            languages: all(json, "communication"),
            contacts: all(json, "contact"),
            photos: all(json, "photo"),
            general_practitioners: all(json, "generalPractitioner"),
            managing_organization: one(json, "managingOrganization"),
            links: json.list("link").iter().map(link).collect(),
        }
    }
}

fn link(json: &Json<'_>) -> (String, Reference) {
    (text(json, "type").unwrap_or_default(), one(json, "other").unwrap_or_default())
}

impl Read for Race {
    fn read(json: &Json<'_>) -> Self {
        let parts = |url: &str| {
            let parts = json.list("extension").iter().filter(|part| part.text("url") == Some(url));
            parts.filter_map(|part| one(part, "valueCoding")).collect()
        };
        Self {
            categories: parts("ombCategory"),
            detailed: parts("detailed"),
            text: extension(json, "text").and_then(|part| text(part, "valueString")),
        }
    }
}

impl Read for Language {
    fn read(json: &Json<'_>) -> Self {
        Self {
            language: one(json, "language").unwrap_or_default(),
            preferred: json.truth("preferred").unwrap_or(false),
        }
    }
}

impl Read for Contact {
    fn read(json: &Json<'_>) -> Self {
        Self {
            relationships: all(json, "relationship"),
            name: one(json, "name"),
            telecoms: all(json, "telecom"),
            address: one(json, "address"),
            gender: text(json, "gender"),
            organization: one(json, "organization"),
        }
    }
}
