//! What the wallboards of a site show, as the manager chose.

use super::SET_WALLBOARD;
use super::tables::{WallboardRow, wallboard};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Fact, NoPatients, Query, Reader, SiteId, Subject, Tx};
use serde::Serialize;

kernel::code!(
    /// In which colours a wallboard is drawn.
    Look {
        /// As the screen itself prefers.
        Own = "own",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
);

impl Look {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Own => "As the screen prefers",
            Self::Light => "Dark on light",
            Self::Dark => "Light on dark",
        }
    }
}

/// What a wallboard shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallboardShows {
    /// How many wait.
    pub count: bool,
    /// Who of the providers runs late, and how long one waits for them.
    pub providers: bool,
    /// The waiting visits by their codes.
    pub codes: bool,
    /// Each label in Spanish too.
    pub in_spanish: bool,
    /// Its colours.
    pub look: Look,
    /// A sentence of the office at its foot; may be empty.
    pub notice: String,
    /// For the next change; 0 where nobody has chosen.
    pub version: i64,
}

impl Default for WallboardShows {
    fn default() -> Self {
        Self {
            count: true,
            providers: true,
            codes: true,
            in_spanish: true,
            look: Look::Own,
            notice: String::new(),
            version: 0,
        }
    }
}

/// Letters of the sentence at most: it must be read from a chair.
const NOTICE_MAX: usize = 120;

/// What the wallboards of a site show.
///
/// # Errors
/// Broken, when the database fails.
pub(super) fn shows(read: &mut Reader<'_>, site: SiteId) -> Result<WallboardShows, Problem> {
    let query = wallboard::table.filter(wallboard::site.eq(site)).select(WallboardRow::as_select());
    let row: Option<WallboardRow> = read.maybe(query)?;
    let chosen = |row: WallboardRow| WallboardShows {
        count: row.shows_count,
        providers: row.shows_providers,
        codes: row.shows_codes,
        in_spanish: row.in_spanish,
        look: row.look,
        notice: row.notice,
        version: row.version,
    };
    Ok(row.map(chosen).unwrap_or_default())
}

/// What the wallboards of a site show, for whoever chooses.
#[derive(Clone, Copy, Debug)]
pub struct WallboardOf {
    /// Where.
    pub site: SiteId,
}

impl Query for WallboardOf {
    const ACT: Act = SET_WALLBOARD;
    type Answer = NoPatients<WallboardShows>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        shows(read, self.site).map(NoPatients)
    }
}

/// Chooses what the wallboards of a site show.
#[derive(Clone, Debug)]
pub struct SetWallboard {
    /// Where.
    pub site: SiteId,
    /// What they show, with the version on the screen.
    pub shows: WallboardShows,
}

/// What the wallboards of a site show was chosen.
#[derive(Clone, Debug, Serialize)]
struct WallboardSet {
    #[serde(skip)]
    site: SiteId,
    version: i64,
}

impl Fact for WallboardSet {
    fn name(&self) -> &'static str {
        "wallboard.set"
    }

    fn site(&self) -> Option<SiteId> {
        Some(self.site)
    }
}

impl Command for SetWallboard {
    const ACT: Act = SET_WALLBOARD;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let shows = &self.shows;
        if shows.notice.trim().chars().count() > NOTICE_MAX {
            let say = "Keep the sentence under 120 letters: it must be read from a chair.";
            return Err(Problem::invalid("too_long", say).at("notice", say));
        }
        if !shows.count && !shows.providers && !shows.codes {
            let say = "Choose at least one thing to show, or end the screen.";
            return Err(Problem::invalid("shows_nothing", say).at("shows", say));
        }
        let row = WallboardRow {
            site: self.site,
            shows_count: shows.count,
            shows_providers: shows.providers,
            shows_codes: shows.codes,
            in_spanish: shows.in_spanish,
            look: shows.look,
            notice: shows.notice.trim().to_owned(),
            version: shows.version + 1,
        };
        let mut pen = tx.write(WallboardSet { site: self.site, version: row.version });
        if shows.version == 0 {
            pen.insert(wallboard::table, &row)?;
        } else {
            let target =
                wallboard::table.filter(wallboard::site.eq(self.site).and(wallboard::version.eq(shows.version)));
            pen.change(diesel::update(target).set(&row))?;
        }
        Ok(())
    }
}
