//! The waitlist: a freed time is offered in the order of need, one gets it, and the others keep their place.

use crate::desk::{Desk, MONDAY, day};
use front_office::follow_up::{
    AcceptOffer, AddToWaitlist, DeclineOffer, EntryStanding, LeaveWaitlist, OfferLine, OfferReason, OffersOpen,
    Urgency, WaitlistEntryId, WaitlistOf, Weekdays,
};
use front_office::scheduling::{
    AddClosure, AppointmentId, CancelAppointment, CancelReason, ClosureKind, ClosureOf, DoubleBookAppointment,
    HoursRule, MoveAppointment, PartOfADay, PartOfDay, Standing, UpcomingOf,
};
use jiff::civil::Weekday;
use kernel::{Kind, Phi};
use office::PatientId;
use registry::people::{CorrectDemographics, PersonCard};
use testkit::Practice;
use testkit::workflows::follow_up::{RebookingPage, WaitlistPage};

const WEDNESDAY: &str = "2026-11-18";

fn waits(desk: &Desk<'_>, patient: PatientId) -> AddToWaitlist {
    testkit::waitlist::waits(patient, desk.follow_up)
}

fn add(desk: &Desk<'_>, entry: AddToWaitlist) -> WaitlistEntryId {
    let id = desk.practice.perform(&desk.practice.rosa, entry).expect("they wait");
    desk.practice.pass_minutes(1);
    id
}

fn cancel(desk: &Desk<'_>, appointment: AppointmentId, version: i64) {
    let cancel = CancelAppointment { appointment, version, reason: CancelReason::PatientBusy };
    desk.practice.perform(&desk.practice.rosa, cancel).expect("it is cancelled");
}

fn offers(desk: &Desk<'_>) -> Vec<OfferLine> {
    let page = WaitlistPage { site: desk.practice.site };
    desk.practice.ask(&desk.practice.rosa, page).expect("the page").offers
}

fn named(desk: &Desk<'_>, given: &str) -> PatientId {
    desk.practice.patient(given, "Abel", "1980-01-01")
}

#[test]
fn a_freed_time_is_offered_in_the_order_of_need_with_the_reasons() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let freed = desk.book(desk.chidi(), WEDNESDAY, "9:00").expect("it is booked");
        let names = ["Ada", "Bea", "Cal", "Dan", "Eve", "Fay"].map(|name| named(&desk, name));
        let [ada, bea, cal, dan, eve, fay] = names;
        add(&desk, waits(&desk, ada));
        add(&desk, AddToWaitlist { provider: Some(practice.okafor.staff), ..waits(&desk, bea) });
        add(&desk, AddToWaitlist { urgency: Urgency::Urgent, ..waits(&desk, cal) });
        add(&desk, AddToWaitlist { provider: Some(practice.lin.staff), ..waits(&desk, dan) });
        add(&desk, AddToWaitlist { part: PartOfDay::Afternoon, ..waits(&desk, eve) });
        add(&desk, AddToWaitlist { weekdays: Weekdays::of(&[Weekday::Monday, Weekday::Friday]), ..waits(&desk, fay) });
        cancel(&desk, freed, 1);
        let found = offers(&desk);
        let order: Vec<(PatientId, i64)> = found.iter().map(|offer| (offer.patient, offer.rank)).collect();
        assert_eq!(order, [(cal, 1), (bea, 2), (ada, 3)], "urgent, then for this provider, then who waits longest");
        assert_eq!(found[0].reasons, [OfferReason::Urgent]);
        assert_eq!(found[1].reasons, [OfferReason::ForThisProvider]);
        let open = practice.ask(&practice.rosa, OffersOpen { site: practice.site }).expect("the notice").0;
        assert_eq!(open, 1, "one time is on offer, to three");

        practice.perform(&practice.rosa, DeclineOffer { offer: found[0].id }).expect("Cal does not want it");
        let booked = practice.perform(&practice.rosa, AcceptOffer { offer: found[1].id }).expect("Bea does");
        let line = desk.appointment(booked);
        assert_eq!((line.patient, line.starts_at.to_string().as_str()), (bea, "2026-11-18T14:00:00Z"));
        assert_eq!(offers(&desk).len(), 0, "nobody is offered it any more");
        let why = practice.perform(&practice.rosa, AcceptOffer { offer: found[2].id }).expect_err("too late");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "offer_closed"));
        let standing = |patient| practice.ask(&practice.rosa, WaitlistOf { patient }).expect("the list")[0].standing;
        assert_eq!(standing(bea), EntryStanding::Served);
        assert_eq!((standing(cal), standing(ada)), (EntryStanding::Waiting, EntryStanding::Waiting));
    });
}

#[test]
fn staff_who_fill_the_time_withdraw_its_offers_and_offers_expire() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        add(&desk, waits(&desk, named(&desk, "Ada")));
        let freed = desk.book(chidi, WEDNESDAY, "9:00").expect("it is booked");
        let to = desk.place(practice.okafor.staff, WEDNESDAY, "15:00");
        let step = MoveAppointment { appointment: freed, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, step).expect("it is moved, and nine is free");
        let offer = offers(&desk).remove(0);
        desk.book(named(&desk, "Zoe"), WEDNESDAY, "9:10").expect("somebody rings and gets some of it");
        assert_eq!(offers(&desk).len(), 0);
        let why = practice.perform(&practice.rosa, AcceptOffer { offer: offer.id }).expect_err("it is gone");
        assert!(why.say().starts_with("Somebody else has this time by now."), "{}", why.say());

        cancel(&desk, freed, 2);
        let offer = offers(&desk).remove(0);
        practice.pass_minutes(24 * 60 + 1);
        assert_eq!(offers(&desk).len(), 0, "an offer of a time that is not near stands for a day");
        let why = practice.perform(&practice.rosa, AcceptOffer { offer: offer.id }).expect_err("it is over");
        assert_eq!(why.say(), "This offer is over: it was not answered in time.");
    });
}

#[test]
fn a_later_appointment_is_moved_forward_and_its_time_is_offered_in_turn() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (ada, bea) = (named(&desk, "Ada"), named(&desk, "Bea"));
        let freed = desk.book(desk.chidi(), WEDNESDAY, "9:00").expect("it is booked");
        let later = desk.book(ada, "2026-12-09", "10:00").expect("a later one");
        add(&desk, AddToWaitlist { appointment: Some(later), ..waits(&desk, ada) });
        cancel(&desk, freed, 1);
        add(&desk, waits(&desk, bea));
        let offer = offers(&desk).remove(0);
        assert!(offer.reasons.contains(&OfferReason::MovesForward));
        let moved = practice.perform(&practice.rosa, AcceptOffer { offer: offer.id }).expect("she comes sooner");
        assert_eq!((moved, desk.appointment(later).day), (later, day(WEDNESDAY)));
        let next = offers(&desk).remove(0);
        assert_eq!((next.patient, next.starts_at.to_string().as_str()), (bea, "2026-12-09T15:00:00Z"));
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: ada }).expect("the list").lines;
        assert_eq!(ahead.iter().filter(|line| line.standing == Standing::Booked).count(), 1);
    });
}

#[test]
fn a_time_at_which_nobody_is_seen_is_offered_to_nobody() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        add(&desk, waits(&desk, named(&desk, "Ada")));
        let freed = desk.book(desk.chidi(), WEDNESDAY, "9:00").expect("it is booked");
        let closure = AddClosure {
            of: ClosureOf::Provider(practice.okafor.staff),
            first: day(WEDNESDAY),
            last: day(WEDNESDAY),
            part: PartOfADay::Whole,
            kind: ClosureKind::TimeOff,
            note: String::new(),
        };
        practice.perform(&practice.ines, closure).expect("Dr. Okafor is away");
        cancel(&desk, freed, 1);
        assert_eq!(offers(&desk).len(), 0);
        let soon = desk.book(named(&desk, "Bea"), MONDAY, "9:40").expect("it is booked");
        cancel(&desk, soon, 1);
        assert_eq!(offers(&desk).len(), 0, "nobody gets here within forty-five minutes");
    });
}

/// The appointment is dragged ten minutes later: what it leaves is still taken, so nobody is called for it.
#[test]
fn a_time_that_is_not_free_is_offered_to_nobody() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        add(&desk, waits(&desk, named(&desk, "Ada")));
        let freed = desk.book(desk.chidi(), WEDNESDAY, "9:00").expect("it is booked");
        let to = desk.place(practice.okafor.staff, WEDNESDAY, "9:10");
        let step = MoveAppointment { appointment: freed, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, step).expect("ten minutes later");
        assert_eq!(offers(&desk).len(), 0, "half of it is taken");
        let at = desk.place(practice.okafor.staff, WEDNESDAY, "9:10");
        let over = DoubleBookAppointment {
            booking: desk.booking(named(&desk, "Bea"), at),
            reason: Phi::from("a wound to look at"),
        };
        practice.perform(&practice.okafor, over).expect("two at once, on purpose");
        cancel(&desk, freed, 2);
        assert_eq!(offers(&desk).len(), 0, "Bea has this time");
    });
}

#[test]
fn nobody_is_offered_a_later_time_than_the_one_they_have() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let ada = named(&desk, "Ada");
        let tuesday = desk.book(ada, "2026-11-17", "10:00").expect("hers");
        add(&desk, AddToWaitlist { appointment: Some(tuesday), ..waits(&desk, ada) });
        let later = desk.book(desk.chidi(), "2026-11-25", "9:00").expect("next week");
        cancel(&desk, later, 1);
        assert_eq!(offers(&desk).len(), 0, "next week is no sooner than Tuesday");
        let sooner = desk.book(desk.chidi(), "2026-11-17", "8:00").expect("before hers");
        cancel(&desk, sooner, 1);
        assert_eq!(offers(&desk).len(), 1);
    });
}

/// She waits, rings up and is booked: an offer that she then accepts moves that appointment, and makes no second one.
#[test]
fn who_was_booked_meanwhile_is_moved_forward_and_not_booked_twice() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let ada = named(&desk, "Ada");
        add(&desk, waits(&desk, ada));
        let first = desk.book(ada, "2026-12-01", "10:00").expect("she is booked");
        cancel(&desk, first, 1);
        let booked = desk.book(ada, "2026-12-02", "10:00").expect("and once more");
        let freed = desk.book(desk.chidi(), WEDNESDAY, "9:00").expect("it is booked");
        cancel(&desk, freed, 1);
        let offer = offers(&desk).remove(0);
        assert!(offer.reasons.contains(&OfferReason::MovesForward));
        let moved = practice.perform(&practice.rosa, AcceptOffer { offer: offer.id }).expect("she comes sooner");
        assert_eq!((moved, desk.appointment(booked).day), (booked, day(WEDNESDAY)));
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: ada }).expect("the list").lines;
        assert_eq!(ahead.len(), 1);
    });
}

#[test]
fn nobody_calls_the_dead() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let ada = named(&desk, "Ada");
        add(&desk, waits(&desk, ada));
        let hers = desk.book(ada, "2026-11-20", "9:00").expect("it is booked");
        cancel(&desk, hers, 1);
        let to_rebook = || {
            let page = RebookingPage { site: practice.site };
            practice.ask(&practice.rosa, page).expect("the list").lines.len()
        };
        let waiting = || {
            let page = WaitlistPage { site: practice.site };
            practice.ask(&practice.rosa, page).expect("the list").waiting.len()
        };
        assert_eq!((to_rebook(), waiting()), (1, 1));
        let card = practice.ask(&practice.rosa, PersonCard { patient: ada }).expect("her card");
        let mut to = card.demographics;
        to.deceased_on = Some(Phi::new(day("2026-11-14")));
        let correct = CorrectDemographics { patient: ada, version: card.version, to };
        practice.perform(&practice.rosa, correct).expect("it is noted that she died");
        assert_eq!((to_rebook(), waiting()), (0, 0));
        let freed = desk.book(desk.chidi(), WEDNESDAY, "9:00").expect("it is booked");
        cancel(&desk, freed, 1);
        assert_eq!(offers(&desk).len(), 0);
    });
}

#[test]
fn what_makes_no_sense_on_the_waitlist_is_refused() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let ada = named(&desk, "Ada");
        let entry = add(&desk, waits(&desk, ada));
        let why = practice.perform(&practice.rosa, waits(&desk, ada)).expect_err("twice");
        assert_eq!(why.code(), "waiting_already");
        let bea = named(&desk, "Bea");
        let backwards = AddToWaitlist { until: day("2026-11-01"), ..waits(&desk, bea) };
        assert_eq!(practice.perform(&practice.rosa, backwards).expect_err("backwards").code(), "bad_days");
        let other = desk.book(ada, WEDNESDAY, "9:00").expect("Ada's own");
        let hers = AddToWaitlist { appointment: Some(other), ..waits(&desk, bea) };
        assert_eq!(practice.perform(&practice.rosa, hers).expect_err("it is Ada's").code(), "not_theirs");
        let why = practice.perform(&practice.mei, waits(&desk, bea)).expect_err("Mei may not");
        assert_eq!(why.kind(), Kind::Refused);
        let leave = LeaveWaitlist { entry, version: 2 };
        practice.perform(&practice.rosa, leave).expect("she is taken off");
        assert_eq!(practice.perform(&practice.rosa, leave).expect_err("once").code(), "stale");
    });
}

/// Ten desks press for each of five patients, all at once: fifty acceptances of one time.
#[test]
fn one_of_fifty_wins_a_freed_time() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let patients = ["Ada", "Bea", "Cal", "Dan", "Eve"].map(|name| named(&desk, name));
        for patient in patients {
            add(&desk, waits(&desk, patient));
        }
        let freed = desk.book(desk.chidi(), WEDNESDAY, "9:00").expect("it is booked");
        cancel(&desk, freed, 1);
        let offers = offers(&desk);
        assert_eq!(offers.len(), 5);
        let answers = practice.block_on(async {
            let mut pressed = tokio::task::JoinSet::new();
            for at in 0..50 {
                let (office, offer) = (practice.office.clone(), offers[at % 5].id);
                let who = [&practice.rosa, &practice.lena, &practice.ines][at % 3].actor.clone();
                pressed.spawn(async move { office.perform(&who, AcceptOffer { offer }).await });
            }
            pressed.join_all().await
        });
        let won: Vec<AppointmentId> = answers.iter().filter_map(|answer| answer.as_ref().ok()).copied().collect();
        assert_eq!(won.len(), 1, "one wins");
        for why in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            assert_eq!((why.kind(), why.code()), (Kind::Conflict, "offer_closed"), "{}", why.say());
        }
        let winner = desk.appointment(won[0]).patient;
        for patient in patients {
            let ahead = practice.ask(&practice.rosa, UpcomingOf { patient }).expect("the list").lines.len();
            assert_eq!(ahead, usize::from(patient == winner), "nobody else holds the time");
            let standing = practice.ask(&practice.rosa, WaitlistOf { patient }).expect("the list")[0].standing;
            assert_eq!(standing == EntryStanding::Served, patient == winner);
        }
    });
}
