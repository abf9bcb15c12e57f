//! The TA1 and 999 that answer a file.

use std::fs;
use std::path::Path;

use x12::acknowledgement::GroupAcknowledgement;
use x12::{acknowledge, check, open};

use crate::samples::{envelope, money, now};

fn own(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/own").join(name)).unwrap()
}

/// Outcome codes of the answer: TA1, then for each group AK9 and its first IK5 reason.
fn verdict(bytes: &[u8]) -> (Option<String>, Vec<(String, Option<String>)>) {
    let report = check(bytes).unwrap();
    let answers = acknowledge(&report, now(), 7);
    let answer = &answers[0];
    let printed = answer.print();
    if !printed.is_empty() {
        assert_eq!(check(&printed[..]).unwrap().errors().next(), None, "{}", String::from_utf8_lossy(&printed));
    }
    let ta1 = answer.interchange.as_ref().map(|t| format!("{} {}", t.outcome, t.note));
    let reason = |g: &GroupAcknowledgement| {
        let own = g.reasons.first().cloned();
        own.or_else(|| g.transactions.first().and_then(|t| t.reasons.first().cloned()))
    };
    (ta1, answer.groups.iter().map(|g| (g.outcome.clone(), reason(g))).collect())
}

#[test]
fn each_fault_is_answered_where_the_standard_wants_it() {
    let some = |code: &str| Some(code.to_owned());
    let accepted = (some("A 000"), vec![("A".to_owned(), None)]);
    assert_eq!(verdict(&own("valid/837P_simple.edi")), accepted);
    assert_eq!(verdict(&own("invalid/inv_01_iea02_mismatch.edi")), (some("R 001"), Vec::new()));
    let cases = [
        ("inv_04_ge01_count", "5"),
        ("inv_05_se01_count", "4"),
        ("inv_06_se02_mismatch", "3"),
        ("inv_14_missing_clm", "5"),
        ("inv_17_bad_date", "5"),
        ("inv_26_unknown_segment", "5"),
    ];
    for (file, reason) in cases {
        let (ta1, groups) = verdict(&own(&format!("invalid/{file}.edi")));
        assert_eq!((ta1, groups), (some("A 000"), vec![("R".to_owned(), some(reason))]), "{file}");
    }
}

#[test]
fn a_999_points_at_the_segment_and_element() {
    let report = check(&own("invalid/inv_17_bad_date.edi")[..]).unwrap();
    let answer = acknowledge(&report, now(), 7).remove(0);
    let error = &answer.groups[0].transactions[0].errors[0];
    assert_eq!((error.segment.as_str(), error.position, error.loop_id.as_deref()), ("DTP", 25, Some("2400")));
    let element = &error.elements[0];
    assert_eq!((element.element, element.code.as_str(), element.value.as_deref()), (3, "8", Some("20261332")));
}

#[test]
fn an_answer_goes_back_to_the_sender() {
    let report = check(&envelope().print(&[money::batch(vec![money::visit()])])[..]).unwrap();
    let answer = acknowledge(&report, now(), 7).remove(0);
    assert_eq!(answer.interchange, None, "no TA1 was asked for");
    let opened = open(&answer.print()).unwrap();
    assert_eq!(opened[0].envelope.sender.value, "CLEARINGHOUSE1");
    assert_eq!(opened[0].envelope.receiver.value, "RIVERBEND");
    assert_eq!(opened[0].groups[0].functional_id, "FA");
}

#[test]
fn a_ta1_and_its_999_have_control_numbers_of_their_own() {
    let report = check(&own("valid/837P_simple.edi")[..]).unwrap();
    let opened = open(&acknowledge(&report, now(), 7)[0].print()).unwrap();
    assert_eq!(opened.iter().map(|i| i.control.as_str()).collect::<Vec<_>>(), ["000000007", "000000008"]);
}

#[test]
fn acknowledgements_are_not_acknowledged() {
    let report = check(&own("valid/999_accepted.edi")[..]).unwrap();
    assert_eq!(acknowledge(&report, now(), 7)[0].groups, []);
}

/// Found by fuzzing: a letter of several bytes in ISA08 made the answer's ISA too long.
#[test]
fn foreign_letters_in_an_interchange_id_do_not_break_the_answer() {
    let mut bytes = own("valid/837P_simple.edi");
    bytes[60] = 0xfa;
    let answer = acknowledge(&check(&bytes[..]).unwrap(), now(), 7).remove(0);
    assert!(open(&answer.print()).is_ok());
}
