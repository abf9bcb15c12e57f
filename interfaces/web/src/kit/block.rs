//! What stands in the schedule: blocks, closed times, columns.

use super::{Pill, Tone};
use jiff::civil::Time;

/// An appointment, or anything else that holds the time of a column.
#[derive(Clone, Debug)]
pub struct Block {
    pub(super) id: String,
    pub(super) from: Time,
    pub(super) minutes: u16,
    pub(super) title: String,
    pub(super) more: String,
    pub(super) status: Pill,
    pub(super) tone: Tone,
    pub(super) leads: String,
    pub(super) moves: Option<(String, i64)>,
    pub(super) holds: Holds,
}

/// Whether a block still holds its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    NoMore,
}

impl Block {
    /// A block: the appointment's id, its time, the patient's name and where it leads (opened as a dialog).
    pub fn new(
        id: impl Into<String>,
        from: Time,
        minutes: u16,
        title: impl Into<String>,
        leads: impl Into<String>,
    ) -> Self {
        let status = Pill::new(Tone::Quiet, "Booked");
        Self {
            id: id.into(),
            from,
            minutes,
            title: title.into(),
            more: String::new(),
            status,
            tone: Tone::Quiet,
            leads: leads.into(),
            moves: None,
            holds: Holds::Yes,
        }
    }

    /// The visit type, and what else helps to tell it.
    #[must_use]
    pub fn more(self, more: impl Into<String>) -> Self {
        Self { more: more.into(), ..self }
    }

    /// Its status: the block takes its tone.
    #[must_use]
    pub fn status(self, tone: Tone, status: Pill) -> Self {
        Self { tone, status, ..self }
    }

    /// It does not hold the time any more (a no-show): drawn thin, and the time below it can be booked.
    #[must_use]
    pub fn gone(self) -> Self {
        Self { holds: Holds::NoMore, ..self }
    }

    /// It can be moved: a drop posts `column`, `start` (`09:30`), `version`, `csrf` and `request_id` there. The answer replaces
    /// the inside of the live region around the grid.
    #[must_use]
    pub fn moves(self, to: impl Into<String>, version: i64) -> Self {
        Self { moves: Some((to.into(), version)), ..self }
    }

    pub(super) fn start(&self) -> i32 {
        minute_of(self.from)
    }

    pub(super) fn end(&self) -> i32 {
        self.start() + i32::from(self.minutes.max(5))
    }
}

/// Time in a column in which nobody is seen.
#[derive(Clone, Debug)]
pub struct Closed {
    /// From this time on.
    pub from: Time,
    /// For so many minutes.
    pub minutes: u16,
    /// Why: "Lunch", "Not in".
    pub why: String,
}

/// One column: a provider, a room, or a day of the week.
#[derive(Clone, Debug)]
pub struct GridColumn {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) more: String,
    pub(super) blocks: Vec<Block>,
    pub(super) closed: Vec<Closed>,
    pub(super) books: Option<String>,
}

impl GridColumn {
    /// A column; its id is what a drop sends as `column`.
    pub fn new(id: impl Into<String>, title: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { id: id.into(), title: title.into(), more: String::new(), blocks, closed: Vec::new(), books: None }
    }

    /// A few words below the title: "6 booked · Room 2".
    #[must_use]
    pub fn more(self, more: impl Into<String>) -> Self {
        Self { more: more.into(), ..self }
    }

    /// When nobody is seen.
    #[must_use]
    pub fn closed(self, closed: Vec<Closed>) -> Self {
        Self { closed, ..self }
    }

    /// Free times are links that open the booking dialog: this address with `&time=09:30` after it, so it already has a `?`.
    #[must_use]
    pub fn books(self, at: impl Into<String>) -> Self {
        Self { books: Some(at.into()), ..self }
    }
}

/// Minutes since midnight.
pub(super) fn minute_of(time: Time) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}
