//! What the test runners said at their end, added up: nextest, `cargo test`, node's runner.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// One check that passed.
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    /// One check that failed.
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// The counts in one line of a runner's output; zero for any other line.
    pub fn of_line(line: &str) -> Self {
        let line = line.trim();
        if let Some((head, counts)) = line.split_once("run: ")
            && head.starts_with("Summary [")
        {
            return Self::of_counts(counts.split(','));
        }
        if let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) {
            return Self::of_counts(counts.split(';'));
        }
        if let Some(count) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            let mut words = count.split(' ');
            return match (words.next(), words.next().and_then(|number| number.parse().ok())) {
                (Some("pass"), Some(passed)) => Self { passed, failed: 0 },
                (Some("fail" | "cancelled"), Some(failed)) => Self { passed: 0, failed },
                _ => Self::default(),
            };
        }
        Self::default()
    }

    /// Adds up counts such as `4 passed (1 slow)`, `1 failed`, `2 timed out`.
    fn of_counts<'a>(counts: impl Iterator<Item = &'a str>) -> Self {
        let mut tally = Self::default();
        for count in counts {
            let Some((number, what)) = count.trim().split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match what {
                _ if what.starts_with("passed") => tally.passed += number,
                _ if ["failed", "timed out", "exec failed"].iter().any(|bad| what.starts_with(bad)) => {
                    tally.failed += number
                }
                _ => {}
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn every_runner_is_understood() {
        let cases = [
            ("     Summary [   0.004s] 7 tests run: 7 passed, 0 skipped", 7, 0),
            ("     Summary [   9.4s] 5/7 tests run: 2 passed (1 slow), 1 failed, 2 timed out, 0 skipped", 2, 3),
            ("     Summary [   0.1s] 1 test run: 1 passed, 0 skipped", 1, 0),
            ("test result: ok. 6 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s", 6, 0),
            ("test result: FAILED. 6 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 6, 2),
            ("ℹ pass 12", 12, 0),
            ("# fail 3", 0, 3),
            ("ℹ cancelled 1", 0, 1),
            ("ℹ tests 12", 0, 0),
            ("a note: 3 passed, 4 failed", 0, 0),
        ];
        for (line, passed, failed) in cases {
            assert_eq!(Tally::of_line(line), Tally { passed, failed }, "{line}");
        }
    }
}
