//! The waitlist: what is on offer now, in the order of the calls, and who waits.

use super::{phone, tabs, who};
use crate::answer::{Answer, incomplete};
use crate::asked::Asked;
use crate::kit::{Button, Card, Column, Empty, Icon, Live, PageHead, Pill, Row, Table, Tone, wording};
use crate::reminders::in_short;
use crate::sealed::{Nothing, Sealed};
use crate::staff::Staff;
use axum::extract::Path;
use communications::reminders::MessageStanding;
use front_office::follow_up::{
    AcceptOffer, DeclineOffer, LeaveWaitlist, OfferId, OfferLine, Urgency, WaitlistEntryId, WaitlistLine,
};
use front_office::scheduling::PartOfDay;
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::follow_up::{Said, WaitlistAnswer, WaitlistPage};
use workflows::reminders::SendOffer;

/// `GET /waitlist`; the lists alone to htmx.
pub(super) async fn show(staff: Staff) -> Answer {
    let page = staff.ask(WaitlistPage { site: staff.site()?.id }).await?;
    let inside = inside(&staff, &page);
    if staff.asked != Asked::Page {
        return staff.show("Waitlist", inside);
    }
    let mut head = PageHead::new("Waitlist").more(html! { (page.list.site.name) });
    if staff.may(Permission::Schedule) {
        head = head.deed(Button::main("Put somebody on it").icon(Icon::Plus).goes("/waitlist/new").key('n'));
    }
    let live = Live::new("waitlist", "/waitlist", &["calls", "schedule"], inside);
    staff.show("Waitlist", html! { (head) (tabs("/waitlist")) (live) })
}

fn inside(staff: &Staff, page: &WaitlistAnswer) -> Markup {
    html! {
        (Card::new("On offer now", offers(staff, page)).to_the_edge())
        (Card::new("Waiting", waiting(staff, page)).to_the_edge())
    }
}

fn offers(staff: &Staff, page: &WaitlistAnswer) -> Table {
    let columns = vec![
        Column::words("Free time"),
        Column::words("Call"),
        Column::words("Telephone"),
        Column::words("Why"),
        Column::words("Answer by"),
        Column::deeds("Answer"),
    ];
    let rows = page.offers.iter().map(|offer| offer_row(staff, page, offer)).collect();
    let nothing =
        "No freed time is on offer. When an appointment is cancelled or moved, those whom it suits stand here.";
    Table::new("On offer now", columns, rows).or(Empty::new(Icon::Calendar, nothing))
}

fn offer_row(staff: &Staff, page: &WaitlistAnswer, offer: &OfferLine) -> Row {
    let list = &page.list;
    let zone = &list.site.zone;
    let begins = offer.starts_at.civil(zone);
    let why: Vec<String> = offer.reasons.iter().map(|why| why.said()).collect();
    let said = format!("{}, {}", wording::weekday(begins.date().into()), wording::clock(begins.time()));
    let post = |words: &str, deed: &str| {
        let button = if deed == "accept" { Button::main(words) } else { Button::plain(words) };
        button.about(&said).posts(format!("/offers/{}/{deed}", offer.id), &staff.seal())
    };
    Row::new(vec![
        html! { strong { (said) } " " (list.labels.provider(offer.provider)) },
        html! { (offer.rank) ". " (who(list, offer.patient)) },
        phone(list, offer.patient),
        html! {
            (why.join(", "))
            @if offer.declined_before > 0 { " · declined " (offer.declined_before) " before" }
            (in_short(page.said(offer.id), zone))
        },
        html! { (wording::moment(offer.expires_at, zone)) },
        html! {
            @if staff.may(Permission::Schedule) {
                div.row-deeds {
                    (post("Takes it", "accept"))
                    (post("Does not want it", "decline"))
                    @if may_be_sent(page.said(offer.id)) {
                        (Button::bare("Send a message").about(&said).posts(format!("/offers/{}/message", offer.id), &staff.seal()))
                    }
                }
            }
        },
    ])
    .id(format!("offer-{}", offer.id))
}

/// Whether an offer may be sent by message: it was not yet, or could not be.
fn may_be_sent(said: Option<&Said>) -> bool {
    let out = [MessageStanding::Sending, MessageStanding::Sent];
    said.is_none_or(|said| said.lines.iter().all(|line| !out.contains(&line.standing)))
}

fn waiting(staff: &Staff, page: &WaitlistAnswer) -> Table {
    let list = &page.list;
    let columns = vec![
        Column::words("Patient"),
        Column::words("Telephone"),
        Column::words("For"),
        Column::words("What suits"),
        Column::words("Since"),
        Column::words("Until"),
        Column::deeds("Deeds"),
    ];
    let row = |line: &WaitlistLine| {
        let off = Button::bare("Take off")
            .about(list.people.name(line.patient).into_revealed())
            .posts(format!("/waitlist/{}/leave", line.id), &staff.seal())
            .with("version", line.version.to_string());
        Row::new(vec![
            who(list, line.patient),
            phone(list, line.patient),
            html! { (list.visit_type(line.visit_type)) " " (urgency(line.urgency)) },
            html! {
                (suits(page, line))
                @if !line.note.reveal().is_empty() { br; span.quiet { (line.note.reveal()) } }
                (in_short(page.said_last(line.patient), &list.site.zone))
            },
            html! { (wording::digits(line.added_at.civil(&list.site.zone).date().into())) },
            html! { (wording::digits(line.until)) },
            html! { @if staff.may(Permission::Schedule) { (off) } },
        ])
        .id(format!("entry-{}", line.id))
    };
    let nobody = "Nobody waits for an earlier time.";
    Table::new("Waiting", columns, page.waiting.iter().map(row).collect()).or(Empty::new(Icon::People, nobody))
}

fn urgency(urgency: Urgency) -> Pill {
    match urgency {
        Urgency::Urgent => Pill::new(Tone::Bad, urgency.title()).icon(Icon::Alert),
        Urgency::Soon => Pill::new(Tone::Warn, urgency.title()),
        Urgency::Routine => Pill::new(Tone::Quiet, urgency.title()),
    }
}

/// What suits somebody, in words.
fn suits(page: &WaitlistAnswer, line: &WaitlistLine) -> String {
    let mut words = Vec::new();
    if let Some(provider) = line.provider {
        words.push(format!("with {}", page.list.labels.provider(provider)));
    }
    match line.part {
        PartOfDay::Any => {}
        PartOfDay::Morning => words.push("mornings".to_owned()),
        PartOfDay::Afternoon => words.push("afternoons".to_owned()),
        PartOfDay::Evening => words.push("evenings".to_owned()),
    }
    if !line.weekdays.is_any() {
        let days =
            crate::appointments::DAYS.iter().filter(|(_, day, _)| line.weekdays.suits(*day)).map(|(_, _, name)| *name);
        words.push(days.collect::<Vec<_>>().join(", "));
    }
    if line.appointment.is_some() {
        words.push("has a later appointment".to_owned());
    }
    if words.is_empty() { "any time".to_owned() } else { words.join(" · ") }
}

/// `POST /offers/{offer}/message`
pub(super) async fn message(
    staff: Staff,
    Path(offer): Path<OfferId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    let sent = staff.perform(request, SendOffer { offer }).await?;
    let say = match sent.why {
        None => "The message goes out. The answer will stand here.".to_owned(),
        Some(why) => format!("No message goes out: {}. Call the patient.", lower_first(&why)),
    };
    Ok(staff.go_saying("/waitlist", &say))
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Seen {
    version: String,
}

/// `POST /waitlist/{entry}/leave`
pub(super) async fn leave(
    staff: Staff,
    Path(entry): Path<WaitlistEntryId>,
    Sealed { form, request }: Sealed<Seen>,
) -> Answer {
    let version = form.version.parse().map_err(|_| incomplete())?;
    staff.perform(request, LeaveWaitlist { entry, version }).await?;
    Ok(staff.go_saying("/waitlist", "The patient is no longer on the waitlist."))
}

/// `POST /offers/{offer}/accept`
pub(super) async fn accept(
    staff: Staff,
    Path(offer): Path<OfferId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    staff.perform(request, AcceptOffer { offer }).await?;
    Ok(staff.go_saying("/waitlist", "The time is booked, and no longer on offer to others."))
}

/// `POST /offers/{offer}/decline`
pub(super) async fn decline(
    staff: Staff,
    Path(offer): Path<OfferId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    staff.perform(request, DeclineOffer { offer }).await?;
    Ok(staff.go_saying("/waitlist", "The patient stays on the waitlist. Call the next one."))
}
