//! A driver’s licence or state card as the proof of identity: what its bar code says is compared with the record.

use super::{CHECK_IN, IdentityProof, Tick, Ticked};
use crate::patient_flow::{VisitId, stored_visit};
use aamva::Licence;
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};
use registry::people::{Demographics, person, search_words};

/// Ticks off the identity by the scan of a licence, when name and birthday are those of the record.
#[derive(Clone, Debug)]
pub struct ProveByLicence {
    /// At which visit.
    pub visit: VisitId,
    /// What the scanner typed.
    pub scanned: Phi<String>,
}

impl Command for ProveByLicence {
    const ACT: Act = CHECK_IN;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let licence = aamva::read(self.scanned.reveal())
            .map_err(|unread| Problem::invalid("licence_unread", unread.say()).at("licence", unread.say()))?;
        let patient = stored_visit(tx, self.visit)?.patient;
        let who = person(tx, patient)?.demographics;
        let differs = differences(&licence, &who);
        if !differs.is_empty() {
            let say = format!(
                "On the licence the {} not as on record. Is this the right chart? If the record is wrong, correct it first.",
                listed(&differs)
            );
            return Err(Problem::refused("licence_differs", say.clone()).at("licence", say));
        }
        let note = Phi::new(note(&licence, &who, tx));
        Tick { visit: self.visit, what: Ticked::Identity(IdentityProof::DriverLicence), note }.perform(tx)
    }
}

/// Which of the two identifiers are not those of the record. Who goes by another first name than the card’s is known by it too.
fn differences(licence: &Licence, who: &Demographics) -> Vec<&'static str> {
    let cut = licence.cut_off;
    let given = [&who.given, &who.preferred].iter().any(|on_record| same_name(&licence.given, on_record, cut));
    let mut differs = Vec::new();
    if !given {
        differs.push("first name");
    }
    if !same_name(&licence.family, &who.family, cut) {
        differs.push("family name");
    }
    if licence.birth_day != who.birth_day {
        differs.push("date of birth");
    }
    differs
}

fn listed(differs: &[&str]) -> String {
    match differs {
        [one] => format!("{one} is"),
        [before @ .., last] => format!("{} and {last} are", before.join(", ")),
        [] => String::new(),
    }
}

/// The same letters, accents aside. Of several names the first is enough; one that the card cut off is the same as far as it
/// goes.
fn same_name(on_card: &Phi<String>, on_record: &Phi<String>, cut: bool) -> bool {
    let (card, record) = (search_words(on_card.reveal()), search_words(on_record.reveal()));
    let begins = cut && record.concat().starts_with(&card.concat());
    !card.is_empty() && (card.concat() == record.concat() || begins || card.first() == record.first())
}

fn note(licence: &Licence, who: &Demographics, read: &Reader<'_>) -> String {
    let number = licence.number.reveal();
    let last: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
    let mut note = format!("Bar code scanned; number ends in {last}.");
    let today = kernel::Day::from(read.now().timestamp().to_zoned(jiff::tz::TimeZone::UTC).date());
    match licence.expires_on {
        Some(day) if day < today => note.push_str(&format!(" Expired on {day}.")),
        Some(day) => note.push_str(&format!(" Valid to {day}.")),
        None => {}
    }
    let street = |text: &Phi<String>| search_words(text.reveal()).concat();
    if !licence.street.reveal().is_empty() && street(&licence.street) != street(&who.address.street) {
        note.push_str(" Another address stands on it: read the address over.");
    }
    note
}
