//! Opens a whole file: interchanges, groups, transactions.

use std::io::Read;

use jiff::civil::{Date, DateTime, Time};

use crate::acknowledgement::InterchangeAcknowledgement;
use crate::envelope::{Envelope, Group, Interchange, Transaction, Usage};
use crate::parties::Reference;
use crate::{ReadError, Reader, Segment};

/// Opens every interchange in these bytes. Lenient: what is wrong with them, [`crate::check()`] tells.
///
/// # Errors
/// When the bytes do not begin with an interchange or cannot be parted into segments.
pub fn open(bytes: &[u8]) -> Result<Vec<Interchange>, ReadError> {
    let mut interchanges: Vec<Interchange> = Vec::new();
    for_each_transaction(bytes, &mut |event| match event {
        Event::Interchange(interchange) => interchanges.push(*interchange),
        Event::Acknowledgement(ta1) => {
            if let Some(interchange) = interchanges.last_mut() {
                interchange.acknowledgements.push(ta1);
            }
        }
        Event::Group(group) => {
            if let Some(interchange) = interchanges.last_mut() {
                if interchange.groups.is_empty() {
                    interchange.envelope.group_sender.clone_from(&group.sender);
                    interchange.envelope.group_receiver.clone_from(&group.receiver);
                    interchange.envelope.group_control = group.control.parse().unwrap_or_default();
                }
                interchange.groups.push(group);
            }
        }
        Event::Transaction(transaction) => {
            if let Some(group) = interchanges.last_mut().and_then(|i| i.groups.last_mut()) {
                group.transactions.push(transaction);
            }
        }
    })?;
    Ok(interchanges)
}

/// What is met while reading a file.
#[derive(Debug)]
pub enum Event {
    /// An interchange begins.
    Interchange(Box<Interchange>),
    /// A TA1.
    Acknowledgement(InterchangeAcknowledgement),
    /// A group begins; its transactions follow.
    Group(Group),
    /// A transaction, whole.
    Transaction(Transaction),
}

/// Reads a source of any size, one transaction in memory at a time.
///
/// # Errors
/// When the source fails or cannot be parted into segments.
pub fn for_each_transaction<R: Read>(source: R, see: &mut dyn FnMut(Event)) -> Result<(), ReadError> {
    let mut reader = Reader::new(source);
    let mut transaction: Option<Transaction> = None;
    let mut guide = String::new();
    while let Some(segment) = reader.next_segment()? {
        let boundary = matches!(segment.id(), b"ISA" | b"IEA" | b"GS" | b"GE" | b"ST");
        if boundary && let Some(mut ended) = transaction.take() {
            ended.settle_kind(&guide);
            see(Event::Transaction(ended));
        }
        match segment.id() {
            b"ISA" => see(Event::Interchange(Box::new(interchange(&segment)))),
            b"TA1" => see(Event::Acknowledgement(ta1(&segment))),
            b"GS" => {
                guide = segment.text(8);
                see(Event::Group(group(&segment)));
            }
            b"ST" => transaction = Some(Transaction::empty(segment.separators())),
            _ => {}
        }
        if let Some(mut open) = transaction.take() {
            open.push(&segment);
            if segment.is("SE") {
                open.settle_kind(&guide);
                see(Event::Transaction(open));
            } else {
                transaction = Some(open);
            }
        }
    }
    if let Some(mut ended) = transaction {
        ended.settle_kind(&guide);
        see(Event::Transaction(ended));
    }
    Ok(())
}

fn short_day(segment: &Segment<'_>, element: usize) -> Date {
    let text = [b"20", segment.element(element)].concat();
    crate::located::day(&text).unwrap_or(Date::constant(2000, 1, 1))
}

fn time(segment: &Segment<'_>, element: usize) -> Time {
    crate::located::time(segment.element(element)).unwrap_or(Time::midnight())
}

fn interchange(isa: &Segment<'_>) -> Interchange {
    let trimmed = |element: usize| isa.text(element).trim_end().to_owned();
    let control = isa.text(13);
    let envelope = Envelope {
        sender: Reference::new(&trimmed(5), &trimmed(6)),
        receiver: Reference::new(&trimmed(7), &trimmed(8)),
        group_sender: trimmed(6),
        group_receiver: trimmed(8),
        sent: DateTime::from_parts(short_day(isa, 9), time(isa, 10)),
        control: control.parse().unwrap_or_default(),
        group_control: 0,
        usage: if isa.element(15) == b"T" { Usage::Test } else { Usage::Production },
        acknowledgement_requested: isa.element(14) == b"1",
        separators: isa.separators(),
        line_end: "\n",
    };
    Interchange { envelope, control, acknowledgements: Vec::new(), groups: Vec::new() }
}

fn group(gs: &Segment<'_>) -> Group {
    Group {
        functional_id: gs.text(1),
        sender: gs.text(2),
        receiver: gs.text(3),
        control: gs.text(6),
        guide: gs.text(8),
        transactions: Vec::new(),
    }
}

fn ta1(segment: &Segment<'_>) -> InterchangeAcknowledgement {
    InterchangeAcknowledgement {
        control: segment.text(1),
        day: short_day(segment, 2),
        time: time(segment, 3),
        outcome: segment.text(4),
        note: segment.text(5),
    }
}
