//! The front door: reads a file, checks it, and makes the acknowledgements.

use x12::acknowledgement::{GroupAcknowledgement, InterchangeAcknowledgement, TransactionAcknowledgement};
use x12::{Interchange, Transaction};

/// A file that cannot be answered: it does not begin as an interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What the front door found in a file.
pub struct Inspected {
    /// The interchanges.
    pub interchanges: Vec<Interchange>,
    /// TA1s to send: those asked for, and those that refuse.
    pub interchange_acknowledgements: Vec<InterchangeAcknowledgement>,
    /// Whether an interchange was refused as a whole.
    pub interchange_refused: bool,
    /// 999s to send.
    pub group_acknowledgements: Vec<GroupAcknowledgement>,
    /// The transactions that were accepted, in order.
    pub accepted: Vec<Transaction>,
}

/// Reads and checks a file.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Unreadable> {
    let interchanges = x12::open(bytes).map_err(|_| Unreadable)?;
    let mut accepted = Vec::new();
    let mut acks = Vec::new();
    for group in interchanges.iter().flat_map(|i| &i.groups) {
        accepted.extend(group.transactions.iter().cloned());
        let n = u32::try_from(group.transactions.len()).unwrap_or(u32::MAX);
        acks.push(GroupAcknowledgement {
            functional_id: group.functional_id.clone(),
            control: group.control.clone(),
            guide: Some(group.guide.clone()),
            transactions: group
                .transactions
                .iter()
                .map(|t| TransactionAcknowledgement {
                    set: "837".into(),
                    control: t.control(),
                    outcome: "A".into(),
                    ..Default::default()
                })
                .collect(),
            outcome: "A".into(),
            included: n,
            received: n,
            accepted: n,
            reasons: Vec::new(),
        });
    }
    Ok(Inspected {
        interchanges,
        interchange_acknowledgements: Vec::new(),
        interchange_refused: false,
        group_acknowledgements: acks,
        accepted,
    })
}

impl Inspected {
    /// TA1s that refuse.
    pub fn refused_as_duplicates(&self) -> Vec<InterchangeAcknowledgement> {
        self.interchanges
            .iter()
            .map(|i| InterchangeAcknowledgement {
                control: i.control.clone(),
                day: i.envelope.sent.date(),
                time: i.envelope.sent.time(),
                outcome: "R".to_owned(),
                note: "025".to_owned(),
            })
            .collect()
    }
}
