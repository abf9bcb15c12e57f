//! What the wallboards of a site show: a part of the page of its kiosks.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Choice, Faults, Field, Form, Width, side_by_side};
use crate::sealed::Sealed;
use crate::self_check_in::kiosks_page;
use crate::staff::Staff;
use front_office::wallboard::{Look, SetWallboard, WallboardOf, WallboardShows};
use kernel::Problem;
use maud::{Markup, Render, html};
use serde::Deserialize;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Typed {
    shows: Vec<String>,
    look: String,
    notice: String,
    version: String,
}

impl Typed {
    fn of(shows: &WallboardShows) -> Self {
        let parts = [
            ("count", shows.count),
            ("codes", shows.codes),
            ("providers", shows.providers),
            ("spanish", shows.in_spanish),
        ];
        Self {
            shows: parts.iter().filter(|(_, on)| *on).map(|(word, _)| (*word).to_owned()).collect(),
            look: shows.look.word().to_owned(),
            notice: shows.notice.clone(),
            version: shows.version.to_string(),
        }
    }

    fn shows(&self) -> WallboardShows {
        let ticked = |word: &str| self.shows.iter().any(|shown| shown == word);
        WallboardShows {
            count: ticked("count"),
            codes: ticked("codes"),
            providers: ticked("providers"),
            in_spanish: ticked("spanish"),
            look: Look::from_word(&self.look).unwrap_or(Look::Own),
            notice: self.notice.clone(),
            version: self.version.parse().unwrap_or(0),
        }
    }
}

/// The part of the page, with what was typed last.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn card(staff: &Staff, typed: Option<(Typed, Faults)>) -> Result<Markup, Problem> {
    let site = staff.site()?;
    let (typed, faults) = match typed {
        Some(typed) => typed,
        None => (Typed::of(&staff.ask(WallboardOf { site: site.id }).await?.0), Faults::none()),
    };
    let parts = vec![
        Choice::new("count", "How many wait"),
        Choice::new("codes", "Each waiting visit by its code")
            .hint("The code is on the check-in page and on the board: tell it to the patient."),
        Choice::new("providers", "Who runs late, and how long one waits for them"),
        Choice::new("spanish", "Everything in Spanish too"),
    ];
    let looks = Look::ALL.iter().map(|look| Choice::new(look.word(), look.title())).collect();
    let fields = html! {
        input type="hidden" name="version" value=(typed.version);
        (Field::checks("shows", "It shows", parts, typed.shows.clone()).fault(faults.of("shows")))
        (side_by_side(html! {
            (Field::select("look", "Colours", looks).value(&typed.look).width(Width::Short))
            (Field::text("notice", "A sentence at its foot").value(&typed.notice).fault(faults.of("notice")).optional()
                .hint("Such as: Please tell us if you feel worse. Never a patient’s name."))
        }))
    };
    let form = Form::post("/kiosks/wallboard", &staff.seal()).faults(faults).body(fields);
    Ok(Card::new(format!("What the wallboards at {} show", site.name), form.button(Button::main("Show this"))).render())
}

/// `POST /kiosks/wallboard`
pub(super) async fn set(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let deed = SetWallboard { site: staff.site()?.id, shows: form.shows() };
    match staff.perform(request, deed).await {
        Ok(()) => Ok(staff.go_saying("/kiosks", "The wallboards show this now.")),
        Err(why) => {
            let faults = form_faults(why)?;
            kiosks_page(&staff, Some((form, faults))).await?.again().answer()
        }
    }
}
