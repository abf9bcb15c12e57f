//! One whole measurement on one database: seeding, the office alone, the raw driver, the running program.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::Day;
use staff_client::Office as Program;

use crate::figures::{Book, Times};
use crate::inside::{Inside, WARMING as WARMING_QUESTIONS};
use crate::load::{WARMING, Work, work};
use crate::place::{OFFICE_KEY, Place, now_micros};
use crate::raw;

pub use crate::place::Kind;
use crate::report::{Row, Table, millis};
use crate::scale::Scale;
use crate::seed::{self, Practice};
use crate::slots::{Slot, free_slots};

/// Desks that book at once.
const DESKS: usize = 8;
/// Bookings of one measurement.
const BOOKINGS: usize = 2_000;
/// Questions of each kind: enough that ten of them are slower than the p99.
const QUESTIONS: usize = 1_000;
/// People at work on the running program, and for how long.
const PEOPLE: usize = 100;
const WORK_SECONDS: u64 = 60;

/// A measurement and what it needs.
pub struct Run {
    kind: Kind,
    scale: Scale,
    program: PathBuf,
    place: Place,
    now_micros: i64,
    kept: Option<PathBuf>,
}

impl Run {
    /// Makes a folder, and a PostgreSQL server if one is measured.
    ///
    /// # Errors
    /// A sentence, when there is none to be had.
    pub fn new(kind: Kind, scale: Scale, program: PathBuf) -> Result<Self, String> {
        Ok(Self { kind, scale, program, place: Place::new(kind, "bench")?, now_micros: now_micros()?, kept: None })
    }

    /// Measures on a PostgreSQL server that is there already, and seeds it only if it holds no practice.
    ///
    /// # Errors
    /// A sentence, when there is no folder to be had.
    pub fn at(address: &str, scale: Scale, program: PathBuf) -> Result<Self, String> {
        let place = Place::at(address, "bench")?;
        Ok(Self { kind: Kind::Server, scale, program, place, now_micros: now_micros()?, kept: None })
    }

    /// Begins from the record kept in this file, if it was seeded today; or keeps it there once it is seeded. SQLite only.
    pub fn keeping(self, kept: Option<PathBuf>) -> Self {
        Self { kept: kept.filter(|_| self.kind == Kind::File), ..self }
    }

    /// Measures everything, saying what it is at.
    ///
    /// # Errors
    /// A sentence, when something that must work does not.
    pub fn measure(&self, say: &dyn Fn(&str)) -> Result<Vec<Table>, String> {
        let practice = self.practice(say)?;
        let office = Inside::open(self.place.database(), OFFICE_KEY)?;
        say("measuring the office alone");
        let inside = Inside::sign_in(office)?;
        let first_available = inside.first_available(&practice, self.today(), QUESTIONS)?;
        let best_fit = inside.best_fit(&practice, self.scale, self.today(), QUESTIONS)?;
        let day_view = inside.day_view(&practice, self.today(), QUESTIONS)?;
        let typed = inside.type_ahead(self.scale, 200)?;
        let booked = inside.book(&practice, &self.slots(&practice, 100, BOOKINGS), DESKS)?;
        inside.close();
        say("measuring the raw driver");
        let raw = self.raw(&practice)?;
        say("measuring the program with a hundred people");
        let (pages, program) = self.pages(&practice)?;
        Ok(vec![
            self.pages_table(&pages),
            self.office_table([&first_available, &best_fit, &day_view], &typed),
            self.booking_table(booked, &raw),
            program,
        ])
    }

    /// The seeded practice, its journal sealed.
    fn practice(&self, say: &dyn Fn(&str)) -> Result<Practice, String> {
        if let Some(kept) = self.kept.as_ref().filter(|kept| kept.exists()) {
            say("taking the record that was kept");
            // Written out before anything is measured: the disk would be at it for a minute more.
            let copied =
                std::fs::copy(kept, self.place.file()).and_then(|_| std::fs::File::open(self.place.file())?.sync_all());
            copied.map_err(|fault| format!("{}: {fault}", kept.display()))?;
            return Ok(Practice::of(self.scale));
        }
        let begun = Instant::now();
        self.place.migrate()?;
        if self.place.record()?.number("SELECT count(*) FROM practice")? > 0 {
            say("the record is seeded; sealing the journal");
            let office = Inside::open(self.place.database(), OFFICE_KEY)?;
            self.wait_until_sealed()?;
            office.close();
            return Ok(Practice::of(self.scale));
        }
        say("seeding");
        let practice = seed::seed(&mut self.place.record()?, self.scale, self.now_micros)?;
        say(&format!("seeded in {} s; sealing the journal", begun.elapsed().as_secs()));
        let office = Inside::open(self.place.database(), OFFICE_KEY)?;
        self.wait_until_sealed()?;
        office.close();
        if let Some(kept) = &self.kept {
            self.place.record()?.run("PRAGMA wal_checkpoint(TRUNCATE)")?;
            std::fs::copy(self.place.file(), kept).map_err(|fault| format!("{}: {fault}", kept.display()))?;
        }
        Ok(practice)
    }

    fn today(&self) -> i64 {
        let zone = TimeZone::get("America/New_York").expect("the zone is built in");
        Day::from(Timestamp::from_microsecond(self.now_micros).expect("now is a moment").to_zoned(zone).date()).number()
    }

    fn slots(&self, practice: &Practice, days_ahead: i32, count: usize) -> Vec<Slot> {
        free_slots(self.scale, practice, self.now_micros, days_ahead, count)
    }

    fn wait_until_sealed(&self) -> Result<(), String> {
        let mut record = self.place.record()?;
        let begun = Instant::now();
        while record.number("SELECT coalesce(max(entries_in_all), 0) FROM journal_seal")?
            < i64::from(self.scale.entries)
        {
            if begun.elapsed() > Duration::from_secs(3_600) {
                return Err("The journal was not sealed within an hour.".into());
            }
            std::thread::sleep(Duration::from_millis(500));
        }
        Ok(())
    }

    /// How long the raw driver takes for as many bookings: one for each commit, and where that means something, grouped.
    fn raw(&self, practice: &Practice) -> Result<Vec<(&'static str, Duration)>, String> {
        let (first, second) = (self.slots(practice, 200, BOOKINGS), self.slots(practice, 300, BOOKINGS));
        match self.place.address() {
            Some(address) => Ok(vec![("8 connections", raw::book_on_server(&address, practice, &first, DESKS)?)]),
            None => {
                let mut record = self.place.record()?;
                let one_by_one = raw::book_in_file(&mut record, practice, &first, 1)?;
                let grouped = raw::book_in_file(&mut record, practice, &second, DESKS)?;
                Ok(vec![("one connection, a commit each", one_by_one), ("one connection, a commit for 8", grouped)])
            }
        }
    }

    fn serve(&self) -> Result<Program, String> {
        let mut command = self.place.command(&self.program);
        command.arg("serve");
        Program::open(command, "--listen")
    }

    fn pages(&self, practice: &Practice) -> Result<(Book, Table), String> {
        // The first start after a crash or a seeding has a log to work off: the second one is the usual one.
        drop(self.serve()?);
        let program = self.serve()?;
        let start = program.first_page_after();
        std::thread::sleep(Duration::from_secs(3));
        let idle = program.memory_bytes()?;
        let slots = self.slots(practice, 400, PEOPLE * 40);
        let at = Work { server: program.address(), scale: self.scale, practice, today: self.today() };
        let book = work(at, PEOPLE, Duration::from_secs(WORK_SECONDS), &slots)?;
        let busy = program.memory_bytes()?;
        let row = |what: &str, figure: String, budget: &str, kept: Option<bool>| Row {
            what: format!("{what} ({})", self.kind.name()),
            figures: vec![figure],
            budget: budget.to_owned(),
            kept,
        };
        let rows = vec![
            row("Start to first page", millis(start), "under 1 s", Some(start < Duration::from_secs(1))),
            row("Memory, idle", megabytes(idle), "under 150 MB", Some(idle < 150 << 20)),
            row("Memory after the hundred people", megabytes(busy), "", None),
        ];
        let how = "The program as a process of its own; memory is its resident set.".to_owned();
        let title = format!("The program on {}", self.kind.name());
        Ok((book, Table { title, how, columns: vec!["figure"], rows }))
    }

    fn pages_table(&self, book: &Book) -> Table {
        let most = Duration::from_millis(50);
        let rows = book.pages().map(|(name, times)| {
            let no = book.refusals(name);
            let figures = vec![
                times.count().to_string(),
                no.to_string(),
                millis(times.percentile(50)),
                millis(times.percentile(99)),
            ];
            // Signing in is slow on purpose: argon2id.
            let kept = (name != "Sign in").then(|| times.percentile(99) < most);
            let budget = if kept.is_some() { "p99 under 50 ms" } else { "" };
            Row { what: format!("{name} ({})", self.kind.name()), figures, budget: budget.into(), kept }
        });
        Table {
            title: format!("Pages and deeds on {}, a hundred people", self.kind.name()),
            how: format!(
                "{PEOPLE} signed-in people for {WORK_SECONDS} s, after {} s that are not counted, each thinking half a second to a \
                 second and a half; times from request to whole answer, over loopback, with the people on the same cores.",
                WARMING.as_secs()
            ),
            columns: vec!["answers", "refused", "p50", "p99"],
            rows: rows.collect(),
        }
    }

    fn office_table(&self, [first_available, best_fit, day_view]: [&Times; 3], typed: &Book) -> Table {
        let within = |most: u64, what: String, times: &Times| Row {
            what: format!("{what} ({})", self.kind.name()),
            figures: vec![millis(times.percentile(50)), millis(times.percentile(99))],
            budget: format!("p99 under {most} ms"),
            kept: Some(times.percentile(99) < Duration::from_millis(most)),
        };
        let row = |what: String, times: &Times| within(5, what, times);
        let mut rows = vec![
            row("First available over 20 providers and 90 days".into(), first_available),
            row("Best fit over 20 providers and 90 days, with wishes".into(), best_fit),
            within(10, "A site's day".into(), day_view),
        ];
        rows.extend(typed.pages().map(|(name, times)| row(format!("Search for {name}"), times)));
        Table {
            title: format!("Questions on {}, without pages", self.kind.name()),
            how: format!(
                "One after the other, with the access entry that each writes: {QUESTIONS} of each of the first three after \
                 {WARMING_QUESTIONS} that are not counted, 200 searches of each kind."
            ),
            columns: vec!["p50", "p99"],
            rows,
        }
    }

    fn booking_table(&self, office: Duration, raw: &[(&'static str, Duration)]) -> Table {
        let rate = |took: Duration| BOOKINGS as f64 / took.as_secs_f64();
        let mut rows = vec![Row {
            what: format!("Office, 8 desks ({})", self.kind.name()),
            figures: vec![format!("{:.0}", rate(office)), String::new()],
            budget: String::new(),
            kept: None,
        }];
        for (what, took) in raw {
            let ratio = rate(office) / rate(*took);
            // The budget is against the raw driver that does what the office does: a durable answer for every booking.
            let kept = (!what.ends_with("for 8")).then_some(ratio >= 0.5);
            rows.push(Row {
                what: format!("Raw, {what} ({})", self.kind.name()),
                figures: vec![format!("{:.0}", rate(*took)), format!("{ratio:.2}")],
                budget: if kept.is_some() { "office at least 0.5".into() } else { String::new() },
                kept,
            });
        }
        Table {
            title: format!("Durable bookings a second on {}", self.kind.name()),
            how: format!("{BOOKINGS} bookings with the same rows read and written; every answer waits for the disk."),
            columns: vec!["a second", "office ÷ raw"],
            rows,
        }
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}
