//! Primitives: what the text of a FHIR date, code, id, number or base64 value must look like (R4 §2.24.0.1, 2019).

use crate::json::Json;
use crate::when::When;

const TEXTS: [&str; 16] = [
    "string",
    "markdown",
    "uri",
    "url",
    "canonical",
    "oid",
    "uuid",
    "code",
    "id",
    "xhtml",
    "base64Binary",
    "date",
    "dateTime",
    "instant",
    "time",
    "",
];

/// Whether this is a primitive type of R4.
pub(crate) fn is_primitive(typed: &str) -> bool {
    !typed.is_empty()
        && (TEXTS.contains(&typed)
            || matches!(typed, "boolean" | "integer" | "decimal" | "unsignedInt" | "positiveInt"))
}

/// What is wrong with a value of that primitive type; nothing when it is sound.
pub(crate) fn fault(typed: &str, value: &Json<'_>) -> Option<&'static str> {
    match (typed, value) {
        ("boolean", Json::Bool(_)) | ("decimal", Json::Number(_)) => None,
        ("boolean", _) => Some("is not true or false"),
        ("decimal", _) => Some("is not a number"),
        ("integer", Json::Number(digits)) => digits.parse::<i32>().err().map(|_| "is not a whole number"),
        ("unsignedInt", Json::Number(digits)) => (!whole(digits, 0)).then_some("is not a whole number of 0 or more"),
        ("positiveInt", Json::Number(digits)) => (!whole(digits, 1)).then_some("is not a whole number of 1 or more"),
        ("integer" | "unsignedInt" | "positiveInt", _) => Some("is not a number"),
        (_, Json::Text(text)) => text_fault(typed, text),
        _ => Some("is not text"),
    }
}

fn whole(digits: &str, least: i32) -> bool {
    digits.parse::<i32>().is_ok_and(|number| number >= least)
}

fn text_fault(typed: &str, text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("is empty");
    }
    match typed {
        "code" => (!is_code(text)).then_some("is not a code"),
        "id" => (!is_id(text)).then_some("is not an id of at most 64 letters, digits, hyphens and points"),
        "uri" | "url" | "canonical" | "oid" | "uuid" => text.contains(char::is_whitespace).then_some("is not a URI"),
        "date" => When::read(text).is_none_or(|when| when.has_time()).then_some("is not a date"),
        "dateTime" => When::read(text).is_none().then_some("is not a date or time"),
        "instant" => (!When::read(text).is_some_and(|when| when.has_time())).then_some("is not an instant"),
        "time" => (!is_time(text)).then_some("is not a time of day"),
        "base64Binary" => (!is_base64(text)).then_some("is not base64"),
        "xhtml" => (!text.trim_start().starts_with("<div")).then_some("is not an XHTML division"),
        _ => None,
    }
}

/// Letters, digits, hyphens and points, at most 64 of them.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

fn is_code(text: &str) -> bool {
    text.trim() == text && !text.contains("  ") && !text.contains(['\t', '\n', '\r'])
}

fn is_time(text: &str) -> bool {
    text.len() >= 8 && text.as_bytes()[2] == b':' && text.parse::<jiff::civil::Time>().is_ok()
}

fn base64_digit(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// Whether the text is base64 (RFC 4648 §4), white space allowed between its characters.
fn is_base64(text: &str) -> bool {
    let mut digits = 0_usize;
    let mut padding = 0_usize;
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        match byte {
            b'=' => padding += 1,
            _ if padding == 0 && base64_digit(byte).is_some() => digits += 1,
            _ => return false,
        }
    }
    padding <= 2 && (digits + padding).is_multiple_of(4) && digits > 0
}

/// The bytes of a base64 text; nothing where it is not base64.
pub(crate) fn base64_bytes(text: &str) -> Option<Vec<u8>> {
    if !is_base64(text) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for digit in text.bytes().filter_map(base64_digit) {
        held = held << 6 | digit;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap_or(0));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{base64_bytes, fault};
    use crate::json::Json;

    #[test]
    fn base64_is_read_and_nonsense_is_not() {
        assert_eq!(base64_bytes("TW9h").as_deref(), Some(b"Moa".as_slice()));
        assert_eq!(base64_bytes("TW8=").as_deref(), Some(b"Mo".as_slice()));
        assert_eq!(base64_bytes("T W\n9h").as_deref(), Some(b"Moa".as_slice()));
        for wrong in ["%%%2@()()", "TW9", "=TW9", "TW9h=", "====", ""] {
            assert_eq!(base64_bytes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn values_are_held_to_their_type() {
        let text = |text: &'static str| Json::Text(text.into());
        for (typed, value) in [
            ("date", text("2020-02")),
            ("dateTime", text("2020-02-03T10:00:00-05:00")),
            ("instant", text("2020-02-03T10:00:00.123Z")),
            ("time", text("10:11:12")),
            ("positiveInt", Json::Number("1")),
            ("decimal", Json::Number("1.50")),
        ] {
            assert_eq!(fault(typed, &value), None, "{typed}");
        }
        for (typed, value) in [
            ("date", text("not a date")),
            ("date", text("2020-02-30")),
            ("dateTime", text("2020-02-03T10:00:00")),
            ("instant", text("2020-02-03")),
            ("time", text("25:11:12")),
            ("code", text(" padded")),
            ("id", text("bad-id 1")),
            ("boolean", text("true")),
            ("positiveInt", Json::Number("0")),
            ("integer", Json::Number("1.5")),
            ("string", text("")),
            ("string", Json::Null),
        ] {
            assert!(fault(typed, &value).is_some(), "{typed}");
        }
    }
}
