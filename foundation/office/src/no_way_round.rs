//! The path cannot be gone round. Each program below must not compile, for the reason above it; the first one does, so that
//! we know that the others fail for that reason.
//!
//! What a department writes compiles:
//! ```
//! use diesel::prelude::*;
//! use kernel::Problem;
//! use office::{Fact, Reader, Tx};
//! # diesel::table! { thing (id) { id -> BigInt } }
//! #[derive(serde::Serialize)]
//! struct Happened;
//! impl Fact for Happened {
//!     fn name(&self) -> &'static str {
//!         "thing.happened"
//!     }
//! }
//! fn question(read: &mut Reader<'_>) -> Result<Vec<i64>, Problem> {
//!     read.list(thing::table.select(thing::id), 10)
//! }
//! fn deed(tx: &mut Tx<'_>) -> Result<usize, Problem> {
//!     tx.write(Happened).run(diesel::delete(thing::table))
//! }
//! ```
//! Nobody becomes somebody without signing in:
//! ```compile_fail,E0624
//! let intruder = office::Actor::machine("intruder");
//! ```
//! There is no pen without a fact:
//! ```compile_fail,E0451
//! fn deed<'t, 'a>(tx: &'t mut office::Tx<'a>) -> office::Pen<'t, 'a> {
//!     office::Pen { tx }
//! }
//! ```
//! A reader gives no connection away:
//! ```compile_fail,E0616
//! use diesel::RunQueryDsl;
//! fn question(read: &mut office::Reader<'_>) {
//!     let _ = diesel::sql_query("DELETE FROM patient").execute(read.db);
//! }
//! ```
//! A statement that writes is not a list:
//! ```compile_fail,E0277
//! # use diesel::prelude::*;
//! # diesel::table! { thing (id) { id -> BigInt } }
//! fn question(read: &mut office::Reader<'_>) {
//!     let _: Result<Vec<i64>, _> = read.list(diesel::delete(thing::table).returning(thing::id), 10);
//! }
//! ```
//! An answer that does not say whose record it shows is no answer:
//! ```compile_fail,E0277
//! # use kernel::Problem;
//! # use office::{Act, Permission, Query, Reader, Subject};
//! struct Names;
//! impl Query for Names {
//!     const ACT: Act = Act::new("names.see", Permission::FindPeople);
//!     type Answer = Vec<String>;
//!     fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
//!         Ok(Subject::Office)
//!     }
//!     fn answer(&self, _read: &mut Reader<'_>) -> Result<Vec<String>, Problem> {
//!         Ok(Vec::new())
//!     }
//! }
//! ```
//! What is protected cannot stand in a fact, because it does not serialize:
//! ```compile_fail,E0277
//! #[derive(serde::Serialize)]
//! struct Registered {
//!     name: kernel::Phi<String>,
//! }
//! ```
//! Nor can it be printed:
//! ```compile_fail,E0277
//! println!("{}", kernel::Phi::<String>::from("Rosa"));
//! ```
