//! Rules of the 837: sums, diagnosis pointers, corrected claims, who is the patient, dates, other payers.

use std::collections::HashMap;

use jiff::civil::Date;

use super::super::finding::{At, Findings, Note, Report};
use super::{adjusted, amount};
use crate::Decimal;
use crate::elements::Elements;
use crate::located::{day, when};

/// Most other payers of a claim whose sums are followed; the guide allows ten.
const PAYERS_MAX: usize = 16;

type Sum = Option<Decimal>;

fn add(sum: &mut Sum, part: Sum) {
    *sum = sum.zip(part).map(|(a, b)| a + b);
}

fn differs(a: Sum, b: Sum) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

pub(super) struct ClaimRules {
    professional: bool,
    /// SBR02 of the open subscriber, and where.
    relationship: Vec<u8>,
    subscriber_at: At,
    dependent: bool,
    birth: Option<Date>,
    subscriber_has: [bool; 2],
    claim: Option<Claim>,
}

/// The open claim.
struct Claim {
    at: At,
    charge: Sum,
    lines: u32,
    line_charges: Sum,
    frequency: Vec<u8>,
    payer_control: bool,
    diagnoses: u32,
    admitted: Option<Date>,
    accident: bool,
    accident_date: bool,
    /// Adjudications of the open line: paid and adjusted.
    line: Option<Line>,
    /// What other payers paid for the whole claim, by payer id; claim-level CAS of the payer whose id follows.
    payers: Vec<Payer>,
    line_payers: HashMap<String, Sum>,
}

struct Line {
    charge: Sum,
    /// Paid and adjusted by the payer of the open 2430 loop, and where it began.
    adjudication: Option<(At, Sum)>,
}

struct Payer {
    at: At,
    id: String,
    paid: Sum,
    adjusted: Sum,
    has_paid: bool,
}

impl ClaimRules {
    pub(super) const fn new(professional: bool) -> Self {
        let at = At { interchange: 0, group: 0, transaction: 0, position: 0, file_segment: 0, offset: 0 };
        Self {
            professional,
            relationship: Vec::new(),
            subscriber_at: at,
            dependent: false,
            birth: None,
            subscriber_has: [false; 2],
            claim: None,
        }
    }

    pub(super) fn segment(&mut self, loop_id: &str, segment: &Elements<'_>, out: &mut Findings) {
        match (segment.id(), loop_id) {
            (b"HL", _) => self.level(segment, out),
            (b"SBR", "2000B") => {
                (self.relationship, self.subscriber_at) = (segment.element(2).to_vec(), out.at);
                (self.dependent, self.birth, self.subscriber_has) = (false, None, [false; 2]);
            }
            (b"N3", "2010BA") => self.subscriber_has[0] = true,
            (b"DMG", "2010BA" | "2010CA") => {
                self.subscriber_has[1] |= loop_id == "2010BA";
                self.birth = day(segment.element(2));
            }
            (b"CLM", "2300") => {
                self.end_claim(out);
                self.open_claim(segment, out);
            }
            (b"SE", _) => self.end_claim(out),
            _ => {
                let birth = self.birth;
                if let Some(claim) = &mut self.claim {
                    claim.segment(loop_id, segment, birth, out);
                }
            }
        }
    }

    fn level(&mut self, hl: &Elements<'_>, out: &mut Findings) {
        self.end_claim(out);
        if hl.element(3) == b"23" {
            self.dependent = true;
            self.birth = None;
            if self.relationship == b"18" {
                let say = "SBR02 says that the subscriber is the patient, but a patient level follows";
                let note = Note::rule("subscriber-patient", 2, say);
                out.push_about(note, self.subscriber_at, "SBR".to_owned(), "2000B");
            }
        }
    }

    fn open_claim(&mut self, clm: &Elements<'_>, out: &mut Findings) {
        if !self.dependent && self.relationship != b"18" {
            let say = "the claim is the subscriber's own, so SBR02 must be 18";
            out.push_about(Note::rule("subscriber-patient", 2, say), self.subscriber_at, "SBR".to_owned(), "2000B");
        }
        if !self.dependent && self.relationship == b"18" && self.subscriber_has != [true; 2] {
            let say = "the subscriber is the patient, so his address (N3, N4) and birth date (DMG) must be there";
            out.push(Note::error("subscriber-incomplete", Report::Segment("3"), say));
        }
        if clm.element(1).len() > 20 {
            let note = Note::warning("claim-number-long", Report::Element("5"), "CLM01 has more than 20 characters");
            out.push(note.on(1, None, "1028"));
        }
        let zero = Some(Decimal::ZERO);
        self.claim = Some(Claim {
            at: out.at,
            charge: amount(clm, 2),
            lines: 0,
            line_charges: zero,
            frequency: clm.component(5, 3).to_vec(),
            payer_control: false,
            diagnoses: 0,
            admitted: None,
            accident: !clm.component(11, 1).is_empty(),
            accident_date: false,
            line: None,
            payers: Vec::new(),
            line_payers: HashMap::new(),
        });
    }

    fn end_claim(&mut self, out: &mut Findings) {
        if let Some(claim) = self.claim.take() {
            claim.finish(self.professional, out);
        }
    }

    pub(super) fn finish(&mut self, out: &mut Findings) {
        self.end_claim(out);
    }
}

impl Claim {
    fn segment(&mut self, loop_id: &str, segment: &Elements<'_>, birth: Option<Date>, out: &mut Findings) {
        match (segment.id(), loop_id) {
            (b"REF", "2300") => self.payer_control |= segment.element(1) == b"F8",
            (b"HI", "2300") => {
                if matches!(segment.component(1, 1), b"ABK" | b"BK") {
                    let count = segment.values().filter(|e| !e.is_empty()).count();
                    self.diagnoses += u32::try_from(count).unwrap_or(u32::MAX);
                }
            }
            (b"DTP", "2300") => self.date(segment, out),
            (b"SBR", "2320") if self.payers.len() < PAYERS_MAX => {
                let (at, zero) = (out.at, Some(Decimal::ZERO));
                self.payers.push(Payer { at, id: String::new(), paid: zero, adjusted: zero, has_paid: false });
            }
            (b"CAS", "2320") => {
                if let Some(payer) = self.payers.last_mut() {
                    add(&mut payer.adjusted, adjusted(segment));
                }
            }
            (b"AMT", "2320") if segment.element(1) == b"D" => {
                if let Some(payer) = self.payers.last_mut() {
                    (payer.paid, payer.has_paid) = (amount(segment, 2), true);
                }
            }
            (b"NM1", "2330B") => {
                if let Some(payer) = self.payers.last_mut() {
                    payer.id = segment.text(9);
                }
            }
            (b"LX", "2400") => {
                self.end_adjudication(out);
                self.lines += 1;
                if segment.element(1) != self.lines.to_string().as_bytes() {
                    let say = format!("LX01 is not {}, the next number of a line", self.lines);
                    out.push(Note::rule("line-number", 1, say).with(segment.element(1)).lessened());
                }
            }
            (b"SV1", "2400") => self.service(segment, 2, true, out),
            (b"SV2", "2400") => self.service(segment, 3, false, out),
            (b"DTP", "2400") if segment.element(1) == b"472" => service_date(segment, birth, out),
            (_, "2430") => self.adjudication(segment, out),
            _ => {}
        }
    }

    fn date(&mut self, dtp: &Elements<'_>, out: &mut Findings) {
        let Some(date) = when(dtp.element(3)) else { return };
        match dtp.element(1) {
            b"435" => self.admitted = Some(date.first()),
            b"439" => self.accident_date = true,
            b"096" if self.admitted.is_some_and(|admitted| admitted > date.first()) => {
                let say = "the discharge is before the admission";
                out.push(Note::rule("dates-order", 3, say).with(dtp.element(3)));
            }
            _ => {}
        }
    }

    fn service(&mut self, segment: &Elements<'_>, charge: usize, pointers: bool, out: &mut Findings) {
        let charge = amount(segment, charge);
        add(&mut self.line_charges, charge);
        self.line = Some(Line { charge, adjudication: None });
        if !pointers {
            return;
        }
        for part in 1..=4 {
            let pointer = segment.component(7, part);
            let number = std::str::from_utf8(pointer).ok().and_then(|p| p.parse::<u32>().ok());
            if !pointer.is_empty() && !number.is_some_and(|n| (1..=self.diagnoses).contains(&n)) {
                let say =
                    format!("the diagnosis pointer is not between 1 and {}, the number of diagnoses", self.diagnoses);
                let note = Note::rule("diagnosis-pointer", 7, say).with(pointer);
                let component = u8::try_from(part).ok();
                out.push(note.on(7, component, "1328"));
            }
        }
    }

    fn adjudication(&mut self, segment: &Elements<'_>, out: &mut Findings) {
        match segment.id() {
            b"SVD" => {
                self.end_adjudication(out);
                let paid = amount(segment, 2);
                let sum = self.line_payers.entry(segment.text(1)).or_insert(Some(Decimal::ZERO));
                add(sum, paid);
                if let Some(line) = &mut self.line {
                    line.adjudication = Some((out.at, paid));
                }
            }
            b"CAS" => {
                if let Some((_, sum)) = self.line.as_mut().and_then(|l| l.adjudication.as_mut()) {
                    add(sum, adjusted(segment));
                }
            }
            _ => {}
        }
    }

    /// A line another payer adjudicated balances: what it paid and what it adjusted is what was charged.
    fn end_adjudication(&mut self, out: &mut Findings) {
        let Some(line) = &mut self.line else { return };
        if let Some((at, sum)) = line.adjudication.take()
            && differs(sum, line.charge)
        {
            let say = "the other payer's payment (SVD02) and adjustments (CAS) are not the charge of the line";
            out.push_about(Note::rule("balance-other-line", 2, say), at, "SVD".to_owned(), "2430");
        }
    }

    fn finish(mut self, professional: bool, out: &mut Findings) {
        self.end_adjudication(out);
        if self.lines > 0 && differs(self.charge, self.line_charges) {
            let note = Note::rule("balance-claim", 2, "CLM02 is not the sum of the charges of the lines");
            out.push_about(note, self.at, "CLM".to_owned(), "2300");
        }
        if matches!(self.frequency.as_slice(), b"7" | b"8") && !self.payer_control {
            let say = "a replacement or void (CLM05-3) needs the payer's control number, REF F8";
            out.push_about(Note::rule("payer-control-missing", 5, say), self.at, "CLM".to_owned(), "2300");
        }
        if professional && self.accident && !self.accident_date {
            let say = "a claim related to an accident (CLM11) needs the date of the accident, DTP 439";
            out.push_about(Note::rule("accident-date", 11, say).lessened(), self.at, "CLM".to_owned(), "2300");
        }
        for payer in &self.payers {
            let Some(lines) = self.line_payers.get(&payer.id) else { continue };
            let expected = lines.zip(payer.adjusted).map(|(lines, adjusted)| lines - adjusted);
            if payer.has_paid && differs(payer.paid, expected) {
                let say =
                    "what the other payer paid (AMT D) is not the sum of its lines (SVD02) less claim adjustments";
                out.push_about(Note::rule("balance-other-payer", 1, say), payer.at, "SBR".to_owned(), "2320");
            }
        }
    }
}

fn service_date(dtp: &Elements<'_>, birth: Option<Date>, out: &mut Findings) {
    let Some(date) = when(dtp.element(3)) else { return };
    if birth.is_some_and(|birth| birth > date.first()) {
        let note = Note::rule("dates-order", 3, "the service is before the patient's birth");
        out.push(note.with(dtp.element(3)));
    }
}
