//! What providers and sites are called, and in which zone a site keeps its time: everything but patients.

use jiff::tz::TimeZone;
use kernel::Problem;
use office::{Reader, SiteId};
use registry::practice::{Site, StaffId, provider_names, sites};
use std::collections::HashMap;

/// Names for the ids in a list of appointments or visits.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    providers: HashMap<StaffId, String>,
    sites: HashMap<SiteId, Site>,
}

impl Labels {
    /// The names of all providers and of these sites.
    ///
    /// # Errors
    /// Not found, when there is no such site.
    pub fn of(read: &mut Reader<'_>, sites: impl Iterator<Item = SiteId>) -> Result<Self, Problem> {
        let providers = provider_names(read)?;
        Ok(Self { providers, ..Self::of_sites(read, sites)? })
    }

    pub(super) fn of_sites(read: &mut Reader<'_>, of: impl Iterator<Item = SiteId>) -> Result<Self, Problem> {
        let found = sites(read, &of.collect())?;
        Ok(Self { providers: HashMap::new(), sites: found.into_iter().map(|site| (site.id, site)).collect() })
    }

    /// What the provider is called: `Dr. Okafor`.
    #[must_use]
    pub fn provider(&self, id: StaffId) -> &str {
        self.providers.get(&id).map_or("a former provider", String::as_str)
    }

    /// What the provider of a visit is called; where there is none yet, whoever is free next.
    #[must_use]
    pub fn provider_or_next(&self, id: Option<StaffId>) -> &str {
        id.map_or("Next provider", |id| self.provider(id))
    }

    /// What the site is called.
    #[must_use]
    pub fn site(&self, id: SiteId) -> &str {
        self.sites.get(&id).map_or("another site", |site| &site.name)
    }

    /// The zone in which the site keeps its time.
    #[must_use]
    pub fn zone(&self, id: SiteId) -> TimeZone {
        self.sites.get(&id).map_or(TimeZone::UTC, |site| site.zone.clone())
    }
}
