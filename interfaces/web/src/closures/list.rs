//! The closures ahead, each with the way to the schedule of its day and the button that opens it again.

use crate::answer::Answer;
use crate::kit::{Button, Column, Empty, Icon, PageHead, Row, Table, wording};
use crate::practice::tabs;
use crate::sealed::{Nothing, Sealed};
use crate::staff::Staff;
use axum::extract::Path;
use front_office::scheduling::{BookingChoices, Closed, ClosureId, ClosureOf, HoursOf, RemoveClosure};
use maud::{Markup, html};
use office::Permission;
use registry::practice::StaffLine;

/// Closures shown at once; a year of them is rarely more.
const SHOWN_MAX: usize = 300;

/// `GET /closures`
pub(super) async fn show(staff: Staff) -> Answer {
    let site = staff.site()?;
    let closures = staff.ask(HoursOf { site: site.id }).await?.0.closures;
    let providers = staff.ask(BookingChoices { site: site.id }).await?.0.providers;
    let manages = staff.may(Permission::ManagePractice);
    let mut head = PageHead::new("Closures").more(html! { (site.name) " · the year ahead" });
    if manages {
        head = head.deed(Button::main("Enter a closure").icon(Icon::Plus).goes("/closures/new").key('n'));
    }
    let mut columns = vec![
        Column::words("Day"),
        Column::words("Hours"),
        Column::words("Who"),
        Column::words("Why"),
        Column::words("Note"),
    ];
    if manages {
        columns.push(Column::deeds("Deeds"));
    }
    let rows = closures.iter().take(SHOWN_MAX).map(|closed| row(&staff, closed, &providers)).collect();
    let nothing = Empty::new(Icon::Calendar, "No closure is entered for the year ahead.");
    let body = html! {
        (head)
        (tabs(&staff, "/closures"))
        (Table::new("Closures ahead", columns, rows).or(nothing))
        @if closures.len() > SHOWN_MAX { p.quiet { "These are the first " (SHOWN_MAX) "." } }
    };
    staff.show("Closures", body)
}

fn row(staff: &Staff, closed: &Closed, providers: &[StaffLine]) -> Row {
    let who = match closed.of {
        ClosureOf::Site(_) => "The whole site".to_owned(),
        ClosureOf::Provider(id) => {
            providers.iter().find(|line| line.id == id).map_or_else(|| "A provider".to_owned(), StaffLine::called)
        }
    };
    let open = Button::bare("Open again")
        .about(format!("{}, {who}", wording::weekday(closed.day)))
        .posts(format!("/closures/{}/remove", closed.id), &staff.seal());
    Row::new(vec![
        html! { a href={ "/schedule?day=" (closed.day) } { (wording::weekday(closed.day)) } },
        hours(closed),
        html! { (who) },
        html! { (closed.kind.title()) },
        html! { (closed.note) },
        html! { (open) },
    ])
}

fn hours(closed: &Closed) -> Markup {
    let clock = |minute: i64| format!("{}:{:02}", minute / 60, minute % 60);
    html! {
        @if closed.from_minute == 0 && closed.to_minute == 1_440 { "Whole day" }
        @else { (clock(closed.from_minute)) "–" (clock(closed.to_minute)) }
    }
}

/// `POST /closures/{closure}/remove`
pub(super) async fn remove(
    staff: Staff,
    Path(closure): Path<ClosureId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    staff.perform(request, RemoveClosure { closure }).await?;
    Ok(staff.go_saying("/closures", "It is open again on that day."))
}
