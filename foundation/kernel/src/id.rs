//! Ids: one newtype for each kind of thing, so that a visit can never be taken for a patient.

use std::fmt;
use uuid::Uuid;

/// The 128 bits behind every id; a UUID version 7 (RFC 9562, 2024) when the office made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RawId(Uuid);

/// The text was not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError;

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id of Moa")
    }
}

impl std::error::Error for IdError {}

impl RawId {
    /// An id of version 7 from milliseconds since 1970 and ten bytes of randomness (or, in tests, of counting).
    #[must_use]
    pub fn from_parts(unix_millis: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(unix_millis, &random).into_uuid())
    }

    /// An id that is always the same for the same bytes: for records that come from outside and are imported again.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// The sixteen bytes, as stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// Reads sixteen stored bytes.
    ///
    /// # Errors
    /// When there are not sixteen of them.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, IdError> {
        Uuid::from_slice(bytes).map(Self).map_err(|_| IdError)
    }
}

impl fmt::Display for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.simple(), f)
    }
}

impl fmt::Debug for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for RawId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Uuid::try_parse(text).map(Self).map_err(|_| IdError)
    }
}

/// Makes an id type: `id!(/// A person with a chart. PatientId);`
///
/// Ids print as 32 hexadecimal digits, sort by the time they were made, and are stored as 16 bytes on both databases.
/// The calling crate needs `diesel` among its dependencies.
#[cfg(feature = "columns")]
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Binary)]
        pub struct $name($crate::RawId);

        impl From<$crate::RawId> for $name {
            fn from(raw: $crate::RawId) -> Self { Self(raw) }
        }
        impl From<$name> for $crate::RawId {
            fn from(id: $name) -> Self { id.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { std::fmt::Display::fmt(&self.0, f) }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::IdError;
            fn from_str(text: &str) -> Result<Self, $crate::IdError> { text.parse().map(Self) }
        }
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(&self.0)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(<D::Error as $crate::serde::de::Error>::custom)
            }
        }
        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Binary, DB> for $name
        where
            DB: diesel::backend::Backend,
            [u8]: diesel::serialize::ToSql<diesel::sql_types::Binary, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                let bytes: &'b [u8] = self.0.as_bytes();
                diesel::serialize::ToSql::to_sql(bytes, out)
            }
        }
        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Binary, DB> for $name
        where
            DB: diesel::backend::Backend,
            Vec<u8>: diesel::deserialize::FromSql<diesel::sql_types::Binary, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let bytes = <Vec<u8> as diesel::deserialize::FromSql<_, DB>>::from_sql(raw)?;
                Ok(Self($crate::RawId::from_slice(&bytes)?))
            }
        }
    };
}

#[cfg(all(test, feature = "columns"))]
mod tests {
    use super::RawId;

    crate::id!(
        /// For this test.
        ThingId
    );

    #[test]
    fn an_id_is_read_back_from_its_text_and_its_bytes() {
        let raw = RawId::from_parts(1_795_000_000_000, [7; 10]);
        let id = ThingId::from(raw);
        assert_eq!(id.to_string().parse::<ThingId>(), Ok(id));
        assert_eq!(RawId::from_slice(raw.as_bytes()), Ok(raw));
        assert_eq!(id.to_string().len(), 32);
    }

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        assert!(RawId::from_parts(1, [255; 10]) < RawId::from_parts(2, [0; 10]));
    }

    #[test]
    fn nonsense_is_not_an_id() {
        assert!("patient-7".parse::<ThingId>().is_err());
        assert!(RawId::from_slice(&[1, 2, 3]).is_err());
    }
}
