//! Practitioners, organizations and locations of FHIR as parties of the outside.

use super::prepare::{Source, Within};
use super::tell::{label, provider_name};
use clinical::outside::{OutsideIdentifier, OutsideParty, PartyId, PartyKind};
use fhir_r4::records::Record;
use fhir_r4::{Address, Identifier, Reference, Telecom};
use kernel::RawId;

/// A party with its numbers, ready to be kept.
pub(super) struct Party {
    pub row: OutsideParty,
    pub numbers: Vec<OutsideIdentifier>,
}

/// The party that a record is; nothing for other records.
pub(super) fn party(source: &Source, within: &Within, id: RawId, record: &Record) -> Option<Party> {
    let pointed = |reference: Option<&Reference>| {
        let (kind, id) = within.resolve(reference?)?;
        Some(PartyId::from(RawId::from(source.piece(&kind, &id))))
    };
    Some(match record {
        Record::Practitioner(from) => {
            let mut row = blank(id, PartyKind::Provider, from.active);
            row.name = from.names.first().map(provider_name).unwrap_or_default();
            row.npi = from.npi.clone().unwrap_or_default();
            row.specialty = label(from.qualifications.first());
            put_contacts(&mut row, &from.telecoms, from.addresses.first());
            Party { row, numbers: numbers(&from.identifiers) }
        }
        Record::Organization(from) => {
            let mut row = blank(id, PartyKind::Organization, from.active);
            row.name = from.name.clone().unwrap_or_default();
            row.npi = from.npi.clone().unwrap_or_default();
            row.specialty = label(from.kinds.first());
            row.belongs_to = pointed(from.part_of.as_ref());
            put_contacts(&mut row, &from.telecoms, from.addresses.first());
            Party { row, numbers: numbers(&from.identifiers) }
        }
        Record::Location(from) => {
            let mut row = blank(id, PartyKind::Place, from.status.as_deref() != Some("inactive"));
            row.name = from.name.clone().unwrap_or_default();
            row.specialty = label(from.kinds.first());
            row.belongs_to = pointed(from.managing_organization.as_ref().or(from.part_of.as_ref()));
            put_contacts(&mut row, &from.telecoms, from.address.as_ref());
            Party { row, numbers: numbers(&from.identifiers) }
        }
        _ => return None,
    })
}

fn blank(id: RawId, kind: PartyKind, active: bool) -> OutsideParty {
    OutsideParty {
        id: id.into(),
        kind,
        name: String::new(),
        npi: String::new(),
        specialty: String::new(),
        phone: String::new(),
        fax: String::new(),
        email: String::new(),
        street: String::new(),
        city: String::new(),
        state: String::new(),
        postal_code: String::new(),
        belongs_to: None,
        works_at: None,
        active,
    }
}

fn put_contacts(row: &mut OutsideParty, telecoms: &[Telecom], address: Option<&Address>) {
    // The telephone and address of a practice are in every directory; they say nothing of a patient.
    let first = |system: &str| {
        let found = telecoms.iter().find(|telecom| telecom.system.as_deref() == Some(system));
        found.and_then(|telecom| telecom.value.clone()).map(kernel::Phi::into_revealed).unwrap_or_default()
    };
    row.phone = first("phone");
    row.fax = first("fax");
    row.email = first("email");
    if let Some(address) = address {
        let open = |text: Option<&kernel::Phi<String>>| text.map(|text| text.reveal().clone()).unwrap_or_default();
        row.street = address.lines.iter().map(|line| line.reveal().as_str()).collect::<Vec<_>>().join(", ");
        row.city = open(address.city.as_ref());
        row.state = address.state.clone().unwrap_or_default();
        row.postal_code = open(address.postal_code.as_ref());
    }
}

fn numbers(identifiers: &[Identifier]) -> Vec<OutsideIdentifier> {
    let number = |identifier: &Identifier| {
        let value = identifier.value.as_ref()?.reveal().clone();
        Some(OutsideIdentifier { system: identifier.system.clone()?, value })
    };
    let mut numbers: Vec<OutsideIdentifier> = Vec::new();
    for number in identifiers.iter().filter_map(number) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}
