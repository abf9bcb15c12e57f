//! Properties over any texts and amounts.

use proptest::prelude::*;
use x12::parties::{Name, Party};
use x12::remittance::Remittance;
use x12::{Decimal, Reader, Writer, open};

use crate::samples::{cents, envelope, money};

proptest! {
    /// What a person typed can neither break out of its element nor change how many segments there are.
    #[test]
    fn texts_stay_in_their_element(name in "\\PC{0,40}", number in "[ -~]{0,30}") {
        let mut remittance = money::remittances().remove(0);
        let expected = envelope().print(std::slice::from_ref(&remittance));
        remittance.claims[0].patient = Party::new("QC", Name::person(&name, "A"));
        remittance.claims[0].number = number;
        let printed = envelope().print(std::slice::from_ref(&remittance));
        let count = |bytes: &[u8]| {
            let mut reader = Reader::new(bytes);
            let mut ids = Vec::new();
            while let Some(segment) = reader.next_segment().unwrap() {
                ids.push(segment.name().to_owned());
            }
            ids
        };
        prop_assert_eq!(count(&printed), count(&expected));
    }

    /// Amounts survive printing and reading to the cent.
    #[test]
    fn amounts_are_kept_to_the_cent(amount in -99_999_999_999_i64..99_999_999_999) {
        let mut remittance = money::remittances().remove(0);
        remittance.payment.amount = cents(amount);
        let opened = open(&envelope().print(std::slice::from_ref(&remittance))).unwrap();
        let read: Remittance = opened[0].groups[0].transactions[0].read().unwrap();
        prop_assert_eq!(read, remittance);
    }

    /// A decimal is what it was written as, and sums do not depend on the order.
    #[test]
    fn decimals_are_exact(parts in prop::collection::vec((-999_999_i64..999_999, 0_u8..6), 1..20)) {
        let numbers: Vec<Decimal> = parts.iter().map(|(digits, decimals)| Decimal::new(*digits, *decimals)).collect();
        for number in &numbers {
            prop_assert_eq!(&number.to_string().parse::<Decimal>().unwrap(), number);
        }
        let forwards: Decimal = numbers.iter().copied().sum();
        let backwards: Decimal = numbers.iter().rev().copied().sum();
        prop_assert_eq!(forwards, backwards);
    }

    /// Whatever stands between separators prints back as it was read.
    #[test]
    fn print_after_parse_is_identity(bodies in prop::collection::vec("[A-Z0-9]{2,3}(\\*[ -)+-}]{0,12}){0,8}", 0..30)) {
        let mut source = envelope().print::<Remittance>(&[]);
        source.truncate(106);
        for body in bodies.iter().filter(|b| !b.starts_with("ISA") && !b.starts_with("IEA")) {
            source.extend(body.as_bytes());
            source.push(b'~');
        }
        let mut reader = Reader::new(&source[..]);
        let mut writer: Option<Writer> = None;
        while let Some(segment) = reader.next_segment().unwrap() {
            writer.get_or_insert_with(|| Writer::new(segment.separators(), "")).copy(&segment);
        }
        prop_assert_eq!(writer.unwrap().into_bytes(), source);
    }
}
