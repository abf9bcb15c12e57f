//! The deeds of urgent care in a row of the board: triage, take, hand back, hand over.

use super::rows::{Around, moves};
use crate::kit::Button;
use front_office::patient_flow::{Status, VisitLine};
use office::Permission;

/// What comes first for somebody who waits for the next provider, with what would come next otherwise behind it. For everybody
/// else that stays first.
pub(super) fn first_of(around: &Around<'_>, line: &VisitLine, next: Option<Button>) -> (Option<Button>, Vec<Button>) {
    if line.provider.is_some() || !line.status.is_here() {
        return (next, Vec::new());
    }
    let first = if is_triaged(around, line) { take(around, line) } else { triage(around, line) };
    match first.or_else(|| take(around, line)) {
        Some(first) => (Some(first), next.into_iter().collect()),
        None => (next, Vec::new()),
    }
}

/// What else can be done with a visit at a site that keeps a queue.
pub(super) fn others(around: &Around<'_>, line: &VisitLine) -> Vec<Button> {
    let (at, who) = (format!("/visits/{}", line.visit), around.page.people.name(line.patient).into_revealed());
    let may_room = around.staff.may(Permission::RoomPatients);
    if !line.status.is_here() {
        return Vec::new();
    }
    let mut others = Vec::new();
    let waits = line.provider.is_none();
    if is_triaged(around, line) || !waits {
        others.extend(triage(around, line));
    } else if may_triage(around) {
        others.extend(take(around, line));
    }
    if may_room && around.page.board.care.on && !waits {
        if !matches!(line.status, Status::WithProvider | Status::CheckingOut) {
            others.push(moves(around, line, "Back to the queue", &format!("{at}/hand-back")).about(who.as_str()));
        }
        let over = format!("{at}/hand-over?version={}", line.version);
        others.push(Button::plain("Hand over").opens(over).about(who.as_str()));
    }
    others
}

fn is_triaged(around: &Around<'_>, line: &VisitLine) -> bool {
    around.page.board.triaged.contains_key(&line.visit)
}

fn may_triage(around: &Around<'_>) -> bool {
    around.staff.may(Permission::WriteChart) && around.page.board.care.on
}

fn triage(around: &Around<'_>, line: &VisitLine) -> Option<Button> {
    let words = if is_triaged(around, line) { "Triage again" } else { "Triage" };
    let who = around.page.people.name(line.patient).into_revealed();
    let button = Button::plain(words).opens(format!("/visits/{}/triage", line.visit)).about(who).row_key('t');
    may_triage(around).then_some(button)
}

fn take(around: &Around<'_>, line: &VisitLine) -> Option<Button> {
    let page = around.page;
    let is_first = page.board.queue.first().is_some_and(|first| first.visit == line.visit);
    let ahead = if is_first { "" } else { "&ahead=yes" };
    let me = page.me.map_or_else(String::new, |me| format!("&provider={me}"));
    let at = format!("/visits/{}/take?version={}{ahead}{me}", line.visit, line.version);
    let who = page.people.name(line.patient).into_revealed();
    let button = Button::plain("Take").opens(at).about(who).row_key('k');
    around.staff.may(Permission::RoomPatients).then_some(button)
}
