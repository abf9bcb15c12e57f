//! Referrals to us: taken in, matched, triaged, booked, seen, and answered.

use crate::desk::Desk;
use crate::referrals::{document, entry};
use front_office::documents::{Category, DocumentSource, Inbox, TakeInDocument, Tray};
use front_office::patient_flow::{Arrive, AssignRoom, CheckOut};
use front_office::referrals::inbound::{Came, InboundSheet, MoveInbound, OneInbound, ReceiveReferral, Triage, Verdict};
use front_office::referrals::{
    Channel, DeliveryState, Evidence, InState, InboundId, MoveReferral, NoteDelivery, OneReferral, OpenPacket,
    ReferralState, ReferralUrgency,
};
use front_office::scheduling::{BookAppointment, CancelAppointment, CancelReason};
use kernel::{Day, Kind, Phi};
use testkit::Practice;
use testkit::referrals::referral;
use testkit::workflows::now_list::{NowList, Task};
use testkit::workflows::refer_in::{BookReferral, InboundPage, InboxPage, MatchReferral, SendReport, TakeInReferral};
use testkit::workflows::refer_out::SendReferral;

fn told(practice: &Practice) -> ReceiveReferral {
    ReceiveReferral {
        site: practice.site,
        patient: None,
        entry: None,
        from_name: "Dr. Reyes".to_owned(),
        from_contact: "(555) 010-3000".to_owned(),
        told_name: Phi::from("Anyanwu, Chidi"),
        told_born: Some(Phi::new("1984-03-12".parse::<Day>().expect("a day"))),
        told_phone: Phi::default(),
        urgency: ReferralUrgency::Routine,
        reason: Phi::from("Blood pressure that three medicines do not hold"),
        questions: Phi::default(),
        diagnoses: Phi::from("I10"),
        came: Came::ByHand,
        document: None,
        source: None,
    }
}

fn sheet(practice: &Practice, inbound: InboundId) -> InboundSheet {
    practice.ask(&practice.rosa, OneInbound { inbound }).expect("the referral")
}

fn triage(practice: &Practice, inbound: InboundId, verdict: Verdict, words: &str) -> Result<(), kernel::Problem> {
    let version = sheet(practice, inbound).line.version;
    practice.perform(&practice.okafor, Triage { inbound, version, verdict, words: Phi::from(words) })
}

#[test]
fn a_referral_to_us_is_matched_triaged_booked_seen_and_answered() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let id = practice.perform(&practice.rosa, told(practice)).expect("it is taken in");
        let page = practice.ask(&practice.rosa, InboundPage { inbound: id }).expect("the page");
        assert_eq!(page.alike.iter().map(|line| line.id).collect::<Vec<_>>(), [chidi], "the card file knows him");
        let now = |who| {
            let lines = practice.ask(who, NowList { site: practice.site }).expect("the now list").lines;
            lines.into_iter().filter(|line| matches!(line.task, Task::ReferralIn(_))).count()
        };
        assert_eq!((now(&practice.okafor.actor), now(&practice.rosa.actor)), (1, 0), "who triages sees it");
        practice.perform(&practice.rosa, MatchReferral { inbound: id, version: 1, patient: chidi }).expect("his");
        let accept = Verdict::Accept(ReferralUrgency::Urgent, desk.follow_up);
        let deed = Triage { inbound: id, version: 2, verdict: accept, words: Phi::default() };
        assert_eq!(practice.perform(&practice.rosa, deed).expect_err("no clinician").kind(), Kind::Refused);
        assert_eq!(triage(practice, id, Verdict::AskForMore, " ").expect_err("what?").code(), "no_reason");
        triage(practice, id, Verdict::AskForMore, "The last laboratory values").expect("we ask");
        let answer = MoveInbound {
            inbound: id,
            version: sheet(practice, id).line.version,
            to: InState::Received,
            evidence: Evidence::TheirLetter,
            words: Phi::from("They faxed them"),
        };
        practice.perform(&practice.rosa, answer).expect("they answered");
        triage(practice, id, accept, "").expect("we see him");
        let book = |from: &str| {
            let booking: BookAppointment = desk.booking(chidi, desk.place(practice.okafor.staff, "2026-11-16", from));
            practice.perform(&practice.rosa, BookReferral { inbound: id, booking }).expect("it is booked")
        };
        let first = book("9:20");
        assert_eq!(sheet(practice, id).line.state, InState::Booked);
        let cancel = CancelAppointment { appointment: first, version: 1, reason: CancelReason::PatientIll };
        practice.perform(&practice.rosa, cancel).expect("he is ill");
        assert_eq!(sheet(practice, id).line.state, InState::Accepted, "he is to be booked again");
        let visit = practice.perform(&practice.rosa, Arrive { appointment: book("9:40") }).expect("he came");
        practice.pass_minutes(40);
        let room = AssignRoom { visit, version: desk.visit(visit).version, room: practice.rooms[0].id };
        practice.perform(&practice.tom, room).expect("he is roomed");
        let version = desk.visit(visit).version;
        practice.perform(&practice.rosa, CheckOut { visit, version }).expect("he goes home");
        let seen = sheet(practice, id);
        assert_eq!((seen.line.state, seen.line.due_at.is_some()), (InState::Seen, true), "our report is due");
        let report = SendReport {
            inbound: id,
            version: seen.line.version,
            provider: practice.okafor.staff,
            words: Phi::from("Renal artery stenosis is likely."),
            documents: vec![document(practice, chidi, "Our duplex scan")],
            channel: Channel::Fax,
            address: "(555) 010-3001".to_owned(),
        };
        practice.perform(&practice.rosa, report).expect("the report");
        let sent = sheet(practice, id);
        let opened = practice.ask(&practice.rosa, OpenPacket { packet: sent.packets[0].id }).expect("the packet");
        let text = papers::read(opened.pdf.into_revealed()).expect("a PDF").text().unwrap_or_default().to_owned();
        assert!(text.contains("Renal artery") && text.contains("Our duplex scan"), "{text}");
        let line = &sent.deliveries[0];
        let state = DeliveryState::Delivered;
        let noted = NoteDelivery { delivery: line.id, version: line.version, state, evidence: Phi::from("fax 5") };
        practice.perform(&practice.rosa, noted).expect("it arrived");
        let over = sheet(practice, id);
        assert_eq!((over.line.state, over.line.due_at), (InState::Reported, None), "the loop is closed");
    });
}

#[test]
fn a_document_is_one_referral_and_is_filed_with_it() {
    Practice::each(|practice| {
        let chidi = Desk::of(practice).chidi();
        let fax = TakeInDocument {
            patient: None,
            category: Category::ReferralIn,
            title: Phi::default(),
            file_name: Phi::from("fax.pdf"),
            source: DocumentSource::Upload,
            dated_on: None,
            reviewer: None,
            papers: vec![testkit::papers::pdf(&["Please see this patient"])],
        };
        let fax = practice.perform(&practice.rosa, fax).expect("a fax");
        let new =
            ReceiveReferral { came: Came::Document, document: Some(fax), told_name: Phi::default(), ..told(practice) };
        let id = practice.perform(&practice.rosa, new.clone()).expect("it is taken in");
        assert_eq!(practice.perform(&practice.rosa, new).expect("again"), id, "a document is one referral");
        practice.perform(&practice.rosa, MatchReferral { inbound: id, version: 1, patient: chidi }).expect("his");
        let unmatched = practice.ask(&practice.rosa, Inbox { tray: Tray::ToMatch }).expect("the tray");
        assert!(unmatched.is_empty(), "its document was filed with it");
        triage(practice, id, Verdict::Decline, "We see no children").expect("declined");
        assert!(sheet(practice, id).line.due_at.is_none());
        let listed = |state| {
            practice.ask(&practice.cora, InboxPage { site: practice.site, state }).expect("the inbox").lines.len()
        };
        assert_eq!((listed(None), listed(Some(InState::Declined))), (0, 1));
    });
}

#[test]
fn what_we_send_electronically_another_office_of_ours_can_take_in() {
    Practice::each(|practice| {
        let chidi = Desk::of(practice).chidi();
        let to = entry(practice);
        let id = practice.perform(&practice.tom, referral(practice, chidi, to)).expect("a draft");
        let scan = document(practice, chidi, "ECG of March");
        let choose = testkit::workflows::refer_out::ChooseParts {
            referral: id,
            version: 1,
            sections: Vec::new(),
            documents: vec![kernel::RawId::from(scan).into()],
        };
        practice.perform(&practice.rosa, choose).expect("the scan goes along");
        let ready = MoveReferral {
            referral: id,
            version: 2,
            to: ReferralState::Ready,
            evidence: Evidence::Ours,
            words: Phi::default(),
            on: None,
        };
        practice.perform(&practice.rosa, ready).expect("ready");
        practice
            .perform(&practice.rosa, SendReferral { referral: id, version: 3, channel: Channel::Folder })
            .expect("the packet");
        let packet = practice.ask(&practice.rosa, OneReferral { referral: id }).expect("it").packets.remove(0);
        let fhir = practice.ask(&practice.rosa, OpenPacket { packet: packet.id }).expect("the packet").fhir;
        let source = Phi::new(String::from_utf8(fhir.into_revealed()).expect("text"));
        let take = || {
            let deed = TakeInReferral { site: Some(practice.site), source: source.clone() };
            practice.perform(&practice.office.machine("referral-folder"), deed).expect("it is taken in")
        };
        let inbound = take();
        assert_eq!(take(), inbound, "the same bytes are the same referral");
        let seen = sheet(practice, inbound);
        assert_eq!(seen.line.told_name.reveal(), "Anyanwu, Chidi");
        assert_eq!(seen.line.reason.reveal(), "Chest pain on exertion since March");
        assert_eq!(seen.questions.reveal(), "Stress test?");
        assert_eq!(seen.line.from_name, "Dr. Okafor");
        assert!(seen.diagnoses.reveal().starts_with("I20.9") && seen.document.is_some());
        let page = practice.ask(&practice.rosa, InboundPage { inbound }).expect("the page");
        assert_eq!(page.alike.len(), 1, "it is suggested whose it is");
        let junk = TakeInReferral { site: Some(practice.site), source: Phi::from("{\"resourceType\":\"Patient\"}") };
        assert_eq!(practice.perform(&practice.rosa, junk).expect_err("no request").code(), "no_request");
    });
}

/// Every list of referrals to us is looked at, for the test that asks whether each is served by an index.
pub fn look_at_all(practice: &Practice) {
    let id = practice.perform(&practice.rosa, told(practice)).expect("it is taken in");
    for state in [None, Some(InState::Received), Some(InState::Reported)] {
        practice.ask(&practice.rosa, InboxPage { site: practice.site, state }).expect("the inbox");
    }
    practice.ask(&practice.rosa, InboundPage { inbound: id }).expect("the page");
}
