//! Where it is kept what was learned.

use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Pen, Reader};
use serde::Serialize;
use serde::de::DeserializeOwned;

diesel::table! {
    learned (what, whose) {
        what -> Text,
        whose -> Text,
        learned_at -> BigInt,
        body -> Text,
    }
}

/// The risk of no-shows, of the practice as a whole.
pub(crate) const NO_SHOWS: &str = "no_shows";
/// The durations of a site's visits.
pub(crate) const WAITS: &str = "waits";

/// What was learned; nothing where it never was, or by another version of Moa in another form.
pub(crate) fn stored<T: DeserializeOwned>(
    read: &mut Reader<'_>,
    what: &str,
    whose: &str,
) -> Result<Option<T>, Problem> {
    let query = learned::table.filter(learned::what.eq(what).and(learned::whose.eq(whose))).select(learned::body);
    let body: Option<String> = read.maybe(query)?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}

/// Keeps it, in place of what was learned before.
pub(crate) fn keep<T: Serialize>(
    pen: &mut Pen<'_, '_>,
    what: &str,
    whose: &str,
    body: &T,
    now: Moment,
) -> Result<(), Problem> {
    let body = serde_json::to_string(body)
        .map_err(|why| Problem::broken("not_learned", "What was learned cannot be kept.").because(why))?;
    pen.run(diesel::delete(learned::table.filter(learned::what.eq(what).and(learned::whose.eq(whose)))))?;
    let row = (learned::what.eq(what), learned::whose.eq(whose), learned::learned_at.eq(now), learned::body.eq(body));
    pen.insert(learned::table, row)?;
    Ok(())
}
