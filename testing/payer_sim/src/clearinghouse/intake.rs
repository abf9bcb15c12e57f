//! The front door: reads a file, checks it, and makes the acknowledgements.

use crate::edi::at_noon;
use kernel::Day;
use x12::acknowledgement::{GroupAcknowledgement, InterchangeAcknowledgement};
use x12::{Answer, Interchange, Transaction};

/// A file that cannot be answered: it does not begin as an interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What the front door found in a file.
pub struct Inspected {
    /// The interchanges.
    pub interchanges: Vec<Interchange>,
    /// TA1s to send: those asked for, and those that refuse.
    pub interchange_acknowledgements: Vec<InterchangeAcknowledgement>,
    /// 999s to send.
    pub group_acknowledgements: Vec<GroupAcknowledgement>,
    /// The transactions that were accepted, in order.
    pub accepted: Vec<Transaction>,
}

/// Reads and checks a file that came in on a day.
pub fn inspect(bytes: &[u8], today: Day) -> Result<Inspected, Unreadable> {
    let interchanges = x12::open(bytes).map_err(|_| Unreadable)?;
    let report = x12::check(bytes).map_err(|_| Unreadable)?;
    let answers = x12::acknowledge(&report, at_noon(today), 0);
    let accepted = interchanges.iter().zip(&answers).flat_map(|(came, answer)| accepted(came, answer)).collect();
    let mut inspected = Inspected {
        interchanges,
        interchange_acknowledgements: Vec::new(),
        group_acknowledgements: Vec::new(),
        accepted,
    };
    for answer in answers {
        inspected.interchange_acknowledgements.extend(answer.interchange);
        inspected.group_acknowledgements.extend(answer.groups);
    }
    inspected.group_acknowledgements.iter_mut().for_each(shorten_loops);
    Ok(inspected)
}

/// IK303 holds four characters (data element 447), which names the loop without its letters.
fn shorten_loops(acknowledgement: &mut GroupAcknowledgement) {
    let errors = acknowledgement.transactions.iter_mut().flat_map(|transaction| &mut transaction.errors);
    for loop_id in errors.filter_map(|error| error.loop_id.as_mut()) {
        loop_id.truncate(4);
    }
}

/// The transactions of an interchange whose 999 does not refuse them; a group of acknowledgements is not answered.
fn accepted(came: &Interchange, answer: &Answer) -> Vec<Transaction> {
    let groups = came.groups.iter().filter(|group| group.functional_id != "FA").zip(&answer.groups);
    let whole = groups.filter(|(_, acknowledged)| acknowledged.accepted > 0);
    let each = whole.flat_map(|(group, acknowledged)| group.transactions.iter().zip(&acknowledged.transactions));
    each.filter(|(_, acknowledged)| acknowledged.outcome != "R").map(|(transaction, _)| transaction.clone()).collect()
}

impl Inspected {
    /// The TA1s that refuse the interchanges because they came before (note code 025).
    pub fn refused_as_duplicates(&self) -> Vec<InterchangeAcknowledgement> {
        let refuse = |interchange: &Interchange| InterchangeAcknowledgement {
            control: interchange.control.clone(),
            day: interchange.envelope.sent.date(),
            time: interchange.envelope.sent.time(),
            outcome: "R".to_owned(),
            note: "025".to_owned(),
        };
        self.interchanges.iter().map(refuse).collect()
    }
}
