//! The check of one resource against R4: names, cardinalities, types, the form of primitives, and the invariants that a
//! medical office would trip over. The first fault ends it, with its place; a value is never repeated.

use crate::json::Json;
use crate::shapes::{self, Shape};
use crate::{bindings, primitives};
use std::fmt::Write as _;

/// Why a resource is not sound, and where: `Observation.component[2].code`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unsound {
    pub path: String,
    pub why: &'static str,
}

type Checked = Result<(), Unsound>;

/// Checks a resource of any type. One whose shape we do not have is checked for the rules of FHIR JSON alone.
pub(crate) fn resource(json: &Json<'_>) -> Checked {
    let mut place = Place(String::new());
    place.resource(json)
}

/// Checks a part that is no resource, such as an entry of a bundle.
pub(crate) fn part(json: &Json<'_>, typed: &'static str, name: &str) -> Checked {
    let mut place = Place(name.to_owned());
    match shapes::shape(typed) {
        Some(shape) => place.shaped(json, shape, &[]),
        None => place.loose(json),
    }
}

/// Where the check stands.
struct Place(String);

impl Place {
    fn unsound(&self, why: &'static str) -> Unsound {
        Unsound { path: self.0.clone(), why }
    }

    fn under<T>(&mut self, name: &str, at: Option<usize>, look: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.0.len();
        // A name out of the file is not ours: only a plain one is repeated.
        let plain = name.len() <= 60 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        self.0.push('.');
        self.0.push_str(if plain { name } else { "?" });
        if let Some(at) = at {
            write!(self.0, "[{at}]").expect("writing to a String");
        }
        let seen = look(self);
        self.0.truncate(length);
        seen
    }

    fn resource(&mut self, json: &Json<'_>) -> Checked {
        let Some(kind) = json.text("resourceType") else {
            return Err(self.unsound("has no resourceType"));
        };
        if !shapes::is_resource(kind) {
            return Err(self.unsound("has a resourceType that R4 does not know"));
        }
        if self.0.is_empty() {
            kind.clone_into(&mut self.0);
        }
        if json.get("id").is_some_and(|id| !id.as_text().is_some_and(primitives::is_id)) {
            return self.under("id", None, |place| {
                Err(place.unsound("is not an id of at most 64 letters, digits, hyphens and points"))
            });
        }
        match shapes::shape(kind) {
            Some(shape) => self.shaped(json, shape, &["resourceType"])?,
            None => self.loose(json)?,
        }
        bindings::invariants(kind, json)
            .map_or(Ok(()), |(name, why)| self.under(name, None, |place| Err(place.unsound(why))))
    }

    fn shaped(&mut self, json: &Json<'_>, shape: &'static Shape, besides: &[&str]) -> Checked {
        let Json::Object(members) = json else {
            return Err(self.unsound("is not an object"));
        };
        if members.is_empty() {
            return Err(self.unsound("is empty"));
        }
        let mut seen: Vec<(&str, &str)> = Vec::with_capacity(members.len());
        for (name, value) in members {
            if besides.contains(&&**name) {
                continue;
            }
            let plain = name.strip_prefix('_').unwrap_or(name);
            let (element, typed) = match shapes::find(shape, plain) {
                Some(found) if plain.len() == name.len() || primitives::is_primitive(found.1) => found,
                _ => {
                    return self.under(name, None, |place| Err(place.unsound("is not an element that R4 has there")));
                }
            };
            if element.choice && seen.iter().any(|(have, full)| *have == element.name && *full != plain) {
                return self.under(name, None, |place| Err(place.unsound("is a second value where R4 allows one")));
            }
            seen.push((element.name, plain));
            let beside = (plain.len() != name.len()).then_some("Element");
            self.element(name, value, element.many, beside.unwrap_or(typed), json)?;
        }
        match shape.iter().find(|element| element.required && !seen.iter().any(|(have, _)| *have == element.name)) {
            Some(missing) => self.under(missing.name, None, |place| Err(place.unsound("is missing"))),
            None => Ok(()),
        }
    }

    fn element(&mut self, name: &str, value: &Json<'_>, many: bool, typed: &'static str, parent: &Json<'_>) -> Checked {
        if !many {
            return match value {
                Json::List(_) => {
                    self.under(name, None, |place| Err(place.unsound("is a list where R4 allows one value")))
                }
                one => self.under(name, None, |place| place.value(one, typed)),
            };
        }
        let Json::List(items) = value else {
            return self.under(name, None, |place| Err(place.unsound("is not a list")));
        };
        if items.is_empty() {
            return self.under(name, None, |place| Err(place.unsound("is an empty list")));
        }
        for (at, item) in items.iter().enumerate() {
            if matches!(item, Json::Null) && Self::has_other_half(name, at, parent) {
                continue;
            }
            self.under(name, Some(at), |place| place.value(item, typed))?;
        }
        Ok(())
    }

    /// In a list of primitives a null stands where only the extension, or only the value, is given (R4 §2.6.2.2).
    fn has_other_half(name: &str, at: usize, parent: &Json<'_>) -> bool {
        let other = name.strip_prefix('_').map_or_else(|| format!("_{name}"), str::to_owned);
        parent.list(&other).get(at).is_some_and(|half| !matches!(half, Json::Null))
    }

    fn value(&mut self, json: &Json<'_>, typed: &'static str) -> Checked {
        if primitives::is_primitive(typed) {
            return primitives::fault(typed, json).map_or(Ok(()), |why| Err(self.unsound(why)));
        }
        if typed == "Resource" {
            return self.resource(json);
        }
        match shapes::shape(typed) {
            Some(shape) => self.shaped(json, shape, &[])?,
            None => self.loose(json)?,
        }
        // ext-1: an extension has a value or further extensions, not both.
        let valued = json.members().iter().any(|(name, _)| name.trim_start_matches('_').starts_with("value"));
        if typed == "Extension" && valued != json.get("extension").is_none() {
            return Err(self.unsound("must have either a value or further extensions"));
        }
        Ok(())
    }

    /// What FHIR JSON forbids anywhere: empty texts, lists and objects, and nulls outside a list.
    fn loose(&mut self, json: &Json<'_>) -> Checked {
        match json {
            Json::Null => Err(self.unsound("is null")),
            Json::Text(text) if text.is_empty() => Err(self.unsound("is empty")),
            Json::List(items) if items.is_empty() => Err(self.unsound("is an empty list")),
            Json::Object(members) if members.is_empty() => Err(self.unsound("is empty")),
            Json::List(items) => items.iter().enumerate().try_for_each(|(at, item)| match item {
                Json::Null => Ok(()),
                Json::List(_) => Err(self.unsound("is a list in a list")),
                item => self.under("", Some(at), |place| place.loose(item)),
            }),
            Json::Object(members) => {
                members.iter().try_for_each(|(name, value)| self.under(name, None, |place| place.loose(value)))
            }
            _ => Ok(()),
        }
    }
}
