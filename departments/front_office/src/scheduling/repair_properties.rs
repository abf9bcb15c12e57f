//! Day repair on a thousand random days: no rule is broken, and forty visits are planned at once.

use super::closures::{Closed, ClosureOf};
use super::frame::Frame;
use super::hours_of::HoursLine;
use super::needs::Needs;
use super::openings::Span;
use super::repair::{NewPlace, Proposal, Scope, Stranded, plan};
use super::tables::ResourceId;
use super::time::{minute_of, minutes, moment_at};
use super::{ClosureKind, EquipmentKind, VisitTypeId};
use jiff::tz::TimeZone;
use kernel::{Day, Moment, RawId};
use office::SiteId;
use registry::practice::{RoomPurpose, StaffId};

/// Days that are tried, a quarter of them in each test.
const DAYS: u64 = 1_000;
const VISITS: u64 = 40;
const PROVIDERS: u64 = 6;
const ROOMS: u64 = 5;
/// Minutes of a visit: forty of them are one provider's day.
const LENGTH: i64 = 10;

/// The same numbers from the same seed (xorshift64*, Vigna, 2016).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % most
    }

    fn minute(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below((to - from).unsigned_abs() / 5)).expect("a minute") * 5
    }
}

fn id<T: From<RawId>>(kind: u8, number: u64) -> T {
    let mut bytes = [kind; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    RawId::from_bytes(bytes).into()
}

fn zone() -> TimeZone {
    TimeZone::get("America/New_York").expect("a bundled zone")
}

fn site(number: u64) -> SiteId {
    id(1, number)
}

/// Of every three providers the last one works at the second site.
fn site_of(provider: u64) -> SiteId {
    site(u64::from(provider % 3 == 2))
}

const KINDS: u64 = 3;

/// Nothing, a room, a room and the ECG.
fn needs() -> Vec<(VisitTypeId, Needs)> {
    let room = Needs { rooms: vec![RoomPurpose::Exam], ..Needs::default() };
    let both = Needs { equipment: vec![EquipmentKind::Ecg], ..room.clone() };
    [Needs::default(), room, both].into_iter().zip(0..).map(|(needs, kind)| (id(2, kind), needs)).collect()
}

/// A random practice around a day: hours, closures, and other people's appointments in a share of the time.
fn random(dice: &mut Dice, first: Day, days: i32) -> Frame {
    let zone = zone();
    let mut frame = Frame::default();
    for at in 0..2 {
        frame.zones.insert(site(at), zone.clone());
        frame.rooms.insert(site(at), (0..ROOMS).map(|room| (RoomPurpose::Exam, id(3, at * 100 + room))).collect());
        frame.pieces.insert(site(at), vec![(EquipmentKind::Ecg, id(4, at))]);
    }
    for provider in 0..PROVIDERS {
        let who: StaffId = id(5, provider);
        for weekday in 1..=7 {
            let pieces =
                [(dice.minute(420, 540), dice.minute(660, 720)), (dice.minute(720, 780), dice.minute(900, 1_080))];
            let line = |(from_minute, to_minute): (i64, i64)| HoursLine {
                id: id(6, 0),
                provider: who,
                site: site_of(provider),
                weekday,
                from_minute,
                to_minute,
                valid_from: first.plus_days(-30),
                valid_until: None,
                every_weeks: 1,
                at_once: if provider == 1 { 2 } else { 1 },
            };
            frame.hours.entry((site_of(provider), who)).or_default().extend(pieces.map(line));
        }
        let full = dice.below(90);
        for after in 0..days {
            let day = first.plus_days(after);
            let seven = moment_at(day, 420, &zone);
            for after in (0..660).step_by(20) {
                if dice.below(100) < full {
                    let from = seven + minutes(after);
                    let span = (from, from + minutes(20));
                    frame.hold(who.into(), span);
                    if dice.below(2) == 0 {
                        let rooms = &frame.rooms[&site_of(provider)];
                        let room = rooms[usize::try_from(dice.below(ROOMS)).expect("a room")].1;
                        if frame.is_free(room.into(), span) {
                            frame.hold(room.into(), span);
                        }
                    }
                }
            }
            if dice.below(12) == 0 {
                let away = (dice.minute(420, 700), 1_440);
                frame.closures.entry(day).or_default().push(closed(ClosureOf::Provider(who), day, away));
            }
        }
    }
    frame
}

fn closed(of: ClosureOf, day: Day, (from_minute, to_minute): (i64, i64)) -> Closed {
    Closed { id: id(7, 0), of, day, from_minute, to_minute, kind: ClosureKind::TimeOff, note: String::new() }
}

/// Forty visits of the first provider, one after the other from eight on, some of them of the same patients.
fn visits(dice: &mut Dice, day: Day) -> Vec<Stranded> {
    let eight = moment_at(day, 480, &zone());
    let visit = |number: u64| {
        let starts_at = eight + minutes(LENGTH * i64::try_from(number).expect("a number"));
        let elsewhere = eight + minutes(dice.minute(0, 520));
        Stranded {
            appointment: id(8, number),
            version: 1,
            patient: id(9, number % 35),
            visit_type: id(2, dice.below(KINDS)),
            site: site(0),
            provider: id(5, 0),
            day,
            starts_at,
            ends_at: starts_at + minutes(LENGTH),
            busy: if dice.below(4) == 0 { vec![(elsewhere, elsewhere + minutes(60))] } else { Vec::new() },
        }
    };
    (0..VISITS).map(visit).collect()
}

fn apart(one: Span, other: Span) -> bool {
    one.1 <= other.0 || other.1 <= one.0
}

/// The rules again, written down without the engine's own arithmetic: everything is counted moment by moment.
fn check(before: &Frame, plan: &[Proposal], needs: &[(VisitTypeId, Needs)], now: Moment) {
    let placed: Vec<(&Stranded, &NewPlace)> =
        plan.iter().filter_map(|one| one.to.as_ref().map(|to| (&one.visit, to))).collect();
    let zone = zone();
    for (visit, to) in &placed {
        assert_eq!(to.ends_at.minutes_since(to.starts_at), LENGTH);
        assert!(to.starts_at >= now, "not in the past");
        assert!(visit.busy.iter().all(|busy| apart(*busy, (to.starts_at, to.ends_at))), "the patient is elsewhere");
        let lines = &before.hours[&(to.site, to.provider)];
        let none = Vec::new();
        let resource = ResourceId::from(to.provider);
        // Everything begins and ends on five minutes, so that two looks see every minute.
        for minute in (0..LENGTH).step_by(5) {
            let at = to.starts_at + minutes(minute);
            let wall = at.civil(&zone);
            let day: Day = wall.date().into();
            assert_eq!(day, to.day);
            let minute = minute_of(wall.time());
            let piece = lines.iter().find(|line| {
                line.weekday == i64::from(day.weekday().to_monday_one_offset())
                    && (line.from_minute..line.to_minute).contains(&minute)
            });
            let room_for = piece.expect("within the hours").at_once;
            let shut = before.closures.get(&day).into_iter().flatten().any(|closed| {
                closed.of == ClosureOf::Provider(to.provider)
                    && (closed.from_minute..closed.to_minute).contains(&minute)
            });
            assert!(!shut, "the provider is there");
            let goes_on = |span: &Span| span.0 <= at && at < span.1;
            let booked = before.held.get(&resource).unwrap_or(&none).iter().filter(|span| goes_on(span)).count();
            let moved = |other: &&(&Stranded, &NewPlace)| goes_on(&(other.1.starts_at, other.1.ends_at));
            let same = placed.iter().filter(moved).filter(|other| other.1.provider == to.provider).count();
            assert!(i64::try_from(booked + same).expect("few") <= room_for, "no more at once than the template allows");
            let here = || placed.iter().filter(moved).filter(|other| other.1.site == to.site);
            let needing = |what: fn(&Needs) -> bool| {
                here().filter(|other| needs.iter().any(|(kind, of)| *kind == other.0.visit_type && what(of))).count()
            };
            let rooms = before.rooms[&to.site].iter();
            let held = rooms.filter(|(_, room)| !before.is_free((*room).into(), (at, at + minutes(1)))).count();
            let in_all = usize::try_from(ROOMS).expect("few");
            assert!(needing(|of| !of.rooms.is_empty()) + held <= in_all, "a room for each");
            assert!(needing(|of| !of.equipment.is_empty()) <= 1, "one ECG at a time");
            let patient = placed.iter().filter(moved).filter(|other| other.0.patient == visit.patient).count();
            assert_eq!(patient, 1, "a patient is in one place");
        }
    }
}

#[test]
fn forty_visits_of_250_days_are_planned_and_no_rule_is_broken() {
    try_days(1..=DAYS / 4);
}

#[test]
fn nor_of_250_others() {
    try_days(DAYS / 4 + 1..=DAYS / 2);
}

#[test]
fn nor_of_250_more() {
    try_days(DAYS / 2 + 1..=DAYS / 4 * 3);
}

#[test]
fn nor_of_the_last_250_of_a_thousand() {
    try_days(DAYS / 4 * 3 + 1..=DAYS);
}

/// Plans the day of each seed, and checks it.
fn try_days(seeds: std::ops::RangeInclusive<u64>) {
    let needs = needs();
    let (mut placed, mut in_all) = (0, 0);
    let begun: Day = "2026-01-05".parse().expect("a day");
    for seed in seeds {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let day = begun.plus_days(i32::try_from(seed % 365).expect("a day of the year"));
        let mut frame = random(&mut dice, day, 4);
        let away = closed(ClosureOf::Provider(id(5, 0)), day, (480, 1_440));
        frame.closures.entry(day).or_default().push(away);
        let visits = visits(&mut dice, day);
        let before = frame.clone();
        let now = moment_at(day, 470, &zone());
        let scope = Scope { first: day, last: day.plus_days(3), now, needs: &needs };
        let plan = plan(&mut frame, &visits, &scope);
        assert_eq!(plan.len(), visits.len(), "every visit has a line");
        assert!(
            plan.windows(2).all(|pair| pair[0].visit.starts_at <= pair[1].visit.starts_at),
            "in the order of the calls"
        );
        check(&before, &plan, &needs, now);
        placed += plan.iter().filter(|one| one.to.is_some()).count();
        in_all += plan.len();
    }
    assert!(placed * 100 > in_all * 90, "nearly all find a place: {placed} of {in_all}");
}
