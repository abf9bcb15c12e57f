//! What a biller reads.

use x12::commands;
use x12::texts::Texts;

use crate::samples::{envelope, money, questions};

#[test]
fn a_remittance_says_who_what_how_much_and_why() {
    let texts = Texts::from_csv("197,our own words for it\n").unwrap();
    let shown = commands::show(&envelope().print(&money::remittances()), &texts);
    assert_eq!(shown.exit, 0);
    for words in [
        "REMITTANCE $87.40 by electronic transfer EFT0000001 of 2026-11-19",
        "from ACME HEALTH PLAN (plan id ACME1)",
        "Claim PCN-0001, MARIA ALVAREZ (member MBR0001234): processed as primary",
        "charged $150.00, paid $87.40, patient $25.00",
        "$25.00  patient owes (PR), reason 3",
        "DENIED",
        "reason 197 our own words for it",
        "REVERSAL",
        "$40.00  WO ACME0000999",
        "Balances: claims less adjustments are $47.40",
    ] {
        assert!(shown.text.contains(words), "{words}\n{}", shown.text);
    }
}

#[test]
fn coverage_says_what_the_patient_will_owe() {
    let shown = commands::show(&envelope().print(&[questions::covered()]), &Texts::default()).text;
    for words in ["ACTIVE", "co-pay, $25.00, a visit, each person, in network", "deductible, $400.00, remaining"] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
}

#[test]
fn findings_name_the_place_and_the_reason() {
    let clean = String::from_utf8(envelope().print(&[money::batch(vec![money::visit()])])).unwrap();
    let bad = clean.replace("CLM*PCN-0001*185*", "CLM*PCN-0001*186*");
    let outcome = commands::check(bad.as_bytes(), commands::Format::Text);
    assert_eq!(outcome.exit, 1);
    assert!(outcome.text.starts_with("error balance-claim at CLM02 in loop 2300 ("), "{}", outcome.text);
    let outcome = commands::check(bad.as_bytes(), commands::Format::Json);
    let json: serde_json::Value = serde_json::from_str(&outcome.text).unwrap();
    assert_eq!(
        (json["outcome"].as_str(), json["findings"][0]["code"].as_str()),
        (Some("findings"), Some("balance-claim"))
    );
    assert_eq!(commands::check(&b"no X12"[..], commands::Format::Json).exit, 2);
}
