//! Specimens: pages that show every piece of the kit with long names, faults and empty lists, for the eye and for tests.
//!
//! All people here are made up.

mod desk;
mod pieces;
mod schedule;

use super::{Allergies, Banner, Icon, Pill, Place, Places, Seal, Shell, Site, Tone, User};
use kernel::{Day, Moment, Money};
use maud::{Markup, Render};

/// The specimens there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Specimen {
    /// Every piece, one under the other.
    Pieces,
    /// A day of seven providers.
    Day,
    /// A provider's week, and the week by provider.
    Week,
    /// The flow board as rows.
    Board,
    /// The flow board as lanes.
    Lanes,
    /// The check-in page of five ticks.
    CheckIn,
    /// Registering a patient, sent with faults.
    Register,
    /// Signing in.
    SignIn,
}

impl Specimen {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Pieces, Self::Day, Self::Week, Self::Board, Self::Lanes, Self::CheckIn, Self::Register, Self::SignIn];

    /// The name of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pieces => "pieces",
            Self::Day => "day",
            Self::Week => "week",
            Self::Board => "board",
            Self::Lanes => "lanes",
            Self::CheckIn => "check_in",
            Self::Register => "register",
            Self::SignIn => "sign_in",
        }
    }
}

/// One specimen, as a whole page; the same each time.
#[must_use]
pub fn specimen(which: Specimen) -> Markup {
    match which {
        Specimen::Pieces => shell("Pieces", "/pieces").banner(banner()).page(pieces::all()),
        Specimen::Day => shell("Schedule", "/schedule").page(schedule::day()),
        Specimen::Week => shell("Week", "/schedule/week").page(schedule::week()),
        Specimen::Board => shell("Board", "/board").page(desk::board_rows()),
        Specimen::Lanes => shell("Board", "/board").page(desk::board_lanes()),
        Specimen::CheckIn => shell("Check in", "/board").banner(banner()).page(desk::check_in()),
        Specimen::Register => shell("New patient", "/patients/new").page(desk::register()),
        Specimen::SignIn => super::plain_page("Sign in", desk::sign_in()),
    }
}

fn seal() -> Seal {
    Seal::new("specimen-token", "0192f0c1a2b37c4d8e9f0a1b2c3d4e5f")
}

fn moment(text: &str) -> Moment {
    text.parse().expect("the specimens name moments of the calendar")
}

fn day(text: &str) -> Day {
    text.parse().expect("the specimens name days of the calendar")
}

/// Saturday in the late morning: half past ten on the wall of the office.
fn now() -> Moment {
    moment("2026-11-21T15:30:00Z")
}

fn banner() -> Banner {
    Banner::new(
        "Maximiliana Guadalupe Hernández-Villanueva",
        day("1984-03-27"),
        day("2026-11-21"),
        "100 204 817",
        "/patients/1",
    )
    .called("Lupe")
    .sex("Female")
    .allergies(Allergies::To(["Penicillin", "Sulfa drugs", "Latex", "Shellfish"].map(str::to_owned).into()))
    .alert(Pill::new(Tone::Info, "Interpreter: Spanish").icon(Icon::Message))
    .alert(Pill::new(Tone::Warn, "Falls"))
    .balance(Money::from_cents(12_450))
    .coverage("Blue Cross PPO, then Medicare B")
}

fn shell(title: &str, here: &str) -> Shell {
    let site = |id: &str, name: &str| Site { id: id.to_owned(), name: name.to_owned() };
    let sites = vec![site("1", "Maple Street Family Medicine"), site("2", "Riverside Urgent Care")];
    let user = User { name: "Rosa Delgado".to_owned(), role: "Front desk".to_owned(), idle_minutes: 10 };
    Shell::new(title, here, user, &seal(), now()).sites(sites.first().cloned(), sites).rail(vec![
        Places::new(
            "Today",
            vec![
                Place::new("Now", "/", Icon::Home).key('n').count(9),
                Place::new("Board", "/board", Icon::Board).key('b').count(14),
                Place::new("Schedule", "/schedule", Icon::Calendar).key('s'),
                Place::new("Phone", "/phone", Icon::Phone).key('p').count(3),
                Place::new("Messages", "/messages", Icon::Message).key('m').count(128),
            ],
        ),
        Places::new(
            "Records",
            vec![
                Place::new("Patients", "/patients", Icon::People).key('a'),
                Place::new("Documents", "/documents", Icon::Document).key('d').count(6),
                Place::new("Referrals", "/referrals", Icon::Refer).key('r'),
            ],
        ),
        Places::new(
            "Office",
            vec![
                Place::new("Day close", "/day-close", Icon::Money).key('c'),
                Place::new("Pieces", "/pieces", Icon::Box).key('k'),
            ],
        ),
    ])
}

/// Two renderings in a row.
fn both(first: impl Render, second: impl Render) -> Markup {
    maud::html! { (first) (second) }
}
