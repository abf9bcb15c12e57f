//! Claims with more than one payer.

use super::{Scenario, Step};

const USUAL: &[&str] = &["E119", "I10"];

pub static SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "other_payer_first",
        trigger: "member ACM100011 has Bluestem first; the claim came without its answer",
        steps: |s| vec![s.claim("ACM100011", USUAL, &[("99213", 12_500)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "secondary_after_primary",
        trigger: "the same member with Bluestem's answer: 77.00 paid, 15.00 left, 33.00 written off",
        steps: |s| {
            let claim = s.claim("ACM100011", USUAL, &[("99213", 12_500)]).after("BSTM2", &[(7_700, 1_500, 3_300)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "secondary_pays_part",
        trigger: "the first payer left more than the second's own benefit",
        steps: |s| {
            let claim = s.claim("ACM100011", USUAL, &[("99213", 12_500)]).after("BSTM2", &[(0, 11_000, 1_500)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "secondary_after_denial",
        trigger: "the first payer denied to the patient's account: the second pays as if first",
        steps: |s| {
            let claim = s.claim("ACM100011", USUAL, &[("99213", 12_500)]).after("BSTM2", &[(0, 12_500, 0)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "supplement_pays_the_rest",
        trigger: "Evergreen pays what Federal Senior left, deductible and coinsurance alike",
        steps: |s| {
            let claim = s.claim("EVG500001", USUAL, &[("99214", 18_000)]).after("FSPB3", &[(8_154, 2_080, 7_766)]);
            vec![claim.sent(), Step::Days(7)]
        },
    },
    Scenario {
        name: "crossover",
        trigger: "member FSP300002: Federal Senior forwards the claim and Evergreen pays without being billed",
        steps: |s| {
            let claim = s.claim("FSP300002", USUAL, &[("99214", 18_000), ("80061", 3_000)]);
            vec![claim.sent(), Step::Days(21)]
        },
    },
    Scenario {
        name: "medicare_second",
        trigger: "member FSP300003 still works: Acme first, Federal Senior second",
        steps: |s| {
            let claim = s.claim("FSP300003", USUAL, &[("99214", 18_000)]).after("ACME1", &[(11_800, 2_500, 3_700)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "last_resort_unasked",
        trigger: "member STA400002 has Acme; State Medical Assistance pays only after it",
        steps: |s| vec![s.claim("STA400002", USUAL, &[("99213", 12_500)]).sent(), Step::Days(21)],
    },
    Scenario {
        name: "last_resort_nothing_left",
        trigger: "the first payer paid more than State Medical Assistance allows: zero, and nothing from the patient",
        steps: |s| {
            let claim = s.claim("STA400002", USUAL, &[("99213", 12_500)]).after("ACME1", &[(7_620, 2_500, 2_380)]);
            vec![claim.sent(), Step::Days(21)]
        },
    },
    Scenario {
        name: "last_resort_tops_up",
        trigger: "the first payer paid less than State Medical Assistance allows: it pays the difference",
        steps: |s| {
            let claim = s.claim("STA400002", USUAL, &[("99213", 12_500)]).after("ACME1", &[(3_000, 7_120, 2_380)]);
            vec![claim.sent(), Step::Days(21)]
        },
    },
    Scenario {
        name: "tertiary",
        trigger: "two payers have answered; the third pays what the second left",
        steps: |s| {
            let claim = s.claim("STA400002", USUAL, &[("99213", 12_500)]);
            let claim = claim.after("ACME1", &[(0, 10_120, 2_380)]).after("FSPB3", &[(3_500, 3_600, 0)]);
            vec![claim.sent(), Step::Days(21)]
        },
    },
    Scenario {
        name: "secondary_by_claim_total",
        trigger: "the first payer's payment is known for the claim only, not line by line",
        steps: |s| {
            let claim = s.claim("ACM100011", USUAL, &[("99213", 12_500), ("80061", 2_500)]);
            let claim = claim.after("BSTM2", &[(6_000, 0, 0)]).with(|c| {
                c.prior[0].lines.clear();
                c.prior[0].paid = kernel::Money::from_cents(6_000);
            });
            vec![claim.sent(), Step::Days(14)]
        },
    },
];
