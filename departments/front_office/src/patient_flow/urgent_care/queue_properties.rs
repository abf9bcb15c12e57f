//! Properties of the queue: one order whatever the order given, and nobody waits for ever.

use super::super::{Level, UrgentCare};
use super::{UNTRIAGED, Waiting, in_order};
use crate::patient_flow::VisitId;
use kernel::{Moment, RawId};
use proptest::prelude::*;

const MINUTE: i64 = 60_000_000;

fn visit(number: u8) -> VisitId {
    RawId::from_bytes([number; 16]).into()
}

fn moment(minute: i64) -> Moment {
    Moment::from_micros(minute * MINUTE).expect("a moment")
}

fn level(number: u8) -> Option<Level> {
    Level::ALL.iter().copied().find(|level| level.number() == number)
}

/// Up to forty who wait, each with a minute of arrival and a level; 0 is not triaged.
fn waiting() -> impl Strategy<Value = Vec<Waiting>> {
    let one = (0_i64..600, 0_u8..=5);
    prop::collection::vec(one, 0..40).prop_map(|all| {
        let one = |(number, (minute, of)): (u8, (i64, u8))| Waiting {
            visit: visit(number),
            arrived_at: moment(minute),
            level: level(of),
        };
        (0..).zip(all).map(one).collect()
    })
}

proptest! {
    #[test]
    fn the_order_is_one_whatever_the_order_given(all in waiting(), turned in 0_usize..40) {
        let (now, care) = (moment(700), UrgentCare::default());
        let mut other = all.clone();
        other.reverse();
        other.rotate_left(turned % all.len().max(1));
        let order = in_order(all.clone(), now, &care);
        prop_assert_eq!(&order, &in_order(other, now, &care));
        prop_assert_eq!(order.len(), all.len(), "nobody is lost and nobody stands twice");
        for pair in order.windows(2) {
            let key = |at: usize| (pair[at].counts_as, pair[at].waiting.arrived_at, pair[at].waiting.visit);
            prop_assert!(key(0) < key(1));
        }
    }

    #[test]
    fn nobody_counts_as_less_urgent_than_found_nor_as_level_one_for_waiting(all in waiting(), at in 600_i64..2_000) {
        for place in in_order(all, moment(at), &UrgentCare::default()) {
            let found = place.waiting.level.unwrap_or(UNTRIAGED);
            prop_assert!(place.counts_as <= found);
            prop_assert_eq!(place.counts_as == Level::One, found == Level::One);
        }
    }

    #[test]
    fn taking_one_leaves_the_others_in_their_order(all in waiting(), gone in 0_usize..40) {
        prop_assume!(!all.is_empty());
        let (now, care) = (moment(700), UrgentCare::default());
        let taken = all[gone % all.len()].visit;
        let before: Vec<VisitId> = in_order(all.clone(), now, &care).iter().map(|place| place.waiting.visit).collect();
        let rest = all.into_iter().filter(|one| one.visit != taken).collect();
        let after: Vec<VisitId> = in_order(rest, now, &care).iter().map(|place| place.waiting.visit).collect();
        prop_assert_eq!(after, before.into_iter().filter(|id| *id != taken).collect::<Vec<_>>());
    }

    #[test]
    fn after_long_enough_only_level_one_and_those_who_came_earlier_stand_ahead(all in waiting(), late in 0_u8..=5) {
        let care = UrgentCare::default();
        // Four times two hours after the last of them, everybody counts as level 2 at least.
        let now = moment(600 + 4 * 120);
        let newcomer = Waiting { visit: visit(255), arrived_at: now, level: level(late) };
        let mut with = all;
        with.push(newcomer);
        let order = in_order(with, now, &care);
        let place = order.iter().position(|place| place.waiting == newcomer).expect("they stand in it");
        if late != 1 {
            prop_assert_eq!(place, order.len() - 1, "whoever comes last is taken last");
        }
    }
}

#[test]
fn each_place_says_why() {
    let waits = |number: u8, minute: i64, of: u8| Waiting {
        visit: visit(number),
        arrived_at: moment(minute),
        level: level(of),
    };
    let all = vec![waits(1, 0, 5), waits(2, 130, 0), waits(3, 128, 4), waits(4, 139, 1), waits(5, 138, 4)];
    let (now, care) = (moment(140), UrgentCare::default());
    let said: Vec<String> = in_order(all, now, &care).iter().map(|place| place.because(now, &care)).collect();
    assert_eq!(
        said,
        [
            "Level 1; here longest of these",
            "Not triaged yet: counts as level 3; here longest of these",
            "Level 5, moved up to 4: waits 140 min, allowed are 120; here longest of these",
            "Level 4; after one who came earlier",
            "Level 4; after 2 who came earlier",
        ]
    );
}
