//! The time that providers offer: their hours less the closures, by as many patients as they see at once.

use super::closures::closures_between;
use super::hours_of::hours_lines;
use super::openings::open_minutes;
use kernel::{Day, Problem};
use office::{Reader, SiteId};
use registry::practice::StaffId;
use std::collections::HashMap;

/// The minutes that each provider offers at a site from a first to a last day.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn offered_minutes(
    read: &mut Reader<'_>,
    site: SiteId,
    (first, last): (Day, Day),
) -> Result<HashMap<StaffId, i64>, Problem> {
    let pieces = hours_lines(read, &[site], &[], (first, last))?;
    let closures = closures_between(read, first, last)?;
    let mut offered: HashMap<StaffId, i64> = HashMap::new();
    for day in (0..=last.days_since(first)).map(|ahead| first.plus_days(ahead)) {
        for piece in pieces.iter().filter(|piece| piece.holds_on(day)) {
            let closed: Vec<(i64, i64)> = closures
                .iter()
                .filter(|closed| closed.concerns(site, piece.provider, day))
                .map(|closed| (closed.from_minute, closed.to_minute))
                .collect();
            let open = open_minutes(vec![(piece.from_minute, piece.to_minute)], &closed);
            let minutes: i64 = open.iter().map(|(from, to)| to - from).sum();
            *offered.entry(piece.provider).or_default() += minutes * piece.at_once;
        }
    }
    Ok(offered)
}
