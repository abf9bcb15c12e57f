//! What happens after a payment: reversals, corrections, money taken back.

use super::stage::LAST_CLAIM;
use super::{Scenario, Step};
use crate::claim::Frequency;

const USUAL: &[&str] = &["E119", "I10"];

pub static SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "reversal_and_correction",
        trigger: "a replacement claim (frequency 7) after payment: the first is reversed, the second decided anew",
        steps: |s| {
            let first = s.claim("ACM100001", USUAL, &[("99213", 15_000), ("83036:QW", 3_500)]);
            let better = first.clone().with(|c| {
                c.frequency = Frequency::Replacement;
                c.original = Some(LAST_CLAIM.into());
                c.lines[0].procedure = "99214".into();
            });
            vec![first.sent(), Step::Days(14), better.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "void",
        trigger: "a void (frequency 8) after payment, with another claim in the same payment that covers it",
        steps: |s| {
            let first = s.claim("ACM100001", USUAL, &[("99213", 15_000)]);
            let void = first.clone().with(|c| {
                c.frequency = Frequency::Void;
                c.original = Some(LAST_CLAIM.into());
            });
            let other = s.claim("ACM100016", USUAL, &[("99214", 18_000)]);
            vec![first.sent(), Step::Days(14), void.sent(), other.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "void_forwards_balance",
        trigger: "a void with nothing else to pay: the balance is forwarded and taken from the next payment",
        steps: |s| {
            let first = s.claim("ACM100001", USUAL, &[("99213", 15_000)]);
            let void = first.clone().with(|c| {
                c.frequency = Frequency::Void;
                c.original = Some(LAST_CLAIM.into());
            });
            let other = s.claim("ACM100016", USUAL, &[("99214", 18_000)]);
            vec![first.sent(), Step::Days(14), void.sent(), Step::Days(14), other.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "takeback",
        trigger: "member ACM100013: an audit 15 days after payment takes 40 dollars from the next one (PLB WO)",
        steps: |s| {
            let first = s.claim("ACM100013", USUAL, &[("99213", 15_000)]);
            let next = s.claim("ACM100016", USUAL, &[("99214", 18_000)]);
            vec![first.sent(), Step::Days(30), next.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "takeback_forwards_balance",
        trigger: "member ACM100018: an audit takes 400 dollars, more than the next payment holds (PLB WO and FB)",
        steps: |s| {
            let first = s.claim("ACM100018", USUAL, &[("99213", 15_000)]);
            let next = s.claim("ACM100016", USUAL, &[("99214", 18_000)]);
            let last = s.claim("ACM100004", &["B078"], &[("11042", 50_000)]);
            let more = s.claim("ACM100005", USUAL, &[("90837", 50_000), ("99204", 50_000)]);
            vec![first.sent(), Step::Days(30), next.sent(), Step::Days(14), last.sent(), more.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "retrospective_termination",
        trigger: "member ACM100014: 15 days after payment the payer reverses and denies for ended coverage",
        steps: |s| vec![s.claim("ACM100014", USUAL, &[("99213", 15_000)]).sent(), Step::Days(29)],
    },
    Scenario {
        name: "replaced_twice",
        trigger: "a replacement of a claim that was already replaced is denied",
        steps: |s| {
            let first = s.claim("ACM100001", USUAL, &[("99213", 15_000)]);
            let void = first.clone().with(|c| {
                c.frequency = Frequency::Void;
                c.original = Some(LAST_CLAIM.into());
            });
            let late = void.clone().with(|c| c.frequency = Frequency::Replacement);
            vec![first.sent(), Step::Days(14), void.sent(), late.sent(), Step::Days(14)]
        },
    },
];
