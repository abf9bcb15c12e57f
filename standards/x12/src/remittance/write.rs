//! Prints an 835.

use super::{BankAccount, ClaimPayment, LinePayment, Payment, ProviderAdjustment, Remittance};
use crate::parties::{Name, Party};
use crate::print::procedure_parts;
use crate::{Document, Kind, Misread, Transaction, Writer};

impl Document for Remittance {
    fn kind(&self) -> Kind {
        Kind::Remittance
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        super::read::read(transaction)
    }

    fn print(&self, out: &mut Writer) {
        payment(out, &self.payment);
        out.trace(&self.trace);
        if let Some(id) = &self.receiver_id {
            out.segment("REF").text("EV").text(id).end();
        }
        if let Some(day) = self.produced {
            out.segment("DTM").text("405").day(day).end();
        }
        for party in [&self.payer, &self.payee] {
            n1(out, party);
            out.address(party);
            out.references(&party.references);
            out.contacts(&party.contacts);
        }
        if !self.claims.is_empty() {
            out.segment("LX").text("1").end();
        }
        for payment in &self.claims {
            claim(out, payment);
        }
        for adjustments in self.provider_adjustments.chunk_by(ProviderAdjustment::same_provider) {
            for six in adjustments.chunks(6) {
                provider_adjustments(out, six);
            }
        }
    }
}

impl ProviderAdjustment {
    fn same_provider(&self, other: &Self) -> bool {
        self.provider == other.provider && self.fiscal_year_end == other.fiscal_year_end
    }
}

fn payment(out: &mut Writer, payment: &Payment) {
    let mut bpr = out.segment("BPR");
    bpr.text(&payment.handling).money(payment.amount).text(&payment.direction).text(&payment.method);
    bpr.optional(payment.format.as_deref());
    let mut account = |account: &Option<BankAccount>| {
        let empty = BankAccount::default();
        let account = account.as_ref().unwrap_or(&empty);
        bpr.text(&account.bank_qualifier).text(&account.bank);
        bpr.text(&account.account_qualifier).text(&account.account);
    };
    account(&payment.from);
    bpr.optional(payment.originator.as_deref()).optional(payment.originator_detail.as_deref());
    let empty = BankAccount::default();
    let to = payment.to.as_ref().unwrap_or(&empty);
    bpr.text(&to.bank_qualifier).text(&to.bank).text(&to.account_qualifier).text(&to.account);
    bpr.day(payment.date).end();
}

fn n1(out: &mut Writer, party: &Party) {
    let name = match &party.name {
        Name::Organization(name) => name.clone(),
        person @ Name::Person { .. } => person.line(),
    };
    let mut n1 = out.segment("N1");
    n1.text(&party.entity).text(&name);
    if let Some(id) = &party.id {
        n1.text(&id.qualifier).text(&id.value);
    }
    n1.end();
}

fn claim(out: &mut Writer, claim: &ClaimPayment) {
    let mut clp = out.segment("CLP");
    clp.text(&claim.number).text(&claim.status).money(claim.charge).money(claim.paid);
    clp.optional_money(claim.patient_responsibility).text(&claim.filing_indicator).text(&claim.payer_control);
    clp.optional(claim.facility.as_deref()).optional(claim.frequency.as_deref()).end();
    drop(clp);
    out.adjustments(&claim.adjustments);
    out.nm1(&claim.patient);
    for party in &claim.parties {
        out.nm1(party);
    }
    if !claim.remarks.is_empty() {
        let mut moa = out.segment("MOA");
        moa.skips(2);
        for remark in claim.remarks.iter().take(5) {
            moa.text(remark);
        }
        moa.end();
    }
    out.references(&claim.references);
    out.dtms(&claim.dates);
    out.amounts(&claim.amounts);
    for payment in &claim.lines {
        line(out, payment);
    }
}

fn line(out: &mut Writer, line: &LinePayment) {
    let mut svc = out.segment("SVC");
    svc.composite(&procedure_parts(&line.procedure)).money(line.charge).money(line.paid);
    svc.optional(line.revenue.as_deref()).optional_decimal(line.units);
    svc.composite(&line.billed.as_ref().map(procedure_parts).unwrap_or_default());
    svc.optional_decimal(line.billed_units).end();
    drop(svc);
    out.dtms(&line.dates);
    out.adjustments(&line.adjustments);
    out.references(&line.references);
    out.amounts(&line.amounts);
    for remark in &line.remarks {
        out.segment("LQ").text("HE").text(remark).end();
    }
}

fn provider_adjustments(out: &mut Writer, six: &[ProviderAdjustment]) {
    let mut plb = out.segment("PLB");
    plb.text(&six[0].provider).day(six[0].fiscal_year_end);
    for adjustment in six {
        let reference = adjustment.reference.as_deref().unwrap_or_default();
        plb.composite(&[adjustment.reason.as_str(), reference]).money(adjustment.amount);
    }
    plb.end();
}
