//! Referrals: the worklist of those that go out, the inbox of those that come in, and the directory of other offices.

mod clocks;
mod deeds;
mod directory;
mod entry;
mod inbound;
mod inbound_deeds;
mod inbound_new;
mod inbox;
mod of_patient;
mod one;
mod outgoing;
mod packet;
mod sending;
mod write;

use crate::desk::Desk;
use crate::kit::{Icon, Pill, Tab, Tabs, Tone, wording};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use front_office::referrals::{InState, ReferralState, ReferralUrgency};
use jiff::tz::TimeZone;
use kernel::{Moment, Problem};
use maud::{Markup, html};

/// Bytes of an electronic referral that is chosen as a file, at most.
const FILE_BYTES_MAX: usize = 33 << 20;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/referrals", get(outgoing::show).post(write::write))
        .route("/referrals/new", get(write::begin))
        .route("/referrals/search", post(write::search))
        .route("/referrals/{referral}", get(one::show))
        .route("/referrals/{referral}/edit", get(write::edit).post(write::change))
        .route("/referrals/{referral}/parts", post(deeds::parts))
        .route("/referrals/{referral}/send", post(deeds::send))
        .route("/referrals/{referral}/step", post(deeds::step))
        .route("/referrals/{referral}/report", post(deeds::report))
        .route("/referrals/{referral}/take-over", post(deeds::take_over))
        .route("/packets/{packet}/pdf", get(packet::pdf))
        .route("/packets/{packet}/fhir", get(packet::fhir))
        .route("/referrals/{referral}/deliveries/{delivery}", post(deeds::delivery))
        .route("/referrals/{referral}/packets/{packet}/again", post(deeds::again))
        .route("/patients/{patient}/referrals", get(of_patient::show))
        .route("/directory", get(directory::show).post(entry::add))
        .route("/directory/new", get(entry::begin))
        .route("/directory/imported", get(directory::imported))
        .route("/directory/{office}", get(entry::edit).post(entry::change))
        .route("/referrals-in", get(inbox::show).post(inbound_new::receive))
        .route("/referrals-in/new", get(inbound_new::begin))
        .route("/referrals-in/file", post(inbound_new::file).layer(DefaultBodyLimit::max(FILE_BYTES_MAX)))
        .route("/referrals-in/{inbound}", get(inbound::show))
        .route("/referrals-in/{inbound}/search", post(inbound::search))
        .route("/referrals-in/{inbound}/patient", post(inbound_deeds::patient))
        .route("/referrals-in/{inbound}/triage", post(inbound_deeds::triage))
        .route("/referrals-in/{inbound}/step", post(inbound_deeds::step))
        .route("/referrals-in/{inbound}/report", post(inbound_deeds::report))
        .route("/referrals-in/{inbound}/deliveries/{delivery}", post(inbound_deeds::delivery))
        .route("/referrals-in/{inbound}/packets/{packet}/again", post(inbound_deeds::again))
        .route("/referral-clocks", get(clocks::show).post(clocks::set))
}

/// The places of referrals as tabs, with the one at this address open.
fn tabs(here: &str) -> Tabs {
    let all = [("/referrals", "Going out"), ("/referrals-in", "Coming in"), ("/directory", "Directory")];
    let tab = |(to, called): (&str, &str)| if to == here { Tab::here(called, to) } else { Tab::new(called, to) };
    Tabs::new("Referrals", all.map(tab).into())
}

fn pill(state: ReferralState) -> Pill {
    let (tone, icon) = match state {
        ReferralState::Draft => (Tone::Quiet, Icon::Edit),
        ReferralState::Ready => (Tone::Info, Icon::Document),
        ReferralState::Sent | ReferralState::Acknowledged => (Tone::Info, Icon::Clock),
        ReferralState::Scheduled => (Tone::Info, Icon::Calendar),
        ReferralState::Attended => (Tone::Good, Icon::Check),
        ReferralState::Reported | ReferralState::Closed => (Tone::Good, Icon::CheckCircle),
        ReferralState::NotAttended => (Tone::Warn, Icon::Alert),
        ReferralState::Declined => (Tone::Bad, Icon::Octagon),
        ReferralState::Cancelled => (Tone::Quiet, Icon::Octagon),
    };
    Pill::new(tone, state.title()).icon(icon)
}

fn in_pill(state: InState) -> Pill {
    let (tone, icon) = match state {
        InState::Received => (Tone::Info, Icon::Alert),
        InState::MoreInfo => (Tone::Warn, Icon::Clock),
        InState::Accepted => (Tone::Info, Icon::Calendar),
        InState::Booked => (Tone::Info, Icon::Check),
        InState::Seen => (Tone::Warn, Icon::Document),
        InState::Reported => (Tone::Good, Icon::CheckCircle),
        InState::Declined | InState::Closed => (Tone::Quiet, Icon::Octagon),
    };
    Pill::new(tone, state.title()).icon(icon)
}

fn urgency(urgency: ReferralUrgency) -> Markup {
    match urgency {
        ReferralUrgency::Urgent => html! { (Pill::new(Tone::Bad, urgency.title()).icon(Icon::Alert)) },
        ReferralUrgency::Routine => html! { (urgency.title()) },
    }
}

/// When the next step is due: the day, and how long it is overdue.
fn due(due_at: Option<Moment>, now: Moment, zone: &TimeZone) -> Markup {
    let Some(due) = due_at else { return html! {} };
    let day = wording::digits(due.civil(zone).date().into());
    let over = now.minutes_since(due);
    html! {
        @if over > 0 {
            (Pill::new(Tone::Bad, "Overdue").icon(Icon::Alert)) " " (day) " "
            span.cell-more { (late(over)) }
        } @else { (day) }
    }
}

fn late(minutes: i64) -> String {
    match minutes / 1_440 {
        0 => "since today".to_owned(),
        1 => "1 day late".to_owned(),
        days => format!("{days} days late"),
    }
}

/// The version that was on the screen.
fn version(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::invalid("incomplete", "This page is incomplete. Load it again."))
}
