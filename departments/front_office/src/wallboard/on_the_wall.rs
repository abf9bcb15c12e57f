//! What hangs on the wall now.

use super::paces::{WallProvider, at_work, pace};
use super::settings::shows;
use super::{SEE_WALLBOARD, WallboardShows};
use crate::patient_flow::wait_estimate::{Wait, wait_of_queue, waits_of_next};
use crate::patient_flow::{BoardLines, Status, VisitId, VisitLine, board_lines};
use crate::secret::Secret;
use crate::self_check_in::{KioskPurpose, kiosk_of};
use kernel::{Moment, Problem};
use office::{Act, NoPatients, Query, Reader, Subject};
use registry::practice::{Site, provider_names, site};

/// Minutes for which somebody who was roomed is asked to come: then they are there.
const CALLED_MINUTES: i64 = 5;

/// What the screen that shows this secret shows.
#[derive(Clone, Debug)]
pub struct OnTheWall {
    /// What its cookie brought.
    pub screen: Secret,
}

/// Where a patient is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WallState {
    /// Nowhere: they are called.
    Waiting,
    /// To the desk.
    AtTheDesk,
    /// To this room, now.
    ComeTo(String),
}

/// Those who wait for whichever provider is free next: how long, not who and not how urgent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WallQueue {
    /// How many.
    pub waiting: usize,
    /// Minutes that the longest of them has waited.
    pub longest_minutes: i64,
    /// In how many minutes somebody who is checked in now is seen; nothing, while too little was learned.
    pub wait: Option<Wait>,
}

/// A visit, by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallCode {
    /// What the patient was told at check-in.
    pub code: String,
    /// Where they are to go.
    pub state: WallState,
}

/// What a wallboard shows: nothing that says who is here.
#[derive(Clone, Debug)]
pub struct WallboardSeen {
    /// Where, with the zone of its clock.
    pub site: Site,
    /// The present moment.
    pub now: Moment,
    /// What was chosen to be shown.
    pub shows: WallboardShows,
    /// How many wait to be called.
    pub waiting: usize,
    /// The providers of today, by name; empty, where that is not shown.
    pub providers: Vec<WallProvider>,
    /// Those who wait for the next provider; none where nobody does.
    pub queue: Option<WallQueue>,
    /// The visits: those who are called first, then by arrival; empty, where that is not shown.
    pub codes: Vec<WallCode>,
}

impl Query for OnTheWall {
    const ACT: Act = SEE_WALLBOARD;
    type Answer = NoPatients<WallboardSeen>;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(kiosk_of(read, &self.screen, KioskPurpose::Wallboard)?.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let screen = kiosk_of(read, &self.screen, KioskPurpose::Wallboard)?;
        let place = site(read, screen.site)?;
        let (now, day) = (read.now(), read.today(&place.zone));
        let shows = shows(read, screen.site)?;
        let board = board_lines(read, screen.site, day)?;
        let providers = if shows.providers { providers(read, &place, &board)? } else { Vec::new() };
        let queue = if shows.providers { queue(read, &place, &board)? } else { None };
        let codes = if shows.codes { codes(&board, now) } else { Vec::new() };
        let waiting = board.visits.iter().filter(|line| waits(line.status)).count();
        Ok(NoPatients(WallboardSeen { site: place, now, shows, waiting, providers, queue, codes }))
    }
}

const fn waits(status: Status) -> bool {
    matches!(status, Status::Arrived | Status::CheckingIn | Status::Waiting)
}

fn providers(read: &mut Reader<'_>, place: &Site, board: &BoardLines) -> Result<Vec<WallProvider>, Problem> {
    let names = provider_names(read)?;
    let at_work = at_work(board);
    let next = waits_of_next(read, place.id, &board.visits, at_work.iter().copied())?;
    let now = read.now();
    let mut all: Vec<WallProvider> = at_work
        .into_iter()
        .filter_map(|id| {
            let called = names.get(&id)?.clone();
            Some(WallProvider { called, pace: pace(board, id, now), wait: next.get(&id).copied() })
        })
        .collect();
    all.sort_by(|one, other| one.called.cmp(&other.called));
    Ok(all)
}

fn queue(read: &mut Reader<'_>, place: &Site, board: &BoardLines) -> Result<Option<WallQueue>, Problem> {
    let in_turn: Vec<VisitId> = board.queue.iter().map(|queued| queued.visit).collect();
    let waits = board.visits.iter().filter(|line| in_turn.contains(&line.visit));
    let Some(longest) = waits.map(|line| read.now().minutes_since(line.arrived_at)).max() else { return Ok(None) };
    let wait = wait_of_queue(read, place.id, &board.visits, &in_turn)?;
    Ok(Some(WallQueue { waiting: in_turn.len(), longest_minutes: longest.max(0), wait }))
}

fn codes(board: &BoardLines, now: Moment) -> Vec<WallCode> {
    let room = |line: &VisitLine| {
        let found = board.rooms.iter().find(|room| Some(room.room.id) == line.room);
        found.map(|room| room.room.name.clone())
    };
    let state = |line: &VisitLine| match line.status {
        Status::Arrived | Status::CheckingIn => Some(WallState::AtTheDesk),
        Status::Waiting => Some(WallState::Waiting),
        Status::Roomed if now.minutes_since(line.since) < CALLED_MINUTES => room(line).map(WallState::ComeTo),
        _ => None,
    };
    let shown = |line: &VisitLine| Some(WallCode { code: line.code.clone()?, state: state(line)? });
    let mut all: Vec<(bool, Moment, WallCode)> = board
        .visits
        .iter()
        .filter_map(|line| {
            let shown = shown(line)?;
            let called = matches!(shown.state, WallState::ComeTo(_));
            // Whoever was called last is called on top; whoever waits, by when they came.
            let at = if called { line.since } else { line.arrived_at };
            Some((!called, at, shown))
        })
        .collect();
    all.sort_by(|one, other| {
        one.0.cmp(&other.0).then_with(|| if one.0 { one.1.cmp(&other.1) } else { other.1.cmp(&one.1) })
    });
    all.into_iter().map(|(_, _, shown)| shown).collect()
}
