//! The demo's referrals: some offices in the directory, and referrals out and in that have come to different points.

use super::Made;
use super::cast::signed_in;
use front_office::documents::{Category, DocumentId, DocumentSource, TakeInDocument};
use front_office::referrals::inbound::{Came, OneInbound, ReceiveReferral, Triage, Verdict};
use front_office::referrals::{
    AddEntry, Channel, DeliveryState, EntryFields, EntryId, EntryKind, Evidence, FileReport, InboundId, MoveReferral,
    NoteDelivery, OneReferral, PartKind, ReferralId, ReferralState, ReferralUrgency, WriteReferral,
};
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Phi, Problem};
use office::{Actor, Office, PatientId};
use papers::print::{Block, Sheet, print};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;
use workflows::refer_in::MatchReferral;
use workflows::refer_out::{ChooseParts, SendReferral};

/// Name, specialty, organisation, NPI, telephone, fax, how they like to receive.
type Office4 = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, Channel);

const DIRECTORY: &[Office4] = &[
    ("Maya Chen, MD", "Cardiology", "Shoreline Heart Center", "1000000046", "5185550210", "5185550211", Channel::Fax),
    (
        "Luis Reyes, MD",
        "Orthopedics",
        "Lakeside Bone and Joint",
        "1000000053",
        "5185550220",
        "5185550221",
        Channel::Folder,
    ),
    ("Anke Vogel, MD", "Dermatology", "Hilltop Skin Clinic", "1000000061", "5185550230", "5185550231", Channel::Fax),
    ("Sofia Marin, DPT", "Physical therapy", "Move Well", "1000000079", "5185550240", "5185550241", Channel::Print),
    (
        "Tariq Aziz, MD",
        "Gastroenterology",
        "Lakeside Digestive Health",
        "1000000087",
        "5185550250",
        "5185550251",
        Channel::Fax,
    ),
];

/// Why somebody is referred, to which entry, how soon, how many days ago it was written, and how far it came.
type Story = (&'static str, usize, ReferralUrgency, i32, ReferralState);

const OUT: &[Story] = &[
    ("Chest pain on exertion, abnormal ECG", 0, ReferralUrgency::Urgent, 6, ReferralState::Sent),
    ("Knee pain for six weeks, cannot climb stairs", 1, ReferralUrgency::Routine, 12, ReferralState::Acknowledged),
    ("Changing mole on the back", 2, ReferralUrgency::Urgent, 9, ReferralState::Scheduled),
    ("Low back pain, exercises under guidance", 3, ReferralUrgency::Routine, 40, ReferralState::Attended),
    ("Blood in the stool, age over 50", 4, ReferralUrgency::Routine, 30, ReferralState::Reported),
    ("Palpitations, Holter wanted", 0, ReferralUrgency::Routine, 2, ReferralState::Ready),
    ("Shoulder stiff after a fall", 1, ReferralUrgency::Routine, 1, ReferralState::Draft),
    ("Rash that does not go", 2, ReferralUrgency::Routine, 20, ReferralState::Declined),
];

/// Who sends, why, how soon, how many days ago it came, and whether it was accepted.
const IN: &[(&str, &str, ReferralUrgency, i32, bool)] = &[
    ("Luis Reyes, MD", "Clearance before a knee replacement", ReferralUrgency::Urgent, 1, true),
    ("Urgent Care on Main", "High blood pressure found at a visit for a sprain", ReferralUrgency::Routine, 3, false),
    ("Anke Vogel, MD", "Diabetes found before a small operation", ReferralUrgency::Routine, 0, false),
];

/// What is told of one referral at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// A referral out is taken as far as this, as far as it came.
    Out(usize, ReferralState),
    /// A referral to us comes.
    In(usize),
}

/// The referrals while they are told.
pub struct Referrals {
    out: Mutex<HashMap<usize, ReferralId>>,
    entries: Mutex<Vec<EntryId>>,
}

const WAY: &[(ReferralState, i32)] = &[
    (ReferralState::Draft, 0),
    (ReferralState::Ready, 0),
    (ReferralState::Sent, 1),
    (ReferralState::Acknowledged, 4),
    (ReferralState::Scheduled, 5),
    (ReferralState::Attended, 12),
    (ReferralState::Reported, 20),
];

impl Referrals {
    /// Nothing was told yet.
    pub fn new() -> Self {
        Self { out: Mutex::new(HashMap::new()), entries: Mutex::new(Vec::new()) }
    }

    /// Every deed with its moment.
    pub fn deeds(zone: &TimeZone, today: Day) -> Vec<(Moment, Deed)> {
        let at = |days: i32, minute: u64| {
            let day = today.plus_days(-days.max(0));
            Moment::from_civil(day.civil().at(8, 0, 0, 0), zone) + Duration::from_secs(minute * 60)
        };
        let mut all = Vec::new();
        for (which, (_, _, _, ago, goal)) in OUT.iter().enumerate() {
            let minute = u64::try_from(which).unwrap_or(0) * 9;
            for (step, (state, after)) in WAY.iter().enumerate() {
                let later = u64::try_from(step).unwrap_or(0);
                all.push((at(ago - after, minute + later), Deed::Out(which, *state)));
                if state == goal {
                    break;
                }
                if *goal == ReferralState::Declined && *state == ReferralState::Sent {
                    all.push((at(ago - 5, minute + 8), Deed::Out(which, ReferralState::Declined)));
                    break;
                }
            }
        }
        for (which, (_, _, _, ago, _)) in IN.iter().enumerate() {
            all.push((at(*ago, 90 + u64::try_from(which).unwrap_or(0)), Deed::In(which)));
        }
        all
    }

    /// Does one of them.
    ///
    /// # Errors
    /// What the office says.
    pub async fn tell(&self, office: &Office, made: &Made, patients: &[PatientId], deed: Deed) -> Result<(), Problem> {
        self.directory(office, &made.desk).await?;
        match deed {
            Deed::Out(which, state) => self.out(office, made, patients, (which, state)).await,
            Deed::In(which) => inbound(office, made, patients, which).await,
        }
    }

    async fn directory(&self, office: &Office, desk: &Actor) -> Result<(), Problem> {
        if !self.entries.lock().expect("nothing panics while it holds this").is_empty() {
            return Ok(());
        }
        let mut all = Vec::new();
        for (name, specialty, organisation, npi, phone, fax, prefers) in DIRECTORY {
            let fields = EntryFields {
                kind: EntryKind::Clinician,
                name: (*name).to_owned(),
                specialty: (*specialty).to_owned(),
                organisation: (*organisation).to_owned(),
                npi: (*npi).to_owned(),
                phone: (*phone).to_owned(),
                fax: (*fax).to_owned(),
                email: String::new(),
                street: "20 Harbor Street".to_owned(),
                city: "Lakeside".to_owned(),
                state: "NY".to_owned(),
                postal_code: "12345".to_owned(),
                prefers: *prefers,
                note: String::new(),
                active: true,
                imported_from: None,
            };
            all.push(office.perform(desk, AddEntry(fields)).await?);
        }
        *self.entries.lock().expect("nothing panics while it holds this") = all;
        Ok(())
    }

    async fn out(
        &self,
        office: &Office,
        made: &Made,
        patients: &[PatientId],
        (which, to): (usize, ReferralState),
    ) -> Result<(), Problem> {
        let (reason, entry, urgency, _, _) = OUT[which];
        let patient = patients[which * 7 % patients.len()];
        if to == ReferralState::Draft {
            let entry = self.entries.lock().expect("nothing panics while it holds this")[entry];
            let write = WriteReferral {
                patient,
                site: made.sites[0],
                entry,
                provider: made.providers[which % 2].staff,
                urgency,
                reason: Phi::from(reason),
                questions: Phi::default(),
                diagnoses: Vec::new(),
                authorisation: Phi::default(),
                visits_allowed: None,
                authorised_until: None,
                with_coverage: true,
            };
            let id = office.perform(&made.desk, write).await?;
            self.out.lock().expect("nothing panics while it holds this").insert(which, id);
            return Ok(());
        }
        let id = self.out.lock().expect("nothing panics while it holds this").get(&which).copied();
        let Some(referral) = id else { return Ok(()) };
        let version = office.ask(&made.desk, OneReferral { referral }).await?.line.version;
        match to {
            ReferralState::Ready => {
                let sections = vec![PartKind::Problems, PartKind::Medications, PartKind::Allergies];
                let choose = ChooseParts { referral, version, sections, documents: Vec::new() };
                office.perform(&made.floor, choose).await?;
                moved(office, made, referral, version + 1, to).await
            }
            ReferralState::Sent => left(office, made, referral, version).await,
            ReferralState::Reported => {
                let document = report(office, made, patient, reason).await?;
                office.perform(&made.desk, FileReport { referral, version, document, attended_on: None }).await
            }
            _ => moved(office, made, referral, version, to).await,
        }
    }
}

async fn moved(
    office: &Office,
    made: &Made,
    referral: ReferralId,
    version: i64,
    to: ReferralState,
) -> Result<(), Problem> {
    let zone = TimeZone::get(super::ZONE).unwrap_or(TimeZone::UTC);
    let today: Day = office.now().civil(&zone).date().into();
    let (evidence, words, on) = match to {
        ReferralState::Ready => (Evidence::Ours, "", None),
        ReferralState::Scheduled => {
            (Evidence::TheirOffice, "Kim at their desk, by telephone", Some(today.plus_days(7)))
        }
        ReferralState::Attended => (Evidence::Patient, "By telephone", Some(today)),
        ReferralState::Declined => (Evidence::TheirLetter, "No new patients until spring", None),
        _ => (Evidence::TheirOffice, "Kim at their desk, by telephone", None),
    };
    let step = MoveReferral { referral, version, to, evidence, words: Phi::from(words), on };
    office.perform(&made.desk, step).await
}

async fn left(office: &Office, made: &Made, referral: ReferralId, version: i64) -> Result<(), Problem> {
    let send = SendReferral { referral, version, channel: Channel::Fax };
    let delivery = office.perform(&made.desk, send).await?;
    let evidence = Phi::from("confirmation 00417");
    let state = DeliveryState::Delivered;
    office.perform(&made.desk, NoteDelivery { delivery, version: 1, state, evidence }).await
}

/// A letter of theirs, filed in the chart.
async fn report(office: &Office, made: &Made, patient: PatientId, about: &str) -> Result<DocumentId, Problem> {
    let words = format!("Thank you for referring this patient: {about}. Seen and examined; see below.");
    let blocks = vec![Block::Head("Consult note".to_owned()), Block::Words(words)];
    let paper = print(&Sheet { title: "Consult note".to_owned(), foot: "Consult note".to_owned(), blocks }, &[])?;
    let take = TakeInDocument {
        patient: Some(patient),
        category: Category::Letter,
        title: Phi::from("Consult note"),
        file_name: Phi::default(),
        source: DocumentSource::Upload,
        dated_on: None,
        reviewer: None,
        papers: vec![paper],
    };
    office.perform(&made.desk, take).await
}

async fn inbound(office: &Office, made: &Made, patients: &[PatientId], which: usize) -> Result<(), Problem> {
    let (from, reason, urgency, _, accepted) = IN[which];
    let new = ReceiveReferral {
        site: made.sites[0],
        patient: None,
        entry: None,
        from_name: from.to_owned(),
        from_contact: "518 555 0220".to_owned(),
        told_name: Phi::from("As on the fax"),
        told_born: None,
        told_phone: Phi::default(),
        urgency,
        reason: Phi::from(reason),
        questions: Phi::default(),
        diagnoses: Phi::default(),
        came: Came::ByHand,
        document: None,
        source: None,
    };
    let inbound: InboundId = office.perform(&made.desk, new).await?;
    let patient = patients[which * 11 % patients.len() + 1];
    office.perform(&made.desk, MatchReferral { inbound, version: 1, patient }).await?;
    if accepted {
        let okafor = signed_in(office, "okafor").await?;
        let version = office.ask(&okafor, OneInbound { inbound }).await?.line.version;
        let verdict = Verdict::Accept(urgency, made.visit_types[0].id);
        office.perform(&okafor, Triage { inbound, version, verdict, words: Phi::default() }).await?;
    }
    Ok(())
}
