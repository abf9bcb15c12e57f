//! Checks a file: syntax, the guide's loops, segments and elements, code values, balancing, and rules between values.
//!
//! Reads any source once, in bounded memory: one segment, the place in the guide, and running sums.

mod body;
mod elements;
mod envelope;
pub(crate) mod finding;
mod hierarchy;
mod report;
mod rules;

use std::io::Read;

pub use finding::{At, ElementAt, FINDINGS_MAX, Finding, Report, Severity};
pub use report::{CheckReport, GroupReport, InterchangeReport, TransactionReport};

use crate::elements::{Cutter, Elements};
use crate::{ReadError, Reader};
use body::Body;
use envelope::Envelopes;
use finding::{Findings, Note};

/// Checks everything in a source.
///
/// # Errors
/// When the source cannot be read, or does not begin with an interchange. What goes wrong later is a finding.
pub fn check<R: Read>(source: R) -> Result<CheckReport, ReadError> {
    let mut reader = Reader::new(source);
    let mut checker = Checker::default();
    let mut cutter = Cutter::default();
    loop {
        match reader.next_segment() {
            Ok(Some(segment)) => checker.segment(&cutter.cut(&segment)),
            Ok(None) => break,
            Err(error @ ReadError::Source(_)) => return Err(error),
            Err(error) if checker.out.at.file_segment == 0 => return Err(error),
            Err(error) => {
                checker.unreadable(&error);
                break;
            }
        }
        checker.out.at.offset = reader.offset();
    }
    if checker.out.at.file_segment == 0 {
        return Err(ReadError::NotInterchange { offset: 0, why: crate::NotIsa::NoIsa });
    }
    if reader.unterminated() {
        checker.unterminated();
    }
    Ok(checker.finish())
}

/// The state of a check between two segments.
#[derive(Default)]
struct Checker {
    out: Findings,
    envelopes: Envelopes,
    body: Option<Box<Body>>,
}

impl Checker {
    fn segment(&mut self, segment: &Elements<'_>) {
        self.out.at.file_segment += 1;
        self.out.loop_id = "";
        segment.id().clone_into(&mut self.out.segment);
        match segment.id() {
            b"ISA" => {
                self.end_transaction();
                self.envelopes.isa(segment.segment(), &mut self.out);
            }
            b"GS" => {
                self.end_transaction();
                self.envelopes.gs(segment.segment(), &mut self.out);
            }
            b"ST" => {
                self.end_transaction();
                let kind = self.envelopes.st(segment.segment(), &mut self.out);
                let mut body = Box::new(Body::new(kind));
                body.segment(segment, &mut self.out);
                self.body = Some(body);
            }
            b"SE" => self.se(segment),
            b"GE" => {
                self.end_transaction();
                self.envelopes.ge(segment.segment(), &mut self.out);
            }
            b"IEA" => {
                self.end_transaction();
                self.envelopes.iea(segment.segment(), &mut self.out);
            }
            b"TA1" if self.body.is_none() => self.envelopes.ta1(segment.segment(), &mut self.out),
            _ => self.inner(segment),
        }
    }

    fn inner(&mut self, segment: &Elements<'_>) {
        self.out.at.position += 1;
        match &mut self.body {
            Some(body) => body.segment(segment, &mut self.out),
            None => self.envelopes.stray(&mut self.out),
        }
    }

    fn se(&mut self, segment: &Elements<'_>) {
        self.out.at.position += 1;
        let Some(mut body) = self.body.take() else {
            self.envelopes.stray(&mut self.out);
            return;
        };
        body.segment(segment, &mut self.out);
        body.finish(&mut self.out);
        self.envelopes.se(segment.segment(), &mut self.out);
    }

    /// Ends a transaction that has no SE.
    fn end_transaction(&mut self) {
        if let Some(mut body) = self.body.take() {
            self.envelopes.missing_se(&mut self.out);
            body.finish(&mut self.out);
        }
    }

    fn unreadable(&mut self, error: &ReadError) {
        let (code, report) = match error {
            ReadError::NotInterchange { .. } => ("interchange-content", "024"),
            _ => ("segment-too-long", "022"),
        };
        self.out.push(Note::error(code, Report::Interchange(report), error.to_string()));
    }

    fn unterminated(&mut self) {
        let say = "the last segment ends with the file instead of a terminator";
        self.out.push(Note::error("segment-unterminated", Report::Interchange("023"), say));
    }

    fn finish(mut self) -> CheckReport {
        self.end_transaction();
        self.envelopes.finish(&mut self.out);
        CheckReport {
            interchanges: self.envelopes.interchanges,
            findings: self.out.list,
            errors: self.out.errors,
            warnings: self.out.warnings,
            segments: self.out.at.file_segment,
        }
    }
}
