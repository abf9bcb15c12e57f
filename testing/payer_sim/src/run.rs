//! Running the program: doors opened, addresses told, until it is stopped.

use crate::hub::{Hub, Setting};
use crate::printed::{print_members, print_sample, print_scenarios};
use crate::roster::{Roster, enrol};
use crate::transport::{admin, folder, https, make_certificate, sftp};
use clap::{Args, Parser, Subcommand};
use kernel::Day;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// A clearinghouse and several payers that answer.
#[derive(Debug, Parser)]
#[command(name = "moa-payer", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub deed: Deed,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Deed {
    /// Opens the doors and serves until stopped.
    Serve(Serve),
    /// Lists every named scenario and what brings it about.
    Scenarios,
    /// Prints the 837P of a scenario's first claim.
    Sample {
        /// The scenario's name.
        name: String,
        /// The first simulated day.
        #[arg(long)]
        today: Option<Day>,
    },
    /// Prints the named members of the world: payer, number, plan, name, birth, sex.
    Members {
        /// The first simulated day.
        #[arg(long)]
        today: Option<Day>,
    },
}

/// How to serve.
#[derive(Args, Debug)]
pub struct Serve {
    /// The world's seed: the same seed and the same questions give the same answers.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The first simulated day; the machine's date in UTC when left out.
    #[arg(long)]
    pub today: Option<Day>,
    /// Address of the HTTPS door.
    #[arg(long, default_value = "127.0.0.1:8443")]
    pub https: SocketAddr,
    /// Address of the SFTP door; needs --folders.
    #[arg(long)]
    pub sftp: Option<SocketAddr>,
    /// Address of the training desk's door, without encryption: keep it on the loopback address.
    #[arg(long, default_value = "127.0.0.1:8444")]
    pub admin: SocketAddr,
    /// Where submitters' folders are, to be watched and served by SFTP.
    #[arg(long)]
    pub folders: Option<PathBuf>,
    /// Who may come in, as name:password; may be repeated.
    #[arg(long, default_value = "moa:training")]
    pub submitter: Vec<String>,
    /// Where the authority's certificate is written for clients to trust.
    #[arg(long)]
    pub authority: Option<PathBuf>,
    /// A TOML file of members to enrol.
    #[arg(long)]
    pub members: Option<PathBuf>,
    /// One simulated day goes by in so many seconds; none by itself when left out.
    #[arg(long)]
    pub seconds_per_day: Option<u64>,
}

/// Doors that are open, and where.
#[derive(Debug)]
pub struct Doors {
    /// The HTTPS door's address.
    pub https: SocketAddr,
    /// The SFTP door's address.
    pub sftp: Option<SocketAddr>,
    /// The training desk's door.
    pub admin: SocketAddr,
    /// The authority's certificate in PEM.
    pub authority_pem: String,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Doors {
    /// Waits until a door closes by itself, which none does while the machine is well.
    pub async fn stay_open(self) {
        for task in self.tasks {
            let _ = task.await;
        }
    }

    /// Closes all doors.
    pub fn close(self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Opens all doors onto a hub. Must be called inside a tokio runtime.
///
/// # Errors
/// When an address cannot be listened on, or keys cannot be made.
pub async fn open(hub: Arc<Hub>, asked: &Serve) -> Result<Doors, String> {
    let say = |problem: std::io::Error| format!("the doors cannot be opened: {problem}");
    let certificate = make_certificate(&["localhost".to_owned(), asked.https.ip().to_string()])?;
    let secure = TcpListener::bind(asked.https).await.map_err(say)?;
    let desk = TcpListener::bind(asked.admin).await.map_err(say)?;
    let (https, admin) = (secure.local_addr().map_err(say)?, desk.local_addr().map_err(say)?);
    let mut tasks = vec![tokio::spawn(https::serve(Arc::clone(&hub), secure, certificate.server))];
    let training = Arc::clone(&hub);
    tasks.push(tokio::spawn(async move {
        let _ = admin::serve(training, desk).await;
    }));
    let mut sftp = None;
    if asked.folders.is_some() {
        tasks.push(tokio::spawn(folder::watch(Arc::clone(&hub))));
        if let Some(address) = asked.sftp {
            let listener = TcpListener::bind(address).await.map_err(say)?;
            sftp = Some(listener.local_addr().map_err(say)?);
            tasks.push(tokio::spawn(sftp::serve(Arc::clone(&hub), listener, sftp::host_key()?)));
        }
    }
    if let Some(seconds) = asked.seconds_per_day {
        tasks.push(tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_secs(seconds.max(1))).await;
                hub.house().advance(1);
                let _ = hub.fill_folders();
            }
        }));
    }
    Ok(Doors { https, sftp, admin, authority_pem: certificate.authority_pem, tasks })
}

/// A hub as the arguments ask for it.
///
/// # Errors
/// When a submitter, a folder or the members' file is not usable.
pub fn hub(asked: &Serve, today: Day) -> Result<Arc<Hub>, String> {
    let mut submitters = std::collections::BTreeMap::new();
    for text in &asked.submitter {
        let (name, password) = text.split_once(':').ok_or("a submitter is written name:password")?;
        submitters.insert(name.to_owned(), password.to_owned());
    }
    let setting = Setting {
        seed: asked.seed,
        first_day: asked.today.unwrap_or(today),
        submitters,
        folders: asked.folders.clone(),
    };
    let hub = Hub::open(setting).map_err(|problem| format!("the folders cannot be made: {problem}"))?;
    if let Some(path) = &asked.members {
        let text = std::fs::read_to_string(path).map_err(|problem| format!("the members cannot be read: {problem}"))?;
        let roster: Roster = toml::from_str(&text).map_err(|problem| format!("the members' file: {problem}"))?;
        for member in &roster.member {
            enrol(&mut hub.house().world, member)?;
        }
    }
    Ok(Arc::new(hub))
}

/// Does what the arguments ask for; `tell` is given what there is to say.
///
/// # Errors
/// When it cannot be done, with the reason in a sentence.
pub fn perform(deed: &Deed, today: Day, mut tell: impl FnMut(&str)) -> Result<(), String> {
    match deed {
        Deed::Serve(asked) => {
            let runtime = tokio::runtime::Runtime::new().map_err(|problem| format!("cannot start: {problem}"))?;
            return runtime.block_on(serve(asked, today, tell));
        }
        Deed::Scenarios => tell(print_scenarios().trim_end()),
        Deed::Sample { name, today: asked } => tell(print_sample(name, asked.unwrap_or(today))?.trim_end()),
        Deed::Members { today: asked } => tell(print_members(asked.unwrap_or(today)).trim_end()),
    }
    Ok(())
}

/// Serves until stopped; `tell` is given one line for each door.
///
/// # Errors
/// When the doors cannot be opened.
pub async fn serve(asked: &Serve, today: Day, mut tell: impl FnMut(&str)) -> Result<(), String> {
    let hub = hub(asked, today)?;
    let doors = open(Arc::clone(&hub), asked).await?;
    if let Some(path) = &asked.authority {
        std::fs::write(path, &doors.authority_pem).map_err(|problem| format!("the certificate: {problem}"))?;
    }
    tell(&format!("CORE over HTTPS at https://{}/core", doors.https));
    if let Some(address) = doors.sftp {
        tell(&format!("SFTP at {address}"));
    }
    tell(&format!("training desk at http://{}", doors.admin));
    tell(&format!("simulated day {}", hub.house().today()));
    tokio::select! {
        () = doors.stay_open() => Ok(()),
        stopped = tokio::signal::ctrl_c() => stopped.map_err(|problem| format!("cannot wait to be stopped: {problem}")),
    }
}
