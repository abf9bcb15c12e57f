//! Every route, what it needs, and what to send so that it gets as far as the office.

use super::route::{get, post};
use crate::front_desk::MONDAY;
use office::Permission;

pub use super::route::{Needs, Route};

use Needs::{Nothing, Permission as Needed, SignedIn};

const SITE: &[(&str, &str)] = &[
    ("site", "Hillside"),
    ("zone", "America/New_York"),
    ("street", "3 Hill Road"),
    ("city", "Lakeside"),
    ("state", "NY"),
    ("postal_code", "12345"),
    ("version", "1"),
];

const PERSON: &[(&str, &str)] = &[
    ("given", "Ana"),
    ("family", "Ruiz"),
    ("birth_day", "2/3/1990"),
    ("sex", "female"),
    ("language", "en"),
    ("version", "1"),
];

const PAIR: &[(&str, &str)] = &[("one", "{patient}"), ("other", "{patient}"), ("decision", "keep_one")];

const CARD: &[(&str, &str)] =
    &[("payer", "Aetna"), ("member_number", "W1"), ("priority", "1"), ("relationship", "self"), ("version", "1")];

const INJURY: &[(&str, &str)] =
    &[("cause", "work"), ("injured_on", "2026-11-02"), ("insurer", "State Fund"), ("employer", "Lakeside Boats"), OLD];

const BOOKING: &[(&str, &str)] = &[
    ("patient", "{patient}"),
    ("visit_type", "{visit_type}"),
    ("provider", "{provider}"),
    ("day", MONDAY),
    ("time", "14:00"),
];

const VISIT_TYPE: &[(&str, &str)] = &[
    ("name", "Nurse visit"),
    ("minutes", "15"),
    ("for_whom", "any"),
    ("tone", "leaf"),
    ("offered", "yes"),
    ("version", "0"),
];

const WALK_IN: &[(&str, &str)] =
    &[("patient", "{patient}"), ("visit_type", "{visit_type}"), ("provider", "{provider}")];

const MOVE: &[(&str, &str)] = &[("provider", "{provider}"), ("day", MONDAY), ("time", "15:00"), OLD];

/// A version that nobody sees any more: who may do it is told that somebody was faster, and the visit stays where it is.
pub(super) const OLD: (&str, &str) = ("version", "0");

const WAITS: &[(&str, &str)] =
    &[("patient", "{patient}"), ("visit_type", "{visit_type}"), ("until", "2026-12-31"), ("urgency", "soon")];

const RECALL: &[(&str, &str)] =
    &[("name", "Blood pressure"), ("after", "{visit_type}"), ("months", "6"), ("book", "{visit_type}")];

const REPAIR: &str = "{appointment}|0|{site}|{provider}|2026-11-16|15:00";

const STEP: &[(&str, &str)] = &[("count", "3"), ("unit", "days"), ("wording", "{wording}"), ("way", "wish"), OLD];

/// All of them.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    let others = [super::referrals::ROUTES, super::histories::ROUTES, super::forms::ROUTES, super::urgent_care::ROUTES];
    ROUTES.iter().chain(others.into_iter().flatten())
}

/// All but those that have a file of their own.
const ROUTES: &[Route] = &[
    // The door.
    get("/sign-in", Nothing),
    post("/sign-in", Nothing, &[]),
    get("/first-day", Nothing),
    post("/first-day", Nothing, &[]),
    get("/session/lock", Nothing),
    post("/session/lock", Nothing, &[]),
    post("/session/unlock", Nothing, &[]),
    post("/session/active", Nothing, &[]),
    post("/session/end", Nothing, &[]),
    get("/assets/{file}", Nothing),
    // One's own.
    get("/", SignedIn),
    get("/today", Needed(Permission::SeeSchedule)),
    get("/live", SignedIn),
    get("/account", SignedIn),
    get("/account/password", SignedIn),
    post("/account/password", SignedIn, &[]),
    post("/account/pin", SignedIn, &[]),
    post("/drafts", SignedIn, &[("form", "/patients"), ("page", "/patients/new"), ("fields", "[]")]),
    post("/drafts/find", SignedIn, &[("form", "/patients")]),
    post("/drafts/drop", SignedIn, &[("form", "/patients")]),
    post("/session/site", SignedIn, &[("site", "{site}"), ("back", "/")]),
    post("/search", SignedIn, &[("q", "today")]),
    post("/search/suggest", SignedIn, &[("q", "today")]),
    // Figures.
    get("/figures", Needed(Permission::SeeFigures)),
    get("/figures/phone", Needed(Permission::SeeFigures)),
    // Staff and accounts.
    get("/staff", SignedIn),
    get("/staff/new", Needed(Permission::ManageStaff)),
    post("/staff", Needed(Permission::ManageStaff), &[("given", "Nadia"), ("family", "Haddad"), ("sites", "{site}")]),
    get("/staff/{id}", Needed(Permission::ManageStaff)),
    post(
        "/staff/{id}",
        Needed(Permission::ManageStaff),
        &[("given", "Rosa"), ("family", "Delgado"), ("sites", "{site}"), ("version", "1")],
    ),
    get("/accounts/{id}", Needed(Permission::ManageStaff)),
    post(
        "/accounts/{id}",
        Needed(Permission::ManageStaff),
        &[
            ("name", "Rosa Delgado"),
            ("roles", "front_desk"),
            ("sites", "{site}"),
            ("standing", "open"),
            ("version", "1"),
        ],
    ),
    post("/accounts/{id}/password", Needed(Permission::ManageStaff), &[("password", "")]),
    // The practice. What is there everybody may see; the form is empty, and sending it is refused.
    get("/hours", Needed(Permission::SeeSchedule)),
    get("/hours/{staff}", Needed(Permission::SeeSchedule)),
    post("/hours/{staff}", Needed(Permission::ManagePractice), &[("monday", "8:00-12:00"), ("from", "2026-11-17")]),
    get("/visit-types", Needed(Permission::SeeSchedule)),
    get("/visit-types/new", SignedIn),
    post("/visit-types", Needed(Permission::ManagePractice), VISIT_TYPE),
    get("/visit-types/{visit_type}", Needed(Permission::SeeSchedule)),
    post("/visit-types/{visit_type}", Needed(Permission::ManagePractice), VISIT_TYPE),
    get("/closures", Needed(Permission::SeeSchedule)),
    get("/closures/new", Needed(Permission::SeeSchedule)),
    post("/closures", Needed(Permission::ManagePractice), &[("first", "2026-12-24"), ("kind", "holiday")]),
    post("/closures/{closure}/remove", Needed(Permission::ManagePractice), &[]),
    get("/wait-limits", Needed(Permission::ManagePractice)),
    post("/wait-limits", Needed(Permission::ManagePractice), &[]),
    get("/fees", Needed(Permission::SeeSchedule)),
    post("/fees", Needed(Permission::ManagePractice), &[("kind", "no_show"), ("amount", "50")]),
    get("/consent-editions", Needed(Permission::ManagePractice)),
    post("/consent-editions/{kind}", Needed(Permission::ManagePractice), &[("edition", "2027-01")]),
    get("/practice", SignedIn),
    get("/practice/sites/new", SignedIn),
    get("/practice/sites/{site}", SignedIn),
    post("/practice/sites", Needed(Permission::ManagePractice), SITE),
    post("/practice/sites/{site}", Needed(Permission::ManagePractice), SITE),
    post(
        "/practice/sites/{site}/rooms",
        Needed(Permission::ManagePractice),
        &[("room", "Exam 7"), ("purpose", "exam")],
    ),
    post("/practice/rooms/{room}/close", Needed(Permission::ManagePractice), &[]),
    get("/practice/sites/{site}/equipment", Needed(Permission::SeeSchedule)),
    post("/practice/sites/{site}/equipment", Needed(Permission::ManagePractice), &[("name", "ECG 7"), ("kind", "ecg")]),
    post("/practice/equipment/{equipment}/close", Needed(Permission::ManagePractice), &[]),
    get("/booking-questions", Needed(Permission::ManagePractice)),
    post("/booking-questions", Needed(Permission::ManagePractice), &[("press", "question"), OLD]),
    post("/booking-questions/editions", Needed(Permission::ManagePractice), &[OLD]),
    post("/booking-questions/retirement", Needed(Permission::ManagePractice), &[OLD]),
    post("/visit-types/{visit_type}/needs", Needed(Permission::ManagePractice), &[OLD]),
    // Patients. The empty form of a new one everybody may see; sending it is refused.
    get("/patients", SignedIn),
    get("/patients/new", SignedIn),
    post("/patients/new", SignedIn, &[("q", "ruiz")]),
    post("/patients", Needed(Permission::RegisterPeople), PERSON),
    get("/patients/duplicates", Needed(Permission::RegisterPeople)),
    post("/patients/duplicates", Needed(Permission::RegisterPeople), PAIR),
    post("/patients/{patient}/part", Needed(Permission::RegisterPeople), &[("merge", "{patient}")]),
    get("/patients/{patient}", Needed(Permission::FindPeople)),
    get("/patients/{patient}/history", Needed(Permission::FindPeople)),
    get("/patients/{patient}/demographics", Needed(Permission::FindPeople)),
    post("/patients/{patient}/demographics", Needed(Permission::RegisterPeople), PERSON),
    get("/patients/{patient}/relations", Needed(Permission::FindPeople)),
    post("/patients/{patient}/relations", Needed(Permission::RegisterPeople), &[("version", "1")]),
    get("/patients/{patient}/coverages/new", Needed(Permission::SeeCoverage)),
    post("/patients/{patient}/coverages", Needed(Permission::KeepCoverage), CARD),
    get("/patients/{patient}/coverages/{coverage}", Needed(Permission::SeeCoverage)),
    post("/patients/{patient}/coverages/{coverage}", Needed(Permission::KeepCoverage), CARD),
    get("/patients/{patient}/alerts/new", SignedIn),
    post("/patients/{patient}/alerts", Needed(Permission::FindPeople), &[("says", "Falls easily")]),
    post("/patients/{patient}/alerts/{alert}/end", Needed(Permission::FindPeople), &[]),
    get("/patients/{patient}/photo", Needed(Permission::FindPeople)),
    post("/patients/{patient}/photo", Needed(Permission::RegisterPeople), &[]),
    get("/patients/{patient}/files/{owner}/{position}", Needed(Permission::SeeChart)),
    // The schedule. The empty booking everybody may see; who it is for, and all that follows, needs the permission.
    get("/schedule", Needed(Permission::SeeSchedule)),
    get("/schedule/week", Needed(Permission::SeeSchedule)),
    get("/schedule/repair", Needed(Permission::SeeSchedule)),
    post("/schedule/repair", Needed(Permission::Schedule), &[("moves", REPAIR)]),
    // Whom to call.
    get("/waitlist", Needed(Permission::SeeSchedule)),
    get("/waitlist/new", SignedIn),
    post("/waitlist/search", Needed(Permission::FindPeople), &[("q", "ruiz")]),
    post("/waitlist", Needed(Permission::Schedule), WAITS),
    post("/waitlist/{entry}/leave", Needed(Permission::Schedule), &[OLD]),
    post("/offers/{offer}/accept", Needed(Permission::Schedule), &[]),
    post("/offers/{offer}/decline", Needed(Permission::Schedule), &[]),
    post("/offers/{offer}/message", Needed(Permission::Schedule), &[]),
    get("/to-rebook", Needed(Permission::SeeSchedule)),
    post("/to-rebook/{appointment}/attempt", Needed(Permission::Schedule), &[OLD]),
    post("/to-rebook/{appointment}/close", Needed(Permission::Schedule), &[OLD]),
    get("/recalls", Needed(Permission::SeeSchedule)),
    post("/recalls", Needed(Permission::ManagePractice), RECALL),
    post(
        "/recalls/{rule}/attempt",
        Needed(Permission::Schedule),
        &[("patient", "{patient}"), ("outcome", "no_answer")],
    ),
    post("/recalls/{rule}/active", Needed(Permission::ManagePractice), &[("active", "yes"), OLD]),
    get("/appointments/new", SignedIn),
    post("/appointments/search", Needed(Permission::FindPeople), &[("q", "ruiz")]),
    post("/appointments", Needed(Permission::Schedule), BOOKING),
    get("/appointments/{appointment}", Needed(Permission::SeeSchedule)),
    get("/appointments/{appointment}/move", Needed(Permission::SeeSchedule)),
    post("/appointments/{appointment}/move", Needed(Permission::Schedule), MOVE),
    post("/appointments/{appointment}/confirm", Needed(Permission::Schedule), &[OLD]),
    get("/appointments/{appointment}/cancel", Needed(Permission::SeeSchedule)),
    post("/appointments/{appointment}/cancel", Needed(Permission::Schedule), &[("reason", "patient_asked"), OLD]),
    post("/appointments/{appointment}/no-show", Needed(Permission::CheckIn), &[OLD]),
    get("/appointments/{appointment}/fee", Needed(Permission::SeeSchedule)),
    post("/appointments/{appointment}/fee", Needed(Permission::DoubleBook), &[("because", "in hospital"), OLD]),
    post("/appointments/{appointment}/restore", Needed(Permission::Schedule), &[OLD]),
    // The telephone.
    post("/hooks/calls", Nothing, &[]),
    get("/calls", Needed(Permission::AnswerPhone)),
    get("/calls/ringing", Needed(Permission::AnswerPhone)),
    post("/calls/pick-up", Needed(Permission::AnswerPhone), &[]),
    get("/calls/{call}", Needed(Permission::AnswerPhone)),
    post("/calls/{call}/answer", Needed(Permission::AnswerPhone), &[]),
    post("/calls/{call}/search", Needed(Permission::AnswerPhone), &[("q", "ruiz")]),
    post("/calls/{call}/caller", Needed(Permission::AnswerPhone), &[("patient", "{patient}"), ("said", "phone")]),
    post("/calls/{call}/new-patient", Needed(Permission::RegisterPeople), PERSON),
    post("/calls/{call}/reason", Needed(Permission::AnswerPhone), &[("reason", "result")]),
    post("/calls/{call}/red-flags", Needed(Permission::AnswerPhone), &[("set", "{set}"), ("answer-1", "no")]),
    post("/calls/{call}/advice", Needed(Permission::AdviseByPhone), &[("advice", "Rest")]),
    post("/calls/{call}/free-times", Needed(Permission::AnswerPhone), &[("visit_type", "{visit_type}")]),
    post("/calls/{call}/booking", Needed(Permission::AnswerPhone), &[("visit_type", "{visit_type}"), ("take", "")]),
    post("/calls/{call}/call-back", Needed(Permission::AnswerPhone), &[("asks", "results"), ("number", "")]),
    post("/calls/{call}/end", Needed(Permission::AnswerPhone), &[("outcome", "call_back")]),
    post("/call-backs/{call_back}/take", Needed(Permission::AnswerPhone), &[OLD]),
    post("/call-backs/{call_back}/tried", Needed(Permission::AnswerPhone), &[OLD]),
    post("/call-backs/{call_back}/done", Needed(Permission::AnswerPhone), &[("outcome", "reached"), OLD]),
    get("/red-flags", Needed(Permission::AnswerPhone)),
    post("/red-flags", Needed(Permission::AdviseByPhone), &[("title", "Cough"), ("questions", "now: Blood?")]),
    post("/red-flags/{set}/approve", Needed(Permission::ApproveProtocols), &[]),
    post("/red-flags/{set}/retire", Needed(Permission::ApproveProtocols), &[]),
    get("/phone-lines", Needed(Permission::ManagePractice)),
    post("/phone-lines", Needed(Permission::ManagePractice), &[("name", "Main")]),
    post("/phone-lines/{line}/close", Needed(Permission::ManagePractice), &[]),
    post("/appointments/{appointment}/lift", Needed(Permission::Schedule), &[]),
    post("/appointments/{appointment}/leave", Needed(Permission::Schedule), &[]),
    // The board and the visits.
    get("/board", Needed(Permission::SeeSchedule)),
    post("/appointments/{appointment}/arrival", Needed(Permission::CheckIn), &[("back", "/board")]),
    post("/appointments/{appointment}/no-show-at-board", Needed(Permission::CheckIn), &[OLD]),
    get("/visits/{visit}", Needed(Permission::SeeSchedule)),
    post("/visits/{visit}/status", Needed(Permission::RoomPatients), &[("to", "with_provider"), OLD]),
    post("/visits/{visit}/undo", Needed(Permission::RoomPatients), &[OLD]),
    post("/visits/{visit}/left-unseen", Needed(Permission::RoomPatients), &[OLD]),
    get("/visits/{visit}/room", Needed(Permission::SeeSchedule)),
    post("/visits/{visit}/room", Needed(Permission::RoomPatients), &[("room", "{room}"), OLD]),
    get("/visits/{visit}/check-out", Needed(Permission::CheckIn)),
    post("/visits/{visit}/check-out", Needed(Permission::CheckIn), &[OLD]),
    get("/walk-ins/new", SignedIn),
    post("/walk-ins/search", Needed(Permission::FindPeople), &[("q", "ruiz")]),
    post("/walk-ins", Needed(Permission::CheckIn), WALK_IN),
    get("/visits/{visit}/check-in", Needed(Permission::CheckIn)),
    post("/visits/{visit}/check-in", Needed(Permission::CheckIn), &[OLD]),
    post("/visits/{visit}/check-in/ticks", Needed(Permission::CheckIn), &[("tick", "identity"), ("how", "passport")]),
    post("/visits/{visit}/check-in/licence", Needed(Permission::CheckIn), &[("licence", "")]),
    post("/visits/{visit}/check-in/unticks", Needed(Permission::CheckIn), &[("tick", "identity")]),
    post(
        "/visits/{visit}/check-in/consents",
        Needed(Permission::CheckIn),
        &[("kind", "treatment"), ("edition", "1"), ("how", "paper"), ("patient", "{patient}")],
    ),
    // Insurance on file.
    get("/patients/{patient}/coverages/{coverage}/card", Needed(Permission::SeeCoverage)),
    post("/patients/{patient}/coverages/{coverage}/card", Needed(Permission::KeepCoverage), &[]),
    get("/patients/{patient}/coverages/{coverage}/card/{side}", Needed(Permission::SeeCoverage)),
    get("/patients/{patient}/injury-cases/new", Needed(Permission::SeeCoverage)),
    post("/patients/{patient}/injury-cases", Needed(Permission::KeepCoverage), INJURY),
    get("/patients/{patient}/injury-cases/{case}", Needed(Permission::SeeCoverage)),
    post("/patients/{patient}/injury-cases/{case}", Needed(Permission::KeepCoverage), INJURY),
    // Self check-in: the patient's pages are open, because what opens them is a secret or a kiosk's cookie.
    get("/visit/{secret}", Nothing),
    post("/visit/{secret}", Nothing, &[("born", "2/3/1990")]),
    get("/visit/{secret}/details", Nothing),
    post("/visit/{secret}/details", Nothing, &[]),
    get("/visit/{secret}/card", Nothing),
    post("/visit/{secret}/card", Nothing, &[]),
    get("/visit/{secret}/papers", Nothing),
    post("/visit/{secret}/papers", Nothing, &[]),
    get("/visit/{secret}/papers/{form}", Nothing),
    post("/visit/{secret}/papers/{form}", Nothing, &[]),
    get("/kiosk", Nothing),
    post("/kiosk", Nothing, &[]),
    post("/kiosk/code", Nothing, &[]),
    get("/wallboard", Nothing),
    get("/wallboard/live", Nothing),
    post("/kiosks/wallboard", Needed(Permission::ManagePractice), &[("shows", "count"), OLD]),
    get("/kiosks", Needed(Permission::ManagePractice)),
    post("/kiosks", Needed(Permission::ManagePractice), &[("name", "Front door")]),
    post("/kiosks/{kiosk}/end", Needed(Permission::ManagePractice), &[]),
    post("/appointments/{appointment}/link", Needed(Permission::CheckIn), &[]),
    get("/self-check-ins", Needed(Permission::RegisterPeople)),
    get("/self-check-ins/{self_check_in}", Needed(Permission::RegisterPeople)),
    get("/self-check-ins/{self_check_in}/card/{side}", Needed(Permission::RegisterPeople)),
    post(
        "/self-check-ins/{self_check_in}",
        Needed(Permission::RegisterPeople),
        &[("field", "mobile"), ("decision", "decline")],
    ),
    // Documents.
    get("/documents", Needed(Permission::SeeDocuments)),
    post("/documents", Needed(Permission::FileDocuments), &[("title", "a letter")]),
    get("/documents/new", SignedIn),
    post("/documents/search", Needed(Permission::SeeDocuments), &[("q", "cardiology")]),
    get("/documents/{document}", Needed(Permission::SeeDocuments)),
    post(
        "/documents/{document}",
        Needed(Permission::FileDocuments),
        &[("patient", "{patient}"), ("category", "letter"), ("title", "From outside"), OLD],
    ),
    post("/documents/{document}/patient", Needed(Permission::SeeDocuments), &[("q", "ruiz")]),
    post("/documents/{document}/review", Needed(Permission::SeeDocuments), &[OLD]),
    post("/documents/{document}/set-aside", Needed(Permission::FileDocuments), &[("reason", ""), OLD]),
    get("/documents/{document}/files/{position}", Needed(Permission::SeeDocuments)),
    get("/patients/{patient}/documents", Needed(Permission::SeeDocuments)),
    post("/patients/{patient}/documents/search", Needed(Permission::SeeDocuments), &[("q", "cardiology")]),
    // Reminders. The patient's page is open, because what opens it is a secret; the hook shows a token.
    get("/r/{secret}", Nothing),
    post("/r/{secret}", Nothing, &[("says", "come")]),
    post("/hooks/messages", Nothing, &[]),
    get("/reminders", Needed(Permission::SeeSchedule)),
    post("/reminders/answers/{answer}/done", Needed(Permission::Schedule), &[OLD]),
    get("/reminder-calls", Needed(Permission::SeeSchedule)),
    post("/reminder-calls/{message}", Needed(Permission::Schedule), &[("outcome", "no_answer"), OLD]),
    get("/reminder-letters", Needed(Permission::SeeSchedule)),
    post("/reminder-letters", Needed(Permission::Schedule), &[]),
    get("/reminders/rules", Needed(Permission::ManagePractice)),
    post(
        "/reminders/rules",
        Needed(Permission::ManagePractice),
        &[("from", "9:00"), ("until", "20:00"), ("cancel_hours", "24"), ("version", "7")],
    ),
    post("/reminders/rules/usual", Needed(Permission::ManagePractice), &[]),
    post("/reminders/rules/token", Needed(Permission::ManagePractice), &[]),
    get("/reminders/steps/new", Needed(Permission::ManagePractice)),
    post("/reminders/steps", Needed(Permission::ManagePractice), STEP),
    get("/reminders/steps/{step}", Needed(Permission::ManagePractice)),
    post("/reminders/steps/{step}", Needed(Permission::ManagePractice), STEP),
    get("/reminders/wordings/new", Needed(Permission::ManagePractice)),
    post("/reminders/wordings", Needed(Permission::ManagePractice), &[("name", "Short")]),
    get("/reminders/wordings/{wording}", Needed(Permission::ManagePractice)),
    post("/reminders/wordings/{wording}", Needed(Permission::ManagePractice), &[("name", "Short")]),
    get("/patients/{patient}/reach", Needed(Permission::FindPeople)),
    post("/patients/{patient}/reach", Needed(Permission::Schedule), &[("channel", "call"), ("version", "7")]),
    post(
        "/patients/{patient}/reach/consent",
        Needed(Permission::Schedule),
        &[("channel", "text"), ("deed", "give"), ("how", "spoken")],
    ),
    // Privacy.
    get("/access-review", SignedIn),
    post("/access-review", Needed(Permission::FindPeople), &[("q", "ruiz")]),
    get("/access-review/{patient}", Needed(Permission::ReviewAccess)),
];
