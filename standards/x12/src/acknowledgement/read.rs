//! Reads a 999.

use super::{ElementError, GroupAcknowledgement, SegmentError, TransactionAcknowledgement};
use crate::located::{Located, last, located};
use crate::{Document, Kind, Misread, Transaction, Writer};

impl Document for GroupAcknowledgement {
    fn kind(&self) -> Kind {
        Kind::GroupAcknowledgement
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        let mut group = Self::default();
        for at in located(transaction, &[Kind::GroupAcknowledgement])? {
            segment(&mut group, &at)?;
        }
        if group.outcome.is_empty() {
            return Err(Misread::new(0, "AK9 is missing"));
        }
        Ok(group)
    }

    fn print(&self, out: &mut Writer) {
        self.print_body(out);
    }
}

fn reasons(at: &Located<'_>, first: usize) -> Vec<String> {
    (first..first + 5).filter_map(|n| at.optional(n)).collect()
}

fn segment(group: &mut GroupAcknowledgement, at: &Located<'_>) -> Result<(), Misread> {
    match at.name() {
        "AK1" => (group.functional_id, group.control, group.guide) = (at.text(1), at.text(2), at.optional(3)),
        "AK9" => {
            group.outcome = at.text(1);
            (group.included, group.received, group.accepted) = (at.count(2)?, at.count(3)?, at.count(4)?);
            group.reasons = reasons(at, 5);
        }
        "AK2" => group.transactions.push(TransactionAcknowledgement {
            set: at.text(1),
            control: at.text(2),
            guide: at.optional(3),
            ..TransactionAcknowledgement::default()
        }),
        "IK5" => {
            let transaction = last(&mut group.transactions, at)?;
            (transaction.outcome, transaction.reasons) = (at.text(1), reasons(at, 2));
        }
        "IK3" => last(&mut group.transactions, at)?.errors.push(SegmentError {
            segment: at.text(1),
            position: at.count(2)?,
            loop_id: at.optional(3),
            code: at.optional(4),
            ..SegmentError::default()
        }),
        "CTX" => {
            let name = at.segment.part(1, 1).unwrap_or_default();
            let error = last(&mut last(&mut group.transactions, at)?.errors, at)?;
            error.context.push((name, at.segment.part(1, 2)));
        }
        "IK4" => {
            let error = last(&mut last(&mut group.transactions, at)?.errors, at)?;
            error.elements.push(element(at));
        }
        _ => {}
    }
    Ok(())
}

fn element(at: &Located<'_>) -> ElementError {
    let number = |part: usize| at.segment.part(1, part).and_then(|n| n.parse().ok());
    ElementError {
        element: number(1).unwrap_or_default(),
        component: number(2),
        repetition: number(3),
        reference: at.optional(2),
        code: at.text(3),
        value: at.optional(4),
    }
}
