//! The steps that a board's buttons post: arrived, along to the next status, undone, gone unseen.

use crate::answer::{Answer, incomplete};
use crate::board;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::patient_flow::{Advance, Arrive, LeaveWithoutBeingSeen, Status, UndoStatus, VisitId};
use front_office::scheduling::{AppointmentId, MarkNoShow};
use kernel::Problem;
use serde::Deserialize;

/// What a button sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Step {
    version: String,
    to: String,
    back: String,
}

impl Step {
    /// The version that was on the screen.
    fn version(&self) -> Result<i64, Problem> {
        version(&self.version)
    }
}

/// The version that a form brought back.
pub(super) fn version(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| incomplete())
}

/// `POST /appointments/{appointment}/arrival`
pub(super) async fn arrive(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Step>,
) -> Answer {
    staff.perform(request, Arrive { appointment }).await?;
    board::after(&staff, &form.back).await
}

/// `POST /appointments/{appointment}/no-show-at-board`
pub(super) async fn no_show(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Step>,
) -> Answer {
    let version = form.version()?;
    staff.perform(request, MarkNoShow { appointment, version }).await?;
    board::after(&staff, &form.back).await
}

/// `POST /visits/{visit}/status`
pub(super) async fn advance(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form, request }: Sealed<Step>,
) -> Answer {
    let to = Status::from_word(&form.to)
        .ok_or_else(|| Problem::invalid("no_such_status", "There is no such status. Load the page again."))?;
    staff.perform(request, Advance { visit, version: form.version()?, to }).await?;
    board::after(&staff, &form.back).await
}

/// `POST /visits/{visit}/undo`
pub(super) async fn undo(staff: Staff, Path(visit): Path<VisitId>, Sealed { form, request }: Sealed<Step>) -> Answer {
    staff.perform(request, UndoStatus { visit, version: form.version()? }).await?;
    board::after(&staff, &form.back).await
}

/// `POST /visits/{visit}/left-unseen`
pub(super) async fn left_unseen(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form, request }: Sealed<Step>,
) -> Answer {
    staff.perform(request, LeaveWithoutBeingSeen { visit, version: form.version()? }).await?;
    board::after(&staff, &form.back).await
}
