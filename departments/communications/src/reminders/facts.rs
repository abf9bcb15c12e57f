//! What happens to reminders, in ids and codes; never a number, an address or a word that was sent.

use super::{
    AnswerId, CameBy, Channel, ConsentHow, Meaning, PromiseId, ReminderId, ReminderStanding, StepId, Why, WordingId,
};
use office::{Fact, PatientId, SiteId};
use serde::Serialize;

/// Something happened to a reminder, to what a patient wishes, or to the practice's rules.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum ReminderFact {
    Planned {
        appointment: PromiseId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        reminders: Vec<ReminderId>,
    },
    Stands {
        reminder: ReminderId,
        appointment: PromiseId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        channel: Channel,
        standing: ReminderStanding,
        why: Option<Why>,
        attempts: i64,
    },
    Answered {
        answer: AnswerId,
        appointment: Option<PromiseId>,
        #[serde(skip)]
        patient: Option<PatientId>,
        #[serde(skip)]
        site: SiteId,
        came_by: CameBy,
        meaning: Meaning,
    },
    AnswerDone {
        answer: AnswerId,
        #[serde(skip)]
        patient: Option<PatientId>,
        #[serde(skip)]
        site: SiteId,
    },
    Wished {
        #[serde(skip)]
        patient: PatientId,
        channels: Vec<Channel>,
    },
    Consented {
        #[serde(skip)]
        patient: PatientId,
        channel: Channel,
        how: ConsentHow,
    },
    ConsentWithdrawn {
        #[serde(skip)]
        patient: PatientId,
        channel: Channel,
        how: ConsentHow,
    },
    StepKept {
        reminder_step: StepId,
    },
    WordingKept {
        wording: WordingId,
        edition: i64,
    },
    SettingsKept {
        from_minute: i64,
        to_minute: i64,
        cancel_hours: Option<i64>,
    },
    WaysKnown {
        text: bool,
        mail: bool,
    },
    HookTokenMade,
}

impl Fact for ReminderFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "reminder.planned",
            Self::Stands { standing, .. } => match standing {
                ReminderStanding::Planned => "reminder.put_off",
                ReminderStanding::Sending => "reminder.taken",
                ReminderStanding::Sent => "reminder.sent",
                ReminderStanding::Failed => "reminder.failed",
                ReminderStanding::Skipped => "reminder.skipped",
                ReminderStanding::Withdrawn => "reminder.withdrawn",
            },
            Self::Answered { .. } => "reminder_answer.came",
            Self::AnswerDone { .. } => "reminder_answer.done",
            Self::Wished { .. } => "contact_wish.kept",
            Self::Consented { .. } => "contact_consent.given",
            Self::ConsentWithdrawn { .. } => "contact_consent.withdrawn",
            Self::StepKept { .. } => "reminder_rules.step_kept",
            Self::WordingKept { .. } => "reminder_rules.wording_kept",
            Self::SettingsKept { .. } => "reminder_rules.settings_kept",
            Self::WaysKnown { .. } => "reminder_rules.ways_known",
            Self::HookTokenMade => "reminder_rules.hook_token_made",
        }
    }

    fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Planned { patient, .. }
            | Self::Stands { patient, .. }
            | Self::Wished { patient, .. }
            | Self::Consented { patient, .. }
            | Self::ConsentWithdrawn { patient, .. } => Some(*patient),
            Self::Answered { patient, .. } | Self::AnswerDone { patient, .. } => *patient,
            _ => None,
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::Planned { site, .. }
            | Self::Stands { site, .. }
            | Self::Answered { site, .. }
            | Self::AnswerDone { site, .. } => Some(*site),
            _ => None,
        }
    }
}
