//! MIME multipart bodies: `multipart/form-data` as CORE writes envelopes, `multipart/related` as SOAP sends attachments.
//!
//! RFC 2046 and RFC 7578, as far as CORE uses them; parts are not nested.

use super::envelope::Envelope;

/// Most parts in a body.
const PARTS_MAX: usize = 64;

/// One part of a multipart body.
#[derive(Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Name in `Content-Disposition`, or empty.
    pub name: String,
    /// `Content-ID` without its angle brackets, or empty.
    pub id: String,
    /// What it holds.
    pub body: &'a [u8],
}

/// The value of a parameter such as `boundary` in a header value.
#[must_use]
pub fn parameter(header: &str, name: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The parts of a body with this boundary; nothing when it is not such a body.
#[must_use]
pub fn parts<'a>(body: &'a [u8], boundary: &str) -> Option<Vec<Part<'a>>> {
    if boundary.is_empty() || boundary.len() > 70 {
        return None;
    }
    let mark = format!("--{boundary}");
    let mut rest = &body[find(body, mark.as_bytes())? + mark.len()..];
    let mut found = Vec::new();
    while !rest.starts_with(b"--") {
        if found.len() == PARTS_MAX {
            return None;
        }
        let content = skip_line(rest)?;
        let ending = find(content, format!("\n{mark}").as_bytes())?;
        let section = content[..ending].strip_suffix(b"\r").unwrap_or(&content[..ending]);
        found.push(part(section)?);
        rest = &content[ending + 1 + mark.len()..];
    }
    Some(found)
}

fn part(section: &[u8]) -> Option<Part<'_>> {
    let mut part = Part { name: String::new(), id: String::new(), body: section };
    loop {
        let end = part.body.iter().position(|byte| *byte == b'\n')?;
        let line = part.body[..end].strip_suffix(b"\r").unwrap_or(&part.body[..end]);
        part.body = &part.body[end + 1..];
        if line.is_empty() {
            return Some(part);
        }
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-disposition") {
            part.name = parameter(value, "name").unwrap_or_default();
        } else if name.eq_ignore_ascii_case("content-id") {
            part.id = value.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
        }
    }
}

fn skip_line(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some(&bytes[end + 1..])
}

/// Where a text begins in a body.
fn find(body: &[u8], text: &[u8]) -> Option<usize> {
    let first = *text.first()?;
    let mut from = 0;
    loop {
        let at = from + body[from..].iter().position(|byte| *byte == first)?;
        if body[at..].starts_with(text) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The envelope in a form-data body; nothing when it is not one.
#[must_use]
pub fn read(body: &[u8], boundary: &str) -> Option<Envelope> {
    let mut envelope = Envelope::default();
    for part in parts(body, boundary)? {
        if part.name == "Payload" {
            envelope.payload = part.body.to_vec();
        } else {
            envelope.put(&part.name, &String::from_utf8_lossy(part.body));
        }
    }
    Some(envelope)
}

/// An envelope as a form-data body with this boundary; fields that say nothing are left out, and so are credentials in
/// an answer, which has none.
#[must_use]
pub fn write(envelope: &Envelope, boundary: &str) -> Vec<u8> {
    let mut body = Vec::with_capacity(envelope.payload.len() + 2_048);
    let mut field = |name: &str, value: &[u8]| {
        body.extend_from_slice(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(value);
        body.extend_from_slice(b"\r\n");
    };
    let length = envelope.payload.len().to_string();
    for (name, value) in envelope.fields() {
        let value = if name == "PayloadLength" && !envelope.payload.is_empty() { length.as_str() } else { value };
        if !value.is_empty() {
            field(name, value.as_bytes());
        }
    }
    if !envelope.error_message.is_empty() {
        field("ErrorMessage", envelope.error_message.as_bytes());
    }
    if !envelope.payload.is_empty() {
        field("Payload", &envelope.payload);
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::{parameter, parts, read, write};
    use crate::transport::envelope::Envelope;

    #[test]
    fn an_envelope_reads_back_as_it_was_written() {
        let envelope = Envelope {
            payload_type: "X12_270_Request_005010X279A1".to_owned(),
            processing_mode: "RealTime".to_owned(),
            payload_id: "da07ebab-0605-4b13-8a1d-0c3e5a4c5d11".to_owned(),
            payload: b"ISA*00*~\n--almost--\r\nIEA*1~\n".to_vec(),
            error_message: "None".to_owned(),
            ..Envelope::default()
        };
        assert_eq!(read(&write(&envelope, "XbCY"), "XbCY"), Some(envelope));
    }

    #[test]
    fn bodies_without_their_boundary_are_refused() {
        assert_eq!(parts(b"--a\r\n\r\nx\r\n--a--", "b"), None);
        assert_eq!(parts(b"--a\r\n\r\nnever ends", "a"), None);
        assert_eq!(parts(b"", "a"), None);
    }

    #[test]
    fn parameters_are_found_quoted_or_not() {
        assert_eq!(parameter("multipart/form-data; boundary=\"x y\"", "boundary").as_deref(), Some("x y"));
        assert_eq!(parameter("multipart/related;type=a; Boundary=q", "boundary").as_deref(), Some("q"));
        assert_eq!(parameter("text/xml", "boundary"), None);
    }
}
