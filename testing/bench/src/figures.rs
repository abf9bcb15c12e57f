//! Times, and what they come to: count, median, 99th percentile.

use std::collections::BTreeMap;
use std::time::Duration;

/// The times of one kind of page or deed.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Adds a time.
    pub fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this many of a hundred do not exceed (nearest rank). Zero when there are none.
    pub fn percentile(&self, of_hundred: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * of_hundred).div_ceil(100);
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// Times by name, in the order of the names.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pages: BTreeMap<&'static str, Times>,
    refusals: BTreeMap<&'static str, usize>,
}

impl Book {
    /// Writes down how long something took.
    pub fn add(&mut self, name: &'static str, took: Duration) {
        self.pages.entry(name).or_default().add(took);
    }

    /// Writes down that the server said no.
    pub fn refuse(&mut self, name: &'static str) {
        *self.refusals.entry(name).or_default() += 1;
    }

    /// Takes over everything in another book.
    pub fn merge(&mut self, other: Self) {
        for (name, times) in other.pages {
            self.pages.entry(name).or_default().0.extend(times.0);
        }
        for (name, count) in other.refusals {
            *self.refusals.entry(name).or_default() += count;
        }
    }

    /// Each name with its times.
    pub fn pages(&self) -> impl Iterator<Item = (&'static str, &Times)> {
        self.pages.iter().map(|(name, times)| (*name, times))
    }

    /// How often the server said no to this.
    pub fn refusals(&self, name: &str) -> usize {
        self.refusals.get(name).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Book, Times};

    fn times(millis: impl IntoIterator<Item = u64>) -> Times {
        let mut times = Times::default();
        millis.into_iter().for_each(|millis| times.add(Duration::from_millis(millis)));
        times
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let hundred = times((1..=100).rev());
        assert_eq!(hundred.percentile(50), Duration::from_millis(50));
        assert_eq!(hundred.percentile(99), Duration::from_millis(99));
        assert_eq!(times([7]).percentile(99), Duration::from_millis(7));
        assert_eq!(times([]).percentile(99), Duration::ZERO);
    }

    #[test]
    fn books_of_many_desks_become_one() {
        let (mut one, mut other) = (Book::default(), Book::default());
        one.add("board", Duration::from_millis(1));
        other.add("board", Duration::from_millis(3));
        other.refuse("book");
        one.merge(other);
        let (name, times) = one.pages().next().expect("a page");
        assert_eq!((name, times.count(), times.percentile(99)), ("board", 2, Duration::from_millis(3)));
        assert_eq!(one.refusals("book"), 1);
    }
}
