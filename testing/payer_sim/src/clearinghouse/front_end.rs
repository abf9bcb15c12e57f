//! The front end: claims that do not reach a payer's adjudication are refused on the 277CA.

use crate::claim::Claim;
use crate::world::{NOT_ENROLLED_NPI, World, payer};
use kernel::Day;

/// A refusal: status category, status code, and the entity it is about.
pub type Refusal = (&'static str, &'static str, Option<&'static str>);

/// Why a claim is refused at the front end, if it is.
pub fn refusal(world: &World, claim: &Claim, today: Day) -> Option<Refusal> {
    let Some(payer) = payer(&claim.payer) else {
        return Some(("A3", "116", Some("PR")));
    };
    if claim.billing.npi == NOT_ENROLLED_NPI {
        return Some(("A7", "562", Some("85")));
    }
    let Some(member) = world.member(payer.id, &claim.subscriber.member_id) else {
        return Some(("A7", "164", Some("IL")));
    };
    let patient = claim.patient();
    let by_name = member.person(&patient.first, None);
    if by_name.is_some() && member.person(&patient.first, patient.birth).is_none() {
        return Some(("A7", "158", Some("QC")));
    }
    if claim.lines.iter().any(|line| line.day > today) {
        return Some(("A7", "187", None));
    }
    None
}
