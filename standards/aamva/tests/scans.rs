//! Scans as scanners type them; the people are made up.

use aamva::{Sex, Unread, read};
use kernel::Day;
use proptest::prelude::*;

/// Version 8, as most states print it.
const USUAL: &str = "@\n\u{1e}\rANSI 636035080002DL00410278ZI03190012DLDAQR12345678901\nDCSO'BRIEN-LOPEZ\nDDEN\nDACMARIA\n\
    DDFN\nDADELENA ROSA\nDDGN\nDCAD\nDCBNONE\nDCDNONE\nDBD08312023\nDBB03121984\nDBA03122027\nDBC2\nDAU064 IN\nDAYBRO\n\
    DAG2250 W OHIO ST\nDAHAPT 3B\nDAICHICAGO\nDAJIL\nDAK606120000  \nDCF123\nDCGUSA\rZIZIAORG\r";

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).expect("a date of the calendar")
}

#[test]
fn a_licence_is_read_whole() {
    let licence = read(USUAL).expect("it is a licence");
    assert_eq!(licence.family.reveal(), "O'Brien-Lopez");
    assert_eq!(licence.given.reveal(), "Maria");
    assert_eq!(licence.middle.reveal(), "Elena Rosa");
    assert_eq!(licence.suffix.reveal(), "");
    assert_eq!(*licence.birth_day.reveal(), day(1984, 3, 12));
    assert_eq!(licence.sex, Some(Sex::Female));
    assert_eq!(licence.street.reveal(), "2250 W Ohio St");
    assert_eq!(licence.unit.reveal(), "Apt 3B");
    assert_eq!(licence.city.reveal(), "Chicago");
    assert_eq!(licence.state.reveal(), "IL");
    assert_eq!(licence.postal_code.reveal(), "60612");
    assert_eq!(licence.number.reveal(), "R12345678901");
    assert_eq!(licence.expires_on, Some(day(2027, 3, 12)));
    assert!(!licence.cut_off);
    assert!(!format!("{licence:?}").contains("Maria"));
}

#[test]
fn however_the_scanner_ends_its_lines() {
    for end in ["\r\n", "\r", "\t", "\u{1d}"] {
        let scanned = USUAL.replace('\n', end);
        assert_eq!(read(&scanned), read(USUAL), "{end:?}");
    }
    let cut = USUAL.trim_start_matches(['@', '\n', '\u{1e}', '\r']);
    assert_eq!(read(cut), read(USUAL), "without what stands before the header");
}

#[test]
fn older_cards_and_canadian_ones_are_read_too() {
    let first = "@\n\u{1e}\rAAMVA6360000102DL00390187ZV02260031DLDAAPUBLIC,JOHN,Q,III\nDAG1 NW 5TH ST\nDAIRICHMOND\nDAJVA\n\
        DAK232191234\nDAQA12345\nDBB19700104\nDBCM\nDBA20301231\n";
    let licence = read(first).expect("it is a licence");
    assert_eq!((licence.family.reveal().as_str(), licence.given.reveal().as_str()), ("Public", "John"));
    assert_eq!((licence.middle.reveal().as_str(), licence.suffix.reveal().as_str()), ("Q", "III"));
    assert_eq!(*licence.birth_day.reveal(), day(1970, 1, 4));
    assert_eq!(licence.sex, Some(Sex::Male));
    assert_eq!(licence.street.reveal(), "1 NW 5th St");
    assert_eq!(licence.postal_code.reveal(), "23219-1234");
    let third =
        "@\n\u{1e}\rANSI 636014030002DL00410278DLDCSTREMBLAY\nDCTLUC ANDRE\nDBB19900102\nDBC1\nDAKH2X 1Y4   \nDCGCAN\n";
    let licence = read(third).expect("it is a licence");
    assert_eq!((licence.given.reveal().as_str(), licence.middle.reveal().as_str()), ("Luc", "Andre"));
    assert_eq!(*licence.birth_day.reveal(), day(1990, 1, 2));
    assert_eq!(licence.postal_code.reveal(), "H2X 1Y4");
}

#[test]
fn what_is_no_licence_is_refused_in_a_sentence() {
    assert_eq!(read("  \n"), Err(Unread::Empty));
    assert_eq!(read("0123456789012"), Err(Unread::NoLicence));
    assert_eq!(read(&"x".repeat(9_000)), Err(Unread::NoLicence));
    assert_eq!(read(&USUAL.replace("DBB03121984", "DBB02301984")), Err(Unread::Incomplete));
    assert_eq!(read(&USUAL.replace("DCSO'BRIEN-LOPEZ", "DCSNONE")), Err(Unread::Incomplete));
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(typed in "\\PC{0,200}", at in 0..200_usize) {
        drop(read(&typed));
        drop(read(&format!("ANSI {typed}")));
        let mut damaged: Vec<char> = USUAL.chars().collect();
        let at = at % damaged.len();
        damaged.splice(at..at, typed.chars());
        drop(read(&damaged.into_iter().collect::<String>()));
    }
}
