//! No-shows and waits are known in advance, as well as promised, on what was not learned from.

use fhir_r4::{Limits, unpack};
use workflows::trial::{judge_no_shows, judge_waits};

const APPOINTMENTS: &[u8] = include_bytes!("../../../data/scheduling/noshow_train.csv.gz");
const VISITS: &[u8] = include_bytes!("../../../data/scheduling/clinic_flow_events.csv.gz");

/// The table cut in two: rows whose date is before this one, and the others.
fn cut(table: &str, date: &str) -> (String, String) {
    let mut lines = table.lines();
    let head = lines.next().expect("a head");
    let at = head.split(',').position(|name| name == "date").expect("a date");
    let (before, after): (Vec<&str>, Vec<&str>) =
        lines.partition(|line| line.split(',').nth(at).expect("a date") < date);
    let with_head = |rows: Vec<&str>| std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n");
    (with_head(before), with_head(after))
}

#[test]
fn the_risk_of_a_no_show_is_known_from_earlier_months() {
    let table = unpack(APPOINTMENTS, &Limits::default()).expect("a table");
    let (earlier, later) = cut(&table, "2025-06-01");
    let figures = judge_no_shows(&earlier, &later).expect("both teach");
    assert!(figures.auc >= 0.725, "{figures:?}");
    assert!(figures.brier <= 0.0665, "{figures:?}");
}

#[test]
fn cancelled_appointments_and_a_patients_future_say_nothing() {
    let table = unpack(APPOINTMENTS, &Limits::default()).expect("a table");
    let (earlier, later) = cut(&table, "2024-04-01");
    let (later, _) = cut(&later, "2024-05-01");
    let all = judge_no_shows(&earlier, &later).expect("both teach");
    let without =
        |table: &str| table.lines().filter(|line| !line.ends_with("cancelled")).collect::<Vec<_>>().join("\n");
    assert_eq!(judge_no_shows(&without(&earlier), &without(&later)).expect("both teach"), all);
    let mut rows: Vec<&str> = later.lines().skip(1).collect();
    rows.reverse();
    let head = later.lines().next().expect("a head");
    let turned = std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n");
    let turned = judge_no_shows(&earlier, &turned).expect("both teach");
    assert!(
        (turned.auc - all.auc).abs() < 1e-9,
        "the order of what is judged does not matter: nothing is learned from it"
    );
}

#[test]
fn waits_are_estimated_a_quarter_better_than_by_the_plain_average() {
    let table = unpack(VISITS, &Limits::default()).expect("a table");
    let figures = judge_waits(&table).expect("enough visits");
    assert_eq!(figures.len(), 5, "four stages and all");
    for line in figures {
        assert!(line.count > 1_000 && line.estimate <= 0.72 * line.plain, "{line:?}");
    }
}
