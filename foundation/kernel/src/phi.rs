//! Protected health information: a wrapper that keeps names, birthdays and numbers out of logs, errors and the journal.

use std::fmt;

/// A value that identifies or describes a patient (45 CFR 160.103, 2013).
///
/// It is stored and rendered, nothing else: it has no `Display` and no `Serialize`, and `Debug` shows blocks. Who may call
/// [`Phi::reveal`] is checked by a test over the source.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "columns", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "columns", diesel(sql_type = diesel::sql_types::Text, sql_type = diesel::sql_types::BigInt))]
pub struct Phi<T>(T);

impl<T> Phi<T> {
    /// Marks a value as protected.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, to store it, to compare it or to show it on a page.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The value itself, owned.
    pub fn into_revealed(self) -> T {
        self.0
    }
}

impl<T> From<T> for Phi<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Phi<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T> fmt::Debug for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("█████")
    }
}

#[cfg(test)]
mod tests {
    use super::Phi;

    #[test]
    fn debug_shows_blocks() {
        assert_eq!(format!("{:?}", Phi::<String>::from("Rosa")), "█████");
    }
}
