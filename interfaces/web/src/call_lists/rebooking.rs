//! Whom to book again, because their appointment was cancelled or missed.

use super::{phone, tabs, who};
use crate::answer::{Answer, incomplete};
use crate::asked::Asked;
use crate::kit::{Button, Card, Column, Empty, Icon, Live, PageHead, Pill, Row, Table, Tone, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::follow_up::{Because, CloseRebooking, RebookingAttempt, RebookingLine};
use front_office::scheduling::AppointmentId;
use kernel::Problem;
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::follow_up::{RebookingAnswer, RebookingPage};

/// Days for which a call that reached nobody puts it away.
const USUAL_DAYS: i32 = 2;

/// `GET /to-rebook`; the list alone to htmx.
pub(super) async fn show(staff: Staff) -> Answer {
    let page = staff.ask(RebookingPage { site: staff.site()?.id }).await?;
    let inside = inside(&staff, &page);
    if staff.asked != Asked::Page {
        return staff.show("To book again", inside);
    }
    let head = PageHead::new("To book again").more(html! { (page.list.site.name) });
    let live = Live::new("to-rebook", "/to-rebook", &["calls"], inside);
    staff.show("To book again", html! { (head) (tabs("/to-rebook")) (live) })
}

fn inside(staff: &Staff, page: &RebookingAnswer) -> Markup {
    let columns = vec![
        Column::words("Patient"),
        Column::words("Telephone"),
        Column::words("For"),
        Column::words("With"),
        Column::words("Why"),
        Column::words("Since"),
        Column::deeds("Deeds"),
    ];
    let rows = page.lines.iter().map(|line| row(staff, page, line)).collect();
    let nothing = "Nobody is to be booked again. Cancelled and missed appointments stand here until they are.";
    let table = Table::new("To book again", columns, rows).or(Empty::new(Icon::CheckCircle, nothing));
    html! { (Card::new("To book again", table).to_the_edge()) }
}

fn row(staff: &Staff, page: &RebookingAnswer, line: &RebookingLine) -> Row {
    let list = &page.list;
    let name = list.people.name(line.patient).into_revealed();
    let version = line.version.to_string();
    let book = format!(
        "/appointments/new?patient={}&visit_type={}&provider={}&day={}&back=/to-rebook",
        line.patient, line.visit_type, line.provider, list.today
    );
    let post = |words: &str, deed: &str| {
        Button::bare(words)
            .about(&name)
            .posts(format!("/to-rebook/{}/{deed}", line.appointment), &staff.seal())
            .with("version", version.as_str())
    };
    let because = match line.because {
        Because::Cancelled => Pill::new(Tone::Quiet, "Cancelled"),
        Because::Missed => Pill::new(Tone::Warn, "Did not come"),
    };
    Row::new(vec![
        who(list, line.patient),
        phone(list, line.patient),
        html! { (list.visit_type(line.visit_type)) },
        html! { (list.labels.provider(line.provider)) },
        html! {
            (because)
            @if line.attempts > 0 { " called " (line.attempts) @if line.attempts == 1 { " time" } @else { " times" } }
        },
        html! { (wording::digits(line.made_at.civil(&list.site.zone).date().into())) },
        html! {
            @if staff.may(Permission::Schedule) {
                div.row-deeds {
                    (Button::plain("Book").about(&name).goes(book))
                    (post("Not reached", "attempt"))
                    (post("Does not come again", "close"))
                }
            }
        },
    ])
    .id(format!("rebook-{}", line.appointment))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
}

impl Typed {
    fn version(&self) -> Result<i64, Problem> {
        self.version.parse().map_err(|_| incomplete())
    }
}

/// `POST /to-rebook/{appointment}/attempt`
pub(super) async fn attempt(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let days = USUAL_DAYS;
    staff.perform(request, RebookingAttempt { appointment, version: form.version()?, days }).await?;
    Ok(staff.go_saying("/to-rebook", "It comes back in two days."))
}

/// `POST /to-rebook/{appointment}/close`
pub(super) async fn close(
    staff: Staff,
    Path(appointment): Path<AppointmentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, CloseRebooking { appointment, version: form.version()? }).await?;
    Ok(staff.go_saying("/to-rebook", "It is off the list."))
}
