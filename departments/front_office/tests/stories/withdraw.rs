//! A consent is taken back: what was signed stays, and the check-in asks for it again.

use crate::desk::{Desk, day};
use front_office::forms::{
    Answers, Capacity, ConsentRecord, FieldKind, FieldWords, FilledIn, FormBody, FormDraft, FormField, FormStanding,
    FormsFor, KeepDraft, Need, PublishForm, SignForm, SignedForm, SignedId, Strokes, TakenBack, WithdrawSigned,
    WithdrawnHow,
};
use front_office::intake::{ConsentKind, EarlierSignatures, SignConsent, SignedHow, Tick, Ticked};
use kernel::{Kind, Phi};
use office::PatientId;
use registry::people::Language;
use testkit::Practice;
use testkit::workflows::check_in::CheckInPage;

/// A form for the consent to treatment, signed by this patient.
fn signed(practice: &Practice, patient: PatientId) -> (SignForm, SignedId) {
    let field = |kind, label: &str| FormField {
        kind,
        label: label.to_owned(),
        need: Need::Needed,
        choices: Vec::new(),
        spanish: FieldWords::default(),
    };
    let fields = vec![field(FieldKind::Paragraph, "I agree."), field(FieldKind::Signature, "Signature")];
    let consent_kind = Some(ConsentKind::Treatment);
    let draft = FormDraft {
        title: "Treatment".to_owned(),
        spanish_title: String::new(),
        consent_kind,
        valid_days: None,
        body: FormBody { fields },
    };
    let form = practice.perform(&practice.ines, KeepDraft { changes: None, draft }).expect("a draft");
    let publish = PublishForm { form, version: 1, earlier: EarlierSignatures::Hold };
    let edition = practice.perform(&practice.ines, publish).expect("an edition");
    let sheet = FilledIn {
        form,
        edition,
        language: Language::English,
        answers: Answers::new(),
        signer: "Chidi Anyanwu".into(),
        capacity: Capacity::Patient,
        strokes: Strokes::read("[[[0,0,0],[300,90,50]]]").expect("a signature"),
    };
    let sign = SignForm { patient, today: day("2026-11-16"), sheet };
    let id = practice.perform(&practice.rosa, sign.clone()).expect("it is signed");
    (sign, id)
}

fn taking_back(patient: PatientId, what: TakenBack) -> WithdrawSigned {
    WithdrawSigned {
        patient,
        what,
        on: day("2026-11-16"),
        today: Some(day("2026-11-16")),
        who: "Chidi Anyanwu".into(),
        capacity: Capacity::Patient,
        how: WithdrawnHow::Written,
        reason: "I want to be treated elsewhere".into(),
    }
}

#[test]
fn what_is_taken_back_stays_to_be_read_and_is_asked_for_again() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let visit = desk.arrived(chidi, "9:00");
        let (sign, id) = signed(practice, chidi);
        for kind in [ConsentKind::PrivacyNotice, ConsentKind::FinancialResponsibility] {
            let edition = "2026-01".to_owned();
            let consent = SignConsent { patient: chidi, kind, edition, how: SignedHow::Paper, expires_on: None };
            practice.perform(&practice.rosa, consent).expect("on paper");
        }
        let state = || practice.ask(&practice.rosa, CheckInPage { visit }).expect("the page").state;
        assert!(state().missing_consents.is_empty());
        practice.pass_minutes(5);
        let blank = WithdrawSigned {
            who: " ".into(),
            reason: Phi::default(),
            on: day("2026-11-17"),
            ..taking_back(chidi, TakenBack::Form(id))
        };
        let why = practice.perform(&practice.rosa, blank).expect_err("nothing is said");
        let fields: Vec<&str> = why.fields().iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["who", "reason", "on"]);
        let take = taking_back(chidi, TakenBack::Form(id));
        assert_eq!(practice.perform(&practice.mei, take.clone()).expect_err("Mei may not").kind(), Kind::Refused);
        practice.perform(&practice.rosa, take.clone()).expect("it is taken back");
        assert_eq!(practice.perform(&practice.rosa, take).expect_err("once").code(), "withdrawn_already");
        assert_eq!(state().missing_consents, [ConsentKind::Treatment]);
        assert_eq!(state().taken_back_on(ConsentKind::Treatment), Some(day("2026-11-16")));
        let tick = Tick { visit, what: Ticked::Consents, note: Phi::default() };
        assert_eq!(practice.perform(&practice.rosa, tick).expect_err("it is missing").code(), "consents_missing");
        let sheet = practice.ask(&practice.rosa, SignedForm { patient: chidi, signed: id }).expect("the sheet");
        let gone = sheet.withdrawal.expect("it was taken back");
        assert_eq!((gone.capacity, gone.how), (Capacity::Patient, WithdrawnHow::Written));
        assert_eq!(sheet.signer.reveal(), "Chidi Anyanwu", "what was signed stays");
        let standing = || {
            let on = FormsFor { patient: chidi, day: day("2026-11-16") };
            practice.ask(&practice.rosa, on).expect("the forms").remove(0).standing
        };
        assert_eq!(standing(), FormStanding::TakenBack(id, day("2026-11-16")));
        practice.pass_minutes(5);
        practice.perform(&practice.rosa, sign).expect("he signs anew");
        assert!(matches!(standing(), FormStanding::Signed(again, ..) if again != id));
        assert!(state().missing_consents.is_empty() && state().taken_back_on(ConsentKind::Treatment).is_none());
    });
}

#[test]
fn a_paper_is_taken_back_by_its_kind() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let kind = ConsentKind::ReleaseOfRecords;
        let take = || practice.perform(&practice.rosa, taking_back(chidi, TakenBack::Kind(kind)));
        assert_eq!(take().expect_err("nothing was signed").kind(), Kind::NotFound);
        let edition = "2026-01".to_owned();
        let consent = SignConsent { patient: chidi, kind, edition, how: SignedHow::Paper, expires_on: None };
        practice.perform(&practice.rosa, consent).expect("on paper");
        practice.pass_minutes(1);
        take().expect("it is taken back");
        assert_eq!(take().expect_err("once").code(), "withdrawn_already");
        let record = practice.ask(&practice.rosa, ConsentRecord { patient: chidi }).expect("the record");
        assert_eq!((record.consents.len(), record.withdrawals.len()), (1, 1), "both stay");
    });
}
