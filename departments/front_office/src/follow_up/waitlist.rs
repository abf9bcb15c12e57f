//! The waitlist: who would come sooner, and what would suit them.

use super::facts::FollowUpFact;
use super::tables::{EntryRow, slot_offer, waitlist_entry};
use super::{KEEP_WAITLIST, OfferStanding, SEE_FOLLOW_UP, WaitlistEntryId};
use crate::scheduling::{
    AppointmentId, AppointmentRow, PartOfDay, Standing, VisitTypeId, bookable, stored_appointment, tables::appointment,
};
use diesel::prelude::*;
use jiff::civil::Weekday;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, SiteId, Subject, Tx};
use registry::people::deceased;
use registry::people::merging::check_stands;
use registry::practice::StaffId;

/// More entries than this are not listed, nor looked through when a time is freed.
pub(super) const WAITING_MAX: u32 = 1_000;
/// Nobody is kept waiting for longer than a year.
const DAYS_MAX: i32 = 366;

kernel::code!(
    /// How urgent it is, as whoever asked for the visit said.
    Urgency {
        /// Within days.
        Urgent = "urgent",
        /// Within weeks.
        Soon = "soon",
        /// When it suits.
        Routine = "routine",
    }
);

impl Urgency {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Urgent => "Urgent",
            Self::Soon => "Soon",
            Self::Routine => "Routine",
        }
    }
}

kernel::code!(
    /// How a place on the waitlist stands.
    EntryStanding {
        /// Waiting.
        Waiting = "waiting",
        /// Got an earlier time.
        Served = "served",
        /// Taken off.
        Left = "left",
    }
);

/// Days of the week that suit; none chosen is any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(i64);

impl Weekdays {
    /// These days.
    #[must_use]
    pub fn of(days: &[Weekday]) -> Self {
        Self(days.iter().fold(0, |bits, day| bits | 1 << day.to_monday_zero_offset()))
    }

    pub(super) const fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    /// Whether the day suits.
    #[must_use]
    pub fn suits(self, day: Weekday) -> bool {
        self.0 == 0 || self.0 >> day.to_monday_zero_offset() & 1 == 1
    }

    /// Whether days were chosen at all.
    #[must_use]
    pub const fn is_any(self) -> bool {
        self.0 == 0
    }
}

/// Puts a patient on the waitlist.
#[derive(Clone, Debug)]
pub struct AddToWaitlist {
    /// Who.
    pub patient: PatientId,
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// At this site only.
    pub site: Option<SiteId>,
    /// With this provider only.
    pub provider: Option<StaffId>,
    /// In this part of the day only.
    pub part: PartOfDay,
    /// On these days of the week only.
    pub weekdays: Weekdays,
    /// From this day on.
    pub from: Day,
    /// Until this day.
    pub until: Day,
    /// How urgent it is.
    pub urgency: Urgency,
    /// The later appointment that they have, which is moved forward.
    pub appointment: Option<AppointmentId>,
    /// What else to know, in up to 500 letters; may be empty.
    pub note: Phi<String>,
}

impl Command for AddToWaitlist {
    const ACT: Act = KEEP_WAITLIST;
    type Done = WaitlistEntryId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<WaitlistEntryId, Problem> {
        if !(0..DAYS_MAX).contains(&self.until.days_since(self.from)) {
            let say = "Enter until when they wait: not before the first day, and at most a year.";
            return Err(Problem::invalid("bad_days", say).at("until", say));
        }
        if self.note.reveal().chars().count() > 500 {
            let say = "Keep the note under 500 letters; the rest belongs in the chart.";
            return Err(Problem::invalid("too_long", say).at("note", say));
        }
        let visit_type = bookable(tx, self.visit_type)?;
        let mut minutes = visit_type.minutes;
        if let Some(id) = self.appointment {
            let row = stored_appointment(tx, id)?;
            if row.patient != self.patient || !row.standing.holds_time() {
                let say = "This appointment is not one that the patient has ahead.";
                return Err(Problem::refused("not_theirs", say));
            }
            minutes = row.ends_at.minutes_since(row.starts_at);
        }
        check_stands(tx, self.patient)?;
        let same = waitlist_entry::table
            .filter(waitlist_entry::patient.eq(self.patient).and(waitlist_entry::visit_type.eq(self.visit_type)))
            .filter(waitlist_entry::standing.eq(EntryStanding::Waiting))
            .select(waitlist_entry::id);
        let same: Option<WaitlistEntryId> = tx.maybe(same)?;
        if same.is_some() {
            let say = "This patient is on the waitlist for this kind of visit already.";
            return Err(Problem::conflict("waiting_already", say).at("visit_type", say));
        }
        let row = EntryRow {
            id: tx.id(),
            patient: self.patient,
            visit_type: self.visit_type,
            minutes,
            site: self.site,
            provider: self.provider,
            part: self.part,
            weekdays: self.weekdays.0,
            from_day: self.from,
            until_day: self.until,
            urgency: self.urgency,
            appointment: self.appointment,
            note: Phi::new(self.note.reveal().trim().to_owned()),
            standing: EntryStanding::Waiting,
            added_by: tx.who().account(),
            added_at: tx.now(),
            version: 1,
        };
        tx.write(fact(&row)).insert(waitlist_entry::table, &row)?;
        Ok(row.id)
    }
}

fn fact(row: &EntryRow) -> FollowUpFact {
    FollowUpFact::Waitlisted { entry: row.id, patient: row.patient, site: row.site, standing: row.standing }
}

pub(super) fn stored_entry(read: &mut Reader<'_>, id: WaitlistEntryId) -> Result<EntryRow, Problem> {
    let query = waitlist_entry::table.filter(waitlist_entry::id.eq(id)).select(EntryRow::as_select());
    read.one(query, "place on the waitlist")
}

/// Writes how an entry stands from now on, and withdraws its open offers.
pub(super) fn close_entry(tx: &mut Tx<'_>, row: &EntryRow, standing: EntryStanding) -> Result<(), Problem> {
    let now = EntryRow { standing, version: row.version + 1, ..row.clone() };
    let mut pen = tx.write(fact(&now));
    let target =
        waitlist_entry::table.filter(waitlist_entry::id.eq(row.id).and(waitlist_entry::version.eq(row.version)));
    pen.change(
        diesel::update(target)
            .set((waitlist_entry::standing.eq(standing), waitlist_entry::version.eq(row.version + 1))),
    )?;
    let open = slot_offer::table.filter(slot_offer::entry.eq(row.id).and(slot_offer::standing.eq(OfferStanding::Open)));
    pen.run(diesel::update(open).set(slot_offer::standing.eq(OfferStanding::Withdrawn)))?;
    Ok(())
}

/// Somebody who waits was booked for what they wait for: from now on that appointment is moved forward, and no second one
/// is made. An appointment that they had in its place and that was cancelled since is forgotten. Who was merged from two
/// charts may wait twice.
pub(crate) fn booked_meanwhile(tx: &mut Tx<'_>, row: &AppointmentRow) -> Result<(), Problem> {
    let waits = waitlist_entry::table
        .filter(waitlist_entry::patient.eq(row.patient).and(waitlist_entry::visit_type.eq(row.visit_type)))
        .filter(waitlist_entry::standing.eq(EntryStanding::Waiting))
        .select(EntryRow::as_select());
    let entries: Vec<EntryRow> = tx.list(waits, 20)?;
    for entry in entries {
        if holds_time(tx, entry.appointment)? {
            continue;
        }
        let seen = waitlist_entry::id.eq(entry.id).and(waitlist_entry::version.eq(entry.version));
        tx.write(fact(&entry)).change(diesel::update(waitlist_entry::table.filter(seen)).set((
            waitlist_entry::appointment.eq(Some(row.id)),
            waitlist_entry::minutes.eq(row.ends_at.minutes_since(row.starts_at)),
            waitlist_entry::version.eq(entry.version + 1),
        )))?;
    }
    Ok(())
}

/// Whether there is an appointment, wherever it is, and it stands.
fn holds_time(read: &mut Reader<'_>, id: Option<AppointmentId>) -> Result<bool, Problem> {
    let Some(id) = id else { return Ok(false) };
    let standing: Option<Standing> =
        read.maybe(appointment::table.filter(appointment::id.eq(id)).select(appointment::standing))?;
    Ok(standing.is_some_and(Standing::holds_time))
}

/// Takes a patient off the waitlist.
#[derive(Clone, Copy, Debug)]
pub struct LeaveWaitlist {
    /// Which place.
    pub entry: WaitlistEntryId,
    /// The version that was seen.
    pub version: i64,
}

impl Command for LeaveWaitlist {
    const ACT: Act = KEEP_WAITLIST;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_entry(read, self.entry)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = stored_entry(tx, self.entry)?;
        if row.version != self.version || row.standing != EntryStanding::Waiting {
            let say = "Somebody else changed this place on the waitlist. Load it again to see what they did.";
            return Err(Problem::conflict("stale", say));
        }
        close_entry(tx, &row, EntryStanding::Left)
    }
}

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct WaitlistLine {
    /// The place.
    pub id: WaitlistEntryId,
    /// Who.
    pub patient: PatientId,
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// At this site only.
    pub site: Option<SiteId>,
    /// With this provider only.
    pub provider: Option<StaffId>,
    /// In this part of the day only.
    pub part: PartOfDay,
    /// On these days of the week only.
    pub weekdays: Weekdays,
    /// Until this day.
    pub until: Day,
    /// How urgent it is.
    pub urgency: Urgency,
    /// The later appointment that they have.
    pub appointment: Option<AppointmentId>,
    /// What else to know.
    pub note: Phi<String>,
    /// How it stands.
    pub standing: EntryStanding,
    /// Since when.
    pub added_at: Moment,
    /// For the next change.
    pub version: i64,
}

impl From<EntryRow> for WaitlistLine {
    fn from(row: EntryRow) -> Self {
        Self {
            id: row.id,
            patient: row.patient,
            visit_type: row.visit_type,
            site: row.site,
            provider: row.provider,
            part: row.part,
            weekdays: Weekdays::from_bits(row.weekdays),
            until: row.until_day,
            urgency: row.urgency,
            appointment: row.appointment,
            note: row.note,
            standing: row.standing,
            added_at: row.added_at,
            version: row.version,
        }
    }
}

impl Discloses for WaitlistLine {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// Who waits for a time at a site on some day from `today` on, the most urgent and then the longest waiting first.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting_at(read: &mut Reader<'_>, site: SiteId, today: Day) -> Result<Vec<WaitlistLine>, Problem> {
    Ok(rows_at(read, site, today)?.into_iter().map(WaitlistLine::from).collect())
}

pub(super) fn rows_at(read: &mut Reader<'_>, site: SiteId, today: Day) -> Result<Vec<EntryRow>, Problem> {
    let query = waitlist_entry::table
        .filter(waitlist_entry::standing.eq(EntryStanding::Waiting).and(waitlist_entry::until_day.ge(today)))
        .filter(waitlist_entry::site.is_null().or(waitlist_entry::site.assume_not_null().eq(site)))
        .order((waitlist_entry::added_at, waitlist_entry::id))
        .select(EntryRow::as_select());
    let mut rows: Vec<EntryRow> = read.list(query, WAITING_MAX)?;
    let dead = deceased(read, &rows.iter().map(|row| row.patient).collect::<Vec<_>>())?;
    rows.retain(|row| !dead.contains(&row.patient));
    rows.sort_by_key(|row| (row.urgency, row.added_at, row.id));
    Ok(rows)
}

/// Where a patient waits.
#[derive(Clone, Copy, Debug)]
pub struct WaitlistOf {
    /// Who.
    pub patient: PatientId,
}

impl Query for WaitlistOf {
    const ACT: Act = SEE_FOLLOW_UP;
    type Answer = Vec<WaitlistLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let query = waitlist_entry::table
            .filter(waitlist_entry::patient.eq(self.patient))
            .order(waitlist_entry::added_at.desc())
            .select(EntryRow::as_select());
        let rows: Vec<EntryRow> = read.list(query, 50)?;
        Ok(rows.into_iter().map(WaitlistLine::from).collect())
    }
}
