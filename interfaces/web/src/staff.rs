//! The person at the desk: recognised by the session cookie, or shown the door.
//!
//! A handler that takes a [`Staff`] runs only for somebody who is signed in, whose session is not locked, and who has
//! chosen a password. What they may do the office decides, not the handler.

use crate::answer::Fault;
use crate::asked::Asked;
use crate::cookie::{self, SAY, SITE};
use crate::desk::{Desk, SitesAndRooms};
use crate::kit::{Form, Seal};
use axum::extract::FromRequestParts;
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use kernel::{Day, Problem, RawId};
use office::{Actor, Command, Permission, Query, SessionToken, SiteId, Standing, policy};
use registry::practice::Site;

/// Somebody at work in the office.
pub(crate) struct Staff {
    pub(crate) desk: Desk,
    pub(crate) who: Actor,
    pub(crate) token: SessionToken,
    pub(crate) asked: Asked,
    /// The path of this request.
    pub(crate) here: String,
    /// The sites this person works at, with their rooms.
    pub(crate) sites: SitesAndRooms,
    site_chosen: Option<SiteId>,
    /// What the last page wants this one to say.
    pub(crate) say: Option<String>,
}

/// Like [`Staff`], also while the password must still be changed. For the pages of one's own account.
pub(crate) struct Newcomer(pub(crate) Staff);

/// Why somebody is not let in, as a response.
pub(crate) enum Turned {
    /// To another page, and back afterwards.
    To(String),
    /// An htmx request: the page itself covers what it shows.
    Covered,
    /// The session could not be looked up.
    Failed(Fault),
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        match self {
            Self::To(to) => see_other(&to),
            Self::Covered => StatusCode::UNAUTHORIZED.into_response(),
            Self::Failed(fault) => fault.into_response(),
        }
    }
}

impl From<Problem> for Turned {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem.into())
    }
}

/// A redirect after which the browser asks with GET.
pub(crate) fn see_other(to: &str) -> Response {
    let mut answer = StatusCode::SEE_OTHER.into_response();
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    answer.headers_mut().insert(LOCATION, to);
    answer
}

/// A way back within the office: never to another host.
pub(crate) fn way_back(text: Option<&str>) -> &str {
    match text {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains(['\\', '\r', '\n'])
                && path.len() <= 512 =>
        {
            path
        }
        _ => "/",
    }
}

async fn recognise(parts: &Parts, desk: &Desk) -> Result<(SessionToken, Standing, Asked), Turned> {
    let asked = Asked::of(&parts.headers);
    let Some(token) = cookie::presented(&parts.headers, desk.transport()) else {
        return Ok((SessionToken::presented(String::new()), Standing::None, asked));
    };
    let standing = desk.office().recognise(&token, asked.activity()).await?;
    Ok((token, standing, asked))
}

/// The door that leads back to where somebody wanted to go.
fn door(at: &str, parts: &Parts, asked: Asked) -> Turned {
    if asked != Asked::Page {
        return Turned::Covered;
    }
    let wanted = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    if parts.method != Method::GET || wanted == "/" || wanted.starts_with(at) {
        return Turned::To(at.to_owned());
    }
    Turned::To(format!("{at}?back={}", escaped(wanted)))
}

/// A path as the value of a query, with everything but plain letters escaped.
fn escaped(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

async fn staff_of(parts: &Parts, desk: &Desk, who: Actor, token: SessionToken, asked: Asked) -> Result<Staff, Turned> {
    let chosen = SITE.of(&parts.headers, desk.transport());
    Ok(Staff {
        sites: desk.sites(&who).await?,
        who,
        token,
        asked,
        here: parts.uri.path().to_owned(),
        site_chosen: chosen.and_then(|site| site.parse().ok()),
        say: SAY.of(&parts.headers, desk.transport()),
        desk: desk.clone(),
    })
}

async fn turned_away(desk: &Desk, parts: &Parts, asked: Asked) -> Turned {
    match desk.is_founded().await {
        Ok(true) => door("/sign-in", parts, asked),
        Ok(false) => Turned::To("/first-day".to_owned()),
        Err(why) => why.into(),
    }
}

impl FromRequestParts<Desk> for Staff {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Turned> {
        let (token, standing, asked) = recognise(parts, desk).await?;
        match standing {
            Standing::Open(who) => staff_of(parts, desk, who, token, asked).await,
            Standing::MustChangePassword(_) if asked == Asked::Page => Err(Turned::To("/account/password".to_owned())),
            Standing::MustChangePassword(_) => Err(Turned::Covered),
            Standing::Locked(_) => Err(door("/session/lock", parts, asked)),
            Standing::None => Err(turned_away(desk, parts, asked).await),
        }
    }
}

impl FromRequestParts<Desk> for Newcomer {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Turned> {
        let (token, standing, asked) = recognise(parts, desk).await?;
        match standing {
            Standing::Open(who) | Standing::MustChangePassword(who) => {
                staff_of(parts, desk, who, token, asked).await.map(Self)
            }
            Standing::Locked(_) => Err(door("/session/lock", parts, asked)),
            Standing::None => Err(turned_away(desk, parts, asked).await),
        }
    }
}

impl Staff {
    /// Looks, as this person. A live part that asks by itself is one viewing with the page that it stands on.
    ///
    /// # Errors
    /// Whatever the office says.
    pub(crate) async fn ask<Q: Query>(&self, query: Q) -> Result<Q::Answer, Problem> {
        match self.asked {
            Asked::Live => self.ask_again(query).await,
            Asked::Page | Asked::Fragment | Asked::Dialog => self.desk.office().ask(&self.who, query).await,
        }
    }

    /// Looks again at what the page shows already, such as the board after a deed done on it.
    ///
    /// # Errors
    /// Whatever the office says.
    pub(crate) async fn ask_again<Q: Query>(&self, query: Q) -> Result<Q::Answer, Problem> {
        self.desk.office().ask_again(&self.who, query).await
    }

    /// Does it once, as this person: the same form sent again gets the first answer.
    ///
    /// # Errors
    /// Whatever the office says.
    pub(crate) async fn perform<C: Command>(&self, request: RawId, command: C) -> Result<C::Done, Problem> {
        self.desk.office().perform_once(&self.who, request, command).await
    }

    /// The site worked at: the one chosen in the top bar, or else the usual one, or else the first.
    ///
    /// # Errors
    /// Not found, when this person works at no open site.
    pub(crate) fn site(&self) -> Result<&Site, Problem> {
        let at = |wanted: Option<SiteId>| self.sites.iter().find(|(site, _)| Some(site.id) == wanted);
        let place = at(self.site_chosen).or_else(|| at(self.sites.usual)).or(self.sites.first());
        place.map(|(site, _)| site).ok_or_else(|| {
            let say = "You work at no site yet. Your office manager can change that.";
            Problem::not_found("no_site", say)
        })
    }

    /// The zone of the site worked at; UTC for somebody without one.
    pub(crate) fn zone(&self) -> TimeZone {
        self.site().map_or(TimeZone::UTC, |site| site.zone.clone())
    }

    /// Today at the site worked at.
    pub(crate) fn today(&self) -> Day {
        self.desk.office().now().civil(&self.zone()).date().into()
    }

    /// The names of the sites this person works at.
    pub(crate) fn site_names(&self) -> Vec<String> {
        self.sites.iter().map(|(site, _)| site.name.clone()).collect()
    }

    /// Whether this person's role holds the permission: for what a page offers, never for what it does.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        policy::may(&self.who, permission)
    }

    /// The seal of a form on this page, with a fresh request id.
    pub(crate) fn seal(&self) -> Seal {
        Seal::new(self.token.form_secret(), self.desk.request_id().to_string())
    }

    /// On to another page, after a deed.
    pub(crate) fn go(&self, to: &str) -> Response {
        if self.asked == Asked::Page {
            return see_other(to);
        }
        let mut answer = StatusCode::NO_CONTENT.into_response();
        if let Ok(to) = HeaderValue::from_str(to) {
            answer.headers_mut().insert("hx-redirect", to);
        }
        answer
    }

    /// On to another page, which then says this sentence at its head. No patient's name in it.
    pub(crate) fn go_saying(&self, to: &str, say: &str) -> Response {
        let mut answer = self.go(to);
        SAY.set(&mut answer, self.desk.transport(), &escaped(say));
        answer
    }

    /// After a deed in a dialog: it closes, and the live parts of the page follow by themselves.
    pub(crate) fn close_dialog(&self, otherwise: &str) -> Response {
        if self.asked == Asked::Page {
            return see_other(otherwise);
        }
        let mut answer = StatusCode::NO_CONTENT.into_response();
        answer.headers_mut().insert("hx-trigger", HeaderValue::from_static("close-dialog"));
        answer
    }

    /// The form answers where it stands: in the dialog, or as a page where it is a page of its own.
    pub(crate) fn in_place(&self, form: Form) -> Form {
        if self.asked == Asked::Page { form } else { form.answers_into("#dialog") }
    }
}

/// The sentence of a cookie, unescaped.
pub(crate) fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let code = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{escaped, unescaped, way_back};

    #[test]
    fn the_way_back_never_leaves_the_office() {
        assert_eq!(way_back(Some("/schedule?day=2026-11-21")), "/schedule?day=2026-11-21");
        for wrong in ["//evil.example", "/\\evil.example", "https://evil.example", "schedule", "/a\r\nb", ""] {
            assert_eq!(way_back(Some(wrong)), "/", "{wrong}");
        }
        assert_eq!(way_back(None), "/");
    }

    #[test]
    fn what_was_escaped_comes_back() {
        for text in ["The account was added.", "100 % ä/ü; \"quoted\"", ""] {
            assert_eq!(unescaped(&escaped(text)), text);
        }
    }
}
