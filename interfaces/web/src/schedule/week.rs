//! A provider's week at a site, one column for each day.

use super::grid;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::kit::{Button, Choice, DayGrid, Field, Icon, Live, PageHead, Tab, Tabs, filter_bar, wording};
use crate::staff::Staff;
use axum::extract::Query;
use kernel::{Day, Problem};
use maud::{Markup, Render, html};
use registry::practice::StaffId;
use serde::Deserialize;
use workflows::day_schedule::{DaySchedule, SchedulePage, WeekSchedule};

/// Whose week.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    day: String,
    provider: String,
}

/// `GET /schedule/week`; the grid alone to htmx.
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let site = staff.site()?.id;
    let day: Option<Day> = wanted.day.parse().ok();
    let provider: StaffId = match wanted.provider.parse() {
        Ok(provider) => provider,
        Err(_) => first_provider(&staff, day).await?,
    };
    let page = staff.ask(WeekSchedule { site, provider, day }).await?;
    if staff.asked != Asked::Page {
        return staff.show("Week", drawn(&staff, &page));
    }
    let to = |day: Day| format!("/schedule/week?day={day}&provider={provider}");
    let head = PageHead::new("Schedule")
        .more(
            html! { (page.labels.provider(provider)) ", week of " (wording::weekday(page.day)) " · " (page.site.name) },
        )
        .deed(Button::plain("Earlier").icon(Icon::Back).goes(to(page.day.plus_days(-7))).key('['))
        .deed(Button::plain("This week").goes(to(page.today)).key('t'))
        .deed(Button::plain("Later").icon(Icon::Forward).goes(to(page.day.plus_days(7))).key(']'));
    let tabs = Tabs::new(
        "Day or week",
        vec![Tab::new("Day", format!("/schedule?day={}", page.day)), Tab::here("Week", to(page.day))],
    );
    let providers = page.providers.iter().map(|line| Choice::new(line.id.to_string(), line.called())).collect();
    let choose = html! {
        (Field::select("provider", "Provider", providers).value(provider.to_string()))
        (Field::date("day", "Week of").value(page.day.to_string()))
    };
    let grid = Live::new("schedule", to(page.day), &["schedule"], drawn(&staff, &page));
    staff.show("Week", html! { (head) (tabs) (filter_bar("/schedule/week", choose)) (grid) })
}

async fn first_provider(staff: &Staff, day: Option<Day>) -> Result<StaffId, Problem> {
    let today = staff.ask(DaySchedule { site: staff.site()?.id, day }).await?;
    let first = today.columns.first().map(|column| column.provider);
    first.ok_or_else(|| Problem::not_found("no_provider", "No provider sees patients at this site yet."))
}

fn drawn(staff: &Staff, page: &SchedulePage) -> Markup {
    let columns = page.columns.iter().map(|column| {
        let title = column.day.civil().strftime("%a %-d").to_string();
        grid::column(staff, page, column, &title, &format!("{}_{}", column.provider, column.day))
    });
    let (opens, closes) = grid::hours(&page.columns);
    let mut grid = DayGrid::new("Schedule of the week", opens, closes, columns.collect());
    if let Some(today) = page.columns.iter().find(|column| column.day == page.today) {
        let id = format!("{}_{}", today.provider, today.day);
        grid = grid.now(id, page.now.civil(&page.site.zone).time());
    }
    grid.render()
}
