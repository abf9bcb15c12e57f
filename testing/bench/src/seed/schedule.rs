//! Years of appointments: every provider's day filled nearly to the end, today half done, the next weeks half full.

use crash::record_in_hand::Record;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use kernel::{Day, Moment};
use staff_client::Dice;

use super::practice::{Practice, VISIT_MINUTES, starts};
use super::{Thing, id};
use crate::scale::Scale;
use crate::sink::{Cell, write as rows};

/// Days ahead that are booked into.
const DAYS_AHEAD: i32 = 90;

/// How full a day is, in hundredths.
const FULL_PAST: u64 = 90;
const FULL_AHEAD: u64 = 60;

/// One seeded appointment: its number, the position of its provider, its patient, day, time and standing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Booked {
    pub number: u32,
    pub provider: usize,
    pub patient: u32,
    pub day: i64,
    pub starts_at: i64,
    pub standing: &'static str,
}

impl Booked {
    fn ends_at(self) -> i64 {
        self.starts_at + VISIT_MINUTES * 60_000_000
    }
}

pub(super) fn write(
    record: &mut Record,
    scale: Scale,
    practice: &Practice,
    now_micros: i64,
) -> Result<Vec<Booked>, String> {
    let booked = all(scale, practice, now_micros);
    let account = |number: u32| practice.accounts[number as usize % practice.accounts.len()];
    let columns = "id, site, provider, patient, visit_type, starts_at, ends_at, day, standing, reason, booked_by, booked_at, version";
    let appointment = |one: &Booked| -> Vec<Cell> {
        let provider = practice.providers[one.provider];
        vec![
            id(Thing::Appointment, one.number).into(),
            practice.site_of(one.provider).into(),
            provider.into(),
            id(Thing::Patient, one.patient).into(),
            practice.visit_type.into(),
            one.starts_at.into(),
            one.ends_at().into(),
            one.day.into(),
            one.standing.into(),
            "Follow-up of blood pressure".into(),
            account(one.number).into(),
            (one.starts_at - 1_209_600_000_000).into(),
            1.into(),
        ]
    };
    rows(record, "appointment", columns, booked.iter().map(appointment))?;
    let holding = booked.iter().filter(|one| one.standing == "booked");
    let held = |one: &Booked| -> Vec<Cell> {
        let provider = practice.providers[one.provider];
        vec![
            id(Thing::Appointment, one.number).into(),
            provider.into(),
            one.starts_at.into(),
            one.ends_at().into(),
            0.into(),
        ]
    };
    rows(record, "held_time", "appointment, resource, starts_at, ends_at, on_purpose", holding.map(held))?;
    let columns = "appointment, version, at, account, deed, site, provider, starts_at, ends_at, standing";
    let history = |one: &Booked| -> Vec<Cell> {
        let deed = if one.standing == "booked" { "booked" } else { "no_show" };
        vec![
            id(Thing::Appointment, one.number).into(),
            1.into(),
            (one.starts_at - 1_209_600_000_000).into(),
            account(one.number).into(),
            deed.into(),
            practice.site_of(one.provider).into(),
            practice.providers[one.provider].into(),
            one.starts_at.into(),
            one.ends_at().into(),
            one.standing.into(),
        ]
    };
    rows(record, "appointment_history", columns, booked.iter().map(history))?;
    Ok(booked)
}

/// Every appointment, oldest day first.
fn all(scale: Scale, practice: &Practice, now_micros: i64) -> Vec<Booked> {
    let zone = TimeZone::get("America/New_York").expect("the zone is built in");
    let now = Timestamp::from_microsecond(now_micros).expect("now is a moment").to_zoned(zone.clone());
    let slots: Vec<i64> = starts().collect();
    let a_day = practice.providers.len() as u64 * slots.len() as u64;
    let ahead = a_day * u64::from(DAYS_AHEAD.unsigned_abs()) * FULL_AHEAD / 100;
    let past = u64::from(scale.appointments).saturating_sub(ahead);
    let days_back = i32::try_from(past * 100 / (a_day * FULL_PAST)).unwrap_or(i32::MAX).max(5);
    let mut dice = Dice::seeded(20_261_121);
    let mut booked = Vec::with_capacity(scale.appointments as usize);
    for offset in -days_back..=DAYS_AHEAD {
        let date = now.date().saturating_add(Span::new().days(offset));
        let full = if offset <= 0 { FULL_PAST } else { FULL_AHEAD };
        for provider in 0..practice.providers.len() {
            for slot in &slots {
                if dice.below(100) >= full {
                    continue;
                }
                let missed = offset < 0 && dice.below(100) < 6;
                booked.push(Booked {
                    number: u32::try_from(booked.len()).expect("appointments are counted in 32 bits"),
                    provider,
                    patient: u32::try_from(dice.below(u64::from(scale.patients)))
                        .expect("patients are counted in 32 bits"),
                    day: Day::from(date).number(),
                    starts_at: moment(date, *slot, &zone),
                    standing: if missed { "no_show" } else { "booked" },
                });
            }
        }
    }
    booked
}

fn moment(date: Date, minute: i64, zone: &TimeZone) -> i64 {
    let time = jiff::civil::Time::midnight().saturating_add(Span::new().minutes(minute));
    Moment::from_civil(date.to_datetime(time), zone).micros()
}
