//! Serving: the office opened, its pages answered, and everything closed in order at the end.

use crate::learning;
use crate::place::Place;
use crate::referral_folder::ReferralFolder;
use crate::reminding;
use crate::say;
use crate::watched_folder::WatchedFolder;
use axum::serve::ListenerExt;
use clap::Args;
use communications::reminders::{Reach, SetWays};
use exchange::{Outbox, PacketPost, Posting};
use kernel::Problem;
use office::Office;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::{Desk, Transport};

/// How the pages are served.
#[derive(Args, Clone, Debug)]
pub struct Manner {
    /// Where to listen.
    #[arg(long, env = "MOA_LISTEN", default_value = "127.0.0.1:7070", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Browsers reach this server by https, through a proxy in front of it.
    #[arg(long, env = "MOA_HTTPS")]
    pub https: bool,
    /// A folder whose PDF, JPEG and PNG files are taken in as documents: of a scanner or a fax program.
    #[arg(long, env = "MOA_WATCH_FOLDER", value_name = "FOLDER")]
    pub watch_folder: Option<PathBuf>,
    /// A file that says by which mail server and text gateway reminders go out (docs/reminders.md).
    #[arg(long, env = "MOA_MESSAGES", value_name = "FILE")]
    pub messages: Option<PathBuf>,
    /// A folder through which referrals go out as files (`out/`), and receipts (`receipts/`) and FHIR referrals (`in/`) come.
    #[arg(long, env = "MOA_REFERRAL_FOLDER", value_name = "FOLDER")]
    pub referral_folder: Option<PathBuf>,
}

/// How long open requests may take to end when the server closes.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// A running server.
pub struct Serving {
    /// Where it listens.
    pub address: SocketAddr,
    desk: Desk,
    stop: oneshot::Sender<()>,
    learning: JoinHandle<()>,
    planning: JoinHandle<()>,
    ended: JoinHandle<std::io::Result<()>>,
}

impl Serving {
    /// Starts serving an office's pages.
    ///
    /// # Errors
    /// Broken, when the address is taken.
    pub async fn start(
        office: Office,
        listen: SocketAddr,
        transport: Transport,
        public_address: Option<String>,
    ) -> Result<Self, Problem> {
        let cannot = |why: std::io::Error| {
            let say =
                format!("Moa cannot listen at {listen}. Is it running already? Choose another address with --listen.");
            Problem::broken("address_taken", say).because(why)
        };
        let listener = TcpListener::bind(listen).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let desk = Desk::reached_at(office, transport, public_address);
        let pages = web::router(desk.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let (stop, stopped) = oneshot::channel();
        let listener = listener.tap_io(|line| {
            // Without it the small answers of a live board wait for the next packet; a failure only costs time.
            let _ = line.set_nodelay(true);
        });
        let server = axum::serve(listener, pages).with_graceful_shutdown(async {
            // A dropped sender means the same.
            let _ = stopped.await;
        });
        let ended = tokio::spawn(async move { server.await });
        let learning = tokio::spawn(learning::daily(desk.office().clone()));
        let planning = tokio::spawn(reminding::plan(desk.office().clone()));
        Ok(Self { address, desk, stop, learning, planning, ended })
    }

    /// Answers what was asked, ends the live streams, closes the office.
    ///
    /// # Errors
    /// Broken, when the server had failed.
    pub async fn stop(self) -> Result<(), Problem> {
        // The server may have ended by itself.
        let _ = self.stop.send(());
        self.learning.abort();
        self.planning.abort();
        self.desk.close();
        let ended = tokio::time::timeout(LAST_ANSWERS, self.ended).await;
        let office = self.desk.office().clone();
        let closed = tokio::task::spawn_blocking(move || office.close()).await;
        let failed = |why: Box<dyn std::error::Error + Send + Sync>| {
            Problem::broken("server_failed", "The server failed.").because(why)
        };
        match ended {
            Ok(Ok(Err(why))) => Err(failed(why.into())),
            Ok(Err(why)) => Err(failed(why.into())),
            Ok(Ok(Ok(()))) => closed.map_err(|why| failed(why.into())),
            Err(_) => {
                tracing::warn!("some requests had not ended when the server closed");
                closed.map_err(|why| failed(why.into()))
            }
        }
    }
}

/// Opens the office and serves its pages until it is told to stop (Ctrl-C, SIGTERM).
///
/// # Errors
/// In a sentence that says what to do.
pub async fn serve(place: &Place, manner: &Manner) -> Result<(), Problem> {
    let opened = {
        let place = place.clone();
        tokio::task::spawn_blocking(move || place.open())
            .await
            .map_err(|why| Problem::broken("open_failed", "The office could not be opened.").because(why))??
    };
    if let Some(file) = &opened.fresh_key {
        say(format!(
            "A fresh office key is in {}. Keep a copy in another place: without it the record cannot be read.",
            file.display()
        ));
    }
    if !opened.migrated.fresh && !opened.migrated.applied.is_empty() {
        say(format!("The record was brought up to date ({} steps).", opened.migrated.applied.len()));
    }
    let transport = if manner.https { Transport::Https } else { Transport::Http };
    let watching = match &manner.watch_folder {
        Some(folder) => Some(tokio::spawn(WatchedFolder::of(opened.office.clone(), folder)?.watch())),
        None => None,
    };
    let posting = manner.messages.as_deref().map(Posting::read).transpose()?;
    let ways = posting.as_ref().map_or(Reach { text: false, mail: false }, Posting::ways);
    opened.office.perform(&opened.office.machine("reminders"), SetWays { ways }).await?;
    let public_address = posting.as_ref().map(|posting| posting.public_address.clone());
    let packets = posting.as_ref().and_then(|posting| PacketPost::of(opened.office.clone(), posting));
    let packets = packets.map(|post| tokio::spawn(post.run()));
    let sending = posting.map(|posting| tokio::spawn(Outbox::of(opened.office.clone(), posting).run()));
    let referring = match &manner.referral_folder {
        Some(folder) => Some(tokio::spawn(ReferralFolder::of(opened.office.clone(), folder)?.watch())),
        None => None,
    };
    let serving = Serving::start(opened.office, manner.listen, transport, public_address).await?;
    if !serving.address.ip().is_loopback() && transport == Transport::Http {
        tracing::warn!(
            "pages go out unencrypted to other machines: put a proxy with TLS in front and start with --https"
        );
    }
    say(format!(
        "Moa is open at http://{}. The record is {}. Ctrl-C closes it.",
        serving.address,
        place.record_in_words()
    ));
    tracing::info!(address = %serving.address, "open");
    told_to_stop().await;
    say("Closing.");
    for task in [watching, referring, packets, sending].into_iter().flatten() {
        task.abort();
    }
    serving.stop().await
}

/// Waits for Ctrl-C or SIGTERM.
pub(crate) async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("the system lets a program hear SIGTERM");
    tokio::select! {
        _interrupted = interrupt => {}
        _terminated = terminate.recv() => {}
    }
}
