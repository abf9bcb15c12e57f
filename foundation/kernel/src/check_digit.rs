//! Check digits: the Luhn algorithm (ISO/IEC 7812-1, 2017), also in the national provider identifier.

/// The Luhn check digit, 0 to 9, that goes behind these digits; nothing where a character is not a digit.
#[must_use]
pub fn luhn_digit(digits: &str) -> Option<u8> {
    let mut sum = 0_u32;
    for (at, byte) in digits.bytes().rev().enumerate() {
        let digit = u32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
        sum += if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit };
    }
    u8::try_from((10 - sum % 10) % 10).ok()
}

/// Whether the last digit is the Luhn check digit of those before it.
#[must_use]
pub fn luhn_holds(number: &str) -> bool {
    match number.split_at_checked(number.len().saturating_sub(1)) {
        Some((body, last)) if !body.is_empty() => {
            luhn_digit(body).map(|digit| digit.to_string()).as_deref() == Some(last)
        }
        _ => false,
    }
}

/// Whether this is a national provider identifier: ten digits, the first 1 or 2, the last the Luhn check digit over
/// `80840` and the nine before it (45 CFR 162.406; CMS NPI check digit, 2004).
#[must_use]
pub fn npi_holds(npi: &str) -> bool {
    npi.len() == 10 && npi.starts_with(['1', '2']) && luhn_holds(&format!("80840{npi}"))
}

#[cfg(test)]
mod tests {
    use super::{luhn_digit, luhn_holds, npi_holds};
    use proptest::prelude::*;

    #[test]
    fn the_published_example_npi_holds_and_its_neighbours_do_not() {
        assert!(npi_holds("1234567893"));
        assert!(npi_holds("1987654328"));
        for wrong in ["1234567890", "123456789", "3234567893", "12345678931", "123456789x", ""] {
            assert!(!npi_holds(wrong), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_found(body in "[0-9]{1,14}", at in 0_usize..14, step in 1_u8..10) {
            let number = format!("{body}{}", luhn_digit(&body).expect("digits"));
            prop_assert!(luhn_holds(&number));
            let at = at % number.len();
            let mut bytes = number.into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
            prop_assert!(!luhn_holds(std::str::from_utf8(&bytes).expect("digits")));
        }
    }
}
