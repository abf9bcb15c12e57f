//! Hours: when providers see patients at the site worked at, as the template of their week.

mod set;
mod typed;

use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Button, Card, Empty, Facts, Icon, PageHead};
use crate::practice::tabs;
use crate::staff::Staff;
use axum::Router;
use axum::routing::get;
use front_office::scheduling::{BookingChoices, HoursLine};
use maud::{Render, html};
use office::Permission;
use typed::{DAYS, Period, periods, said};

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/hours", get(show)).route("/hours/{staff}", get(set::begin).post(set::keep))
}

/// `GET /hours`
async fn show(staff: Staff) -> Answer {
    let site = staff.site()?;
    let providers = staff.ask(BookingChoices { site: site.id }).await?.0.providers;
    let lines = set::lines_of(&staff).await?;
    let card = |who: &registry::practice::StaffLine| {
        let mine: Vec<&HoursLine> = lines.iter().filter(|line| line.provider == who.id).collect();
        let week = |period: &Period<'_>| {
            DAYS.iter().fold(Facts::new(), |facts, (weekday, name, _)| facts.fact(*name, said(&period.lines, *weekday)))
        };
        let weeks = html! {
            @for period in periods(&mine, staff.today()) {
                @if let Some(when) = period.said() { h3 { (when) } }
                (week(&period))
            }
        };
        let card = Card::new(who.called(), weeks);
        if staff.may(Permission::ManagePractice) {
            return card.deed(Button::bare("Change").about(who.called()).goes(format!("/hours/{}", who.id)));
        }
        card
    };
    let nobody = Empty::new(Icon::Calendar, "No provider sees patients at this site yet. Add them under Staff.");
    let body = html! {
        (PageHead::new("Hours").more(html! { (site.name) }))
        (tabs(&staff, "/hours"))
        @if providers.is_empty() { (nobody.render()) }
        @for who in &providers { (card(who)) }
    };
    staff.show("Hours", body)
}
