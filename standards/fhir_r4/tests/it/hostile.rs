//! Truncated, foreign, huge and hostile files: each is refused with one sentence, and none makes the reader panic.

use crate::{cut, cut_within, data, refusal, single};
use fhir_r4::{Content, Limits};
use proptest::prelude::*;
use std::io::Write as _;

fn small_bundle() -> String {
    std::fs::read_to_string(data("own/bundle_tx_ok.json")).expect("a bundle")
}

fn refused_resource(json: &str) -> String {
    match single(json).content {
        Content::Refused(problem) => problem.say().to_owned(),
        content => panic!("not refused: {content:?}"),
    }
}

#[test]
fn a_bundle_cut_anywhere_is_refused_whole() {
    let bundle = small_bundle();
    let end = bundle.trim_end().len();
    for at in (0..end).filter(|at| bundle.is_char_boundary(*at)) {
        assert!(cut(&bundle.as_bytes()[..at]).is_err(), "cut at {at}");
    }
    assert!(cut(&bundle.as_bytes()[..end]).is_ok());
}

#[test]
fn what_is_not_fhir_is_named_as_such() {
    let cases: [(&[u8], &str); 10] = [
        (b"", "This file is empty."),
        (b"   \n", "This file is empty."),
        (b"ISA*00*", "This file is not FHIR in JSON: it does not begin with a resource."),
        (
            b"<Patient xmlns=\"http://hl7.org/fhir\"/>",
            "This file is not FHIR in JSON: it does not begin with a resource.",
        ),
        (b"[1,2]", "This file is not FHIR in JSON: it does not begin with a resource."),
        (b"{\"name\":\"x\"}", "This file is JSON but not FHIR R4: it has no resourceType that R4 knows."),
        (b"{\"resourceType\":\"Pirate\"}", "This file is JSON but not FHIR R4: it has no resourceType that R4 knows."),
        (b"{\"resourceType\":\"Bundle\"}", "This bundle is not sound FHIR R4: Bundle.type is missing."),
        (b"\xff\xfe{}", "This file is not text in UTF-8, so it is not FHIR in JSON."),
        (b"{\"a\":1,\n\"b\" 2}", "This file is not sound JSON: in line 2, a colon was expected."),
    ];
    for (bytes, say) in cases {
        assert_eq!(refusal(cut(bytes)), say);
    }
}

#[test]
fn damaged_packings_are_refused() {
    let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    packed.write_all(small_bundle().as_bytes()).expect("into memory");
    let packed = packed.finish().expect("into memory");
    assert!(cut(&packed).is_ok());
    let say = refusal(cut(&packed[..packed.len() / 2]));
    assert_eq!(say, "This file begins like bzip2 but cannot be unpacked; it is damaged or was cut short.");
    let say = refusal(cut(&[0x1f, 0x8b, 8, 0, 1, 2, 3]));
    assert_eq!(say, "This file begins like gzip but cannot be unpacked; it is damaged or was cut short.");
}

#[test]
fn a_small_file_that_unpacks_without_end_stops_at_the_limit() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 8 << 20]).expect("into memory");
    let packed = packed.finish().expect("into memory");
    assert!(packed.len() < 10_000);
    let limits = Limits { file_bytes_max: 1 << 20, ..Limits::default() };
    assert_eq!(
        refusal(cut_within(&packed, &limits)),
        "This file holds more than 1 MB, which is the limit for an import."
    );
}

#[test]
fn too_many_resources_and_too_large_ones_are_refused() {
    let line = "{\"resourceType\":\"Basic\"}\n";
    let limits = Limits { resources_max: 10, ..Limits::default() };
    assert!(cut_within(line.repeat(10).as_bytes(), &limits).is_ok());
    let say = "This file holds more than 10 resources, which is the limit for an import.";
    assert_eq!(refusal(cut_within(line.repeat(11).as_bytes(), &limits)), say);
    let limits = Limits { resource_bytes_max: 10, ..Limits::default() };
    assert!(refusal(cut_within(line.as_bytes(), &limits)).starts_with("Resource 1 of this file holds more than"));
}

#[test]
fn deep_nesting_ends_early() {
    let deep = format!("{{\"resourceType\":\"Basic\",\"extension\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(refusal(cut(deep.as_bytes())), "This file is not sound JSON: in line 1, it is nested too deeply.");
    let open = "{\"a\":".repeat(200_000);
    assert!(refusal(cut(open.as_bytes())).contains("nested too deeply"));
}

#[test]
fn a_name_given_twice_is_refused() {
    let say = refused_resource(r#"{"resourceType":"Patient","name":[{"family":"A","family":"B"}]}"#);
    assert_eq!(say, "This file is not sound JSON: in line 1, a name appears twice in one object.");
    let many: String = (0..2_000).map(|at| format!("\"x{at}\":1,")).collect();
    let say = refusal(cut(format!("{{\"resourceType\":\"Basic\",{many}\"a\":1}}").as_bytes()));
    assert!(say.contains("too many members"), "{say}");
}

#[test]
fn what_is_wrong_is_named_by_its_place_and_never_by_its_value() {
    let cases = [
        (r#"{"resourceType":"Patient","birthDate":"SECRET"}"#, "Patient.birthDate is not a date."),
        (
            r#"{"resourceType":"Patient","gender":"SECRET"}"#,
            "Patient.gender is not one of the codes that R4 allows there.",
        ),
        (
            r#"{"resourceType":"Patient","id":"SE CRET"}"#,
            "Patient.id is not an id of at most 64 letters, digits, hyphens and points.",
        ),
        (r#"{"resourceType":"Patient","SE CRET":1}"#, "Patient.? is not an element that R4 has there."),
        (r#"{"resourceType":"Patient","name":[{"family":7}]}"#, "Patient.name[0].family is not text."),
        (r#"{"resourceType":"Patient","name":{"family":"SECRET"}}"#, "Patient.name is not a list."),
        (r#"{"resourceType":"Patient","active":"true"}"#, "Patient.active is not true or false."),
        (r#"{"resourceType":"Patient","name":[null]}"#, "Patient.name[0] is not an object."),
        (r#"{"resourceType":"Patient","name":[{}]}"#, "Patient.name[0] is empty."),
        (
            r#"{"resourceType":"Patient","contact":[{"gender":"male"}]}"#,
            "Patient.contact has no name, telecom, address or organization.",
        ),
        (
            r#"{"resourceType":"Patient","extension":[{"url":"a"}]}"#,
            "Patient.extension[0] must have either a value or further extensions.",
        ),
        (r#"{"resourceType":"Basic","code":""}"#, "Basic.code is empty."),
        (r#"{"resourceType":"Basic","code":null}"#, "Basic.code is null."),
    ];
    for (json, say) in cases {
        assert_eq!(refused_resource(json), say);
        assert!(!say.contains("SECRET") && !say.contains("CRET"));
    }
}

#[test]
fn a_deletion_in_a_bundle_is_refused() {
    let bundle =
        r#"{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Patient/1"}}]}"#;
    assert_eq!(
        refusal(cut(bundle.as_bytes())),
        "This bundle asks for a DELETE; an import takes in resources and does nothing else."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_makes_it_panic(spots in proptest::collection::vec((0_usize..6_000, any::<u8>()), 1..8)) {
        let mut bytes = small_bundle().into_bytes();
        let length = bytes.len();
        for (at, byte) in spots {
            bytes[at % length] = byte;
        }
        if let Ok(file) = cut(&bytes) {
            prop_assert!(file.resources().count() <= file.len());
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = cut(text.as_bytes()).map(|file| file.resources().count());
        let _ = cut(format!("{{\"resourceType\":\"Patient\",\"id\":{text}}}").as_bytes()).map(|file| file.resources().count());
    }
}
