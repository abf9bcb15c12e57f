//! What stands around every answer: a place in the queue, a trace without names, and headers that close what is not used.

use crate::answer::Fault;
use crate::desk::{Desk, Transport};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::{Moment, Problem};
use tracing::Instrument;

/// Traces a request: its id, method, route as written in the program, status and duration. Never its path as sent, its
/// query, its form or its cookies: a patient could be in them.
pub(crate) async fn trace(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let begun = desk.office().now();
    let id = desk.request_id().to_string();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str);
    let span = tracing::info_span!("request", request.id = %id, method = %request.method(), route);
    let mut answer = next.run(request).instrument(span.clone()).await;
    span.in_scope(|| {
        let (status, duration_ms) = (answer.status().as_u16(), millis(begun, desk.office().now()));
        if answer.status().is_server_error() {
            tracing::warn!(status, duration_ms, "answered");
        } else {
            tracing::info!(status, duration_ms, "answered");
        }
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert("x-request-id", id);
    }
    answer
}

fn millis(from: Moment, to: Moment) -> i64 {
    (to.micros() - from.micros()).max(0) / 1_000
}

/// Gives each request a place, and tells those who find none to come back.
pub(crate) async fn queue(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let Ok(_place) = desk.places().try_acquire_owned() else {
        let problem = Problem::busy("too_many_at_once", "Moa has too much to do at this moment. Try once more.");
        return Fault::from(problem).into_response();
    };
    next.run(request).await
}

/// Closes what our pages do not use, and keeps pages about patients out of every cache.
pub(crate) async fn close_up(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let is_page = answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = answer.headers_mut();
    put(headers, "x-content-type-options", "nosniff");
    // Not `no-referrer`: with it a browser posts our own forms with `Origin: null`, which looks forged (Fetch standard, 3.2).
    put(headers, "referrer-policy", "same-origin");
    put(headers, "cross-origin-opener-policy", "same-origin");
    put(headers, "cross-origin-resource-policy", "same-origin");
    // The files of documents bring stricter rules of their own, and are shown in a frame of our own pages.
    if !headers.contains_key("content-security-policy") {
        put(headers, "x-frame-options", "DENY");
        put(headers, "content-security-policy", web_assets::CONTENT_SECURITY_POLICY);
    }
    put(headers, "permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()");
    if desk.transport() == Transport::Https {
        put(headers, "strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    if !headers.contains_key(CACHE_CONTROL) {
        put(headers, "cache-control", "no-store");
    }
    if is_page {
        headers.append(VARY, HeaderValue::from_static("HX-Request, Cookie"));
    }
    answer
}

fn put(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
