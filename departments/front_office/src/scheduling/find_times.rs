//! Best fit: the free times that suit a patient best, each with the reasons for it.
//!
//! Every free time costs something: a hundred for each day to wait, and more for each wish that it does not meet. The
//! cheapest are shown. Days are gone through in order and the search ends where waiting alone costs more than what is found.

use super::equipment::EquipmentKind;
use super::first_available::{FirstAvailable, Found, Look, PartOfDay, Search};
use super::labels::Labels;
use super::needs::Needs;
use super::openings::{Opening, Span};
use super::tables::{AppointmentRow, appointment};
use super::time::minute_of;
use super::{AppointmentId, FIND_OPENING, Standing};
use diesel::prelude::*;
use jiff::civil::Weekday;
use kernel::{Day, Moment, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::people::{Interpreter, person};
use registry::practice::StaffId;
use std::collections::HashMap;

/// More suggestions than this are not made at once.
const SUGGESTIONS_MAX: usize = 40;
/// Suggestions of one provider on one day: more of them are no choice.
const OF_ONE_DAY_MAX: usize = 2;
/// Appointments of the patient that are kept in mind.
const BUSY_MAX: u32 = 300;

/// What things cost, in hundredths of a day of waiting. A receptionist would say: rather a week later with their own doctor.
mod cost {
    pub(super) const DAY: i64 = 100;
    pub(super) const OTHER_PROVIDER: i64 = 700;
    pub(super) const OTHER_SITE: i64 = 1_000;
    pub(super) const OTHER_WEEKDAY: i64 = 500;
    pub(super) const OTHER_PART: i64 = 300;
    pub(super) const OTHER_DAY_THAN_ASKED: i64 = 2_800;
    pub(super) const LEAVES_A_GAP: i64 = 20;
}

/// What a patient would like. Empty, where it does not matter to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// With one of these.
    pub providers: Vec<StaffId>,
    /// At one of these sites.
    pub sites: Vec<SiteId>,
    /// On one of these days of the week.
    pub weekdays: Vec<Weekday>,
    /// In this part of the day.
    pub part: Option<PartOfDay>,
    /// On the day of this other appointment, so that they come once.
    pub same_day_as: Option<AppointmentId>,
}

/// Why a time is suggested, or what speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing that is free is earlier.
    First,
    /// With a provider who was wished for.
    WishedProvider,
    /// With another one.
    OtherProvider,
    /// At another site than was wished for.
    OtherSite,
    /// On a day of the week that was wished for.
    WishedWeekday,
    /// On another one.
    OtherWeekday,
    /// In the part of the day that was wished for.
    WishedPart,
    /// In another one.
    OtherPart,
    /// On the day of the other appointment.
    SameDay,
    /// Not on the day of the other appointment.
    NotSameDay,
    /// The screen with the interpreter is free.
    WithInterpreter,
    /// It fills a gap between two others exactly.
    FillsAGap,
}

impl Reason {
    /// As said to the desk.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::First => "the first free time",
            Self::WishedProvider => "with the provider asked for",
            Self::OtherProvider => "with another provider",
            Self::OtherSite => "at another site",
            Self::WishedWeekday => "on a day asked for",
            Self::OtherWeekday => "on another day of the week",
            Self::WishedPart => "at the time of day asked for",
            Self::OtherPart => "at another time of day",
            Self::SameDay => "on the day of the other appointment",
            Self::NotSameDay => "not on the day of the other appointment",
            Self::WithInterpreter => "the interpreter’s screen is free",
            Self::FillsAGap => "fills a gap exactly",
        }
    }
}

/// A free time with the reasons for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The free time.
    pub opening: Opening,
    /// Why it is suggested, the weightiest first.
    pub reasons: Vec<Reason>,
    /// What it costs, in hundredths of a day of waiting.
    pub cost: i64,
}

/// Looks for the times that suit a patient best.
#[derive(Clone, Debug)]
pub struct FindTimes {
    /// For whom: their other appointments are kept free.
    pub patient: PatientId,
    /// What must hold.
    pub search: FirstAvailable,
    /// What would be good.
    pub wishes: Wishes,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Suggestions {
    /// For whom.
    pub patient: PatientId,
    /// The times, the one that suits best first.
    pub found: Vec<Suggestion>,
    /// What providers and sites are called.
    pub labels: Labels,
}

impl Discloses for Suggestions {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for FindTimes {
    const ACT: Act = FIND_OPENING;
    type Answer = Suggestions;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Suggestions, Problem> {
        let interpreted = person(read, self.patient)?.demographics.interpreter == Interpreter::Needed;
        let screen = Needs { equipment: vec![EquipmentKind::InterpreterScreen], ..Needs::default() };
        if interpreted {
            let found = self.suggested(read, screen, &[Reason::WithInterpreter])?;
            if !found.found.is_empty() {
                return Ok(found);
            }
        }
        self.suggested(read, Needs::default(), &[])
    }
}

impl FindTimes {
    fn suggested(&self, read: &mut Reader<'_>, more: Needs, always: &[Reason]) -> Result<Suggestions, Problem> {
        let (busy, same_day) = self.their_own(read)?;
        let search = Search::begin(read, &self.search, more)?;
        let labels = search.labels.clone();
        let at_most = self.search.at_most.clamp(1, SUGGESTIONS_MAX);
        let mut ranked = Ranked::new(at_most);
        search.day_by_day(read, &busy, |day, found| {
            let waiting = i64::from(day.days_since(self.search.from)) * cost::DAY;
            if ranked.worst().is_some_and(|worst| waiting > worst) {
                return Look::NoFurther;
            }
            let zone = |site| labels.zone(site);
            for found in found {
                let part = minute_of(found.opening.starts_at.civil(&zone(found.opening.site)).time());
                ranked.add(self.weighed(found, waiting, part, same_day, always));
            }
            ranked.end_of_day();
            Look::Further
        })?;
        Ok(Suggestions { patient: self.patient, found: ranked.best, labels })
    }

    /// When the patient is elsewhere, and the day on which they come anyway.
    fn their_own(&self, read: &mut Reader<'_>) -> Result<(Vec<Span>, Option<Day>), Problem> {
        let now = read.now();
        let query = appointment::table
            .filter(appointment::patient.eq(self.patient).and(appointment::starts_at.ge(now)))
            .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
            .order(appointment::starts_at)
            .select(AppointmentRow::as_select());
        let rows: Vec<AppointmentRow> = read.list(query, BUSY_MAX)?;
        let same = rows.iter().find(|row| Some(row.id) == self.wishes.same_day_as).map(|row| row.day);
        Ok((rows.iter().map(|row| (row.starts_at, row.ends_at)).collect(), same))
    }

    /// What a free time costs, and why.
    fn weighed(
        &self,
        found: &Found,
        waiting: i64,
        minute: i64,
        same_day: Option<Day>,
        always: &[Reason],
    ) -> Suggestion {
        let (wishes, opening) = (&self.wishes, found.opening);
        let mut reasons = Vec::new();
        let mut cost = waiting;
        let mut weigh = |wished: bool, met: bool, price: i64, (yes, no): (Option<Reason>, Reason)| {
            if !wished {
                return;
            }
            if met {
                reasons.extend(yes);
            } else {
                reasons.push(no);
                cost += price;
            }
        };
        let on_day = (Some(Reason::SameDay), Reason::NotSameDay);
        weigh(same_day.is_some(), same_day == Some(opening.day), cost::OTHER_DAY_THAN_ASKED, on_day);
        let with = (Some(Reason::WishedProvider), Reason::OtherProvider);
        let wished = !wishes.providers.is_empty();
        weigh(wished, wishes.providers.contains(&opening.provider), cost::OTHER_PROVIDER, with);
        let wished = !wishes.sites.is_empty();
        weigh(wished, wishes.sites.contains(&opening.site), cost::OTHER_SITE, (None, Reason::OtherSite));
        let days = (Some(Reason::WishedWeekday), Reason::OtherWeekday);
        let wished = !wishes.weekdays.is_empty();
        weigh(wished, wishes.weekdays.contains(&opening.day.weekday()), cost::OTHER_WEEKDAY, days);
        if let Some(part) = wishes.part.filter(|part| *part != PartOfDay::Any) {
            let (from, to) = part.minutes();
            let parts = (Some(Reason::WishedPart), Reason::OtherPart);
            weigh(true, (from..to).contains(&minute), cost::OTHER_PART, parts);
        }
        if found.fills_a_gap {
            reasons.push(Reason::FillsAGap);
        } else {
            cost += cost::LEAVES_A_GAP;
        }
        reasons.extend(always);
        Suggestion { opening, reasons, cost }
    }
}

/// The cheapest so far, in order.
struct Ranked {
    at_most: usize,
    best: Vec<Suggestion>,
    today: Vec<Suggestion>,
    first: Option<Moment>,
}

impl Ranked {
    const fn new(at_most: usize) -> Self {
        Self { at_most, best: Vec::new(), today: Vec::new(), first: None }
    }

    /// The dearest of those that would be shown, once there are enough.
    fn worst(&self) -> Option<i64> {
        (self.best.len() >= self.at_most).then(|| self.best.last().map(|found| found.cost)).flatten()
    }

    fn add(&mut self, mut found: Suggestion) {
        if self.first.is_none() {
            self.first = Some(found.opening.starts_at);
            found.reasons.insert(0, Reason::First);
        }
        self.today.push(found);
    }

    /// Takes the best of the day over, at most two of each provider.
    fn end_of_day(&mut self) {
        let mut today = std::mem::take(&mut self.today);
        today.sort_by_key(|found| (found.cost, found.opening.starts_at, found.opening.provider));
        let mut taken: HashMap<(SiteId, StaffId), usize> = HashMap::new();
        for found in today {
            let so_far = taken.entry((found.opening.site, found.opening.provider)).or_default();
            if *so_far < OF_ONE_DAY_MAX {
                *so_far += 1;
                self.best.push(found);
            }
        }
        self.best.sort_by_key(|found| (found.cost, found.opening.starts_at, found.opening.provider));
        self.best.truncate(self.at_most);
    }
}
