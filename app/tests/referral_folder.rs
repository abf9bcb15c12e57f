//! The folder of referrals: packets go out whole, receipts come back, referrals come in, and what is refused says why.

use app::referral_folder::{Look, ReferralFolder};
use front_office::referrals::{Channel, DeliveryState, OneReferral, ReferralState};
use std::fs;
use testkit::referrals::{maya_chen, sent};
use testkit::{Kind, Practice};
use workflows::refer_in::InboxPage;

#[test]
fn packets_go_out_receipts_come_back_and_referrals_come_in() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mut referrals = ReferralFolder::of(practice.office.clone(), folder.path()).expect("a folder of ours");
        let mut look = || practice.block_on(referrals.look()).expect("a look");
        let referral = sent(&practice, maya_chen(), Channel::Folder);
        let sheet = || practice.ask(&practice.rosa, OneReferral { referral }).expect("the referral");
        let id = sheet().deliveries[0].id;
        assert_eq!(look(), Look { handed_over: 1, ..Look::default() });
        let pdf = fs::read(at(&format!("out/{id}.pdf"))).expect("the packet");
        assert!(papers::read(pdf).is_ok(), "it is whole");
        let json = fs::read_to_string(at(&format!("out/{id}.json"))).expect("the document");
        let names: Vec<_> =
            fs::read_dir(at("out")).expect("the place").map(|one| one.expect("a file").file_name()).collect();
        assert_eq!(names.len(), 2, "no half file is left: {names:?}");
        assert_eq!(sheet().line.state, ReferralState::Sent);
        assert_eq!(look(), Look::default(), "it is handed over once");
        fs::write(at(&format!("receipts/{id}.receipt")), "MSG-4711 accepted\n").expect("a receipt");
        fs::write(at("receipts/nobody.receipt"), "ok\n").expect("a receipt of nothing");
        assert_eq!(look(), Look::default(), "they may still be growing");
        assert_eq!(look(), Look { receipts: 1, refused: 1, ..Look::default() });
        let line = sheet().deliveries.remove(0);
        assert_eq!((line.state, line.evidence.reveal().as_str()), (DeliveryState::Delivered, "MSG-4711 accepted"));
        let why = fs::read_to_string(at("receipts/refused/nobody.receipt.txt")).expect("a sentence");
        assert!(why.contains("No delivery of this name"), "{why}");
        fs::write(at("in/referral.json"), &json).expect("a referral");
        fs::write(at("in/again.json"), &json).expect("the same once more");
        fs::write(at("in/broken.json"), "{").expect("no referral");
        look();
        assert_eq!(look(), Look { taken_in: 2, refused: 1, ..Look::default() });
        let inbox = practice.ask(&practice.rosa, InboxPage { site: practice.site, state: None }).expect("the inbox");
        assert_eq!(inbox.lines.len(), 1, "the same bytes are one referral");
        assert!(at("in/taken/referral.json").exists() && at("in/refused/broken.json").exists());
    }
}
