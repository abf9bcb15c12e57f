//! The directory: offices and clinicians outside the practice, and how they like to receive what we send.

use super::facts::ReferralFact;
use super::tables::{EntryRow, directory_entry, directory_word};
use super::{Channel, EntryId, EntryKind, ImportedId, KEEP_DIRECTORY, check_length};
use diesel::prelude::*;
use kernel::{Problem, npi_holds};
use office::{Act, Command, Reader, Subject, Tx};
use registry::people::search_words;
use std::collections::BTreeSet;

/// What stands in an entry of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFields {
    /// A person, or an office.
    pub kind: EntryKind,
    /// As it is written on a letter: `Maya Chen, MD`.
    pub name: String,
    /// What they do; may be empty.
    pub specialty: String,
    /// The office or hospital in which they work; may be empty.
    pub organisation: String,
    /// National provider identifier, with its check digit; may be empty.
    pub npi: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Fax; may be empty.
    pub fax: String,
    /// E-mail; may be empty.
    pub email: String,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// State.
    pub state: String,
    /// ZIP code.
    pub postal_code: String,
    /// How they like to receive packets.
    pub prefers: Channel,
    /// What else to know, such as what they want to have with a referral.
    pub note: String,
    /// Whether anybody is still referred there.
    pub active: bool,
    /// What was imported and is taken over with this entry.
    pub imported_from: Option<ImportedId>,
}

/// An entry of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What stands in it.
    pub fields: EntryFields,
    /// For the next change.
    pub version: i64,
}

impl Entry {
    /// As a list shows it: the name, and where they work.
    #[must_use]
    pub fn called(&self) -> String {
        match self.fields.organisation.as_str() {
            "" => self.fields.name.clone(),
            place => format!("{}, {place}", self.fields.name),
        }
    }

    /// Where a packet goes by this channel: the fax number, the e-mail address, else the postal address.
    #[must_use]
    pub fn address(&self, channel: Channel) -> String {
        match channel {
            Channel::Fax => self.fields.fax.clone(),
            Channel::Email => self.fields.email.clone(),
            Channel::Folder => self.called(),
            Channel::Print => {
                let city = [&self.fields.city, &self.fields.state, &self.fields.postal_code];
                let city: Vec<&str> = city.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                let parts = [self.fields.street.clone(), city.join(" ")];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        Self {
            id: row.id,
            version: row.version,
            fields: EntryFields {
                kind: row.kind,
                name: row.name,
                specialty: row.specialty,
                organisation: row.organisation,
                npi: row.npi,
                phone: row.phone,
                fax: row.fax,
                email: row.email,
                street: row.street,
                city: row.city,
                state: row.state,
                postal_code: row.postal_code,
                prefers: row.prefers,
                note: row.note,
                active: row.active,
                imported_from: row.imported_from,
            },
        }
    }
}

/// One entry.
///
/// # Errors
/// Not found.
pub fn entry(read: &mut Reader<'_>, id: EntryId) -> Result<Entry, Problem> {
    let query = directory_entry::table.filter(directory_entry::id.eq(id)).select(EntryRow::as_select());
    Ok(read.one::<_, EntryRow>(query, "entry of the directory")?.into())
}

/// Adds an office or clinician.
#[derive(Clone, Debug)]
pub struct AddEntry(pub EntryFields);

impl Command for AddEntry {
    const ACT: Act = KEEP_DIRECTORY;
    type Done = EntryId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<EntryId, Problem> {
        check(tx, &self.0, None)?;
        let row = row(tx.id(), &self.0, 1);
        let mut pen = tx.write(ReferralFact::EntryKept { entry: row.id });
        pen.insert(directory_entry::table, &row)?;
        for word in words(&row) {
            let word = (directory_word::word.eq(word), directory_word::entry.eq(row.id));
            pen.insert(directory_word::table, word)?;
        }
        Ok(row.id)
    }
}

/// Changes an entry.
#[derive(Clone, Debug)]
pub struct ChangeEntry {
    /// Which.
    pub entry: EntryId,
    /// The version that was seen.
    pub version: i64,
    /// As it is from now on.
    pub to: EntryFields,
}

impl Command for ChangeEntry {
    const ACT: Act = KEEP_DIRECTORY;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let before = entry(tx, self.entry)?;
        check(tx, &self.to, Some(self.entry))?;
        let to = EntryFields { imported_from: before.fields.imported_from, ..self.to.clone() };
        let row = row(self.entry, &to, self.version + 1);
        let target = directory_entry::table
            .filter(directory_entry::id.eq(self.entry).and(directory_entry::version.eq(self.version)));
        let mut pen = tx.write(ReferralFact::EntryKept { entry: row.id });
        pen.change(diesel::update(target).set(&row))?;
        pen.run(diesel::delete(directory_word::table.filter(directory_word::entry.eq(self.entry))))?;
        for word in words(&row) {
            let word = (directory_word::word.eq(word), directory_word::entry.eq(row.id));
            pen.insert(directory_word::table, word)?;
        }
        Ok(())
    }
}

fn row(id: EntryId, fields: &EntryFields, version: i64) -> EntryRow {
    let tidy = |text: &str| text.trim().to_owned();
    EntryRow {
        id,
        kind: fields.kind,
        name: tidy(&fields.name),
        specialty: tidy(&fields.specialty),
        organisation: tidy(&fields.organisation),
        npi: tidy(&fields.npi),
        phone: tidy(&fields.phone),
        fax: tidy(&fields.fax),
        email: tidy(&fields.email),
        street: tidy(&fields.street),
        city: tidy(&fields.city),
        state: tidy(&fields.state),
        postal_code: tidy(&fields.postal_code),
        prefers: fields.prefers,
        note: tidy(&fields.note),
        active: fields.active,
        imported_from: fields.imported_from,
        version,
    }
}

/// By which words an entry is found: every word of its name, specialty, place and city, and its NPI.
fn words(row: &EntryRow) -> BTreeSet<String> {
    let all = [&row.name, &row.specialty, &row.organisation, &row.city, &row.npi];
    let found = all.into_iter().flat_map(|text| search_words(text));
    found.filter(|word| word.len() <= 40).take(60).collect()
}

fn check(tx: &mut Tx<'_>, fields: &EntryFields, but: Option<EntryId>) -> Result<(), Problem> {
    if fields.name.trim().is_empty() {
        let say = "Enter the name as it is written on a letter.";
        return Err(Problem::invalid("no_name", say).at("name", say));
    }
    let texts = [&fields.name, &fields.specialty, &fields.organisation, &fields.street, &fields.city, &fields.email];
    for text in texts {
        check_length("name", text, 200)?;
    }
    check_length("note", &fields.note, 1_000)?;
    let missing = match fields.prefers {
        Channel::Fax if fields.fax.trim().is_empty() => Some(("fax", "Enter the fax number, because they like faxes.")),
        Channel::Email if !fields.email.contains('@') => {
            Some(("email", "Enter the e-mail address, because they like e-mail."))
        }
        _ => None,
    };
    if let Some((field, say)) = missing {
        return Err(Problem::invalid("no_address", say).at(field, say));
    }
    let npi = fields.npi.trim();
    if npi.is_empty() {
        return Ok(());
    }
    if !npi_holds(npi) {
        let say =
            "This is not an NPI: it has ten digits, and the last one checks the others. Look for a mistyped digit.";
        return Err(Problem::invalid("bad_npi", say).at("npi", say));
    }
    let same = directory_entry::table.filter(directory_entry::npi.eq(npi)).select(directory_entry::id);
    let same: Option<EntryId> = tx.maybe(same)?;
    if same.is_some() && same != but {
        let say = "Somebody in the directory has this NPI already.";
        return Err(Problem::conflict("npi_taken", say).at("npi", say));
    }
    Ok(())
}
