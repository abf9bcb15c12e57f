//! The 277CA: which claims of a batch went on to their payers, and which did not.

use super::noon;
use crate::claim::{Claim, Provider};
use kernel::{Day, Money};
use x12::claim::ClaimBatch;
use x12::parties::{Header, Name, Party, Reference, Trace, When};
use x12::status::{AcknowledgedClaim, ClaimAcknowledgement, ProviderAcknowledgement, Status, StatusCode, Tally};

/// What became of a claim at intake: the payer's number for it, or why it was refused (category, code, entity).
pub type Accepted = Result<String, (&'static str, &'static str, Option<&'static str>)>;

/// The acknowledgement of a batch.
#[must_use]
pub fn acknowledgement(
    batch: &ClaimBatch,
    day: Day,
    trace: &str,
    claims: &[(Claim, Accepted)],
) -> ClaimAcknowledgement {
    let totals = Totals::of(claims.iter());
    let submitter = Party::new("41", batch.submitter.name.clone());
    let receiver = match batch.submitter.id_value() {
        Some(id) => submitter.with_id("46", id),
        None => submitter,
    };
    let status = if totals.accepted > 0 { ("A1", "19") } else { ("A3", "247") };
    ClaimAcknowledgement {
        header: Header {
            purpose: "08".to_owned(),
            reference: trace.to_owned(),
            day: day.civil(),
            time: Some(noon()),
            kind: Some("TH".to_owned()),
        },
        source: Party::new("AY", Name::organization("CLEARINGHOUSE ONE")).with_id("46", "CLEARINGHOUSE1"),
        trace: Trace::new("1", trace, None),
        received: day.civil(),
        processed: day.civil(),
        receiver,
        batch: Tally {
            trace: Trace::new("2", &batch.header.reference, None),
            statuses: vec![stated(status.0, status.1, Some("40"), day, totals.all())],
            ..totals.tally()
        },
        providers: providers(claims, day),
    }
}

#[derive(Default)]
struct Totals {
    accepted: u32,
    rejected: u32,
    accepted_amount: Money,
    rejected_amount: Money,
}

impl Totals {
    fn of<'a>(claims: impl Iterator<Item = &'a (Claim, Accepted)>) -> Self {
        let mut totals = Self::default();
        for (claim, accepted) in claims {
            if accepted.is_ok() {
                totals.accepted += 1;
                totals.accepted_amount += claim.charge;
            } else {
                totals.rejected += 1;
                totals.rejected_amount += claim.charge;
            }
        }
        totals
    }

    fn all(&self) -> Money {
        self.accepted_amount + self.rejected_amount
    }

    fn tally(&self) -> Tally {
        Tally {
            accepted: (self.accepted > 0).then_some(self.accepted),
            rejected: (self.rejected > 0).then_some(self.rejected),
            accepted_amount: (self.accepted > 0).then_some(self.accepted_amount),
            rejected_amount: (self.rejected > 0).then_some(self.rejected_amount),
            ..Tally::default()
        }
    }
}

fn stated(category: &str, code: &str, entity: Option<&str>, day: Day, charge: Money) -> Status {
    let refused = category != "A1" && category != "A2";
    Status {
        codes: vec![StatusCode::new(category, code, entity)],
        day: Some(day.civil()),
        action: Some(if refused { "U" } else { "WQ" }.to_owned()),
        charge: Some(charge),
        ..Status::default()
    }
}

fn providers(claims: &[(Claim, Accepted)], day: Day) -> Vec<ProviderAcknowledgement> {
    let mut order: Vec<&Provider> = Vec::new();
    for (claim, _) in claims {
        if !order.iter().any(|known| known.npi == claim.billing.npi) {
            order.push(&claim.billing);
        }
    }
    order.into_iter().map(|provider| one_provider(provider, claims, day)).collect()
}

fn one_provider(provider: &Provider, claims: &[(Claim, Accepted)], day: Day) -> ProviderAcknowledgement {
    let own = || claims.iter().filter(|(claim, _)| claim.billing.npi == provider.npi);
    let totals = Totals::of(own());
    let status = if totals.accepted > 0 { ("A1", "19") } else { ("A3", "247") };
    ProviderAcknowledgement {
        provider: Party::new("85", Name::organization(&provider.name)).with_id("XX", &provider.npi),
        tally: Some(Tally {
            trace: Trace::new("1", "0", None),
            statuses: vec![Status { day: None, ..stated(status.0, status.1, Some("85"), day, totals.all()) }],
            references: vec![Reference::new("TJ", &provider.tax_id)],
            ..totals.tally()
        }),
        claims: own().map(|(claim, accepted)| one_claim(claim, accepted, day)).collect(),
    }
}

fn one_claim(claim: &Claim, accepted: &Accepted, day: Day) -> AcknowledgedClaim {
    let patient = claim.patient();
    let party = Party::new("QC", Name::person(&patient.last, &patient.first));
    let named =
        if claim.subscriber.member_id.is_empty() { party } else { party.with_id("MI", &claim.subscriber.member_id) };
    let (status, references) = match accepted {
        Ok(number) => (stated("A2", "20", Some("PR"), day, claim.charge), vec![Reference::new("1K", number)]),
        Err((category, code, entity)) => (stated(category, code, *entity, day, claim.charge), Vec::new()),
    };
    AcknowledgedClaim {
        patient: named,
        number: claim.control.clone(),
        statuses: vec![status],
        references,
        service: claim.lines.iter().map(|line| line.day).min().map(|day| When::Day(day.civil())),
        lines: Vec::new(),
    }
}
