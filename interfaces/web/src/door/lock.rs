//! Locking a session and opening it again with the PIN or the password, without losing what was on the screen.

use super::sign_in::{lead, leave};
use crate::answer::{Answer, Fault};
use crate::asked::Asked;
use crate::cookie;
use crate::desk::Desk;
use crate::kit::paths::{ACTIVE, LOCK, UNLOCK};
use crate::kit::{Button, Field, Form, Notice, PageHead, Seal, Tone, lock_screen, plain_page};
use crate::sealed::Sealed;
use crate::staff::{see_other, way_back};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use kernel::{Kind, Problem};
use maud::{Markup, html};
use office::{Activity, Actor, Password, Pin, SessionToken, Standing, Unlock};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route(LOCK, get(show).post(lock)).route(UNLOCK, post(unlock)).route(ACTIVE, post(active))
}

#[derive(Deserialize)]
struct Wanted {
    back: Option<String>,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
    /// Whether the button "Sign in as somebody else" was pressed.
    #[serde(default)]
    other: String,
}

struct Locked {
    token: SessionToken,
    who: Actor,
    seal: Seal,
}

/// The session of this browser, as long as there is one.
async fn session(desk: &Desk, headers: &HeaderMap) -> Result<Option<Locked>, Fault> {
    let Some(token) = cookie::presented(headers, desk.transport()) else {
        return Ok(None);
    };
    let (Standing::Open(who) | Standing::Locked(who) | Standing::MustChangePassword(who)) =
        desk.office().recognise(&token, Activity::Page).await?
    else {
        return Ok(None);
    };
    let seal = Seal::new(token.form_secret(), desk.request_id().to_string());
    Ok(Some(Locked { token, who, seal }))
}

fn page(locked: &Locked, back: &str, fault: Option<&str>) -> Markup {
    let fields = html! {
        input type="hidden" name="back" value=(back);
        (Field::password("password", "PIN or password").autocomplete("current-password").starts_here())
    };
    let body = html! {
        (PageHead::new("Locked"))
        @if let Some(say) = fault { (Notice::new(Tone::Bad, say)) }
        p { "This desk is locked for " strong { (locked.who.name()) } "." }
        (Form::post(UNLOCK, &locked.seal).body(fields)
            .button(Button::main("Unlock"))
            .button(Button::bare("Sign in as somebody else").sends("other", "yes")))
    };
    plain_page("Locked", body)
}

fn answer(locked: &Locked, asked: Asked, back: &str, fault: Option<&str>) -> Answer {
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = match asked {
        Asked::Page => page(locked, back, fault),
        Asked::Fragment | Asked::Dialog | Asked::Live => lock_screen(locked.who.name(), UNLOCK, &locked.seal, fault),
    };
    Ok((status, body).into_response())
}

async fn show(State(desk): State<Desk>, headers: HeaderMap, Query(wanted): Query<Wanted>) -> Answer {
    match session(&desk, &headers).await? {
        Some(locked) => answer(&locked, Asked::of(&headers), way_back(wanted.back.as_deref()), None),
        None => Ok(lead(&headers, "/sign-in")),
    }
}

async fn lock(State(desk): State<Desk>, headers: HeaderMap) -> Answer {
    let Some(locked) = session(&desk, &headers).await? else {
        return Ok(lead(&headers, "/sign-in"));
    };
    desk.office().lock(&locked.token).await?;
    answer(&locked, Asked::of(&headers), "/", None)
}

/// A PIN is four to eight digits and a password is longer, so one field takes both.
fn typed(text: String) -> Unlock {
    let is_pin = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_pin { Unlock::Pin(Pin::typed(text)) } else { Unlock::Password(Password::typed(text)) }
}

async fn unlock(State(desk): State<Desk>, headers: HeaderMap, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    if !form.other.is_empty() {
        return leave(&desk, &headers).await;
    }
    let Some(locked) = session(&desk, &headers).await? else {
        return Ok(lead(&headers, "/sign-in"));
    };
    let back = way_back(Some(&form.back));
    let asked = Asked::of(&headers);
    if form.password.is_empty() {
        return answer(&locked, asked, back, Some("Enter your PIN or your password."));
    }
    match desk.office().unlock(&locked.token, typed(form.password)).await {
        Ok(()) if asked == Asked::Page => Ok(see_other(back)),
        Ok(()) => {
            let mut answer = StatusCode::NO_CONTENT.into_response();
            answer.headers_mut().insert("hx-trigger", HeaderValue::from_static("unlocked"));
            Ok(answer)
        }
        Err(why) if why.kind() == Kind::Refused => answer(&locked, asked, back, Some(why.say())),
        Err(why) if why.kind() == Kind::NotFound => Ok(lead(&headers, "/sign-in")),
        Err(why) => Err(why.into()),
    }
}

/// Somebody moved the pointer or pressed a key: the idle lock starts anew.
async fn active(State(desk): State<Desk>, headers: HeaderMap) -> Answer {
    let standing = match cookie::presented(&headers, desk.transport()) {
        Some(token) => desk.office().recognise(&token, Activity::Person).await?,
        None => Standing::None,
    };
    match standing {
        Standing::Open(_) | Standing::MustChangePassword(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        Standing::Locked(_) | Standing::None => {
            let problem = Problem::refused("locked", "This session is locked.");
            Err(Fault::with_status(problem, StatusCode::UNAUTHORIZED))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::typed;
    use office::Unlock;

    #[test]
    fn a_pin_is_told_from_a_password() {
        assert!(matches!(typed("4071".to_owned()), Unlock::Pin(_)));
        for password in ["correct horse battery", "123456789012"] {
            assert!(matches!(typed(password.to_owned()), Unlock::Password(_)));
        }
    }
}
