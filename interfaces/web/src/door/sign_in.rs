//! Signing in and out.

use super::attempts::{Door, WINDOW_MINUTES};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::cookie::{self, SESSION};
use crate::desk::Desk;
use crate::kit::paths::SIGN_OUT;
use crate::kit::{Button, Field, Form, Notice, PageHead, Seal, Tone, plain_page};
use crate::sealed::Sealed;
use crate::staff::{see_other, way_back};
use axum::Router;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kernel::Kind;
use maud::{Markup, html};
use office::{Password, Standing};
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/sign-in", get(ask).post(sign_in)).route(SIGN_OUT, post(sign_out))
}

#[derive(Deserialize)]
struct Wanted {
    back: Option<String>,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

/// The address at the other end; unknown where the server was started without one, as in tests.
pub(crate) struct Caller(pub(crate) IpAddr);

impl Caller {
    pub(crate) fn address(&self) -> IpAddr {
        self.0
    }
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let known = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(known.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())))
    }
}

/// The seal of a form outside of any session, or of whatever session the browser still names.
pub(crate) fn seal_of(desk: &Desk, headers: &HeaderMap) -> Seal {
    let secret = cookie::presented(headers, desk.transport()).map(|token| token.form_secret()).unwrap_or_default();
    Seal::new(secret, desk.request_id().to_string())
}

fn page(seal: &Seal, login: &str, back: &str, notice: Option<Notice>) -> Markup {
    let (at_login, at_password) = if login.is_empty() {
        (Field::starts_here as fn(Field) -> Field, std::convert::identity as fn(Field) -> Field)
    } else {
        (std::convert::identity as fn(Field) -> Field, Field::starts_here as fn(Field) -> Field)
    };
    let fields = html! {
        input type="hidden" name="back" value=(back);
        (at_login(Field::text("login", "Sign-in name").value(login).autocomplete("username")))
        (at_password(Field::password("password", "Password").autocomplete("current-password")))
    };
    let body = html! {
        (PageHead::new("Sign in"))
        @if let Some(notice) = notice { (notice) }
        (Form::post("/sign-in", seal).body(fields).button(Button::main("Sign in")))
        p.hint { "Forgot your password? Your office manager can give you a new one." }
    };
    plain_page("Sign in", body)
}

async fn ask(State(desk): State<Desk>, headers: HeaderMap, Query(wanted): Query<Wanted>) -> Answer {
    let back = way_back(wanted.back.as_deref());
    if let Some(token) = cookie::presented(&headers, desk.transport()) {
        let standing = desk.office().recognise(&token, office::Activity::Person).await?;
        if matches!(standing, Standing::Open(_)) {
            return Ok(see_other(back));
        }
    }
    if !desk.is_founded().await? {
        return Ok(see_other("/first-day"));
    }
    Ok(page(&seal_of(&desk, &headers), "", back, None).into_response())
}

async fn sign_in(
    State(desk): State<Desk>,
    Caller(address): Caller,
    headers: HeaderMap,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let back = way_back(Some(&form.back));
    let again = |status: StatusCode, say: &str| {
        let notice = Notice::new(Tone::Bad, say);
        let page = page(&seal_of(&desk, &headers), form.login.trim(), back, Some(notice));
        Ok((status, page).into_response())
    };
    let now = desk.office().now();
    if !desk.attempts().may_try(Door::SignIn, address, now) {
        let say = format!(
            "There were too many wrong passwords from this network. Wait {WINDOW_MINUTES} minutes, then try again."
        );
        return again(StatusCode::TOO_MANY_REQUESTS, &say);
    }
    if form.login.trim().is_empty() || form.password.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, "Enter your sign-in name and your password.");
    }
    let typed = Password::typed(form.password.clone());
    let entrance = match desk.office().sign_in(&form.login, typed).await {
        Ok(entrance) => entrance,
        Err(why) if why.kind() == Kind::Refused => {
            desk.attempts().failed(Door::SignIn, address, now);
            return again(StatusCode::FORBIDDEN, why.say());
        }
        Err(why) => return Err(why.into()),
    };
    let to = if entrance.must_change_password { "/account/password" } else { back };
    let mut answer = see_other(to);
    SESSION.set(&mut answer, desk.transport(), entrance.token.secret());
    Ok(answer)
}

async fn sign_out(State(desk): State<Desk>, headers: HeaderMap) -> Answer {
    leave(&desk, &headers).await
}

/// Ends the session and leads to the door.
pub(crate) async fn leave(desk: &Desk, headers: &HeaderMap) -> Answer {
    if let Some(token) = cookie::presented(headers, desk.transport()) {
        desk.office().sign_out(&token).await?;
    }
    let mut answer = lead(headers, "/sign-in");
    SESSION.clear(&mut answer, desk.transport());
    // What this browser kept of our pages is not for whoever comes next.
    answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(answer)
}

/// Leads a browser on, whether it asked for a page or by htmx.
pub(crate) fn lead(headers: &HeaderMap, to: &'static str) -> Response {
    if Asked::of(headers) == Asked::Page {
        return see_other(to);
    }
    let mut answer = StatusCode::NO_CONTENT.into_response();
    answer.headers_mut().insert("hx-redirect", HeaderValue::from_static(to));
    answer
}
