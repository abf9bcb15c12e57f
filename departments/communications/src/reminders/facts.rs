//! What happens to reminders, in ids and codes; never a number, an address or a word that was sent.

use super::{
    AnswerId, CameBy, Channel, ConsentHow, Meaning, MessageId, MessageStanding, Occasion, StepId, ThingId, Why,
    WordingId,
};
use office::{Fact, PatientId, SiteId};
use serde::Serialize;

/// Something happened to a message, to what a patient wishes, or to the practice's rules.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum MessageFact {
    Planned {
        occasion: Occasion,
        thing: ThingId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        messages: Vec<MessageId>,
    },
    Stands {
        message: MessageId,
        occasion: Occasion,
        thing: ThingId,
        #[serde(skip)]
        patient: PatientId,
        #[serde(skip)]
        site: SiteId,
        channel: Channel,
        standing: MessageStanding,
        why: Option<Why>,
        attempts: i64,
    },
    Answered {
        answer: AnswerId,
        occasion: Option<Occasion>,
        thing: Option<ThingId>,
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
        message_step: StepId,
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

impl Fact for MessageFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "message.planned",
            Self::Stands { standing, .. } => match standing {
                MessageStanding::Planned => "message.put_off",
                MessageStanding::Sending => "message.taken",
                MessageStanding::Sent => "message.sent",
                MessageStanding::Failed => "message.failed",
                MessageStanding::Skipped => "message.skipped",
                MessageStanding::Withdrawn => "message.withdrawn",
            },
            Self::Answered { .. } => "message_answer.came",
            Self::AnswerDone { .. } => "message_answer.done",
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
