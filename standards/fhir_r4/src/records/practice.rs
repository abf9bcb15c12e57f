//! Those who give care, and where: practitioners, their roles, organizations, places.

use crate::datatypes::{Address, Concept, HumanName, Identifier, Read, Telecom, all, one, text};
use crate::json::Json;
use crate::reference::Reference;

/// The numbering system of national provider identifiers.
const NPI: &str = "http://hl7.org/fhir/sid/us-npi";

fn npi(identifiers: &[Identifier]) -> Option<String> {
    let found = identifiers.iter().find(|identifier| identifier.system.as_deref() == Some(NPI))?;
    // A provider's number is public (the NPPES registry), so it is no protected information.
    found.value.as_ref().map(|number| number.reveal().clone())
}

/// Somebody who gives care.
#[derive(Debug)]
pub struct Practitioner {
    /// Numbers by which they are known.
    pub identifiers: Vec<Identifier>,
    /// The national provider identifier as it was sent; its check digit has not been looked at.
    pub npi: Option<String>,
    /// Whether the record is in use; a missing word means it is.
    pub active: bool,
    /// Names.
    pub names: Vec<HumanName>,
    /// Phones, e-mail and the like.
    pub telecoms: Vec<Telecom>,
    /// Addresses.
    pub addresses: Vec<Address>,
    /// Administrative gender.
    pub gender: Option<String>,
    /// What they are qualified for.
    pub qualifications: Vec<Concept>,
}

impl Read for Practitioner {
    fn read(json: &Json<'_>) -> Self {
        let identifiers = all(json, "identifier");
        Self {
            npi: npi(&identifiers),
            identifiers,
            active: json.truth("active").unwrap_or(true),
            names: all(json, "name"),
            telecoms: all(json, "telecom"),
            addresses: all(json, "address"),
            gender: text(json, "gender"),
            qualifications: json.list("qualification").iter().filter_map(|item| one(item, "code")).collect(),
        }
    }
}

/// What a practitioner does where.
#[derive(Debug)]
pub struct PractitionerRole {
    /// Who.
    pub practitioner: Option<Reference>,
    /// For whom.
    pub organization: Option<Reference>,
    /// Where.
    pub locations: Vec<Reference>,
    /// As what.
    pub roles: Vec<Concept>,
    /// Specialties, mostly NUCC taxonomy codes.
    pub specialties: Vec<Concept>,
    /// How to reach them in this role.
    pub telecoms: Vec<Telecom>,
    /// Whether the role is in use; a missing word means it is.
    pub active: bool,
}

impl Read for PractitionerRole {
    fn read(json: &Json<'_>) -> Self {
        Self {
            practitioner: one(json, "practitioner"),
            organization: one(json, "organization"),
            locations: all(json, "location"),
            roles: all(json, "code"),
            specialties: all(json, "specialty"),
            telecoms: all(json, "telecom"),
            active: json.truth("active").unwrap_or(true),
        }
    }
}

/// A hospital, practice, payer or other organization.
#[derive(Debug)]
pub struct Organization {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// The national provider identifier, when it has one.
    pub npi: Option<String>,
    /// Whether the record is in use; a missing word means it is.
    pub active: bool,
    /// What kind it is: `prov`, `pay`, `ins`, `dept`.
    pub kinds: Vec<Concept>,
    /// Its name.
    pub name: Option<String>,
    /// How to reach it.
    pub telecoms: Vec<Telecom>,
    /// Its addresses.
    pub addresses: Vec<Address>,
    /// The organization it belongs to.
    pub part_of: Option<Reference>,
}

impl Read for Organization {
    fn read(json: &Json<'_>) -> Self {
        let identifiers = all(json, "identifier");
        Self {
            npi: npi(&identifiers),
            identifiers,
            active: json.truth("active").unwrap_or(true),
            kinds: all(json, "type"),
            name: text(json, "name"),
            telecoms: all(json, "telecom"),
            addresses: all(json, "address"),
            part_of: one(json, "partOf"),
        }
    }
}

/// A place of care.
#[derive(Debug)]
pub struct Location {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `active`, `suspended`, `inactive`.
    pub status: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What is done there.
    pub kinds: Vec<Concept>,
    /// How to reach it.
    pub telecoms: Vec<Telecom>,
    /// Its address.
    pub address: Option<Address>,
    /// Who runs it.
    pub managing_organization: Option<Reference>,
    /// The place it belongs to.
    pub part_of: Option<Reference>,
}

impl Read for Location {
    fn read(json: &Json<'_>) -> Self {
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status"),
            name: text(json, "name"),
            kinds: all(json, "type"),
            telecoms: all(json, "telecom"),
            address: one(json, "address"),
            managing_organization: one(json, "managingOrganization"),
            part_of: one(json, "partOf"),
        }
    }
}
