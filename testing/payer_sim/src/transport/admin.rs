//! The training desk's own door, on the loopback address only: let days go by, ask for faults, enrol members.

use crate::faults::Fault;
use crate::hub::Hub;
use crate::mailbox::Topic;
use crate::roster::{Enrolment, enrol};
use crate::scenarios;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::net::TcpListener;

/// How many days shall go by.
#[derive(Debug, Deserialize, Serialize)]
pub struct Days {
    /// At most ten years at once.
    pub days: u32,
}

/// A fault to happen.
#[derive(Debug, Deserialize, Serialize)]
pub struct FaultAsked {
    /// What.
    #[serde(flatten)]
    pub fault: Fault,
    /// To which files; to any when left out.
    pub topic: Option<Topic>,
    /// How often; once when left out.
    pub times: Option<u32>,
}

/// How things stand.
#[derive(Debug, Deserialize, Serialize)]
pub struct Standing {
    /// The simulated day.
    pub today: String,
    /// Files not yet fetched.
    pub files_waiting: usize,
}

/// Serves the door until the task is dropped.
///
/// # Errors
/// When the address can no longer be listened on.
pub async fn serve(hub: Arc<Hub>, listener: TcpListener) -> std::io::Result<()> {
    let router = Router::new()
        .route("/standing", get(standing))
        .route("/days", post(days))
        .route("/faults", post(fault))
        .route("/faults", delete(no_faults))
        .route("/members", post(member))
        .route("/reset", post(reset))
        .route("/scenarios", get(list))
        .with_state(hub);
    axum::serve(listener, router).await
}

async fn standing(State(hub): State<Arc<Hub>>) -> Json<Standing> {
    Json(stands(&hub))
}

fn stands(hub: &Hub) -> Standing {
    let house = hub.house();
    Standing { today: house.today().to_string(), files_waiting: house.mailbox.waiting_count() }
}

async fn days(State(hub): State<Arc<Hub>>, Json(Days { days }): Json<Days>) -> Response {
    let work = move || {
        hub.house().advance(days);
        hub.fill_folders().map(|()| stands(&hub))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(standing)) => Json(standing).into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn fault(State(hub): State<Arc<Hub>>, Json(asked): Json<FaultAsked>) -> StatusCode {
    hub.house().faults.ask(asked.fault, asked.topic, asked.times.unwrap_or(1));
    StatusCode::NO_CONTENT
}

async fn no_faults(State(hub): State<Arc<Hub>>) -> StatusCode {
    hub.house().faults.clear();
    StatusCode::NO_CONTENT
}

async fn member(State(hub): State<Arc<Hub>>, Json(asked): Json<Enrolment>) -> Response {
    match enrol(&mut hub.house().world, &asked) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(why) => (StatusCode::UNPROCESSABLE_ENTITY, why).into_response(),
    }
}

async fn reset(State(hub): State<Arc<Hub>>) -> StatusCode {
    hub.reset();
    StatusCode::NO_CONTENT
}

async fn list() -> Json<Vec<[&'static str; 2]>> {
    Json(scenarios::all().map(|scenario| [scenario.name, scenario.trigger]).collect())
}
