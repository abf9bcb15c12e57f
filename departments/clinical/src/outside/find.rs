//! Looking into the outside: who is there, and what somebody is called.

use super::tables::{OutsideParty, outside_party};
use super::{PartyId, PartyKind};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, NoPatients, Permission, Query, Reader, Subject};

/// Seeing the providers and places of the outside.
pub const SEE_OUTSIDE: Act = Act::new("outside.see", Permission::SeeSchedule);

/// The most parties one page shows.
const PAGE: u32 = 100;

/// Parties of one kind by name, from this name on.
#[derive(Clone, Debug)]
pub struct OutsideParties {
    /// What kind.
    pub kind: PartyKind,
    /// The name to begin at; empty for the first page.
    pub from: String,
}

impl Query for OutsideParties {
    const ACT: Act = SEE_OUTSIDE;
    type Answer = NoPatients<Vec<OutsideParty>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let page = outside_party::table
            .filter(outside_party::kind.eq(self.kind))
            .filter(outside_party::name.ge(&self.from))
            .order(outside_party::name)
            .select(OutsideParty::as_select());
        read.list(page, PAGE).map(NoPatients)
    }
}

/// What a party is called, if it is there.
///
/// # Errors
/// Broken, when the database fails.
pub fn name_of(read: &mut Reader<'_>, party: PartyId) -> Result<Option<String>, Problem> {
    read.maybe(outside_party::table.filter(outside_party::id.eq(party)).select(outside_party::name))
}
