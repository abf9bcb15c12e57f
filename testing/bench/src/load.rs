//! A hundred people at work through the pages: what they open and do, and how long each answer takes.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use kernel::RawId;
use staff_client::{Answer, Desk, Dice};

use crate::figures::Book;
use crate::scale::Scale;
use crate::seed::{LOGINS, PASSWORD, Person, Practice, patient};
use crate::slots::Slot;

/// Milliseconds between an answer and the next thing somebody does: half of this to one and a half.
const THINKING_MILLIS: u64 = 1_000;

/// How long people are at work before it is counted: the first minute of a morning is not the day.
pub const WARMING: Duration = Duration::from_secs(10);

/// What a person at a desk needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// Where the server is.
    pub server: SocketAddr,
    /// How large the practice is.
    pub scale: Scale,
    /// Its frame.
    pub practice: &'a Practice,
    /// The site's day, YYYYMMDD.
    pub today: i64,
}

/// Puts `people` to work, warms up ([`WARMING`]), and for so long adds up what they measured. Each has free slots of their own to book.
///
/// # Errors
/// A sentence, when somebody is not let in or the server no longer answers.
pub fn work(work: Work<'_>, people: usize, for_long: Duration, slots: &[Slot]) -> Result<Book, String> {
    let share = slots.len() / people;
    let mut all = Book::default();
    // One after the other: passwords are slow on purpose, and the day does not begin with a hundred people at one second.
    let desks = (0..people).map(|number| at_desk(work, number, &mut all)).collect::<Result<Vec<_>, String>>()?;
    let books: Vec<Result<Book, String>> = std::thread::scope(|scope| {
        let desks: Vec<_> = desks
            .into_iter()
            .enumerate()
            .map(|(number, desk)| {
                let mine = &slots[number * share..(number + 1) * share];
                scope.spawn(move || one_person(work, desk, number, for_long, mine))
            })
            .collect();
        desks.into_iter().map(|desk| desk.join().unwrap_or_else(|_| Err("A desk broke down.".into()))).collect()
    });
    for book in books {
        all.merge(book?);
    }
    Ok(all)
}

/// The site at which the `number`th person works.
fn site_of(work: Work<'_>, number: usize) -> [u8; 16] {
    work.practice.sites[number % work.practice.sites.len()]
}

fn at_desk(work: Work<'_>, number: usize, book: &mut Book) -> Result<Desk, String> {
    let login = format!("desk{}", number % LOGINS as usize);
    let fault = |fault: std::io::Error| format!("{login}: {fault}");
    let begun = Instant::now();
    let mut desk = Desk::sign_in(work.server, &login, PASSWORD, number as u64).map_err(fault)?;
    book.add("Sign in", begun.elapsed());
    desk.go_to_site(&RawId::from_bytes(site_of(work, number)).to_string()).map_err(fault)?;
    Ok(desk)
}

fn one_person(
    work: Work<'_>,
    mut desk: Desk,
    number: usize,
    for_long: Duration,
    slots: &[Slot],
) -> Result<Book, String> {
    let mut dice = Dice::seeded(number as u64);
    let mut book = Book::default();
    let site = site_of(work, number);
    let mut free = slots.iter().filter(|slot| slot.site == site);
    let begun = Instant::now();
    while begun.elapsed() < WARMING + for_long {
        let think = THINKING_MILLIS / 2 + dice.below(THINKING_MILLIS);
        std::thread::sleep(Duration::from_millis(think));
        let counts = begun.elapsed() >= WARMING;
        let done = one_thing(work, &mut desk, &mut dice, &mut free);
        let (name, took, answer) = done.map_err(|fault| format!("Desk {number}: {fault}"))?;
        if !counts {
            continue;
        }
        if answer.is_yes() {
            book.add(name, took);
        } else {
            book.refuse(name);
        }
    }
    Ok(book)
}

/// The next thing somebody does, with its name and how long the answer took.
fn one_thing<'a>(
    work: Work<'_>,
    desk: &mut Desk,
    dice: &mut Dice,
    free: &mut impl Iterator<Item = &'a Slot>,
) -> std::io::Result<(&'static str, Duration, Answer)> {
    let who = u32::try_from(dice.below(u64::from(work.scale.patients))).expect("patients are counted in 32 bits");
    let chart = RawId::from_bytes(patient(who)).to_string();
    let day = format!("{}-{:02}-{:02}", work.today / 10_000, work.today / 100 % 100, work.today % 100);
    let begun;
    let (name, answer) = match dice.below(100) {
        0..10 => {
            begun = Instant::now();
            ("Home", desk.open("/")?)
        }
        10..30 => {
            begun = Instant::now();
            ("Board", desk.open("/board")?)
        }
        30..45 => {
            begun = Instant::now();
            ("Schedule of the day", desk.open(&format!("/schedule?day={day}"))?)
        }
        45..65 => {
            begun = Instant::now();
            ("Chart", desk.open(&format!("/patients/{chart}"))?)
        }
        65..70 => {
            begun = Instant::now();
            ("Demographics", desk.open(&format!("/patients/{chart}/demographics"))?)
        }
        70..92 => {
            let name = Person::numbered(who).family.to_lowercase();
            begun = Instant::now();
            ("Search, while typing", desk.send("/search/suggest", &[("q", &name[..4.min(name.len())])])?)
        }
        _ => match free.next() {
            Some(slot) => {
                let booking = booking(work.practice, slot);
                let fields: Vec<(&str, &str)> = booking.iter().map(|(name, value)| (*name, value.as_str())).collect();
                begun = Instant::now();
                ("Book", desk.send("/appointments", &fields)?)
            }
            None => {
                begun = Instant::now();
                ("Home", desk.open("/")?)
            }
        },
    };
    Ok((name, begun.elapsed(), answer))
}

/// The booking form as it is sent.
pub fn booking(practice: &Practice, slot: &Slot) -> Vec<(&'static str, String)> {
    let hex = |id: [u8; 16]| RawId::from_bytes(id).to_string();
    vec![
        ("patient", hex(slot.patient)),
        ("site", hex(slot.site)),
        ("provider", hex(slot.provider)),
        ("visit_type", hex(practice.visit_type)),
        ("day", format!("{}-{:02}-{:02}", slot.day / 10_000, slot.day / 100 % 100, slot.day % 100)),
        ("time", format!("{:02}:{:02}", slot.minute / 60, slot.minute % 60)),
        ("reason", "Follow-up".to_owned()),
    ]
}
