//! The HTTPS door: one address for both CORE envelopes, real time and batch.

use super::core::{Reply, carry_out};
use super::envelope::Operation;
use super::{mime, soap, wsdl};
use crate::hub::{FILE_BYTES_MAX, Hub};
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// Longest a visitor may take to agree on encryption.
const HANDSHAKE_SECONDS_MAX: u64 = 10;
/// Most bytes an envelope may add to its payload; base64 adds a third.
const BODY_BYTES_MAX: usize = FILE_BYTES_MAX / 3 * 4 + 64 * 1024;

/// Serves the door until the task is dropped.
pub async fn serve(hub: Arc<Hub>, listener: TcpListener, config: Arc<rustls::ServerConfig>) {
    let acceptor = TlsAcceptor::from(config);
    let router = Router::new()
        .route("/core", post(take))
        .route("/core.wsdl", get(|| async { ([(CONTENT_TYPE, "text/xml")], wsdl::text()) }))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(Arc::clone(&hub));
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        if hub.house().faults.down() {
            continue;
        }
        tokio::spawn(converse(stream, acceptor.clone(), router.clone()));
    }
}

async fn converse(stream: TcpStream, acceptor: TlsAcceptor, router: Router) {
    // Small answers leave at once; waiting to fill a packet costs 40 ms of every real-time answer.
    let _ = stream.set_nodelay(true);
    let handshake = tokio::time::timeout(Duration::from_secs(HANDSHAKE_SECONDS_MAX), acceptor.accept(stream));
    let Ok(Ok(encrypted)) = handshake.await else { return };
    let service = TowerToHyperService::new(router);
    let builder = auto::Builder::new(TokioExecutor::new());
    // A visitor who breaks off is no news.
    let _ = builder.serve_connection(TokioIo::new(encrypted), service).await;
}

async fn take(State(hub): State<Arc<Hub>>, headers: HeaderMap, body: Bytes) -> Response {
    let trusted = match basic(&hub, &headers) {
        Ok(trusted) => trusted,
        Err(()) => return (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Basic realm=\"core\"")]).into_response(),
    };
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        let read = mime::parameter(kind, "boundary").and_then(|boundary| mime::read(&body, &boundary));
        let Some(asked) = read else { return StatusCode::BAD_REQUEST.into_response() };
        let Some(operation) = Operation::of(&asked.payload_type, &asked.processing_mode) else {
            return in_form(carry_out_nothing(&hub, asked, trusted).await).await;
        };
        return in_form(carry_out(&hub, operation, asked, trusted).await).await;
    }
    let Some(message) = soap::read(kind, &body) else { return StatusCode::BAD_REQUEST.into_response() };
    let reply = carry_out(&hub, message.operation, message.envelope, trusted).await;
    let (kind, body) = soap::write(message.operation, &reply.envelope, message.attached);
    send(reply, kind, body).await
}

/// An envelope whose payload type asks for nothing known is checked like any other, and then refused.
async fn carry_out_nothing(hub: &Arc<Hub>, asked: super::Envelope, trusted: Option<String>) -> Reply {
    let illegal = if asked.payload_type.is_empty() { "PayloadTypeRequired" } else { "PayloadTypeIllegal" };
    let mut reply = carry_out(hub, Operation::AcknowledgementSubmission, asked, trusted).await;
    if reply.envelope.error_code == "Success" {
        "CoreEnvelopeError".clone_into(&mut reply.envelope.payload_type);
        illegal.clone_into(&mut reply.envelope.error_code);
    }
    reply
}

async fn in_form(reply: Reply) -> Response {
    let boundary = "MoaPayerPart";
    let body = mime::write(&reply.envelope, boundary);
    send(reply, format!("multipart/form-data; boundary={boundary}"), body).await
}

async fn send(reply: Reply, kind: String, body: Vec<u8>) -> Response {
    if let Some(delay) = reply.delay {
        tokio::time::sleep(delay).await;
    }
    if reply.cut_off {
        let (length, kept) = (body.len().to_string(), body.len() * 3 / 5);
        let half = Body::new(Half { part: Some(Bytes::from(body).slice(..kept)) });
        return ([(CONTENT_TYPE, kind), (CONTENT_LENGTH, length)], half).into_response();
    }
    ([(CONTENT_TYPE, kind)], body).into_response()
}

/// The submitter who showed a password by HTTP Basic; nobody when no password was shown.
fn basic(hub: &Hub, headers: &HeaderMap) -> Result<Option<String>, ()> {
    let Some(shown) = headers.get(AUTHORIZATION) else { return Ok(None) };
    let packed = shown.to_str().ok().and_then(|text| text.strip_prefix("Basic ")).ok_or(())?;
    let plain = STANDARD.decode(packed.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(())?;
    let (name, password) = plain.split_once(':').ok_or(())?;
    if hub.admits(name, password) { Ok(Some(name.to_owned())) } else { Err(()) }
}

/// The beginning of an answer, and then a broken connection.
struct Half {
    part: Option<Bytes>,
}

impl HttpBody for Half {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(Some(match self.part.take() {
            Some(part) => Ok(http_body::Frame::data(part)),
            None => Err(std::io::ErrorKind::ConnectionAborted.into()),
        }))
    }
}
