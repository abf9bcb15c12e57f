//! Deciding: an entry of a patient is accepted into the record, or declined.

use super::enter::entries;
use super::facts::SelfFact;
use super::review::sent;
use super::tables::{EntryRow, SelfRow, self_card_picture, self_check_in, self_entry};
use super::{EntryStanding, REVIEW_SELF_CHECK_IN, SelfCheckInId, SelfField};
use crate::insurance::{CardSide, take_card_pictures};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::coverages::{KeepCoverage, NewCoverage, Relationship, coverages_of, keep_coverage};
use registry::people::{CorrectDemographics, person};
use registry::practice::today_at;

kernel::code!(
    /// What is decided about an entry.
    Decision {
        /// It goes into the record.
        Accept = "accept",
        /// It does not.
        Decline = "decline",
    }
);

/// Decides about one entry. When the last is decided, the check-in is reviewed.
#[derive(Clone, Copy, Debug)]
pub struct DecideEntry {
    /// Of which check-in.
    pub check_in: SelfCheckInId,
    /// Which entry.
    pub field: SelfField,
    /// What is decided.
    pub decision: Decision,
}

impl Command for DecideEntry {
    const ACT: Act = REVIEW_SELF_CHECK_IN;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(sent(read, self.check_in)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let (row, all) = offered_entries(tx, self.check_in)?;
        let entry = offered_entry(&all, self.field)?;
        let standing = match self.decision {
            Decision::Decline => EntryStanding::Declined,
            Decision::Accept => {
                accept(tx, &row, entry)?;
                EntryStanding::Accepted
            }
        };
        decided(tx, &row, &all, self.field, standing)
    }
}

/// Notes that somebody accepted what the patient told of their health. The caller puts it into the chart, in the same deed.
///
/// # Errors
/// Not found; conflict, when it was decided already; invalid, when it is no history.
pub fn accept_history(tx: &mut Tx<'_>, check_in: SelfCheckInId, field: SelfField) -> Result<PatientId, Problem> {
    if !field.is_history() {
        return Err(Problem::invalid("no_history", "This is no history."));
    }
    let (row, all) = offered_entries(tx, check_in)?;
    offered_entry(&all, field)?;
    decided(tx, &row, &all, field, EntryStanding::Accepted)?;
    Ok(row.patient)
}

/// The check-in with its entries. Of two who decide the last two at once, one sees that the other is decided.
fn offered_entries(tx: &mut Tx<'_>, check_in: SelfCheckInId) -> Result<(SelfRow, Vec<EntryRow>), Problem> {
    let row = sent(tx, check_in)?;
    tx.hold(&[row.id.into()])?;
    let all = entries(tx, &row)?;
    Ok((row, all))
}

fn offered_entry(all: &[EntryRow], field: SelfField) -> Result<&EntryRow, Problem> {
    let entry = all.iter().find(|entry| entry.field == field);
    let entry = entry.ok_or_else(|| Problem::not_found("not_found", "There is no such entry."))?;
    match entry.standing {
        EntryStanding::Offered => Ok(entry),
        _ => Err(Problem::conflict("already_decided", "Somebody has decided this already. Load the page again.")),
    }
}

/// Notes what became of an entry; with the last one the check-in is reviewed.
fn decided(
    tx: &mut Tx<'_>,
    row: &SelfRow,
    all: &[EntryRow],
    field: SelfField,
    standing: EntryStanding,
) -> Result<(), Problem> {
    let (now, account) = (tx.now(), tx.who().account());
    let fact = SelfFact::Decided { check_in: row.id, patient: row.patient, field, standing };
    let target = self_entry::table
        .filter(self_entry::check_in.eq(row.id).and(self_entry::field.eq(field)))
        .filter(self_entry::standing.eq(EntryStanding::Offered));
    tx.write(fact).change(diesel::update(target).set((
        self_entry::standing.eq(standing),
        self_entry::decided_at.eq(Some(now)),
        self_entry::decided_by.eq(Some(account)),
    )))?;
    let open = all.iter().filter(|other| other.field != field && other.standing == EntryStanding::Offered);
    if open.count() == 0 {
        let target = self_check_in::table.filter(self_check_in::id.eq(row.id));
        let fact = SelfFact::Reviewed { check_in: row.id, patient: row.patient };
        tx.write(fact).change(diesel::update(target).set(self_check_in::reviewed_at.eq(Some(now))))?;
    }
    Ok(())
}

fn accept(tx: &mut Tx<'_>, row: &SelfRow, entry: &EntryRow) -> Result<(), Problem> {
    let said = entry.said.reveal();
    let line = |at: usize| Phi::new(said.lines().nth(at).unwrap_or_default().trim().to_owned());
    match entry.field {
        SelfField::Mobile | SelfField::Email | SelfField::Address => {
            let known = person(tx, row.patient)?;
            let mut to = known.demographics;
            match entry.field {
                SelfField::Mobile => to.contacts.mobile = entry.said.clone(),
                SelfField::Email => to.contacts.email = entry.said.clone(),
                _ => {
                    to.address.street = line(0);
                    to.address.unit = line(1);
                    to.address.city = line(2);
                    to.address.state = line(3);
                    to.address.postal_code = line(4);
                }
            }
            CorrectDemographics { patient: row.patient, version: known.version, to }.perform(tx)
        }
        SelfField::Insurance => {
            let priority = i64::try_from(coverages_of(tx, row.patient)?.len()).unwrap_or(8).min(8) + 1;
            let card = NewCoverage {
                payer: line(0).into_revealed(),
                payer_number: String::new(),
                priority,
                plan: String::new(),
                member_number: line(1),
                group_number: line(2),
                relationship: Relationship::from_word(line(3).reveal()).unwrap_or(Relationship::Other),
                subscriber_name: line(4),
                subscriber_birth_day: None,
                starts_on: None,
                ends_on: None,
                copay: None,
            };
            let coverage = keep_coverage(tx, &KeepCoverage { patient: row.patient, corrects: None, card })?;
            let pictures = pictures_of(tx, row)?;
            take_card_pictures(tx, row.patient, coverage, pictures)
        }
        SelfField::Card => {
            let today = today_at(tx, row.site)?;
            let pays = coverages_of(tx, row.patient)?.into_iter().find(|one| one.covers(today));
            let Some(pays) = pays else {
                let say = "No insurance in force is on record that these pictures could go with. Enter it first, or decline them.";
                return Err(Problem::refused("no_coverage", say));
            };
            let pictures = pictures_of(tx, row)?;
            take_card_pictures(tx, row.patient, pays.id, pictures)
        }
        // Histories go into the chart line by line (see `accept_history`).
        SelfField::Medicines
        | SelfField::Allergies
        | SelfField::Conditions
        | SelfField::Operations
        | SelfField::Family => {
            let say = "Histories go into the chart line by line. Open them to accept them.";
            Err(Problem::refused("line_by_line", say))
        }
    }
}

/// The pictures of the card that came along.
fn pictures_of(tx: &mut Tx<'_>, row: &SelfRow) -> Result<Vec<(CardSide, Vec<u8>)>, Problem> {
    let pictures = self_card_picture::table.filter(self_card_picture::check_in.eq(row.id));
    tx.list(pictures.select((self_card_picture::side, self_card_picture::sha256)), 2)
}
