//! In how many days each step of a referral is due, as the manager sets it.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Column, Faults, Form, PageHead, Row, Table};
use crate::page::Page;
use crate::sealed::Sealed;
use crate::staff::Staff;
use front_office::referrals::{Awaited, Clock, Clocks, ReferralUrgency, SetClocks};
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;

/// `GET /referral-clocks`
pub(super) async fn show(staff: Staff) -> Answer {
    let all = staff.ask(Clocks).await?.0;
    let typed = all.iter().map(|clock| clock.days.to_string()).collect::<Vec<_>>();
    page(&staff, &typed, Faults::none()).answer()
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    /// One for each urgency and step, in their order.
    days: Vec<String>,
}

/// `POST /referral-clocks`
pub(super) async fn set(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let all = ReferralUrgency::ALL.iter().flat_map(|urgency| Awaited::ALL.iter().map(move |step| (*urgency, *step)));
    let typed = |at: usize| form.days.get(at).and_then(|days| days.trim().parse().ok()).unwrap_or(0);
    let clocks = all.enumerate().map(|(at, (urgency, awaited))| Clock { urgency, awaited, days: typed(at) }).collect();
    match staff.perform(request, SetClocks { clocks }).await {
        Ok(()) => {
            Ok(staff.go_saying("/referral-clocks", "The clocks are set. What is due already stays due when it was."))
        }
        Err(why) => page(&staff, &form.days, form_faults(why)?).again().answer(),
    }
}

fn page<'a>(staff: &'a Staff, days: &[String], faults: Faults) -> Page<'a> {
    let steps = Awaited::ALL.len();
    let cell = |urgency: usize, at: usize| -> Markup {
        let value = days.get(urgency * steps + at).map_or("", String::as_str);
        let name = format!("{}, {}", Awaited::ALL[at].title(), ReferralUrgency::ALL[urgency].title().to_lowercase());
        html! { input.input.few type="text" inputmode="numeric" name="days" size="3" maxlength="3" value=(value) aria-label=(name); " days" }
    };
    // The fields are sent column by column, because that is the order in which they are read.
    let column = |urgency: usize| -> Table {
        let rows = (0..steps).map(|at| Row::new(vec![html! { (Awaited::ALL[at].title()) }, cell(urgency, at)]));
        let title = ReferralUrgency::ALL[urgency].title();
        Table::new(title, vec![Column::words(title), Column::words("Due within")], rows.collect())
    };
    let fields =
        html! { div.two-columns { @for urgency in 0..ReferralUrgency::ALL.len() { div { (column(urgency)) } } } };
    let mut form = Form::post("/referral-clocks", &staff.seal()).faults(faults).body(fields);
    if staff.may(Permission::ManagePractice) {
        form = form.button(Button::main("Set the clocks"));
    }
    let head = PageHead::new("Clocks of referrals").back("/referrals", "Referrals");
    staff.page("Clocks of referrals", html! { (head) (form) })
}
