//! Taking a referral in: typed in by hand, from a document, or as a FHIR file.

use crate::answer::{Answer, Fault, form_faults};
use crate::documents::receive as receive_files;
use crate::kit::{Button, Card, Choice, Faults, Field, Form, Icon, PageHead, side_by_side};
use crate::page::Page;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Query};
use front_office::documents::{DocumentId, OneDocument};
use front_office::referrals::inbound::{Came, ReceiveReferral};
use front_office::referrals::{Directory, ReferralUrgency};
use kernel::{Day, Phi, Problem};
use maud::{Markup, html};
use serde::Deserialize;
use workflows::refer_in::TakeInReferral;

const TITLE: &str = "Take a referral in";

/// What stands in the form; the address carries ids alone.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    patient: String,
    document: String,
    entry: String,
    from_name: String,
    from_contact: String,
    told_name: String,
    told_born: String,
    told_phone: String,
    urgency: String,
    reason: String,
    questions: String,
    diagnoses: String,
}

/// `GET /referrals-in/new`, also for a document of the inbox.
pub(super) async fn begin(staff: Staff, Query(wanted): Query<Typed>) -> Answer {
    let typed = Typed { patient: wanted.patient, document: wanted.document, ..Typed::default() };
    page(&staff, &typed, Faults::none()).await?.answer()
}

/// `POST /referrals-in`
pub(super) async fn receive(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let faults = match typed.deed(&staff) {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(id) => return Ok(staff.go_saying(&format!("/referrals-in/{id}"), "The referral is taken in.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    page(&staff, &typed, faults).await?.again().answer()
}

/// `POST /referrals-in/file`: an electronic referral.
pub(super) async fn file(staff: Staff, form: Result<Multipart, MultipartRejection>) -> Answer {
    let sent = receive_files(form).await?;
    let request = sent.request().unwrap_or_else(|| staff.desk.request_id());
    let site = Some(staff.site()?.id);
    let bytes = sent.files.into_iter().next().map(|(_, _, bytes)| bytes).unwrap_or_default();
    let source = Phi::new(String::from_utf8_lossy(&bytes).into_owned());
    match staff.perform(request, TakeInReferral { site, source }).await {
        Ok(id) => Ok(staff.go_saying(&format!("/referrals-in/{id}"), "The referral is taken in.")),
        Err(why) if why.kind() == kernel::Kind::Invalid => {
            let mut faults = Faults::none();
            faults.add("referral", why.say());
            page(&staff, &Typed::default(), faults).await?.again().answer()
        }
        Err(why) => Err(why.into()),
    }
}

impl Typed {
    fn deed(&self, staff: &Staff) -> Result<ReceiveReferral, Faults> {
        let mut faults = Faults::none();
        let site = staff.site().map(|site| site.id).map_err(|why: Problem| faults.add("reason", why.say()));
        let born = match self.told_born.trim() {
            "" => Ok(None),
            text => text.parse::<Day>().map(|day| Some(Phi::new(day))),
        };
        let born =
            born.map_err(|_| faults.add("told_born", "Enter the date of birth like 3/27/1984, or leave it empty."));
        let (Ok(site), Ok(told_born)) = (site, born) else { return Err(faults) };
        let document = self.document.parse::<DocumentId>().ok();
        Ok(ReceiveReferral {
            site,
            patient: self.patient.parse().ok(),
            entry: self.entry.parse().ok(),
            from_name: self.from_name.clone(),
            from_contact: self.from_contact.clone(),
            told_name: Phi::new(self.told_name.clone()),
            told_born,
            told_phone: Phi::new(self.told_phone.clone()),
            urgency: ReferralUrgency::from_word(&self.urgency).unwrap_or(ReferralUrgency::Routine),
            reason: Phi::new(self.reason.clone()),
            questions: Phi::new(self.questions.clone()),
            diagnoses: Phi::new(self.diagnoses.clone()),
            came: if document.is_some() { Came::Document } else { Came::ByHand },
            document,
            source: None,
        })
    }
}

async fn page<'a>(staff: &'a Staff, typed: &Typed, faults: Faults) -> Result<Page<'a>, Fault> {
    let senders = staff.ask(Directory::default()).await?.0;
    let senders = std::iter::once(Choice::new("", "Not in the directory"))
        .chain(senders.iter().map(|entry| Choice::new(entry.id.to_string(), entry.called())));
    let whose = match typed.document.parse() {
        Ok(document) => staff.ask(OneDocument { document }).await?.line.patient,
        Err(_) => typed.patient.parse().ok(),
    };
    let urgencies = ReferralUrgency::ALL.iter().rev().map(|one| Choice::new(one.word(), one.title())).collect();
    let urgency = if typed.urgency.is_empty() { "routine" } else { &typed.urgency };
    let fields = html! {
        input type="hidden" name="patient" value=(typed.patient);
        input type="hidden" name="document" value=(typed.document);
        @if let Ok(document) = typed.document.parse::<DocumentId>() {
            p { "From " a href={ "/documents/" (document) } { "the document" } ", which stays beside it." }
        }
        (side_by_side(html! {
            (Field::select("entry", "Who refers the patient?", senders.collect()).value(&typed.entry).fault(faults.of("entry")).starts_here())
            (Field::text("from_name", "Or their name").value(&typed.from_name).fault(faults.of("from_name")).optional())
            (Field::text("from_contact", "How to reach them").value(&typed.from_contact).fault(faults.of("from_contact")).optional())
        }))
        @if whose.is_none() { (told(typed, &faults)) }
        (Field::lines("reason", "Why is the patient referred to us?", 4).value(&typed.reason).fault(faults.of("reason")))
        (Field::lines("questions", "What are we asked?", 2).value(&typed.questions).fault(faults.of("questions")).optional())
        (side_by_side(html! {
            (Field::text("diagnoses", "Diagnoses as they were told").value(&typed.diagnoses).fault(faults.of("diagnoses")).optional())
            (Field::radios("urgency", "How soon, as they say", urgencies).value(urgency))
        }))
    };
    let form = Form::post("/referrals-in", &staff.seal())
        .faults(if faults.of("referral").is_some() { Faults::none() } else { faults.clone() })
        .body(fields)
        .button(Button::main("Take it in"))
        .button(Button::bare("Cancel").goes("/referrals-in"));
    let file = Form::post("/referrals-in/file", &staff.seal())
        .with_files()
        .id("take-in-file")
        .faults(if faults.of("referral").is_some() { faults } else { Faults::none() })
        .body(Field::file("referral", "FHIR file").hint("A FHIR R4 bundle with a service request, as JSON"))
        .button(Button::plain("Take the file in").icon(Icon::Upload));
    let body = html! {
        (PageHead::new(TITLE).back("/referrals-in", "Referrals to us"))
        (form)
        @if typed.document.is_empty() { (Card::new("It came electronically", file)) }
    };
    let page = staff.page(TITLE, body);
    Ok(match whose {
        Some(patient) => page.banner(crate::patients::banner_of(staff, patient).await?),
        None => page,
    })
}

/// The patient as they were told, until it is said who they are here.
fn told(typed: &Typed, faults: &Faults) -> Markup {
    side_by_side(html! {
        (Field::text("told_name", "Patient").value(&typed.told_name).fault(faults.of("told_name")).hint("Family name, given name; you choose the chart afterwards"))
        (Field::birth("told_born", "Date of birth").value(&typed.told_born).fault(faults.of("told_born")).optional())
        (Field::phone("told_phone", "Telephone").value(&typed.told_phone).fault(faults.of("told_phone")).optional())
    })
}
