//! The journal: followed from a cursor, told live, sealed in a chain.

use office::{AccessOf, Entry, Follower, PatientId};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;
use testkit::Practice;
use testkit::registry::people::FindPeople;

/// What the journal says about a patient, latest first.
pub(crate) fn entries_of(practice: &Practice, patient: PatientId) -> Vec<Entry> {
    practice.ask(&practice.priya, AccessOf { patient, before: None }).expect("the privacy officer reads it").entries
}

#[test]
fn whoever_listens_hears_of_a_deed_at_once() {
    Practice::each(|practice| {
        let mut live = practice.office.live();
        let patient = practice.patient("Ana", "Ruiz", "1990-01-01");
        let heard = practice.block_on(async {
            let wait = Duration::from_secs(5);
            loop {
                let entry = tokio::time::timeout(wait, live.recv()).await.expect("within seconds").expect("open");
                if entry.patient == Some(patient) {
                    return entry;
                }
            }
        });
        assert_eq!(heard.fact, "patient.registered");
    });
}

#[test]
fn whoever_is_shown_in_a_long_list_finds_each_look_at_it() {
    Practice::each(|practice| {
        let given = ["Ana", "Bea", "Cleo", "Dora", "Eva", "Flor", "Gala", "Hebe", "Ida", "Jo"];
        let patients = given.map(|given| practice.patient(given, "Ruiz", "1990-01-01"));
        let look = |typed: &str| {
            let find = FindPeople { typed: typed.into(), at_most: 20 };
            practice.ask(&practice.rosa, find).expect("they are found")
        };
        assert_eq!((look("ruiz").len(), look("ruiz").len(), look("ana").len()), (10, 10, 1));
        for (patient, looks) in [(patients[0], 3), (patients[9], 2)] {
            let shown: Vec<Entry> = entries_of(practice, patient);
            assert!(shown.is_sorted_by_key(|entry| std::cmp::Reverse(entry.cursor)), "latest first");
            let shown = shown.iter().filter(|entry| entry.fact == "record.shown" && entry.act == "people.find");
            assert_eq!(shown.count(), looks);
        }
    });
}

struct Listener {
    heard: mpsc::Sender<Entry>,
    stumbles: Arc<Mutex<u32>>,
}

impl Follower for Listener {
    fn name(&self) -> &'static str {
        "listener"
    }

    fn hear(&mut self, entries: &[Entry]) -> Result<(), kernel::Problem> {
        let mut stumbles = self.stumbles.lock().expect("not poisoned");
        if *stumbles > 0 {
            *stumbles -= 1;
            return Err(kernel::Problem::busy("stumbled", "Not now."));
        }
        for entry in entries {
            drop(self.heard.send(entry.clone()));
        }
        Ok(())
    }
}

#[test]
fn a_follower_hears_everything_in_order_even_after_it_stumbled() {
    Practice::each(|practice| {
        let (heard, ears) = mpsc::channel();
        practice.office.follow(Box::new(Listener { heard, stumbles: Arc::new(Mutex::new(1)) }));
        let patients: Vec<PatientId> =
            (1..=3).map(|day| practice.patient("Ana", "Ruiz", &format!("1990-01-0{day}"))).collect();
        let mut registered = Vec::new();
        let mut last = office::Cursor::START;
        while registered.len() < 3 {
            let entry = ears.recv_timeout(Duration::from_secs(20)).expect("it hears within seconds");
            assert!(entry.cursor > last, "in order");
            last = entry.cursor;
            if entry.fact == "patient.registered" {
                registered.extend(entry.patient);
            }
        }
        assert_eq!(registered, patients);
    });
}
