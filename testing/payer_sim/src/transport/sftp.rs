//! The SFTP door: each submitter sees their own `inbound`, `outbound` and `refused` folders and nothing else.

use super::sftp_files::Files;
use crate::hub::Hub;
use russh::keys::{Algorithm, PrivateKey};
use russh::server::{Auth, ChannelOpenHandle, Config, Handler, Msg, Session};
use russh::{Channel, ChannelId, MethodKind, MethodSet};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// Most channels one visitor may open.
const CHANNELS_MAX: usize = 8;

/// A host key for this process only.
///
/// # Errors
/// When no key can be made.
pub fn host_key() -> Result<PrivateKey, String> {
    PrivateKey::random(&mut rand::rng(), Algorithm::Ed25519).map_err(|problem| format!("no host key: {problem}"))
}

/// Serves the door until the task is dropped.
pub async fn serve(hub: Arc<Hub>, listener: TcpListener, key: PrivateKey) {
    let config = Arc::new(Config {
        keys: vec![key],
        methods: MethodSet::from(&[MethodKind::Password][..]),
        auth_rejection_time: Duration::from_millis(500),
        auth_rejection_time_initial: Some(Duration::ZERO),
        max_auth_attempts: 3,
        nodelay: true,
        ..Config::default()
    });
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        if hub.house().faults.down() {
            continue;
        }
        let visitor = Visitor { hub: Arc::clone(&hub), name: None, channels: HashMap::new() };
        let config = Arc::clone(&config);
        tokio::spawn(async move {
            // A visitor who breaks off is no news.
            if let Ok(session) = russh::server::run_stream(config, stream, visitor).await {
                let _ = session.await;
            }
        });
    }
}

struct Visitor {
    hub: Arc<Hub>,
    name: Option<String>,
    channels: HashMap<ChannelId, Channel<Msg>>,
}

impl Handler for Visitor {
    type Error = russh::Error;

    async fn auth_password(&mut self, name: &str, password: &str) -> Result<Auth, Self::Error> {
        if !self.hub.admits(name, password) || self.hub.folder(name).is_none() {
            return Ok(Auth::reject());
        }
        self.name = Some(name.to_owned());
        Ok(Auth::Accept)
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Self::Error> {
        if self.channels.len() < CHANNELS_MAX {
            self.channels.insert(channel.id(), channel);
            reply.accept().await;
        }
        Ok(())
    }

    async fn channel_eof(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), Self::Error> {
        session.close(channel)
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        let folder = self.name.as_deref().and_then(|name| self.hub.folder(name));
        let opened = self.channels.remove(&channel);
        let (Some(folder), Some(opened), "sftp") = (folder, opened, name) else {
            return session.channel_failure(channel);
        };
        session.channel_success(channel)?;
        russh_sftp::server::run(opened.into_stream(), Files::new(folder)).await;
        Ok(())
    }
}
