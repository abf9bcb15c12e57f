//! The desk's page of messages, and the manager's page of rules.

use crate::people_shown::PeopleShown;
use communications::reminders::{
    Answer, MANAGE_REMINDERS, MessageLine, MessageStanding, SEE_REMINDER_RULES, SEE_REMINDERS, Settings, Step, Wording,
    answers_open, begin_offers_and_recalls, begin_reminders, by_standing, settings, steps, wordings,
};
use front_office::scheduling::{VisitType, visit_types};
use kernel::Problem;
use office::{Act, Command, Discloses, NoPatients, PatientId, Query, Reader, SiteId, Subject, Tx};
use registry::practice::{Site, site};

/// Reminders of one kind shown at once.
const SHOWN_MAX: u32 = 200;

/// The messages of a site that stand so, and the answers that somebody must act on.
#[derive(Clone, Copy, Debug)]
pub struct RemindersPage {
    /// Where.
    pub site: SiteId,
    /// Which of them.
    pub standing: MessageStanding,
}

/// The page.
#[derive(Clone, Debug)]
pub struct RemindersAnswer {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// The messages.
    pub lines: Vec<MessageLine>,
    /// The answers that somebody must act on, the one that has waited longest first.
    pub answers: Vec<Answer>,
    /// Of whom.
    pub people: PeopleShown,
    /// The practice's settings.
    pub settings: Settings,
}

impl Discloses for RemindersAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for RemindersPage {
    const ACT: Act = SEE_REMINDERS;
    type Answer = RemindersAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<RemindersAnswer, Problem> {
        let mut lines = by_standing(read, self.site, self.standing, SHOWN_MAX)?;
        if self.standing == MessageStanding::Planned {
            lines.splice(0..0, by_standing(read, self.site, MessageStanding::Sending, SHOWN_MAX)?);
        }
        let answers = answers_open(read, self.site)?;
        let about = lines.iter().map(|line| line.patient).chain(answers.iter().filter_map(|one| one.patient));
        Ok(RemindersAnswer {
            people: PeopleShown::of(read, about)?,
            site: site(read, self.site)?,
            settings: settings(read)?,
            lines,
            answers,
        })
    }
}

/// The practice's rules.
#[derive(Clone, Copy, Debug)]
pub struct ReminderRules;

/// Steps, wordings and settings, with what visit types are called.
#[derive(Clone, Debug)]
pub struct RulesAnswer {
    /// The steps, the longest before the visit first.
    pub steps: Vec<Step>,
    /// The wordings, by name.
    pub wordings: Vec<Wording>,
    /// The settings.
    pub settings: Settings,
    /// What can be booked.
    pub visit_types: Vec<VisitType>,
}

impl Query for ReminderRules {
    const ACT: Act = SEE_REMINDER_RULES;
    type Answer = NoPatients<RulesAnswer>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        Ok(NoPatients(RulesAnswer {
            steps: steps(read)?,
            wordings: wordings(read)?,
            settings: settings(read)?,
            visit_types: visit_types(read)?,
        }))
    }
}

/// Sets up the usual reminders, where there are none: for practices founded before there were any.
#[derive(Clone, Copy, Debug)]
pub struct BeginReminders;

impl Command for BeginReminders {
    const ACT: Act = MANAGE_REMINDERS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        begin_reminders(tx)?;
        begin_offers_and_recalls(tx)
    }
}
