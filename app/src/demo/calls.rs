//! The telephone of the demo: a month of calls at both sites, taken soon, late or not at all, and what was promised in them.

use super::Made;
use super::chance::Chance;
use front_office::phone::{
    AnswerCall, AskForCallBack, CallBackDeed, CallBackId, CallBackOutcome, CallId, CallOutcome, CallReason, CallRings,
    EndCall, NoteCall, Route, Secret, Urgency, WorkOnCallBack,
};
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Phi, Problem};
use office::{Actor, Office};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

/// Days before the demo's day in which the telephone rings.
const DAYS: i32 = 28;
/// Seconds after which it is written down that nobody took a call.
const MISSED_AFTER: i64 = 1_800;
/// Why people call, the frequent reasons more than once.
const REASONS: &[CallReason] = &[
    CallReason::Appointment,
    CallReason::Appointment,
    CallReason::Appointment,
    CallReason::Prescription,
    CallReason::Prescription,
    CallReason::Result,
    CallReason::Symptoms,
    CallReason::Billing,
    CallReason::Papers,
    CallReason::OtherOffice,
];

/// What is told of one call at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// It rings.
    Rings(usize),
    /// Somebody takes it.
    Taken(usize),
    /// It is over: settled, promised to be called back, or missed.
    Over(usize),
    /// Whoever was promised a call is called.
    Back(usize),
}

struct Planned {
    site: usize,
    at: Moment,
    /// Seconds until somebody takes it, if anybody does.
    taken_after: Option<i64>,
    /// Seconds that are talked.
    talks: i64,
    reason: CallReason,
    /// Minutes until whoever was promised a call is called.
    called_back_after: Option<i64>,
}

/// The calls while they are told.
pub struct Calls {
    planned: Vec<Planned>,
    calls: Mutex<HashMap<usize, CallId>>,
    owed: Mutex<HashMap<usize, CallBackId>>,
}

impl Calls {
    /// The calls of the month up to this day.
    pub fn new(zone: &TimeZone, today: Day, chance: &mut Chance) -> Self {
        let days = (0..=DAYS).map(|ago| today.plus_days(-ago));
        let working = days.filter(|day| day.weekday().to_monday_zero_offset() < 5);
        let mut planned = Vec::new();
        for day in working {
            for site in 0..2 {
                let count = if site == 0 { chance.between(9, 14) } else { chance.between(4, 7) };
                planned.extend((0..count).map(|_| one(zone, day, site, chance)));
            }
        }
        Self { planned, calls: Mutex::new(HashMap::new()), owed: Mutex::new(HashMap::new()) }
    }

    /// Every deed with its moment.
    pub fn deeds(&self) -> impl Iterator<Item = (Moment, Deed)> {
        self.planned.iter().enumerate().flat_map(|(number, call)| {
            let after = |seconds: i64| call.at + Duration::from_secs(seconds.unsigned_abs());
            let taken = call.taken_after.map(after);
            let over = after(call.taken_after.map_or(MISSED_AFTER, |waited| waited + call.talks));
            let back = call.called_back_after.map(|minutes| over.plus_minutes(minutes));
            [
                Some((call.at, Deed::Rings(number))),
                taken.map(|at| (at, Deed::Taken(number))),
                Some((over, Deed::Over(number))),
                back.map(|at| (at, Deed::Back(number))),
            ]
            .into_iter()
            .flatten()
        })
    }

    /// Does one of them.
    ///
    /// # Errors
    /// What the office says.
    pub async fn tell(&self, office: &Office, made: &Made, deed: Deed) -> Result<(), Problem> {
        match deed {
            Deed::Rings(number) => {
                let token = Secret::presented(made.lines[self.planned[number].site].clone());
                let rings = CallRings { token, number: telephone(number) };
                let call = office.perform(&office.machine("switchboard"), rings).await?;
                self.calls.lock().expect("nothing panics while it holds this").insert(number, call);
                Ok(())
            }
            Deed::Taken(number) => match self.call(number) {
                Some(call) => office.perform(taker(made, number), AnswerCall { call }).await.map(drop),
                None => Ok(()),
            },
            Deed::Over(number) => self.over(office, made, number).await,
            Deed::Back(number) => {
                let owed = self.owed.lock().expect("nothing panics while it holds this").remove(&number);
                let Some(call_back) = owed else { return Ok(()) };
                let deed = CallBackDeed::Finish(CallBackOutcome::Reached);
                office.perform(&made.desk, WorkOnCallBack { call_back, version: 1, deed }).await.map(drop)
            }
        }
    }

    fn call(&self, number: usize) -> Option<CallId> {
        self.calls.lock().expect("nothing panics while it holds this").get(&number).copied()
    }

    async fn over(&self, office: &Office, made: &Made, number: usize) -> Result<(), Problem> {
        let Some(call) = self.call(number) else { return Ok(()) };
        let planned = &self.planned[number];
        let who = taker(made, number);
        let outcome = match (planned.taken_after, planned.called_back_after) {
            (None, _) => CallOutcome::Missed,
            (Some(_), None) => CallOutcome::Settled,
            (Some(_), Some(_)) => CallOutcome::CallBack,
        };
        if outcome != CallOutcome::Missed {
            let note = NoteCall { call, reason: planned.reason, words: Phi::default() };
            office.perform(who, note).await?;
        }
        if outcome == CallOutcome::CallBack {
            let asks = Phi::from("Wants to know more about it");
            let (urgency, route) = (Urgency::Today, Route::FrontDesk);
            let ask = AskForCallBack { call, asks, urgency, route, number: telephone(number) };
            let owed = office.perform(who, ask).await?;
            self.owed.lock().expect("nothing panics while it holds this").insert(number, owed);
        }
        office.perform(who, EndCall { call, outcome }).await.map(drop)
    }
}

/// A call of a day: most come in the morning, most are taken soon.
fn one(zone: &TimeZone, day: Day, site: usize, chance: &mut Chance) -> Planned {
    let minute = chance.between(0, 535).min(chance.between(0, 535));
    let opens = Moment::from_civil(day.civil().at(8, 0, 0, 0), zone);
    let taken_after = match chance.below(100) {
        0..8 => None,
        8..80 => Some(chance.between(3, 25)),
        _ => Some(chance.between(26, 110)),
    };
    let promised = taken_after.is_some() && chance.percent(15);
    Planned {
        site,
        at: opens.plus_minutes(minute) + Duration::from_secs(chance.between(0, 59).unsigned_abs()),
        taken_after,
        talks: chance.between(40, 420),
        reason: *chance.one_of(REASONS),
        called_back_after: promised.then(|| chance.between(15, 150)),
    }
}

/// The desk takes two of three calls, the floor the third.
fn taker(made: &Made, number: usize) -> &Actor {
    if number.is_multiple_of(3) { &made.floor } else { &made.desk }
}

/// A number of the range that is kept for fiction.
fn telephone(number: usize) -> Phi<String> {
    Phi::new(format!("51855501{:02}", number % 100))
}
