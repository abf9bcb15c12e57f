//! Holds: a time kept for a caller for some minutes, seen by every desk, gone by itself.

use super::facts::{FrameFact, PlaceNoted};
use super::rules::{self, Place};
use super::tables::{SlotHoldRow, slot_hold};
use super::time::{DAY_MINUTES, clock, minutes};
use super::{HOLD_SLOT, HoldId};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Moment, Problem};
use office::{AccountId, Act, Command, Pen, Reader, SiteId, Subject, Tx};
use registry::practice::{StaffId, staff_of_account};

/// Minutes for which a time is held: as long as a booking call takes.
const MINUTES: i64 = 10;
/// Nobody holds more times than this at once.
const HOLDS_OF_ONE_MAX: usize = 8;
/// More holds than this in one look are not read.
const HOLDS_MAX: u32 = 500;

/// Holds a time of a provider for ten minutes, or for ten more.
#[derive(Clone, Copy, Debug)]
pub struct HoldSlot {
    /// Whose time, where and when.
    pub at: Place,
    /// For how many minutes of the schedule.
    pub minutes: i64,
}

impl Command for HoldSlot {
    const ACT: Act = HOLD_SLOT;
    type Done = HoldId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.at.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<HoldId, Problem> {
        let (at, zone) = rules::taken(tx, &self.at, self.minutes, None)?;
        rules::hold(tx, &at)?;
        rules::check_free(tx, &at, &[self.at.provider.into()], &zone, None)?;
        let (now, who) = (tx.now(), tx.who().account());
        let mine = mine(tx, who, now)?;
        let again = mine.iter().find(|row| (row.provider, row.starts_at) == (at.place.provider, at.place.starts_at));
        if again.is_none() && mine.len() >= HOLDS_OF_ONE_MAX {
            let say = "You hold eight times already. Let one go before you hold another.";
            return Err(Problem::refused("too_many_holds", say));
        }
        let row = SlotHoldRow {
            id: tx.id(),
            account: who,
            site: at.place.site,
            provider: at.place.provider,
            starts_at: at.place.starts_at,
            ends_at: at.place.ends_at,
            expires_at: now + minutes(MINUTES),
        };
        let again = again.map(|row| row.id);
        let mut pen = tx.write(FrameFact::SlotHeld { hold: row.id, provider: row.provider, site: row.site });
        pen.run(diesel::delete(
            slot_hold::table.filter(slot_hold::provider.eq(row.provider).and(slot_hold::expires_at.le(now))),
        ))?;
        if let Some(id) = again {
            pen.run(diesel::delete(slot_hold::table.filter(slot_hold::id.eq(id))))?;
        }
        pen.insert(slot_hold::table, row)?;
        Ok(row.id)
    }
}

fn mine(read: &mut Reader<'_>, who: AccountId, now: Moment) -> Result<Vec<SlotHoldRow>, Problem> {
    let query = slot_hold::table
        .filter(slot_hold::account.eq(who).and(slot_hold::expires_at.gt(now)))
        .select(SlotHoldRow::as_select());
    read.list(query, HOLDS_MAX)
}

/// Lets a held time go.
#[derive(Clone, Copy, Debug)]
pub struct ReleaseHold {
    /// Which.
    pub hold: HoldId,
}

impl Command for ReleaseHold {
    const ACT: Act = HOLD_SLOT;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let who = tx.who().account();
        let target = slot_hold::table.filter(slot_hold::id.eq(self.hold).and(slot_hold::account.eq(who)));
        let Some(row): Option<SlotHoldRow> = tx.maybe(target.select(SlotHoldRow::as_select()))? else {
            return Ok(());
        };
        let mut pen = tx.write(FrameFact::SlotReleased { hold: row.id, provider: row.provider, site: row.site });
        pen.run(diesel::delete(slot_hold::table.filter(slot_hold::id.eq(row.id))))?;
        Ok(())
    }
}

/// A time that somebody keeps for a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotHeld {
    /// The hold.
    pub id: HoldId,
    /// Who holds it.
    pub account: AccountId,
    /// Whose time.
    pub provider: StaffId,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
    /// When it is free again by itself.
    pub expires_at: Moment,
}

impl From<SlotHoldRow> for SlotHeld {
    fn from(row: SlotHoldRow) -> Self {
        Self {
            id: row.id,
            account: row.account,
            provider: row.provider,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            expires_at: row.expires_at,
        }
    }
}

/// The times held at a site now, the first one first.
///
/// # Errors
/// Broken, when the database fails.
pub fn holds_at(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<SlotHeld>, Problem> {
    let now = read.now();
    let query = slot_hold::table
        .filter(slot_hold::site.eq(site).and(slot_hold::expires_at.gt(now)))
        .order(slot_hold::starts_at)
        .select(SlotHoldRow::as_select());
    let rows: Vec<SlotHoldRow> = read.list(query, HOLDS_MAX)?;
    Ok(rows.into_iter().map(SlotHeld::from).collect())
}

/// What others hold now of all providers.
pub(super) fn held_by_others(read: &mut Reader<'_>) -> Result<Vec<SlotHeld>, Problem> {
    let (now, who) = (read.now(), read.who().account());
    let query = slot_hold::table
        .filter(slot_hold::expires_at.gt(now).and(slot_hold::account.ne(who)))
        .select(SlotHoldRow::as_select());
    let rows: Vec<SlotHoldRow> = read.list(query, HOLDS_MAX)?;
    Ok(rows.into_iter().map(SlotHeld::from).collect())
}

/// What others hold now of this provider within some time.
pub(super) fn held_within(
    read: &mut Reader<'_>,
    provider: StaffId,
    (from, to): (Moment, Moment),
) -> Result<Vec<SlotHeld>, Problem> {
    let (now, who) = (read.now(), read.who().account());
    let query = slot_hold::table
        .filter(slot_hold::provider.eq(provider).and(slot_hold::account.ne(who)).and(slot_hold::expires_at.gt(now)))
        .filter(slot_hold::starts_at.gt(from - minutes(DAY_MINUTES)))
        .filter(slot_hold::starts_at.lt(to).and(slot_hold::ends_at.gt(from)))
        .select(SlotHoldRow::as_select());
    let rows: Vec<SlotHoldRow> = read.list(query, HOLDS_MAX)?;
    Ok(rows.into_iter().map(SlotHeld::from).collect())
}

/// The sentence for a time that somebody else holds.
pub(super) fn refusal(read: &mut Reader<'_>, held: &SlotHeld, zone: &TimeZone) -> Result<Problem, Problem> {
    let who = staff_of_account(read, held.account)?.map_or_else(|| "Somebody".to_owned(), |line| line.called());
    let say = format!(
        "{who} is holding {} for a caller until {}. Choose another time, or wait.",
        clock(held.starts_at, zone),
        clock(held.expires_at, zone)
    );
    Ok(Problem::conflict("slot_held", say.clone()).at("time", say))
}

/// Lets go what somebody holds of the time that they have just booked.
pub(super) fn use_up(pen: &mut Pen<'_, '_>, place: &PlaceNoted, who: AccountId) -> Result<(), Problem> {
    let mine = slot_hold::provider.eq(place.provider).and(slot_hold::account.eq(who));
    let there = slot_hold::starts_at.lt(place.ends_at).and(slot_hold::ends_at.gt(place.starts_at));
    pen.run(diesel::delete(slot_hold::table.filter(mine.and(there))))?;
    Ok(())
}
