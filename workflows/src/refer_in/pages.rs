//! The pages of referrals to us: the inbox, and one of them with whom it may be about.

use crate::people_shown::PeopleShown;
use communications::reminders::settings;
use front_office::referrals::inbound::{Inbound, InboundLine, InboundSheet, OneInbound, inbound_counts, inbox};
use front_office::referrals::{InState, InboundId, SEE_REFERRALS};
use front_office::scheduling::{VisitType, visit_types};
use kernel::{Moment, Phi, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::people::{PersonLine, PossibleDuplicates};
use registry::practice::{Site, site};

/// The inbox of a site.
#[derive(Clone, Copy, Debug)]
pub struct InboxPage {
    /// Where.
    pub site: SiteId,
    /// Only those in this state; everything that waits for a step otherwise.
    pub state: Option<InState>,
}

/// The inbox, ready to be shown.
#[derive(Clone, Debug)]
pub struct InboxAnswer {
    /// Where, with the zone in which days are shown.
    pub site: Site,
    /// When it was asked.
    pub now: Moment,
    /// What is due first on top.
    pub lines: Vec<InboundLine>,
    /// The patients, as far as it was said who they are.
    pub people: PeopleShown,
    /// How many wait in each state.
    pub counts: Vec<(InState, usize)>,
    /// How many of them are overdue.
    pub overdue: usize,
}

impl Discloses for InboxAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for InboxPage {
    const ACT: Act = SEE_REFERRALS;
    type Answer = InboxAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<InboxAnswer, Problem> {
        let place = site(read, self.site)?;
        let lines = inbox(read, &Inbound { site: self.site, state: self.state })?;
        let (counts, overdue) = inbound_counts(read, self.site)?;
        let people = PeopleShown::of(read, lines.iter().filter_map(|line| line.patient))?;
        Ok(InboxAnswer { site: place, now: read.now(), lines, people, counts, overdue })
    }
}

/// One referral to us.
#[derive(Clone, Copy, Debug)]
pub struct InboundPage {
    /// Which.
    pub inbound: InboundId,
}

/// A referral to us, ready to be shown.
#[derive(Clone, Debug)]
pub struct InboundPageAnswer {
    /// Everything that is known of it.
    pub sheet: InboundSheet,
    /// At which site, with the zone in which days are shown.
    pub site: Site,
    /// When it was asked.
    pub now: Moment,
    /// Who it may be about, by the name, the birthday and the telephone that were told.
    pub alike: Vec<PersonLine>,
    /// For what it can be accepted.
    pub visit_types: Vec<VisitType>,
    /// Whether a mail server is set up, by which packets go.
    pub mail_works: bool,
}

impl Discloses for InboundPageAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.sheet.patients().into_iter().chain(self.alike.iter().map(|line| line.id)).collect()
    }
}

/// People suggested at most.
const ALIKE_MAX: usize = 5;

impl Query for InboundPage {
    const ACT: Act = SEE_REFERRALS;
    type Answer = InboundPageAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        OneInbound { inbound: self.inbound }.subject(read)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<InboundPageAnswer, Problem> {
        let sheet = OneInbound { inbound: self.inbound }.answer(read)?;
        let alike = match (&sheet.line.told_born, sheet.line.patient) {
            (Some(born), None) => {
                let (family, given) = names(sheet.line.told_name.reveal());
                let (birth_day, phone) = (born.clone(), sheet.line.told_phone.clone());
                let mut found = PossibleDuplicates { family, given, birth_day, phone }.answer(read)?;
                found.truncate(ALIKE_MAX);
                found
            }
            _ => Vec::new(),
        };
        let site = site(read, sheet.line.site)?;
        let (visit_types, mail_works) = (visit_types(read)?, settings(read)?.ways.mail);
        Ok(InboundPageAnswer { now: read.now(), site, alike, visit_types, mail_works, sheet })
    }
}

/// Family and given name of what was told: `Chen, Maya` or `Maya Chen`.
fn names(told: &str) -> (Phi<String>, Phi<String>) {
    let (family, given) = match told.split_once(',') {
        Some((family, given)) => (family, given),
        None => told.rsplit_once(' ').map_or((told, ""), |(given, family)| (family, given)),
    };
    (Phi::from(family.trim()), Phi::from(given.trim()))
}
