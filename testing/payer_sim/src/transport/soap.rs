//! SOAP 1.2 envelopes with the CORE schema, payload in line or as an MTOM attachment.

use super::envelope::{Envelope, Operation};
use super::mime;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node};

/// The namespace of the CORE elements.
pub const NAMESPACE: &str = "http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd";
/// The media type of a SOAP 1.2 message.
pub const MEDIA_TYPE: &str = "application/soap+xml";
const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
const XOP: &str = "http://www.w3.org/2004/08/xop/include";

/// A message read: what it asks for, and whether its payload was attached.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// What its element asks for.
    pub operation: Operation,
    /// What it says.
    pub envelope: Envelope,
    /// Whether it came as multipart/related.
    pub attached: bool,
}

/// Reads a message of this content type; nothing when it is not one.
#[must_use]
pub fn read(content_type: &str, body: &[u8]) -> Option<Message> {
    if !content_type.trim_start().to_ascii_lowercase().starts_with("multipart/related") {
        return message(body, &[], false);
    }
    let parts = mime::parts(body, &mime::parameter(content_type, "boundary")?)?;
    let start = mime::parameter(content_type, "start").unwrap_or_default();
    let start = start.trim_start_matches('<').trim_end_matches('>');
    let root = parts.iter().find(|part| !start.is_empty() && part.id == start).or_else(|| parts.first())?;
    message(root.body, &parts, true)
}

fn message(xml: &[u8], parts: &[mime::Part<'_>], attached: bool) -> Option<Message> {
    let text = std::str::from_utf8(xml).ok()?;
    let document = Document::parse(text.trim_start()).ok()?;
    let root = document.root_element();
    let body = child(root, "Body")?;
    let request = body.children().find(Node::is_element)?;
    let operation = Operation::ALL.into_iter().find(|o| o.elements().0 == request.tag_name().name())?;
    let mut envelope = Envelope::default();
    let named = |name: &str| root.descendants().find(|node| node.tag_name().name() == name);
    let token = named("UsernameToken");
    if let Some(token) = token {
        envelope.user_name = text_of(child(token, "Username")?);
        envelope.password = text_of(child(token, "Password")?);
    }
    for field in request.children().filter(Node::is_element) {
        let name = field.tag_name().name();
        if name == "Payload" {
            envelope.payload = payload(field, operation, parts)?;
        } else {
            envelope.put(name, &text_of(field));
        }
    }
    Some(Message { operation, envelope, attached })
}

fn payload(field: Node<'_, '_>, operation: Operation, parts: &[mime::Part<'_>]) -> Option<Vec<u8>> {
    if let Some(include) = field.children().find(|node| node.has_tag_name((XOP, "Include"))) {
        let id = include.attribute("href")?.strip_prefix("cid:")?;
        return parts.iter().find(|part| part.id == id).map(|part| part.body.to_vec());
    }
    let text = text_of(field);
    if operation == Operation::RealTime {
        return Some(text.into_bytes());
    }
    let packed: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    STANDARD.decode(packed).ok()
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// Prints an answer: content type and body. A batch payload is attached when the question's was, else in base64.
#[must_use]
pub fn write(operation: Operation, envelope: &Envelope, attached: bool) -> (String, Vec<u8>) {
    let element = operation.elements().1;
    let attach = attached && !envelope.payload.is_empty();
    let xml = print(element, operation, envelope, attach);
    if !attach {
        return (format!("{MEDIA_TYPE}; charset=UTF-8"), xml.into_bytes());
    }
    let boundary = "MoaPayerPart";
    let head = format!(
        "--{boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"{MEDIA_TYPE}\"\r\n\
         Content-ID: <root@moa>\r\n\r\n{xml}\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\n\
         Content-Transfer-Encoding: binary\r\nContent-ID: <payload@moa>\r\n\r\n"
    );
    let mut body = head.into_bytes();
    body.extend_from_slice(&envelope.payload);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let kind = format!(
        "multipart/related; boundary={boundary}; type=\"application/xop+xml\"; start=\"<root@moa>\"; start-info=\"{MEDIA_TYPE}\""
    );
    (kind, body)
}

fn print(element: &str, operation: Operation, envelope: &Envelope, attach: bool) -> String {
    let mut fields = String::new();
    for (name, value) in envelope.fields() {
        let length = envelope.payload.len().to_string();
        let batch = operation != Operation::RealTime && !envelope.payload.is_empty();
        let value = if name == "PayloadLength" && batch { &length } else { value };
        if !value.is_empty() && name != "ErrorCode" {
            fields.push_str(&format!("<{name}>{}</{name}>", escape(value)));
        }
    }
    if attach {
        fields.push_str(&format!("<Payload><xop:Include xmlns:xop=\"{XOP}\" href=\"cid:payload@moa\"/></Payload>"));
    } else if !envelope.payload.is_empty() && operation == Operation::RealTime {
        fields.push_str(&format!("<Payload>{}</Payload>", escape(&String::from_utf8_lossy(&envelope.payload))));
    } else if !envelope.payload.is_empty() {
        fields.push_str(&format!("<Payload>{}</Payload>", STANDARD.encode(&envelope.payload)));
    }
    fields.push_str(&format!("<ErrorCode>{}</ErrorCode>", escape(&envelope.error_code)));
    fields.push_str(&format!("<ErrorMessage>{}</ErrorMessage>", escape(&envelope.error_message)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"{SOAP}\"><soapenv:Body>\
         <ns1:{element} xmlns:ns1=\"{NAMESPACE}\">{fields}</ns1:{element}></soapenv:Body></soapenv:Envelope>"
    )
}

/// Text for XML; characters XML 1.0 cannot carry become blanks.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\r' => safe.push_str("&#13;"),
            c if c < ' ' && c != '\n' && c != '\t' => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Operation, read, write};
    use crate::transport::envelope::Envelope;

    fn asked(element: &str, payload: &str) -> String {
        format!(
            "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header><w:Security xmlns:w=\"w\">\
             <w:UsernameToken><w:Username>desk</w:Username><w:Password>secret</w:Password></w:UsernameToken>\
             </w:Security></s:Header><s:Body><c:{element} xmlns:c=\"{}\"><PayloadType>T</PayloadType>\
             <Payload>{payload}</Payload></c:{element}></s:Body></s:Envelope>",
            super::NAMESPACE
        )
    }

    #[test]
    fn real_time_payloads_are_text_and_batches_are_base64() {
        let now = read("application/soap+xml", asked("COREEnvelopeRealTimeRequest", "<![CDATA[ISA*&~]]>").as_bytes());
        let now = now.expect("a message");
        assert_eq!((now.operation, now.envelope.payload.as_slice()), (Operation::RealTime, b"ISA*&~".as_slice()));
        assert_eq!((now.envelope.user_name.as_str(), now.envelope.password.as_str()), ("desk", "secret"));
        let batch = read("application/soap+xml", asked("COREEnvelopeBatchSubmission", "SVNB\nKg==").as_bytes());
        assert_eq!(batch.expect("a message").envelope.payload, b"ISA*");
    }

    #[test]
    fn other_messages_are_refused() {
        assert_eq!(read("application/soap+xml", b"<a/>"), None);
        assert_eq!(read("application/soap+xml", asked("SomethingElse", "").as_bytes()), None);
        assert_eq!(read("application/soap+xml", b"\xff\xfe"), None);
    }

    #[test]
    fn an_attached_answer_carries_the_payload_untouched() {
        let envelope = Envelope { payload: b"ISA*<&>\x1c~".to_vec(), ..Envelope::default() };
        let (kind, body) = write(Operation::ResultsRetrieval, &envelope, true);
        let boundary = crate::transport::mime::parameter(&kind, "boundary").expect("a boundary");
        let parts = crate::transport::mime::parts(&body, &boundary).expect("parts");
        assert_eq!(parts[1].body, envelope.payload);
    }
}
