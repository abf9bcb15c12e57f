//! The week at a glance: a row for each provider, a cell for each day, with what is booked and what is free.

use super::wording;
use kernel::Day;
use maud::{Markup, Render, html};

/// One provider's day in the week.
#[derive(Clone, Debug)]
pub enum DayCell {
    /// Not in: "Off", "Closed", "North site".
    Out(String),
    /// Sees patients: appointments booked, and free times left; leads to that day.
    In {
        /// Appointments booked.
        booked: u32,
        /// Free times left.
        free: u32,
        /// Where the day's schedule is.
        to: String,
    },
}

/// Providers by days.
#[derive(Clone, Debug)]
pub struct WeekSheet {
    days: Vec<Day>,
    today: Day,
    rows: Vec<(String, Vec<DayCell>)>,
}

impl WeekSheet {
    /// A sheet of these days, usually Monday to Friday.
    #[must_use]
    pub const fn new(days: Vec<Day>, today: Day) -> Self {
        Self { days, today, rows: Vec::new() }
    }

    /// One provider, with a cell for each day.
    #[must_use]
    pub fn row(mut self, provider: impl Into<String>, cells: Vec<DayCell>) -> Self {
        self.rows.push((provider.into(), cells));
        self
    }
}

impl Render for DayCell {
    fn render(&self) -> Markup {
        match self {
            Self::Out(why) => html! { span.week-out { (why) } },
            Self::In { booked, free, to } => {
                let part = (u64::from(*booked) * 20 / u64::from(booked + free).max(1)) * 5;
                html! {
                    a.week-in href=(to) {
                        span { strong { (booked) } " booked" }
                        @if *free == 0 { span.week-full { "full" } } @else { span.quiet { (free) " free" } }
                        span class={ "week-bar part-" (part) } aria-hidden="true" {}
                    }
                }
            }
        }
    }
}

impl Render for WeekSheet {
    fn render(&self) -> Markup {
        html! {
            div.table-scroll tabindex="0" role="region" aria-label="The week by provider" {
                table.table.week {
                    caption.sr-only { "The week by provider" }
                    thead {
                        tr {
                            th scope="col" { "Provider" }
                            @for day in &self.days {
                                th scope="col" aria-current=[(*day == self.today).then_some("date")] { (wording::weekday(*day)) }
                            }
                        }
                    }
                    tbody {
                        @for (provider, cells) in &self.rows {
                            tr { th scope="row" { (provider) } @for cell in cells { td { (cell) } } }
                        }
                    }
                }
            }
        }
    }
}
