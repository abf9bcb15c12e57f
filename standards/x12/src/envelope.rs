//! Interchanges, groups and transactions: printing them around documents, and opening them again.

use jiff::civil::DateTime;

use crate::acknowledgement::InterchangeAcknowledgement;
use crate::parties::Reference;
use crate::writer::{day_text, time_text};
use crate::{Document, Kind, Segment, Separators, Writer};

/// Who sends what to whom, and when: the ISA and GS around documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// ISA05/06; at most 15 characters.
    pub sender: Reference,
    /// ISA07/08; at most 15 characters.
    pub receiver: Reference,
    /// GS02.
    pub group_sender: String,
    /// GS03.
    pub group_receiver: String,
    /// ISA09/10 and GS04/05.
    pub sent: DateTime,
    /// ISA13; at most 999,999,999.
    pub control: u32,
    /// GS06; at most 999,999,999.
    pub group_control: u32,
    /// ISA15: `T` test or `P` production.
    pub usage: Usage,
    /// ISA14: ask for a TA1.
    pub acknowledgement_requested: bool,
    /// Separators to print with.
    pub separators: Separators,
    /// What follows each terminator: nothing or `"\n"`.
    pub line_end: &'static str,
}

/// Whether an interchange is in earnest (ISA15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// `P`.
    Production,
    /// `T`.
    Test,
}

impl Envelope {
    /// An envelope between two mutually agreed ids (`ZZ`), with the usual separators and one segment per line.
    #[must_use]
    pub fn new(sender: &str, receiver: &str, sent: DateTime, control: u32) -> Self {
        Self {
            sender: Reference::new("ZZ", sender),
            receiver: Reference::new("ZZ", receiver),
            group_sender: sender.to_owned(),
            group_receiver: receiver.to_owned(),
            sent,
            control,
            group_control: control,
            usage: Usage::Production,
            acknowledgement_requested: false,
            separators: Separators::USUAL,
            line_end: "\n",
        }
    }

    /// The envelope of an answer: sender and receiver change places.
    #[must_use]
    pub fn answer(&self, sent: DateTime, control: u32) -> Self {
        Self {
            sender: self.receiver.clone(),
            receiver: self.sender.clone(),
            group_sender: self.group_receiver.clone(),
            group_receiver: self.group_sender.clone(),
            sent,
            control,
            group_control: control,
            ..self.clone()
        }
    }

    /// Prints one interchange with one group that holds these documents, each as a transaction numbered from 0001.
    #[must_use]
    pub fn print<D: Document>(&self, documents: &[D]) -> Vec<u8> {
        let mut out = Writer::new(self.separators, self.line_end);
        self.open(&mut out);
        if let Some(first) = documents.first() {
            self.open_group(&mut out, first.kind());
            for (number, document) in (1_u32..).zip(documents) {
                print_transaction(&mut out, number, document);
            }
            out.segment("GE").text(&documents.len().to_string()).text(&self.group_control.to_string()).end();
        }
        out.segment("IEA").text(if documents.is_empty() { "0" } else { "1" }).text(&self.control_text()).end();
        out.into_bytes()
    }

    /// Prints an interchange that holds nothing but acknowledgements of other interchanges.
    #[must_use]
    pub fn print_interchange_acknowledgements(&self, acknowledgements: &[InterchangeAcknowledgement]) -> Vec<u8> {
        let mut out = Writer::new(self.separators, self.line_end);
        self.open(&mut out);
        for acknowledgement in acknowledgements {
            acknowledgement.print(&mut out);
        }
        out.segment("IEA").text("0").text(&self.control_text()).end();
        out.into_bytes()
    }

    fn control_text(&self) -> String {
        format!("{:09}", self.control % 1_000_000_000)
    }

    fn open(&self, out: &mut Writer) {
        // The ISA counts bytes, so letters of more than one byte cannot stand in it.
        let plain = |text: &str| text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect::<String>();
        let fixed = |text: &str| format!("{:<15.15}", plain(text));
        let blank = " ".repeat(10);
        let mut isa = out.segment("ISA");
        isa.text("00").text(&blank).text("00").text(&blank);
        isa.text(&format!("{:<2.2}", plain(&self.sender.qualifier))).text(&fixed(&self.sender.value));
        isa.text(&format!("{:<2.2}", plain(&self.receiver.qualifier))).text(&fixed(&self.receiver.value));
        isa.text(&day_text(self.sent.date())[2..]).text(&time_text(self.sent.time())[..4]);
        isa.raw(self.separators.repetition.unwrap_or(b'U')).text("00501").text(&self.control_text());
        isa.text(if self.acknowledgement_requested { "1" } else { "0" });
        isa.text(if self.usage == Usage::Test { "T" } else { "P" }).raw(self.separators.component).end();
    }

    fn open_group(&self, out: &mut Writer, kind: Kind) {
        let mut gs = out.segment("GS");
        gs.text(kind.functional_id()).text(&self.group_sender).text(&self.group_receiver);
        gs.day(self.sent.date()).text(&time_text(self.sent.time())[..4]);
        gs.text(&self.group_control.to_string()).text("X").text(kind.guide()).end();
    }
}

fn print_transaction<D: Document>(out: &mut Writer, number: u32, document: &D) {
    out.restart_count();
    let kind = document.kind();
    // The 835 is the one guide whose ST carries no ST03.
    let guide = (kind != Kind::Remittance).then(|| kind.guide());
    out.segment("ST").text(kind.set()).text(&format!("{number:04}")).optional(guide).end();
    document.print(out);
    let count = out.count() + 1;
    out.segment("SE").text(&count.to_string()).text(&format!("{number:04}")).end();
}

/// An interchange as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interchange {
    /// ISA as an envelope; group ids are those of the first group.
    pub envelope: Envelope,
    /// ISA13 as written.
    pub control: String,
    /// TA1 segments.
    pub acknowledgements: Vec<InterchangeAcknowledgement>,
    /// Groups.
    pub groups: Vec<Group>,
}

/// A functional group as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// GS01.
    pub functional_id: String,
    /// GS02.
    pub sender: String,
    /// GS03.
    pub receiver: String,
    /// GS06.
    pub control: String,
    /// GS08.
    pub guide: String,
    /// Transactions.
    pub transactions: Vec<Transaction>,
}

/// One transaction, ST to SE, as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    kind: Option<Kind>,
    separators: Separators,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// A transaction could not be understood as the document asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("segment {position} of the transaction: {why}")]
pub struct Misread {
    /// Position of the segment, ST is 1; 0 for the transaction as a whole.
    pub position: usize,
    /// What is missing or illegible; names no values.
    pub why: String,
}

impl Misread {
    pub(crate) fn unknown(why: &str) -> Self {
        Self::new(0, why)
    }

    pub(crate) fn new(position: usize, why: impl Into<String>) -> Self {
        Self { position, why: why.into() }
    }
}

impl Transaction {
    /// An empty transaction to which segments are added as they are read.
    pub(crate) const fn empty(separators: Separators) -> Self {
        Self { kind: None, separators, bytes: Vec::new(), ends: Vec::new() }
    }

    pub(crate) fn push(&mut self, segment: &Segment<'_>) {
        self.bytes.extend_from_slice(segment.bytes());
        self.ends.push(self.bytes.len());
    }

    /// Finds the kind out of ST, GS08 and BHT02.
    pub(crate) fn settle_kind(&mut self, group_guide: &str) {
        self.kind = self.kind_of(group_guide);
    }

    fn kind_of(&self, group_guide: &str) -> Option<Kind> {
        let mut segments = self.segments();
        let st = segments.next()?;
        let guide = if st.element(3).is_empty() { group_guide.as_bytes() } else { st.element(3) };
        let kind = Kind::of(st.element(1), guide);
        let answers = kind == Some(Kind::ReviewRequest) && segments.next().is_some_and(|bht| bht.element(2) == b"11");
        if answers { Some(Kind::ReviewAnswer) } else { kind }
    }

    /// What it is; nothing when no supported guide has this set.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// ST02.
    #[must_use]
    pub fn control(&self) -> String {
        self.segments().next().map(|st| st.text(2)).unwrap_or_default()
    }

    /// Its segments from ST to SE.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        (0..self.ends.len()).map(|at| {
            let start = if at == 0 { 0 } else { self.ends[at - 1] };
            Segment::new(&self.bytes[start..self.ends[at]], self.separators)
        })
    }

    /// Reads it as a document.
    ///
    /// # Errors
    /// When it is of another kind, or lacks what the document cannot be without. Reading is lenient; call
    /// [`crate::check()`] to learn everything that is wrong.
    pub fn read<D: Document>(&self) -> Result<D, Misread> {
        D::read(self)
    }
}
