//! Logs: structured, to the standard error stream; without names, birthdays, forms or addresses as sent.

use clap::ValueEnum;
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// How a line of the log is written.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogStyle {
    /// For people.
    Text,
    /// For programs: a JSON object a line.
    Json,
}

/// Starts logging. What is logged is chosen by `RUST_LOG`; without it, everything from `info` up.
pub fn start(style: LogStyle) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = match style {
        LogStyle::Text => log.with_target(false).try_init(),
        LogStyle::Json => log.json().flatten_event(true).try_init(),
    };
    // Somebody else may log for this process already, as in a test.
    drop(started);
}
