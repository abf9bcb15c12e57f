//! Reviewing what patients entered: each entry beside the record, accepted or declined.

use crate::answer::Answer;
use crate::documents::file_shown;
use crate::kit::{Button, Card, Column, Empty, Icon, Notice, PageHead, Pill, Row, Table, Tone, wording};
use crate::patient_words::words;
use crate::patients::banner_of;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::insurance::CardSide;
use front_office::self_check_in::{
    DecideEntry, Decision, EntryStanding, EntryToReview, SelfCardBytes, SelfCheckInId, SelfCheckInsToReview, SelfField,
    SelfReview, SelfReviewLine,
};
use kernel::Problem;
use maud::{Markup, html};
use papers::Conduct;
use registry::coverages::Relationship;
use registry::people::Language;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    field: String,
    decision: String,
}

/// `GET /self-check-ins`
pub(super) async fn list(staff: Staff) -> Answer {
    let all = staff.ask(SelfCheckInsToReview { site: staff.site()?.id }).await?;
    let zone = staff.zone();
    let columns = ["Patient", "Sent", "From"].map(Column::words).into();
    let row = |line: &SelfReviewLine| {
        let from = if line.at_kiosk { "Kiosk" } else { "Link" };
        let sent = wording::moment(line.sent_at, &zone);
        Row::new(vec![html! { (line.name.reveal()) }, html! { (sent) }, html! { (from) }])
            .leads(format!("/self-check-ins/{}", line.id))
    };
    let empty = Empty::new(Icon::Check, "Nothing that patients entered waits for review.");
    let body = html! {
        (PageHead::new("Entered by patients").more("Nothing enters a chart until you accept it"))
        (Table::new("To review, the oldest first", columns, all.iter().map(row).collect()).or(empty))
    };
    staff.show("Entered by patients", body)
}

/// `GET /self-check-ins/{self_check_in}`
pub(super) async fn show(staff: Staff, Path(check_in): Path<SelfCheckInId>) -> Answer {
    let sheet = staff.ask(SelfReview { check_in }).await?;
    let zone = staff.zone();
    let columns = vec![
        Column::words("What"),
        Column::words("On record"),
        Column::words("The patient says"),
        Column::deeds("Decide"),
    ];
    let rows = sheet.entries.iter().map(|entry| row(&staff, check_in, entry)).collect();
    let cards: Vec<&str> = sheet.cards.iter().map(|side| side.word()).collect();
    let body = html! {
        (PageHead::new("Entered by the patient").back("/self-check-ins", "All").more(format!("Sent {}, in {}", wording::moment(sheet.sent_at, &zone), sheet.language.title())))
        @if sheet.reviewed_at.is_some() { (Notice::new(Tone::Good, "All of it is decided.")) }
        (Card::new("Entries", Table::new("Entries", columns, rows).or(Empty::new(Icon::Check, "Nothing was entered."))).to_the_edge())
        @if !cards.is_empty() {
            (Card::new("Pictures of the card", html! {
                p { "They go with the insurance when you accept it." }
                div.two-columns {
                    @for side in &cards { img.card-picture src={ "/self-check-ins/" (check_in) "/card/" (side) } alt={ "The card, " (side) }; }
                }
            }))
        }
    };
    staff.page("Entered by the patient", body).banner(banner_of(&staff, sheet.patient).await?).answer()
}

/// `GET /self-check-ins/{self_check_in}/card/{side}`
pub(super) async fn picture(staff: Staff, Path((check_in, side)): Path<(SelfCheckInId, String)>) -> Answer {
    let gone = || Problem::not_found("not_found", "There is no such picture.");
    let side = CardSide::from_word(&side).ok_or_else(gone)?;
    let sent = staff.ask(SelfCardBytes { check_in, side }).await?;
    Ok(file_shown(&sent.media_type, Conduct::Still, sent.bytes.into_revealed()))
}

fn lines(text: &str) -> Markup {
    let parts: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    html! { @for (at, part) in parts.iter().enumerate() { @if at > 0 { br; } (part) } }
}

/// The lines of an insurance, with whose it is in the patient's words.
fn insurance(text: &str) -> String {
    let said = |(at, line): (usize, &str)| match (at, Relationship::from_word(line)) {
        (3, Some(whose)) => words(Language::English).details.whose_policy(whose).to_owned(),
        _ => line.to_owned(),
    };
    text.lines().enumerate().map(said).collect::<Vec<_>>().join("\n")
}

fn row(staff: &Staff, check_in: SelfCheckInId, entry: &EntryToReview) -> Row {
    let at = format!("/self-check-ins/{check_in}");
    let decide = |words: &str, decision: Decision| {
        let button = if decision == Decision::Accept { Button::plain(words) } else { Button::bare(words) };
        button
            .about(entry.field.title())
            .posts(&at, &staff.seal())
            .with("field", entry.field.word())
            .with("decision", decision.word())
    };
    let deeds = html! {
        @match entry.standing {
            EntryStanding::Offered => div.row-deeds {
                @if entry.field.is_history() {
                    (Button::plain("Look over").about(entry.field.title()).opens(format!("{at}/histories/{}", entry.field.word())))
                } @else { (decide("Accept", Decision::Accept)) }
                (decide("Decline", Decision::Decline))
            }
            EntryStanding::Accepted => { (Pill::new(Tone::Good, "Accepted")) }
            EntryStanding::Declined => { (Pill::new(Tone::Quiet, "Declined")) }
        }
    };
    let shown = |text: &str| match entry.field {
        SelfField::Mobile => wording::phone(text),
        SelfField::Insurance => insurance(text),
        _ => text.to_owned(),
    };
    Row::new(vec![
        html! { (entry.field.title()) },
        lines(&shown(entry.known.reveal())),
        lines(&shown(entry.said.reveal())),
        deeds,
    ])
}

/// `POST /self-check-ins/{self_check_in}`
pub(super) async fn decide(
    staff: Staff,
    Path(check_in): Path<SelfCheckInId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let reload = || Problem::invalid("unreadable", "What was sent cannot be read. Load the page again.");
    let field = SelfField::from_word(&form.field).ok_or_else(reload)?;
    let decision = Decision::from_word(&form.decision).ok_or_else(reload)?;
    staff.perform(request, DecideEntry { check_in, field, decision }).await?;
    Ok(staff.go(&format!("/self-check-ins/{check_in}")))
}
