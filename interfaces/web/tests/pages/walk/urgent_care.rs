//! The routes of urgent care.

use super::route::{Needs, Route, get, post};
use super::table::OLD;
use front_office::patient_flow::urgent_care::SetUrgentCare;
use office::Permission;
use testkit::Practice;

use Needs::Permission as Needed;

const TAKES: &[(&str, &str)] = &[("provider", "{provider}"), OLD];

/// Triage, the queue, what a site sets for it, and how a day of it went.
pub const ROUTES: &[Route] = &[
    get("/urgent-care", Needed(Permission::ManagePractice)),
    post("/urgent-care", Needed(Permission::ManagePractice), &[]),
    get("/urgent-care/day", Needed(Permission::SeeSchedule)),
    get("/board/next", Needed(Permission::SeeSchedule)),
    post("/board/next", Needed(Permission::RoomPatients), TAKES),
    get("/visits/{visit}/triage", Needed(Permission::SeeSchedule)),
    post(
        "/visits/{visit}/triage",
        Needed(Permission::WriteChart),
        &[("level", "3"), ("reason", "cough"), ("seen", "0")],
    ),
    get("/visits/{visit}/take", Needed(Permission::SeeSchedule)),
    post("/visits/{visit}/take", Needed(Permission::RoomPatients), TAKES),
    post("/visits/{visit}/hand-back", Needed(Permission::RoomPatients), &[OLD]),
    get("/visits/{visit}/hand-over", Needed(Permission::SeeSchedule)),
    post("/visits/{visit}/hand-over", Needed(Permission::RoomPatients), TAKES),
];

/// The site keeps a queue.
pub fn turned_on(practice: &Practice) {
    let on = SetUrgentCare { site: practice.site, version: 0, on: true, limits: Vec::new() };
    practice.perform(&practice.ines, on).expect("it is on");
}
