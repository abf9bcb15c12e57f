//! Suggestions: the first free times for a kind of visit, each a button that takes it.

use super::booking::{Typed, time_of};
use crate::kit::{Empty, Icon, Notice, Tone, wording};
use crate::staff::Staff;
use front_office::scheduling::{FirstAvailable, PartOfDay};
use kernel::{Day, Problem};
use maud::{Markup, Render, html};

/// Free times shown.
const SHOWN: usize = 8;
/// Days looked through.
const DAYS: i32 = 90;

/// The first free times for what is typed so far; the provider chosen, or anybody.
///
/// # Errors
/// Whatever the office says.
pub(super) async fn suggestions(staff: &Staff, typed: &Typed) -> Result<Markup, Problem> {
    let Ok(visit_type) = typed.visit_type.parse() else {
        return Ok(
            Notice::new(Tone::Info, "Choose the kind of visit first: it says how long the time must be.").render()
        );
    };
    let site = staff.site()?;
    let today: Day = staff.desk.office().now().civil(&site.zone).date().into();
    let from = typed.day.parse().map_or(today, |day: Day| day.max(today));
    let query = FirstAvailable {
        visit_type,
        minutes: None,
        providers: typed.provider.parse().into_iter().collect(),
        sites: vec![site.id],
        from,
        days: DAYS,
        part: time_of(&typed.time).map_or(PartOfDay::Any, |time| match time.hour() {
            ..12 => PartOfDay::Morning,
            12..17 => PartOfDay::Afternoon,
            17.. => PartOfDay::Evening,
        }),
        weekdays: Vec::new(),
        at_most: SHOWN,
    };
    let found = staff.ask(query).await?.0;
    if found.openings.is_empty() {
        let say =
            "No free time in the next 90 days. Choose another provider, or leave the provider and the time empty.";
        return Ok(Empty::new(Icon::Calendar, say).render());
    }
    Ok(html! {
        fieldset.free-times {
            legend { "The first free times" }
            @for opening in &found.openings {
                @let zone = found.labels.zone(opening.site);
                @let time = opening.starts_at.civil(&zone).time();
                @let value = format!("{}|{}|{}", opening.provider, opening.day, time.strftime("%H:%M"));
                button.button name="take" value=(value) {
                    strong { (wording::weekday(opening.day)) " " (wording::clock(time)) }
                    " " (found.labels.provider(opening.provider))
                }
            }
        }
    })
}
