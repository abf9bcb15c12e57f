//! Booking while they are on the telephone: the kind of visit, the first free times, one of them.

use super::panel::{Around, Panel, panel_of};
use crate::answer::{Answer, form_faults, incomplete};
use crate::appointments::{PARTS, each_or, kinds_of_visit};
use crate::booking_questions::{Chosen, anybody_of, asking, given, moved, only_with, shown};
use crate::kit::{Button, Choice, Faults, Field, Width, side_by_side, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::booking_questions::{AskedNow, Asking, HandOver};
use front_office::phone::CallId;
use front_office::scheduling::{BookAppointment, FirstAvailable, HoursRule, OpeningsFound, PartOfDay, Place};
use jiff::civil::Time;
use kernel::{Day, Phi};
use maud::{Markup, html};
use office::SiteId;
use serde::Deserialize;
use workflows::asked_first::AskedFirst;
use workflows::in_the_call::BookForCaller;
use workflows::phone_desk::CallPage;

/// Free times offered: as many as can be said on the telephone.
const OFFERED: usize = 6;
/// Days looked through.
const DAYS: i32 = 90;

#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    visit_type: String,
    provider: String,
    part: String,
    from: String,
    why: String,
    take: String,
    /// The site to which the questions led; that of the call, where nothing is said.
    site: String,
    /// Where the questions stand, and the answer that was pressed.
    asked_edition: String,
    asked_path: String,
    answer: String,
}

/// The part of the panel that books.
pub(super) fn part(around: &Around<'_>) -> Markup {
    let (panel, choices) = (around.panel, around.choices);
    let asked = around.asking;
    let providers = each_or(anybody_of(asked, "Whoever is free first"), &choices.providers);
    let parts = PARTS.map(|(value, words)| Choice::new(value, words)).into();
    let kind = Field::select("visit_type", "Kind of visit", kinds_of_visit(&choices.visit_types))
        .id("call-visit-type")
        .value(panel.typed("visit_type"))
        .fault(panel.faults.of("visit_type"));
    let begins = panel.times.is_none() && around.answer.call.reason.is_none() && panel.faults.is_empty();
    let moved = !panel.typed("answer").is_empty();
    let asks = asked.is_some() && (begins || moved && panel.faults.is_empty() && panel.times.is_none());
    let fields = html! {
        // What Enter in a field presses; without it that would be the first of the answers.
        @if asked.is_some() { button hidden { "First free times" } }
        input type="hidden" name="site" value=(panel.typed("site"));
        (shown(asked, asks, moved))
        (side_by_side(html! {
            @if begins && !asks { (kind.starts_here()) } @else { (kind) }
            (Field::select("provider", "Provider", providers).id("call-provider").value(panel.typed("provider")))
        }))
        (side_by_side(html! {
            (Field::select("part", "Time of day", parts).id("call-part").value(panel.typed("part")).width(Width::Short))
            (Field::date("from", "Not before").id("call-from").value(panel.typed("from")).optional())
            (Field::text("why", "Why do they come?").id("call-why").value(panel.typed("why")).optional())
        }))
    };
    html! {
        section.call-part {
            h3 { "Book an appointment" }
            (around.form("free-times").body(fields).button(Button::plain("First free times")))
            @if let Some(times) = &panel.times { (offered(around, times)) }
            @if hands_over(asked) == Some(HandOver::RedFlags) { (super::parts::symptoms(around)) }
        }
    }
}

/// To whom the questions hand over what is not booked here.
pub(super) fn hands_over(asked: Option<&Asking>) -> Option<HandOver> {
    match &asked?.now {
        AskedNow::NotHere(other) => Some(other.hand_over),
        AskedNow::Question(_) | AskedNow::Book(_) => None,
    }
}

fn offered(around: &Around<'_>, times: &OpeningsFound) -> Markup {
    let panel = around.panel;
    if times.openings.is_empty() {
        return html! { p { "No free time in the next 90 days. Try another provider or any time of day." } };
    }
    let fields = html! {
        @for name in CARRIED { input type="hidden" name=(name) value=(panel.typed(name)); }
        fieldset.free-times {
            legend { "Offer these" }
            @for (at, opening) in times.openings.iter().enumerate() {
                @let time = opening.starts_at.civil(&times.labels.zone(opening.site)).time();
                @let value = format!("{}|{}|{}", opening.provider, opening.day, time.strftime("%H:%M"));
                button.button name="take" value=(value) autofocus[at == 0] data-focus[at == 0] {
                    strong { (wording::weekday(opening.day)) " " (wording::clock(time)) } " " (times.labels.provider(opening.provider))
                }
            }
        }
    };
    html! { (around.form("booking").body(fields)) }
}

/// What goes from the search to the booking.
const CARRIED: [&str; 8] = ["visit_type", "provider", "part", "from", "why", "site", "asked_edition", "asked_path"];

impl Typed {
    fn chosen(&self) -> Chosen {
        let (visit_type, provider, site) = (self.visit_type.clone(), self.provider.clone(), self.site.clone());
        Chosen { visit_type, provider, site }
    }

    fn fields(&self) -> Vec<(String, String)> {
        let all = [
            ("visit_type", &self.visit_type),
            ("provider", &self.provider),
            ("part", &self.part),
            ("from", &self.from),
            ("why", &self.why),
            ("site", &self.site),
            ("asked_edition", &self.asked_edition),
            ("asked_path", &self.asked_path),
            ("answer", &self.answer),
        ];
        all.map(|(name, value)| (name.to_owned(), value.clone())).into()
    }

    fn query(&self, site: SiteId, today: Day, asked: Option<&Asking>) -> Result<FirstAvailable, Faults> {
        let Ok(visit_type) = self.visit_type.parse() else {
            let mut faults = Faults::none();
            faults.add("visit_type", "Choose the kind of visit first: it says how long the time must be.");
            return Err(faults);
        };
        Ok(FirstAvailable {
            visit_type,
            minutes: None,
            providers: only_with(asked, &self.chosen()),
            sites: vec![self.site.parse().unwrap_or(site)],
            from: self.from.parse().map_or(today, |day: Day| day.max(today)),
            days: DAYS,
            part: PartOfDay::from_word(&self.part).unwrap_or(PartOfDay::Any),
            weekdays: Vec::new(),
            at_most: OFFERED,
        })
    }
}

async fn times(staff: &Staff, call: CallId, typed: &Typed, faults: Faults) -> Answer {
    let place = staff.ask(CallPage { call }).await?.site;
    let today = staff.desk.office().now().civil(&place.zone).date().into();
    let asked = asking(staff, &typed.asked_edition, &typed.asked_path).await?;
    match typed.query(place.id, today, asked.as_ref()) {
        Ok(query) => {
            let found = staff.ask(query).await?.0;
            let panel = Panel { times: Some(found), ..Panel::faulty(faults, typed.fields()) };
            panel_of(staff, call, panel).await
        }
        Err(missing) => panel_of(staff, call, Panel::faulty(missing, typed.fields())).await,
    }
}

/// `POST /calls/{call}/free-times`
pub(super) async fn free_times(staff: Staff, Path(call): Path<CallId>, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    if form.answer.is_empty() {
        return times(&staff, call, &form, Faults::none()).await;
    }
    let mut typed = form;
    let asked = (typed.asked_edition.as_str(), typed.asked_path.as_str());
    let moved = moved(&staff, asked, &typed.answer, typed.chosen()).await?;
    (typed.asked_edition, typed.asked_path) = (moved.edition, moved.path);
    (typed.visit_type, typed.provider) = (moved.chosen.visit_type, moved.chosen.provider);
    typed.site = moved.chosen.site;
    if moved.led && !typed.visit_type.is_empty() {
        return times(&staff, call, &typed, Faults::none()).await;
    }
    panel_of(&staff, call, Panel::faulty(Faults::none(), typed.fields())).await
}

/// `POST /calls/{call}/booking`: takes one of the times that were offered; if it has gone, offers the next.
pub(super) async fn book(
    staff: Staff,
    Path(call): Path<CallId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let found = staff.ask(CallPage { call }).await?;
    let patient = found.call.patient.ok_or_else(incomplete)?;
    let chosen: Vec<&str> = typed.take.split('|').collect();
    let [provider, day, time] = chosen.as_slice() else { return Err(incomplete().into()) };
    let (Ok(provider), Ok(day), Ok(from)) = (provider.parse(), day.parse(), Time::strptime("%H:%M", time)) else {
        return Err(incomplete().into());
    };
    let booking = BookAppointment {
        patient,
        at: Place { site: typed.site.parse().unwrap_or(found.site.id), provider, room: None, day, from },
        visit_type: typed.visit_type.parse().map_err(|_| incomplete())?,
        minutes: None,
        reason: Phi::new(typed.why.clone()),
        hours: HoursRule::WithinHours,
    };
    let given = given(&typed.asked_edition, &typed.asked_path);
    match staff.perform(request, AskedFirst { given, booking: BookForCaller { call, booking } }).await {
        Ok(_) => {
            let say = format!("Booked: {} at {}.", wording::weekday(day), wording::clock(from));
            panel_of(&staff, call, Panel::saying(&say)).await
        }
        Err(why) => times(&staff, call, &typed, form_faults(why)?).await,
    }
}
