//! Buttons: one shape for everything that can be done, whether it sends a form, opens a dialog or goes to a page.

use super::{Icon, Seal};
use maud::{Markup, Render, html};

/// How much a button asks for attention. One `Main` on a page, or one in each form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Main,
    Plain,
    Bare,
    Danger,
}

/// What pressing a button does.
#[derive(Clone, Debug)]
enum Does {
    /// Sends the form it stands in, with this name and value when there is one.
    Submits(Option<(String, String)>),
    /// Goes to a page.
    Goes(String),
    /// Opens a page of the office as a dialog over this one; without a script it is a page of its own.
    Opens(String),
    /// Sends a small form of its own.
    Posts { to: String, seal: Seal, fields: Vec<(String, String)>, swaps: Option<String> },
}

/// A button: `Button::main("Check in")`, `Button::plain("Cancel").goes("/schedule")`.
#[derive(Clone, Debug)]
pub struct Button {
    weight: Weight,
    words: String,
    about: Option<String>,
    icon: Option<Icon>,
    key: Option<char>,
    row_key: Option<char>,
    does: Does,
}

impl Button {
    fn new(weight: Weight, words: impl Into<String>) -> Self {
        Self {
            weight,
            words: words.into(),
            about: None,
            icon: None,
            key: None,
            row_key: None,
            does: Does::Submits(None),
        }
    }

    /// The one thing that this page or form is for.
    pub fn main(words: impl Into<String>) -> Self {
        Self::new(Weight::Main, words)
    }

    /// Any other deed.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::new(Weight::Plain, words)
    }

    /// A quiet deed, as in a table row.
    pub fn bare(words: impl Into<String>) -> Self {
        Self::new(Weight::Bare, words)
    }

    /// A deed that takes something away: cancel, void, discharge.
    pub fn danger(words: impl Into<String>) -> Self {
        Self::new(Weight::Danger, words)
    }

    /// With an icon before the words.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// What it is about, for those who hear the page and not see the row: "Check in" + "Ana Ruiz".
    #[must_use]
    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: Some(about.into()), ..self }
    }

    /// A single key that presses it while nobody is typing; shown beside the words.
    #[must_use]
    pub fn key(self, key: char) -> Self {
        Self { key: Some(key), ..self }
    }

    /// A single key that presses it while the focus is in its row of a list; shown beside the words in a menu.
    #[must_use]
    pub fn row_key(self, key: char) -> Self {
        Self { row_key: Some(key), ..self }
    }

    /// Sends the form with this field, so that the server knows which button it was.
    #[must_use]
    pub fn sends(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { does: Does::Submits(Some((name.into(), value.into()))), ..self }
    }

    /// Goes to a page.
    #[must_use]
    pub fn goes(self, to: impl Into<String>) -> Self {
        Self { does: Does::Goes(to.into()), ..self }
    }

    /// Opens what that address answers as a dialog (the answer is a [`super::Dialog`] when the request's `HX-Target` is
    /// `dialog`, a page otherwise).
    #[must_use]
    pub fn opens(self, at: impl Into<String>) -> Self {
        Self { does: Does::Opens(at.into()), ..self }
    }

    /// Posts to that address at once; the page that comes back replaces this one.
    #[must_use]
    pub fn posts(self, to: impl Into<String>, seal: &Seal) -> Self {
        Self { does: Does::Posts { to: to.into(), seal: seal.clone(), fields: Vec::new(), swaps: None }, ..self }
    }

    /// With a hidden field in the small form of [`Button::posts`].
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Does::Posts { fields, .. } = &mut self.does {
            fields.push((name.into(), value.into()));
        }
        self
    }

    /// The answer to [`Button::posts`] is a fragment that replaces the inside of this element (`#board`).
    #[must_use]
    pub fn swaps(mut self, target: impl Into<String>) -> Self {
        if let Does::Posts { swaps, .. } = &mut self.does {
            *swaps = Some(target.into());
        }
        self
    }

    const fn class(&self) -> &'static str {
        match self.weight {
            Weight::Main => "button main",
            Weight::Plain => "button",
            Weight::Bare => "button bare",
            Weight::Danger => "button danger",
        }
    }

    fn inside(&self) -> Markup {
        html! {
            @if let Some(icon) = self.icon { (icon) }
            span { (self.words) @if let Some(about) = &self.about { span.sr-only { ": " (about) } } }
            @if let Some(key) = self.key { kbd aria-hidden="true" { (key) } }
            @if let Some(key) = self.row_key { kbd.row-key aria-hidden="true" { (key) } }
        }
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let (class, key, row_key) = (self.class(), self.key, self.row_key);
        match &self.does {
            Does::Submits(None) => {
                html! { button class=(class) data-key=[key] data-row-key=[row_key] { (self.inside()) } }
            }
            Does::Submits(Some((name, value))) => {
                html! { button class=(class) data-key=[key] data-row-key=[row_key] name=(name) value=(value) { (self.inside()) } }
            }
            Does::Goes(to) => {
                html! { a class=(class) data-key=[key] data-row-key=[row_key] href=(to) { (self.inside()) } }
            }
            Does::Opens(at) => html! {
                a class=(class) data-key=[key] data-row-key=[row_key] href=(at) hx-get=(at) hx-target="#dialog" aria-haspopup="dialog" {
                    (self.inside())
                }
            },
            Does::Posts { to, seal, fields, swaps } => html! {
                form.in-line method="post" action=(to)
                    hx-post=[swaps.as_ref().map(|_| to)] hx-target=[swaps.as_ref()]
                    hx-swap=[swaps.as_ref().map(|_| "morph:innerHTML")] {
                    (seal)
                    @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
                    button class=(class) data-key=[key] data-row-key=[row_key] { (self.inside()) }
                }
            },
        }
    }
}
