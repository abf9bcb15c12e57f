//! The clock and the dice: the only sources of time and chance, handed to the office when it opens.

use kernel::Moment;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// Throws dice.
pub trait Dice: Send + Sync {
    /// Ten bytes that nobody can guess.
    fn ten_bytes(&self) -> [u8; 10];
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that is handed in")]
    fn now(&self) -> Moment {
        jiff::Timestamp::now().into()
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDice;

impl Dice for SystemDice {
    #[expect(clippy::disallowed_methods, reason = "these are the dice that are handed in")]
    fn ten_bytes(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        getrandom::fill(&mut bytes).expect("the operating system gives randomness");
        bytes
    }
}
