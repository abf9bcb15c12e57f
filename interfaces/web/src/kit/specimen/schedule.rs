//! Specimens of the schedule: a busy day, and a week.

use super::super::{
    Block, Button, Card, Closed, DayCell, DayGrid, GridColumn, Icon, Live, Notice, PageHead, Pill, Tab, Tabs, Tone,
    WeekSheet,
};
use super::{both, day as on};
use jiff::civil::{Time, time};
use maud::{Markup, html};

const NAMES: [&str; 12] = [
    "Ana Ruiz",
    "Maximiliana Guadalupe Hernández-Villanueva",
    "James O’Connor",
    "Li Wei",
    "Oluwaseun Adébáyò",
    "Katarzyna Wiśniewska-Brzęczyszczykiewicz",
    "Tom Hill",
    "Fatima al-Rashid",
    "D’Angelo Washington Jr.",
    "Nguyễn Thị Minh Khai",
    "Ruth Abramowitz",
    "Bo Li",
];
const TYPES: [&str; 5] = ["Follow-up", "New patient", "Annual physical", "Blood pressure", "Injection"];
const LENGTHS: [u16; 6] = [15, 30, 20, 45, 15, 10];

fn at(hour: i8, minute: i8) -> Time {
    time(hour, minute, 0, 0)
}

fn status(number: usize, start: i32) -> (Tone, Pill) {
    if start > 10 * 60 + 15 {
        return match number % 5 {
            0 => (Tone::Quiet, Pill::new(Tone::Quiet, "Confirmed").icon(Icon::Check)),
            3 => (Tone::Warn, Pill::new(Tone::Warn, "Not confirmed")),
            _ => (Tone::Quiet, Pill::new(Tone::Quiet, "Booked").icon(Icon::Calendar)),
        };
    }
    match number % 5 {
        0 => (Tone::Good, Pill::new(Tone::Good, "Left").icon(Icon::Exit)),
        1 => (Tone::Info, Pill::new(Tone::Info, "Arrived").icon(Icon::Door)),
        2 => (Tone::Busy, Pill::new(Tone::Busy, "With provider").icon(Icon::Stethoscope)),
        3 => (Tone::Quiet, Pill::new(Tone::Quiet, "No-show").icon(Icon::Close)),
        _ => (Tone::Info, Pill::new(Tone::Info, "In room 4").icon(Icon::Bed)),
    }
}

/// A column filled by counting, the same each time.
fn column(number: usize, name: &str, more: &str, dense: i32) -> GridColumn {
    let mut blocks = Vec::new();
    let mut minute = 8 * 60 + i32::try_from(number * 15 % 45).unwrap_or(0);
    let mut turn = number * 3;
    while minute < 16 * 60 + 30 {
        let length = LENGTHS[turn % LENGTHS.len()];
        let lunch = (11 * 60 + 45..13 * 60).contains(&minute);
        if !lunch {
            let (tone, pill) = status(turn, minute);
            let start = at(i8::try_from(minute / 60).unwrap_or(0), i8::try_from(minute % 60).unwrap_or(0));
            let id = format!("{number}-{minute}");
            let block = Block::new(&id, start, length, NAMES[turn % NAMES.len()], format!("/appointments/{id}"))
                .more(TYPES[turn % TYPES.len()])
                .status(tone, pill)
                .moves(format!("/appointments/{id}/move"), 3);
            let missed = turn % 5 == 3 && minute <= 10 * 60 + 15;
            blocks.push(if missed { block.gone() } else { block });
        }
        turn += 1;
        let gap = if turn.is_multiple_of(3) { dense } else { 0 };
        minute += (i32::from(length) + 14) / 15 * 15 + gap;
    }
    if number == 1 {
        blocks.push(
            Block::new("double", at(9, 15), 30, "Walk-in: Bo Li", "/appointments/double")
                .more("Permitted double-booking"),
        );
        blocks.push(Block::new("triple", at(9, 20), 15, "Ruth Abramowitz", "/appointments/triple").more("Injection"));
    }
    GridColumn::new(format!("p{number}"), name, blocks)
        .more(more)
        .closed(vec![
            Closed { from: at(12, 0), minutes: 60, why: "Lunch".to_owned() },
            Closed { from: at(16, 30), minutes: 30, why: "Not in".to_owned() },
        ])
        .books(format!("/book?provider=p{number}&day=2026-11-21"))
}

fn head(title: &str, more: &str) -> Markup {
    let head = PageHead::new(title)
        .more(more)
        .deed(Button::bare("Day before").icon(Icon::Back).goes("/schedule/2026-11-20").key('['))
        .deed(Button::plain("Today").goes("/schedule").key('t'))
        .deed(Button::bare("Day after").icon(Icon::Forward).goes("/schedule/2026-11-23").key(']'))
        .deed(Button::plain("First available").icon(Icon::Search).opens("/first-available").key('f'))
        .deed(Button::main("Book").icon(Icon::Plus).opens("/book").key('b'));
    let tabs = Tabs::new(
        "Views",
        vec![Tab::here("Day", "/schedule"), Tab::new("Week", "/schedule/week"), Tab::new("Rooms", "/schedule/rooms")],
    );
    both(head, tabs)
}

pub(super) fn day() -> Markup {
    let grid = DayGrid::new(
        "Schedule, Saturday, November 21, by provider",
        at(8, 0),
        at(17, 0),
        vec![
            column(0, "Dr. Chidi Okafor", "14 booked · Rooms 1, 2", 15),
            column(1, "Dr. Mary-Katherine Fitzgerald-Oyelaran", "11 booked · Room 3", 0),
            column(2, "Sam Park, NP", "12 booked · Room 4", 30),
            column(3, "Lena Brandt, PA", "9 booked · Room 5", 45),
            column(4, "Nurse visits", "10 booked", 0),
            column(5, "Procedure room", "4 booked", 60),
        ],
    )
    .now("*", at(10, 30));
    html! {
        (head("Schedule", "Saturday, November 21, 2026"))
        (Live::new("day", "/schedule/2026-11-21/grid", &["schedule"], grid))
    }
}

pub(super) fn week() -> Markup {
    let days = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"].map(on);
    let grid = DayGrid::new(
        "Dr. Okafor, week of November 16",
        at(8, 0),
        at(17, 0),
        days.iter()
            .enumerate()
            .map(|(number, day)| column(number, &super::super::wording::weekday(*day), "12 booked · 5 free", 15))
            .collect(),
    )
    .now("p2", at(10, 30));
    let cell = |booked, free| DayCell::In { booked, free, to: "/schedule/2026-11-16".to_owned() };
    let out = |why: &str| DayCell::Out(why.to_owned());
    let sheet = WeekSheet::new(days.to_vec(), on("2026-11-18"))
        .row("Dr. Chidi Okafor", vec![cell(18, 2), cell(20, 0), cell(12, 9), out("Hospital"), cell(4, 16)])
        .row(
            "Dr. Mary-Katherine Fitzgerald-Oyelaran",
            vec![cell(9, 11), cell(0, 20), out("Off"), out("Off"), cell(15, 3)],
        );
    html! {
        (head("Dr. Chidi Okafor", "Week of November 16, 2026"))
        (Notice::new(Tone::Info, "Thursday, November 26 is a holiday: the office is closed."))
        (Card::new("The week by provider", sheet).to_the_edge())
        (Live::new("week", "/schedule/week/grid", &["schedule"], grid))
    }
}
