//! The queue before a provider, walked patient by patient.

use super::learned::{Learned, Passage, Stage};

/// Somebody who is here.
#[derive(Clone, Debug, PartialEq)]
pub struct Present<K> {
    /// Whom they see.
    pub provider: K,
    /// When they came, in minutes.
    pub arrived: f64,
    /// Where they are on their way.
    pub stage: Stage,
    /// Since when.
    pub since: f64,
}

impl<K: Clone> Present<K> {
    /// Where somebody was at a moment of a visit that is over.
    pub(super) fn of(passage: &Passage<K>, now: f64) -> Option<Self> {
        let (stage, since) = passage.stood(now)?;
        Some(Self { provider: passage.provider.clone(), arrived: passage.entered[0].1, stage, since })
    }
}

/// An estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// Minutes until the provider comes.
    pub minutes: f64,
    /// Minutes by which such estimates were off, on average.
    pub error: f64,
}

/// Once somebody has been with the provider longer than anybody before, so many minutes more are expected.
const LONGER_THAN_EVER: f64 = 4.0;

impl<K: Ord + Clone> Learned<K> {
    /// In how many minutes the provider comes to `who`, with these others in the office. Nothing for somebody who is with the
    /// provider already, and in a stage of which nothing was learned.
    #[must_use]
    pub fn wait(&self, now: f64, who: &Present<K>, others: &[Present<K>]) -> Option<Wait> {
        if who.stage == Stage::WithProvider {
            return None;
        }
        let usual = self.stages.get(&who.stage)?;
        let takes = self.takes.get(&who.provider).unwrap_or(&self.all_take);
        let usually = takes.iter().sum::<f64>() / takes.len().max(1) as f64;
        let same = || others.iter().filter(|other| other.provider == who.provider);
        let busy = same().filter(|other| other.stage == Stage::WithProvider);
        let mut free = busy.map(|other| still(takes, now - other.since)).fold(0.0, f64::max);
        let mut ahead: Vec<&Present<K>> =
            same().filter(|other| other.stage != Stage::WithProvider && other.arrived < who.arrived).collect();
        ahead.sort_by(|a, b| a.arrived.total_cmp(&b.arrived));
        for other in ahead {
            free = free.max(self.ready_in(now, other)) + usually;
        }
        Some(Wait { minutes: free.max(self.ready_in(now, who)), error: usual.error })
    }

    /// Minutes until somebody is ready for the provider.
    fn ready_in(&self, now: f64, who: &Present<K>) -> f64 {
        let usual = self.stages.get(&who.stage).map_or(0.0, |usual| usual.ready_in);
        (usual - (now - who.since).max(0.0)).max(0.0)
    }
}

/// How much longer somebody stays with the provider who has been there so long: the mean of those who stayed longer.
fn still(takes: &[f64], elapsed: f64) -> f64 {
    let longer: Vec<f64> =
        takes.iter().filter(|minutes| **minutes > elapsed).map(|minutes| minutes - elapsed).collect();
    if longer.is_empty() { LONGER_THAN_EVER } else { longer.iter().sum::<f64>() / longer.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::{Present, still};
    use crate::patient_flow::wait_estimate::{Learned, Passage, Stage};

    /// Visits of ten minutes with the provider, ready five minutes after the door, one every twenty minutes.
    fn learned() -> Learned<u8> {
        let passage = |at: u32| {
            let came = f64::from(at) * 20.0;
            let entered = vec![(Stage::Arrived, came), (Stage::Ready, came + 5.0), (Stage::WithProvider, came + 5.0)];
            Passage { provider: 1, entered, done: came + 15.0 }
        };
        Learned::learn(&(0..60).map(passage).collect::<Vec<_>>()).expect("enough visits")
    }

    fn present(arrived: f64, stage: Stage, since: f64) -> Present<u8> {
        Present { provider: 1, arrived, stage, since }
    }

    #[test]
    fn nobody_ahead_means_ready_is_soon_enough() {
        let learned = learned();
        let wait = learned.wait(2.0, &present(0.0, Stage::Arrived, 0.0), &[]).expect("an estimate");
        assert!((wait.minutes - 3.0).abs() < 1e-9 && wait.error < 1e-9, "{wait:?}");
        assert_eq!(learned.wait(2.0, &present(0.0, Stage::WithProvider, 0.0), &[]), None);
    }

    #[test]
    fn those_ahead_each_take_their_time_and_those_of_another_provider_none() {
        let learned = learned();
        let who = present(4.0, Stage::Ready, 9.0);
        let busy = present(-9.0, Stage::WithProvider, 6.0);
        let ahead = present(1.0, Stage::Ready, 8.0);
        let behind = present(5.0, Stage::Ready, 8.0);
        let elsewhere = Present { provider: 2, ..present(0.0, Stage::WithProvider, 0.0) };
        let wait = learned.wait(10.0, &who, &[busy.clone(), ahead, behind, elsewhere]).expect("an estimate");
        assert!((wait.minutes - 16.0).abs() < 1e-9, "six left of the first, ten of the next: {wait:?}");
        let alone = learned.wait(10.0, &who, &[busy]).expect("an estimate");
        assert!((alone.minutes - 6.0).abs() < 1e-9, "{alone:?}");
    }

    #[test]
    fn the_longer_somebody_stays_the_less_is_known() {
        assert!((still(&[10.0, 20.0, 30.0], 0.0) - 20.0).abs() < 1e-9);
        assert!((still(&[10.0, 20.0, 30.0], 25.0) - 5.0).abs() < 1e-9);
        assert!((still(&[10.0], 50.0) - 4.0).abs() < 1e-9);
    }
}
