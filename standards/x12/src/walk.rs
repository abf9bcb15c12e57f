//! Walks a transaction along its guide: finds the place of each segment and what is missing, extra or out of order.

use crate::elements::Elements;
use crate::model::{Child, Codes, Model, SegmentDef, SegmentId, Usage};

/// Deepest nesting of any guide is nine; more would be a bug of the tables.
const DEPTH_MAX: usize = 16;

/// Where the walker stands in one open loop.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Index of the loop in the model.
    definition: usize,
    /// Position reached among the loop's children.
    position: u32,
    /// Children before this index have been checked for being required.
    checked: usize,
    /// Where this frame's counts begin.
    counts_from: usize,
}

/// Something the walker noticed about the order of segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A required segment is missing from a loop (indexes of segment and loop).
    MissingSegment(usize, usize),
    /// A required loop is missing.
    MissingLoop(usize),
    /// A segment stands more often than it may.
    TooManySegments(usize),
    /// A loop stands more often than it may.
    TooManyLoops(usize),
    /// A segment stands after its place.
    OutOfOrder(usize),
    /// A segment is marked as not used.
    NotUsed(usize),
    /// The guide has no such segment here, though it has some of that id elsewhere or with another qualifier.
    Unexpected,
    /// No guide has a segment of that id.
    Unknown,
}

/// The place of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the segment in the model.
    pub segment: usize,
    /// Index of the loop it belongs to.
    pub in_loop: usize,
    /// Whether it begins that loop.
    pub opens: bool,
    /// How many loops are open around it, the transaction included.
    pub depth: usize,
}

/// Walks one transaction.
#[derive(Clone, Debug)]
pub struct Walker {
    model: &'static Model,
    frames: Vec<Frame>,
    counts: Vec<u32>,
}

impl Walker {
    /// A walker at the start of a transaction of that guide.
    #[must_use]
    pub fn new(model: &'static Model) -> Self {
        let mut walker = Self { model, frames: Vec::with_capacity(DEPTH_MAX), counts: Vec::with_capacity(512) };
        walker.push(0);
        walker
    }

    /// The guide it walks along.
    #[must_use]
    pub const fn model(&self) -> &'static Model {
        self.model
    }

    /// Id of the innermost open loop; empty for the transaction itself.
    #[must_use]
    pub fn loop_id(&self) -> &'static str {
        self.frames.last().map_or("", |f| self.model.loops[f.definition].id)
    }

    /// Finds the place of the next segment, reporting what is odd; nothing where it has no place.
    pub fn step(&mut self, segment: &Elements<'_>, odd: &mut dyn FnMut(Oddity)) -> Option<Place> {
        let Some(id) = SegmentId::of(segment.id()) else {
            odd(Oddity::Unknown);
            return None;
        };
        for depth in (0..self.frames.len()).rev() {
            if let Some(at) = self.find(depth, id, segment, true) {
                self.close(depth + 1, odd);
                self.check_required(depth, self.child_position(depth, at), odd);
                return Some(self.enter(depth, at, true, odd));
            }
        }
        for depth in (0..self.frames.len()).rev() {
            if let Some(at) = self.find(depth, id, segment, false) {
                let child = self.child(depth, at);
                odd(Oddity::OutOfOrder(self.model.first_segment(child)));
                if matches!(child, Child::Loop(_)) {
                    self.close(depth + 1, odd);
                }
                return Some(self.enter(depth, at, false, odd));
            }
        }
        odd(if crate::model::is_known_segment(id) { Oddity::Unexpected } else { Oddity::Unknown });
        None
    }

    /// Ends the transaction: reports what is still missing.
    pub fn finish(&mut self, odd: &mut dyn FnMut(Oddity)) {
        self.close(0, odd);
    }

    fn child(&self, depth: usize, at: usize) -> Child {
        self.model.loops[self.frames[depth].definition].children[at]
    }

    fn child_position(&self, depth: usize, at: usize) -> u32 {
        self.model.loops[self.frames[depth].definition].starts.all()[at].position
    }

    /// The best child of the frame for a segment: the first that matches and may stand once more, else the first that
    /// matches. Among several uses of a segment that match by their key, the one whose codes fit best.
    fn find(&self, depth: usize, id: SegmentId, segment: &Elements<'_>, in_order: bool) -> Option<usize> {
        let frame = &self.frames[depth];
        let starts = &self.model.loops[frame.definition].starts;
        let mut best: Option<(usize, u32)> = None;
        // The segment that begins a loop does not repeat within it; it begins the loop anew.
        let begun = usize::from(depth > 0);
        for (at, start) in starts.of(id) {
            if at < begun || (start.position >= frame.position) != in_order {
                continue;
            }
            let definition = &self.model.segments[start.segment];
            if !key_matches(definition, segment) {
                continue;
            }
            let full = self.counts[frame.counts_from + at] >= start.max;
            let alone = best.is_none() && !full && !start.rivalled;
            let score = if alone { 0 } else { u32::from(full) * 1000 + misfits(definition, segment) };
            if score == 0 {
                return Some(at);
            }
            if best.is_none_or(|(_, least)| score < least) {
                best = Some((at, score));
            }
        }
        best.map(|(at, _)| at)
    }

    /// Counts the child and, when it is a loop, opens it.
    fn enter(&mut self, depth: usize, at: usize, moves: bool, odd: &mut dyn FnMut(Oddity)) -> Place {
        let position = self.child_position(depth, at);
        let frame = &mut self.frames[depth];
        if moves {
            frame.position = position;
        }
        let count = &mut self.counts[frame.counts_from + at];
        *count += 1;
        let count = *count;
        match self.child(depth, at) {
            Child::Segment(index) => {
                let definition = &self.model.segments[index];
                if definition.usage == Usage::NotUsed {
                    odd(Oddity::NotUsed(index));
                }
                if count > definition.max {
                    odd(Oddity::TooManySegments(index));
                }
                let in_loop = self.frames[depth].definition;
                Place { segment: index, in_loop, opens: false, depth: depth + 1 }
            }
            Child::Loop(index) => {
                if count > self.model.loops[index].max {
                    odd(Oddity::TooManyLoops(index));
                }
                self.push(index);
                let last = self.frames.len() - 1;
                let segment = self.model.first_segment(Child::Loop(index));
                self.frames[last].position = self.model.segments[segment].position;
                let from = self.frames[last].counts_from;
                self.counts[from] = 1;
                Place { segment, in_loop: index, opens: true, depth: last + 1 }
            }
        }
    }

    fn push(&mut self, definition: usize) {
        assert!(self.frames.len() < DEPTH_MAX, "no guide nests loops that deep");
        let counts_from = self.counts.len();
        self.counts.resize(counts_from + self.model.loops[definition].children.len(), 0);
        self.frames.push(Frame { definition, position: 0, checked: 0, counts_from });
    }

    /// Closes all frames from `depth` inwards.
    fn close(&mut self, depth: usize, odd: &mut dyn FnMut(Oddity)) {
        while self.frames.len() > depth {
            self.check_required(self.frames.len() - 1, u32::MAX, odd);
            let frame = self.frames.pop().expect("there is a frame beyond depth");
            self.counts.truncate(frame.counts_from);
        }
    }

    /// Reports required children before `position` that did not come.
    fn check_required(&mut self, depth: usize, position: u32, odd: &mut dyn FnMut(Oddity)) {
        let frame = self.frames[depth];
        let definition = &self.model.loops[frame.definition];
        let starts = definition.starts.all();
        let mut at = frame.checked;
        while at < starts.len() && starts[at].position < position {
            if starts[at].required && self.counts[frame.counts_from + at] == 0 {
                odd(match definition.children[at] {
                    Child::Segment(index) => Oddity::MissingSegment(index, frame.definition),
                    Child::Loop(index) => Oddity::MissingLoop(index),
                });
            }
            at += 1;
        }
        self.frames[depth].checked = at;
    }
}

fn key_matches(definition: &SegmentDef, segment: &Elements<'_>) -> bool {
    let Some((element, part)) = definition.key else { return true };
    let (definition, value) = match part {
        None => (&definition.elements[element - 1], segment.element(element)),
        Some(part) => (&definition.elements[element - 1].parts[part - 1], segment.component(element, part)),
    };
    definition.lists(value)
}

/// How many elements have a code that this use of the segment does not list. Elements that repeat or are made of parts
/// do not tell uses apart.
fn misfits(definition: &SegmentDef, segment: &Elements<'_>) -> u32 {
    let wrong = |(definition, value): (&crate::model::ElementDef, &[u8])| {
        matches!(definition.codes, Codes::Listed(_))
            && definition.repeats_max == 1
            && !value.is_empty()
            && !definition.lists(value)
    };
    let count = definition.elements.iter().zip(segment.values()).filter(|pair| wrong(*pair)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elements::Cutter;
    use crate::{Kind, Segment, Separators};

    fn walk(lines: &[&str]) -> Vec<Oddity> {
        let mut walker = Walker::new(Model::of(Kind::Remittance));
        let mut found = Vec::new();
        for line in lines {
            let segment = Segment::new(line.as_bytes(), Separators::USUAL);
            walker.step(&Cutter::default().cut(&segment), &mut |o| found.push(o));
        }
        walker.finish(&mut |o| found.push(o));
        found
    }

    const HEADER: [&str; 9] = [
        "ST*835*0001",
        "BPR*I*1*C*CHK************20260102",
        "TRN*1*1*1512345678",
        "N1*PR*ACME",
        "N3*1 MAIN",
        "N4*CHICAGO*IL*60601",
        "PER*BL*A*TE*8005550199",
        "N1*PE*RIVERBEND*XX*1234567893",
        "SE*9*0001",
    ];

    #[test]
    fn a_whole_transaction_has_nothing_odd() {
        assert_eq!(walk(&HEADER), []);
    }

    #[test]
    fn what_is_missing_extra_or_misplaced_is_noticed() {
        let without = |id: &str| walk(&HEADER.iter().filter(|l| !l.starts_with(id)).copied().collect::<Vec<_>>());
        assert!(matches!(without("TRN")[..], [Oddity::MissingSegment(..)]));
        assert!(matches!(without("N1*PE")[..], [Oddity::MissingLoop(_)]));
        let mut lines = HEADER.to_vec();
        lines.insert(3, "TRN*1*2*1512345678");
        assert!(matches!(walk(&lines)[..], [Oddity::TooManySegments(_)]));
        lines[3] = "ZZZ*1";
        assert!(matches!(walk(&lines)[..], [Oddity::Unknown]));
        lines[3] = "CLM*1";
        assert!(matches!(walk(&lines)[..], [Oddity::Unexpected]));
        let mut swapped = HEADER.to_vec();
        swapped.swap(4, 5);
        assert!(matches!(walk(&swapped)[..], [Oddity::MissingSegment(..), Oddity::OutOfOrder(_)]));
    }
}
