//! What is on record, to be set right, and what the office would like to know.

use super::patient::{FORM, Place, faults_for, machine, page, seal, sheet, status_with, switched};
use crate::answer::Answer;
use crate::desk::Desk;
use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, side_by_side, wording};
use crate::patient_words::{Words, words};
use crate::sealed::Sealed;
use crate::staff::see_other;
use axum::extract::{Path, State};
use axum::response::Response;
use front_office::self_check_in::{AtSitting, Secret, SelfField, SittingDeed, SittingSheet};
use kernel::Phi;
use maud::{Markup, html};
use registry::coverages::Relationship;
use registry::people::plain_phone;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What stands in the form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    mobile: String,
    email: String,
    street: String,
    unit: String,
    city: String,
    state: String,
    postal_code: String,
    payer: String,
    member: String,
    group: String,
    whose: String,
    subscriber: String,
    medicines: String,
    allergies: String,
    conditions: String,
    operations: String,
    family: String,
    /// The button of the other language, if that was pressed.
    language: String,
}

impl Typed {
    fn of(sheet: &SittingSheet) -> Self {
        let said = |field: SelfField| sheet.fields.get(&field).map(|said| said.reveal().clone()).unwrap_or_default();
        let line = |field: SelfField, at: usize| said(field).lines().nth(at).unwrap_or_default().to_owned();
        Self {
            mobile: wording::phone(&said(SelfField::Mobile)),
            email: said(SelfField::Email),
            street: line(SelfField::Address, 0),
            unit: line(SelfField::Address, 1),
            city: line(SelfField::Address, 2),
            state: line(SelfField::Address, 3),
            postal_code: line(SelfField::Address, 4),
            payer: line(SelfField::Insurance, 0),
            member: line(SelfField::Insurance, 1),
            group: line(SelfField::Insurance, 2),
            whose: line(SelfField::Insurance, 3),
            subscriber: line(SelfField::Insurance, 4),
            medicines: said(SelfField::Medicines),
            allergies: said(SelfField::Allergies),
            conditions: said(SelfField::Conditions),
            operations: said(SelfField::Operations),
            family: said(SelfField::Family),
            language: String::new(),
        }
    }

    fn fields(&self) -> BTreeMap<SelfField, Phi<String>> {
        let lines = |all: &[&String]| {
            let all: Vec<&str> = all.iter().map(|line| line.trim()).collect();
            if all.iter().all(|line| line.is_empty()) { String::new() } else { all.join("\n") }
        };
        let address = lines(&[&self.street, &self.unit, &self.city, &self.state, &self.postal_code]);
        let entered = !lines(&[&self.payer, &self.member, &self.group]).is_empty();
        let whose = self.whose().word().to_owned();
        let insurance = [&self.payer, &self.member, &self.group, &whose, &self.subscriber];
        let insurance = if entered { lines(&insurance) } else { String::new() };
        let all = [
            (SelfField::Mobile, plain_phone(&Phi::new(self.mobile.clone())).into_revealed()),
            (SelfField::Email, self.email.trim().to_owned()),
            (SelfField::Address, address),
            (SelfField::Insurance, insurance),
            (SelfField::Medicines, self.medicines.clone()),
            (SelfField::Allergies, self.allergies.clone()),
            (SelfField::Conditions, self.conditions.clone()),
            (SelfField::Operations, self.operations.clone()),
            (SelfField::Family, self.family.clone()),
        ];
        all.into_iter().map(|(field, said)| (field, Phi::new(said))).collect()
    }

    /// What the patient is to the subscriber; the subscriber themselves where nothing else is said.
    fn whose(&self) -> Relationship {
        Relationship::from_word(&self.whose).unwrap_or(Relationship::Itself)
    }

    fn faults(&self, words: &Words) -> Faults {
        let said = &words.details;
        let mut faults = Faults::none();
        let digits = self.mobile.chars().filter(char::is_ascii_digit).count();
        if !self.mobile.trim().is_empty() && !(10..=11).contains(&digits) {
            faults.add("mobile", said.mobile_short);
        }
        if !self.email.trim().is_empty() && !self.email.contains('@') {
            faults.add("email", said.email_short);
        }
        if self.payer.trim().is_empty() != self.member.trim().is_empty() {
            faults.add("member", said.member_missing);
        }
        let entered = !self.payer.trim().is_empty();
        if entered && self.whose() != Relationship::Itself && self.subscriber.trim().is_empty() {
            faults.add("subscriber", said.subscriber_missing);
        }
        faults
    }
}

fn fields(words: &Words, typed: &Typed, faults: &Faults) -> Markup {
    let said = &words.details;
    let in_words = |field: Field| field.voice(words.voice);
    let text =
        |name: &str, label: &str, value: &str| in_words(Field::text(name, label)).value(value).fault(faults.of(name));
    let lines =
        |name: &str, label: &str, rows, value: &str| in_words(Field::lines(name, label, rows)).value(value).optional();
    let whose = Relationship::ALL.iter().map(|one| Choice::new(one.word(), said.whose_policy(*one))).collect();
    html! {
        (Fieldset::new(said.reach, html! {
            (in_words(Field::phone("mobile", said.mobile)).value(&typed.mobile).fault(faults.of("mobile")))
            (in_words(Field::email("email", said.email)).value(&typed.email).fault(faults.of("email")).optional())
            (text("street", said.street, &typed.street))
            (text("unit", said.unit, &typed.unit).optional())
            (side_by_side(html! {
                (text("city", said.city, &typed.city))
                (text("state", said.state, &typed.state))
                (text("postal_code", said.postal_code, &typed.postal_code))
            }))
        }))
        (Fieldset::new(said.insurance, html! {
            (text("payer", said.payer, &typed.payer).optional())
            (side_by_side(html! {
                (text("member", said.member, &typed.member).optional())
                (text("group", said.group, &typed.group).optional())
            }))
            (in_words(Field::radios("whose", said.whose, whose)).value(typed.whose().word()))
            (text("subscriber", said.subscriber, &typed.subscriber).optional().hint(said.subscriber_hint))
        }).hint(said.insurance_same))
        (Fieldset::new(said.health, html! {
            (lines("medicines", said.medicines, 3, &typed.medicines))
            (lines("allergies", said.allergies, 2, &typed.allergies))
            (lines("conditions", said.conditions, 2, &typed.conditions))
            (lines("operations", said.operations, 2, &typed.operations))
            (lines("family", said.family, 2, &typed.family))
        }).hint(said.health_hint))
    }
}

/// `GET /visit/{secret}/details`
pub(super) async fn show(State(desk): State<Desk>, Path(secret): Path<String>) -> Answer {
    let sheet = sheet(&desk, &secret).await?;
    if sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}")));
    }
    Ok(shown(&desk, &secret, &sheet, &Typed::of(&sheet), Faults::none()))
}

fn shown(desk: &Desk, secret: &str, sheet: &SittingSheet, typed: &Typed, faults: Faults) -> Response {
    let words = words(sheet.language);
    let (said, status) = (&words.details, status_with(&faults));
    let body = fields(words, typed, &faults);
    let form = Form::post(format!("/visit/{secret}/details"), &seal(desk))
        .id(FORM)
        .voice(words.voice)
        .faults(faults)
        .body(body)
        .button(Button::main(words.doors.go_on));
    let body = html! { p { (said.hello.replace("{name}", sheet.called.reveal())) } (form) };
    page(Place::of(sheet.at_kiosk), words, said.title, status, body)
}

/// `POST /visit/{secret}/details`
pub(super) async fn keep(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let switched = switched(&desk, &secret, &form.language).await?;
    let sheet = sheet(&desk, &secret).await?;
    if sheet.asks_birthday {
        return Ok(see_other(&format!("/visit/{secret}")));
    }
    if switched {
        return Ok(shown(&desk, &secret, &sheet, &form, Faults::none()));
    }
    let words = words(sheet.language);
    let mut faults = form.faults(words);
    if faults.is_empty() {
        let deed = SittingDeed::Enter(form.fields());
        let enter = AtSitting { secret: Secret::presented(secret.clone()), deed };
        match desk.office().perform(&machine(&desk), enter).await {
            Ok(_) => return Ok(see_other(&format!("/visit/{secret}/card"))),
            Err(why) => faults = faults_for(words, why)?,
        }
    }
    Ok(shown(&desk, &secret, &sheet, &form, faults))
}
