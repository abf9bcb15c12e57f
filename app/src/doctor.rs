//! The doctor: looks whether this machine is fit for the office, and says what to do where it is not.

use crate::place::{KeySource, Place};
use crate::say;
use clap::Args;
use kernel::{Moment, Problem};
use office::{Clock, Database, SystemClock};
use serde_json::json;
use std::fs::{self, File};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How the doctor looks and speaks.
#[derive(Args, Clone, Debug)]
pub struct Manner {
    /// Where the server would listen.
    #[arg(long, env = "MOA_LISTEN", default_value = "127.0.0.1:7070", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Well,
    Look,
    Wrong,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Look => "look",
            Self::Wrong => "WRONG",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug)]
struct Finding {
    about: &'static str,
    state: State,
    says: String,
}

fn finding(about: &'static str, state: State, says: impl Into<String>) -> Finding {
    Finding { about, state, says: says.into() }
}

/// Free space under which the office should not go on, in bytes.
const FREE_BYTES_MIN: u64 = 1 << 30;
/// Free space that leaves room for a backup beside the record, in bytes.
const FREE_BYTES_EASY: u64 = 10 << 30;
/// A durable write slower than this makes the desks wait, in milliseconds.
const SYNC_MS_SLOW: f64 = 20.0;
/// How far the clock may be behind the newest file.
const CLOCK_SLACK: Duration = Duration::from_secs(5);
/// Durable writes that are timed.
const SYNC_TRIES: usize = 15;

/// Looks at everything and says what it found. Exit status 1 when something is wrong.
#[must_use]
pub fn doctor(place: &Place, manner: &Manner) -> ExitCode {
    let mut all = vec![folder(place)];
    all.push(key(place));
    all.extend(record(place));
    all.push(space(&place.data));
    all.push(clock(&place.data));
    all.push(sync_speed(&place.data));
    all.push(port(manner.listen));
    if manner.json {
        let lines: Vec<_> =
            all.iter().map(|one| json!({ "about": one.about, "state": one.state.word(), "says": one.says })).collect();
        say(json!(lines).to_string());
    } else {
        for one in &all {
            say(format!("  {:5}  {}: {}", one.state.word(), one.about, one.says));
        }
    }
    if all.iter().any(|one| one.state == State::Wrong) {
        return ExitCode::from(1);
    }
    if !manner.json {
        say("This machine is fit for the office.");
    }
    ExitCode::SUCCESS
}

fn folder(place: &Place) -> Finding {
    let (about, shown) = ("folder", place.data.display());
    if !place.data.exists() {
        return finding(about, State::Look, format!("{shown} is not there yet; `moa serve` makes it."));
    }
    match write_probe(&place.data).map(|probe| fs::remove_file(probe.path)) {
        Ok(_) => finding(about, State::Well, format!("{shown} can be written.")),
        Err(why) => finding(
            about,
            State::Wrong,
            format!("{shown} cannot be written ({why}). Give it to the user that runs Moa."),
        ),
    }
}

struct Probe {
    file: File,
    path: PathBuf,
}

fn write_probe(folder: &Path) -> std::io::Result<Probe> {
    let path = folder.join(format!(".moa-doctor-{}", std::process::id()));
    let mut file = File::create(&path)?;
    file.write_all(&[0; 4096])?;
    Ok(Probe { file, path })
}

fn key(place: &Place) -> Finding {
    let about = "office key";
    let source = place.key_source();
    if let KeySource::File(file) = &source
        && !file.exists()
    {
        let there = matches!(place.database(), Database::Sqlite(_)) && place.has_record();
        return if there {
            finding(
                about,
                State::Wrong,
                format!("There is a record but no key at {}. Put the key back.", file.display()),
            )
        } else {
            finding(about, State::Look, format!("{} is not there yet; `moa serve` makes it.", file.display()))
        };
    }
    if let Err(why) = place.keys() {
        return finding(about, State::Wrong, why.say());
    }
    match source {
        KeySource::Environment => finding(about, State::Well, "MOA_KEY holds a key."),
        KeySource::File(file) => key_file(about, &file),
    }
}

fn key_file(about: &'static str, file: &Path) -> Finding {
    let mode = fs::metadata(file).map_or(0, |data| data.mode() & 0o777);
    if mode & 0o077 != 0 {
        let says = format!("Other users of this machine can read {0}. Run: chmod 600 {0}", file.display());
        return finding(about, State::Wrong, says);
    }
    finding(about, State::Well, format!("{} holds a key that nobody else can read.", file.display()))
}

fn record(place: &Place) -> Vec<Finding> {
    if !place.has_record() {
        let says = format!("{} is not there yet; `moa serve` makes it.", place.record_in_words());
        return vec![finding("record", State::Look, says)];
    }
    if let KeySource::File(file) = place.key_source()
        && !file.exists()
    {
        return vec![finding("record", State::Look, "It can be looked at once there is a key.")];
    }
    let looked: Result<_, Problem> = place.opening().and_then(|opening| opening.inspect());
    match looked {
        Err(why) => vec![finding("record", State::Wrong, why.say())],
        Ok(found) => {
            let says = format!("{} answers ({}).", place.record_in_words(), found.engine);
            let steps = match found.pending.len() {
                0 => finding("schema", State::Well, "It is up to date."),
                _ if found.fresh => finding("schema", State::Look, "It is empty; `moa serve` makes it."),
                many => finding(
                    "schema",
                    State::Look,
                    format!(
                        "{many} steps are to be taken; `moa serve` takes them after a backup, or run `moa migrate`."
                    ),
                ),
            };
            vec![finding("record", State::Well, says), steps]
        }
    }
}

/// The nearest folder above that exists.
fn existing(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.ancestors().find(|path| path.exists()).map_or_else(|| "/".into(), Path::to_owned)
}

fn space(folder: &Path) -> Finding {
    let about = "disk space";
    let Ok(disk) = rustix::fs::statvfs(existing(folder)) else {
        return finding(about, State::Look, "The system does not tell.");
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let says = format!("{} GB are free.", free / 1_000_000_000);
    if free < FREE_BYTES_MIN {
        finding(about, State::Wrong, format!("{says} Make room before the record cannot grow any more."))
    } else if free < FREE_BYTES_EASY {
        finding(about, State::Look, format!("{says} Make room for the record and its backups."))
    } else {
        finding(about, State::Well, says)
    }
}

/// The clock must not be behind what was written last: sessions, schedules and the journal rely on it.
fn clock(folder: &Path) -> Finding {
    let about = "clock";
    let now = SystemClock.now();
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let written = files.filter_map(|entry| {
        let modified = entry.metadata().ok()?.modified().ok()?;
        Some(Moment::from(jiff::Timestamp::try_from(modified).ok()?))
    });
    if written.max().is_some_and(|newest| newest > now + CLOCK_SLACK) {
        let says = "The clock is behind files that were written before. Set it, and let the machine keep it by NTP.";
        return finding(about, State::Wrong, says);
    }
    let shown = now.timestamp().strftime("%Y-%m-%d %H:%M UTC");
    finding(about, State::Well, format!("It shows {shown}, and nothing was written later than that."))
}

fn sync_speed(folder: &Path) -> Finding {
    let about = "durable writes";
    match median_sync_ms(&existing(folder)) {
        Ok(ms) if ms > SYNC_MS_SLOW => finding(
            about,
            State::Look,
            format!("One takes {ms:.1} ms, which is slow. A better disk makes every desk quicker."),
        ),
        Ok(ms) => finding(about, State::Well, format!("One takes {ms:.1} ms.")),
        Err(why) => finding(about, State::Look, format!("They could not be timed ({why}).")),
    }
}

fn median_sync_ms(folder: &Path) -> std::io::Result<f64> {
    let mut probe = write_probe(folder)?;
    let mut times = Vec::with_capacity(SYNC_TRIES);
    let mut timed = || -> std::io::Result<()> {
        for _ in 0..SYNC_TRIES {
            let begun = Instant::now();
            probe.file.write_all(&[1; 4096])?;
            probe.file.sync_data()?;
            times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        }
        Ok(())
    };
    let done = timed();
    fs::remove_file(&probe.path)?;
    done?;
    times.sort_unstable_by(f64::total_cmp);
    Ok(times[SYNC_TRIES / 2])
}

fn port(listen: SocketAddr) -> Finding {
    match TcpListener::bind(listen) {
        Ok(_) => finding("address", State::Well, format!("{listen} is free.")),
        Err(why) => finding(
            "address",
            State::Look,
            format!("{listen} is taken ({why}). Either Moa is running already, or choose another with --listen."),
        ),
    }
}
