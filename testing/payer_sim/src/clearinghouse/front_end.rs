//! The front end: claims that do not reach a payer's adjudication are refused on the 277CA.

use crate::claim::{Claim, Line};
use crate::world::{NOT_ENROLLED_NPI, World, payer};
use kernel::{Day, Money};

/// Highest charge of a line that a payer believes, in cents.
const CHARGE_CENTS_MAX: i64 = 1_000_000_000;
/// Most units of a line that a payer believes, in thousandths.
const UNITS_THOUSANDTHS_MAX: i64 = 1_000_000_000;

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
    if claim.lines.is_empty() {
        return Some(("A7", "454", None));
    }
    let believable = |line: &Line| {
        let charge = (Money::ZERO..=Money::from_cents(CHARGE_CENTS_MAX)).contains(&line.charge);
        charge && (0..=UNITS_THOUSANDTHS_MAX).contains(&line.units_thousandths)
    };
    if !claim.lines.iter().all(believable) {
        return Some(("A7", "178", None));
    }
    if claim.lines.iter().any(|line| line.day > today) {
        return Some(("A7", "187", None));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::refusal;
    use crate::scenarios::Stage;
    use kernel::Money;

    #[test]
    fn claims_nobody_could_believe_do_not_reach_a_payer() {
        let stage = Stage::new(1, "2026-11-20".parse().expect("a day"));
        let claim = stage.claim("ACM100001", &["E119"], &[("99213", 12_500)]);
        let judged = |claim| refusal(&stage.world, &claim, stage.today);
        assert_eq!(judged(claim.clone()), None);
        let huge = claim.clone().with(|c| c.lines[0].charge = Money::from_cents(i64::MAX / 4));
        assert_eq!(judged(huge), Some(("A7", "178", None)));
        let negative = claim.clone().with(|c| c.lines[0].charge = Money::from_cents(-1));
        assert_eq!(judged(negative), Some(("A7", "178", None)));
        assert_eq!(judged(claim.with(|c| c.lines.clear())), Some(("A7", "454", None)));
    }
}
