//! The guides as tables: loops, segments, elements, code values and syntax notes.
//!
//! The tables are text files under `model/`, one line a segment, read once when first needed. They carry the facts of
//! the standard (what may stand where, how long, which codes) and none of its words.
//!
//! A line is `ID usage max @position : elements ; syntax notes`, indented by one blank for each loop around it.
//! An element is its usage (`R` required, `S` situational, `N` not used) and its number in the data dictionary, with
//! `=code,code` (or `=@list`) for its values, `#9` for nine digits, `*n` for repetitions; a composite is
//! `R(element element …)`. Segments and loops at the same position may come in any order.

mod codes;
mod table;

use std::sync::LazyLock;

pub use codes::{Code, CodeList};

use crate::Kind;

/// A segment id packed into a number, `CLM` as three bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(u32);

impl SegmentId {
    /// Packs an id of two or three bytes; ids of other lengths are no X12 segments.
    #[must_use]
    pub const fn of(id: &[u8]) -> Option<Self> {
        match id {
            [a, b] => Some(Self((*a as u32) << 16 | (*b as u32) << 8)),
            [a, b, c] => Some(Self((*a as u32) << 16 | (*b as u32) << 8 | *c as u32)),
            _ => None,
        }
    }

    const HASHES: usize = 64;

    /// A number below [`Self::HASHES`], different for nearly all ids of a guide.
    const fn hash(self) -> usize {
        (self.0.wrapping_mul(0x9e37_79b1) >> 26) as usize
    }
}

/// Whether something must, may or must not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Must be there.
    Required,
    /// May be there, in situations the guide names.
    Situational,
    /// Must not be there.
    NotUsed,
}

/// What characters an element may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataType {
    /// Text.
    Text,
    /// A code.
    Code,
    /// A whole number, or a number with that many implied decimals.
    Number(u8),
    /// A decimal number.
    Decimal,
    /// CCYYMMDD.
    Date,
    /// HHMM, HHMMSS or with hundredths.
    Time,
}

/// Which values an element may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    /// Any that fit the type.
    Any,
    /// One of these.
    Listed(Vec<Code>),
    /// One out of a list that is kept outside the guide.
    External(&'static CodeList),
    /// Nine digits.
    NineDigits,
}

/// An element or composite of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementDef {
    /// Whether it must be there.
    pub usage: Usage,
    /// Number in the data dictionary, such as `1028`; `C…` or empty for composites.
    pub number: &'static str,
    /// What it may hold.
    pub data_type: DataType,
    /// Least length.
    pub length_min: usize,
    /// Greatest length.
    pub length_max: usize,
    /// How often it may repeat.
    pub repeats_max: usize,
    /// Its values.
    pub codes: Codes,
    /// Components, when it is a composite.
    pub parts: Vec<ElementDef>,
    /// What its check comes down to.
    pub task: Task,
}

/// What the check of an element comes down to: most are plain, and are known to be right at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Text of a length and no more.
    Plain,
    /// A code of a list.
    Listed,
    /// A decimal number of any value.
    Number,
    /// A day.
    Day,
    /// Says the format of the period after it (element 1250).
    Format,
    /// A date or period of the format before it (element 1251).
    Period,
    /// Anything else.
    Other,
}

impl ElementDef {
    /// Whether a value is among the listed codes, or not restricted.
    #[must_use]
    pub fn lists(&self, value: &[u8]) -> bool {
        match &self.codes {
            Codes::Any => true,
            Codes::Listed(codes) => Code::of(value).is_some_and(|code| codes.contains(&code)),
            Codes::External(list) => list.has(value),
            Codes::NineDigits => value.len() == 9 && value.iter().all(u8::is_ascii_digit),
        }
    }
}

/// A relational condition between elements of a segment (X12.6 §3.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxNote {
    /// What is demanded.
    pub condition: Condition,
    /// The elements it is about, counted from 1.
    pub elements: Vec<u8>,
    /// The same as bits, element 1 the least.
    pub(crate) mask: u64,
}

/// The five relational conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// P: if one is there, all are.
    Paired,
    /// R: at least one is there.
    Required,
    /// E: at most one is there.
    Exclusion,
    /// C: if the first is there, all others are.
    Conditional,
    /// L: if the first is there, at least one other is.
    ListConditional,
}

/// A segment at its place in a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentDef {
    /// Its id.
    pub id: SegmentId,
    /// Its id as text.
    pub name: &'static str,
    /// Whether it must be there.
    pub usage: Usage,
    /// How often it may stand here.
    pub max: u32,
    /// Place among its siblings.
    pub position: u32,
    /// Its elements.
    pub elements: Vec<ElementDef>,
    /// How many elements there must be: up to the last that is required.
    pub(crate) least: usize,
    /// Its syntax notes.
    pub notes: Vec<SyntaxNote>,
    /// Element (and component) whose code tells this use of the segment from others; counted from 1.
    pub key: Option<(usize, Option<usize>)>,
}

impl SegmentDef {
    /// The codes of its key, where it has one.
    pub(crate) fn key_codes(&self) -> Option<&Codes> {
        let (element, part) = self.key?;
        let of = &self.elements[element - 1];
        Some(&part.map_or(of, |part| &of.parts[part - 1]).codes)
    }
}

/// A loop at its place in a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoopDef {
    /// Its id, such as `2010AA`; empty for the transaction itself.
    pub id: &'static str,
    /// Whether it must be there.
    pub usage: Usage,
    /// How often it may stand here.
    pub max: u32,
    /// Place among its siblings.
    pub position: u32,
    /// What it holds, ordered by position; the first is the segment that begins it.
    pub children: Vec<Child>,
    /// What each child begins with, in the same order: what the walker searches.
    pub(crate) starts: Starts,
}

/// The beginnings of a loop's children, found by the id of their first segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Starts {
    list: Vec<Start>,
    /// By hash of the id, one more than the index of the first start that has it; 0 where none has.
    first: Vec<usize>,
    /// For each start, one more than the index of the next of the same hash.
    next: Vec<usize>,
}

impl Starts {
    pub(crate) fn new(list: Vec<Start>) -> Self {
        let mut starts = Self { first: vec![0; SegmentId::HASHES], next: vec![0; list.len()], list };
        for (at, start) in starts.list.iter().enumerate().rev() {
            starts.next[at] = std::mem::replace(&mut starts.first[start.id.hash()], at + 1);
        }
        starts
    }

    /// All, by position.
    pub(crate) fn all(&self) -> &[Start] {
        &self.list
    }

    /// Those of one id with their indexes, by position.
    pub(crate) fn of(&self, id: SegmentId) -> impl Iterator<Item = (usize, &Start)> {
        let of_hash = std::iter::successors(self.first[id.hash()].checked_sub(1), |at| self.next[*at].checked_sub(1));
        of_hash.map(|at| (at, &self.list[at])).filter(move |(_, start)| start.id == id)
    }
}

/// The beginning of a child: enough to find it without following indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) id: SegmentId,
    pub(crate) position: u32,
    pub(crate) max: u32,
    /// Index of the first segment.
    pub(crate) segment: usize,
    /// Whether the child must be there.
    pub(crate) required: bool,
    /// Whether the key of a segment may fit a later child of the same id, too.
    pub(crate) rivalled: bool,
}

/// What a loop holds, as an index into the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Child {
    /// A segment.
    Segment(usize),
    /// A loop.
    Loop(usize),
}

/// One guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// All loops; the first is the transaction itself.
    pub loops: Vec<LoopDef>,
    /// All segments.
    pub segments: Vec<SegmentDef>,
}

impl Model {
    /// The guide of a transaction.
    #[must_use]
    pub fn of(kind: Kind) -> &'static Self {
        let at = Kind::ALL.iter().position(|k| *k == kind).expect("ALL holds every kind");
        &MODELS[at]
    }

    /// Position of a child among its siblings.
    pub(crate) fn position(&self, child: Child) -> u32 {
        match child {
            Child::Segment(at) => self.segments[at].position,
            Child::Loop(at) => self.loops[at].position,
        }
    }

    /// The segment a child begins with.
    pub(crate) fn first_segment(&self, child: Child) -> usize {
        match child {
            Child::Segment(at) => at,
            Child::Loop(at) => match self.loops[at].children.first() {
                Some(Child::Segment(first)) => *first,
                _ => unreachable!("the tables are tested: every loop begins with a segment"),
            },
        }
    }
}

static MODELS: [LazyLock<Model>; 11] = [
    LazyLock::new(|| table::read(include_str!("../../model/837P.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/837I.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/835.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/270.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/271.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/276.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/277.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/277CA.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/278_request.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/278_answer.tbl"))),
    LazyLock::new(|| table::read(include_str!("../../model/999.tbl"))),
];

/// Whether any supported guide has a segment of that id.
#[must_use]
pub fn is_known_segment(id: SegmentId) -> bool {
    static KNOWN: LazyLock<Vec<SegmentId>> = LazyLock::new(|| {
        let mut ids: Vec<_> = MODELS.iter().flat_map(|m| m.segments.iter().map(|s| s.id)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    });
    KNOWN.binary_search(&id).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read_whole() {
        for kind in Kind::ALL {
            let model = Model::of(kind);
            for (at, definition) in model.loops.iter().enumerate() {
                assert!(!definition.children.is_empty(), "{kind:?} {}", definition.id);
                assert!(matches!(definition.children[0], Child::Segment(_)), "{kind:?} {at} {}", definition.id);
                let positions: Vec<_> = definition.children.iter().map(|c| model.position(*c)).collect();
                assert!(positions.is_sorted(), "{kind:?} {}", definition.id);
            }
            assert_eq!(model.segments[0].name, "ST");
            assert!(model.segments.iter().any(|s| s.name == "SE"));
        }
    }

    #[test]
    fn the_tables_say_what_the_guides_say() {
        let model = Model::of(Kind::Claims);
        let clm = model.segments.iter().find(|s| s.name == "CLM").unwrap();
        assert_eq!(clm.elements[0].number, "1028");
        assert_eq!(clm.elements[4].parts.len(), 3);
        assert_eq!(clm.elements[4].usage, Usage::Required);
        assert!(clm.elements[5].lists(b"Y") && !clm.elements[5].lists(b"X"));
        let n4 = model.segments.iter().find(|s| s.name == "N4").unwrap();
        assert_eq!(n4.notes[0], SyntaxNote { condition: Condition::Exclusion, elements: vec![2, 7], mask: 0b100_0010 });
    }
}
