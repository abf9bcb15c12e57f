//! What each provider of a site offered, was booked for, and did in some days.

use super::{Period, SEE_FIGURES, percent};
use crate::patient_flow::tables::{visit, visit_change};
use crate::patient_flow::{Status, VisitId};
use crate::scheduling::tables::appointment;
use crate::scheduling::{Labels, Standing, offered_minutes};
use crate::spread::Spread;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::StaffId;
use std::collections::{BTreeMap, HashMap};

/// Appointments, visits, and steps of visits that are counted at once.
const ROWS_MAX: u32 = 100_000;

/// The work of the providers of a site.
#[derive(Clone, Copy, Debug)]
pub struct ProviderFiguresOf {
    /// Where.
    pub site: SiteId,
    /// In which days.
    pub period: Period,
}

/// What one provider, or all of them, offered and did. Times in minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderWork {
    /// Minutes in which patients could be seen: the template less closures, by as many as are seen at once.
    pub offered: i64,
    /// Minutes of the appointments that were not cancelled, those that were missed among them.
    pub booked: i64,
    /// Appointments that were not cancelled.
    pub appointments: usize,
    /// Appointments that nobody came to.
    pub missed: usize,
    /// Appointments that were cancelled.
    pub cancelled: usize,
    /// Visits to which the provider came.
    pub seen: usize,
    /// Of those, the ones without an appointment.
    pub walk_ins: usize,
    /// Patients who went home without being seen.
    pub left_unseen: usize,
    /// How long they were with a patient.
    pub with_patient: Option<Spread>,
    /// How long after the time of the appointment they came; negative where they came before it.
    pub late: Option<Spread>,
}

impl ProviderWork {
    /// Which share of the offered time was booked, in percent; nothing where none was offered.
    #[must_use]
    pub fn filled(&self) -> Option<usize> {
        percent(usize::try_from(self.booked).ok()?, usize::try_from(self.offered).ok()?)
    }

    /// Which share of the appointments nobody came to, in percent.
    #[must_use]
    pub fn missed_share(&self) -> Option<usize> {
        percent(self.missed, self.appointments)
    }

    /// Patients seen in an hour that was offered.
    #[must_use]
    pub fn seen_an_hour(&self) -> Option<f64> {
        (self.offered > 0).then(|| self.seen as f64 * 60.0 / self.offered as f64)
    }
}

/// See [`ProviderFiguresOf`].
#[derive(Clone, Debug)]
pub struct ProviderFigures {
    /// By provider, by name.
    pub providers: Vec<(StaffId, ProviderWork)>,
    /// Of all of them together.
    pub together: ProviderWork,
    /// What providers are called.
    pub labels: Labels,
}

/// What is measured, before it is brought into order.
#[derive(Default)]
struct Measured {
    work: ProviderWork,
    with_patient: Vec<i64>,
    late: Vec<i64>,
}

impl Measured {
    fn done(self) -> ProviderWork {
        ProviderWork { with_patient: Spread::of(self.with_patient), late: Spread::of(self.late), ..self.work }
    }

    fn add(&mut self, other: &Self) {
        let (all, one) = (&mut self.work, &other.work);
        all.offered += one.offered;
        all.booked += one.booked;
        all.appointments += one.appointments;
        all.missed += one.missed;
        all.cancelled += one.cancelled;
        all.seen += one.seen;
        all.walk_ins += one.walk_ins;
        all.left_unseen += one.left_unseen;
        self.with_patient.extend(&other.with_patient);
        self.late.extend(&other.late);
    }
}

impl Query for ProviderFiguresOf {
    const ACT: Act = SEE_FIGURES;
    type Answer = NoPatients<ProviderFigures>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        self.period.check()?;
        let mut all: BTreeMap<StaffId, Measured> = BTreeMap::new();
        for (provider, minutes) in offered_minutes(read, self.site, (self.period.first, self.period.last))? {
            all.entry(provider).or_default().work.offered = minutes;
        }
        self.count_appointments(read, &mut all)?;
        let left_unseen = self.count_visits(read, &mut all)?;
        let labels = Labels::of(read, std::iter::once(self.site))?;
        let mut together = Measured::default();
        together.work.left_unseen = left_unseen;
        all.values().for_each(|one| together.add(one));
        let mut providers: Vec<(StaffId, ProviderWork)> = all.into_iter().map(|(id, one)| (id, one.done())).collect();
        providers.sort_by(|(one, _), (other, _)| labels.provider(*one).cmp(labels.provider(*other)));
        Ok(NoPatients(ProviderFigures { providers, together: together.done(), labels }))
    }
}

type Steps = (Status, Moment, Option<i64>);

impl ProviderFiguresOf {
    fn count_appointments(&self, read: &mut Reader<'_>, all: &mut BTreeMap<StaffId, Measured>) -> Result<(), Problem> {
        let query = appointment::table
            .filter(appointment::site.eq(self.site))
            .filter(appointment::day.between(self.period.first, self.period.last))
            .select((appointment::provider, appointment::standing, appointment::starts_at, appointment::ends_at));
        let rows: Vec<(StaffId, Standing, Moment, Moment)> = read.list(query, ROWS_MAX)?;
        for (provider, standing, starts, ends) in rows {
            let work = &mut all.entry(provider).or_default().work;
            if standing == Standing::Cancelled {
                work.cancelled += 1;
                continue;
            }
            work.appointments += 1;
            work.booked += ends.minutes_since(starts);
            work.missed += usize::from(standing == Standing::NoShow);
        }
        Ok(())
    }

    /// Counts the visits, and says how many patients went home unseen while they waited for the next provider: nobody's yet.
    fn count_visits(&self, read: &mut Reader<'_>, all: &mut BTreeMap<StaffId, Measured>) -> Result<usize, Problem> {
        let of_the_days = visit::site.eq(self.site).and(visit::day.between(self.period.first, self.period.last));
        let query = visit::table
            .left_join(appointment::table.on(visit::appointment.eq(appointment::id.nullable())))
            .filter(of_the_days)
            .select((visit::id, visit::provider, visit::status, appointment::starts_at.nullable()));
        let visits: Vec<(VisitId, Option<StaffId>, Status, Option<Moment>)> = read.list(query, ROWS_MAX)?;
        let ends = [Status::WithProvider, Status::CheckingOut, Status::Left];
        let query = visit::table
            .inner_join(visit_change::table.on(visit_change::visit.eq(visit::id)))
            .filter(of_the_days)
            .filter(visit_change::to_status.eq_any(ends).or(visit_change::undone_of.is_not_null()))
            .order((visit_change::visit, visit_change::seq))
            .select((visit::id, visit_change::to_status, visit_change::since, visit_change::undone_of));
        let mut steps: HashMap<VisitId, Vec<Steps>> = HashMap::new();
        for (visit, status, since, undone) in read.list::<_, (VisitId, Status, Moment, Option<i64>)>(query, ROWS_MAX)? {
            steps.entry(visit).or_default().push((status, since, undone));
        }
        let mut nobodys = 0;
        for (visit, provider, status, promised) in visits {
            let Some(provider) = provider else {
                nobodys += usize::from(status == Status::LeftUnseen);
                continue;
            };
            let measured = all.entry(provider).or_default();
            measured.work.left_unseen += usize::from(status == Status::LeftUnseen);
            let Some(steps) = steps.get(&visit).filter(|steps| came_about(steps, status)) else { continue };
            measured.work.seen += 1;
            measured.work.walk_ins += usize::from(promised.is_none());
            let Some((came, went)) = timed(steps) else { continue };
            measured.with_patient.extend(went.map(|went| went.minutes_since(came)));
            measured.late.extend(promised.map(|promised| came.minutes_since(promised)));
        }
        Ok(nobodys)
    }
}

/// Whether a step was taken back.
fn has_undone(steps: &[Steps]) -> bool {
    steps.iter().any(|(.., undone)| undone.is_some())
}

/// Whether the provider came. Where a step was taken back, only if the visit stands at the provider or beyond.
fn came_about(steps: &[Steps], status: Status) -> bool {
    let beyond = matches!(status, Status::WithProvider | Status::CheckingOut | Status::Left);
    (beyond || !has_undone(steps)) && steps.iter().any(|(status, ..)| *status == Status::WithProvider)
}

/// When the provider came, and went; nothing of a visit in which a step was taken back: its times are not to be trusted.
fn timed(steps: &[Steps]) -> Option<(Moment, Option<Moment>)> {
    if has_undone(steps) {
        return None;
    }
    let at = steps.iter().position(|(status, ..)| *status == Status::WithProvider)?;
    let went = steps[at..].iter().find(|(status, ..)| *status != Status::WithProvider);
    Some((steps[at].1, went.map(|(_, since, _)| *since)))
}
