//! Somebody new on the telephone: the few fields that are needed to book, the number already in its place.

use super::panel::{Around, Panel, panel_of};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Notice, Tone, Width, side_by_side, wording};
use crate::patients::{TypedPerson, sex_name};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::phone::CallId;
use kernel::Kind;
use maud::{Markup, html};
use office::PatientId;
use registry::people::{PersonLine, RegisterPatient, Sex};
use serde::Deserialize;
use workflows::in_the_call::RegisterCaller;
use workflows::register_patient::{RegisterAtDesk, SOMEBODY_ALIKE};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    #[serde(flatten)]
    person: TypedPerson,
    told_apart: Vec<String>,
}

/// The form, the cursor in the first field that is still empty.
pub(super) fn part(around: &Around<'_>, typed: &TypedPerson) -> Markup {
    let panel = around.panel;
    let sexes = Sex::ALL.iter().map(|sex| Choice::new(sex.word(), sex_name(*sex)));
    let sexes = std::iter::once(Choice::new("", "Choose")).chain(sexes).collect();
    let mobile = if typed.mobile.is_empty() { around.answer.call.number.reveal() } else { &typed.mobile };
    let mobile = wording::phone(mobile);
    let needed =
        [("given", &typed.given), ("family", &typed.family), ("birth_day", &typed.birth_day), ("sex", &typed.sex)];
    let open = |(name, value): &&(&str, &String)| match panel.faults.is_empty() {
        true => value.trim().is_empty(),
        false => panel.faults.of(name).is_some(),
    };
    // A summary would lead into the page below, whose fields may have the same names: the cursor goes to the field itself.
    let first = needed.iter().find(open).map_or("given", |(name, _)| name);
    let field = |field: Field, name: &str, value: &str| {
        let field = field.value(value).fault(panel.faults.of(name)).id(format!("call-{name}"));
        if name == first { field.starts_here() } else { field }
    };
    let fields = html! {
        input type="hidden" name="language" value=(typed.language);
        @for line in &panel.alike { input type="hidden" name="told_apart" value=(line.id); }
        (side_by_side(html! {
            (field(Field::text("given", "Given name"), "given", &typed.given))
            (field(Field::text("family", "Family name"), "family", &typed.family))
        }))
        (side_by_side(html! {
            (field(Field::birth("birth_day", "Date of birth"), "birth_day", &typed.birth_day))
            (field(Field::select("sex", "Sex on record", sexes), "sex", &typed.sex).width(Width::Short))
            (field(Field::phone("mobile", "Mobile phone"), "mobile", &mobile).optional())
        }))
    };
    let register = if panel.alike.is_empty() { "Register" } else { "None of these: register" };
    html! {
        section.call-part {
            h3 { "New patient" }
            @if !panel.alike.is_empty() { (alike(&panel.alike)) }
            (around.form("new-patient").body(fields).button(Button::main(register)))
            (around.form("search").body(html! { input type="hidden" name="q" value=""; }).button(Button::bare("Back to the search")))
        }
    }
}

fn alike(people: &[PersonLine]) -> Markup {
    let notice = Notice::new(Tone::Warn, "Somebody like this is on file. Nothing was saved yet.").more(html! {
        ul {
            @for line in people {
                li { (line.name.reveal()) ", " (wording::digits(*line.birth_day.reveal())) ", " (wording::phone(line.phone.reveal())) ", MRN " (line.mrn.reveal()) }
            }
        }
        p { "Ask for the address or a former name. If it is one of these, go back to the search and choose them." }
    });
    html! { div tabindex="-1" data-focus { (notice) } }
}

impl Typed {
    fn deed(&self) -> Result<RegisterAtDesk, Faults> {
        let demographics = self.person.demographics(None)?;
        Ok(RegisterAtDesk {
            new: RegisterPatient { demographics, identifiers: Vec::new(), relations: Vec::new() },
            card: None,
            told_apart: self.told_apart.iter().filter_map(|id| id.parse::<PatientId>().ok()).collect(),
        })
    }
}

/// `POST /calls/{call}/new-patient`
pub(super) async fn register(
    staff: Staff,
    Path(call): Path<CallId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let again = |faults: Faults, alike: Vec<PersonLine>| {
        let new_caller = Some(typed.person.clone());
        Panel { new_caller, faults, alike, ..Panel::default() }
    };
    let deed = match typed.deed() {
        Ok(deed) => deed,
        Err(faults) => return panel_of(&staff, call, again(faults, Vec::new())).await,
    };
    match staff.perform(request, RegisterCaller { call, new: deed.clone() }).await {
        Ok(_) => panel_of(&staff, call, Panel::saying("The patient is registered.")).await,
        Err(why) if why.kind() == Kind::Conflict && why.code() == SOMEBODY_ALIKE => {
            let alike = staff.ask(deed.alike()).await?;
            panel_of(&staff, call, again(Faults::none(), alike)).await
        }
        Err(why) => panel_of(&staff, call, again(form_faults(why)?, Vec::new())).await,
    }
}
