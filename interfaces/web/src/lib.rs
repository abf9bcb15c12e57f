//! The pages: they translate between the browser and the office, and decide nothing.

pub mod kit;
