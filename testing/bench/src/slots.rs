//! Free times far ahead, where nothing was seeded: a fresh one for every booking that is measured.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use kernel::{Day, Moment};

use crate::scale::Scale;
use crate::seed::{Practice, SLOT_MINUTES, patient, starts};

/// A free time of a provider, and who is to be booked into it.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// Its number among all slots of the run.
    pub number: u64,
    /// Where.
    pub site: [u8; 16],
    /// With whom.
    pub provider: [u8; 16],
    /// For whom.
    pub patient: [u8; 16],
    /// The site's day, YYYYMMDD.
    pub day: i64,
    /// Minutes after midnight on the site's wall.
    pub minute: i64,
    /// From, in microseconds since 1970.
    pub starts_at: i64,
}

impl Slot {
    /// Until, in microseconds since 1970.
    pub fn ends_at(&self) -> i64 {
        self.starts_at + SLOT_MINUTES * 60_000_000
    }
}

/// `count` free times, from `days_ahead` days from now on. Providers change from one to the next, as at many desks.
pub fn free_slots(scale: Scale, practice: &Practice, now_micros: i64, days_ahead: i32, count: usize) -> Vec<Slot> {
    let zone = TimeZone::get("America/New_York").expect("the zone is built in");
    let today = Timestamp::from_microsecond(now_micros).expect("now is a moment").to_zoned(zone.clone()).date();
    let mut slots = Vec::with_capacity(count);
    for offset in 0.. {
        let date = today.saturating_add(Span::new().days(days_ahead + offset));
        for minute in starts() {
            for (at, provider) in practice.providers.iter().enumerate() {
                if slots.len() == count {
                    return slots;
                }
                let number = slots.len() as u64 + u64::from(days_ahead.unsigned_abs()) * 100_000;
                let who = u32::try_from(number % u64::from(scale.patients)).expect("patients are counted in 32 bits");
                let time = jiff::civil::Time::midnight().saturating_add(Span::new().minutes(minute));
                slots.push(Slot {
                    number,
                    site: practice.site_of(at),
                    provider: *provider,
                    patient: patient(who),
                    day: Day::from(date).number(),
                    minute,
                    starts_at: Moment::from_civil(date.to_datetime(time), &zone).micros(),
                });
            }
        }
    }
    slots
}
