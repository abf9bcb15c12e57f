//! Referrals for stories: a cardiologist in the directory, a referral to her, and one that is on its way.

use crate::Practice;
use front_office::referrals::{
    AddEntry, Channel, EntryFields, EntryId, EntryKind, Evidence, MoveReferral, ReferralId, ReferralState,
    ReferralUrgency, WriteReferral,
};
use kernel::Phi;
use office::PatientId;
use workflows::refer_out::SendReferral;

/// A cardiologist with every way to reach her.
#[must_use]
pub fn maya_chen() -> EntryFields {
    EntryFields {
        kind: EntryKind::Clinician,
        name: "Maya Chen, MD".to_owned(),
        specialty: "Cardiology".to_owned(),
        organisation: "Lakeside Heart Center".to_owned(),
        npi: "1234567893".to_owned(),
        phone: "(555) 010-2000".to_owned(),
        fax: "(555) 010-2001".to_owned(),
        email: "referrals@heart.example".to_owned(),
        street: "9 Harbor Street".to_owned(),
        city: "Lakeside".to_owned(),
        state: "NY".to_owned(),
        postal_code: "12345".to_owned(),
        prefers: Channel::Fax,
        note: "Wants the last ECG".to_owned(),
        active: true,
        imported_from: None,
    }
}

/// Dr. Okafor's referral of a patient to an entry of the directory.
#[must_use]
pub fn referral(practice: &Practice, patient: PatientId, to: EntryId) -> WriteReferral {
    WriteReferral {
        patient,
        site: practice.site,
        entry: to,
        provider: practice.okafor.staff,
        urgency: ReferralUrgency::Routine,
        reason: Phi::from("Chest pain on exertion since March"),
        questions: Phi::from("Stress test?"),
        diagnoses: vec!["i209".to_owned()],
        authorisation: Phi::from("A-77"),
        visits_allowed: Some(3),
        authorised_until: Some("2027-03-31".parse().expect("a date")),
        with_coverage: true,
    }
}

/// A referral of Chidi Anyanwu that waits to go this way to an office that prefers it.
pub fn sent(practice: &Practice, to: EntryFields, channel: Channel) -> ReferralId {
    let entry = practice.perform(&practice.rosa, AddEntry(EntryFields { prefers: channel, ..to })).expect("an entry");
    let patient = practice.patient("Chidi", "Anyanwu", "1984-03-12");
    let referral = practice.perform(&practice.rosa, referral(practice, patient, entry)).expect("a draft");
    let (to, evidence, words) = (ReferralState::Ready, Evidence::Ours, Phi::default());
    let ready = MoveReferral { referral, version: 1, to, evidence, words, on: None };
    practice.perform(&practice.rosa, ready).expect("ready");
    practice.perform(&practice.rosa, SendReferral { referral, version: 2, channel }).expect("queued");
    referral
}
