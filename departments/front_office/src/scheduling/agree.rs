//! Whether appointments and the time that they hold agree: promised time is held once, given-back time is free.

use super::Standing;
use super::tables::{appointment, held_time};
use diesel::prelude::*;
use kernel::Problem;
use office::Reader;

/// More faults than this of one kind are not listed.
const FAULTS_MAX: u32 = 20;

/// Compares appointments with the held time, both ways; a sentence for each that differs.
pub(crate) fn find_faults(read: &mut Reader<'_>) -> Result<Vec<String>, Problem> {
    let promised = appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]);
    let its_own = held_time::appointment
        .eq(appointment::id)
        .and(held_time::resource.eq(appointment::provider))
        .and(held_time::starts_at.eq(appointment::starts_at))
        .and(held_time::ends_at.eq(appointment::ends_at));
    let unheld = appointment::table
        .filter(promised)
        .filter(diesel::dsl::not(diesel::dsl::exists(held_time::table.filter(its_own))))
        .select(appointment::id);
    let unheld: Vec<super::AppointmentId> = read.list(unheld, FAULTS_MAX)?;
    let over = held_time::table
        .inner_join(appointment::table.on(appointment::id.eq(held_time::appointment)))
        .filter(appointment::standing.eq_any([Standing::Cancelled, Standing::NoShow]))
        .select(held_time::appointment);
    let over: Vec<super::AppointmentId> = read.list(over, FAULTS_MAX)?;
    let faults = unheld
        .iter()
        .map(|id| format!("appointment {id} stands, but its provider's time is not held"))
        .chain(over.iter().map(|id| format!("appointment {id} is over, but still holds time")));
    Ok(faults.collect())
}
