//! A text gateway for tests and training: takes messages by the protocol of docs/reminders.md, sends none, and fails on demand.
//!
//! ```text
//! POST /messages   takes a message (Bearer token); the same id again gets the first receipt
//! GET  /messages   what was taken, as JSON
//! POST /faults     {"fault": "server_error" | "garbage" | "silence" | "refuse" | "too_many"}: what becomes of the next message
//! ```

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What becomes of a message instead of being taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// 500.
    ServerError,
    /// 200 with something that is no receipt. The message is taken all the same.
    Garbage,
    /// The message is taken, and no answer ever comes.
    Silence,
    /// 422: never.
    Refuse,
    /// 429.
    TooMany,
}

/// A message that was taken.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Message {
    /// The sender's own id of it.
    pub id: String,
    /// To whom, as +15185550100.
    pub to: String,
    /// What it says.
    pub text: String,
    /// How often it was handed over under this id.
    #[serde(default)]
    pub handed: u32,
}

#[derive(Default)]
struct Inside {
    token: String,
    taken: Mutex<Vec<Message>>,
    faults: Mutex<VecDeque<Fault>>,
}

impl Inside {
    fn take(&self, mut message: Message) -> String {
        let mut taken = self.taken.lock().expect("nothing panics while it holds this");
        if let Some(known) = taken.iter_mut().find(|known| known.id == message.id) {
            known.handed += 1;
        } else {
            message.handed = 1;
            taken.push(message.clone());
        }
        format!("gw-{}", message.id)
    }
}

/// A running gateway.
#[derive(Debug)]
pub struct TextGateway {
    /// Where it listens.
    pub address: SocketAddr,
    inside: Arc<Inside>,
    server: JoinHandle<()>,
}

impl std::fmt::Debug for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inside")
    }
}

#[derive(Deserialize)]
struct Asked {
    fault: Fault,
}

impl TextGateway {
    /// Starts a gateway with this token.
    ///
    /// # Errors
    /// When the address is taken.
    pub async fn start(listen: SocketAddr, token: &str) -> std::io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let inside = Arc::new(Inside { token: token.to_owned(), ..Inside::default() });
        let routes = Router::new()
            .route("/messages", post(take).get(list))
            .route("/faults", post(fault))
            .with_state(inside.clone());
        let server = tokio::spawn(async move {
            // Ends with the task.
            let _ = axum::serve(listener, routes).await;
        });
        Ok(Self { address, inside, server })
    }

    /// Its address for messages.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/messages", self.address)
    }

    /// Every message that it took, the first one first.
    ///
    /// # Panics
    /// Never: nothing panics while it holds the list.
    #[must_use]
    pub fn taken(&self) -> Vec<Message> {
        self.inside.taken.lock().expect("nothing panics while it holds this").clone()
    }

    /// What becomes of the next message that comes.
    ///
    /// # Panics
    /// Never: nothing panics while it holds the list.
    pub fn fail_next(&self, fault: Fault) {
        self.inside.faults.lock().expect("nothing panics while it holds this").push_back(fault);
    }

    /// Goes down: nobody answers at its address any more.
    pub async fn go_down(self) {
        self.server.abort();
        // It ended because it was told to.
        let _ = self.server.await;
    }
}

async fn take(State(inside): State<Arc<Inside>>, headers: HeaderMap, body: String) -> Response {
    let shown = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if shown != format!("Bearer {}", inside.token) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(message) = serde_json::from_str::<Message>(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    if key != Some(message.id.as_str()) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let fault = inside.faults.lock().expect("nothing panics while it holds this").pop_front();
    match fault {
        None => Json(serde_json::json!({ "id": inside.take(message) })).into_response(),
        Some(Fault::ServerError) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Fault::TooMany) => StatusCode::TOO_MANY_REQUESTS.into_response(),
        Some(Fault::Refuse) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Some(Fault::Garbage) => {
            inside.take(message);
            "<html>\u{fffd} maintenance </html>".into_response()
        }
        Some(Fault::Silence) => {
            inside.take(message);
            std::future::pending().await
        }
    }
}

async fn list(State(inside): State<Arc<Inside>>) -> Json<Vec<Message>> {
    Json(inside.taken.lock().expect("nothing panics while it holds this").clone())
}

async fn fault(State(inside): State<Arc<Inside>>, Json(asked): Json<Asked>) -> StatusCode {
    inside.faults.lock().expect("nothing panics while it holds this").push_back(asked.fault);
    StatusCode::NO_CONTENT
}
