//! What a site sets for urgent care: whether walk-ins wait for the next provider, and the limits of the clocks.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, PageHead};
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use crate::wait_limits::{Typed, two};
use front_office::patient_flow::urgent_care::{Clock, SetUrgentCare, UrgentCare, UrgentCareOf};
use maud::{Markup, html};
use office::SiteId;
use std::collections::BTreeMap;

const TITLE: &str = "Urgent care";

fn typed_of(care: &UrgentCare) -> Typed {
    let mut typed = Typed(BTreeMap::new());
    for clock in Clock::ALL {
        typed.put(clock.word(), care.limit(*clock));
    }
    if care.on {
        typed.0.insert("on".to_owned(), "yes".to_owned());
    }
    typed.0.insert("version".to_owned(), care.version.to_string());
    typed
}

/// The deed: what differs from what is in force; or every fault of the form at once.
fn deed(typed: &Typed, site: SiteId, now: &UrgentCare) -> Result<SetUrgentCare, Faults> {
    let mut faults = Faults::none();
    let mut limits = Vec::new();
    for clock in Clock::ALL {
        let limit = typed.threshold(clock.word(), &mut faults).filter(|limit| *limit != now.limit(*clock));
        limits.extend(limit.map(|limit| (*clock, limit)));
    }
    let (version, on) = (typed.field("version").parse().unwrap_or(0), typed.field("on") == "yes");
    if faults.is_empty() { Ok(SetUrgentCare { site, version, on, limits }) } else { Err(faults) }
}

/// `GET /urgent-care`
pub(super) async fn show(staff: Staff) -> Answer {
    let now = staff.ask(UrgentCareOf { site: staff.site()?.id }).await?.0;
    staff.show(TITLE, body(&staff, &typed_of(&now), Faults::none())?)
}

/// `POST /urgent-care`
pub(super) async fn set(staff: Staff, Sealed { form, request }: Sealed<BTreeMap<String, String>>) -> Answer {
    let (typed, site) = (Typed(form), staff.site()?.id);
    let now = staff.ask(UrgentCareOf { site }).await?.0;
    let faults = match deed(&typed, site, &now) {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(()) => return Ok(staff.go_saying("/urgent-care", "It is set. Open boards follow at once.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    staff.page(TITLE, body(&staff, &typed, faults)?).again().answer()
}

fn body(staff: &Staff, typed: &Typed, faults: Faults) -> Result<Markup, kernel::Problem> {
    let site = &staff.site()?.name;
    let on = Choice::new("yes", "Walk-ins wait for the next provider")
        .hint("A nurse says how urgent each is, and whoever is free takes the next. Appointments keep their provider.");
    let picked = if typed.field("on") == "yes" { vec!["yes".to_owned()] } else { Vec::new() };
    let fields = html! {
        input type="hidden" name="version" value=(typed.field("version"));
        (Field::checks("on", "Urgent care", vec![on], picked).starts_here())
        p.quiet { "Whoever waits longer than “too long” of their level moves up by one level, but never to level 1. Level 1 alarms at once." }
        @for clock in Clock::ALL { (Fieldset::new(clock.title(), two(clock.word(), typed, &faults))) }
    };
    let form = Form::post("/urgent-care", &staff.seal()).faults(faults).body(fields);
    Ok(html! {
        (PageHead::new(TITLE).more(html! { (site) }))
        (tabs(staff, "/urgent-care"))
        (form.button(Button::main("Set")))
    })
}
