//! Editions: what is built as a draft and published as it then stays; how its body is stored and read again.

use kernel::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A body as it is stored.
pub(crate) fn stored<T: Serialize>(body: &T) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

/// A body from the store.
///
/// # Errors
/// Broken, when what is stored is not one.
pub(crate) fn from_stored<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let say = "What was built and stored cannot be read.";
    serde_json::from_str(text).map_err(|why| Problem::broken("edition_unreadable", say).because(why))
}

/// The names of numbered fields of a page, for faults: `numbered!("answer-"; 0 1 2)`.
macro_rules! numbered {
    ($before:literal; $($number:literal)*) => {
        [$(concat!($before, $number)),*]
    };
}
pub(crate) use numbered;
