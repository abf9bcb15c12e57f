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
        let free = self.free_in(now, &who.provider, who.arrived, others);
        Some(Wait { minutes: free.max(self.ready_in(now, who)), error: usual.error })
    }

    /// In how many minutes a provider comes to each of these, who have none yet and stand in this order: whichever of the
    /// providers is free first takes the next. The errors are those of patients with a provider of their own.
    #[must_use]
    pub fn waits_of_queue(
        &self,
        now: f64,
        queue: &[Present<()>],
        providers: &[K],
        others: &[Present<K>],
    ) -> Vec<Option<Wait>> {
        let free = |provider: &K| (self.free_in(now, provider, f64::INFINITY, others), self.usually(provider));
        let mut free: Vec<(f64, f64)> = providers.iter().map(free).collect();
        let wait = |who: &Present<()>| {
            let usual = self.stages.get(&who.stage)?;
            let (free_in, takes) = free.iter_mut().min_by(|a, b| a.0.total_cmp(&b.0))?;
            let minutes = free_in.max(self.ready_in(now, who));
            *free_in = minutes + *takes;
            Some(Wait { minutes, error: usual.error })
        };
        queue.iter().map(wait).collect()
    }

    fn takes(&self, provider: &K) -> &[f64] {
        self.takes.get(provider).unwrap_or(&self.all_take)
    }

    /// How many minutes a provider takes on average.
    fn usually(&self, provider: &K) -> f64 {
        let takes = self.takes(provider);
        takes.iter().sum::<f64>() / takes.len().max(1) as f64
    }

    /// Minutes until a provider is done with whoever came before this moment.
    fn free_in(&self, now: f64, provider: &K, before: f64, others: &[Present<K>]) -> f64 {
        let (takes, usually) = (self.takes(provider), self.usually(provider));
        let same = || others.iter().filter(|other| other.provider == *provider);
        let busy = same().filter(|other| other.stage == Stage::WithProvider);
        let mut free = busy.map(|other| still(takes, now - other.since)).fold(0.0, f64::max);
        let mut ahead: Vec<&Present<K>> =
            same().filter(|other| other.stage != Stage::WithProvider && other.arrived < before).collect();
        ahead.sort_by(|a, b| a.arrived.total_cmp(&b.arrived));
        for other in ahead {
            free = free.max(self.ready_in(now, other)) + usually;
        }
        free
    }

    /// Minutes until somebody is ready for the provider.
    fn ready_in<P>(&self, now: f64, who: &Present<P>) -> f64 {
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
    fn whichever_provider_is_free_first_takes_the_next_of_the_queue() {
        let learned = learned();
        let waits = |provider: &[u8], others: &[Present<u8>]| -> Vec<Option<f64>> {
            let one = |arrived: f64| Present { provider: (), arrived, stage: Stage::Ready, since: arrived };
            let all = learned.waits_of_queue(10.0, &[one(1.0), one(2.0), one(3.0)], provider, others);
            all.into_iter().map(|wait| Some(wait?.minutes)).collect()
        };
        let busy = present(-9.0, Stage::WithProvider, 6.0);
        assert_eq!(waits(&[1, 2], &[busy]), [Some(0.0), Some(6.0), Some(10.0)], "the second is free, the first in six");
        assert_eq!(waits(&[2], &[]), [Some(0.0), Some(10.0), Some(20.0)]);
        assert_eq!(waits(&[], &[]), [None, None, None], "nobody is at work");
    }

    #[test]
    fn the_longer_somebody_stays_the_less_is_known() {
        assert!((still(&[10.0, 20.0, 30.0], 0.0) - 20.0).abs() < 1e-9);
        assert!((still(&[10.0, 20.0, 30.0], 25.0) - 5.0).abs() < 1e-9);
        assert!((still(&[10.0], 50.0) - 4.0).abs() < 1e-9);
    }
}
