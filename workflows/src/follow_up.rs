//! Whom to call: the waitlist with its offers, what is to be booked again, and recalls, each with names, telephone numbers, and what was
//! said by message and answered.

use crate::people_shown::{PeopleShown, PhonesShown};
use communications::reminders::{
    Answer, MessageLine, Occasion, ThingId, answers_about, latest_to, messages_about, same,
};
use front_office::follow_up::{
    OfferId, OfferLine, RebookingLine, RecallId, RecallLine, RecallRule, RecallRuleId, SEE_FOLLOW_UP, WaitlistLine,
    offers_at, rebookings_at, recall_ids_of, recall_rules, recalls_due, waiting_at,
};
use front_office::patient_flow::VisitId;
use front_office::scheduling::{Labels, VisitType, visit_types};
use kernel::{Day, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::practice::{Site, site};
use std::collections::HashMap;

/// What was said about one thing by message, and what was answered.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The messages, the first one first.
    pub lines: Vec<MessageLine>,
    /// The answers, the first one first.
    pub answers: Vec<Answer>,
}

/// What was said about these things.
fn said_about(read: &mut Reader<'_>, things: &[ThingId]) -> Result<HashMap<ThingId, Said>, Problem> {
    let mut all: HashMap<ThingId, Said> = HashMap::new();
    for (thing, lines) in messages_about(read, things)? {
        all.entry(thing).or_default().lines = lines;
    }
    for (thing, answers) in answers_about(read, things)? {
        all.entry(thing).or_default().answers = answers;
    }
    Ok(all)
}

/// The frame that the three lists share.
#[derive(Clone, Debug)]
pub struct CallList {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// Today there.
    pub today: Day,
    /// The patients.
    pub people: PeopleShown,
    /// Their numbers.
    pub phones: PhonesShown,
    /// What providers and sites are called.
    pub labels: Labels,
    /// What visit types are called.
    pub visit_types: Vec<VisitType>,
}

impl CallList {
    fn of(read: &mut Reader<'_>, place: Site, patients: impl Iterator<Item = PatientId>) -> Result<Self, Problem> {
        let people = PeopleShown::of(read, patients)?;
        Ok(Self {
            today: read.today(&place.zone),
            phones: PhonesShown::of(read, &people)?,
            people,
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
    /// What was said about the offers.
    said: HashMap<ThingId, Said>,
    /// Which offer those who wait were told of last.
    latest: HashMap<PatientId, ThingId>,
}

impl WaitlistAnswer {
    /// What was said about an offer.
    #[must_use]
    pub fn said(&self, offer: OfferId) -> Option<&Said> {
        self.said.get(&same(offer))
    }

    /// What was said to somebody who waits, the last time that they were told of an offer.
    #[must_use]
    pub fn said_last(&self, patient: PatientId) -> Option<&Said> {
        let offer = self.latest.get(&patient)?;
        // What is on offer now stands on a line of its own.
        let open = self.offers.iter().any(|line| same::<_, ThingId>(line.id) == *offer);
        if open { None } else { self.said.get(offer) }
    }
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
        let list = CallList::of(read, place, patients)?;
        let who: Vec<PatientId> = waiting.iter().map(|line| line.patient).collect();
        let latest = latest_to(read, &who, Occasion::Offer)?;
        let latest: HashMap<PatientId, ThingId> = latest.into_iter().map(|(who, line)| (who, line.thing)).collect();
        let things = offers.iter().map(|offer| same(offer.id)).chain(latest.values().copied());
        let said = said_about(read, &things.collect::<Vec<_>>())?;
        Ok(WaitlistAnswer { list, offers, waiting, said, latest })
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
    /// Which of them patients were told of by message.
    told: HashMap<(RecallRuleId, VisitId), RecallId>,
    /// What was said about those.
    said: HashMap<ThingId, Said>,
}

impl RecallAnswer {
    /// The recall of a line, and what was said about it, where the patient was told of it by message.
    #[must_use]
    pub fn said(&self, line: &RecallLine) -> Option<(RecallId, &Said)> {
        let recall = *self.told.get(&(line.rule.id, line.visit))?;
        Some((recall, self.said.get(&same(recall))?))
    }
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
        let told = recall_ids_of(read, &lines.iter().map(|line| line.visit).collect::<Vec<VisitId>>())?;
        let said = said_about(read, &told.values().map(|id| same(*id)).collect::<Vec<_>>())?;
        Ok(RecallAnswer { list, lines, rules: recall_rules(read)?, told, said })
    }
}
