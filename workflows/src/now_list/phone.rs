//! Lines about the telephone: calls that ring or are open, and calls that are owed.

use super::{NowLine, Pressing, Task, has, hours, sees_patients};
use front_office::phone::{Call, CallBack, Route, Urgency};
use kernel::Moment;
use office::policy::may;
use office::{Actor, Permission, Role};

/// Minutes before a call-back is due from which it is soon due.
const SOON_MINUTES: i64 = 30;
/// Minutes for which a call that nobody took is somebody's to call back: a day.
const MISSED_MINUTES: i64 = 24 * 60;

pub(super) fn of_call(who: &Actor, call: &Call, now: Moment) -> Option<NowLine> {
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
pub(super) fn is_owed_by(who: &Actor, owed: &CallBack) -> bool {
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

pub(super) fn of_call_back(owed: &CallBack, now: Moment) -> NowLine {
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
