//! Offers as patients see them who were told by message: how one stands now, and taking it if it is still there.

use super::offers::{AcceptOffer, OfferStanding, check_open, stored_offer};
use super::tables::{OfferRow, slot_offer};
use super::waitlist::stored_entry;
use super::{EntryStanding, OfferId};
use crate::scheduling::{AppointmentId, PlaceNoted, is_free, is_open};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Command, PatientId, Reader, SiteId, Tx};
use registry::practice::{StaffId, zone_of};

/// Offers of one time looked at.
const OF_A_TIME_MAX: u32 = 50;

/// How an offer stands for its patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferNow {
    /// It can be taken.
    Open,
    /// They have taken it.
    Taken,
    /// They said that they do not want it.
    Declined,
    /// It was not answered in time.
    Expired,
    /// Somebody else has the time, or they have another one.
    Gone,
}

/// An offer that was made, however it stands.
#[derive(Clone, Copy, Debug)]
pub struct OfferMade {
    /// Which.
    pub id: OfferId,
    /// To whom.
    pub patient: PatientId,
    /// Where.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// From when.
    pub starts_at: Moment,
    /// When it was made.
    pub made_at: Moment,
    /// When it is over.
    pub expires_at: Moment,
    /// How it stands.
    pub now: OfferNow,
    /// Whether the patient still waits for an earlier time.
    pub waits: bool,
}

/// How an offer stands.
///
/// # Errors
/// Not found, also where the asker does not work at its site.
pub fn offer_made(read: &mut Reader<'_>, id: OfferId) -> Result<OfferMade, Problem> {
    let row = stored_offer(read, id)?;
    let waits = stored_entry(read, row.entry)?.standing == EntryStanding::Waiting;
    let now = match row.standing {
        OfferStanding::Open if read.now() < row.expires_at => OfferNow::Open,
        OfferStanding::Open => OfferNow::Expired,
        OfferStanding::Accepted => OfferNow::Taken,
        OfferStanding::Declined => OfferNow::Declined,
        OfferStanding::Withdrawn => OfferNow::Gone,
    };
    Ok(OfferMade {
        id,
        patient: row.patient,
        site: row.site,
        provider: row.provider,
        starts_at: row.starts_at,
        made_at: row.made_at,
        expires_at: row.expires_at,
        now,
        waits,
    })
}

/// Takes the time of an offer as [`AcceptOffer`] does, if it is still on offer and free; nothing, where it is gone.
///
/// # Errors
/// Whatever booking or moving refuses.
pub fn accept_if_there(tx: &mut Tx<'_>, id: OfferId) -> Result<Option<AppointmentId>, Problem> {
    let seen = stored_offer(tx, id)?;
    tx.hold(&[seen.provider.into()])?;
    let row = stored_offer(tx, id)?;
    if check_open(&row, tx.now()).is_err() {
        return Ok(None);
    }
    let zone = zone_of(tx, row.site)?;
    let (day, place) = (row.starts_at.civil(&zone).date().into(), place_of(&row));
    if !is_open(tx, &place, day, &zone)? || !is_free(tx, &place, day, &zone)? {
        return Ok(None);
    }
    AcceptOffer { offer: id }.perform(tx).map(Some)
}

const fn place_of(row: &OfferRow) -> PlaceNoted {
    PlaceNoted { site: row.site, provider: row.provider, room: None, starts_at: row.starts_at, ends_at: row.ends_at }
}

/// Who is offered the same time next: of those who can still answer, in the order of the calls.
///
/// # Errors
/// Broken, when the database fails.
pub fn offered_next(read: &mut Reader<'_>, offer: &OfferMade) -> Result<Vec<OfferId>, Problem> {
    let now = read.now();
    let others = slot_offer::table
        .filter(slot_offer::provider.eq(offer.provider).and(slot_offer::starts_at.eq(offer.starts_at)))
        .filter(slot_offer::standing.eq(OfferStanding::Open).and(slot_offer::expires_at.gt(now)))
        .filter(slot_offer::id.ne(offer.id))
        .order(slot_offer::rank)
        .select(slot_offer::id);
    read.list(others, OF_A_TIME_MAX)
}
