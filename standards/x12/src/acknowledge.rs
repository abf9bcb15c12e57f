//! Makes the acknowledgements of a checked file: a TA1 for each interchange, a 999 for each group.

use jiff::civil::{Date, DateTime};

use crate::acknowledgement::{ElementError, GroupAcknowledgement, InterchangeAcknowledgement};
use crate::acknowledgement::{SegmentError, TransactionAcknowledgement};
use crate::check::{At, CheckReport, ElementAt, Finding, GroupReport, InterchangeReport, Report, TransactionReport};
use crate::{Envelope, Severity, Usage};

/// Most IK3 loops made for one transaction.
const SEGMENT_ERRORS_MAX: usize = 500;

/// What is to be sent back for one interchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The envelope of the answer: sender and receiver have changed places.
    pub envelope: Envelope,
    /// TA1: where the interchange has faults, or where its sender asked for one (ISA14).
    pub interchange: Option<InterchangeAcknowledgement>,
    /// 999s, one for each group; none where the interchange is refused, and none for groups of acknowledgements.
    pub groups: Vec<GroupAcknowledgement>,
}

impl Answer {
    /// Prints the answer: an interchange with the TA1, and one with the 999s, numbered one after the other.
    #[must_use]
    pub fn print(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if let Some(ta1) = &self.interchange {
            out.extend(self.envelope.print_interchange_acknowledgements(std::slice::from_ref(ta1)));
        }
        if !self.groups.is_empty() {
            let control = self.envelope.control + u32::from(self.interchange.is_some());
            let envelope = Envelope { control, group_control: control, ..self.envelope.clone() };
            out.extend(envelope.print(&self.groups));
        }
        out
    }
}

/// Makes the acknowledgements for every interchange of a report, sent at that moment. Each answer takes two control
/// numbers, `first_control` and the next, and so on.
#[must_use]
pub fn acknowledge(report: &CheckReport, sent: DateTime, first_control: u32) -> Vec<Answer> {
    let interchanges = report.interchanges.iter().zip(1_u32..);
    interchanges
        .map(|(interchange, number)| {
            let own: Vec<&Finding> = report.findings.iter().filter(|f| f.at.interchange == number).collect();
            answer(interchange, &own, sent, first_control + (number - 1) * 2)
        })
        .collect()
}

fn answer(interchange: &InterchangeReport, findings: &[&Finding], sent: DateTime, control: u32) -> Answer {
    let fault = findings.iter().find_map(|f| match f.report {
        Report::Interchange(code) if f.severity == Severity::Error => Some(code),
        _ => None,
    });
    let ta1 = (fault.is_some() || interchange.acknowledgement_requested).then(|| InterchangeAcknowledgement {
        control: format!("{:0>9}", interchange.control),
        day: crate::located::day(format!("20{}", interchange.date).as_bytes()).unwrap_or(Date::constant(2000, 1, 1)),
        time: crate::located::time(interchange.time.as_bytes()).unwrap_or(jiff::civil::Time::midnight()),
        outcome: if fault.is_some() { "R" } else { "A" }.to_owned(),
        note: fault.unwrap_or("000").to_owned(),
    });
    let groups = interchange.groups.iter().zip(1_u32..).filter(|(group, _)| group.functional_id != "FA");
    let groups = groups.map(|(group, number)| {
        let own: Vec<&Finding> = findings.iter().copied().filter(|f| f.at.group == number).collect();
        acknowledge_group(group, &own)
    });
    let groups = if fault.is_some() { Vec::new() } else { groups.collect() };
    Answer { envelope: envelope(interchange, sent, control), interchange: ta1, groups }
}

fn envelope(interchange: &InterchangeReport, sent: DateTime, control: u32) -> Envelope {
    let group = interchange.groups.first();
    let mut envelope = Envelope::new(&interchange.receiver.1, &interchange.sender.1, sent, control);
    envelope.sender.qualifier.clone_from(&interchange.receiver.0);
    envelope.receiver.qualifier.clone_from(&interchange.sender.0);
    if let Some(group) = group {
        envelope.group_sender.clone_from(&group.receiver);
        envelope.group_receiver.clone_from(&group.sender);
    }
    envelope.usage = if interchange.usage == "T" { Usage::Test } else { Usage::Production };
    envelope
}

/// The 999 of one group, out of the findings about it.
fn acknowledge_group(group: &GroupReport, findings: &[&Finding]) -> GroupAcknowledgement {
    let mut reasons: Vec<String> = Vec::new();
    for finding in errors(findings) {
        if let Report::Group(code) = finding.report {
            add(&mut reasons, code);
        }
    }
    let transactions: Vec<_> = group
        .transactions
        .iter()
        .zip(1_u32..)
        .map(|(transaction, number)| {
            let own: Vec<&Finding> = findings.iter().copied().filter(|f| f.at.transaction == number).collect();
            acknowledge_transaction(transaction, group, &own)
        })
        .collect();
    let refused = !reasons.is_empty();
    let received = u32::try_from(transactions.len()).unwrap_or(u32::MAX);
    let good = transactions.iter().filter(|t| t.outcome != "R").count();
    let accepted = if refused { 0 } else { u32::try_from(good).unwrap_or(u32::MAX) };
    let with_errors = transactions.iter().any(|t| t.outcome == "E");
    let outcome = match accepted {
        0 => "R",
        n if n < received => "P",
        _ if with_errors => "E",
        _ => "A",
    };
    GroupAcknowledgement {
        functional_id: group.functional_id.clone(),
        control: group.control.clone(),
        guide: Some(group.guide.clone()).filter(|g| !g.is_empty()),
        outcome: outcome.to_owned(),
        included: group.included.unwrap_or(received),
        received,
        accepted,
        reasons,
        transactions,
    }
}

fn errors<'f>(findings: &'f [&'f Finding]) -> impl Iterator<Item = &'f Finding> {
    findings.iter().copied().filter(|f| f.severity == Severity::Error)
}

fn add(reasons: &mut Vec<String>, code: &str) {
    if !reasons.iter().any(|r| r == code) && reasons.len() < 5 {
        reasons.push(code.to_owned());
    }
}

fn acknowledge_transaction(
    transaction: &TransactionReport,
    group: &GroupReport,
    findings: &[&Finding],
) -> TransactionAcknowledgement {
    let mut reasons: Vec<String> = Vec::new();
    let mut segments: Vec<(At, SegmentError)> = Vec::new();
    for finding in errors(findings) {
        match finding.report {
            Report::Transaction(code) => add(&mut reasons, code),
            Report::Segment(code) => {
                add(&mut reasons, "5");
                segment_error(&mut segments, finding, code);
            }
            Report::Element(code) => {
                add(&mut reasons, "5");
                element_error(segment_error(&mut segments, finding, "8"), finding, code);
            }
            Report::Interchange(_) | Report::Group(_) => {}
        }
    }
    segments.sort_by_key(|(at, _)| at.position);
    let guide = if transaction.guide.is_empty() { &group.guide } else { &transaction.guide };
    TransactionAcknowledgement {
        set: transaction.set.clone(),
        control: transaction.control.clone(),
        guide: Some(guide.clone()).filter(|g| !g.is_empty()),
        errors: segments.into_iter().map(|(_, error)| error).filter(|e| !e.segment.is_empty()).collect(),
        outcome: if reasons.is_empty() { "A" } else { "R" }.to_owned(),
        reasons,
    }
}

/// The IK3 of a finding; element errors of one segment share one.
fn segment_error<'l>(
    list: &'l mut Vec<(At, SegmentError)>,
    finding: &Finding,
    code: &str,
) -> Option<&'l mut SegmentError> {
    let same = |(at, error): &(At, SegmentError)| {
        code == "8" && at.position == finding.at.position && error.code.as_deref() == Some("8")
    };
    if let Some(found) = list.iter().position(same) {
        return Some(&mut list[found].1);
    }
    if list.len() >= SEGMENT_ERRORS_MAX {
        return None;
    }
    // IK303 has room for four characters, so 2010AA is reported as 2010.
    let loop_id = Some(finding.loop_id.chars().take(4).collect::<String>()).filter(|id| !id.is_empty());
    list.push((
        finding.at,
        SegmentError {
            segment: finding.segment.chars().filter(char::is_ascii_alphanumeric).take(3).collect(),
            position: finding.at.position,
            loop_id,
            code: Some(code.to_owned()),
            ..SegmentError::default()
        },
    ));
    list.last_mut().map(|(_, error)| error)
}

fn element_error(error: Option<&mut SegmentError>, finding: &Finding, code: &str) {
    let (Some(error), Some(ElementAt { element, component, repetition, number })) = (error, finding.element) else {
        return;
    };
    let reference = Some(number.to_owned()).filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    error.elements.push(ElementError {
        element,
        component,
        repetition,
        reference,
        code: code.to_owned(),
        value: finding.value.clone().filter(|v| !v.is_empty()),
    });
}
