//! What a patient told at self check-in goes into the chart when somebody accepts it, once, and waits for a clinician.

use crate::histories::sheet;
use crate::reminders::Clinic;
use clinical::histories::{
    Change, Field, HistoriesOf, KeepHistory, KeepProblem, Known, MarkReviewed, Origin, Said, Section, Stands,
};
use front_office::self_check_in::{
    AtSitting, ConfirmBirthday, DecideEntry, Decision, EntryStanding, OfferLink, Secret, SelfCheckInId, SelfField,
    SelfReview, SittingDeed,
};
use kernel::{Kind, Phi};
use office::{Actor, PatientId};
use testkit::Practice;
use workflows::told_histories::{AcceptHistories, AcceptedHistories, FieldToAccept, ToldHistories};

/// What somebody told by a link, and sent.
fn told(practice: &Practice, patient: PatientId, clinic: &Clinic<'_>, answers: &[(SelfField, &str)]) -> SelfCheckInId {
    let appointment = clinic.book(patient, "2026-11-18", "10:00");
    let link = practice.perform(&practice.rosa, OfferLink { appointment }).expect("a link");
    let machine = practice.office.machine("self-check-in");
    let secret = || Secret::presented(link.secret.clone());
    let born = Phi::new("1990-02-03".parse().expect("a day"));
    practice.perform(&machine, ConfirmBirthday { secret: secret(), born }).expect("it is she");
    let fields = answers.iter().map(|(field, said)| (*field, Phi::from(*said))).collect();
    for deed in [SittingDeed::Enter(fields), SittingDeed::Send { here: false }] {
        practice.perform(&machine, AtSitting { secret: secret(), deed }).expect("it is sent");
    }
    link.check_in
}

fn asked(practice: &Practice, check_in: SelfCheckInId, field: SelfField) -> FieldToAccept {
    let all = practice.ask(&practice.rosa, ToldHistories { check_in }).expect("the answers");
    all.fields.into_iter().find(|one| one.field == field).expect("this answer")
}

fn accept(
    practice: &Practice,
    who: &Actor,
    check_in: SelfCheckInId,
    field: SelfField,
) -> Result<AcceptedHistories, kernel::Problem> {
    let one = asked(practice, check_in, field);
    let lines = one.lines.into_iter().map(|line| line.said).collect();
    practice.perform(who, AcceptHistories { check_in, field, lines, says_none: one.says_none })
}

fn review(practice: &Practice, who: &Actor, patient: PatientId) {
    let as_of = practice.ask(&practice.tom, HistoriesOf { patient }).expect("the page").as_of;
    practice.perform(who, MarkReviewed { patient, sections: Section::ALL.to_vec(), as_of }).expect("reviewed");
}

#[test]
fn accepted_answers_stand_in_the_chart_once_and_wait_for_a_clinician() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", "5185550177", "en");
        let penicillin = Said::nothing()
            .with(Field::What, "Allergy to penicillin (finding)")
            .with(Field::Status, "active")
            .with(Field::Verification, "confirmed");
        let enter = KeepHistory { patient: ana, section: Section::Allergies, change: Change::Enter(penicillin) };
        practice.perform(&practice.tom, enter).expect("it stands already");
        let asthma = Said::nothing()
            .with(Field::What, "Asthma")
            .with(Field::Status, "active")
            .with(Field::Verification, "confirmed");
        practice
            .perform(&practice.lin, KeepProblem { patient: ana, change: Change::Enter(asthma) })
            .expect("a problem");
        let answers = [
            (SelfField::Allergies, "Penicillin - rash\nPeanuts (hives)\npeanut"),
            (SelfField::Medicines, "Lisinopril 10 mg once a day"),
            (SelfField::Conditions, "asthma since 2010\nI had pneumonia in 2015"),
            (SelfField::Operations, "none"),
            (SelfField::Family, "Mother: diabetes"),
        ];
        let check_in = told(practice, ana, &clinic, &answers);
        let there: Vec<bool> =
            asked(practice, check_in, SelfField::Allergies).lines.iter().map(|line| line.is_there).collect();
        assert_eq!(there, [true, false, false], "what stands already is said to");

        let plain = DecideEntry { check_in, field: SelfField::Allergies, decision: Decision::Accept };
        assert_eq!(practice.perform(&practice.rosa, plain).expect_err("line by line").code(), "line_by_line");
        let done = accept(practice, &practice.rosa, check_in, SelfField::Allergies).expect("accepted");
        assert_eq!(done, AcceptedHistories { added: 1, there: 2 }, "and not entered twice, from one answer neither");
        let allergies = sheet(practice, ana, Section::Allergies);
        let peanuts = allergies.entries.iter().find(|one| one.said.get(Field::What) == "Peanuts").expect("peanuts");
        assert_eq!((peanuts.origin, peanuts.entered_by), (Origin::Told, Some(practice.rosa.account)));
        assert_eq!(
            (peanuts.said.get(Field::Reaction), peanuts.said.get(Field::Verification)),
            ("hives", "unconfirmed")
        );
        assert!(peanuts.waits_for_clinician && allergies.waiting_count() == 1);

        let conditions = accept(practice, &practice.rosa, check_in, SelfField::Conditions).expect("accepted");
        assert_eq!(conditions, AcceptedHistories { added: 1, there: 1 }, "asthma is on the problem list");
        let past = sheet(practice, ana, Section::Past);
        assert_eq!((past.entries[0].stands, past.entries[0].said.get(Field::Since)), (Stands::Before, "2015"));
        accept(practice, &practice.lena, check_in, SelfField::Medicines).expect("accepted");
        accept(practice, &practice.rosa, check_in, SelfField::Family).expect("accepted");
        accept(practice, &practice.rosa, check_in, SelfField::Operations).expect("there were none");
        let Known::None(stated) = sheet(practice, ana, Section::Surgical).known else { panic!("none is stated") };
        assert_eq!(stated.origin, Origin::Told);
        let whole = practice.ask(&practice.rosa, SelfReview { check_in }).expect("the check-in");
        assert!(whole.reviewed_at.is_some() && whole.entries.iter().all(|one| one.standing == EntryStanding::Accepted));
        assert!(whole.entries[0].said.reveal().contains("Penicillin - rash"), "her own words stay");

        practice.pass_minutes(5);
        review(practice, &practice.tom, ana);
        assert_eq!(sheet(practice, ana, Section::Allergies).waiting_count(), 1, "an assistant is no clinician");
        practice.pass_minutes(5);
        review(practice, &practice.okafor, ana);
        assert_eq!(sheet(practice, ana, Section::Allergies).waiting_count(), 0);
    });
}

#[test]
fn no_allergies_is_not_accepted_over_one_that_stands_and_nothing_half_is_kept() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", "5185550177", "en");
        let check_in = told(practice, ana, &clinic, &[(SelfField::Allergies, "No known allergies")]);
        let latex = Said::nothing()
            .with(Field::What, "Latex")
            .with(Field::Status, "active")
            .with(Field::Verification, "confirmed");
        let enter = KeepHistory { patient: ana, section: Section::Allergies, change: Change::Enter(latex) };
        practice.perform(&practice.ruth, enter).expect("it is entered");
        let why = accept(practice, &practice.rosa, check_in, SelfField::Allergies).expect_err("one stands");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "entries_stand"));
        assert_eq!(asked(practice, check_in, SelfField::Allergies).field, SelfField::Allergies, "it is still offered");
        let nothing = AcceptHistories { check_in, field: SelfField::Allergies, lines: Vec::new(), says_none: false };
        assert_eq!(practice.perform(&practice.rosa, nothing).expect_err("nothing is ticked").fields()[0].0, "lines");
        let wrong = Said::nothing().with(Field::What, "Eggs").with(Field::Status, "eaten");
        let half = vec![Said::nothing().with(Field::What, "Shellfish"), wrong];
        let half = AcceptHistories { check_in, field: SelfField::Allergies, lines: half, says_none: false };
        practice.perform(&practice.rosa, half).expect_err("one line is at fault");
        assert_eq!(sheet(practice, ana, Section::Allergies).entries.len(), 1, "so neither is entered");
        for who in [&practice.tom, &practice.mei] {
            let why = practice.perform(
                who,
                AcceptHistories {
                    check_in,
                    field: SelfField::Allergies,
                    lines: vec![Said::nothing().with(Field::What, "Eggs")],
                    says_none: false,
                },
            );
            assert_eq!(why.expect_err("not their work").kind(), Kind::Refused);
        }
    });
}
