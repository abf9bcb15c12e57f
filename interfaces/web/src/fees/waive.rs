//! Waiving a fee, with a reason that stays with it.

use crate::answer::{Answer, form_faults, incomplete};
use crate::kit::{Button, Facts, Faults, Field, Form};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::follow_up::{FeeStanding, MissedFee, WaiveFee};
use front_office::scheduling::{Appointment, AppointmentId};
use kernel::{Phi, Problem};
use maud::{Markup, Render, html};
use office::Permission;
use serde::Deserialize;

const TITLE: &str = "Waive the fee";

/// A fee in a line: what for, how much, and how it stands.
pub(crate) fn said(fee: &MissedFee) -> String {
    let (amount, what) = (fee.amount, fee.kind.title().to_lowercase());
    match (&fee.standing, &fee.waived_because) {
        (FeeStanding::Due, _) => format!("{amount} due ({what})"),
        (FeeStanding::Waived, Some(why)) => format!("{amount} waived ({what}): {}", why.reveal()),
        (FeeStanding::Waived, None) => format!("{amount} waived ({what})"),
    }
}

/// The button that waives a fee, for whoever may and as long as it is due.
pub(crate) fn waive_button(staff: &Staff, fee: &MissedFee) -> Option<Button> {
    let may = fee.standing == FeeStanding::Due && staff.may(Permission::DoubleBook);
    may.then(|| Button::plain(TITLE).opens(format!("/appointments/{}/fee", fee.appointment)))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
    because: String,
}

/// `GET /appointments/{appointment}/fee`: why.
pub(super) async fn ask(staff: Staff, Path(appointment): Path<AppointmentId>) -> Answer {
    let body = form(&staff, appointment, &Typed::default(), Faults::none()).await?;
    staff.dialog(TITLE, body)
}

async fn form(staff: &Staff, appointment: AppointmentId, typed: &Typed, faults: Faults) -> Result<Markup, Problem> {
    let fee = staff.ask(Appointment { appointment }).await?.fee;
    let Some(fee) = fee else {
        return Ok(html! { p { "Nothing is owed for this appointment." } });
    };
    let form = staff.in_place(Form::post(format!("/appointments/{appointment}/fee"), &staff.seal()));
    let fields = html! {
        input type="hidden" name="version" value=(fee.version);
        (Field::text("because", "Why is it waived?").value(&typed.because).fault(faults.of("because")).starts_here())
    };
    Ok(html! {
        (Facts::new().fact("Fee", said(&fee)))
        @if fee.standing == FeeStanding::Due {
            (form.faults(faults).body(fields).button(Button::main(TITLE)).render())
        }
    })
}

/// `POST /appointments/{appointment}/fee`
pub(super) async fn waive(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let version = typed.version.parse().map_err(|_| incomplete())?;
    let waive = WaiveFee { appointment, version, because: Phi::new(typed.because.clone()) };
    match staff.perform(request, waive).await {
        Ok(()) => Ok(staff.close_dialog(&format!("/appointments/{appointment}"))),
        Err(why) => {
            let body = form(&staff, appointment, &typed, form_faults(why)?).await?;
            staff.dialog_again(TITLE, body)
        }
    }
}
