//! The shelf: every form of the practice, and a new one.

use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Empty, Field, Form, Icon, PageHead, Pill, Row, Table, Tone};
use crate::page::Page;
use crate::practice::tabs;
use crate::staff::Staff;
use front_office::forms::{FormLine, Forms};
use kernel::Problem;
use maud::html;

/// `GET /forms`
pub(super) async fn show(staff: Staff) -> Answer {
    page(&staff, "", None).await?.answer()
}

/// The page, with a title that was typed and its fault.
pub(super) async fn page<'a>(staff: &'a Staff, title: &str, fault: Option<&str>) -> Result<Page<'a>, Problem> {
    let forms = staff.ask(Forms).await?.0;
    let columns = ["Form", "Stands for", "Edition", "Languages", "Stands"].map(Column::words).into();
    let row = |line: &FormLine| {
        Row::new(vec![
            html! { (line.title) },
            html! { (line.consent_kind.map(|kind| kind.title()).unwrap_or_default()) },
            html! { @if line.edition > 0 { (line.edition) } },
            html! { @if line.edition > 0 { @if line.in_spanish { "English, Spanish" } @else { "English" } } },
            html! { (standing(line)) },
        ])
        .leads(format!("/forms/{}", line.id))
    };
    let empty = Empty::new(Icon::Document, "No form yet. Begin with a consent that your patients sign.");
    let begin = Form::post("/forms", &staff.seal())
        .body(html! { (Field::text("title", "Title").value(title).fault(fault).hint("As patients read it, like “Consent to treatment”")) })
        .button(Button::main("Begin a form"));
    let body = html! {
        (PageHead::new("Forms").more("What patients read, fill in and sign"))
        (tabs(staff, "/forms"))
        (Table::new("Forms", columns, forms.iter().map(row).collect()).or(empty))
        (Card::new("A new form", begin))
    };
    Ok(staff.page("Forms", body))
}

/// Whether it is handed out.
pub(super) fn standing(line: &FormLine) -> Pill {
    match (line.retired, line.edition) {
        (true, _) => Pill::new(Tone::Quiet, "Out of use"),
        (false, 0) => Pill::new(Tone::Warn, "Draft"),
        (false, _) => Pill::new(Tone::Good, "In use"),
    }
}
