//! Files and claims that are refused before a payer decides anything.

use super::stage::practice;
use super::{Scenario, Step};
use crate::world::NOT_ENROLLED_NPI;

const USUAL: &[&str] = &["E119", "I10"];
const VISIT: &[(&str, i64)] = &[("99213", 12_500)];

pub static SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "refused_by_ta1",
        trigger: "the interchange's trailer has another control number than its header",
        steps: |s| vec![Step::Spoiled(Box::new(s.claim("ACM100001", USUAL, VISIT)), "IEA*1*0", "IEA*1*9")],
    },
    Scenario {
        name: "refused_as_replayed",
        trigger: "the same interchange control number from the same sender a second time",
        steps: |s| vec![s.claim("ACM100001", USUAL, VISIT).sent(), Step::Again],
    },
    Scenario {
        name: "refused_by_999",
        trigger: "a claim without its CLM segment",
        steps: |s| vec![Step::Spoiled(Box::new(s.claim("ACM100001", USUAL, VISIT)), "CLM*", "CLX*")],
    },
    Scenario {
        name: "partly_refused_by_999",
        trigger: "two transactions in a file, the second with a bad date",
        steps: |s| {
            let claims = [s.claim("ACM100001", USUAL, VISIT), s.claim("ACM100004", USUAL, VISIT)];
            vec![Step::HalfSpoiled(Box::new(claims), "DMG*D8*1", "DMG*D8*X"), Step::Days(14)]
        },
    },
    Scenario {
        name: "refused_member_unknown",
        trigger: "a member number the payer does not know",
        steps: |s| {
            vec![s.claim("ACM100001", USUAL, VISIT).with(|c| c.subscriber.member_id = "ACM999999".into()).sent()]
        },
    },
    Scenario {
        name: "refused_birth_date",
        trigger: "the right name under another date of birth",
        steps: |s| {
            let claim = s.claim("ACM100001", USUAL, VISIT);
            vec![claim.with(|c| c.subscriber.birth = c.subscriber.birth.map(|day| day.plus_days(1))).sent()]
        },
    },
    Scenario {
        name: "refused_payer_unknown",
        trigger: "a payer identifier the clearinghouse does not serve",
        steps: |s| vec![s.claim("ACM100001", USUAL, VISIT).with(|c| c.payer = "NOPAY".into()).sent()],
    },
    Scenario {
        name: "refused_provider_not_enrolled",
        trigger: "a billing provider who is not enrolled for electronic claims",
        steps: |s| vec![s.claim("ACM100001", USUAL, VISIT).with(|c| c.billing = practice(NOT_ENROLLED_NPI)).sent()],
    },
    Scenario {
        name: "refused_future_service",
        trigger: "a service on a day to come",
        steps: |s| {
            let claim = s.claim("ACM100001", USUAL, VISIT);
            vec![claim.with(|c| c.lines[0].day = c.lines[0].day.plus_days(40)).sent()]
        },
    },
];
