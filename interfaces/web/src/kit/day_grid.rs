//! The schedule: columns of providers, rooms or days; time runs down in steps of five minutes.
//!
//! Blocks stand in a CSS grid by classes (`at-12 for-6` is an hour after opening, for half an hour), because pages carry no
//! inline styles. All is there without a script: blocks and free times are links. With one, blocks can be dragged, or lifted
//! with `m`, carried with the arrows and dropped with Enter.

use super::block::{Holds, minute_of};
use super::{Block, GridColumn, wording};
use jiff::civil::Time;
use maud::{Markup, Render, html};

/// Minutes in a step of the grid.
const STEP_MINUTES: i32 = 5;

/// How tall five minutes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Pace {
    /// A quarter of an hour is one line.
    #[default]
    Usual,
    /// Ten minutes are one line: for offices with short visits.
    Roomy,
}

/// A day of several columns, or a week of one provider.
#[derive(Clone, Debug)]
pub struct DayGrid {
    name: String,
    opens: i32,
    closes: i32,
    slot: i32,
    now: Option<(String, i32)>,
    pace: Pace,
    columns: Vec<GridColumn>,
}

impl DayGrid {
    /// The grid from opening to closing; it grows to whole hours and to what is booked outside them. The name is read out.
    pub fn new(name: impl Into<String>, opens: Time, closes: Time, columns: Vec<GridColumn>) -> Self {
        let blocks = || columns.iter().flat_map(|column| &column.blocks);
        let first = blocks().map(Block::start).chain([minute_of(opens)]).min().unwrap_or(0);
        let last = blocks().map(Block::end).chain([minute_of(closes)]).max().unwrap_or(0);
        let opens = first.div_euclid(60) * 60;
        let closes = ((last + 59).div_euclid(60) * 60).clamp(opens + 60, 24 * 60);
        Self { name: name.into(), opens, closes, slot: 15, now: None, pace: Pace::default(), columns }
    }

    /// Minutes between free times that can be booked, and between places where a lifted block lands: 5, 10, 15, 20 or 30.
    #[must_use]
    pub fn slot_minutes(self, minutes: u16) -> Self {
        Self { slot: i32::from(minutes.clamp(5, 60)) / STEP_MINUTES * STEP_MINUTES, ..self }
    }

    /// The line of the present time: in the column of this id, or across all of them where it is `*`.
    #[must_use]
    pub fn now(self, column: impl Into<String>, time: Time) -> Self {
        Self { now: Some((column.into(), minute_of(time))), ..self }
    }

    /// Another height of the steps.
    #[must_use]
    pub fn pace(self, pace: Pace) -> Self {
        Self { pace, ..self }
    }

    fn step(&self, minute: i32) -> i32 {
        (minute.clamp(self.opens, self.closes) - self.opens) / STEP_MINUTES
    }

    /// The classes of a span of time: where it begins, and for how many steps, at least one.
    fn span(&self, from: i32, until: i32) -> String {
        let first = self.step(from);
        let last = (until.clamp(self.opens, self.closes) - self.opens + STEP_MINUTES - 1) / STEP_MINUTES;
        format!("at-{first} for-{}", (last - first).max(1))
    }

    fn times(&self) -> Markup {
        html! {
            div.grid-times aria-hidden="true" {
                div.grid-head {}
                div.grid-cells {
                    @for hour in self.opens / 60..self.closes / 60 {
                        span.grid-hour.{ (self.span(hour * 60, hour * 60 + 60)) } { (wording::hour(hour_of(hour))) }
                    }
                    @if let Some((_, minute)) = &self.now && (self.opens..self.closes).contains(minute) {
                        span class={ "grid-now-time at-" (self.step(*minute)) } data-now-line { (time_of(*minute).strftime("%-I:%M").to_string()) }
                    }
                }
            }
        }
    }

    fn column(&self, at: usize, column: &GridColumn) -> Markup {
        let mut blocks: Vec<&Block> = column.blocks.iter().collect();
        blocks.sort_by_key(|block| (block.start(), block.end(), block.id.clone()));
        let lanes = lanes(&blocks);
        let free = self.free(column);
        html! {
            section.grid-column aria-labelledby={ "column-" (at) } {
                header.grid-head { h2 id={ "column-" (at) } title=(column.title) { (column.title) } p { (column.more) } }
                div.grid-cells data-column=(column.id) data-column-name=(column.title) {
                    @for closed in &column.closed {
                        @let (from, until) = (minute_of(closed.from), minute_of(closed.from) + i32::from(closed.minutes));
                        @if from < self.closes && self.opens < until {
                            div class={ "grid-closed " (self.span(from, until)) } {
                                @if !closed.why.is_empty() { span { (closed.why) } }
                            }
                        }
                    }
                    @if let Some(books) = &column.books {
                        @for minute in free { (self.free_time(books, &column.title, minute)) }
                    }
                    @for (block, lane) in blocks.iter().zip(&lanes) { (self.block(block, *lane)) }
                    @if let Some((which, minute)) = &self.now && (which == "*" || *which == column.id) {
                        @if (self.opens..self.closes).contains(minute) {
                            div class={ "grid-now at-" (self.step(*minute)) } data-now-line { span.sr-only { "Now" } }
                        }
                    }
                }
            }
        }
    }

    /// The times of a column at which nothing stands and which are not closed.
    fn free(&self, column: &GridColumn) -> Vec<i32> {
        let taken = |minute: i32| {
            let until = minute + self.slot;
            let holds = |block: &Block| block.holds == Holds::Yes && block.start() < until && minute < block.end();
            column.blocks.iter().any(holds)
                || column.closed.iter().any(|closed| {
                    let from = minute_of(closed.from);
                    from < until && minute < from + i32::from(closed.minutes)
                })
        };
        let slots = (self.closes - self.opens) / self.slot;
        (0..slots).map(|slot| self.opens + slot * self.slot).filter(|minute| !taken(*minute)).collect()
    }

    fn free_time(&self, books: &str, title: &str, minute: i32) -> Markup {
        let time = time_of(minute);
        let at = format!("{books}&time={}", time.strftime("%H:%M"));
        html! {
            a class={ "grid-free " (self.span(minute, minute + self.slot)) } href=(at) hx-get=(at) hx-target="#dialog" {
                span { span.sr-only { "Book " } (wording::clock(time)) span.sr-only { " with " (title) } }
            }
        }
    }

    fn block(&self, block: &Block, lane: (usize, usize)) -> Markup {
        // What does not hold its time any more leaves room to book there.
        let (lane, of) = if block.holds == Holds::NoMore && lane.1 == 1 { (1, 2) } else { lane };
        let gone = if block.holds == Holds::NoMore { " is-gone" } else { "" };
        let short = match block.minutes {
            ..15 => " brief tiny",
            15..25 => " brief",
            25..45 => " half",
            45.. => "",
        };
        html! {
            a id={ "block-" (block.id) } href=(block.leads) hx-get=(block.leads) hx-target="#dialog" draggable="false"
                title={ (wording::clock(block.from)) " " (block.title) " · " (block.more) }
                class={ "block " (block.tone.class()) " " (self.span(block.start(), block.end())) " lane-" (lane) "-of-" (of) (short) (gone) }
                data-minutes-long=(block.minutes) data-start=(block.start())
                data-moves=[block.moves.as_ref().map(|(to, _)| to)] data-version=[block.moves.as_ref().map(|(_, version)| version)] {
                span.block-head {
                    @let clock = wording::clock(block.from);
                    @let (time, half) = clock.split_once(' ').unwrap_or((&clock, ""));
                    span.block-time { (time) span.sr-only { " " (half) } }
                    " " span.block-title { (block.title) }
                }
                " " span.block-rest {
                    (block.status)
                    @if !block.more.is_empty() { " " span.block-more { (block.more) } }
                    span.sr-only { ", " (block.minutes) " minutes" }
                }
            }
        }
    }
}

impl Render for DayGrid {
    fn render(&self) -> Markup {
        let pace = match self.pace {
            Pace::Usual => "pace-usual",
            Pace::Roomy => "pace-roomy",
        };
        let steps = (self.closes - self.opens) / STEP_MINUTES;
        html! {
            div class={ "day-grid " (pace) " steps-" (steps) } role="region" aria-label=(self.name) tabindex="0"
                data-day-grid data-opens=(self.opens) data-closes=(self.closes) data-slot=(self.slot) {
                (self.times())
                @for (at, column) in self.columns.iter().enumerate() { (self.column(at, column)) }
            }
        }
    }
}

/// For each block (sorted by start) its lane, and how many lanes its cluster of overlapping blocks has: 1, 2, 3, 4 or 6; beyond
/// six the last lane is shared.
fn lanes(blocks: &[&Block]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::with_capacity(blocks.len());
    let mut begin = 0;
    while begin < blocks.len() {
        let mut ends: Vec<i32> = Vec::new();
        let mut reach = i32::MIN;
        let mut end = begin;
        while end < blocks.len() && (end == begin || blocks[end].start() < reach) {
            let block = blocks[end];
            let lane = ends.iter().position(|lane_end| *lane_end <= block.start()).unwrap_or(ends.len());
            if lane == ends.len() {
                ends.push(block.end());
            } else {
                ends[lane] = block.end();
            }
            found.push((lane, 0));
            reach = reach.max(block.end());
            end += 1;
        }
        let of = if ends.len() >= 5 { 6 } else { ends.len() };
        for place in &mut found[begin..] {
            *place = (place.0.min(of - 1), of);
        }
        begin = end;
    }
    found
}

fn time_of(minute: i32) -> Time {
    let part = |number: i32| i8::try_from(number).unwrap_or(0);
    Time::new(part(minute / 60 % 24), part(minute % 60), 0, 0).unwrap_or(Time::midnight())
}

fn hour_of(hour: i32) -> i8 {
    i8::try_from(hour).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Closed, DayGrid, GridColumn};
    use super::lanes;
    use jiff::civil::{Time, time};
    use maud::Render;

    fn at(hour: i8, minute: i8) -> Time {
        time(hour, minute, 0, 0)
    }

    fn block(id: &str, from: Time, minutes: u16) -> Block {
        Block::new(id, from, minutes, format!("Patient {id}"), format!("/appointments/{id}"))
    }

    #[test]
    fn blocks_that_overlap_stand_side_by_side_and_others_keep_the_width() {
        let day =
            [block("a", at(9, 0), 30), block("b", at(9, 15), 30), block("c", at(9, 30), 15), block("d", at(10, 0), 15)];
        assert_eq!(lanes(&day.iter().collect::<Vec<_>>()), [(0, 2), (1, 2), (0, 2), (0, 1)]);
        let crowd: Vec<Block> = (0..8).map(|n| block(&n.to_string(), at(9, 0), 30)).collect();
        let found = lanes(&crowd.iter().collect::<Vec<_>>());
        assert_eq!((found[4], found[7]), ((4, 6), (5, 6)));
    }

    #[test]
    fn a_block_stands_at_its_time_for_its_length() {
        let page = DayGrid::new(
            "Day",
            at(8, 0),
            at(17, 0),
            vec![GridColumn::new("p1", "Dr. Okafor", vec![block("a", at(9, 30), 45)])],
        );
        let page = page.render().0;
        assert!(page.contains("at-18 for-9 lane-0-of-1"), "{page}");
        assert!(page.contains("steps-108"), "{page}");
    }

    #[test]
    fn free_times_are_those_with_nothing_booked_and_nobody_out() {
        let closed = vec![Closed { from: at(9, 30), minutes: 30, why: "Lunch".to_owned() }];
        let column = GridColumn::new("p1", "Dr. Okafor", vec![block("a", at(9, 0), 20)])
            .closed(closed)
            .books("/book?provider=p1");
        let page = DayGrid::new("Day", at(9, 0), at(11, 0), vec![column]).render().0;
        let free: Vec<&str> =
            page.split("hx-get=\"/book?provider=p1&amp;time=").skip(1).map(|rest| &rest[..5]).collect();
        assert_eq!(free, ["10:00", "10:15", "10:30", "10:45"]);
    }

    #[test]
    fn a_time_that_nobody_holds_any_more_can_be_booked() {
        let column = GridColumn::new("p1", "P", vec![block("a", at(9, 0), 15).gone()]).books("/book?provider=p1");
        let page = DayGrid::new("Day", at(9, 0), at(10, 0), vec![column]).render().0;
        assert!(page.contains("time=09:00"), "{page}");
        assert!(page.contains("lane-1-of-2 brief is-gone"), "{page}");
    }

    #[test]
    fn what_is_closed_outside_the_hours_of_the_grid_is_not_drawn() {
        let night = |from, minutes| Closed { from, minutes, why: String::new() };
        let column = GridColumn::new("p", "P", Vec::new()).closed(vec![night(at(0, 0), 480), night(at(17, 0), 420)]);
        let page = DayGrid::new("Day", at(8, 0), at(17, 0), vec![column]).render().0;
        assert!(!page.contains("grid-closed"), "{page}");
    }

    #[test]
    fn the_grid_grows_to_what_is_booked_outside_the_hours() {
        let early =
            DayGrid::new("Day", at(9, 0), at(11, 0), vec![GridColumn::new("p", "P", vec![block("a", at(7, 45), 30)])]);
        assert_eq!((early.opens, early.closes), (7 * 60, 11 * 60));
        let late =
            DayGrid::new("Day", at(9, 0), at(11, 0), vec![GridColumn::new("p", "P", vec![block("a", at(23, 50), 30)])]);
        assert_eq!((late.opens, late.closes), (9 * 60, 24 * 60));
    }
}
