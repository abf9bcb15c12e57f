//! Viewings: whose records somebody is being shown by a page that follows the record by itself, and since when that is
//! written down.
//!
//! A board that stands open all day looks at the record with every change. That somebody saw these patients there is one
//! viewing, not a thousand (docs/decisions/080). What is remembered here only ever leaves out an entry that would repeat one
//! that is durable and a quarter of an hour old at most; forgetting it writes an entry too many, never one too few.

use crate::act::Act;
use crate::actor::{AccountId, Actor};
use crate::subject::{PatientId, Subject};
use kernel::Moment;
use std::collections::HashMap;
use std::sync::Mutex;

/// Minutes for which an entry stands for what the same person is shown again in the same place. As long as an unattended
/// screen stays open before it locks: whoever looks longer is written down again.
pub const VIEWING_MINUTES: i64 = 15;

/// More places than this are not remembered; then all are forgotten, and written down anew.
const PLACES_MAX: usize = 4_000;

/// Who looks at what: the account, the act, and whose record the act is about.
type Place = (AccountId, &'static str, Subject);

/// What was written down, by place and patient.
#[derive(Default)]
pub(crate) struct Viewings(Mutex<HashMap<Place, HashMap<PatientId, Moment>>>);

impl Viewings {
    /// Those of `shown` for whom no entry of the last minutes stands.
    pub(crate) fn unwritten(
        &self,
        who: &Actor,
        act: Act,
        subject: Subject,
        shown: Vec<PatientId>,
        now: Moment,
    ) -> Vec<PatientId> {
        let places = self.0.lock().expect("nothing panics while it holds this");
        let Some(written) = places.get(&(who.account(), act.name, subject)) else {
            return shown;
        };
        let stands = |patient: &PatientId| {
            written.get(patient).is_some_and(|at| (0..VIEWING_MINUTES).contains(&now.minutes_since(*at)))
        };
        shown.into_iter().filter(|patient| !stands(patient)).collect()
    }

    /// Remembers an entry, once it is durable.
    pub(crate) fn written(&self, who: &Actor, act: Act, subject: Subject, shown: &[PatientId], now: Moment) {
        let mut places = self.0.lock().expect("nothing panics while it holds this");
        if places.len() >= PLACES_MAX {
            places.clear();
        }
        let written = places.entry((who.account(), act.name, subject)).or_default();
        written.retain(|_, at| (0..VIEWING_MINUTES).contains(&now.minutes_since(*at)));
        written.extend(shown.iter().map(|patient| (*patient, now)));
    }
}
