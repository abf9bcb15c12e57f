//! Reminders and the other messages that the office sends by itself: planned from the practice's steps, sent by the channel and consent
//! that the patient gave, never in quiet hours and never too late; answered by text, by a link, or to whoever calls. They remind of
//! visits, offer freed times, and tell who is to come again.

mod answers;
mod channel;
mod codes;
mod facts;
mod gateway;
mod hours;
mod link;
mod list;
mod occasion;
mod outbox;
mod plan;
mod plan_one;
#[cfg(test)]
mod plan_properties;
mod said;
mod settings;
mod steps;
mod stored;
pub(crate) mod tables;
mod text_says;
mod usual;
mod usual_offers;
mod wishes;
mod wordings;

pub use answers::{
    Answer, AnswerCame, OpenMessage, answer_came, answer_line, answers_about, answers_of, answers_open, finish_answer,
    finish_answers_about, open_messages_to,
};
pub use channel::{Reach, choose};
pub use codes::{CameBy, Channel, ConsentHow, Meaning, MessageStanding, ReminderCallOutcome, Way, Why};
pub use gateway::{MakeHookToken, hook_is_ours};
pub use hours::Hours;
pub use link::{LinkSecret, link_to, message_of_link};
pub use list::{Mark, MessageLine, by_standing, latest_to, marks_of, messages_about, of_patient, of_visit, to_do};
pub use occasion::Occasion;
pub use outbox::{
    Failure, Stands, bounced, failed, link_for_letter, no_answer, note_delivered, sent, take_due, withdraw,
};
pub use plan::{Promise, ToSay, plan_day, reconsider};
pub use plan_one::{plan_one, sooner};
pub use registry::people::Language;
pub use said::{said_day, said_time, said_until};
pub use settings::{SetReminderSettings, SetWays, Settings, settings};
pub use steps::{KeepStep, Step, StepFields, step_of, steps};
pub use stored::message_line;
pub use text_says::{Reply, TextSays, text_says};
pub use usual::begin_reminders;
pub use usual_offers::begin_offers_and_recalls;
pub use wishes::{
    ConsentLine, GiveConsent, KeepWish, Wishes, WithdrawConsent, give_consent, has_consent, wishes_of, wishes_of_all,
    withdraw_consent,
};
pub use wordings::{Filled, KeepWording, Wording, Words, wording_faults, wordings, words_of};

use kernel::RawId;
use office::{Act, Permission};

/// Seeing what was planned, sent and answered.
pub const SEE_REMINDERS: Act = Act::new("reminders.see", Permission::SeeSchedule);
/// Seeing how a patient wants to be reached.
pub const SEE_WISHES: Act = Act::new("reminders.see_wishes", Permission::FindPeople);
/// Keeping how a patient wants to be reached, and to what they consent.
pub const KEEP_WISHES: Act = Act::new("reminders.keep_wishes", Permission::Schedule);
/// Calling patients to remind them, printing letters, and finishing what they answered.
pub const CALL_TO_REMIND: Act = Act::new("reminders.call", Permission::Schedule);
/// Seeing the practice's steps and wordings.
pub const SEE_REMINDER_RULES: Act = Act::new("reminders.see_rules", Permission::ManagePractice);
/// Setting the practice's steps, wordings and hours.
pub const MANAGE_REMINDERS: Act = Act::new("reminders.manage", Permission::ManagePractice);
/// Planning and sending, as a machine of the office.
pub const SEND_REMINDERS: Act = Act::new("reminders.send", Permission::KeepRecord);
/// Taking a patient's answer, as a machine of the office.
pub const ANSWER_REMINDERS: Act = Act::new("reminders.answer", Permission::KeepRecord);

kernel::id!(
    /// What a message is about, as the front office knows it: an appointment, an offer of a freed time, a recall.
    ThingId
);
kernel::id!(
    /// A kind of visit, as the front office knows it.
    KindOfVisitId
);
kernel::id!(
    /// One message to one patient about one thing.
    MessageId
);
kernel::id!(
    /// On what occasion and when patients are written to, and how.
    StepId
);
kernel::id!(
    /// What messages say, in editions.
    WordingId
);
kernel::id!(
    /// A consent to be reached by a channel.
    ContactConsentId
);
kernel::id!(
    /// What a patient answered.
    AnswerId
);

/// The same id under another name.
#[must_use]
pub fn same<From: Into<RawId>, To: std::convert::From<RawId>>(id: From) -> To {
    let raw: RawId = id.into();
    raw.into()
}
