//! The kit: every piece that pages are made of, so that all of Moa looks, reads and answers to keys alike.
//!
//! Each piece is a small struct with typed words and `maud::Render`, so it is spliced into a page with `(piece)`:
//!
//! ```text
//! use crate::kit::{Button, Card, Facts, Field, Form, Icon, PageHead, Pill, Seal, Shell, Table, Tone};
//!
//! let page = html! {
//!     (PageHead::new("Schedule").more("Saturday, November 21").deed(Button::main("Book").opens("/book").key('b')))
//!     (Card::new("Coverage", Facts::new().fact("Payer", "Blue Cross").fact("Member", "…")))
//!     (Form::post("/patients", &seal)
//!         .faults(faults.clone())
//!         .body(html! {
//!             (Field::text("family", "Family name").value(&typed.family).fault(faults.of("family")).starts_here())
//!             (Field::birth("born", "Date of birth").value(&typed.born).fault(faults.of("born")))
//!         })
//!         .button(Button::main("Register")).button(Button::plain("Cancel").goes("/patients")))
//! };
//! Shell::new("Schedule", "/schedule", user, &seal, now).sites(site, sites).rail(rail).banner(banner).page(page)
//! ```
//!
//! # Which piece for what
//! | to show | use |
//! |---|---|
//! | a whole page, signed in / not signed in | [`Shell`] / [`plain_page`] |
//! | the head of a page with its deeds | [`PageHead`] |
//! | who the page is about | [`Banner`], through [`Shell::banner`]; never drawn by hand |
//! | anything that can be pressed | [`Button`]: `.goes` a page, `.opens` a dialog, `.posts` at once, or sends its form |
//! | a form, its faults, its fields | [`Form`], [`Faults`], [`Fieldset`], [`Field`], [`Choice`], [`side_by_side`] |
//! | a list in rows; older rows; nothing | [`Table`], [`Column`], [`Row`]; [`Older`]; [`Empty`] |
//! | filters above a list | [`filter_bar`] (no patient's name in it: it is a GET) |
//! | facts with names; a box; tabs | [`Facts`]; [`Card`]; [`Tabs`] |
//! | a status | [`Pill`] with a [`Tone`]: always colour, icon and word |
//! | a sentence to the desk | [`Notice`]: on the page, or `.passing()` in an htmx answer |
//! | things to tick off (check-in) | [`Ticks`], [`Tick`] |
//! | what happened when | [`Timeline`] |
//! | a day or a week of appointments | [`DayGrid`] of [`GridColumn`]s of [`Block`]s (columns are providers, rooms or days) |
//! | the week by provider | [`WeekSheet`] |
//! | the flow board | [`Board`] of [`BoardRow`]s with running [`Minutes`] |
//! | a part that follows the record | [`Live`] |
//! | numbers; a chart | [`figures`]; [`chart`] |
//! | days, times, ages in words | [`wording`] |
//! | what a piece says by itself, for a patient who reads Spanish | [`voice`], by [`Field::voice`] and [`Form::voice`] |
//!
//! Small arrangements without a piece of their own are classes: `div.two-columns`, `div.row` (things in a row), `ul.plain-list` with
//! `li.split` (words left, button right), `div.row-deeds` (buttons of a table row), `section.part` with `header.part-head` (several of a
//! kind in one card), `details.folded` (the rest of a list), `span.quiet`, `span.digits`, `span.sr-only`.
//!
//! # Rules that hold on every page
//! - **Nothing inline**: the policy [`web_assets::CONTENT_SECURITY_POLICY`] forbids inline script and style. No `style=`, no
//!   `onclick=`, no `hx-on`, no `hx-vals="js:…"`, no trigger filters in brackets.
//! - **No name of a patient** in an address, a page title, a header or a passing notice. Searches are POSTs.
//! - **Changes are POSTs** that carry a [`Seal`]. htmx requests also carry `X-Requested-With: moa`; the scripts add `csrf` and
//!   `request_id` where an htmx POST has no form. A second press while the first is under way sends nothing.
//! - **No form in a form**: [`Button::posts`] is a form of its own, so it never stands in the body of a [`Form`]; there use
//!   [`Button::sends`].
//! - **Faults** answer 422 with the same form again, everything typed still in it (`.value`), and a fresh request id.
//! - **Refusals** (403, 404, 409, 503) to an htmx request answer a [`Notice`] alone: the page shows it and changes nothing.
//! - **401** to an htmx request, or a `lock` event on the stream, covers the page with the lock screen ([`lock_screen`]).
//! - Live refetches carry `X-Moa-Live: 1`: they are not a sign that somebody is at the desk.
//!
//! # Live parts
//! The page holds one stream at [`paths::LIVE`], closed while the page is hidden. Each event's name is a topic (`board`,
//! `schedule`; `refresh` is all of them); its data is not shown. On an event, and whenever the stream comes back, each [`Live`] part
//! that follows the topic fetches its inside and is morphed, so focus, scroll and what is typed stay. Give rows and blocks stable ids ([`Row::id`], [`BoardRow::id`], [`Block::new`]).
//! While the stream is away the page says "Offline – reconnecting". Send `id:` lines: the browser repeats the last one as
//! `Last-Event-ID`.
//!
//! # Dialogs
//! [`Button::opens`] asks with `HX-Target: dialog`; answer a [`Dialog`] alone, and to any other request
//! `shell.page(dialog.as_page())`. A form in it uses `.answers_into("#dialog")`. After the deed answer `HX-Redirect: /…`, or
//! 204 with `HX-Trigger: close-dialog` (the live parts follow by themselves).

mod banner;
mod block;
mod board;
mod button;
mod day_grid;
mod field;
mod form;
mod icons;
mod notice;
mod page;
mod pieces;
mod shell;
mod specimen;
mod table;
mod tone;
pub mod voice;
mod week_sheet;
pub mod wording;

pub use banner::{Allergies, Banner};
pub use block::{Block, Closed, GridColumn};
pub use board::{Board, BoardRow, Lane, Minutes};
pub use button::Button;
pub use day_grid::{DayGrid, Pace};
pub use field::{Choice, Field, Width};
pub use form::{Faults, Fieldset, Form, Seal, faults_notice, filter_bar, side_by_side};
pub use icons::Icon;
pub use notice::{Empty, Notice};
pub use page::{Dialog, Live, PageHead, Suggestion, Suggestions, lock_screen, screen_page};
pub use pieces::{Card, Facts, Figure, Photo, Tab, Tabs, Tick, Ticks, Timeline, chart, figures};
pub use shell::{Place, Places, Shell, Site, User, paths, plain_page, plain_page_in};
pub use specimen::{Specimen, specimen};
pub use table::{Column, Older, Row, Table};
pub use tone::{Count, Keys, Pill, Tone};
pub use voice::Voice;
pub use week_sheet::{DayCell, WeekSheet};
