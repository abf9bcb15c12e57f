//! What became of an appointment, version by version.

use super::tables::{AppointmentRow, HistoryRow, appointment_history};
use super::{AppointmentId, CancelReason, Standing};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{AccountId, Pen, Reader, SiteId};
use registry::practice::{RoomId, StaffId};

/// More versions than this are not listed, nor restored.
const VERSIONS_MAX: u32 = 200;

kernel::code!(
    /// What was done to an appointment.
    HistoryDeed {
        /// Booked.
        Booked = "booked",
        /// Booked over another one, on purpose.
        DoubleBooked = "double_booked",
        /// Moved.
        Moved = "moved",
        /// Confirmed.
        Confirmed = "confirmed",
        /// Cancelled.
        Cancelled = "cancelled",
        /// Marked as a no-show.
        NoShow = "no_show",
        /// Brought back.
        Restored = "restored",
    }
);

/// An appointment as it stood after one deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// The number of the version, from 1.
    pub version: i64,
    /// When it was done.
    pub at: Moment,
    /// Who did it.
    pub account: AccountId,
    /// What was done.
    pub deed: HistoryDeed,
    /// Where it was then.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// In which room.
    pub room: Option<RoomId>,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
    /// How it stood.
    pub standing: Standing,
    /// Why it was cancelled, if it was.
    pub cancel_reason: Option<CancelReason>,
}

/// The versions of an appointment, the first one first.
pub(super) fn versions(read: &mut Reader<'_>, id: AppointmentId) -> Result<Vec<HistoryLine>, Problem> {
    let query = appointment_history::table
        .filter(appointment_history::appointment.eq(id))
        .order(appointment_history::version)
        .select(HistoryRow::as_select());
    let rows: Vec<HistoryRow> = read.list(query, VERSIONS_MAX)?;
    let line = |row: HistoryRow| HistoryLine {
        version: row.version,
        at: row.at,
        account: row.account,
        deed: row.deed,
        site: row.site,
        provider: row.provider,
        room: row.room,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        standing: row.standing,
        cancel_reason: row.cancel_reason,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Keeps the version that a deed just made.
pub(super) fn keep(
    pen: &mut Pen<'_, '_>,
    row: &AppointmentRow,
    deed: HistoryDeed,
    at: Moment,
    account: AccountId,
) -> Result<(), Problem> {
    let kept = HistoryRow {
        appointment: row.id,
        version: row.version,
        at,
        account,
        deed,
        site: row.site,
        provider: row.provider,
        room: row.room,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        standing: row.standing,
        cancel_reason: row.cancel_reason,
    };
    pen.insert(appointment_history::table, kept)?;
    Ok(())
}
