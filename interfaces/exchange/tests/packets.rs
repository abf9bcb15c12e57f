//! Packets of referrals on their real way out: by a real SMTP server (aiosmtpd) that takes, refuses and puts off.

use exchange::{PacketPost, Posting, Round};
use front_office::referrals::{
    Channel, DeliveryLine, DeliveryState, EntryFields, OneReferral, ReferralId, ReferralState,
};
use mail_sim::{MailServer, Manner};
use std::fs;
use std::path::Path;
use testkit::referrals::maya_chen;
use testkit::{Kind, Practice};

/// A referral whose packet waits to go to this address.
fn sent(practice: &Practice, email: &str) -> ReferralId {
    let to = EntryFields { npi: String::new(), email: email.to_owned(), ..maya_chen() };
    testkit::referrals::sent(practice, to, Channel::Email)
}

fn delivery(practice: &Practice, referral: ReferralId) -> DeliveryLine {
    practice.ask(&practice.rosa, OneReferral { referral }).expect("the referral").deliveries.remove(0)
}

fn post(practice: &Practice, port: u16) -> PacketPost {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("messages.toml");
    let settings = format!(
        "public_address = \"https://moa.test\"\npatience_seconds = 5\n[mail]\nserver = \"localhost\"\nport = {port}\n\
         tls = \"none\"\nfrom = \"Lakeside <office@moa.test>\"\n"
    );
    fs::write(&file, settings).expect("a file");
    let posting = Posting::read(&file).expect("settings");
    PacketPost::of(practice.office.clone(), &posting).expect("a mail server is set up")
}

fn server() -> MailServer {
    MailServer::start(Path::new(env!("CARGO_TARGET_TMPDIR")), Manner::Open)
}

#[test]
fn a_packet_goes_out_with_both_files_and_names_nobody_outside_of_them() {
    let server = server();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let before = server.taken().len();
        let referral = sent(&practice, "desk@heart.test");
        let mut post = post(&practice, server.port);
        assert_eq!(practice.block_on(post.round()).expect("a round"), Round { sent: 1, failed: 0 });
        assert_eq!(practice.block_on(post.round()).expect("a round"), Round::default(), "once");
        let taken = server.taken().split_off(before);
        assert_eq!((taken.len(), taken[0].rcpt_tos.as_slice()), (1, ["desk@heart.test".to_owned()].as_slice()));
        let around = format!("{:?} {}", taken[0].headers, taken[0].text).to_lowercase();
        for secret in ["chidi", "anyanwu", "1984", "chest"] {
            assert!(!around.contains(secret), "{secret} stands outside of the files");
        }
        let [pdf, fhir] = taken[0].attachments.as_slice() else { panic!("two files") };
        assert_eq!((pdf.kind.as_str(), fhir.kind.as_str()), ("application/pdf", "application/fhir+json"));
        assert!(papers::read(pdf.bytes.clone()).is_ok(), "the PDF is whole");
        let document: serde_json::Value = serde_json::from_slice(&fhir.bytes).expect("the document is whole");
        assert_eq!(document["type"], "document");
        let line = delivery(&practice, referral);
        assert_eq!(line.state, DeliveryState::HandedOver);
        assert_eq!(line.evidence.reveal().as_str(), taken[0].headers["message-id"], "what proves it");
        assert_eq!(pdf.name, format!("{}.pdf", line.id));
        let state = practice.ask(&practice.rosa, OneReferral { referral }).expect("the referral").line.state;
        assert_eq!(state, ReferralState::Sent);
    }
}

#[test]
fn a_refused_packet_has_failed_and_a_busy_server_is_asked_again_for_a_day() {
    let server = server();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let gone = sent(&practice, "refuse@heart.test");
        let busy = sent(&practice, "busy@heart.test");
        let mut post = post(&practice, server.port);
        let mut round = || practice.block_on(post.round()).expect("a round");
        assert_eq!(round(), Round { sent: 0, failed: 2 });
        let line = delivery(&practice, gone);
        assert_eq!(line.state, DeliveryState::Failed);
        assert!(line.evidence.reveal().contains("refused"), "{:?}", line.evidence.reveal());
        assert_eq!(delivery(&practice, busy).state, DeliveryState::Queued);
        assert_eq!(round(), Round::default(), "not at once");
        practice.pass_minutes(1);
        assert_eq!(round(), Round { sent: 0, failed: 1 });
        practice.pass_minutes(1);
        assert_eq!(round(), Round::default(), "the second wait is longer");
        practice.pass_minutes(24 * 60);
        assert_eq!(round(), Round { sent: 0, failed: 1 });
        let line = delivery(&practice, busy);
        assert_eq!(line.state, DeliveryState::Failed);
        assert!(line.evidence.reveal().contains("for a day"), "{:?}", line.evidence.reveal());
        assert_eq!(round(), Round::default(), "nothing waits any more");
    }
}
