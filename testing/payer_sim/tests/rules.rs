//! What holds for every claim, whatever is on it: amounts add up, nobody pays more than is owed, what is taken back
//! leaves nothing behind.

use kernel::{Day, Money};
use payer_sim::adjudicate::{Decision, decide};
use payer_sim::books::{Books, Decided};
use payer_sim::claim::Claim;
use payer_sim::scenarios::Stage;
use payer_sim::world::{PROCEDURES, payer};
use proptest::prelude::*;

const MEMBERS: &[&str] = &[
    "ACM100001",
    "ACM100002",
    "ACM100003",
    "ACM100006",
    "ACM100011",
    "BST200001",
    "BST200002",
    "FSP300001",
    "STA400001",
    "STA400002",
    "EVG500001",
    "TOR600001",
    "GRA700001",
];

fn today() -> Day {
    "2026-11-20".parse().expect("a day")
}

prop_compose! {
    /// A claim of a named member with one to five services, perhaps after another payer.
    fn any_claim()(
        member in 0..MEMBERS.len(),
        services in prop::collection::vec((0..PROCEDURES.len(), 0_i64..60_000, 1_i64..12, 0_i32..30), 1..6),
        prior in prop::option::of((0_i64..100, 0_i64..100)),
        injury in any::<bool>(),
    ) -> Claim {
        let stage = Stage::new(3, today());
        let codes: Vec<(&str, i64)> = services.iter().map(|(at, cents, ..)| (PROCEDURES[*at].code, *cents)).collect();
        let mut claim = stage.claim(MEMBERS[member], &["E119", "I10"], &codes).with(|claim| {
            for (line, (_, _, units, days)) in claim.lines.iter_mut().zip(&services) {
                line.units_thousandths = units * 500;
                line.day = today().plus_days(-days);
            }
            if injury {
                claim.causes = vec!["OA".to_owned()];
            }
        });
        if let Some((paid, patient)) = prior {
            let split = |line: &payer_sim::claim::Line| {
                let cents = line.charge.cents();
                let paid = cents * paid / 200;
                let patient = cents * patient / 200;
                (paid, patient, cents - paid - patient)
            };
            let lines: Vec<_> = claim.lines.iter().map(split).collect();
            let first = if claim.payer == "ACME1" { "BSTM2" } else { "ACME1" };
            claim = claim.after(first, &lines);
        }
        claim
    }
}

fn decided(books: &Books, stage: &Stage, claim: &Claim, number: usize) -> Decided {
    let payer = payer(&claim.payer).expect("a payer of the world");
    let control = format!("N{number}");
    let (who, decision) = decide((&stage.world, books), payer, claim, (today(), control));
    Decided { claim: claim.clone(), who, decision, received: today(), due: today(), trace: None, reversed: false }
}

fn adds_up(decision: &Decision) -> bool {
    decision.lines.iter().all(|line| {
        let fair = Money::ZERO <= line.paid && line.paid <= line.charge;
        line.balances() && fair && line.adjustments.iter().all(|a| a.amount > Money::ZERO)
    })
}

proptest! {
    #[test]
    fn every_decision_adds_up_and_no_share_is_negative(claim in any_claim()) {
        let (books, stage) = (Books::default(), Stage::new(3, today()));
        let decided = decided(&books, &stage, &claim, 1);
        prop_assert!(adds_up(&decided.decision), "{}", decided.decision.summary());
        prop_assert_eq!(decided.decision.charge(), claim.charge);
    }

    #[test]
    fn nobody_pays_more_in_a_year_than_their_plan_allows(claims in prop::collection::vec(any_claim(), 1..12)) {
        let (mut books, stage) = (Books::default(), Stage::new(3, today()));
        for (number, claim) in claims.iter().enumerate() {
            let decided = decided(&books, &stage, claim, number);
            let who = decided.who.clone().expect("a named member");
            books.decide(decided);
            let member = stage.world.member(who.0, &who.1).expect("known");
            for year in [2025, 2026] {
                let used = books.used(&who, year);
                let before = member.used_before();
                prop_assert!(used.out_of_pocket + before.1 <= member.plan().out_of_pocket.max(before.1));
                prop_assert!(used.deductible + before.0 <= member.plan().deductible.max(before.0));
            }
        }
    }

    #[test]
    fn what_is_reversed_leaves_nothing_behind(claims in prop::collection::vec(any_claim(), 1..8)) {
        let (mut books, stage) = (Books::default(), Stage::new(3, today()));
        let mut moved = Money::ZERO;
        let mut people = Vec::new();
        for (number, claim) in claims.iter().enumerate() {
            let decided = decided(&books, &stage, claim, number);
            moved += decided.decision.paid();
            people.extend(decided.who.clone());
            books.decide(decided);
        }
        for number in 0..claims.len() {
            let stood = books.reverse(&format!("N{number}")).expect("it stands");
            moved += stood.decision.reversed().paid();
            prop_assert!(books.reverse(&format!("N{number}")).is_none(), "only once");
        }
        prop_assert_eq!(moved, Money::ZERO);
        for who in people {
            prop_assert_eq!(books.used(&who, 2026).out_of_pocket, Money::ZERO);
            prop_assert!(books.services(&who).is_empty());
        }
    }
}
