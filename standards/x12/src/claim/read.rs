//! Reads an 837P.

use jiff::civil::Date;
use kernel::Money;

use super::{Claim, ClaimBatch, OtherCoverage, RelatedCauses, Subscriber};
use super::{Drug, LineAdjudication, ServiceLine};
use crate::located::{Located, last, located, required};
use crate::parties::{Dated, Header, Member, Party, Reference, When};
use crate::{Decimal, Kind, Misread, Transaction};

/// What holds for the claims that follow.
#[derive(Default)]
struct Draft {
    header: Option<Header>,
    submitter: Option<Party>,
    receiver: Option<Party>,
    billing: Party,
    taxonomy: Option<String>,
    pay_to: Option<Party>,
    subscriber: Subscriber,
    payer: Party,
    patient: Option<Member>,
    claims: Vec<Claim>,
}

pub(super) fn read(transaction: &Transaction) -> Result<ClaimBatch, Misread> {
    let mut draft = Draft::default();
    for at in located(transaction, &[Kind::Claims])? {
        draft.segment(&at)?;
    }
    Ok(ClaimBatch {
        header: required(draft.header, "BHT")?,
        submitter: required(draft.submitter, "the submitter (loop 1000A)")?,
        receiver: required(draft.receiver, "the receiver (loop 1000B)")?,
        claims: draft.claims,
    })
}

fn named(slot: &mut Party, at: &Located<'_>) {
    if at.name() == "NM1" {
        *slot = at.party();
    } else {
        at.describe(slot);
    }
}

impl Draft {
    fn segment(&mut self, at: &Located<'_>) -> Result<(), Misread> {
        match (at.loop_id, at.name()) {
            ("", "BHT") => self.header = Some(at.header()?),
            ("1000A", _) => named(self.submitter.get_or_insert_default(), at),
            ("1000B", _) => named(self.receiver.get_or_insert_default(), at),
            ("2000A", "HL") => {
                (self.billing, self.pay_to, self.taxonomy) = (Party::default(), None, None);
            }
            ("2000A", "PRV") => self.taxonomy = at.optional(3),
            ("2010AA", _) => {
                named(&mut self.billing, at);
                self.billing.taxonomy.clone_from(&self.taxonomy);
            }
            ("2010AB", _) => named(self.pay_to.get_or_insert_default(), at),
            ("2000B", "HL") => {
                (self.subscriber, self.payer, self.patient) = (Subscriber::default(), Party::default(), None);
            }
            ("2000B", "SBR") => self.subscriber = subscriber(at),
            ("2010BA", "NM1") => self.subscriber.member.party = at.party(),
            ("2010BA", _) => {
                at.describe_member(&mut self.subscriber.member)?;
            }
            ("2010BB", _) => named(&mut self.payer, at),
            ("2000C", "HL") => self.patient = Some(Member::default()),
            ("2000C", "PAT") => self.patient.get_or_insert_default().relationship = at.optional(1),
            ("2010CA", "NM1") => self.patient.get_or_insert_default().party = at.party(),
            ("2010CA", _) => {
                at.describe_member(self.patient.get_or_insert_default())?;
            }
            ("2300", "CLM") => self.open_claim(at)?,
            ("" | "2000A" | "2010AC" | "2000B" | "2000C", _) => {}
            _ => claim_part(last(&mut self.claims, at)?, at)?,
        }
        Ok(())
    }

    fn open_claim(&mut self, at: &Located<'_>) -> Result<(), Misread> {
        let causes: Vec<String> = (1..=3).filter_map(|n| at.segment.part(11, n)).collect();
        let (state, country) = (at.segment.part(11, 4), at.segment.part(11, 5));
        self.claims.push(Claim {
            billing: self.billing.clone(),
            pay_to: self.pay_to.clone(),
            subscriber: self.subscriber.clone(),
            payer: self.payer.clone(),
            patient: self.patient.clone(),
            number: at.text(1),
            charge: at.money(2)?,
            place_of_service: at.segment.part(5, 1).unwrap_or_default(),
            frequency: at.segment.part(5, 3).unwrap_or_default(),
            provider_signature: at.segment.element(6) == b"Y",
            assignment: at.text(7),
            benefits_assigned: at.text(8),
            release: at.text(9),
            signature_source: at.optional(10),
            related_causes: (!causes.is_empty()).then_some(RelatedCauses { causes, state, country }),
            delay_reason: at.optional(20),
            dates: Vec::new(),
            amounts: Vec::new(),
            references: Vec::new(),
            notes: Vec::new(),
            diagnoses: Vec::new(),
            providers: Vec::new(),
            other_coverages: Vec::new(),
            lines: Vec::new(),
        });
        Ok(())
    }
}

fn subscriber(at: &Located<'_>) -> Subscriber {
    Subscriber {
        member: Member { relationship: at.optional(2), ..Member::default() },
        responsibility: at.text(1),
        group_number: at.optional(3),
        group_name: at.optional(4),
        insurance_type: at.optional(5),
        filing_indicator: at.optional(9),
    }
}

/// A date that may carry a time or stand in another format; such a one is passed over.
fn date(list: &mut Vec<Dated>, at: &Located<'_>) {
    list.extend(at.dtp().ok());
}

fn provider(list: &mut Vec<Party>, at: &Located<'_>) {
    if at.name() == "NM1" {
        list.push(at.party());
    } else if let Some(party) = list.last_mut() {
        at.describe(party);
    }
}

fn claim_part(claim: &mut Claim, at: &Located<'_>) -> Result<(), Misread> {
    match (at.loop_id, at.name()) {
        ("2300", "DTP") => date(&mut claim.dates, at),
        ("2300", "AMT") => claim.amounts.push(at.amount()?),
        ("2300", "REF") => claim.references.push(at.reference()),
        ("2300", "NTE") => claim.notes.push(at.reference()),
        ("2300", "HI") if matches!(at.segment.component(1, 1), b"ABK" | b"BK") => {
            claim.diagnoses.extend((1..=12).filter_map(|n| diagnosis(at, n)));
        }
        ("2300", _) => {}
        (id, _) if id.starts_with("2310") => provider(&mut claim.providers, at),
        ("2320", "SBR") => {
            claim.other_coverages.push(OtherCoverage { subscriber: subscriber(at), ..OtherCoverage::default() });
        }
        (id, _) if id.starts_with("2320") || id.starts_with("2330") => {
            other_coverage(last(&mut claim.other_coverages, at)?, at)?;
        }
        ("2400", "LX") => claim.lines.push(empty_line()),
        _ => line_part(last(&mut claim.lines, at)?, at)?,
    }
    Ok(())
}

fn diagnosis(at: &Located<'_>, element: usize) -> Option<Reference> {
    let qualifier = at.segment.part(element, 1)?;
    Some(Reference { qualifier, value: at.segment.part(element, 2)? })
}

fn other_coverage(coverage: &mut OtherCoverage, at: &Located<'_>) -> Result<(), Misread> {
    match (at.loop_id, at.name()) {
        ("2320", "CAS") => coverage.adjustments.extend(at.adjustments()?),
        ("2320", "AMT") => coverage.amounts.push(at.amount()?),
        ("2320", "OI") => (coverage.benefits_assigned, coverage.release) = (at.text(3), at.text(6)),
        ("2330A", "NM1") => coverage.subscriber.member.party = at.party(),
        ("2330A", _) => {
            at.describe_member(&mut coverage.subscriber.member)?;
        }
        ("2330B", "DTP") => coverage.adjudicated = at.dtp().ok().map(|d| d.when.first()),
        ("2330B", _) => named(&mut coverage.payer, at),
        _ => {}
    }
    Ok(())
}

fn empty_line() -> ServiceLine {
    ServiceLine {
        procedure: crate::parties::Procedure::default(),
        charge: Money::ZERO,
        unit: String::new(),
        quantity: Decimal::ZERO,
        place_of_service: None,
        pointers: Vec::new(),
        emergency: false,
        service: When::Day(Date::constant(1900, 1, 1)),
        dates: Vec::new(),
        references: Vec::new(),
        notes: Vec::new(),
        drug: None,
        providers: Vec::new(),
        adjudications: Vec::new(),
    }
}

fn line_part(line: &mut ServiceLine, at: &Located<'_>) -> Result<(), Misread> {
    match (at.loop_id, at.name()) {
        ("2400", "SV1") => {
            line.procedure = at.procedure(1);
            line.charge = at.money(2)?;
            (line.unit, line.quantity) = (at.text(3), at.decimal(4)?);
            line.place_of_service = at.optional(5);
            line.pointers = (1..=4).filter_map(|n| at.segment.part(7, n)?.parse().ok()).collect();
            line.emergency = at.segment.element(9) == b"Y";
        }
        ("2400", "DTP") if at.segment.element(1) == b"472" => line.service = at.when(2)?,
        ("2400", "DTP") => date(&mut line.dates, at),
        ("2400", "REF") => line.references.push(at.reference()),
        ("2400", "NTE") => line.notes.push(at.reference()),
        ("2410", "LIN") => line.drug = Some(Drug { ndc: at.text(3), quantity: Decimal::ZERO, unit: String::new() }),
        ("2410", "CTP") => {
            if let Some(drug) = &mut line.drug {
                (drug.quantity, drug.unit) = (at.decimal(4)?, at.segment.part(5, 1).unwrap_or_default());
            }
        }
        (id, _) if id.starts_with("2420") => provider(&mut line.providers, at),
        ("2430", "SVD") => line.adjudications.push(LineAdjudication {
            payer: at.text(1),
            paid: at.money(2)?,
            procedure: at.procedure(3),
            units: at.decimal(5)?,
            adjustments: Vec::new(),
            adjudicated: Date::constant(1900, 1, 1),
            remaining_liability: None,
        }),
        ("2430", name) => {
            let adjudication = last(&mut line.adjudications, at)?;
            match name {
                "CAS" => adjudication.adjustments.extend(at.adjustments()?),
                "DTP" => adjudication.adjudicated = at.when(2)?.first(),
                "AMT" => adjudication.remaining_liability = at.optional_money(2)?,
                _ => {}
            }
        }
        _ => {}
    }
    Ok(())
}
