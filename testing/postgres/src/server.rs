//! One running server: made, started, watched and removed.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::account::Account;
use crate::{Absent, Programs};

/// How often a start is tried when another program takes the port between our choosing it and PostgreSQL's opening it.
const START_TRIES: u32 = 5;

/// Stops the server and removes its folder once our end of the pipe closes, however our process ended.
const WATCH: &str =
    r#"trap '' INT TERM HUP; cat >/dev/null; "$1" stop -D "$2/data" -m immediate -s >/dev/null 2>&1; rm -rf "$2""#;

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It does, as in an office; for benchmarks and crash trials.
    Durable,
    /// It does not; for tests that never cut the power.
    Fast,
}

/// A running PostgreSQL server of our own.
#[derive(Debug)]
pub struct Server {
    port: u16,
    watch: Child,
}

impl Server {
    /// Makes a cluster in a temporary folder and starts it, with `settings` (name and value as in `postgresql.conf`) on top of ours.
    pub fn start(programs: &Programs, durability: Durability, settings: &[(&str, &str)]) -> Result<Self, Absent> {
        let account = Account::choose()?;
        let folder =
            make_folder(account).map_err(|fault| Absent(format!("No temporary folder for PostgreSQL: {fault}.")))?;
        let watch =
            watch(account, programs, &folder).map_err(|fault| Absent(format!("No watch for PostgreSQL: {fault}.")))?;
        let mut server = Self { port: 0, watch };
        let data = folder.join("data");
        let mut make = account.command(&programs.path("initdb"));
        make.arg("-D").arg(&data).args(["-U", "moa", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        finish(make, "initdb")?;
        for tries_left in (0..START_TRIES).rev() {
            server.port = free_port().map_err(|fault| Absent(format!("No free port for PostgreSQL: {fault}.")))?;
            let mut start = account.command(&programs.path("pg_ctl"));
            start.args(["start", "-w", "-s", "-t", "60", "-D"]).arg(&data).arg("-l").arg(folder.join("log"));
            start.arg("-o").arg(options(server.port, durability, settings));
            match finish(start, "pg_ctl start") {
                Ok(()) => return Ok(server),
                Err(fault) if tries_left == 0 => {
                    return Err(Absent(format!("{fault} {}", last_line(&folder.join("log")))));
                }
                Err(_) => {}
            }
        }
        unreachable!("the last try returns")
    }

    /// The address of one of its databases, as `postgres://moa@127.0.0.1:port/database`. `postgres` is always there.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://moa@127.0.0.1:{}/{database}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        // Nothing to be done about a watch that is gone already: the folder is in the temporary folder.
        let _ended = self.watch.wait();
    }
}

/// Starts the program that outlives us for as long as it takes to stop the server.
fn watch(account: Account, programs: &Programs, folder: &Path) -> std::io::Result<Child> {
    account
        .command(Path::new("/bin/sh"))
        .args(["-c", WATCH, "watch"])
        .arg(programs.path("pg_ctl"))
        .arg(folder)
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

fn options(port: u16, durability: Durability, settings: &[(&str, &str)]) -> String {
    let durability: &[(&str, &str)] = match durability {
        Durability::Durable => &[],
        Durability::Fast => &[("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")],
    };
    let ours = [
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("max_connections", "300"),
        ("timezone", "UTC"),
    ];
    let mut line = format!("-p {port}");
    for (name, value) in ours.iter().chain(durability).chain(settings) {
        line.push_str(&format!(" -c {name}='{value}'"));
    }
    line
}

fn make_folder(account: Account) -> std::io::Result<PathBuf> {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("moa-postgres-{}-{number}", std::process::id()));
    std::fs::create_dir(&folder)?;
    account.own(&folder)?;
    Ok(folder)
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Runs a command to its end, quietly.
fn finish(mut command: Command, name: &str) -> Result<(), Absent> {
    let ended = command
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|fault| Absent(format!("{name} did not start: {fault}.")))?;
    if ended.success() { Ok(()) } else { Err(Absent(format!("{name} failed ({ended})."))) }
}

fn last_line(log: &Path) -> String {
    std::fs::read_to_string(log).ok().and_then(|text| text.lines().last().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Durability, options};

    #[test]
    fn a_fast_server_does_not_wait_for_the_disk_and_a_durable_one_does() {
        assert!(options(1, Durability::Fast, &[]).contains("fsync='off'"));
        assert!(!options(1, Durability::Durable, &[]).contains("fsync"));
    }

    #[test]
    fn settings_of_the_caller_come_last_so_that_they_win() {
        assert!(options(1, Durability::Fast, &[("fsync", "on")]).ends_with("-c fsync='on'"));
    }
}
