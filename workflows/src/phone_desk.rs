//! The telephone as pages show it: what rings, what is talked on, what is owed, with the names of those it may be about.

use crate::people_shown::PeopleShown;
use front_office::phone::{
    Call, CallBack, CallId, RedFlagSet, SEE_CALLS, call_backs_owed, call_line, calls_open, sets_in_use,
};
use kernel::{Moment, Phi, Problem};
use office::policy::may;
use office::{Act, Discloses, PatientId, Permission, Query, Reader, SiteId, Subject};
use registry::people::{FindPeople, PersonLine};
use registry::practice::{Site, site};

/// People of one number shown at most: a family shares a telephone.
const MATCHES_MAX: u32 = 6;
/// Digits from which a number is looked up.
const DIGITS_MIN: usize = 7;

/// The people on file who are reached under a number.
///
/// # Errors
/// Broken, when the database fails.
fn reached_under(read: &mut Reader<'_>, number: &Phi<String>) -> Result<Vec<PersonLine>, Problem> {
    if number.reveal().len() < DIGITS_MIN || !may(read.who(), Permission::FindPeople) {
        return Ok(Vec::new());
    }
    FindPeople { typed: number.clone(), at_most: MATCHES_MAX }.answer(read)
}

/// What rings at a site.
#[derive(Clone, Copy, Debug)]
pub struct Ringing {
    /// Where.
    pub site: SiteId,
}

/// A call that rings, with whom it may be.
#[derive(Clone, Debug)]
pub struct RingingCall {
    /// The call.
    pub call: Call,
    /// Who on file is reached under its number.
    pub matches: Vec<PersonLine>,
}

impl Discloses for RingingCall {
    fn patients(&self) -> Vec<PatientId> {
        self.matches.patients()
    }
}

/// Calls that ring at once, shown at most.
const RINGING_MAX: usize = 5;

impl Query for Ringing {
    const ACT: Act = SEE_CALLS;
    type Answer = Vec<RingingCall>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<RingingCall>, Problem> {
        let now = read.now();
        let ringing = calls_open(read, self.site)?.into_iter().filter(|call| call.rings(now));
        let with_matches = |call: Call| {
            let matches = reached_under(read, &call.number)?;
            Ok(RingingCall { call, matches })
        };
        ringing.take(RINGING_MAX).map(with_matches).collect()
    }
}

/// One call, for whoever talks on it.
#[derive(Clone, Copy, Debug)]
pub struct CallPage {
    /// Which.
    pub call: CallId,
}

/// Everything that whoever answers needs.
#[derive(Clone, Debug)]
pub struct CallAnswer {
    /// The call.
    pub call: Call,
    /// Where it came in.
    pub site: Site,
    /// The present moment.
    pub now: Moment,
    /// Who on file is reached under its number.
    pub matches: Vec<PersonLine>,
    /// Whom it is about, once that is verified.
    pub people: PeopleShown,
    /// The red-flag questions that may be used.
    pub red_flags: Vec<RedFlagSet>,
}

impl Discloses for CallAnswer {
    fn patients(&self) -> Vec<PatientId> {
        let mut all = self.matches.patients();
        all.extend(self.people.ids());
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Query for CallPage {
    const ACT: Act = SEE_CALLS;
    type Answer = CallAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        call_line(read, self.call).map(|call| Subject::Site(call.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<CallAnswer, Problem> {
        let call = call_line(read, self.call)?;
        // Once it is known whom it is about, nobody else of that number needs to be shown.
        let matches = if call.patient.is_some() { Vec::new() } else { reached_under(read, &call.number)? };
        Ok(CallAnswer {
            people: PeopleShown::of(read, call.patient.into_iter())?,
            red_flags: sets_in_use(read)?,
            site: site(read, call.site)?,
            now: read.now(),
            matches,
            call,
        })
    }
}

/// The calls and call-backs of a site.
#[derive(Clone, Copy, Debug)]
pub struct CallsOfSite {
    /// Where.
    pub site: SiteId,
}

/// What rings, what is talked on, what is owed.
#[derive(Clone, Debug)]
pub struct CallsAnswer {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// The present moment.
    pub now: Moment,
    /// The calls that ring or are talked on, the first that rang first.
    pub open: Vec<Call>,
    /// The call-backs owed, the one due first on top.
    pub owed: Vec<CallBack>,
    /// Whom they are about.
    pub people: PeopleShown,
}

impl Discloses for CallsAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for CallsOfSite {
    const ACT: Act = SEE_CALLS;
    type Answer = CallsAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<CallsAnswer, Problem> {
        let open = calls_open(read, self.site)?;
        let owed = call_backs_owed(read, self.site)?;
        let about = open.iter().filter_map(|call| call.patient).chain(owed.iter().filter_map(|line| line.patient));
        Ok(CallsAnswer {
            people: PeopleShown::of(read, about)?,
            site: site(read, self.site)?,
            now: read.now(),
            open,
            owed,
        })
    }
}
