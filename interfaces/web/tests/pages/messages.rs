//! Freed times and recalls by message, through the pages: the lists, the patient's page behind a link, and the practice's rules.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, TUESDAY, says};
use communications::reminders::{Channel, ConsentHow, GiveConsent, KeepStep, Occasion, Reach, SetWays, StepFields};
use front_office::follow_up::WaitlistOf;
use front_office::patient_flow::{AssignRoom, CheckOut};
use front_office::scheduling::{AddVisitType, ForWhom, TypeTone, UpcomingOf, VisitTypeFields};
use office::PatientId;
use registry::people::{CorrectDemographics, PersonCard};
use testkit::workflows::follow_up::WaitlistPage;
use testkit::workflows::reminders::{BeginReminders, NoteSent, PlanRecalls, ReminderRules, TakeReminders};
use testkit::{Kind, Practice};

fn set_up(practice: &Practice) {
    practice.perform(&practice.ines, BeginReminders).expect("the usual messages");
    let ways = Reach { text: true, mail: true };
    practice.perform(&practice.office.machine("reminders"), SetWays { ways }).expect("both ways");
}

/// Has an e-mail address, and consents to be written to there.
fn writable(practice: &Practice, patient: PatientId) {
    let card = practice.ask(&practice.rosa, PersonCard { patient }).expect("the card");
    let mut to = card.demographics;
    to.contacts.email = "somebody@example.test".into();
    let correct = CorrectDemographics { patient, version: card.version, to };
    practice.perform(&practice.rosa, correct).expect("the address");
    let give = GiveConsent { patient, channel: Channel::Mail, how: ConsentHow::Form };
    practice.perform(&practice.rosa, give).expect("a consent");
}

/// Sends what is due; where the links lead.
fn sent(practice: &Practice) -> Vec<String> {
    let machine = practice.office.machine("reminders");
    let taken = practice.perform(&machine, TakeReminders { at_most: 10 }).expect("taken");
    for (message, _) in &taken {
        practice.perform(&machine, NoteSent { message: *message }).expect("sent");
    }
    taken.into_iter().map(|(_, secret)| format!("/r/{secret}")).collect()
}

#[test]
fn an_offer_is_sent_from_the_list_and_taken_on_the_page_behind_the_link() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        set_up(practice);
        let calls = desk.somebody_to_call();
        let wanda = practice.ask(&practice.rosa, WaitlistPage { site: practice.site }).expect("it").offers[0].patient;
        let mut rosa = Browser::of(practice, &practice.rosa);
        let at = format!("/offers/{}/message", calls.offer);
        assert_eq!(rosa.post(&at, &[]).leads(), "/waitlist");
        says(&rosa.get("/waitlist"), "No message goes out: there is no way that the patient allows");
        writable(practice, wanda);
        assert_eq!(rosa.post(&at, &[]).leads(), "/waitlist");
        says(&rosa.get("/waitlist"), "The message goes out. The answer will stand here.");
        let link = sent(practice).remove(0);
        let page = rosa.get("/waitlist");
        says(&page, "E-mail, ");
        assert!(!page.body.contains("Send a message"), "it is sent once");
        let mut phone = Browser::new(practice);
        let asked = phone.get(&link);
        for words in ["An earlier time", "Tuesday, November 17", "Do you want this time?", "Lakeside"] {
            says(&asked, words);
        }
        for secret in ["Wanda", "Waits", "dizzy", "Okafor", "Follow-up"] {
            assert!(!asked.body.contains(secret), "{secret}: {}", asked.body);
        }
        says(&phone.get(&format!("{link}?lang=es")), "¿Quiere esta hora?");
        let now = || practice.ask(&practice.rosa, WaitlistOf { patient: wanda }).expect("the list")[0].standing.word();
        assert_eq!(now(), "waiting", "looking takes nothing");
        says(&phone.post_unsealed(&link, &[("says", "come")]), "The time is yours.");
        assert_eq!(now(), "served");
        says(&phone.get(&link), "The time is yours.");
        says(&rosa.get("/waitlist"), "Nobody waits for an earlier time.");
        let mut mei = Browser::of(practice, &practice.mei);
        assert_eq!(mei.post(&at, &[]).status, 403);
    });
}

#[test]
fn a_time_that_is_gone_is_said_kindly() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    set_up(&practice);
    let calls = desk.somebody_to_call();
    let wanda = practice.ask(&practice.rosa, WaitlistPage { site: practice.site }).expect("it").offers[0].patient;
    writable(&practice, wanda);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    rosa.post(&format!("/offers/{}/message", calls.offer), &[]);
    let link = sent(&practice).remove(0);
    let mut phone = Browser::new(&practice);
    desk.booked(practice.patient("Zoe", "First", "1980-01-01"), practice.okafor.staff, 9);
    practice.pass_minutes(24 * 60);
    let page = phone.post_unsealed(&link, &[("says", "come"), ("lang", "es")]);
    says(&page, "Usted conserva su lugar en la lista de espera.");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    says(&rosa.get("/waitlist"), "Wanted the time, which was gone");
}

#[test]
fn a_time_that_a_rule_forbids_by_now_becomes_a_call() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        set_up(practice);
        let calls = desk.somebody_to_call();
        let wanda = practice.ask(&practice.rosa, WaitlistPage { site: practice.site }).expect("it").offers[0].patient;
        writable(practice, wanda);
        let mut rosa = Browser::of(practice, &practice.rosa);
        rosa.post(&format!("/offers/{}/message", calls.offer), &[]);
        let link = sent(practice).remove(0);
        let other =
            VisitTypeFields { name: "Ear wash".into(), minutes: 20, for_whom: ForWhom::Any, tone: TypeTone::Sky };
        let other = practice.perform(&practice.ines, AddVisitType(other)).expect("another kind of visit");
        FrontDesk { practice, follow_up: other }.booked_on(TUESDAY, wanda, practice.lin.staff, 9);
        let mut phone = Browser::new(practice);
        says(&phone.post_unsealed(&link, &[("says", "come")]), "Thank you. Somebody will call you.");
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: wanda }).expect("the list").lines;
        assert_eq!(ahead.len(), 1, "nobody is in two places");
        assert_eq!(ahead[0].provider, practice.lin.staff);
        says(&rosa.get("/waitlist"), "Asks for a call");
    });
}

#[test]
fn who_is_to_come_again_says_on_the_page_when_a_call_suits() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    set_up(&practice);
    desk.somebody_to_call();
    let rules = practice.ask(&practice.ines, ReminderRules).expect("the rules").0;
    let first = rules.steps.iter().find(|step| step.fields.occasion == Occasion::Recall && step.fields.minutes == 0);
    let first = first.expect("the first step");
    let fields = StepFields { active: true, ..first.fields.clone() };
    practice.perform(&practice.ines, KeepStep { changes: Some((first.id, first.version)), fields }).expect("in use");
    let visit = desk.chidi_arrived();
    let chidi = desk.visit(visit).patient;
    practice.perform(&practice.tom, AssignRoom { visit, version: 1, room: practice.rooms[0].id }).expect("roomed");
    practice.perform(&practice.rosa, CheckOut { visit, version: 2 }).expect("seen");
    writable(&practice, chidi);
    practice.pass_minutes(92 * 1_440 + 180);
    let machine = practice.office.machine("reminders");
    assert_eq!(practice.perform(&machine, PlanRecalls { site: practice.site }).expect("planned"), 1);
    let link = sent(&practice).remove(0);
    let mut phone = Browser::new(&practice);
    let asked = phone.get(&link);
    for words in ["Time for a visit", "May we call you to find a time?", "When does a call suit you"] {
        says(&asked, words);
    }
    for secret in ["Chidi", "Anyanwu", "Pressure", "Follow-up"] {
        assert!(!asked.body.contains(secret), "{secret}: {}", asked.body);
    }
    says(&phone.get(&format!("{link}?lang=es")), "(opcional)");
    says(&phone.get(&format!("{link}?ask=cancel")), "You do not want a visit?");
    let mut rosa = Browser::of(&practice, &practice.rosa);
    says(&rosa.get("/recalls"), "Nobody is to be called.");
    let told = phone.post_unsealed(&link, &[("says", "call_me"), ("words", "Fridays before noon")]);
    says(&told, "Somebody will call you.");
    let page = rosa.get("/recalls");
    for words in ["Anyanwu, Chidi", "Asks for a call", "Fridays before noon", "E-mail, ", "Will call back"] {
        says(&page, words);
    }
    says(&rosa.get("/reminders"), "Fridays before noon");
    let action = format!("/recalls/{}/attempt", page_rule(&page.body));
    let recall = page.body.split("name=\"recall\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let fields =
        [("patient", chidi.to_string()), ("outcome", "will_call".into()), ("recall", recall.expect("it").into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(rosa.post(&action, &fields).leads(), "/recalls");
    says(&rosa.get("/reminders"), "No answer waits for you.");
    says(&phone.post_unsealed(&link, &[("says", "not_come")]), "We do not remind you of it any more.");
}

fn page_rule(body: &str) -> String {
    let at = body.split("action=\"/recalls/").find_map(|rest| rest.split_once("/attempt"));
    at.expect("a button").0.to_owned()
}

#[test]
fn the_manager_says_when_offers_and_recalls_go_out() {
    let practice = Practice::on(Kind::Sqlite);
    FrontDesk::of(&practice);
    set_up(&practice);
    let mut ines = Browser::of(&practice, &practice.ines);
    let page = ines.get("/reminders/rules");
    for words in [
        "Freed times and recalls",
        "Only when staff send it",
        "To one after the other, 20 minutes apart",
        "42 days after it is due",
        "When it is due",
    ] {
        says(&page, words);
    }
    let step = |occasion: Occasion| {
        let rules = practice.ask(&practice.ines, ReminderRules).expect("the rules").0;
        rules.steps.into_iter().find(|step| step.fields.occasion == occasion).expect("a step")
    };
    let offer = step(Occasion::Offer);
    let at = format!("/reminders/steps/{}", offer.id);
    says(&ines.get(&at), "Minutes from one patient to the next");
    let wording = offer.fields.wording.to_string();
    let fields = |count: &'static str| {
        [("occasion", "offer"), ("count", count), ("wording", wording.as_str()), ("active", "yes"), ("version", "1")]
    };
    let often = ines.post(&at, &fields("500"));
    assert_eq!(often.status, 422);
    says(&often, "Choose from 0 to 120 minutes.");
    assert_eq!(ines.post(&at, &fields("0")).leads(), "/reminders/rules");
    says(&ines.get("/reminders/rules"), "To all who are offered it at once");
    says(&ines.get("/reminders/steps/new?occasion=recall"), "Days after it is due");
    let recall = step(Occasion::Recall).fields.wording.to_string();
    let more = [("occasion", "recall"), ("count", "90"), ("wording", recall.as_str()), ("active", "yes")];
    assert_eq!(ines.post("/reminders/steps", &more).leads(), "/reminders/rules");
    says(&ines.get("/reminders/rules"), "90 days after it is due");
    let wrong = [("occasion", "recall"), ("count", "91"), ("wording", wording.as_str()), ("active", "yes")];
    let refused = ines.post("/reminders/steps", &wrong);
    assert_eq!(refused.status, 422);
    says(&refused, "cannot be filled in here");
}
