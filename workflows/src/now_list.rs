//! The now list: one ranked list for one person, across arrivals, visits, calls, call-backs and what patients answered, each with the
//! reason for its place. What endangers somebody comes first, then what is overdue, then what is soon due; then the longest wait.

use crate::patient_board::{BoardPage, PatientBoard};
use crate::people_shown::PeopleShown;
use crate::phone_desk::{CallsAnswer, CallsOfSite};
use communications::reminders::{Answer, AnswerId, answers_open};
use front_office::patient_flow::{NextToAct, Status, VisitId, VisitLine};
use front_office::phone::{Call, CallBack, CallBackId, CallId, Route, Urgency};
use front_office::referrals::inbound::{InboundLine, waiting_for};
use front_office::referrals::{InState, InboundId, ReferralId, ReferralLine, overdue_for};
use front_office::scheduling::{AppointmentId, ScheduleLine};
use kernel::{Moment, Phi, Problem};
use office::policy::may;
use office::{Act, Actor, Discloses, PatientId, Permission, Query, Reader, Role, SiteId, Subject};
use registry::practice::{StaffId, staff_of_account};

/// Seeing what is to be done now.
pub const SEE_NOW: Act = Act::new("now_list.see", Permission::SeeSchedule);

/// Lines shown at most: whoever has more to do needs help, not a longer list.
pub const LINES_MAX: usize = 60;
/// Minutes after the appointed time from which the desk looks where somebody is.
const LATE_MINUTES: i64 = 15;
/// Minutes before a call-back is due from which it is soon due.
const SOON_MINUTES: i64 = 30;

/// Minutes for which a call that nobody took is somebody's to call back: a day.
const MISSED_MINUTES: i64 = 24 * 60;

/// How pressing a line is, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressing {
    /// Somebody may be in danger, or is on the line.
    AtOnce,
    /// It should have been done.
    Overdue,
    /// It is long, or due within half an hour.
    Soon,
    /// In its turn.
    InTurn,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// A call that rings, or that this person talks on.
    Call(CallId),
    /// A call that is owed.
    CallBack(CallBackId),
    /// A visit in which this person acts next.
    Visit(VisitId, Status),
    /// Somebody who has not come to their appointment.
    Late(AppointmentId),
    /// What a patient answered to a reminder, and somebody must act on.
    Answer(AnswerId),
    /// A referral to another office whose next step is overdue.
    Referral(ReferralId),
    /// A referral to us that waits for this person.
    ReferralIn(InboundId),
}

/// One line: what is to be done, about whom, and why it stands where it stands.
#[derive(Clone, Debug)]
pub struct NowLine {
    /// What it is about.
    pub task: Task,
    /// Whom, if that is known.
    pub patient: Option<PatientId>,
    /// The caller's number, where nobody is known.
    pub number: Phi<String>,
    /// How pressing it is.
    pub pressing: Pressing,
    /// Minutes beyond its limit; below zero, how many are left. Within a degree, more come first.
    pub beyond_minutes: i64,
    /// Why it stands here, in words without names.
    pub because: String,
}

/// What a person is to do at a site now.
#[derive(Clone, Copy, Debug)]
pub struct NowList {
    /// Where.
    pub site: SiteId,
}

/// The list, with the pages that its lines are taken from.
#[derive(Clone, Debug)]
pub struct NowAnswer {
    /// The lines, the most pressing first.
    pub lines: Vec<NowLine>,
    /// The board of the site.
    pub board: BoardPage,
    /// The telephone of the site, for those who answer it.
    pub calls: Option<CallsAnswer>,
    /// Whose answers wait, for those who read them.
    pub answering: PeopleShown,
    /// The patients of the referrals in it.
    pub referred: PeopleShown,
    /// The staff record of whoever asks, if they see patients.
    pub me: Option<StaffId>,
}

impl Discloses for NowAnswer {
    fn patients(&self) -> Vec<PatientId> {
        let mut all = self.board.patients();
        all.extend(self.calls.iter().flat_map(Discloses::patients));
        all.extend(self.answering.ids());
        all.extend(self.referred.ids());
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Query for NowList {
    const ACT: Act = SEE_NOW;
    type Answer = NowAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<NowAnswer, Problem> {
        let board = PatientBoard { site: self.site }.answer(read)?;
        let answers = may(read.who(), Permission::AnswerPhone);
        let calls = if answers { Some(CallsOfSite { site: self.site }.answer(read)?) } else { None };
        let mine = if sees_patients(read.who()) { staff_of_account(read, read.who().account())? } else { None };
        let me = mine.filter(|line| line.scheduled).map(|line| line.id);
        let (who, now) = (read.who().clone(), read.now());
        let mut lines: Vec<NowLine> = board
            .board
            .visits
            .iter()
            .filter(|visit| is_mine(&who, me, visit))
            .map(|visit| of_visit(&board, visit))
            .collect();
        if may(&who, Permission::CheckIn) {
            lines.extend(board.board.expected.iter().filter_map(|line| of_late(line, now)));
        }
        if let Some(calls) = &calls {
            lines.extend(calls.open.iter().filter_map(|call| of_call(&who, call, now)));
            lines.extend(calls.owed.iter().filter(|owed| is_owed_by(&who, owed)).map(|owed| of_call_back(owed, now)));
        }
        let reads = has(&who, &[Role::FrontDesk, Role::LeadAssistant]);
        let open = if reads { answers_open(read, self.site)? } else { Vec::new() };
        let answering = PeopleShown::of(read, open.iter().filter_map(|answer| answer.patient))?;
        lines.extend(open.iter().map(|answer| of_answer(answer, now)));
        lines.extend(referrals(read, self.site)?);
        lines.sort_by_key(|line| (line.pressing, std::cmp::Reverse(line.beyond_minutes)));
        lines.truncate(LINES_MAX);
        let referral = |line: &&NowLine| matches!(line.task, Task::Referral(_) | Task::ReferralIn(_));
        let referred = PeopleShown::of(read, lines.iter().filter(referral).filter_map(|line| line.patient))?;
        Ok(NowAnswer { lines, board, calls, answering, referred, me })
    }
}

fn has(who: &Actor, roles: &[Role]) -> bool {
    who.roles().iter().any(|role| roles.contains(role))
}

fn sees_patients(who: &Actor) -> bool {
    has(who, &[Role::Physician, Role::NursePractitioner, Role::PhysicianAssistant])
}

fn is_mine(who: &Actor, me: Option<StaffId>, visit: &VisitLine) -> bool {
    match visit.status.next_to_act() {
        NextToAct::FrontDesk => may(who, Permission::CheckIn),
        NextToAct::MedicalAssistant => may(who, Permission::RoomPatients) && me.is_none(),
        NextToAct::Provider => me == Some(visit.provider),
        NextToAct::Nobody => false,
    }
}

fn of_visit(board: &BoardPage, visit: &VisitLine) -> NowLine {
    let limits = board.board.thresholds.of(visit.status);
    let minutes = board.now.minutes_since(visit.since);
    let (long, too_long) = (i64::from(limits.warn_minutes), i64::from(limits.alarm_minutes));
    let status = visit.status.title();
    let (pressing, because) = match minutes {
        _ if minutes >= too_long => {
            (Pressing::Overdue, format!("{status} for {minutes} min; too long from {too_long}"))
        }
        _ if minutes >= long => (Pressing::Soon, format!("{status} for {minutes} min; long from {long}")),
        _ => (Pressing::InTurn, format!("{status} for {minutes} min; long from {long}")),
    };
    NowLine {
        task: Task::Visit(visit.visit, visit.status),
        patient: Some(visit.patient),
        number: Phi::default(),
        pressing,
        beyond_minutes: minutes - too_long,
        because,
    }
}

fn of_late(line: &ScheduleLine, now: Moment) -> Option<NowLine> {
    let late = now.minutes_since(line.starts_at);
    (late >= LATE_MINUTES).then(|| NowLine {
        task: Task::Late(line.appointment),
        patient: Some(line.patient),
        number: Phi::default(),
        pressing: Pressing::Soon,
        beyond_minutes: late - LATE_MINUTES,
        because: format!("Expected {late} min ago and not here: call them, or mark the no-show"),
    })
}

fn of_call(who: &Actor, call: &Call, now: Moment) -> Option<NowLine> {
    let minutes = now.minutes_since(call.began_at);
    let (pressing, because) = match call.answered_by {
        None if call.rings(now) => (Pressing::AtOnce, "Rings now".to_owned()),
        // What was missed longer ago stands on the list of the telephone alone.
        None if minutes > MISSED_MINUTES => return None,
        None => (Pressing::Overdue, format!("Rang {minutes} min ago and nobody took it: call back")),
        Some(mine) if mine == who.account() => match call.urgency {
            Some(Urgency::Emergency | Urgency::Now) => {
                (Pressing::AtOnce, "Your call, urgent by the questions".to_owned())
            }
            _ => (Pressing::Soon, format!("Your call, open for {minutes} min")),
        },
        Some(_) => return None,
    };
    let (task, patient, number) = (Task::Call(call.id), call.patient, call.number.clone());
    Some(NowLine { task, patient, number, pressing, beyond_minutes: minutes, because })
}

/// Whether a call-back is this person's: they took it on, or nobody has and it goes to their role.
fn is_owed_by(who: &Actor, owed: &CallBack) -> bool {
    match owed.owner {
        Some(owner) => owner == who.account(),
        None => match owed.route {
            Route::Nurse | Route::EmergencyServices => {
                may(who, Permission::AdviseByPhone) || has(who, &[Role::LeadAssistant])
            }
            Route::Provider => sees_patients(who),
            Route::FrontDesk => has(who, &[Role::FrontDesk, Role::LeadAssistant]),
            Route::Billing => has(who, &[Role::Biller, Role::OfficeManager]),
        },
    }
}

fn of_call_back(owed: &CallBack, now: Moment) -> NowLine {
    let over = now.minutes_since(owed.due_at);
    let how = owed.urgency.title().to_lowercase();
    let (pressing, because) = match (owed.urgency, over) {
        (Urgency::Emergency | Urgency::Now, _) => (Pressing::AtOnce, format!("Call back: {how}, by the questions")),
        (_, 0..) => (Pressing::Overdue, format!("Call back, due {over} min ago ({how})")),
        (_, left) if -left <= SOON_MINUTES => (Pressing::Soon, format!("Call back, due in {} min ({how})", -left)),
        (_, left) => (Pressing::InTurn, format!("Call back, due in {} ({how})", hours(-left))),
    };
    NowLine {
        task: Task::CallBack(owed.id),
        patient: owed.patient,
        number: owed.number.clone(),
        pressing,
        beyond_minutes: over,
        because,
    }
}

/// Minutes within which an answer is read.
const READ_MINUTES: i64 = 60;
/// Minutes before the visit from which an answer presses.
const VISIT_NEAR_MINUTES: i64 = 24 * 60;

fn of_answer(answer: &Answer, now: Moment) -> NowLine {
    let over = now.minutes_since(answer.came_at) - READ_MINUTES;
    let near = answer.visit_at.is_some_and(|at| at.minutes_since(now) <= VISIT_NEAR_MINUTES);
    let what = format!("{}, {}", answer.meaning.title(), answer.came_by.title());
    let (pressing, because) = match (near, over) {
        (true, _) => (Pressing::Soon, format!("{what}: the visit is within a day")),
        (false, 0..) => (Pressing::Soon, format!("{what}, {} ago", hours(over + READ_MINUTES))),
        (false, _) => (Pressing::InTurn, what),
    };
    NowLine {
        task: Task::Answer(answer.id),
        patient: answer.patient,
        number: answer.number.clone(),
        pressing,
        beyond_minutes: over,
        because,
    }
}

fn hours(minutes: i64) -> String {
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h", minutes / 60) }
}

/// Referrals shown of each kind at most.
const REFERRALS_MAX: u32 = 20;
/// Minutes of a day.
const DAY_MINUTES: i64 = 1_440;

/// The overdue referrals that this person follows, and those to us that wait for what this person does.
fn referrals(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<NowLine>, Problem> {
    let (who, now) = (read.who().clone(), read.now());
    let mut lines = Vec::new();
    if may(&who, Permission::Refer) {
        let out = overdue_for(read, site, who.account(), now, REFERRALS_MAX)?;
        lines.extend(out.iter().map(|line| of_referral(line, now)));
        // The desk asks and books; the report back is everybody's who refers.
        let desk: &[InState] =
            if may(&who, Permission::CheckIn) { &[InState::MoreInfo, InState::Accepted] } else { &[] };
        for state in desk.iter().copied().chain([InState::Seen]) {
            let waiting = waiting_for(read, site, state, now, REFERRALS_MAX)?;
            lines.extend(waiting.iter().map(|line| of_inbound(line, now)));
        }
    }
    if may(&who, Permission::TriageReferrals) {
        // Whoever triages sees what comes before it is overdue.
        let soon = now.plus_minutes(3 * DAY_MINUTES);
        let waiting = waiting_for(read, site, InState::Received, soon, REFERRALS_MAX)?;
        lines.extend(waiting.iter().map(|line| of_inbound(line, now)));
    }
    Ok(lines)
}

fn of_referral(line: &ReferralLine, now: Moment) -> NowLine {
    let beyond = line.due_at.map_or(0, |due| now.minutes_since(due));
    let awaited = line.state.waits_for().map_or("", |awaited| awaited.title());
    NowLine {
        task: Task::Referral(line.id),
        patient: Some(line.patient),
        number: Phi::default(),
        pressing: Pressing::Overdue,
        beyond_minutes: weight(beyond),
        because: format!("{}; “{awaited}” was due {} ago", line.state.title(), days(beyond)),
    }
}

fn of_inbound(line: &InboundLine, now: Moment) -> NowLine {
    let beyond = line.due_at.map_or(0, |due| now.minutes_since(due));
    let (pressing, when) = match beyond {
        0.. => (Pressing::Overdue, format!("due {} ago", days(beyond))),
        _ if beyond > -DAY_MINUTES => (Pressing::Soon, format!("due in {}", days(-beyond))),
        _ => (Pressing::InTurn, format!("due in {}", days(-beyond))),
    };
    NowLine {
        task: Task::ReferralIn(line.id),
        patient: line.patient,
        number: line.told_phone.clone(),
        pressing,
        beyond_minutes: weight(beyond),
        because: format!("Referred to us, {}: {}, {when}", line.urgency.title().to_lowercase(), line.state.title()),
    }
}

/// A referral is late by days: one of them weighs as a minute of somebody who waits in the office.
const fn weight(beyond_minutes: i64) -> i64 {
    beyond_minutes / DAY_MINUTES
}

fn days(minutes: i64) -> String {
    match minutes / DAY_MINUTES {
        0 => hours(minutes),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}
