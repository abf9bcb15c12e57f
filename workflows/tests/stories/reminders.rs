//! Reminders: planned from the appointments, by what each patient wishes and consents to, never twice and never in the night.

use communications::reminders::{
    Channel, ConsentHow, Failure, GiveConsent, Hours, KeepWish, LinkSecret, MessageId, MessageLine, MessageStanding,
    Reach, SetWays, Why, WithdrawConsent, same,
};
use front_office::scheduling::{
    AddVisitType, Appointment, AppointmentId, BookAppointment, CancelAppointment, CancelReason, ConfirmAppointment,
    ForWhom, HoursRule, MarkNoShow, MoveAppointment, Place, RestoreAppointment, RestoreTo, SetProviderHours, TypeTone,
    VisitTypeFields, VisitTypeId, WeeklyHours,
};
use jiff::civil::Time;
use kernel::{Moment, Phi};
use office::PatientId;
use registry::people::{Address, Demographics, RegisterPatient, Sex};
use testkit::Practice;
use workflows::reminders::{
    AppointmentMessages, BeginReminders, DaysToPlan, MessageToSend, NoteFailed, NoteSent, PlanReminders, TakeReminders,
};

/// The practice with hours, the usual reminders, a gateway and a mail server.
pub struct Clinic<'p> {
    pub practice: &'p Practice,
    pub follow_up: VisitTypeId,
}

pub const MOBILE: &str = "5185550177";

impl<'p> Clinic<'p> {
    pub fn of(practice: &'p Practice) -> Self {
        let fields =
            VisitTypeFields { name: "Follow-up".to_owned(), minutes: 20, for_whom: ForWhom::Any, tone: TypeTone::Sky };
        let follow_up = practice.perform(&practice.ines, AddVisitType(fields)).expect("a visit type");
        let weekly = (1..=7).map(|weekday| WeeklyHours::weekly(weekday, 420, 1_020)).collect();
        let from = "2026-11-16".parse().expect("a day");
        let provider = practice.okafor.staff;
        let hours = SetProviderHours { provider, site: practice.site, from, until: None, weekly };
        practice.perform(&practice.ines, hours).expect("the hours are set");
        practice.perform(&practice.ines, BeginReminders).expect("the usual reminders");
        practice.perform(&practice.ines, BeginReminders).expect("which are begun once");
        let ways = Reach { text: true, mail: true };
        practice.perform(&practice.office.machine("reminders"), SetWays { ways }).expect("both ways");
        Self { practice, follow_up }
    }

    /// Somebody with a mobile telephone, an e-mail address and a street, who consented to nothing yet.
    pub fn somebody(&self, given: &str, mobile: &str, language: &str) -> PatientId {
        let mut who = Demographics::of("Ruiz", given, "1990-02-03".parse().expect("a day"), Sex::Female);
        who.contacts.mobile = mobile.into();
        who.contacts.email = Phi::new(format!("{}@example.test", given.to_lowercase()));
        who.language = language.to_owned();
        who.address = Address {
            street: "3 Hill Road".into(),
            unit: Phi::default(),
            city: "Lakeside".into(),
            state: "NY".into(),
            postal_code: "12345".into(),
            country: "US".to_owned(),
        };
        let register = RegisterPatient { demographics: who, identifiers: Vec::new(), relations: Vec::new() };
        self.practice.perform(&self.practice.rosa, register).expect("registered")
    }

    pub fn consents(&self, patient: PatientId, channel: Channel) {
        let give = GiveConsent { patient, channel, how: ConsentHow::Spoken };
        self.practice.perform(&self.practice.rosa, give).expect("a consent");
    }

    pub fn place(&self, day: &str, time: &str) -> Place {
        let (hour, minute) = time.split_once(':').expect("a time");
        let part = |text: &str| text.parse().expect("a number");
        Place {
            site: self.practice.site,
            provider: self.practice.okafor.staff,
            room: None,
            day: day.parse().expect("a day"),
            from: Time::constant(part(hour), part(minute), 0, 0),
        }
    }

    pub fn book(&self, patient: PatientId, day: &str, time: &str) -> AppointmentId {
        let booking = BookAppointment {
            patient,
            at: self.place(day, time),
            visit_type: self.follow_up,
            minutes: None,
            reason: Phi::from("a rash"),
            hours: HoursRule::WithinHours,
        };
        self.practice.perform(&self.practice.rosa, booking).expect("booked")
    }

    pub fn version(&self, appointment: AppointmentId) -> i64 {
        self.practice.ask(&self.practice.rosa, Appointment { appointment }).expect("the appointment").line.version
    }

    /// Plans every day, as the program does; says what changed.
    pub fn plan(&self) -> usize {
        let machine = self.practice.office.machine("reminders");
        let days = self.practice.ask(&machine, DaysToPlan).expect("the days").0;
        days.into_iter()
            .map(|(site, day)| self.practice.perform(&machine, PlanReminders { site, day }).expect("planned"))
            .sum()
    }

    pub fn lines(&self, appointment: AppointmentId) -> Vec<MessageLine> {
        self.practice.ask(&self.practice.rosa, AppointmentMessages { appointment }).expect("the messages").lines
    }

    /// What stands to be done, with its channel and moment in UTC.
    pub fn planned(&self, appointment: AppointmentId) -> Vec<(Channel, String)> {
        let planned = self.lines(appointment).into_iter().filter(|line| line.standing == MessageStanding::Planned);
        planned.map(|line| (line.channel, line.due_at.to_string())).collect()
    }

    pub fn until(&self, moment: &str) {
        let to: Moment = moment.parse().expect("a moment");
        self.practice.pass_minutes(u64::try_from(to.minutes_since(self.practice.office.now())).expect("later"));
    }

    pub fn take(&self) -> Vec<(MessageId, String)> {
        let machine = self.practice.office.machine("reminders");
        self.practice.perform(&machine, TakeReminders { at_most: 50 }).expect("taken")
    }

    pub fn sent(&self, message: MessageId) {
        let machine = self.practice.office.machine("reminders");
        self.practice.perform(&machine, NoteSent { message }).expect("noted");
    }

    /// Takes and sends everything that is due, as a server that takes all of it; says what was sent.
    pub fn send(&self) -> Vec<(Channel, String, String, LinkSecret)> {
        let machine = self.practice.office.machine("reminders");
        let mut out = Vec::new();
        for (message, secret) in self.take() {
            let secret = LinkSecret::presented(secret);
            let public_address = "https://moa.test".to_owned();
            let look = MessageToSend { message, secret: secret.clone(), public_address };
            let message = self.practice.ask(&machine, look).expect("a message");
            self.sent(message.id);
            out.push((message.channel, message.to.into_revealed(), message.text.into_revealed(), secret));
        }
        out
    }

    pub fn fails(&self, message: MessageId, failure: Failure) {
        let machine = self.practice.office.machine("reminders");
        self.practice.perform(&machine, NoteFailed { message, failure }).expect("noted");
    }
}

#[test]
fn a_visit_is_reminded_of_by_each_step_once() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", MOBILE, "en");
        clinic.consents(ana, Channel::Text);
        let visit = clinic.book(ana, "2026-11-24", "10:00");
        assert!(clinic.plan() > 0);
        let planned = clinic.planned(visit);
        let text = |at: &str| (Channel::Text, at.to_owned());
        let expected = [text("2026-11-17T15:00:00Z"), text("2026-11-22T15:00:00Z"), text("2026-11-24T13:00:00Z")];
        assert_eq!(planned, expected, "a week, two days, and three hours before, which is eight in the morning");
        assert_eq!(clinic.plan(), 0, "planning again changes nothing");
        clinic.until("2026-11-17T15:00:00Z");
        let sent = clinic.send();
        assert_eq!(sent.len(), 1);
        let (_, to, words, _) = &sent[0];
        assert_eq!(to, MOBILE);
        assert!(
            words.contains("Ana, you have a visit on Tuesday, November 24 at 10:00 am") && words.contains("STOP"),
            "{words}"
        );
        assert!(!words.contains("rash") && !words.contains("Okafor") && !words.contains("Ruiz"), "{words}");
        assert!(clinic.send().is_empty() && clinic.plan() == 0, "and it is over");
        practice.perform(&practice.rosa, ConfirmAppointment { appointment: visit, version: 1 }).expect("she comes");
        clinic.plan();
        assert_eq!(clinic.planned(visit), [text("2026-11-24T13:00:00Z")], "who has confirmed hears on the day only");
    });
}

#[test]
fn what_moves_is_planned_anew_and_what_is_cancelled_is_not_reminded_of() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", MOBILE, "es-US");
        clinic.consents(ana, Channel::Mail);
        let visit = clinic.book(ana, "2026-11-17", "15:00");
        clinic.plan();
        assert_eq!(
            clinic.planned(visit),
            [(Channel::Mail, "2026-11-17T17:00:00Z".to_owned())],
            "booked inside the window, it gets what is left"
        );
        let to = clinic.place("2026-11-20", "16:00");
        let step = MoveAppointment { appointment: visit, version: 1, to, hours: HoursRule::WithinHours };
        practice.perform(&practice.rosa, step).expect("it is moved");
        clinic.plan();
        let after =
            [(Channel::Mail, "2026-11-18T21:00:00Z".to_owned()), (Channel::Mail, "2026-11-20T18:00:00Z".to_owned())];
        assert_eq!(clinic.planned(visit), after);
        let reason = CancelReason::PatientBusy;
        let cancel = CancelAppointment { appointment: visit, version: 2, reason };
        practice.perform(&practice.rosa, cancel).expect("it is cancelled");
        clinic.until("2026-11-18T21:00:00Z");
        assert!(clinic.take().is_empty(), "nothing of it goes out, even before it is planned again");
        let back = RestoreAppointment { appointment: visit, version: 3, to: RestoreTo::Before };
        practice.perform(&practice.rosa, back).expect("it is back");
        clinic.plan();
        let sent = clinic.send();
        assert_eq!(sent.len(), 1, "and is reminded of again");
        assert!(sent[0].2.contains("Hola, Ana") && sent[0].2.contains("viernes 20 de noviembre"), "{}", sent[0].2);
        assert!(sent[0].2.contains("https://moa.test/r/"), "{}", sent[0].2);
    });
}

#[test]
fn nobody_is_woken_and_nothing_comes_too_late() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", MOBILE, "en");
        clinic.consents(ana, Channel::Text);
        let early = clinic.book(ana, "2026-11-18", "8:00");
        let own = Hours::new(13 * 60, 20 * 60);
        let order = vec![Channel::Text, Channel::Call];
        practice.perform(&practice.rosa, KeepWish { patient: ana, order, hours: own, version: 0 }).expect("kept");
        let later = clinic.book(ana, "2026-11-23", "12:00");
        clinic.plan();
        let skipped = clinic.lines(early).into_iter().find(|line| line.standing == MessageStanding::Skipped);
        assert_eq!(skipped.expect("the hours before").why, Some(Why::TooLate), "it could only go out after the visit");
        let planned = clinic.planned(later);
        assert_eq!(planned[0], (Channel::Text, "2026-11-16T18:00:00Z".to_owned()), "not before one in the afternoon");
        assert!(planned.iter().all(|(_, at)| at.contains("T18:00")), "{planned:?}");
    });
}

#[test]
fn a_channel_that_fails_is_tried_again_and_then_the_next_one_and_at_last_somebody_calls() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", MOBILE, "en");
        clinic.consents(ana, Channel::Text);
        clinic.consents(ana, Channel::Mail);
        let visit = clinic.book(ana, "2026-11-24", "10:00");
        clinic.plan();
        clinic.until("2026-11-17T15:00:00Z");
        for tried in 1..=5 {
            let taken = clinic.take();
            assert_eq!(taken.len(), 1, "try {tried}");
            assert!(clinic.take().is_empty(), "while it is on its way nobody else takes it");
            clinic.fails(taken[0].0, Failure::Again);
            practice.pass_minutes(1 << tried);
        }
        let first = clinic.lines(visit).remove(0);
        assert_eq!((first.channel, first.why), (Channel::Mail, Some(Why::Unreachable)));
        let taken = clinic.take();
        clinic.fails(taken[0].0, Failure::Never);
        let first = clinic.lines(visit).remove(0);
        let stands = (first.channel, first.standing, first.why);
        assert_eq!(stands, (Channel::Call, MessageStanding::Planned, Some(Why::Refused)), "somebody calls");
        assert_eq!(first.id, taken[0].0, "it is the same message all along");
        assert_eq!(clinic.plan(), 0);
    });
}

#[test]
fn what_was_taken_and_never_heard_of_is_taken_again_under_the_same_id() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ana = clinic.somebody("Ana", MOBILE, "en");
        clinic.consents(ana, Channel::Text);
        clinic.book(ana, "2026-11-24", "10:00");
        clinic.plan();
        clinic.until("2026-11-17T15:00:00Z");
        let first = clinic.take();
        practice.pass_minutes(4);
        assert!(clinic.take().is_empty(), "it may still be on its way");
        practice.pass_minutes(1);
        let again = clinic.take();
        assert_eq!((again.len(), again[0].0), (1, first[0].0), "after a crash it goes under the same id");
        assert_ne!(again[0].1, first[0].1, "its link is another; the first holds too");
        let withdraw = WithdrawConsent { patient: ana, channel: Channel::Text, how: ConsentHow::Spoken };
        practice.perform(&practice.rosa, withdraw).expect("she wants no texts");
        practice.pass_minutes(5);
        assert!(clinic.take().is_empty(), "without a consent it is not taken again");
    });
}

#[test]
fn whoever_is_likely_to_miss_it_is_called_as_well() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let (mo, ana) = (clinic.somebody("Mo", "5185550178", "en"), clinic.somebody("Ana", MOBILE, "en"));
        for (day, time) in [("2026-11-16", "9:00"), ("2026-11-16", "10:00")] {
            let missed = clinic.book(mo, day, time);
            practice.pass_minutes(40);
            practice.perform(&practice.rosa, MarkNoShow { appointment: missed, version: 1 }).expect("not there");
        }
        let (of_mo, of_ana) = (clinic.book(mo, "2026-11-24", "10:00"), clinic.book(ana, "2026-11-24", "10:20"));
        for patient in [mo, ana] {
            clinic.consents(patient, Channel::Text);
        }
        clinic.plan();
        let called = |visit| clinic.planned(visit).iter().filter(|(channel, _)| *channel == Channel::Call).count();
        assert_eq!((called(of_mo), called(of_ana)), (1, 0));
        assert_eq!(clinic.plan(), 0, "what was decided stays decided");
        assert_eq!(clinic.version(of_mo), 1, "the risk reminds, and changes nothing else");
        let stored: AppointmentId = same(clinic.lines(of_mo)[0].thing);
        assert_eq!(stored, of_mo);
    });
}

#[test]
fn nobody_is_written_to_without_consent_and_who_wants_nothing_is_left_alone() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let (ana, bea) = (clinic.somebody("Ana", MOBILE, "en"), clinic.somebody("Bea", "5185550178", "en"));
        let (of_ana, of_bea) = (clinic.book(ana, "2026-11-24", "10:00"), clinic.book(bea, "2026-11-24", "11:00"));
        let none = KeepWish { patient: bea, order: Vec::new(), hours: None, version: 0 };
        practice.perform(&practice.rosa, none).expect("kept");
        clinic.plan();
        assert!(clinic.planned(of_ana).iter().all(|(channel, _)| *channel == Channel::Call), "a person calls");
        assert!(clinic.planned(of_bea).is_empty());
        assert!(clinic.lines(of_bea).iter().all(|line| line.why.is_some()), "and each says why");
        clinic.consents(ana, Channel::Text);
        assert!(clinic.planned(of_ana).iter().all(|(channel, _)| *channel == Channel::Text), "at once");
        let stop = WithdrawConsent { patient: ana, channel: Channel::Text, how: ConsentHow::Written };
        practice.perform(&practice.rosa, stop).expect("withdrawn");
        assert!(clinic.planned(of_ana).iter().all(|(channel, _)| *channel == Channel::Call));
        clinic.until("2026-11-17T15:00:00Z");
        assert!(clinic.take().is_empty());
        let letters = KeepWish { patient: ana, order: vec![Channel::Letter], hours: None, version: 0 };
        practice.perform(&practice.rosa, letters).expect("kept");
        let by_letter = clinic.planned(of_ana);
        assert_eq!(by_letter.first().map(|(channel, _)| *channel), Some(Channel::Letter));
        assert_eq!(by_letter.len(), 1, "a letter of the day before would come too late: {by_letter:?}");
    });
}
