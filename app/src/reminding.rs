//! Planning messages: soon after the office opens, then every few minutes, and at once when an appointment changes or a time is freed.

use kernel::Problem;
use office::{Actor, Office};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval, sleep};
use workflows::reminders::{DaysToPlan, PlanOffers, PlanRecalls, PlanReminders, SitesToPlan};

/// The first pages go before.
const AFTER_OPENING: Duration = Duration::from_secs(5);
const EVERY: Duration = Duration::from_secs(5 * 60);
/// Appointments that change together are planned together.
const TOGETHER: Duration = Duration::from_secs(3);

/// Plans until it is aborted.
pub async fn plan(office: Office) {
    let who = office.machine("reminders");
    sleep(AFTER_OPENING).await;
    let mut changes = office.live();
    let mut often = interval(EVERY);
    often.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let open = tokio::select! {
            _tick = often.tick() => true,
            open = changed(&mut changes) => open,
        };
        if !open {
            return;
        }
        match plan_all(&office, &who).await {
            Ok(0) => {}
            Ok(planned) => tracing::info!(planned, "reminders were planned"),
            Err(why) => tracing::warn!(code = why.code(), "reminders could not be planned"),
        }
    }
}

/// Waits until an appointment or a rule has changed; false when the office has closed.
async fn changed(changes: &mut tokio::sync::broadcast::Receiver<std::sync::Arc<office::Entry>>) -> bool {
    loop {
        let fact = match changes.recv().await {
            Ok(entry) => entry.fact.clone(),
            // Too much happened to hear all of it.
            Err(RecvError::Lagged(_)) => "appointment.".to_owned(),
            Err(RecvError::Closed) => return false,
        };
        let moves = ["appointment.booked", "appointment.double_booked", "appointment.moved", "appointment.cancelled"];
        let rules = fact.starts_with("reminder_rules.") || fact == "waitlist.offered";
        if fact == "appointment." || rules || fact == "appointment.restored" || moves.contains(&fact.as_str()) {
            sleep(TOGETHER).await;
            return true;
        }
    }
}

/// Plans every day as far ahead as the longest step reaches, and the offers and recalls of every site; says how many messages that
/// changed.
///
/// # Errors
/// Whatever the office says.
pub async fn plan_all(office: &Office, who: &Actor) -> Result<usize, Problem> {
    let mut planned = 0;
    for (site, day) in office.ask(who, DaysToPlan).await?.0 {
        planned += office.perform(who, PlanReminders { site, day }).await?;
    }
    for site in office.ask(who, SitesToPlan).await?.0 {
        planned += office.perform(who, PlanOffers { site }).await?;
        planned += office.perform(who, PlanRecalls { site }).await?;
    }
    Ok(planned)
}
