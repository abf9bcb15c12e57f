//! A member of staff at work, as the server sees one: requests over one kept-alive HTTP/1.1 connection, cookies, forms.
//!
//! Small and synchronous on purpose: a hundred of them run on a hundred threads, and what they measure is the office.

mod desk;
mod dice;
mod form;
mod line;
mod office;

pub use desk::Desk;
pub use dice::Dice;
pub use form::{Form, forms, hidden_value};
pub use line::{Answer, Line};
pub use office::{Office, free_address};
