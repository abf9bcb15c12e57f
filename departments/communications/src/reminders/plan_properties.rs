//! Properties of planning: whatever the clock, the wishes and the consents, nothing goes out in quiet hours, after the visit, or by
//! a channel without consent; also on the days on which the clocks change.

use super::plan::{About, before, placed};
use super::wishes::ConsentLine;
use super::{Channel, ConsentHow, Hours, MessageStanding, Occasion, Reach, Settings, Way, Wishes};
use jiff::tz::TimeZone;
use kernel::{Moment, Phi, RawId};
use proptest::prelude::*;
use registry::people::Reachable;

const ZONES: [&str; 5] =
    ["America/New_York", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "America/St_Johns"];

fn moments() -> impl Strategy<Value = Moment> {
    // 2026 and 2027, with the nights on which the clocks change met more often.
    let changes = prop_oneof![Just(1_772_953_200_i64), Just(1_793_505_600), Just(1_804_402_800)];
    let near = (changes, -90_000_i64..90_000).prop_map(|(at, off)| at + off);
    prop_oneof![1_767_225_600_i64..1_830_297_600, near]
        .prop_map(|seconds| Moment::from_micros(seconds * 1_000_000).expect("a moment of these years"))
}

fn orders() -> impl Strategy<Value = Vec<Channel>> {
    proptest::sample::subsequence(Channel::ALL.to_vec(), 0..=4).prop_shuffle()
}

fn hours() -> impl Strategy<Value = Hours> {
    (480_i64..=1_140, 120_i64..=780)
        .prop_filter_map("hours", |(from, length)| Hours::new(from, (from + length).min(1_260)))
}

fn consent(channel: Channel, given: bool, withdrawn: bool, at: Moment) -> Option<ConsentLine> {
    given.then_some(ConsentLine {
        channel,
        given_at: at,
        given_how: ConsentHow::Spoken,
        given_to: RawId::from_bytes([1; 16]).into(),
        withdrawn: withdrawn.then_some((at, ConsentHow::ByText)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_goes_out_in_quiet_hours_after_the_visit_or_without_consent(
        now in moments(),
        visit_in in 1_i64..60 * 24 * 9,
        step in prop_oneof![60_i64..2_000, Just(1_440), Just(2_880), Just(10_080)],
        zone in proptest::sample::select(&ZONES[..]),
        order in orders(),
        (practice, own) in (hours(), proptest::option::of(hours())),
        [text, stopped, mail, mobile, gone] in any::<[bool; 5]>(),
        failed in orders(),
        by_call in any::<bool>(),
        occasion in proptest::sample::select(Occasion::ALL),
    ) {
        let zone = TimeZone::get(zone).expect("a bundled zone");
        let until_at = now.plus_minutes(visit_in);
        let wishes = Wishes {
            order: order.clone(),
            asked: true,
            hours: own,
            consents: [consent(Channel::Text, text, stopped, now), consent(Channel::Mail, mail, false, now)].into_iter().flatten().collect(),
            version: 1,
        };
        let known = Reachable {
            mobile: if mobile { Phi::from("5550100199") } else { Phi::default() },
            phone: Phi::from("5550100199"),
            email: Phi::from("ana@example.test"),
            has_address: true,
            deceased: gone,
            ..Reachable::default()
        };
        let settings = Settings { hours: practice, cancel_hours: None, ways: Reach { text: true, mail: true }, has_hook: false, version: 1 };
        let way = if by_call { Way::Call } else { Way::Wish };
        let about = About { occasion, wishes: &wishes, known: &known, settings: &settings, zone: &zone, way, until_at, failed: &failed };
        let raw = before(until_at, step, &zone);
        let found = placed(&about, raw.max(now));
        prop_assert_eq!(placed(&about, raw.max(now)), found, "planning again changes nothing");
        if found.standing == MessageStanding::Planned {
            prop_assert!(found.due_at < until_at && found.due_at >= now);
            prop_assert!(!gone && !order.is_empty() && !failed.contains(&found.channel));
            let waits = found.channel != Channel::Letter && !occasion.is_reply();
            prop_assert!(!waits || practice.allow(found.due_at, &zone));
            prop_assert!(found.channel != Channel::Call || occasion == Occasion::Visit, "nobody stands on two lists of calls");
            if let Some(own) = own {
                prop_assert!(!waits || own.allow(found.due_at, &zone));
            }
            match found.channel {
                Channel::Text => prop_assert!(text && !stopped && mobile),
                Channel::Mail => prop_assert!(mail),
                Channel::Call | Channel::Letter => {}
            }
        } else {
            prop_assert!(found.why.is_some(), "what is not sent says why");
        }
    }

    #[test]
    fn whole_days_before_is_the_same_time_of_day(until_at in moments(), days in 1_i64..30, zone in proptest::sample::select(&ZONES[..])) {
        let zone = TimeZone::get(zone).expect("a bundled zone");
        let raw = before(until_at, days * 1_440, &zone);
        let skipped = (raw.civil(&zone).time() != until_at.civil(&zone).time()) as i64;
        prop_assert!(skipped == 0 || raw.civil(&zone).time().hour() <= 4, "but for the hour that spring skips");
        prop_assert!((until_at.minutes_since(raw) - days * 1_440).abs() <= 60);
    }
}
