//! Taking in: files chosen, dropped or photographed, as one document or as one each.

use super::read_files::{read_papers, receive};
use crate::answer::{Answer, Fault, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, Icon, Notice, PageHead, Tone, side_by_side};
use crate::page::Page;
use crate::patients::{banner_of, chart_of};
use crate::staff::Staff;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Query};
use front_office::documents::{Category, DocumentSource, TakeInDocument, TakeInDocuments};
use kernel::{Day, Phi, Problem};
use maud::html;
use office::PatientId;
use papers::Paper;
use registry::practice::{StaffId, StaffOfPractice};
use serde::Deserialize;

/// What stands in the form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    patient: String,
    category: String,
    title: String,
    dated_on: String,
    reviewer: String,
    together: String,
}

/// `GET /documents/new`
pub(super) async fn begin(staff: Staff, Query(typed): Query<Typed>) -> Answer {
    page(&staff, &typed, Faults::none(), Vec::new()).await?.answer()
}

async fn page<'a>(
    staff: &'a Staff,
    typed: &Typed,
    faults: Faults,
    refused: Vec<(String, Problem)>,
) -> Result<Page<'a>, Fault> {
    let patient = typed.patient.parse::<PatientId>().ok();
    let back = patient.map_or_else(|| "/documents".to_owned(), |patient| format!("{}/documents", chart_of(patient)));
    let as_what = vec![
        Choice::new("each", "Each file is a document of its own"),
        Choice::new("one", "They are the pages of one document").hint("Pictures of pages, in the order of the list"),
    ];
    let together = if typed.together.is_empty() { "each" } else { &typed.together };
    let reviewers = reviewers(staff).await?;
    let body = html! {
        input type="hidden" name="patient" value=(typed.patient);
        (Field::files("files", "Files").hint("PDF, JPEG or PNG, at most 20 MB each. Drop them here, or choose several at once.").fault(faults.of("files")))
        (Field::camera("pages", "Or take a picture of each page").optional())
        (Field::radios("together", "What are they?", as_what).value(together))
        (Fieldset::new("About the document", html! {
            (side_by_side(html! {
                (Field::select("category", "Kind", categories()).value(&typed.category))
                (Field::date("dated_on", "Date on the document").value(&typed.dated_on).fault(faults.of("dated_on")).optional())
            }))
            (Field::text("title", "Title").value(&typed.title).hint("Like “Cardiology, Dr. Reyes”. Without one, the file’s name stands for it.").optional())
            (Field::select("reviewer", "Who must look at it?", reviewers).value(&typed.reviewer).optional())
        }))
    };
    let form = Form::post("/documents", &staff.seal())
        .with_files()
        .id("take-in")
        .faults(faults)
        .body(body)
        .button(Button::main("Take in").icon(Icon::Upload))
        .button(Button::bare("Cancel").goes(&back));
    let whose = if patient.is_some() { "For this patient" } else { "You say whose it is afterwards" };
    let page = html! {
        (PageHead::new("Scan or upload").back(&back, "Documents").more(whose))
        @for (name, why) in &refused { (Notice::new(Tone::Bad, why.say()).more(html! { p { "File: " (name) } })) }
        (form)
    };
    let page = staff.page("Scan or upload", page);
    Ok(match patient {
        Some(patient) => page.banner(banner_of(staff, patient).await?),
        None => page,
    })
}

/// Every kind of document.
pub(super) fn categories() -> Vec<Choice> {
    Category::ALL.iter().map(|kind| Choice::new(kind.word(), kind.title())).collect()
}

/// Everybody who may be asked to look at a document.
pub(super) async fn reviewers(staff: &Staff) -> Result<Vec<Choice>, Problem> {
    let all = staff.ask(StaffOfPractice).await?.0;
    let nobody = Choice::new("", "Nobody need look");
    let called = all.iter().filter(|line| line.ended_on.is_none() && line.account.is_some());
    Ok(std::iter::once(nobody).chain(called.map(|line| Choice::new(line.id.to_string(), line.called()))).collect())
}

/// A day that may be left empty.
pub(super) fn day(text: &str) -> Result<Option<Day>, Problem> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let say = "Enter the date like 11/21/2026, or leave it empty.";
    text.parse().map(Some).map_err(|_| Problem::invalid("bad_day", say).at("dated_on", say))
}

/// `POST /documents`: what can be kept is kept; what is refused is named with what to do.
pub(super) async fn take_in(staff: Staff, form: Result<Multipart, MultipartRejection>) -> Answer {
    let sent = receive(form).await?;
    let typed = Typed {
        patient: sent.word("patient").to_owned(),
        category: sent.word("category").to_owned(),
        title: sent.word("title").to_owned(),
        dated_on: sent.word("dated_on").to_owned(),
        reviewer: sent.word("reviewer").to_owned(),
        together: sent.word("together").to_owned(),
    };
    let request = sent.request().unwrap_or_else(|| staff.desk.request_id());
    let camera = sent.files.iter().all(|(field, ..)| field == "pages") && !sent.files.is_empty();
    let source = if camera { DocumentSource::Camera } else { DocumentSource::Upload };
    let looked = read_papers(sent.files).await?;
    let one_document = typed.together == "one";
    let any_refused = looked.iter().any(|(_, read)| read.is_err());
    let mut kept: Vec<(String, Paper)> = Vec::new();
    let mut refused: Vec<(String, Problem)> = Vec::new();
    for (name, read) in looked {
        match read {
            Ok(paper) => kept.push((name, paper)),
            Err(why) => refused.push((name, why)),
        }
    }
    // A document with a page missing is worse than none.
    if one_document && any_refused {
        return page(&staff, &typed, Faults::none(), refused).await?.again().answer();
    }
    let batches: Vec<(String, Vec<Paper>)> = if one_document || kept.is_empty() {
        let name = kept.first().map(|(name, _)| name.clone()).unwrap_or_default();
        vec![(name, kept.into_iter().map(|(_, paper)| paper).collect())]
    } else {
        kept.into_iter().map(|(name, paper)| (name, vec![paper])).collect()
    };
    if !refused.is_empty() && batches.iter().all(|(_, papers)| papers.is_empty()) {
        return page(&staff, &typed, Faults::none(), refused).await?.again().answer();
    }
    let count = batches.len();
    let deeds: Result<Vec<_>, Problem> =
        batches.into_iter().map(|(name, papers)| typed.deed(source, name, papers)).collect();
    let done = match deeds {
        Ok(deeds) => staff.perform(request, TakeInDocuments(deeds)).await,
        Err(why) => Err(why),
    };
    let last = match done {
        Ok(documents) => documents.last().copied(),
        Err(why) => return page(&staff, &typed, form_faults(why)?, refused).await?.again().answer(),
    };
    if !refused.is_empty() {
        let kept = Notice::new(Tone::Good, format!("{count} taken in. These were refused:"));
        return page(&staff, &typed, Faults::none(), refused).await?.notice(kept).again().answer();
    }
    let to = match (count, last, typed.patient.parse::<PatientId>()) {
        (1, Some(document), _) => format!("/documents/{document}"),
        (_, _, Ok(patient)) => format!("{}/documents", chart_of(patient)),
        _ => "/documents".to_owned(),
    };
    let say =
        if count == 1 { "The document is taken in.".to_owned() } else { format!("{count} documents are taken in.") };
    Ok(staff.go_saying(&to, &say))
}

impl Typed {
    fn deed(&self, source: DocumentSource, name: String, papers: Vec<Paper>) -> Result<TakeInDocument, Problem> {
        Ok(TakeInDocument {
            patient: self.patient.parse().ok(),
            category: Category::from_word(&self.category).unwrap_or(Category::Other),
            title: Phi::new(self.title.clone()),
            file_name: Phi::new(name),
            source,
            dated_on: day(&self.dated_on)?,
            reviewer: self.reviewer.parse::<StaffId>().ok(),
            papers,
        })
    }
}
