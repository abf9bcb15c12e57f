//! Alerts: what everybody who opens the chart must see at once.

use crate::people::merging::check_stands;
use crate::people::tables::patient_alert;
use crate::people::{PeopleFact, RAISE_ALERT, SEE_DEMOGRAPHICS};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};

kernel::id!(
    /// A line in a patient's banner.
    AlertId
);

/// A line in the banner.
#[derive(Clone, Debug, Queryable)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// What it says.
    pub says: Phi<String>,
    /// Since when.
    pub raised_at: Moment,
}

/// Letters of an alert at most: it must be read at a glance.
const SAYS_MAX: usize = 120;

/// The alerts that stand, oldest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn alerts_of(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<Alert>, Problem> {
    let query = patient_alert::table
        .filter(patient_alert::patient.eq(patient).and(patient_alert::ended_at.is_null()))
        .order(patient_alert::raised_at)
        .select((patient_alert::id, patient_alert::says, patient_alert::raised_at));
    read.list(query, 20)
}

/// A patient's alerts, to look at.
#[derive(Clone, Copy, Debug)]
pub struct AlertsOf {
    /// Whose.
    pub patient: PatientId,
}

/// The alerts that stand.
#[derive(Clone, Debug)]
pub struct Alerts {
    /// Whose.
    pub patient: PatientId,
    /// Oldest first.
    pub alerts: Vec<Alert>,
}

impl Discloses for Alerts {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for AlertsOf {
    const ACT: Act = SEE_DEMOGRAPHICS;
    type Answer = Alerts;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Alerts, Problem> {
        Ok(Alerts { patient: self.patient, alerts: alerts_of(read, self.patient)? })
    }
}

/// Raises an alert.
#[derive(Clone, Debug)]
pub struct RaiseAlert {
    /// In whose banner.
    pub patient: PatientId,
    /// What it says: at most 120 characters.
    pub says: Phi<String>,
}

impl Command for RaiseAlert {
    const ACT: Act = RAISE_ALERT;
    type Done = AlertId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AlertId, Problem> {
        let says = self.says.reveal().trim();
        if says.is_empty() || says.chars().count() > SAYS_MAX {
            let say = format!("Say in at most {SAYS_MAX} characters what everybody must know.");
            return Err(Problem::invalid("bad_alert", say.clone()).at("says", say));
        }
        check_stands(tx, self.patient)?;
        let id: AlertId = tx.id();
        let row = (
            patient_alert::id.eq(id),
            patient_alert::patient.eq(self.patient),
            patient_alert::says.eq(Phi::<String>::from(says)),
            patient_alert::raised_at.eq(tx.now()),
            patient_alert::account.eq(tx.who().account()),
        );
        tx.write(PeopleFact::AlertRaised { patient: self.patient, alert: id }).insert(patient_alert::table, row)?;
        Ok(id)
    }
}

/// Takes an alert down; it stays in the history.
#[derive(Clone, Copy, Debug)]
pub struct EndAlert {
    /// In whose banner.
    pub patient: PatientId,
    /// Which.
    pub alert: AlertId,
}

impl Command for EndAlert {
    const ACT: Act = RAISE_ALERT;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let now = tx.now();
        let stands = patient_alert::table
            .filter(patient_alert::id.eq(self.alert).and(patient_alert::patient.eq(self.patient)))
            .filter(patient_alert::ended_at.is_null());
        tx.write(PeopleFact::AlertEnded { patient: self.patient, alert: self.alert })
            .change(diesel::update(stands).set(patient_alert::ended_at.eq(Some(now))))?;
        Ok(())
    }
}
