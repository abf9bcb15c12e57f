//! Eight desks want the same time at once, again and again: one gets it, the others read why.

use crate::desk::{Desk, day};
use front_office::scheduling::BookAppointment;
use kernel::Kind;
use office::Office;
use std::collections::BTreeSet;
use testkit::Practice;
use testkit::workflows::day_schedule::DaySchedule;

const DESKS: usize = 8;
const TIMES: usize = 300;

/// 300 times of twenty minutes, in the hours of Dr. Okafor, from tomorrow on.
fn times() -> Vec<(String, String)> {
    let days = ["17", "18", "19", "20", "23", "24", "25", "26", "27", "30"].map(|day| format!("2026-11-{day}"));
    let more = ["01", "02", "03", "04"].map(|day| format!("2026-12-{day}"));
    let hours = (8 * 60..12 * 60).chain(13 * 60..17 * 60);
    let starts: Vec<i32> = hours.filter(|minute| minute % 20 == 0).collect();
    let all = days.into_iter().chain(more).flat_map(|day| {
        starts.clone().into_iter().map(move |minute| (day.clone(), format!("{}:{:02}", minute / 60, minute % 60)))
    });
    all.take(TIMES).collect()
}

async fn at_once(office: &Office, practice: &Practice, wanted: Vec<BookAppointment>) -> Vec<Result<(), String>> {
    let desks = [&practice.rosa, &practice.lena, &practice.tom, &practice.ines];
    let mut asked = tokio::task::JoinSet::new();
    for (at, booking) in wanted.into_iter().enumerate() {
        let (office, who) = (office.clone(), desks[at % desks.len()].actor.clone());
        asked.spawn(async move {
            office.perform(&who, booking).await.map(|_| ()).map_err(|why| {
                assert_eq!((why.kind(), why.code()), (Kind::Conflict, "slot_taken"), "{}", why.say());
                why.say().to_owned()
            })
        });
    }
    asked.join_all().await
}

#[test]
fn one_of_eight_desks_wins_each_time_and_the_others_read_why() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let patients: Vec<_> = (0..DESKS).map(|at| practice.patient(&format!("P{at}"), "Abel", "1980-01-01")).collect();
        let times = times();
        assert_eq!(times.len(), TIMES);
        for (on, from) in &times {
            let at = desk.place(practice.okafor.staff, on, from);
            let wanted = patients.iter().map(|patient| desk.booking(*patient, at)).collect();
            let answers = practice.block_on(at_once(&practice.office, practice, wanted));
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{on} {from}");
            for why in answers.iter().filter_map(|answer| answer.as_ref().err()) {
                assert!(why.starts_with("Dr. Okafor already has an appointment from "), "{why}");
            }
        }
        let mut kept = BTreeSet::new();
        let days: BTreeSet<&String> = times.iter().map(|(day, _)| day).collect();
        for on in days {
            let shown = DaySchedule { site: practice.site, day: Some(day(on)) };
            let shown = practice.ask(&practice.rosa, shown).expect("the day");
            kept.extend(shown.lines.iter().map(|line| line.starts_at));
            assert!(shown.lines.windows(2).all(|pair| pair[0].ends_at <= pair[1].starts_at), "nothing overlaps");
        }
        assert_eq!(kept.len(), TIMES, "every time went to somebody");
    });
}
