//! The payers through their doors: real sockets, real files, one process.

mod batch;
mod core;
mod faults;
mod files;
mod inquiry;
mod office;
mod played;
mod scenarios;
mod story;
