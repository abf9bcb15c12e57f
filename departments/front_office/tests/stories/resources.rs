//! Provider, room and equipment held together; and for whom a visit type is.

use crate::desk::{Desk, MONDAY, day};
use front_office::patient_flow::{Advance, CheckOut, Status};
use front_office::scheduling::{
    AddEquipment, AddVisitType, BookAppointment, CancelAppointment, CancelReason, CloseEquipment,
    DoubleBookAppointment, EquipmentKind, EquipmentOf, ForWhom, HoursRule, MoveAppointment, Needs, NeedsOf,
    NoteSeenBefore, RestoreAppointment, RestoreTo, SetVisitTypeNeeds, TypeTone, VisitTypeFields, VisitTypeId,
};
use kernel::{Kind, Phi};
use registry::practice::RoomPurpose;
use testkit::Practice;

fn kind(practice: &Practice, name: &str, for_whom: ForWhom, needs: Needs) -> VisitTypeId {
    let fields = VisitTypeFields { name: name.to_owned(), minutes: 20, for_whom, tone: TypeTone::Rose };
    let visit_type = practice.perform(&practice.ines, AddVisitType(fields)).expect("a visit type");
    let set = SetVisitTypeNeeds { visit_type, version: 1, needs };
    practice.perform(&practice.ines, set).expect("what it needs");
    visit_type
}

fn ecg_needs() -> Needs {
    Needs { rooms: vec![RoomPurpose::Laboratory], equipment: vec![EquipmentKind::Ecg], providers: Vec::new() }
}

fn add(practice: &Practice, name: &str) -> front_office::scheduling::EquipmentId {
    let piece = AddEquipment { site: practice.site, name: name.to_owned(), kind: EquipmentKind::Ecg };
    practice.perform(&practice.ines, piece).expect("a piece")
}

#[test]
fn provider_room_and_equipment_are_held_together_or_not_at_all() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        add(practice, "ECG 1");
        let ecg = kind(practice, "ECG", ForWhom::Any, ecg_needs());
        let (chidi, amara) = (desk.chidi(), practice.patient("Amara", "Silva", "1990-01-02"));
        let booking = |patient, provider, from| BookAppointment {
            visit_type: ecg,
            ..desk.booking(patient, desk.place(provider, MONDAY, from))
        };
        let first = practice.perform(&practice.rosa, booking(chidi, practice.okafor.staff, "9:00")).expect("all free");
        assert_eq!(desk.appointment(first).room, Some(practice.rooms[3].id), "the only laboratory is chosen");
        let second = booking(amara, practice.lin.staff, "9:10");
        let why = practice.perform(&practice.rosa, second.clone()).expect_err("the ECG is held");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "slot_taken"));
        assert_eq!(why.say(), "No ECG is free from 9:10 am to 9:30 am. Choose another time.");
        add(practice, "ECG 2");
        let why = practice.perform(&practice.rosa, second.clone()).expect_err("the laboratory is held");
        assert_eq!(why.say(), "No room for this kind of visit is free from 9:10 am to 9:30 am. Choose another time.");
        let shared = DoubleBookAppointment { booking: second, reason: Phi::from("the second ECG is on wheels") };
        practice.perform(&practice.lena, shared).expect("on purpose the room is shared");
        let to = desk.place(practice.okafor.staff, MONDAY, "10:00");
        let step = MoveAppointment { appointment: first, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, step).expect("all three are free at ten");
        let cancel = CancelAppointment { appointment: first, version: 2, reason: CancelReason::PatientIll };
        practice.perform(&practice.rosa, cancel).expect("it is cancelled");
        let again = booking(amara, practice.lin.staff, "10:00");
        practice.perform(&practice.rosa, again).expect("room and equipment were given back");
        let back = RestoreAppointment { appointment: first, version: 3, to: RestoreTo::Before };
        let why = practice.perform(&practice.rosa, back).expect_err("the laboratory is held by now");
        assert_eq!(why.code(), "slot_taken");
    });
}

#[test]
fn equipment_is_kept_by_the_manager_and_goes_out_of_use() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let piece = add(practice, "ECG 1");
        let twice = AddEquipment { site: practice.site, name: "ECG 1".to_owned(), kind: EquipmentKind::Ecg };
        assert_eq!(
            practice.perform(&practice.ines, twice.clone()).expect_err("a name is taken once").code(),
            "name_taken"
        );
        assert_eq!(practice.perform(&practice.rosa, twice).expect_err("Rosa may not").kind(), Kind::Refused);
        let listed = practice.ask(&practice.rosa, EquipmentOf { site: practice.site }).expect("the list").0;
        assert_eq!(listed.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["ECG 1"]);
        practice.perform(&practice.ines, CloseEquipment { equipment: piece }).expect("it is out of use");
        assert_eq!(practice.ask(&practice.rosa, EquipmentOf { site: practice.site }).expect("the list").0, []);
        let ecg = kind(practice, "ECG", ForWhom::Any, ecg_needs());
        let needs = practice.ask(&practice.rosa, NeedsOf { visit_type: ecg }).expect("the needs").0;
        assert_eq!(needs, ecg_needs());
        let at = desk.place(practice.okafor.staff, MONDAY, "9:00");
        let booking = BookAppointment { visit_type: ecg, ..desk.booking(desk.chidi(), at) };
        assert_eq!(practice.perform(&practice.rosa, booking).expect_err("no ECG is left").code(), "slot_taken");
    });
}

#[test]
fn a_visit_type_of_some_providers_is_booked_with_them_only() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let needs = Needs { providers: vec![practice.okafor.staff], ..Needs::default() };
        let procedure = kind(practice, "Procedure", ForWhom::Any, needs);
        let booking = |provider| BookAppointment {
            visit_type: procedure,
            ..desk.booking(desk.chidi(), desk.place(provider, MONDAY, "9:00"))
        };
        let why = practice.perform(&practice.rosa, booking(practice.lin.staff)).expect_err("Grace Lin does none");
        assert_eq!((why.code(), why.fields()[0].0), ("not_this_provider", "provider"));
        practice.perform(&practice.rosa, booking(practice.okafor.staff)).expect("Dr. Okafor does");
    });
}

#[test]
fn new_and_established_patients_are_told_apart_by_care_within_three_years() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let first = kind(practice, "New patient", ForWhom::New, Needs::default());
        let check = kind(practice, "Check", ForWhom::Established, Needs::default());
        let chidi = desk.chidi();
        let booking = |patient, visit_type, from| BookAppointment {
            visit_type,
            ..desk.booking(patient, desk.place(practice.okafor.staff, "2026-11-17", from))
        };
        let why = practice.perform(&practice.rosa, booking(chidi, check, "9:00")).expect_err("he was never here");
        assert_eq!((why.kind(), why.code(), why.fields()[0].0), (Kind::Refused, "not_established", "visit_type"));
        practice.perform(&practice.rosa, booking(chidi, first, "9:00")).expect("he is new");
        let visit = desk.arrived(chidi, "9:20");
        practice.perform(&practice.tom, Advance { visit, version: 1, to: Status::Waiting }).expect_err("a room first");
        let room = practice.rooms[0].id;
        let roomed = front_office::patient_flow::AssignRoom { visit, version: 1, room };
        practice.perform(&practice.tom, roomed).expect("roomed");
        practice.perform(&practice.rosa, booking(chidi, check, "10:00")).expect_err("he is not done yet");
        practice.perform(&practice.rosa, CheckOut { visit, version: 2 }).expect("he was seen");
        practice.perform(&practice.rosa, booking(chidi, check, "10:00")).expect("now he is established");
        let why = practice.perform(&practice.rosa, booking(chidi, first, "11:00")).expect_err("no longer new");
        assert!(why.say().contains("was seen here on 2026-11-16"), "{}", why.say());

        let amara = practice.patient("Amara", "Silva", "1990-01-02");
        let note = |on: &str| NoteSeenBefore { patient: amara, day: day(on) };
        practice.perform(&practice.rosa, note("2023-11-16")).expect("long ago");
        practice.perform(&practice.rosa, booking(amara, check, "13:00")).expect_err("three years and a day");
        practice.perform(&practice.rosa, note("2023-11-17")).expect("three years to the day");
        practice.perform(&practice.rosa, booking(amara, check, "13:00")).expect("she is established");
        let why = practice.perform(&practice.rosa, note("2027-01-01")).expect_err("not yet");
        assert_eq!(why.code(), "day_to_come");
    });
}

#[test]
fn a_patient_is_not_in_two_places_at_once_unless_it_is_wanted() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        desk.book(chidi, MONDAY, "9:00").expect("with Dr. Okafor");
        let with_lin = |from| desk.booking(chidi, desk.place(practice.lin.staff, MONDAY, from));
        let why = practice.perform(&practice.rosa, with_lin("9:10")).expect_err("he is with Dr. Okafor");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "patient_busy"));
        assert_eq!(why.say(), "This patient already has an appointment with Dr. Okafor from 9:00 am to 9:20 am.");
        let id = practice.perform(&practice.rosa, with_lin("9:20")).expect("right after");
        let to = desk.place(practice.lin.staff, MONDAY, "9:00");
        let step = MoveAppointment { appointment: id, version: 1, to, hours: HoursRule::WithinHours };
        assert_eq!(practice.perform(&practice.rosa, step).expect_err("nor by a move").code(), "patient_busy");
        let both = DoubleBookAppointment { booking: with_lin("9:00"), reason: Phi::from("a visit in tandem") };
        practice.perform(&practice.lena, both).expect("on purpose, with a reason");
    });
}
