//! The first day: nobody has an account yet, and somebody founds the practice.

use communications::reminders::{begin_offers_and_recalls, begin_reminders};
use front_office::scheduling::{AddVisitType, ForWhom, TypeTone, VisitTypeFields};
use kernel::Problem;
use office::{AccountId, Act, Command, NoPatients, Permission, Query, Reader, SiteId, Subject, Tx};
use registry::practice::{AddStaff, FOUND, FoundPractice, Scheduled, found};

/// Asking whether the practice was founded.
pub const SEE_FIRST_DAY: Act = Act::new("practice.first_day", Permission::ManagePractice);

/// Whether anybody has an account yet. If nobody has, the browser is led to the first day.
#[derive(Clone, Copy, Debug)]
pub struct IsFounded;

impl Query for IsFounded {
    const ACT: Act = SEE_FIRST_DAY;
    type Answer = NoPatients<bool>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<NoPatients<bool>, Problem> {
        office::first_account_exists(read).map(NoPatients)
    }
}

/// What a practice can book on its first day: name, minutes, for whom, colour. It changes them as it likes.
const VISIT_TYPES: &[(&str, i64, ForWhom, TypeTone)] = &[
    ("New patient", 40, ForWhom::New, TypeTone::Plum),
    ("Follow-up", 20, ForWhom::Established, TypeTone::Sky),
    ("Sick visit", 20, ForWhom::Any, TypeTone::Sand),
    ("Annual exam", 40, ForWhom::Any, TypeTone::Leaf),
    ("Procedure", 40, ForWhom::Established, TypeTone::Rose),
    ("Nurse visit", 15, ForWhom::Established, TypeTone::Stone),
];

/// Founds the practice: its first site with rooms, its first manager, and what it needs to book the first visit.
#[derive(Clone, Debug)]
pub struct BeginPractice {
    /// The practice, its first site and its first manager.
    pub founding: FoundPractice,
}

impl Command for BeginPractice {
    const ACT: Act = FOUND;
    type Done = (SiteId, AccountId);

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(SiteId, AccountId), Problem> {
        let (site, manager) = found(tx, &self.founding)?;
        let (given, family) = in_two(&self.founding.manager.name);
        let record = AddStaff {
            account: Some(manager),
            given,
            family,
            credential: String::new(),
            npi: None,
            scheduled: Scheduled::No,
            sites: vec![site],
        };
        record.perform(tx)?;
        for (name, minutes, for_whom, tone) in VISIT_TYPES {
            let fields =
                VisitTypeFields { name: (*name).to_owned(), minutes: *minutes, for_whom: *for_whom, tone: *tone };
            AddVisitType(fields).perform(tx)?;
        }
        begin_reminders(tx)?;
        begin_offers_and_recalls(tx)?;
        Ok((site, manager))
    }
}

/// A full name as given and family name: the last word is the family's.
fn in_two(name: &str) -> (String, String) {
    match name.trim().rsplit_once(' ') {
        Some((given, family)) => (given.trim().to_owned(), family.to_owned()),
        None => (String::new(), name.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::in_two;

    #[test]
    fn the_last_word_of_a_name_is_the_familys() {
        let told = |given: &str, family: &str| (given.to_owned(), family.to_owned());
        assert_eq!(in_two(" Olivia May Grant "), told("Olivia May", "Grant"));
        assert_eq!(in_two("Olivia"), told("", "Olivia"));
    }
}
