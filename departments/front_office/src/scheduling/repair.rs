//! Day repair: a provider is away, and each visit goes somewhere else under all rules. Pure: the frame and the visits go in, a
//! plan comes out, so that it can be tried on a thousand days.
//!
//! Visits are placed one after the other, those that need most first. Each goes where it costs least: the same day
//! with another provider before other days, near its old time before far from it, the patient's own provider on a near day
//! before a stranger on a far one.

use super::frame::{Frame, Want};
use super::needs::Needs;
use super::openings::Span;
use super::tables::ResourceId;
use super::time::{DAY_MINUTES, minute_of, minutes};
use super::{AppointmentId, VisitTypeId};
use kernel::{Day, Moment};
use office::{PatientId, SiteId};
use registry::practice::StaffId;
use std::collections::HashMap;

/// What a place costs, in minutes that the visit is put off.
mod cost {
    /// Another day than the old one, for each day.
    pub(super) const A_DAY: i64 = 600;
    /// Another provider.
    pub(super) const OTHER_PROVIDER: i64 = 120;
    /// Another site.
    pub(super) const OTHER_SITE: i64 = 900;
    /// Earlier than promised: the patient may not have the time.
    pub(super) const EARLIER: i64 = 60;
}

/// A visit that has to go somewhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranded {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
    /// Whose.
    pub patient: PatientId,
    /// What kind.
    pub visit_type: VisitTypeId,
    /// Where it was.
    pub site: SiteId,
    /// With whom it was.
    pub provider: StaffId,
    /// The site's day on which it was.
    pub day: Day,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
    /// When the patient is elsewhere, in order.
    pub busy: Vec<(Moment, Moment)>,
}

impl Stranded {
    pub(crate) const fn length(&self) -> i64 {
        self.ends_at.minutes_since(self.starts_at)
    }
}

/// Why a visit goes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyThere {
    /// On the same day.
    SameDay,
    /// On another day, so many days later.
    DaysLater(i32),
    /// With the same provider.
    SameProvider,
    /// With another one.
    OtherProvider,
    /// At another site.
    OtherSite,
    /// At the same time of day.
    SameTime,
}

impl WhyThere {
    /// As said to the desk.
    #[must_use]
    pub fn said(self) -> String {
        match self {
            Self::SameDay => "the same day".to_owned(),
            Self::DaysLater(1) => "one day later".to_owned(),
            Self::DaysLater(days) => format!("{days} days later"),
            Self::SameProvider => "the same provider".to_owned(),
            Self::OtherProvider => "another provider".to_owned(),
            Self::OtherSite => "another site".to_owned(),
            Self::SameTime => "the same time of day".to_owned(),
        }
    }
}

/// A place for a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlace {
    /// Where.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// The site's day.
    pub day: Day,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
    /// Why there.
    pub why: Vec<WhyThere>,
}

/// What is proposed for a visit; nothing, where nothing is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The visit.
    pub visit: Stranded,
    /// Where it goes.
    pub to: Option<NewPlace>,
}

/// The days that are looked through, and what does not change from one visit to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'s> {
    pub first: Day,
    pub last: Day,
    /// Nothing is proposed before this.
    pub now: Moment,
    /// What each kind of visit needs.
    pub needs: &'s [(VisitTypeId, Needs)],
}

impl Scope<'_> {
    fn needs(&self, kind: VisitTypeId) -> Needs {
        self.needs.iter().find(|(of, _)| *of == kind).map(|(_, needs)| needs.clone()).unwrap_or_default()
    }
}

/// Proposes where each visit goes. The frame knows that the provider is away and that the visits no longer hold their time;
/// afterwards it holds the new ones. In the order of the calls: who would come first is called first.
pub(crate) fn plan(frame: &mut Frame, visits: &[Stranded], scope: &Scope<'_>) -> Vec<Proposal> {
    let open = Open::of(frame, scope);
    let needed = |visit: &Stranded| {
        let needs = scope.needs(visit.visit_type);
        (needs.equipment.len(), needs.rooms.len().min(1), usize::from(!needs.providers.is_empty()), visit.busy.len())
    };
    // Whoever needs most has the least choice, and chooses first.
    let mut order: Vec<usize> = (0..visits.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(needed(&visits[*at])), visits[*at].starts_at, *at));
    let mut moved: Vec<(PatientId, Span)> = Vec::new();
    let mut plan: Vec<Proposal> = Vec::with_capacity(visits.len());
    for at in order {
        let visit = &visits[at];
        let mut busy = visit.busy.clone();
        busy.extend(moved.iter().filter(|(patient, _)| *patient == visit.patient).map(|(_, span)| *span));
        busy.sort_unstable();
        let needs = scope.needs(visit.visit_type);
        let to = best((frame, &open), visit, &needs, &busy, scope);
        if let Some(place) = &to {
            let span = (place.starts_at, place.ends_at);
            let resources = frame.resources_for(place.site, span, &needs).unwrap_or_default();
            for resource in resources.into_iter().chain([ResourceId::from(place.provider)]) {
                frame.hold(resource, span);
            }
            moved.push((visit.patient, span));
        }
        plan.push(Proposal { visit: visit.clone(), to });
    }
    plan.sort_by_key(|proposal| (proposal.visit.starts_at, proposal.visit.appointment));
    plan
}

/// When each column is open on each day, before anything is held.
struct Open(HashMap<((SiteId, StaffId), Day), Vec<Span>>);

impl Open {
    fn of(frame: &Frame, scope: &Scope<'_>) -> Self {
        let mut open = HashMap::new();
        let mut day = scope.first;
        while day <= scope.last {
            for column in frame.hours.keys() {
                open.insert((*column, day), frame.open_on(*column, day, (0, DAY_MINUTES)));
            }
            day = day.plus_days(1);
        }
        Self(open)
    }
}

fn want<'w>(visit: &Stranded, needs: &'w Needs, busy: &'w [Span], scope: &Scope<'_>) -> Want<'w> {
    Want { length: visit.length(), needs, within: (0, DAY_MINUTES), busy, not_before: scope.now }
}

/// The columns in which this kind of visit can stand.
fn columns(frame: &Frame, needs: &Needs) -> Vec<(SiteId, StaffId)> {
    let does = |provider: &StaffId| needs.providers.is_empty() || needs.providers.contains(provider);
    frame.hours.keys().filter(|(_, provider)| does(provider)).copied().collect()
}

/// The cheapest place. Days are gone through in order and the search ends where the days alone cost more.
fn best(
    (frame, open): (&Frame, &Open),
    visit: &Stranded,
    needs: &Needs,
    busy: &[Span],
    scope: &Scope<'_>,
) -> Option<NewPlace> {
    let want = want(visit, needs, busy, scope);
    let columns = columns(frame, needs);
    let mut best: Option<(i64, NewPlace)> = None;
    let mut day = visit.day.max(scope.first);
    while day <= scope.last {
        let days = i64::from(day.days_since(visit.day));
        if best.as_ref().is_some_and(|(least, _)| days * cost::A_DAY > *least) {
            break;
        }
        for column in &columns {
            let Some(open) = open.0.get(&(*column, day)).filter(|open| !open.is_empty()) else { continue };
            for start in frame.starts_in(*column, day, open, &want) {
                let (price, place) = weighed(frame, visit, *column, day, start.at);
                let less = |(least, other): &(i64, NewPlace)| {
                    (price, place.starts_at, place.provider) < (*least, other.starts_at, other.provider)
                };
                if best.as_ref().is_none_or(less) {
                    best = Some((price, place));
                }
            }
        }
        day = day.plus_days(1);
    }
    best.map(|(_, place)| place)
}

fn weighed(
    frame: &Frame,
    visit: &Stranded,
    (site, provider): (SiteId, StaffId),
    day: Day,
    starts_at: Moment,
) -> (i64, NewPlace) {
    let zone = |of: SiteId| frame.zones.get(&of).cloned().unwrap_or(jiff::tz::TimeZone::UTC);
    let minute = |at: Moment, of: SiteId| minute_of(at.civil(&zone(of)).time());
    let apart = minute(starts_at, site) - minute(visit.starts_at, visit.site);
    let days = day.days_since(visit.day);
    let mut price = i64::from(days) * cost::A_DAY + apart.abs();
    let mut why = vec![if days == 0 { WhyThere::SameDay } else { WhyThere::DaysLater(days) }];
    if days == 0 && apart < 0 {
        price += cost::EARLIER;
    }
    if provider == visit.provider {
        why.push(WhyThere::SameProvider);
    } else {
        why.push(WhyThere::OtherProvider);
        price += cost::OTHER_PROVIDER;
    }
    if site != visit.site {
        why.push(WhyThere::OtherSite);
        price += cost::OTHER_SITE;
    }
    if apart == 0 {
        why.push(WhyThere::SameTime);
    }
    let ends_at = starts_at + minutes(visit.length());
    (price, NewPlace { site, provider, day, starts_at, ends_at, why })
}
