//! Any bytes: reading never panics, and what is read prints back to the same segments.

#![no_main]

use libfuzzer_sys::fuzz_target;
use x12::{Reader, Writer};

fuzz_target!(|data: &[u8]| {
    let mut reader = Reader::new(data);
    let mut printed: Option<Writer> = None;
    let mut first: Vec<Vec<u8>> = Vec::new();
    let mut separators = None;
    while let Ok(Some(segment)) = reader.next_segment() {
        for element in segment.elements() {
            assert!(segment.components(element).count() >= 1);
        }
        // Separators may change between interchanges; a writer keeps one set.
        if *separators.get_or_insert(segment.separators()) != segment.separators() {
            break;
        }
        printed.get_or_insert_with(|| Writer::new(segment.separators(), "")).copy(&segment);
        first.push(segment.bytes().to_vec());
    }
    let Some(printed) = printed.map(Writer::into_bytes) else { return };
    let mut again = Reader::new(&printed[..]);
    for expected in first.iter().take_while(|bytes| !bytes.is_empty() && !matches!(bytes[0], b'\r' | b'\n' | b' ' | b'\t' | 0 | 0x1a | 0xef | 0xbb | 0xbf)) {
        match again.next_segment() {
            Ok(Some(segment)) => assert_eq!(segment.bytes(), &expected[..]),
            other => panic!("a printed segment was not read again: {other:?}"),
        }
    }
    drop(x12::open(data));
});
