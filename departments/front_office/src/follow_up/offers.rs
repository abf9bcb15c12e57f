//! Offers: a time is freed, those whom it suits are offered it in the order of their need, and one of them gets it.

use super::facts::FollowUpFact;
use super::tables::{EntryRow, OfferRow, slot_offer};
use super::waitlist::{WAITING_MAX, close_entry, rows_at, stored_entry};
use super::{EntryStanding, KEEP_WAITLIST, OfferId, Urgency, Weekdays};
use crate::scheduling::{
    AppointmentId, AppointmentRow, BookAppointment, HoursRule, MoveAppointment, Place, PlaceNoted, Standing,
    VisitTypeId, is_free, is_open, stored_appointment, tables::appointment, works_at,
};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Problem};
use office::{Act, Command, Pen, Reader, Subject, Tx};
use registry::practice::{StaffId, zone_of};
use std::collections::HashSet;
use std::time::Duration;

/// As many are offered the same time: more calls than that nobody makes.
const OFFERS_OF_ONE: usize = 5;
/// A time that begins sooner than this is not offered: nobody gets here in time.
const NOTICE_MINUTES: i64 = 45;
/// An offer stands for a day, and for a time within two days for two hours.
const HOURS: u64 = 24;
const HOURS_WHEN_NEAR: u64 = 2;

kernel::code!(
    /// How an offer stands.
    OfferStanding {
        /// It can be accepted until it expires.
        Open = "open",
        /// It was accepted, and booked.
        Accepted = "accepted",
        /// The patient did not want it.
        Declined = "declined",
        /// Somebody else has the time, or the patient has another one.
        Withdrawn = "withdrawn",
    }
);

/// Why somebody is offered a time before others, or at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferReason {
    /// It is urgent.
    Urgent,
    /// It is to be soon.
    Soon,
    /// They wait for this provider.
    ForThisProvider,
    /// They have a later appointment, whose time is freed in turn.
    MovesForward,
    /// The day of the week is one that suits them.
    DaySuits,
    /// The part of the day is one that suits them.
    TimeSuits,
    /// They wait for so many days.
    Waiting(i32),
}

impl OfferReason {
    /// As said to the desk.
    #[must_use]
    pub fn said(self) -> String {
        match self {
            Self::Urgent => "urgent".to_owned(),
            Self::Soon => "to be soon".to_owned(),
            Self::ForThisProvider => "waits for this provider".to_owned(),
            Self::MovesForward => "has a later appointment".to_owned(),
            Self::DaySuits => "the day suits".to_owned(),
            Self::TimeSuits => "the time of day suits".to_owned(),
            Self::Waiting(1) => "waits for a day".to_owned(),
            Self::Waiting(days) => format!("waits for {days} days"),
        }
    }
}

/// A time that is free again.
#[derive(Clone, Copy, Debug)]
struct Freed {
    place: PlaceNoted,
    visit_type: VisitTypeId,
    day: Day,
    minute: i64,
}

/// Whether the time suits somebody who waits.
fn suits(entry: &EntryRow, freed: &Freed) -> bool {
    let (from, to) = entry.part.minutes();
    entry.visit_type == freed.visit_type
        && entry.minutes <= freed.place.ends_at.minutes_since(freed.place.starts_at)
        && entry.site.is_none_or(|site| site == freed.place.site)
        && entry.provider.is_none_or(|provider| provider == freed.place.provider)
        && (entry.from_day..=entry.until_day).contains(&freed.day)
        && Weekdays::from_bits(entry.weekdays).suits(freed.day.weekday())
        && (from..to).contains(&freed.minute)
}

/// Why it is offered to this one: the weightiest first. The order of offers is the order of these.
pub(super) fn reasons(entry: &EntryRow, provider: StaffId, now: Moment) -> Vec<OfferReason> {
    let mut why = Vec::new();
    match entry.urgency {
        Urgency::Urgent => why.push(OfferReason::Urgent),
        Urgency::Soon => why.push(OfferReason::Soon),
        Urgency::Routine => {}
    }
    if entry.provider == Some(provider) {
        why.push(OfferReason::ForThisProvider);
    }
    if !Weekdays::from_bits(entry.weekdays).is_any() {
        why.push(OfferReason::DaySuits);
    }
    if entry.part != crate::scheduling::PartOfDay::Any {
        why.push(OfferReason::TimeSuits);
    }
    if entry.appointment.is_some() {
        why.push(OfferReason::MovesForward);
    }
    let days = i32::try_from(now.minutes_since(entry.added_at) / 1_440).unwrap_or(i32::MAX);
    if days > 0 {
        why.push(OfferReason::Waiting(days));
    }
    why
}

/// A time was given back: offers it to those whom it suits best. The urgent come first, then who waits for this very
/// provider, then who waits longest.
pub(crate) fn slot_opened(tx: &mut Tx<'_>, row: &AppointmentRow) -> Result<(), Problem> {
    let now = tx.now();
    if row.starts_at < now + Duration::from_secs(60 * NOTICE_MINUTES.unsigned_abs()) {
        return Ok(());
    }
    let zone = zone_of(tx, row.site)?;
    if !is_open(tx, &row.noted(), row.day, &zone)? || !is_free(tx, &row.noted(), row.day, &zone)? {
        return Ok(());
    }
    let begins = row.starts_at.civil(&zone);
    let freed = Freed {
        place: row.noted(),
        visit_type: row.visit_type,
        day: row.day,
        minute: i64::from(begins.hour()) * 60 + i64::from(begins.minute()),
    };
    let today = tx.today(&zone);
    let mut suited = rows_at(tx, row.site, today)?;
    suited.retain(|entry| suits(entry, &freed) && entry.patient != row.patient);
    let sooner = with_one_sooner(tx, &suited, freed.place.starts_at)?;
    suited.retain(|entry| entry.appointment.is_none_or(|id| !sooner.contains(&id)));
    let theirs = |entry: &EntryRow| entry.provider == Some(freed.place.provider);
    suited.sort_by_key(|entry| (entry.urgency, !theirs(entry), entry.added_at, entry.id));
    suited.truncate(OFFERS_OF_ONE);
    if suited.is_empty() {
        return Ok(());
    }
    let near = freed.place.starts_at.minutes_since(now) < 2 * 1_440;
    let stands = now + Duration::from_secs(3_600 * if near { HOURS_WHEN_NEAR } else { HOURS });
    let expires_at = stands.min(freed.place.starts_at - Duration::from_secs(1_800));
    let offers: Vec<OfferRow> = (1..)
        .zip(&suited)
        .map(|(rank, entry)| OfferRow {
            id: tx.id(),
            entry: entry.id,
            patient: entry.patient,
            site: freed.place.site,
            provider: freed.place.provider,
            starts_at: freed.place.starts_at,
            ends_at: freed.place.starts_at + Duration::from_secs(60 * entry.minutes.unsigned_abs()),
            rank,
            standing: OfferStanding::Open,
            made_at: now,
            expires_at,
            version: 1,
        })
        .collect();
    let fact = FollowUpFact::Offered {
        site: freed.place.site,
        provider: freed.place.provider,
        starts_at: freed.place.starts_at,
        offers: offers.iter().map(|offer| offer.id).collect(),
    };
    let mut pen = tx.write(fact);
    for offer in &offers {
        pen.insert(slot_offer::table, offer)?;
    }
    Ok(())
}

/// The appointments of those who wait that stand and do not begin after this moment: there is nothing to move forward.
fn with_one_sooner(
    read: &mut Reader<'_>,
    entries: &[EntryRow],
    begins: Moment,
) -> Result<HashSet<AppointmentId>, Problem> {
    let theirs: Vec<AppointmentId> = entries.iter().filter_map(|entry| entry.appointment).collect();
    if theirs.is_empty() {
        return Ok(HashSet::new());
    }
    let sooner = appointment::table
        .filter(appointment::id.eq_any(&theirs).and(appointment::starts_at.le(begins)))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
        .select(appointment::id);
    let sooner: Vec<AppointmentId> = read.list(sooner, WAITING_MAX)?;
    Ok(sooner.into_iter().collect())
}

/// A time was taken: whoever was offered any of it is no longer.
pub(crate) fn slot_filled(pen: &mut Pen<'_, '_>, place: &PlaceNoted) -> Result<(), Problem> {
    let day = Duration::from_secs(86_400);
    let there = slot_offer::provider
        .eq(place.provider)
        .and(slot_offer::starts_at.gt(place.starts_at - day))
        .and(slot_offer::starts_at.lt(place.ends_at))
        .and(slot_offer::ends_at.gt(place.starts_at))
        .and(slot_offer::standing.eq(OfferStanding::Open));
    pen.run(diesel::update(slot_offer::table.filter(there)).set(slot_offer::standing.eq(OfferStanding::Withdrawn)))?;
    Ok(())
}

pub(super) fn stored_offer(read: &mut Reader<'_>, id: OfferId) -> Result<OfferRow, Problem> {
    let query = slot_offer::table.filter(slot_offer::id.eq(id)).select(OfferRow::as_select());
    let row: Option<OfferRow> = read.maybe(query)?;
    row.filter(|row| works_at(read, row.site))
        .ok_or_else(|| Problem::not_found("no_such_offer", "There is no such offer, or you may not see it."))
}

/// Whether an offer can still be answered; if not, why not.
pub(super) fn check_open(row: &OfferRow, now: Moment) -> Result<(), Problem> {
    let say = match row.standing {
        OfferStanding::Open if now < row.expires_at => return Ok(()),
        OfferStanding::Open => "This offer is over: it was not answered in time.",
        OfferStanding::Accepted => "This offer was accepted already.",
        OfferStanding::Declined => "This offer was declined already.",
        OfferStanding::Withdrawn => {
            "Somebody else has this time by now. The patient keeps their place on the waitlist."
        }
    };
    Err(Problem::conflict("offer_closed", say))
}

fn answer_offer(tx: &mut Tx<'_>, row: &OfferRow, standing: OfferStanding) -> Result<(), Problem> {
    let fact = FollowUpFact::OfferAnswered { offer: row.id, patient: row.patient, site: row.site, standing };
    let target = slot_offer::table.filter(
        slot_offer::id
            .eq(row.id)
            .and(slot_offer::version.eq(row.version))
            .and(slot_offer::standing.eq(OfferStanding::Open)),
    );
    let change = (slot_offer::standing.eq(standing), slot_offer::version.eq(row.version + 1));
    tx.write(fact).change(diesel::update(target).set(change))?;
    Ok(())
}

/// The patient takes the time: it is booked, or their later appointment is moved there; whoever else was offered it is not
/// any more. Of many who accept at once one gets it.
#[derive(Clone, Copy, Debug)]
pub struct AcceptOffer {
    /// Which offer.
    pub offer: OfferId,
}

impl Command for AcceptOffer {
    const ACT: Act = KEEP_WAITLIST;
    type Done = AppointmentId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_offer(read, self.offer)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AppointmentId, Problem> {
        let seen = stored_offer(tx, self.offer)?;
        tx.hold(&[seen.provider.into()])?;
        let row = stored_offer(tx, self.offer)?;
        check_open(&row, tx.now())?;
        let entry = stored_entry(tx, row.entry)?;
        answer_offer(tx, &row, OfferStanding::Accepted)?;
        // Before it is booked: a booking looks for those who still wait.
        close_entry(tx, &entry, EntryStanding::Served)?;
        book(tx, &row, &entry)
    }
}

fn book(tx: &mut Tx<'_>, offer: &OfferRow, entry: &EntryRow) -> Result<AppointmentId, Problem> {
    let zone: TimeZone = zone_of(tx, offer.site)?;
    let begins = offer.starts_at.civil(&zone);
    let at = Place {
        site: offer.site,
        provider: offer.provider,
        room: None,
        day: begins.date().into(),
        from: begins.time(),
    };
    let hours = HoursRule::WithinHours;
    let later = match entry.appointment {
        Some(id) => Some(stored_appointment(tx, id)?).filter(|row| row.standing.holds_time()),
        None => None,
    };
    if let Some(later) = later {
        MoveAppointment { appointment: later.id, version: later.version, to: at, hours }.perform(tx)?;
        return Ok(later.id);
    }
    let booking = BookAppointment {
        patient: entry.patient,
        at,
        visit_type: entry.visit_type,
        minutes: Some(entry.minutes),
        reason: entry.note.clone(),
        hours,
    };
    booking.perform(tx)
}

/// The patient does not want the time; they go on waiting.
#[derive(Clone, Copy, Debug)]
pub struct DeclineOffer {
    /// Which offer.
    pub offer: OfferId,
}

impl Command for DeclineOffer {
    const ACT: Act = KEEP_WAITLIST;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_offer(read, self.offer)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_offer(tx, self.offer)?;
        check_open(&row, tx.now())?;
        answer_offer(tx, &row, OfferStanding::Declined)
    }
}
