//! Keeping a provider, organization or place of the outside.

use super::tables::{OutsideParty, outside_identifier, outside_party};
use super::{PartyId, PartyKind};
use diesel::prelude::*;
use kernel::Problem;
use office::{Pen, Reader};

/// A number by which a party is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideIdentifier {
    /// The URI of the numbering system.
    pub system: String,
    /// The number.
    pub value: String,
}

/// Keeps a party with its numbers in place of what was kept of it before. A number that another party of its kind has
/// already stays with that one.
///
/// # Errors
/// Broken, when the database fails.
pub fn keep(pen: &mut Pen<'_, '_>, party: &OutsideParty, numbers: &[OutsideIdentifier]) -> Result<(), Problem> {
    pen.run(diesel::delete(outside_identifier::table.filter(outside_identifier::party.eq(party.id))))?;
    pen.run(diesel::delete(outside_party::table.filter(outside_party::id.eq(party.id))))?;
    pen.insert(outside_party::table, party)?;
    for number in numbers {
        let taken = outside_identifier::table
            .filter(outside_identifier::system.eq(&number.system))
            .filter(outside_identifier::value.eq(&number.value))
            .filter(outside_identifier::kind.eq(party.kind));
        let moved = diesel::update(taken).set(outside_identifier::party.eq(outside_identifier::party));
        if pen.run(moved)? > 0 {
            continue;
        }
        let row = (
            outside_identifier::system.eq(&number.system),
            outside_identifier::value.eq(&number.value),
            outside_identifier::kind.eq(party.kind),
            outside_identifier::party.eq(party.id),
        );
        pen.insert(outside_identifier::table, row)?;
    }
    Ok(())
}

/// The party of that kind that is known by this number.
///
/// # Errors
/// Broken, when the database fails.
pub fn known_as(read: &mut Reader<'_>, kind: PartyKind, system: &str, value: &str) -> Result<Option<PartyId>, Problem> {
    let found = outside_identifier::table
        .filter(outside_identifier::system.eq(system))
        .filter(outside_identifier::value.eq(value))
        .filter(outside_identifier::kind.eq(kind))
        .select(outside_identifier::party);
    read.maybe(found)
}

/// Notes what a provider does, and where and for whom.
///
/// # Errors
/// Broken, when the database fails.
pub fn assign(
    pen: &mut Pen<'_, '_>,
    provider: PartyId,
    specialty: &str,
    works_at: Option<PartyId>,
    belongs_to: Option<PartyId>,
) -> Result<(), Problem> {
    let target = outside_party::table.filter(outside_party::id.eq(provider));
    pen.run(diesel::update(target).set((
        outside_party::specialty.eq(specialty),
        outside_party::works_at.eq(works_at),
        outside_party::belongs_to.eq(belongs_to),
    )))
    .map(drop)
}
