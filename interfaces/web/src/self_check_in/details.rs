//! What is on record, to be set right, and what the office would like to know.

use super::patient::{Place, machine, page, seal};
use crate::answer::{Answer, form_faults};
use crate::desk::Desk;
use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, side_by_side, wording};
use crate::sealed::Sealed;
use crate::staff::see_other;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use front_office::self_check_in::{AtSitting, Secret, SelfField, Sitting, SittingDeed, SittingSheet};
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

    fn faults(&self) -> Faults {
        let mut faults = Faults::none();
        let digits = self.mobile.chars().filter(char::is_ascii_digit).count();
        if !self.mobile.trim().is_empty() && !(10..=11).contains(&digits) {
            faults.add("mobile", "Enter the whole number, with its area code.");
        }
        if !self.email.trim().is_empty() && !self.email.contains('@') {
            faults.add("email", "Enter the whole address, like ana@example.com.");
        }
        if self.payer.trim().is_empty() != self.member.trim().is_empty() {
            faults.add("member", "Enter both the insurer and the member number, as they stand on the card.");
        }
        let entered = !self.payer.trim().is_empty();
        if entered && self.whose() != Relationship::Itself && self.subscriber.trim().is_empty() {
            faults.add("subscriber", "Enter the name of the person whose insurance it is, as it stands on the card.");
        }
        faults
    }
}

/// Whose policy it is, in the patient's words.
pub(super) const fn whose_in_words(whose: Relationship) -> &'static str {
    match whose {
        Relationship::Itself => "My own",
        Relationship::Spouse => "My husband’s or wife’s",
        Relationship::Child => "My parent’s",
        Relationship::Other => "Somebody else’s",
    }
}

fn fields(typed: &Typed, faults: &Faults) -> Markup {
    let whose = Relationship::ALL.iter().map(|one| Choice::new(one.word(), whose_in_words(*one))).collect();
    html! {
        (Fieldset::new("How we reach you", html! {
            (Field::phone("mobile", "Mobile phone").value(&typed.mobile).fault(faults.of("mobile")))
            (Field::email("email", "E-mail").value(&typed.email).fault(faults.of("email")).optional())
            (Field::text("street", "Street and number").value(&typed.street))
            (Field::text("unit", "Apartment").value(&typed.unit).optional())
            (side_by_side(html! {
                (Field::text("city", "City").value(&typed.city))
                (Field::text("state", "State").value(&typed.state))
                (Field::text("postal_code", "ZIP code").value(&typed.postal_code))
            }))
        }))
        (Fieldset::new("Insurance, if it has changed", html! {
            (Field::text("payer", "Insurer").value(&typed.payer).optional())
            (side_by_side(html! {
                (Field::text("member", "Member number").value(&typed.member).fault(faults.of("member")).optional())
                (Field::text("group", "Group number").value(&typed.group).optional())
            }))
            (Field::radios("whose", "Whose insurance is it?", whose).value(typed.whose().word()))
            (Field::text("subscriber", "Name of that person").value(&typed.subscriber).fault(faults.of("subscriber")).optional().hint("If it is not your own"))
        }).hint("Leave it empty if your insurance is the same."))
        (Fieldset::new("Your health", html! {
            (Field::lines("medicines", SelfField::Medicines.title(), 3).value(&typed.medicines).optional())
            (Field::lines("allergies", SelfField::Allergies.title(), 2).value(&typed.allergies).optional())
            (Field::lines("conditions", SelfField::Conditions.title(), 2).value(&typed.conditions).optional())
            (Field::lines("operations", SelfField::Operations.title(), 2).value(&typed.operations).optional())
            (Field::lines("family", SelfField::Family.title(), 2).value(&typed.family).optional())
        }).hint("Tell us what is new, or all of it if this is your first visit."))
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

async fn sheet(desk: &Desk, secret: &str) -> Result<SittingSheet, kernel::Problem> {
    desk.office().ask(&machine(desk), Sitting { secret: Secret::presented(secret.to_owned()) }).await
}

fn shown(desk: &Desk, secret: &str, sheet: &SittingSheet, typed: &Typed, faults: Faults) -> axum::response::Response {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = fields(typed, &faults);
    let form = Form::post(format!("/visit/{secret}/details"), &seal(desk))
        .faults(faults)
        .body(body)
        .button(Button::main("Go on"));
    let body = html! { p { "Hello " (sheet.called.reveal()) ". Please look this over, and set right what has changed." } (form) };
    page(Place::of(sheet.at_kiosk), "Is this still right?", status, body)
}

/// `POST /visit/{secret}/details`
pub(super) async fn keep(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let mut faults = form.faults();
    if faults.is_empty() {
        let deed = SittingDeed::Enter(form.fields());
        let enter = AtSitting { secret: Secret::presented(secret.clone()), deed };
        match desk.office().perform(&machine(&desk), enter).await {
            Ok(_) => return Ok(see_other(&format!("/visit/{secret}/card"))),
            Err(why) => faults = form_faults(why)?,
        }
    }
    let sheet = sheet(&desk, &secret).await?;
    Ok(shown(&desk, &secret, &sheet, &form, faults))
}
