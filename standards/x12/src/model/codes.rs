//! Codes and lists of codes, as numbers that are compared at once.

/// A code as one number, its bytes and its length, so that codes are compared at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(u128);

impl Code {
    /// Longest code, in bytes.
    const BYTES_MAX: usize = 15;

    /// The code of these bytes; nothing where they are longer than any code.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > Self::BYTES_MAX {
            return None;
        }
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        let (low, high) = bytes.split_at(bytes.len().min(8));
        let length = (bytes.len() as u128) << 120;
        Some(Self(length | u128::from(number(high)) << 64 | u128::from(number(low))))
    }

    /// As it stands in a file.
    #[must_use]
    pub fn text(self) -> String {
        let bytes = self.0.to_le_bytes();
        let length = usize::from(bytes[Self::BYTES_MAX]);
        String::from_utf8_lossy(&bytes[..length]).into_owned()
    }
}

/// A code list that is kept outside the guides.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeList {
    /// Its name, such as `states`.
    pub name: &'static str,
    /// Its values, sorted.
    pub codes: Vec<Code>,
}

impl CodeList {
    /// Whether the list has that value.
    #[must_use]
    pub fn has(&self, value: &[u8]) -> bool {
        Code::of(value).is_some_and(|code| self.codes.binary_search(&code).is_ok())
    }

    /// Whether the list grows too often for an unknown value to be more than a doubt.
    #[must_use]
    pub fn grows(&self) -> bool {
        !matches!(self.name, "states" | "country" | "currency" | "pos" | "entity_id")
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn a_code_is_its_bytes_and_their_number() {
        assert_eq!(Code::of(b"005010X223A2").map(Code::text).as_deref(), Some("005010X223A2"));
        assert_ne!(Code::of(b"A\0"), Code::of(b"A"), "the length counts");
        assert_eq!(Code::of(&[b'A'; 16]), None);
    }
}
