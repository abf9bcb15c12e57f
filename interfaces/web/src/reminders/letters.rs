//! Letters: what is to be printed, and the print itself, one letter on each sheet.

use super::said::{about, leading};
use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Empty, Icon, PageHead, Row, Table};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use communications::reminders::{LinkSecret, MessageId, MessageLine};
use kernel::Problem;
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::reminders::{Letter, LettersAnswer, LettersToPrint, PrintLetters, PrintedLetters};

/// `GET /reminder-letters`
pub(super) async fn show(staff: Staff) -> Answer {
    let page = staff.ask(LettersToPrint { site: staff.site()?.id }).await?;
    let mut head = PageHead::new("Letters").back("/reminders", "Messages").more(html! { (page.site.name) });
    if !page.due.is_empty() && staff.may(Permission::Schedule) {
        let all = Button::main("Print them all").icon(Icon::Print).posts("/reminder-letters", &staff.seal()).key('p');
        head = head.deed(all);
    }
    let due = table(&staff, &page, &page.due, "To print", "Print", "No letter is to be printed now.");
    let printed = table(&staff, &page, &page.printed, "Printed", "Print again", "No letter was printed lately.");
    let body = html! {
        (head)
        (Card::new("To print", due).to_the_edge())
        (Card::new("Printed, for visits to come", printed).to_the_edge())
    };
    staff.show("Letters", body)
}

fn table(
    staff: &Staff,
    page: &LettersAnswer,
    lines: &[MessageLine],
    caption: &str,
    words: &str,
    nothing: &str,
) -> Table {
    let columns =
        vec![Column::words("Patient"), Column::words("About"), Column::words("Language"), Column::deeds("Deeds")];
    let row = |line: &MessageLine| {
        let name = page.people.name(line.patient).into_revealed();
        let print = Button::bare(words)
            .about(&name)
            .posts("/reminder-letters", &staff.seal())
            .with("letters", line.id.to_string());
        let row = Row::new(vec![
            html! { (name) },
            html! { (about(line, &page.site.zone)) },
            html! { @if line.spanish { "Spanish" } @else { "English" } },
            html! { @if staff.may(Permission::Schedule) { div.row-deeds { (print) } } },
        ]);
        leading(row, line)
    };
    Table::new(caption, columns, lines.iter().map(row).collect()).or(Empty::new(Icon::Print, nothing))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    letters: Vec<String>,
}

/// `POST /reminder-letters`: the letters themselves, because the links in them are kept nowhere.
pub(super) async fn print(staff: Staff, headers: HeaderMap, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let unknown = |_| Problem::invalid("incomplete", "This page is incomplete. Load it again.");
    let letters: Vec<MessageId> =
        form.letters.iter().map(|id| id.parse().map_err(unknown)).collect::<Result<_, _>>()?;
    let site = staff.site()?.id;
    // Not once per request: the answer holds secrets, and is not to be kept.
    let printed = staff.desk.office().perform(&staff.who, PrintLetters { site, letters }).await?;
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let here = format!("{}://{host}", staff.desk.transport().scheme());
    let public_address = staff.desk.public_address().unwrap_or(&here).to_owned();
    let letters = printed.into_iter().map(|one| (one.message, LinkSecret::presented(one.secret))).collect();
    let letters = staff.ask(PrintedLetters { site, letters, public_address }).await?;
    let count = if letters.len() == 1 { "One letter".to_owned() } else { format!("{} letters", letters.len()) };
    let body = html! {
        (PageHead::new("Print the letters").back("/reminder-letters", "Letters")
            .more(html! { (count) ", each on a sheet of its own. They count as printed; print again from the list if the paper jams." })
            .deed(html! { button.button.main type="button" data-print { (Icon::Print) span { "Print" } } }))
        @for letter in &letters { (sheet(letter)) }
    };
    staff.show("Print the letters", body)
}

fn sheet(letter: &Letter) -> Markup {
    html! {
        article.letter-sheet lang=(letter.language) {
            address.letter-from { @for line in &letter.from { (line) br; } }
            address.letter-to { @for line in letter.to.reveal() { (line) br; } }
            @for part in letter.text.reveal().split("\n\n") {
                p { @for (at, line) in part.lines().enumerate() { @if at > 0 { br; } (line) } }
            }
        }
    }
}
