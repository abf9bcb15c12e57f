//! The table of the wallboard.

use super::Look;
use diesel::prelude::*;
use office::SiteId;

diesel::table! {
    wallboard (site) {
        site -> Binary,
        shows_count -> Bool,
        shows_providers -> Bool,
        shows_codes -> Bool,
        in_spanish -> Bool,
        look -> Text,
        notice -> Text,
        version -> BigInt,
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, Debug)]
#[diesel(table_name = wallboard)]
pub(crate) struct WallboardRow {
    pub site: SiteId,
    pub shows_count: bool,
    pub shows_providers: bool,
    pub shows_codes: bool,
    pub in_spanish: bool,
    pub look: Look,
    pub notice: String,
    pub version: i64,
}
