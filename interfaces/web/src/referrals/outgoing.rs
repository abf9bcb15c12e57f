//! The coordinator's worklist: what goes out, what is overdue first.

use super::{due, pill, tabs, urgency};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::kit::{
    Button, Card, Choice, Column, Empty, Field, Figure, Icon, Live, PageHead, Row, Table, figures, filter_bar, wording,
};
use crate::staff::Staff;
use axum::extract::Query;
use front_office::referrals::{ReferralLine, ReferralState};
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::refer_out::{OutgoingAnswer, OutgoingPage};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Wanted {
    state: String,
    whose: String,
}

impl Wanted {
    fn address(&self) -> String {
        let state = ReferralState::from_word(&self.state).map_or("", ReferralState::word);
        let whose = if self.whose == "mine" { "mine" } else { "" };
        format!("/referrals?state={state}&whose={whose}")
    }
}

/// `GET /referrals`; the list alone to htmx.
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let state = ReferralState::from_word(&wanted.state);
    let page = staff.ask(OutgoingPage { site: staff.site()?.id, state, mine: wanted.whose == "mine" }).await?;
    let inside = html! { (counts(&page)) (Card::new(heading(state), table(&page)).to_the_edge()) };
    if staff.asked != Asked::Page {
        return staff.show("Referrals", inside);
    }
    let mut head = PageHead::new("Referrals").more(html! { (page.site.name) });
    if staff.may(Permission::Refer) {
        head = head.deed(Button::main("Refer a patient").icon(Icon::Plus).goes("/referrals/new").key('n'));
    }
    if staff.may(Permission::ManagePractice) {
        head = head.deed(Button::plain("Clocks").icon(Icon::Clock).goes("/referral-clocks"));
    }
    let live = Live::new("referrals", wanted.address(), &["referrals"], inside);
    staff.show("Referrals", html! { (head) (tabs("/referrals")) (filters(&wanted)) (live) })
}

fn heading(state: Option<ReferralState>) -> &'static str {
    state.map_or("What is open", ReferralState::title)
}

fn filters(wanted: &Wanted) -> Markup {
    let states = std::iter::once(Choice::new("", "Everything open"))
        .chain(ReferralState::ALL.iter().map(|state| Choice::new(state.word(), state.title())));
    let whose = vec![Choice::new("", "Everybody’s"), Choice::new("mine", "Mine")];
    filter_bar(
        "/referrals",
        html! {
            (Field::select("state", "State", states.collect()).value(&wanted.state))
            (Field::select("whose", "Whose", whose).value(&wanted.whose))
        },
    )
}

fn counts(page: &OutgoingAnswer) -> Markup {
    let of = |states: &[ReferralState]| {
        let count = page.counts.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count);
        count.sum::<usize>().to_string()
    };
    figures(&[
        Figure::new("Overdue", page.overdue.to_string()),
        Figure::new("To send", of(&[ReferralState::Draft, ReferralState::Ready])),
        Figure::new(
            "With the other office",
            of(&[ReferralState::Sent, ReferralState::Acknowledged, ReferralState::Scheduled]),
        ),
        Figure::new("Report awaited", of(&[ReferralState::Attended])),
        Figure::new("To decide", of(&[ReferralState::NotAttended, ReferralState::Declined, ReferralState::Reported])),
    ])
}

fn table(page: &OutgoingAnswer) -> Table {
    let columns =
        ["Patient", "To", "Stands", "Next step due", "Urgency", "Asked by", "Written"].map(Column::words).into();
    let rows = page.lines.iter().map(|line| row(page, line)).collect();
    let nothing = "No referral stands here. Those that go out are followed here until their report lies in the chart.";
    Table::new("Referrals going out", columns, rows).or(Empty::new(Icon::CheckCircle, nothing))
}

fn row(page: &OutgoingAnswer, line: &ReferralLine) -> Row {
    let awaited = line.state.waits_for().map_or("", |awaited| awaited.title());
    let zone = &page.site.zone;
    Row::new(vec![
        html! { (page.people.name(line.patient).reveal()) },
        html! { (page.offices.get(&line.entry).map_or("", String::as_str)) },
        html! {
            (pill(line.state))
            @if let Some(on) = line.appointment_on.filter(|_| line.state == ReferralState::Scheduled) {
                span.cell-more { (wording::digits(on)) }
            }
        },
        html! { (due(line.due_at, page.now, zone)) @if line.due_at.is_some() { span.cell-more { (awaited) } } },
        html! { (urgency(line.urgency)) },
        html! { (page.labels.provider(line.provider)) },
        html! { (wording::digits(line.made_at.civil(zone).date().into())) },
    ])
    .id(format!("referral-{}", line.id))
    .leads(format!("/referrals/{}", line.id))
}
