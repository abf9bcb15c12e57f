//! Freed times offered by message: sent by staff or by themselves, taken once, and kindly declined to everybody else.

use crate::reminder_answers::{TOKEN, gateway, open, texts};
use crate::reminders::{Clinic, MOBILE};
use communications::reminders::{
    Channel, ConsentHow, Failure, GiveConsent, KeepStep, LinkSecret, Meaning, MessageStanding, Occasion, StepFields,
    Why,
};
use front_office::follow_up::{AcceptOffer, EntryStanding, OfferId, OfferLine, OfferNow, WaitlistOf};
use front_office::scheduling::{CancelAppointment, CancelReason, UpcomingOf};
use kernel::{Kind, Phi};
use office::PatientId;
use testkit::Practice;
use workflows::follow_up::{WaitlistAnswer, WaitlistPage};
use workflows::reminders::{
    AnswerByLink, AnswerByText, LinkAsks, LinkPage, LinkSays, PlanOffers, ReminderRules, SendOffer,
};

const WEDNESDAY: &str = "2026-11-18";

fn waits(clinic: &Clinic<'_>, patient: PatientId) {
    let entry = testkit::waitlist::waits(patient, clinic.follow_up);
    clinic.practice.perform(&clinic.practice.rosa, entry).expect("they wait");
    clinic.practice.pass_minutes(1);
}

/// Somebody who waits and consents to texts.
fn waiting(clinic: &Clinic<'_>, given: &str, mobile: &str, language: &str) -> PatientId {
    let patient = clinic.somebody(given, mobile, language);
    clinic.consents(patient, Channel::Text);
    waits(clinic, patient);
    patient
}

/// A time is booked by somebody else, and given back.
fn freed(clinic: &Clinic<'_>, time: &str) {
    let other = clinic.somebody("Zoe", "5185550100", "en");
    let appointment = clinic.book(other, WEDNESDAY, time);
    let cancel = CancelAppointment { appointment, version: 1, reason: CancelReason::PatientBusy };
    clinic.practice.perform(&clinic.practice.rosa, cancel).expect("it is given back");
}

fn page(practice: &Practice) -> WaitlistAnswer {
    practice.ask(&practice.rosa, WaitlistPage { site: practice.site }).expect("the page")
}

fn offers(practice: &Practice) -> Vec<OfferLine> {
    page(practice).offers
}

/// Lets offers go out by themselves, one after the other by so many minutes.
fn by_themselves(practice: &Practice, minutes: i64) {
    let rules = practice.ask(&practice.ines, ReminderRules).expect("the rules").0;
    let step = rules.steps.iter().find(|step| step.fields.occasion == Occasion::Offer).expect("the step");
    let fields = StepFields { active: true, minutes, ..step.fields.clone() };
    practice.perform(&practice.ines, KeepStep { changes: Some((step.id, step.version)), fields }).expect("kept");
}

fn plan(practice: &Practice) -> usize {
    practice.perform(&practice.office.machine("reminders"), PlanOffers { site: practice.site }).expect("planned")
}

fn send(practice: &Practice, offer: OfferId) -> Option<String> {
    practice.perform(&practice.rosa, SendOffer { offer }).expect("sent").why
}

fn stands(practice: &Practice, offer: OfferId) -> (MessageStanding, Option<Why>) {
    let page = page(practice);
    let said = page.said(offer).expect("something was said");
    (said.lines[0].standing, said.lines[0].why)
}

fn ahead(practice: &Practice, patient: PatientId) -> usize {
    practice.ask(&practice.rosa, UpcomingOf { patient }).expect("the list").lines.len()
}

fn entry(practice: &Practice, patient: PatientId) -> EntryStanding {
    practice.ask(&practice.rosa, WaitlistOf { patient }).expect("the list")[0].standing
}

#[test]
fn staff_send_an_offer_and_a_text_takes_it() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        gateway(practice);
        let ada = waiting(&clinic, "Ada", MOBILE, "en");
        freed(&clinic, "9:00");
        assert_eq!(plan(practice), 0, "by itself nothing goes out until the practice says so");
        let offer = offers(practice).remove(0).id;
        assert_eq!(send(practice, offer), None);
        assert_eq!(stands(practice, offer).0, MessageStanding::Planned);
        let sent = clinic.send();
        let (channel, to, words, _) = &sent[0];
        assert_eq!((sent.len(), *channel, to.as_str()), (1, Channel::Text, MOBILE));
        assert!(words.contains("Ada, an earlier time is free: Wednesday, November 18 at 9:00 am."), "{words}");
        assert!(words.contains("Reply 3 to take it, 4 if not, by ") && words.contains("STOP"), "{words}");
        for secret in ["pressure", "Okafor", "Ruiz", "Follow-up"] {
            assert!(!words.contains(secret), "{words}");
        }
        assert_eq!(stands(practice, offer).0, MessageStanding::Sent);
        let twice = practice.perform(&practice.rosa, SendOffer { offer }).expect_err("once is enough");
        assert_eq!(twice.code(), "sent_already");
        assert_eq!(texts(practice, MOBILE, "3", Some("in-1")).expect("heard"), Meaning::Accepted);
        assert_eq!((ahead(practice, ada), entry(practice, ada)), (1, EntryStanding::Served));
        let told = clinic.send();
        assert_eq!(told.len(), 1);
        assert!(told[0].2.contains("the time is yours. We see you Wednesday, November 18 at 9:00 am"), "{}", told[0].2);
        assert_eq!(texts(practice, MOBILE, "3", None).expect("heard"), Meaning::Accepted, "she writes it twice");
        assert!(clinic.send().is_empty() && ahead(practice, ada) == 1);
        assert!(open(practice).is_empty(), "nobody has to do anything");
        assert_eq!(texts(practice, MOBILE, "4", None).expect("heard"), Meaning::Other, "somebody looks at that");
        assert_eq!(open(practice), [(Meaning::Other, Some(ada))]);
    });
}

#[test]
fn who_comes_second_is_told_kindly_and_keeps_their_place() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        gateway(practice);
        let ada = waiting(&clinic, "Ada", MOBILE, "en");
        let bea = waiting(&clinic, "Bea", "5185550178", "es");
        freed(&clinic, "9:00");
        let both = offers(practice);
        for offer in &both {
            assert_eq!(send(practice, offer.id), None);
        }
        let sent = clinic.send();
        assert!(sent[1].2.contains("Bea, hay una hora antes: miércoles 18 de noviembre"), "{}", sent[1].2);
        let machine = practice.office.machine("reminder-link");
        let asks = |secret: &LinkSecret| match practice.ask(&machine, LinkPage { secret: secret.clone() }) {
            Ok(page) => match page.asks {
                LinkAsks::Offer(asked) => asked,
                other => panic!("it is about an offer: {other:?}"),
            },
            Err(why) => panic!("{why}"),
        };
        assert_eq!(asks(&sent[1].3).now, OfferNow::Open);
        practice.perform(&practice.rosa, AcceptOffer { offer: both[0].id }).expect("Ada says yes on the telephone");
        let answer = AnswerByLink { secret: sent[1].3.clone(), says: LinkSays::Yes, words: Phi::default() };
        assert_eq!(practice.perform(&machine, answer).expect("heard"), Meaning::Gone);
        assert_eq!((asks(&sent[1].3).now, asks(&sent[1].3).waits), (OfferNow::Gone, true));
        assert!(clinic.send().is_empty(), "who presses on the page reads it there");
        assert_eq!(texts(practice, "5185550178", "Acepto", None).expect("heard"), Meaning::Gone);
        let told = clinic.send();
        assert!(
            told[0].2.contains("Lamentamos que esa hora ya no esté libre. Usted conserva su lugar"),
            "{}",
            told[0].2
        );
        assert_eq!((ahead(practice, ada), ahead(practice, bea)), (1, 0));
        assert_eq!(entry(practice, bea), EntryStanding::Waiting);
        assert_eq!(page(practice).said_last(bea).expect("it stands there").answers.len(), 2);
        practice.pass_minutes(26 * 60);
        assert_eq!(texts(practice, "5185550178", "3", None).expect("heard"), Meaning::Gone, "also when it has ended");
    });
}

#[test]
fn by_themselves_offers_go_to_one_after_the_other_and_a_no_to_the_next_at_once() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        gateway(practice);
        by_themselves(practice, 20);
        waiting(&clinic, "Ada", MOBILE, "en");
        waiting(&clinic, "Bea", "5185550178", "en");
        waiting(&clinic, "Cal", "5185550179", "en");
        let dan = clinic.somebody("Dan", "5185550180", "en");
        waits(&clinic, dan);
        freed(&clinic, "9:00");
        let four: Vec<OfferId> = offers(practice).iter().map(|offer| offer.id).collect();
        assert_eq!((plan(practice), plan(practice)), (4, 0));
        let by_hand = stands(practice, four[3]);
        assert_eq!(by_hand, (MessageStanding::Skipped, Some(Why::ToBeCalled)), "without a consent somebody calls");
        let to = |sent: Vec<(Channel, String, String, LinkSecret)>| -> Vec<String> {
            sent.into_iter().map(|(_, to, ..)| to).collect()
        };
        assert_eq!(to(clinic.send()), [MOBILE], "the first one first");
        assert_eq!(texts(practice, MOBILE, "4", None).expect("heard"), Meaning::Declined);
        assert_eq!(to(clinic.send()), ["5185550178"], "a no goes to the next at once");
        practice.pass_minutes(39);
        assert!(clinic.send().is_empty());
        practice.pass_minutes(1);
        assert_eq!(to(clinic.send()), ["5185550179"], "who does not answer is not waited for");
        assert_eq!(texts(practice, "5185550179", "yes", None).expect("heard"), Meaning::Accepted);
        clinic.send();
        assert_eq!(texts(practice, "5185550178", "3", None).expect("heard"), Meaning::Gone);
    });
}

#[test]
fn what_would_end_in_the_night_is_not_sent_and_says_why() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        gateway(practice);
        by_themselves(practice, 0);
        waiting(&clinic, "Ada", MOBILE, "en");
        clinic.until("2026-11-18T02:30:00Z");
        freed(&clinic, "14:00");
        let late = offers(practice).remove(0);
        assert_eq!(late.expires_at.to_string(), "2026-11-18T04:30:00Z", "it ends before anybody may be written to");
        assert_eq!(plan(practice), 1);
        assert_eq!(stands(practice, late.id), (MessageStanding::Skipped, Some(Why::TooLate)));
        let why = send(practice, late.id).expect("it cannot be sent");
        assert_eq!(why, "By quiet hours it could only go out when it is too late");
        clinic.until("2026-11-18T11:30:00Z");
        assert!(clinic.take().is_empty());
        freed(&clinic, "15:00");
        let early = offers(practice).remove(0);
        plan(practice);
        assert_eq!(stands(practice, early.id).0, MessageStanding::Planned, "half an hour is left from eight on");
        assert!(clinic.take().is_empty(), "and nobody is woken");
        clinic.until("2026-11-18T13:00:00Z");
        assert_eq!(clinic.send().len(), 1);
    });
}

#[test]
fn stop_holds_for_offers_and_one_yes_is_never_taken_for_another() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        gateway(practice);
        let ada = waiting(&clinic, "Ada", MOBILE, "en");
        let visit = clinic.book(ada, "2026-11-24", "10:00");
        clinic.plan();
        freed(&clinic, "9:00");
        send(practice, offers(practice)[0].id);
        assert_eq!(clinic.send().len(), 1);
        clinic.until("2026-11-17T15:00:00Z");
        freed(&clinic, "9:40");
        let newer = offers(practice).into_iter().find(|offer| offer.starts_at.to_string().contains("14:40"));
        send(practice, newer.expect("the other time").id);
        let sent = clinic.send();
        assert_eq!(sent.len(), 2, "the reminder of her visit, and the other time");
        assert_eq!(texts(practice, MOBILE, "yes", None).expect("heard"), Meaning::Other, "to what?");
        assert_eq!(texts(practice, MOBILE, "1", None).expect("heard"), Meaning::Confirmed, "that is the visit");
        assert_eq!(clinic.version(visit), 2);
        assert_eq!(texts(practice, MOBILE, "STOP", None).expect("heard"), Meaning::Stop);
        freed(&clinic, "10:20");
        let next = offers(practice).into_iter().find(|offer| offer.starts_at.to_string().contains("15:20"));
        let why = send(practice, next.expect("a third time").id);
        assert_eq!(why.as_deref(), Some("They consent to no text or e-mail, or would rather be called"));
        assert!(clinic.take().is_empty());
    });
}

#[test]
fn what_cannot_be_delivered_stands_on_the_line_of_the_offer() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        let ada = clinic.somebody("Ada", MOBILE, "en");
        for channel in [Channel::Text, Channel::Mail] {
            let give = GiveConsent { patient: ada, channel, how: ConsentHow::Form };
            practice.perform(&practice.rosa, give).expect("a consent");
        }
        waits(&clinic, ada);
        freed(&clinic, "9:00");
        let offer = offers(practice).remove(0).id;
        send(practice, offer);
        let taken = clinic.take();
        clinic.fails(taken[0].0, Failure::Never);
        let said = page(practice);
        let line = said.said(offer).expect("it was said").lines[0];
        let by_mail = (line.channel, line.standing, line.why);
        assert_eq!(by_mail, (Channel::Mail, MessageStanding::Planned, Some(Why::Refused)), "by the next channel");
        let taken = clinic.take();
        clinic.fails(taken[0].0, Failure::Never);
        assert_eq!(stands(practice, offer), (MessageStanding::Failed, Some(Why::Refused)), "and then somebody calls");
    });
}

/// Desks press and patients write for each of five, all at once: fifty acceptances of one time.
#[test]
fn one_of_fifty_wins_by_message_or_by_staff() {
    Practice::each(|practice| {
        let clinic = Clinic::of(practice);
        gateway(practice);
        let numbers = ["5185550171", "5185550172", "5185550173", "5185550174", "5185550175"];
        let patients: Vec<PatientId> = ["Ada", "Bea", "Cal", "Dan", "Eve"]
            .iter()
            .zip(numbers)
            .map(|(name, number)| waiting(&clinic, name, number, "en"))
            .collect();
        freed(&clinic, "9:00");
        let offers = offers(practice);
        for offer in &offers {
            assert_eq!(send(practice, offer.id), None);
        }
        assert_eq!(clinic.send().len(), 5);
        let won = practice.block_on(async {
            let mut pressed = tokio::task::JoinSet::new();
            for at in 0..50 {
                let (office, offer) = (practice.office.clone(), offers[at % 5].id);
                let who = [&practice.rosa, &practice.lena, &practice.ines][at % 3].actor.clone();
                let machine = practice.office.machine("text-gateway");
                let answer = AnswerByText {
                    token_sha256: TOKEN.to_owned(),
                    from: Phi::from(numbers[at % 5]),
                    text: Phi::from("3"),
                    outside_id: Some(format!("in-{at}")),
                    reply_to: None,
                };
                pressed.spawn(async move {
                    if at % 2 == 0 {
                        return office.perform(&machine, answer).await.map(|means| means == Meaning::Accepted);
                    }
                    match office.perform(&who, AcceptOffer { offer }).await {
                        Ok(_) => Ok(true),
                        Err(why) if (why.kind(), why.code()) == (Kind::Conflict, "offer_closed") => Ok(false),
                        Err(why) => Err(why),
                    }
                });
            }
            pressed.join_all().await
        });
        for answer in &won {
            assert!(answer.is_ok(), "{answer:?}");
        }
        let winners: Vec<&PatientId> = patients.iter().filter(|patient| ahead(practice, **patient) == 1).collect();
        assert_eq!(winners.len(), 1, "one wins");
        for patient in &patients {
            let (has, stands) = (ahead(practice, *patient), entry(practice, *patient));
            let expected = if patient == winners[0] { (1, EntryStanding::Served) } else { (0, EntryStanding::Waiting) };
            assert_eq!((has, stands), expected, "nobody else holds the time");
        }
        let replies = clinic.send();
        let yours = replies.iter().filter(|(_, _, words, _)| words.contains("the time is yours")).count();
        assert!(yours <= 1, "at most one is told that it is theirs: {yours}");
        assert!(replies.len() <= 5, "and nobody is told twice");
    });
}
