//! Reaching people: what a message to somebody needs to know of them, and who is reached under a number.

use crate::people::is_given;
use crate::people::keys::plain_phone;
use crate::people::tables::{patient, patient_address, patient_contact, patient_key};
use diesel::prelude::*;
use kernel::{Day, Phi, Problem};
use office::{PatientId, Reader};
use std::collections::HashMap;

/// People of one look.
const AT_ONCE: usize = 500;
/// People of one number.
const OF_NUMBER_MAX: u32 = 50;

/// How somebody is reached; empty where unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reachable {
    /// The name they want to be called by, or the given name.
    pub first_name: Phi<String>,
    /// The language they want to be spoken to in (BCP 47).
    pub language: String,
    /// Whether they have died.
    pub deceased: bool,
    /// Mobile telephone.
    pub mobile: Phi<String>,
    /// E-mail address.
    pub email: Phi<String>,
    /// Mobile telephone, or that at home, or at work.
    pub phone: Phi<String>,
    /// Whether a letter finds them.
    pub has_address: bool,
}

#[derive(Queryable)]
struct Card {
    id: PatientId,
    given: Phi<String>,
    preferred: Phi<String>,
    language: String,
    deceased_on: Option<Phi<Day>>,
}

/// How these people are reached.
///
/// # Errors
/// Broken, when the database fails.
pub fn reachable(read: &mut Reader<'_>, patients: &[PatientId]) -> Result<HashMap<PatientId, Reachable>, Problem> {
    let mut all: HashMap<PatientId, Reachable> = HashMap::new();
    for some in patients.chunks(AT_ONCE) {
        let cards = patient::table.filter(patient::id.eq_any(some)).select((
            patient::id,
            patient::given,
            patient::preferred,
            patient::language,
            patient::deceased_on,
        ));
        let cards: Vec<Card> = read.list(cards, 500)?;
        for Card { id, given, preferred, language, deceased_on } in cards {
            let first_name = if is_given(&preferred) { preferred } else { given };
            let deceased = deceased_on.is_some();
            all.insert(id, Reachable { first_name, language, deceased, ..Reachable::default() });
        }
        let contacts = patient_contact::table.filter(patient_contact::patient.eq_any(some)).select((
            patient_contact::patient,
            patient_contact::kind,
            patient_contact::value,
        ));
        let mut contacts: Vec<(PatientId, String, Phi<String>)> = read.list(contacts, 2_500)?;
        // The mobile telephone first, then that at home, then that at work.
        contacts.sort_by_key(|(_, kind, _)| ["mobile", "home", "work"].iter().position(|known| known == kind));
        for (id, kind, value) in contacts {
            let Some(known) = all.get_mut(&id).filter(|_| is_given(&value)) else { continue };
            match kind.as_str() {
                "mobile" => (known.mobile, known.phone) = (value.clone(), value),
                "home" | "work" if !is_given(&known.phone) => known.phone = value,
                "home" | "work" => {}
                _ => known.email = value,
            }
        }
        let lives = patient_address::table
            .filter(patient_address::patient.eq_any(some))
            .filter(patient_address::street.ne("").and(patient_address::city.ne("")))
            .select(patient_address::patient);
        let lives: Vec<PatientId> = read.list(lives, 500)?;
        for id in lives {
            all.entry(id).or_default().has_address = true;
        }
    }
    Ok(all)
}

/// Everybody whose mobile telephone this is.
///
/// # Errors
/// Broken, when the database fails.
pub fn with_mobile(read: &mut Reader<'_>, number: &Phi<String>) -> Result<Vec<PatientId>, Problem> {
    let number = plain_phone(number);
    if !is_given(&number) {
        return Ok(Vec::new());
    }
    let theirs = patient_contact::table
        .filter(patient_contact::patient.eq(patient_key::patient))
        .filter(patient_contact::kind.eq("mobile").and(patient_contact::value.eq(&number)));
    let query = patient_key::table
        .filter(patient_key::key.eq(&number).and(diesel::dsl::exists(theirs)))
        .order(patient_key::patient)
        .select(patient_key::patient);
    read.list(query, OF_NUMBER_MAX)
}
