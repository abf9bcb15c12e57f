//! The commands of `moa x12`, as functions over bytes: what they print and how they exit.
//!
//! The program reads files and arguments; nothing here touches either, so that tests and the program do the same.

mod json;
mod posting;
mod show;

pub use json::json;
pub use posting::posting;
pub use show::show;

use std::fmt::Write as _;
use std::io::Read;

use jiff::civil::DateTime;

use crate::{CheckReport, ReadError, Severity, acknowledge};

/// What a command prints, and how the program exits: 0 clean, 1 findings, 2 unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What to print.
    pub text: String,
    /// Exit code.
    pub exit: u8,
}

impl Outcome {
    fn clean(text: String) -> Self {
        Self { text, exit: 0 }
    }

    fn unreadable(error: &ReadError) -> Self {
        Self { text: format!("unreadable: {error}\n"), exit: 2 }
    }
}

/// How `check` prints its findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A line a finding, for people.
    Text,
    /// One JSON object, for programs.
    Json,
}

/// Checks a source of any size. Warnings alone leave it clean.
pub fn check<R: Read>(source: R, format: Format) -> Outcome {
    let report = match crate::check(source) {
        Ok(report) => report,
        Err(error) if format == Format::Json => {
            let text = serde_json::json!({ "outcome": "unreadable", "error": error.to_string() });
            return Outcome { text: format!("{text}\n"), exit: 2 };
        }
        Err(error) => return Outcome::unreadable(&error),
    };
    let exit = u8::from(!report.is_clean());
    let text = match format {
        Format::Text => check_text(&report),
        Format::Json => {
            let outcome = if report.is_clean() { "clean" } else { "findings" };
            let mut value = serde_json::to_value(&report).expect("a report has no maps with other keys than texts");
            value["outcome"] = outcome.into();
            format!("{value}\n")
        }
    };
    Outcome { text, exit }
}

fn check_text(report: &CheckReport) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
        let at = &finding.at;
        let _ = write!(out, "{severity} {} at {}", finding.code, finding.place());
        if !finding.loop_id.is_empty() {
            let _ = write!(out, " in loop {}", finding.loop_id);
        }
        let _ = write!(out, " (interchange {}, group {}, transaction {}", at.interchange, at.group, at.transaction);
        let _ = write!(out, ", segment {}): {}", at.position, finding.message);
        if let Some(value) = &finding.value {
            let _ = write!(out, " [{value}]");
        }
        out.push('\n');
    }
    let shown = report.findings.len() as u64;
    if report.errors + report.warnings > shown {
        let _ = writeln!(out, "only the first {shown} findings are shown");
    }
    let transactions: usize = report.interchanges.iter().flat_map(|i| &i.groups).map(|g| g.transactions.len()).sum();
    let _ = writeln!(
        out,
        "{} errors, {} warnings in {transactions} transactions, {} segments",
        report.errors, report.warnings, report.segments
    );
    out
}

/// Makes the TA1 and 999 for a file, as they would be sent at that moment.
#[must_use]
pub fn ack(bytes: &[u8], sent: DateTime, control: u32) -> Outcome {
    let report = match crate::check(bytes) {
        Ok(report) => report,
        Err(error) => return Outcome::unreadable(&error),
    };
    let answers = acknowledge(&report, sent, control);
    let printed: Vec<u8> = answers.iter().flat_map(crate::Answer::print).collect();
    Outcome { text: String::from_utf8_lossy(&printed).into_owned(), exit: u8::from(!report.is_clean()) }
}
