//! Every look of the front office at the record is served by an index: nothing grows with the years.

use crate::desk::{Desk, MONDAY, day, time};
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::prelude::*;
use front_office::follow_up::{
    AcceptOffer, AddRecallRule, AddToWaitlist, AttemptOutcome, NoteRecallAttempt, Urgency, WaitlistOf,
};
use front_office::learning::{KeepLessons, LearnFromHistory};
use front_office::patient_flow::{AssignRoom, CheckOut, RoomsNow, UndoStatus};
use front_office::scheduling::{
    Appointment, CancelAppointment, CancelReason, FindTimes, FirstAvailable, HoursRule, MoveAppointment, PartOfDay,
    PastOf, RestoreAppointment, RestoreTo, UpcomingOf, Wishes,
};
use office::Database;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Mutex;
use testkit::workflows::carried::CarriedPage;
use testkit::workflows::check_in::CheckInPage;
use testkit::workflows::check_out::CheckOutPage;
use testkit::workflows::day_repair::DayRepairPage;
use testkit::workflows::day_schedule::{DaySchedule, WeekSchedule};
use testkit::workflows::follow_up::{RebookingPage, RecallPage, WaitlistPage};
use testkit::workflows::patient_board::PatientBoard;
use testkit::{Kind, Practice};

/// Tables that grow with every day.
const GROWING: &[&str] = &[
    "appointment",
    "appointment_answers",
    "appointment_history",
    "held_time",
    "visit",
    "visit_code",
    "visit_change",
    "visit_triage",
    "check_in_tick",
    "consent",
    "consent_withdrawal",
    "insurance_card_picture",
    "injury_case",
    "office_document",
    "office_document_page",
    "office_document_text",
    "office_document_word",
    "stored_file",
    "self_check_in",
    "self_entry",
    "signed_form",
    "patient",
    "phone_call",
    "call_back",
    "red_flag_answer",
    "referral",
    "referral_delivery",
    "referral_in",
    "referral_in_source",
    "referral_packet",
    "referral_step",
    "waitlist_entry",
    "slot_offer",
    "missed_fee",
    "rebooking",
    "recall_attempt",
    "seen_before",
];

static ASKED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

struct Listener;

impl Instrumentation for Listener {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let statement = text.split(" -- binds").next().unwrap_or_default().trim().to_owned();
            ASKED.lock().expect("nobody panics while listening").insert(statement);
        }
    }
}

fn listener() -> Option<Box<dyn Instrumentation>> {
    LISTENING.get().then(|| Box::new(Listener) as Box<dyn Instrumentation>)
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

/// A morning in which every list is looked at.
fn look_at_everything(practice: &Practice) {
    let desk = Desk::of(practice);
    let chidi = desk.chidi();
    let rosa = &practice.rosa;
    let visit = desk.arrived(chidi, "9:00");
    let id = desk.book(chidi, "2026-11-17", "9:00").expect("it is booked");
    let to = desk.place(practice.lin.staff, "2026-11-17", "10:00");
    let change = MoveAppointment { appointment: id, version: 1, to, hours: HoursRule::WithinHours };
    practice.perform(rosa, change).expect("it is moved");
    let back = RestoreAppointment { appointment: id, version: 2, to: RestoreTo::Before };
    practice.perform(rosa, back).expect("it is moved back");
    practice.ask(rosa, UpcomingOf { patient: chidi }).expect("the list");
    practice.ask(rosa, PastOf { patient: chidi }).expect("the list");
    practice.ask(rosa, DaySchedule { site: practice.site, day: None }).expect("the day");
    let week = WeekSchedule { site: practice.site, provider: practice.okafor.staff, day: None };
    practice.ask(rosa, week).expect("the week");
    practice.ask(rosa, PatientBoard { site: practice.site }).expect("the board");
    practice.ask(rosa, CheckInPage { visit }).expect("the page");
    practice.ask(rosa, CheckOutPage { visit }).expect("the page");
    let search = FirstAvailable {
        visit_type: desk.follow_up,
        minutes: None,
        providers: Vec::new(),
        sites: Vec::new(),
        from: day(MONDAY),
        days: 90,
        part: PartOfDay::Any,
        weekdays: Vec::new(),
        at_most: 5,
    };
    practice.ask(rosa, search).expect("the search");
    crate::booking_questions::look_at_all(&desk);
    crate::documents::look_at_all(practice, chidi);
    crate::insurance::look_at_all(practice, chidi);
    crate::forms::look_at_all(practice, chidi);
    crate::phone::look_at_all(practice);
    crate::referrals::look_at_all(practice, chidi);
    practice.ask(rosa, RoomsNow { site: practice.site }).expect("the rooms");
    look_at_what_is_followed_up(&desk);
    crate::self_check_in::look_at_all(practice, id);
    crate::wallboard::look_at_all(practice);
    crate::urgent_care::look_at_all(&desk);
    let room = practice.rooms[0].id;
    practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
    practice.perform(rosa, CheckOut { visit, version: 2 }).expect("out");
    practice.perform(rosa, UndoStatus { visit, version: 3 }).expect("not out");
    practice.ask(rosa, Appointment { appointment: id }).expect("the appointment");
    let lessons = practice.ask(&practice.ines, LearnFromHistory).expect("learned").0;
    practice.perform(&practice.ines, KeepLessons(lessons)).expect("kept");
}

/// Somebody waits, gets an offer, and is called; a day is repaired.
fn look_at_what_is_followed_up(desk: &Desk<'_>) {
    let (practice, rosa) = (desk.practice, &desk.practice.rosa);
    let amara = practice.patient("Amara", "Silva", "1990-01-02");
    let wait = AddToWaitlist { urgency: Urgency::Soon, ..testkit::waitlist::waits(amara, desk.follow_up) };
    practice.perform(rosa, wait).expect("she waits");
    let rule = AddRecallRule { name: "Again".to_owned(), after: desk.follow_up, months: 3, book: desk.follow_up };
    let rule = practice.perform(&practice.ines, rule).expect("a rule");
    let freed = desk.book(desk.practice.patient("Gus", "Gone", "1961-07-08"), "2026-11-18", "9:00").expect("booked");
    let cancel = CancelAppointment { appointment: freed, version: 1, reason: CancelReason::PatientBusy };
    practice.perform(rosa, cancel).expect("it is cancelled");
    let offer = practice.ask(rosa, WaitlistPage { site: practice.site }).expect("the page").offers[0].id;
    practice.perform(rosa, AcceptOffer { offer }).expect("she comes");
    practice.ask(rosa, WaitlistOf { patient: amara }).expect("the list");
    practice.ask(rosa, RebookingPage { site: practice.site }).expect("the page");
    let attempt = NoteRecallAttempt { rule, patient: amara, site: practice.site, outcome: AttemptOutcome::NoAnswer };
    practice.perform(rosa, attempt).expect("nobody answers");
    practice.ask(rosa, RecallPage { site: practice.site }).expect("the page");
    practice.ask(rosa, CarriedPage).expect("the tray");
    let repair = DayRepairPage { provider: practice.okafor.staff, day: day("2026-11-18"), from: time("8:00") };
    practice.ask(rosa, repair).expect("the plan");
    let search = FirstAvailable {
        visit_type: desk.follow_up,
        minutes: None,
        providers: Vec::new(),
        sites: Vec::new(),
        from: day(MONDAY),
        days: 90,
        part: PartOfDay::Any,
        weekdays: Vec::new(),
        at_most: 5,
    };
    practice.ask(rosa, FindTimes { patient: amara, search, wishes: Wishes::default() }).expect("the search");
}

#[test]
fn no_list_reads_through_a_table_that_grows() {
    set_default_instrumentation(listener).expect("diesel takes the listener");
    LISTENING.set(true);
    let practice = Practice::on(Kind::Sqlite);
    LISTENING.set(false);
    look_at_everything(&practice);
    let Database::Sqlite(path) = &practice.scratch().database else { panic!("the story is told on SQLite") };
    let path = path.to_str().expect("a path in UTF-8");
    #[expect(clippy::disallowed_methods, reason = "asks the database how it would answer, beside the office")]
    let mut beside = SqliteConnection::establish(path).expect("the file opens a second time");
    let asked = ASKED.lock().expect("nobody panics while listening").clone();
    let mut seen = 0;
    for statement in asked.iter().filter(|statement| !statement.starts_with(['A', 'B', 'C', 'R', 'P'])) {
        let plan = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"));
        let Ok(steps) = plan.load::<Step>(&mut beside) else { panic!("no plan for {statement}") };
        for step in &steps {
            let scanned = step.detail.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            let grows = scanned.is_some_and(|table| GROWING.contains(&table));
            assert!(!grows, "{}: {statement}", step.detail);
        }
        seen += usize::from(GROWING.iter().any(|table| statement.contains(&format!("`{table}`"))));
    }
    assert!(seen > 25, "the looks at the record were heard: {seen}");
}
