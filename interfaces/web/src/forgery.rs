//! Forgery: a POST must come from one of our own pages. Checked here once, before any handler, for every route.
//!
//! Two signs are asked for. The browser's own `Origin` must be this host. And where there is a session, the form must
//! carry its secret: in the field `csrf`, or in the header `X-CSRF`.

use crate::answer::Fault;
use crate::cookie;
use crate::desk::Desk;
use crate::self_check_in::kiosk;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};
use kernel::Problem;

/// The largest form of words.
pub(crate) const FORM_BYTES_MAX: usize = 1 << 20;
/// The largest form with files: scans and photos.
pub(crate) const FILES_BYTES_MAX: usize = 26 << 20;

/// Lets only our own forms pass.
pub(crate) async fn check(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    // The switchboard and the text gateway have no session that a forged form could ride on: each shows its token with every call.
    let hooks = [crate::phone::HOOK, crate::reminders::HOOK];
    let by_token = hooks.contains(&request.uri().path()) && !request.headers().contains_key(COOKIE);
    if by_token {
        return next.run(request).await;
    }
    if !same_origin(request.headers()) {
        return forged().into_response();
    }
    // The patient's own pages act for no session, so they need not show the secret of one that happens to be open.
    let own = kiosk::is_of_patients(request.uri().path());
    let token = cookie::presented(request.headers(), desk.transport()).filter(|_| !own);
    let (parts, body) = request.into_parts();
    let kind = content_kind(&parts.headers);
    let limit = match kind {
        ContentKind::Files => FILES_BYTES_MAX,
        ContentKind::Words | ContentKind::Other => FORM_BYTES_MAX,
    };
    let body = match Limited::new(body, limit).collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => {
            let problem = Problem::invalid("too_large", "What was sent is too large.");
            return Fault::with_status(problem, StatusCode::PAYLOAD_TOO_LARGE).into_response();
        }
    };
    if let Some(token) = token {
        let secret = token.form_secret();
        let by_header = parts.headers.get("x-csrf").is_some_and(|header| same(header.as_bytes(), secret.as_bytes()));
        let by_field = || field(&kind, &body).is_some_and(|field| same(field.as_bytes(), secret.as_bytes()));
        if !by_header && !by_field() {
            return forged().into_response();
        }
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}

fn forged() -> Fault {
    let say = "This form is out of date, or did not come from Moa. Load the page again.";
    Problem::refused("forged", say).into()
}

/// Whether the browser says that the page is ours. A program that is not a browser says nothing.
fn same_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else {
        return headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok();
    let of_origin = origin.and_then(|origin| origin.split_once("://").map(|(_, host)| host));
    host.is_some() && of_origin == host
}

enum ContentKind {
    Words,
    Files,
    Other,
}

fn content_kind(headers: &HeaderMap) -> ContentKind {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        ContentKind::Words
    } else if kind.starts_with("multipart/form-data") {
        ContentKind::Files
    } else {
        ContentKind::Other
    }
}

/// The field `csrf` of a form; in a form with files it stands before the files.
fn field(kind: &ContentKind, body: &Bytes) -> Option<String> {
    match kind {
        ContentKind::Words => body
            .split(|byte| *byte == b'&')
            .find_map(|pair| pair.strip_prefix(b"csrf="))
            .and_then(|value| std::str::from_utf8(value).ok())
            .map(str::to_owned),
        ContentKind::Files => {
            let head = String::from_utf8_lossy(&body[..body.len().min(4096)]).into_owned();
            let (_, after) = head.split_once("name=\"csrf\"\r\n\r\n")?;
            after.split("\r\n").next().map(str::to_owned)
        }
        ContentKind::Other => None,
    }
}

/// Compares without telling by its time where the first difference is.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::{ContentKind, field, same, same_origin};
    use axum::body::Bytes;
    use axum::http::{HeaderMap, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().expect("a header name"), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn another_page_is_another_origin() {
        let host = ("host", "moa.example:7070");
        assert!(same_origin(&headers(&[host, ("origin", "https://moa.example:7070")])));
        for other in ["https://evil.example", "null", "https://moa.example", "https://moa.example:7070.evil.example"] {
            assert!(!same_origin(&headers(&[host, ("origin", other)])), "{other}");
        }
        assert!(!same_origin(&headers(&[host, ("sec-fetch-site", "cross-site")])));
        assert!(same_origin(&headers(&[host])), "a program that is no browser");
    }

    #[test]
    fn the_field_is_found_in_words_and_before_files() {
        let words = Bytes::from_static(b"family=Ruiz&csrf=a1b2&request_id=7");
        assert_eq!(field(&ContentKind::Words, &words).as_deref(), Some("a1b2"));
        let files = Bytes::from_static(b"--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\na1b2\r\n--x\r\n");
        assert_eq!(field(&ContentKind::Files, &files).as_deref(), Some("a1b2"));
        assert_eq!(field(&ContentKind::Other, &words), None);
    }

    #[test]
    fn secrets_are_the_same_only_as_a_whole() {
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abd") && !same(b"abc", b"ab") && !same(b"", b"a"));
    }
}
