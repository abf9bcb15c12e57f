//! The page of one document: its viewer on the left; whose it is, what it is and who must look on the right.

use super::file_form::{self, TypedFiling};
use super::inbox::standing;
use crate::answer::{Answer, Fault};
use crate::kit::{Button, Card, Facts, Faults, Field, Form, Icon, Notice, PageHead, Tone, wording};
use crate::page::Page;
use crate::patients::{banner_of, born, chart_of};
use crate::picker::{find, picker};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::documents::{
    Category, DocumentId, DocumentSheet, DocumentState, OneDocument, SuggestPatients, Suggested,
};
use kernel::Problem;
use maud::{Markup, html};
use office::{PatientId, Permission};
use papers::Conduct;
use registry::people::PersonLine;
use serde::Deserialize;

/// Whose it may be, chosen but not yet filed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    patient: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
}

/// What the page shows besides the document itself.
#[derive(Default)]
pub(super) struct Beside {
    /// The patient who was chosen.
    pub(super) chosen: Option<PatientId>,
    /// What was typed into the filing form and has faults.
    pub(super) typed: Option<TypedFiling>,
    /// The faults.
    pub(super) faults: Faults,
    /// What was typed into the search, and whom it found.
    pub(super) found: Option<(String, Vec<PersonLine>)>,
}

/// `GET /documents/{document}`
pub(super) async fn show(staff: Staff, Path(document): Path<DocumentId>, Query(wanted): Query<Wanted>) -> Answer {
    let beside = Beside { chosen: wanted.patient.parse().ok(), ..Beside::default() };
    page(&staff, document, beside).await?.answer()
}

/// `POST /documents/{document}/patient`: looks for the patient by hand.
pub(super) async fn search(
    staff: Staff,
    Path(document): Path<DocumentId>,
    Sealed { form, .. }: Sealed<Searched>,
) -> Answer {
    let people = find(&staff, &form.q).await?;
    page(&staff, document, Beside { found: Some((form.q, people)), ..Beside::default() }).await?.answer()
}

/// The page, with what was typed and its faults.
pub(super) async fn page(staff: &Staff, document: DocumentId, beside: Beside) -> Result<Page<'_>, Fault> {
    let sheet = staff.ask(OneDocument { document }).await?;
    let whose = beside.chosen.or(sheet.line.patient);
    let files = staff.may(Permission::FileDocuments);
    let suggested = match (whose, &beside.found) {
        (None, None) if files => staff.ask(SuggestPatients { document }).await?,
        _ => Vec::new(),
    };
    let body = html! {
        (head(&sheet))
        @if let Some(notice) = notice(&sheet) { (notice) }
        div.document-and-form {
            (viewer(&sheet))
            div.document-side {
                @if sheet.line.state == DocumentState::ToReview && sheet.line.reviewer == sheet.me && beside.chosen.is_none() {
                    (review(staff, &sheet, &beside.faults))
                }
                @match whose {
                    Some(patient) if files => { (file_form::card(staff, &sheet, patient, &beside).await?) }
                    Some(_) => {}
                    None if files => { (whose_is_it(staff, &sheet, &suggested, beside.found.as_ref())) }
                    None => {}
                }
                (about(staff, &sheet))
                @if sheet.line.category == Category::ReferralIn && staff.may(Permission::Refer) {
                    (Card::new("Referral to us", Button::plain("Take it in as a referral").icon(Icon::Refer)
                        .goes(format!("/referrals-in/new?document={document}"))))
                }
                @if files && sheet.line.state != DocumentState::SetAside { (aside(staff, &sheet, &beside.faults)) }
            }
        }
    };
    let page = staff.page("Document", body);
    Ok(match whose {
        Some(patient) => page.banner(banner_of(staff, patient).await?),
        None => page,
    })
}

fn head(sheet: &DocumentSheet) -> PageHead {
    let title = sheet.line.title.reveal();
    let words = if title.is_empty() { sheet.line.category.title() } else { title };
    let head = PageHead::new("Document").more(html! { (words) " " (standing(sheet.line.state)) });
    match sheet.line.patient {
        Some(patient) => head.back(format!("{}/documents", chart_of(patient)), "Documents of this patient"),
        None => head.back("/documents", "Documents"),
    }
}

fn notice(sheet: &DocumentSheet) -> Option<Notice> {
    if sheet.same_as.is_empty() {
        return None;
    }
    let links = html! {
        p { @for (at, other) in sheet.same_as.iter().enumerate() { @if at > 0 { ", " } a href={ "/documents/" (other) } { "the other " (at + 1) } } }
    };
    Some(
        Notice::new(Tone::Warn, "The same file was taken in before. Set one aside if both are the same paper.")
            .more(links),
    )
}

/// The files, as they came: pictures in a column, a PDF in the browser's own viewer.
fn viewer(sheet: &DocumentSheet) -> Markup {
    let at = |position: i64| format!("/documents/{}/files/{position}", sheet.line.id);
    let many = sheet.pages.len();
    html! {
        section.document-view aria-label="The document" {
            @for page in &sheet.pages {
                @match (page.conduct, page.media_type.as_str()) {
                    (Conduct::Active, _) => {
                        (Notice::new(Tone::Bad, "This PDF carries a program or an attached file, so it is not opened here.")
                            .more(html! { p { "Ask the sender whether they meant to send it. The original is kept." } }))
                        p { (Button::plain("Save the original").icon(Icon::Document).goes(at(page.position))) }
                    }
                    (Conduct::Still, "application/pdf") => {
                        iframe.document-pdf src={ (at(page.position)) "#navpanes=0&view=FitH" } title="The document as PDF" {}
                        p { a href=(at(page.position)) { "Open the PDF by itself" } }
                    }
                    (Conduct::Still, _) => {
                        a href=(at(page.position)) {
                            img.document-page src=(at(page.position)) alt={ "Page " (page.position) " of " (many) } loading="lazy";
                        }
                    }
                }
            }
        }
    }
}

fn review(staff: &Staff, sheet: &DocumentSheet, faults: &Faults) -> Card {
    let form = Form::post(format!("/documents/{}/review", sheet.line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(sheet.version);
            (Field::lines("remark", "What is to be done about it?", 3).fault(faults.of("remark")).optional())
        })
        .button(Button::main("I have looked at it").icon(Icon::Check).key('r'));
    Card::new("Your review", form)
}

fn whose_is_it(
    staff: &Staff,
    sheet: &DocumentSheet,
    suggested: &[Suggested],
    found: Option<&(String, Vec<PersonLine>)>,
) -> Markup {
    let at = format!("/documents/{}", sheet.line.id);
    let none = match (sheet.has_text, found) {
        (_, Some(_)) => None,
        (true, None) => Some("Nobody’s name and date of birth stand in its text. Look for the patient."),
        (false, None) => Some("It has no text layer, so nobody can be suggested. Read it, and look for the patient."),
    };
    let (typed, people) = found.map_or(("", [].as_slice()), |(typed, people)| (typed.as_str(), people.as_slice()));
    html! {
        @if !suggested.is_empty() {
            (Card::new("It may be theirs", html! {
                ul.plain-list {
                    @for one in suggested {
                        li.split {
                            span {
                                strong { (one.person.name.reveal()) } " " (born(staff, *one.person.birth_day.reveal())) br;
                                span.quiet { (one.because) }
                            }
                            (Button::plain("Choose").about(one.person.name.reveal().as_str()).goes(format!("{at}?patient={}", one.person.id)))
                        }
                    }
                }
            }))
        }
        (Card::new("Whose is it?", html! {
            @if let Some(none) = none.filter(|_| suggested.is_empty()) { p.quiet { (none) } }
            (picker(staff, &format!("{at}/patient"), &at, typed, people))
        }))
    }
}

fn about(staff: &Staff, sheet: &DocumentSheet) -> Card {
    let (line, zone) = (&sheet.line, staff.zone());
    let dated = line.dated_on.map(wording::digits).unwrap_or_default();
    let text = if sheet.has_text { "Its words can be searched" } else { "No text layer: a picture of words" };
    let closed = sheet.closed_at.map(|at| format!("{} {}", wording::moment(at, &zone), sheet.closed_by));
    let closed_name = if line.state == DocumentState::SetAside { "Set aside" } else { "Reviewed" };
    let mut facts = Facts::new()
        .fact("Came", format!("{}, {}", wording::moment(line.received_at, &zone), line.source.title().to_lowercase()))
        .fact("Date on it", dated)
        .fact("Kind", line.category.title())
        .fact("Reviewer", line.reviewer_name.clone())
        .fact("File", html! { (sheet.file_name.reveal()) })
        .fact("Text", text);
    if let Some(closed) = closed {
        facts = facts.fact(closed_name, closed).fact("Remark", html! { (sheet.remark.reveal()) });
    }
    Card::new("About it", facts)
}

fn aside(staff: &Staff, sheet: &DocumentSheet, faults: &Faults) -> Markup {
    let form = Form::post(format!("/documents/{}/set-aside", sheet.line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(sheet.version);
            (Field::text("reason", "Why?").fault(faults.of("reason")).hint("Like: blank page, scanned twice, not our patient"))
        })
        .button(Button::danger("Set it aside"));
    html! { details.folded open[faults.of("reason").is_some()] { summary { "It is none of ours, or was scanned wrongly" } (form) } }
}

/// The version that was on the screen.
pub(super) fn version(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| super::inbox::reload())
}
