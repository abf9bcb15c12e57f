//! The hook of the switchboard: it says who calls, and the desks of the site ring.
//!
//! ```text
//! POST /hooks/calls
//! Authorization: Bearer <the token of the line>
//! Content-Type: application/x-www-form-urlencoded
//!
//! number=%2B15550100199
//! ```
//!
//! It answers 204 when the desks ring, 403 for a token that is no line's, 413, 415 and 422 for what cannot be read, 429 after too
//! many wrong tokens from one address. The same number
//! within a minute is the same call, so that a switchboard may repeat itself. How to set one up: docs/telephone.md.

use crate::answer::{Answer, Fault};
use crate::desk::Desk;
use crate::door::Caller;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use front_office::phone::CallRings;
use kernel::{Phi, Problem};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Where the switchboard speaks to the office: no browser, no session, but a token.
pub(crate) const HOOK: &str = "/hooks/calls";

/// Bytes of what a switchboard sends at most.
pub(super) const BODY_BYTES_MAX: usize = 4_096;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Rings {
    number: String,
}

/// `POST /hooks/calls`
pub(super) async fn rings(State(desk): State<Desk>, caller: Caller, headers: HeaderMap, body: Bytes) -> Answer {
    let (address, now) = (caller.address(), desk.office().now());
    if !desk.attempts().may_try(address, now) {
        let problem =
            Problem::busy("too_many_tries", "Too many wrong tokens came from this address. Wait five minutes.");
        return Err(Fault::with_status(problem, StatusCode::TOO_MANY_REQUESTS));
    }
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        let problem = Problem::invalid("wrong_kind", "Send the field number as application/x-www-form-urlencoded.");
        return Err(Fault::with_status(problem, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let unreadable = |_| Problem::invalid("unreadable", "Send one field, number.");
    let sent: Rings = serde_html_form::from_bytes(&body).map_err(unreadable)?;
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().trim();
    let rings = CallRings { token_sha256: sha256(token), number: Phi::new(sent.number) };
    match desk.office().perform(&desk.office().machine("switchboard"), rings).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(why) => {
            // Like wrong passwords: whoever guesses tokens is slowed down, and does not fill the journal with refusals.
            if why.code() == "no_such_line" {
                desk.attempts().failed(address, now);
            }
            Err(why.into())
        }
    }
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
