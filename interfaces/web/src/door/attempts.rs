//! Attempts: who typed wrong passwords, codes or tokens lately. Behind the account's own bar (see `office`) this one slows a
//! machine that tries many names from one address. Each door counts for itself: a switchboard with a wrong token keeps nobody
//! from signing in.

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

/// Where somebody tries to come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Door {
    /// Staff, by password.
    SignIn,
    /// A tablet, by a kiosk's code.
    Kiosk,
    /// A switchboard, by a line's token.
    Switchboard,
    /// A text gateway, by the token of its hook.
    TextGateway,
}

/// What was tried in vain, by door and address.
#[derive(Default)]
pub(crate) struct Attempts {
    by_address: Mutex<HashMap<(Door, IpAddr), Failures>>,
}

struct Failures {
    since: Moment,
    count: u32,
}

impl Attempts {
    /// Whether somebody at this address may try now.
    pub(crate) fn may_try(&self, door: Door, address: IpAddr, now: Moment) -> bool {
        let all = self.by_address.lock().expect("nothing panics while it holds the attempts");
        all.get(&(door, address)).is_none_or(|failures| {
            failures.count < FAILURES_PER_ADDRESS_MAX || now.minutes_since(failures.since) >= WINDOW_MINUTES
        })
    }

    /// Counts a wrong password.
    pub(crate) fn failed(&self, door: Door, address: IpAddr, now: Moment) {
        let mut all = self.by_address.lock().expect("nothing panics while it holds the attempts");
        if all.len() >= ADDRESSES_MAX {
            all.retain(|_, failures| now.minutes_since(failures.since) < WINDOW_MINUTES);
        }
        if all.len() >= ADDRESSES_MAX && !all.contains_key(&(door, address)) {
            return;
        }
        let failures = all.entry((door, address)).or_insert(Failures { since: now, count: 0 });
        if now.minutes_since(failures.since) >= WINDOW_MINUTES {
            *failures = Failures { since: now, count: 0 };
        }
        failures.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempts, Door, FAILURES_PER_ADDRESS_MAX, WINDOW_MINUTES};
    use kernel::Moment;
    use std::net::{IpAddr, Ipv4Addr};
    use std::time::Duration;

    #[test]
    fn an_address_waits_after_too_many_wrong_passwords_and_may_try_again_later() {
        let (attempts, desk) = (Attempts::default(), IpAddr::V4(Ipv4Addr::new(10, 0, 0, 7)));
        let other = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 8));
        let nine: Moment = "2026-11-21T09:00:00Z".parse().expect("a moment");
        for _ in 0..FAILURES_PER_ADDRESS_MAX {
            assert!(attempts.may_try(Door::Switchboard, desk, nine));
            attempts.failed(Door::Switchboard, desk, nine);
        }
        assert!(!attempts.may_try(Door::Switchboard, desk, nine));
        assert!(attempts.may_try(Door::Switchboard, other, nine));
        assert!(attempts.may_try(Door::SignIn, desk, nine), "the desk behind the same address signs in");
        let later = nine + Duration::from_secs(WINDOW_MINUTES.unsigned_abs() * 60);
        assert!(attempts.may_try(Door::Switchboard, desk, later));
    }
}
