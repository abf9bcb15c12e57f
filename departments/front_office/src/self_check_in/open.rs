//! Opening a self check-in: by a link that staff give, or at a kiosk by name and birthday.

use super::facts::SelfFact;
use super::kiosks::by_secret;
use super::tables::{SelfRow, kiosk, self_check_in};
use super::{KioskId, OFFER_LINK, SELF_CHECK_IN, SelfCheckInId};
use crate::scheduling::tables::appointment;
use crate::scheduling::{AppointmentId, Standing, stored_appointment};
use crate::secret::Secret;
use diesel::prelude::*;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::people::{Language, born_on, person, search_words};
use registry::practice::zone_of;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long somebody may sit at a kiosk over one check-in.
const SITTING: Duration = Duration::from_secs(20 * 60);
/// How long after the beginning of the appointment a link still opens.
const AFTER_BEGINNING: Duration = Duration::from_secs(60 * 60);
/// Wrong birthdays after which a link is closed.
const WRONG_MAX: i64 = 5;
/// Times in a row that a kiosk finds nobody, after which it waits.
const NOBODY_MAX: i64 = 10;
/// How long it waits then.
const KIOSK_WAITS: Duration = Duration::from_secs(5 * 60);

/// Gives a patient a link for an appointment to come.
#[derive(Clone, Copy, Debug)]
pub struct OfferLink {
    /// Which.
    pub appointment: AppointmentId,
}

/// A link's secret. Shown once; only its hash is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Offered {
    /// Which check-in.
    pub check_in: SelfCheckInId,
    /// What stands in the link.
    pub secret: String,
    /// Until when it opens.
    pub until: Moment,
}

impl Command for OfferLink {
    const ACT: Act = OFFER_LINK;
    type Done = Offered;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Offered, Problem> {
        let promised = stored_appointment(tx, self.appointment)?;
        let until = promised.starts_at + AFTER_BEGINNING;
        if !promised.standing.holds_time() || until < tx.now() {
            let say = "A link is for an appointment that is booked and still to come.";
            return Err(Problem::refused("nothing_to_come", say));
        }
        let open = Opened {
            patient: promised.patient,
            appointment: promised.id,
            site: promised.site,
            kiosk: None,
            until,
            language: None,
        };
        let (check_in, secret) = open_it(tx, &open)?;
        Ok(Offered { check_in, secret: secret.text(), until })
    }
}

struct Opened {
    patient: PatientId,
    appointment: AppointmentId,
    site: SiteId,
    kiosk: Option<KioskId>,
    until: Moment,
    language: Option<Language>,
}

fn open_it(tx: &mut Tx<'_>, open: &Opened) -> Result<(SelfCheckInId, Secret), Problem> {
    let language = match open.language {
        Some(chosen) => chosen,
        None => Language::of(&person(tx, open.patient)?.demographics.language),
    };
    let secret = Secret::fresh(tx);
    let row = SelfRow {
        id: tx.id(),
        patient: open.patient,
        appointment: open.appointment,
        site: open.site,
        kiosk: open.kiosk,
        secret_hash: secret.hash(),
        opened_at: tx.now(),
        expires_at: open.until,
        // At a kiosk the birthday was what opened it.
        confirmed_at: open.kiosk.map(|_| tx.now()),
        wrong_tries: 0,
        sent_at: None,
        reviewed_at: None,
        language,
    };
    let fact =
        SelfFact::Opened { check_in: row.id, patient: open.patient, appointment: open.appointment, kiosk: open.kiosk };
    tx.write(fact).insert(self_check_in::table, &row)?;
    Ok((row.id, secret))
}

/// Opens a check-in at a kiosk for whoever has an appointment at its site today.
#[derive(Clone, Debug)]
pub struct OpenAtKiosk {
    /// The kiosk's own secret.
    pub kiosk: Secret,
    /// The family name that was typed.
    pub family: Phi<String>,
    /// The birthday that was typed.
    pub born: Phi<Day>,
    /// The language that was chosen on the screen; that of their card where nobody chose.
    pub language: Option<Language>,
}

/// What a kiosk found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundAtKiosk {
    /// One appointment; this opens its check-in.
    Open(String),
    /// None, or more than one person: the front desk helps.
    Nobody,
}

impl Command for OpenAtKiosk {
    const ACT: Act = SELF_CHECK_IN;
    type Done = FoundAtKiosk;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    /// Who is not found is counted, in the same words as who has no appointment: a kiosk tells nobody who is a patient here.
    fn perform(&self, tx: &mut Tx<'_>) -> Result<FoundAtKiosk, Problem> {
        let it = by_secret(tx, &self.kiosk)?.id;
        tx.hold(&[it.into()])?;
        let here = by_secret(tx, &self.kiosk)?;
        let now = tx.now();
        let waits = here.wrong_in_a_row >= NOBODY_MAX && here.wrong_at.is_some_and(|at| now < at + KIOSK_WAITS);
        if waits {
            let say = "This kiosk takes a short break. Please go to the front desk.";
            return Err(Problem::busy("kiosk_waits", say));
        }
        let mut theirs: Vec<(PatientId, AppointmentId)> = Vec::new();
        for known in born_on(tx, &[*self.born.reveal()])? {
            if search_words(known.family.reveal()) == search_words(self.family.reveal()) {
                theirs.extend(today_of(tx, known.id, here.site)?.map(|appointment| (known.id, appointment)));
            }
        }
        // Who was merged from two charts is known by the names of both.
        theirs.sort_unstable();
        theirs.dedup();
        let target = kiosk::table.filter(kiosk::id.eq(here.id));
        let [(patient, appointment)] = theirs.as_slice() else {
            let wrong = (kiosk::wrong_in_a_row.eq(here.wrong_in_a_row + 1), kiosk::wrong_at.eq(Some(now)));
            tx.write(SelfFact::NobodyFound { kiosk: here.id }).change(diesel::update(target).set(wrong))?;
            return Ok(FoundAtKiosk::Nobody);
        };
        let until = now + SITTING;
        let open = Opened {
            patient: *patient,
            appointment: *appointment,
            site: here.site,
            kiosk: Some(here.id),
            until,
            language: self.language,
        };
        let (check_in, secret) = open_it(tx, &open)?;
        let fact = SelfFact::BirthdayAsked { check_in, patient: *patient, right: true };
        tx.write(fact).change(diesel::update(target).set(kiosk::wrong_in_a_row.eq(0)))?;
        Ok(FoundAtKiosk::Open(secret.text()))
    }
}

/// The first appointment of a patient at a site today that still holds.
fn today_of(tx: &mut Tx<'_>, patient: PatientId, site: SiteId) -> Result<Option<AppointmentId>, Problem> {
    let zone = zone_of(tx, site)?;
    let (from, today) = (tx.now() - Duration::from_secs(24 * 3600), tx.today(&zone));
    let query = appointment::table
        .filter(appointment::patient.eq(patient).and(appointment::starts_at.ge(from)))
        .filter(appointment::site.eq(site).and(appointment::day.eq(today)))
        .order(appointment::starts_at)
        .select((appointment::id, appointment::standing));
    let all: Vec<(AppointmentId, Standing)> = tx.list(query, 20)?;
    Ok(all.into_iter().find(|(_, standing)| standing.holds_time()).map(|(id, _)| id))
}

/// Closes what is open at a kiosk, because nobody sits there any more.
#[derive(Clone, Debug)]
pub struct ClearKiosk {
    /// The kiosk's own secret.
    pub kiosk: Secret,
}

impl Command for ClearKiosk {
    const ACT: Act = SELF_CHECK_IN;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let here = by_secret(tx, &self.kiosk)?;
        close_sittings(tx, here.id)
    }
}

/// Closes what is open at a kiosk.
pub(super) fn close_sittings(tx: &mut Tx<'_>, kiosk: KioskId) -> Result<(), Problem> {
    let now = tx.now();
    let open = self_check_in::table
        .filter(self_check_in::kiosk.eq(Some(kiosk)).and(self_check_in::expires_at.gt(now)))
        .select((self_check_in::id, self_check_in::patient));
    let open: Vec<(SelfCheckInId, PatientId)> = tx.list(open, 50)?;
    for (check_in, patient) in open {
        let target = self_check_in::table.filter(self_check_in::id.eq(check_in));
        let over = self_check_in::expires_at.eq(now - Duration::from_secs(1));
        tx.write(SelfFact::Cleared { check_in, patient }).change(diesel::update(target).set(over))?;
    }
    Ok(())
}

/// Confirms by the birthday that a link is in the right hands.
#[derive(Clone, Debug)]
pub struct ConfirmBirthday {
    /// What stands in the link.
    pub secret: Secret,
    /// The birthday that was typed.
    pub born: Phi<Day>,
}

/// Whether it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmed {
    /// It is.
    Yes,
    /// It is not; so many tries are left.
    No(i64),
}

impl Command for ConfirmBirthday {
    const ACT: Act = SELF_CHECK_IN;
    type Done = Confirmed;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(sitting(read, &self.secret)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Confirmed, Problem> {
        // Tries at the same moment wait for each other, so that each is counted.
        let check_in = sitting(tx, &self.secret)?.id;
        tx.hold(&[check_in.into()])?;
        let row = sitting(tx, &self.secret)?;
        let right = person(tx, row.patient)?.demographics.birth_day == self.born;
        let now = tx.now();
        let fact = SelfFact::BirthdayAsked { check_in: row.id, patient: row.patient, right };
        let target = self_check_in::table.filter(self_check_in::id.eq(row.id));
        if right {
            tx.write(fact).change(diesel::update(target).set(self_check_in::confirmed_at.eq(Some(now))))?;
            return Ok(Confirmed::Yes);
        }
        let tries = row.wrong_tries + 1;
        tx.write(fact).change(diesel::update(target).set(self_check_in::wrong_tries.eq(tries)))?;
        Ok(Confirmed::No((WRONG_MAX - tries).max(0)))
    }
}

/// The check-in that a secret opens now.
///
/// # Errors
/// Not found, in the same words whether it never was, has run out, was sent already, or was asked too often.
pub(super) fn sitting(read: &mut Reader<'_>, secret: &Secret) -> Result<SelfRow, Problem> {
    let query = self_check_in::table.filter(self_check_in::secret_hash.eq(secret.hash())).select(SelfRow::as_select());
    let found: Option<SelfRow> = read.maybe(query)?;
    let now = read.now();
    let opens = |row: &SelfRow| row.sent_at.is_none() && now <= row.expires_at && row.wrong_tries < WRONG_MAX;
    found.filter(opens).ok_or_else(|| {
        let say = "This link is not open any more. Please go to the front desk, or call the office.";
        Problem::not_found("link_closed", say)
    })
}

/// The same, once the birthday was confirmed.
pub(super) fn confirmed(read: &mut Reader<'_>, secret: &Secret) -> Result<SelfRow, Problem> {
    let row = sitting(read, secret)?;
    if row.confirmed_at.is_none() {
        return Err(Problem::refused("not_confirmed", "Enter your date of birth first."));
    }
    Ok(row)
}
