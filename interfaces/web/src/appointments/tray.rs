//! The tray: what somebody carries from one day to another. It stands above the schedule of every day until it is empty.

use crate::answer::Answer;
use crate::kit::{Button, Card, wording};
use crate::sealed::{Nothing, Sealed};
use crate::staff::Staff;
use axum::extract::Path;
use front_office::scheduling::{AppointmentId, LeaveAppointment, LiftAppointment, ScheduleLine};
use kernel::Day;
use maud::{Markup, Render, html};
use workflows::carried::{Carried, CarriedPage};

/// `POST /appointments/{appointment}/lift`
pub(super) async fn lift(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    staff.perform(request, LiftAppointment { appointment }).await?;
    Ok(staff.go_saying("/schedule", "It is on your tray. Go to another day and set it down."))
}

/// `POST /appointments/{appointment}/leave`
pub(super) async fn leave(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    staff.perform(request, LeaveAppointment { appointment }).await?;
    Ok(staff.go_saying("/schedule", "It stays where it was."))
}

/// What is carried, with the buttons that set it down on the day that is shown; nothing, if nothing is.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn tray(staff: &Staff, day: Day) -> Result<Markup, kernel::Problem> {
    let page = staff.ask(CarriedPage).await?;
    if page.lines.is_empty() {
        return Ok(html! {});
    }
    let list = html! { ul.plain-list { @for line in &page.lines { (carried(staff, &page, line, day)) } } };
    Ok(Card::new("On your tray", list).render())
}

fn carried(staff: &Staff, page: &Carried, line: &ScheduleLine, day: Day) -> Markup {
    let name = page.people.name(line.patient);
    let was = wording::moment(line.starts_at, &page.labels.zone(line.site));
    let at = format!("/appointments/{}", line.appointment);
    html! {
        li.split id={ "carried-" (line.appointment) } {
            span { strong { (name.reveal()) } " " (line.visit_type_name) ", " (line.ends_at.minutes_since(line.starts_at)) " min "
                span.quiet { "from " (was) ", " (page.labels.provider(line.provider)) } }
            div.row-deeds {
                (Button::plain("Set down on this day").about(name.reveal().as_str()).opens(format!("{at}/move?day={day}")))
                (Button::bare("Leave where it was").about(name.reveal().as_str()).posts(format!("{at}/leave"), &staff.seal()))
            }
        }
    }
}
