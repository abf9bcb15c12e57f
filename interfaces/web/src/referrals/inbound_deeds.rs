//! What is done on the page of a referral to us: matching, triage, noting what happened, the report back.

use super::deeds::{Typed as Shared, noted, once_more};
use super::inbound::{Beside, page};
use super::version;
use crate::answer::{Answer, form_faults};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::referrals::inbound::{MoveInbound, Triage, Verdict};
use front_office::referrals::{Channel, DeliveryId, Evidence, InState, InboundId, PacketId, ReferralUrgency};
use kernel::{Phi, Problem};
use serde::Deserialize;
use workflows::refer_in::{MatchReferral, SendReport};

/// What stands in the forms of the page; each uses some of it.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Sent {
    version: String,
    patient: String,
    pub(super) verdict: String,
    pub(super) urgency: String,
    pub(super) visit_type: String,
    pub(super) words: String,
    pub(super) to: String,
    pub(super) evidence: String,
    pub(super) step_words: String,
    pub(super) provider: String,
    pub(super) report: String,
    pub(super) documents: Vec<String>,
    pub(super) channel: String,
    pub(super) address: String,
    pub(super) proof: String,
}

impl Sent {
    /// What the part about deliveries shows again.
    pub(super) fn shared(&self) -> Shared {
        Shared { proof: self.proof.clone(), channel: self.channel.clone(), ..Shared::default() }
    }
}

async fn answered(staff: &Staff, inbound: InboundId, typed: Sent, done: Result<(), Problem>, say: &str) -> Answer {
    match done {
        Ok(()) => Ok(staff.go_saying(&format!("/referrals-in/{inbound}"), say)),
        Err(why) => {
            let beside = Beside { typed, faults: form_faults(why)?, ..Beside::default() };
            page(staff, inbound, beside).await?.again().answer()
        }
    }
}

fn fault(field: &'static str, say: &str) -> Problem {
    Problem::invalid("incomplete", say).at(field, say)
}

/// `POST /referrals-in/{inbound}/patient`
pub(super) async fn patient(
    staff: Staff,
    Path(inbound): Path<InboundId>,
    Sealed { form, request }: Sealed<Sent>,
) -> Answer {
    let patient = form.patient.parse().map_err(|_| Problem::invalid("no_patient", "Choose the patient again."))?;
    let deed = MatchReferral { inbound, version: version(&form.version)?, patient };
    let done = staff.perform(request, deed).await;
    answered(&staff, inbound, form, done, "It is said whose it is.").await
}

/// `POST /referrals-in/{inbound}/triage`
pub(super) async fn triage(
    staff: Staff,
    Path(inbound): Path<InboundId>,
    Sealed { form, request }: Sealed<Sent>,
) -> Answer {
    let verdict = match form.verdict.as_str() {
        "ask" => Verdict::AskForMore,
        "decline" => Verdict::Decline,
        _ => {
            let Ok(kind) = form.visit_type.parse() else {
                let why = fault("visit_type", "Choose the kind of visit for which we see the patient.");
                return answered(&staff, inbound, form, Err(why), "").await;
            };
            let urgency = ReferralUrgency::from_word(&form.urgency).unwrap_or(ReferralUrgency::Routine);
            Verdict::Accept(urgency, kind)
        }
    };
    let deed = Triage { inbound, version: version(&form.version)?, verdict, words: Phi::new(form.words.clone()) };
    let say = match verdict {
        Verdict::Accept(..) => "We see the patient. The visit is to be booked.",
        Verdict::AskForMore => "Ask the sender, and note here what they answer.",
        Verdict::Decline => "It is declined. Tell the sender.",
    };
    let done = staff.perform(request, deed).await;
    answered(&staff, inbound, form, done, say).await
}

/// `POST /referrals-in/{inbound}/step`
pub(super) async fn step(
    staff: Staff,
    Path(inbound): Path<InboundId>,
    Sealed { form, request }: Sealed<Sent>,
) -> Answer {
    let to = InState::from_word(&form.to).ok_or_else(|| Problem::invalid("no_state", "Choose where it stands now."))?;
    let evidence = Evidence::from_word(&form.evidence).unwrap_or(Evidence::TheirOffice);
    let words = Phi::new(form.step_words.clone());
    let deed = MoveInbound { inbound, version: version(&form.version)?, to, evidence, words };
    let done = staff.perform(request, deed).await;
    answered(&staff, inbound, form, done, "It is noted.").await
}

/// `POST /referrals-in/{inbound}/report`
pub(super) async fn report(
    staff: Staff,
    Path(inbound): Path<InboundId>,
    Sealed { form, request }: Sealed<Sent>,
) -> Answer {
    let done = match form.report(inbound) {
        Ok(deed) => staff.perform(request, deed).await.map(drop),
        Err(why) => Err(why),
    };
    answered(&staff, inbound, form, done, "The report is made. Note here when it has left.").await
}

impl Sent {
    fn report(&self, inbound: InboundId) -> Result<SendReport, Problem> {
        let provider = self.provider.parse().map_err(|_| fault("provider", "Choose who reports."))?;
        let channel =
            Channel::from_word(&self.channel).ok_or_else(|| fault("channel", "Choose how the report goes."))?;
        Ok(SendReport {
            inbound,
            version: version(&self.version)?,
            provider,
            words: Phi::new(self.report.clone()),
            documents: self.documents.iter().filter_map(|id| id.parse().ok()).collect(),
            channel,
            address: self.address.clone(),
        })
    }
}

/// `POST /referrals-in/{inbound}/deliveries/{delivery}`
pub(super) async fn delivery(
    staff: Staff,
    Path((inbound, delivery)): Path<(InboundId, DeliveryId)>,
    Sealed { form, request }: Sealed<Shared>,
) -> Answer {
    let done = match noted(&form, delivery) {
        Ok(deed) => staff.perform(request, deed).await,
        Err(why) => Err(why),
    };
    let typed = Sent { proof: form.proof, ..Sent::default() };
    answered(&staff, inbound, typed, done, "It is noted.").await
}

/// `POST /referrals-in/{inbound}/packets/{packet}/again`
pub(super) async fn again(
    staff: Staff,
    Path((inbound, packet)): Path<(InboundId, PacketId)>,
    Sealed { form, request }: Sealed<Shared>,
) -> Answer {
    let done = match once_more(&form, packet) {
        Ok(deed) => staff.perform(request, deed).await.map(drop),
        Err(why) => Err(why),
    };
    answered(
        &staff,
        inbound,
        Sent { channel: form.channel, ..Sent::default() },
        done,
        "The same report is on its way again.",
    )
    .await
}
