//! What can be chosen in a form that books: providers, kinds of visit and rooms of a site, and no patient.

use super::SEE_CHOICES;
use super::visit_types::{VisitType, visit_types};
use kernel::Problem;
use office::{Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::{Room, StaffLine, providers_at, rooms_of};

/// What can be chosen at a site.
#[derive(Clone, Copy, Debug)]
pub struct BookingChoices {
    /// Where.
    pub site: SiteId,
}

/// The choices of a form that books.
#[derive(Clone, Debug)]
pub struct ChoicesAnswer {
    /// Who sees patients there.
    pub providers: Vec<StaffLine>,
    /// The rooms that are open, in the order of the corridor.
    pub rooms: Vec<Room>,
    /// The kinds of visit that are offered, by name.
    pub visit_types: Vec<VisitType>,
}

impl Query for BookingChoices {
    const ACT: Act = SEE_CHOICES;
    type Answer = NoPatients<ChoicesAnswer>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let mut offered = visit_types(read)?;
        offered.retain(|kind| kind.active);
        Ok(NoPatients(ChoicesAnswer {
            providers: providers_at(read, self.site)?,
            rooms: rooms_of(read, self.site)?,
            visit_types: offered,
        }))
    }
}
