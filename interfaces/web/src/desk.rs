//! The desk: what every handler has at hand. Cheap to clone.

use kernel::{Moment, Problem, RawId};
use office::{AccountId, Actor, Office, SiteId};
use registry::practice::{Room, Site, SitesOfPractice, StaffOfPractice};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

use crate::door::Attempts;

/// How the browser reaches us, which decides about the cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Over TLS, here or at a proxy in front: the cookie is `Secure` and bound to the host.
    Https,
    /// Plainly, on the machine itself or in a network that is trusted.
    Http,
}

impl Transport {
    /// How addresses of this office begin.
    pub(crate) const fn scheme(self) -> &'static str {
        match self {
            Self::Https => "https",
            Self::Http => "http",
        }
    }
}

/// Requests that are worked on at once; more are told to come back.
const AT_ONCE_MAX: usize = 512;
/// How long it is remembered at which sites somebody works.
const SITES_KEPT: Duration = Duration::from_secs(10);
/// People whose sites are remembered.
const SITES_KEPT_MAX: usize = 5_000;

/// The sites where somebody works, with their rooms.
pub(crate) type SitesAndRooms = Arc<Workplaces>;

/// The sites where somebody works.
pub(crate) struct Workplaces {
    /// Each with its rooms, by name.
    pub(crate) sites: Vec<(Site, Vec<Room>)>,
    /// The first one of their staff record: where they are unless they say otherwise.
    pub(crate) usual: Option<SiteId>,
}

impl std::ops::Deref for Workplaces {
    type Target = [(Site, Vec<Room>)];
    fn deref(&self) -> &Self::Target {
        &self.sites
    }
}

/// What every handler has at hand.
#[derive(Clone)]
pub struct Desk {
    office: Office,
    inner: Arc<Inner>,
}

struct Inner {
    transport: Transport,
    public_address: Option<String>,
    founded: AtomicBool,
    sites: Mutex<HashMap<AccountId, (Moment, SitesAndRooms)>>,
    attempts: Attempts,
    places: Arc<Semaphore>,
    closing: watch::Sender<Going>,
}

/// Whether the desk is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Going {
    On,
    Home,
}

impl Desk {
    /// A desk of this office.
    #[must_use]
    pub fn new(office: Office, transport: Transport) -> Self {
        Self::reached_at(office, transport, None)
    }

    /// A desk of this office, whose pages patients reach at this address: `https://moa.example.org`.
    #[must_use]
    pub fn reached_at(office: Office, transport: Transport, public_address: Option<String>) -> Self {
        let inner = Inner {
            transport,
            public_address,
            founded: AtomicBool::new(false),
            sites: Mutex::default(),
            attempts: Attempts::default(),
            places: Arc::new(Semaphore::new(AT_ONCE_MAX)),
            closing: watch::Sender::new(Going::On),
        };
        Self { office, inner: Arc::new(inner) }
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Ends the live streams, so that a closing server need not wait for them.
    pub fn close(&self) {
        self.inner.closing.send_replace(Going::Home);
    }

    pub(crate) fn closing(&self) -> watch::Receiver<Going> {
        self.inner.closing.subscribe()
    }

    pub(crate) fn transport(&self) -> Transport {
        self.inner.transport
    }

    /// How addresses begin that patients are given, as far as it was said at the start.
    pub(crate) fn public_address(&self) -> Option<&str> {
        self.inner.public_address.as_deref()
    }

    pub(crate) fn attempts(&self) -> &Attempts {
        &self.inner.attempts
    }

    pub(crate) fn places(&self) -> Arc<Semaphore> {
        self.inner.places.clone()
    }

    /// A fresh request id for a form.
    pub(crate) fn request_id(&self) -> RawId {
        self.office.fresh_id()
    }

    /// Whether the practice was founded: if not, the browser is led to the first day.
    pub(crate) async fn is_founded(&self) -> Result<bool, Problem> {
        if self.inner.founded.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let setup = self.office.machine("setup");
        let founded = self.office.ask(&setup, workflows::first_day::IsFounded).await?.0;
        self.inner.founded.store(founded, Ordering::Relaxed);
        Ok(founded)
    }

    /// The sites where somebody works, with their rooms, as they were at most ten seconds ago.
    pub(crate) async fn sites(&self, who: &Actor) -> Result<SitesAndRooms, Problem> {
        let now = self.office.now();
        if let Some((at, sites)) = self.kept_sites().get(&who.account())
            && now < *at + SITES_KEPT
        {
            return Ok(sites.clone());
        }
        let sites = self.office.ask(who, SitesOfPractice).await?.0;
        let staff = self.office.ask(who, StaffOfPractice).await?.0;
        let record = staff.into_iter().find(|line| line.account == Some(who.account()));
        let usual = record.and_then(|line| line.sites.first().copied());
        let sites = Arc::new(Workplaces { sites, usual });
        let mut kept = self.kept_sites();
        if kept.len() >= SITES_KEPT_MAX {
            kept.clear();
        }
        kept.insert(who.account(), (now, sites.clone()));
        Ok(sites)
    }

    /// Forgets the sites, because they have just changed.
    pub(crate) fn forget_sites(&self) {
        self.kept_sites().clear();
    }

    fn kept_sites(&self) -> MutexGuard<'_, HashMap<AccountId, (Moment, SitesAndRooms)>> {
        self.inner.sites.lock().expect("nothing panics while it holds the sites")
    }
}
