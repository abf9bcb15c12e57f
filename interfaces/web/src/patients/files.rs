//! Files that came with a report or document: shown as text or picture where that is safe, handed out otherwise.

use crate::answer::Answer;
use crate::staff::Staff;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use clinical::documents::{OwnerId, ReadDocument};
use office::PatientId;

/// Media types that a browser shows without running anything; all else is a download.
const SHOWN: &[(&str, &str)] = &[
    ("text/plain", "text/plain; charset=utf-8"),
    ("image/png", "image/png"),
    ("image/jpeg", "image/jpeg"),
    ("application/pdf", "application/pdf"),
];

/// `GET /patients/{patient}/files/{owner}/{position}`
pub(super) async fn show(staff: Staff, Path((patient, owner, position)): Path<(PatientId, OwnerId, i64)>) -> Answer {
    let file = staff.ask(ReadDocument { patient, owner, position }).await?;
    let plain = file.media_type.split(';').next().unwrap_or_default().trim();
    let shown = SHOWN.iter().find(|(kind, _)| *kind == plain);
    let (kind, way) = shown.map_or(("application/octet-stream", "attachment"), |(_, kind)| (*kind, "inline"));
    let mut answer = file.bytes.into_revealed().into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static(way));
    Ok(answer)
}
