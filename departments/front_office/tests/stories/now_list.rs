//! The now list: one ranked list for each person, with the reason for each place.

use crate::desk::{Desk, MONDAY};
use crate::documents::{file_for_okafor, letter};
use crate::self_check_in::sent_from_home;
use front_office::documents::Tray;
use front_office::phone::{
    AskForCallBack, CallBackDeed, CallBackId, CallOutcome, EndCall, PickUp, Route, Urgency, WorkOnCallBack,
};
use testkit::workflows::now_list::{NowList, Pressing, Task};
use testkit::{Person, Practice};

fn list(practice: &Practice, who: &Person) -> Vec<(Task, Pressing, String)> {
    let answer = practice.ask(who, NowList { site: practice.site }).expect("the list");
    answer.lines.into_iter().map(|line| (line.task, line.pressing, line.because)).collect()
}

fn owed(practice: &Practice, urgency: Urgency, route: Route) -> CallBackId {
    let call = practice.perform(&practice.lena, PickUp { site: practice.site }).expect("a call");
    let number = "5550100133".into();
    let ask = AskForCallBack { call, asks: "results".into(), urgency, route, number };
    let owed = practice.perform(&practice.lena, ask).expect("owed");
    practice.perform(&practice.lena, EndCall { call, outcome: CallOutcome::CallBack }).expect("it ends");
    owed
}

#[test]
fn what_endangers_comes_first_then_what_is_overdue_then_the_longest_wait() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let first = desk.arrived(desk.chidi(), "9:00");
        practice.pass_minutes(7);
        let second = desk.arrived(practice.patient("Amara", "Silva", "1990-01-02"), "9:20");
        let (soon, now) =
            (owed(practice, Urgency::Today, Route::FrontDesk), owed(practice, Urgency::Now, Route::FrontDesk));
        let nurses = owed(practice, Urgency::Today, Route::Nurse);
        practice.pass_minutes(4);
        let lines = list(practice, &practice.rosa);
        let tasks: Vec<Task> = lines.iter().map(|line| line.0).collect();
        let is_visit = |task: &Task, of| matches!(task, Task::Visit(visit, _) if *visit == of);
        assert_eq!(tasks[0], Task::CallBack(now), "{lines:?}");
        assert!(is_visit(&tasks[1], first) && is_visit(&tasks[2], second), "{lines:?}");
        assert_eq!(tasks[3], Task::CallBack(soon));
        assert_eq!(lines[1].1, Pressing::Overdue);
        assert_eq!(lines[1].2, "Arrived for 11 min; too long from 10");
        assert_eq!(lines[2].2, "Arrived for 4 min; long from 5");
        assert!(!tasks.contains(&Task::CallBack(nurses)), "a nurse calls, not the desk");
        assert!(list(practice, &practice.ruth).iter().any(|line| line.0 == Task::CallBack(nurses)));
        let lin = list(practice, &practice.lin);
        assert!(lin.iter().any(|line| line.0 == Task::CallBack(nurses)), "where no nurse is, whoever may advise calls");
        let take = WorkOnCallBack { call_back: nurses, version: 1, deed: CallBackDeed::Take };
        practice.perform(&practice.lena, take).expect("Lena takes it on");
        assert!(
            !list(practice, &practice.ruth).iter().any(|line| line.0 == Task::CallBack(nurses)),
            "it is Lena's now"
        );
        practice.pass_minutes(200);
        let (_, pressing, because) = list(practice, &practice.rosa)
            .into_iter()
            .find(|line| line.0 == Task::CallBack(soon))
            .expect("it is still owed");
        assert_eq!((pressing, because.as_str()), (Pressing::Overdue, "Call back, due 84 min ago (today)"));
    });
}

#[test]
fn a_provider_sees_their_own_patients_and_the_desk_who_is_late() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let late = desk.book(desk.chidi(), MONDAY, "9:00").expect("it is booked");
        practice.pass_minutes(14);
        assert!(list(practice, &practice.rosa).is_empty(), "a quarter of an hour is no reason to ask");
        practice.pass_minutes(1);
        let lines = list(practice, &practice.rosa);
        assert_eq!(lines[0].0, Task::Late(late));
        assert_eq!(lines[0].2, "Expected 15 min ago and not here: call them, or mark the no-show");
        assert!(list(practice, &practice.okafor).is_empty(), "who is not here is not the provider's");
        let rang = practice.perform(&practice.rosa, PickUp { site: practice.site }).expect("a call");
        assert!(list(practice, &practice.rosa).iter().any(|line| line.0 == Task::Call(rang)));
        assert!(!list(practice, &practice.lena).iter().any(|line| line.0 == Task::Call(rang)), "it is Rosa's call");
        assert!(practice.ask(&practice.priya, NowList { site: practice.site }).is_err());
    });
}

#[test]
fn what_came_in_waits_in_the_list_of_whoever_acts_on_it() {
    Practice::each(|practice| {
        let (chidi, sent) = sent_from_home(practice);
        let document = letter(practice);
        letter(practice);
        practice.pass_minutes(30);
        let of = |who: &Person, task: Task| list(practice, who).into_iter().find(|line| line.0 == task);
        let (_, pressing, because) = of(&practice.rosa, Task::SelfCheckIn(sent)).expect("Rosa looks it over");
        assert_eq!((pressing, because.as_str()), (Pressing::InTurn, "Sent from home 30 min ago"));
        let (_, _, because) = of(&practice.rosa, Task::Documents(Tray::ToMatch)).expect("Rosa matches them");
        assert_eq!(because, "2 documents; the oldest came 30 min ago");
        assert!(
            of(&practice.okafor, Task::Documents(Tray::ToMatch)).is_none(),
            "matching is not what Dr. Okafor is here for"
        );
        file_for_okafor(practice, document, chidi);
        let (_, pressing, because) = of(&practice.okafor, Task::Documents(Tray::Mine)).expect("it is hers to read");
        assert_eq!((pressing, because.as_str()), (Pressing::InTurn, "One document; it came 30 min ago"));
        practice.pass_minutes(3 * 24 * 60);
        assert_eq!(of(&practice.okafor, Task::Documents(Tray::Mine)).expect("still").1, Pressing::Overdue);
        assert_eq!(of(&practice.rosa, Task::SelfCheckIn(sent)).expect("still").1, Pressing::Overdue);
    });
}
