//! The rows of the board: one visit each, with the deed that comes next and the others behind it.

use super::Wanted;
use crate::kit::{BoardRow, Button, Icon, Minutes, Pill, Tone, wording};
use crate::staff::Staff;
use front_office::patient_flow::{Status, VisitLine};
use maud::{Markup, html};
use office::Permission;
use workflows::patient_board::BoardPage;

/// What every row needs.
pub(super) struct Around<'a> {
    pub staff: &'a Staff,
    pub page: &'a BoardPage,
    /// What of the board is shown.
    pub wanted: &'a Wanted,
    /// The address of the board as it is shown now.
    pub back: &'a str,
}

/// How urgent a status looks by itself; the minutes say whether it has become so.
pub(crate) const fn tone(status: Status) -> Tone {
    match status {
        Status::Arrived | Status::CheckingIn => Tone::Info,
        Status::Waiting | Status::ReadyForProvider => Tone::Warn,
        Status::Roomed | Status::WithProvider => Tone::Busy,
        Status::CheckingOut | Status::Left => Tone::Good,
        Status::LeftUnseen | Status::Mistaken => Tone::Quiet,
    }
}

/// A status, with its colour, icon and word.
pub(crate) fn pill(status: Status) -> Pill {
    let icon = match status {
        Status::Arrived => Icon::Person,
        Status::CheckingIn => Icon::Check,
        Status::Waiting | Status::ReadyForProvider => Icon::Clock,
        Status::Roomed | Status::WithProvider => Icon::Board,
        Status::CheckingOut | Status::Left => Icon::CheckCircle,
        Status::LeftUnseen | Status::Mistaken => Icon::Close,
    };
    Pill::new(tone(status), status.title()).icon(icon)
}

/// Minutes in a status, running, with the limits of the office.
pub(crate) fn since(page: &BoardPage, line: &VisitLine) -> Minutes {
    let limits = page.board.thresholds.of(line.status);
    Minutes::new(line.since, page.now, limits.warn_minutes, limits.alarm_minutes)
}

pub(super) fn board_row(around: &Around<'_>, line: &VisitLine) -> BoardRow {
    let page = around.page;
    let zone = &page.site.zone;
    let stay = page.board.limit_since_door(line);
    let level = page.board.triaged.get(&line.visit).filter(|_| line.status.is_here());
    let level = level.map_or_else(String::new, |triaged| format!(" · {}", triaged.level.title()));
    BoardRow {
        id: line.visit.to_string(),
        leads: format!("/visits/{}", line.visit),
        patient: page.people.name(line.patient).into_revealed(),
        detail: format!("{}{level}", detail(around, line)),
        appointment: line
            .appointed_for
            .map_or_else(|| "Walk-in".to_owned(), |at| wording::clock(at.civil(zone).time())),
        reason: line.visit_type_name.clone(),
        provider: page.labels.provider_or_next(line.provider).to_owned(),
        room: room_name(around, line).to_owned(),
        status: pill(line.status),
        in_status: since(page, line),
        in_all: match line.left_at {
            Some(left) => Minutes::over(line.arrived_at, left, stay.warn_minutes, stay.alarm_minutes),
            None => Minutes::new(line.arrived_at, page.now, stay.warn_minutes, stay.alarm_minutes),
        },
        next: with_wait(page, line),
        deeds: deeds(around, line),
    }
}

/// What tells this patient from another of the same name, and the code by which they are called.
pub(super) fn detail(around: &Around<'_>, line: &VisitLine) -> String {
    let Some(person) = around.page.people.get(line.patient) else { return String::new() };
    let born = *person.birth_day.reveal();
    let code = line.code.as_deref().filter(|_| line.status.is_here());
    let code = code.map_or_else(String::new, |code| format!(" · {code}"));
    format!("{} · {}{code}", wording::digits(born), wording::age(born, around.page.day))
}

/// In which room they are; nothing, where in none.
pub(super) fn room_name<'a>(around: &Around<'a>, line: &VisitLine) -> &'a str {
    let room = line.room.and_then(|id| around.page.board.rooms.iter().find(|room| room.room.id == id));
    room.map_or("", |room| room.room.name.as_str())
}

/// Who acts next, and in how many minutes the provider comes, as far as that was learned.
fn with_wait(page: &BoardPage, line: &VisitLine) -> String {
    let next = next_to_act(line);
    match page.board.waits.get(&line.visit) {
        Some(wait) => format!("{next} · {}", wording::about_minutes(wait.minutes, wait.error)),
        None => next,
    }
}

fn next_to_act(line: &VisitLine) -> String {
    let open = 5_usize.saturating_sub(line.ticks_done);
    match line.status {
        Status::Arrived | Status::CheckingIn if open > 0 => {
            format!("{} · {} of 5 ticks", line.status.next_to_act().title(), line.ticks_done)
        }
        status if status.is_in_room() && open > 0 => format!("{} · check-in open", status.next_to_act().title()),
        status => status.next_to_act().title().to_owned(),
    }
}

/// The deed that usually comes next, as a button; the others in a menu behind it.
pub(super) fn deeds(around: &Around<'_>, line: &VisitLine) -> Markup {
    let (staff, at) = (around.staff, format!("/visits/{}", line.visit));
    let may_room = staff.may(Permission::RoomPatients);
    let who = around.page.people.name(line.patient).into_revealed();
    let advance = |words: &str, to: Status| {
        moves(around, line, words, &format!("{at}/status")).with("to", to.word()).about(who.as_str())
    };
    let room = |words: &str| {
        Button::plain(words)
            .opens(format!("{at}/room?version={}&back={}", line.version, plain(around.back)))
            .about(who.as_str())
            .row_key('r')
    };
    let next = match line.status {
        Status::Arrived | Status::CheckingIn if staff.may(Permission::CheckIn) => {
            Some(Button::plain("Check in").goes(format!("{at}/check-in")).about(who.as_str()))
        }
        Status::Waiting if may_room => Some(room("Room")),
        Status::Roomed if may_room => Some(advance("Ready for provider", Status::ReadyForProvider)),
        Status::ReadyForProvider if may_room && line.provider.is_some() => {
            Some(advance("With provider", Status::WithProvider))
        }
        Status::WithProvider if may_room => Some(advance("To check-out", Status::CheckingOut)),
        Status::CheckingOut if staff.may(Permission::CheckIn) => {
            Some(Button::plain("Check out").goes(format!("{at}/check-out")).about(who.as_str()))
        }
        _ => None,
    };
    let (next, mut others) = super::urgent::first_of(around, line, next);
    if may_room && matches!(line.status, Status::Arrived | Status::CheckingIn) {
        others.push(room("Room at once"));
    }
    if may_room && line.status.is_in_room() {
        others.push(room("Another room"));
    }
    if may_room && line.status == Status::Roomed && line.provider.is_some() {
        others.push(advance("With provider", Status::WithProvider));
    }
    if may_room && line.status.is_here() && line.status.can_become(Status::LeftUnseen) {
        others.push(moves(around, line, "Left without being seen", &format!("{at}/left-unseen")).about(who.as_str()));
    }
    others.extend(super::urgent::others(around, line));
    if may_room {
        others.push(
            moves(around, line, "Undo the last status", &format!("{at}/undo"))
                .icon(Icon::Undo)
                .about(who.as_str())
                .row_key('u'),
        );
    }
    others.push(Button::bare("Open the chart").goes(format!("/patients/{}", line.patient)).about(who.as_str()));
    html! {
        div.row-deeds {
            @if let Some(next) = next { (next) }
            details.menu data-menu {
                summary.button.bare { (Icon::More) span.sr-only { "More for " (who) } }
                div.menu-list { @for other in &others { (other) } }
            }
        }
    }
}

/// A button that posts a step of this visit and shows the board as it is then.
pub(super) fn moves(around: &Around<'_>, line: &VisitLine, words: &str, to: &str) -> Button {
    Button::plain(words)
        .posts(to, &around.staff.seal())
        .with("version", line.version.to_string())
        .with("back", around.back)
        .swaps("#board")
}

/// An address as the value of a query.
fn plain(address: &str) -> String {
    address.replace('?', "%3F").replace('&', "%26").replace('=', "%3D")
}
