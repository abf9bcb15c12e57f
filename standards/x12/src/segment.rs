//! One segment, read in place: nothing is copied until somebody asks for an owned value.

use crate::Separators;

/// A segment inside a buffer, without its terminator.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    bytes: &'a [u8],
    separators: Separators,
}

impl<'a> Segment<'a> {
    /// The segment in these bytes, which hold no terminator.
    #[must_use]
    pub const fn new(bytes: &'a [u8], separators: Separators) -> Self {
        Self { bytes, separators }
    }

    /// All bytes, without the terminator.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The separators it is written with.
    #[must_use]
    pub const fn separators(&self) -> Separators {
        self.separators
    }

    /// The segment id, such as `CLM`.
    #[must_use]
    pub fn id(&self) -> &'a [u8] {
        let end = self.bytes.iter().position(|b| *b == self.separators.element).unwrap_or(self.bytes.len());
        &self.bytes[..end]
    }

    /// The segment id as text; ids that are not text read as empty.
    #[must_use]
    pub fn name(&self) -> &'a str {
        std::str::from_utf8(self.id()).unwrap_or_default()
    }

    /// Whether this is a segment of that id.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        self.id() == id.as_bytes()
    }

    /// The elements after the id, in order.
    pub fn elements(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        split(self.bytes, self.separators.element).skip(1)
    }

    /// Element `number` counted from 1 as X12 does (`CLM01` is 1); empty when absent.
    #[must_use]
    pub fn element(&self, number: usize) -> &'a [u8] {
        split(self.bytes, self.separators.element).nth(number).unwrap_or_default()
    }

    /// Element `number` as text, bytes outside UTF-8 replaced; empty when absent.
    #[must_use]
    pub fn text(&self, number: usize) -> String {
        String::from_utf8_lossy(self.element(number)).into_owned()
    }

    /// Element `number` as text, or nothing when it is absent or empty.
    #[must_use]
    pub fn optional(&self, number: usize) -> Option<String> {
        let text = self.text(number);
        (!text.is_empty()).then_some(text)
    }

    /// Component `part` (counted from 1) of element `number`; empty when absent.
    #[must_use]
    pub fn component(&self, number: usize, part: usize) -> &'a [u8] {
        split(self.element(number), self.separators.component).nth(part.saturating_sub(1)).unwrap_or_default()
    }

    /// Component as text, or nothing when it is absent or empty.
    #[must_use]
    pub fn part(&self, number: usize, part: usize) -> Option<String> {
        let bytes = self.component(number, part);
        (!bytes.is_empty()).then(|| String::from_utf8_lossy(bytes).into_owned())
    }

    /// The repetitions of element `number`; one when it does not repeat, none when it is empty.
    pub fn repetitions(&self, number: usize) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let element = self.element(number);
        let by = self.separators.repetition.unwrap_or(self.separators.segment);
        split(element, by).filter(move |_| !element.is_empty())
    }

    /// The components of some bytes of this segment.
    pub fn components(&self, bytes: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        split(bytes, self.separators.component)
    }
}

/// The parts of `bytes` between separators; one empty part for no bytes.
///
/// Elements are a handful of bytes, for which a plain loop beats a vectored search.
pub(crate) fn split(bytes: &[u8], by: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        if let Some(at) = bytes.iter().position(|b| *b == by) {
            rest = Some(&bytes[at + 1..]);
            Some(&bytes[..at])
        } else {
            rest = None;
            Some(bytes)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_components_and_repetitions_are_read_in_place() {
        let segment = Segment::new(b"SV1*HC:99214:25*150.00**A^B", Separators::USUAL);
        assert_eq!(segment.name(), "SV1");
        assert_eq!(segment.component(1, 2), b"99214");
        assert_eq!(segment.part(1, 4), None);
        assert_eq!(segment.element(2), b"150.00");
        assert_eq!(segment.optional(3), None);
        assert_eq!(segment.repetitions(4).collect::<Vec<_>>(), [b"A", b"B"]);
        assert_eq!(segment.repetitions(3).count(), 0);
        assert_eq!(segment.element(9), b"");
        assert_eq!(segment.elements().count(), 4);
    }
}
