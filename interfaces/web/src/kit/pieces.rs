//! Pieces of a page: cards, described facts, tabs, what happened when, the five ticks, photos, figures.

use super::{Count, Icon, Tone};
use maud::{Markup, Render, html};

/// A box with a heading: `Card::new("Coverage", body)`.
#[derive(Clone, Debug)]
pub struct Card {
    heading: String,
    deeds: Vec<Markup>,
    body: Markup,
    flush: Edge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Padded,
    Flush,
}

impl Card {
    /// A heading and what stands under it.
    pub fn new(heading: impl Into<String>, body: impl Render) -> Self {
        Self { heading: heading.into(), deeds: Vec::new(), body: body.render(), flush: Edge::Padded }
    }

    /// A button at the right of the heading.
    #[must_use]
    pub fn deed(mut self, deed: impl Render) -> Self {
        self.deeds.push(deed.render());
        self
    }

    /// Its body, a table, goes to the edges.
    #[must_use]
    pub fn to_the_edge(self) -> Self {
        Self { flush: Edge::Flush, ..self }
    }
}

impl Render for Card {
    fn render(&self) -> Markup {
        html! {
            section.card.flush[self.flush == Edge::Flush] {
                header.card-head {
                    h2 { (self.heading) }
                    @if !self.deeds.is_empty() { div.card-deeds { @for deed in &self.deeds { (deed) } } }
                }
                div.card-body { (self.body) }
            }
        }
    }
}

/// Facts with their names: `Facts::new().fact("Phone", "…")`; an empty one shows a dash.
#[derive(Clone, Debug, Default)]
pub struct Facts(Vec<(String, Markup)>);

impl Facts {
    /// No facts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more fact.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, fact: impl Render) -> Self {
        self.0.push((name.into(), fact.render()));
        self
    }
}

impl Render for Facts {
    fn render(&self) -> Markup {
        html! {
            dl.facts {
                @for (name, fact) in &self.0 {
                    div {
                        dt { (name) }
                        dd { @if fact.0.is_empty() { span.quiet { "—" span.sr-only { "not on record" } } } @else { (fact) } }
                    }
                }
            }
        }
    }
}

/// Tabs that are pages of their own: each is a link.
#[derive(Clone, Debug)]
pub struct Tabs {
    name: String,
    tabs: Vec<Tab>,
}

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    label: String,
    to: String,
    count: Option<Count>,
    place: TabPlace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TabPlace {
    Elsewhere,
    Here,
}

impl Tab {
    /// A tab that leads there.
    pub fn new(label: impl Into<String>, to: impl Into<String>) -> Self {
        Self { label: label.into(), to: to.into(), count: None, place: TabPlace::Elsewhere }
    }

    /// The tab that is open.
    pub fn here(label: impl Into<String>, to: impl Into<String>) -> Self {
        Self { place: TabPlace::Here, ..Self::new(label, to) }
    }

    /// How many things are in it.
    #[must_use]
    pub fn count(self, count: Count) -> Self {
        Self { count: Some(count), ..self }
    }
}

impl Tabs {
    /// A row of tabs; the name says of what.
    pub fn new(name: impl Into<String>, tabs: Vec<Tab>) -> Self {
        Self { name: name.into(), tabs }
    }
}

impl Render for Tabs {
    fn render(&self) -> Markup {
        html! {
            nav.tabs aria-label=(self.name) {
                @for tab in &self.tabs {
                    a href=(tab.to) aria-current=[(tab.place == TabPlace::Here).then_some("page")] {
                        (tab.label) @if let Some(count) = &tab.count { (count) }
                    }
                }
            }
        }
    }
}

/// What happened, newest first: who, what, when.
#[derive(Clone, Debug, Default)]
pub struct Timeline(Vec<Entry>);

/// One thing that happened.
#[derive(Clone, Debug)]
struct Entry {
    tone: Tone,
    when: String,
    what: Markup,
    who: String,
}

impl Timeline {
    /// Nothing happened yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more entry: `when` as the office reads it ("10:42", "Nov 21, 10:42"), `who` with the role.
    #[must_use]
    pub fn entry(mut self, tone: Tone, when: impl Into<String>, what: impl Render, who: impl Into<String>) -> Self {
        self.0.push(Entry { tone, when: when.into(), what: what.render(), who: who.into() });
        self
    }
}

impl Render for Timeline {
    fn render(&self) -> Markup {
        html! {
            ol.timeline {
                @for entry in &self.0 {
                    li class=(entry.tone.class()) {
                        span.when { (entry.when) }
                        (entry.tone.icon())
                        div { div.what { (entry.what) } div.who { (entry.who) } }
                    }
                }
            }
        }
    }
}

/// A list of things to do, each ticked off when the record shows it: the check-in page.
#[derive(Clone, Debug, Default)]
pub struct Ticks(Vec<Tick>);

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Tick {
    state: TickState,
    title: String,
    says: String,
    body: Markup,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TickState {
    Done,
    Open,
    Problem,
}

impl Tick {
    /// Done; `says` tells by whom, when and how.
    pub fn done(title: impl Into<String>, says: impl Into<String>) -> Self {
        Self { state: TickState::Done, title: title.into(), says: says.into(), body: html! {} }
    }

    /// To do; `says` tells what is needed.
    pub fn open(title: impl Into<String>, says: impl Into<String>) -> Self {
        Self { state: TickState::Open, ..Self::done(title, says) }
    }

    /// Something is wrong; `says` tells what and what to do.
    pub fn problem(title: impl Into<String>, says: impl Into<String>) -> Self {
        Self { state: TickState::Problem, ..Self::done(title, says) }
    }

    /// What stands below: the fields or the button that ticks it.
    #[must_use]
    pub fn body(self, body: impl Render) -> Self {
        Self { body: body.render(), ..self }
    }
}

impl Ticks {
    /// The list of these.
    #[must_use]
    pub fn new(ticks: Vec<Tick>) -> Self {
        Self(ticks)
    }
}

impl Render for Ticks {
    fn render(&self) -> Markup {
        html! {
            ol.ticks {
                @for tick in &self.0 {
                    @let (class, icon, word) = match tick.state {
                        TickState::Done => ("tick tone-good", Icon::CheckCircle, "Done"),
                        TickState::Open => ("tick tone-quiet", Icon::Sparse, "To do"),
                        TickState::Problem => ("tick tone-bad", Icon::Octagon, "Problem"),
                    };
                    li class=(class) {
                        (icon)
                        div.tick-words {
                            div.tick-head { h2 { (tick.title) } span.tick-word { (word) } }
                            p { (tick.says) }
                            @if !tick.body.0.is_empty() { div.tick-body { (tick.body) } }
                        }
                    }
                }
            }
        }
    }
}

/// A person's photo, or the initials when there is none.
#[derive(Clone, Debug)]
pub struct Photo {
    initials: String,
    at: Option<String>,
}

impl Photo {
    /// The initials of this name, two at most.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let first = letters.next();
        let last = letters.next_back();
        Self { initials: first.into_iter().chain(last).flat_map(char::to_uppercase).collect(), at: None }
    }

    /// The photo itself.
    #[must_use]
    pub fn at(self, at: impl Into<String>) -> Self {
        Self { at: Some(at.into()), ..self }
    }
}

impl Render for Photo {
    fn render(&self) -> Markup {
        html! {
            @if let Some(at) = &self.at { img.photo src=(at) alt="" width="48" height="48"; }
            @else { span.photo aria-hidden="true" { (self.initials) } }
        }
    }
}

/// A number that matters, with its name: `Figure::new("Waiting", "7").more("longest 42 min")`.
#[derive(Clone, Debug)]
pub struct Figure {
    name: String,
    number: String,
    more: Option<String>,
}

impl Figure {
    /// A number and what it counts.
    pub fn new(name: impl Into<String>, number: impl Into<String>) -> Self {
        Self { name: name.into(), number: number.into(), more: None }
    }

    /// A few words below.
    #[must_use]
    pub fn more(self, more: impl Into<String>) -> Self {
        Self { more: Some(more.into()), ..self }
    }
}

impl Render for Figure {
    fn render(&self) -> Markup {
        html! {
            div.figure {
                div.figure-name { (self.name) }
                div.figure-number { (self.number) }
                @if let Some(more) = &self.more { div.figure-more { (more) } }
            }
        }
    }
}

/// Figures in a row.
#[must_use]
pub fn figures(figures: &[Figure]) -> Markup {
    html! { div.figures { @for figure in figures { (figure) } } }
}

/// A chart: the drawing (SVG made on the server), a sentence that says what it shows, and its numbers as a table.
#[must_use]
pub fn chart(title: &str, says: &str, drawing: Markup, numbers: impl Render) -> Markup {
    html! {
        figure.chart {
            figcaption { strong { (title) } " " span { (says) } }
            div.chart-drawing { (drawing) }
            details { summary { "The numbers" } (numbers) }
        }
    }
}
