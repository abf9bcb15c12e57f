//! Tables: dense rows under a head that stays, sorted by links, each row a link where it leads somewhere.

use super::Icon;
use maud::{Markup, Render, html};

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    label: String,
    kind: ColumnKind,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnKind {
    Words,
    Number,
    Deeds,
}

#[derive(Clone, Debug)]
enum Sort {
    No,
    By(String),
    Up(String),
    Down(String),
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self { label: label.into(), kind: ColumnKind::Words, sort: Sort::No }
    }

    /// A column of numbers, amounts or minutes: to the right, in digits of one width.
    pub fn number(label: impl Into<String>) -> Self {
        Self { kind: ColumnKind::Number, ..Self::words(label) }
    }

    /// The column of what can be done with a row; its label is read out only.
    pub fn deeds(label: impl Into<String>) -> Self {
        Self { kind: ColumnKind::Deeds, ..Self::words(label) }
    }

    /// Its head is a link that sorts by it.
    #[must_use]
    pub fn sorts(self, at: impl Into<String>) -> Self {
        Self { sort: Sort::By(at.into()), ..self }
    }

    /// The table is sorted by it now, smallest first; the link turns it round.
    #[must_use]
    pub fn sorted_up(self, turn: impl Into<String>) -> Self {
        Self { sort: Sort::Up(turn.into()), ..self }
    }

    /// The table is sorted by it now, largest first; the link turns it round.
    #[must_use]
    pub fn sorted_down(self, turn: impl Into<String>) -> Self {
        Self { sort: Sort::Down(turn.into()), ..self }
    }

    const fn class(&self) -> Option<&'static str> {
        match self.kind {
            ColumnKind::Words => None,
            ColumnKind::Number => Some("number"),
            ColumnKind::Deeds => Some("deeds"),
        }
    }

    fn head(&self) -> Markup {
        let sorted = match &self.sort {
            Sort::Up(_) => Some("ascending"),
            Sort::Down(_) => Some("descending"),
            Sort::No | Sort::By(_) => None,
        };
        html! {
            th scope="col" class=[self.class()] aria-sort=[sorted] {
                @match &self.sort {
                    Sort::No if self.kind == ColumnKind::Deeds => span.sr-only { (self.label) },
                    Sort::No => (self.label),
                    Sort::By(at) | Sort::Up(at) | Sort::Down(at) => a.sort href=(at) { (self.label) (Icon::ChevronDown) },
                }
            }
        }
    }
}

/// One row: a cell for each column. The first cell names the row.
#[derive(Clone, Debug)]
pub struct Row {
    id: Option<String>,
    leads: Option<String>,
    over: Over,
    more: Option<Markup>,
    cells: Vec<Markup>,
}

/// Whether what a row leads to is a page of its own, or stands in the dialog over this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Page,
    Dialog,
}

impl Row {
    /// A row that leads nowhere.
    #[must_use]
    pub fn new(cells: Vec<Markup>) -> Self {
        Self { id: None, leads: None, over: Over::Page, more: None, cells }
    }

    /// The first cell is a link to there, and a click anywhere on the row follows it.
    #[must_use]
    pub fn leads(self, to: impl Into<String>) -> Self {
        Self { leads: Some(to.into()), ..self }
    }

    /// As [`Row::leads`], but what it leads to opens in the dialog; without a script it is a page of its own.
    #[must_use]
    pub fn opens(self, at: impl Into<String>) -> Self {
        Self { over: Over::Dialog, ..self.leads(at) }
    }

    /// A quiet line below the first cell: what tells two rows of the same name apart.
    #[must_use]
    pub fn more(self, more: impl Render) -> Self {
        Self { more: Some(more.render()), ..self }
    }

    /// An id, by which live updates keep it (and the focus in it) in place.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }
}

/// A table with a caption for those who hear the page.
#[derive(Clone, Debug)]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    empty: Option<Markup>,
    foot: Option<Row>,
}

impl Table {
    /// A table; the caption says what the rows are.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Row>) -> Self {
        Self { caption: caption.into(), columns, rows, empty: None, foot: None }
    }

    /// What stands here when there are no rows: an [`super::Empty`].
    #[must_use]
    pub fn or(self, empty: impl Render) -> Self {
        Self { empty: Some(empty.render()), ..self }
    }

    /// A last row of sums.
    #[must_use]
    pub fn foot(self, foot: Row) -> Self {
        Self { foot: Some(foot), ..self }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr id=[row.id.as_ref()] data-row[row.leads.is_some()] {
                @for (cell, column) in row.cells.iter().zip(&self.columns).take(1) {
                    th scope="row" class=[column.class()] {
                        @if let Some(to) = &row.leads {
                            @let opens = row.over == Over::Dialog;
                            a.row-link href=(to) hx-get=[opens.then_some(to)] hx-target=[opens.then_some("#dialog")] { (cell) }
                        } @else { (cell) }
                        @if let Some(more) = &row.more { span.cell-more { (more) } }
                    }
                }
                @for (cell, column) in row.cells.iter().zip(&self.columns).skip(1) {
                    td class=[column.class()] data-label=(column.label) { (cell) }
                }
            }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        if self.rows.is_empty()
            && let Some(empty) = &self.empty
        {
            return empty.clone();
        }
        html! {
            div.table-scroll tabindex="0" role="region" aria-label=(self.caption) {
                table.table {
                    caption.sr-only { (self.caption) }
                    thead { tr { @for column in &self.columns { (column.head()) } } }
                    tbody data-list { @for row in &self.rows { (self.row(row)) } }
                    @if let Some(foot) = &self.foot { tfoot { (self.row(foot)) } }
                }
            }
        }
    }
}

/// The way to the rows that came before these: `Older::new("/journal?before=…")`. There are no page numbers: a list that grows
/// with the years is never counted.
#[derive(Clone, Debug)]
pub struct Older {
    older: Option<String>,
    newest: Option<String>,
}

impl Older {
    /// There are older ones, there.
    pub fn new(at: impl Into<String>) -> Self {
        Self { older: Some(at.into()), newest: None }
    }

    /// These are the oldest.
    #[must_use]
    pub const fn end() -> Self {
        Self { older: None, newest: None }
    }

    /// The way back to the newest, when these are not.
    #[must_use]
    pub fn newest(self, at: impl Into<String>) -> Self {
        Self { newest: Some(at.into()), ..self }
    }
}

impl Render for Older {
    fn render(&self) -> Markup {
        html! {
            nav.older aria-label="Older and newest" {
                @if let Some(newest) = &self.newest { a.button href=(newest) { (Icon::Back) span { "Newest" } } }
                @if let Some(older) = &self.older {
                    a.button href=(older) { span { "Older" } (Icon::Forward) }
                } @else {
                    span.quiet { "These are the oldest." }
                }
            }
        }
    }
}
