//! `moa x12 posting`: what an 835 says to post, with every amount as it was written, and whether it balances.

use serde::Serialize;

use super::Outcome;
use crate::envelope::Transaction;
use crate::located::{Located, located};
use crate::{Decimal, Kind, Misread, open};

/// One check of an 835.
#[derive(Serialize, Default)]
struct Check {
    claims: Vec<Claim>,
    plb: Vec<Adjusted>,
    handling: String,
    amount: String,
    method: String,
    date: String,
    trace: String,
    payer_tin: String,
    sum_clp04: String,
    sum_plb: String,
    bpr_balances: bool,
}

#[derive(Serialize)]
struct Claim {
    pcn: String,
    status: String,
    charge: String,
    paid: String,
    patient_resp: String,
    filing: String,
    payer_icn: String,
    adjustments: Vec<Adjustment>,
    lines: Vec<Line>,
    balances: bool,
    lines_balance: bool,
    adjustment_by_group: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Line {
    proc: String,
    charge: String,
    paid: String,
    units: String,
    adjustments: Vec<Adjustment>,
    remarks: Vec<String>,
}

#[derive(Serialize)]
struct Adjustment {
    group: String,
    reason: String,
    amount: String,
    qty: String,
}

#[derive(Serialize)]
struct Adjusted {
    reason: String,
    #[serde(rename = "ref")]
    reference: String,
    amount: String,
}

/// Prints the checks of an 835 as JSON: a list with an object for each transaction.
///
/// Exit 0 when all balance, 1 when one does not or a transaction is no 835, 2 when the file is unreadable.
#[must_use]
pub fn posting(bytes: &[u8]) -> Outcome {
    let interchanges = match open(bytes) {
        Ok(interchanges) => interchanges,
        Err(error) => return Outcome::unreadable(&error),
    };
    let mut checks = Vec::new();
    for transaction in interchanges.iter().flat_map(|i| &i.groups).flat_map(|g| &g.transactions) {
        match check(transaction) {
            Ok(read) => checks.push(read),
            Err(misread) => {
                let text = format!("transaction {}: {misread}\n", transaction.control());
                return Outcome { text, exit: 1 };
            }
        }
    }
    let balances = |c: &Check| c.bpr_balances && c.claims.iter().all(|c| c.balances && c.lines_balance);
    let exit = u8::from(checks.is_empty() || !checks.iter().all(balances));
    let text = serde_json::to_string_pretty(&checks).expect("texts and lists print");
    Outcome { text: text + "\n", exit }
}

fn check(transaction: &Transaction) -> Result<Check, Misread> {
    let mut check = Check::default();
    for at in located(transaction, &[Kind::Remittance])? {
        match (at.loop_id, at.name()) {
            ("", "BPR") => {
                (check.handling, check.amount) = (at.text(1), at.decimal(2)?.to_string());
                (check.method, check.date) = (at.text(4), at.text(16));
            }
            ("", "TRN") => (check.trace, check.payer_tin) = (at.text(2), at.text(3)),
            (_, "PLB") => provider_adjustments(&mut check.plb, &at)?,
            ("2100", "CLP") => check.claims.push(claim(&at)?),
            ("2100" | "2110", _) => {
                if let Some(claim) = check.claims.last_mut() {
                    detail(claim, &at)?;
                }
            }
            _ => {}
        }
    }
    for claim in &mut check.claims {
        balance(claim);
    }
    let paid: Decimal = check.claims.iter().map(|c| number(&c.paid)).sum();
    let provider: Decimal = check.plb.iter().map(|a| number(&a.amount)).sum();
    (check.sum_clp04, check.sum_plb) = (paid.to_string(), provider.to_string());
    check.bpr_balances = paid - provider == number(&check.amount);
    Ok(check)
}

/// A number that was read and printed before.
fn number(text: &str) -> Decimal {
    text.parse().unwrap_or_default()
}

fn amount(at: &Located<'_>, element: usize) -> Result<String, Misread> {
    at.decimal(element).map(|n| n.to_string())
}

fn optional(at: &Located<'_>, element: usize) -> Result<String, Misread> {
    Ok(at.optional_decimal(element)?.map(|n| n.to_string()).unwrap_or_default())
}

fn provider_adjustments(list: &mut Vec<Adjusted>, at: &Located<'_>) -> Result<(), Misread> {
    for first in (3..=13).step_by(2) {
        if let Some(reason) = at.segment.part(first, 1) {
            let reference = at.segment.part(first, 2).unwrap_or_default();
            list.push(Adjusted { reason, reference, amount: amount(at, first + 1)? });
        }
    }
    Ok(())
}

fn claim(at: &Located<'_>) -> Result<Claim, Misread> {
    Ok(Claim {
        pcn: at.text(1),
        status: at.text(2),
        charge: amount(at, 3)?,
        paid: amount(at, 4)?,
        patient_resp: optional(at, 5)?,
        filing: at.text(6),
        payer_icn: at.text(7),
        adjustments: Vec::new(),
        lines: Vec::new(),
        balances: false,
        lines_balance: false,
        adjustment_by_group: serde_json::Map::new(),
    })
}

fn detail(claim: &mut Claim, at: &Located<'_>) -> Result<(), Misread> {
    match at.name() {
        "SVC" => claim.lines.push(Line {
            proc: procedure(at),
            charge: amount(at, 2)?,
            paid: amount(at, 3)?,
            units: Some(optional(at, 5)?).filter(|u| !u.is_empty()).unwrap_or_else(|| "1".to_owned()),
            adjustments: Vec::new(),
            remarks: Vec::new(),
        }),
        "CAS" => {
            let list = match claim.lines.last_mut() {
                Some(line) => &mut line.adjustments,
                None => &mut claim.adjustments,
            };
            adjustments(list, at)?;
        }
        "LQ" => {
            if let Some(line) = claim.lines.last_mut() {
                line.remarks.push(at.text(2));
            }
        }
        _ => {}
    }
    Ok(())
}

/// The procedure with the standard's own colon between its parts, whatever the file's separator.
fn procedure(at: &Located<'_>) -> String {
    let parts = at.segment.components(at.segment.element(1));
    parts.map(|p| String::from_utf8_lossy(p).into_owned()).collect::<Vec<_>>().join(":")
}

fn adjustments(list: &mut Vec<Adjustment>, at: &Located<'_>) -> Result<(), Misread> {
    for first in (2..=17).step_by(3) {
        if !at.segment.element(first).is_empty() || !at.segment.element(first + 1).is_empty() {
            let (group, reason) = (at.text(1), at.text(first));
            list.push(Adjustment { group, reason, amount: amount(at, first + 1)?, qty: optional(at, first + 2)? });
        }
    }
    Ok(())
}

fn balance(claim: &mut Claim) {
    let sum = |list: &[Adjustment]| -> Decimal { list.iter().map(|a| number(&a.amount)).sum() };
    let lines: Decimal = claim.lines.iter().map(|l| sum(&l.adjustments)).sum();
    claim.balances = number(&claim.charge) - sum(&claim.adjustments) - lines == number(&claim.paid);
    let line_balances = |l: &Line| number(&l.charge) - sum(&l.adjustments) == number(&l.paid);
    claim.lines_balance = claim.lines.iter().all(line_balances);
    let mut groups: Vec<(String, Decimal)> = Vec::new();
    for adjustment in claim.adjustments.iter().chain(claim.lines.iter().flat_map(|l| &l.adjustments)) {
        let amount = number(&adjustment.amount);
        match groups.iter_mut().find(|(group, _)| *group == adjustment.group) {
            Some((_, sum)) => *sum = *sum + amount,
            None => groups.push((adjustment.group.clone(), amount)),
        }
    }
    claim.adjustment_by_group = groups.into_iter().map(|(group, sum)| (group, sum.to_string().into())).collect();
}
