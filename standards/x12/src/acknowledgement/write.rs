//! Prints 999 and TA1.

use super::{ElementError, GroupAcknowledgement, InterchangeAcknowledgement, SegmentError};
use crate::Writer;
use crate::writer::{day_text, time_text};

impl InterchangeAcknowledgement {
    /// Prints the TA1 segment.
    pub(crate) fn print(&self, out: &mut Writer) {
        let day = day_text(self.day);
        let mut ta1 = out.segment("TA1");
        ta1.text(&self.control).text(&day[2..]).text(&time_text(self.time)[..4]);
        ta1.text(&self.outcome).text(&self.note).end();
    }
}

impl GroupAcknowledgement {
    pub(super) fn print_body(&self, out: &mut Writer) {
        let guide = self.guide.as_deref();
        out.segment("AK1").text(&self.functional_id).text(&self.control).optional(guide).end();
        for transaction in &self.transactions {
            let guide = transaction.guide.as_deref();
            out.segment("AK2").text(&transaction.set).text(&transaction.control).optional(guide).end();
            for error in &transaction.errors {
                error.print(out);
            }
            let mut ik5 = out.segment("IK5");
            ik5.text(&transaction.outcome);
            for reason in transaction.reasons.iter().take(5) {
                ik5.text(reason);
            }
            ik5.end();
        }
        let mut ak9 = out.segment("AK9");
        ak9.text(&self.outcome).text(&self.included.to_string());
        ak9.text(&self.received.to_string()).text(&self.accepted.to_string());
        for reason in self.reasons.iter().take(5) {
            ak9.text(reason);
        }
        ak9.end();
    }
}

impl SegmentError {
    fn print(&self, out: &mut Writer) {
        let mut ik3 = out.segment("IK3");
        ik3.text(&self.segment).text(&self.position.to_string());
        ik3.optional(self.loop_id.as_deref()).optional(self.code.as_deref()).end();
        drop(ik3);
        for (name, value) in self.context.iter().take(10) {
            out.segment("CTX").composite(&[name.as_str(), value.as_deref().unwrap_or_default()]).end();
        }
        for element in &self.elements {
            element.print(out);
        }
    }
}

impl ElementError {
    fn print(&self, out: &mut Writer) {
        let number = |n: Option<u8>| n.map(|n| n.to_string()).unwrap_or_default();
        let position = [self.element.to_string(), number(self.component), number(self.repetition)];
        let mut ik4 = out.segment("IK4");
        ik4.composite(&position).optional(self.reference.as_deref()).text(&self.code);
        ik4.optional(self.value.as_deref()).end();
    }
}
