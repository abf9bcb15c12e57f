//! Attempts: who typed wrong passwords lately. Behind the account's own bar (see `office`) this one slows a machine that
//! tries many names from one address.

use kernel::Moment;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

/// Wrong passwords from one address within the window, after which it has to wait. A whole office may share an address.
pub(crate) const FAILURES_PER_ADDRESS_MAX: u32 = 30;
/// Minutes over which they are counted, and for which it waits.
pub(crate) const WINDOW_MINUTES: i64 = 5;
/// Addresses remembered at once.
const ADDRESSES_MAX: usize = 10_000;

/// Wrong passwords by address.
#[derive(Default)]
pub(crate) struct Attempts {
    by_address: Mutex<HashMap<IpAddr, Failures>>,
}

struct Failures {
    since: Moment,
    count: u32,
}

impl Attempts {
    /// Whether somebody at this address may try now.
    pub(crate) fn may_try(&self, address: IpAddr, now: Moment) -> bool {
        let all = self.by_address.lock().expect("nothing panics while it holds the attempts");
        all.get(&address).is_none_or(|failures| {
            failures.count < FAILURES_PER_ADDRESS_MAX || now.minutes_since(failures.since) >= WINDOW_MINUTES
        })
    }

    /// Counts a wrong password.
    pub(crate) fn failed(&self, address: IpAddr, now: Moment) {
        let mut all = self.by_address.lock().expect("nothing panics while it holds the attempts");
        if all.len() >= ADDRESSES_MAX {
            all.retain(|_, failures| now.minutes_since(failures.since) < WINDOW_MINUTES);
        }
        if all.len() >= ADDRESSES_MAX && !all.contains_key(&address) {
            return;
        }
        let failures = all.entry(address).or_insert(Failures { since: now, count: 0 });
        if now.minutes_since(failures.since) >= WINDOW_MINUTES {
            *failures = Failures { since: now, count: 0 };
        }
        failures.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempts, FAILURES_PER_ADDRESS_MAX, WINDOW_MINUTES};
    use kernel::Moment;
    use std::net::{IpAddr, Ipv4Addr};
    use std::time::Duration;

    #[test]
    fn an_address_waits_after_too_many_wrong_passwords_and_may_try_again_later() {
        let (attempts, desk) = (Attempts::default(), IpAddr::V4(Ipv4Addr::new(10, 0, 0, 7)));
        let other = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 8));
        let nine: Moment = "2026-11-21T09:00:00Z".parse().expect("a moment");
        for _ in 0..FAILURES_PER_ADDRESS_MAX {
            assert!(attempts.may_try(desk, nine));
            attempts.failed(desk, nine);
        }
        assert!(!attempts.may_try(desk, nine));
        assert!(attempts.may_try(other, nine));
        let later = nine + Duration::from_secs(WINDOW_MINUTES.unsigned_abs() * 60);
        assert!(attempts.may_try(desk, later));
    }
}
