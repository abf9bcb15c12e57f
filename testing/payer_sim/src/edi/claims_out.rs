//! Claims out: the payers' own claims as an 837P, for samples, training and tests.

use super::{noon, payer_address, thousandths};
use crate::claim::{Claim, Frequency, Insured, Line, Prior, Provider, Rank};
use crate::world::payer;
use kernel::{Day, Money};
use x12::claim::{self, ClaimBatch, LineAdjudication, OtherCoverage, RelatedCauses, ServiceLine, Subscriber};
use x12::parties::{Address, Adjustment, Amount, Contact, Header, Member, Name, Party, Procedure, Reference, When};

/// Who sends a batch.
#[derive(Clone, Debug)]
pub struct Sender {
    /// ISA06, GS02 and the submitter's NM109.
    pub id: String,
    /// The submitter's name.
    pub name: String,
}

impl Default for Sender {
    fn default() -> Self {
        Self { id: "PRACTICE000001".to_owned(), name: "RIVERBEND FAMILY MEDICINE".to_owned() }
    }
}

/// A batch of claims made on a day.
#[must_use]
pub fn batch(sender: &Sender, reference: &str, day: Day, claims: &[Claim]) -> ClaimBatch {
    let mut submitter = Party::new("41", Name::organization(&sender.name)).with_id("46", &sender.id);
    submitter.contacts.push(Contact {
        function: "IC".to_owned(),
        name: Some("BILLING OFFICE".to_owned()),
        numbers: vec![Reference::new("TE", "5555550100")],
    });
    ClaimBatch {
        header: Header {
            purpose: "00".to_owned(),
            reference: reference.to_owned(),
            day: day.civil(),
            time: Some(noon()),
            kind: Some("CH".to_owned()),
        },
        submitter,
        receiver: Party::new("40", Name::organization("CLEARINGHOUSE ONE")).with_id("46", "CLEARINGHOUSE1"),
        claims: claims.iter().map(|claim| claim_out(claim, day)).collect(),
    }
}

/// One claim for an 837P; earlier payers are said to have decided on `day`.
#[must_use]
pub fn claim_out(claim: &Claim, day: Day) -> claim::Claim {
    let mut references = Vec::new();
    let mut refer = |qualifier: &str, value: &Option<String>| {
        references.extend(value.as_deref().map(|value| Reference::new(qualifier, value)));
    };
    refer("9F", &claim.referral);
    refer("G1", &claim.authorization);
    refer("F8", &claim.original);
    let name = payer(&claim.payer).map_or("UNKNOWN PAYER", |payer| payer.name);
    claim::Claim {
        billing: billing(&claim.billing),
        pay_to: None,
        subscriber: Subscriber {
            member: member("IL", &claim.subscriber, claim.dependent.is_none().then_some("18")),
            responsibility: rank(claim.rank).to_owned(),
            group_number: Some("GRP100".to_owned()),
            group_name: None,
            insurance_type: medicare_second(claim),
            filing_indicator: Some(filing(&claim.payer).to_owned()),
        },
        payer: Party::new("PR", Name::organization(name)).with_id("PI", &claim.payer),
        patient: claim.dependent.as_ref().map(|patient| member("QC", patient, Some(&claim.relationship))),
        number: claim.control.clone(),
        charge: claim.charge,
        place_of_service: claim.place.clone(),
        frequency: match claim.frequency {
            Frequency::Original => "1",
            Frequency::Replacement => "7",
            Frequency::Void => "8",
        }
        .to_owned(),
        provider_signature: true,
        assignment: "A".to_owned(),
        benefits_assigned: "Y".to_owned(),
        release: "Y".to_owned(),
        signature_source: None,
        related_causes: related(claim),
        delay_reason: None,
        dates: accident(claim),
        amounts: Vec::new(),
        references,
        notes: Vec::new(),
        diagnoses: diagnoses(claim),
        providers: claim.rendering.iter().map(rendering).collect(),
        other_coverages: claim.prior.iter().map(|prior| other(claim, prior, day)).collect(),
        lines: claim.lines.iter().enumerate().map(|(at, line)| service(claim, (at, line), day)).collect(),
    }
}

fn accident(claim: &Claim) -> Vec<x12::parties::Dated> {
    let needed = claim.causes.iter().any(|cause| cause == "AA" || cause == "EM" || cause == "OA");
    let day = claim.first_day().plus_days(-3).civil();
    needed.then(|| x12::parties::Dated::day("439", day)).into_iter().collect()
}

fn related(claim: &Claim) -> Option<RelatedCauses> {
    let state = claim.causes.iter().any(|cause| cause == "AA").then(|| "IL".to_owned());
    (!claim.causes.is_empty()).then(|| RelatedCauses { causes: claim.causes.clone(), state, country: None })
}

fn medicare_second(claim: &Claim) -> Option<String> {
    (filing(&claim.payer) == "MB" && claim.rank != Rank::Primary).then(|| "12".to_owned())
}

fn diagnoses(claim: &Claim) -> Vec<Reference> {
    let qualifier = |at: usize| if at == 0 { "ABK" } else { "ABF" };
    claim.diagnoses.iter().enumerate().map(|(at, code)| Reference::new(qualifier(at), code)).collect()
}

fn filing(id: &str) -> &'static str {
    payer(id).map_or("CI", |payer| if payer.filing == "12" { "CI" } else { payer.filing })
}

const fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Primary => "P",
        Rank::Secondary => "S",
        Rank::Tertiary => "T",
    }
}

fn home() -> Address {
    Address {
        line1: "12 OAK AVE".to_owned(),
        line2: None,
        city: "SPRINGFIELD".to_owned(),
        state: Some("IL".to_owned()),
        zip: Some("62704".to_owned()),
        country: None,
    }
}

fn member(entity: &str, insured: &Insured, relationship: Option<&str>) -> Member {
    let mut party = Party::new(entity, Name::person(&insured.last, &insured.first)).at(home());
    if !insured.member_id.is_empty() {
        party = party.with_id("MI", &insured.member_id);
    }
    Member {
        party,
        birth: insured.birth.map(Day::civil),
        sex: insured.sex.map(String::from),
        relationship: relationship.map(str::to_owned),
    }
}

fn billing(provider: &Provider) -> Party {
    let address = Address { line1: "100 MAIN ST".to_owned(), zip: Some("627010001".to_owned()), ..home() };
    let mut party = Party::new("85", Name::organization(&provider.name))
        .with_id("XX", &provider.npi)
        .at(address)
        .with_reference("EI", &provider.tax_id);
    party.taxonomy = Some("207Q00000X".to_owned());
    party
}

fn rendering(provider: &Provider) -> Party {
    let mut party = Party::new("82", Name::person(&provider.name, &provider.first)).with_id("XX", &provider.npi);
    party.taxonomy = Some("207Q00000X".to_owned());
    party
}

fn procedure(line: &Line) -> Procedure {
    let modifiers: Vec<&str> = line.modifiers.iter().map(String::as_str).collect();
    Procedure::hcpcs(&line.procedure, &modifiers)
}

fn service(claim: &Claim, (at, line): (usize, &Line), day: Day) -> ServiceLine {
    let decided = |prior: &Prior| {
        let found = prior.lines.iter().find(|l| l.line == at)?;
        let other = line.charge - found.paid - found.patient - found.contractual;
        let mut adjustments = Vec::new();
        for (group, reason, amount) in
            [("CO", "45", found.contractual), ("PR", "2", found.patient), ("OA", "23", other)]
        {
            if amount != Money::ZERO {
                adjustments.push(Adjustment::new(group, reason, amount));
            }
        }
        Some(LineAdjudication {
            payer: prior.payer.clone(),
            paid: found.paid,
            procedure: procedure(line),
            units: thousandths(line.units_thousandths),
            adjustments,
            adjudicated: day.civil(),
            remaining_liability: None,
        })
    };
    ServiceLine {
        procedure: procedure(line),
        charge: line.charge,
        unit: "UN".to_owned(),
        quantity: thousandths(line.units_thousandths),
        place_of_service: line.place.clone(),
        pointers: line.pointers.clone(),
        emergency: false,
        service: When::Day(line.day.civil()),
        dates: Vec::new(),
        references: line.control.iter().map(|control| Reference::new("6R", control)).collect(),
        notes: Vec::new(),
        drug: None,
        providers: Vec::new(),
        adjudications: claim.prior.iter().filter_map(decided).collect(),
    }
}

fn other(claim: &Claim, prior: &Prior, _day: Day) -> OtherCoverage {
    let name = payer(&prior.payer).map_or("OTHER PAYER", |payer| payer.name);
    let mut insured = claim.subscriber.clone();
    insured.member_id = format!("{}0001", prior.payer);
    OtherCoverage {
        subscriber: Subscriber {
            member: member("IL", &insured, Some("18")),
            responsibility: rank(prior.rank).to_owned(),
            group_number: None,
            group_name: None,
            insurance_type: None,
            filing_indicator: Some(filing(&prior.payer).to_owned()),
        },
        adjustments: Vec::new(),
        amounts: vec![Amount::new("D", prior.paid)],
        benefits_assigned: "Y".to_owned(),
        release: "Y".to_owned(),
        payer: Party::new("PR", Name::organization(name)).with_id("PI", &prior.payer).at(payer_address()),
        adjudicated: None,
    }
}
