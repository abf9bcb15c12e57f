//! The photo: so that the right person is in the right chart.

use super::{chart, chart_of};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Field, Form, Icon, Notice, Tone};
use crate::staff::Staff;
use axum::extract::multipart::{Field as Part, MultipartError, MultipartRejection};
use axum::extract::{Multipart, Path};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use kernel::{Problem, RawId};
use office::PatientId;
use registry::people::{KeepPhoto, Person, PhotoOf};

/// The form on the face of the chart.
pub(super) fn form(staff: &Staff, person: &Person) -> Card {
    let field = Field::file("photo", "Picture file").hint("A JPEG or PNG picture of the face, at most 512 kB");
    let words = if person.photo_taken_at.is_some() { "Replace the photo" } else { "Keep the photo" };
    let form = Form::post(format!("{}/photo", chart_of(person.id)), &staff.seal())
        .with_files()
        .body(field)
        .button(Button::plain(words).icon(Icon::Camera));
    Card::new("Photo", form)
}

/// `GET /patients/{patient}/photo`: kept by the browser while it is open, because the address changes with the picture.
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    let photo = staff.ask(PhotoOf { patient }).await?;
    Ok(([(CONTENT_TYPE, photo.media_type), (CACHE_CONTROL, "no-store".to_owned())], photo.image).into_response())
}

/// `POST /patients/{patient}/photo`
pub(super) async fn keep(
    staff: Staff,
    Path(patient): Path<PatientId>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let (mut image, mut request) = (Vec::new(), None);
    // What is no form with files has no picture in it, and the office says so.
    let mut form = form.ok();
    while let Some(part) = next(form.as_mut()).await? {
        match part.name() {
            Some("photo") => image = part.bytes().await.map_err(unreadable)?.to_vec(),
            Some("request_id") => request = part.text().await.map_err(unreadable)?.parse::<RawId>().ok(),
            _ => {}
        }
    }
    let request = request.unwrap_or_else(|| staff.desk.request_id());
    if let Err(why) = staff.perform(request, KeepPhoto { patient, image }).await {
        let faults = form_faults(why)?;
        let say = faults.of("photo").unwrap_or("Choose another picture.");
        let page = chart::page(&staff, patient).await?;
        return page.notice(Notice::new(Tone::Bad, say)).again().answer();
    }
    Ok(staff.go_saying(&chart_of(patient), "The photo is kept."))
}

async fn next(form: Option<&mut Multipart>) -> Result<Option<Part<'_>>, Problem> {
    match form {
        Some(form) => form.next_field().await.map_err(unreadable),
        None => Ok(None),
    }
}

fn unreadable(_: MultipartError) -> Problem {
    Problem::invalid("unreadable", "The file cannot be read. Choose it once more.")
}
