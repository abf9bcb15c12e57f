//! The files of a document on their way to the browser: pictures and still PDFs are shown, all else is handed out.

use crate::answer::Answer;
use crate::staff::Staff;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use front_office::documents::{DocumentId, PageBytes};
use papers::{Conduct, PaperKind};

/// What a picture or PDF of unknown people may do in our pages: be drawn, by the browser's own viewer, and nothing else.
/// The viewer's own style and plug-in must be allowed, or Chromium shows an empty page.
const FILE_POLICY: &str = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; \
     script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// `GET /documents/{document}/files/{position}`
pub(super) async fn show(staff: Staff, Path((document, position)): Path<(DocumentId, i64)>) -> Answer {
    let file = staff.ask(PageBytes { document, position }).await?;
    Ok(shown(&file.media_type, file.conduct, file.bytes.into_revealed()))
}

/// A kept file as an answer.
pub(crate) fn shown(media_type: &str, conduct: Conduct, bytes: Vec<u8>) -> Response {
    let kind = PaperKind::of_media_type(media_type);
    let (kind, way) = match (kind, conduct) {
        (Some(kind), Conduct::Still) => (kind.media_type(), format!("inline; filename=\"document.{}\"", kind.ending())),
        (Some(kind), Conduct::Active) => {
            ("application/octet-stream", format!("attachment; filename=\"document.{}\"", kind.ending()))
        }
        (None, _) => ("application/octet-stream", "attachment".to_owned()),
    };
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(way) = HeaderValue::from_str(&way) {
        headers.insert(CONTENT_DISPOSITION, way);
    }
    headers.insert("content-security-policy", HeaderValue::from_static(FILE_POLICY));
    headers.insert("x-frame-options", HeaderValue::from_static("SAMEORIGIN"));
    answer
}
