//! The live stream: tells an open page that something at one of its sites changed, never what or about whom.
//!
//! Each event is named for what follows it: `board`, `schedule` or `phone`. Its data is the site (`all` where it
//! belongs to none), its id the journal's place.
//! `refresh`, and each
//! topic with it, says: look at everything again; so it is at the start and when the page fell behind. `lock` says that the
//! session is locked.

use crate::desk::{Desk, Going};
use crate::self_check_in::kiosk::machine;
use crate::staff::Staff;
use axum::Router;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use front_office::self_check_in::Secret;
use front_office::wallboard::OnTheWall;
use futures_util::stream;
use kernel::Kind;
use office::{Activity, Actor, Entry, Outcome, SessionToken, SiteId, Sites, Standing};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often the stream says that it is still there, and looks whether the session still is.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Which pages follow which facts, by the first word of the fact's name.
const TOPICS: &[(&str, &[&str])] = &[
    ("visit", &["board", "schedule"]),
    ("check_in", &["board"]),
    ("call", &["phone"]),
    ("appointment", &["schedule", "board"]),
    ("schedule", &["schedule"]),
    ("room", &["board", "schedule"]),
    ("flow_threshold", &["board"]),
    ("urgent_care", &["board"]),
    ("wallboard", &["board"]),
    ("site", &["board", "schedule"]),
    // A name that was corrected is not to stand there stale. Corrections belong to no site, and are rare.
    ("patient", &["board", "schedule"]),
    ("alert", &["board", "schedule"]),
    ("visit_type", &["schedule"]),
    ("waitlist", &["calls", "board"]),
    ("rebooking", &["calls"]),
    ("recall", &["calls"]),
    ("message", &["calls", "schedule", "board"]),
    ("message_answer", &["calls", "schedule", "board"]),
    ("referral", &["referrals"]),
    ("document", &["mail"]),
    ("self_check_in", &["mail"]),
];

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/live", get(live))
}

/// Who follows: somebody at a desk, or a screen on the wall.
enum Watcher {
    Staff { who: Actor, token: SessionToken },
    Screen { site: SiteId, secret: Secret },
}

impl Watcher {
    /// Whether what happens there is theirs to hear of.
    fn is_of(&self, site: Option<SiteId>) -> bool {
        let Some(site) = site else { return true };
        match self {
            Self::Staff { who, .. } => match who.sites() {
                Sites::All => true,
                Sites::Some(mine) => mine.contains(&site),
            },
            Self::Screen { site: mine, .. } => *mine == site,
        }
    }

    /// Whether they follow what this event is about.
    fn follows(&self, topic: &str) -> bool {
        matches!(self, Self::Staff { .. }) || topic == "board"
    }
}

struct Listener {
    desk: Desk,
    watcher: Watcher,
    entries: Receiver<Arc<Entry>>,
    closing: watch::Receiver<Going>,
    beats: Interval,
    ready: VecDeque<Event>,
    end: Ending,
}

#[derive(PartialEq, Eq)]
enum Ending {
    NotYet,
    AfterTheRest,
}

async fn live(staff: Staff) -> Response {
    stream_for(&staff.desk, Watcher::Staff { who: staff.who.clone(), token: staff.token.clone() })
}

/// The stream of a screen on the wall of a site.
pub(crate) fn screen_stream(desk: &Desk, site: SiteId, secret: Secret) -> Response {
    stream_for(desk, Watcher::Screen { site, secret })
}

fn stream_for(desk: &Desk, watcher: Watcher) -> Response {
    let mut beats = interval(HEARTBEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beats.reset();
    let listener = Listener {
        entries: desk.office().live(),
        closing: desk.closing(),
        beats,
        desk: desk.clone(),
        watcher,
        ready: look_again().into(),
        end: Ending::NotYet,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let mut answer = Sse::new(events).into_response();
    // A proxy in front must not hold events back.
    answer.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    answer
}

impl Listener {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.end == Ending::AfterTheRest || *self.closing.borrow() == Going::Home {
                return None;
            }
            tokio::select! {
                entry = self.entries.recv() => match entry {
                    Ok(entry) => self.tell(&entry),
                    Err(RecvError::Lagged(_)) => self.ready.extend(look_again()),
                    Err(RecvError::Closed) => return None,
                },
                _changed = self.closing.changed() => {}
                _tick = self.beats.tick() => self.beat().await,
            }
        }
    }

    fn tell(&mut self, entry: &Entry) {
        if entry.outcome != Outcome::Done || !self.watcher.is_of(entry.site) {
            return;
        }
        let place = entry.site.map_or_else(|| "all".to_owned(), |site| site.to_string());
        for topic in topics(&entry.fact).iter().filter(|topic| self.watcher.follows(topic)) {
            let event = Event::default().event(topic).id(entry.cursor.seq.to_string()).data(&place);
            self.ready.push_back(event);
        }
    }

    async fn beat(&mut self) {
        let over = match &mut self.watcher {
            Watcher::Staff { who, token } => match self.desk.office().recognise(token, Activity::Page).await {
                Ok(Standing::Open(now)) => {
                    *who = now;
                    None
                }
                Ok(_) => Some(("lock", "locked")),
                // The database is busy: the next beat looks again.
                Err(_) => None,
            },
            Watcher::Screen { secret, .. } => {
                let seen =
                    self.desk.office().ask_again(&machine(&self.desk), OnTheWall { screen: secret.clone() }).await;
                // An ended screen looks once more, and is asked for a code.
                seen.is_err_and(|why| why.kind() == Kind::NotFound).then_some(("refresh", "all"))
            }
        };
        match over {
            None => self.ready.push_back(Event::default().comment("here")),
            Some((event, data)) => {
                self.ready.push_back(Event::default().event(event).data(data));
                self.end = Ending::AfterTheRest;
            }
        }
    }
}

/// Everything may have changed: `refresh`, and each topic once for parts that follow one only.
fn look_again() -> [Event; 3] {
    ["refresh", "board", "schedule"].map(|name| Event::default().event(name).data("all"))
}

/// What follows a fact of this name.
fn topics(fact: &str) -> &'static [&'static str] {
    let thing = fact.split('.').next().unwrap_or_default();
    TOPICS.iter().find(|(known, _)| *known == thing).map_or(&[], |(_, topics)| topics)
}

#[cfg(test)]
mod tests {
    use super::topics;

    #[test]
    fn board_and_schedule_follow_the_same_facts_of_a_visit() {
        assert_eq!(topics("visit.arrived"), ["board", "schedule"]);
        assert_eq!(topics("appointment.booked"), ["schedule", "board"]);
        assert!(topics("account.added").is_empty());
    }
}
