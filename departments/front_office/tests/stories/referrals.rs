//! Referrals out: from the chart to a sent packet, and until the report of the other office lies in the chart.

use crate::desk::{Desk, day};
use front_office::documents::{Category, DocumentId, DocumentSource, TakeInDocument};
use front_office::referrals::{
    AddEntry, ChangeEntry, Channel, Clock, DeliveryState, Directory, EntryFields, EntryId, Evidence, FileReport,
    MoveReferral, NoteDelivery, OneReferral, OpenPacket, PartKind, QueuedDeliveries, ReferralId, ReferralSheet,
    ReferralState, ReferralUrgency, SendAgain, SetClocks, SourceId, TakeOver, WriteReferral,
};
use kernel::{Kind, Phi, Problem, RawId};
use office::PatientId;
use testkit::referrals::{maya_chen, referral};
use testkit::workflows::now_list::{NowList, Task};
use testkit::workflows::refer_out::{ChooseParts, OutgoingPage, PatientReferrals, ReferralPage, SendReferral};
use testkit::{Person, Practice};

pub fn entry(practice: &Practice) -> EntryId {
    practice.perform(&practice.rosa, AddEntry(maya_chen())).expect("an entry")
}

pub fn document(practice: &Practice, patient: PatientId, title: &str) -> DocumentId {
    let deed = TakeInDocument {
        patient: Some(patient),
        category: Category::Letter,
        title: Phi::from(title),
        file_name: Phi::default(),
        source: DocumentSource::Upload,
        dated_on: None,
        reviewer: None,
        papers: vec![testkit::papers::pdf(&[title])],
    };
    practice.perform(&practice.rosa, deed).expect("a document")
}

fn sheet(practice: &Practice, referral: ReferralId) -> ReferralSheet {
    practice.ask(&practice.rosa, OneReferral { referral }).expect("the referral")
}

fn step(practice: &Practice, who: &Person, id: ReferralId, to: ReferralState, on: Option<&str>) -> Result<(), Problem> {
    let version = sheet(practice, id).line.version;
    let told = !matches!(to, ReferralState::Ready | ReferralState::Draft | ReferralState::Closed);
    let evidence = if told { Evidence::TheirOffice } else { Evidence::Ours };
    let words = if told { Phi::from("Kim at their desk") } else { Phi::default() };
    practice.perform(who, MoveReferral { referral: id, version, to, evidence, words, on: on.map(day) })
}

fn send(practice: &Practice, id: ReferralId, channel: Channel) -> Result<(), Problem> {
    let version = sheet(practice, id).line.version;
    practice.perform(&practice.rosa, SendReferral { referral: id, version, channel }).map(drop)
}

fn note(practice: &Practice, id: ReferralId, state: DeliveryState, proof: &str) -> Result<(), Problem> {
    let line = sheet(practice, id).deliveries.remove(0);
    let deed = NoteDelivery { delivery: line.id, version: line.version, state, evidence: Phi::from(proof) };
    practice.perform(&practice.rosa, deed)
}

fn pass_days(practice: &Practice, days: u64) {
    practice.pass_minutes(days * 1_440);
}

#[test]
fn the_directory_is_found_by_letters_and_knows_a_mistyped_npi() {
    Practice::each(|practice| {
        let id = entry(practice);
        let found = |typed: &str| {
            let search = Directory { typed: typed.to_owned(), also_inactive: false };
            practice.ask(&practice.cora, search).expect("the directory").0.len()
        };
        for typed in ["chen", "may card", "heart lake", "12345678", ""] {
            assert_eq!(found(typed), 1, "{typed}");
        }
        assert_eq!(found("neurology"), 0);
        let add = |fields: EntryFields| practice.perform(&practice.rosa, AddEntry(fields)).expect_err("it is refused");
        assert_eq!(add(EntryFields { npi: "1234567890".to_owned(), ..maya_chen() }).code(), "bad_npi");
        assert_eq!(add(maya_chen()).code(), "npi_taken");
        assert_eq!(add(EntryFields { npi: String::new(), fax: String::new(), ..maya_chen() }).code(), "no_address");
        let why = practice.perform(&practice.mei, AddEntry(maya_chen())).expect_err("billing keeps no directory");
        assert_eq!(why.kind(), Kind::Refused);
        let gone = EntryFields { active: false, name: "Maya Chen-Ito, MD".to_owned(), ..maya_chen() };
        practice.perform(&practice.rosa, ChangeEntry { entry: id, version: 1, to: gone.clone() }).expect("a change");
        assert_eq!((found("chen"), found("ito")), (0, 0), "nobody is referred there any more");
        let stale = practice.perform(&practice.rosa, ChangeEntry { entry: id, version: 1, to: gone });
        assert_eq!(stale.expect_err("somebody was faster").kind(), Kind::Conflict);
    });
}

#[test]
fn a_referral_goes_from_a_draft_to_a_report_each_step_with_its_evidence() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let to = entry(practice);
        let id = practice.perform(&practice.tom, referral(practice, chidi, to)).expect("a draft");
        assert_eq!(send(practice, id, Channel::Fax).expect_err("a draft").code(), "not_ready");
        let ecg = document(practice, chidi, "ECG of March");
        let choose = ChooseParts {
            referral: id,
            version: sheet(practice, id).line.version,
            sections: vec![PartKind::Problems, PartKind::Allergies],
            documents: vec![SourceId::from(RawId::from(ecg))],
        };
        let why = practice.perform(&practice.rosa, choose.clone()).expect_err("Rosa sees no chart");
        assert_eq!(why.code(), "not_offered");
        practice.perform(&practice.tom, choose).expect("Tom may");
        let seen = practice.ask(&practice.rosa, ReferralPage { referral: id }).expect("the page");
        assert_eq!((seen.sheet.parts.len(), seen.choosable.len()), (3, 1), "she is offered documents alone");
        step(practice, &practice.rosa, id, ReferralState::Ready, None).expect("it is ready");
        send(practice, id, Channel::Fax).expect("it is on its way");
        assert_eq!(send(practice, id, Channel::Fax).expect_err("twice").code(), "queued_already");
        assert_eq!(sheet(practice, id).line.state, ReferralState::Ready, "nobody said that it left");
        assert_eq!(note(practice, id, DeliveryState::HandedOver, " ").expect_err("no proof").code(), "no_evidence");
        note(practice, id, DeliveryState::Delivered, "fax 00417").expect("it arrived");
        let now = sheet(practice, id);
        assert_eq!(now.line.state, ReferralState::Sent);
        assert!(now.steps.iter().any(|step| step.words.reveal().contains("00417")), "the receipt is the evidence");
        let bare = MoveReferral {
            referral: id,
            version: now.line.version,
            to: ReferralState::Acknowledged,
            evidence: Evidence::Ours,
            words: Phi::default(),
            on: None,
        };
        assert_eq!(practice.perform(&practice.rosa, bare).expect_err("who said so?").code(), "step_incomplete");
        step(practice, &practice.rosa, id, ReferralState::Acknowledged, None).expect("they have it");
        assert_eq!(
            step(practice, &practice.rosa, id, ReferralState::Scheduled, None).expect_err("when?").code(),
            "step_incomplete"
        );
        step(practice, &practice.rosa, id, ReferralState::Scheduled, Some("2026-11-18")).expect("a day there");
        pass_days(practice, 3);
        step(practice, &practice.rosa, id, ReferralState::Attended, Some("2026-11-18")).expect("he was there");
        let theirs = document(practice, practice.patient("Amara", "Silva", "1990-01-02"), "Not his");
        let file = |document| {
            let version = sheet(practice, id).line.version;
            practice.perform(&practice.rosa, FileReport { referral: id, version, document, attended_on: None })
        };
        assert_eq!(file(theirs).expect_err("another chart").code(), "not_theirs");
        file(document(practice, chidi, "Consult note, Dr. Chen")).expect("the report is there");
        step(practice, &practice.rosa, id, ReferralState::Closed, None).expect("nothing is left to do");
        let over = sheet(practice, id);
        assert!(over.line.due_at.is_none() && over.report.is_some());
        let states: Vec<&str> = over.steps.iter().map(|step| step.state.as_str()).collect();
        let way = ["draft", "ready", "sent", "acknowledged", "scheduled", "attended", "reported", "closed"];
        assert_eq!(states, way);
        let listed = practice.ask(&practice.rosa, PatientReferrals { patient: chidi }).expect("the chart");
        assert_eq!(listed.lines.len(), 1);
    });
}

#[test]
fn the_packet_is_kept_as_it_was_sent_and_goes_again_unchanged() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let chidi = desk.chidi();
        let to = entry(practice);
        let id = practice.perform(&practice.tom, referral(practice, chidi, to)).expect("a draft");
        let letter = document(practice, chidi, "ECG of March");
        document(practice, chidi, "Not chosen");
        let choose = ChooseParts {
            referral: id,
            version: 1,
            sections: Vec::new(),
            documents: vec![SourceId::from(RawId::from(letter))],
        };
        practice.perform(&practice.rosa, choose).expect("the letter goes along");
        step(practice, &practice.rosa, id, ReferralState::Ready, None).expect("it is ready");
        send(practice, id, Channel::Print).expect("the packet");
        let packet = sheet(practice, id).packets.remove(0);
        let opened = practice.ask(&practice.rosa, OpenPacket { packet: packet.id }).expect("the packet");
        let pdf = papers::read(opened.pdf.reveal().clone()).expect("a sound PDF");
        assert_eq!(pdf.sha256().as_slice(), packet.pdf_sha256, "its hash is the record's");
        assert_eq!(i64::from(pdf.pages()), packet.pages);
        let text = pdf.text().unwrap_or_default();
        for words in
            ["Anyanwu", "Chest pain", "Stress test?", "I20.9", "Maya Chen", "A-77", "ECG of March", "Dr. Okafor"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("Not chosen"), "what was not chosen stays");
        note(practice, id, DeliveryState::Failed, "the printer jammed").expect("it failed");
        assert_eq!(sheet(practice, id).line.state, ReferralState::Ready);
        let again = SendAgain { packet: packet.id, channel: Channel::Fax, address: "(555) 010-2001".to_owned() };
        practice.perform(&practice.rosa, again).expect("once more");
        note(practice, id, DeliveryState::HandedOver, "fax 00418").expect("it left");
        let now = sheet(practice, id);
        assert_eq!((now.line.state, now.packets.len(), now.deliveries.len()), (ReferralState::Sent, 1, 2));
        let change =
            ChooseParts { referral: id, version: now.line.version, sections: Vec::new(), documents: Vec::new() };
        assert_eq!(practice.perform(&practice.rosa, change).expect_err("it left").code(), "sent_already");
        let queued = QueuedDeliveries { channel: Channel::Fax, state: DeliveryState::HandedOver };
        let waiting = practice.ask(&practice.office.machine("fax"), queued).expect("the queue");
        assert_eq!(waiting.lines.len(), 1);
    });
}

#[test]
fn what_is_overdue_stands_first_in_the_worklist_and_in_the_now_list_of_who_follows_it() {
    Practice::each(|practice| {
        let desk = Desk::of(practice);
        let (chidi, to) = (desk.chidi(), entry(practice));
        let clocks = vec![Clock {
            urgency: ReferralUrgency::Urgent,
            awaited: front_office::referrals::Awaited::Sending,
            days: 3,
        }];
        practice.perform(&practice.ines, SetClocks { clocks: clocks.clone() }).expect("the clocks");
        let why = practice.perform(&practice.rosa, SetClocks { clocks }).expect_err("Rosa sets no clocks");
        assert_eq!(why.kind(), Kind::Refused);
        let routine = practice.perform(&practice.tom, referral(practice, chidi, to)).expect("a draft");
        let urgent = WriteReferral { urgency: ReferralUrgency::Urgent, ..referral(practice, chidi, to) };
        let urgent = practice.perform(&practice.rosa, urgent).expect("a draft");
        pass_days(practice, 2);
        practice.pass_minutes(1);
        let list = |mine: bool| {
            let page = OutgoingPage { site: practice.site, state: None, mine };
            practice.ask(&practice.tom, page).expect("the worklist")
        };
        let all = list(false);
        let order: Vec<ReferralId> = all.lines.iter().map(|line| line.id).collect();
        assert_eq!((order, all.overdue), (vec![routine, urgent], 1), "two days for the one, three for the other");
        assert_eq!(list(true).lines.len(), 1);
        let now = |who: &Person| {
            let lines = practice.ask(who, NowList { site: practice.site }).expect("the now list").lines;
            lines.into_iter().filter(|line| matches!(line.task, Task::Referral(_))).count()
        };
        assert_eq!((now(&practice.tom), now(&practice.rosa)), (1, 0));
        practice.perform(&practice.rosa, TakeOver { referral: routine, version: 1 }).expect("she takes it over");
        assert_eq!((now(&practice.tom), now(&practice.rosa)), (0, 1));
        step(practice, &practice.rosa, routine, ReferralState::Ready, None).expect("ready");
        send(practice, routine, Channel::Folder).expect("queued");
        note(practice, routine, DeliveryState::HandedOver, "out/1.pdf").expect("it left");
        assert_eq!(now(&practice.rosa), 0, "it waits for them now, for seven days");
        pass_days(practice, 8);
        assert_eq!(now(&practice.rosa), 2, "neither was acknowledged nor sent in time");
    });
}

#[test]
fn diagnoses_reasons_and_visits_are_looked_at_before_anything_is_written() {
    Practice::each(|practice| {
        let (chidi, to) = (Desk::of(practice).chidi(), entry(practice));
        let bad = WriteReferral {
            reason: Phi::from(" "),
            visits_allowed: Some(0),
            authorised_until: Some(day("2026-01-01")),
            provider: practice.rosa.staff,
            ..referral(practice, chidi, to)
        };
        let why = practice.perform(&practice.rosa, bad).expect_err("nothing of it will do");
        let fields: Vec<&str> = why.fields().iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["reason", "provider", "visits_allowed", "authorised_until"]);
        let listed = practice.ask(&practice.rosa, PatientReferrals { patient: chidi }).expect("the chart");
        assert!(listed.lines.is_empty());
    });
}

#[test]
fn states_move_along_allowed_edges_and_nowhere_else() {
    let practice = Practice::on(testkit::Kind::Sqlite);
    let (chidi, to) = (Desk::of(&practice).chidi(), entry(&practice));
    let mut dice: u64 = 20_261_116;
    let mut roll = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).expect("a small number") % sides
    };
    let mut moved = 0;
    for _ in 0..12 {
        let id = practice.perform(&practice.rosa, referral(&practice, chidi, to)).expect("a draft");
        for _ in 0..40 {
            let before = sheet(&practice, id).line.state;
            let goal = ReferralState::ALL[roll(ReferralState::ALL.len())];
            if goal == ReferralState::Sent && before == ReferralState::Ready {
                send(&practice, id, Channel::Print).expect("the packet");
                note(&practice, id, DeliveryState::HandedOver, "given to the patient").expect("it left");
                continue;
            }
            let done = step(&practice, &practice.rosa, id, goal, Some("2026-11-16"));
            let by_hand = !matches!(goal, ReferralState::Sent | ReferralState::Reported);
            assert_eq!(
                done.is_ok(),
                by_hand && before.may_become().contains(&goal),
                "{before:?} to {goal:?}: {done:?}"
            );
            let after = sheet(&practice, id).line;
            assert_eq!(after.state, if done.is_ok() { goal } else { before });
            assert_eq!(after.due_at.is_some(), after.state.is_open());
            moved += usize::from(done.is_ok());
        }
    }
    assert!(moved > 20, "{moved} steps were taken");
}

/// Every list of referrals is looked at, for the test that asks whether each is served by an index.
pub fn look_at_all(practice: &Practice, patient: PatientId) {
    let to = entry(practice);
    let id = practice.perform(&practice.rosa, referral(practice, patient, to)).expect("a draft");
    step(practice, &practice.rosa, id, ReferralState::Ready, None).expect("ready");
    send(practice, id, Channel::Print).expect("the packet");
    note(practice, id, DeliveryState::HandedOver, "posted").expect("it left");
    for (state, mine) in
        [(None, false), (None, true), (Some(ReferralState::Sent), false), (Some(ReferralState::Closed), true)]
    {
        practice.ask(&practice.rosa, OutgoingPage { site: practice.site, state, mine }).expect("the worklist");
    }
    practice.ask(&practice.rosa, ReferralPage { referral: id }).expect("the page");
    practice.ask(&practice.rosa, PatientReferrals { patient }).expect("the chart");
    practice.ask(&practice.rosa, NowList { site: practice.site }).expect("the now list");
    practice.ask(&practice.okafor, NowList { site: practice.site }).expect("the now list");
    let queued = QueuedDeliveries { channel: Channel::Print, state: DeliveryState::HandedOver };
    practice.ask(&practice.rosa, queued).expect("the queue");
    crate::referrals_in::look_at_all(practice);
}
