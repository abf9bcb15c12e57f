//! Questions: eligibility, claim status, prior authorization.

use super::stage::PRACTICE_NPI;
use super::{Scenario, Stage, Step};
use crate::claim::Insured;
use crate::world::NOT_ENROLLED_NPI;

fn eligible(stage: &Stage, payer: &'static str, member: &str, change: impl FnOnce(&mut Insured)) -> Vec<Step> {
    let mut subscriber = stage.insured(payer, member);
    change(&mut subscriber);
    vec![Step::Eligible { payer, subscriber, dependent: None, day: stage.today, npi: PRACTICE_NPI }]
}

const fn row(name: &'static str, trigger: &'static str, steps: fn(&Stage) -> Vec<Step>) -> Scenario {
    Scenario { name, trigger, steps }
}

pub static SCENARIOS: &[Scenario] = &[
    row("eligible_copay", "Gold: copay, no deductible, authorization for imaging", |s| {
        eligible(s, "ACME1", "ACM100001", |_| ())
    }),
    row("eligible_remaining", "Silver with 70 dollars of deductible left", |s| {
        eligible(s, "ACME1", "ACM100003", |_| ())
    }),
    row("eligible_other_payer", "a member with another payer before this one", |s| {
        eligible(s, "ACME1", "ACM100011", |_| ())
    }),
    row("eligible_limit_reached", "no therapy visits left", |s| eligible(s, "ACME1", "ACM100012", |_| ())),
    row("eligible_primary_care", "a Bluestem member with a chosen practice", |s| {
        eligible(s, "BSTM2", "BST200001", |_| ())
    }),
    row("eligible_dependent", "a spouse covered through the subscriber", |s| {
        let member = s.world.member("ACME1", "ACM100009").expect("named");
        let spouse = &member.people[1];
        let dependent = Insured {
            last: spouse.last.clone(),
            first: spouse.first.clone(),
            member_id: String::new(),
            birth: Some(spouse.birth),
            sex: Some(spouse.sex),
        };
        let subscriber = s.insured("ACME1", "ACM100009");
        let dependent = Some(Box::new(dependent));
        vec![Step::Eligible { payer: "ACME1", subscriber, dependent, day: s.today, npi: PRACTICE_NPI }]
    }),
    row("inactive", "coverage ended 100 days ago", |s| eligible(s, "ACME1", "ACM100007", |_| ())),
    row("member_not_found", "a member number the payer does not know", |s| {
        eligible(s, "ACME1", "ACM100001", |i| i.member_id = "ACM999999".into())
    }),
    row("member_birth_date", "another date of birth", |s| {
        eligible(s, "ACME1", "ACM100001", |i| i.birth = i.birth.map(|day| day.plus_days(1)))
    }),
    row("member_name", "another name", |s| eligible(s, "ACME1", "ACM100001", |i| i.first = "MARTHA".into())),
    row("eligibility_payer_unknown", "a payer the clearinghouse does not serve", |s| {
        let subscriber = s.insured("ACME1", "ACM100001");
        vec![Step::Eligible { payer: "NOPAY", subscriber, dependent: None, day: s.today, npi: PRACTICE_NPI }]
    }),
    row("eligibility_provider_unknown", "a provider who is not on file", |s| {
        let subscriber = s.insured("ACME1", "ACM100001");
        vec![Step::Eligible { payer: "ACME1", subscriber, dependent: None, day: s.today, npi: NOT_ENROLLED_NPI }]
    }),
    row("eligibility_too_far_back", "a day three years ago", |s| {
        let subscriber = s.insured("ACME1", "ACM100001");
        let day = s.today.plus_days(-1_100);
        vec![Step::Eligible { payer: "ACME1", subscriber, dependent: None, day, npi: PRACTICE_NPI }]
    }),
    row("status_not_found", "the status of a claim that was never sent", |s| {
        vec![Step::Status(Box::new(s.claim("ACM100001", &["E119"], &[("99213", 12_500)])))]
    }),
    row("status_denied", "the status of a denied claim", |s| {
        let claim = s.claim("ACM100007", &["E119"], &[("99213", 12_500)]);
        let asked = Step::Status(Box::new(claim.clone()));
        vec![claim.sent(), Step::Days(14), asked]
    }),
    row("review_certified", "imaging: certified", |s| {
        vec![Step::Authorize(s.insured("ACME1", "ACM100001"), "ACME1", "93306", 1)]
    }),
    row("review_modified", "ten units asked for, four certified", |s| {
        vec![Step::Authorize(s.insured("ACME1", "ACM100001"), "ACME1", "E0114", 10)]
    }),
    row("review_denied", "a cosmetic procedure: not certified", |s| {
        vec![Step::Authorize(s.insured("ACME1", "ACM100001"), "ACME1", "15788", 1)]
    }),
    row("review_pended", "an unlisted service: pended", |s| {
        vec![Step::Authorize(s.insured("ACME1", "ACM100001"), "ACME1", "99199", 1)]
    }),
    row("review_not_needed", "an office visit: no authorization needed", |s| {
        vec![Step::Authorize(s.insured("ACME1", "ACM100001"), "ACME1", "99213", 1)]
    }),
];
