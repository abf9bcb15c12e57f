//! Walk-ins.

use crate::desk::{Desk, day};
use front_office::patient_flow::Status;
use kernel::{Kind, Phi};
use registry::people::{Demographics, RegisterPatient, Sex};
use testkit::Practice;
use testkit::workflows::register_patient::RegisterAtDesk;
use testkit::workflows::walk_in::{WalkIn, WhoWalkedIn};

#[test]
fn somebody_new_is_registered_and_taken_in_at_once() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let demographics = Demographics::of("Reyes", "Marisol", day("2001-05-06"), Sex::Female);
        let new = RegisterPatient { demographics, identifiers: Vec::new(), relations: Vec::new() };
        let new = RegisterAtDesk { new, card: None, told_apart: Vec::new() };
        let walk_in = WalkIn {
            site: practice.site,
            who: WhoWalkedIn::New(Box::new(new)),
            visit_type: desk.follow_up,
            provider: Some(practice.lin.staff),
            reason: Phi::from("cut finger"),
        };
        let why = practice.perform(&practice.tom, walk_in.clone()).expect_err("Tom may not register people");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "not_permitted"));
        let (patient, visit) = practice.perform(&practice.rosa, walk_in.clone()).expect("taken in");
        let line = desk.visit(visit);
        assert_eq!((line.patient, line.status, line.appointment), (patient, Status::Arrived, None));
        assert_eq!(line.reason.reveal(), "cut finger");
        let again = WalkIn { who: WhoWalkedIn::Known(patient), provider: Some(practice.tom.staff), ..walk_in };
        let why = practice.perform(&practice.rosa, again).expect_err("Tom sees nobody on a schedule");
        assert_eq!(why.code(), "not_a_provider");
    });
}
