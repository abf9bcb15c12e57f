//! Whom to call: the waitlist with its offers, what is to be booked again, and recalls, each with names and telephone numbers.

use crate::people_shown::PeopleShown;
use front_office::follow_up::{
    OfferLine, RebookingLine, RecallLine, RecallRule, SEE_FOLLOW_UP, WaitlistLine, offers_at, rebookings_at,
    recall_rules, recalls_due, waiting_at,
};
use front_office::scheduling::{Labels, VisitType, visit_types};
use kernel::{Day, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::practice::{Site, site};

/// The frame that the three lists share.
#[derive(Clone, Debug)]
pub struct CallList {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// Today there.
    pub today: Day,
    /// The patients.
    pub people: PeopleShown,
    /// What providers and sites are called.
    pub labels: Labels,
    /// What visit types are called.
    pub visit_types: Vec<VisitType>,
}

impl CallList {
    fn of(read: &mut Reader<'_>, place: Site, patients: impl Iterator<Item = PatientId>) -> Result<Self, Problem> {
        Ok(Self {
            today: read.today(&place.zone),
            people: PeopleShown::of(read, patients)?,
            labels: Labels::of(read, std::iter::once(place.id))?,
            visit_types: visit_types(read)?,
            site: place,
        })
    }

    /// What a visit type is called.
    #[must_use]
    pub fn visit_type(&self, id: front_office::scheduling::VisitTypeId) -> &str {
        self.visit_types.iter().find(|kind| kind.id == id).map_or("", |kind| &kind.name)
    }
}

/// The waitlist of a site, with what is on offer.
#[derive(Clone, Copy, Debug)]
pub struct WaitlistPage {
    /// Where.
    pub site: SiteId,
}

/// Who waits, and who is offered what.
#[derive(Clone, Debug)]
pub struct WaitlistAnswer {
    /// The frame.
    pub list: CallList,
    /// What is on offer now: the soonest time first, in the order of the calls.
    pub offers: Vec<OfferLine>,
    /// Who waits.
    pub waiting: Vec<WaitlistLine>,
}

impl Discloses for WaitlistAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.list.people.ids()
    }
}

impl Query for WaitlistPage {
    const ACT: Act = SEE_FOLLOW_UP;
    type Answer = WaitlistAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<WaitlistAnswer, Problem> {
        let place = site(read, self.site)?;
        let today = read.today(&place.zone);
        let offers = offers_at(read, self.site)?;
        let waiting = waiting_at(read, self.site, today)?;
        let patients = offers.iter().map(|offer| offer.patient).chain(waiting.iter().map(|line| line.patient));
        Ok(WaitlistAnswer { list: CallList::of(read, place, patients)?, offers, waiting })
    }
}

/// What is to be booked again at a site.
#[derive(Clone, Copy, Debug)]
pub struct RebookingPage {
    /// Where.
    pub site: SiteId,
}

/// Whom to book again.
#[derive(Clone, Debug)]
pub struct RebookingAnswer {
    /// The frame.
    pub list: CallList,
    /// The longest waiting first.
    pub lines: Vec<RebookingLine>,
}

impl Discloses for RebookingAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.list.people.ids()
    }
}

impl Query for RebookingPage {
    const ACT: Act = SEE_FOLLOW_UP;
    type Answer = RebookingAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<RebookingAnswer, Problem> {
        let place = site(read, self.site)?;
        let today = read.today(&place.zone);
        let lines = rebookings_at(read, self.site, today)?;
        Ok(RebookingAnswer { list: CallList::of(read, place, lines.iter().map(|line| line.patient))?, lines })
    }
}

/// Who is to be called to come again.
#[derive(Clone, Copy, Debug)]
pub struct RecallPage {
    /// Where they were seen.
    pub site: SiteId,
}

/// The recalls of a site.
#[derive(Clone, Debug)]
pub struct RecallAnswer {
    /// The frame.
    pub list: CallList,
    /// By rule, the longest overdue first.
    pub lines: Vec<RecallLine>,
    /// Every rule, also those out of use.
    pub rules: Vec<RecallRule>,
}

impl Discloses for RecallAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.list.people.ids()
    }
}

impl Query for RecallPage {
    const ACT: Act = SEE_FOLLOW_UP;
    type Answer = RecallAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<RecallAnswer, Problem> {
        let place = site(read, self.site)?;
        let today = read.today(&place.zone);
        let lines = recalls_due(read, self.site, today)?;
        let list = CallList::of(read, place, lines.iter().map(|line| line.patient))?;
        Ok(RecallAnswer { list, lines, rules: recall_rules(read)? })
    }
}
