//! The list of the telephone: what rings, what is talked on, and the call-backs owed, the one due first on top.

use super::parts::urgency_pill;
use crate::answer::{Answer, Fault};
use crate::asked::Asked;
use crate::kit::{Button, Column, Count, Empty, Icon, Live, Minutes, PageHead, Pill, Row, Table, Tone, wording};
use crate::staff::Staff;
use front_office::phone::{Call, CallBack, CallBackOutcome, CallReason};
use maud::{Markup, html};
use office::Permission;
use workflows::phone_desk::{CallsAnswer, CallsOfSite};

/// Minutes from which a call that rings, or an overdue call-back, is long, and too long.
const RINGS_LONG: u16 = 1;
const RINGS_TOO_LONG: u16 = 2;

/// `GET /calls`
pub(super) async fn show(staff: Staff) -> Answer {
    let inside = inside(&staff).await?;
    if staff.asked != Asked::Page {
        return staff.show("Phone", inside);
    }
    let mut head = PageHead::new("Phone").more(html! { (staff.site()?.name) });
    if staff.may(Permission::SeeFigures) {
        head = head.deed(Button::plain("Figures").icon(Icon::Chart).goes("/figures/phone"));
    }
    let head = head
        .deed(Button::plain("Red-flag questions").goes("/red-flags"))
        .deed(Button::main("Open a call").icon(Icon::Phone).posts("/calls/pick-up", &staff.seal()).swaps("#call"));
    staff.show("Phone", html! { (head) (Live::new("calls", "/calls", &["phone"], inside)) })
}

async fn inside(staff: &Staff) -> Result<Markup, Fault> {
    let page = staff.ask(CallsOfSite { site: staff.site()?.id }).await?;
    Ok(html! {
        section.board-part {
            h2 { "Calls " (Count::new(page.open.len(), "calls")) }
            (calls(staff, &page))
        }
        section.board-part {
            h2 { "Call-backs owed " (Count::new(page.owed.len(), "call-backs")) }
            (owed(staff, &page))
        }
    })
}

fn calls(staff: &Staff, page: &CallsAnswer) -> Table {
    let columns = ["Call", "Since", "State", "Reason"].map(Column::words).into_iter();
    let columns = columns.chain([Column::deeds("Deeds")]).collect();
    let row = |call: &Call| {
        let at = format!("/calls/{}", call.id);
        let (state, deed) = if call.answered_at.is_none() {
            let rings = call.rings(page.now);
            let (state, words) = if rings { ("Ringing", "Answer") } else { ("Missed", "Call back") };
            let tone = if rings { Tone::Warn } else { Tone::Bad };
            let answer = Button::main(words).posts(format!("{at}/answer"), &staff.seal()).swaps("#call");
            (Pill::new(tone, state).icon(Icon::Phone), answer)
        } else if call.answered_by == Some(staff.who.account()) {
            let back = Button::plain("Back to it").posts(format!("{at}/answer"), &staff.seal()).swaps("#call");
            (Pill::new(Tone::Busy, "Yours"), back)
        } else {
            (Pill::new(Tone::Info, "Taken by somebody else"), Button::bare("Look").goes(at))
        };
        Row::new(vec![
            html! { (who(page, call.patient, call.number.reveal())) },
            html! { (Minutes::new(call.began_at, page.now, RINGS_LONG, if call.answered_at.is_none() { RINGS_TOO_LONG } else { 30 })) },
            html! { (state) @if let Some(urgency) = call.urgency { " " (urgency_pill(urgency)) } },
            html! { (call.reason.map_or("", CallReason::title)) },
            html! { div.row-deeds { (deed) } },
        ])
        .id(format!("call-{}", call.id))
    };
    let none = Empty::new(Icon::Phone, "Nobody is on the telephone. F2 opens a call over any page.");
    Table::new("Calls", columns, page.open.iter().map(row).collect()).or(none)
}

fn who(page: &CallsAnswer, patient: Option<office::PatientId>, number: &str) -> Markup {
    html! {
        @match patient.and_then(|patient| page.people.get(patient)) {
            Some(person) => {
                (person.name.reveal())
                span.cell-more { (wording::digits(*person.birth_day.reveal())) @if !number.is_empty() { " · " (wording::phone(number)) } }
            }
            None if number.is_empty() => "Number withheld",
            None => (wording::phone(number)),
        }
    }
}

fn owed(staff: &Staff, page: &CallsAnswer) -> Markup {
    let none = Empty::new(Icon::CheckCircle, "Nobody is owed a call.");
    if page.owed.is_empty() {
        return html! { (none) };
    }
    let columns = ["Whom", "Due", "How soon", "Who calls", "About"].map(Column::words).into_iter();
    let columns = columns.chain([Column::deeds("Deeds")]).collect();
    html! { (Table::new("Call-backs owed", columns, page.owed.iter().map(|line| call_back(staff, page, line)).collect())) }
}

fn call_back(staff: &Staff, page: &CallsAnswer, line: &CallBack) -> Row {
    let left = -page.now.minutes_since(line.due_at);
    let due = match left {
        ..0 => Pill::new(Tone::Bad, format!("{} overdue", wording::minutes(-left))),
        0..30 => Pill::new(Tone::Warn, format!("in {}", wording::minutes(left))),
        _ => Pill::new(Tone::Quiet, wording::moment(line.due_at, &page.site.zone)),
    };
    let mine = line.owner == Some(staff.who.account());
    let whose = match (mine, line.owner) {
        (true, _) => "Yours",
        (false, Some(_)) => "Taken on",
        (false, None) => "Nobody’s yet",
    };
    Row::new(vec![
        who(page, line.patient, line.number.reveal()),
        html! { (due) @if line.tries > 0 { span.cell-more { "Tried " (line.tries) "×" } } },
        html! { (urgency_pill(line.urgency)) },
        html! { (line.route.title()) span.cell-more { (whose) } },
        html! { (line.asks.reveal()) },
        deeds(staff, line, mine),
    ])
    .id(format!("call-back-{}", line.id))
}

fn deeds(staff: &Staff, line: &CallBack, mine: bool) -> Markup {
    let about = wording::phone(line.number.reveal());
    let post = |words: &str, to: &str| {
        let button = Button::plain(words).posts(format!("/call-backs/{}/{to}", line.id), &staff.seal());
        button.with("version", line.version.to_string()).about(about.as_str())
    };
    html! {
        div.row-deeds {
            @if !mine { (post("I call", "take")) }
            @else { (post("Reached", "done").with("outcome", CallBackOutcome::Reached.word())) }
            details.menu data-menu {
                summary.button.bare { (Icon::More) span.sr-only { "More for " (about) } }
                div.menu-list {
                    (post("Not reached", "tried"))
                    @for outcome in CallBackOutcome::ALL {
                        @if *outcome != CallBackOutcome::Reached || !mine {
                            (post(outcome.title(), "done").with("outcome", outcome.word()))
                        }
                    }
                    (Button::bare("Look at the call").goes(format!("/calls/{}", line.phone_call)).about(about.as_str()))
                }
            }
        }
    }
}
