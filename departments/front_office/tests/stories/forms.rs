//! Forms: built, published in editions, signed by whoever may, never complete while blank, signed anew when they change.

use crate::desk::{Desk, day};
use front_office::forms::{
    Answers, Capacity, FieldKind, FieldWords, FilledIn, FormBody, FormDraft, FormField, FormId, FormStanding,
    FormToSign, Forms, FormsFor, KeepDraft, Need, OneForm, PublishForm, RetireForm, SignForm, SignedForm, SignedId,
    Strokes,
};
use front_office::intake::{ConsentKind, EarlierSignatures, Tick, Ticked};
use kernel::{Kind, Phi, Problem};
use office::PatientId;
use registry::people::Language;
use testkit::Practice;
use testkit::workflows::check_in::CheckInPage;
use testkit::workflows::merge_people::{MergePeople, PartPeople};

const DRAWN: &str = "[[[10,200,0],[200,40,120],[420,220,260]],[[500,100,700],[800,180,900]]]";

fn field(kind: FieldKind, label: &str, need: Need) -> FormField {
    let choices =
        if kind == FieldKind::Choice { vec!["By letter".to_owned(), "By phone".to_owned()] } else { Vec::new() };
    FormField { kind, label: label.to_owned(), need, choices, spanish: FieldWords::default() }
}

fn consent(kind: Option<ConsentKind>) -> FormDraft {
    let fields = vec![
        field(FieldKind::Paragraph, "I agree to be examined and treated.", Need::Needed),
        field(FieldKind::YesNo, "May students be present?", Need::Needed),
        field(FieldKind::Choice, "How may we reach you?", Need::Needed),
        field(FieldKind::Date, "Since when do you live here?", Need::Optional),
        field(FieldKind::Text, "Anything else?", Need::Optional),
        field(FieldKind::Signature, "Signature", Need::Needed),
    ];
    let body = FormBody { fields };
    FormDraft {
        title: "Consent to treatment".to_owned(),
        spanish_title: String::new(),
        consent_kind: kind,
        valid_days: Some(365),
        body,
    }
}

fn published(practice: &Practice, draft: FormDraft) -> FormId {
    let form = practice.perform(&practice.ines, KeepDraft { changes: None, draft }).expect("a draft");
    let publish = PublishForm { form, version: 1, earlier: EarlierSignatures::AskAgain };
    assert_eq!(practice.perform(&practice.ines, publish).expect("an edition"), 1);
    form
}

/// Each would overwrite which edition of the consent is handed out.
#[test]
fn two_forms_in_use_do_not_stand_for_one_consent() {
    Practice::each(|practice| {
        let first = published(practice, consent(Some(ConsentKind::Treatment)));
        let another = FormDraft { title: "Consent for students".to_owned(), ..consent(Some(ConsentKind::Treatment)) };
        let form = practice.perform(&practice.ines, KeepDraft { changes: None, draft: another }).expect("a draft");
        let publish = PublishForm { form, version: 1, earlier: EarlierSignatures::AskAgain };
        let why = practice.perform(&practice.ines, publish).expect_err("there is one");
        assert_eq!((why.code(), why.fields()[0].0), ("kind_taken", "consent_kind"));
        assert!(why.say().contains("“Consent to treatment” is the form for"), "{}", why.say());
        let other = published(practice, FormDraft { title: "House rules".to_owned(), ..consent(None) });
        let draft = FormDraft { title: "House rules".to_owned(), ..consent(Some(ConsentKind::Treatment)) };
        let change = KeepDraft { changes: Some((other, 2)), draft };
        assert_eq!(practice.perform(&practice.ines, change).expect_err("nor by a change").code(), "kind_taken");
        practice.perform(&practice.ines, RetireForm { form: first, version: 2 }).expect("out of use");
        practice.perform(&practice.ines, publish).expect("now it may");
    });
}

fn answers(all: &[(usize, &str)]) -> Answers {
    all.iter().map(|(at, said)| (*at, Phi::from(*said))).collect()
}

fn signing(patient: PatientId, form: FormId) -> SignForm {
    SignForm {
        patient,
        today: day("2026-11-16"),
        sheet: FilledIn {
            form,
            edition: 1,
            language: Language::English,
            answers: answers(&[(1, "no"), (2, "By phone")]),
            signer: "Chidi Anyanwu".into(),
            capacity: Capacity::Patient,
            strokes: Strokes::read(DRAWN).expect("a signature"),
        },
    }
}

/// The same, filled in otherwise.
fn otherwise(deed: SignForm, change: impl FnOnce(FilledIn) -> FilledIn) -> SignForm {
    SignForm { sheet: change(deed.sheet), ..deed }
}

fn sign(practice: &Practice, deed: SignForm) -> Result<SignedId, Problem> {
    practice.perform(&practice.rosa, deed)
}

fn standing(practice: &Practice, patient: PatientId, on: &str) -> FormStanding {
    practice.ask(&practice.rosa, FormsFor { patient, day: day(on) }).expect("the forms").remove(0).standing
}

/// Every list of forms, for the test of query plans.
pub fn look_at_all(practice: &Practice, patient: PatientId) {
    let form = published(practice, consent(None));
    let signed = sign(practice, signing(patient, form)).expect("signed");
    practice.ask(&practice.ines, Forms).expect("the forms");
    practice.ask(&practice.ines, OneForm { form }).expect("the form");
    practice.ask(&practice.rosa, FormsFor { patient, day: day("2026-11-16") }).expect("theirs");
    practice.ask(&practice.rosa, FormToSign { patient, form }).expect("to sign");
    practice.ask(&practice.rosa, SignedForm { patient, signed }).expect("signed");
}

#[test]
fn a_blank_is_never_complete() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let form = published(practice, consent(None));
        let why =
            sign(practice, otherwise(signing(chidi, form), |sheet| FilledIn { answers: Answers::new(), ..sheet }))
                .expect_err("blank");
        let fields: Vec<&str> = why.fields().iter().map(|(field, _)| *field).collect();
        assert_eq!((why.code(), fields), ("form_blank", vec!["answer-1", "answer-2"]), "all of it at once");
        for wrong in [[(1, "perhaps"), (2, "By phone")], [(1, "yes"), (2, "By pigeon")], [(1, "  "), (2, "By phone")]] {
            let why =
                sign(practice, otherwise(signing(chidi, form), |sheet| FilledIn { answers: answers(&wrong), ..sheet }));
            assert_eq!(why.expect_err("not an answer").code(), "form_blank", "{wrong:?}");
        }
        let date = answers(&[(1, "no"), (2, "By phone"), (3, "last spring")]);
        let why = sign(practice, otherwise(signing(chidi, form), |sheet| FilledIn { answers: date, ..sheet }))
            .expect_err("not a date");
        assert_eq!(why.fields()[0].0, "answer-3");
        let nobody = sign(practice, otherwise(signing(chidi, form), |sheet| FilledIn { signer: " ".into(), ..sheet }))
            .expect_err("nobody");
        assert_eq!(nobody.fields()[0].0, "signer");
        assert_eq!(standing(practice, chidi, "2026-11-16"), FormStanding::ToSign, "nothing of all this was kept");
        let signed = sign(practice, signing(chidi, form)).expect("complete");
        let sheet = practice.ask(&practice.rosa, SignedForm { patient: chidi, signed }).expect("the sheet");
        assert_eq!(sheet.answers.get(&2).map(|said| said.reveal().as_str()), Some("By phone"));
        assert!(sheet.strokes.path().reveal().starts_with("M10 200L200 40"));
    });
}

#[test]
fn the_consent_of_the_check_in_is_the_form_and_a_changed_form_is_signed_anew() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let visit = desk.arrived(chidi, "9:00");
        let missing = || practice.ask(&practice.rosa, CheckInPage { visit }).expect("the page").state.missing_consents;
        assert_eq!(missing().len(), 3);
        let form = published(practice, consent(Some(ConsentKind::Treatment)));
        practice.pass_minutes(1);
        sign(practice, signing(chidi, form)).expect("signed");
        assert!(!missing().contains(&ConsentKind::Treatment), "the signature counts at check-in");
        let tick = Tick { visit, what: Ticked::Consents, note: Phi::default() };
        let why = practice.perform(&practice.rosa, tick).expect_err("two are still missing");
        assert_eq!(why.code(), "consents_missing");
        practice.pass_minutes(1);
        let mended = KeepDraft { changes: Some((form, 2)), draft: consent(Some(ConsentKind::Treatment)) };
        practice.perform(&practice.ines, mended).expect("a draft");
        let publish = |version, earlier| {
            practice.perform(&practice.ines, PublishForm { form, version, earlier }).expect("an edition")
        };
        publish(3, EarlierSignatures::Hold);
        assert!(matches!(standing(practice, chidi, "2026-11-16"), FormStanding::Signed(..)), "only mended");
        assert!(!missing().contains(&ConsentKind::Treatment));
        publish(4, EarlierSignatures::AskAgain);
        assert!(matches!(standing(practice, chidi, "2026-11-16"), FormStanding::Changed(_)));
        assert!(missing().contains(&ConsentKind::Treatment), "the check-in asks for it again");
        let old = sign(practice, signing(chidi, form)).expect_err("he read the old edition");
        assert_eq!((old.kind(), old.code()), (Kind::Conflict, "form_changed"));
        practice.pass_minutes(1);
        sign(practice, otherwise(signing(chidi, form), |sheet| FilledIn { edition: 3, ..sheet })).expect("the new one");
        assert!(!missing().contains(&ConsentKind::Treatment));
    });
}

#[test]
fn a_signature_runs_out_on_its_day() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let form = published(practice, consent(None));
        sign(practice, signing(chidi, form)).expect("signed");
        assert!(matches!(standing(practice, chidi, "2027-11-16"), FormStanding::Signed(..)), "its last day");
        assert!(
            matches!(standing(practice, chidi, "2027-11-17"), FormStanding::RunOut(_, last) if last == day("2027-11-16"))
        );
    });
}

#[test]
fn a_minor_does_not_sign_alone_and_nobody_signs_as_the_parent_of_an_adult() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let ada = practice.patient("Ada", "Anyanwu", "2012-11-17");
        let form = published(practice, consent(None));
        let as_who = |patient, capacity| {
            sign(practice, otherwise(signing(patient, form), |sheet| FilledIn { capacity, ..sheet }))
        };
        assert_eq!(as_who(ada, Capacity::Patient).expect_err("she is 13").fields()[0].0, "capacity");
        assert_eq!(as_who(chidi, Capacity::Parent).expect_err("he is 42").fields()[0].0, "capacity");
        as_who(ada, Capacity::Parent).expect("her father signs");
        as_who(ada, Capacity::MinorByLaw).expect("where the law lets her");
        as_who(chidi, Capacity::HealthCareAgent).expect("whom he named");
    });
}

#[test]
fn what_patients_cannot_sign_is_not_published_and_what_is_signed_stays() {
    Practice::each(|practice| {
        let ines = &practice.ines;
        let fields = vec![field(FieldKind::Paragraph, "Read this.", Need::Needed)];
        let unsigned = FormDraft { body: FormBody { fields }, ..consent(None) };
        let form = practice.perform(ines, KeepDraft { changes: None, draft: unsigned }).expect("a draft");
        let publish = PublishForm { form, version: 1, earlier: EarlierSignatures::Hold };
        assert_eq!(practice.perform(ines, publish).expect_err("no signature").code(), "form_incomplete");
        let why = practice.perform(&practice.rosa, publish).expect_err("Rosa publishes nothing");
        assert_eq!(why.kind(), Kind::Refused);
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let form = published(practice, consent(None));
        let signed = sign(practice, signing(chidi, form)).expect("signed");
        let by_hand = |statement: &str| practice.scratch().run(statement).expect_err("the database refuses");
        for table in ["signed_form", "paper_form_edition"] {
            assert!(by_hand(&format!("DELETE FROM {table}")).contains("stays as it is"));
            assert!(by_hand(&format!("UPDATE {table} SET edition = 9")).contains("stays as it is"));
        }
        practice.perform(ines, RetireForm { form, version: 2 }).expect("out of use");
        assert_eq!(sign(practice, signing(chidi, form)).expect_err("out of use").code(), "form_not_in_use");
        practice.ask(&practice.rosa, SignedForm { patient: chidi, signed }).expect("what was signed can be read");
    });
}

#[test]
fn papers_go_with_their_chart_when_two_become_one_and_come_back_when_they_part() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let twin = practice.patient("Chidi", "Anyanwo", "1984-03-12");
        let form = published(practice, consent(None));
        let signed = sign(practice, signing(twin, form)).expect("signed");
        let merge = MergePeople { gone: twin, survivor: chidi };
        let merge = practice.perform(&practice.ines, merge).expect("one person");
        practice.ask(&practice.rosa, SignedForm { patient: chidi, signed }).expect("his signature is in his chart");
        practice.perform(&practice.ines, PartPeople { survivor: chidi, merge }).expect("two after all");
        practice.ask(&practice.rosa, SignedForm { patient: twin, signed }).expect("and it is back");
    });
}
