//! Drafts: forms keep themselves on the server as they are typed (`drafts.js`), and come back as they were left.

use crate::answer::Answer;
use crate::desk::Desk;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use kernel::Phi;
use registry::drafts::{Draft, DraftOf, DraftStanding, DropDraft, KeepDraft};
use serde::Deserialize;
use serde_json::json;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/drafts", post(keep)).route("/drafts/find", post(find)).route("/drafts/drop", post(drop_it))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    form: String,
    page: String,
    title: String,
    fields: String,
    cursor_field: String,
    cursor_at: i64,
    parked: String,
}

/// `POST /drafts`: keeps a form as it stands now.
async fn keep(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let standing = if typed.parked == "yes" { DraftStanding::Parked } else { DraftStanding::Typed };
    let draft = Draft {
        form: typed.form,
        page: typed.page,
        title: typed.title,
        fields: Phi::new(typed.fields),
        cursor_field: typed.cursor_field,
        cursor_at: typed.cursor_at,
    };
    staff.perform(request, KeepDraft { draft, standing }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /drafts/find`: what stands half done in a form, as JSON; 204 when nothing does. A POST, so that no log says of what.
async fn find(staff: Staff, Sealed { form: typed, .. }: Sealed<Typed>) -> Answer {
    let Some(draft) = staff.ask(DraftOf { form: typed.form }).await?.0 else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let body = json!({
        "fields": draft.fields.reveal(),
        "cursor_field": draft.cursor_field,
        "cursor_at": draft.cursor_at,
    });
    Ok(([(CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}

/// `POST /drafts/drop`
async fn drop_it(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    staff.perform(request, DropDraft { form: typed.form }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
