//! Planning: a site's day after the other, as far ahead as the longest step reaches.

use super::promise;
use communications::reminders::{MANAGE_REMINDERS, Occasion, Promise, SEND_REMINDERS, plan_day, same, steps};
use front_office::scheduling::no_show_risk::risk_of;
use front_office::scheduling::{ScheduleLine, expected_lines};
use kernel::{Day, Moment, Problem};
use office::{Act, Command, NoPatients, Query, Reader, SiteId, Subject, Tx};
use registry::practice::{all_sites, site};
use std::collections::HashMap;

/// Plans the reminders of a site's day. Doing it again changes nothing.
#[derive(Clone, Copy, Debug)]
pub struct PlanReminders {
    /// Where.
    pub site: SiteId,
    /// Which day.
    pub day: Day,
}

impl Command for PlanReminders {
    const ACT: Act = SEND_REMINDERS;
    /// How many were planned.
    type Done = usize;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<usize, Problem> {
        let place = site(tx, self.site)?;
        let begins = |day: Day| Moment::from_civil(day.civil().at(0, 0, 0, 0), &place.zone);
        let now = tx.now();
        let lines = expected_lines(tx, self.site, self.day)?;
        let lines: HashMap<_, ScheduleLine> = lines.into_iter().map(|line| (line.appointment, line)).collect();
        let mut promises: Vec<Promise> =
            lines.values().filter(|line| line.starts_at > now).filter_map(promise).collect();
        promises.sort_by_key(|promise| (promise.starts_at, promise.appointment));
        let mut likely = |read: &mut Reader<'_>, promise: &Promise, per_cent: i64| {
            let Some(line) = lines.get(&same(promise.appointment)) else { return Ok(false) };
            Ok(risk_of(read, line)?.is_some_and(|risk| risk.is_at_least(per_cent)))
        };
        let range = (begins(self.day), begins(self.day.plus_days(1)));
        plan_day(tx, &place, range, &promises, &mut likely)
    }
}

/// The sites whose offers and recalls are to be looked at.
#[derive(Clone, Copy, Debug)]
pub struct SitesToPlan;

impl Query for SitesToPlan {
    const ACT: Act = MANAGE_REMINDERS;
    type Answer = NoPatients<Vec<SiteId>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        Ok(NoPatients(all_sites(read)?.iter().map(|site| site.id).collect()))
    }
}

/// Which days of which sites are to be planned now.
#[derive(Clone, Copy, Debug)]
pub struct DaysToPlan;

impl Query for DaysToPlan {
    const ACT: Act = MANAGE_REMINDERS;
    type Answer = NoPatients<Vec<(SiteId, Day)>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let longest = steps(read)?
            .iter()
            .filter(|step| step.fields.occasion == Occasion::Visit)
            .map(|step| step.fields.minutes)
            .max();
        let Some(longest) = longest else { return Ok(NoPatients(Vec::new())) };
        let ahead = i32::try_from(longest / 1_440).unwrap_or(0) + 1;
        let mut days = Vec::new();
        for site in all_sites(read)? {
            let today = read.today(&site.zone);
            days.extend((0..=ahead).map(|after| (site.id, today.plus_days(after))));
        }
        // The next days first, at every site.
        days.sort_by_key(|(_, day)| *day);
        Ok(NoPatients(days))
    }
}
