//! What CORE operations do: check the envelope, then ask the clearinghouse.

use super::envelope::{Envelope, Operation, checksum};
use crate::clearinghouse::Answer;
use crate::hub::{FILE_BYTES_MAX, Hub};
use crate::mailbox::{Channel, Letter, Route, Topic};
use std::sync::Arc;
use std::time::Duration;

/// An answer ready to be written in either envelope.
#[derive(Debug)]
pub struct Reply {
    /// The envelope of the answer.
    pub envelope: Envelope,
    /// Whether the connection breaks off in the middle.
    pub cut_off: bool,
    /// How long to wait before it.
    pub delay: Option<Duration>,
}

/// Carries out what an envelope asks for.
///
/// `trusted` names a submitter who has shown a password on the connection itself (HTTP Basic).
pub async fn carry_out(hub: &Arc<Hub>, operation: Operation, asked: Envelope, trusted: Option<String>) -> Reply {
    let mut reply = answered(hub, operation, asked, trusted).await;
    reply.envelope.time_stamp = format!("{}T12:00:00Z", hub.house().today());
    reply
}

async fn answered(hub: &Arc<Hub>, operation: Operation, asked: Envelope, trusted: Option<String>) -> Reply {
    let submitter = trusted.unwrap_or_else(|| asked.user_name.clone());
    if let Err(code) = envelope_fault(hub, operation, &asked, &submitter) {
        return refusal(&asked, code);
    }
    let route = Route { submitter, channel: Channel::Core };
    match operation {
        Operation::RealTime => real_time(hub, &route, &asked),
        Operation::BatchSubmission => submission(hub, route, asked).await,
        Operation::AcknowledgementRetrieval => {
            let fits = |letter: &Letter| letter.topic.acknowledges();
            retrieval(hub, &route, &asked, "X12_005010_Response_NoBatchAckFile", fits)
        }
        Operation::ResultsRetrieval => {
            let wanted = wanted_topic(&asked.payload_type);
            let fits = move |letter: &Letter| Some(letter.topic) == wanted;
            retrieval(hub, &route, &asked, "X12_005010_Response_NoBatchResultsFile", fits)
        }
        Operation::AcknowledgementSubmission => plain(answer_to(&asked, "X12_Response_ConfirmReceiptReceived")),
    }
}

/// What is wrong with an envelope, in the error codes of the rule.
fn envelope_fault(hub: &Hub, operation: Operation, asked: &Envelope, submitter: &str) -> Result<(), &'static str> {
    let needs_password = !asked.user_name.is_empty() || submitter.is_empty();
    if needs_password && !hub.admits(&asked.user_name, &asked.password) {
        return Err("UnAuthorized");
    }
    for (name, value) in asked.fields() {
        let code = match name {
            "PayloadType" => "PayloadTypeRequired",
            "ProcessingMode" => "ProcessingModeRequired",
            "PayloadID" => "PayloadIDRequired",
            "TimeStamp" => "TimeStampRequired",
            "SenderID" => "SenderIDRequired",
            "ReceiverID" => "ReceiverIDRequired",
            "CORERuleVersion" => "CORERuleVersionRequired",
            _ => continue,
        };
        if value.is_empty() {
            return Err(code);
        }
    }
    if !["2.2.0", "4.0.0"].contains(&asked.rule_version.as_str()) {
        return Err("VersionMismatch");
    }
    let carries = matches!(operation, Operation::RealTime | Operation::BatchSubmission);
    if carries && asked.payload.is_empty() {
        return Err("PayloadRequired");
    }
    if asked.payload.len() > FILE_BYTES_MAX {
        return Err("PayloadLengthIllegal");
    }
    let sum = &asked.checksum;
    if operation == Operation::BatchSubmission
        && !sum.is_empty()
        && !sum.eq_ignore_ascii_case(&checksum(&asked.payload))
    {
        return Err("ChecksumMismatched");
    }
    Ok(())
}

fn real_time(hub: &Hub, route: &Route, asked: &Envelope) -> Reply {
    let answered = hub.house().answer_now(route, &asked.payload);
    match answered {
        Ok(Answer { topic, bytes, cut_off, delay }) => {
            let mut envelope = answer_to(asked, response_type(topic));
            envelope.payload = bytes;
            Reply { envelope, cut_off, delay }
        }
        Err(_) => refusal(asked, "PayloadIllegal"),
    }
}

async fn submission(hub: &Arc<Hub>, route: Route, asked: Envelope) -> Reply {
    let house = Arc::clone(hub);
    let (payload, id) = (asked.payload.clone(), asked.payload_id.clone());
    let work = move || house.house().submit(&route, Some(&id), &payload);
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(())) => plain(answer_to(&asked, "X12_BatchReceiptConfirmation")),
        _ => refusal(&asked, "PayloadIllegal"),
    }
}

/// The next file of a kind: one that answers the payload id asked about, else the oldest that answers no other.
fn retrieval(hub: &Hub, route: &Route, asked: &Envelope, nothing: &str, fits: impl Fn(&Letter) -> bool) -> Reply {
    let mut house = hub.house();
    let today = house.today();
    let own = |letter: &Letter| letter.route == *route && fits(letter);
    let named = |letter: &Letter| letter.answers.as_deref() == Some(asked.payload_id.as_str());
    let found = house.mailbox.fetch(today, |letter| own(letter) && named(letter));
    let Some(letter) = found.or_else(|| house.mailbox.fetch(today, own)) else {
        return plain(answer_to(asked, nothing));
    };
    let mut envelope = answer_to(asked, response_type(letter.topic));
    envelope.checksum = checksum(&letter.bytes);
    envelope.payload = letter.bytes;
    plain(envelope)
}

/// Which files a results retrieval asks for: the rule's own names, and names after their pattern for 277CA and 835.
fn wanted_topic(payload_type: &str) -> Option<Topic> {
    let pairs = [
        ("277CA", Topic::Claims),
        ("271", Topic::Eligibility),
        ("277", Topic::Status),
        ("278", Topic::Review),
        ("835", Topic::Remittance),
    ];
    let set = payload_type
        .strip_prefix("X12_005010_Request_Batch_Results_")
        .or_else(|| payload_type.strip_prefix("X12_")?.split("_RetrievalRequest").next())?;
    pairs.into_iter().find(|(name, _)| *name == set).map(|(_, topic)| topic)
}

const fn response_type(topic: Topic) -> &'static str {
    match topic {
        Topic::Ta1 => "X12_TA1_Response_00501X231A1",
        Topic::Group => "X12_999_Response_005010X231A1",
        Topic::Claims => "X12_277CA_Response_005010X214",
        Topic::Remittance => "X12_835_Response_005010X221A1",
        Topic::Eligibility => "X12_271_Response_005010X279A1",
        Topic::Status => "X12_277_Response_005010X212",
        Topic::Review => "X12_278_Response_005010X217",
    }
}

fn answer_to(asked: &Envelope, payload_type: &str) -> Envelope {
    Envelope {
        payload_type: payload_type.to_owned(),
        processing_mode: asked.processing_mode.clone(),
        payload_id: asked.payload_id.clone(),
        sender_id: asked.receiver_id.clone(),
        receiver_id: asked.sender_id.clone(),
        rule_version: if asked.rule_version.is_empty() { "2.2.0".to_owned() } else { asked.rule_version.clone() },
        error_code: "Success".to_owned(),
        ..Envelope::default()
    }
}

fn refusal(asked: &Envelope, code: &str) -> Reply {
    let mut envelope = answer_to(asked, "CoreEnvelopeError");
    code.clone_into(&mut envelope.error_code);
    envelope.error_message = format!("The envelope was not accepted: {code}.");
    plain(envelope)
}

const fn plain(envelope: Envelope) -> Reply {
    Reply { envelope, cut_off: false, delay: None }
}
