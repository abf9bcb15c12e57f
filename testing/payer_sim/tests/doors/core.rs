//! CAQH CORE connectivity: both envelopes, both modes, and envelopes that are refused.

use crate::inquiry::inquiry_file;
use crate::office::{Office, TODAY, envelope};
use crate::story;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use payer_sim::edi::{Sender, at_noon, batch};
use payer_sim::scenarios::Stage;
use payer_sim::transport::Envelope;

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
const CORE: &str = "http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd";

fn stage() -> Stage {
    Stage::new(7, TODAY.parse().expect("a day"))
}

fn claim_file(stage: &Stage) -> Vec<u8> {
    let claim = stage.claim("ACM100001", &["E119"], &[("99213", 12_500)]);
    let envelope = x12::Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), 77);
    envelope.print(&[batch(&Sender::default(), "BATCH0001", stage.today, &[claim])])
}

/// A SOAP message as a practice's software writes it.
fn soap(element: &str, (kind, mode): (&str, &str), payload: &str) -> String {
    format!(
        "<e:Envelope xmlns:e=\"{SOAP}\"><e:Header><w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/\
         oasis-200401-wss-wssecurity-secext-1.0.xsd\"><w:UsernameToken><w:Username>desk</w:Username>\
         <w:Password>secret</w:Password></w:UsernameToken></w:Security></e:Header><e:Body><c:{element} \
         xmlns:c=\"{CORE}\"><PayloadType>{kind}</PayloadType><ProcessingMode>{mode}</ProcessingMode>\
         <PayloadID>b1</PayloadID><TimeStamp>2026-11-20T12:00:00Z</TimeStamp><SenderID>P</SenderID>\
         <ReceiverID>C</ReceiverID><CORERuleVersion>2.2.0</CORERuleVersion>{payload}</c:{element}></e:Body>\
         </e:Envelope>"
    )
}

async fn post(office: &Office, kind: &str, body: Vec<u8>) -> (String, Vec<u8>) {
    let answer = office.client.post(office.address()).header("content-type", kind).body(body).send();
    let answer = answer.await.expect("an answer");
    assert!(answer.status().is_success(), "{}", answer.status());
    let kind = answer.headers()["content-type"].to_str().expect("a header").to_owned();
    (kind, answer.bytes().await.expect("a body").to_vec())
}

fn field(xml: &[u8], name: &str) -> String {
    let text = std::str::from_utf8(xml).expect("text");
    let document = roxmltree::Document::parse(text).expect("XML");
    let found = document.descendants().find(|node| node.tag_name().name() == name);
    found.and_then(|node| node.text()).unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_time_question_is_answered_in_form_data_and_in_soap() {
    let office = Office::open().await;
    let asked = inquiry_file(&stage(), "ACM100001", 1);
    let answer = office.ask("X12_270_Request_005010X279A1", &asked).await;
    assert_eq!(
        (answer.payload_type.as_str(), answer.error_code.as_str()),
        ("X12_271_Response_005010X279A1", "Success")
    );
    assert_eq!((answer.time_stamp.as_str(), answer.sender_id.as_str()), ("2026-11-20T12:00:00Z", "CLEARINGHOUSE1"));
    let expected = story::eligibility(&answer.payload);
    assert!(expected.contains(&"271 1 30 ACME GOLD PPO".to_owned()), "{expected:?}");

    let payload = format!("<Payload><![CDATA[{}]]></Payload>", String::from_utf8(asked).expect("text"));
    let message = soap("COREEnvelopeRealTimeRequest", ("X12_270_Request_005010X279A1", "RealTime"), &payload);
    let (kind, body) = post(&office, "application/soap+xml; charset=UTF-8", message.into_bytes()).await;
    assert!(kind.starts_with("application/soap+xml"), "{kind}");
    assert_eq!(field(&body, "ErrorCode"), "Success");
    assert_eq!(story::eligibility(field(&body, "Payload").as_bytes()), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_soap_batch_goes_in_as_base64_and_comes_out_the_same_way() {
    let office = Office::open().await;
    let payload = format!("<Payload>{}</Payload>", STANDARD.encode(claim_file(&stage())));
    let message = soap("COREEnvelopeBatchSubmission", ("X12_837_Request_005010X222A1", "Batch"), &payload);
    let (_, body) = post(&office, "application/soap+xml", message.into_bytes()).await;
    assert_eq!(field(&body, "PayloadType"), "X12_BatchReceiptConfirmation");
    let retrieval = ("X12_999_RetrievalRequest_005010X231A1", "Batch");
    let message = soap("COREEnvelopeBatchSubmissionAckRetrievalRequest", retrieval, "");
    let (_, body) = post(&office, "application/soap+xml", message.clone().into_bytes()).await;
    let file = STANDARD.decode(field(&body, "Payload")).expect("base64");
    assert!(story::acknowledgement(&file).is_empty(), "accepted");
    let (_, body) = post(&office, "application/soap+xml", message.into_bytes()).await;
    assert_eq!(field(&body, "PayloadType"), "X12_005010_Response_NoBatchAckFile");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_soap_batch_may_travel_as_an_attachment() {
    let office = Office::open().await;
    let include =
        "<Payload><x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:file@p\"/></Payload>";
    let message = soap("COREEnvelopeBatchSubmission", ("X12_837_Request_005010X222A1", "Batch"), include);
    let mut body =
        format!("--B\r\nContent-ID: <root@p>\r\n\r\n{message}\r\n--B\r\nContent-ID: <file@p>\r\n\r\n").into_bytes();
    body.extend(claim_file(&stage()));
    body.extend(b"\r\n--B--\r\n");
    let kind = "multipart/related; boundary=B; type=\"application/xop+xml\"; start=\"<root@p>\"";
    let (_, body) = post(&office, kind, body).await;
    assert_eq!(field(&body, "PayloadType"), "X12_BatchReceiptConfirmation");
    let acknowledged = office.fetch("X12_277CA_RetrievalRequest_005010X214").await.expect("a 277CA");
    assert!(story::claim_acknowledgement(&acknowledged).1.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_may_come_as_a_batch() {
    let office = Office::open().await;
    let receipt = office.submit("X12_270_Request_005010X279A1", &inquiry_file(&stage(), "ACM100003", 1)).await;
    assert_eq!(receipt.payload_type, "X12_BatchReceiptConfirmation");
    let answer = office.fetch("X12_005010_Request_Batch_Results_271").await.expect("a 271");
    assert!(story::eligibility(&answer).contains(&"271 C 30 per 29 70.00".to_owned()));
    assert_eq!(office.fetch("X12_005010_Request_Batch_Results_271").await, None);
    let receipt = office.submit("X12_999_SubmissionRequest_005010X231A1", b"ISA*").await;
    assert_eq!(receipt.payload_type, "X12_Response_ConfirmReceiptReceived");
}

#[tokio::test(flavor = "multi_thread")]
async fn envelopes_that_lack_something_are_refused_by_name() {
    let office = Office::open().await;
    let good = || envelope("X12_270_Request_005010X279A1", "RealTime", &inquiry_file(&stage(), "ACM100001", 1));
    let cases: [(&str, Envelope); 9] = [
        ("UnAuthorized", Envelope { password: "wrong".to_owned(), ..good() }),
        ("UnAuthorized", Envelope { user_name: String::new(), password: String::new(), ..good() }),
        ("PayloadIDRequired", Envelope { payload_id: String::new(), ..good() }),
        ("SenderIDRequired", Envelope { sender_id: String::new(), ..good() }),
        ("VersionMismatch", Envelope { rule_version: "1.0.0".to_owned(), ..good() }),
        ("PayloadRequired", Envelope { payload: Vec::new(), ..good() }),
        ("PayloadIllegal", Envelope { payload: b"hello".to_vec(), ..good() }),
        ("PayloadTypeIllegal", Envelope { payload_type: "Hello".to_owned(), ..good() }),
        ("ChecksumMismatched", Envelope { checksum: "00".to_owned(), processing_mode: "Batch".to_owned(), ..good() }),
    ];
    for (code, asked) in cases {
        let answer = office.send(&asked).await;
        assert_eq!((answer.error_code.as_str(), answer.payload_type.as_str()), (code, "CoreEnvelopeError"));
        assert!(answer.payload.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn http_basic_stands_in_for_a_password_in_the_envelope() {
    let office = Office::open().await;
    let asked = inquiry_file(&stage(), "ACM100001", 1);
    let nameless = || Envelope {
        user_name: String::new(),
        password: String::new(),
        ..envelope("X12_270_Request_005010X279A1", "RealTime", &asked)
    };
    for (password, status) in [("secret", 200), ("wrong", 401)] {
        let body = payer_sim::transport::form::write(&nameless(), "P");
        let request = office.client.post(office.address()).basic_auth("desk", Some(password));
        let answer = request.header("content-type", "multipart/form-data; boundary=P").body(body).send();
        assert_eq!(answer.await.expect("an answer").status().as_u16(), status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_envelope_is_refused_and_the_wsdl_is_served() {
    let office = Office::open().await;
    for (kind, body) in
        [("text/plain", "x"), ("multipart/form-data; boundary=B", "x"), ("application/soap+xml", "<a/>")]
    {
        let answer = office.client.post(office.address()).header("content-type", kind).body(body).send();
        assert_eq!(answer.await.expect("an answer").status().as_u16(), 400, "{kind}");
    }
    let wsdl = office.client.get(format!("{}.wsdl", office.address())).send().await.expect("an answer");
    assert!(wsdl.text().await.expect("text").contains("BatchSubmitTransaction"));
}
