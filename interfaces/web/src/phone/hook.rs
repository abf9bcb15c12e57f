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
use crate::door::{Caller, Door};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use front_office::phone::{CallRings, Secret};
use kernel::{Phi, Problem};
use serde::Deserialize;

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
    if !desk.attempts().may_try(Door::Switchboard, address, now) {
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
    let rings = CallRings { token: Secret::presented(token.to_owned()), number: Phi::new(sent.number) };
    match desk.office().perform(&desk.office().machine("switchboard"), rings).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(why) => {
            // Like wrong passwords: whoever guesses tokens is slowed down, and does not fill the journal with refusals.
            if why.code() == "no_such_line" {
                desk.attempts().failed(Door::Switchboard, address, now);
            }
            Err(why.into())
        }
    }
}
