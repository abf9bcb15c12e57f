//! Every look at reminders is served by an index: nothing grows with the years.

use crate::reminders::{Clinic, MOBILE};
use communications::reminders::{Channel, MakeHookToken, MessageStanding};
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::prelude::*;
use kernel::Phi;
use office::Database;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Mutex;
use testkit::{Kind, Practice};
use workflows::day_schedule::DaySchedule;
use workflows::patient_board::PatientBoard;
use workflows::reminders::{
    AnswerByLink, AnswerByText, AppointmentMessages, LettersToPrint, LinkSays, PatientReach, ReminderCalls,
    RemindersPage,
};

/// Tables that grow with every day.
const GROWING: &[&str] = &[
    "message",
    "message_link",
    "recall_told",
    "slot_offer",
    "waitlist_entry",
    "message_answer",
    "contact_wish",
    "contact_consent",
    "appointment",
    "patient",
    "patient_contact",
    "patient_address",
    "patient_key",
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

/// A message on its way from the plan to the answer, and every page that shows it.
fn look_at_everything(practice: &Practice) {
    let clinic = Clinic::of(practice);
    practice.perform(&practice.ines, MakeHookToken { token_sha256: "0".repeat(64) }).expect("a token");
    let ana = clinic.somebody("Ana", MOBILE, "en");
    clinic.consents(ana, Channel::Text);
    let visit = clinic.book(ana, "2026-11-24", "10:00");
    clinic.plan();
    clinic.until("2026-11-17T15:00:00Z");
    let secret = clinic.send().remove(0).3;
    let answer = AnswerByText {
        token_sha256: "0".repeat(64),
        from: Phi::from(MOBILE),
        text: Phi::from("is there parking?"),
        outside_id: Some("in-1".to_owned()),
        reply_to: None,
    };
    practice.perform(&practice.office.machine("text-gateway"), answer).expect("heard");
    let machine = practice.office.machine("reminder-link");
    practice.perform(&machine, AnswerByLink { secret, says: LinkSays::Yes, words: Phi::default() }).expect("heard");
    let rosa = &practice.rosa;
    for standing in MessageStanding::ALL.iter().copied() {
        practice.ask(rosa, RemindersPage { site: practice.site, standing }).expect("the page");
    }
    practice.ask(rosa, ReminderCalls { site: practice.site }).expect("the calls");
    practice.ask(rosa, LettersToPrint { site: practice.site }).expect("the letters");
    practice.ask(rosa, AppointmentMessages { appointment: visit }).expect("the messages");
    practice.ask(rosa, PatientReach { patient: ana }).expect("her wishes");
    practice.ask(rosa, DaySchedule { site: practice.site, day: None }).expect("the day");
    practice.ask(rosa, PatientBoard { site: practice.site }).expect("the board");
}

#[test]
fn no_list_of_reminders_reads_through_a_table_that_grows() {
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
