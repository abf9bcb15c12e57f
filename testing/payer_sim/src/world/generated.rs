//! The crowd: as many members as anybody asks for, each always the same for a seed, none of them stored.

use super::{Dice, Member, Payer, Person, Trait, World};
use kernel::{Day, Money, luhn_digit, luhn_holds};

const LAST: &[&str] = &[
    "ABARA",
    "BAKER",
    "CASTILLO",
    "DUBOIS",
    "EDWARDS",
    "FISCHER",
    "GARCIA",
    "HASSAN",
    "IBARRA",
    "JOHNSON",
    "KOWALSKI",
    "LARSEN",
    "MORALES",
    "NAKAMURA",
    "OKAFOR",
    "PATEL",
    "QUINN",
    "ROSSI",
    "SINGH",
    "TRAN",
    "UNDERWOOD",
    "VARGAS",
    "WALKER",
    "XIONG",
    "YOUNG",
    "ZIMMER",
];
const FEMALE: &[&str] = &["ANA", "BEATRICE", "CLARA", "DOROTHY", "ELENA", "FATIMA", "GRACE", "HANNAH", "IRIS", "JUNE"];
const MALE: &[&str] = &["ADAM", "BRUNO", "CARLOS", "DAVID", "ELIAS", "FRANK", "GEORGE", "HENRY", "IVAN", "JAMES"];

/// Which of the crowd this member number names: prefix, `G`, six digits, Luhn digit.
pub fn number(payer: &Payer, id: &str) -> Option<u32> {
    let digits = id.strip_prefix(payer.prefix)?.strip_prefix('G')?;
    if digits.len() != 7 || !luhn_holds(digits) { None } else { digits[..6].parse().ok() }
}

/// One of the crowd; numbers beyond 999,999 begin again.
pub fn member(world: &World, payer: &'static Payer, number: u32) -> Member {
    let digits = format!("{:06}", number % 1_000_000);
    let check = luhn_digit(&digits).expect("six digits");
    let mut dice = Dice::new(world.seed(), &[payer.id, &digits]);
    let sex = if dice.below(2) == 0 { 'F' } else { 'M' };
    let first = dice.pick(if sex == 'F' { FEMALE } else { MALE });
    let birth = world.first_day().plus_days(-(6_600 + i32::try_from(dice.below(21_000)).expect("small")));
    let plan = match payer.id {
        "ACME1" => *dice.pick(&["GOLD", "SILVER"]),
        "BSTM2" => "HMO",
        "FSPB3" => "SENIOR",
        "STMA4" => "STATE",
        "EVGS5" => "SUPPLEMENT",
        "TORT6" => "INDEMNITY",
        "GRAN7" => "COMP",
        _ => "AUTO",
    };
    let used = Money::from_cents(i64::from(dice.below(60_000)));
    let person = Person {
        last: (*dice.pick(LAST)).to_owned(),
        first: (*first).to_owned(),
        birth,
        sex,
        relationship: "18",
        died: None,
    };
    Member {
        payer: payer.id,
        id: format!("{}G{digits}{check}", payer.prefix),
        plan,
        group: "GRP700",
        people: vec![person],
        from: covered_since(world.first_day()),
        to: None,
        traits: vec![Trait::DeductibleUsed(used.min(super::plan(plan).deductible)), Trait::OutOfPocketUsed(used)],
    }
}

fn covered_since(first_day: Day) -> Day {
    let year = i16::try_from(first_day.number() / 10_000).expect("a year");
    Day::new(year - 2, 1, 1).expect("January first exists")
}

#[cfg(test)]
mod tests {
    use crate::world::{World, payer};

    #[test]
    fn a_generated_member_is_found_again_under_its_number() {
        let world = World::new(11, "2026-11-20".parse().expect("a day"));
        let acme = payer("ACME1").expect("known");
        let one = world.generated(acme, 42);
        let again = world.member("ACME1", &one.id).expect("found");
        assert_eq!(one.people, again.people);
        let wrong_check = format!("{}{}", &one.id[..10], (one.id.as_bytes()[10] - b'0' + 1) % 10);
        assert!(world.member("ACME1", &wrong_check).is_none());
        assert!(world.member("BSTM2", &one.id).is_none());
    }
}
