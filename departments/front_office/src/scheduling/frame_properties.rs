//! Properties of the frame: free time, held time and closed time tile the template on every kind of day.

use super::closures::{Closed, ClosureOf};
use super::frame::{Frame, Want};
use super::hours_of::HoursLine;
use super::needs::Needs;
use super::openings::Span;
use super::tables::ResourceId;
use super::time::{minutes, moment_at};
use super::{ClosureKind, EquipmentKind};
use jiff::tz::TimeZone;
use kernel::{Day, Moment, RawId};
use office::SiteId;
use proptest::prelude::*;
use registry::practice::{RoomPurpose, StaffId};
use std::collections::{BTreeMap, HashMap};

/// Spring forward, fall back, a plain Monday, a holiday; the first two are Sundays.
const DAYS: [&str; 4] = ["2026-03-08", "2026-11-01", "2026-11-23", "2026-07-04"];

fn id<T: From<RawId>>(number: u8) -> T {
    let mut bytes = [0; 16];
    bytes[15] = number;
    RawId::from_bytes(bytes).into()
}

fn zone() -> TimeZone {
    TimeZone::get("America/New_York").expect("a bundled zone")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// One provider at one site, with pieces of a day (from, to, how many at once), closures and what is held.
fn frame(on: Day, pieces: &[(i64, i64, i64)], closed: &[(i64, i64)], held: Vec<Span>) -> Frame {
    let (site, provider): (SiteId, StaffId) = (id(1), id(2));
    let line = |(from_minute, to_minute, at_once): &(i64, i64, i64)| HoursLine {
        id: id(9),
        provider,
        site,
        weekday: i64::from(on.weekday().to_monday_one_offset()),
        from_minute: *from_minute,
        to_minute: *to_minute,
        valid_from: day("2020-01-01"),
        valid_until: None,
        every_weeks: 1,
        at_once: *at_once,
    };
    let closure = |(from_minute, to_minute): &(i64, i64)| Closed {
        id: id(8),
        of: ClosureOf::Provider(provider),
        day: on,
        from_minute: *from_minute,
        to_minute: *to_minute,
        kind: ClosureKind::Meeting,
        note: String::new(),
    };
    Frame {
        zones: HashMap::from([(site, zone())]),
        hours: BTreeMap::from([((site, provider), pieces.iter().map(line).collect())]),
        closures: BTreeMap::from([(on, closed.iter().map(closure).collect())]),
        held: HashMap::from([(ResourceId::from(provider), held)]),
        ..Frame::default()
    }
}

/// Every minute between two midnights of the site, with the time that its wall shows.
fn wall(on: Day) -> impl Iterator<Item = (Moment, i64)> {
    let (from, to) = (moment_at(on, 0, &zone()), moment_at(on, 1_440, &zone()));
    (0..to.minutes_since(from)).map(move |minute| {
        let at = from + minutes(minute);
        (at, super::time::minute_of(at.civil(&zone()).time()))
    })
}

fn within(spans: &[Span], at: Moment) -> bool {
    spans.iter().any(|(from, to)| *from <= at && at < *to)
}

/// Pieces that do not overlap, in order.
fn pieces() -> impl Strategy<Value = Vec<(i64, i64, i64)>> {
    proptest::collection::vec((0i64..300, 1i64..60, 1i64..4), 1..4).prop_map(|pieces| {
        let mut from = 0;
        pieces
            .into_iter()
            .map(|(gap, long, at_once)| {
                let opens = from + gap / 5 * 5;
                from = (opens + long * 5).min(1_440);
                (opens.min(1_435), from.max(opens.min(1_435) + 5).min(1_440), at_once)
            })
            .filter(|(opens, closes, _)| opens < closes)
            .collect()
    })
}

fn spans(on: Day, raw: Vec<(i64, i64)>) -> Vec<Span> {
    let from = moment_at(on, 0, &zone());
    let mut held: Vec<Span> =
        raw.into_iter().map(|(at, long)| (from + minutes(at), from + minutes(at + long))).collect();
    held.sort_unstable();
    held
}

proptest! {
    #[test]
    fn free_held_and_closed_time_tile_the_template(
        pieces in pieces(),
        closed in proptest::collection::vec((0i64..1_380, 1i64..60), 0..3),
        held in proptest::collection::vec((0i64..1_440, 1i64..120), 0..20),
        which in 0usize..4,
    ) {
        let on = day(DAYS[which]);
        let closed: Vec<(i64, i64)> = closed.into_iter().map(|(from, long)| (from, from + long)).collect();
        let held = spans(on, held);
        let frame = frame(on, &pieces, &closed, held.clone());
        let column = (id(1), id(2));
        let free = frame.free_of(column, on, &frame.open_on(column, on, (0, 1_440)));
        for (at, minute) in wall(on) {
            let mine = pieces.iter().filter(|(from, to, _)| (*from..*to).contains(&minute)).map(|piece| piece.2).min();
            let shut = closed.iter().any(|(from, to)| (*from..*to).contains(&minute));
            let there = held.iter().filter(|(from, to)| *from <= at && at < *to).count() as i64;
            let expected = mine.is_some_and(|at_once| there < at_once) && !shut;
            // An hour that the wall shows twice belongs to a piece only where the piece goes through it.
            let twice = on == day("2026-11-01") && (60..120).contains(&minute);
            if !twice {
                prop_assert_eq!(within(&free, at), expected, "{} {}", on, minute);
            }
        }
    }

    #[test]
    fn whatever_is_needed_is_free_wherever_it_could_begin(
        pieces in pieces(),
        held in proptest::collection::vec((0i64..1_440, 1i64..120), 0..10),
        rooms in proptest::collection::vec((0i64..1_440, 1i64..120, 0u8..2), 0..10),
        busy in proptest::collection::vec((0i64..1_440, 1i64..120), 0..4),
        length in 1i64..12,
        which in 0usize..4,
    ) {
        let on = day(DAYS[which]);
        let mut frame = frame(on, &pieces, &[], spans(on, held));
        frame.rooms = HashMap::from([(id(1), vec![(RoomPurpose::Exam, id(20)), (RoomPurpose::Exam, id(21))])]);
        frame.pieces = HashMap::from([(id(1), vec![(EquipmentKind::Ecg, id(30))])]);
        for (from, long, room) in rooms {
            frame.hold(id(20 + room), spans(on, vec![(from, long)])[0]);
            frame.hold(id(30), spans(on, vec![(from, long / 2 + 1)])[0]);
        }
        let needs = Needs { rooms: vec![RoomPurpose::Exam], equipment: vec![EquipmentKind::Ecg], providers: Vec::new() };
        let (busy, length) = (spans(on, busy), length * 5);
        let not_before = moment_at(on, 300, &zone());
        let want = Want { length, needs: &needs, within: (0, 1_440), busy: &busy, not_before };
        let column = (id(1), id(2));
        let free = frame.free_of(column, on, &frame.open_on(column, on, (0, 1_440)));
        let mut last = not_before;
        for start in frame.starts_on((id(1), id(2)), on, &want) {
            let span = (start.at, start.at + minutes(length));
            prop_assert!(span.0 >= last, "one after the other");
            prop_assert!(free.iter().any(|(from, to)| *from <= span.0 && span.1 <= *to), "within free time");
            prop_assert!(busy.iter().all(|(from, to)| *to <= span.0 || span.1 <= *from), "the patient is not elsewhere");
            let clear = |resource: u8| {
                let times = &frame.held.get(&id::<ResourceId>(resource)).cloned().unwrap_or_default();
                times.iter().all(|(from, to)| *to <= span.0 || span.1 <= *from)
            };
            prop_assert!(clear(20) || clear(21), "a room is free");
            prop_assert!(clear(30), "the ECG is free");
            last = span.1;
        }
    }
}
