//! Claims and lines that are denied.

use super::stage::{LAST_AUTHORIZATION, practice};
use super::{Scenario, Stage, Step};
use crate::claim::Claim;
use crate::world::{NOT_ELIGIBLE_NPI, OUT_OF_NETWORK_NPI};

const USUAL: &[&str] = &["E119", "I10"];

/// A claim of Maria Alvarez, Acme Gold, decided after two weeks.
fn gold(stage: &Stage, diagnoses: &[&str], procedure: &str, change: impl FnOnce(&mut Claim)) -> Vec<Step> {
    vec![stage.claim("ACM100001", diagnoses, &[(procedure, 20_000)]).with(change).sent(), Step::Days(14)]
}

fn visit(stage: &Stage, member: &str, days: u32, change: impl FnOnce(&mut Claim)) -> Vec<Step> {
    vec![stage.claim(member, USUAL, &[("99213", 12_500)]).with(change).sent(), Step::Days(days)]
}

fn add_days(claim: &mut Claim, days: i32) {
    for line in &mut claim.lines {
        line.day = line.day.plus_days(days);
    }
}

const fn row(name: &'static str, trigger: &'static str, steps: fn(&Stage) -> Vec<Step>) -> Scenario {
    Scenario { name, trigger, steps }
}

pub static SCENARIOS: &[Scenario] = &[
    row("coverage_ended", "member ACM100007: coverage ended 100 days ago, the service was after", |s| {
        visit(s, "ACM100007", 14, |_| ())
    }),
    row("coverage_not_begun", "member ACM100008: coverage began 10 days ago, the service was before", |s| {
        visit(s, "ACM100008", 14, |_| ())
    }),
    row("not_our_insured", "a first name the payer does not know under this number", |s| {
        visit(s, "ACM100001", 14, |c| c.subscriber.first = "MARTHA".into())
    }),
    row("deceased", "member ACM100010 died 40 days ago, the service was after", |s| visit(s, "ACM100010", 14, |_| ())),
    row("timely_filing", "received 200 days after the service; Acme allows 180", |s| {
        visit(s, "ACM100001", 14, |c| add_days(c, -180))
    }),
    row("duplicate", "the same service claimed twice", |s| {
        let first = s.claim("ACM100001", USUAL, &[("99213", 12_500)]);
        let again = first.clone().with(|c| c.control = "PCN-AGAIN".into());
        vec![first.sent(), again.sent(), Step::Days(14)]
    }),
    row("duplicate_line", "the same line twice in one claim, without modifier 76", |s| {
        let claim = s.claim("ACM100001", USUAL, &[("71046", 6_000), ("71046", 6_000)]);
        vec![claim.sent(), Step::Days(14)]
    }),
    row("no_authorization", "imaging without a prior authorization", |s| gold(s, &["G4489"], "70551", |_| ())),
    row("wrong_authorization", "an authorization number that was never granted", |s| {
        gold(s, &["G4489"], "70551", |c| c.authorization = Some("NOSUCH1".into()))
    }),
    row("authorization_used_up", "a second study on an authorization for one", |s| {
        let study = s.claim("ACM100001", &["G4489"], &[("70551", 60_000)]);
        let study = study.with(|c| c.authorization = Some(LAST_AUTHORIZATION.into()));
        let second = study.clone().with(|c| {
            c.control = "PCN-SECOND".into();
            add_days(c, 5);
        });
        let asked = Step::Authorize(s.insured("ACME1", "ACM100001"), "ACME1", "70551", 1);
        vec![asked, study.sent(), second.sent(), Step::Days(14)]
    }),
    row("no_referral", "a Bluestem member seen outside their practice without a referral", |s| {
        visit(s, "BST200002", 10, |_| ())
    }),
    row("hmo_out_of_network", "a Bluestem member, referred, at a provider without a contract", |s| {
        visit(s, "BST200002", 10, |c| {
            c.billing = practice(OUT_OF_NETWORK_NPI);
            c.referral = Some("REF0001".into());
        })
    }),
    row("invalid_procedure", "a code that no payer of the world knows", |s| gold(s, USUAL, "99299", |_| ())),
    row("invalid_modifier", "a modifier that does not exist", |s| gold(s, USUAL, "99213:ZQ", |_| ())),
    row("invalid_diagnosis", "an external cause as the first diagnosis", |s| gold(s, &["W1830XA"], "99213", |_| ())),
    row("diagnosis_does_not_fit", "wart treatment without a wart", |s| gold(s, USUAL, "17110", |_| ())),
    row("wrong_sex", "a pregnancy test for a man", |s| {
        vec![s.claim("ACM100016", USUAL, &[("81025:QW", 2_000)]).sent(), Step::Days(14)]
    }),
    row("wrong_age", "a small child's check-up for an adult", |s| gold(s, &["Z0000"], "99392", |_| ())),
    row("wrong_place", "an office visit in an inpatient hospital", |s| {
        gold(s, USUAL, "99213", |c| c.place = "21".into())
    }),
    row("not_covered", "a cosmetic procedure", |s| gold(s, &["L700"], "15788", |_| ())),
    row("excluded_by_statute", "modifier GY: the provider says it is not a benefit", |s| {
        gold(s, USUAL, "99213:GY", |_| ())
    }),
    row("experimental", "an experimental procedure", |s| gold(s, &["M170"], "0232T", |_| ())),
    row("attachment_needed", "an unlisted service without a report", |s| gold(s, USUAL, "99199", |_| ())),
    row("not_necessary", "Federal Senior: vitamin D without a diagnosis that supports it", |s| {
        vec![s.claim("FSP300001", USUAL, &[("82306", 9_000)]).sent(), Step::Days(14)]
    }),
    row("not_necessary_notice_given", "the same with modifier GA: the patient was told and owes it", |s| {
        vec![s.claim("FSP300001", USUAL, &[("82306:GA", 9_000)]).sent(), Step::Days(14)]
    }),
    row("in_global_period", "a visit 10 days after a procedure that includes visits", |s| {
        visit(s, "ACM100015", 14, |c| add_days(c, 15))
    }),
    row("unrelated_in_global_period", "the same with modifier 24", |s| {
        visit(s, "ACM100015", 14, |c| {
            add_days(c, 15);
            c.lines[0].modifiers.push("24".into());
        })
    }),
    row("too_frequent", "a second A1c within 90 days", |s| {
        let first = s.claim("ACM100001", USUAL, &[("83036:QW", 3_500)]);
        let second = first.clone().with(|c| {
            c.control = "PCN-SECOND".into();
            add_days(c, 10);
        });
        vec![first.sent(), second.sent(), Step::Days(14)]
    }),
    row("yearly_limit", "a second preventive visit in the year", |s| {
        let first = s.claim("ACM100001", &["Z0000"], &[("99397", 22_000)]);
        let second = first.clone().with(|c| {
            c.control = "PCN-SECOND".into();
            add_days(c, 10);
        });
        vec![first.sent(), second.sent(), Step::Days(14)]
    }),
    row("therapy_limit", "member ACM100012 has had 20 therapy visits this year", |s| {
        vec![s.claim("ACM100012", &["M545"], &[("97110:GP", 8_000)]).sent(), Step::Days(14)]
    }),
    row("work_related", "an injury at work billed to a health plan", |s| {
        gold(s, &["S61001A"], "12001", |c| c.causes = vec!["EM".into()])
    }),
    row("auto_related", "an automobile accident billed to a health plan", |s| {
        gold(s, &["S134XXA"], "99213", |c| c.causes = vec!["AA".into()])
    }),
    row("not_an_injury", "an ordinary visit billed to workers' compensation", |s| visit(s, "GRA700001", 30, |_| ())),
    row("benefits_exhausted", "member HAR800002: the policy's medical payments are used up", |s| {
        visit(s, "HAR800002", 20, |c| c.causes = vec!["AA".into()])
    }),
    row("provider_not_eligible", "a rendering provider who may not be paid", |s| {
        gold(s, USUAL, "99213", |c| c.rendering.as_mut().expect("a doctor").npi = NOT_ELIGIBLE_NPI.into())
    }),
    row("carved_out", "a behavioral diagnosis at Bluestem belongs to another company: not our claim", |s| {
        vec![s.claim("BST200001", &["F329"], &[("90834", 16_000)]).sent(), Step::Days(10)]
    }),
    row("original_unknown", "a replacement of a claim the payer never had", |s| {
        visit(s, "ACM100001", 14, |c| {
            c.frequency = crate::claim::Frequency::Replacement;
            c.original = Some("ACM2601010000099".into());
        })
    }),
];
