//! What the checker found wrong, and where.

use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the file can be processed.
    Warning,
    /// The standard forbids it; a payer may refuse the file.
    Error,
}

/// Where an acknowledgement reports a finding, with the code it uses there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "segment", content = "code")]
pub enum Report {
    /// TA105.
    #[serde(rename = "TA1")]
    Interchange(&'static str),
    /// AK905.
    #[serde(rename = "AK9")]
    Group(&'static str),
    /// IK502.
    #[serde(rename = "IK5")]
    Transaction(&'static str),
    /// IK304.
    #[serde(rename = "IK3")]
    Segment(&'static str),
    /// IK403.
    #[serde(rename = "IK4")]
    Element(&'static str),
}

/// Which element of a segment a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ElementAt {
    /// Counted from 1.
    pub element: u8,
    /// Component of a composite, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<u8>,
    /// Repetition, counted from 1, where the element repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repetition: Option<u8>,
    /// Number in the data dictionary; empty for composites.
    pub number: &'static str,
}

/// Where in the file a finding is: ordinals counted from 1; 0 where there is none yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct At {
    /// Which interchange of the file.
    pub interchange: u32,
    /// Which group of the interchange.
    pub group: u32,
    /// Which transaction of the group.
    pub transaction: u32,
    /// Which segment of the transaction, ST is 1.
    pub position: u32,
    /// Which segment of the file.
    pub file_segment: u64,
    /// Offset of the segment in the file, in bytes.
    pub offset: u64,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// Stable code, such as `segment-missing`.
    pub code: &'static str,
    /// Where in the file.
    pub at: At,
    /// Segment id.
    pub segment: String,
    /// Loop id; empty outside of loops.
    #[serde(rename = "loop")]
    pub loop_id: &'static str,
    /// Which element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<ElementAt>,
    /// The value objected to, cut to 80 characters. May be about a patient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Where an acknowledgement reports it.
    pub report: Report,
    /// A sentence. Holds no value out of the file.
    pub message: String,
}

impl Finding {
    /// The segment and element in X12's way of writing, such as `CLM05-1`; only the segment where it is about all of it.
    #[must_use]
    pub fn place(&self) -> String {
        let mut place = self.segment.clone();
        if let Some(at) = &self.element {
            place.push_str(&format!("{:02}", at.element));
            if let Some(component) = at.component {
                place.push_str(&format!("-{component}"));
            }
        }
        place
    }
}

/// Most findings kept of one file; all are counted.
pub const FINDINGS_MAX: usize = 10_000;

/// Findings as they come, with the place the checker stands at.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
    pub(crate) at: At,
    /// Id of the segment, as it stands in the file.
    pub(crate) segment: Vec<u8>,
    pub(crate) loop_id: &'static str,
}

/// A finding before its place is known.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) element: Option<ElementAt>,
    pub(crate) value: Option<String>,
    pub(crate) report: Report,
    pub(crate) message: String,
}

impl Note {
    pub(crate) fn error(code: &'static str, report: Report, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, element: None, value: None, report, message: message.into() }
    }

    pub(crate) fn warning(code: &'static str, report: Report, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, report, message) }
    }

    /// A rule between values that a code table cannot express.
    pub(crate) fn rule(code: &'static str, element: u8, message: impl Into<String>) -> Self {
        Self::error(code, Report::Element("I12"), message).on(element, None, "")
    }

    pub(crate) fn on(mut self, element: u8, component: Option<u8>, number: &'static str) -> Self {
        self.element = Some(ElementAt { element, component, repetition: None, number });
        self
    }

    pub(crate) fn with(mut self, value: &[u8]) -> Self {
        self.value = Some(String::from_utf8_lossy(value).chars().take(80).collect());
        self
    }

    pub(crate) fn lessened(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }
}

impl Findings {
    /// Notes a finding about the segment the checker stands at.
    pub(crate) fn push(&mut self, note: Note) {
        let segment = std::str::from_utf8(&self.segment).unwrap_or_default().to_owned();
        let loop_id = self.loop_id;
        self.push_about(note, self.at, segment, loop_id);
    }

    /// Notes a finding about another segment.
    pub(crate) fn push_about(&mut self, note: Note, at: At, segment: String, loop_id: &'static str) {
        match note.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        if self.list.len() < FINDINGS_MAX {
            let Note { severity, code, element, value, report, message } = note;
            self.list.push(Finding { severity, code, at, segment, loop_id, element, value, report, message });
        }
    }
}
