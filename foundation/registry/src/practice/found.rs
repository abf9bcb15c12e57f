//! Founding: at the first start the practice, its first site and its first manager come into being together.

use crate::practice::sites::{add_room, add_site};
use crate::practice::tables::{PracticeRow, practice};
use crate::practice::{FOUND, PracticeId, RoomId, RoomPurpose, StaffId};
use kernel::Problem;
use office::{
    AccountId, Act, AddAccount, Command, Fact, Reader, SiteId, Subject, Tx, first_account_exists, open_account,
};
use serde::Serialize;

/// What happened to the practice, its sites, rooms and staff.
#[derive(Serialize)]
#[serde(untagged)]
pub enum PracticeFact {
    /// It was founded.
    Founded {
        /// Its id.
        practice: PracticeId,
    },
    /// A site was opened or changed.
    SiteKept {
        /// Which.
        site: SiteId,
    },
    /// A room was opened or closed.
    RoomKept {
        /// Where.
        site: SiteId,
        /// Which.
        room: RoomId,
    },
    /// Somebody's staff record was made or changed.
    StaffKept {
        /// Whose.
        staff: StaffId,
    },
}

impl Fact for PracticeFact {
    fn name(&self) -> &'static str {
        match self {
            Self::Founded { .. } => "practice.founded",
            Self::SiteKept { .. } => "site.kept",
            Self::RoomKept { .. } => "room.kept",
            Self::StaffKept { .. } => "staff.kept",
        }
    }

    fn site(&self) -> Option<SiteId> {
        match self {
            Self::SiteKept { site } | Self::RoomKept { site, .. } => Some(*site),
            Self::Founded { .. } | Self::StaffKept { .. } => None,
        }
    }
}

/// A site as it is first entered.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// What people call it.
    pub name: String,
    /// Its IANA time zone: `America/New_York`.
    pub zone: String,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// Two-letter state.
    pub state: String,
    /// ZIP code.
    pub postal_code: String,
    /// Telephone.
    pub phone: String,
}

/// A room as it is first entered.
#[derive(Clone, Debug)]
pub struct NewRoom {
    /// What is on its door.
    pub name: String,
    /// What it is for.
    pub purpose: RoomPurpose,
}

/// Founds the practice. Only in a record in which nobody has an account yet.
#[derive(Clone, Debug)]
pub struct FoundPractice {
    /// The practice's name.
    pub name: String,
    /// Its own NPI (type 2), if it is known already.
    pub npi: Option<String>,
    /// Its tax id.
    pub tax_id: Option<String>,
    /// The first site.
    pub site: NewSite,
    /// Its rooms.
    pub rooms: Vec<NewRoom>,
    /// The first office manager.
    pub manager: AddAccount,
}

impl Command for FoundPractice {
    const ACT: Act = FOUND;
    type Done = (SiteId, AccountId);

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(SiteId, AccountId), Problem> {
        found(tx, self)
    }
}

/// Founds the practice within another deed.
///
/// # Errors
/// Refused, when somebody has an account already; invalid, naming each field that will not do.
pub fn found(tx: &mut Tx<'_>, new: &FoundPractice) -> Result<(SiteId, AccountId), Problem> {
    if first_account_exists(tx)? {
        return Err(Problem::refused("founded", "This practice is set up already. Sign in instead."));
    }
    if new.name.trim().is_empty() {
        return Err(Problem::invalid("no_name", "Enter the name of the practice.")
            .at("practice", "Enter the name of the practice."));
    }
    if new.npi.as_deref().is_some_and(|npi| !kernel::npi_holds(npi)) {
        return Err(Problem::invalid("bad_npi", super::staff::BAD_NPI).at("npi", super::staff::BAD_NPI));
    }
    let id: PracticeId = tx.id();
    let row = PracticeRow {
        id,
        name: new.name.trim().to_owned(),
        npi: new.npi.clone(),
        tax_id: new.tax_id.clone(),
        version: 1,
    };
    tx.write(PracticeFact::Founded { practice: id }).insert(practice::table, &row)?;
    let site = add_site(tx, &new.site)?;
    for (position, room) in (0..).zip(&new.rooms) {
        add_room(tx, site, room, position)?;
    }
    let manager = open_account(tx, &new.manager)?;
    Ok((site, manager))
}
