//! What a patient does at a sitting: looks at what is on record, enters what has changed, signs, and sends it.

use super::facts::SelfFact;
use super::open::{confirmed, sitting};
use super::tables::{EntryRow, SelfRow, self_card_picture, self_check_in, self_entry};
use super::{EntryStanding, SELF_CHECK_IN, SelfField};
use crate::documents::keep_file;
use crate::forms::{FilledIn, FormForPatient, FormToSign, FormsFor, SheetToSign, sign_form};
use crate::insurance::CardSide;
use crate::patient_flow::Arrive;
use crate::scheduling::AppointmentId;
use crate::secret::Secret;
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};
use papers::{Paper, PaperKind};
use registry::people::{Demographics, Language, person};
use registry::practice::{today_at, zone_of};
use std::collections::BTreeMap;

/// Letters of an entry at most.
const ENTRY_MAX: usize = 2_000;

/// What a secret opens.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// What stands in the link, or what the kiosk was given.
    pub secret: Secret,
}

/// A sitting as the patient sees it.
#[derive(Clone, Debug)]
pub struct SittingSheet {
    /// Whose.
    pub patient: PatientId,
    /// What they are called: preferred or given name. Empty until the birthday is confirmed.
    pub called: Phi<String>,
    /// Whether the birthday is still to be confirmed.
    pub asks_birthday: bool,
    /// In which language they read.
    pub language: Language,
    /// Whether they sit at a kiosk.
    pub at_kiosk: bool,
    /// When the appointment begins, on the office's own clock.
    pub starts_at: Moment,
    /// The day it is at the office.
    pub today: Day,
    /// Whether the appointment is today, so that they can say that they are here.
    pub is_today: bool,
    /// What stands in each field: what they entered, else what is on record.
    pub fields: BTreeMap<SelfField, Phi<String>>,
    /// Sides of the insurance card that were sent.
    pub cards: Vec<CardSide>,
    /// The forms of the practice, each with how it stands.
    pub forms: Vec<FormForPatient>,
}

impl Discloses for SittingSheet {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for Sitting {
    const ACT: Act = SELF_CHECK_IN;
    type Answer = SittingSheet;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(sitting(read, &self.secret)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<SittingSheet, Problem> {
        let row = sitting(read, &self.secret)?;
        let promised = crate::scheduling::stored_appointment(read, row.appointment)?;
        let zone = zone_of(read, row.site)?;
        let today = read.today(&zone);
        let mut sheet = SittingSheet {
            patient: row.patient,
            called: Phi::default(),
            asks_birthday: row.confirmed_at.is_none(),
            language: row.language,
            at_kiosk: row.kiosk.is_some(),
            starts_at: promised.starts_at,
            today,
            is_today: promised.day == today,
            fields: BTreeMap::new(),
            cards: Vec::new(),
            forms: Vec::new(),
        };
        // Until then the link shows nothing but that there is an appointment.
        if sheet.asks_birthday {
            return Ok(sheet);
        }
        let who = person(read, row.patient)?.demographics;
        sheet.called = if who.preferred.reveal().is_empty() { who.given.clone() } else { who.preferred.clone() };
        sheet.fields = on_record(&who);
        for entry in entries(read, &row)? {
            sheet.fields.insert(entry.field, entry.said);
        }
        let sides = self_card_picture::table.filter(self_card_picture::check_in.eq(row.id));
        sheet.cards = read.list(sides.select(self_card_picture::side), 2)?;
        sheet.forms = FormsFor { patient: row.patient, day: today }.answer(read)?;
        Ok(sheet)
    }
}

/// What is on record of the fields that patients may change.
pub(super) fn on_record(who: &Demographics) -> BTreeMap<SelfField, Phi<String>> {
    let place = &who.address;
    let lines = [&place.street, &place.unit, &place.city, &place.state, &place.postal_code];
    let lines: Vec<&str> = lines.iter().map(|line| line.reveal().as_str()).collect();
    BTreeMap::from([
        (SelfField::Mobile, who.contacts.mobile.clone()),
        (SelfField::Email, who.contacts.email.clone()),
        (SelfField::Address, Phi::new(lines.join("\n"))),
    ])
}

/// The entries of a check-in.
pub(super) fn entries(read: &mut Reader<'_>, row: &SelfRow) -> Result<Vec<EntryRow>, Problem> {
    let query = self_entry::table.filter(self_entry::check_in.eq(row.id)).order(self_entry::field);
    read.list(query.select(EntryRow::as_select()), 20)
}

/// A form to read and sign at a sitting.
#[derive(Clone, Debug)]
pub struct SelfForm {
    /// What opens the sitting.
    pub secret: Secret,
    /// Which form.
    pub form: crate::forms::FormId,
}

impl Query for SelfForm {
    const ACT: Act = SELF_CHECK_IN;
    type Answer = SheetToSign;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(confirmed(read, &self.secret)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<SheetToSign, Problem> {
        let patient = confirmed(read, &self.secret)?.patient;
        FormToSign { patient, form: self.form }.answer(read)
    }
}

/// What a patient does at a sitting.
#[derive(Clone, Debug)]
pub enum SittingDeed {
    /// Enters fields. What is as on record, or empty, is no entry.
    Enter(BTreeMap<SelfField, Phi<String>>),
    /// Sends pictures of sides of the insurance card.
    SendCard(BTreeMap<CardSide, Paper>),
    /// Signs a form. The signature stands as soon as it is given: it is the patient's own act, not a change by the desk.
    Sign(Box<FilledIn>),
    /// Sends everything to the office.
    Send {
        /// Whether they are in the waiting room; the desk is told so.
        here: bool,
    },
}

/// Does something at a sitting that is open and whose birthday was confirmed.
#[derive(Clone, Debug)]
pub struct AtSitting {
    /// What opens the sitting.
    pub secret: Secret,
    /// What is done.
    pub deed: SittingDeed,
}

impl Command for AtSitting {
    const ACT: Act = SELF_CHECK_IN;
    /// Whether the desk now knows that they are here.
    type Done = bool;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(confirmed(read, &self.secret)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<bool, Problem> {
        // One deed after the other: what was sent is not entered into any more.
        let check_in = confirmed(tx, &self.secret)?.id;
        tx.hold(&[check_in.into()])?;
        let row = confirmed(tx, &self.secret)?;
        match &self.deed {
            SittingDeed::Enter(fields) => enter(tx, &row, fields).map(|()| false),
            SittingDeed::SendCard(pictures) => send_card(tx, &row, pictures).map(|()| false),
            SittingDeed::Sign(sheet) => {
                let today = today_at(tx, row.site)?;
                sign_form(tx, row.patient, today, sheet).map(|_| false)
            }
            SittingDeed::Send { here } => {
                send(tx, &row)?;
                if *here { arrives(tx, row.appointment) } else { Ok(false) }
            }
        }
    }
}

fn enter(tx: &mut Tx<'_>, row: &SelfRow, fields: &BTreeMap<SelfField, Phi<String>>) -> Result<(), Problem> {
    let known = on_record(&person(tx, row.patient)?.demographics);
    if fields.values().any(|said| said.reveal().chars().count() > ENTRY_MAX) {
        let say = "Please keep each answer under 2,000 letters.";
        return Err(Problem::invalid("too_long", say).at("fields", say));
    }
    let now = tx.now();
    let touched: Vec<SelfField> = fields.keys().copied().collect();
    let mut pen = tx.write(SelfFact::Entered { check_in: row.id, patient: row.patient, fields: touched });
    for (field, said) in fields {
        let before = self_entry::table.filter(self_entry::check_in.eq(row.id).and(self_entry::field.eq(*field)));
        pen.run(diesel::delete(before))?;
        let typed = said.reveal().trim_end();
        let same = known.get(field).is_some_and(|known| known.reveal().trim_end() == typed);
        if !typed.trim().is_empty() && !same {
            pen.insert(self_entry::table, offered(row, *field, typed.to_owned(), now))?;
        }
    }
    Ok(())
}

/// An entry that nobody has decided yet.
fn offered(row: &SelfRow, field: SelfField, said: String, now: Moment) -> EntryRow {
    EntryRow {
        check_in: row.id,
        field,
        said: Phi::new(said),
        entered_at: now,
        standing: EntryStanding::Offered,
        decided_at: None,
        decided_by: None,
    }
}

fn send_card(tx: &mut Tx<'_>, row: &SelfRow, pictures: &BTreeMap<CardSide, Paper>) -> Result<(), Problem> {
    if pictures.is_empty() || pictures.values().any(|paper| paper.kind() == PaperKind::Pdf) {
        let say = "Take a picture of each side of the card.";
        return Err(Problem::invalid("no_picture", say).at("front", say));
    }
    let mut pen = tx.write(SelfFact::CardSent { check_in: row.id, patient: row.patient });
    for (side, paper) in pictures {
        let before = self_card_picture::table
            .filter(self_card_picture::check_in.eq(row.id).and(self_card_picture::side.eq(*side)));
        pen.run(diesel::delete(before))?;
        let sha256 = keep_file(&mut pen, paper)?;
        let picture = (
            self_card_picture::check_in.eq(row.id),
            self_card_picture::side.eq(*side),
            self_card_picture::sha256.eq(sha256),
        );
        pen.insert(self_card_picture::table, picture)?;
    }
    Ok(())
}

fn send(tx: &mut Tx<'_>, row: &SelfRow) -> Result<(), Problem> {
    let pictures = self_card_picture::table.filter(self_card_picture::check_in.eq(row.id));
    let pictures: Vec<CardSide> = tx.list(pictures.select(self_card_picture::side), 2)?;
    let entered = entries(tx, row)?;
    let nothing = entered.is_empty() && pictures.is_empty();
    let now = tx.now();
    let target = self_check_in::table.filter(self_check_in::id.eq(row.id));
    let mut pen = tx.write(SelfFact::Sent { check_in: row.id, patient: row.patient });
    if !pictures.is_empty() && !entered.iter().any(|entry| entry.field == SelfField::Insurance) {
        // Pictures alone are an entry too: somebody must say where they go.
        let sides: Vec<&str> = pictures.iter().map(|side| side.word()).collect();
        pen.insert(self_entry::table, offered(row, SelfField::Card, sides.join(" and "), now))?;
    }
    pen.change(diesel::update(target).set((
        self_check_in::sent_at.eq(Some(now)),
        // Where nothing was entered there is nothing to review.
        self_check_in::reviewed_at.eq(nothing.then_some(now)),
    )))?;
    Ok(())
}

/// Tells the desk that they are here.
fn arrives(tx: &mut Tx<'_>, appointment: AppointmentId) -> Result<bool, Problem> {
    match (Arrive { appointment }).perform(tx) {
        Ok(_) => Ok(true),
        // The desk was faster.
        Err(why) if why.code() == "already_arrived" => Ok(true),
        Err(why) => Err(why),
    }
}
