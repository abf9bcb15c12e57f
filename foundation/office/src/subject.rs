//! Subjects: whose record an act is about.

kernel::id!(
    /// A person with a chart.
    PatientId
);
kernel::id!(
    /// A place of the practice with an address and a zone.
    SiteId
);

/// Whose record is done something to, or looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One patient's.
    Patient(PatientId),
    /// One site's: its schedule, its board.
    Site(SiteId),
    /// The practice's as a whole.
    Office,
}

/// Says whose records an answer shows, so that the access can be written down (45 CFR 164.312(b), 2013).
pub trait Discloses {
    /// The patients shown, in any order, also more than once; empty where no patient is.
    fn patients(&self) -> Vec<PatientId>;
}

impl Discloses for () {
    fn patients(&self) -> Vec<PatientId> {
        Vec::new()
    }
}

impl<T: Discloses> Discloses for Option<T> {
    fn patients(&self) -> Vec<PatientId> {
        self.as_ref().map(T::patients).unwrap_or_default()
    }
}

impl<T: Discloses> Discloses for Vec<T> {
    fn patients(&self) -> Vec<PatientId> {
        let mut all: Vec<PatientId> = self.iter().flat_map(T::patients).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// An answer that shows no patient: rooms, visit types, free times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPatients<T>(pub T);

impl<T> Discloses for NoPatients<T> {
    fn patients(&self) -> Vec<PatientId> {
        Vec::new()
    }
}
