//! Learning from the practice's own history and looking for duplicates, soon after the office opens and then once a day.

use front_office::learning::{KeepLessons, LearnFromHistory};
use office::{Actor, Office};
use registry::people::duplicates::{NoteDuplicates, ScanForDuplicates};
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
        learn(&office, &who).await;
        look_for_duplicates(&office, &who).await;
        sleep(A_DAY).await;
    }
}

/// Keeps what the practice's history teaches. The long look is a question; only what was learned is written.
async fn learn(office: &Office, who: &Actor) {
    let learned = match office.ask(who, LearnFromHistory).await {
        Ok(lessons) => {
            let (appointments, visits) = (lessons.0.appointments, lessons.0.visits);
            office.perform(who, KeepLessons(lessons.0)).await.map(|()| (appointments, visits))
        }
        Err(why) => Err(why),
    };
    match learned {
        Ok((appointments, visits)) => tracing::info!(appointments, visits, "learned from the practice's history"),
        Err(why) => tracing::warn!(code = why.code(), "nothing was learned from the practice's history"),
    }
}

/// Puts pairs of charts that may be of one person on the list. The long look is a question; only the list is written.
async fn look_for_duplicates(office: &Office, who: &Actor) {
    let noted = match office.ask(who, ScanForDuplicates).await {
        Ok(found) => office.perform(who, NoteDuplicates { pairs: found.0 }).await,
        Err(why) => Err(why),
    };
    match noted {
        Ok(fresh) => tracing::info!(fresh, "looked for charts of one person"),
        Err(why) => tracing::warn!(code = why.code(), "charts of one person were not looked for"),
    }
}
