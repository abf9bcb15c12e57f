//! Reads an 835.

use super::{BankAccount, ClaimPayment, LinePayment, Payment, ProviderAdjustment, Remittance};
use crate::located::{Located, last, located, required};
use crate::parties::Party;
use crate::{Decimal, Kind, Misread, Transaction};

/// What has been read so far.
#[derive(Default)]
struct Draft {
    payment: Option<Payment>,
    trace: Option<crate::parties::Trace>,
    receiver_id: Option<String>,
    produced: Option<jiff::civil::Date>,
    payer: Option<Party>,
    payee: Option<Party>,
    claims: Vec<ClaimPayment>,
    provider_adjustments: Vec<ProviderAdjustment>,
}

pub(super) fn read(transaction: &Transaction) -> Result<Remittance, Misread> {
    let mut draft = Draft::default();
    for at in located(transaction, &[Kind::Remittance])? {
        match at.loop_id {
            "1000A" => draft.party(&at, true),
            "1000B" => draft.party(&at, false),
            "2100" => claim_segment(&mut draft.claims, &at)?,
            "2110" => line_segment(last(&mut draft.claims, &at)?, &at)?,
            _ => draft.header(&at)?,
        }
    }
    Ok(Remittance {
        payment: required(draft.payment, "BPR")?,
        trace: required(draft.trace, "TRN")?,
        receiver_id: draft.receiver_id,
        produced: draft.produced,
        payer: required(draft.payer, "the payer (N1*PR)")?,
        payee: required(draft.payee, "the payee (N1*PE)")?,
        claims: draft.claims,
        provider_adjustments: draft.provider_adjustments,
    })
}

impl Draft {
    fn party(&mut self, at: &Located<'_>, payer: bool) {
        let slot = if payer { &mut self.payer } else { &mut self.payee };
        if at.name() == "N1" {
            *slot = Some(at.party());
        } else if let Some(party) = slot {
            at.describe(party);
        }
    }

    fn header(&mut self, at: &Located<'_>) -> Result<(), Misread> {
        match at.name() {
            "BPR" => self.payment = Some(payment(at)?),
            "TRN" => self.trace = Some(at.trace()),
            "REF" if at.segment.element(1) == b"EV" => self.receiver_id = at.optional(2),
            "DTM" => self.produced = at.optional_day(2)?,
            "PLB" => provider_adjustments(&mut self.provider_adjustments, at)?,
            _ => {}
        }
        Ok(())
    }
}

fn payment(at: &Located<'_>) -> Result<Payment, Misread> {
    let account = |first: usize| {
        at.optional(first + 1).map(|bank| BankAccount {
            bank_qualifier: at.text(first),
            bank,
            account_qualifier: at.text(first + 2),
            account: at.text(first + 3),
        })
    };
    Ok(Payment {
        handling: at.text(1),
        amount: at.money(2)?,
        direction: at.text(3),
        method: at.text(4),
        format: at.optional(5),
        from: account(6),
        originator: at.optional(10),
        originator_detail: at.optional(11),
        to: account(12),
        date: at.day(16)?,
    })
}

fn provider_adjustments(list: &mut Vec<ProviderAdjustment>, at: &Located<'_>) -> Result<(), Misread> {
    for first in (3..=13).step_by(2) {
        let Some(reason) = at.segment.part(first, 1) else { continue };
        list.push(ProviderAdjustment {
            provider: at.text(1),
            fiscal_year_end: at.day(2)?,
            reason,
            reference: at.segment.part(first, 2),
            amount: at.money(first + 1)?,
        });
    }
    Ok(())
}

fn claim_segment(claims: &mut Vec<ClaimPayment>, at: &Located<'_>) -> Result<(), Misread> {
    if at.name() == "CLP" {
        claims.push(ClaimPayment {
            number: at.text(1),
            status: at.text(2),
            charge: at.money(3)?,
            paid: at.money(4)?,
            patient_responsibility: at.optional_money(5)?,
            filing_indicator: at.text(6),
            payer_control: at.text(7),
            facility: at.optional(8),
            frequency: at.optional(9),
            ..ClaimPayment::default()
        });
        return Ok(());
    }
    let claim = last(claims, at)?;
    match at.name() {
        "CAS" => claim.adjustments.extend(at.adjustments()?),
        "NM1" if at.segment.element(1) == b"QC" => claim.patient = at.party(),
        "NM1" => claim.parties.push(at.party()),
        "MOA" => claim.remarks.extend((3..=7).filter_map(|n| at.optional(n))),
        "MIA" => claim.remarks.extend([5, 20, 21, 22, 23].into_iter().filter_map(|n| at.optional(n))),
        "REF" => claim.references.push(at.reference()),
        "DTM" => claim.dates.push(at.dtm()?),
        "AMT" => claim.amounts.push(at.amount()?),
        _ => {}
    }
    Ok(())
}

fn line_segment(claim: &mut ClaimPayment, at: &Located<'_>) -> Result<(), Misread> {
    if at.name() == "SVC" {
        claim.lines.push(LinePayment {
            procedure: at.procedure(1),
            charge: at.money(2)?,
            paid: at.money(3)?,
            revenue: at.optional(4),
            units: at.optional_decimal(5)?,
            billed: at.optional_procedure(6),
            billed_units: at.optional_decimal(7)?,
            ..LinePayment::default()
        });
        return Ok(());
    }
    let line = last(&mut claim.lines, at)?;
    match at.name() {
        "DTM" => line.dates.push(at.dtm()?),
        "CAS" => line.adjustments.extend(at.adjustments()?),
        "REF" => line.references.push(at.reference()),
        "AMT" => line.amounts.push(at.amount()?),
        "LQ" => line.remarks.extend(at.optional(2)),
        _ => {}
    }
    Ok(())
}

impl LinePayment {
    /// Units paid, which is one when SVC05 is absent.
    #[must_use]
    pub fn units_paid(&self) -> Decimal {
        self.units.unwrap_or(Decimal::ONE)
    }
}
