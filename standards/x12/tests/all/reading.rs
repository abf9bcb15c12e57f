//! Reading: any separators, any line ends, any chunks, several interchanges, and what is not X12.

use std::io::Read;

use x12::{NotIsa, ReadError, Reader, SEGMENT_BYTES_MAX, check, open};

use crate::samples::{envelope, money, questions};

fn claims() -> Vec<u8> {
    envelope().print(&[money::batch(vec![money::visit()])])
}

fn segments(source: impl Read) -> Vec<Vec<u8>> {
    let mut reader = Reader::new(source);
    let mut list = Vec::new();
    while let Some(segment) = reader.next_segment().unwrap() {
        list.push(segment.bytes().to_vec());
    }
    list
}

/// Gives one byte at a time, as a slow network does.
struct Trickle<'b>(&'b [u8]);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = usize::from(!self.0.is_empty() && !buffer.is_empty());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

#[test]
fn line_ends_and_chunks_change_nothing() {
    let text = String::from_utf8(claims()).unwrap();
    let expected = segments(text.as_bytes());
    let flat = text.replace('\n', "");
    let wire = text.replace('\n', "\r\n");
    let marked = format!("\u{feff}{text}\n\n");
    let breaks = flat.replace('~', "\n");
    for other in [&flat, &wire, &marked, &breaks] {
        assert_eq!(segments(other.as_bytes()), expected);
        assert_eq!(segments(Trickle(other.as_bytes())), expected);
    }
}

#[test]
fn interchanges_of_different_separators_follow_each_other() {
    let mut other = envelope();
    other.separators = x12::Separators { element: b'|', component: b'>', repetition: Some(b'!'), segment: 0x1c };
    other.control = 2;
    let both = [claims(), other.print(&[questions::inquiry()])].concat();
    let opened = open(&both).unwrap();
    assert_eq!(opened.len(), 2);
    assert_eq!(opened[1].control, "000000002");
    let report = check(&both[..]).unwrap();
    assert_eq!((report.interchanges.len(), report.findings.len()), (2, 0));
}

#[test]
fn what_is_not_x12_is_refused() {
    for bytes in [&b""[..], b"   \n", b"hello", b"<html>", b"ISA*00*", b"GS*HC*A*B~"] {
        assert!(matches!(check(bytes), Err(ReadError::NotInterchange { .. })), "{bytes:?}");
    }
    let mut bytes = claims();
    bytes[105] = b':';
    assert!(matches!(check(&bytes[..]), Err(ReadError::NotInterchange { why: NotIsa::Separators, .. })));
}

/// Found by fuzzing: a terminator inside the ISA made its segment shorter than the ISA.
#[test]
fn a_terminator_inside_the_isa_is_refused() {
    let mut bytes = claims();
    bytes[10] = b'~';
    assert!(matches!(check(&bytes[..]), Err(ReadError::NotInterchange { why: NotIsa::Separators, .. })));
}

#[test]
fn what_follows_an_interchange_must_be_another() {
    let bytes = [claims(), b"rubbish".to_vec()].concat();
    let report = check(&bytes[..]).unwrap();
    assert_eq!(report.errors().map(|f| f.code).collect::<Vec<_>>(), ["interchange-content"]);
}

#[test]
fn a_file_that_is_cut_off_says_so() {
    let bytes = claims();
    for cut in [200, 400, bytes.len() - 30, bytes.len() - 12] {
        let report = check(&bytes[..cut]).unwrap();
        assert!(
            report.errors().any(|f| f.code == "interchange-incomplete" || f.code == "segment-unterminated"),
            "{cut}"
        );
    }
}

#[test]
fn a_segment_without_end_uses_bounded_memory() {
    let endless = std::io::repeat(b'A').take(1 << 30);
    let isa = claims();
    let source = isa[..106].chain(endless);
    let mut reader = Reader::new(source);
    assert!(reader.next_segment().is_ok());
    assert!(matches!(reader.next_segment(), Err(ReadError::TooLong { .. })));
    const { assert!(SEGMENT_BYTES_MAX <= 1 << 20) };
}
