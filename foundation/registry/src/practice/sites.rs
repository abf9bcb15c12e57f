//! Sites and rooms.

use crate::practice::found::{NewRoom, NewSite, PracticeFact};
use crate::practice::tables::{RoomRow, SiteRow, practice, room as room_table, site as site_table};
use crate::practice::{RoomId, RoomPurpose};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Day, Problem};
use office::{Act, Command, NoPatients, Permission, Query, Reader, SiteId, Sites, Subject, Tx};
use std::collections::BTreeSet;

/// Seeing where the practice is and which rooms it has: everybody who works here may.
pub const SEE_PRACTICE: Act = Act::new("practice.see", Permission::OwnAccount);
/// Opening and changing sites and rooms.
pub const MANAGE_SITES: Act = Act::new("practice.manage_sites", Permission::ManagePractice);

/// More sites than this are not listed.
const SITES_MAX: u32 = 200;
const ROOMS_MAX: u32 = 200;

/// A place of the practice.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// What people call it.
    pub name: String,
    /// Its time zone.
    pub zone: TimeZone,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// State.
    pub state: String,
    /// ZIP code.
    pub postal_code: String,
    /// Telephone.
    pub phone: String,
    /// For the next change.
    pub version: i64,
}

/// A room of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Where it is.
    pub site: SiteId,
    /// What is on its door.
    pub name: String,
    /// What it is for.
    pub purpose: RoomPurpose,
}

fn zone_named(name: &str) -> Result<TimeZone, Problem> {
    let say = "Choose a time zone from the list, such as America/New_York.";
    TimeZone::get(name).map_err(|_| Problem::invalid("bad_zone", say).at("zone", say))
}

fn site_from(row: SiteRow) -> Result<Site, Problem> {
    Ok(Site {
        zone: zone_named(&row.zone)?,
        id: row.id,
        name: row.name,
        street: row.street,
        city: row.city,
        state: row.state,
        postal_code: row.postal_code,
        phone: row.phone,
        version: row.version,
    })
}

fn room_from(row: RoomRow) -> Room {
    Room { id: row.id, site: row.site, name: row.name, purpose: row.purpose }
}

/// One site.
///
/// # Errors
/// Not found.
pub fn site(read: &mut Reader<'_>, id: SiteId) -> Result<Site, Problem> {
    let row: SiteRow =
        read.one(site_table::table.filter(site_table::id.eq(id)).select(SiteRow::as_select()), "site")?;
    site_from(row)
}

/// These sites, in no order.
///
/// # Errors
/// Not found, when one of them is not there.
pub fn sites(read: &mut Reader<'_>, ids: &BTreeSet<SiteId>) -> Result<Vec<Site>, Problem> {
    let query = site_table::table.filter(site_table::id.eq_any(ids)).select(SiteRow::as_select());
    let rows: Vec<SiteRow> = read.list(query, SITES_MAX)?;
    if rows.len() < ids.len() {
        return Err(Problem::not_found("not_found", "There is no such site, or you may not see it."));
    }
    rows.into_iter().map(site_from).collect()
}

/// The zone in which a site keeps its schedule.
///
/// # Errors
/// Not found, when there is no such site.
pub fn zone_of(read: &mut Reader<'_>, id: SiteId) -> Result<TimeZone, Problem> {
    Ok(site(read, id)?.zone)
}

/// What the calendar at the site shows now.
///
/// # Errors
/// Not found, when there is no such site.
pub fn today_at(read: &mut Reader<'_>, id: SiteId) -> Result<Day, Problem> {
    let zone = zone_of(read, id)?;
    Ok(read.today(&zone))
}

/// The open sites, by name; only those the asker works at.
///
/// # Errors
/// Broken, when the database fails.
pub fn all_sites(read: &mut Reader<'_>) -> Result<Vec<Site>, Problem> {
    let open =
        site_table::table.filter(site_table::closed_on.is_null()).order(site_table::name).select(SiteRow::as_select());
    let rows: Vec<SiteRow> = read.list(open, SITES_MAX)?;
    let works_at = read.who().sites().clone();
    let mine = rows.into_iter().filter(|row| match &works_at {
        Sites::All => true,
        Sites::Some(sites) => sites.contains(&row.id),
    });
    mine.map(site_from).collect()
}

/// The open rooms of a site, in the order of the corridor.
///
/// # Errors
/// Broken, when the database fails.
pub fn rooms_of(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<Room>, Problem> {
    let open = room_table::table
        .filter(room_table::site.eq(site).and(room_table::closed_on.is_null()))
        .order((room_table::position, room_table::name))
        .select(RoomRow::as_select());
    let rows: Vec<RoomRow> = read.list(open, ROOMS_MAX)?;
    Ok(rows.into_iter().map(room_from).collect())
}

/// One room.
///
/// # Errors
/// Not found.
pub fn room(read: &mut Reader<'_>, id: RoomId) -> Result<Room, Problem> {
    let row: RoomRow =
        read.one(room_table::table.filter(room_table::id.eq(id)).select(RoomRow::as_select()), "room")?;
    Ok(room_from(row))
}

pub(super) fn add_site(tx: &mut Tx<'_>, new: &NewSite) -> Result<SiteId, Problem> {
    zone_named(&new.zone)?;
    if new.name.trim().is_empty() {
        return Err(
            Problem::invalid("no_name", "Enter the name of the site.").at("site", "Enter the name of the site.")
        );
    }
    let id: SiteId = tx.id();
    let row = SiteRow {
        id,
        name: new.name.trim().to_owned(),
        zone: new.zone.clone(),
        street: new.street.clone(),
        city: new.city.clone(),
        state: new.state.clone(),
        postal_code: new.postal_code.clone(),
        phone: new.phone.clone(),
        closed_on: None,
        version: 1,
    };
    tx.write(PracticeFact::SiteKept { site: id }).insert(site_table::table, &row)?;
    Ok(id)
}

pub(super) fn add_room(tx: &mut Tx<'_>, site: SiteId, new: &NewRoom, position: i64) -> Result<RoomId, Problem> {
    if new.name.trim().is_empty() {
        return Err(Problem::invalid("no_name", "Enter what is on the room's door.")
            .at("room", "Enter what is on the room's door."));
    }
    let id: RoomId = tx.id();
    let row = RoomRow { id, site, name: new.name.trim().to_owned(), purpose: new.purpose, position, closed_on: None };
    tx.write(PracticeFact::RoomKept { site, room: id }).insert(room_table::table, &row)?;
    Ok(id)
}

/// Opens a site.
#[derive(Clone, Debug)]
pub struct AddSite(pub NewSite);

impl Command for AddSite {
    const ACT: Act = MANAGE_SITES;
    type Done = SiteId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<SiteId, Problem> {
        add_site(tx, &self.0)
    }
}

/// Corrects a site's name, address or zone.
#[derive(Clone, Debug)]
pub struct ChangeSite {
    /// Which.
    pub site: SiteId,
    /// The version the manager saw.
    pub version: i64,
    /// As it is from now on.
    pub to: NewSite,
}

impl Command for ChangeSite {
    const ACT: Act = MANAGE_SITES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        zone_named(&self.to.zone)?;
        let target = site_table::table.filter(site_table::id.eq(self.site).and(site_table::version.eq(self.version)));
        tx.write(PracticeFact::SiteKept { site: self.site }).change(diesel::update(target).set((
            site_table::name.eq(self.to.name.trim()),
            site_table::zone.eq(&self.to.zone),
            site_table::street.eq(&self.to.street),
            site_table::city.eq(&self.to.city),
            site_table::state.eq(&self.to.state),
            site_table::postal_code.eq(&self.to.postal_code),
            site_table::phone.eq(&self.to.phone),
            site_table::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}

/// Opens a room.
#[derive(Clone, Debug)]
pub struct AddRoom {
    /// Where.
    pub site: SiteId,
    /// What.
    pub room: NewRoom,
}

impl Command for AddRoom {
    const ACT: Act = MANAGE_SITES;
    type Done = RoomId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<RoomId, Problem> {
        let last: Option<i64> = tx.maybe(
            room_table::table
                .filter(room_table::site.eq(self.site))
                .order(room_table::position.desc())
                .select(room_table::position),
        )?;
        add_room(tx, self.site, &self.room, last.unwrap_or(0) + 1)
    }
}

/// Closes a room from today on.
#[derive(Clone, Copy, Debug)]
pub struct CloseRoom {
    /// Which.
    pub room: RoomId,
}

impl Command for CloseRoom {
    const ACT: Act = MANAGE_SITES;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(room(read, self.room)?.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let site = room(tx, self.room)?.site;
        let today = today_at(tx, site)?;
        tx.write(PracticeFact::RoomKept { site, room: self.room }).change(
            diesel::update(room_table::table.filter(room_table::id.eq(self.room)))
                .set(room_table::closed_on.eq(Some(today))),
        )?;
        Ok(())
    }
}

/// The practice's sites with their rooms, as far as the asker works there.
#[derive(Clone, Copy, Debug)]
pub struct SitesOfPractice;

impl Query for SitesOfPractice {
    const ACT: Act = SEE_PRACTICE;
    type Answer = NoPatients<Vec<(Site, Vec<Room>)>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let sites = all_sites(read)?;
        let with_rooms = sites.into_iter().map(|site| Ok((site.clone(), rooms_of(read, site.id)?)));
        with_rooms.collect::<Result<_, Problem>>().map(NoPatients)
    }
}

/// The practice's name, for the top of the pages; nothing before it is founded.
#[derive(Clone, Copy, Debug)]
pub struct PracticeName;

impl Query for PracticeName {
    const ACT: Act = SEE_PRACTICE;
    type Answer = NoPatients<Option<String>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        read.maybe(practice::table.select(practice::name)).map(NoPatients)
    }
}
