//! Figures: the work of providers and the telephone, counted from what happened.

use crate::desk::{Desk, MONDAY, day};
use crate::phone::line;
use front_office::Spread;
use front_office::figures::{CallFiguresOf, CallsOfHour, Period, ProviderFiguresOf, ProviderWork};
use front_office::patient_flow::{Advance, AssignRoom, CheckOut, LeaveWithoutBeingSeen, Status, UndoStatus, VisitId};
use front_office::phone::{
    AnswerCall, AskForCallBack, CallBackDeed, CallBackOutcome, CallOutcome, CallReason, EndCall, NoteCall, PickUp,
    Route, Urgency, WorkOnCallBack,
};
use front_office::scheduling::{AddClosure, CancelAppointment, ClosureKind, ClosureOf, MarkNoShow, PartOfADay};
use kernel::{Kind, Phi};
use testkit::Practice;

fn that_monday() -> Period {
    Period { first: day(MONDAY), last: day(MONDAY) }
}

/// Dr. Okafor is with somebody for so many minutes, after those of the room.
fn seen(practice: &Practice, visit: VisitId, until_seen: u64, minutes: u64) {
    let room = practice.rooms[0].id;
    practice.perform(&practice.tom, AssignRoom { visit, version: 1, room }).expect("roomed");
    practice.pass_minutes(until_seen);
    let come = Advance { visit, version: 2, to: Status::WithProvider };
    practice.perform(&practice.okafor, come).expect("the doctor comes");
    practice.pass_minutes(minutes);
    practice.perform(&practice.rosa, CheckOut { visit, version: 3 }).expect("out");
}

fn work(practice: &Practice, period: Period) -> (ProviderWork, ProviderWork) {
    let figures = practice.ask(&practice.ines, ProviderFiguresOf { site: practice.site, period }).expect("figures").0;
    let okafor = figures.providers.iter().find(|(provider, _)| *provider == practice.okafor.staff);
    (okafor.expect("of Dr. Okafor").1.clone(), figures.together)
}

#[test]
fn what_a_provider_offered_was_booked_for_and_did_is_counted_from_the_day() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        // Dr. Okafor offers eight hours, an hour of them is closed; Sam Lin offers eight.
        let closed = AddClosure {
            of: ClosureOf::Provider(practice.okafor.staff),
            first: day(MONDAY),
            last: day(MONDAY),
            part: PartOfADay::Minutes(16 * 60, 17 * 60),
            kind: ClosureKind::ALL[0],
            note: String::new(),
        };
        practice.perform(&practice.ines, closed).expect("it is closed");
        let [ana, bea, cleo, dora] =
            ["Ana", "Bea", "Cleo", "Dora"].map(|given| practice.patient(given, "Ruiz", "1990-01-01"));
        // The story begins at nine.
        seen(practice, desk.arrived(ana, "9:00"), 10, 15);
        seen(practice, desk.arrived(bea, "9:20"), 0, 25);
        // A slip that is taken back: she is seen, but her times are not to be trusted.
        let eva = desk.arrived(practice.patient("Eva", "Ruiz", "1990-01-01"), "10:20");
        let room = practice.rooms[1].id;
        practice.perform(&practice.tom, AssignRoom { visit: eva, version: 1, room }).expect("roomed");
        let come = |version| Advance { visit: eva, version, to: Status::WithProvider };
        practice.perform(&practice.okafor, come(2)).expect("the wrong row");
        practice.perform(&practice.okafor, UndoStatus { visit: eva, version: 3 }).expect("taken back");
        practice.perform(&practice.okafor, come(4)).expect("the doctor comes");
        practice.perform(&practice.rosa, CheckOut { visit: eva, version: 5 }).expect("out");
        let gone = desk.arrived(cleo, "10:00");
        let leave = LeaveWithoutBeingSeen { visit: gone, version: 1 };
        practice.perform(&practice.rosa, leave).expect("she goes home");
        let missed = desk.book(dora, MONDAY, "9:40").expect("booked");
        practice.pass_minutes(60);
        practice.perform(&practice.rosa, MarkNoShow { appointment: missed, version: 1 }).expect("she did not come");
        let cancelled = desk.book(dora, MONDAY, "14:00").expect("booked");
        let reason = front_office::scheduling::CancelReason::ALL[0];
        let cancel = CancelAppointment { appointment: cancelled, version: 1, reason };
        practice.perform(&practice.rosa, cancel).expect("cancelled");

        let (okafor, together) = work(practice, that_monday());
        assert_eq!((okafor.offered, together.offered), (7 * 60, 15 * 60));
        assert_eq!((okafor.appointments, okafor.booked, okafor.missed, okafor.cancelled), (5, 100, 1, 1));
        assert_eq!((okafor.seen, okafor.walk_ins, okafor.left_unseen), (3, 0, 1));
        assert_eq!(okafor.with_patient, Some(Spread { count: 2, median: 15, ninth: 25 }));
        assert_eq!(okafor.late, Some(Spread { count: 2, median: 5, ninth: 10 }), "ten and five minutes late");
        assert_eq!((okafor.filled(), okafor.missed_share()), (Some(24), Some(20)));
        assert_eq!((together.seen, together.missed), (3, 1));
        let (before, _) = work(practice, Period { first: day("2026-11-17"), last: day("2026-11-17") });
        assert_eq!((before.seen, before.appointments, before.offered), (0, 0, 8 * 60), "the day after has only hours");
    });
}

#[test]
fn figures_are_for_those_who_lead_and_for_at_most_a_month() {
    Practice::each(|practice| {
        let period = that_monday();
        let why =
            practice.ask(&practice.rosa, ProviderFiguresOf { site: practice.site, period }).expect_err("the desk");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "not_permitted"));
        for (first, last) in [("2026-11-16", "2026-11-15"), ("2026-10-16", "2026-11-16")] {
            let period = Period { first: day(first), last: day(last) };
            let why = practice.ask(&practice.ines, CallFiguresOf { site: practice.site, period }).expect_err("days");
            assert_eq!(why.code(), "bad_days");
        }
    });
}

#[test]
fn the_telephone_is_counted_by_how_it_went() {
    Practice::each(|practice| {
        let rings = line(practice);
        let answer = |call, after: u64, talk: u64| {
            practice.pass_seconds(after);
            practice.perform(&practice.rosa, AnswerCall { call }).expect("Rosa takes it");
            practice.pass_seconds(talk);
        };
        // Two are taken, one of them in time; one is missed and called back an hour later; one is missed for good.
        let first = rings("5550100101").expect("it rings");
        answer(first, 12, 90);
        let end = EndCall { call: first, outcome: CallOutcome::CutOff };
        practice.perform(&practice.rosa, end).expect("it ends");
        let second = rings("5550100102").expect("it rings");
        answer(second, 75, 30);
        let third = rings("5550100103").expect("it rings");
        rings("5550100104").expect("it rings and nobody comes");
        practice.pass_minutes(60);
        answer(third, 0, 0);
        let by_hand = practice.perform(&practice.lena, PickUp { site: practice.site }).expect("opened by hand");

        let note = NoteCall { call: by_hand, reason: CallReason::Billing, words: Phi::default() };
        practice.perform(&practice.lena, note).expect("noted");
        let ask = AskForCallBack {
            call: by_hand,
            number: Phi::from("5550100105"),
            asks: Phi::from("a bill"),
            urgency: Urgency::Today,
            route: Route::ALL[0],
        };
        let back = practice.perform(&practice.lena, ask).expect("a call-back is owed");
        practice.pass_minutes(20);
        let reached = CallBackDeed::Finish(CallBackOutcome::Reached);
        let work = WorkOnCallBack { call_back: back, version: 1, deed: reached };
        practice.perform(&practice.lena, work).expect("reached");

        let asked = CallFiguresOf { site: practice.site, period: that_monday() };
        let figures = practice.ask(&practice.ines, asked).expect("figures").0;
        assert_eq!((figures.rang, figures.answered, figures.in_time), (4, 2, 1));
        assert_eq!((figures.missed, figures.called_back, figures.by_hand), (2, 1, 1));
        assert_eq!(figures.until_answered, Some(Spread { count: 2, median: 12, ninth: 75 }));
        assert_eq!(figures.talked, Some(Spread { count: 1, median: 90, ninth: 90 }));
        assert_eq!(figures.hours, [CallsOfHour { hour: 9, rang: 4, missed: 2 }]);
        let taken: Vec<usize> = figures.people.iter().map(|one| one.taken).collect();
        assert_eq!(taken, [3, 1], "Rosa took three, Lena opened one");
        assert_eq!(figures.reasons, [(CallReason::Billing, 1)]);
        let backs = figures.call_backs;
        assert_eq!((backs.asked, backs.done, backs.in_time, backs.reached, backs.overdue), (1, 1, 1, 1, 0));
        assert_eq!(backs.until_done, Some(Spread { count: 1, median: 20, ninth: 20 }));
    });
}
