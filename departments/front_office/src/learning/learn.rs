//! Learns from appointments kept and missed, and from visits that are over.
//!
//! The long look is a question: what it finds is kept by a short deed, so that no desk waits while it is learned.

use super::LEARN;
use super::store::{NO_SHOWS, WAITS, keep};
use crate::patient_flow::wait_estimate::{Learned, passages};
use crate::scheduling::no_show_risk::{Coefficient, Model, cases, outcomes};
use kernel::Problem;
use office::{Act, Command, Fact, NoPatients, Query, Reader, SiteId, Subject, Tx};
use registry::practice::all_sites;
use serde::Serialize;

/// Learns from the practice's last two years. It shows nobody: only numbers come of it.
#[derive(Clone, Copy, Debug)]
pub struct LearnFromHistory;

/// What was learned, and from how much.
#[derive(Clone, Debug, Default)]
pub struct Lessons {
    /// Appointments that were kept or missed.
    pub appointments: usize,
    /// Visits that are over.
    pub visits: usize,
    /// The risk of no-shows; nothing, where there were too few to learn from.
    no_shows: Option<Vec<Coefficient>>,
    /// The durations of visits, by site.
    waits: Vec<(SiteId, Learned<String>)>,
}

impl Query for LearnFromHistory {
    const ACT: Act = LEARN;
    type Answer = NoPatients<Lessons>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<NoPatients<Lessons>, Problem> {
        let mut all = Vec::new();
        let mut lessons = Lessons::default();
        for site in all_sites(read)? {
            all.extend(outcomes(read, &site)?);
            let passages = passages(read, &site)?;
            lessons.visits += passages.len();
            lessons.waits.extend(Learned::learn(&passages).map(|learned| (site.id, learned)));
        }
        lessons.appointments = all.len();
        lessons.no_shows = Model::learn(&cases(&mut all)).map(|model| model.coefficients().to_vec());
        Ok(NoPatients(lessons))
    }
}

/// Keeps what was learned, in place of what was learned before.
#[derive(Clone, Debug)]
pub struct KeepLessons(pub Lessons);

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

impl Command for KeepLessons {
    const ACT: Act = LEARN;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let Lessons { appointments, visits, no_shows, waits } = &self.0;
        let now = tx.now();
        let mut pen = tx.write(HistoryLearned { appointments: *appointments, visits: *visits });
        if let Some(coefficients) = no_shows {
            keep(&mut pen, NO_SHOWS, "", coefficients, now)?;
        }
        for (site, learned) in waits {
            keep(&mut pen, WAITS, &site.to_string(), learned, now)?;
        }
        Ok(())
    }
}
