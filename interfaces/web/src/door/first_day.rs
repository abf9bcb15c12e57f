//! The first day: the practice, its first site and its first manager, on one page, in a record where nobody is yet.

use super::hashed;
use super::sign_in::seal_of;
use crate::answer::{Answer, form_faults};
use crate::cookie::SESSION;
use crate::desk::Desk;
use crate::kit::{
    Button, Choice, Faults, Field, Fieldset, Form, Notice, PageHead, Seal, Tone, Width, plain_page, side_by_side,
};
use crate::sealed::Sealed;
use crate::staff::see_other;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use office::{AddAccount, FirstPassword, PASSWORD_LENGTH_MIN, Password, Role, Sites};
use registry::practice::{FoundPractice, NewRoom, NewSite, RoomPurpose};
use serde::Deserialize;
use workflows::first_day::BeginPractice;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/first-day", get(show).post(begin))
}

/// The zones of the United States and its territories, by what people call them.
pub(crate) const ZONES: &[(&str, &str)] = &[
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Mountain, without daylight saving (Arizona)"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Atlantic (Puerto Rico, Virgin Islands)"),
    ("Pacific/Guam", "Chamorro (Guam, Northern Marianas)"),
    ("Pacific/Pago_Pago", "Samoa"),
];

const ROOMS_MAX: usize = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    practice: String,
    site: String,
    zone: String,
    street: String,
    city: String,
    state: String,
    postal_code: String,
    phone: String,
    rooms: String,
    name: String,
    login: String,
    password: String,
    again: String,
}

impl Typed {
    fn to_begin_with() -> Self {
        Self { zone: ZONES[0].0.to_owned(), rooms: "Room 1\nRoom 2\nRoom 3\nRoom 4".to_owned(), ..Self::default() }
    }

    fn faults(&self) -> Faults {
        let needed = [
            ("practice", &self.practice, "Enter the name of the practice."),
            ("site", &self.site, "Enter what people call the first site, such as Main Street."),
            ("street", &self.street, "Enter the street and number."),
            ("city", &self.city, "Enter the city."),
            ("state", &self.state, "Enter the state, in two letters."),
            ("postal_code", &self.postal_code, "Enter the ZIP code."),
            ("rooms", &self.rooms, "Enter at least one room."),
            ("name", &self.name, "Enter your name."),
            ("login", &self.login, "Choose a sign-in name."),
        ];
        let mut faults: Faults = needed
            .into_iter()
            .filter(|(_, value, _)| value.trim().is_empty())
            .map(|(field, _, say)| (field, say))
            .collect();
        if self.room_names().count() > ROOMS_MAX {
            faults.add("rooms", format!("Enter at most {ROOMS_MAX} rooms; more can be added later."));
        }
        if let Err(why) = Password::chosen(&self.password) {
            faults.add("password", why.say());
        }
        if self.again != self.password {
            faults.add("again", "This is not the same as the password above.");
        }
        faults
    }

    fn room_names(&self) -> impl Iterator<Item = &str> {
        self.rooms.lines().map(str::trim).filter(|name| !name.is_empty())
    }

    fn founding(&self, password_hash: String) -> FoundPractice {
        let rooms = self.room_names().map(|name| NewRoom { name: name.to_owned(), purpose: RoomPurpose::Exam });
        FoundPractice {
            name: self.practice.clone(),
            npi: None,
            tax_id: None,
            site: NewSite {
                name: self.site.clone(),
                zone: self.zone.clone(),
                street: self.street.trim().to_owned(),
                city: self.city.trim().to_owned(),
                state: self.state.trim().to_uppercase(),
                postal_code: self.postal_code.trim().to_owned(),
                phone: self.phone.trim().to_owned(),
            },
            rooms: rooms.collect(),
            manager: AddAccount {
                login: self.login.clone(),
                name: self.name.clone(),
                roles: vec![Role::OfficeManager],
                sites: Sites::All,
                password_hash,
                first_password: FirstPassword::Chosen,
            },
        }
    }
}

fn place(typed: &Typed, faults: &Faults) -> Markup {
    let zones = ZONES.iter().map(|(zone, called)| Choice::new(*zone, *called));
    let field = |name: &'static str, label: &'static str, value: &str| {
        Field::text(name, label).value(value).fault(faults.of(name))
    };
    html! {
        (field("practice", "Name of the practice", &typed.practice).starts_here())
        (field("site", "First site", &typed.site).hint("What people call it, such as Main Street"))
        (Field::select("zone", "Time zone", zones.collect()).value(&typed.zone).fault(faults.of("zone")))
        (field("street", "Street and number", &typed.street))
        (side_by_side(html! {
            (field("city", "City", &typed.city))
            (field("state", "State", &typed.state).width(Width::Few))
            (field("postal_code", "ZIP code", &typed.postal_code).width(Width::Short))
        }))
        (Field::phone("phone", "Telephone").value(&typed.phone).fault(faults.of("phone")).optional())
        (Field::lines("rooms", "Rooms", 4).value(&typed.rooms).fault(faults.of("rooms").or(faults.of("room")))
            .hint("What is on the doors, one a line. More can be added later."))
    }
}

fn manager(typed: &Typed, faults: &Faults) -> Markup {
    html! {
        (Field::text("name", "Your name").value(&typed.name).fault(faults.of("name")).autocomplete("name"))
        (Field::text("login", "Sign-in name").value(&typed.login).fault(faults.of("login")).autocomplete("username"))
        (Field::password("password", "Password").fault(faults.of("password")).autocomplete("new-password")
            .hint(format!("At least {PASSWORD_LENGTH_MIN} characters. A few words in a row are easy to keep in mind.")))
        (Field::password("again", "Password once more").fault(faults.of("again")).autocomplete("new-password"))
    }
}

fn page(seal: &Seal, typed: &Typed, faults: Faults) -> Markup {
    let fields = html! {
        (Fieldset::new("The practice", place(typed, &faults)))
        (Fieldset::new("The office manager", manager(typed, &faults))
            .hint("That is you. You then give everybody else an account."))
    };
    let body = html! {
        (PageHead::new("The first day"))
        (Notice::new(Tone::Info, "This record is new and empty. Say who you are, and the office opens."))
        (Form::post("/first-day", seal).faults(faults).body(fields).button(Button::main("Open the office")))
    };
    plain_page("The first day", body)
}

async fn show(State(desk): State<Desk>, headers: HeaderMap) -> Answer {
    if desk.is_founded().await? {
        return Ok(see_other("/sign-in"));
    }
    let page = page(&seal_of(&desk, &headers), &Typed::to_begin_with(), Faults::none());
    Ok(page.into_response())
}

async fn begin(State(desk): State<Desk>, headers: HeaderMap, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let again = |faults: Faults| {
        let page = page(&seal_of(&desk, &headers), &form, faults);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let faults = form.faults();
    if !faults.is_empty() {
        return again(faults);
    }
    let password = Password::typed(form.password.clone());
    let deed = BeginPractice { founding: form.founding(hashed(password.clone()).await?) };
    let setup = desk.office().machine("setup");
    if let Err(why) = desk.office().perform_once(&setup, request, deed).await {
        return again(form_faults(why)?);
    }
    let entrance = desk.office().sign_in(&form.login, password).await?;
    let mut answer = see_other("/");
    SESSION.set(&mut answer, desk.transport(), entrance.token.secret());
    Ok(answer)
}
