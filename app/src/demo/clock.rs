//! The demo's clock: it stands still while the year is made, and then goes on from the middle of a working morning, so that
//! there is always a half-done day to work in, at whatever hour somebody opens the demo.

use kernel::Moment;
use office::{Clock, SystemClock};
use std::sync::Mutex;
use std::time::Duration;

enum Hands {
    Still(Moment),
    /// So many microseconds from the machine's clock.
    Going(i64),
}

/// A clock that can be set, and let go.
pub struct DemoClock(Mutex<Hands>);

impl DemoClock {
    /// A clock that stands at this moment.
    pub const fn at(moment: Moment) -> Self {
        Self(Mutex::new(Hands::Still(moment)))
    }

    /// Sets it; it stands.
    pub fn set(&self, moment: Moment) {
        *self.0.lock().expect("nothing panics while it holds the clock") = Hands::Still(moment);
    }

    /// Lets it go on from where it stands.
    pub fn let_go(&self) {
        let ahead = self.now().micros() - SystemClock.now().micros();
        *self.0.lock().expect("nothing panics while it holds the clock") = Hands::Going(ahead);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Moment {
        match *self.0.lock().expect("nothing panics while it holds the clock") {
            Hands::Still(moment) => moment,
            Hands::Going(ahead) if ahead < 0 => SystemClock.now() - Duration::from_micros(ahead.unsigned_abs()),
            Hands::Going(ahead) => SystemClock.now() + Duration::from_micros(ahead.unsigned_abs()),
        }
    }
}
