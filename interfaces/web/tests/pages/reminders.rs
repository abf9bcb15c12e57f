//! Reminders through the pages: rules, consents, calls, letters, the gateway's hook, and the patient's own page behind a link.

use crate::browser::{Answer, Browser};
use crate::front_desk::{FrontDesk, says};
use axum::body::Body;
use communications::reminders::{
    Channel, ConsentHow, GiveConsent, MakeHookToken, MessageStanding, Occasion, Reach, SetWays, Step,
};
use front_office::scheduling::{Appointment, AppointmentId, BookAppointment, HoursRule, Place, Standing};
use http_body_util::BodyExt;
use jiff::civil::Time;
use kernel::Phi;
use office::PatientId;
use registry::people::{Address, CorrectDemographics, PersonCard};
use testkit::workflows::reminders::{
    AnswerByText, AppointmentMessages, BeginReminders, DaysToPlan, MessageToSend, NoteSent, PlanReminders,
    ReminderRules, RemindersPage, RulesAnswer, TakeReminders,
};
use testkit::{Kind, Practice};
use tower::ServiceExt;

/// What stands in the addresses of reminders.
pub struct Reminded {
    pub answer: String,
    pub message: String,
    pub step: String,
    pub wording: String,
}

/// The SHA-256 of `abc`.
const TOKEN: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn set_up(practice: &Practice) {
    practice.perform(&practice.ines, BeginReminders).expect("the usual reminders");
    let ways = Reach { text: true, mail: true };
    practice.perform(&practice.office.machine("reminders"), SetWays { ways }).expect("both ways");
    practice.perform(&practice.ines, MakeHookToken { token_sha256: TOKEN.to_owned() }).expect("a token");
}

/// The first step before a visit.
fn of_visits(rules: &RulesAnswer) -> &Step {
    rules.steps.iter().find(|step| step.fields.occasion == Occasion::Visit).expect("a step before a visit")
}

fn plan(practice: &Practice) {
    let machine = practice.office.machine("reminders");
    for (site, day) in practice.ask(&machine, DaysToPlan).expect("the days").0 {
        practice.perform(&machine, PlanReminders { site, day }).expect("planned");
    }
}

impl Reminded {
    pub fn of(practice: &Practice, appointment: AppointmentId) -> Self {
        set_up(practice);
        plan(practice);
        let told = practice.ask(&practice.rosa, AppointmentMessages { appointment }).expect("the messages");
        let answer = AnswerByText {
            token_sha256: TOKEN.to_owned(),
            from: "5185550133".into(),
            text: "who is this?".into(),
            outside_id: None,
            reply_to: None,
        };
        practice.perform(&practice.office.machine("text-gateway"), answer).expect("somebody writes");
        let page = RemindersPage { site: practice.site, standing: MessageStanding::Planned };
        let open = practice.ask(&practice.rosa, page).expect("the page").answers;
        let rules = practice.ask(&practice.ines, ReminderRules).expect("the rules").0;
        Self {
            answer: open[0].id.to_string(),
            message: told.lines[0].id.to_string(),
            step: of_visits(&rules).id.to_string(),
            wording: of_visits(&rules).fields.wording.to_string(),
        }
    }
}

/// Ana with a telephone and an address, and a visit on the Tuesday a week ahead.
fn ana(practice: &Practice, desk: &FrontDesk<'_>) -> (PatientId, AppointmentId) {
    let patient = practice.patient("Ana", "Ruiz", "1990-02-03");
    let card = practice.ask(&practice.rosa, PersonCard { patient }).expect("her card");
    let mut to = card.demographics;
    to.contacts.mobile = "5185550177".into();
    to.contacts.email = "ana@example.test".into();
    to.address = Address {
        street: "3 Hill Road".into(),
        city: "Lakeside".into(),
        state: "NY".into(),
        postal_code: "12345".into(),
        ..Address::default()
    };
    let correct = CorrectDemographics { patient, version: card.version, to };
    practice.perform(&practice.rosa, correct).expect("her telephone");
    let booking = BookAppointment {
        patient,
        at: Place {
            site: practice.site,
            provider: practice.okafor.staff,
            room: None,
            day: "2026-11-24".parse().expect("a day"),
            from: Time::constant(10, 0, 0, 0),
        },
        visit_type: desk.follow_up,
        minutes: None,
        reason: Phi::from("a rash"),
        hours: HoursRule::WithinHours,
    };
    let visit = practice.perform(&practice.rosa, booking).expect("booked");
    (patient, visit)
}

/// Consents, plans, lets a day pass and sends; the secret of the link.
fn reminded(practice: &Practice, patient: PatientId, channel: Channel) -> String {
    let give = GiveConsent { patient, channel, how: ConsentHow::Spoken };
    practice.perform(&practice.rosa, give).expect("a consent");
    plan(practice);
    practice.pass_minutes(25 * 60);
    let machine = practice.office.machine("reminders");
    let (message, secret) = practice.perform(&machine, TakeReminders { at_most: 5 }).expect("taken").remove(0);
    let look = MessageToSend {
        message,
        secret: communications::reminders::LinkSecret::presented(secret.clone()),
        public_address: "https://moa.test".to_owned(),
    };
    practice.ask(&machine, look).expect("the message");
    practice.perform(&machine, NoteSent { message }).expect("sent");
    secret
}

fn standing(practice: &Practice, appointment: AppointmentId) -> Standing {
    practice.ask(&practice.rosa, Appointment { appointment }).expect("the appointment").line.standing
}

/// As a gateway calls: JSON, a token, no cookies.
fn told(practice: &Practice, token: &str, body: &str) -> u16 {
    let browser = Browser::new(practice);
    let mut request = browser.request("POST", "/hooks/messages", None);
    let headers = request.headers_mut();
    headers.insert("content-type", "application/json".parse().expect("a header"));
    headers.insert("authorization", format!("Bearer {token}").parse().expect("a header"));
    *request.body_mut() = Body::from(body.to_owned());
    let pages = browser.pages();
    practice.block_on(async move {
        let answer = pages.oneshot(request).await.expect("the router always answers");
        let status = answer.status().as_u16();
        answer.into_body().collect().await.expect("a body");
        status
    })
}

#[test]
fn the_gateway_brings_answers_and_the_schedule_and_the_board_show_them() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        set_up(practice);
        let (patient, visit) = ana(practice, &desk);
        reminded(practice, patient, Channel::Text);
        let mut rosa = Browser::of(practice, &practice.rosa);
        says(&rosa.get("/schedule?day=2026-11-24"), "Reminded");
        says(&rosa.get("/reminders?show=sent"), "Text message");
        let yes = r#"{"kind":"answer","id":"in-1","from":"+15185550177","text":"1"}"#;
        assert_eq!(told(practice, "guess", yes), 403);
        assert_eq!(told(practice, "abc", "{"), 422);
        assert_eq!(
            told(
                practice,
                "abc",
                &format!("{{\"kind\":\"answer\",\"from\":\"\",\"text\":\"{}\"}}", "x".repeat(20_000))
            ),
            413
        );
        assert_eq!(told(practice, "abc", r#"{"kind":"status","id":"nobody","status":"delivered"}"#), 422);
        let late = r#"{"kind":"answer","from":"+15185550177","text":"is there parking?"}"#;
        assert_eq!(told(practice, "abc", late), 204);
        says(&rosa.get("/schedule?day=2026-11-24"), "Wrote something");
        let list = rosa.get("/reminders");
        says(&list, "is there parking?");
        assert_eq!(told(practice, "abc", yes), 204);
        assert_eq!(standing(practice, visit), Standing::Confirmed);
        let dialog = rosa.get(&format!("/appointments/{visit}"));
        says(&dialog, "Confirmed, by text");
        says(&dialog, "is there parking?");
        let done =
            list.body.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/done")));
        let done = done.expect("the button").to_owned();
        assert_eq!(rosa.post(&done, &[("version", "1")]).leads(), "/reminders");
        says(&rosa.get("/reminders"), "No answer waits for you.");
        says(&rosa.get("/schedule?day=2026-11-24"), "Confirmed");
    });
}

#[test]
fn the_page_behind_a_link_shows_no_name_and_takes_an_answer() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    set_up(&practice);
    let (patient, visit) = ana(&practice, &desk);
    let secret = reminded(&practice, patient, Channel::Mail);
    let mut phone = Browser::new(&practice);
    let at = format!("/r/{secret}");
    let page = phone.get(&at);
    says(&page, "Tuesday, November 24 at <span class=\"unbroken\">10:00 am</span>");
    says(&page, "Lakeside");
    for secret in ["Ana", "Ruiz", "rash", "Okafor", "Follow-up"] {
        assert!(!page.body.contains(secret), "{secret}: {}", page.body);
    }
    says(
        &phone.get(&format!("{at}?lang=es")),
        "martes 24 de noviembre a las <span class=\"unbroken\">10:00 a. m.</span>",
    );
    let sure = phone.get(&format!("{at}?ask=cancel"));
    says(&sure, "Cancel your visit?");
    assert_eq!(standing(&practice, visit), Standing::Booked, "asking is not doing");
    says(&phone.post_unsealed(&at, &[]), "Please call me");
    says(&phone.post_unsealed(&at, &[("says", "come"), ("lang", "es")]), "Gracias. Le esperamos.");
    assert_eq!(standing(&practice, visit), Standing::Confirmed);
    says(&phone.get(&at), "You are expected.");
    says(&phone.post_unsealed(&at, &[("says", "not_come")]), "Your visit is cancelled.");
    says(&phone.get(&at), "Your visit is cancelled.");
    assert_eq!(phone.get(&format!("/r/{}", "0".repeat(40))).status, 404);
}

#[test]
fn the_desk_calls_and_prints() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    set_up(&practice);
    let (_, visit) = ana(&practice, &desk);
    plan(&practice);
    practice.pass_minutes(25 * 60);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let calls = rosa.get("/reminder-calls");
    says(&calls, "(518) 555-0177");
    says(&calls, "May I speak with Ana?");
    let note = calls.body.split("action=\"/reminder-calls/").nth(1).and_then(|rest| rest.split('"').next());
    let note = format!("/reminder-calls/{}", note.expect("a button"));
    let version = calls.body.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let version = version.expect("a version").to_owned();
    let wrong = rosa.post(&note, &[("version", &version), ("outcome", "wrong_number")]);
    assert_eq!(wrong.leads(), "/reminder-calls", "{}", wrong.body);
    says(&rosa.get("/reminder-calls"), "Nobody is to be called now.");
    says(&rosa.get("/reminder-letters"), "Ruiz, Ana");
    says(&rosa.get(&format!("/appointments/{visit}")), "It is not their number");
    let printed: Answer = rosa.post("/reminder-letters", &[]);
    says(&printed, "3 Hill Road");
    says(&printed, "http://moa.test/r/");
    says(&printed, "One letter");
    assert_eq!(printed.header("cache-control"), "no-store");
    says(&rosa.get("/reminder-letters"), "Print again");
    assert_eq!(standing(&practice, visit), Standing::Booked);
    let mut mei = Browser::of(&practice, &practice.mei);
    assert!(!mei.get("/reminder-calls").body.contains("name=\"outcome\""), "she looks, and notes nothing");
}

#[test]
fn a_patient_says_how_to_be_reached() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        set_up(practice);
        let (patient, _) = ana(practice, &desk);
        let mut rosa = Browser::of(practice, &practice.rosa);
        says(&rosa.get(&format!("/patients/{patient}")), "As usual");
        let at = format!("/patients/{patient}/reach");
        says(&rosa.get(&at), "The patient has consented to nothing yet");
        let give = [("channel", "text"), ("deed", "give"), ("how", "form")];
        assert_eq!(rosa.post(&format!("{at}/consent"), &give).leads(), at);
        says(&rosa.get(&at), "on a form, to Rosa Delgado");
        let hours = [("channel", "text"), ("channel", "call"), ("from", "22:00"), ("until", "23:00"), ("version", "0")];
        let night = rosa.post(&at, &hours);
        assert_eq!(night.status, 422);
        says(&night, "between 8:00 am and 9:00 pm");
        says(&night, "value=\"22:00\"");
        let day = [("channel", "text"), ("channel", "call"), ("from", "13:00"), ("until", "20:00"), ("version", "0")];
        assert_eq!(rosa.post(&at, &day).leads(), format!("/patients/{patient}"));
        says(&rosa.get(&format!("/patients/{patient}")), "Text message, Phone call");
        let stop = [("channel", "text"), ("deed", "withdraw"), ("how", "spoken")];
        assert_eq!(rosa.post(&format!("{at}/consent"), &stop).leads(), at);
        says(&rosa.get(&format!("/patients/{patient}")), "Withdrawn");
        assert_eq!(rosa.post(&at, &day).status, 409, "somebody else was faster");
    });
}

#[test]
fn the_manager_sets_steps_wordings_and_hours() {
    let practice = Practice::on(Kind::Sqlite);
    FrontDesk::of(&practice);
    let mut ines = Browser::of(&practice, &practice.ines);
    says(&ines.get("/reminders/rules"), "Begin with the usual ones");
    assert_eq!(ines.post("/reminders/rules/usual", &[]).leads(), "/reminders/rules");
    let page = ines.get("/reminders/rules");
    says(&page, "7 days before");
    says(&page, "Visits of which 25 of 100 are missed");
    let night = ines
        .post("/reminders/rules", &[("from", "6:00"), ("until", "20:00"), ("cancel_hours", "24"), ("version", "1")]);
    assert_eq!(night.status, 422);
    says(&night, "Choose hours between 8:00 am and 9:00 pm");
    let fits = [("from", "9:00"), ("until", "19:00"), ("answer", "asks"), ("cancel_hours", "24"), ("version", "1")];
    assert_eq!(ines.post("/reminders/rules", &fits).leads(), "/reminders/rules");
    let rules = practice.ask(&practice.ines, ReminderRules).expect("the rules").0;
    assert_eq!((rules.settings.hours.from_minute(), rules.settings.cancel_hours), (540, None));
    let wording = of_visits(&rules).fields.wording;
    let first = rules.wordings.iter().find(|one| one.id == wording).expect("its wording");
    let at = format!("/reminders/wordings/{wording}");
    let shown = ines.get(&at);
    says(&shown, "As a patient reads it, in Spanish");
    says(&shown, "Ana, tiene una cita el");
    let [english, spanish] = [&first.english, &first.spanish];
    let bad = format!("{} {{provider}}", english.brief);
    let mut fields = vec![
        ("name", "Days before"),
        ("edition", "1"),
        ("brief_en", bad.as_str()),
        ("subject_en", english.subject.as_str()),
        ("letter_en", english.letter.as_str()),
        ("script_en", english.script.as_str()),
        ("brief_es", spanish.brief.as_str()),
        ("subject_es", spanish.subject.as_str()),
        ("letter_es", spanish.letter.as_str()),
        ("script_es", spanish.script.as_str()),
    ];
    let refused = ines.post(&at, &fields);
    assert_eq!(refused.status, 422);
    says(&refused, "{provider} cannot be filled in");
    fields[2].1 = "See you {day}. Reply STOP for no more texts.";
    assert_eq!(ines.post(&at, &fields).leads(), "/reminders/rules");
    let now = practice.ask(&practice.ines, ReminderRules).expect("the rules").0.wordings;
    assert_eq!(now.iter().find(|one| one.id == wording).map(|one| one.edition), Some(2));
    assert_eq!(ines.post(&at, &fields).status, 409, "that edition is no longer the latest");
    let wording = wording.to_string();
    let step = [("count", "3"), ("unit", "hours"), ("wording", wording.as_str()), ("way", "call"), ("risk", "many")];
    let refused = ines.post("/reminders/steps", &step);
    assert_eq!(refused.status, 422);
    says(&refused, "Enter of how many in a hundred");
    assert_eq!(ines.post("/reminders/steps", &step[..4]).leads(), "/reminders/rules");
    says(&ines.get("/reminders/rules"), "3 hours before");
    let token = ines.post("/reminders/rules/token", &[]);
    says(&token, "it is not shown again");
    says(&token, "POST /hooks/messages");
    assert_eq!(Browser::of(&practice, &practice.rosa).get("/reminders/rules").status, 403);
}
