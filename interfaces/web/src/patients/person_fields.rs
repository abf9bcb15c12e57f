//! The fields about a person, as the pages of registration and correction show them.

use super::typed::{LANGUAGES, TypedPerson, label_of, language_name, sex_name};
use crate::kit::{Choice, Faults, Field, Fieldset, Width, side_by_side};
use maud::{Markup, Render, html};
use registry::people::Sex;

/// What a scanned licence says beside what stands in a field.
pub(super) const ON_LICENCE: &str = "On the licence";
/// What somebody else made of a field meanwhile.
pub(super) const ON_RECORD_NOW: &str = "On record now";

/// The fields about a person, in the order in which the desk asks.
pub(super) struct PersonFields<'a> {
    pub typed: &'a TypedPerson,
    pub faults: &'a Faults,
    /// Fields of which another source says something else, with what it says.
    pub beside: &'a [(String, String)],
    /// Which source that is: "On record now".
    pub source: &'static str,
}

impl PersonFields<'_> {
    fn field(&self, field: Field, name: &str, value: &str) -> Field {
        let field = field.value(value).fault(self.faults.of(name));
        match self.beside.iter().find(|(other, _)| other == name) {
            Some((_, says)) => field.hint(format!("{}: {}", self.source, if says.is_empty() { "empty" } else { says })),
            None => field,
        }
    }

    fn text(&self, name: &'static str, value: &str) -> Field {
        self.field(Field::text(name, label_of(name)), name, value)
    }

    /// Who they are.
    pub(super) fn who(&self) -> Markup {
        let typed = self.typed;
        let sexes = Sex::ALL.iter().map(|sex| Choice::new(sex.word(), sex_name(*sex)));
        let sexes = std::iter::once(Choice::new("", "Choose")).chain(sexes).collect();
        Fieldset::new(
            "Who",
            html! {
                (side_by_side(html! {
                    (self.text("given", &typed.given).optional().starts_here())
                    (self.text("family", &typed.family))
                }))
                (side_by_side(html! {
                    (self.text("middle", &typed.middle).optional())
                    (self.text("suffix", &typed.suffix).optional().width(Width::Few))
                    (self.text("preferred", &typed.preferred).optional())
                }))
                (side_by_side(html! {
                    (self.field(Field::birth("birth_day", label_of("birth_day")), "birth_day", &typed.birth_day))
                    (self.field(Field::select("sex", label_of("sex"), sexes), "sex", &typed.sex).width(Width::Short))
                }))
                (side_by_side(html! {
                    (self.text("gender_identity", &typed.gender_identity).optional())
                    (self.text("pronouns", &typed.pronouns).optional().width(Width::Short))
                }))
            },
        )
        .render()
    }

    /// How to reach them.
    pub(super) fn contact(&self) -> Markup {
        let typed = self.typed;
        let phone = |name: &'static str, value: &str| self.field(Field::phone(name, label_of(name)), name, value);
        Fieldset::new(
            "Contact",
            html! {
                (side_by_side(html! {
                    (phone("mobile", &typed.mobile).optional())
                    (phone("home", &typed.home).optional())
                    (phone("work", &typed.work).optional())
                }))
                (self.field(Field::email("email", label_of("email")), "email", &typed.email).optional())
                (side_by_side(html! {
                    (self.text("street", &typed.street).optional())
                    (self.text("unit", &typed.unit).optional().width(Width::Short))
                }))
                (side_by_side(html! {
                    (self.text("city", &typed.city).optional())
                    (self.text("state", &typed.state).optional().width(Width::Few))
                    (self.text("postal_code", &typed.postal_code).optional().width(Width::Short))
                }))
            },
        )
        .render()
    }

    /// How they want to be spoken to.
    pub(super) fn language(&self) -> Markup {
        let typed = self.typed;
        let mut languages: Vec<Choice> = LANGUAGES.iter().map(|(code, name)| Choice::new(*code, *name)).collect();
        if !typed.language.is_empty() && !LANGUAGES.iter().any(|(code, _)| *code == typed.language) {
            languages.push(Choice::new(&typed.language, language_name(&typed.language)));
        }
        let picked = if typed.interpreter == "needed" { vec!["needed".to_owned()] } else { Vec::new() };
        let needs = vec![Choice::new("needed", "Needs an interpreter")];
        Fieldset::new(
            "Language",
            html! {
                (self.field(Field::select("language", "Wants to be spoken to in", languages), "language", &typed.language).width(Width::Short))
                (self.field(Field::checks("interpreter", label_of("interpreter"), needs, picked), "interpreter", "").optional())
            },
        )
        .render()
    }

    /// What is asked once, and a note.
    pub(super) fn more(&self) -> Markup {
        let typed = self.typed;
        Fieldset::new(
            "As they say it themselves",
            html! {
                (side_by_side(html! {
                    (self.text("marital_status", &typed.marital_status).optional().width(Width::Short))
                    (self.text("race", &typed.race).optional())
                    (self.text("ethnicity", &typed.ethnicity).optional())
                }))
                (self.field(Field::lines("note", label_of("note"), 3), "note", &typed.note).optional())
            },
        )
        .render()
    }
}
