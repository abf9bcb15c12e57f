//! A packet as it was made: its files on their way to the browser.

use crate::answer::Answer;
use crate::documents::file_shown;
use crate::staff::Staff;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use front_office::referrals::{OpenPacket, PacketId};
use papers::Conduct;

/// `GET /packets/{packet}/pdf`
pub(super) async fn pdf(staff: Staff, Path(packet): Path<PacketId>) -> Answer {
    let found = staff.ask(OpenPacket { packet }).await?;
    Ok(file_shown("application/pdf", Conduct::Still, found.pdf.into_revealed()))
}

/// `GET /packets/{packet}/fhir`: handed out as a file, because browsers show none of it.
pub(super) async fn fhir(staff: Staff, Path(packet): Path<PacketId>) -> Answer {
    let found = staff.ask(OpenPacket { packet }).await?;
    let mut answer = found.fhir.into_revealed().into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/fhir+json"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"referral.fhir.json\""));
    Ok(answer)
}
