//! Answers by link: a page without a sign-in that shows when and where, and takes a yes, a no, or the wish to be called.

use super::answer::act_on;
use super::{appointment_of, filled, language};
use communications::reminders::{
    ANSWER_REMINDERS, CameBy, Language, LinkSecret, Meaning, reminder_line, reminder_of_link, settings,
};
use front_office::scheduling::{Standing, appointment_line};
use kernel::{Kind, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};
use serde::{Deserialize, Serialize};

/// How the visit stands, for its patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStanding {
    /// It is booked, and can be answered.
    Open,
    /// They said that they come.
    Confirmed,
    /// It is cancelled.
    Cancelled,
    /// It was moved or has begun.
    Changed,
}

/// The page behind a link. Looking at it changes nothing: mail programs follow links by themselves.
#[derive(Clone, Debug)]
pub struct LinkPage {
    /// What stands in the link.
    pub secret: LinkSecret,
}

/// What the page shows: when and where, and no name.
#[derive(Clone, Debug)]
pub struct LinkAnswer {
    patient: PatientId,
    /// In which language.
    pub language: Language,
    /// `Tuesday, November 17`, in both languages.
    pub day: [String; 2],
    /// `9:05 am`, in both languages.
    pub time: [String; 2],
    /// Where.
    pub site: String,
    /// The office's telephone.
    pub phone: String,
    /// How the visit stands.
    pub standing: LinkStanding,
    /// Whether a no cancels at once; otherwise somebody calls.
    pub cancels: bool,
}

impl Discloses for LinkAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for LinkPage {
    const ACT: Act = ANSWER_REMINDERS;
    type Answer = LinkAnswer;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let reminder = reminder_of_link(read, &self.secret)?;
        Ok(Subject::Patient(reminder_line(read, reminder)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<LinkAnswer, Problem> {
        let reminder = reminder_of_link(read, &self.secret)?;
        let about = reminder_line(read, reminder)?;
        let standing = match appointment_line(read, appointment_of(&about)) {
            Ok(line) if line.starts_at != about.visit_at || line.visit.is_some() => LinkStanding::Changed,
            Ok(line) => match line.standing {
                Standing::Booked => LinkStanding::Open,
                Standing::Confirmed => LinkStanding::Confirmed,
                Standing::Cancelled => LinkStanding::Cancelled,
                Standing::NoShow => LinkStanding::Changed,
            },
            Err(why) if why.kind() == Kind::NotFound => LinkStanding::Changed,
            Err(why) => return Err(why),
        };
        let in_language = |read: &mut Reader<'_>, spanish| {
            let about = communications::reminders::ReminderLine { spanish, ..about };
            filled(read, &about, String::new())
        };
        let (english, spanish) = (in_language(read, false)?, in_language(read, true)?);
        let left = about.visit_at.minutes_since(read.now());
        let cancels = settings(read)?.cancel_hours.is_some_and(|hours| left >= hours * 60);
        Ok(LinkAnswer {
            patient: about.patient,
            language: language(&about),
            day: [english.day, spanish.day],
            time: [english.time, spanish.time],
            site: english.site,
            phone: english.phone,
            standing,
            cancels,
        })
    }
}

/// What a patient presses on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkSays {
    /// They come.
    Come,
    /// They do not come.
    NotCome,
    /// They want to be called.
    CallMe,
}

/// A patient's answer on the page behind a link.
#[derive(Clone, Debug)]
pub struct AnswerByLink {
    /// What stands in the link.
    pub secret: LinkSecret,
    /// What they pressed.
    pub says: LinkSays,
}

impl Command for AnswerByLink {
    const ACT: Act = ANSWER_REMINDERS;
    /// What it was taken to mean.
    type Done = Meaning;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let reminder = reminder_of_link(read, &self.secret)?;
        Ok(Subject::Patient(reminder_line(read, reminder)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Meaning, Problem> {
        let reminder = reminder_of_link(tx, &self.secret)?;
        let meaning = match self.says {
            LinkSays::Come => Meaning::Confirmed,
            LinkSays::NotCome => Meaning::CancelAsked,
            LinkSays::CallMe => Meaning::CallMe,
        };
        act_on(tx, reminder, meaning, (CameBy::Link, Phi::default(), Phi::default(), None))
    }
}
