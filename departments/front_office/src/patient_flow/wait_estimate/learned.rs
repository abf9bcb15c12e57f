//! What earlier visits taught: how long it takes to be ready, how long a provider takes, how far off estimates were.

use super::queue::Present;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

kernel::code!(
    /// A stage on the way to the provider.
    Stage {
        /// Came through the door.
        Arrived = "arrived",
        /// Checked in, and waiting to be called.
        CheckedIn = "checked_in",
        /// In a room.
        Roomed = "roomed",
        /// Ready for the provider.
        Ready = "ready",
        /// The provider is in the room.
        WithProvider = "with_provider",
    }
);

/// One visit that is over. Minutes are counted from any one moment, the same for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage<K> {
    /// Who saw the patient.
    pub provider: K,
    /// When each stage was entered; the first is the arrival.
    pub entered: Vec<(Stage, f64)>,
    /// When the provider was done.
    pub done: f64,
}

impl<K> Passage<K> {
    /// When a stage was entered.
    pub(super) fn at(&self, stage: Stage) -> Option<f64> {
        self.entered.iter().find(|(which, _)| *which == stage).map(|(_, at)| *at)
    }

    /// In which stage the patient was at a moment, and since when; nothing before the door and after the provider.
    pub(super) fn stood(&self, now: f64) -> Option<(Stage, f64)> {
        if now >= self.done {
            return None;
        }
        self.entered.iter().rev().find(|(_, at)| *at <= now).copied()
    }
}

/// What is usual in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Usual {
    /// Minutes from entering it until the patient is ready for the provider.
    pub ready_in: f64,
    /// Minutes from entering it until the provider comes: the plain average, without looking at the queue.
    pub wait: f64,
    /// Minutes by which estimates made on entering it were off, on average.
    pub error: f64,
}

/// Everything that was learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned<K: Ord> {
    /// By stage.
    pub stages: BTreeMap<Stage, Usual>,
    /// How long a provider takes, in minutes, as [`STEPS`] values from the shortest to the longest.
    pub takes: BTreeMap<K, Vec<f64>>,
    /// The same of all providers, for one who is new.
    pub all_take: Vec<f64>,
}

/// By how many values the durations of a provider are remembered.
pub(crate) const STEPS: usize = 40;
/// A provider with fewer visits is taken as all are.
const VISITS_MIN: usize = 20;
/// Fewer visits teach nothing.
const PASSAGES_MIN: usize = 50;
/// Stages in which a patient waits for the provider.
pub(super) const WAITING: [Stage; 4] = [Stage::Arrived, Stage::CheckedIn, Stage::Roomed, Stage::Ready];

impl<K: Ord + Clone> Learned<K> {
    /// Learns from visits; nothing, where there are too few. The errors are measured on the last third of them, with what the
    /// others taught.
    #[must_use]
    pub fn learn(passages: &[Passage<K>]) -> Option<Self> {
        let mut ordered: Vec<&Passage<K>> = passages.iter().filter(|passage| !passage.entered.is_empty()).collect();
        if ordered.len() < PASSAGES_MIN {
            return None;
        }
        ordered.sort_by(|a, b| a.entered[0].1.total_cmp(&b.entered[0].1));
        let cut = ordered.len() * 2 / 3;
        let errors = Self::plainly(&ordered[..cut]).errors(&ordered[cut..]);
        let mut learned = Self::plainly(&ordered);
        for (stage, usual) in &mut learned.stages {
            usual.error = errors.get(stage).map_or(usual.wait, |(estimated, _, count)| estimated / *count as f64);
        }
        Some(learned)
    }

    /// Without measuring errors.
    pub(super) fn plainly(passages: &[&Passage<K>]) -> Self {
        let mut takes: BTreeMap<K, Vec<f64>> = BTreeMap::new();
        let mut all = Vec::new();
        let mut sums: BTreeMap<Stage, (f64, f64, usize, usize)> = BTreeMap::new();
        for passage in passages {
            let Some(begun) = passage.at(Stage::WithProvider) else { continue };
            takes.entry(passage.provider.clone()).or_default().push(passage.done - begun);
            all.push(passage.done - begun);
            for stage in WAITING {
                let Some(at) = passage.at(stage) else { continue };
                let (ready, wait, readied, waited) = sums.entry(stage).or_default();
                if let Some(ready_at) = passage.at(Stage::Ready) {
                    *ready += ready_at - at;
                    *readied += 1;
                }
                *wait += begun - at;
                *waited += 1;
            }
        }
        let mean = |sum: f64, count: usize| if count == 0 { 0.0 } else { sum / count as f64 };
        let usual = |(ready, wait, readied, waited): (f64, f64, usize, usize)| Usual {
            ready_in: mean(ready, readied),
            wait: mean(wait, waited),
            error: 0.0,
        };
        takes.retain(|_, minutes| minutes.len() >= VISITS_MIN);
        Self {
            stages: sums.into_iter().map(|(stage, sums)| (stage, usual(sums))).collect(),
            takes: takes.into_iter().map(|(provider, minutes)| (provider, steps(minutes))).collect(),
            all_take: steps(all),
        }
    }

    /// By stage: how far the estimate and the plain average were off in sum, and how often, estimating each visit on entering
    /// each stage.
    pub(super) fn errors(&self, passages: &[&Passage<K>]) -> BTreeMap<Stage, (f64, f64, usize)> {
        let mut errors: BTreeMap<Stage, (f64, f64, usize)> = BTreeMap::new();
        for (at, passage) in passages.iter().enumerate() {
            let Some(begun) = passage.at(Stage::WithProvider) else { continue };
            for stage in WAITING {
                let Some(now) = passage.at(stage) else { continue };
                let mine =
                    Present { provider: passage.provider.clone(), arrived: passage.entered[0].1, stage, since: now };
                let near = &passages[at.saturating_sub(NEAR)..(at + NEAR).min(passages.len())];
                let others: Vec<Present<K>> = near
                    .iter()
                    .filter(|other| !std::ptr::eq(**other, *passage))
                    .filter_map(|other| Present::of(other, now))
                    .collect();
                let (Some(wait), Some(usual)) = (self.wait(now, &mine, &others), self.stages.get(&stage)) else {
                    continue;
                };
                let (estimated, plain, count) = errors.entry(stage).or_default();
                *estimated += (wait.minutes - (begun - now)).abs();
                *plain += (usual.wait - (begun - now)).abs();
                *count += 1;
            }
        }
        errors
    }

    /// What a trial finds: learned from the earlier three fifths of the visits, judged on the later two. By stage and in
    /// order of the way: how far off in sum the estimate and the plain average were, and of how many.
    #[must_use]
    pub fn trial(passages: &[Passage<K>]) -> Option<BTreeMap<Stage, (f64, f64, usize)>> {
        let mut ordered: Vec<&Passage<K>> = passages.iter().filter(|passage| !passage.entered.is_empty()).collect();
        if ordered.len() < PASSAGES_MIN {
            return None;
        }
        ordered.sort_by(|a, b| a.entered[0].1.total_cmp(&b.entered[0].1));
        let cut = ordered.len() * 3 / 5;
        Some(Self::plainly(&ordered[..cut]).errors(&ordered[cut..]))
    }
}

/// So many visits before and after one, by arrival, can be in the office with it.
const NEAR: usize = 120;

/// Durations as [`STEPS`] values that stand for as many equal parts of them.
fn steps(mut minutes: Vec<f64>) -> Vec<f64> {
    minutes.retain(|minutes| minutes.is_finite() && *minutes >= 0.0);
    minutes.sort_by(f64::total_cmp);
    if minutes.len() <= STEPS {
        return minutes;
    }
    let part = |step: usize| step * minutes.len() / STEPS;
    let mean = |step: usize| {
        let of = &minutes[part(step)..part(step + 1)];
        of.iter().sum::<f64>() / of.len() as f64
    };
    (0..STEPS).map(mean).collect()
}
