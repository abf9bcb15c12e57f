//! From the office's lines to the grid: blocks with the visit's present status, closed times, free times that book.

use crate::board;
use crate::kit::{Block, Closed, GridColumn, Icon, Pill, Tone};
use crate::reminders::mark_pill;
use crate::staff::Staff;
use communications::reminders::Mark;
use front_office::patient_flow::Status;
use front_office::scheduling::{Column, ScheduleLine, Standing};
use jiff::civil::Time;
use office::Permission;
use workflows::day_schedule::SchedulePage;

/// Minutes of a day.
const DAY: i64 = 1_440;
/// What is shown where nobody works: eight to five.
const USUAL: (i64, i64) = (480, 1_020);

/// A minute after midnight as a time of day; the last minute stands for midnight.
pub(crate) fn time_at(minute: i64) -> Time {
    let minute = minute.clamp(0, DAY - 1);
    let part = |number: i64| i8::try_from(number).unwrap_or(0);
    Time::new(part(minute / 60), part(minute % 60), 0, 0).unwrap_or(Time::midnight())
}

/// When the first opens and the last closes, over these columns.
pub(crate) fn hours(columns: &[Column]) -> (Time, Time) {
    let open = || columns.iter().flat_map(|column| &column.open);
    let first = open().map(|(from, _)| *from).min().unwrap_or(USUAL.0);
    let last = open().map(|(_, to)| *to).max().unwrap_or(USUAL.1);
    (time_at(first), time_at(last))
}

/// A column of the grid, with its lines.
pub(crate) fn column(staff: &Staff, page: &SchedulePage, column: &Column, title: &str, id: &str) -> GridColumn {
    let mine = |line: &&ScheduleLine| line.provider == column.provider && line.day == column.day;
    let lines: Vec<&ScheduleLine> = page.lines.iter().filter(mine).collect();
    let booked = lines.iter().filter(|line| line.standing.holds_time()).count();
    let blocks = lines.iter().filter(|line| line.standing != Standing::Cancelled).map(|line| block(staff, page, line));
    let mut grid = GridColumn::new(id, title, blocks.collect())
        .more(format!("{booked} booked"))
        .closed(closed(column, held(page, column)));
    if staff.may(Permission::Schedule) && column.day >= page.today {
        grid = grid.books(format!("/appointments/new?provider={}&day={}", column.provider, column.day));
    }
    grid
}

fn block(staff: &Staff, page: &SchedulePage, line: &ScheduleLine) -> Block {
    let from = line.starts_at.civil(&page.site.zone).time();
    let minutes = u16::try_from(line.ends_at.minutes_since(line.starts_at)).unwrap_or(15);
    let name = page.people.name(line.patient).into_revealed();
    let at = format!("/appointments/{}", line.appointment);
    let (tone, status) = marked(line, page.marks.get(&line.appointment).copied());
    let double = if line.double_reason.is_some() { " · double-booked" } else { "" };
    let mut block = Block::new(line.appointment.to_string(), from, minutes, name, at.as_str())
        .more(format!("{}{double}", line.visit_type_name))
        .status(tone, status);
    if line.standing == Standing::NoShow {
        block = block.gone();
    }
    if line.visit.is_none() && line.standing.holds_time() && staff.may(Permission::Schedule) {
        block = block.moves(format!("{at}/move"), line.version);
    }
    block
}

/// How it stands, with what the patient was reminded of and answered where nothing else is to be said.
pub(crate) fn marked(line: &ScheduleLine, mark: Option<Mark>) -> (Tone, Pill) {
    match mark {
        Some(mark) if line.visit.is_none() && line.standing.holds_time() => {
            mark_pill(mark, line.standing).unwrap_or_else(|| status(line))
        }
        _ => status(line),
    }
}

/// The visit's status once the patient came; before that, how the promise stands.
pub(crate) fn status(line: &ScheduleLine) -> (Tone, Pill) {
    match (&line.visit, line.standing) {
        (Some(seen), _) => (board::tone(seen.status), board::pill(seen.status)),
        (None, Standing::Booked) => (Tone::Quiet, Pill::new(Tone::Quiet, "Booked")),
        (None, Standing::Confirmed) => (Tone::Info, Pill::new(Tone::Info, "Confirmed").icon(Icon::Check)),
        (None, Standing::Cancelled) => (Tone::Quiet, Pill::new(Tone::Quiet, "Cancelled").icon(Icon::Close)),
        (None, Standing::NoShow) => (Tone::Bad, Pill::new(Tone::Bad, "No-show").icon(Icon::Close)),
    }
}

/// Whether nothing can be done about the appointment any more at the desk, because the patient has been here and gone.
pub(crate) const fn is_over(status: Status) -> bool {
    matches!(status, Status::Left | Status::LeftUnseen)
}

/// Times of the column that somebody holds for a caller now.
fn held(page: &SchedulePage, column: &Column) -> Vec<(i64, i64, String)> {
    let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    let mine = page.holds.iter().filter(|held| held.provider == column.provider);
    mine.filter_map(|held| {
        let begins = held.starts_at.civil(&page.site.zone);
        let from = minute(begins.time());
        let until = from + held.ends_at.minutes_since(held.starts_at);
        (column.day == begins.date().into()).then(|| (from, until, "Held for a caller".to_owned()))
    })
    .collect()
}

/// Everything that is not open, each stretch with its reason.
fn closed(column: &Column, mut shut: Vec<(i64, i64, String)>) -> Vec<Closed> {
    let mut open = column.open.clone();
    open.sort_unstable();
    let mut from = 0;
    for (opens, closes) in open {
        if opens > from {
            shut.push((from, opens, String::new()));
        }
        from = from.max(closes);
    }
    if from < DAY {
        shut.push((from, DAY, String::new()));
    }
    for closure in &column.closed {
        let why = if closure.note.is_empty() { closure.kind.title().to_owned() } else { closure.note.clone() };
        shut.push((closure.from_minute, closure.to_minute, why));
    }
    let stretch = |(from, to, why): (i64, i64, String)| Closed {
        from: time_at(from),
        minutes: u16::try_from(to - from).unwrap_or(0),
        why,
    };
    shut.into_iter().map(stretch).collect()
}
