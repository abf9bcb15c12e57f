//! The pages of referrals out: the worklist, one referral with what can go along, and the referrals of a patient.

use super::choose::{Choosable, choosable};
use crate::people_shown::PeopleShown;
use communications::reminders::settings;
use front_office::documents::{DocumentLine, DocumentsOf};
use front_office::referrals::{
    EntryId, Outgoing, ReferralId, ReferralLine, ReferralSheet, ReferralState, ReferralsOf, SEE_REFERRALS, Whose,
    entry, open_counts, outgoing, sheet,
};
use front_office::scheduling::Labels;
use kernel::{Moment, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::practice::{Site, all_sites, site};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The worklist of a site.
#[derive(Clone, Copy, Debug)]
pub struct OutgoingPage {
    /// Where.
    pub site: SiteId,
    /// Only those in this state; everything open otherwise.
    pub state: Option<ReferralState>,
    /// Only those that the asker follows.
    pub mine: bool,
}

/// The worklist, ready to be shown.
#[derive(Clone, Debug)]
pub struct OutgoingAnswer {
    /// Where, with the zone in which days are shown.
    pub site: Site,
    /// When it was asked.
    pub now: Moment,
    /// What is due first on top.
    pub lines: Vec<ReferralLine>,
    /// The patients.
    pub people: PeopleShown,
    /// What providers are called.
    pub labels: Labels,
    /// What the offices are called.
    pub offices: HashMap<EntryId, String>,
    /// How many are open in each state.
    pub counts: Vec<(ReferralState, usize)>,
    /// How many of them are overdue.
    pub overdue: usize,
}

impl Discloses for OutgoingAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

pub(crate) fn called(
    read: &mut Reader<'_>,
    entries: impl Iterator<Item = EntryId>,
) -> Result<HashMap<EntryId, String>, Problem> {
    let mut names = HashMap::new();
    for id in entries {
        if let Entry::Vacant(place) = names.entry(id) {
            place.insert(entry(read, id)?.called());
        }
    }
    Ok(names)
}

impl Query for OutgoingPage {
    const ACT: Act = SEE_REFERRALS;
    type Answer = OutgoingAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<OutgoingAnswer, Problem> {
        let place = site(read, self.site)?;
        let whose = if self.mine { Whose::Of(read.who().account()) } else { Whose::Everybodys };
        let lines = outgoing(read, &Outgoing { site: self.site, state: self.state, whose })?;
        let (counts, overdue) = open_counts(read, self.site)?;
        Ok(OutgoingAnswer {
            now: read.now(),
            people: PeopleShown::of(read, lines.iter().map(|line| line.patient))?,
            labels: Labels::of(read, std::iter::once(self.site))?,
            offices: called(read, lines.iter().map(|line| line.entry))?,
            counts,
            overdue,
            lines,
            site: place,
        })
    }
}

/// One referral, with what of the record can go along.
#[derive(Clone, Copy, Debug)]
pub struct ReferralPage {
    /// Which.
    pub referral: ReferralId,
}

/// A referral, ready to be shown.
#[derive(Clone, Debug)]
pub struct ReferralPageAnswer {
    /// Everything that is known of it.
    pub sheet: ReferralSheet,
    /// Where it was written, with the zone in which days are shown.
    pub site: Site,
    /// When it was asked.
    pub now: Moment,
    /// What can go along, while its packet has not left.
    pub choosable: Vec<Choosable>,
    /// The documents of the patient, of which one may be the report.
    pub documents: Vec<DocumentLine>,
    /// Whether a mail server is set up, by which packets go.
    pub mail_works: bool,
}

impl Discloses for ReferralPageAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.sheet.line.patient]
    }
}

impl Query for ReferralPage {
    const ACT: Act = SEE_REFERRALS;
    type Answer = ReferralPageAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(front_office::referrals::referral(read, self.referral)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<ReferralPageAnswer, Problem> {
        let sheet = sheet(read, self.referral)?;
        let (patient, state) = (sheet.line.patient, sheet.line.state);
        let unsent = matches!(state, ReferralState::Draft | ReferralState::Ready);
        let choosable = if unsent { choosable(read, patient)? } else { Vec::new() };
        let documents = if unsent { Vec::new() } else { DocumentsOf { patient }.answer(read)? };
        let site = site(read, sheet.line.site)?;
        let mail_works = settings(read)?.ways.mail;
        Ok(ReferralPageAnswer { now: read.now(), site, choosable, documents, mail_works, sheet })
    }
}

/// The referrals of a patient.
#[derive(Clone, Copy, Debug)]
pub struct PatientReferrals {
    /// Whose.
    pub patient: PatientId,
}

/// Referrals with the names of the offices.
#[derive(Clone, Debug)]
pub struct PatientReferralsAnswer {
    /// Whose.
    pub patient: PatientId,
    /// The newest first.
    pub lines: Vec<ReferralLine>,
    /// What the offices are called.
    pub offices: HashMap<EntryId, String>,
    /// What sites and providers are called, with the zones of the sites.
    pub labels: Labels,
    /// When it was asked.
    pub now: Moment,
}

impl Discloses for PatientReferralsAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for PatientReferrals {
    const ACT: Act = SEE_REFERRALS;
    type Answer = PatientReferralsAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<PatientReferralsAnswer, Problem> {
        let lines = ReferralsOf { patient: self.patient }.answer(read)?;
        let sites: Vec<SiteId> = all_sites(read)?.iter().map(|site| site.id).collect();
        Ok(PatientReferralsAnswer {
            patient: self.patient,
            offices: called(read, lines.iter().map(|line| line.entry))?,
            labels: Labels::of(read, sites.into_iter())?,
            now: read.now(),
            lines,
        })
    }
}
