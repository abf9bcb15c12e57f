//! Answers: a handler returns a response or a fault; one map turns the kind of a problem into a status, and one place
//! gives it a face, as a page or as a notice in a fragment.

use crate::asked::Asked;
use crate::desk::Desk;
use crate::kit::{Button, Faults, Notice, PageHead, Tone, plain_page};
use crate::self_check_in::OfPatient;
use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::{Kind, Problem};
use maud::html;
use std::sync::Arc;

/// What a handler returns.
pub(crate) type Answer = Result<Response, Fault>;

/// Why there is no answer: a problem of the office, with the status that goes with its kind.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    problem: Arc<Problem>,
    status: StatusCode,
}

/// The one map from kinds of problems to HTTP statuses.
pub(crate) const fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Refused => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        let status = status_of(problem.kind());
        Self { problem: Arc::new(problem), status }
    }
}

impl Fault {
    /// The same problem under a status that says it more exactly to programs: 413, 415, 429.
    pub(crate) fn with_status(problem: Problem, status: StatusCode) -> Self {
        Self { problem: Arc::new(problem), status }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut answer = self.status.into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// The faults of a form, from a problem that names fields; the problem itself where the form cannot mend it.
///
/// # Errors
/// The problem, when it names no field.
pub(crate) fn form_faults(problem: Problem) -> Result<Faults, Fault> {
    if problem.fields().is_empty() {
        return Err(problem.into());
    }
    Ok(problem.fields().iter().map(|(field, say)| (*field, say.as_str())).collect())
}

/// A form came without something that the page itself put into it.
pub(crate) fn incomplete() -> Problem {
    Problem::invalid("incomplete", "This page is incomplete. Load it again.")
}

/// Gives faults a face: a page of their own, or a notice alone for htmx. Unknown addresses get one too.
pub(crate) async fn faces(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let asked = Asked::of(request.headers());
    let of_patient = OfPatient::asked(&desk, &request);
    let answer = next.run(request).await;
    let fault = answer.extensions().get::<Fault>().cloned().or_else(|| plain_fault(&answer));
    let Some(fault) = fault else {
        return answer;
    };
    let notice = Notice::new(tone_of(fault.status), fault.problem.say());
    let mut faced = match (asked, of_patient) {
        (Asked::Page, Some(theirs)) => theirs.face(&desk, fault.status, &fault.problem).await,
        (Asked::Page, None) => (fault.status, page(&fault)).into_response(),
        (Asked::Fragment | Asked::Dialog | Asked::Live, _) => (fault.status, html! { (notice) }).into_response(),
    };
    let code = HeaderValue::from_static(fault.problem.code());
    faced.headers_mut().insert("x-moa-problem", code);
    for (name, value) in answer.headers() {
        if name != "content-type" && name != "content-length" {
            faced.headers_mut().append(name, value.clone());
        }
    }
    if fault.status == StatusCode::SERVICE_UNAVAILABLE {
        faced.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    faced
}

/// What axum itself refused, before any handler, in our words.
fn plain_fault(answer: &Response) -> Option<Fault> {
    let is_ours = answer.headers().contains_key("content-type");
    let problem = match answer.status() {
        StatusCode::NOT_FOUND if !is_ours => Problem::not_found("no_such_page", "There is no such page."),
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::invalid("wrong_method", "This address does not take what was sent to it.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => Problem::invalid("too_large", "What was sent is too large."),
        StatusCode::REQUEST_TIMEOUT => Problem::busy("too_slow", "This took too long. Try once more."),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY
            if !answer.headers().get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) =>
        {
            Problem::invalid("unreadable", "What was sent cannot be read. Load the page again.")
        }
        _ => return None,
    };
    Some(Fault::with_status(problem, answer.status()))
}

const fn tone_of(status: StatusCode) -> Tone {
    match status {
        StatusCode::CONFLICT | StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => Tone::Warn,
        _ => Tone::Bad,
    }
}

fn page(fault: &Fault) -> maud::Markup {
    let title = match fault.status {
        StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::CONFLICT => "Somebody was faster",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => "One moment",
        StatusCode::INTERNAL_SERVER_ERROR => "Something failed",
        _ => "This did not work",
    };
    plain_page(
        title,
        html! {
            (PageHead::new(title))
            (Notice::new(tone_of(fault.status), fault.problem.say()))
            @if fault.status.is_server_error() {
                p { "Nothing was lost: what was saved before is saved. If it happens again, tell your office manager." }
            }
            p.form-buttons { (Button::main("Go to the start page").goes("/")) }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::status_of;
    use kernel::Kind;

    #[test]
    fn every_kind_has_its_own_status() {
        let all = [Kind::Invalid, Kind::Refused, Kind::NotFound, Kind::Conflict, Kind::Busy, Kind::Broken];
        let statuses = all.map(|kind| status_of(kind).as_u16());
        assert_eq!(statuses, [422, 403, 404, 409, 503, 500]);
    }
}
