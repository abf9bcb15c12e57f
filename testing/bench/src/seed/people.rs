//! The patients: common names for the many Smiths, made-up ones for the long tail.

use crash::record_in_hand::Record;
use staff_client::Dice;

use super::{Thing, id};
use crate::scale::Scale;
use crate::sink::{Cell, write as rows};

const FAMILIES: [&str; 40] = [
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Rodriguez",
    "Martinez",
    "Hernandez",
    "Lopez",
    "Gonzalez",
    "Wilson",
    "Anderson",
    "Thomas",
    "Taylor",
    "Moore",
    "Jackson",
    "Martin",
    "Lee",
    "Perez",
    "Thompson",
    "White",
    "Harris",
    "Sanchez",
    "Clark",
    "Ramirez",
    "Lewis",
    "Robinson",
    "Walker",
    "Young",
    "Allen",
    "King",
    "Wright",
    "Scott",
    "Torres",
    "Nguyen",
    "Hill",
    "Flores",
];

const GIVENS: [&str; 40] = [
    "James",
    "Mary",
    "Robert",
    "Patricia",
    "John",
    "Jennifer",
    "Michael",
    "Linda",
    "David",
    "Elizabeth",
    "William",
    "Barbara",
    "Richard",
    "Susan",
    "Joseph",
    "Jessica",
    "Thomas",
    "Sarah",
    "Charles",
    "Karen",
    "Ana",
    "Luis",
    "Maria",
    "Jose",
    "Wei",
    "Mei",
    "Amara",
    "Chidi",
    "Fatima",
    "Omar",
    "Priya",
    "Arjun",
    "Olga",
    "Ivan",
    "Keiko",
    "Kenji",
    "Rosa",
    "Mateo",
    "Grace",
    "Samuel",
];

const SYLLABLES: [&str; 20] = [
    "bar", "con", "del", "fer", "gal", "hol", "jan", "kel", "lan", "mor", "nor", "per", "quin", "ros", "sal", "tor",
    "ul", "ver", "wen", "zar",
];

/// One patient, made from their number: the same in every run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: &'static str,
    /// YYYYMMDD.
    pub birth_day: i64,
    /// Ten digits.
    pub phone: String,
    /// With its check digit.
    pub mrn: String,
}

impl Person {
    /// The `number`th patient.
    pub fn numbered(number: u32) -> Self {
        let mut dice = Dice::seeded(u64::from(number));
        let family = if dice.below(10) < 4 {
            (*dice.pick(&FAMILIES)).to_owned()
        } else {
            let mut made: String = (0..3).map(|_| *dice.pick(&SYLLABLES)).collect();
            made[..1].make_ascii_uppercase();
            made
        };
        let below = |dice: &mut Dice, below| i64::try_from(dice.below(below)).unwrap_or_default();
        let birth_day =
            (1_935 + below(&mut dice, 90)) * 10_000 + (1 + below(&mut dice, 12)) * 100 + 1 + below(&mut dice, 28);
        let body = (100_000 + number).to_string();
        let digit = kernel::luhn_digit(&body).expect("a number is made of digits");
        let phone = format!("518555{:04}", number % 10_000);
        Self { family, given: *dice.pick::<&'static str>(&GIVENS), birth_day, phone, mrn: format!("{body}{digit}") }
    }

    fn keys(&self) -> Vec<String> {
        let mut keys = vec![
            self.family.to_lowercase(),
            self.given.to_lowercase(),
            self.mrn.clone(),
            self.birth_day.to_string(),
            self.phone.clone(),
            self.phone[3..].to_owned(),
        ];
        keys.sort();
        keys.dedup();
        keys
    }
}

pub(super) fn write(record: &mut Record, scale: Scale, now_micros: i64) -> Result<(), String> {
    let numbers = 0..scale.patients;
    let columns = "id, mrn, family, given, middle, suffix, preferred, birth_day, sex, gender_identity, pronouns, language, \
                   interpreter, marital_status, race, ethnicity, note, registered_at, version";
    let patient = |number: u32| -> Vec<Cell> {
        let who = Person::numbered(number);
        let sex = if number.is_multiple_of(2) { "female" } else { "male" };
        let empty = || Cell::from("");
        vec![
            id(Thing::Patient, number).into(),
            who.mrn.into(),
            who.family.into(),
            who.given.into(),
            empty(),
            empty(),
            empty(),
            who.birth_day.into(),
            sex.into(),
            empty(),
            empty(),
            "en".into(),
            0.into(),
            empty(),
            empty(),
            empty(),
            empty(),
            (now_micros - 100_000_000_000_000 + i64::from(number)).into(),
            1.into(),
        ]
    };
    rows(record, "patient", columns, numbers.clone().map(patient))?;
    let mut keys: Vec<(String, u32)> = numbers
        .clone()
        .flat_map(|number| Person::numbered(number).keys().into_iter().map(move |key| (key, number)))
        .collect();
    keys.sort();
    let key = |(key, number): (String, u32)| -> Vec<Cell> { vec![key.into(), id(Thing::Patient, number).into()] };
    rows(record, "patient_key", "key, patient", keys.into_iter().map(key))?;
    let contact = |number: u32| -> Vec<Cell> {
        vec![id(Thing::Patient, number).into(), "mobile".into(), Person::numbered(number).phone.into()]
    };
    rows(record, "patient_contact", "patient, kind, value", numbers.clone().map(contact))?;
    let address = |number: u32| -> Vec<Cell> {
        let street = format!("{} Elm Street", 1 + number % 900);
        vec![
            id(Thing::Patient, number).into(),
            street.into(),
            "".into(),
            "Albany".into(),
            "NY".into(),
            "12207".into(),
            "US".into(),
        ]
    };
    rows(
        record,
        "patient_address",
        "patient, street, unit, city, state, postal_code, country",
        numbers.clone().map(address),
    )?;
    coverages(record, scale)?;
    record.run(&format!(
        "INSERT INTO series (name, next) VALUES ('mrn', {0}) ON CONFLICT (name) DO UPDATE SET next = {0}",
        100_000 + scale.patients
    ))
}

fn coverages(record: &mut Record, scale: Scale) -> Result<(), String> {
    let payers = (0..).zip(["Blue Cross", "Aetna", "Medicare", "Medicaid"]).map(|(number, name)| -> Vec<Cell> {
        vec![id(Thing::Payer, number).into(), name.into(), format!("{number:05}").into()]
    });
    rows(record, "payer", "id, name, payer_number", payers)?;
    let columns =
        "id, patient, payer, priority, plan, member_number, group_number, relationship, subscriber_name, version";
    let coverage = |number: u32| -> Vec<Cell> {
        vec![
            id(Thing::Coverage, number).into(),
            id(Thing::Patient, number).into(),
            id(Thing::Payer, number % 4).into(),
            1.into(),
            "PPO".into(),
            format!("M{number:09}").into(),
            "".into(),
            "self".into(),
            "".into(),
            1.into(),
        ]
    };
    rows(record, "coverage", columns, (0..scale.patients).map(coverage))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Person;

    #[test]
    fn a_patient_is_the_same_in_every_run_and_has_sound_numbers() {
        let who = Person::numbered(7);
        assert_eq!(who, Person::numbered(7));
        assert!(kernel::luhn_holds(&who.mrn));
        assert_eq!(who.phone.len(), 10);
    }
}
