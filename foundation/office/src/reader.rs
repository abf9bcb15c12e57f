//! The reader: looks at one snapshot of the record and cannot change it.

use crate::actor::Actor;
use crate::db::{Db, problem};
use diesel::dsl::Limit;
use diesel::query_dsl::RunQueryDsl;
use diesel::query_dsl::methods::{LimitDsl, LoadQuery};
use jiff::tz::TimeZone;
use kernel::{Moment, Problem};

/// Looks at the record as it stood when the question was asked.
///
/// Every list has a bound, because `list` takes no query without one; and because only selections can be limited, a
/// statement that writes does not compile here. (Behind it stand `query_only` and `READ ONLY`.)
pub struct Reader<'a> {
    pub(crate) db: &'a mut Db,
    pub(crate) who: &'a Actor,
    pub(crate) now: Moment,
}

impl Reader<'_> {
    /// The moment of the question or deed: the same however often it is asked for.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// Who asks.
    #[must_use]
    pub const fn who(&self) -> &Actor {
        self.who
    }

    /// What the calendar on the wall of `zone` shows now.
    #[must_use]
    pub fn today(&self, zone: &TimeZone) -> kernel::Day {
        self.now.civil(zone).date().into()
    }

    /// At most so many rows, in the query's own order.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn list<'q, Q, T>(&mut self, query: Q, at_most: u32) -> Result<Vec<T>, Problem>
    where
        Q: LimitDsl,
        Limit<Q>: LoadQuery<'q, Db, T>,
    {
        LimitDsl::limit(query, i64::from(at_most)).load(self.db).map_err(problem)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn maybe<'q, Q, T>(&mut self, query: Q) -> Result<Option<T>, Problem>
    where
        Q: LimitDsl,
        Limit<Q>: LoadQuery<'q, Db, T>,
    {
        Ok(self.list(query, 1)?.pop())
    }

    /// The first row, which must be there.
    ///
    /// # Errors
    /// Not found, in the given words (`"appointment"`), when it is not; broken, when the database fails.
    pub fn one<'q, Q, T>(&mut self, query: Q, what: &str) -> Result<T, Problem>
    where
        Q: LimitDsl,
        Limit<Q>: LoadQuery<'q, Db, T>,
    {
        self.maybe(query)?
            .ok_or_else(|| Problem::not_found("not_found", format!("There is no such {what}, or you may not see it.")))
    }
}
