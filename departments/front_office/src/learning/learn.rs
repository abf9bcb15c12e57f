//! Learns from appointments kept and missed, and from visits that are over.

use super::LEARN;
use super::store::{NO_SHOWS, WAITS, keep};
use crate::patient_flow::wait_estimate::{Learned, passages};
use crate::scheduling::no_show_risk::{Model, cases, outcomes};
use kernel::Problem;
use office::{Act, Command, Fact, Reader, SiteId, Subject, Tx};
use registry::practice::all_sites;
use serde::{Deserialize, Serialize};

/// Learns from the practice's last two years.
#[derive(Clone, Copy, Debug)]
pub struct LearnFromHistory;

/// From how much it was learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learnt {
    /// Appointments that were kept or missed.
    pub appointments: usize,
    /// Visits that are over.
    pub visits: usize,
}

#[derive(Serialize)]
struct HistoryLearned {
    appointments: usize,
    visits: usize,
}

impl Fact for HistoryLearned {
    fn name(&self) -> &'static str {
        "history.learned"
    }
}

impl Command for LearnFromHistory {
    const ACT: Act = LEARN;
    type Done = Learnt;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Learnt, Problem> {
        let mut all = Vec::new();
        let mut waits: Vec<(SiteId, Learned<String>)> = Vec::new();
        let mut learnt = Learnt::default();
        for site in all_sites(tx)? {
            all.extend(outcomes(tx, &site)?);
            let passages = passages(tx, &site)?;
            learnt.visits += passages.len();
            waits.extend(Learned::learn(&passages).map(|learned| (site.id, learned)));
        }
        learnt.appointments = all.len();
        let model = Model::learn(&cases(&mut all));
        let now = tx.now();
        let fact = HistoryLearned { appointments: learnt.appointments, visits: learnt.visits };
        let mut pen = tx.write(fact);
        if let Some(model) = model {
            keep(&mut pen, NO_SHOWS, "", &model.coefficients(), now)?;
        }
        for (site, learned) in waits {
            keep(&mut pen, WAITS, &site.to_string(), &learned, now)?;
        }
        Ok(learnt)
    }
}
