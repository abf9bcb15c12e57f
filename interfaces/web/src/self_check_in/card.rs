//! Pictures of the insurance card, taken by the patient.

use super::patient::{FORM, Place, faults_for, machine, page, seal, sheet, status_with, switched};
use crate::answer::Answer;
use crate::desk::Desk;
use crate::documents::{card_sides, receive};
use crate::kit::{Button, Faults, Field, Form, Icon};
use crate::patient_words::{told, words};
use crate::staff::see_other;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use front_office::insurance::CardSide;
use front_office::self_check_in::{AtSitting, Secret, SittingDeed};
use maud::html;

/// `GET /visit/{secret}/card`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>) -> Answer {
    shown(&desk, &secret, Faults::none()).await
}

async fn shown(desk: &Desk, secret: &str, faults: Faults) -> Answer {
    let sheet = sheet(desk, secret).await?;
    if sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}")));
    }
    let words = words(sheet.language);
    let (said, status) = (&words.card, status_with(&faults));
    let picture = |side: CardSide, label: &str| {
        Field::picture(side.word(), label).voice(words.voice).fault(faults.of(side.word()))
    };
    let fields = html! { (picture(CardSide::Front, said.front)) (picture(CardSide::Back, said.back).optional()) };
    let on = if sheet.cards.is_empty() { said.skip } else { words.doors.go_on };
    let form = Form::post(format!("/visit/{secret}/card"), &seal(desk))
        .id(FORM)
        .voice(words.voice)
        .with_files()
        .body(fields)
        .faults(faults)
        .button(Button::main(said.send).icon(Icon::Camera))
        .button(Button::plain(on).goes(format!("/visit/{secret}/papers")));
    let body = html! {
        p { (said.say) }
        @if sheet.cards.contains(&CardSide::Front) { p role="status" { (said.have_front) } }
        @if sheet.cards.contains(&CardSide::Back) { p role="status" { (said.have_back) } }
        (form)
    };
    Ok(page(Place::of(sheet.at_kiosk), words, said.title, status, body))
}

/// `POST /visit/{secret}/card`. Pictures that came along when the language was changed are kept too: a page cannot give them back.
pub(super) async fn keep(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let sent = receive(form).await?;
    let switched = switched(&desk, &secret, sent.word("language")).await?;
    let words = words(sheet(&desk, &secret).await?.language);
    let (pictures, refused) = card_sides(sent.files).await?;
    let mut faults: Faults = refused.iter().map(|(side, why)| (side.word(), told(words.language, why))).collect();
    if faults.is_empty() && !(switched && pictures.is_empty()) {
        let deed = AtSitting { secret: Secret::presented(secret.clone()), deed: SittingDeed::SendCard(pictures) };
        match desk.office().perform(&machine(&desk), deed).await {
            Ok(_) if !switched => return Ok(see_other(&format!("/visit/{secret}/papers"))),
            Ok(_) => {}
            Err(why) => faults = faults_for(words, why)?,
        }
    }
    shown(&desk, &secret, faults).await
}
