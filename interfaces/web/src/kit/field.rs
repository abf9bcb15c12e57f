//! Fields: a label, a hint, a fault and one control, joined so that a screen reader says them together.

use super::voice::{ENGLISH, Voice};
use maud::{Markup, Render, html};

/// What can be photographed.
const PICTURES: &str = "image/jpeg,image/png";

/// One field. Its `id` is its `name`, so that the summary of faults can lead to it.
#[derive(Clone, Debug)]
pub struct Field {
    name: String,
    label: String,
    control: Control,
    value: String,
    hint: Option<String>,
    fault: Option<String>,
    need: Need,
    width: Width,
    autocomplete: Option<&'static str>,
    id: Option<String>,
    start: Start,
    voice: &'static Voice,
    lang: Option<&'static str>,
}

#[derive(Clone, Debug)]
enum Control {
    Line { kind: &'static str, mode: Option<&'static str> },
    Files { accept: &'static str, capture: Option<&'static str>, many: bool },
    Lines { rows: u8 },
    Select(Vec<Choice>),
    Radios(Vec<Choice>),
    Checks { choices: Vec<Choice>, picked: Vec<String> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Needed,
    Optional,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Elsewhere,
    Here,
}

/// How wide a field is: as wide as what is usually typed into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Width {
    /// A number of a few digits, a state, a time.
    Few,
    /// A date, a phone number, an amount.
    Short,
    /// A name.
    #[default]
    Medium,
    /// All the room there is.
    Full,
}

/// One of several answers.
#[derive(Clone, Debug)]
pub struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
}

impl Choice {
    /// An answer: what is sent, and what is read.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// A sentence below the answer (radios and checks only).
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl Field {
    fn new(name: impl Into<String>, label: impl Into<String>, control: Control) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            control,
            value: String::new(),
            hint: None,
            fault: None,
            need: Need::Needed,
            width: Width::default(),
            autocomplete: None,
            id: None,
            start: Start::Elsewhere,
            voice: ENGLISH,
            lang: None,
        }
    }

    fn line(name: impl Into<String>, label: impl Into<String>, kind: &'static str, mode: Option<&'static str>) -> Self {
        Self::new(name, label, Control::Line { kind, mode })
    }

    /// A line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(name, label, "text", None)
    }

    /// Several lines of text.
    pub fn lines(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Self {
        Self { width: Width::Full, ..Self::new(name, label, Control::Lines { rows }) }
    }

    /// A day, by the browser's own picker; sent as 2026-11-21.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { width: Width::Short, ..Self::line(name, label, "date", None) }
    }

    /// A date of birth, typed as 3/27/1984: nobody picks 1951 from a calendar.
    pub fn birth(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { width: Width::Short, ..Self::line(name, label, "text", Some("numeric")) }.hint(ENGLISH.birth)
    }

    /// A time of day; sent as 09:30.
    pub fn time(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { width: Width::Short, ..Self::line(name, label, "time", None) }
    }

    /// A whole number.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { width: Width::Few, ..Self::line(name, label, "text", Some("numeric")) }
    }

    /// An amount of money, as 25 or 25.00.
    pub fn money(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { width: Width::Short, ..Self::line(name, label, "text", Some("decimal")) }
    }

    /// A telephone number.
    pub fn phone(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { width: Width::Short, ..Self::line(name, label, "tel", None) }
    }

    /// An e-mail address.
    pub fn email(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(name, label, "email", None)
    }

    /// A password; never shown again.
    pub fn password(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(name, label, "password", None)
    }

    /// A file to send.
    pub fn file(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(name, label, "file", None)
    }

    /// Papers to send, several at once: chosen, dropped, or both; a list shows them in their order.
    pub fn files(name: impl Into<String>, label: impl Into<String>) -> Self {
        let accept = "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png";
        Self::new(name, label, Control::Files { accept, capture: None, many: true })
    }

    /// Papers to photograph, one after the other; on a machine without a camera it chooses pictures.
    pub fn camera(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Files { accept: PICTURES, capture: Some("environment"), many: true })
    }

    /// One paper to photograph, such as a side of a card; another picture takes the place of the one before.
    pub fn picture(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Files { accept: PICTURES, capture: Some("environment"), many: false })
    }

    /// One of many answers, in a list that opens.
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Select(choices))
    }

    /// One of a few answers, all in sight.
    pub fn radios(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Radios(choices))
    }

    /// Any of a few answers; `picked` are the values that are on.
    pub fn checks(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: Vec<Choice>,
        picked: Vec<String>,
    ) -> Self {
        Self::new(name, label, Control::Checks { choices, picked })
    }

    /// What stands in it: what is on record, or what was typed and sent.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// A sentence that helps to fill it in.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What is wrong with it: `.fault(faults.of("family"))`.
    #[must_use]
    pub fn fault(self, fault: Option<&str>) -> Self {
        Self { fault: fault.map(str::to_owned), ..self }
    }

    /// May be left empty; its label says so.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { need: Need::Optional, ..self }
    }

    /// Another width than its kind has.
    #[must_use]
    pub fn width(self, width: Width) -> Self {
        Self { width, ..self }
    }

    /// Its HTML autocomplete token (`username`, `current-password`); staff forms about patients have none and are `off`.
    #[must_use]
    pub fn autocomplete(self, token: &'static str) -> Self {
        Self { autocomplete: Some(token), ..self }
    }

    /// An id other than its name, where two forms on a page have the same field.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    /// The page or dialog opens with the focus here.
    #[must_use]
    pub fn starts_here(self) -> Self {
        Self { start: Start::Here, ..self }
    }

    /// What it says by itself in another language.
    #[must_use]
    pub fn voice(self, voice: &'static Voice) -> Self {
        Self { voice, ..self }
    }

    /// The language of its label, where it is not that of the page (BCP 47).
    #[must_use]
    pub fn lang(self, lang: Option<&'static str>) -> Self {
        Self { lang, ..self }
    }

    fn own_id(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    fn described_by(&self) -> Option<String> {
        let id = self.own_id();
        match (&self.hint, &self.fault) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{id}-hint")),
            (None, Some(_)) => Some(format!("{id}-fault")),
            (Some(_), Some(_)) => Some(format!("{id}-hint {id}-fault")),
        }
    }

    const fn width_class(&self) -> &'static str {
        match self.width {
            Width::Few => "input few",
            Width::Short => "input short",
            Width::Medium => "input medium",
            Width::Full => "input full",
        }
    }

    fn before(&self) -> Markup {
        let id = self.own_id();
        html! {
            @if let Some(hint) = &self.hint { p.hint id={ (id) "-hint" } { (hint) } }
            @if let Some(fault) = &self.fault { p.fault id={ (id) "-fault" } { span.sr-only { (self.voice.problem) } (fault) } }
        }
    }

    fn words(&self) -> Markup {
        html! { @match self.lang { Some(lang) => span lang=(lang) { (self.label) }, None => (self.label) } }
    }

    fn needed(&self) -> Markup {
        html! { @if self.need == Need::Optional { span.optional { (self.voice.optional) } } }
    }

    fn required(&self) -> Option<&'static str> {
        (self.need == Need::Needed).then_some("true")
    }

    fn single(&self, control: Markup) -> Markup {
        html! {
            div.field.is-faulty[self.fault.is_some()] {
                label for=(self.own_id()) { (self.words()) (self.needed()) }
                (self.before())
                (control)
            }
        }
    }

    fn control(&self) -> Markup {
        let invalid = self.fault.as_ref().map(|_| "true");
        let (id, class, described) = (self.own_id(), self.width_class(), self.described_by());
        let (autocomplete, here) = (self.autocomplete.unwrap_or("off"), self.start == Start::Here);
        match &self.control {
            Control::Line { kind, mode } => {
                let value = (!matches!(*kind, "password" | "file")).then_some(&self.value);
                self.single(html! {
                    input id=(id) name=(self.name) class=(class) type=(kind) inputmode=[*mode] value=[value]
                        autocomplete=(autocomplete) autofocus[here] aria-required=[self.required()]
                        aria-invalid=[invalid] aria-describedby=[described];
                })
            }
            Control::Files { accept, capture, many } => self.single(html! {
                div.collect data-collect data-say-remove=(self.voice.remove) {
                    input id=(id) name=(self.name) class=(class) type="file" multiple[*many] accept=(accept) capture=[*capture]
                        aria-required=[self.required()] aria-invalid=[invalid] aria-describedby=[described];
                    ol.collected aria-live="polite" {}
                }
            }),
            Control::Lines { rows } => self.single(html! {
                textarea id=(id) name=(self.name) class=(class) rows=(rows) autofocus[here]
                    aria-required=[self.required()] aria-invalid=[invalid] aria-describedby=[described] { (self.value) }
            }),
            Control::Select(choices) => self.single(html! {
                select id=(id) name=(self.name) class=(class) autofocus[here] aria-required=[self.required()]
                    aria-invalid=[invalid] aria-describedby=[described] {
                    @for choice in choices {
                        option value=(choice.value) selected[choice.value == self.value] { (choice.label) }
                    }
                }
            }),
            Control::Radios(choices) => self.several("radio", choices, |choice| choice.value == self.value),
            Control::Checks { choices, picked } => {
                self.several("checkbox", choices, |choice| picked.contains(&choice.value))
            }
        }
    }

    fn several(&self, kind: &str, choices: &[Choice], on: impl Fn(&Choice) -> bool) -> Markup {
        let id = self.own_id();
        html! {
            fieldset.field.several.in-a-row[fit_in_a_row(choices)].is-faulty[self.fault.is_some()] aria-describedby=[self.described_by()] {
                legend { (self.words()) (self.needed()) }
                (self.before())
                @for (at, choice) in choices.iter().enumerate() {
                    // The first answer carries the field's own id: the summary of faults leads there.
                    @let own = if at == 0 { id.to_owned() } else { format!("{id}-{at}") };
                    div.choice {
                        input id=(own) type=(kind) name=(self.name) value=(choice.value) checked[on(choice)]
                            autofocus[at == 0 && self.start == Start::Here]
                            aria-describedby=[choice.hint.as_ref().map(|_| format!("{own}-more"))];
                        label for=(own) lang=[self.lang] { (choice.label) }
                        @if let Some(hint) = &choice.hint { p.hint id={ (own) "-more" } { (hint) } }
                    }
                }
            }
        }
    }
}

/// A few short answers stand beside each other; more of them, or longer ones, are easier to read as a list.
fn fit_in_a_row(choices: &[Choice]) -> bool {
    choices.len() <= 5 && choices.iter().all(|choice| choice.hint.is_none() && choice.label.chars().count() <= 14)
}

impl Render for Field {
    fn render(&self) -> Markup {
        self.control()
    }
}
