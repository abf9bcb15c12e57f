//! How large the practice is that is measured.

/// The size of the seeded practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Its name on the command line.
    pub name: &'static str,
    /// Patients with charts.
    pub patients: u32,
    /// Appointments, nearly all of them past.
    pub appointments: u32,
    /// Journal entries.
    pub entries: u32,
    /// Sites.
    pub sites: u32,
    /// Providers at each site.
    pub providers_a_site: u32,
}

impl Scale {
    /// The scale of design.md.
    pub const FULL: Self = Self {
        name: "full",
        patients: 100_000,
        appointments: 1_000_000,
        entries: 10_000_000,
        sites: 4,
        providers_a_site: 10,
    };

    /// A fiftieth of it, to try the measuring itself.
    pub const SMALL: Self =
        Self { name: "small", patients: 2_000, appointments: 20_000, entries: 200_000, sites: 2, providers_a_site: 10 };

    /// The scale of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::FULL, Self::SMALL].into_iter().find(|scale| scale.name == name)
    }

    /// Providers of the whole practice.
    pub fn providers(self) -> u32 {
        self.sites * self.providers_a_site
    }
}
