//! The routes of referrals, and the referrals that stand in their addresses.

use super::route::{Needs, Route, get, post};
use super::table::OLD;
use front_office::referrals::inbound::{Came, ReceiveReferral};
use front_office::referrals::{
    AddEntry, Channel, EntryFields, EntryId, EntryKind, Evidence, MoveReferral, OneReferral, ReferralId, ReferralState,
    ReferralUrgency, WriteReferral,
};
use kernel::Phi;
use office::{PatientId, Permission};
use testkit::Practice;
use workflows::refer_out::SendReferral;

use Needs::{Permission as Needed, SignedIn};

const REFERRAL: &[(&str, &str)] = &[
    ("patient", "{patient}"),
    ("entry", "{office}"),
    ("provider", "{provider}"),
    ("reason", "Chest pain"),
    ("urgency", "routine"),
    OLD,
];

const OUT: Needs = Needed(Permission::Refer);
const SEE: Needs = Needed(Permission::SeeDocuments);

/// The routes of referrals.
pub const ROUTES: &[Route] = &[
    get("/referrals", SEE),
    post("/referrals", OUT, REFERRAL),
    get("/referrals/new", SignedIn),
    post("/referrals/search", Needed(Permission::FindPeople), &[("q", "ruiz")]),
    get("/referrals/{referral}", SEE),
    get("/referrals/{referral}/edit", SEE),
    post("/referrals/{referral}/edit", OUT, REFERRAL),
    post("/referrals/{referral}/parts", OUT, &[OLD]),
    post("/referrals/{referral}/send", OUT, &[("channel", "print"), OLD]),
    post("/referrals/{referral}/step", OUT, &[("to", "ready"), ("evidence", "ours"), OLD]),
    post("/referrals/{referral}/report", OUT, &[("document", "{document}"), OLD]),
    post("/referrals/{referral}/take-over", OUT, &[OLD]),
    post("/referrals/{referral}/deliveries/{delivery}", OUT, &[("state", "delivered"), ("proof", "fax 1"), OLD]),
    post("/referrals/{referral}/packets/{packet}/again", OUT, &[("channel", "print")]),
    get("/packets/{packet}/pdf", SEE),
    get("/packets/{packet}/fhir", SEE),
    get("/patients/{patient}/referrals", SEE),
    get("/directory", SEE),
    post("/directory", OUT, &[("name", "Jon Vale, MD")]),
    get("/directory/new", SignedIn),
    get("/directory/imported", Needed(Permission::SeeSchedule)),
    get("/directory/{office}", SEE),
    post("/directory/{office}", OUT, &[("name", "Maya Chen, MD"), OLD]),
    get("/referrals-in", SEE),
    post("/referrals-in", OUT, &[("reason", "Knee"), ("from_name", "Dr. Reyes"), ("told_name", "Ruiz, Ana")]),
    get("/referrals-in/new", SEE),
    post("/referrals-in/file", OUT, &[]),
    get("/referrals-in/{inbound}", SEE),
    post("/referrals-in/{inbound}/search", Needed(Permission::FindPeople), &[("q", "ruiz")]),
    post("/referrals-in/{inbound}/patient", OUT, &[("patient", "{patient}"), OLD]),
    post(
        "/referrals-in/{inbound}/triage",
        Needed(Permission::TriageReferrals),
        &[("verdict", "accept"), ("visit_type", "{visit_type}"), OLD],
    ),
    post("/referrals-in/{inbound}/step", OUT, &[("to", "closed"), ("evidence", "ours"), ("step_words", "Moved"), OLD]),
    post(
        "/referrals-in/{inbound}/report",
        OUT,
        &[("provider", "{provider}"), ("report", "Well"), ("channel", "print"), OLD],
    ),
    post("/referrals-in/{inbound}/deliveries/{delivery}", OUT, &[("state", "delivered"), ("proof", "fax 1"), OLD]),
    post("/referrals-in/{inbound}/packets/{packet}/again", OUT, &[("channel", "print")]),
    get("/referral-clocks", SEE),
    post("/referral-clocks", Needed(Permission::ManagePractice), &[]),
];

/// A draft, a packet on its way, a referral to us, and the office that they are about.
pub struct Referred {
    pub office: String,
    pub referral: String,
    pub packet: String,
    pub delivery: String,
    pub inbound: String,
}

/// A cardiologist in the directory.
pub fn cardiologist(practice: &Practice) -> EntryId {
    let fields = EntryFields {
        kind: EntryKind::Clinician,
        name: "Maya Chen, MD".to_owned(),
        specialty: "Cardiology".to_owned(),
        organisation: "Lakeside Heart Center".to_owned(),
        npi: "1234567893".to_owned(),
        phone: "(555) 010-2000".to_owned(),
        fax: "(555) 010-2001".to_owned(),
        email: String::new(),
        street: String::new(),
        city: "Lakeside".to_owned(),
        state: "NY".to_owned(),
        postal_code: String::new(),
        prefers: Channel::Fax,
        note: "Wants the last ECG".to_owned(),
        active: true,
        imported_from: None,
    };
    practice.perform(&practice.rosa, AddEntry(fields)).expect("an entry")
}

/// Rosa writes a referral to her.
pub fn draft(practice: &Practice, patient: PatientId, entry: EntryId) -> ReferralId {
    let write = WriteReferral {
        patient,
        site: practice.site,
        entry,
        provider: practice.okafor.staff,
        urgency: ReferralUrgency::Routine,
        reason: Phi::from("Chest pain on exertion"),
        questions: Phi::default(),
        diagnoses: Vec::new(),
        authorisation: Phi::default(),
        visits_allowed: None,
        authorised_until: None,
        with_coverage: true,
    };
    practice.perform(&practice.rosa, write).expect("a draft")
}

impl Referred {
    pub fn of(practice: &Practice, patient: PatientId) -> Self {
        let office = cardiologist(practice);
        let referral = draft(practice, patient, office);
        let other = draft(practice, patient, office);
        let ready = MoveReferral {
            referral: other,
            version: 1,
            to: ReferralState::Ready,
            evidence: Evidence::Ours,
            words: Phi::default(),
            on: None,
        };
        practice.perform(&practice.rosa, ready).expect("it is ready");
        let send = SendReferral { referral: other, version: 2, channel: Channel::Fax };
        let delivery = practice.perform(&practice.rosa, send).expect("it is on its way");
        let sheet = practice.ask(&practice.rosa, OneReferral { referral: other }).expect("the referral");
        let told = ReceiveReferral {
            site: practice.site,
            patient: None,
            entry: None,
            from_name: "Dr. Reyes".to_owned(),
            from_contact: String::new(),
            told_name: Phi::from("Ruiz, Ana"),
            told_born: None,
            told_phone: Phi::default(),
            urgency: ReferralUrgency::Routine,
            reason: Phi::from("Knee"),
            questions: Phi::default(),
            diagnoses: Phi::default(),
            came: Came::ByHand,
            document: None,
            source: None,
        };
        let inbound = practice.perform(&practice.rosa, told).expect("it is taken in");
        Self {
            office: office.to_string(),
            referral: referral.to_string(),
            packet: sheet.packets[0].id.to_string(),
            delivery: delivery.to_string(),
            inbound: inbound.to_string(),
        }
    }
}
