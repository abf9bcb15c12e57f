//! Taking from the queue: the next one, or another one for a reason. Whoever else wants one at the same site waits for this deed.

use super::queue::queue_at;
use super::settings::urgent_care;
use super::{OutOfTurn, TAKE};
use crate::patient_flow::facts::VisitDeed;
use crate::patient_flow::rules::{Change, check_here, check_sees_patients, check_version, make, stored_visit};
use crate::patient_flow::tables::VisitRow;
use crate::patient_flow::{Status, VisitId};
use kernel::Problem;
use office::{Act, Command, Reader, SiteId, Subject, Tx};
use registry::practice::{StaffId, staff_member};

/// Takes the first visit of the queue for a provider.
#[derive(Clone, Copy, Debug)]
pub struct TakeNext {
    /// Where.
    pub site: SiteId,
    /// For whom: oneself, or the provider on whose behalf it is done.
    pub provider: StaffId,
}

impl Command for TakeNext {
    const ACT: Act = TAKE;
    /// The visit that was taken.
    type Done = VisitId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<VisitId, Problem> {
        check_sees_patients(tx, self.provider, self.site)?;
        tx.hold(&[self.site.into()])?;
        let Some(first) = queue_at(tx, self.site)?.into_iter().next() else {
            return Err(Problem::conflict("nobody_waits", "Nobody waits for the next provider any more."));
        };
        let row = stored_visit(tx, first.waiting.visit)?;
        give(tx, &row, Some(self.provider), VisitDeed::Taken, None)?;
        Ok(row.id)
    }
}

/// Takes this visit from the queue for a provider, be it the first or not.
#[derive(Clone, Copy, Debug)]
pub struct TakeThis {
    /// Which visit.
    pub visit: VisitId,
    /// The version that was seen.
    pub version: i64,
    /// For whom.
    pub provider: StaffId,
    /// Why before those who stand ahead; needed unless it is the first.
    pub out_of_turn: Option<OutOfTurn>,
}

impl Command for TakeThis {
    const ACT: Act = TAKE;
    /// The visit's version from now on.
    type Done = i64;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<i64, Problem> {
        let site = stored_visit(tx, self.visit)?.site;
        check_sees_patients(tx, self.provider, site)?;
        tx.hold(&[site.into()])?;
        let row = stored_visit(tx, self.visit)?;
        if let Some(other) = row.provider {
            let say = format!("{} has taken this patient.", staff_member(tx, other)?.called());
            return Err(Problem::conflict("already_taken", say));
        }
        check_version(&row, self.version)?;
        let is_first = queue_at(tx, site)?.first().is_some_and(|place| place.waiting.visit == row.id);
        if !is_first && self.out_of_turn.is_none() {
            let say = "Others stand ahead. Say why this patient is taken before them.";
            return Err(Problem::invalid("no_reason", say).at("out_of_turn", say));
        }
        give(tx, &row, Some(self.provider), VisitDeed::Taken, self.out_of_turn.filter(|_| !is_first))
    }
}

/// Gives a visit that is here to this provider, or back to the queue; room, status and its clock stay.
pub(super) fn give(
    tx: &mut Tx<'_>,
    row: &VisitRow,
    provider: Option<StaffId>,
    deed: VisitDeed,
    out_of_turn: Option<OutOfTurn>,
) -> Result<i64, Problem> {
    check_here(row)?;
    if provider.is_none() && !urgent_care(tx, row.site)?.on {
        return Err(Problem::refused("no_urgent_care", "This site keeps no queue for the next provider."));
    }
    if provider.is_none() && matches!(row.status, Status::WithProvider | Status::CheckingOut) {
        let say = "The provider has been with this patient. Hand over to another provider instead.";
        return Err(Problem::refused("already_seen", say));
    }
    let stays = Change { since: row.status_since, ..Change::now(tx, row, deed, row.status) };
    make(tx, row, &Change { provider, out_of_turn, ..stays })
}
