//! Ana Ruiz, of whose record something stands in every address: she came in from another office with a letter, and has a card,
//! an alert and a photo here.

use clinical::chart::ChartOf;
use clinical::histories::{Change, Field, KeepHistory, Said, Section};
use fhir_r4::Limits;
use front_office::documents::{Category, DocumentSource, TakeInDocument};
use front_office::forms::{
    Answers, Capacity, FieldKind, FieldWords, FilledIn, FormBody, FormDraft, FormField, KeepDraft, Need, PublishForm,
    SignForm, Strokes,
};
use front_office::insurance::{CardSide, Cause, InjuryFields, KeepCardPictures, KeepInjuryCase};
use front_office::intake::EarlierSignatures;
use front_office::scheduling::AppointmentId;
use front_office::self_check_in::{
    AtSitting, ConfirmBirthday, KioskPurpose, OfferLink, RegisterKiosk, Secret, SelfField, SittingDeed,
};
use kernel::Phi;
use office::PatientId;
use registry::coverages::{KeepCoverage, NewCoverage, Relationship};
use registry::people::{FindPeople, KeepPhoto, Language, RaiseAlert};
use testkit::Practice;
use workflows::import_fhir::{Source, read_file};

pub struct Ana {
    pub patient: PatientId,
    pub coverage: String,
    pub alert: String,
    pub history: String,
    pub document: String,
    pub scan: String,
    pub case: String,
    pub form: String,
    pub signed: String,
}

const BUNDLE: &str = r#"{"resourceType":"Bundle","type":"collection","entry":[
{"fullUrl":"urn:uuid:11111111-1111-4111-8111-111111111111","resource":{"resourceType":"Patient",
"id":"11111111-1111-4111-8111-111111111111","name":[{"family":"Ruiz","given":["Ana"]}],"gender":"female","birthDate":"1990-02-03"}},
{"fullUrl":"urn:uuid:22222222-2222-4222-8222-222222222222","resource":{"resourceType":"DocumentReference",
"id":"22222222-2222-4222-8222-222222222222","status":"current","type":{"text":"Letter"},
"subject":{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"},"date":"2026-01-05T10:00:00Z",
"content":[{"attachment":{"contentType":"text/plain","data":"U2VlbiBhbmQgd2VsbC4="}}]}}]}"#;

impl Ana {
    pub fn of(practice: &Practice) -> Self {
        let source = Source::named("elsewhere").expect("a name");
        let batch = read_file(BUNDLE.to_owned(), &source, &Limits::default()).expect("a bundle");
        for deed in batch.deeds {
            practice.perform(&practice.ines, deed).expect("Ana comes in");
        }
        let find = FindPeople { typed: Phi::<String>::from("Ruiz Ana"), at_most: 1 };
        let patient = practice.ask(&practice.rosa, find).expect("a search").remove(0).id;
        let card = NewCoverage {
            payer: "Blue Cross".to_owned(),
            payer_number: String::new(),
            priority: 1,
            plan: String::new(),
            member_number: "XQ1".into(),
            group_number: "".into(),
            relationship: Relationship::Itself,
            subscriber_name: "".into(),
            subscriber_birth_day: None,
            starts_on: None,
            ends_on: None,
            copay: None,
        };
        let coverage = practice.perform(&practice.rosa, KeepCoverage { patient, corrects: None, card });
        let alert = practice.perform(&practice.rosa, RaiseAlert { patient, says: "Hard of hearing".into() });
        let photo = KeepPhoto { patient, image: vec![0xFF, 0xD8, 0xFF, 0xE0] };
        practice.perform(&practice.rosa, photo).expect("a photo");
        let history = latex(practice, patient);
        let chart = practice.ask(&practice.okafor, ChartOf { patient }).expect("the chart");
        let scan = letter(practice, patient);
        let front = KeepCardPictures {
            patient,
            coverage: *coverage.as_ref().expect("a card"),
            pictures: [(CardSide::Front, testkit::papers::png())].into(),
        };
        practice.perform(&practice.rosa, front).expect("a picture of the card");
        let fields = InjuryFields {
            cause: Cause::OtherAccident,
            injured_on: "2026-11-01".parse().expect("a day"),
            state: String::new(),
            insurer: "Harbor Mutual".to_owned(),
            claim_number: "".into(),
            adjuster: "".into(),
            adjuster_phone: "".into(),
            employer: "".into(),
            employer_phone: "".into(),
            body_parts: "".into(),
            closed_on: None,
        };
        let case = practice.perform(&practice.rosa, KeepInjuryCase { patient, corrects: None, fields });
        let (form, signed) = photo_release(practice, patient);
        Self {
            patient,
            form,
            signed,
            scan,
            case: case.expect("a case").to_string(),
            coverage: coverage.expect("a card").to_string(),
            alert: alert.expect("an alert").to_string(),
            history,
            document: chart.documents[0].id.to_string(),
        }
    }
}

/// A letter that was scanned into her chart.
fn letter(practice: &Practice, patient: PatientId) -> String {
    let letter = TakeInDocument {
        patient: Some(patient),
        category: Category::Letter,
        title: "Letter".into(),
        file_name: "letter.png".into(),
        source: DocumentSource::Upload,
        dated_on: None,
        reviewer: None,
        papers: vec![testkit::papers::png()],
    };
    practice.perform(&practice.rosa, letter).expect("a scan").to_string()
}

/// An allergy, entered by the medical assistant.
fn latex(practice: &Practice, patient: PatientId) -> String {
    let said =
        Said::nothing().with(Field::What, "Latex").with(Field::Status, "active").with(Field::Verification, "confirmed");
    let latex = KeepHistory { patient, section: Section::Allergies, change: Change::Enter(said) };
    practice.perform(&practice.tom, latex).expect("an allergy").to_string()
}

/// A form with a signature under it.
fn photo_release(practice: &Practice, patient: PatientId) -> (String, String) {
    let field = |kind, label: &str| FormField {
        kind,
        label: label.to_owned(),
        need: Need::Needed,
        choices: Vec::new(),
        spanish: FieldWords::default(),
    };
    let fields = vec![field(FieldKind::Paragraph, "I agree."), field(FieldKind::Signature, "Signature")];
    let body = FormBody { fields };
    let draft = FormDraft {
        title: "Photo release".to_owned(),
        spanish_title: String::new(),
        consent_kind: None,
        valid_days: None,
        body,
    };
    let form = practice.perform(&practice.ines, KeepDraft { changes: None, draft }).expect("a draft");
    let publish = PublishForm { form, version: 1, earlier: EarlierSignatures::Hold };
    let edition = practice.perform(&practice.ines, publish).expect("an edition");
    let sheet = FilledIn {
        form,
        edition,
        language: Language::English,
        answers: Answers::new(),
        signer: "Ana Ruiz".into(),
        capacity: Capacity::Patient,
        strokes: Strokes::read("[[[0,0,0],[300,90,50]]]").expect("a signature"),
    };
    let sign = SignForm { patient, today: "2026-11-16".parse().expect("a day"), sheet };
    let signed = practice.perform(&practice.rosa, sign).expect("it is signed");
    (form.to_string(), signed.to_string())
}

/// A kiosk, and what somebody entered by a link and sent.
pub fn at_the_kiosk(practice: &Practice, appointment: AppointmentId) -> (String, String) {
    let kiosk = RegisterKiosk { site: practice.site, name: "Front door".to_owned(), purpose: KioskPurpose::CheckIn };
    let kiosk = practice.perform(&practice.ines, kiosk).expect("a kiosk").kiosk;
    let link = practice.perform(&practice.rosa, OfferLink { appointment }).expect("a link");
    let machine = practice.office.machine("self-check-in");
    let secret = || Secret::presented(link.secret.clone());
    let born = "1990-02-03".parse::<kernel::Day>().expect("a day").into();
    practice.perform(&machine, ConfirmBirthday { secret: secret(), born }).expect("asked");
    let fields = [(SelfField::Mobile, Phi::from("5550107788")), (SelfField::Allergies, Phi::from("Peanuts"))].into();
    let pictures = [(CardSide::Front, testkit::papers::png())].into();
    for deed in [SittingDeed::Enter(fields), SittingDeed::SendCard(pictures), SittingDeed::Send { here: false }] {
        practice.perform(&machine, AtSitting { secret: secret(), deed }).expect("entered, and sent");
    }
    (kiosk.to_string(), link.check_in.to_string())
}
