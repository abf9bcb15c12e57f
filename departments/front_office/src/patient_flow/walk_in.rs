//! Walk-ins: somebody comes without an appointment.

use super::facts::VisitDeed;
use super::rules::begin;
use super::tables::VisitRow;
use super::{Status, VisitId, WALK_IN};
use crate::scheduling::{VisitTypeId, bookable};
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::people::merging::check_stands;
use registry::practice::{StaffId, staff_member, today_at};

/// Takes in somebody who came without an appointment.
#[derive(Clone, Debug)]
pub struct StartWalkIn {
    /// Where.
    pub site: SiteId,
    /// Who.
    pub patient: PatientId,
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// Whom they will see.
    pub provider: StaffId,
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
/// Refused, when the visit type is no longer offered or the provider does not see patients at the site.
pub fn start_walk_in(tx: &mut Tx<'_>, new: &StartWalkIn) -> Result<VisitId, Problem> {
    if new.reason.reveal().chars().count() > 500 {
        let say = "Keep the reason under 500 letters; the rest belongs in the chart.";
        return Err(Problem::invalid("too_long", say).at("reason", say));
    }
    let visit_type = bookable(tx, new.visit_type)?;
    let provider = staff_member(tx, new.provider)?;
    if !provider.scheduled || provider.ended_on.is_some() || !provider.sites.contains(&new.site) {
        let say = format!("{} does not see patients at this site.", provider.called());
        return Err(Problem::refused("not_a_provider", say.clone()).at("provider", say));
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
