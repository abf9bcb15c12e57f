//! The offers that can be answered now, for the list of calls and the notice on the board.

use super::offers::{OfferReason, OfferStanding, reasons};
use super::tables::{EntryRow, OfferRow, slot_offer, waitlist_entry};
use super::{OfferId, SEE_FOLLOW_UP, WaitlistEntryId};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, NoPatients, PatientId, Query, Reader, SiteId, Subject};
use registry::practice::StaffId;

/// More open offers than this are not listed.
const OFFERS_MAX: u32 = 500;

/// An offer that can be answered now.
#[derive(Clone, Debug)]
pub struct OfferLine {
    /// The offer.
    pub id: OfferId,
    /// The place on the waitlist.
    pub entry: WaitlistEntryId,
    /// Who is offered it.
    pub patient: PatientId,
    /// Where.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
    /// Who is to be called first: 1.
    pub rank: i64,
    /// Why, the weightiest first.
    pub reasons: Vec<OfferReason>,
    /// When it was made.
    pub made_at: Moment,
    /// When it is over.
    pub expires_at: Moment,
    /// How many times before this one the patient declined.
    pub declined_before: usize,
}

fn open_at(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<OfferRow>, Problem> {
    let now = read.now();
    let query = slot_offer::table
        .filter(slot_offer::site.eq(site).and(slot_offer::standing.eq(OfferStanding::Open)))
        .filter(slot_offer::expires_at.gt(now))
        .order((slot_offer::starts_at, slot_offer::provider, slot_offer::rank))
        .select(OfferRow::as_select());
    read.list(query, OFFERS_MAX)
}

/// The offers of a site that can be answered now: the soonest time first, and of each time in the order of the calls.
///
/// # Errors
/// Broken, when the database fails.
pub fn offers_at(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<OfferLine>, Problem> {
    let rows = open_at(read, site)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<WaitlistEntryId> = rows.iter().map(|row| row.entry).collect();
    let query = waitlist_entry::table.filter(waitlist_entry::id.eq_any(&ids)).select(EntryRow::as_select());
    let entries: Vec<EntryRow> = read.list(query, OFFERS_MAX)?;
    let declined = slot_offer::table
        .filter(slot_offer::entry.eq_any(&ids).and(slot_offer::standing.eq(OfferStanding::Declined)))
        .select(slot_offer::entry);
    let declined: Vec<WaitlistEntryId> = read.list(declined, OFFERS_MAX * 20)?;
    let now = read.now();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(entry) = entries.iter().find(|entry| entry.id == row.entry) else { continue };
        lines.push(OfferLine {
            id: row.id,
            entry: row.entry,
            patient: row.patient,
            site: row.site,
            provider: row.provider,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            rank: row.rank,
            reasons: reasons(entry, row.provider, now),
            made_at: row.made_at,
            expires_at: row.expires_at,
            declined_before: declined.iter().filter(|entry| **entry == row.entry).count(),
        });
    }
    Ok(lines)
}

/// How many times of a site are on offer now: for a notice on the board.
#[derive(Clone, Copy, Debug)]
pub struct OffersOpen {
    /// Where.
    pub site: SiteId,
}

impl Query for OffersOpen {
    const ACT: Act = SEE_FOLLOW_UP;
    type Answer = NoPatients<usize>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let mut times: Vec<(StaffId, Moment)> =
            open_at(read, self.site)?.iter().map(|row| (row.provider, row.starts_at)).collect();
        times.dedup();
        Ok(NoPatients(times.len()))
    }
}
