//! The shell: what surrounds every page. Top bar with the one search box, sites and the person at work; the rail of places;
//! notices; the patient banner; the dialog; the keys.

use super::{Banner, Icon, Keys, Live, Minutes, Notice, Photo, Seal};
use kernel::Moment;
use maud::{DOCTYPE, Markup, Render, html};

/// The addresses that the shell and the scripts use. Whoever lays out the routes answers at these.
pub mod paths {
    /// POST `q`: the page of results of the one search box.
    pub const SEARCH: &str = "/search";
    /// POST `q`: a [`super::super::Suggestions`] fragment, while somebody types. POST, so that no name is in an address.
    pub const SUGGEST: &str = "/search/suggest";
    /// POST `site` and `back`: work at another site.
    pub const SITE: &str = "/session/site";
    /// POST: lock the session. Answers the lock screen: a fragment for `#lock` when asked with `HX-Target: lock`.
    pub const LOCK: &str = "/session/lock";
    /// POST `password`: unlock it. A right answer to an htmx request is 204 with `HX-Trigger: unlocked`; another user gets
    /// `HX-Redirect`; a wrong password gets the fragment again with 422.
    pub const UNLOCK: &str = "/session/unlock";
    /// POST: somebody is at the desk. Sent at most once a minute, only after a key or a pointer moved.
    pub const ACTIVE: &str = "/session/active";
    /// POST: sign out.
    pub const SIGN_OUT: &str = "/session/end";
    /// GET: the stream of server-sent events, without names: only topics (`board`, `schedule`), `refresh` and `lock`.
    pub const LIVE: &str = "/live";
    /// GET: the cards of the calls that ring.
    pub const RINGING: &str = "/calls/ringing";
    /// POST: take the call that rings, go back to one's own, or open a new one; answers the panel for `#call`.
    pub const PICK_UP: &str = "/calls/pick-up";
}

/// Who is at work.
#[derive(Clone, Debug)]
pub struct User {
    /// As shown to colleagues.
    pub name: String,
    /// In words: "Front desk".
    pub role: String,
    /// Minutes without a key or a pointer after which the page asks the server to lock.
    pub idle_minutes: u16,
}

/// A place in the rail.
#[derive(Clone, Debug)]
pub struct Place {
    label: String,
    to: String,
    icon: Icon,
    key: Option<char>,
    count: usize,
}

impl Place {
    /// A place that the rail leads to.
    pub fn new(label: impl Into<String>, to: impl Into<String>, icon: Icon) -> Self {
        Self { label: label.into(), to: to.into(), icon, key: None, count: 0 }
    }

    /// `g` and then this key leads there.
    #[must_use]
    pub fn key(self, key: char) -> Self {
        Self { key: Some(key), ..self }
    }

    /// So many things wait there.
    #[must_use]
    pub fn count(self, count: usize) -> Self {
        Self { count, ..self }
    }
}

/// Places under one heading.
#[derive(Clone, Debug)]
pub struct Places {
    heading: String,
    places: Vec<Place>,
}

impl Places {
    /// A heading and its places.
    pub fn new(heading: impl Into<String>, places: Vec<Place>) -> Self {
        Self { heading: heading.into(), places }
    }
}

/// A site that can be worked at.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its id, as sent back.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Everything around a page for somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Shell {
    title: String,
    here: String,
    user: User,
    seal: Seal,
    now: Moment,
    sites: Vec<Site>,
    site: Option<Site>,
    rail: Vec<Places>,
    banner: Option<Banner>,
    notices: Vec<Notice>,
    telephone: Telephone,
}

/// Whether whoever looks answers the telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Telephone {
    None,
    Answered,
}

impl Shell {
    /// The shell of the page at the address `here`. The title must carry no patient's name: it ends up in the browser's
    /// history.
    pub fn new(title: impl Into<String>, here: impl Into<String>, user: User, seal: &Seal, now: Moment) -> Self {
        Self {
            title: title.into(),
            here: here.into(),
            user,
            seal: seal.clone(),
            now,
            sites: Vec::new(),
            site: None,
            rail: Vec::new(),
            banner: None,
            notices: Vec::new(),
            telephone: Telephone::None,
        }
    }

    /// With what rings at the foot of the page, and the key that picks up.
    #[must_use]
    pub fn with_telephone(self) -> Self {
        Self { telephone: Telephone::Answered, ..self }
    }

    /// The site worked at, and all that may be chosen.
    #[must_use]
    pub fn sites(self, site: Option<Site>, sites: Vec<Site>) -> Self {
        Self { site, sites, ..self }
    }

    /// The places that this person's role leads to.
    #[must_use]
    pub fn rail(self, rail: Vec<Places>) -> Self {
        Self { rail, ..self }
    }

    /// The patient that the page is about.
    #[must_use]
    pub fn banner(self, banner: Banner) -> Self {
        Self { banner: Some(banner), ..self }
    }

    /// A notice at the head of the page.
    #[must_use]
    pub fn notice(mut self, notice: Notice) -> Self {
        self.notices.push(notice);
        self
    }

    /// The whole page.
    #[must_use]
    pub fn page(&self, body: impl Render) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" data-now=(self.now.unix_millis()) data-idle-minutes=(self.user.idle_minutes) data-live-at=(paths::LIVE)
                data-csrf=(self.seal.csrf()) {
                (head(&self.title))
                body.with-rail {
                    a.skip-link href="#main" { "Skip to the page" }
                    (self.top_bar())
                    (self.rail_nav())
                    div.content {
                        div id="offline" class="offline" role="status" hidden {
                            (Icon::Alert) span { "Offline – reconnecting. What you see may be old; what you type is kept." }
                        }
                        @if let Some(banner) = &self.banner { (banner) }
                        div.page-notices role=[self.notices.first().map(|_| "region")] aria-label=[self.notices.first().map(|_| "Notices")] {
                            @for notice in &self.notices { (notice) }
                        }
                        main id="main" tabindex="-1" { (body) }
                    }
                    div id="notices" class="passing-notices" role="status" aria-live="polite" {}
                    div id="say" class="sr-only" aria-live="assertive" {}
                    (Minutes::icons())
                    dialog id="dialog" class="dialog" aria-labelledby="dialog-title" {}
                    @if self.telephone == Telephone::Answered { (self.telephone_parts()) }
                    dialog id="lock" class="dialog lock" aria-labelledby="lock-title" data-to=(paths::LOCK) data-active=(paths::ACTIVE) {}
                    (self.keys_dialog())
                }
            }
        }
    }

    fn top_bar(&self) -> Markup {
        html! {
            header.top-bar {
                a.brand href="/" { img src=(web_assets::path_of("mark.svg")) alt="" width="24" height="24"; span { "Moa" } }
                form.search role="search" method="post" action=(paths::SEARCH) autocomplete="off" {
                    (self.seal)
                    label.sr-only for="search" { "Search people, appointments, claims and commands" }
                    (Icon::Search)
                    input id="search" name="q" type="search" placeholder="Search people, appointments, commands" maxlength="100"
                        role="combobox" aria-expanded="false" aria-controls="suggestions" aria-autocomplete="list"
                        autocomplete="off" spellcheck="false"
                        hx-post=(paths::SUGGEST) hx-trigger="input changed delay:80ms" hx-target="#suggestions" hx-sync="this:replace";
                    span.search-keys aria-hidden="true" { (Keys("/")) }
                    div id="suggestions" class="suggestions" role="listbox" aria-label="Suggestions" hidden {}
                }
                div.top-menus { (self.site_menu()) (self.user_menu()) }
            }
        }
    }

    fn site_menu(&self) -> Markup {
        let name = self.site.as_ref().map_or("All sites", |site| site.name.as_str());
        html! {
            @if self.sites.len() < 2 {
                span.site-name { (Icon::Pin) span { (name) } }
            } @else {
                details.menu data-menu {
                    summary { (Icon::Pin) span { span.sr-only { "Site: " } (name) } (Icon::ChevronDown) }
                    form.menu-list method="post" action=(paths::SITE) {
                        (self.seal)
                        input type="hidden" name="back" value=(self.here);
                        @for site in &self.sites {
                            @let current = self.site.as_ref().is_some_and(|here| here.id == site.id);
                            button name="site" value=(site.id) aria-current=[current.then_some("true")] {
                                @if current { (Icon::Check) } @else { (Icon::Pin) } span { (site.name) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn user_menu(&self) -> Markup {
        html! {
            details.menu data-menu {
                summary {
                    span.sr-only { (self.user.name) ", " (self.user.role) }
                    (Photo::of(&self.user.name))
                    span.user-name aria-hidden="true" { (self.user.name) span.user-role { (self.user.role) } }
                    (Icon::ChevronDown)
                }
                div.menu-list {
                    div.theme-choice role="group" aria-label="Colors" {
                        button type="button" data-theme-choice="system" aria-pressed="true" { (Icon::Gear) span { "As the system" } }
                        button type="button" data-theme-choice="light" aria-pressed="false" { (Icon::Sun) span { "Light" } }
                        button type="button" data-theme-choice="dark" aria-pressed="false" { (Icon::Moon) span { "Dark" } }
                    }
                    button type="button" data-opens-keys { (Icon::Keyboard) span { "Keys" } (Keys("?")) }
                    form method="post" action=(paths::LOCK) data-lock { (self.seal) button { (Icon::Lock) span { "Lock" } (Keys("g l")) } }
                    form method="post" action=(paths::SIGN_OUT) { (self.seal) button { (Icon::Exit) span { "Sign out" } } }
                }
            }
        }
    }

    /// Whether the page is at the place, or below it.
    fn is_at(&self, place: &Place) -> bool {
        let below = self.here.strip_prefix(&place.to);
        if place.to == "/" {
            self.here == "/"
        } else {
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        }
    }

    fn rail_nav(&self) -> Markup {
        html! {
            nav.rail aria-label="Places" {
                button.rail-park type="button" data-parks="/" hidden {
                    (Icon::Pin) span.rail-label { "Put aside" } kbd aria-hidden="true" { "F4" }
                }
                @for places in &self.rail {
                    div.rail-group {
                        h2 { (places.heading) }
                        @if self.telephone == Telephone::Answered && self.rail.first().is_some_and(|first| first.heading == places.heading) {
                            form.rail-call id="pick-up" method="post" action=(paths::PICK_UP) hx-post=(paths::PICK_UP) hx-target="#call" {
                                (self.seal)
                                button { (Icon::Phone) span.rail-label { "Open a call" } kbd aria-hidden="true" { "F2" } }
                            }
                        }
                        ul {
                            @for place in &places.places {
                                li {
                                    a href=(place.to) data-go=[place.key] aria-current=[self.is_at(place).then_some("page")] {
                                        (place.icon)
                                        span.rail-label { (place.label) }
                                        @if place.count > 0 {
                                            span.rail-count { (place.count.min(999)) span.sr-only { " waiting" } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What rings, and the dialog of the call: apart from the usual one, so that nothing half-typed there is touched.
    fn telephone_parts(&self) -> Markup {
        html! {
            (Live::new("ringing", paths::RINGING, &["phone"], html! {}))
            dialog id="call" class="dialog wide call" aria-labelledby="call-title" {}
        }
    }

    fn keys_dialog(&self) -> Markup {
        let row = |keys: &str, does: &str| html! { div { dt { (Keys(keys)) } dd { (does) } } };
        html! {
            dialog id="keys" class="dialog wide" aria-labelledby="keys-title" {
                header.dialog-head {
                    h2 id="keys-title" { "Keys" }
                    form method="dialog" { button.button.bare { (Icon::Close) span.sr-only { "Close" } } }
                }
                div.dialog-body {
                    div.keys-columns {
                        dl {
                            (row("/", "Search (also Ctrl K)")) (row("?", "These keys")) (row("F2", "Open a call, or take the one that rings"))
                            (row("F4", "Put a half-done page aside")) (row("Esc", "Close, or put back"))
                            (row("j", "Next row (also the down arrow)")) (row("k", "Row before (also the up arrow)"))
                            (row("Enter", "Open the row")) (row("a", "On the board: arrived"))
                            (row("r", "On the board: room")) (row("u", "On the board: undo the last status"))
                        }
                        dl {
                            @for place in self.rail.iter().flat_map(|places| &places.places) {
                                @if let Some(key) = place.key { (row(&format!("g {key}"), &place.label)) }
                            }
                            (row("g l", "Lock this session"))
                        }
                        dl {
                            (row("m", "In the schedule: lift the appointment")) (row("↑ ↓ ← →", "Carry it, or go from one to the next"))
                            (row("Enter", "Drop it")) (row("Esc", "Put it back"))
                        }
                    }
                    label.switch { input type="checkbox" data-single-keys checked; span { "Single keys work while I am not typing" } }
                }
            }
        }
    }
}

/// A page without the shell: signing in, the first start, a printed sheet, a page that is not there.
#[must_use]
pub fn plain_page(title: &str, body: impl Render) -> Markup {
    plain_page_in("en", title, body)
}

/// The same in another language (BCP 47), for patients.
#[must_use]
pub fn plain_page_in(language: &str, title: &str, body: impl Render) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language) {
            (head(title))
            body.without-rail {
                main id="main" {
                    p.brand.plain-brand { img src=(web_assets::path_of("mark.svg")) alt="" width="32" height="32"; span { "Moa" } }
                    (body)
                }
                div id="notices" class="passing-notices" role="status" aria-live="polite" {}
            }
        }
    }
}

pub(super) fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title) " · Moa" }
            link rel="icon" href=(web_assets::path_of("mark.svg")) type="image/svg+xml";
            link rel="stylesheet" href=(web_assets::path_of("moa.css"));
            script src=(web_assets::path_of("early.js")) {}
            script type="module" src=(web_assets::path_of("moa.js")) {}
        }
    }
}
