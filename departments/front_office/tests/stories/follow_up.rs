//! Missed appointments cost something and are booked again; patients are called to come again.

use crate::desk::{Desk, MONDAY, day};
use front_office::follow_up::{
    AddRecallRule, AttemptOutcome, Because, ChangeRecallRule, CloseRebooking, FeeKind, FeeRules, FeeStanding,
    NoteRecallAttempt, RebookingAttempt, RecallRules, SetFeeRule, WaiveFee,
};
use front_office::patient_flow::{AssignRoom, CheckOut, UndoStatus};
use front_office::scheduling::{
    Appointment, AppointmentId, CancelAppointment, CancelReason, MarkNoShow, RestoreAppointment, RestoreTo,
};
use kernel::{Kind, Money, Phi};
use registry::people::{CorrectDemographics, PersonCard};
use testkit::Practice;
use testkit::workflows::follow_up::{RebookingPage, RecallPage};

fn cancel(desk: &Desk<'_>, appointment: AppointmentId, reason: CancelReason) {
    let version = desk.appointment(appointment).version;
    let cancel = CancelAppointment { appointment, version, reason };
    desk.practice.perform(&desk.practice.rosa, cancel).expect("it is cancelled");
}

fn rule(practice: &Practice, kind: FeeKind, within_hours: i64, cents: i64) {
    let set = SetFeeRule { kind, within_hours, amount: Some(Money::from_cents(cents)) };
    practice.perform(&practice.ines, set).expect("the rule");
}

#[test]
fn late_cancellations_and_no_shows_cost_what_the_practice_says() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let fee = |appointment| practice.ask(&practice.rosa, Appointment { appointment }).expect("the fee").fee;
        let before = desk.book(chidi, "2026-11-17", "8:00").expect("it is booked");
        cancel(&desk, before, CancelReason::PatientBusy);
        assert!(fee(before).is_none(), "without a rule nothing is taken");
        rule(practice, FeeKind::LateCancel, 24, 2_500);
        rule(practice, FeeKind::NoShow, 0, 5_000);
        let cases = [
            ("2026-11-17", "9:00", CancelReason::PatientBusy, Some(2_500), "24 hours before"),
            ("2026-11-17", "9:20", CancelReason::PatientBusy, None, "more than 24 hours before"),
            ("2026-11-17", "8:20", CancelReason::PatientIll, None, "illness costs nothing"),
            ("2026-11-17", "8:40", CancelReason::ProviderAway, None, "nor does what the practice did"),
        ];
        for (on, from, reason, cents, why) in cases {
            let id = desk.book(chidi, on, from).expect("it is booked");
            cancel(&desk, id, reason);
            assert_eq!(fee(id).map(|fee| fee.amount.cents()), cents, "{why}");
        }
        let missed = desk.book(chidi, MONDAY, "9:00").expect("it is booked");
        practice.pass_minutes(30);
        practice.perform(&practice.rosa, MarkNoShow { appointment: missed, version: 1 }).expect("he did not come");
        let due = fee(missed).expect("a fee");
        assert_eq!((due.kind, due.amount.cents(), due.standing), (FeeKind::NoShow, 5_000, FeeStanding::Due));
        let waive = |because: &str| WaiveFee { appointment: missed, version: 1, because: Phi::from(because) };
        let why = practice.perform(&practice.rosa, waive("he was in hospital")).expect_err("Rosa may not");
        assert_eq!(why.kind(), Kind::Refused);
        assert_eq!(practice.perform(&practice.lena, waive(" ")).expect_err("no reason").code(), "no_reason");
        practice.perform(&practice.lena, waive("he was in hospital")).expect("the lead assistant may");
        assert_eq!(fee(missed).expect("the fee").standing, FeeStanding::Waived);
        assert_eq!(practice.perform(&practice.lena, waive("again")).expect_err("once").kind(), Kind::Conflict);
        practice
            .perform(&practice.ines, SetFeeRule { kind: FeeKind::NoShow, within_hours: 0, amount: None })
            .expect("no longer");
        assert_eq!(practice.ask(&practice.rosa, FeeRules).expect("the rules").0.len(), 1);
    });
}

#[test]
fn an_appointment_that_is_brought_back_costs_nothing() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        rule(practice, FeeKind::LateCancel, 24, 5_000);
        let late = desk.book(desk.chidi(), "2026-11-16", "16:00").expect("it is booked");
        cancel(&desk, late, CancelReason::PatientBusy);
        let fee = || practice.ask(&practice.rosa, Appointment { appointment: late }).expect("the fee").fee;
        assert_eq!(fee().expect("it is late").standing, FeeStanding::Due);
        let back = RestoreAppointment { appointment: late, version: 2, to: RestoreTo::Before };
        practice.perform(&practice.rosa, back).expect("he comes after all");
        assert!(fee().is_none(), "who comes owes nothing for a cancellation that was undone");
        cancel(&desk, late, CancelReason::PatientBusy);
        let waive = WaiveFee { appointment: late, version: 1, because: Phi::from("his child is ill") };
        practice.perform(&practice.lena, waive).expect("waived");
        let back = RestoreAppointment { appointment: late, version: 4, to: RestoreTo::Before };
        practice.perform(&practice.rosa, back).expect("and he comes again");
        assert_eq!(fee().expect("it stays to be seen").standing, FeeStanding::Waived);
    });
}

#[test]
fn what_was_cancelled_or_missed_is_booked_again() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (chidi, amara) = (desk.chidi(), practice.patient("Amara", "Silva", "1990-01-02"));
        let to_do = || practice.ask(&practice.rosa, RebookingPage { site: practice.site }).expect("the page").lines;
        let mistaken = desk.book(chidi, "2026-11-18", "9:00").expect("it is booked");
        cancel(&desk, mistaken, CancelReason::BookedByMistake);
        assert_eq!(to_do().len(), 0, "a mistake is not booked again");
        let first = desk.book(chidi, "2026-11-18", "9:00").expect("it is booked");
        cancel(&desk, first, CancelReason::PatientIll);
        let second = desk.book(amara, MONDAY, "9:00").expect("it is booked");
        practice.pass_minutes(30);
        practice.perform(&practice.rosa, MarkNoShow { appointment: second, version: 1 }).expect("she did not come");
        let open: Vec<(AppointmentId, Because)> = to_do().iter().map(|line| (line.appointment, line.because)).collect();
        assert_eq!(open, [(first, Because::Cancelled), (second, Because::Missed)]);
        let call = RebookingAttempt { appointment: second, version: 1, days: 2 };
        practice.perform(&practice.rosa, call).expect("nobody answers");
        assert_eq!(practice.perform(&practice.rosa, call).expect_err("that version is gone").code(), "stale");
        assert_eq!(to_do().len(), 1, "for two days she is put away");
        desk.book(chidi, "2026-11-20", "9:00").expect("he is booked again");
        assert_eq!(to_do().len(), 0, "which nobody has to tick off");
        practice.pass_minutes(2 * 1_440);
        let line = to_do().remove(0);
        assert_eq!((line.patient, line.attempts, line.version), (amara, 1, 2));
        practice.perform(&practice.rosa, CloseRebooking { appointment: second, version: 2 }).expect("she moved away");
        assert_eq!(to_do().len(), 0);

        let third = desk.book(amara, "2026-11-25", "9:00").expect("it is booked");
        cancel(&desk, third, CancelReason::PatientAsked);
        assert_eq!(to_do().len(), 1);
        let back = RestoreAppointment { appointment: third, version: 2, to: RestoreTo::Before };
        practice.perform(&practice.rosa, back).expect("it is brought back");
        assert_eq!(to_do().len(), 0, "what was brought back is not to be booked again");
    });
}

#[test]
fn recalls_are_computed_from_completed_care_and_hidden_by_calls() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let add =
            AddRecallRule { name: "Blood pressure".to_owned(), after: desk.follow_up, months: 3, book: desk.follow_up };
        let rule = practice.perform(&practice.ines, add.clone()).expect("a rule");
        assert_eq!(practice.perform(&practice.ines, add.clone()).expect_err("twice").code(), "name_taken");
        assert_eq!(practice.perform(&practice.rosa, add).expect_err("Rosa may not").kind(), Kind::Refused);
        let due = || practice.ask(&practice.rosa, RecallPage { site: practice.site }).expect("the page").lines;
        let visit = desk.arrived(chidi, "9:00");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
        practice.perform(&practice.rosa, CheckOut { visit, version: 2 }).expect("seen");
        assert_eq!(due().len(), 0, "it is too early");
        practice.pass_minutes(80 * 1_440);
        let line = due().remove(0);
        assert_eq!((line.patient, line.last, line.due), (chidi, day(MONDAY), day("2027-02-16")));
        practice.perform(&practice.tom, UndoStatus { visit, version: 3 }).expect("it was a mistake");
        assert_eq!(due().len(), 0, "he was not seen after all");
        practice.perform(&practice.rosa, CheckOut { visit, version: 4 }).expect("he was");
        assert_eq!(due().len(), 1);

        let attempt = |outcome| NoteRecallAttempt { rule, patient: chidi, site: practice.site, outcome };
        practice.perform(&practice.rosa, attempt(AttemptOutcome::NoAnswer)).expect("nobody answers");
        assert_eq!(due().len(), 0, "for two days nobody rings again");
        practice.pass_minutes(3 * 1_440);
        assert_eq!(due().remove(0).attempts, 1);
        let ahead = desk.book(chidi, "2027-02-18", "9:00").expect("he is booked");
        assert_eq!(due().len(), 0, "who is booked is not called");
        cancel(&desk, ahead, CancelReason::Deceased);
        let card = practice.ask(&practice.rosa, PersonCard { patient: chidi }).expect("his card");
        let mut to = card.demographics;
        to.deceased_on = Some(Phi::new(day("2027-02-01")));
        let died = CorrectDemographics { patient: chidi, version: card.version, to };
        practice.perform(&practice.rosa, died).expect("he died");
        assert_eq!(due().len(), 0, "nor is somebody who died");
        let rules = practice.ask(&practice.rosa, RecallRules).expect("the rules").0;
        let off = ChangeRecallRule { rule, version: rules[0].version, active: false };
        practice.perform(&practice.ines, off).expect("out of use");
        assert!(!practice.ask(&practice.rosa, RecallRules).expect("the rules").0[0].active);
    });
}
