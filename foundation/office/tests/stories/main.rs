//! Stories of the office itself, told on both databases.

mod door;
mod jobs;
mod journal;
mod keep;
mod path;
mod server;
mod tampering;
