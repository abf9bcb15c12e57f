//! Sealed forms: what a browser posted, read into plain data, with the request id by which a second click gets the first
//! answer. That the form is one of ours was checked before, for every POST, in `forgery`.

use crate::answer::Fault;
use crate::desk::Desk;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use kernel::{Problem, RawId};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A form that was posted: its fields as `F`, and its request id.
///
/// Let every field of `F` be `#[serde(default)] String` (or `Vec<String>` where several may be ticked), so that whatever
/// was typed comes back into the form; turn it into a command afterwards, collecting all faults.
pub(crate) struct Sealed<F> {
    pub(crate) form: F,
    pub(crate) request: RawId,
}

/// A form of a button alone: nothing is typed into it.
#[derive(Deserialize, Default)]
pub(crate) struct Nothing {}

#[derive(Deserialize)]
struct RequestId {
    #[serde(default)]
    request_id: String,
}

impl<F: DeserializeOwned> FromRequest<Desk> for Sealed<F> {
    type Rejection = Fault;

    async fn from_request(request: Request, desk: &Desk) -> Result<Self, Fault> {
        let body = Bytes::from_request(request, desk).await.map_err(|_| {
            let problem = Problem::invalid("too_large", "What was sent is too large.");
            Fault::with_status(problem, StatusCode::PAYLOAD_TOO_LARGE)
        })?;
        let form = serde_html_form::from_bytes(&body).map_err(|_| unreadable())?;
        let id: RequestId = serde_html_form::from_bytes(&body).map_err(|_| unreadable())?;
        // A form without an id is done as often as it is sent.
        let request = id.request_id.parse().unwrap_or_else(|_| desk.request_id());
        Ok(Self { form, request })
    }
}

fn unreadable() -> Fault {
    Problem::invalid("unreadable", "What was sent cannot be read. Load the page again.").into()
}
