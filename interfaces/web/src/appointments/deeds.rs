//! What is done about an appointment: moved by drag, key or form; confirmed, cancelled, marked, brought back.

use super::booking::time_of;
use super::one::move_form;
use crate::answer::{Answer, form_faults, incomplete};
use crate::kit::Faults;
use crate::schedule::day_inside;
use crate::sealed::Sealed;
use crate::staff::{Staff, way_back};
use axum::extract::Path;
use front_office::scheduling::{
    Appointment, AppointmentId, CancelAppointment, CancelReason, ConfirmAppointment, HoursRule, MarkNoShow,
    MoveAppointment, Place, RestoreAppointment, RestoreTo,
};
use jiff::civil::Time;
use kernel::{Day, Problem};
use registry::practice::StaffId;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
    /// From a drop: `provider_day`.
    column: String,
    /// From a drop: `09:30`.
    start: String,
    provider: String,
    day: String,
    time: String,
    outside: String,
    reason: String,
    /// The schedule that it was begun from.
    back: String,
}

impl Typed {
    fn version(&self) -> Result<i64, Problem> {
        self.version.parse().map_err(|_| incomplete())
    }

    /// Where to, from a drop or from the form.
    fn wanted(&self) -> Result<(StaffId, Day, Time), Faults> {
        let (provider, day) = self.column.split_once('_').unwrap_or((&self.provider, &self.day));
        let time = if self.start.is_empty() { &self.time } else { &self.start };
        let mut faults = Faults::none();
        let provider = provider.parse().map_err(|_| faults.add("provider", "Choose the provider."));
        let day = day.parse().map_err(|_| faults.add("day", "Enter the day, like 2026-11-23 or 11/23/2026."));
        let time = time_of(time).ok_or_else(|| faults.add("time", "Enter the time, like 9:30 am or 14:30."));
        match (provider, day, time) {
            (Ok(provider), Ok(day), Ok(time)) => Ok((provider, day, time)),
            _ => Err(faults),
        }
    }

    /// Where a browser without a script goes on: the day it came from.
    fn back(&self) -> &str {
        match way_back(Some(&self.back)) {
            "/" => "/schedule",
            path => path,
        }
    }

    fn was_dropped(&self) -> bool {
        !self.column.is_empty()
    }
}

/// `POST /appointments/{appointment}/move`
pub(super) async fn move_to(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let version = typed.version()?;
    let shown = [typed.provider.as_str(), typed.day.as_str(), typed.time.as_str(), typed.back.as_str()];
    let (provider, day, from) = match typed.wanted() {
        Ok(wanted) => wanted,
        Err(_) if typed.was_dropped() => return Err(incomplete().into()),
        Err(faults) => {
            let body = move_form(&staff, appointment, version, shown, faults).await?;
            return staff.dialog_again("Move the appointment", body);
        }
    };
    let before = staff.ask(Appointment { appointment }).await?.line;
    // What does not change site keeps its room.
    let site = staff.site()?.id;
    let room = before.room.filter(|_| before.site == site);
    let hours = if typed.outside == "yes" { HoursRule::OutsideHours } else { HoursRule::WithinHours };
    let to = Place { site, provider, room, day, from };
    match staff.perform(request, MoveAppointment { appointment, version, to, hours }).await {
        Ok(()) if typed.was_dropped() => {
            let inside = day_inside(&staff, day).await?;
            staff.show("Schedule", inside)
        }
        Ok(()) => Ok(staff.close_dialog(typed.back())),
        Err(why) if typed.was_dropped() => Err(why.into()),
        Err(why) => {
            let body = move_form(&staff, appointment, version, shown, form_faults(why)?).await?;
            staff.dialog_again("Move the appointment", body)
        }
    }
}

/// `POST /appointments/{appointment}/confirm`
pub(super) async fn confirm(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, ConfirmAppointment { appointment, version: form.version()? }).await?;
    Ok(staff.close_dialog(form.back()))
}

/// `POST /appointments/{appointment}/cancel`
pub(super) async fn cancel(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let reason = CancelReason::from_word(&form.reason).ok_or_else(incomplete)?;
    staff.perform(request, CancelAppointment { appointment, version: form.version()?, reason }).await?;
    Ok(staff.close_dialog(form.back()))
}

/// `POST /appointments/{appointment}/no-show`
pub(super) async fn no_show(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, MarkNoShow { appointment, version: form.version()? }).await?;
    Ok(staff.close_dialog(form.back()))
}

/// `POST /appointments/{appointment}/restore`
pub(super) async fn restore(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let version = form.version()?;
    staff.perform(request, RestoreAppointment { appointment, version, to: RestoreTo::Before }).await?;
    Ok(staff.close_dialog(form.back()))
}
