//! The hook of the text gateway: what patients answered, and what became of messages (docs/reminders.md).
//!
//! ```text
//! POST /hooks/messages
//! Authorization: Bearer <the token of the hook>
//! Content-Type: application/json
//!
//! {"kind": "answer", "id": "<the gateway's own>", "from": "+15185550100", "text": "1", "reply_to": "<our id>"}
//! {"kind": "status", "id": "<our id>", "status": "delivered" | "failed"}
//! ```
//!
//! It answers 204 when it is written down, 403 for a wrong token, 413, 415 and 422 for what cannot be read, 429 after too many wrong
//! tokens from one address. The same answer sent again is written down once.

use crate::answer::{Answer, Fault};
use crate::desk::Desk;
use crate::door::{Caller, Door};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use communications::reminders::MessageId;
use kernel::{Kind, Phi, Problem};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use workflows::reminders::{AnswerByText, NoteStatus, TakeDown};

/// Where the text gateway speaks to the office: no browser, no session, but a token.
pub(crate) const HOOK: &str = "/hooks/messages";
/// Bytes of what a gateway sends at most.
pub(super) const BODY_BYTES_MAX: usize = 16 * 1_024;

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Told {
    Answer { id: Option<String>, from: String, text: String, reply_to: Option<String> },
    Status { id: String, status: String },
}

/// `POST /hooks/messages`
pub(super) async fn came(State(desk): State<Desk>, caller: Caller, headers: HeaderMap, body: Bytes) -> Answer {
    let (address, now) = (caller.address(), desk.office().now());
    if !desk.attempts().may_try(Door::TextGateway, address, now) {
        let say = "Too many wrong tokens came from this address. Wait five minutes.";
        return Err(Fault::with_status(Problem::busy("too_many_tries", say), StatusCode::TOO_MANY_REQUESTS));
    }
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        let problem = Problem::invalid("wrong_kind", "Send application/json.");
        return Err(Fault::with_status(problem, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = sha256(token.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().trim());
    let told: Told = serde_json::from_slice(&body).map_err(|_| unreadable())?;
    let machine = desk.office().machine("text-gateway");
    let done = match told {
        Told::Answer { id, from, text, reply_to } => {
            let reply_to = reply_to.as_deref().and_then(our_id);
            let outside_id = id.map(|id| id.chars().take(200).collect());
            let answer =
                AnswerByText { token_sha256: token, from: Phi::new(from), text: Phi::new(text), outside_id, reply_to };
            match desk.office().perform(&machine, answer.clone()).await {
                // What it asks for cannot be done, such as a time that a rule forbids: somebody at the desk reads it.
                Err(why) if is_about_the_deed(&why) => desk.office().perform(&machine, TakeDown(answer)).await,
                done => done.map(|_| ()),
            }
        }
        Told::Status { id, status } => {
            let message = our_id(&id).ok_or_else(unreadable)?;
            let delivered = match status.as_str() {
                "delivered" => true,
                "failed" => false,
                _ => return Err(unreadable().into()),
            };
            desk.office().perform(&machine, NoteStatus { token_sha256: token, message, delivered }).await
        }
    };
    match done {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(why) => {
            // Like wrong passwords: whoever guesses tokens is slowed down, and does not fill the journal with refusals.
            if why.code() == "no_such_gateway" {
                desk.attempts().failed(Door::TextGateway, address, now);
            }
            // A message that never was ours is nothing to try again.
            if why.kind() == Kind::NotFound { Err(unreadable().into()) } else { Err(why.into()) }
        }
    }
}

/// Whether a rule of the office stood in the way of what a patient asked for.
fn is_about_the_deed(why: &Problem) -> bool {
    matches!(why.kind(), Kind::Conflict | Kind::Refused | Kind::Invalid) && why.code() != "no_such_gateway"
}

fn unreadable() -> Problem {
    Problem::invalid("unreadable", "This is neither an answer nor a status of a message of this office.")
}

/// Our id of a message, out of the id that its message went out under: `<id>.text`.
fn our_id(text: &str) -> Option<MessageId> {
    text.split('.').next()?.parse().ok()
}

/// The SHA-256 of a token, in hexadecimal.
pub(super) fn sha256(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // A string always takes what is written to it.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn a_token_is_kept_as_its_sha256() {
        // The example of FIPS 180-4 (2015).
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
