//! A site's day, one column for each provider; kept fresh by the live stream.

use super::grid;
use crate::answer::{Answer, Fault};
use crate::asked::Asked;
use crate::kit::{Button, DayGrid, Empty, Field, Icon, Live, PageHead, Tab, Tabs, filter_bar, wording};
use crate::staff::Staff;
use axum::extract::Query;
use kernel::Day;
use maud::{Markup, Render, html};
use office::Permission;
use serde::Deserialize;
use workflows::day_schedule::{DaySchedule, SchedulePage};

/// Which day.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    day: String,
}

async fn asked(staff: &Staff, day: Option<Day>) -> Result<SchedulePage, Fault> {
    Ok(staff.ask(DaySchedule { site: staff.site()?.id, day }).await?)
}

/// `GET /schedule`; the grid alone to htmx.
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let page = asked(&staff, wanted.day.parse().ok()).await?;
    if staff.asked != Asked::Page {
        return staff.show("Schedule", drawn(&staff, &page));
    }
    let to = |day: Day| format!("/schedule?day={day}");
    let mut head = PageHead::new("Schedule")
        .more(html! { (wording::in_full(page.day)) " · " (page.site.name) })
        .deed(Button::plain("Earlier").icon(Icon::Back).goes(to(page.day.plus_days(-1))).key('['))
        .deed(Button::plain("Today").goes("/schedule").key('t'))
        .deed(Button::plain("Later").icon(Icon::Forward).goes(to(page.day.plus_days(1))).key(']'));
    if staff.may(Permission::Schedule) {
        let day = page.day.max(page.today);
        let book = Button::main("Book").icon(Icon::Plus).opens(format!("/appointments/new?day={day}"));
        head = head.deed(book.key('n'));
        let away = format!("/schedule/repair?day={day}");
        head = head.deed(Button::bare("Somebody is away").goes(away));
    }
    let jump = Field::date("day", "Go to").value(page.day.to_string());
    let first = page.columns.first().map(|column| column.provider.to_string()).unwrap_or_default();
    let tabs = Tabs::new(
        "Day or week",
        vec![
            Tab::here("Day", to(page.day)),
            Tab::new("Week", format!("/schedule/week?day={}&provider={first}", page.day)),
        ],
    );
    let grid = Live::new("schedule", to(page.day), &["schedule"], drawn(&staff, &page));
    let carried = crate::appointments::tray::tray(&staff, page.day).await?;
    staff.show("Schedule", html! { (head) (tabs) (filter_bar("/schedule", jump)) (carried) (grid) })
}

/// The grid of a day, after a deed in it.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn inside(staff: &Staff, day: Day) -> Result<Markup, Fault> {
    let page = asked(staff, Some(day)).await?;
    Ok(drawn(staff, &page))
}

fn drawn(staff: &Staff, page: &SchedulePage) -> Markup {
    if page.columns.is_empty() {
        return Empty::new(
            Icon::Calendar,
            "No provider sees patients at this site. The office manager adds providers and their hours under Staff.",
        )
        .render();
    }
    let columns = page.columns.iter().map(|column| {
        let title = page.labels.provider(column.provider);
        grid::column(staff, page, column, title, &format!("{}_{}", column.provider, column.day))
    });
    let (opens, closes) = grid::hours(&page.columns);
    let name = format!("Schedule of {}", wording::in_full(page.day));
    let mut grid = DayGrid::new(name, opens, closes, columns.collect());
    if page.day == page.today {
        grid = grid.now("*", page.now.civil(&page.site.zone).time());
    }
    grid.render()
}
