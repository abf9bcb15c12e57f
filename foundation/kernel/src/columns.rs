//! How the kernel's values lie in the database, the same on SQLite and PostgreSQL: money, moments and days as 64-bit
//! integers, codes and protected text as text. So one set of queries serves both.

use crate::{Day, Moment, Money, Phi};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Text};

macro_rules! whole_number {
    ($($name:ident: $from:path;)*) => {$(
        impl<DB> ToSql<BigInt, DB> for $name
        where
            DB: Backend,
            i64: ToSql<BigInt, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.stored().to_sql(out)
            }
        }

        impl<DB> FromSql<BigInt, DB> for $name
        where
            DB: Backend,
            i64: FromSql<BigInt, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let stored = i64::from_sql(raw)?;
                $from(stored).ok_or_else(|| concat!("a stored ", stringify!($name), " is out of range").into())
            }
        }
    )*};
}

whole_number! {
    Money: Money::from_stored;
    Moment: Moment::from_stored;
    Day: Day::from_stored;
}

impl<DB> ToSql<Text, DB> for Phi<String>
where
    DB: Backend,
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.reveal().as_str().to_sql(out)
    }
}

impl<DB> FromSql<Text, DB> for Phi<String>
where
    DB: Backend,
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        String::from_sql(raw).map(Phi::new)
    }
}

impl<DB> ToSql<BigInt, DB> for Phi<Day>
where
    DB: Backend,
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.reveal().stored().to_sql(out)
    }
}

impl<DB> FromSql<BigInt, DB> for Phi<Day>
where
    DB: Backend,
    Day: FromSql<BigInt, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Day::from_sql(raw).map(Phi::new)
    }
}
