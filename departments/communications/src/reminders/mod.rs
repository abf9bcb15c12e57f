//! Reminders: planned from the practice's steps, sent by the channel and consent that the patient gave, never in quiet hours and
//! never after the visit; answered by text, by a link, or to whoever calls.

mod answers;
mod channel;
mod codes;
mod facts;
mod gateway;
mod hours;
mod link;
mod list;
mod outbox;
mod plan;
#[cfg(test)]
mod plan_properties;
mod said;
mod settings;
mod steps;
mod stored;
pub(crate) mod tables;
mod usual;
mod wishes;
mod wordings;

pub use answers::{
    Answer, AnswerCame, answer_came, answer_line, answers_of, answers_open, finish_answer, meaning_of_text,
    open_reminders_to,
};
pub use channel::{Reach, choose};
pub use codes::{CameBy, Channel, ConsentHow, Meaning, ReminderCallOutcome, ReminderStanding, Way, Why};
pub use gateway::{MakeHookToken, hook_is_ours};
pub use hours::Hours;
pub use link::{LinkSecret, link_to, reminder_of_link};
pub use list::{Mark, ReminderLine, by_standing, marks_of, of_patient, of_visit, to_do};
pub use outbox::{Failure, bounced, failed, link_for_letter, no_answer, note_delivered, sent, take_due, withdraw};
pub use plan::{Promise, plan_day, reconsider};
pub use registry::people::Language;
pub use said::{said_day, said_time};
pub use settings::{SetReminderSettings, SetWays, Settings, settings};
pub use steps::{KeepStep, Step, StepFields, steps};
pub use stored::reminder_line;
pub use usual::begin_reminders;
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
    /// An appointment, as the front office knows it.
    PromiseId
);
kernel::id!(
    /// A kind of visit, as the front office knows it.
    KindOfVisitId
);
kernel::id!(
    /// One reminder of one visit.
    ReminderId
);
kernel::id!(
    /// How long before a visit patients are reminded, and how.
    StepId
);
kernel::id!(
    /// What a reminder says, in editions.
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
