//! Referring out: what of the record goes along is chosen, put together as one PDF and one FHIR document, kept and sent.
//!
//! Here clinical content and referrals meet: the front office keeps the packet, the clinic what stands in it. What goes along
//! is chosen by somebody who may see it; sending what was chosen asks for no more than the permission to refer.

mod choose;
mod gather;
mod mail;
mod packet;
mod pages;
mod send;

pub use choose::{Choosable, ChooseParts};
pub(crate) use gather::{Gathered, enclosed_documents};
pub use mail::{PacketMail, PacketToMail};
pub(crate) use packet::{Letter, joined, parties};
pub use pages::{
    OutgoingAnswer, OutgoingPage, PatientReferrals, PatientReferralsAnswer, ReferralPage, ReferralPageAnswer,
};
pub use send::{ImportedProvider, ImportedProviders, SendReferral};
