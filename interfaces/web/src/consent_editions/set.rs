//! The page: one card for each kind of consent, with the edition handed out and the form for another.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Choice, Facts, Faults, Field, Form, PageHead, Width, wording};
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::intake::{ConsentEdition, ConsentEditions, ConsentKind, EarlierSignatures, SetConsentEdition};
use jiff::tz::TimeZone;
use kernel::Problem;
use maud::{Markup, html};
use serde::Deserialize;

const TITLE: &str = "Consent forms";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    edition: String,
    earlier: String,
}

/// `GET /consent-editions`
pub(super) async fn show(staff: Staff) -> Answer {
    let body = body(&staff, None).await?;
    staff.show(TITLE, body)
}

/// `POST /consent-editions/{kind}`
pub(super) async fn set(staff: Staff, Path(kind): Path<String>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let no_such = || Problem::not_found("no_such_consent", "There is no such consent.");
    let kind = ConsentKind::from_word(&kind).ok_or_else(no_such)?;
    let earlier = EarlierSignatures::from_word(&form.earlier).unwrap_or(EarlierSignatures::Hold);
    let deed = SetConsentEdition { kind, edition: form.edition.clone(), earlier };
    match staff.perform(request, deed).await {
        Ok(()) => Ok(staff.go_saying("/consent-editions", "The edition is set. The desk hands it out from now on.")),
        Err(why) => {
            let faults = form_faults(why)?;
            let body = body(&staff, Some((kind, &form, faults))).await?;
            staff.page(TITLE, body).again().answer()
        }
    }
}

async fn body(staff: &Staff, faulty: Option<(ConsentKind, &Typed, Faults)>) -> Result<Markup, Problem> {
    let editions = staff.ask(ConsentEditions).await?.0;
    let zone = staff.zone();
    let untouched = Typed::default();
    Ok(html! {
        (PageHead::new(TITLE).more(html! { "The edition that stands on each form is kept with every signature" }))
        (tabs(staff, "/consent-editions"))
        @for one in editions.each() {
            @let (typed, faults) = match &faulty {
                Some((kind, typed, faults)) if *kind == one.kind => (*typed, faults.clone()),
                _ => (&untouched, Faults::none()),
            };
            (Card::new(one.kind.title(), html! { (facts(one, &zone)) (form(staff, one.kind, typed, faults)) }))
        }
    })
}

fn facts(one: &ConsentEdition, zone: &TimeZone) -> Facts {
    let facts = Facts::new().fact("Handed out now", format!("Edition {}", one.edition));
    match one.asks_again_since {
        Some(since) => facts.fact("Signed anew since", html! { (wording::moment(since, zone)) }),
        None => facts,
    }
}

fn form(staff: &Staff, kind: ConsentKind, typed: &Typed, faults: Faults) -> Markup {
    let earlier = vec![
        Choice::new(EarlierSignatures::Hold.word(), "Earlier signatures hold"),
        Choice::new(EarlierSignatures::AskAgain.word(), "Everybody signs anew"),
    ];
    let picked = if typed.earlier.is_empty() { EarlierSignatures::Hold.word() } else { &typed.earlier };
    let fields = html! {
        (Field::text("edition", "A new edition").value(&typed.edition).fault(faults.of("edition"))
            .id(format!("edition-{}", kind.word())).width(Width::Short).hint("As it stands on the form, such as 2027-01"))
        (Field::radios("earlier", "What of those who signed before?", earlier).value(picked).id(format!("earlier-{}", kind.word())))
    };
    let form = Form::post(format!("/consent-editions/{}", kind.word()), &staff.seal()).body(fields);
    html! { (form.button(Button::plain("Hand it out from now on").about(kind.title()))) }
}
