//! Balancing of an 835 (X221A1 section 1.10.2): lines, claims, the payment with provider adjustments.

use super::super::finding::{At, Findings, Note};
use super::{adjusted, amount};
use crate::Decimal;
use crate::elements::Elements;
use crate::located::day;

/// A sum that is unknown once one of its parts could not be read.
type Sum = Option<Decimal>;

fn add(sum: &mut Sum, part: Sum) {
    *sum = sum.zip(part).map(|(a, b)| a + b);
}

#[derive(Default)]
pub(super) struct RemittanceRules {
    paid: Sum,
    bpr_at: At,
    method: Vec<u8>,
    claims: Sum,
    provider_adjustments: Sum,
    claim: Option<Entry>,
    line: Option<Entry>,
    lines: u32,
    line_charges: Sum,
    from: Option<jiff::civil::Date>,
}

/// A claim or line: what was charged, paid and adjusted.
struct Entry {
    at: At,
    charge: Sum,
    paid: Sum,
    adjusted: Sum,
    patient_adjusted: Sum,
    patient: Sum,
}

impl Entry {
    fn new(segment: &Elements<'_>, charge: usize, at: At) -> Self {
        let zero = Some(Decimal::ZERO);
        let (charge, paid) = (amount(segment, charge), amount(segment, charge + 1));
        Self { at, charge, paid, adjusted: zero, patient_adjusted: zero, patient: None }
    }

    fn balances(&self) -> bool {
        match (self.charge, self.adjusted, self.paid) {
            (Some(charge), Some(adjusted), Some(paid)) => charge - adjusted == paid,
            _ => true,
        }
    }

    fn take(&mut self, group: &[u8], sum: Sum) {
        add(&mut self.adjusted, sum);
        if group == b"PR" {
            add(&mut self.patient_adjusted, sum);
        }
    }
}

impl RemittanceRules {
    pub(super) fn segment(&mut self, loop_id: &str, segment: &Elements<'_>, out: &mut Findings) {
        match (segment.id(), loop_id) {
            (b"BPR", "") => {
                (self.paid, self.bpr_at) = (amount(segment, 2), out.at);
                self.method = segment.element(4).to_vec();
                (self.claims, self.provider_adjustments) = (Some(Decimal::ZERO), Some(Decimal::ZERO));
                if self.method == b"NON" && self.paid.is_some_and(|paid| paid != Decimal::ZERO) {
                    let note =
                        Note::rule("payment-method", 4, "BPR04 says that no payment was made, but BPR02 is not zero");
                    out.push(note.lessened());
                }
            }
            (b"CLP", "2100") => {
                self.end_claim(out);
                let mut claim = Entry::new(segment, 3, out.at);
                claim.patient = amount(segment, 5);
                add(&mut self.claims, claim.paid);
                self.claim = Some(claim);
                (self.lines, self.line_charges, self.from) = (0, Some(Decimal::ZERO), None);
            }
            (b"SVC", "2110") => {
                self.end_line(out);
                let line = Entry::new(segment, 2, out.at);
                self.lines += 1;
                self.from = None;
                add(&mut self.line_charges, line.charge);
                self.line = Some(line);
            }
            (b"CAS", "2100" | "2110") => self.adjust(segment),
            (b"DTM", "2100" | "2110") => self.dates(segment, out),
            (b"PLB", _) => {
                self.end_claim(out);
                for element in (4..=14).step_by(2).filter(|element| !segment.element(*element).is_empty()) {
                    add(&mut self.provider_adjustments, amount(segment, element));
                }
            }
            (b"SE" | b"LX", _) => self.end_claim(out),
            _ => {}
        }
    }

    fn adjust(&mut self, cas: &Elements<'_>) {
        let (group, sum) = (cas.element(1), adjusted(cas));
        if let Some(line) = &mut self.line {
            line.take(group, sum);
        }
        if let Some(claim) = &mut self.claim {
            claim.take(group, sum);
        }
    }

    fn dates(&mut self, dtm: &Elements<'_>, out: &mut Findings) {
        let Some(day) = day(dtm.element(2)) else { return };
        match dtm.element(1) {
            b"150" | b"232" => self.from = Some(day),
            b"151" | b"233" if self.from.is_some_and(|from| from > day) => {
                let say = "the period ends before it begins";
                out.push(Note::rule("dates-order", 2, say).with(dtm.element(2)));
            }
            _ => {}
        }
    }

    fn end_line(&mut self, out: &mut Findings) {
        let Some(line) = self.line.take() else { return };
        if !line.balances() {
            let say = "the line does not balance: SVC02 less its adjustments is not SVC03";
            out.push_about(Note::rule("balance-line", 3, say), line.at, "SVC".to_owned(), "2110");
        }
    }

    fn end_claim(&mut self, out: &mut Findings) {
        self.end_line(out);
        let Some(claim) = self.claim.take() else { return };
        if !claim.balances() {
            let say = "the claim does not balance: CLP03 less the adjustments of the claim and its lines is not CLP04";
            out.push_about(Note::rule("balance-claim", 4, say), claim.at, "CLP".to_owned(), "2100");
        }
        let differs = |a: Sum, b: Sum| matches!((a, b), (Some(a), Some(b)) if a != b);
        if self.lines > 0 && differs(self.line_charges, claim.charge) {
            let say = "CLP03 is not the sum of the charges of its lines";
            out.push_about(Note::rule("balance-lines", 3, say), claim.at, "CLP".to_owned(), "2100");
        }
        if differs(claim.patient, claim.patient_adjusted) {
            let say = "CLP05 is not the sum of the adjustments of group PR";
            let note = Note::rule("patient-responsibility", 5, say).lessened();
            out.push_about(note, claim.at, "CLP".to_owned(), "2100");
        }
    }

    pub(super) fn finish(&mut self, out: &mut Findings) {
        self.end_claim(out);
        let expected = self.claims.zip(self.provider_adjustments).map(|(claims, plb)| claims - plb);
        if let (Some(paid), Some(expected)) = (self.paid, expected)
            && paid != expected
        {
            let say = "the payment does not balance: BPR02 is not the sum of CLP04 less the provider adjustments";
            out.push_about(Note::rule("balance-payment", 2, say), self.bpr_at, "BPR".to_owned(), "");
        }
    }
}
