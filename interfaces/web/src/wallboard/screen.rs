//! The page on the wall: large, without a name, live, and honest about how old it is.

use crate::answer::Answer;
use crate::asked::Asked;
use crate::cookie::WALLBOARD;
use crate::desk::Desk;
use crate::kit::{Live, screen_page, wording};
use crate::live::screen_stream;
use crate::self_check_in::kiosk::{machine, unpaired};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use front_office::patient_flow::wait_estimate::Wait;
use front_office::self_check_in::Secret;
use front_office::wallboard::{Look, OnTheWall, Pace, WallCode, WallProvider, WallQueue, WallState, WallboardSeen};
use kernel::{Kind, Problem};
use maud::{Markup, html};

/// Where the page follows the day.
const LIVE: &str = "/wallboard/live";

/// The secret that the screen shows, whatever it is worth.
fn presented(desk: &Desk, headers: &HeaderMap) -> Secret {
    Secret::presented(WALLBOARD.of(headers, desk.transport()).unwrap_or_default())
}

async fn seen(desk: &Desk, headers: &HeaderMap) -> Result<Option<WallboardSeen>, Problem> {
    let screen = presented(desk, headers);
    match desk.office().ask_again(&machine(desk), OnTheWall { screen }).await {
        Ok(seen) => Ok(Some(seen.0)),
        Err(why) if why.kind() == Kind::NotFound => Ok(None),
        Err(why) => Err(why),
    }
}

/// `GET /wallboard`: the page; its inside alone when something changed. A screen that is none of ours is asked for its code.
pub(super) async fn show(State(desk): State<Desk>, headers: HeaderMap) -> Answer {
    let whole = Asked::of(&headers) == Asked::Page;
    let Some(seen) = seen(&desk, &headers).await? else {
        if !whole {
            // The page is loaded anew, and asks for a code.
            let mut answer = StatusCode::NO_CONTENT.into_response();
            answer.headers_mut().insert("hx-refresh", HeaderValue::from_static("true"));
            return Ok(answer);
        }
        let mut answer = unpaired(&desk, crate::kit::Faults::none());
        WALLBOARD.clear(&mut answer, desk.transport());
        return Ok(answer);
    };
    let body = inside(&seen);
    if !whole {
        return Ok(body.into_response());
    }
    let theme = match seen.shows.look {
        Look::Own => None,
        Look::Light => Some("light"),
        Look::Dark => Some("dark"),
    };
    let wall = Live::new("wall", "/wallboard", &["board"], body);
    Ok(screen_page("Wallboard", theme, LIVE, wall).into_response())
}

/// `GET /wallboard/live`: says that something of the day changed, never what.
pub(super) async fn live(State(desk): State<Desk>, headers: HeaderMap) -> Answer {
    let Some(seen) = seen(&desk, &headers).await? else {
        return Err(Problem::not_found("no_such_page", "There is no such page.").into());
    };
    Ok(screen_stream(&desk, seen.site.id, presented(&desk, &headers)))
}

/// A label, and the same in Spanish below it where that was chosen.
fn label(seen: &WallboardSeen, english: &str, spanish: &str) -> Markup {
    html! { (english) @if seen.shows.in_spanish { " " span.wall-spanish lang="es" { (spanish) } } }
}

fn inside(seen: &WallboardSeen) -> Markup {
    let clock = wording::clock(seen.now.civil(&seen.site.zone).time());
    html! {
        header.wall-head {
            h1 { (seen.site.name) }
            @if seen.shows.count {
                p.wall-count { strong { (seen.waiting) } " " (label(seen, "waiting", "en espera")) }
            }
            p.wall-clock { (clock) }
        }
        p.wall-stale role="status" hidden data-wall-stale data-as-of=(clock) {}
        div.wall-parts.one-part[!(seen.shows.providers && seen.shows.codes)] {
            @if seen.shows.codes { (codes(seen)) }
            @if seen.shows.providers { (providers(seen)) }
        }
        @if !seen.shows.notice.is_empty() { footer.wall-foot { (seen.shows.notice) } }
    }
}

fn codes(seen: &WallboardSeen) -> Markup {
    html! {
        section.wall-part aria-labelledby="wall-codes" {
            h2 id="wall-codes" { (label(seen, "Your code", "Su código")) span.wall-page data-pages-say="codes" {} }
            @if seen.codes.is_empty() { p.wall-nobody { (label(seen, "Nobody waits.", "Nadie espera.")) } }
            ul.wall-codes data-pages="codes" { @for one in &seen.codes { (code(seen, one)) } }
        }
    }
}

fn code(seen: &WallboardSeen, one: &WallCode) -> Markup {
    let called = matches!(one.state, WallState::ComeTo(_));
    html! {
        li.is-called[called] id={ "code-" (one.code) } {
            strong.wall-code { (one.code) }
            span.wall-state {
                @match &one.state {
                    WallState::Waiting => (label(seen, "Waiting", "En espera")),
                    WallState::AtTheDesk => (label(seen, "At the desk", "En recepción")),
                    WallState::ComeTo(room) => {
                        (label(seen, "Please come to", "Pase a")) " " b.wall-room { (room) }
                    }
                }
            }
        }
    }
}

fn providers(seen: &WallboardSeen) -> Markup {
    html! {
        section.wall-part aria-labelledby="wall-providers" {
            h2 id="wall-providers" { (label(seen, "How long it takes", "Cuánto se tarda")) span.wall-page data-pages-say="providers" {} }
            @if seen.providers.is_empty() && seen.queue.is_none() { p.wall-nobody { (label(seen, "Nobody is expected any more today.", "Hoy no se espera a nadie más.")) } }
            ul.wall-providers data-pages="providers" {
                @if let Some(next) = &seen.queue { (next_provider(seen, next)) }
                @for (at, one) in seen.providers.iter().enumerate() { (provider(seen, at, one)) }
            }
        }
    }
}

/// Those who wait for whichever provider is free next: how long it takes, not who they are and not how urgent.
fn next_provider(seen: &WallboardSeen, next: &WallQueue) -> Markup {
    let longest = next.longest_minutes;
    html! {
        li id="next-provider" {
            strong { (label(seen, "Without an appointment", "Sin cita")) }
            span.wall-pace { (label(seen, &format!("{} waiting, the longest for {longest} min", next.waiting), &format!("{} en espera, como máximo {longest} min", next.waiting))) }
            @if let Some(wait) = next.wait { (about(seen, wait)) }
        }
    }
}

/// How long one waits, and how far off that may be.
fn about(seen: &WallboardSeen, wait: Wait) -> Markup {
    let (minutes, error) = (wait.minutes.round().max(0.0) as i64, wait.error.round().max(1.0) as i64);
    html! {
        span.wall-wait {
            (label(seen, &format!("Wait about {minutes} min, give or take {error}"), &format!("Espera unos {minutes} min (más o menos {error})")))
        }
    }
}

fn provider(seen: &WallboardSeen, at: usize, one: &WallProvider) -> Markup {
    let late = matches!(one.pace, Pace::Late(_));
    html! {
        li.is-late[late] id={ "provider-" (at) } {
            strong { (one.called) }
            span.wall-pace {
                @match one.pace {
                    Pace::OnTime => (label(seen, "On time", "A tiempo")),
                    Pace::Late(minutes) => (label(seen, &format!("About {minutes} min late"), &format!("Unos {minutes} min de retraso"))),
                }
            }
            @if let Some(wait) = one.wait { (about(seen, wait)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_of_wallboards;

    #[test]
    fn a_wallboard_reaches_its_page_and_nothing_else() {
        assert!(
            is_of_wallboards("/wallboard") && is_of_wallboards("/wallboard/live") && is_of_wallboards("/kiosk/code")
        );
        for other in ["/", "/kiosk", "/board", "/visit/x", "/wallboards", "/wallboard/x"] {
            assert!(!is_of_wallboards(other), "{other}");
        }
    }
}
