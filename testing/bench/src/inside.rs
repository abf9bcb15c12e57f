//! The office itself, without pages: bookings from eight desks at once, first-available search, type-ahead.

use std::time::{Duration, Instant};

use front_office::scheduling::{BookAppointment, FindTimes, FirstAvailable, HoursRule, PartOfDay, Place, Wishes};
use jiff::civil::Weekday;
use kernel::{Day, Phi, RawId};
use office::{Actor, Database, Encryption, Keys, Office, Opening, Password};
use registry::people::FindPeople;
use registry::practice::StaffId;
use staff_client::Dice;
use tokio::runtime::Runtime;
use workflows::day_schedule::DaySchedule;

use crate::figures::{Book, Times};
use crate::scale::Scale;
use crate::seed::{PASSWORD, Person, Practice, patient};
use crate::slots::Slot;

/// Questions of each kind that are asked first and not counted: a program's connections are open all day, and have their
/// statements prepared.
pub const WARMING: usize = 20;

/// An office opened in this process.
pub struct Inside {
    office: Office,
    who: Actor,
    threads: Runtime,
}

impl Inside {
    /// Opens the record with the office key (64 digits), bringing its schema up to date.
    ///
    /// # Errors
    /// What the office says.
    pub fn open(database: Database, office_key: &str) -> Result<Office, String> {
        let encryption = match database {
            Database::Sqlite(_) => Encryption::AtRest,
            Database::Postgres(_) => Encryption::None,
        };
        let keys = Keys::read_master(office_key).map_err(|why| why.to_string())?;
        let opening = Opening::new(database, Keys::new(keys, encryption), workflows::house::migrations());
        Office::open(opening).map(|(office, _)| office).map_err(|why| why.to_string())
    }

    /// Signs somebody in at a desk of an open office.
    ///
    /// # Errors
    /// What the office says.
    pub fn sign_in(office: Office) -> Result<Self, String> {
        let threads =
            tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|why| why.to_string())?;
        let entrance = threads.block_on(office.sign_in("desk0", Password::typed(PASSWORD.to_owned())));
        let who = entrance.map_err(|why| why.to_string())?.who;
        Ok(Self { office, who, threads })
    }

    /// Books these slots from so many desks at once, each waiting for its answer before the next. How long all took.
    ///
    /// # Errors
    /// What the office says to the first booking that it refuses.
    pub fn book(&self, practice: &Practice, slots: &[Slot], desks: usize) -> Result<Duration, String> {
        let begun = Instant::now();
        let tasks: Vec<_> = slots
            .chunks(slots.len().div_ceil(desks))
            .map(|mine| {
                let (office, who) = (self.office.clone(), self.who.clone());
                let bookings: Vec<BookAppointment> = mine.iter().map(|slot| booking(practice, slot)).collect();
                self.threads.spawn(async move {
                    for booking in bookings {
                        let request: RawId = office.fresh_id();
                        office.perform_once(&who, request, booking).await.map_err(|why| why.to_string())?;
                    }
                    Ok::<(), String>(())
                })
            })
            .collect();
        for task in tasks {
            self.threads.block_on(task).map_err(|why| why.to_string())??;
        }
        Ok(begun.elapsed())
    }

    /// Looks for the first free times over 20 providers and 90 days, so many times.
    ///
    /// # Errors
    /// What the office says.
    pub fn first_available(&self, practice: &Practice, today: i64, count: usize) -> Result<Times, String> {
        let mut times = Times::default();
        let from = day_of(today)?;
        let mut dice = Dice::seeded(1);
        for at in 0..WARMING + count {
            let first = usize::try_from(dice.below(practice.providers.len() as u64)).expect("a position");
            let providers =
                practice.providers.iter().cycle().skip(first).take(20).map(|id| RawId::from_bytes(*id).into());
            let asked = FirstAvailable {
                visit_type: RawId::from_bytes(practice.visit_type).into(),
                minutes: None,
                providers: providers.collect(),
                sites: Vec::new(),
                from,
                days: 90,
                part: *dice.pick(&[PartOfDay::Any, PartOfDay::Morning, PartOfDay::Afternoon]),
                weekdays: Vec::new(),
                at_most: 20,
            };
            let begun = Instant::now();
            self.threads.block_on(self.office.ask(&self.who, asked)).map_err(|why| why.to_string())?;
            if at >= WARMING {
                times.add(begun.elapsed());
            }
        }
        Ok(times)
    }

    /// Looks for the times that suit a patient best, over 20 providers and 90 days, with every kind of wish, so many times.
    ///
    /// # Errors
    /// What the office says.
    pub fn best_fit(&self, practice: &Practice, scale: Scale, today: i64, count: usize) -> Result<Times, String> {
        let mut times = Times::default();
        let mut dice = Dice::seeded(3);
        for at in 0..WARMING + count {
            let first = usize::try_from(dice.below(practice.providers.len() as u64)).expect("a position");
            let twenty: Vec<StaffId> =
                practice.providers.iter().cycle().skip(first).take(20).copied().map(staff).collect();
            let number = u32::try_from(dice.below(u64::from(scale.patients))).expect("patients are counted in 32 bits");
            let wished = *dice.pick(&twenty);
            let wishes = Wishes {
                providers: if dice.below(2) == 0 { vec![wished] } else { Vec::new() },
                weekdays: (dice.below(2) == 0)
                    .then(|| *dice.pick(&[Weekday::Tuesday, Weekday::Friday]))
                    .into_iter()
                    .collect(),
                part: Some(*dice.pick(&[PartOfDay::Any, PartOfDay::Morning, PartOfDay::Afternoon])),
                ..Wishes::default()
            };
            let search = FirstAvailable {
                visit_type: RawId::from_bytes(practice.visit_type).into(),
                minutes: None,
                providers: twenty,
                sites: Vec::new(),
                from: day_of(today)?,
                days: 90,
                part: PartOfDay::Any,
                weekdays: Vec::new(),
                at_most: 8,
            };
            let asked = FindTimes { patient: RawId::from_bytes(patient(number)).into(), search, wishes };
            let begun = Instant::now();
            self.threads.block_on(self.office.ask(&self.who, asked)).map_err(|why| why.to_string())?;
            if at >= WARMING {
                times.add(begun.elapsed());
            }
        }
        Ok(times)
    }

    /// Looks at a site's day, this week's days in turn, so many times.
    ///
    /// # Errors
    /// What the office says.
    pub fn day_view(&self, practice: &Practice, today: i64, count: usize) -> Result<Times, String> {
        let mut times = Times::default();
        for at in 0..WARMING + count {
            let day = Some(day_of(today)?.plus_days(i32::try_from(at % 7).unwrap_or(0)));
            let site = RawId::from_bytes(practice.sites[at % practice.sites.len()]).into();
            let begun = Instant::now();
            let asked = self.office.ask(&self.who, DaySchedule { site, day });
            self.threads.block_on(asked).map_err(|why| why.to_string())?;
            if at >= WARMING {
                times.add(begun.elapsed());
            }
        }
        Ok(times)
    }

    /// Types the beginnings of names, letter by letter, so many times.
    ///
    /// # Errors
    /// What the office says.
    pub fn type_ahead(&self, scale: Scale, count: u32) -> Result<Book, String> {
        let mut book = Book::default();
        let mut dice = Dice::seeded(2);
        for _ in 0..count {
            let number = u32::try_from(dice.below(u64::from(scale.patients))).expect("patients are counted in 32 bits");
            let who = Person::numbered(number);
            let family = who.family.to_lowercase();
            for (name, typed) in [
                ("two letters", family[..2].to_owned()),
                ("four letters", family[..4.min(family.len())].to_owned()),
                ("family name and two letters", format!("{family} {}", &who.given[..2])),
                ("a birthday", who.birth_day.to_string()),
                ("a record number", who.mrn.clone()),
            ] {
                let asked = FindPeople { typed: Phi::new(typed), at_most: 12 };
                let begun = Instant::now();
                self.threads.block_on(self.office.ask(&self.who, asked)).map_err(|why| why.to_string())?;
                book.add(name, begun.elapsed());
            }
        }
        Ok(book)
    }

    /// Closes the office.
    pub fn close(self) {
        self.office.close();
    }
}

fn staff(id: [u8; 16]) -> StaffId {
    RawId::from_bytes(id).into()
}

fn day_of(number: i64) -> Result<Day, String> {
    Day::new((number / 10_000) as i16, (number / 100 % 100) as i8, (number % 100) as i8).map_err(|why| why.to_string())
}

fn booking(practice: &Practice, slot: &Slot) -> BookAppointment {
    let time = jiff::civil::Time::midnight().saturating_add(jiff::Span::new().minutes(slot.minute));
    let day = Day::new((slot.day / 10_000) as i16, (slot.day / 100 % 100) as i8, (slot.day % 100) as i8);
    BookAppointment {
        patient: RawId::from_bytes(slot.patient).into(),
        at: Place {
            site: RawId::from_bytes(slot.site).into(),
            provider: RawId::from_bytes(slot.provider).into(),
            room: None,
            day: day.expect("a slot is on a day of the calendar"),
            from: time,
        },
        visit_type: RawId::from_bytes(practice.visit_type).into(),
        minutes: None,
        reason: Phi::new("Follow-up".to_owned()),
        hours: HoursRule::WithinHours,
    }
}
