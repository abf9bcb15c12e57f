//! The patients of the demo: made up from common names, with telephones of the range kept for fiction (555-01xx).

use super::chance::Chance;
use front_office::scheduling::NoteSeenBefore;
use kernel::{Day, Money, Phi, Problem};
use office::{Actor, Office, PatientId};
use registry::coverages::{NewCoverage, Relationship};
use registry::people::{Demographics, Interpreter, RegisterPatient, Relation, RelationPart, Sex};
use workflows::register_patient::RegisterAtDesk;

const FAMILY: &[&str] = &[
    "Alvarez",
    "Baker",
    "Bennett",
    "Castillo",
    "Chen",
    "Clark",
    "Coleman",
    "Cruz",
    "Diaz",
    "Edwards",
    "Evans",
    "Fisher",
    "Flores",
    "Foster",
    "Garcia",
    "Gomez",
    "Grant",
    "Gupta",
    "Hall",
    "Hassan",
    "Hughes",
    "Ibrahim",
    "Jackson",
    "Jensen",
    "Johnson",
    "Kaplan",
    "Kelly",
    "Kim",
    "Kowalski",
    "Lee",
    "Lewis",
    "Lopez",
    "Martin",
    "Mendoza",
    "Miller",
    "Mitchell",
    "Moore",
    "Morgan",
    "Murphy",
    "Nguyen",
    "O’Brien",
    "Okonkwo",
    "Ortega",
    "Owens",
    "Park",
    "Patel",
    "Perry",
    "Phillips",
    "Price",
    "Ramirez",
    "Reed",
    "Rivera",
    "Roberts",
    "Romano",
    "Rossi",
    "Sanchez",
    "Schmidt",
    "Scott",
    "Silva",
    "Singh",
    "Smith",
    "Stewart",
    "Sullivan",
    "Thompson",
    "Torres",
    "Tran",
    "Turner",
    "Vargas",
    "Wagner",
    "Walker",
    "Ward",
    "Watson",
    "Wójcik",
    "Wright",
    "Yamamoto",
    "Young",
    "Zhang",
    "Featherstonehaugh-Montgomery",
];
const FEMALE: &[&str] = &[
    "Abigail",
    "Aisha",
    "Alice",
    "Amara",
    "Ana",
    "Beatriz",
    "Carmen",
    "Chloe",
    "Diana",
    "Elena",
    "Emma",
    "Fatima",
    "Grace",
    "Hannah",
    "Ingrid",
    "Irene",
    "Jasmine",
    "Julia",
    "Keiko",
    "Laura",
    "Linda",
    "Maria",
    "Mei",
    "Nadia",
    "Nora",
    "Olivia",
    "Priscilla",
    "Renée",
    "Sofia",
    "Teresa",
    "Valentina",
    "Yolanda",
    "Zoe",
];
const MALE: &[&str] = &[
    "Aaron", "Ahmed", "Andre", "Benjamin", "Carlos", "Daniel", "David", "Diego", "Elijah", "Ethan", "Felix", "George",
    "Hiroshi", "Isaac", "James", "José", "Kevin", "Liam", "Luis", "Marcus", "Mohammed", "Nathan", "Oscar", "Paul",
    "Quentin", "Rafael", "Robert", "Samuel", "Thomas", "Victor", "Walter", "Xavier", "Yusuf",
];
const STREETS: &[&str] = &[
    "Maple Street",
    "Oak Avenue",
    "Pine Road",
    "Cedar Lane",
    "Mill Street",
    "Harbor Way",
    "Church Street",
    "Lake View Drive",
];
const PAYERS: &[(&str, &str, i64)] = &[
    ("Great Lakes Health Plan", "GLHP1", 2_500),
    ("Empire Mutual", "EMPM2", 3_000),
    ("Harbor Community Care", "HCC03", 1_000),
    ("Medicare Part B", "MEDB4", 0),
    ("State Medicaid", "MCAID", 0),
];

/// Area codes; with 555-0100 to 555-0199, kept for fiction, they give each patient a number of their own.
const AREAS: &[&str] = &["518", "315", "607", "716", "845", "914", "585", "516", "631", "212", "646", "917"];

fn telephone(number: usize) -> Phi<String> {
    Phi::new(format!("{}55501{:02}", AREAS[number / 100 % AREAS.len()], number % 100))
}

fn demographics(chance: &mut Chance, today: Day, number: usize) -> Demographics {
    let female = chance.percent(54);
    let given = if female { chance.one_of(FEMALE) } else { chance.one_of(MALE) };
    let age_days = chance.between(30, 88 * 365);
    let born = today.plus_days(-i32::try_from(age_days).unwrap_or(10_000));
    let family: &str = chance.one_of::<&str>(FAMILY);
    let mut who = Demographics::of(family, given, born, if female { Sex::Female } else { Sex::Male });
    who.contacts.mobile = telephone(number);
    if chance.percent(60) {
        who.contacts.email = Phi::new(format!("patient{}@example.org", chance.below(100_000)));
    }
    who.address.street = Phi::new(format!("{} {}", chance.between(1, 990), chance.one_of(STREETS)));
    who.address.city = "Lakeside".into();
    who.address.state = "NY".into();
    who.address.postal_code = "12345".into();
    who.address.country = "US".to_owned();
    if chance.percent(12) {
        "es".clone_into(&mut who.language);
        who.interpreter = if chance.percent(50) { Interpreter::Needed } else { Interpreter::NotNeeded };
    }
    who
}

fn card(chance: &mut Chance) -> Option<NewCoverage> {
    if chance.percent(12) {
        return None;
    }
    let (payer, number, copay) = chance.one_of(PAYERS);
    Some(NewCoverage {
        payer: (*payer).to_owned(),
        payer_number: (*number).to_owned(),
        priority: 1,
        plan: if chance.percent(50) { "PPO".to_owned() } else { "HMO Standard".to_owned() },
        member_number: Phi::new(format!("M{:09}", chance.below(1_000_000_000))),
        group_number: Phi::new(format!("G{:05}", chance.below(100_000))),
        relationship: Relationship::Itself,
        subscriber_name: Phi::default(),
        subscriber_birth_day: None,
        starts_on: None,
        ends_on: None,
        copay: (*copay > 0).then(|| Money::from_cents(*copay)),
    })
}

/// One patient in so many is new to the practice.
pub const NEW_EVERY: usize = 10;
/// Days before the demo's first day on which the others were last seen.
const SEEN_DAYS_AGO: i32 = 90;

/// Registers so many patients, as the desk would.
///
/// # Errors
/// What the office says.
pub async fn register(
    office: &Office,
    desk: &Actor,
    count: usize,
    chance: &mut Chance,
) -> Result<Vec<PatientId>, Problem> {
    let zone = jiff::tz::TimeZone::get(super::ZONE).unwrap_or(jiff::tz::TimeZone::UTC);
    let today: Day = office.now().civil(&zone).date().into();
    let mut patients = Vec::with_capacity(count);
    while patients.len() < count {
        let demographics = demographics(chance, today, patients.len());
        let relations = vec![Relation {
            part: RelationPart::EmergencyContact,
            relationship: "relative".to_owned(),
            name: Phi::new(format!("{} {}", chance.one_of::<&str>(FEMALE), chance.one_of::<&str>(FAMILY))),
            phone: telephone(chance.below(1_200)),
        }];
        let new = RegisterPatient { demographics, identifiers: Vec::new(), relations };
        let deed = RegisterAtDesk { new, card: card(chance), told_apart: Vec::new() };
        match office.perform(desk, deed).await {
            Ok(patient) => {
                // Nine in ten were seen here before the demo's year begins.
                if !patients.len().is_multiple_of(NEW_EVERY) {
                    let day = today.plus_days(-SEEN_DAYS_AGO);
                    office.perform(desk, NoteSeenBefore { patient, day }).await?;
                }
                patients.push(patient);
            }
            // Somebody of the same name and birthday is there: a demo needs no twins.
            Err(why) if why.kind() == kernel::Kind::Conflict => {}
            Err(why) => return Err(why),
        }
    }
    Ok(patients)
}
