//! Notices: a sentence to the person at the desk, on the page or passing by.

use super::{Icon, Tone};
use maud::{Markup, Render, html};

/// A sentence with a tone, and more below it where needed.
#[derive(Clone, Debug)]
pub struct Notice {
    tone: Tone,
    words: String,
    more: Option<Markup>,
}

impl Notice {
    /// A notice in plain words. It must not carry a patient's name when it goes into the passing notices.
    pub fn new(tone: Tone, words: impl Into<String>) -> Self {
        Self { tone, words: words.into(), more: None }
    }

    /// What stands below the sentence: a reason, a list, a link.
    #[must_use]
    pub fn more(self, more: Markup) -> Self {
        Self { more: Some(more), ..self }
    }

    /// For an htmx answer: beside the fragment it brings, this notice passes by at the top of the page. Good news leaves
    /// by itself; warnings stay until closed.
    #[must_use]
    pub fn passing(&self) -> Markup {
        html! { div id="notices" hx-swap-oob="beforeend" { (self) } }
    }

    fn label(&self) -> &'static str {
        match self.tone {
            Tone::Bad => "Problem",
            Tone::Warn => "Please note",
            Tone::Good => "Done",
            Tone::Quiet | Tone::Info | Tone::Busy => "For your information",
        }
    }
}

impl Render for Notice {
    fn render(&self) -> Markup {
        html! {
            div class={ "notice " (self.tone.class()) } {
                (self.tone.icon())
                div.notice-words {
                    p { span.sr-only { (self.label()) ": " } (self.words) }
                    @if let Some(more) = &self.more { div.notice-more { (more) } }
                }
            }
        }
    }
}

/// What an empty list says instead of nothing: why it is empty, and what to do next.
#[derive(Clone, Debug)]
pub struct Empty {
    icon: Icon,
    words: String,
    next: Option<Markup>,
}

impl Empty {
    /// Says why there is nothing here.
    pub fn new(icon: Icon, words: impl Into<String>) -> Self {
        Self { icon, words: words.into(), next: None }
    }

    /// What to do next: usually a [`super::Button`].
    #[must_use]
    pub fn next(self, next: impl Render) -> Self {
        Self { next: Some(next.render()), ..self }
    }
}

impl Render for Empty {
    fn render(&self) -> Markup {
        html! {
            div.empty { (self.icon) p { (self.words) } @if let Some(next) = &self.next { div { (next) } } }
        }
    }
}
