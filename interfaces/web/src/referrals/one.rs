//! The page of one referral: what it asks, what goes along, how it left, and what became of it.

use super::deeds::Again;
use super::sending::{Sent, chosen, deliveries, steps_card, to_send};
use super::{due, pill, urgency};
use crate::answer::{Answer, Fault};
use crate::kit::{Button, Card, Facts, Icon, PageHead, Timeline, Tone, wording};
use crate::page::Page;
use crate::patients::{banner_of, chart_of};
use crate::staff::Staff;
use axum::extract::Path;
use front_office::referrals::{ReferralId, ReferralState, StepLine};
use jiff::tz::TimeZone;
use kernel::Day;
use maud::{Markup, html};
use office::Permission;
use workflows::refer_out::{ReferralPage, ReferralPageAnswer};

/// `GET /referrals/{referral}`
pub(super) async fn show(staff: Staff, Path(referral): Path<ReferralId>) -> Answer {
    page(&staff, referral, &Again::default()).await?.answer()
}

/// The page, with what was sent from it and refused.
pub(super) async fn page<'a>(staff: &'a Staff, referral: ReferralId, again: &Again) -> Result<Page<'a>, Fault> {
    let found = staff.ask(ReferralPage { referral }).await?;
    let sheet = &found.sheet;
    let refers = staff.may(Permission::Refer);
    let unsent = matches!(sheet.line.state, ReferralState::Draft | ReferralState::Ready);
    let body = html! {
        (head(staff, &found))
        (again.faults)
        div.two-columns {
            div {
                @if refers { (steps_card(staff, &found, again)) }
                @if refers && sheet.line.state == ReferralState::Ready { (to_send(staff, &found, again)) }
                (asks(&found))
                (chosen(staff, &found, refers && unsent))
            }
            div {
                (stands(staff, &found))
                (deliveries(staff, &Sent { at: format!("/referrals/{referral}"), packets: &sheet.packets, lines: &sheet.deliveries, zone: &found.site.zone }, again))
                (Card::new("What happened", timeline(&sheet.steps, &found.site.zone)))
            }
        }
    };
    Ok(staff.page("Referral", body).banner(banner_of(staff, sheet.line.patient).await?))
}

fn head(staff: &Staff, found: &ReferralPageAnswer) -> PageHead {
    let (sheet, line) = (&found.sheet, &found.sheet.line);
    let more = html! { "to " (sheet.to.called()) " " (pill(line.state)) };
    let mut head = PageHead::new("Referral").more(more).back("/referrals", "Referrals");
    let unsent = matches!(line.state, ReferralState::Draft | ReferralState::Ready);
    if unsent && staff.may(Permission::Refer) {
        let edit = Button::plain("Edit").icon(Icon::Edit).goes(format!("/referrals/{}/edit", line.id));
        head = head.deed(edit.key('e'));
    }
    head.deed(Button::bare("Chart").goes(format!("{}/referrals", chart_of(line.patient))))
}

fn asks(found: &ReferralPageAnswer) -> Card {
    let sheet = &found.sheet;
    let diagnoses = html! {
        @for (at, line) in sheet.diagnoses.iter().enumerate() {
            @if at > 0 { br; }
            span.digits { (line.code.reveal()) } " "
            @if line.label.reveal().is_empty() { span.quiet { "not checked: no release of the codes is loaded" } }
            @else { (line.label.reveal()) }
        }
    };
    let allowed = [
        sheet.visits_allowed.map(|visits| format!("{visits} visits")),
        sheet.authorised_until.map(|until| format!("until {}", wording::digits(until))),
    ];
    let allowed: Vec<String> = allowed.into_iter().flatten().collect();
    let authorisation = html! { (sheet.authorisation.reveal()) @if !allowed.is_empty() { " · " (allowed.join(", ")) } };
    let mut facts = Facts::new()
        .fact("Why", html! { span.lines { (sheet.line.reason.reveal()) } })
        .fact("Urgency", urgency(sheet.line.urgency))
        .fact("Asked for by", sheet.provider_name.clone());
    if !sheet.questions.reveal().is_empty() {
        facts = facts.fact("Questions", html! { span.lines { (sheet.questions.reveal()) } });
    }
    if !sheet.diagnoses.is_empty() {
        facts = facts.fact("Diagnoses", diagnoses);
    }
    if !allowed.is_empty() || !sheet.authorisation.reveal().is_empty() {
        facts = facts.fact("Authorisation", authorisation);
    }
    Card::new("What is asked", facts)
}

fn stands(staff: &Staff, found: &ReferralPageAnswer) -> Card {
    let (sheet, line) = (&found.sheet, &found.sheet.line);
    let zone = &found.site.zone;
    let awaited = line.state.waits_for().map_or("", |awaited| awaited.title());
    let day = |day: Option<Day>| day.map(wording::digits).unwrap_or_default();
    let reached = html! {
        @for (name, value) in [("Tel.", &sheet.to.fields.phone), ("Fax", &sheet.to.fields.fax), ("", &sheet.to.fields.email)] {
            @if !value.is_empty() { (name) " " (value) br; }
        }
        a href={ "/directory/" (sheet.to.id) } { "In the directory" }
    };
    let mut facts = Facts::new().fact("State", html! { (pill(line.state)) });
    if line.due_at.is_some() {
        facts = facts.fact("Next step", awaited).fact("Due", due(line.due_at, found.now, zone));
    }
    facts = facts.fact("Followed by", sheet.owner_name.clone());
    if let Some(sent) = sheet.sent_at {
        facts = facts.fact("Left us", wording::moment(sent, zone));
    }
    for (name, on) in [("Day there", day(line.appointment_on)), ("Was there", day(sheet.attended_on))] {
        if !on.is_empty() {
            facts = facts.fact(name, on);
        }
    }
    if let Some(report) = sheet.report {
        facts = facts.fact("Report", html! { a href={ "/documents/" (report) } { "Open the report" } });
    }
    let card = Card::new("Where it stands", facts.fact("To reach them", reached));
    if staff.may(Permission::Refer) && line.owner != staff.who.account() && line.state.is_open() {
        let take = Button::bare("Take it over")
            .posts(format!("/referrals/{}/take-over", line.id), &staff.seal())
            .with("version", line.version.to_string());
        return card.deed(take);
    }
    card
}

/// What happened, the latest first, each with how it is known.
pub(super) fn timeline(steps: &[StepLine], zone: &TimeZone) -> Markup {
    let said = |step: &StepLine| {
        let out = ReferralState::from_word(&step.state).map(ReferralState::title);
        let title = out.or_else(|| front_office::referrals::InState::from_word(&step.state).map(|state| state.title()));
        html! {
            strong { (title.unwrap_or("Noted")) }
            @if let Some(on) = step.on { " · " (wording::digits(on)) }
            br;
            span.quiet { (step.evidence.title()) @if !step.words.reveal().is_empty() { ": " (step.words.reveal()) } }
            @if let Some(document) = step.document { " " a href={ "/documents/" (document) } { "the document" } }
        }
    };
    let line = steps.iter().rev().fold(Timeline::new(), |all, step| {
        all.entry(Tone::Quiet, wording::moment(step.at, zone), said(step), step.by.clone())
    });
    html! { (line) }
}
