//! A segment taken apart once, so that the walk, the check and the rules need not look for its elements again.

use crate::segment::split;
use crate::{Segment, Separators};

/// What a byte is to a segment; the classes are bits, so that what a segment holds is the sum of its bytes.
mod class {
    /// Ends an element. The least bit, so that it counts the elements.
    pub(super) const ELEMENT: u8 = 1;
    pub(super) const COMPONENT: u8 = 2;
    pub(super) const REPETITION: u8 = 4;
    /// A control character, or a letter beyond ASCII.
    pub(super) const UNUSUAL: u8 = 8;
}

/// Takes segments apart, one after the other, without allocating for each.
#[derive(Clone, Debug)]
pub(crate) struct Cutter {
    separators: Separators,
    classes: [u8; 256],
    ends: Vec<usize>,
}

impl Default for Cutter {
    fn default() -> Self {
        Self { separators: Separators::USUAL, classes: classes(Separators::USUAL), ends: Vec::new() }
    }
}

fn classes(separators: Separators) -> [u8; 256] {
    let class = |byte: u8| {
        let unusual = u8::from(!(b' '..=b'~').contains(&byte)) * class::UNUSUAL;
        let component = u8::from(byte == separators.component) * class::COMPONENT;
        let repetition = u8::from(Some(byte) == separators.repetition) * class::REPETITION;
        // An element ends wherever its separator stands, also one that the ISA gives a second meaning.
        let element = u8::from(byte == separators.element) * class::ELEMENT;
        unusual | component | repetition | element
    };
    std::array::from_fn(|byte| u8::try_from(byte).map_or(0, class))
}

impl Cutter {
    /// Takes a segment apart in one look at its bytes.
    pub(crate) fn cut<'s>(&'s mut self, segment: &Segment<'s>) -> Elements<'s> {
        if segment.separators() != self.separators {
            self.separators = segment.separators();
            self.classes = classes(self.separators);
        }
        let bytes = segment.bytes();
        if self.ends.len() <= bytes.len() {
            self.ends.resize(bytes.len() + 1, 0);
        }
        let (mut count, mut held) = (0, 0);
        // The end is written down before it is known to be one: a branch here would be guessed wrong every few bytes.
        for (at, byte) in bytes.iter().enumerate() {
            let class = self.classes[usize::from(*byte)];
            held |= class;
            self.ends[count] = at;
            count += usize::from(class & class::ELEMENT);
        }
        self.ends[count] = bytes.len();
        Elements { segment: *segment, ends: &self.ends[..=count], held }
    }
}

/// A segment and where its elements end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elements<'a> {
    segment: Segment<'a>,
    /// The end of the id and of every element.
    ends: &'a [usize],
    /// Classes of all bytes.
    held: u8,
}

impl<'a> Elements<'a> {
    /// The segment as it stands in the file.
    pub(crate) const fn segment(&self) -> &Segment<'a> {
        &self.segment
    }

    /// The segment id, such as `CLM`.
    pub(crate) fn id(&self) -> &'a [u8] {
        self.element(0)
    }

    /// How many elements follow the id.
    pub(crate) const fn count(&self) -> usize {
        self.ends.len() - 1
    }

    /// Element `number` counted from 1 as X12 does; empty when absent.
    pub(crate) fn element(&self, number: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(number) else { return b"" };
        let start = if number == 0 { 0 } else { self.ends[number - 1] + 1 };
        &self.segment.bytes()[start..*end]
    }

    /// The elements after the id, in order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &'a [u8]> {
        let bytes = self.segment.bytes();
        self.ends.windows(2).map(move |ends| &bytes[ends[0] + 1..ends[1]])
    }

    /// Component `part` (counted from 1) of element `number`; empty when absent.
    pub(crate) fn component(&self, number: usize, part: usize) -> &'a [u8] {
        split(self.element(number), self.segment.separators().component).nth(part - 1).unwrap_or_default()
    }

    /// Element `number` as text, bytes outside UTF-8 replaced; empty when absent.
    pub(crate) fn text(&self, number: usize) -> String {
        String::from_utf8_lossy(self.element(number)).into_owned()
    }

    /// Whether the separator of components stands in any element.
    pub(crate) const fn has_components(&self) -> bool {
        self.held & class::COMPONENT != 0
    }

    /// Whether the separator of repetitions stands in any element.
    pub(crate) const fn has_repetitions(&self) -> bool {
        self.held & class::REPETITION != 0
    }

    /// Whether it holds control characters or letters beyond ASCII. Such a separator counts, which only costs a closer
    /// look.
    pub(crate) const fn has_unusual(&self) -> bool {
        self.held & class::UNUSUAL != 0
    }

    /// Whether every element is of the usual characters and has neither components nor repetitions.
    pub(crate) const fn is_simple(&self) -> bool {
        self.held & !class::ELEMENT == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_segment_holds_is_known_from_one_look() {
        let mut cutter = Cutter::default();
        let segment = Segment::new(b"SV1*HC:99214:25*150.00**A^B", Separators::USUAL);
        let cut = cutter.cut(&segment);
        assert_eq!((cut.id(), cut.count()), (&b"SV1"[..], 4));
        assert_eq!((cut.element(2), cut.element(3), cut.element(9)), (&b"150.00"[..], &b""[..], &b""[..]));
        assert_eq!((cut.component(1, 2), cut.component(1, 4)), (&b"99214"[..], &b""[..]));
        assert!(cut.has_components() && cut.has_repetitions() && !cut.has_unusual() && !cut.is_simple());
        let odd = Separators { element: 0x1d, component: b'>', ..Separators::USUAL };
        let segment = Segment::new(b"N3\x1d1 MAIN: A", odd);
        let cut = cutter.cut(&segment);
        assert!(cut.has_unusual() && !cut.has_components());
        assert_eq!(cut.element(1), b"1 MAIN: A");
    }

    proptest! {
        #[test]
        fn a_segment_cut_is_the_segment_split(bytes in "[A-C*:^ ]{0,40}") {
            let segment = Segment::new(bytes.as_bytes(), Separators::USUAL);
            let mut cutter = Cutter::default();
            let cut = cutter.cut(&segment);
            prop_assert_eq!(cut.id(), segment.id());
            prop_assert_eq!(cut.values().collect::<Vec<_>>(), segment.elements().collect::<Vec<_>>());
            for number in 1..=cut.count() + 1 {
                prop_assert_eq!(cut.element(number), segment.element(number));
                prop_assert_eq!(cut.component(number, 2), segment.component(number, 2));
            }
        }
    }
}
