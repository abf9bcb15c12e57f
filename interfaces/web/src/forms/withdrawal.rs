//! Taking a consent back: who, in which capacity, from which day on, how and why. What was signed stays to be read.

use crate::answer::{Answer, form_faults};
use crate::kit::{
    Button, Card, Choice, Column, Empty, Faults, Field, Form, Icon, PageHead, Pill, Row, Table, Tone, wording,
};
use crate::page::Page;
use crate::patients::{banner_of, chart_of};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::forms::{
    Capacity, ConsentRecord, ConsentRecordAnswer, SignedId, TakenBack, WithdrawSigned, Withdrawal, WithdrawnHow,
    taken_back,
};
use front_office::intake::{Consent, ConsentKind};
use jiff::tz::TimeZone;
use kernel::{Day, Phi, Problem};
use maud::{Markup, html};
use office::{PatientId, Permission};
use serde::Deserialize;

const TITLE: &str = "Take a consent back";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    who: String,
    capacity: String,
    on: String,
    how: String,
    reason: String,
}

fn zone(staff: &Staff) -> TimeZone {
    staff.site().map_or(TimeZone::UTC, |site| site.zone.clone())
}

fn today(staff: &Staff) -> Day {
    staff.desk.office().now().civil(&zone(staff)).date().into()
}

/// The consents on record, each with whether it stands and the way to take it back.
pub(super) fn on_record(staff: &Staff, record: &ConsentRecordAnswer) -> Card {
    let zone = zone(staff);
    let columns =
        vec![Column::words("Consent"), Column::words("Signed"), Column::words("Stands"), Column::deeds("What to do")];
    let row = |one: &Consent| {
        let gone = taken_back(&record.withdrawals, None, Some(one.kind), one.signed_at);
        let stands = match gone {
            Some(gone) => said(gone),
            None if one.holds_on(today(staff)) => html! { (Pill::new(Tone::Good, "Stands")) },
            None => html! { (Pill::new(Tone::Warn, "Run out")) },
        };
        let at = format!("{}/consents/{}/withdrawal", chart_of(record.patient), one.kind.word());
        let newest =
            record.consents.iter().find(|other| other.kind == one.kind).is_some_and(|other| other.id == one.id);
        Row::new(vec![
            html! { (one.kind.title()) },
            html! { (wording::moment(one.signed_at, &zone)) ", edition " (one.edition) },
            stands,
            html! {
                @if gone.is_none() && newest && staff.may(Permission::CheckIn) {
                    div.row-deeds { (Button::bare("Take back").about(one.kind.title()).goes(at)) }
                }
            },
        ])
    };
    let none = Empty::new(Icon::Document, "No consent is on record.");
    Card::new("Consents", Table::new("Consents", columns, record.consents.iter().map(row).collect()).or(none))
        .to_the_edge()
}

/// `Taken back on 11/16/2026 by …`.
pub(super) fn said(gone: &Withdrawal) -> Markup {
    html! {
        (Pill::new(Tone::Warn, "Taken back")) " "
        span.quiet {
            (wording::digits(gone.on)) " by " (gone.who.reveal()) ", " (gone.capacity.title().to_lowercase()) ", "
            (gone.how.title().to_lowercase()) ": " (gone.reason.reveal())
        }
    }
}

async fn page<'a>(
    staff: &'a Staff,
    patient: PatientId,
    to: &str,
    typed: &Typed,
    faults: Faults,
) -> Result<Page<'a>, Problem> {
    let capacities = Capacity::ALL.iter().map(|one| Choice::new(one.word(), one.title())).collect();
    let ways = WithdrawnHow::ALL.iter().map(|one| Choice::new(one.word(), one.title())).collect();
    let back = format!("{}/forms", chart_of(patient));
    let fields = html! {
        (Field::text("who", "Who takes it back").value(&typed.who).fault(faults.of("who")).starts_here())
        (Field::select("capacity", "As", capacities).value(&typed.capacity))
        (Field::date("on", "From which day on").value(&typed.on).fault(faults.of("on")))
        (Field::radios("how", "How", ways).value(&typed.how))
        (Field::lines("reason", "Why, in their words", 2).value(&typed.reason).fault(faults.of("reason")))
    };
    let form = Form::post(to, &staff.seal()).faults(faults).body(fields);
    let body = html! {
        (PageHead::new(TITLE).back(&back, "Forms of this patient"))
        p { "What was signed stays as it was signed. From now on the check-in asks for it again." }
        (form.button(Button::danger("Take it back")).button(Button::bare("Not now").goes(&back)))
    };
    Ok(staff.page(TITLE, body).banner(banner_of(staff, patient).await?))
}

impl Typed {
    fn fresh(staff: &Staff) -> Self {
        Self {
            capacity: Capacity::Patient.word().to_owned(),
            on: today(staff).to_string(),
            how: WithdrawnHow::Written.word().to_owned(),
            ..Self::default()
        }
    }
}

/// Where the form of a withdrawal is, and goes.
fn address(patient: PatientId, what: TakenBack) -> String {
    match what {
        TakenBack::Form(signed) => format!("{}/signed/{signed}/withdrawal", chart_of(patient)),
        TakenBack::Kind(kind) => format!("{}/consents/{}/withdrawal", chart_of(patient), kind.word()),
    }
}

async fn begin(staff: &Staff, patient: PatientId, what: TakenBack) -> Answer {
    // Whoever may not see what was signed is not shown the form.
    staff.ask(ConsentRecord { patient }).await?;
    page(staff, patient, &address(patient, what), &Typed::fresh(staff), Faults::none()).await?.answer()
}

async fn take(staff: &Staff, patient: PatientId, what: TakenBack, typed: Typed, request: kernel::RawId) -> Answer {
    let faults = match typed.on.parse::<Day>() {
        Err(_) => [("on", "Enter the day, like 2026-11-23 or 11/23/2026.")].into_iter().collect(),
        Ok(on) => {
            let deed = WithdrawSigned {
                patient,
                what,
                on,
                today: Some(today(staff)),
                who: Phi::new(typed.who.clone()),
                capacity: Capacity::from_word(&typed.capacity).unwrap_or(Capacity::Patient),
                how: WithdrawnHow::from_word(&typed.how).unwrap_or(WithdrawnHow::Spoken),
                reason: Phi::new(typed.reason.clone()),
            };
            match staff.perform(request, deed).await {
                Ok(_) => {
                    return Ok(staff.go_saying(&format!("{}/forms", chart_of(patient)), "The consent is taken back."));
                }
                Err(why) => form_faults(why)?,
            }
        }
    };
    page(staff, patient, &address(patient, what), &typed, faults).await?.again().answer()
}

fn kind_of(word: &str) -> Result<ConsentKind, Problem> {
    ConsentKind::from_word(word).ok_or_else(|| Problem::not_found("no_such_consent", "There is no such consent."))
}

/// `GET /patients/{patient}/signed/{signed}/withdrawal`
pub(super) async fn begin_form(staff: Staff, Path((patient, signed)): Path<(PatientId, SignedId)>) -> Answer {
    begin(&staff, patient, TakenBack::Form(signed)).await
}

/// `POST /patients/{patient}/signed/{signed}/withdrawal`
pub(super) async fn take_form(
    staff: Staff,
    Path((patient, signed)): Path<(PatientId, SignedId)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    take(&staff, patient, TakenBack::Form(signed), form, request).await
}

/// `GET /patients/{patient}/consents/{kind}/withdrawal`
pub(super) async fn begin_kind(staff: Staff, Path((patient, kind)): Path<(PatientId, String)>) -> Answer {
    begin(&staff, patient, TakenBack::Kind(kind_of(&kind)?)).await
}

/// `POST /patients/{patient}/consents/{kind}/withdrawal`
pub(super) async fn take_kind(
    staff: Staff,
    Path((patient, kind)): Path<(PatientId, String)>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    take(&staff, patient, TakenBack::Kind(kind_of(&kind)?), form, request).await
}
