//! Learning from the practice's own history, soon after the office opens and then once a day.

use front_office::learning::LearnFromHistory;
use office::Office;
use std::time::Duration;
use tokio::time::sleep;

/// The first pages go before.
const AFTER_OPENING: Duration = Duration::from_secs(20);
const A_DAY: Duration = Duration::from_secs(24 * 3600);

/// Learns, day after day, until it is aborted.
pub async fn daily(office: Office) {
    let who = office.machine("learning");
    sleep(AFTER_OPENING).await;
    loop {
        match office.perform(&who, LearnFromHistory).await {
            Ok(learnt) => tracing::info!(learnt.appointments, learnt.visits, "learned from the practice's history"),
            Err(why) => tracing::warn!(code = why.code(), "nothing was learned from the practice's history"),
        }
        sleep(A_DAY).await;
    }
}
