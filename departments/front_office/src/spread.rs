//! How long something usually takes, and how long it takes when it takes long.

/// The middle and the ninth tenth of some lengths of time, each one that was measured (nearest rank).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many were measured.
    pub count: usize,
    /// Half took no longer.
    pub median: i64,
    /// Nine of ten took no longer.
    pub ninth: i64,
}

impl Spread {
    /// Of these; nothing where there are none.
    #[must_use]
    pub fn of(mut lengths: Vec<i64>) -> Option<Self> {
        lengths.sort_unstable();
        let rank = |tenths: usize| lengths.get((lengths.len() * tenths).div_ceil(10).saturating_sub(1)).copied();
        Some(Self { count: lengths.len(), median: rank(5)?, ninth: rank(9)? })
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_middle_and_the_ninth_tenth_are_lengths_that_were_measured() {
        assert_eq!(Spread::of(vec![]), None);
        assert_eq!(Spread::of(vec![7]), Some(Spread { count: 1, median: 7, ninth: 7 }));
        assert_eq!(Spread::of((1..=10).rev().collect()), Some(Spread { count: 10, median: 5, ninth: 9 }));
        assert_eq!(Spread::of(vec![3, 1, 2]), Some(Spread { count: 3, median: 2, ninth: 3 }));
    }
}
