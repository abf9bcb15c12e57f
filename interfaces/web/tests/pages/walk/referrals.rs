//! The routes of referrals, and the referrals that stand in their addresses.

use super::route::{Needs, Route, get, post};
use super::table::OLD;
use front_office::referrals::inbound::{Came, ReceiveReferral};
use front_office::referrals::{
    AddEntry, Channel, EntryId, Evidence, MoveReferral, OneReferral, ReferralId, ReferralState, ReferralUrgency,
};
use kernel::Phi;
use office::{PatientId, Permission};
use testkit::Practice;
use testkit::referrals::{maya_chen, referral};
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
    practice.perform(&practice.rosa, AddEntry(maya_chen())).expect("an entry")
}

/// Rosa writes a referral to her.
pub fn draft(practice: &Practice, patient: PatientId, entry: EntryId) -> ReferralId {
    practice.perform(&practice.rosa, referral(practice, patient, entry)).expect("a draft")
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
