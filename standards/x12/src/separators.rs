//! The characters that part an interchange into segments, elements, repetitions and components.

/// The four separators of an interchange, as its ISA declares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Between elements, usually `*`.
    pub element: u8,
    /// Between components of a composite, usually `:`.
    pub component: u8,
    /// Between repetitions, usually `^`; none in versions before 00402.
    pub repetition: Option<u8>,
    /// Ends a segment, usually `~`.
    pub segment: u8,
}

/// Length of an ISA segment with its terminator; the only segment of fixed width.
pub const ISA_LENGTH: usize = 106;

/// Where the element separators of an ISA stand.
const ISA_ELEMENT_ENDS: [usize; 16] = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

/// Why a text does not begin an interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotIsa {
    /// It does not begin with the letters ISA.
    #[error("it does not begin with an ISA segment")]
    NoIsa,
    /// The ISA is not 106 characters with elements of the fixed widths.
    #[error("its ISA segment is not 106 characters with elements of the fixed widths")]
    Width,
    /// The separators are not four different characters outside letters, digits and blank.
    #[error("its separators are not different from each other and from letters, digits and blanks")]
    Separators,
}

impl Separators {
    /// `*`, `:`, `^` and `~`.
    pub const USUAL: Self = Self { element: b'*', component: b':', repetition: Some(b'^'), segment: b'~' };

    /// Reads the separators an ISA declares.
    ///
    /// # Errors
    /// When the bytes do not begin with a whole ISA segment, or its separators cannot part anything.
    pub fn of_isa(bytes: &[u8]) -> Result<Self, NotIsa> {
        if !bytes.starts_with(b"ISA") {
            return Err(NotIsa::NoIsa);
        }
        let isa = bytes.get(..ISA_LENGTH).ok_or(NotIsa::Width)?;
        let element = isa[3];
        let (component, segment) = (isa[104], isa[105]);
        if element.is_ascii_alphanumeric() || element == b' ' {
            return Err(NotIsa::Separators);
        }
        let count = isa[..104].iter().filter(|b| **b == element).count();
        if count != ISA_ELEMENT_ENDS.len() || ISA_ELEMENT_ENDS.iter().any(|at| isa[*at] != element) {
            return Err(NotIsa::Width);
        }
        if isa[..105].contains(&segment) {
            return Err(NotIsa::Separators);
        }
        let repeats = &isa[84..89] >= b"00402".as_slice() && !isa[82].is_ascii_alphanumeric() && isa[82] != b' ';
        let found = Self { element, component, repetition: repeats.then_some(isa[82]), segment };
        if found.are_legal() { Ok(found) } else { Err(NotIsa::Separators) }
    }

    /// Whether the separators differ from each other and from letters, digits and blank.
    #[must_use]
    pub fn are_legal(&self) -> bool {
        let all = [Some(self.element), Some(self.component), self.repetition, Some(self.segment)];
        let given: Vec<u8> = all.into_iter().flatten().collect();
        given.iter().enumerate().all(|(at, separator)| {
            !separator.is_ascii_alphanumeric() && *separator != b' ' && !given[..at].contains(separator)
        })
    }

    /// Whether a byte is one of the separators.
    #[must_use]
    pub fn contains(&self, byte: u8) -> bool {
        byte == self.element || byte == self.component || Some(byte) == self.repetition || byte == self.segment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISA: &[u8] =
        b"ISA*00*          *00*          *ZZ*PRACTICE000001 *ZZ*CLEARINGHOUSE1 *261116*0830*^*00501*000000001*1*T*:~";

    #[test]
    fn separators_are_read_where_the_isa_declares_them() {
        assert_eq!(Separators::of_isa(ISA), Ok(Separators::USUAL));
        let mut odd: Vec<u8> = ISA.iter().map(|b| if *b == b'*' { b'|' } else { *b }).collect();
        odd[104] = b'>';
        odd[105] = 0x1c;
        let read = Separators::of_isa(&odd).unwrap();
        assert_eq!((read.element, read.component, read.segment), (b'|', b'>', 0x1c));
        odd[82] = b'U';
        assert_eq!(Separators::of_isa(&odd).unwrap().repetition, None);
    }

    #[test]
    fn what_cannot_part_anything_is_refused() {
        assert_eq!(Separators::of_isa(b"GS*HC~"), Err(NotIsa::NoIsa));
        assert_eq!(Separators::of_isa(&ISA[..105]), Err(NotIsa::Width));
        assert_eq!(Separators::of_isa(&[&ISA[..4], &ISA[5..], b" "].concat()), Err(NotIsa::Width));
        let mut same = ISA.to_vec();
        same[105] = b':';
        assert_eq!(Separators::of_isa(&same), Err(NotIsa::Separators));
        same[105] = b'2';
        assert_eq!(Separators::of_isa(&same), Err(NotIsa::Separators), "the terminator stands inside the ISA");
        same[105] = b'A';
        assert_eq!(Separators::of_isa(&same), Err(NotIsa::Separators));
    }
}
