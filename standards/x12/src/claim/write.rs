//! Prints an 837P.

use super::{Claim, ClaimBatch, OtherCoverage, ServiceLine, Subscriber};
use crate::parties::{Member, Party, Reference};
use crate::print::procedure_parts;
use crate::{Document, Kind, Misread, Transaction, Writer};

impl Document for ClaimBatch {
    fn kind(&self) -> Kind {
        Kind::Claims
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        super::read::read(transaction)
    }

    fn print(&self, out: &mut Writer) {
        out.header("0019", &self.header);
        out.nm1(&self.submitter);
        out.contacts(&self.submitter.contacts);
        out.nm1(&self.receiver);
        let mut number = 0;
        for of_provider in self.claims.chunk_by(|a, b| a.billing == b.billing && a.pay_to == b.pay_to) {
            number += 1;
            let parent = number;
            billing_provider(out, number, &of_provider[0]);
            for of_subscriber in of_provider.chunk_by(|a, b| a.subscriber == b.subscriber && a.payer == b.payer) {
                number = subscriber_level(out, number, parent, of_subscriber);
            }
        }
    }
}

fn billing_provider(out: &mut Writer, number: u32, claim: &Claim) {
    out.level(number, None, "20", Some(true));
    out.taxonomy("BI", &claim.billing);
    out.nm1(&claim.billing);
    out.address(&claim.billing);
    out.references(&claim.billing.references);
    out.contacts(&claim.billing.contacts);
    if let Some(pay_to) = &claim.pay_to {
        out.segment("NM1").text(&pay_to.entity).text("2").end();
        out.address(pay_to);
    }
}

/// Prints a subscriber and his claims; gives back the last number used.
fn subscriber_level(out: &mut Writer, mut number: u32, parent: u32, claims: &[Claim]) -> u32 {
    number += 1;
    let level = number;
    let subscriber = &claims[0].subscriber;
    out.level(number, Some(parent), "22", Some(claims.iter().any(|c| c.patient.is_some())));
    coverage(out, subscriber, subscriber.member.relationship.as_deref());
    person(out, &subscriber.member);
    out.nm1(&claims[0].payer);
    out.address(&claims[0].payer);
    out.references(&claims[0].payer.references);
    for own in claims.iter().filter(|c| c.patient.is_none()) {
        claim(out, own);
    }
    let of_dependents: Vec<&Claim> = claims.iter().filter(|c| c.patient.is_some()).collect();
    for of_patient in of_dependents.chunk_by(|a, b| a.patient == b.patient) {
        let Some(patient) = &of_patient[0].patient else { continue };
        number += 1;
        out.level(number, Some(level), "23", Some(false));
        out.segment("PAT").optional(patient.relationship.as_deref()).end();
        person(out, patient);
        for theirs in of_patient {
            claim(out, theirs);
        }
    }
    number
}

fn coverage(out: &mut Writer, subscriber: &Subscriber, relationship: Option<&str>) {
    let mut sbr = out.segment("SBR");
    sbr.text(&subscriber.responsibility).optional(relationship);
    sbr.optional(subscriber.group_number.as_deref()).optional(subscriber.group_name.as_deref());
    sbr.optional(subscriber.insurance_type.as_deref()).skips(3);
    sbr.optional(subscriber.filing_indicator.as_deref()).end();
}

fn person(out: &mut Writer, member: &Member) {
    out.nm1(&member.party);
    out.address(&member.party);
    out.birth(member);
    out.references(&member.party.references);
}

fn claim(out: &mut Writer, claim: &Claim) {
    let mut clm = out.segment("CLM");
    clm.text(&claim.number).money(claim.charge).skips(2);
    clm.composite(&[claim.place_of_service.as_str(), "B", &claim.frequency]);
    clm.text(if claim.provider_signature { "Y" } else { "N" }).text(&claim.assignment);
    clm.text(&claim.benefits_assigned).text(&claim.release).optional(claim.signature_source.as_deref());
    let mut causes = Vec::new();
    if let Some(related) = &claim.related_causes {
        causes.extend((0..3).map(|at| related.causes.get(at).cloned().unwrap_or_default()));
        causes.push(related.state.clone().unwrap_or_default());
        causes.push(related.country.clone().unwrap_or_default());
    }
    clm.composite(&causes).skips(8).optional(claim.delay_reason.as_deref()).end();
    drop(clm);
    out.dtps(&claim.dates);
    out.amounts(&claim.amounts);
    out.references(&claim.references);
    notes(out, &claim.notes);
    if !claim.diagnoses.is_empty() {
        let mut hi = out.segment("HI");
        for diagnosis in claim.diagnoses.iter().take(12) {
            hi.composite(&[&diagnosis.qualifier, &diagnosis.value]);
        }
        hi.end();
    }
    for party in &claim.providers {
        provider(out, party);
    }
    for other in &claim.other_coverages {
        other_coverage(out, other);
    }
    for (number, service) in (1..).zip(&claim.lines) {
        line(out, number, service);
    }
}

fn notes(out: &mut Writer, notes: &[Reference]) {
    for note in notes {
        out.segment("NTE").text(&note.qualifier).text(&note.value).end();
    }
}

fn provider(out: &mut Writer, party: &Party) {
    out.nm1(party);
    out.taxonomy("PE", party);
    out.address(party);
    out.references(&party.references);
    out.contacts(&party.contacts);
}

fn other_coverage(out: &mut Writer, other: &OtherCoverage) {
    coverage(out, &other.subscriber, other.subscriber.member.relationship.as_deref());
    out.adjustments(&other.adjustments);
    out.amounts(&other.amounts);
    let mut oi = out.segment("OI");
    oi.skips(2).text(&other.benefits_assigned).skips(2).text(&other.release).end();
    drop(oi);
    out.nm1(&other.subscriber.member.party);
    out.address(&other.subscriber.member.party);
    out.references(&other.subscriber.member.party.references);
    out.nm1(&other.payer);
    out.address(&other.payer);
    if let Some(day) = other.adjudicated {
        out.segment("DTP").text("573").text("D8").day(day).end();
    }
    out.references(&other.payer.references);
}

fn line(out: &mut Writer, number: u32, line: &ServiceLine) {
    out.segment("LX").text(&number.to_string()).end();
    let pointers: Vec<String> = line.pointers.iter().take(4).map(u8::to_string).collect();
    let mut sv1 = out.segment("SV1");
    sv1.composite(&procedure_parts(&line.procedure)).money(line.charge).text(&line.unit).decimal(line.quantity);
    sv1.optional(line.place_of_service.as_deref()).skip().composite(&pointers).skip();
    sv1.optional(line.emergency.then_some("Y")).end();
    drop(sv1);
    out.segment("DTP").text("472").when(line.service).end();
    out.dtps(&line.dates);
    out.references(&line.references);
    notes(out, &line.notes);
    if let Some(drug) = &line.drug {
        out.segment("LIN").skip().text("N4").text(&drug.ndc).end();
        out.segment("CTP").skips(3).decimal(drug.quantity).text(&drug.unit).end();
    }
    for party in &line.providers {
        provider(out, party);
    }
    for adjudication in &line.adjudications {
        let mut svd = out.segment("SVD");
        svd.text(&adjudication.payer).money(adjudication.paid);
        svd.composite(&procedure_parts(&adjudication.procedure)).skip().decimal(adjudication.units).end();
        drop(svd);
        out.adjustments(&adjudication.adjustments);
        out.segment("DTP").text("573").text("D8").day(adjudication.adjudicated).end();
        if let Some(amount) = adjudication.remaining_liability {
            out.segment("AMT").text("EAF").money(amount).end();
        }
    }
}
