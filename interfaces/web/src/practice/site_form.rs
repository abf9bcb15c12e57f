//! The form of a site, for opening one and for correcting it later.

use crate::door::ZONES;
use crate::kit::{Choice, Faults, Field, Width, side_by_side};
use maud::{Markup, html};
use registry::practice::{NewSite, Site};
use serde::Deserialize;

/// What is typed about a site.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct TypedSite {
    pub site: String,
    pub zone: String,
    pub street: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    pub phone: String,
    pub version: String,
}

impl TypedSite {
    pub(super) fn of(site: &Site) -> Self {
        Self {
            site: site.name.clone(),
            zone: site.zone.iana_name().unwrap_or_default().to_owned(),
            street: site.street.clone(),
            city: site.city.clone(),
            state: site.state.clone(),
            postal_code: site.postal_code.clone(),
            phone: site.phone.clone(),
            version: site.version.to_string(),
        }
    }

    /// What is missing.
    pub(super) fn faults(&self) -> Faults {
        let needed = [
            ("site", &self.site, "Enter what people call the site, such as Main Street."),
            ("street", &self.street, "Enter the street and number."),
            ("city", &self.city, "Enter the city."),
            ("state", &self.state, "Enter the state, in two letters."),
            ("postal_code", &self.postal_code, "Enter the ZIP code."),
        ];
        let missing = needed.into_iter().filter(|(_, value, _)| value.trim().is_empty());
        missing.map(|(field, _, say)| (field, say)).collect()
    }

    pub(super) fn to_site(&self) -> NewSite {
        NewSite {
            name: self.site.clone(),
            zone: self.zone.clone(),
            street: self.street.trim().to_owned(),
            city: self.city.trim().to_owned(),
            state: self.state.trim().to_uppercase(),
            postal_code: self.postal_code.trim().to_owned(),
            phone: self.phone.trim().to_owned(),
        }
    }
}

/// The fields of a site.
pub(super) fn fields(typed: &TypedSite, faults: &Faults) -> Markup {
    let mut zones: Vec<Choice> = ZONES.iter().map(|(zone, called)| Choice::new(*zone, *called)).collect();
    if !typed.zone.is_empty() && ZONES.iter().all(|(zone, _)| *zone != typed.zone) {
        zones.push(Choice::new(&typed.zone, &typed.zone));
    }
    let field = |name: &'static str, label: &'static str, value: &str| {
        Field::text(name, label).value(value).fault(faults.of(name))
    };
    html! {
        input type="hidden" name="version" value=(typed.version);
        (field("site", "Site", &typed.site).hint("What people call it, such as Main Street").starts_here())
        (Field::select("zone", "Time zone", zones).value(&typed.zone).fault(faults.of("zone")))
        (field("street", "Street and number", &typed.street))
        (side_by_side(html! {
            (field("city", "City", &typed.city))
            (field("state", "State", &typed.state).width(Width::Few))
            (field("postal_code", "ZIP code", &typed.postal_code).width(Width::Short))
        }))
        (Field::phone("phone", "Telephone").value(&typed.phone).fault(faults.of("phone")).optional())
    }
}
