//! Changing one's own password; at the first sign-in before anything else.

use crate::answer::{Answer, form_faults};
use crate::desk::Desk;
use crate::kit::{Button, Faults, Field, Form, Notice, PageHead, Tone};
use crate::sealed::Sealed;
use crate::staff::Newcomer;
use axum::Router;
use axum::routing::get;
use kernel::Problem;
use maud::{Markup, html};
use office::{ChangeOwnPassword, PASSWORD_LENGTH_MIN, Password};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/account/password", get(show).post(change))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    old: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// The hash of a new password, made beside the async threads because it is slow on purpose.
///
/// # Errors
/// Busy, when Moa is closing.
pub(crate) async fn hashed(password: Password) -> Result<String, Problem> {
    tokio::task::spawn_blocking(move || password.hash())
        .await
        .map_err(|_| Problem::busy("office_closed", "Moa is closing. Try again in a moment."))
}

fn body(staff: &crate::staff::Staff, faults: Faults) -> Markup {
    let fields = html! {
        (Field::password("old", "Your password until now").autocomplete("current-password").fault(faults.of("old")).starts_here())
        (Field::password("password", "New password").autocomplete("new-password").fault(faults.of("password"))
            .hint(format!("At least {PASSWORD_LENGTH_MIN} characters. A few words in a row are easy to keep in mind.")))
        (Field::password("again", "New password once more").autocomplete("new-password").fault(faults.of("again")))
    };
    html! {
        (PageHead::new("Change your password"))
        (Notice::new(Tone::Info, "A password that somebody else gave you is changed at the first sign-in."))
        (Form::post("/account/password", &staff.seal()).faults(faults).body(fields).button(Button::main("Change it")))
    }
}

async fn show(Newcomer(staff): Newcomer) -> Answer {
    staff.show("Change your password", body(&staff, Faults::none()))
}

async fn change(Newcomer(staff): Newcomer, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let mut faults = Faults::none();
    if form.old.is_empty() {
        faults.add("old", "Enter your password until now.");
    }
    let chosen = Password::chosen(&form.password);
    if let Err(why) = &chosen {
        faults.add("password", why.say());
    }
    if form.again != form.password {
        faults.add("again", "This is not the same as the new password above.");
    }
    let (Ok(chosen), true) = (chosen, faults.is_empty()) else {
        let page = staff.page("Change your password", body(&staff, faults));
        return page.again().answer();
    };
    let deed = ChangeOwnPassword { old: Password::typed(form.old), new_hash: hashed(chosen).await? };
    match staff.perform(request, deed).await {
        Ok(()) => {
            staff.desk.office().refresh_session(&staff.token);
            Ok(staff.go_saying("/", "Your password is changed."))
        }
        Err(why) => {
            let faults = form_faults(why)?;
            let page = staff.page("Change your password", body(&staff, faults));
            page.again().answer()
        }
    }
}
