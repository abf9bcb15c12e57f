//! The routes of the histories.

use super::route::{Needs, Route, get, post};
use super::table::OLD;
use office::Permission;

/// The histories of a chart, and those that patients told.
pub const ROUTES: &[Route] = &[
    get("/patients/{patient}/histories", Needs::Permission(Permission::SeeChart)),
    post(
        "/patients/{patient}/histories/review",
        Needs::Permission(Permission::WriteChart),
        &[("section", "all"), ("as_of", "1")],
    ),
    post(
        "/patients/{patient}/histories/none",
        Needs::Permission(Permission::WriteChart),
        &[("section", "past"), ("says", "none_known")],
    ),
    get("/patients/{patient}/histories/{section}/new", Needs::SignedIn),
    post("/patients/{patient}/histories/{section}", Needs::Permission(Permission::WriteChart), &[("what", "")]),
    get("/patients/{patient}/histories/{section}/{history}", Needs::Permission(Permission::SeeChart)),
    post("/patients/{patient}/histories/{section}/{history}", Needs::Permission(Permission::WriteChart), &[OLD]),
    post("/patients/{patient}/histories/{section}/{history}/end", Needs::Permission(Permission::WriteChart), &[OLD]),
    post("/patients/{patient}/histories/{section}/{history}/again", Needs::Permission(Permission::WriteChart), &[OLD]),
    post("/patients/{patient}/histories/{section}/{history}/error", Needs::Permission(Permission::WriteChart), &[OLD]),
    get("/self-check-ins/{self_check_in}/histories/{field}", Needs::Permission(Permission::RegisterPeople)),
    post("/self-check-ins/{self_check_in}/histories/{field}", Needs::Permission(Permission::RegisterPeople), &[]),
];
