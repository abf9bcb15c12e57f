//! The now list: one ranked list for one person, across arrivals, visits, calls, call-backs and what patients answered, each with the
//! reason for its place. What endangers somebody comes first, then what is overdue, then what is soon due; then the longest wait.

mod mail;
mod phone;
mod queue;
mod referrals;
mod visits;

use crate::patient_board::{BoardPage, PatientBoard};
use crate::people_shown::PeopleShown;
use crate::phone_desk::{CallsAnswer, CallsOfSite};
use communications::reminders::{AnswerId, answers_open};
use front_office::documents::Tray;
use front_office::patient_flow::{Status, VisitId};
use front_office::phone::{CallBackId, CallId};
use front_office::referrals::{InboundId, ReferralId};
use front_office::scheduling::AppointmentId;
use front_office::self_check_in::{SelfCheckInId, SelfCheckInsToReview};
use kernel::{Phi, Problem};
use office::policy::may;
use office::{Act, Actor, Discloses, PatientId, Permission, Query, Reader, Role, SiteId, Subject};
use registry::practice::{StaffId, staff_of_account};

/// Seeing what is to be done now.
pub const SEE_NOW: Act = Act::new("now_list.see", Permission::SeeSchedule);

/// Lines shown at most: whoever has more to do needs help, not a longer list.
pub const LINES_MAX: usize = 60;
/// Minutes of a day.
const DAY_MINUTES: i64 = 1_440;

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
    /// A visit that no nurse has looked at yet.
    Triage(VisitId),
    /// A visit of level 1, with whom no provider is yet.
    HelpAtOnce(VisitId),
    /// The first of those who wait for the next provider.
    TakeNext(VisitId),
    /// Somebody who has not come to their appointment.
    Late(AppointmentId),
    /// What a patient answered to a message, and somebody must act on.
    Answer(AnswerId),
    /// A referral to another office whose next step is overdue.
    Referral(ReferralId),
    /// A referral to us that waits for this person.
    ReferralIn(InboundId),
    /// What a patient entered, to be looked over.
    SelfCheckIn(SelfCheckInId),
    /// Documents that wait in a tray.
    Documents(Tray),
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
    /// The patients of the referrals and of what patients entered.
    pub others: PeopleShown,
    /// The staff record of whoever asks, if they see patients.
    pub me: Option<StaffId>,
}

impl Discloses for NowAnswer {
    fn patients(&self) -> Vec<PatientId> {
        let mut all = self.board.patients();
        all.extend(self.calls.iter().flat_map(Discloses::patients));
        all.extend(self.answering.ids());
        all.extend(self.others.ids());
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
            .filter(|visit| visits::is_mine(&who, me, visit))
            .map(|visit| visits::of_visit(&board, visit))
            .collect();
        lines.extend(queue::lines(&board, &who, me));
        if may(&who, Permission::CheckIn) {
            lines.extend(board.board.expected.iter().filter_map(|line| visits::of_late(line, now)));
        }
        if let Some(calls) = &calls {
            lines.extend(calls.open.iter().filter_map(|call| phone::of_call(&who, call, now)));
            lines.extend(
                calls
                    .owed
                    .iter()
                    .filter(|owed| phone::is_owed_by(&who, owed))
                    .map(|owed| phone::of_call_back(owed, now)),
            );
        }
        let reads = has(&who, &[Role::FrontDesk, Role::LeadAssistant]);
        let open = if reads { answers_open(read, self.site)? } else { Vec::new() };
        let answering = PeopleShown::of(read, open.iter().filter_map(|answer| answer.patient))?;
        lines.extend(open.iter().map(|answer| mail::of_answer(answer, now)));
        if may(&who, Permission::RegisterPeople) {
            let sent = SelfCheckInsToReview { site: self.site }.answer(read)?;
            lines.extend(sent.iter().map(|line| mail::of_self_check_in(line, now)));
        }
        if may(&who, Permission::SeeDocuments) {
            // Clinicians may file too, but matching is not what they are here for.
            lines.extend(mail::trays(read, may(&who, Permission::FileDocuments) && !sees_patients(&who))?);
        }
        lines.extend(referrals::referrals(read, self.site)?);
        lines.sort_by_key(|line| (line.pressing, std::cmp::Reverse(line.beyond_minutes)));
        lines.truncate(LINES_MAX);
        let other =
            |line: &&NowLine| matches!(line.task, Task::Referral(_) | Task::ReferralIn(_) | Task::SelfCheckIn(_));
        let others = PeopleShown::of(read, lines.iter().filter(other).filter_map(|line| line.patient))?;
        Ok(NowAnswer { lines, board, calls, answering, others, me })
    }
}

fn has(who: &Actor, roles: &[Role]) -> bool {
    who.roles().iter().any(|role| roles.contains(role))
}

fn sees_patients(who: &Actor) -> bool {
    has(who, &[Role::Physician, Role::NursePractitioner, Role::PhysicianAssistant])
}

fn hours(minutes: i64) -> String {
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h", minutes / 60) }
}

fn days(minutes: i64) -> String {
    match minutes / DAY_MINUTES {
        0 => hours(minutes),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}
