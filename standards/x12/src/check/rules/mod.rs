//! Rules between values: balancing, control numbers of corrected claims, check digits, dates in order.

mod claims;
mod remittance;

use super::finding::{At, Findings, Note, Report};
use crate::elements::Elements;
use crate::located::when;
use crate::parties::When;
use crate::{Decimal, Kind};
use claims::ClaimRules;
use remittance::RemittanceRules;

/// Failed NPIs kept until the end of a transaction.
const NPIS_MAX: usize = 1_000;

/// The rules of one transaction.
pub(super) struct Rules {
    of_kind: OfKind,
    npis: Npis,
}

enum OfKind {
    Claims(Box<ClaimRules>),
    Remittance(Box<RemittanceRules>),
    None,
}

impl Rules {
    pub(super) fn of(kind: Kind) -> Self {
        let of_kind = match kind {
            Kind::Claims => OfKind::Claims(Box::new(ClaimRules::new(true))),
            Kind::InstitutionalClaims => OfKind::Claims(Box::new(ClaimRules::new(false))),
            Kind::Remittance => OfKind::Remittance(Box::default()),
            _ => OfKind::None,
        };
        Self { of_kind, npis: Npis::default() }
    }

    pub(super) fn segment(&mut self, loop_id: &'static str, segment: &Elements<'_>, out: &mut Findings) {
        match segment.id() {
            b"NM1" => self.npis.take(segment, 8, loop_id, out.at),
            b"N1" => self.npis.take(segment, 3, loop_id, out.at),
            b"DTP" => span_in_order(segment, out),
            _ => {}
        }
        match &mut self.of_kind {
            OfKind::Claims(rules) => rules.segment(loop_id, segment, out),
            OfKind::Remittance(rules) => rules.segment(loop_id, segment, out),
            OfKind::None => {}
        }
    }

    pub(super) fn finish(&mut self, out: &mut Findings) {
        match &mut self.of_kind {
            OfKind::Claims(rules) => rules.finish(out),
            OfKind::Remittance(rules) => rules.finish(out),
            OfKind::None => {}
        }
        self.npis.finish(out);
    }
}

/// A span of dates must not end before it begins.
fn span_in_order(dtp: &Elements<'_>, out: &mut Findings) {
    if let Some(When::Span(first, last)) = when(dtp.element(3))
        && first > last
    {
        let note = Note::rule("dates-order", 3, "the span of dates ends before it begins");
        out.push(note.with(dtp.element(3)));
    }
}

/// The NPIs of a transaction, judged at its end.
///
/// An NPI that fails its check digit (45 CFR 162.406) is an error where another NPI of the transaction holds: then it is
/// a slip. Where none holds, the file was written with made-up numbers, as test files and published examples are, and
/// each is a warning. A number of few different digits, such as 1122334455, is made up even if it happens to hold.
#[derive(Default)]
struct Npis {
    any_holds: bool,
    failed: Vec<(At, u8, String, &'static str, &'static str)>,
}

impl Npis {
    fn take(&mut self, segment: &Elements<'_>, qualifier: usize, loop_id: &'static str, at: At) {
        if segment.element(qualifier) != b"XX" || segment.element(qualifier + 1).is_empty() {
            return;
        }
        let npi = segment.element(qualifier + 1);
        if std::str::from_utf8(npi).is_ok_and(kernel::npi_holds) {
            let is_varied = || (b'0'..=b'9').filter(|digit| npi.contains(digit)).count() > 5;
            self.any_holds = self.any_holds || is_varied();
        } else if self.failed.len() < NPIS_MAX {
            let id = if qualifier == 8 { "NM1" } else { "N1" };
            let element = if qualifier == 8 { 9 } else { 4 };
            self.failed.push((at, element, String::from_utf8_lossy(npi).into_owned(), id, loop_id));
        }
    }

    fn finish(&mut self, out: &mut Findings) {
        for (at, element, npi, id, loop_id) in self.failed.drain(..) {
            let say = "the NPI does not hold its check digit (Luhn over 80840 and the number)";
            let note = Note::error("npi", Report::Element("I12"), say).on(element, None, "67").with(npi.as_bytes());
            let note = if self.any_holds { note } else { note.lessened() };
            out.push_about(note, at, id.to_owned(), loop_id);
        }
    }
}

/// An amount, where it can be read; the element check has complained where not.
fn amount(segment: &Elements<'_>, element: usize) -> Option<Decimal> {
    Decimal::parse(segment.element(element))
}

/// The amounts of a CAS added up: elements 3, 6, 9 and so on.
fn adjusted(cas: &Elements<'_>) -> Option<Decimal> {
    let amounts = cas.values().skip(2).step_by(3).filter(|amount| !amount.is_empty());
    amounts.map(Decimal::parse).sum()
}
