//! Pictures of an insurance card: front and back, photographed or scanned.

use crate::answer::{Answer, form_faults};
use crate::documents::{card_sides, file_shown, receive};
use crate::kit::{Button, Card, Faults, Field, Form, Icon, PageHead, wording};
use crate::page::Page;
use crate::patients::{banner_of, chart_of};
use crate::staff::Staff;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use front_office::insurance::{CardPicture, CardPictureBytes, CardPicturesOf, CardSide, KeepCardPictures};
use jiff::tz::TimeZone;
use kernel::Problem;
use maud::html;
use office::{PatientId, Permission};
use papers::Conduct;
use registry::coverages::{CoverageId, CoverageOf};

fn place(patient: PatientId, coverage: CoverageId) -> String {
    format!("{}/coverages/{coverage}/card", chart_of(patient))
}

/// In a line: which sides of this card there are.
pub(crate) fn said(pictures: &[CardPicture], coverage: CoverageId, zone: &TimeZone) -> String {
    let of_it: Vec<&CardPicture> = pictures.iter().filter(|one| one.coverage == coverage).collect();
    let sides: Vec<&str> = of_it.iter().map(|one| one.side.word()).collect();
    match of_it.iter().map(|one| one.taken_at).max() {
        Some(latest) => format!("{}, {}", sides.join(" and "), wording::digits(latest.civil(zone).date().into())),
        None => "none yet".to_owned(),
    }
}

/// `GET /patients/{patient}/coverages/{coverage}/card`
pub(super) async fn show(staff: Staff, Path((patient, coverage)): Path<(PatientId, CoverageId)>) -> Answer {
    page(&staff, patient, coverage, Faults::none()).await?.answer()
}

async fn page(staff: &Staff, patient: PatientId, coverage: CoverageId, faults: Faults) -> Result<Page<'_>, Problem> {
    let (all, pictures) = tokio::try_join!(staff.ask(CoverageOf { patient }), staff.ask(CardPicturesOf { patient }))?;
    let gone = || Problem::not_found("not_found", "There is no such coverage, or you may not see it.");
    let card = all.iter().find(|one| one.id == coverage).ok_or_else(gone)?;
    let zone = staff.zone();
    let at = place(patient, coverage);
    let side = |side: CardSide, heading: &str| {
        let taken = pictures.iter().find(|one| one.coverage == coverage && one.side == side);
        let body = html! {
            @match taken {
                Some(one) => {
                    a href={ (at) "/" (side.word()) } {
                        img.card-picture src={ (at) "/" (side.word()) "?at=" (one.taken_at.micros()) } alt={ (heading) " of the card" };
                    }
                    p.quiet { "Taken " (wording::moment(one.taken_at, &zone)) }
                }
                None => { p.quiet { "No picture of this side yet." } }
            }
        };
        Card::new(heading, body)
    };
    let form = Form::post(&at, &staff.seal())
        .with_files()
        .faults(faults.clone())
        .body(html! {
            (Field::picture("front", "Front of the card").fault(faults.of("front")).optional())
            (Field::picture("back", "Back of the card").fault(faults.of("back")).optional())
        })
        .button(Button::main("Keep the pictures").icon(Icon::Camera))
        .button(Button::bare("Back to the chart").goes(chart_of(patient)));
    let body = html! {
        (PageHead::new("Insurance card").back(chart_of(patient), "Chart").more(html! { (card.card.payer) " " (card.card.plan) " · member " (card.card.member_number.reveal()) }))
        div.two-columns { (side(CardSide::Front, "Front")) (side(CardSide::Back, "Back")) }
        @if staff.may(Permission::KeepCoverage) { (Card::new("New pictures", form)) }
    };
    Ok(staff.page("Insurance card", body).banner(banner_of(staff, patient).await?))
}

/// `GET /patients/{patient}/coverages/{coverage}/card/{side}`
pub(super) async fn picture(
    staff: Staff,
    Path((patient, coverage, side)): Path<(PatientId, CoverageId, String)>,
) -> Answer {
    let gone = || Problem::not_found("not_found", "There is no such picture.");
    let side = CardSide::from_word(&side).ok_or_else(gone)?;
    let kept = staff.ask(CardPictureBytes { patient, coverage, side }).await?;
    Ok(file_shown(&kept.media_type, Conduct::Still, kept.bytes.into_revealed()))
}

/// `POST /patients/{patient}/coverages/{coverage}/card`
pub(super) async fn keep(
    staff: Staff,
    Path((patient, coverage)): Path<(PatientId, CoverageId)>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let sent = receive(form).await?;
    let request = sent.request().unwrap_or_else(|| staff.desk.request_id());
    let (pictures, refused) = card_sides(sent.files).await?;
    let mut faults: Faults = refused.iter().map(|(side, why)| (side.word(), why.say())).collect();
    if faults.is_empty() {
        match staff.perform(request, KeepCardPictures { patient, coverage, pictures }).await {
            Ok(()) => return Ok(staff.go_saying(&place(patient, coverage), "The pictures are kept.")),
            Err(why) => faults = form_faults(why)?,
        }
    }
    page(&staff, patient, coverage, faults).await?.again().answer()
}
