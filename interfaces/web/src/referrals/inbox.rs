//! The inbox of referrals to us: what waits for whom, what is overdue first.

use super::{due, in_pill, tabs, urgency};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::kit::{
    Button, Card, Choice, Column, Empty, Field, Figure, Icon, Live, PageHead, Pill, Row, Table, Tone, figures,
    filter_bar, wording,
};
use crate::staff::Staff;
use axum::extract::Query;
use front_office::referrals::InState;
use front_office::referrals::inbound::InboundLine;
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::refer_in::{InboxAnswer, InboxPage};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    state: String,
}

/// `GET /referrals-in`; the list alone to htmx.
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let state = InState::from_word(&wanted.state);
    let page = staff.ask(InboxPage { site: staff.site()?.id, state }).await?;
    let heading = state.map_or("What waits", InState::title);
    let inside = html! { (counts(&page)) (Card::new(heading, table(&page)).to_the_edge()) };
    if staff.asked != Asked::Page {
        return staff.show("Referrals to us", inside);
    }
    let mut head = PageHead::new("Referrals to us").more(html! { (page.site.name) });
    if staff.may(Permission::Refer) {
        head = head.deed(Button::main("Take one in").icon(Icon::Plus).goes("/referrals-in/new").key('n'));
    }
    let states = std::iter::once(Choice::new("", "Everything that waits"))
        .chain(InState::ALL.iter().map(|state| Choice::new(state.word(), state.title())));
    let filters = filter_bar("/referrals-in", Field::select("state", "State", states.collect()).value(&wanted.state));
    let address = format!("/referrals-in?state={}", state.map_or("", InState::word));
    let live = Live::new("referrals-in", address, &["referrals"], inside);
    staff.show("Referrals to us", html! { (head) (tabs("/referrals-in")) (filters) (live) })
}

fn counts(page: &InboxAnswer) -> Markup {
    let of = |wanted: InState| {
        page.counts.iter().find(|(state, _)| *state == wanted).map_or(0, |(_, count)| *count).to_string()
    };
    figures(&[
        Figure::new("Overdue", page.overdue.to_string()),
        Figure::new(InState::Received.title(), of(InState::Received)),
        Figure::new(InState::MoreInfo.title(), of(InState::MoreInfo)),
        Figure::new(InState::Accepted.title(), of(InState::Accepted)),
        Figure::new(InState::Seen.title(), of(InState::Seen)),
    ])
}

fn table(page: &InboxAnswer) -> Table {
    let columns = ["Patient", "From", "Why", "Stands", "Due", "Urgency", "Came"].map(Column::words).into();
    let rows = page.lines.iter().map(|line| row(page, line)).collect();
    let nothing = "No referral waits. What other offices send is taken in here, triaged and booked.";
    Table::new("Referrals to us", columns, rows).or(Empty::new(Icon::CheckCircle, nothing))
}

fn row(page: &InboxAnswer, line: &InboundLine) -> Row {
    let zone = &page.site.zone;
    let who = html! {
        @match line.patient {
            Some(patient) => (page.people.name(patient).reveal()),
            None => {
                (line.told_name.reveal()) @if line.told_name.reveal().is_empty() { "In the document" }
                " " (Pill::new(Tone::Warn, "Not matched"))
            }
        }
    };
    Row::new(vec![
        who,
        html! { (line.from_name) },
        html! { (line.reason.reveal()) },
        html! { (in_pill(line.state)) },
        html! { (due(line.due_at, page.now, zone)) },
        html! { (urgency(line.urgency)) },
        html! {
            (wording::digits(line.made_at.civil(zone).date().into()))
            span.cell-more { (line.came.title().to_lowercase()) }
        },
    ])
    .id(format!("inbound-{}", line.id))
    .leads(format!("/referrals-in/{}", line.id))
}
