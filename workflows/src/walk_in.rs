//! Walk-ins: somebody comes without an appointment, perhaps for the first time.

use crate::register_patient::RegisterAtDesk;
use front_office::patient_flow::{StartWalkIn, VisitId, WALK_IN, start_walk_in};
use front_office::scheduling::VisitTypeId;
use kernel::{Phi, Problem};
use office::policy::may;
use office::{Act, Command, PatientId, Permission, Reader, SiteId, Subject, Tx};
use registry::practice::StaffId;

/// Who walked in.
#[derive(Clone, Debug)]
pub enum WhoWalkedIn {
    /// Somebody with a chart.
    Known(PatientId),
    /// Somebody who has never been here, registered in the same deed.
    New(Box<RegisterAtDesk>),
}

/// Takes in somebody who came without an appointment; registers them first, if they are new.
#[derive(Clone, Debug)]
pub struct WalkIn {
    /// Where.
    pub site: SiteId,
    /// Who.
    pub who: WhoWalkedIn,
    /// For which kind of visit.
    pub visit_type: VisitTypeId,
    /// Whom they will see; none to wait for the next provider.
    pub provider: Option<StaffId>,
    /// Why they come, in their words; may be empty.
    pub reason: Phi<String>,
}

impl Command for WalkIn {
    const ACT: Act = WALK_IN;
    type Done = (PatientId, VisitId);

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(PatientId, VisitId), Problem> {
        let patient = match &self.who {
            WhoWalkedIn::Known(patient) => *patient,
            WhoWalkedIn::New(_) if !may(tx.who(), Permission::RegisterPeople) => {
                let say = "Your role does not include registering people. Ask the front desk.";
                return Err(Problem::refused("not_permitted", say));
            }
            WhoWalkedIn::New(new) => new.perform(tx)?,
        };
        let visit = start_walk_in(
            tx,
            &StartWalkIn {
                site: self.site,
                patient,
                visit_type: self.visit_type,
                provider: self.provider,
                reason: self.reason.clone(),
            },
        )?;
        Ok((patient, visit))
    }
}
