//! Forms in two languages: whole in Spanish or not at all, signed in the wording that was read, which stays.

use crate::desk::{Desk, day};
use front_office::forms::{
    Capacity, FieldKind, FieldWords, FilledIn, FormBody, FormDraft, FormField, FormId, FormToSign, Forms, FormsFor,
    KeepDraft, MissingWords, Need, OneForm, PublishForm, SheetToSign, SignForm, SignedForm, SignedId, SpanishWording,
    Strokes,
};
use front_office::intake::EarlierSignatures;
use front_office::scheduling::AppointmentId;
use front_office::self_check_in::{
    AtSitting, ConfirmBirthday, OfferLink, Secret, SelfForm, Sitting, SittingDeed, SpeakAt,
};
use kernel::{Phi, Problem};
use office::PatientId;
use registry::people::{CorrectDemographics, Demographics, Language, PersonCard};
use testkit::Practice;

const DRAWN: &str = "[[[10,200,0],[200,40,120],[420,220,260]],[[500,100,700],[800,180,900]]]";

fn field(kind: FieldKind, english: &str, spanish: &str, choices: &[(&str, &str)]) -> FormField {
    FormField {
        kind,
        label: english.to_owned(),
        need: Need::Needed,
        choices: choices.iter().map(|(english, _)| (*english).to_owned()).collect(),
        spanish: FieldWords {
            label: spanish.to_owned(),
            choices: choices.iter().map(|(_, spanish)| (*spanish).to_owned()).filter(|one| !one.is_empty()).collect(),
        },
    }
}

/// A consent in both languages.
fn in_both() -> FormDraft {
    let ways = [("By letter", "Por carta"), ("By phone", "Por teléfono")];
    let fields = vec![
        field(FieldKind::Paragraph, "I agree to be treated.", "Acepto que me atiendan.", &[]),
        field(FieldKind::Choice, "How may we reach you?", "¿Cómo podemos comunicarnos con usted?", &ways),
        field(FieldKind::Signature, "Signature", "Firma", &[]),
    ];
    FormDraft {
        title: "Consent to treatment".to_owned(),
        spanish_title: "Permiso para atenderle".to_owned(),
        consent_kind: None,
        valid_days: None,
        body: FormBody { fields },
    }
}

/// The same, in English only.
fn in_english() -> FormDraft {
    let mut draft = in_both();
    draft.spanish_title.clear();
    for field in &mut draft.body.fields {
        field.spanish = FieldWords::default();
    }
    draft
}

fn keep(practice: &Practice, changes: Option<(FormId, i64)>, draft: FormDraft) -> FormId {
    practice.perform(&practice.ines, KeepDraft { changes, draft }).expect("a draft")
}

fn publish(practice: &Practice, form: FormId, version: i64) -> Result<i64, Problem> {
    practice.perform(&practice.ines, PublishForm { form, version, earlier: EarlierSignatures::Hold })
}

fn to_sign(practice: &Practice, patient: PatientId, form: FormId) -> SheetToSign {
    practice.ask(&practice.rosa, FormToSign { patient, form }).expect("to sign")
}

fn filled_in(form: FormId, edition: i64, language: Language) -> FilledIn {
    FilledIn {
        form,
        edition,
        language,
        answers: [(1, Phi::from("By phone"))].into(),
        signer: "Chidi Anyanwu".into(),
        capacity: Capacity::Patient,
        strokes: Strokes::read(DRAWN).expect("a signature"),
    }
}

fn sign(practice: &Practice, patient: PatientId, sheet: FilledIn) -> Result<SignedId, Problem> {
    practice.perform(&practice.rosa, SignForm { patient, today: day("2026-11-16"), sheet })
}

#[test]
fn half_a_spanish_wording_is_not_published_and_none_is() {
    Practice::each(|practice| {
        let form = keep(practice, None, in_english());
        let sheet = || practice.ask(&practice.ines, OneForm { form }).expect("the form").0;
        assert_eq!(sheet().draft.spanish(), SpanishWording::Nothing);
        assert_eq!(publish(practice, form, 1).expect("in English only"), 1);
        assert!(!sheet().line.in_spanish && sheet().draft_is_published);
        let mut begun = in_both();
        begun.spanish_title.clear();
        begun.body.fields[0].spanish.label = "  ".to_owned();
        begun.body.fields[1].spanish.choices.pop();
        keep(practice, Some((form, 2)), begun);
        let missing = vec![MissingWords::Title, MissingWords::Label(0), MissingWords::Choices(1)];
        assert_eq!(sheet().draft.spanish(), SpanishWording::Part(missing));
        let why = publish(practice, form, 3).expect_err("half of it");
        assert_eq!((why.code(), why.fields()[0].0), ("half_spanish", "spanish"));
        keep(practice, Some((form, 3)), in_both());
        assert_eq!(sheet().draft.spanish(), SpanishWording::Whole);
        assert!(!sheet().draft_is_published, "the Spanish is new");
        assert_eq!(publish(practice, form, 4).expect("whole"), 2);
        assert!(sheet().line.in_spanish && sheet().draft_is_published);
        let listed = practice.ask(&practice.ines, Forms).expect("the forms").0;
        assert!(listed.iter().any(|line| line.id == form && line.in_spanish));
    });
}

#[test]
fn what_is_signed_says_in_which_language_it_was_read_and_shows_that_wording_for_ever() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let form = keep(practice, None, in_english());
        publish(practice, form, 1).expect("an edition");
        let before = sign(practice, chidi, filled_in(form, 1, Language::English)).expect("signed in English");
        let why = sign(practice, chidi, filled_in(form, 1, Language::Spanish)).expect_err("there is no Spanish");
        assert_eq!(why.code(), "not_in_spanish");
        assert_eq!(to_sign(practice, chidi, form).read_in(Language::Spanish), Language::English);
        keep(practice, Some((form, 2)), in_both());
        publish(practice, form, 3).expect("an edition");
        let sheet = to_sign(practice, chidi, form);
        assert_eq!(sheet.read_in(Language::Spanish), Language::Spanish);
        assert_eq!(sheet.title_in(Language::Spanish), "Permiso para atenderle");
        assert_eq!(sheet.speaks, Language::English);
        let signed = sign(practice, chidi, filled_in(form, 2, Language::Spanish)).expect("signed in Spanish");
        let mut changed = in_both();
        changed.spanish_title = "Otro título".to_owned();
        changed.body.fields[0].spanish.label = "Otras palabras.".to_owned();
        keep(practice, Some((form, 4)), changed);
        publish(practice, form, 5).expect("an edition");
        let read = |signed| practice.ask(&practice.rosa, SignedForm { patient: chidi, signed }).expect("the sheet");
        let spanish = read(signed);
        assert_eq!((spanish.language, spanish.title_read.as_str()), (Language::Spanish, "Permiso para atenderle"));
        assert_eq!(spanish.title, "Consent to treatment");
        let (words, ways) = (&spanish.body.fields[0], &spanish.body.fields[1]);
        assert_eq!(words.label_in(spanish.language), "Acepto que me atiendan.");
        let kept = spanish.answers.get(&1).map(|said| said.reveal().clone()).expect("an answer");
        assert_eq!(kept, "By phone", "an answer is kept once, whatever language it was chosen in");
        let chosen = ways.choices_in(spanish.language).find(|(one, _)| *one == kept).map(|(_, read)| read);
        assert_eq!(chosen, Some("Por teléfono"));
        assert_eq!(
            (read(before).language, read(before).title_read.as_str()),
            (Language::English, "Consent to treatment")
        );
        let by_hand =
            practice.scratch().run("UPDATE signed_form SET language = 'en'").expect_err("the database refuses");
        assert!(by_hand.contains("stays as it is"), "{by_hand}");
    });
}

#[test]
fn a_list_shows_the_titles_that_are_handed_out_and_not_those_of_the_draft() {
    Practice::each(|practice| {
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let form = keep(practice, None, in_both());
        publish(practice, form, 1).expect("an edition");
        let draft = FormDraft { title: "Something else".to_owned(), ..in_english() };
        keep(practice, Some((form, 2)), draft);
        let listed =
            practice.ask(&practice.rosa, FormsFor { patient: chidi, day: day("2026-11-16") }).expect("the forms");
        assert_eq!(listed[0].title, "Consent to treatment");
        assert_eq!(listed[0].spanish_title.as_deref(), Some("Permiso para atenderle"));
    });
}

#[test]
fn at_self_check_in_a_form_is_read_and_signed_in_the_language_of_the_card() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let known = practice.ask(&practice.rosa, PersonCard { patient: chidi }).expect("the person");
        let to = Demographics { language: "es".to_owned(), ..known.demographics };
        practice
            .perform(&practice.rosa, CorrectDemographics { patient: chidi, version: known.version, to })
            .expect("kept");
        let form = keep(practice, None, in_both());
        publish(practice, form, 1).expect("an edition");
        let appointment: AppointmentId = desk.book(chidi, "2026-11-18", "9:00").expect("booked");
        let link = practice.perform(&practice.rosa, OfferLink { appointment }).expect("a link").secret;
        let secret = || Secret::presented(link.clone());
        let machine = practice.office.machine("self-check-in");
        let born = Phi::new(day("1984-03-12"));
        practice.perform(&machine, ConfirmBirthday { secret: secret(), born }).expect("it is he");
        let sitting = practice.ask(&machine, Sitting { secret: secret() }).expect("the sitting");
        let sheet = practice.ask(&machine, SelfForm { secret: secret(), form }).expect("the form");
        let language = sheet.read_in(sitting.language);
        assert_eq!((language, sheet.speaks), (Language::Spanish, Language::Spanish));
        practice.perform(&machine, SpeakAt { secret: secret(), language: Language::English }).expect("he looks at it");
        // What counts is the wording that stood on the page that he signed.
        let deed = SittingDeed::Sign(Box::new(filled_in(form, 1, language)));
        practice.perform(&machine, AtSitting { secret: secret(), deed }).expect("signed");
        let listed =
            practice.ask(&practice.rosa, FormsFor { patient: chidi, day: day("2026-11-16") }).expect("the forms");
        let front_office::forms::FormStanding::Signed(signed, ..) = listed[0].standing else { panic!("it is signed") };
        let sheet = practice.ask(&practice.rosa, SignedForm { patient: chidi, signed }).expect("the sheet");
        assert_eq!(sheet.language, Language::Spanish);
    });
}
