//! How a patient wants to be reached: channels in order, hours of their own, and the consents they gave and withdrew.

use super::said::about;
use super::{icon, standing};
use crate::answer::{Answer, form_faults};
use crate::kit::{
    Button, Card, Choice, Column, Empty, Facts, Faults, Field, Form, Icon, Notice, PageHead, Pill, Row, Table, Tone,
    Width, side_by_side, wording,
};
use crate::patients::{banner_of, chart_of};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use communications::reminders::{
    Channel, ConsentHow, GiveConsent, Hours, KeepWish, MessageStanding, Why, WithdrawConsent,
};
use jiff::tz::TimeZone;
use kernel::{Phi, Problem};
use maud::{Markup, html};
use office::{PatientId, Permission};
use serde::Deserialize;
use workflows::reminders::{PatientReach, ReachAnswer};

const TITLE: &str = "Reminders to the patient";
/// Places in the order.
const PLACES: [&str; 4] = ["First", "Then", "After that", "At last"];

/// What stands in the form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    channel: Vec<String>,
    from: String,
    until: String,
    version: String,
}

fn zone(staff: &Staff) -> TimeZone {
    staff.site().map_or(TimeZone::UTC, |site| site.zone.clone())
}

/// The card on the face of the chart.
pub(crate) fn card(staff: &Staff, reach: &ReachAnswer) -> Card {
    let order: Vec<&str> = reach.wishes.order.iter().map(|channel| channel.title()).collect();
    let order = match (reach.wishes.asked, order.is_empty()) {
        (_, true) => html! { (Pill::new(Tone::Warn, "Wants no reminders")) },
        (true, false) => html! { (order.join(", ")) },
        (false, false) => html! { "As usual" span.quiet { " (not asked yet)" } },
    };
    let says = |channel: Channel| match (reach.wishes.consents_to(channel), stopped(reach, channel)) {
        (true, _) => html! { (Pill::new(Tone::Good, "Consents")) },
        (false, Some(at)) => html! { (Pill::new(Tone::Warn, "Withdrawn")) " " (wording::moment(at, &zone(staff))) },
        (false, None) => html! { (Pill::new(Tone::Quiet, "No consent")) },
    };
    let last = reach.lines.iter().find(|line| line.standing == MessageStanding::Sent);
    let last = html! {
        @if let Some(line) = last {
            (icon(line.channel)) " " (line.channel.title()) ", " (wording::moment(line.sent_at.unwrap_or(line.due_at), &zone(staff)))
        }
    };
    let facts = Facts::new()
        .fact("Reached by", order)
        .fact("Text messages", says(Channel::Text))
        .fact("E-mails", says(Channel::Mail))
        .fact("Last message", last);
    let at = format!("{}/reach", chart_of(reach.patient));
    let words = if staff.may(Permission::Schedule) { "Edit" } else { "Look" };
    Card::new("Reminders", facts).deed(Button::bare(words).about("reminders").goes(at))
}

fn stopped(reach: &ReachAnswer, channel: Channel) -> Option<kernel::Moment> {
    let latest = reach.wishes.consents.iter().find(|line| line.channel == channel)?;
    latest.withdrawn.map(|(at, _)| at)
}

/// `GET /patients/{patient}/reach`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    let reach = staff.ask(PatientReach { patient }).await?;
    let typed = Typed {
        channel: reach.wishes.order.iter().map(|channel| channel.word().to_owned()).collect(),
        from: reach.wishes.hours.map(|hours| clock(hours.from_minute())).unwrap_or_default(),
        until: reach.wishes.hours.map(|hours| clock(hours.to_minute())).unwrap_or_default(),
        version: reach.wishes.version.to_string(),
    };
    let body = body(&staff, &reach, &typed, Faults::none());
    staff.page(TITLE, body).banner(banner_of(&staff, patient).await?).answer()
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn body(staff: &Staff, reach: &ReachAnswer, typed: &Typed, faults: Faults) -> Markup {
    html! {
        (PageHead::new(TITLE).back(chart_of(reach.patient), "Chart"))
        @if reach.wishes.order.is_empty() { (Notice::new(Tone::Warn, "This patient wants no reminders: none are planned.")) }
        div.two-columns {
            div { (Card::new("In which order", order_form(staff, reach, typed, faults))) }
            div { (Card::new("Consents", consents(staff, reach)).to_the_edge()) }
        }
        (Card::new("Messages", messages(staff, reach)).to_the_edge())
    }
}

fn order_form(staff: &Staff, reach: &ReachAnswer, typed: &Typed, faults: Faults) -> Markup {
    let choices = || {
        let all = Channel::ALL.iter().map(|channel| Choice::new(channel.word(), channel.title()));
        std::iter::once(Choice::new("", "—")).chain(all).collect::<Vec<_>>()
    };
    let value = |at: usize| typed.channel.get(at).map_or("", String::as_str);
    let fault = faults.of("from").map(str::to_owned);
    let fields = html! {
        input type="hidden" name="version" value=(typed.version);
        @for (at, place) in PLACES.iter().enumerate() {
            @let field = Field::select("channel", *place, choices()).id(format!("channel-{at}")).value(value(at)).width(Width::Short);
            (if at == 0 { field.starts_here() } else { field })
        }
        p.hint { "Nothing chosen: the patient wants no reminders. Texts and e-mails also need a consent." }
        (side_by_side(html! {
            (Field::time("from", "Not before").value(&typed.from).fault(fault.as_deref()).optional())
            (Field::time("until", "Not after").value(&typed.until).optional())
        }))
        p.hint { "The practice’s own hours are " (wording::clock(time(reach.settings.hours.from_minute()))) " to "
            (wording::clock(time(reach.settings.hours.to_minute()))) ". The patient’s may be narrower." }
    };
    let form = Form::post(format!("{}/reach", chart_of(reach.patient)), &staff.seal()).faults(faults).body(fields);
    html! { @if staff.may(Permission::Schedule) { (form.button(Button::main("Save"))) } @else { (fields_off(reach)) } }
}

/// What those see who may not change it.
fn fields_off(reach: &ReachAnswer) -> Markup {
    html! { ol { @for channel in &reach.wishes.order { li { (channel.title()) } } } }
}

fn time(minute: i64) -> jiff::civil::Time {
    crate::schedule::grid::time_at(minute)
}

fn consents(staff: &Staff, reach: &ReachAnswer) -> Markup {
    let zone = zone(staff);
    let columns = ["To", "Given", "Stands"].map(Column::words).into();
    let row = |line: &communications::reminders::ConsentLine| {
        let to = reach.staff.get(&line.given_to).map(|name| format!(", to {name}")).unwrap_or_default();
        let stands = match line.withdrawn {
            Some((at, how)) => {
                html! { (Pill::new(Tone::Quiet, "Withdrawn")) " " (wording::moment(at, &zone)) ", " (how.title().to_lowercase()) }
            }
            None => html! { (Pill::new(Tone::Good, "Stands")) },
        };
        Row::new(vec![
            html! { (line.channel.title()) },
            html! { (wording::moment(line.given_at, &zone)) ", " (line.given_how.title().to_lowercase()) (to) },
            stands,
        ])
    };
    let none = Empty::new(Icon::Message, "The patient has consented to nothing yet: no texts and no e-mails go out.");
    let at = format!("{}/reach/consent", chart_of(reach.patient));
    let deeds = |channel: Channel| {
        let post = |words: &str, deed: &str, how: ConsentHow| {
            Button::plain(words)
                .about(channel.title())
                .posts(&at, &staff.seal())
                .with("channel", channel.word())
                .with("deed", deed)
                .with("how", how.word())
        };
        html! {
            div.row {
                strong { (channel.title()) }
                @if reach.wishes.consents_to(channel) {
                    (post("Withdraw", "withdraw", ConsentHow::Spoken))
                } @else {
                    (post("Consents, spoken", "give", ConsentHow::Spoken))
                    (post("In writing", "give", ConsentHow::Written))
                    (post("On a form", "give", ConsentHow::Form))
                }
                @if missing(channel, &reach.known.mobile, &reach.known.email) {
                    span.quiet { @if channel == Channel::Text { "no mobile phone on record" } @else { "no e-mail on record" } }
                }
            }
        }
    };
    html! {
        (Table::new("Consents", columns, reach.wishes.consents.iter().map(row).collect()).or(none))
        @if staff.may(Permission::Schedule) {
            div.card-body { (deeds(Channel::Text)) (deeds(Channel::Mail)) }
        }
    }
}

fn missing(channel: Channel, mobile: &Phi<String>, email: &Phi<String>) -> bool {
    let known = if channel == Channel::Text { mobile } else { email };
    known == &Phi::default()
}

fn messages(staff: &Staff, reach: &ReachAnswer) -> Table {
    let zone = zone(staff);
    let columns = ["About", "By", "When", "Stands"].map(Column::words).into();
    let row = |line: &communications::reminders::MessageLine| {
        Row::new(vec![
            html! { (about(line, &zone)) },
            html! { (icon(line.channel)) " " (line.channel.title()) },
            html! { (wording::moment(line.sent_at.unwrap_or(line.due_at), &zone)) },
            html! {
                (standing(line.standing, line.delivered_at.is_some()))
                @if let Some(why) = line.why { " " span.quiet { (why.in_words()) } }
            },
        ])
    };
    let none = Empty::new(Icon::Message, "Nothing was planned or sent yet.");
    let told = reach.lines.iter().filter(|line| line.why != Some(Why::NotLikely));
    Table::new("Messages to the patient", columns, told.map(row).collect()).or(none)
}

/// The hours that were typed: none, or both.
fn hours(typed: &Typed) -> Result<Option<Hours>, Faults> {
    let minute = |text: &str| {
        let time = crate::appointments::time_of(text)?;
        Some(i64::from(time.hour()) * 60 + i64::from(time.minute()))
    };
    match (typed.from.trim(), typed.until.trim()) {
        ("", "") => Ok(None),
        (from, until) => {
            let found = minute(from).zip(minute(until)).and_then(|(from, until)| Hours::new(from, until));
            let say = "Enter both times, between 8:00 am and 9:00 pm and two hours apart at least; or neither.";
            found.map(Some).ok_or_else(|| [("from", say)].into_iter().collect())
        }
    }
}

/// `POST /patients/{patient}/reach`
pub(super) async fn keep(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let faults = match hours(&form) {
        Ok(hours) => {
            let mut order: Vec<Channel> = Vec::new();
            for channel in form.channel.iter().filter_map(|word| Channel::from_word(word)) {
                if !order.contains(&channel) {
                    order.push(channel);
                }
            }
            let version = form.version.parse().unwrap_or(0);
            match staff.perform(request, KeepWish { patient, order, hours, version }).await {
                Ok(()) => return Ok(staff.go_saying(&chart_of(patient), "How to reach the patient is saved.")),
                Err(why) => form_faults(why)?,
            }
        }
        Err(faults) => faults,
    };
    let reach = staff.ask(PatientReach { patient }).await?;
    let body = body(&staff, &reach, &form, faults);
    staff.page(TITLE, body).banner(banner_of(&staff, patient).await?).again().answer()
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Said {
    channel: String,
    deed: String,
    how: String,
}

/// `POST /patients/{patient}/reach/consent`
pub(super) async fn consent(
    staff: Staff,
    Path(patient): Path<PatientId>,
    Sealed { form, request }: Sealed<Said>,
) -> Answer {
    let incomplete = || Problem::invalid("incomplete", "This page is incomplete. Load it again.");
    let channel = Channel::from_word(&form.channel).ok_or_else(incomplete)?;
    let how = ConsentHow::from_word(&form.how).ok_or_else(incomplete)?;
    let say = if form.deed == "withdraw" {
        staff.perform(request, WithdrawConsent { patient, channel, how }).await?;
        "The consent is withdrawn. What was planned goes by the next channel."
    } else {
        staff.perform(request, GiveConsent { patient, channel, how }).await?;
        "The consent is noted."
    };
    Ok(staff.go_saying(&format!("{}/reach", chart_of(patient)), say))
}
