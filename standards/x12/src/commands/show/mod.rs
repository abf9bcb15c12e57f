//! `moa x12 show`: a file as a page that a biller can read: who, what, how much, why.

mod claims;
mod coverage;
mod money;

use std::fmt::Write as _;

use super::Outcome;
use crate::envelope::{Interchange, Transaction};
use crate::parties::{Adjustment, Dated, Party, Procedure, When};
use crate::texts::Texts;
use crate::{Kind, Misread, open};

/// A page being written: lines with an indent.
pub(super) struct Page<'t> {
    out: String,
    texts: &'t Texts,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, text: impl AsRef<str>) {
        let _ = writeln!(self.out, "{:indent$}{}", "", text.as_ref().trim_end());
    }

    fn adjustments(&mut self, indent: usize, list: &[Adjustment]) {
        for adjustment in list {
            let Adjustment { group, reason, amount, quantity } = adjustment;
            let units = quantity.map(|q| format!(", {q} units")).unwrap_or_default();
            let who = match group.as_str() {
                "PR" => "patient owes",
                "CO" => "contract",
                "PI" => "payer reduction",
                "CR" => "correction",
                _ => "other",
            };
            let reason = self.texts.show(reason);
            self.line(indent, format!("{amount:>12}  {who} ({group}), reason {reason}{units}"));
        }
    }

    fn dates(&mut self, indent: usize, list: &[Dated]) {
        for dated in list {
            self.line(indent, format!("{} {}", date_name(&dated.qualifier), days(dated.when)));
        }
    }
}

/// Shows a file. Codes are shown with the practice's own texts where it has loaded them, else alone.
#[must_use]
pub fn show(bytes: &[u8], texts: &Texts) -> Outcome {
    let interchanges = match open(bytes) {
        Ok(interchanges) => interchanges,
        Err(error) => return Outcome::unreadable(&error),
    };
    let mut page = Page { out: String::new(), texts };
    let mut exit = 0;
    for interchange in &interchanges {
        envelope(&mut page, interchange);
        for transaction in interchange.groups.iter().flat_map(|g| &g.transactions) {
            page.line(0, "");
            if let Err(misread) = document(&mut page, transaction) {
                page.line(0, format!("Transaction {} cannot be shown: {misread}", transaction.control()));
                exit = 1;
            }
        }
    }
    Outcome { text: page.out, exit }
}

fn envelope(page: &mut Page<'_>, interchange: &Interchange) {
    let of = &interchange.envelope;
    let (control, sent) = (&interchange.control, of.sent);
    let usage = if of.usage == crate::Usage::Test { "TEST, " } else { "" };
    page.line(0, format!("Interchange {control}, {usage}from {} to {}, {sent}", of.sender.value, of.receiver.value));
    for ta1 in &interchange.acknowledgements {
        let outcome = outcome(&ta1.outcome);
        page.line(2, format!("Interchange {} of {} was {outcome} (note {})", ta1.control, ta1.day, ta1.note));
    }
}

fn document(page: &mut Page<'_>, transaction: &Transaction) -> Result<(), Misread> {
    let kind = transaction.kind().ok_or_else(|| Misread::unknown("no supported guide has this transaction"))?;
    match kind {
        Kind::Claims => claims::batch(page, &transaction.read()?),
        Kind::InstitutionalClaims => return Err(Misread::unknown("institutional claims are checked, but not shown")),
        Kind::Remittance => money::remittance(page, &transaction.read()?),
        Kind::EligibilityInquiry => coverage::inquiry(page, &transaction.read()?),
        Kind::EligibilityAnswer => coverage::answer(page, &transaction.read()?),
        Kind::StatusInquiry => claims::status_inquiry(page, &transaction.read()?),
        Kind::StatusAnswer => claims::status_answer(page, &transaction.read()?),
        Kind::ClaimAcknowledgement => claims::acknowledgement(page, &transaction.read()?),
        Kind::ReviewRequest | Kind::ReviewAnswer => coverage::review(page, &transaction.read()?),
        Kind::GroupAcknowledgement => claims::group_acknowledgement(page, &transaction.read()?),
    }
    Ok(())
}

fn party(party: &Party) -> String {
    let id = party.id.as_ref().map(|id| format!(" ({} {})", id_name(&id.qualifier), id.value));
    format!("{}{}", party.name.line(), id.unwrap_or_default())
}

fn id_name(qualifier: &str) -> &str {
    match qualifier {
        "XX" => "NPI",
        "MI" => "member",
        "PI" => "payer id",
        "XV" => "plan id",
        "FI" | "24" => "tax id",
        "34" | "SY" => "SSN",
        "46" => "id",
        other => other,
    }
}

fn procedure(procedure: &Procedure) -> String {
    let mut text = procedure.code.clone();
    for modifier in &procedure.modifiers {
        let _ = write!(text, "-{modifier}");
    }
    text
}

fn days(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Span(first, last) => format!("{first} to {last}"),
    }
}

fn date_name(qualifier: &str) -> String {
    match qualifier {
        "472" => "served",
        "150" | "232" => "from",
        "151" | "233" => "to",
        "050" => "received",
        "036" => "coverage ended",
        "431" => "onset",
        "439" => "accident",
        "435" => "admitted",
        "096" => "discharged",
        "573" => "paid",
        "291" | "307" => "for",
        "346" | "356" => "plan begins",
        "347" | "357" => "plan ends",
        "AAH" => "event",
        other => return format!("date {other}"),
    }
    .to_owned()
}

fn outcome(code: &str) -> &'static str {
    match code {
        "A" => "accepted",
        "E" => "accepted with errors",
        "P" => "partly accepted",
        _ => "REJECTED",
    }
}
