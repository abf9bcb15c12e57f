//! The files that pages load: carried in the binary, packed beforehand, cached for ever under their content's hash.

use crate::answer::Fault;
use crate::desk::Desk;
use axum::Router;
use axum::extract::OriginalUri;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kernel::Problem;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/assets/{file}", get(asset))
}

async fn asset(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let Some(asset) = web_assets::at(uri.path()) else {
        return Fault::from(Problem::not_found("no_such_file", "There is no such file.")).into_response();
    };
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let (encoding, bytes) = asset.for_accepted(accepted);
    let mut answer = bytes.into_response();
    let out = answer.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type()));
    out.insert(CACHE_CONTROL, HeaderValue::from_static(web_assets::CACHE_CONTROL));
    out.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    // The path changes with the bytes, so it names the version.
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", asset.path)) {
        out.insert(ETAG, tag);
    }
    answer
}
