//! The program itself, running as a process of its own: started, waited for, measured, killed.

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Line;

/// How long a start may take.
const START_MAX: Duration = Duration::from_secs(60);

/// A running `moa serve`. Dropping it kills it.
#[derive(Debug)]
pub struct Office {
    child: Child,
    address: SocketAddr,
    first_page_after: Duration,
}

impl Office {
    /// Starts the server with `command`, to which the caller has given everything but the address to listen on, and
    /// waits until it answers a page.
    ///
    /// # Errors
    /// A sentence, when the program does not start or ends before it answers.
    pub fn open(command: Command, listen_option: &str) -> Result<Self, String> {
        Self::open_at(command, listen_option, free_address()?)
    }

    /// As [`Office::open`], at this address: where it was before, so that people find it again.
    ///
    /// # Errors
    /// A sentence, when the program does not start or ends before it answers.
    pub fn open_at(mut command: Command, listen_option: &str, address: SocketAddr) -> Result<Self, String> {
        let begun = Instant::now();
        command.arg(listen_option).arg(address.to_string()).stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.spawn().map_err(|fault| format!("The program did not start: {fault}."))?;
        let mut office = Self { child, address, first_page_after: Duration::ZERO };
        while begun.elapsed() < START_MAX {
            if Line::to(address).get("/").is_ok_and(|answer| answer.status < 500) {
                office.first_page_after = begun.elapsed();
                return Ok(office);
            }
            if let Ok(Some(ended)) = office.child.try_wait() {
                return Err(format!("The program ended before it answered ({ended})."));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Err("The program did not answer within a minute.".into())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The time from its start to the first page it answered.
    pub fn first_page_after(&self) -> Duration {
        self.first_page_after
    }

    /// The memory it holds now, in bytes (resident set, from /proc).
    ///
    /// # Errors
    /// A sentence, where the system does not tell.
    pub fn memory_bytes(&self) -> Result<u64, String> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(&path).map_err(|fault| format!("{path} cannot be read: {fault}."))?;
        resident_bytes(&status).ok_or_else(|| format!("{path} names no resident set."))
    }

    /// Kills it with SIGKILL: no time to say goodbye, as in a power cut of the program.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // A process that has ended already is as good as killed.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.end();
    }
}

/// A loopback address that nobody listens at just now.
///
/// # Errors
/// A sentence, when the system has none.
pub fn free_address() -> Result<SocketAddr, String> {
    let bound = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    bound.map_err(|fault| format!("No free port: {fault}."))
}

fn resident_bytes(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{Office, resident_bytes};

    #[test]
    fn memory_is_read_from_the_systems_own_words() {
        assert_eq!(resident_bytes("Name:\tmoa\nVmRSS:\t   1024 kB\n"), Some(1_048_576));
        assert_eq!(resident_bytes("Name:\tmoa\n"), None);
    }

    #[test]
    fn a_program_that_ends_at_once_is_an_error() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "exit 3"]);
        assert!(Office::open(shell, "--listen").is_err_and(|say| say.contains("ended before")));
    }
}
