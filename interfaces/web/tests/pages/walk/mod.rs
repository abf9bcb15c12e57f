//! The walk: every route as every role. What the policy gives a role is let through; what it does not is refused; who is
//! not signed in is led to the door.

mod ana;
mod forms;
mod found;
mod histories;
pub mod referrals;
mod route;
pub mod table;
mod things;
pub mod urgent_care;

use crate::browser::Browser;
use found::routes_in_source;
use office::policy;
use std::collections::BTreeSet;
use std::fmt::Write;
use table::{Needs, Route, routes};
use testkit::{Kind, Person, Practice};

/// Routes that answer somebody who has no session. The list only shrinks.
const OPEN_TO_ALL: &[&str] = &[
    "GET /assets/{file}",
    "GET /first-day",
    "GET /kiosk",
    "GET /r/{secret}",
    "GET /session/lock",
    "GET /sign-in",
    "GET /visit/{secret}",
    "GET /visit/{secret}/card",
    "GET /visit/{secret}/details",
    "GET /visit/{secret}/papers",
    "GET /visit/{secret}/papers/{form}",
    // It shows the secret of its screen instead.
    "GET /wallboard",
    "GET /wallboard/live",
    "POST /first-day",
    // It shows the token of its line instead.
    "POST /hooks/calls",
    // And it the token of the gateway.
    "POST /hooks/messages",
    "POST /kiosk",
    "POST /kiosk/code",
    "POST /r/{secret}",
    "POST /session/active",
    "POST /session/end",
    "POST /session/lock",
    "POST /session/unlock",
    "POST /sign-in",
    "POST /visit/{secret}",
    "POST /visit/{secret}/card",
    "POST /visit/{secret}/details",
    "POST /visit/{secret}/papers",
    "POST /visit/{secret}/papers/{form}",
];

#[test]
fn every_route_is_in_the_table() {
    let written = routes_in_source();
    assert!(written.len() > 20, "the source has routes");
    let listed: BTreeSet<String> = routes().map(Route::name).collect();
    let missing: Vec<_> = written.difference(&listed).collect();
    assert!(missing.is_empty(), "say in tests/pages/walk/table.rs what these need: {missing:?}");
    let gone: Vec<_> = listed.difference(&written).collect();
    assert!(gone.is_empty(), "strike these from tests/pages/walk/table.rs: {gone:?}");
}

#[test]
fn only_the_door_is_open_to_all() {
    let open: Vec<String> = routes().filter(|route| matches!(route.needs, Needs::Nothing)).map(Route::name).collect();
    let mut open: Vec<&str> = open.iter().map(String::as_str).collect();
    open.sort_unstable();
    assert_eq!(open, OPEN_TO_ALL);
}

#[test]
fn the_doors_of_patients_open_to_no_guess() {
    let practice = Practice::on(Kind::Sqlite);
    let things = things::Things::of(&practice);
    for route in routes().filter(|route| route.path.starts_with("/visit/") || route.path.starts_with("/r/")) {
        let (status, _, body) = send(&mut Browser::new(&practice), route, &things);
        // A date of birth is read before the link is looked up; then nobody is found either.
        assert!(matches!(status, 404 | 422) && !body.contains("Ruiz"), "{}: {status}", route.name());
    }
}

#[test]
fn whoever_is_not_signed_in_gets_nowhere() {
    let practice = Practice::on(Kind::Sqlite);
    let things = things::Things::of(&practice);
    let mut faults = String::new();
    for route in routes().filter(|route| !matches!(route.needs, Needs::Nothing)) {
        let mut stranger = Browser::new(&practice);
        let answer = send(&mut stranger, route, &things);
        if answer.0 != 303 || !answer.1.starts_with("/sign-in") {
            writeln!(faults, "{}: {answer:?}", route.name()).expect("a string grows");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_role_does_what_the_policy_says_and_nothing_else() {
    let practice = Practice::on(Kind::Sqlite);
    let things = things::Things::of(&practice);
    let mut faults = String::new();
    for person in people(&practice) {
        for route in routes() {
            let allowed = match route.needs {
                Needs::Nothing => continue,
                Needs::SignedIn => true,
                Needs::Permission(needed) => policy::may(&person.actor, needed),
            };
            let mut browser = Browser::of(&practice, person);
            let (status, leads, _) = send(&mut browser, route, &things);
            let passed = matches!(status, 200..=399 | 409 | 422) && !leads.starts_with("/sign-in");
            let refused = matches!(status, 403 | 404);
            if (allowed && !passed) || (!allowed && !refused) {
                let said = if allowed { "is allowed" } else { "is not allowed" };
                writeln!(faults, "{} as {}: {said}, and got {status}", route.name(), person.login)
                    .expect("a string grows");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_place_in_the_rail_and_on_the_start_page_leads_to_a_page() {
    let practice = Practice::on(Kind::Sqlite);
    let mut faults = String::new();
    for person in people(&practice) {
        let mut browser = Browser::of(&practice, person);
        let start = browser.get("/").body;
        let links = start.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let links: BTreeSet<String> = links.filter(|to| to.starts_with('/')).map(str::to_owned).collect();
        assert!(links.len() > 5, "{} has places to go: {links:?}", person.login);
        for link in links {
            let status = browser.get(&link).status;
            if status != 200 {
                writeln!(faults, "{link} for {}: {status}", person.login).expect("a string grows");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// One person of every role.
fn people(practice: &Practice) -> Vec<&Person> {
    let all = vec![
        &practice.rosa,
        &practice.tom,
        &practice.ruth,
        &practice.okafor,
        &practice.lin,
        &practice.pat,
        &practice.cora,
        &practice.mei,
        &practice.lena,
        &practice.ines,
        &practice.priya,
    ];
    let roles: BTreeSet<_> = all.iter().flat_map(|person| person.roles().iter().copied()).collect();
    assert_eq!(roles, office::Role::of_staff().collect(), "every role is walked");
    all
}

/// Status, where it leads, and the body.
fn send(browser: &mut Browser<'_>, route: &Route, things: &things::Things) -> (u16, String, String) {
    let path = things.fill(route.path);
    let answer = if route.method == "GET" {
        browser.get(&path)
    } else {
        let fields: Vec<(&str, String)> =
            route.fields.iter().map(|(name, value)| (*name, things.fill(value))).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&path, &fields)
    };
    (answer.status, answer.leads().to_owned(), answer.body)
}
