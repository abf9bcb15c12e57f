//! Specimens of the front desk: board, check-in, registration, signing in.

use super::super::{
    Board, BoardRow, Button, Choice, Faults, Field, Fieldset, Form, Icon, Lane, Live, Minutes, Notice, PageHead, Pill,
    Tab, Tabs, Tick, Ticks, Tone, Width, figures, side_by_side,
};
use super::super::{Card, Count, Facts, Figure, Timeline};
use super::{moment, now, seal};
use maud::{Markup, html};

fn row(
    number: u8,
    patient: &str,
    status: (Tone, Icon, &str),
    since: [&str; 2],
    place: [&str; 3],
    next: [&str; 2],
) -> BoardRow {
    let [in_status, in_all] = since;
    let [room, appointment, provider] = place;
    let [who, deed] = next;
    BoardRow {
        id: format!("v{number}"),
        leads: format!("/visits/v{number}"),
        patient: patient.to_owned(),
        detail: "03/27/1984 · 42 y".to_owned(),
        appointment: appointment.to_owned(),
        reason: "Follow-up".to_owned(),
        provider: provider.to_owned(),
        room: room.to_owned(),
        status: Pill::new(status.0, status.2).icon(status.1),
        in_status: Minutes::new(moment(in_status), now(), 10, 20),
        in_all: Minutes::new(moment(in_all), now(), 45, 75),
        next: who.to_owned(),
        deeds: html! {
            (Button::bare(deed).about(patient).posts(format!("/visits/v{number}/next"), &seal()).swaps("#board"))
        },
    }
}

fn rows() -> Vec<BoardRow> {
    let arrived = (Tone::Info, Icon::Door, "Arrived");
    let ready = (Tone::Warn, Icon::IdCard, "Checked in");
    let room = (Tone::Info, Icon::Bed, "In room");
    let seen = (Tone::Busy, Icon::Stethoscope, "With provider");
    let out = (Tone::Good, Icon::Money, "Checking out");
    let at = |time: &'static str| time;
    vec![
        row(
            1,
            "Tom Hill",
            ready,
            [at("2026-11-21T15:02:00Z"), at("2026-11-21T14:05:00Z")],
            ["", "9:15 am", "Dr. Okafor"],
            ["Medical assistant", "Room"],
        ),
        row(
            2,
            "Maximiliana Guadalupe Hernández-Villanueva",
            arrived,
            [at("2026-11-21T15:17:00Z"), at("2026-11-21T15:17:00Z")],
            ["", "10:30 am", "Dr. Fitzgerald-Oyelaran"],
            ["Front desk", "Check in"],
        ),
        row(
            3,
            "Li Wei",
            arrived,
            [at("2026-11-21T15:28:00Z"), at("2026-11-21T15:28:00Z")],
            ["", "Walk-in", "Sam Park, NP"],
            ["Front desk", "Check in"],
        ),
        row(
            4,
            "Oluwaseun Adébáyò",
            room,
            [at("2026-11-21T15:19:00Z"), at("2026-11-21T14:40:00Z")],
            ["Room 4", "9:45 am", "Sam Park, NP"],
            ["Provider", "With provider"],
        ),
        row(
            5,
            "Fatima al-Rashid",
            seen,
            [at("2026-11-21T15:11:00Z"), at("2026-11-21T14:25:00Z")],
            ["Room 2", "9:30 am", "Dr. Okafor"],
            ["Provider", "Ready to leave"],
        ),
        row(
            6,
            "D’Angelo Washington Jr.",
            out,
            [at("2026-11-21T15:29:00Z"), at("2026-11-21T14:50:00Z")],
            ["", "10:00 am", "Lena Brandt, PA"],
            ["Front desk", "Check out"],
        ),
        row(
            7,
            "Ruth Abramowitz",
            room,
            [at("2026-11-21T15:25:00Z"), at("2026-11-21T15:05:00Z")],
            ["Room 1", "10:15 am", "Dr. Okafor"],
            ["Nurse", "With provider"],
        ),
    ]
}

fn board_head() -> Markup {
    html! {
        (PageHead::new("Board").more("Maple Street Family Medicine").deed(Button::main("Walk-in").icon(Icon::Plus).opens("/walk-in").key('w')))
        (figures(&[
            Figure::new("In the office", "7"), Figure::new("Waiting", "3").more("longest 28 min"), Figure::new("Rooms free", "2 of 6"),
            Figure::new("Still to come", "19"), Figure::new("Usual wait now", "14 min").more("give or take 6"),
        ]))
        (Tabs::new("Layout", vec![Tab::here("Rows", "/board").count(Count::new(7, "patients")), Tab::new("Lanes", "/board/lanes")]))
    }
}

pub(super) fn board_rows() -> Markup {
    html! { (board_head()) (Live::new("board", "/board/rows", &["board"], Board::Rows(rows()))) }
}

pub(super) fn board_lanes() -> Markup {
    let mut rows = rows().into_iter();
    let mut lane =
        |title: &str, tone, many| Lane { title: title.to_owned(), tone, rows: rows.by_ref().take(many).collect() };
    let lanes = vec![
        lane("Arrived", Tone::Info, 3),
        lane("In room", Tone::Warn, 1),
        lane("With provider", Tone::Busy, 2),
        lane("Checking out", Tone::Good, 1),
        lane("Cleaning", Tone::Quiet, 0),
    ];
    html! { (board_head()) (Live::new("board", "/board/lanes", &["board"], Board::Lanes(lanes))) }
}

pub(super) fn check_in() -> Markup {
    let proofs = vec![
        Choice::new("card", "Driver’s license or state ID"),
        Choice::new("words", "Name and date of birth in their own words"),
        Choice::new("known", "Known to me"),
    ];
    let consents = vec![
        Choice::new("treat", "Consent to treatment").hint("Version 4, expires Nov 21, 2027"),
        Choice::new("privacy", "Notice of privacy practices").hint("Given and acknowledged"),
    ];
    html! {
        (PageHead::new("Check in").back("/board", "Board")
            .more(Pill::new(Tone::Info, "Arrived 10:17 am").icon(Icon::Door))
            .deed(Button::plain("Reschedule").opens("/appointments/1/move")).deed(Button::danger("No-show").opens("/appointments/1/no-show")))
        div.two-columns {
            (Form::post("/visits/v2/check-in", &seal()).body(Ticks::new(vec![
                Tick::done("Identity", "Driver’s license and date of birth, checked by Rosa Delgado at 10:18 am."),
                Tick::done("Demographics", "Read back and confirmed today. Last changed May 2, 2026: phone."),
                Tick::problem("Coverage", "The card on record ended on October 31. Take the new card, or mark the visit self-pay.")
                    .body(html! { (Button::plain("New card").icon(Icon::Card).opens("/patients/1/coverages/new")) (Button::plain("Self-pay today").sends("coverage", "self-pay")) }),
                Tick::open("Consents", "Two to sign.").body(Field::checks("consents", "Signed now", consents, vec!["privacy".to_owned()])),
                Tick::open("Payment due", "Co-pay $25.00 and balance $124.50. Noted here, taken at the desk.")
                    .body(Field::radios("proof", "How the identity was proved", proofs).value("words")),
            ])).button(Button::main("Check in").icon(Icon::Check)).button(Button::bare("Keep for later").goes("/board")))
            div {
                (Card::new("Appointment", Facts::new().fact("When", "10:30 am, 30 minutes").fact("With", "Dr. Fitzgerald-Oyelaran").fact("Why", "Follow-up").fact("Room", "")))
                (Card::new("What happened", Timeline::new()
                    .entry(Tone::Info, "10:17 am", "Arrived", "Rosa Delgado, front desk")
                    .entry(Tone::Good, "Nov 19", "Confirmed by text message", "Moa")
                    .entry(Tone::Warn, "Nov 12", "Moved from Nov 14, 9:00 am: patient asked", "Jules Moreau, front desk")
                    .entry(Tone::Quiet, "Oct 2", "Booked", "Rosa Delgado, front desk")))
            }
        }
    }
}

pub(super) fn register() -> Markup {
    let faults: Faults = [
        ("family", "Enter the family name."),
        ("born", "Enter the date of birth as month / day / year, like 3/27/1984. 13/45/1984 is not a date."),
        ("sex", "Choose one."),
    ]
    .into_iter()
    .collect();
    let sexes = vec![
        Choice::new("f", "Female"),
        Choice::new("m", "Male"),
        Choice::new("x", "Other or unknown").hint("As on the identity document or insurance card"),
    ];
    let languages = vec![Choice::new("en", "English"), Choice::new("es", "Spanish"), Choice::new("vi", "Vietnamese")];
    let fields = html! {
        (Fieldset::new("Who", html! {
            (side_by_side(html! {
                (Field::text("given", "Given names").value("Guadalupe Maximiliana"))
                (Field::text("family", "Family name").fault(faults.of("family")).starts_here())
            }))
            (Field::birth("born", "Date of birth").value("13/45/1984").fault(faults.of("born")))
            (Field::radios("sex", "Sex on record", sexes).fault(faults.of("sex")))
            (Field::select("language", "Language", languages).value("es").width(Width::Short))
        }))
        (Fieldset::new("Contact", html! {
            (Field::phone("phone", "Mobile phone").value("(312) 555-0147"))
            (Field::email("email", "E-mail").optional())
            (side_by_side(html! {
                (Field::text("city", "City")) (Field::text("state", "State").width(Width::Few)) (Field::text("zip", "ZIP code").width(Width::Few))
            }))
            (Field::lines("note", "Note for the desk", 3).optional().hint("Do not write clinical facts here."))
        }).hint("Ask which way the patient wants to be reached."))
    };
    html! {
        (PageHead::new("New patient").back("/patients", "Patients"))
        (Notice::new(Tone::Warn, "Somebody like this is on file.").more(html! {
            p { "Guadalupe Hernandez, born 03/27/1984, MRN 100 204 817: same birthday and phone, name alike." }
            (Button::plain("Open that chart").goes("/patients/1")) (Button::bare("This is somebody else").opens("/patients/new/other"))
        }))
        (Form::post("/patients", &seal()).faults(faults).body(fields).button(Button::main("Register")).button(Button::bare("Cancel").goes("/patients")))
    }
}

pub(super) fn sign_in() -> Markup {
    html! {
        div.card {
            h1 { "Sign in" }
            (Form::post("/session", &seal())
                .body(html! {
                    (Field::text("name", "User name").autocomplete("username").value("rosa").starts_here())
                    (Field::password("password", "Password").autocomplete("current-password").fault(Some("That name and password do not belong together. Two tries are left.")))
                })
                .button(Button::main("Sign in")))
        }
    }
}
