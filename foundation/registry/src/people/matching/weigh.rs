//! Weighing two descriptions: do they speak of one person?
//!
//! Fellegi and Sunter (1969): each field is compared, and what comes of it is worth log2(m / u) bits, where m is how often it
//! comes so when both speak of one person, and u how often when they speak of two. The probabilities below are
//! judgements, in the order of those published for US master patient indexes (Grannis et al. 2003; AHIMA 2012); they are
//! not fitted to any table. Fields that a household shares (telephone, address, insurance) say less together than apart, so
//! together they are worth no more than [`HOUSEHOLD_BITS_MAX`].

use super::birthdays::{Born, birth_day, born_sign};
use super::described::Described;
use super::likeness::{likeness, slips, sound};

/// From how many bits on a pair is suggested.
///
/// In a practice of 100,000 people a chance pair begins at about -17 bits (one in 100,000 is the same person); this leaves
/// a pair at the threshold odds of about eight to one.
pub const THRESHOLD: f64 = 20.0;
/// What telephone, address and insurance are worth together at most.
const HOUSEHOLD_BITS_MAX: f64 = 10.0;

/// What one field says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    /// In words.
    pub says: &'static str,
    /// Bits for one person; negative against it.
    pub bits: f64,
}

/// What comes of comparing two descriptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The sum of all signs, in bits.
    pub bits: f64,
    /// Each sign, in the order of a form.
    pub signs: Vec<Sign>,
    /// A reason that tells two people apart whatever else they share: siblings, parent and child, namesakes.
    pub told_apart: Option<&'static str>,
}

impl Compared {
    /// Whether somebody should look at the pair. Nothing is ever merged without them.
    #[must_use]
    pub fn suggested(&self) -> bool {
        self.told_apart.is_none() && self.bits >= THRESHOLD
    }
}

/// `m` and `u` of one outcome, and what to say of it.
pub(super) const fn sign(says: &'static str, m: f64, u: f64) -> (&'static str, f64, f64) {
    (says, m, u)
}

fn weighed((says, m, u): (&'static str, f64, f64)) -> Sign {
    Sign { says, bits: (m / u).log2() }
}

/// How two given names stand to one another, the likeliest to be one person's first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    Same,
    Pet,
    Slip,
    ShortSlip,
    Middle,
    Initial,
    Unknown,
    Other,
}

/// Compares two descriptions.
#[must_use]
pub fn compare(a: &Described, b: &Described) -> Compared {
    let mut signs = Vec::new();
    let exchanged = names_exchanged(a, b);
    let given = if exchanged { Given::Same } else { given(a, b) };
    if exchanged {
        signs.push(weighed(sign("Given and family name exchanged", 0.01, 0.000_002)));
    } else {
        signs.extend(given_sign(given).map(weighed));
        signs.extend(family(a, b).map(weighed));
    }
    signs.extend(middle(a, b).map(weighed));
    let born = a.birth_day.zip(b.birth_day).map(|(a, b)| birth_day(a, b));
    signs.extend(born.map(|born| weighed(born_sign(born))));
    let sex = a.sex.zip(b.sex).map(|(a, b)| a == b);
    signs.extend(
        sex.map(|same| weighed(if same { sign("Same sex", 0.99, 0.5) } else { sign("Different sex", 0.03, 0.5) })),
    );
    let ssn = ssn4(&a.ssn4, &b.ssn4);
    signs.extend(ssn.map(|ssn| weighed(ssn_sign(ssn))));
    if !a.email.is_empty() && !b.email.is_empty() {
        let same = a.email == b.email;
        signs.push(weighed(if same {
            sign("Same e-mail address", 0.6, 0.002)
        } else {
            sign("Different e-mail address", 0.4, 0.6)
        }));
    }
    household(a, b, &mut signs);
    Compared {
        bits: signs.iter().map(|sign| sign.bits).sum(),
        told_apart: told_apart(a, b, given, born, sex, ssn),
        signs,
    }
}

/// What tells two people apart although they share much. An equal social security number outweighs all of it.
fn told_apart(
    a: &Described,
    b: &Described,
    given: Given,
    born: Option<Born>,
    sex: Option<bool>,
    ssn: Option<Ssn>,
) -> Option<&'static str> {
    let same_number = ssn == Some(Ssn::Same);
    let inexact = given != Given::Same || !matches!(born, Some(Born::Same) | None);
    if !same_number && given == Given::Other {
        return Some("Different given names: perhaps brothers and sisters, or twins");
    }
    if !same_number && matches!(born, Some(Born::Generation | Born::YearsApart)) {
        return Some("Born many years apart: perhaps parent and child of one name");
    }
    if !same_number && !a.suffix.is_empty() && !b.suffix.is_empty() && a.suffix != b.suffix {
        return Some("Different suffixes: perhaps parent and child of one name");
    }
    if ssn == Some(Ssn::Other) && inexact {
        return Some("Different social security numbers, and name or birthday not quite the same");
    }
    if sex == Some(false) && given != Given::Same && !same_number {
        return Some("Different sex, and not quite the same given name");
    }
    None
}

fn names_exchanged(a: &Described, b: &Described) -> bool {
    let across = |a: &Described, b: &Described| a.given.contains(&b.family_whole);
    a.family_whole != b.family_whole && across(a, b) && across(b, a)
}

fn given(a: &Described, b: &Described) -> Given {
    if a.given.is_empty() || b.given.is_empty() {
        return Given::Unknown;
    }
    let wholes = a.given.iter().flat_map(|mine| b.given.iter().map(move |theirs| (mine, theirs)));
    let first_of_a = a.first_given.iter().flat_map(|mine| b.given.iter().map(move |theirs| (mine, theirs)));
    let first_of_b = b.first_given.iter().flat_map(|theirs| a.given.iter().map(move |mine| (mine, theirs)));
    let best = wholes.chain(first_of_a).chain(first_of_b).map(|(mine, theirs)| given_names(mine, theirs));
    let best = best.min().unwrap_or(Given::Unknown);
    if best > Given::Pet && a.pet_groups.iter().any(|group| b.pet_groups.contains(group)) {
        return Given::Pet;
    }
    let by_middle = |a: &Described, b: &Described| a.middle.len() > 1 && b.given.contains(&a.middle);
    if best == Given::Other && (by_middle(a, b) || by_middle(b, a)) { Given::Middle } else { best }
}

fn given_names(a: &str, b: &str) -> Given {
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a == b {
        return Given::Same;
    }
    if shorter.chars().count() == 1 {
        return if longer.starts_with(shorter) { Given::Initial } else { Given::Other };
    }
    let letters = shorter.chars().count();
    match slips(a, b) {
        1 if letters >= 4 => Given::Slip,
        1 if letters >= 3 => Given::ShortSlip,
        2 if letters >= 5 && (likeness(a, b) >= 0.88 || sound(a) == sound(b)) => Given::ShortSlip,
        _ => Given::Other,
    }
}

fn given_sign(given: Given) -> Option<(&'static str, f64, f64)> {
    Some(match given {
        Given::Same => sign("Same given name", 0.88, 0.015),
        Given::Pet => sign("Given name and its short form", 0.03, 0.003),
        Given::Slip => sign("Given names one slip apart", 0.04, 0.003),
        Given::ShortSlip => sign("Given names alike", 0.01, 0.005),
        Given::Middle => sign("One's given name is the other's middle name", 0.01, 0.005),
        Given::Initial => sign("Given name and its first letter", 0.01, 0.01),
        Given::Other => sign("Different given names", 0.02, 0.97),
        Given::Unknown => return None,
    })
}

fn family(a: &Described, b: &Described) -> Option<(&'static str, f64, f64)> {
    if a.family_whole.is_empty() || b.family_whole.is_empty() {
        return None;
    }
    let pairs = || a.family.iter().flat_map(|mine| b.family.iter().map(move |theirs| (mine, theirs)));
    let letters = a.family_whole.chars().count().min(b.family_whole.chars().count());
    let apart = slips(&a.family_whole, &b.family_whole);
    Some(if a.family_whole == b.family_whole {
        sign("Same family name", 0.83, 0.006)
    } else if (apart == 1 && letters >= 3) || (apart == 2 && letters >= 8) {
        sign("Family names a slip apart", 0.05, 0.002)
    } else if pairs().any(|(mine, theirs)| mine == theirs) {
        sign("One family name is part of the other", 0.05, 0.002)
    } else if pairs().any(|(mine, theirs)| is_slip(mine, theirs)) {
        sign("A part of the family names a slip apart", 0.02, 0.002)
    } else if sound(&a.family_whole) == sound(&b.family_whole) && letters >= 4 {
        sign("Family names that sound alike", 0.02, 0.006)
    } else if likeness(&a.family_whole, &b.family_whole) >= 0.82 {
        sign("Family names alike", 0.02, 0.01)
    } else {
        sign("Different family names", 0.05, 0.97)
    })
}

fn is_slip(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= 4 && slips(a, b) == 1
}

fn middle(a: &Described, b: &Described) -> Option<(&'static str, f64, f64)> {
    let (first, other) = (a.middle.chars().next()?, b.middle.chars().next()?);
    let whole = a.middle.len() > 1 && b.middle.len() > 1;
    Some(match (first == other, whole && a.middle == b.middle) {
        (_, true) => sign("Same middle name", 0.7, 0.015),
        (true, false) => sign("Same middle initial", 0.7, 0.07),
        (false, false) => sign("Different middle names", 0.12, 0.93),
    })
}

/// How the last four digits of two social security numbers stand to one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ssn {
    Same,
    Slip,
    Other,
}

fn ssn4(a: &str, b: &str) -> Option<Ssn> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(match slips(a, b) {
        0 => Ssn::Same,
        1 => Ssn::Slip,
        _ => Ssn::Other,
    })
}

fn ssn_sign(ssn: Ssn) -> (&'static str, f64, f64) {
    match ssn {
        Ssn::Same => sign("Same last four of the social security number", 0.95, 0.000_1),
        Ssn::Slip => sign("Social security numbers one slip apart", 0.03, 0.006),
        Ssn::Other => sign("Different social security numbers", 0.02, 0.99),
    }
}

/// What a household shares: none of it tells one of its people from another.
fn household(a: &Described, b: &Described, signs: &mut Vec<Sign>) {
    let mut shared = HOUSEHOLD_BITS_MAX;
    let mut push = |outcome: (&'static str, f64, f64)| {
        let mut sign = weighed(outcome);
        if sign.bits > 0.0 {
            sign.bits = sign.bits.min(shared);
            shared -= sign.bits;
        }
        signs.push(sign);
    };
    if !a.phones.is_empty() && !b.phones.is_empty() {
        let same = a.phones.iter().any(|phone| b.phones.contains(phone));
        let slip = || a.phones.iter().any(|mine| b.phones.iter().any(|theirs| slips(mine, theirs) == 1));
        push(if same {
            sign("Same telephone", 0.7, 0.001)
        } else if slip() {
            sign("Telephones one slip apart", 0.05, 0.003)
        } else {
            sign("Different telephones", 0.25, 0.98)
        });
    }
    if !a.street.is_empty() && !b.street.is_empty() {
        let near = a.zip == b.zip || a.zip.is_empty() || b.zip.is_empty();
        push(if a.street == b.street && near {
            sign("Same address", 0.7, 0.001)
        } else if near && is_street_slip(&a.street, &b.street) {
            sign("Addresses a slip apart", 0.05, 0.003)
        } else if near {
            sign("Different addresses in one place", 0.2, 0.2)
        } else {
            sign("Different addresses", 0.15, 0.8)
        });
    }
    if !a.member_number.is_empty() && !b.member_number.is_empty() {
        let same = a.member_number == b.member_number;
        push(if same {
            sign("Same insurance number", 0.6, 0.001)
        } else {
            sign("Different insurance numbers", 0.4, 0.99)
        });
    }
}

/// The same house number, and a street one slip away.
fn is_street_slip(a: &str, b: &str) -> bool {
    a.split(' ').next() == b.split(' ').next() && a.len().min(b.len()) >= 6 && slips(a, b) == 1
}

#[cfg(test)]
mod tests {
    use super::{Compared, compare};
    use crate::people::matching::{AsTyped, Described};
    use kernel::Day;

    const WHO: AsTyped<'static> = AsTyped {
        given: "Maria",
        preferred: "",
        middle: "Elena",
        family: "Lopez",
        suffix: "",
        birth_day: None,
        sex: "F",
        ssn: "",
        phones: ["555-010-2233", "", ""],
        email: "",
        street: "12 Maple St",
        postal_code: "62704",
        member_number: "",
    };

    fn day(year: i16, month: i8, day: i8) -> Option<Day> {
        Some(Day::new(year, month, day).expect("a date"))
    }

    fn both(a: &AsTyped<'_>, b: &AsTyped<'_>) -> Compared {
        let (a, b) = (Described::new(a), Described::new(b));
        let (one, other) = (compare(&a, &b), compare(&b, &a));
        assert!((one.bits - other.bits).abs() < 1e-9 && one.told_apart == other.told_apart, "either way round");
        one
    }

    #[test]
    fn slips_pet_names_and_removals_leave_one_person() {
        let born = day(1984, 3, 12);
        let who = AsTyped { birth_day: born, ..WHO };
        for (what, other) in [
            ("a slip", AsTyped { given: "Marai", ..who }),
            ("a second family name", AsTyped { family: "López-Vega", ..who }),
            ("a removal", AsTyped { street: "9 Oak Ave", phones: [""; 3], ..who }),
            ("day and month", AsTyped { birth_day: day(1984, 12, 3), ..who }),
            ("a marriage, with one number", AsTyped { family: "Okafor", ..who }),
            ("names exchanged", AsTyped { given: "Lopez", family: "Maria", ..who }),
        ] {
            assert!(both(&who, &other).suggested(), "{what}: {:?}", both(&who, &other));
        }
        let bill = AsTyped { given: "Bill", sex: "M", ..who };
        assert!(both(&bill, &AsTyped { given: "William", ..bill }).suggested());
    }

    #[test]
    fn those_of_one_house_are_told_apart() {
        let who = AsTyped { birth_day: day(1984, 3, 12), ..WHO };
        for (what, other) in [
            ("a twin", AsTyped { given: "Teresa", ..who }),
            ("a twin brother of a like name", AsTyped { given: "Mario", sex: "M", ..who }),
            ("a daughter of the same name", AsTyped { birth_day: day(2009, 3, 12), ..who }),
            ("a daughter of the same name, born on another day", AsTyped { birth_day: day(2009, 7, 1), ..who }),
            ("a spouse", AsTyped { given: "Jorge", sex: "M", birth_day: day(1981, 1, 30), ..who }),
        ] {
            assert!(!both(&who, &other).suggested(), "{what}: {:?}", both(&who, &other));
        }
        let junior = AsTyped { suffix: "Jr.", ..who };
        assert!(!both(&junior, &AsTyped { suffix: "Sr.", ..who }).suggested());
        let mut numbered = AsTyped { ssn: "4471", ..who };
        assert!(!both(&numbered, &AsTyped { ssn: "9026", given: "Marie", ..who }).suggested(), "twins of like names");
        numbered.given = "Rose";
        let renamed = AsTyped { given: "Alice", ..numbered };
        assert!(both(&numbered, &renamed).suggested(), "one number outweighs another given name");
    }

    #[test]
    fn where_nothing_is_known_nothing_is_said() {
        let nobody = Described::new(&AsTyped::default());
        let compared = compare(&nobody, &Described::new(&WHO));
        assert!(compared.bits == 0.0 && compared.signs.is_empty() && !compared.suggested(), "{compared:?}");
    }
}
