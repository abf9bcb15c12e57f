//! The program: what `moa` does on the command line, and the same server for tests that start it in their own process.

pub mod demo;
pub mod doctor;
pub mod import;
pub mod keep;
pub mod learning;
pub mod logs;
pub mod payer;
pub mod place;
pub mod referral_folder;
pub mod reminding;
pub mod serve;
pub mod trial;
pub mod watched_folder;
pub mod x12;

pub use place::{Opened, Place};

use std::io::Write;

/// Says a line to whoever started the program.
pub fn say(line: impl AsRef<str>) {
    // Nobody may be reading any more; that is no reason to stop serving.
    drop(writeln!(std::io::stdout(), "{}", line.as_ref()));
}
