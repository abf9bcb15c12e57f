//! What a page is made of besides its pieces: the head with its deeds, dialogs, live regions, suggestions.

use super::shell::head;
use super::{Icon, Seal};
use maud::{DOCTYPE, Markup, Render, html};

/// The head of a page: `PageHead::new("Schedule").more("Saturday, November 21").deed(button)`.
#[derive(Clone, Debug)]
pub struct PageHead {
    title: String,
    more: Option<Markup>,
    back: Option<(String, String)>,
    deeds: Vec<Markup>,
}

impl PageHead {
    /// A title in the words of the office.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), more: None, back: None, deeds: Vec::new() }
    }

    /// A few words or pills beside the title.
    #[must_use]
    pub fn more(self, more: impl Render) -> Self {
        Self { more: Some(more.render()), ..self }
    }

    /// The way back: where to, and what it is called.
    #[must_use]
    pub fn back(self, to: impl Into<String>, words: impl Into<String>) -> Self {
        Self { back: Some((to.into(), words.into())), ..self }
    }

    /// A button at the right; the main one last.
    #[must_use]
    pub fn deed(mut self, deed: impl Render) -> Self {
        self.deeds.push(deed.render());
        self
    }
}

impl Render for PageHead {
    fn render(&self) -> Markup {
        html! {
            header.page-head {
                div.page-title {
                    @if let Some((to, words)) = &self.back { a.page-back href=(to) { (Icon::Back) span { (words) } } }
                    h1 { (self.title) }
                    @if let Some(more) = &self.more { div.page-more { (more) } }
                }
                @if !self.deeds.is_empty() { div.page-deeds { @for deed in &self.deeds { (deed) } } }
            }
        }
    }
}

/// What a dialog shows. Answer it (as it is, without the shell) to a request whose `HX-Target` is `dialog`; answer
/// `shell.page(dialog.as_page())` otherwise. A deed done in it answers `HX-Redirect`, `HX-Refresh`, or `HX-Trigger:
/// close-dialog` with out-of-band fragments.
#[derive(Clone, Debug)]
pub struct Dialog {
    title: String,
    body: Markup,
}

impl Dialog {
    /// A title and what stands under it, usually a [`super::Form`] with `.answers_into("#dialog")`.
    pub fn new(title: impl Into<String>, body: impl Render) -> Self {
        Self { title: title.into(), body: body.render() }
    }

    /// The same as a page of its own, for browsers without a script.
    #[must_use]
    pub fn as_page(&self) -> Markup {
        html! { (PageHead::new(self.title.as_str())) div.card { div.card-body { (self.body) } } }
    }
}

impl Render for Dialog {
    fn render(&self) -> Markup {
        html! {
            header.dialog-head {
                h2 id="dialog-title" { (self.title) }
                form method="dialog" { button.button.bare { (Icon::Close) span.sr-only { "Close" } } }
            }
            div.dialog-body { (self.body) }
        }
    }
}

/// The lock screen, as the fragment for `#lock`: it covers everything, and what was typed below it is kept.
#[must_use]
pub fn lock_screen(user_name: &str, unlock_at: &str, seal: &Seal, fault: Option<&str>) -> Markup {
    let field =
        super::Field::password("password", "PIN or password").autocomplete("current-password").id("unlock-password");
    html! {
        h2 id="lock-title" { (Icon::Lock) "Locked" }
        p { "This desk is locked for " strong { (user_name) } ". What you were doing is kept." }
        form.form method="post" action=(unlock_at) hx-post=(unlock_at) hx-target="#lock" {
            (seal)
            (field.fault(fault).starts_here())
            div.form-buttons { (super::Button::main("Unlock")) (super::Button::bare("Sign in as somebody else").sends("other", "yes")) }
        }
    }
}

/// A part of the page that the server keeps fresh: when one of its topics is pushed, its inside is fetched anew and
/// morphed in, so that focus and scroll stay.
///
/// The address answers the inside only. Elements in it should have ids, so that they keep their identity.
#[derive(Clone, Debug)]
pub struct Live {
    id: String,
    at: String,
    topics: String,
    body: Markup,
}

impl Live {
    /// A live part: its id, where its inside is answered, and the topics of the stream that it follows (`&["board"]`).
    pub fn new(id: impl Into<String>, at: impl Into<String>, topics: &[&str], body: impl Render) -> Self {
        Self { id: id.into(), at: at.into(), topics: topics.join(" "), body: body.render() }
    }
}

impl Render for Live {
    fn render(&self) -> Markup {
        html! {
            div id=(self.id) data-live=(self.topics) hx-get=(self.at) hx-trigger="live" hx-swap="morph:innerHTML"
                hx-sync="this:queue last" { (self.body) }
        }
    }
}

/// What the search box offers while somebody types: groups of places to go.
#[derive(Clone, Debug, Default)]
pub struct Suggestions(Vec<Offers>);

#[derive(Clone, Debug)]
struct Offers {
    heading: String,
    offers: Vec<Suggestion>,
    carries: Carries,
}

/// What goes along to where an offer leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carries {
    Nothing,
    /// What was typed, by POST, so that it stands in no address.
    WhatWasTyped,
}

/// One offer of the search box.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// Where it leads; by id, never by name.
    pub to: String,
    /// Its icon.
    pub icon: Icon,
    /// What it is called.
    pub title: String,
    /// What tells it from another of the same name: date of birth and MRN.
    pub detail: String,
}

impl Suggestions {
    /// Nothing to offer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more group of offers; left out when empty.
    #[must_use]
    pub fn group(mut self, heading: impl Into<String>, offers: Vec<Suggestion>) -> Self {
        if !offers.is_empty() {
            self.0.push(Offers { heading: heading.into(), offers, carries: Carries::Nothing });
        }
        self
    }

    /// One more group with a single offer, to which what was typed is sent (field `q`) by POST.
    #[must_use]
    pub fn carrying(mut self, heading: impl Into<String>, offer: Suggestion) -> Self {
        self.0.push(Offers { heading: heading.into(), offers: vec![offer], carries: Carries::WhatWasTyped });
        self
    }
}

impl Render for Suggestions {
    fn render(&self) -> Markup {
        html! {
            @if self.0.is_empty() { div.suggestions-none role="option" aria-disabled="true" aria-selected="false" { "Nothing found. Enter searches everywhere." } }
            @for (at, Offers { heading, offers, carries }) in self.0.iter().enumerate() {
                div role="group" aria-labelledby={ "offers-" (at) } {
                    div.suggestions-heading id={ "offers-" (at) } role="presentation" { (heading) }
                    @for (number, offer) in offers.iter().enumerate() {
                        a id={ "offer-" (at) "-" (number) } role="option" tabindex="-1" aria-selected="false" href=(offer.to)
                            data-carries[*carries == Carries::WhatWasTyped] {
                            (offer.icon) span.offer-title { (offer.title) } span.offer-detail { (offer.detail) }
                        }
                    }
                }
            }
        }
    }
}

/// A page for a screen on the wall, which nobody touches: no shell, its own stream, and a theme where one was chosen.
#[must_use]
pub fn screen_page(title: &str, theme: Option<&str>, live_at: &str, body: impl Render) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" data-live-at=(live_at) data-theme=[theme] {
            (head(title))
            body.on-the-wall {
                main id="main" { (body) }
                div id="notices" class="sr-only" {}
            }
        }
    }
}
