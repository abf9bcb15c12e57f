//! Forms: the form itself, its seal, and the list of faults that comes back with everything that was typed.

use super::voice::{ENGLISH, Voice};
use super::{Icon, Tone};
use maud::{Markup, Render, html};

/// The two hidden fields of every form that changes something: `csrf`, and `request_id`, by which a second click gets the
/// first answer. A form that comes back with faults gets a fresh request id.
#[derive(Clone, Debug)]
pub struct Seal {
    csrf: String,
    request_id: String,
}

impl Seal {
    /// A seal from the session's token and a fresh request id.
    pub fn new(csrf: impl Into<String>, request_id: impl Into<String>) -> Self {
        Self { csrf: csrf.into(), request_id: request_id.into() }
    }

    pub(super) fn csrf(&self) -> &str {
        &self.csrf
    }
}

impl Render for Seal {
    fn render(&self) -> Markup {
        html! {
            input type="hidden" name="csrf" value=(self.csrf);
            input type="hidden" name="request_id" value=(self.request_id);
        }
    }
}

/// What is wrong with a form: a sentence for each field, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<(String, String)>);

impl Faults {
    /// Nothing is wrong.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One fault.
    #[must_use]
    pub fn one(field: impl Into<String>, say: impl Into<String>) -> Self {
        let mut faults = Self::none();
        faults.add(field, say);
        faults
    }

    /// Adds a fault of a field: what to do, in a sentence ("Enter the date of birth, like 3/27/1984").
    pub fn add(&mut self, field: impl Into<String>, say: impl Into<String>) {
        self.0.push((field.into(), say.into()));
    }

    /// These faults and then the others, for a form of several parts.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The first fault of this field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, say)| say.as_str())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<F: Into<String>, S: Into<String>> FromIterator<(F, S)> for Faults {
    fn from_iter<I: IntoIterator<Item = (F, S)>>(faults: I) -> Self {
        Self(faults.into_iter().map(|(field, say)| (field.into(), say.into())).collect())
    }
}

impl Faults {
    /// The summary of faults at the head of a form: takes the focus when it appears, and each line leads to its field.
    fn shown(&self, voice: &Voice) -> Markup {
        html! {
            @if !self.0.is_empty() {
                div.faults role="alert" tabindex="-1" data-focus {
                    (Icon::Octagon)
                    div {
                        h2 { (voice.faults) }
                        ul { @for (field, say) in &self.0 { li { a href={ "#" (field) } { (say) } } } }
                    }
                }
            }
        }
    }
}

impl Render for Faults {
    fn render(&self) -> Markup {
        self.shown(ENGLISH)
    }
}

/// A form that changes something: `Form::post("/patients", &seal).faults(faults).body(html! { (fields) })`.
#[derive(Clone, Debug)]
pub struct Form {
    to: String,
    seal: Seal,
    faults: Faults,
    answer: Answer,
    id: Option<String>,
    carries: Carries,
    body: Markup,
    buttons: Vec<Markup>,
    voice: &'static Voice,
}

#[derive(Clone, Debug)]
enum Answer {
    Page,
    Into(String),
}

#[derive(Clone, Copy, Debug)]
enum Carries {
    Words,
    Files,
}

impl Form {
    /// A form whose answer is a page.
    pub fn post(to: impl Into<String>, seal: &Seal) -> Self {
        Self {
            to: to.into(),
            seal: seal.clone(),
            faults: Faults::none(),
            answer: Answer::Page,
            id: None,
            carries: Carries::Words,
            body: html! {},
            buttons: Vec::new(),
            voice: ENGLISH,
        }
    }

    /// What it says by itself in another language.
    #[must_use]
    pub fn voice(self, voice: &'static Voice) -> Self {
        Self { voice, ..self }
    }

    /// What is wrong with what was sent last.
    #[must_use]
    pub fn faults(self, faults: Faults) -> Self {
        Self { faults, ..self }
    }

    /// The answer is a fragment for the inside of this element (`#dialog`); a 422 answer is this form again.
    #[must_use]
    pub fn answers_into(self, target: impl Into<String>) -> Self {
        Self { answer: Answer::Into(target.into()), ..self }
    }

    /// An id, so that a button elsewhere can belong to it or a script can find it.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    /// It carries files.
    #[must_use]
    pub fn with_files(self) -> Self {
        Self { carries: Carries::Files, ..self }
    }

    /// The fields.
    #[must_use]
    pub fn body(self, body: impl Render) -> Self {
        Self { body: body.render(), ..self }
    }

    /// A button in the row below the fields; the main one first.
    #[must_use]
    pub fn button(mut self, button: impl Render) -> Self {
        self.buttons.push(button.render());
        self
    }
}

impl Render for Form {
    fn render(&self) -> Markup {
        debug_assert!(!self.body.0.contains("<form"), "a form cannot stand in a form: {}", self.to);
        let target = match &self.answer {
            Answer::Page => None,
            Answer::Into(target) => Some(target),
        };
        let encoding = match self.carries {
            Carries::Words => None,
            Carries::Files => Some("multipart/form-data"),
        };
        html! {
            form.form id=[self.id.as_ref()] method="post" action=(self.to) enctype=[encoding] data-guard novalidate
                hx-post=[target.map(|_| &self.to)] hx-target=[target] hx-encoding=[target.and(encoding)] {
                (self.seal)
                (self.faults.shown(self.voice))
                (self.body)
                @if !self.buttons.is_empty() { div.form-buttons { @for button in &self.buttons { (button) } } }
            }
        }
    }
}

/// Fields that belong together, under one heading.
#[derive(Clone, Debug)]
pub struct Fieldset {
    heading: String,
    hint: Option<String>,
    body: Markup,
}

impl Fieldset {
    /// A heading and its fields.
    pub fn new(heading: impl Into<String>, body: impl Render) -> Self {
        Self { heading: heading.into(), hint: None, body: body.render() }
    }

    /// A sentence below the heading.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl Render for Fieldset {
    fn render(&self) -> Markup {
        html! {
            fieldset.fieldset {
                legend { (self.heading) }
                @if let Some(hint) = &self.hint { p.hint { (hint) } }
                (self.body)
            }
        }
    }
}

/// Fields side by side where there is room.
#[must_use]
pub fn side_by_side(fields: impl Render) -> Markup {
    html! { div.side-by-side { (fields) } }
}

/// A small form that only looks: filters above a list, sent as the query of the same page. It must carry no name, birthday or
/// number of a patient, because addresses are logged.
#[must_use]
pub fn filter_bar(to: &str, fields: impl Render) -> Markup {
    html! {
        form.filter-bar method="get" action=(to) data-send-on-change {
            (fields)
            button.button.no-script-only { "Show" }
        }
    }
}

/// The number of faults as a notice for a page whose form is far down.
#[must_use]
pub fn faults_notice(faults: &Faults) -> Option<super::Notice> {
    let words = match faults.0.len() {
        0 => return None,
        1 => "Nothing was saved yet: one field needs you.".to_owned(),
        many => format!("Nothing was saved yet: {many} fields need you."),
    };
    Some(super::Notice::new(Tone::Bad, words))
}
