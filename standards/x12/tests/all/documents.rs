//! Every document prints to a clean file and reads back as it was.

use x12::{Document, Separators, open};

use crate::samples::{envelope, money, questions};

/// Prints the documents, checks the file, and reads them back.
fn round_trip<D: Document + PartialEq + std::fmt::Debug>(documents: &[D]) {
    let mut odd = envelope();
    odd.separators = Separators { element: b'|', component: b'>', repetition: Some(b'!'), segment: 0x1c };
    odd.line_end = "";
    for envelope in [envelope(), odd] {
        let printed = envelope.print(documents);
        let report = x12::check(&printed[..]).unwrap();
        assert_eq!(report.findings, [], "{}", String::from_utf8_lossy(&printed));
        let opened = open(&printed).unwrap();
        assert_eq!(opened[0].envelope.sender, envelope.sender);
        let read: Vec<D> = opened[0].groups[0].transactions.iter().map(|t| t.read().unwrap()).collect();
        assert_eq!(read, documents);
    }
}

#[test]
fn claims_round_trip() {
    round_trip(&[money::batch(vec![money::visit(), money::replacement()]), money::batch(vec![money::dependent()])]);
    round_trip(&[money::batch(vec![money::secondary()])]);
}

#[test]
fn claims_of_one_subscriber_share_their_loops() {
    let batch = money::batch(vec![money::visit(), money::replacement(), money::dependent()]);
    let printed = String::from_utf8(envelope().print(&[batch])).unwrap();
    assert_eq!(printed.matches("\nHL*").count(), 4, "{printed}");
    assert_eq!(printed.matches("\nCLM*").count(), 3);
}

#[test]
fn remittances_round_trip() {
    round_trip(&money::remittances());
    for remittance in money::remittances() {
        assert_eq!(remittance.expected_amount(), remittance.payment.amount);
    }
}

#[test]
fn eligibility_round_trips() {
    round_trip(&[questions::inquiry()]);
    round_trip(&[questions::covered(), questions::limited(), questions::not_found()]);
}

#[test]
fn status_round_trips() {
    round_trip(&[questions::status_inquiry()]);
    round_trip(&[questions::status_answer()]);
    round_trip(&[questions::taken_in()]);
    let claims = &questions::taken_in().providers[0].claims;
    assert_eq!(claims.iter().map(|c| c.accepted()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn authorizations_round_trip() {
    round_trip(&[questions::review_request()]);
    round_trip(&[questions::review_answer()]);
}

#[test]
fn acknowledgements_round_trip() {
    round_trip(&questions::acknowledgements());
}

#[test]
fn a_document_of_another_kind_is_not_read() {
    let printed = envelope().print(&questions::acknowledgements());
    let opened = open(&printed).unwrap();
    let misread = opened[0].groups[0].transactions[0].read::<x12::claim::ClaimBatch>().unwrap_err();
    assert_eq!(misread.to_string(), "segment 0 of the transaction: it is not a 837");
}
