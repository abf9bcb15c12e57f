//! The routes of forms, by what they need.

use super::route::{Needs, Route, get, post};
use super::table::OLD;
use Needs::Permission as Needed;
use office::Permission;

/// All of them.
pub const ROUTES: &[Route] = &[
    get("/forms", Needed(Permission::ManagePractice)),
    post("/forms", Needed(Permission::ManagePractice), &[("title", "Photo release")]),
    get("/forms/{form}", Needed(Permission::ManagePractice)),
    post("/forms/{form}", Needed(Permission::ManagePractice), &[("title", "Photo release"), ("press", "keep"), OLD]),
    post("/forms/{form}/editions", Needed(Permission::ManagePractice), &[("earlier", "hold"), OLD]),
    post("/forms/{form}/retirement", Needed(Permission::ManagePractice), &[OLD]),
    get("/patients/{patient}/forms", Needed(Permission::SeeDocuments)),
    get("/patients/{patient}/forms/{form}", Needed(Permission::SeeDocuments)),
    post(
        "/patients/{patient}/forms/{form}",
        Needed(Permission::CheckIn),
        &[("edition", "1"), ("read_in", "en"), ("signer", "Ana Ruiz"), ("signature", "[[[0,0,0],[300,90,50]]]")],
    ),
    get("/patients/{patient}/signed/{signed}", Needed(Permission::SeeDocuments)),
    get("/patients/{patient}/signed/{signed}/withdrawal", Needed(Permission::SeeDocuments)),
    post(
        "/patients/{patient}/signed/{signed}/withdrawal",
        Needed(Permission::CheckIn),
        &[("who", "Ana Ruiz"), ("on", "2026-11-16"), ("reason", "no reason given")],
    ),
    get("/patients/{patient}/consents/{kind}/withdrawal", Needed(Permission::SeeDocuments)),
    post(
        "/patients/{patient}/consents/{kind}/withdrawal",
        Needed(Permission::CheckIn),
        &[("who", ""), ("on", "2026-11-16"), ("reason", "no reason given")],
    ),
];
