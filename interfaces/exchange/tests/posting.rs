//! Reminders on their real way out: by a real SMTP server (aiosmtpd) and by a gateway that speaks the documented protocol and fails
//! on demand.

use communications::reminders::{
    Channel, ConsentHow, GiveConsent, MakeHookToken, Meaning, MessageStanding, Reach, SetWays, Why,
};
use exchange::{Outbox, Posting, Round};
use front_office::scheduling::{
    AddVisitType, AppointmentId, BookAppointment, CancelAppointment, CancelReason, ForWhom, HoursRule, Place,
    SetProviderHours, TypeTone, VisitTypeFields, WeeklyHours,
};
use jiff::civil::Time;
use kernel::{Moment, Phi};
use mail_sim::{MailServer, Manner, PASSWORD, USER};
use office::PatientId;
use registry::people::{Demographics, RegisterPatient, Sex};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use tempfile::TempDir;
use testkit::waitlist::waits;
use testkit::{Kind, Practice};
use text_sim::{Fault, TextGateway};
use workflows::follow_up::WaitlistPage;
use workflows::reminders::{
    AnswerByText, AppointmentMessages, BeginReminders, DaysToPlan, PlanReminders, SendOffer, TakeReminders,
};

const TOKEN: &str = "a token of the test";

/// The practice with two visits on a Tuesday a week ahead, and what is due by nine that Tuesday.
struct Story<'p> {
    practice: &'p Practice,
    folder: TempDir,
}

impl<'p> Story<'p> {
    fn of(practice: &'p Practice) -> Self {
        let fields =
            VisitTypeFields { name: "Follow-up".to_owned(), minutes: 20, for_whom: ForWhom::Any, tone: TypeTone::Sky };
        practice.perform(&practice.ines, AddVisitType(fields)).expect("a visit type");
        let weekly = (1..=5).map(|weekday| WeeklyHours::weekly(weekday, 480, 1_020)).collect();
        let (provider, from) = (practice.okafor.staff, "2026-11-16".parse().expect("a day"));
        let hours = SetProviderHours { provider, site: practice.site, from, until: None, weekly };
        practice.perform(&practice.ines, hours).expect("hours");
        practice.perform(&practice.ines, BeginReminders).expect("the usual reminders");
        let ways = Reach { text: true, mail: true };
        practice.perform(&practice.office.machine("reminders"), SetWays { ways }).expect("both ways");
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("token"), TOKEN).expect("a file");
        fs::write(folder.path().join("password"), PASSWORD).expect("a file");
        Self { practice, folder }
    }

    fn somebody(&self, given: &str, email: &str, channel: Channel) -> PatientId {
        let mut who = Demographics::of("Ruiz", given, "1990-02-03".parse().expect("a day"), Sex::Female);
        who.contacts.mobile = "5185550177".into();
        who.contacts.email = email.into();
        let register = RegisterPatient { demographics: who, identifiers: Vec::new(), relations: Vec::new() };
        let patient = self.practice.perform(&self.practice.rosa, register).expect("registered");
        let give = GiveConsent { patient, channel, how: ConsentHow::Form };
        self.practice.perform(&self.practice.rosa, give).expect("a consent");
        patient
    }

    fn books(&self, patient: PatientId, hour: i8) -> AppointmentId {
        let kinds = self.practice.ask(&self.practice.rosa, front_office::scheduling::VisitTypes).expect("the kinds").0;
        let booking = BookAppointment {
            patient,
            at: Place {
                site: self.practice.site,
                provider: self.practice.okafor.staff,
                room: None,
                day: "2026-11-24".parse().expect("a day"),
                from: Time::constant(hour, 0, 0, 0),
            },
            visit_type: kinds[0].id,
            minutes: None,
            reason: Phi::from("a rash"),
            hours: HoursRule::WithinHours,
        };
        self.practice.perform(&self.practice.rosa, booking).expect("booked")
    }

    /// Waits for an earlier time.
    fn waits(&self, patient: PatientId) {
        let kinds = self.practice.ask(&self.practice.rosa, front_office::scheduling::VisitTypes).expect("the kinds").0;
        self.practice.perform(&self.practice.rosa, waits(patient, kinds[0].id)).expect("they wait");
    }

    /// Plans, and lets the time come of the first message.
    fn due(&self) {
        let machine = self.practice.office.machine("reminders");
        for (site, day) in self.practice.ask(&machine, DaysToPlan).expect("the days").0 {
            self.practice.perform(&machine, PlanReminders { site, day }).expect("planned");
        }
        let to: Moment = "2026-11-17T19:00:00Z".parse().expect("a moment");
        self.practice.pass_minutes(u64::try_from(to.minutes_since(self.practice.office.now())).expect("later"));
    }

    fn outbox(&self, settings: &str) -> Outbox {
        let file = self.folder.path().join("messages.toml");
        fs::write(&file, format!("public_address = \"https://moa.test\"\npatience_seconds = 1\n{settings}"))
            .expect("a file");
        Outbox::of(self.practice.office.clone(), Posting::read(&file).expect("settings"))
    }

    fn round(&self, outbox: &Outbox) -> Round {
        self.practice.block_on(outbox.round()).expect("a round")
    }

    /// How the first message of a visit stands.
    fn first(&self, appointment: AppointmentId) -> (Channel, MessageStanding, Option<Why>) {
        let told = self.practice.ask(&self.practice.rosa, AppointmentMessages { appointment }).expect("the messages");
        let line = told.lines.first().expect("a message");
        (line.channel, line.standing, line.why)
    }
}

fn mail_to(port: u16, more: &str) -> String {
    format!("[mail]\nserver = \"localhost\"\nport = {port}\nfrom = \"Lakeside <reminders@moa.test>\"\n{more}\n")
}

fn text_by(gateway: &TextGateway) -> String {
    format!("[text]\ngateway = \"{}\"\ntoken_file = \"token\"\n", gateway.url())
}

fn gateway(practice: &Practice) -> TextGateway {
    let anywhere: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    practice.block_on(TextGateway::start(anywhere, TOKEN)).expect("a gateway")
}

fn build_folder() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

#[test]
fn e_mails_go_out_by_a_real_server_and_refused_ones_fall_to_the_call_list() {
    let server = MailServer::start(build_folder(), Manner::Open);
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let story = Story::of(&practice);
        let before = server.taken().len();
        let ana = story.books(story.somebody("Ana", "ana@example.test", Channel::Mail), 9);
        let gone = story.books(story.somebody("Bea", "refuse@example.test", Channel::Mail), 10);
        let busy = story.books(story.somebody("Cleo", "busy@example.test", Channel::Mail), 11);
        let typo = story.books(story.somebody("Dora", "dora@@example", Channel::Mail), 12);
        story.due();
        let outbox = story.outbox(&mail_to(server.port, "tls = \"none\""));
        assert_eq!(story.round(&outbox), Round { sent: 1, failed: 3 });
        let taken = server.taken().split_off(before);
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].rcpt_tos, ["ana@example.test"]);
        assert_eq!(taken[0].mail_from, "reminders@moa.test");
        assert_eq!(taken[0].headers["subject"], "Your visit at Lakeside on Tuesday, November 24");
        assert_eq!(taken[0].headers["auto-submitted"], "auto-generated");
        let id = &taken[0].headers["message-id"];
        assert!(id.ends_with(".email@moa.test>"), "{id}");
        assert!(taken[0].text.contains("https://moa.test/r/") && !taken[0].text.contains("rash"), "{}", taken[0].text);
        assert_eq!(story.first(ana).1, MessageStanding::Sent);
        assert_eq!(story.first(gone), (Channel::Call, MessageStanding::Planned, Some(Why::Refused)));
        assert_eq!(story.first(typo), (Channel::Call, MessageStanding::Planned, Some(Why::Refused)));
        assert_eq!(story.first(busy).0, Channel::Mail, "it may be taken later");
        assert_eq!(story.round(&outbox), Round::default(), "and not at once");
        practice.pass_minutes(2);
        assert_eq!(story.round(&outbox), Round { sent: 0, failed: 1 });
    }
}

#[test]
fn a_server_that_asks_for_tls_and_a_password_gets_both() {
    let server = MailServer::start(build_folder(), Manner::Starttls);
    let practice = Practice::on(Kind::Sqlite);
    let story = Story::of(&practice);
    fs::copy(server.authority(), story.folder.path().join("ca.pem")).expect("the authority");
    let visit = story.books(story.somebody("Ana", "ana@example.test", Channel::Mail), 9);
    story.due();
    let who = format!("user = \"{USER}\"\npassword_file = \"password\"\n");
    let unknown = story.outbox(&mail_to(server.port, &who));
    assert_eq!(story.round(&unknown), Round { sent: 0, failed: 1 }, "a certificate that nobody vouches for");
    practice.pass_minutes(2);
    fs::write(story.folder.path().join("password"), "another").expect("a file");
    let wrong = story.outbox(&mail_to(server.port, &format!("{who}ca_file = \"ca.pem\"\n")));
    assert_eq!(story.round(&wrong), Round { sent: 0, failed: 1 });
    assert_eq!(story.first(visit).0, Channel::Mail, "a wrong password is no fault of the address");
    practice.pass_minutes(4);
    fs::write(story.folder.path().join("password"), format!("{PASSWORD}\n")).expect("a file");
    let right = story.outbox(&mail_to(server.port, &format!("{who}ca_file = \"ca.pem\"\n")));
    assert_eq!(story.round(&right), Round { sent: 1, failed: 0 });
    let taken = server.taken();
    assert_eq!((taken.len(), taken[0].tls, taken[0].user.as_deref()), (1, true, Some(USER)));
}

#[test]
fn texts_go_out_by_the_gateway_whatever_it_does_once() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let story = Story::of(&practice);
        let gateway = gateway(&practice);
        let visit = story.books(story.somebody("Ana", "", Channel::Text), 9);
        story.due();
        let outbox = story.outbox(&text_by(&gateway));
        // The message is taken, but what says so is lost twice, and the gateway stumbles in between.
        for (tried, fault) in
            [Fault::Garbage, Fault::ServerError, Fault::Silence, Fault::TooMany].into_iter().enumerate()
        {
            gateway.fail_next(fault);
            assert_eq!(story.round(&outbox), Round { sent: 0, failed: 1 }, "{fault:?}");
            practice.pass_minutes(2 << tried);
        }
        assert_eq!(story.round(&outbox), Round { sent: 1, failed: 0 });
        let taken = gateway.taken();
        assert_eq!((taken.len(), taken[0].handed), (1, 3), "one message, handed over three times under one id");
        assert_eq!(taken[0].to, "+15185550177");
        assert!(taken[0].text.contains("Reply 1 to confirm"), "{}", taken[0].text);
        assert_eq!(story.first(visit).1, MessageStanding::Sent);
    }
}

#[test]
fn a_text_that_is_refused_goes_by_mail_and_a_gateway_that_is_down_is_waited_for() {
    let server = MailServer::start(build_folder(), Manner::Open);
    let practice = Practice::on(Kind::Sqlite);
    let story = Story::of(&practice);
    let gateway = gateway(&practice);
    let ana = story.somebody("Ana", "ana@example.test", Channel::Text);
    let give = GiveConsent { patient: ana, channel: Channel::Mail, how: ConsentHow::Spoken };
    practice.perform(&practice.rosa, give).expect("and e-mails");
    let visit = story.books(ana, 9);
    story.due();
    let outbox = story.outbox(&format!("{}{}", mail_to(server.port, "tls = \"none\""), text_by(&gateway)));
    gateway.fail_next(Fault::Refuse);
    assert_eq!(story.round(&outbox), Round { sent: 0, failed: 1 });
    assert_eq!(story.first(visit), (Channel::Mail, MessageStanding::Planned, Some(Why::Refused)));
    assert_eq!(story.round(&outbox), Round { sent: 1, failed: 0 });
    assert_eq!(server.taken().len(), 1);
    let later = story.books(story.somebody("Bea", "", Channel::Text), 10);
    practice.block_on(gateway.go_down());
    let to: Moment = "2026-11-22T15:30:00Z".parse().expect("a moment");
    practice.pass_minutes(u64::try_from(to.minutes_since(practice.office.now())).expect("later"));
    let machine = practice.office.machine("reminders");
    let day = "2026-11-24".parse().expect("a day");
    practice.perform(&machine, PlanReminders { site: practice.site, day }).expect("planned");
    assert_eq!(story.round(&outbox).sent, 0);
    assert_eq!(story.first(later).1, MessageStanding::Planned, "it is tried again");
}

#[test]
fn a_sender_that_was_killed_in_the_middle_sends_it_again_under_the_same_id() {
    let practice = Practice::on(Kind::Sqlite);
    let story = Story::of(&practice);
    let gateway = gateway(&practice);
    let visit = story.books(story.somebody("Ana", "", Channel::Text), 9);
    story.due();
    let outbox = story.outbox(&text_by(&gateway));
    // Killed after the gateway had the message and before that was noted: the answer never comes, and the round is dropped.
    gateway.fail_next(Fault::Silence);
    practice.block_on(async {
        tokio::select! {
            _done = outbox.round() => panic!("the gateway is silent"),
            () = heard(&gateway) => {}
        }
    });
    assert_eq!(story.first(visit).1, MessageStanding::Sending);
    drop(outbox);
    let again = story.outbox(&text_by(&gateway));
    assert_eq!(story.round(&again), Round::default(), "it may still be on its way");
    practice.pass_minutes(5);
    assert_eq!(story.round(&again), Round { sent: 1, failed: 0 });
    assert_eq!((gateway.taken().len(), gateway.taken()[0].handed), (1, 2), "the patient sees one message");
    let machine = practice.office.machine("reminders");
    assert!(practice.perform(&machine, TakeReminders { at_most: 10 }).expect("nothing is left").is_empty());
}

/// Ana hears of a freed time by text, Bea by e-mail; Ana takes it by text, and is told by text that it is hers.
#[test]
fn a_freed_time_goes_out_by_both_ways_and_the_winner_is_told() {
    let server = MailServer::start(build_folder(), Manner::Open);
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let story = Story::of(&practice);
        let gateway = gateway(&practice);
        let before = server.taken().len();
        let [ana, bea] = [("Ana", "", Channel::Text), ("Bea", "bea@example.test", Channel::Mail)]
            .map(|(given, email, channel)| story.somebody(given, email, channel));
        for patient in [ana, bea] {
            story.waits(patient);
        }
        let appointment = story.books(story.somebody("Zoe", "zoe@example.test", Channel::Mail), 9);
        let cancel = CancelAppointment { appointment, version: 1, reason: CancelReason::PatientBusy };
        practice.perform(&practice.rosa, cancel).expect("Zoe gives her time back");
        let offers = practice.ask(&practice.rosa, WaitlistPage { site: practice.site }).expect("the page").offers;
        for offer in &offers {
            practice.perform(&practice.rosa, SendOffer { offer: offer.id }).expect("Rosa sends it");
        }
        let outbox = story.outbox(&format!("{}{}", mail_to(server.port, "tls = \"none\""), text_by(&gateway)));
        assert_eq!(story.round(&outbox), Round { sent: 2, failed: 0 });
        let text = gateway.taken().remove(0).text;
        assert!(text.contains("Tuesday, November 24 at 9:00 am. Reply 3 to take it"), "{text}");
        let mail = server.taken().split_off(before).remove(0);
        assert_eq!(mail.headers["subject"], "An earlier time at Lakeside");
        assert!(mail.text.contains("https://moa.test/r/") && !mail.text.contains("rash"), "{}", mail.text);
        practice.perform(&practice.ines, MakeHookToken { token_sha256: "0".repeat(64) }).expect("a token");
        let answer = AnswerByText {
            token_sha256: "0".repeat(64),
            from: "+15185550177".into(),
            text: "3".into(),
            outside_id: None,
            reply_to: None,
        };
        let heard = practice.perform(&practice.office.machine("text-gateway"), answer).expect("heard");
        // Zoe has the same number, and was told nothing.
        assert_eq!(heard, Meaning::Accepted);
        assert_eq!(story.round(&outbox), Round { sent: 1, failed: 0 });
        let reply = gateway.taken().pop().expect("a reply").text;
        assert!(reply.contains("Ana, the time is yours."), "{reply}");
    }
}

/// Until the gateway has a message.
async fn heard(gateway: &TextGateway) {
    while gateway.taken().is_empty() {
        tokio::task::yield_now().await;
    }
}
