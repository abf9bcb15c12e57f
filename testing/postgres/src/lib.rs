//! A private, throw-away PostgreSQL for tests, trials and benchmarks.
//!
//! [`for_tests`] is all a test needs: it answers with the address in `MOA_TEST_POSTGRES` if there is one (as under
//! `cargo xtask test`, which starts one server for the whole run), and otherwise starts a server for this process.
//! A [`Server`] listens on a free loopback port, keeps its files in a temporary folder, runs as an unprivileged user when we are
//! root (PostgreSQL refuses to run as root), and is gone, files and all, when it is dropped or its owner dies.
//!
//! Anyone on this machine may connect to it: keep nothing in it that matters.

mod account;
mod programs;
mod server;

use std::fmt;
use std::sync::OnceLock;

pub use programs::{Programs, find, find_or_install};
pub use server::{Durability, Server};

/// The environment variable that names a PostgreSQL server to use in place of one of our own.
pub const ADDRESS_VARIABLE: &str = "MOA_TEST_POSTGRES";

/// Why there is no PostgreSQL server, in a sentence for the person at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent(pub String);

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Absent {}

/// The address of a PostgreSQL server that this process may create databases on, as `postgres://user@host:port/database`.
///
/// The server is the one in `MOA_TEST_POSTGRES`, or one started on the first call and kept until this process ends.
pub fn for_tests() -> Result<String, Absent> {
    static OWN: OnceLock<Result<Server, Absent>> = OnceLock::new();
    if let Some(address) = given(std::env::var(ADDRESS_VARIABLE).ok()) {
        return Ok(address);
    }
    OWN.get_or_init(|| find_or_install().and_then(|programs| Server::start(&programs, Durability::Fast, &[])))
        .as_ref()
        .map(|server| server.address("postgres"))
        .map_err(Clone::clone)
}

/// The address in the environment, unless it is empty.
fn given(address: Option<String>) -> Option<String> {
    address.filter(|address| !address.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::given;

    #[test]
    fn an_empty_address_counts_as_none() {
        assert_eq!(given(Some("  ".into())), None);
        assert_eq!(given(Some("postgres://moa@db/x".into())), Some("postgres://moa@db/x".into()));
    }
}
