//! One's own account: who one is here, and the PIN for quick re-entry.

use crate::answer::{Answer, form_faults};
use crate::desk::Desk;
use crate::kit::{Button, Card, Facts, Faults, Field, Form, PageHead};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::Router;
use axum::routing::{get, post};
use kernel::Problem;
use maud::{Markup, html};
use office::{Password, Pin, SetOwnPin, Sites};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/account", get(show)).route("/account/pin", post(set_pin))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    old: String,
    #[serde(default)]
    pin: String,
}

fn body(staff: &Staff, faults: Faults) -> Markup {
    let roles: Vec<&str> = staff.who.roles().iter().map(|role| role.title()).collect();
    let sites = match staff.who.sites() {
        Sites::All => "Every site of the practice".to_owned(),
        Sites::Some(_) => staff.site_names().join(", "),
    };
    let fields = html! {
        (Field::password("old", "Your password").autocomplete("current-password").fault(faults.of("old")))
        (Field::password("pin", "New PIN").autocomplete("off").fault(faults.of("pin"))
            .hint("Four to eight digits. With it you open your own locked session quickly; it does not sign you in."))
    };
    html! {
        (PageHead::new("Your account").deed(Button::plain("Change your password").goes("/account/password")))
        (Card::new("Who you are here", Facts::new()
            .fact("Name", staff.who.name()).fact("Roles", roles.join(", ")).fact("You work at", sites)))
        (Card::new("Your PIN", Form::post("/account/pin", &staff.seal()).faults(faults).body(fields)
            .button(Button::main("Set the PIN"))))
    }
}

async fn show(staff: Staff) -> Answer {
    staff.show("Your account", body(&staff, Faults::none()))
}

async fn set_pin(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let mut faults = Faults::none();
    if form.old.is_empty() {
        faults.add("old", "Enter your password.");
    }
    let pin = Pin::chosen(&form.pin);
    if let Err(why) = &pin {
        faults.add("pin", why.say());
    }
    let (Ok(pin), true) = (pin, faults.is_empty()) else {
        return staff.page("Your account", body(&staff, faults)).again().answer();
    };
    let pin_hash = tokio::task::spawn_blocking(move || pin.hash())
        .await
        .map_err(|_| Problem::busy("office_closed", "Moa is closing. Try again in a moment."))?;
    let deed = SetOwnPin { password: Password::typed(form.old), pin_hash };
    match staff.perform(request, deed).await {
        Ok(()) => Ok(staff.go_saying("/account", "Your PIN is set.")),
        Err(why) => {
            let faults = form_faults(why)?;
            staff.page("Your account", body(&staff, faults)).again().answer()
        }
    }
}
