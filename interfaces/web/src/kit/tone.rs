//! Tones: how urgent a thing is, always said by colour, icon and word together.

use super::Icon;
use maud::{Markup, Render, html};

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to say about it.
    #[default]
    Quiet,
    /// Worth knowing.
    Info,
    /// In order, done.
    Good,
    /// Being worked on by somebody now.
    Busy,
    /// Look soon.
    Warn,
    /// Look now.
    Bad,
}

impl Tone {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "tone-quiet",
            Self::Info => "tone-info",
            Self::Good => "tone-good",
            Self::Busy => "tone-busy",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
        }
    }

    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Quiet => Icon::Sparse,
            Self::Info => Icon::Info,
            Self::Good => Icon::CheckCircle,
            Self::Busy => Icon::Clock,
            Self::Warn => Icon::Alert,
            Self::Bad => Icon::Octagon,
        }
    }
}

/// A status in a word or two, with its icon: `Pill::new(Tone::Good, "Checked in")`.
#[derive(Clone, Debug)]
pub struct Pill {
    tone: Tone,
    icon: Icon,
    words: String,
}

impl Pill {
    /// A status with the icon of its tone.
    pub fn new(tone: Tone, words: impl Into<String>) -> Self {
        Self { tone, icon: tone.icon(), words: words.into() }
    }

    /// The same status with an icon of its own.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon, ..self }
    }

    pub(super) const fn class(&self) -> &'static str {
        self.tone.class()
    }
}

impl Render for Pill {
    fn render(&self) -> Markup {
        html! { span class={ "pill " (self.tone.class()) } { (self.icon) span { (self.words) } } }
    }
}

/// A count beside a label, as in a tab: `Count::new(12, "waiting")` shows 12 and is read out as "12 waiting".
#[derive(Clone, Debug)]
pub struct Count {
    number: usize,
    of: String,
}

impl Count {
    /// So many of something.
    pub fn new(number: usize, of: impl Into<String>) -> Self {
        Self { number, of: of.into() }
    }
}

impl Render for Count {
    fn render(&self) -> Markup {
        html! { span.count { (self.number) span.sr-only { " " (self.of) } } }
    }
}

/// A key of the keyboard, as a hint: `Keys("g s")` shows two keys.
#[derive(Clone, Debug)]
pub struct Keys<'a>(pub &'a str);

impl Render for Keys<'_> {
    fn render(&self) -> Markup {
        html! { span.keys { @for key in self.0.split(' ') { kbd { (key) } } } }
    }
}
