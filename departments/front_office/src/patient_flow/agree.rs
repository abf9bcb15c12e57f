//! Whether visits and the last of their changes agree, so that the board shows what happened.

use super::VisitId;
use super::tables::{visit, visit_change};
use diesel::prelude::*;
use kernel::Problem;
use office::Reader;

/// More faults than this are not listed.
const FAULTS_MAX: u32 = 20;

/// Compares each visit with its last change; a sentence for each that differs.
pub(crate) fn find_faults(read: &mut Reader<'_>) -> Result<Vec<String>, Problem> {
    let same_room = visit_change::room.eq(visit::room).or(visit_change::room.is_null().and(visit::room.is_null()));
    let same_provider =
        visit_change::provider.eq(visit::provider).or(visit_change::provider.is_null().and(visit::provider.is_null()));
    let last = visit_change::visit
        .eq(visit::id)
        .and(visit_change::seq.eq(visit::version))
        .and(visit_change::to_status.eq(visit::status))
        .and(visit_change::since.eq(visit::status_since));
    let agreeing =
        visit_change::table.filter(last).filter(same_room.assume_not_null()).filter(same_provider.assume_not_null());
    let differing = visit::table.filter(diesel::dsl::not(diesel::dsl::exists(agreeing))).select(visit::id);
    let differing: Vec<VisitId> = read.list(differing, FAULTS_MAX)?;
    let later = visit_change::table
        .inner_join(visit::table.on(visit::id.eq(visit_change::visit)))
        .filter(visit_change::seq.gt(visit::version))
        .select(visit_change::visit);
    let later: Vec<VisitId> = read.list(later, FAULTS_MAX)?;
    let faults = differing
        .iter()
        .map(|id| format!("visit {id} is not where its last change put it"))
        .chain(later.iter().map(|id| format!("visit {id} has changes later than its last one")));
    Ok(faults.collect())
}
