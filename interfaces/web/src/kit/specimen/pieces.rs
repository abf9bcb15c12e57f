//! The specimen of all pieces, one under the other.

use super::super::{
    Button, Card, Choice, Column, Count, Dialog, Empty, Facts, Faults, Field, Icon, Keys, Notice, Older, PageHead,
    Photo, Pill, Row, Suggestion, Suggestions, Tab, Table, Tabs, Tone, chart, faults_notice, filter_bar,
};
use super::seal;
use maud::{Markup, PreEscaped, html};

pub(super) fn all() -> Markup {
    html! {
        (PageHead::new("Pieces").more("Everything a page can be made of").deed(Button::plain("Print").icon(Icon::Print).goes("/pieces/print")).deed(Button::main("Add").icon(Icon::Plus).key('a').opens("/pieces/new")))
        (Tabs::new("Chart", vec![Tab::new("Face", "#"), Tab::here("Claims", "#").count(Count::new(12, "open")), Tab::new("Documents", "#"), Tab::new("History", "#")]))
        (notices())
        (Card::new("Buttons and words", buttons()))
        (Card::new("Claims", html! { (filters()) (claims()) }).deed(Button::bare("Export").icon(Icon::Upload)).to_the_edge())
        (Card::new("An empty list", Empty::new(Icon::Document, "No documents wait for a chart. Scans and faxes appear here.").next(Button::plain("Scan").icon(Icon::Camera).goes("/scan"))))
        div.two-columns {
            (Card::new("Coverage", facts()).deed(Button::bare("Edit").icon(Icon::Edit).about("coverage").opens("/coverage")))
            (Card::new("Waiting", wait_chart()))
        }
        (Card::new("Offers of the search box", html! { div.suggestions-specimen role="listbox" aria-label="Suggestions" { (suggestions()) } }))
        (Card::new("A dialog", html! { div.dialog-specimen { (Dialog::new("Cancel appointment", cancel())) } }))
    }
}

fn notices() -> Markup {
    let faults: Faults = [("a", "one"), ("b", "two")].into_iter().collect();
    html! {
        (Notice::new(Tone::Good, "Checked in."))
        (Notice::new(Tone::Info, "Dr. Okafor is running 20 minutes late."))
        (Notice::new(Tone::Warn, "Jules Moreau has this chart open, too."))
        @if let Some(notice) = faults_notice(&faults) { (notice) }
        (Notice::new(Tone::Bad, "Somebody else took this time.").more(html! { p { "Sam Park, NP was booked at 9:30 am by Jules Moreau a moment ago. Nothing of yours is lost." } (Button::plain("Choose another time").goes("/schedule")) }))
    }
}

fn buttons() -> Markup {
    html! {
        div.row {
            (Button::main("Check in")) (Button::plain("Reschedule").icon(Icon::Calendar).key('r').goes("#")) (Button::bare("Undo").icon(Icon::Undo))
            (Button::danger("Cancel appointment")) (Button::plain("Next").posts("/next", &seal()).with("version", "3").swaps("#board"))
        }
        div.row {
            @for (tone, words) in [(Tone::Quiet, "Booked"), (Tone::Info, "Arrived"), (Tone::Good, "Signed"), (Tone::Busy, "With provider"), (Tone::Warn, "Unsigned"), (Tone::Bad, "Denied")] { (Pill::new(tone, words)) }
            (Keys("g s")) (Photo::of("Ana Ruiz")) (Photo::of("Cher"))
        }
    }
}

fn filters() -> Markup {
    let states = vec![
        Choice::new("", "All states"),
        Choice::new("denied", "Denied"),
        Choice::new("silent", "Silent for 21 days"),
    ];
    filter_bar(
        "/claims",
        html! { (Field::select("state", "State", states)) (Field::date("from", "Served from").value("2026-11-01").optional()) },
    )
}

fn claims() -> Markup {
    let claim = |number: &str, patient: &str, payer: &str, pill: Pill, served: &str, amount: &str| {
        Row::new(vec![
            html! { (number) },
            html! { (patient) },
            html! { (payer) },
            html! { (pill) },
            html! { (served) },
            html! { (amount) },
            html! { (Button::bare("Hold").about(number).posts("/hold", &seal())) },
        ])
        .id(format!("claim-{number}"))
        .leads(format!("/claims/{number}"))
    };
    let table = Table::new(
        "Open claims",
        vec![
            Column::words("Claim").sorts("?by=claim"),
            Column::words("Patient"),
            Column::words("Payer"),
            Column::words("State"),
            Column::words("Served").sorted_down("?by=served&turn=up"),
            Column::number("Amount").sorts("?by=amount"),
            Column::deeds("Deeds"),
        ],
        vec![
            claim(
                "C-20418-3",
                "Maximiliana Guadalupe Hernández-Villanueva",
                "Blue Cross Blue Shield of Illinois",
                Pill::new(Tone::Bad, "Denied"),
                "11/18/2026",
                "$1,284.00",
            ),
            claim(
                "C-20417-5",
                "James O’Connor",
                "Medicare Part B",
                Pill::new(Tone::Info, "Sent"),
                "11/17/2026",
                "$92.40",
            ),
            claim(
                "C-20402-1",
                "Katarzyna Wiśniewska-Brzęczyszczykiewicz",
                "Aetna",
                Pill::new(Tone::Warn, "Silent 23 days"),
                "10/29/2026",
                "$310.00",
            ),
            claim("C-20400-8", "Bo Li", "Self-pay", Pill::new(Tone::Good, "Paid"), "10/28/2026", "$75.00"),
        ],
    )
    .foot(Row::new(vec![html! { "Sum" }, html! {}, html! {}, html! {}, html! {}, html! { "$1,761.40" }, html! {}]))
    .or(Empty::new(Icon::File, "No open claims."));
    html! { (table) (Older::new("/claims?before=20400").newest("/claims")) }
}

fn facts() -> Markup {
    let facts = Facts::new()
        .fact("Payer", "Blue Cross Blue Shield of Illinois")
        .fact("Member number", html! { span.digits { "XOF 884 201 993" } })
        .fact("Group", "")
        .fact("Co-pay", "$25.00")
        .fact("Eligibility", html! { (Pill::new(Tone::Good, "Active on 11/21/2026")) });
    html! { (facts) }
}

fn wait_chart() -> Markup {
    let drawing = r##"<svg viewBox="0 0 320 96" role="img" aria-label="Median wait by hour"><path d="M8 88h304" stroke="currentColor" fill="none"/><path class="chart-line" d="M16 70 60 62l44-20 44 8 44-24 44 14 44-2" fill="none" stroke="currentColor" stroke-width="2.5"/></svg>"##;
    let numbers = Table::new(
        "Median wait by hour",
        vec![Column::words("Hour"), Column::number("Minutes")],
        vec![Row::new(vec![html! { "9 am" }, html! { "12" }]), Row::new(vec![html! { "10 am" }, html! { "19" }])],
    );
    chart(
        "Wait before rooming",
        "Up since 9 am; now 14 minutes, give or take 6.",
        PreEscaped(drawing.to_owned()),
        numbers,
    )
}

fn suggestions() -> Markup {
    let offer = |icon, title: &str, detail: &str| Suggestion {
        to: "/patients/1".to_owned(),
        icon,
        title: title.to_owned(),
        detail: detail.to_owned(),
    };
    let offers = Suggestions::new()
        .group(
            "Patients",
            vec![
                offer(Icon::Person, "Ana Ruiz", "03/27/1984 · MRN 100 204 817"),
                offer(Icon::Person, "Ana María Ruiz-Ortega", "11/02/2019 · MRN 100 198 002"),
            ],
        )
        .group("Commands", vec![offer(Icon::Plus, "Book an appointment", "b")]);
    html! { (offers) }
}

fn cancel() -> Markup {
    let why = vec![
        Choice::new("patient", "The patient asked"),
        Choice::new("office", "The office asked"),
        Choice::new("weather", "Weather"),
    ];
    html! {
        (Field::radios("why", "Why", why).value("patient"))
        (Field::lines("words", "In their words", 2).optional())
        div.form-buttons { (Button::danger("Cancel appointment")) (Button::bare("Keep it")) }
    }
}
