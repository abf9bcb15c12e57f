//! A remittance as an 835.

use super::{payer_address, thousandths};
use crate::adjudicate::{LineDecision, Status};
use crate::claim::{Claim, Frequency, Line};
use crate::payments::{PaidClaim, Remittance};
use crate::world::{Method, payer};
use jiff::civil::Date;
use kernel::Money;
use x12::parties::{Adjustment, Amount, Contact, Dated, Name, Party, Procedure, Reference, Trace};
use x12::remittance::{self, BankAccount, ClaimPayment, LinePayment, Payment, ProviderAdjustment};

/// The 835 of a payment.
#[must_use]
pub fn remittance(paid: &Remittance) -> remittance::Remittance {
    let tax_id = format!("1{}", paid.payer.tax_id);
    let mut issuer = Party::new("PR", Name::organization(paid.payer.name)).at(payer_address());
    issuer.references.push(Reference::new("2U", paid.payer.id));
    issuer.contacts.push(Contact {
        function: "BL".to_owned(),
        name: Some("EDI SUPPORT".to_owned()),
        numbers: vec![Reference::new("TE", "8005550199")],
    });
    let payee = Party::new("PE", Name::organization(&paid.payee.name))
        .with_id("XX", &paid.payee.npi)
        .with_reference("TJ", &paid.payee.tax_id);
    remittance::Remittance {
        payment: payment(paid, &tax_id),
        trace: Trace::new("1", &paid.trace, Some(&tax_id)),
        receiver_id: None,
        produced: Some(paid.day.civil()),
        payer: issuer,
        payee,
        claims: paid.claims.iter().map(claim).collect(),
        provider_adjustments: paid.adjustments.iter().map(|adjustment| provider_adjustment(paid, adjustment)).collect(),
    }
}

fn provider_adjustment(paid: &Remittance, adjustment: &crate::payments::ProviderAdjustment) -> ProviderAdjustment {
    ProviderAdjustment {
        provider: paid.payee.npi.clone(),
        fiscal_year_end: Date::constant(paid.day.civil().year(), 12, 31),
        reason: adjustment.reason.to_owned(),
        reference: Some(adjustment.reference.clone()),
        amount: adjustment.amount,
    }
}

fn payment(paid: &Remittance, tax_id: &str) -> Payment {
    let nothing = paid.amount == Money::ZERO;
    let account = |bank: &str, account: &str| BankAccount {
        bank_qualifier: "01".to_owned(),
        bank: bank.to_owned(),
        account_qualifier: "DA".to_owned(),
        account: account.to_owned(),
    };
    let transfer = !nothing && paid.payer.method == Method::Ach;
    Payment {
        handling: if nothing { "H" } else { "I" }.to_owned(),
        amount: paid.amount,
        direction: "C".to_owned(),
        method: match paid.payer.method {
            _ if nothing => "NON",
            Method::Ach => "ACH",
            Method::Check => "CHK",
        }
        .to_owned(),
        format: transfer.then(|| "CCP".to_owned()),
        from: transfer.then(|| account("071000013", "9988776655")),
        originator: transfer.then(|| tax_id.to_owned()),
        originator_detail: None,
        to: transfer.then(|| account("071000505", "1122334455")),
        date: paid.day.civil(),
    }
}

fn claim(paid: &PaidClaim) -> ClaimPayment {
    let (claim, decision) = (&paid.claim, &paid.decision);
    let reversal = decision.status == Status::Reversal;
    let mut amounts = Vec::new();
    if paid.interest != Money::ZERO {
        amounts.push(Amount::new("I", paid.interest));
    }
    let patient = decision.patient();
    ClaimPayment {
        number: claim.control.clone(),
        status: decision.status.code().to_owned(),
        charge: decision.charge(),
        paid: decision.paid(),
        patient_responsibility: (patient != Money::ZERO || !reversal).then_some(patient),
        filing_indicator: payer(&claim.payer).map_or("ZZ", |payer| payer.filing).to_owned(),
        payer_control: decision.payer_control.clone(),
        facility: Some(claim.place.clone()),
        frequency: Some(frequency(claim.frequency).to_owned()),
        adjustments: Vec::new(),
        patient: patient_party(claim),
        parties: parties(paid),
        remarks: claim_remarks(paid),
        references: Vec::new(),
        dates: dates(paid),
        amounts,
        lines: decision.lines.iter().map(|line| line_payment(&claim.lines[line.line], line)).collect(),
    }
}

const fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Original => "1",
        Frequency::Replacement => "7",
        Frequency::Void => "8",
    }
}

fn patient_party(claim: &Claim) -> Party {
    let patient = claim.patient();
    let party = Party::new("QC", Name::person(&patient.last, &patient.first));
    if claim.dependent.is_some() { party } else { party.with_id("MI", &claim.subscriber.member_id) }
}

fn parties(paid: &PaidClaim) -> Vec<Party> {
    let claim = &paid.claim;
    let mut parties = Vec::new();
    if claim.dependent.is_some() {
        let insured = &claim.subscriber;
        parties.push(Party::new("IL", Name::person(&insured.last, &insured.first)).with_id("MI", &insured.member_id));
    }
    if let Some(treating) = claim.rendering.as_ref().filter(|treating| treating.npi != claim.billing.npi) {
        parties.push(Party::new("82", Name::person(&treating.name, &treating.first)).with_id("XX", &treating.npi));
    }
    if let Some(next) = paid.decision.forwarded_to.and_then(payer) {
        parties.push(Party::new("TT", Name::organization(next.name)).with_id("PI", next.id));
    }
    parties
}

fn claim_remarks(paid: &PaidClaim) -> Vec<String> {
    paid.decision.forwarded_to.iter().map(|_| "MA18".to_owned()).collect()
}

fn dates(paid: &PaidClaim) -> Vec<Dated> {
    let first = paid.claim.first_day().civil();
    let last = paid.claim.lines.iter().map(|line| line.day).max().map_or(first, kernel::Day::civil);
    vec![Dated::day("232", first), Dated::day("233", last), Dated::day("050", paid.received.civil())]
}

fn line_payment(billed: &Line, decided: &LineDecision) -> LinePayment {
    let modifiers: Vec<&str> = billed.modifiers.iter().map(String::as_str).collect();
    let as_billed = Procedure::hcpcs(&billed.procedure, &modifiers);
    let units = thousandths(decided.units_thousandths);
    let differs = decided.units_thousandths != billed.units_thousandths;
    let allowed = (decided.allowed != Money::ZERO).then(|| Amount::new("B6", decided.allowed));
    LinePayment {
        procedure: decided.paid_as.map_or_else(|| as_billed.clone(), |code| Procedure::hcpcs(code, &modifiers)),
        charge: decided.charge,
        paid: decided.paid,
        revenue: None,
        units: Some(units),
        billed: decided.paid_as.map(|_| as_billed),
        billed_units: differs.then(|| thousandths(billed.units_thousandths)),
        dates: vec![Dated::day("472", billed.day.civil())],
        adjustments: decided.adjustments.iter().map(|a| Adjustment::new(a.group.code(), a.reason, a.amount)).collect(),
        references: billed.control.iter().map(|control| Reference::new("6R", control)).collect(),
        amounts: allowed.into_iter().collect(),
        remarks: decided.remarks.iter().map(|code| (*code).to_owned()).collect(),
    }
}
