//! A clock that stands still until it is told to go on, and dice that count.

use kernel::Moment;
use office::{Clock, Dice};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A clock that shows one moment until a test moves it.
#[derive(Debug)]
pub struct FrozenClock {
    shows: Mutex<Moment>,
}

impl FrozenClock {
    /// A clock that shows this moment.
    #[must_use]
    pub const fn at(moment: Moment) -> Self {
        Self { shows: Mutex::new(moment) }
    }

    /// Lets so much time pass.
    pub fn pass(&self, time: Duration) {
        let mut shows = self.shows.lock().expect("nothing panics while it holds the clock");
        *shows = *shows + time;
    }

    /// Sets the clock.
    pub fn set(&self, moment: Moment) {
        *self.shows.lock().expect("nothing panics while it holds the clock") = moment;
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> Moment {
        *self.shows.lock().expect("nothing panics while it holds the clock")
    }
}

/// Dice that count: the first throw is 1, the next 2. So ids are the same in every run.
#[derive(Debug, Default)]
pub struct CountedDice {
    thrown: AtomicU64,
}

impl Dice for CountedDice {
    fn ten_bytes(&self) -> [u8; 10] {
        let count = self.thrown.fetch_add(1, Ordering::Relaxed) + 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&count.to_be_bytes());
        bytes
    }
}
