//! Urgent care: patients walk in, a nurse says how urgent each is, and whichever provider is free takes the next.

use crate::desk::Desk;
use front_office::patient_flow::urgent_care::{
    Clock, HandBack, HandOver, KeepsQueue, Level, OutOfTurn, SetUrgentCare, TakeNext, TakeThis, Triage, UrgentCareDay,
    UrgentCareOf, UrgentDay,
};
use front_office::patient_flow::{
    Advance, AssignRoom, CheckOut, LeaveWithoutBeingSeen, StartWalkIn, Status, Threshold, UndoStatus, VisitFlow,
    VisitId,
};
use kernel::{Kind, Phi, Problem};
use registry::practice::StaffId;
use std::collections::BTreeSet;
use testkit::Practice;
use testkit::workflows::now_list::{NowList, Pressing, Task};
use testkit::workflows::patient_board::{BoardPage, PatientBoard};

/// A site at which walk-ins wait for the next provider.
struct Walkable<'p> {
    desk: Desk<'p>,
}

impl<'p> Walkable<'p> {
    fn of(practice: &'p Practice) -> Self {
        set(practice, 0, true).expect("it is on");
        Self { desk: Desk::of(practice) }
    }

    /// Somebody walks in, and nobody says whom they will see.
    fn walked_in(&self, given: &str) -> VisitId {
        let patient = self.desk.practice.patient(given, "Walker", "1990-01-02");
        self.walk_in(patient, None).expect("they are taken in")
    }

    fn walk_in(&self, patient: office::PatientId, provider: Option<StaffId>) -> Result<VisitId, Problem> {
        let (site, visit_type) = (self.desk.practice.site, self.desk.follow_up);
        let walk_in = StartWalkIn { site, patient, visit_type, provider, reason: Phi::from("sore throat") };
        self.desk.practice.perform(&self.desk.practice.rosa, walk_in)
    }

    /// Ruth, the nurse, says how urgent it is.
    fn found(&self, visit: VisitId, seen: i64, level: Level) {
        let triage = Triage { visit, seen, level, reason: Phi::from("fever since yesterday") };
        self.desk.practice.perform(&self.desk.practice.ruth, triage).expect("she says so");
    }

    fn board(&self) -> BoardPage {
        let practice = self.desk.practice;
        practice.ask(&practice.rosa, PatientBoard { site: practice.site }).expect("the board")
    }

    fn queue(&self) -> Vec<VisitId> {
        self.board().board.queue.iter().map(|queued| queued.visit).collect()
    }

    fn because(&self, visit: VisitId) -> String {
        let board = self.board();
        let place = board.board.queue.iter().find(|queued| queued.visit == visit);
        place.expect("it stands in the queue").because.clone()
    }

    fn next_for(&self, provider: StaffId) -> Result<VisitId, Problem> {
        let site = self.desk.practice.site;
        self.desk.practice.perform(&self.desk.practice.tom, TakeNext { site, provider })
    }

    fn version(&self, visit: VisitId) -> i64 {
        self.desk.visit(visit).version
    }
}

fn set(practice: &Practice, version: i64, on: bool) -> Result<(), Problem> {
    practice.perform(&practice.ines, SetUrgentCare { site: practice.site, version, on, limits: Vec::new() })
}

/// Every look of urgent care, for the test of query plans.
pub fn look_at_all(desk: &Desk<'_>) {
    let practice = desk.practice;
    set(practice, 0, true).expect("it is on");
    let here = Walkable { desk: Desk { practice, follow_up: desk.follow_up } };
    let visit = here.walked_in("Query");
    here.found(visit, 0, Level::Three);
    here.next_for(practice.lin.staff).expect("taken");
    practice.ask(&practice.rosa, VisitFlow { visit }).expect("the visit");
    practice.ask(&practice.rosa, UrgentCareDay { site: practice.site, day: None }).expect("the day");
    practice.ask(&practice.ines, UrgentCareOf { site: practice.site }).expect("what is set");
    practice.ask(&practice.rosa, KeepsQueue { site: practice.site }).expect("whether");
    practice.perform(&practice.rosa, LeaveWithoutBeingSeen { visit, version: 2 }).expect("gone again");
    set(practice, 1, false).expect("it is off");
}

#[test]
fn the_manager_sets_it_and_until_then_a_walk_in_needs_a_provider() {
    Practice::each(|practice| {
        let here = Walkable { desk: Desk::of(practice) };
        let chidi = here.desk.chidi();
        let why = here.walk_in(chidi, None).expect_err("nobody waits for the next provider here");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "no_urgent_care"));
        let turn_on = SetUrgentCare { site: practice.site, version: 0, on: true, limits: Vec::new() };
        let why = practice.perform(&practice.rosa, turn_on).expect_err("the desk does not set it");
        assert_eq!(why.code(), "not_permitted");
        let own = Threshold { warn_minutes: 3, alarm_minutes: 7 };
        let limits = vec![(Clock::Triage, own)];
        let set_it = SetUrgentCare { site: practice.site, version: 0, on: true, limits };
        practice.perform(&practice.ines, set_it.clone()).expect("it is on");
        let why = practice.perform(&practice.ines, set_it).expect_err("somebody set it meanwhile");
        assert_eq!(why.kind(), Kind::Conflict);
        let upside_down = vec![(Clock::Stay, Threshold { warn_minutes: 9, alarm_minutes: 3 })];
        let wrong = SetUrgentCare { site: practice.site, version: 1, on: true, limits: upside_down };
        assert_eq!(practice.perform(&practice.ines, wrong).expect_err("the alarm is first").code(), "bad_minutes");
        let care = practice.ask(&practice.ines, UrgentCareOf { site: practice.site }).expect("what is set").0;
        assert_eq!((care.on, care.limit(Clock::Triage), care.limit(Clock::Stay).alarm_minutes), (true, own, 180));
        let visit = here.walk_in(chidi, None).expect("now he waits for the next");
        let with_lin =
            here.walk_in(here.desk.practice.patient("Amara", "Silva", "1990-01-02"), Some(practice.lin.staff));
        assert_eq!(here.queue(), [visit], "whoever has a provider does not stand in the queue");
        assert_eq!(here.desk.visit(with_lin.expect("taken in")).provider, Some(practice.lin.staff));
        set(practice, 1, false).expect("it is off again");
        assert_eq!(here.queue(), [visit], "whoever waits already is not forgotten");
        assert_eq!(here.next_for(practice.lin.staff).expect("and is taken"), visit);
    });
}

#[test]
fn a_nurse_says_how_urgent_and_the_queue_follows_with_its_reasons() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        let [first, second, third] = ["Ada", "Ben", "Cleo"].map(|name| {
            practice.pass_minutes(1);
            here.walked_in(name)
        });
        assert_eq!(here.queue(), [first, second, third], "by arrival, until somebody looked");
        assert_eq!(here.because(second), "Not triaged yet: counts as level 3; after one who came earlier");
        let triage = |visit, level| Triage { visit, seen: 0, level, reason: Phi::from("cut finger") };
        let why = practice.perform(&practice.rosa, triage(first, Level::Five)).expect_err("the desk does not triage");
        assert_eq!(why.code(), "not_permitted");
        practice.perform(&practice.tom, triage(first, Level::Five)).expect("a medical assistant may");
        here.found(third, 0, Level::Two);
        assert_eq!(here.queue(), [third, second, first]);
        assert_eq!(here.because(third), "Level 2; here longest of these");
        let why = practice.perform(&practice.ruth, triage(first, Level::Four)).expect_err("Tom looked meanwhile");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "stale"));
        here.found(first, 1, Level::One);
        assert_eq!(here.queue(), [first, third, second], "worse now");
        let flow = practice.ask(&practice.rosa, VisitFlow { visit: first }).expect("the visit");
        let told: Vec<_> =
            flow.triages.iter().map(|one| (one.level, one.reason.reveal().as_str(), one.account)).collect();
        let (tom, ruth) = (practice.tom.account, practice.ruth.account);
        assert_eq!(told, [(Level::Five, "cut finger", tom), (Level::One, "fever since yesterday", ruth)]);
        assert_eq!(flow.line.reason.reveal(), "fever since yesterday");
        let edited = practice.scratch().run("UPDATE visit_triage SET level = '3'");
        assert!(edited.is_err(), "what was found is never changed");
    });
}

#[test]
fn whoever_waits_too_long_moves_up_and_level_one_is_never_overtaken() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        let slow = here.walked_in("Sam");
        here.found(slow, 0, Level::Four);
        practice.pass_minutes(59);
        let newer = here.walked_in("Nia");
        here.found(newer, 0, Level::Three);
        assert_eq!(here.queue(), [newer, slow]);
        practice.pass_minutes(1);
        assert_eq!(here.queue(), [slow, newer], "after an hour level 4 counts as 3, and came first");
        assert_eq!(here.because(slow), "Level 4, moved up to 3: waits 60 min, allowed are 60; here longest of these");
        practice.pass_minutes(180);
        let dying = here.walked_in("Dee");
        here.found(dying, 0, Level::One);
        assert_eq!(here.queue(), [dying, slow, newer]);
    });
}

#[test]
fn the_next_is_taken_seen_and_goes_home() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        let visit = here.walked_in("Ada");
        let other = here.walked_in("Ben");
        here.found(visit, 0, Level::Two);
        let why = here.next_for(practice.tom.staff).expect_err("Tom sees nobody on a schedule");
        assert_eq!(why.code(), "not_a_provider");
        let room = practice.rooms[0].id;
        practice
            .perform(&practice.tom, AssignRoom { visit, version: 1, room })
            .expect("roomed before anybody took them");
        let with = |version| Advance { visit, version, to: Status::WithProvider };
        let why = practice.perform(&practice.tom, with(2)).expect_err("no provider yet");
        assert_eq!((why.kind(), why.code()), (Kind::Refused, "nobody_took_them"));
        let why = practice.perform(&practice.rosa, CheckOut { visit, version: 2 }).expect_err("nor home");
        assert_eq!(why.code(), "nobody_took_them");
        let take = TakeNext { site: practice.site, provider: practice.okafor.staff };
        assert_eq!(practice.perform(&practice.okafor, take).expect("he takes the next"), visit);
        let line = here.desk.visit(visit);
        assert_eq!((line.provider, line.status, line.room), (Some(practice.okafor.staff), Status::Roomed, Some(room)));
        assert_eq!(here.queue(), [other]);
        practice.pass_minutes(12);
        practice.perform(&practice.okafor, with(3)).expect("in the room");
        practice.perform(&practice.rosa, CheckOut { visit, version: 4 }).expect("and home");
        assert_eq!(here.desk.visit(visit).status, Status::Left);
        assert_eq!(here.next_for(practice.lin.staff).expect("the other one"), other);
        let why = here.next_for(practice.lin.staff).expect_err("nobody is left");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "nobody_waits"));
        for status in ["with_provider", "checking_out", "left"] {
            let wrong = format!("UPDATE visit SET provider = NULL, status = '{status}'");
            assert!(practice.scratch().run(&wrong).is_err(), "the database holds nobody seen by nobody: {status}");
        }
    });
}

#[test]
fn another_than_the_first_is_taken_for_a_reason_only() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        let [first, second] = ["Ada", "Ben"].map(|name| {
            practice.pass_minutes(1);
            here.walked_in(name)
        });
        let provider = practice.lin.staff;
        let take = |visit, out_of_turn| TakeThis { visit, version: 1, provider, out_of_turn };
        let why = practice.perform(&practice.lin, take(second, None)).expect_err("Ada stands ahead");
        assert_eq!((why.kind(), why.code()), (Kind::Invalid, "no_reason"));
        practice.perform(&practice.lin, take(second, Some(OutOfTurn::KnowsThem))).expect("with a reason");
        let why = practice.perform(&practice.okafor, take(second, Some(OutOfTurn::Worse))).expect_err("she has him");
        assert_eq!((why.kind(), why.code()), (Kind::Conflict, "already_taken"));
        practice.perform(&practice.lin, take(first, None)).expect("the first needs none");
        let flow = practice.ask(&practice.rosa, VisitFlow { visit: second }).expect("the visit");
        let last = flow.changes.last().expect("it was taken");
        assert_eq!((last.provider, last.out_of_turn), (Some(provider), Some(OutOfTurn::KnowsThem)));
    });
}

#[test]
fn handed_back_and_over_and_undone() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        let [first, second] = ["Ada", "Ben"].map(|name| {
            practice.pass_minutes(1);
            here.walked_in(name)
        });
        let (lin, okafor) = (practice.lin.staff, practice.okafor.staff);
        here.next_for(lin).expect("Ada");
        assert_eq!(here.queue(), [second]);
        practice.perform(&practice.tom, UndoStatus { visit: first, version: 2 }).expect("it was the wrong button");
        assert_eq!((here.queue(), here.desk.visit(first).provider), (vec![first, second], None));
        here.next_for(lin).expect("Ada again");
        practice.perform(&practice.lin, HandBack { visit: first, version: 4 }).expect("called away");
        assert_eq!(here.queue(), [first, second], "where she stood before");
        let why =
            practice.perform(&practice.lin, HandBack { visit: first, version: 5 }).expect_err("she waits already");
        assert_eq!(why.code(), "waits_already");
        here.next_for(lin).expect("and again");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit: first, version: 6, room }).expect("roomed");
        let with = Advance { visit: first, version: 7, to: Status::WithProvider };
        practice.perform(&practice.lin, with).expect("in the room");
        let why = practice.perform(&practice.lin, HandBack { visit: first, version: 8 }).expect_err("she was seen");
        assert_eq!(why.code(), "already_seen");
        let over = |to, version| HandOver { visit: first, version, to };
        let why = practice.perform(&practice.lin, over(lin, 8)).expect_err("she has her already");
        assert_eq!(why.code(), "same_provider");
        practice.pass_minutes(5);
        let since = here.desk.visit(first).since;
        practice.perform(&practice.lin, over(okafor, 8)).expect("her shift ends");
        let line = here.desk.visit(first);
        assert_eq!((line.provider, line.status, line.since), (Some(okafor), Status::WithProvider, since));
        practice.perform(&practice.lin, UndoStatus { visit: first, version: 9 }).expect("not yet");
        assert_eq!(here.desk.visit(first).provider, Some(lin));
        practice.perform(&practice.rosa, LeaveWithoutBeingSeen { visit: second, version: 1 }).expect("he gave up");
        assert!(here.queue().is_empty());
        practice.perform(&practice.rosa, UndoStatus { visit: second, version: 2 }).expect("he only smoked");
        assert_eq!(here.queue(), [second]);
    });
}

#[test]
fn forty_at_once_never_get_the_same_patient() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        let waiting: BTreeSet<VisitId> = (0..30).map(|number| here.walked_in(&format!("W{number}"))).collect();
        let providers = [practice.lin.staff, practice.okafor.staff, practice.pat.staff];
        let taken = practice.block_on(async {
            let mut asked = tokio::task::JoinSet::new();
            for at in 0..40 {
                let (office, who) = (practice.office.clone(), practice.tom.actor.clone());
                let next = TakeNext { site: practice.site, provider: providers[at % providers.len()] };
                asked.spawn(async move { office.perform(&who, next).await.map_err(|why| why.code()) });
            }
            asked.join_all().await
        });
        let nobody = taken.iter().filter(|answer| **answer == Err("nobody_waits")).count();
        let got: Vec<VisitId> = taken.into_iter().filter_map(Result::ok).collect();
        assert_eq!((got.len(), nobody), (30, 10), "thirty waited, ten came for nobody");
        assert_eq!(got.iter().copied().collect::<BTreeSet<_>>(), waiting, "and each was taken once");
        assert!(got.iter().all(|visit| here.version(*visit) == 2));
    });
}

#[test]
fn the_now_list_asks_the_nurse_the_provider_and_everybody() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        let visit = here.walked_in("Ada");
        practice.pass_minutes(11);
        let lines = |who| practice.ask(who, NowList { site: practice.site }).expect("the list").lines;
        let ruth = lines(&practice.ruth);
        assert_eq!((ruth[0].task, ruth[0].pressing), (Task::Triage(visit), Pressing::Overdue));
        assert_eq!(ruth[0].because, "Not triaged yet, here for 11 min; too long from 10");
        let okafor = lines(&practice.okafor);
        assert!(okafor.iter().any(|line| line.task == Task::TakeNext(visit)), "{okafor:?}");
        here.found(visit, 0, Level::One);
        for who in [&practice.rosa, &practice.tom, &practice.okafor] {
            assert_eq!((lines(who)[0].task, lines(who)[0].pressing), (Task::HelpAtOnce(visit), Pressing::AtOnce));
        }
        assert!(lines(&practice.ruth).iter().all(|line| line.task != Task::Triage(visit)), "she has looked");
    });
}

#[test]
fn the_wall_tells_how_long_it_takes_and_neither_who_nor_how_urgent() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        assert_eq!(crate::wallboard::shown(practice).queue, None);
        let first = here.walked_in("Ada");
        here.found(first, 0, Level::Two);
        practice.pass_minutes(7);
        here.walked_in("Ben");
        let seen = crate::wallboard::shown(practice);
        let queue = seen.queue.expect("two wait");
        assert_eq!((queue.waiting, queue.longest_minutes, seen.waiting), (2, 7, 2));
        assert!(queue.wait.is_none() && seen.providers.is_empty(), "nothing was learned, so nothing is promised");
        let said = format!("{seen:?}");
        for word in ["Ada", "Walker", "fever", "Two", "evel"] {
            assert!(!said.contains(word), "{word} is nowhere: {said}");
        }
    });
}

/// What a day came to, as one line for each level and one for all.
fn told(day: &UrgentDay) -> Vec<String> {
    let lines = day.levels.iter().chain([&day.all]);
    let line = |line: &front_office::patient_flow::urgent_care::LevelOfDay| {
        let half = |spread: Option<front_office::Spread>| {
            format!("{:?}/{:?}", spread.map_or(-1, |of| of.median), spread.map_or(-1, |of| of.ninth))
        };
        let level = line.level.map_or("all or none", Level::title);
        let (triage, provider, stay) = (half(line.to_triage), half(line.to_provider), half(line.stay));
        format!("{level}: {} came, {triage}, {provider}, {stay}, {} gone unseen", line.came, line.left_unseen)
    };
    lines.map(line).collect()
}

#[test]
fn a_day_is_told_in_numbers() {
    Practice::each(|practice| {
        let here = Walkable::of(practice);
        here.desk.arrived(here.desk.chidi(), "9:00");
        let [seen, gone] = ["Ada", "Ben"].map(|name| here.walked_in(name));
        practice.pass_minutes(4);
        here.found(seen, 0, Level::Three);
        practice.pass_minutes(6);
        here.next_for(practice.lin.staff).expect("Ada");
        let room = practice.rooms[0].id;
        practice.perform(&practice.tom, AssignRoom { visit: seen, version: 2, room }).expect("roomed");
        let with = Advance { visit: seen, version: 3, to: Status::WithProvider };
        practice.perform(&practice.lin, with).expect("seen");
        practice.pass_minutes(20);
        practice.perform(&practice.rosa, CheckOut { visit: seen, version: 4 }).expect("home");
        practice.perform(&practice.rosa, LeaveWithoutBeingSeen { visit: gone, version: 1 }).expect("gave up");
        let ask = |day| practice.ask(&practice.rosa, UrgentCareDay { site: practice.site, day }).expect("the day").0;
        let day = ask(None);
        assert_eq!(
            told(&day),
            [
                "Level 3: 1 came, 4/4, 10/10, 30/30, 0 gone unseen",
                "all or none: 1 came, -1/-1, -1/-1, -1/-1, 1 gone unseen",
                "all or none: 2 came, 4/4, 10/10, 30/30, 1 gone unseen",
            ],
            "Chidi had an appointment with Dr. Okafor"
        );
        assert_eq!(day.all.left_unseen_permille(), 500);
        assert!(ask(Some(day.day.plus_days(-1))).levels.is_empty());
    });
}
