//! What is done on the page of a referral: choosing, sending, noting what happened, filing the report.

use super::one::page;
use super::version;
use crate::answer::{Answer, form_faults};
use crate::kit::Faults;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::referrals::{
    Channel, DeliveryId, DeliveryState, Evidence, FileReport, MoveReferral, NoteDelivery, PacketId, PartKind,
    ReferralId, ReferralState, SendAgain, TakeOver,
};
use kernel::{Phi, Problem};
use serde::Deserialize;
use workflows::refer_out::{ChooseParts, SendReferral};

/// What stands in the forms of the page; each uses some of it.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) version: String,
    pub(super) sections: Vec<String>,
    pub(super) documents: Vec<String>,
    pub(super) channel: String,
    pub(super) to: String,
    pub(super) evidence: String,
    pub(super) words: String,
    pub(super) on: String,
    pub(super) document: String,
    pub(super) attended_on: String,
    pub(super) state: String,
    pub(super) proof: String,
    pub(super) address: String,
}

/// What was sent from the page and refused, to be shown again.
#[derive(Default)]
pub(super) struct Again {
    pub(super) faults: Faults,
    pub(super) typed: Typed,
}

fn at(referral: ReferralId) -> String {
    format!("/referrals/{referral}")
}

/// After a deed: the page with a sentence, or again with its faults.
async fn answered(staff: &Staff, referral: ReferralId, typed: Typed, done: Result<(), Problem>, say: &str) -> Answer {
    match done {
        Ok(()) => Ok(staff.go_saying(&at(referral), say)),
        Err(why) => page(staff, referral, &Again { faults: form_faults(why)?, typed }).await?.again().answer(),
    }
}

fn fault(field: &'static str, say: &str) -> Problem {
    Problem::invalid("incomplete", say).at(field, say)
}

/// `POST /referrals/{referral}/parts`
pub(super) async fn parts(
    staff: Staff,
    Path(referral): Path<ReferralId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let deed = ChooseParts {
        referral,
        version: version(&form.version)?,
        sections: form.sections.iter().filter_map(|word| PartKind::from_word(word)).collect(),
        documents: form.documents.iter().filter_map(|id| id.parse().ok()).collect(),
    };
    let done = staff.perform(request, deed).await;
    answered(&staff, referral, form, done, "The choice is kept.").await
}

/// `POST /referrals/{referral}/send`
pub(super) async fn send(
    staff: Staff,
    Path(referral): Path<ReferralId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let Some(channel) = Channel::from_word(&form.channel) else {
        let why = fault("channel", "Choose how the packet goes.");
        return answered(&staff, referral, form, Err(why), "").await;
    };
    let deed = SendReferral { referral, version: version(&form.version)?, channel };
    let done = staff.perform(request, deed).await.map(drop);
    let say = match channel {
        Channel::Print => "The packet is made. Print it, and note here when it has left.",
        Channel::Fax => "The packet is made. Fax it, and note the number of the confirmation here.",
        Channel::Email => "The packet is on its way to the mail server.",
        Channel::Folder => "The packet waits for the folder.",
    };
    answered(&staff, referral, form, done, say).await
}

/// `POST /referrals/{referral}/step`
pub(super) async fn step(
    staff: Staff,
    Path(referral): Path<ReferralId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let deed = match form.step(referral) {
        Ok(deed) => deed,
        Err(why) => return answered(&staff, referral, form, Err(why), "").await,
    };
    let say = format!("It is noted: {}.", deed.to.title().to_lowercase());
    let done = staff.perform(request, deed).await;
    answered(&staff, referral, form, done, &say).await
}

impl Typed {
    fn step(&self, referral: ReferralId) -> Result<MoveReferral, Problem> {
        let to = ReferralState::from_word(&self.to).ok_or_else(|| fault("to", "Choose where it stands now."))?;
        let evidence =
            Evidence::from_word(&self.evidence).ok_or_else(|| fault("evidence", "Choose how this is known."))?;
        let on = match self.on.trim() {
            "" => None,
            text => Some(text.parse().map_err(|_| fault("on", "Enter the day like 11/21/2026."))?),
        };
        let version = version(&self.version)?;
        Ok(MoveReferral { referral, version, to, evidence, words: Phi::new(self.words.clone()), on })
    }
}

/// `POST /referrals/{referral}/report`
pub(super) async fn report(
    staff: Staff,
    Path(referral): Path<ReferralId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let Ok(document) = form.document.parse() else {
        let why = fault("document", "Choose the document that is the report.");
        return answered(&staff, referral, form, Err(why), "").await;
    };
    let attended_on = form.attended_on.trim().parse().ok();
    let deed = FileReport { referral, version: version(&form.version)?, document, attended_on };
    let done = staff.perform(request, deed).await;
    answered(&staff, referral, form, done, "The report is linked. Close the referral once nothing is left to do.").await
}

/// `POST /referrals/{referral}/take-over`
pub(super) async fn take_over(
    staff: Staff,
    Path(referral): Path<ReferralId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let deed = TakeOver { referral, version: version(&form.version)? };
    let done = staff.perform(request, deed).await;
    answered(&staff, referral, form, done, "You follow this referral now.").await
}

/// What people note about a delivery.
pub(super) fn noted(form: &Typed, delivery: DeliveryId) -> Result<NoteDelivery, Problem> {
    let state = DeliveryState::from_word(&form.state).ok_or_else(|| fault("state", "Choose what became of it."))?;
    Ok(NoteDelivery { delivery, version: version(&form.version)?, state, evidence: Phi::new(form.proof.clone()) })
}

/// The same packet once more.
pub(super) fn once_more(form: &Typed, packet: PacketId) -> Result<SendAgain, Problem> {
    let channel = Channel::from_word(&form.channel).ok_or_else(|| fault("channel", "Choose how the packet goes."))?;
    Ok(SendAgain { packet, channel, address: form.address.clone() })
}

/// `POST /referrals/{referral}/deliveries/{delivery}`
pub(super) async fn delivery(
    staff: Staff,
    Path((referral, delivery)): Path<(ReferralId, DeliveryId)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let done = match noted(&form, delivery) {
        Ok(deed) => staff.perform(request, deed).await,
        Err(why) => Err(why),
    };
    answered(&staff, referral, form, done, "It is noted.").await
}

/// `POST /referrals/{referral}/packets/{packet}/again`
pub(super) async fn again(
    staff: Staff,
    Path((referral, packet)): Path<(ReferralId, PacketId)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let done = match once_more(&form, packet) {
        Ok(deed) => staff.perform(request, deed).await.map(drop),
        Err(why) => Err(why),
    };
    answered(&staff, referral, form, done, "The same packet is on its way again.").await
}
