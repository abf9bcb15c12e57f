//! Moving: lifted from one place and set down in another; what was before stays to be seen and restored.

use super::needs::{self, Candidates, WhenAllHeld};
use super::rules::{self, HoursRule, Place};
use super::set_down::{self, SetDown};
use super::tables::ResourceId;
use super::{AppointmentId, MOVE, visit_types};
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Moves an appointment to another time, provider, room or site. It keeps its length.
#[derive(Clone, Copy, Debug)]
pub struct MoveAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
    /// Where to.
    pub to: Place,
    /// What to do about a time outside the provider's hours.
    pub hours: HoursRule,
}

impl Command for MoveAppointment {
    const ACT: Act = MOVE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(rules::stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        move_appointment(tx, self, Leaves::ToTheWaitlist)
    }
}

/// What becomes of the time that an appointment leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// Whoever waits for it is offered it.
    ToTheWaitlist,
    /// Nobody gets it: the provider is away.
    ToNobody,
}

/// Moves it, within another deed.
pub(super) fn move_appointment(tx: &mut Tx<'_>, step: &MoveAppointment, leaves: Leaves) -> Result<(), Problem> {
    let row = rules::stored_appointment(tx, step.appointment)?;
    rules::check_version(&row, step.version)?;
    if !row.standing.holds_time() {
        let say =
            format!("This appointment is {}. Restore it before you move it.", row.standing.title().to_lowercase());
        return Err(Problem::refused("already_over", say));
    }
    rules::check_not_here(tx, row.id)?;
    let length = row.ends_at.minutes_since(row.starts_at);
    let (mut to, zone) = rules::taken(tx, &step.to, length, Some(row.patient))?;
    let visit_type = visit_types::one(tx, row.visit_type)?;
    let needs = needs::needs_of(tx, row.visit_type)?;
    if to.place.provider != row.provider {
        rules::check_provider_does(tx, to.place.provider, &visit_type, &needs)?;
    }
    rules::check_hours(tx, &to, &zone, step.hours)?;
    // A room that its kind of visit needs is chosen anew, the same one first.
    let prefer = if needs.rooms.is_empty() { None } else { to.place.room.take() };
    let candidates = Candidates::of(tx, &to, &needs)?;
    rules::hold_with(tx, &to, candidates.raw())?;
    let chosen = (Some(row.id), prefer);
    needs::allocate(tx, &mut to, &candidates, (&needs, &zone), chosen, WhenAllHeld::Refuse)?;
    let stays = (row.starts_at, row.ends_at) == (to.place.starts_at, to.place.ends_at);
    let kept = if stays { set_down::kept_holds(tx, &row, &to)? } else { Vec::new() };
    let anew: Vec<ResourceId> =
        to.resources().into_iter().filter(|resource| kept.iter().all(|held| held.resource != *resource)).collect();
    let mut shared = rules::check_free(tx, &to, &anew, &zone, Some(row.id))?;
    if !stays {
        rules::check_patient_free(tx, &to, &zone, Some(row.id))?;
    }
    shared.extend(kept.iter().filter(|held| held.on_purpose).map(|held| held.resource));
    set_down::set_down(tx, &row, &to, &shared, SetDown::Moved(leaves))
}
