//! Lines about referrals: ours whose next step is overdue, and those to us that wait for what this person does.

use super::{DAY_MINUTES, NowLine, Pressing, Task, days};
use front_office::referrals::inbound::{InboundLine, waiting_for};
use front_office::referrals::{InState, ReferralLine, overdue_for};
use kernel::{Moment, Phi, Problem};
use office::policy::may;
use office::{Permission, Reader, SiteId};

/// Referrals shown of each kind at most.
const REFERRALS_MAX: u32 = 20;
/// The overdue referrals that this person follows, and those to us that wait for what this person does.
pub(super) fn referrals(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<NowLine>, Problem> {
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
