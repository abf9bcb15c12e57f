//! Walk-ins: somebody comes without an appointment.

use super::facts::VisitDeed;
use super::rules::{begin, check_sees_patients};
use super::tables::VisitRow;
use super::urgent_care::urgent_care;
use super::{Status, VisitId, WALK_IN};
use crate::scheduling::{VisitTypeId, bookable, check_reason};
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::people::merging::check_stands;
use registry::practice::{StaffId, today_at};

/// Takes in somebody who came without an appointment.
#[derive(Clone, Debug)]
pub struct StartWalkIn {
    /// Where.
    pub site: SiteId,
    /// Who.
    pub patient: PatientId,
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// Whom they will see; none to wait for the next provider.
    pub provider: Option<StaffId>,
    /// Why they come, in their words; may be empty.
    pub reason: Phi<String>,
}

impl Command for StartWalkIn {
    const ACT: Act = WALK_IN;
    type Done = VisitId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<VisitId, Problem> {
        start_walk_in(tx, self)
    }
}

/// Begins the visit within another deed, such as registering somebody who has never been here.
///
/// # Errors
/// Refused, when the visit type is no longer offered, the provider does not see patients at the site, or nobody is named at a
/// site where nobody waits for the next provider.
pub fn start_walk_in(tx: &mut Tx<'_>, new: &StartWalkIn) -> Result<VisitId, Problem> {
    check_reason(new.reason.reveal())?;
    let visit_type = bookable(tx, new.visit_type)?;
    match new.provider {
        Some(provider) => check_sees_patients(tx, provider, new.site)?,
        None if urgent_care(tx, new.site)?.on => {}
        None => {
            let say = "Choose whom they will see: this site keeps no queue for the next provider.";
            return Err(Problem::refused("no_urgent_care", say).at("provider", say));
        }
    }
    check_stands(tx, new.patient)?;
    let row = VisitRow {
        id: tx.id(),
        site: new.site,
        day: today_at(tx, new.site)?,
        patient: new.patient,
        appointment: None,
        provider: new.provider,
        visit_type: visit_type.id,
        reason: Phi::new(new.reason.reveal().trim().to_owned()),
        status: Status::Arrived,
        room: None,
        status_since: tx.now(),
        arrived_at: tx.now(),
        left_at: None,
        version: 1,
    };
    begin(tx, &row, VisitDeed::WalkedIn)?;
    Ok(row.id)
}
