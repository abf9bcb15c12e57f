//! Answers by link: a page without a sign-in and without a name that shows what the office asks, and takes a yes, a no, or the wish to
//! be called.

use super::answer::{act_on, note_about};
use super::{Heard, appointment_of, filled, language};
use communications::reminders::{
    ANSWER_REMINDERS, CameBy, Filled, Language, LinkSecret, Meaning, MessageLine, Occasion, Reply, message_line,
    message_of_link, same, settings,
};
use front_office::follow_up::{OfferNow, RecallEnd, offer_made, recall_told};
use front_office::scheduling::{Standing, appointment_line};
use kernel::{Kind, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};
use serde::{Deserialize, Serialize};

/// Letters that a patient may write beside an answer.
const WORDS_MAX: usize = 500;

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

/// What is asked about a visit.
#[derive(Clone, Debug)]
pub struct VisitAsked {
    /// `Tuesday, November 17`, in both languages.
    pub day: [String; 2],
    /// `9:05 am`, in both languages.
    pub time: [String; 2],
    /// How the visit stands.
    pub standing: LinkStanding,
    /// Whether a no cancels at once; otherwise somebody calls.
    pub cancels: bool,
}

/// What is asked about a freed time.
#[derive(Clone, Debug)]
pub struct OfferAsked {
    /// `Tuesday, November 17`, in both languages.
    pub day: [String; 2],
    /// `9:05 am`, in both languages.
    pub time: [String; 2],
    /// Until when it can be answered, in both languages.
    pub until: [String; 2],
    /// How the offer stands.
    pub now: OfferNow,
    /// Whether they still wait for an earlier time.
    pub waits: bool,
}

/// What the page asks.
#[derive(Clone, Debug)]
pub enum LinkAsks {
    /// Whether they come.
    Visit(VisitAsked),
    /// Whether they take a freed time.
    Offer(OfferAsked),
    /// When a call suits them, because it is time to come again; or why that is over.
    Recall(Option<RecallEnd>),
}

/// What the page shows: when and where, and no name.
#[derive(Clone, Debug)]
pub struct LinkAnswer {
    patient: PatientId,
    /// In which language.
    pub language: Language,
    /// Where.
    pub site: String,
    /// The office's telephone.
    pub phone: String,
    /// What it asks.
    pub asks: LinkAsks,
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
        let message = message_of_link(read, &self.secret)?;
        Ok(Subject::Patient(message_line(read, message)?.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<LinkAnswer, Problem> {
        let message = message_of_link(read, &self.secret)?;
        let about = message_line(read, message)?;
        let in_language =
            |read: &mut Reader<'_>, spanish| filled(read, &MessageLine { spanish, ..about }, String::new());
        let (english, spanish) = (in_language(read, false)?, in_language(read, true)?);
        let (site, phone) = (english.site.clone(), english.phone.clone());
        let asks = match about.occasion {
            Occasion::Visit => LinkAsks::Visit(visit(read, &about, english, spanish)?),
            Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone => {
                let offer = offer_made(read, same(about.thing))?;
                LinkAsks::Offer(OfferAsked {
                    day: [english.day, spanish.day],
                    time: [english.time, spanish.time],
                    until: [english.until, spanish.until],
                    now: offer.now,
                    waits: offer.waits,
                })
            }
            Occasion::Recall => LinkAsks::Recall(recall_told(read, same(about.thing))?.end),
        };
        Ok(LinkAnswer { patient: about.patient, language: language(&about), site, phone, asks })
    }
}

fn visit(read: &mut Reader<'_>, about: &MessageLine, english: Filled, spanish: Filled) -> Result<VisitAsked, Problem> {
    let standing = match appointment_line(read, appointment_of(about)) {
        Ok(line) if line.starts_at != about.until_at || line.visit.is_some() => LinkStanding::Changed,
        Ok(line) => match line.standing {
            Standing::Booked => LinkStanding::Open,
            Standing::Confirmed => LinkStanding::Confirmed,
            Standing::Cancelled => LinkStanding::Cancelled,
            Standing::NoShow => LinkStanding::Changed,
        },
        Err(why) if why.kind() == Kind::NotFound => LinkStanding::Changed,
        Err(why) => return Err(why),
    };
    let left = about.until_at.minutes_since(read.now());
    let cancels = settings(read)?.cancel_hours.is_some_and(|hours| left >= hours * 60);
    Ok(VisitAsked { day: [english.day, spanish.day], time: [english.time, spanish.time], standing, cancels })
}

/// What a patient presses on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkSays {
    /// They come, or take the time.
    Yes,
    /// They do not.
    No,
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
    /// What they wrote beside it, in up to 500 letters: when a call suits them. May be empty.
    pub words: Phi<String>,
}

impl Command for AnswerByLink {
    const ACT: Act = ANSWER_REMINDERS;
    /// What it was taken to mean.
    type Done = Meaning;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let message = message_of_link(read, &self.secret)?;
        Ok(Subject::Patient(message_line(read, message)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Meaning, Problem> {
        if self.words.reveal().chars().count() > WORDS_MAX {
            let say = "Please write it in up to 500 letters. / Por favor escríbalo en 500 letras como máximo.";
            return Err(Problem::invalid("too_long", say).at("words", say));
        }
        let message = message_of_link(tx, &self.secret)?;
        let about = message_line(tx, message)?;
        let heard = Heard { words: self.words.clone(), ..Heard::by(CameBy::Link) };
        match (self.says, about.occasion) {
            (LinkSays::Yes, _) | (LinkSays::CallMe, Occasion::Recall) => act_on(tx, message, Reply::Yes, heard),
            (LinkSays::No, _) => act_on(tx, message, Reply::No, heard),
            (LinkSays::CallMe, _) => {
                note_about(tx, &about, Meaning::CallMe, heard)?;
                Ok(Meaning::CallMe)
            }
        }
    }
}
