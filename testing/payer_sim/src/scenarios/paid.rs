//! Claims that are paid, in whole or in part.

use super::stage::{LAST_AUTHORIZATION, practice};
use super::{Scenario, Step};
use crate::world::OUT_OF_NETWORK_NPI;

const USUAL: &[&str] = &["E119", "I10"];

pub static SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "paid_contractual",
        trigger: "preventive visit of a Gold member: nothing from the patient, the excess over the fee is contractual",
        steps: |s| vec![s.claim("ACM100001", &["Z0000"], &[("99397", 22_000)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "paid_in_full",
        trigger: "the charge does not exceed the payer's fee, preventive",
        steps: |s| vec![s.claim("ACM100001", &["Z0000"], &[("99397", 15_000)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "copay",
        trigger: "office visit and laboratory of a Gold member: 25 dollars once, 10 percent of the rest",
        steps: |s| {
            let claim = s.claim("ACM100001", USUAL, &[("99214", 15_000), ("83036:QW", 3_500)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "deductible_whole",
        trigger: "Silver member who has used nothing of 500 dollars: zero paid, yet processed as primary",
        steps: |s| vec![s.claim("ACM100002", USUAL, &[("99213", 12_500)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "deductible_partial",
        trigger: "Silver member with 70 dollars of deductible left, then 20 percent",
        steps: |s| vec![s.claim("ACM100003", USUAL, &[("99214", 18_000)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "coinsurance",
        trigger: "Silver member with the deductible met: 20 percent",
        steps: |s| vec![s.claim("ACM100004", USUAL, &[("99213", 12_500)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "coinsurance_odd_cents",
        trigger: "20 percent of an amount that does not divide: rounded to the nearest cent on each line",
        steps: |s| {
            let claim = s.claim("ACM100004", USUAL, &[("80061", 2_333), ("85025", 1_111)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "out_of_pocket_met",
        trigger: "Silver member who has paid 3,000 dollars this year",
        steps: |s| vec![s.claim("ACM100005", USUAL, &[("99214", 18_000)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "out_of_pocket_reached",
        trigger: "Silver member 10 dollars short of the maximum: the coinsurance stops there",
        steps: |s| {
            let claim = s.claim("ACM100006", USUAL, &[("99214", 18_000), ("80061", 3_000)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "accumulator_draws_down",
        trigger: "two claims of one Silver member: the second finds less of the deductible left",
        steps: |s| {
            let first =
                s.claim("ACM100002", USUAL, &[("70551", 40_000)]).with(|c| c.lines[0].procedure = "90837".into());
            let second = s.claim("ACM100002", USUAL, &[("70551", 40_000)]).with(|c| {
                c.control = "PCN-SECOND".into();
                c.lines[0].procedure = "99205".into();
                c.diagnoses.extend(["E785".into(), "M545".into()]);
            });
            let third = s.claim("ACM100002", USUAL, &[("11042", 50_000)]).with(|c| c.control = "PCN-THIRD".into());
            vec![first.sent(), second.sent(), third.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "units_over_maximum",
        trigger: "eight units of therapy where six a day are paid",
        steps: |s| {
            let claim = s.claim("ACM100001", &["M545"], &[("97110:GP", 40_000)]);
            vec![claim.with(|c| c.lines[0].units_thousandths = 8_000).sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "downcoded",
        trigger: "Acme pays a level-5 visit as level 4 unless four diagnoses support it",
        steps: |s| vec![s.claim("ACM100001", USUAL, &[("99215", 25_000)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "level_five_supported",
        trigger: "the same visit with four diagnoses",
        steps: |s| {
            let claim = s.claim("ACM100001", &["E119", "I10", "E785", "M545"], &[("99215", 25_000)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "bundled",
        trigger: "a glucose beside the panel that includes it",
        steps: |s| {
            let claim = s.claim("ACM100001", USUAL, &[("80053", 3_000), ("82947", 1_000)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "bundled_but_distinct",
        trigger: "the same with modifier 91 on the part",
        steps: |s| {
            let claim = s.claim("ACM100001", USUAL, &[("80053", 3_000), ("82947:91", 1_000)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "second_procedure_half",
        trigger: "two procedures on one day: the cheaper pays half",
        steps: |s| {
            let claim = s.claim("ACM100001", &["B078", "M170"], &[("17110", 20_000), ("20610", 12_000)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "authorized",
        trigger: "imaging with a prior authorization granted by 278",
        steps: |s| {
            let imaging = s.claim("ACM100001", &["G4489"], &[("70551", 60_000)]);
            vec![
                Step::Authorize(s.insured("ACME1", "ACM100001"), "ACME1", "70551", 1),
                imaging.with(|c| c.authorization = Some(LAST_AUTHORIZATION.into())).sent(),
                Step::Days(14),
            ]
        },
    },
    Scenario {
        name: "part_paid_part_denied",
        trigger: "one line is a benefit, the other is not",
        steps: |s| {
            let claim = s.claim("ACM100001", USUAL, &[("99213", 12_500), ("15788", 80_000)]);
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "dependent_child",
        trigger: "a child covered through her parent",
        steps: |s| {
            let claim = s.claim("ACM100009", &["J020"], &[("99213", 12_500), ("87880:QW", 3_000)]);
            let member = s.world.member("ACME1", "ACM100009").expect("named");
            let child = member.people[2].clone();
            let claim = claim.with(|c| {
                c.relationship = "19".into();
                c.dependent = Some(crate::claim::Insured {
                    last: child.last,
                    first: child.first,
                    member_id: String::new(),
                    birth: Some(child.birth),
                    sex: Some(child.sex),
                });
            });
            vec![claim.sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "out_of_network",
        trigger: "billed by a provider without a contract: half is the patient's, and so is the excess",
        steps: |s| {
            let claim = s.claim("ACM100004", USUAL, &[("99213", 15_000)]);
            vec![claim.with(|c| c.billing = practice(OUT_OF_NETWORK_NPI)).sent(), Step::Days(14)]
        },
    },
    Scenario {
        name: "sequestration",
        trigger: "Federal Senior withholds 2 percent of what it pays",
        steps: |s| vec![s.claim("FSP300001", USUAL, &[("99214", 18_000)]).sent(), Step::Days(14)],
    },
    Scenario {
        name: "interest",
        trigger: "Tortoise pays after 45 days and owes interest from day 31",
        steps: |s| vec![s.claim("TOR600001", USUAL, &[("99214", 25_000)]).sent(), Step::Days(45)],
    },
    Scenario {
        name: "capitation",
        trigger: "a visit at the member's own primary-care practice, which Bluestem pays by the head",
        steps: |s| vec![s.claim("BST200001", USUAL, &[("99213", 12_500)]).sent(), Step::Days(10)],
    },
    Scenario {
        name: "capitation_payment",
        trigger: "on the first of the month Bluestem pays by the head, without claims",
        steps: |s| vec![s.claim("BST200001", USUAL, &[("99213", 12_500)]).sent(), Step::Days(11)],
    },
    Scenario {
        name: "referred_specialist",
        trigger: "a Bluestem member seen elsewhere with a referral number",
        steps: |s| {
            let claim = s.claim("BST200002", USUAL, &[("99203", 18_000)]);
            vec![claim.with(|c| c.referral = Some("REF0001".into())).sent(), Step::Days(10)]
        },
    },
    Scenario {
        name: "medicaid_check",
        trigger: "State Medical Assistance pays 60 percent of the base fee by check",
        steps: |s| vec![s.claim("STA400001", USUAL, &[("99213", 12_500)]).sent(), Step::Days(21)],
    },
    Scenario {
        name: "workers_compensation",
        trigger: "an injury at work, billed to Granite",
        steps: |s| {
            let claim = s.claim("GRA700001", &["S61001A"], &[("12001", 20_000)]);
            vec![claim.with(|c| c.causes = vec!["EM".into()]).sent(), Step::Days(30)]
        },
    },
    Scenario {
        name: "auto_accident",
        trigger: "an automobile accident, billed to Harbor",
        steps: |s| {
            let claim = s.claim("HAR800001", &["S134XXA"], &[("99203", 20_000)]);
            vec![claim.with(|c| c.causes = vec!["AA".into()]).sent(), Step::Days(20)]
        },
    },
    Scenario {
        name: "pended_then_paid",
        trigger: "Acme thinks 60 days longer about this member; a status inquiry says pending, then paid",
        steps: |s| {
            let claim = s.claim("ACM100020", USUAL, &[("99213", 12_500)]);
            let asked = Step::Status(Box::new(claim.clone()));
            vec![claim.sent(), Step::Days(14), asked.clone(), Step::Days(60), asked]
        },
    },
];
