//! The parts of a referral's page with which it goes on: the next step, what goes along, and how the packet leaves.

use super::deeds::Again;
use crate::kit::{
    Button, Card, Choice, Column, Empty, Field, Form, Icon, Pill, Row, Table, Tone, side_by_side, wording,
};
use crate::staff::Staff;
use front_office::referrals::{Channel, DeliveryLine, DeliveryState, Evidence, PacketLine, Part, ReferralState};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use office::Permission;
use workflows::refer_out::{Choosable, ReferralPageAnswer};

/// The step that comes next, with how it is known.
pub(super) fn steps_card(staff: &Staff, found: &ReferralPageAnswer, again: &Again) -> Markup {
    let line = &found.sheet.line;
    let at = format!("/referrals/{}/step", line.id);
    let version = line.version.to_string();
    let one = |words: &str, to: ReferralState| {
        Button::main(words)
            .posts(at.clone(), &staff.seal())
            .with("version", version.as_str())
            .with("to", to.word())
            .with("evidence", Evidence::Ours.word())
    };
    match line.state {
        ReferralState::Draft => {
            let body = html! {
                p { "Choose below what goes along. Once it is ready, the packet is made of what is chosen." }
                div.row-deeds { (one("It is ready to send", ReferralState::Ready).key('g')) (take_back(staff, found, again)) }
            };
            html! { (Card::new("Next", body)) }
        }
        ReferralState::Ready => html! {},
        ReferralState::Reported => {
            let body = html! {
                p { "The report lies in the chart. Close the referral once nothing is left to do." }
                (one("Close it", ReferralState::Closed).key('g'))
            };
            html! { (Card::new("Next", body)) }
        }
        ReferralState::Closed | ReferralState::Cancelled => html! {},
        _ => html! {
            (Card::new("What happened?", told(staff, found, again)))
            (report(staff, found, again))
        },
    }
}

fn take_back(staff: &Staff, found: &ReferralPageAnswer, again: &Again) -> Markup {
    let line = &found.sheet.line;
    let form = Form::post(format!("/referrals/{}/step", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            input type="hidden" name="to" value=(ReferralState::Cancelled.word());
            input type="hidden" name="evidence" value=(Evidence::Ours.word());
            (Field::text("words", "Why?").id("why-cancelled").fault(again.faults.of("words")))
        })
        .button(Button::danger("Cancel the referral"));
    html! { details.folded { summary { "Cancel it" } (form) } }
}

/// The form with which somebody notes what they were told.
fn told(staff: &Staff, found: &ReferralPageAnswer, again: &Again) -> Form {
    let line = &found.sheet.line;
    let may = line.state.may_become().iter().filter(|to| **to != ReferralState::Reported);
    let states =
        std::iter::once(Choice::new("", "Choose…")).chain(may.map(|to| Choice::new(to.word(), said(*to, line.state))));
    let evidence =
        [Evidence::TheirOffice, Evidence::Patient, Evidence::TheirLetter, Evidence::TheirReport, Evidence::Ours];
    let evidence = std::iter::once(Choice::new("", "Choose…"))
        .chain(evidence.iter().map(|how| Choice::new(how.word(), how.title())));
    let typed = &again.typed;
    Form::post(format!("/referrals/{}/step", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            (side_by_side(html! {
                (Field::select("to", "It is now", states.collect()).value(&typed.to).fault(again.faults.of("to")))
                (Field::select("evidence", "How do we know?", evidence.collect()).value(&typed.evidence).fault(again.faults.of("evidence")))
                (Field::date("on", "On which day").value(&typed.on).fault(again.faults.of("on")).optional().hint("The appointment there, or the visit"))
            }))
            (Field::text("words", "Who said so, or why").value(&typed.words).fault(again.faults.of("words")).hint("Like: Kim at their desk, by telephone"))
        })
        .button(Button::main("Note it").key('g'))
}

const fn said(to: ReferralState, from: ReferralState) -> &'static str {
    match (to, from) {
        (ReferralState::Scheduled, ReferralState::Scheduled) => "Scheduled on another day",
        (ReferralState::Cancelled, _) => "Cancelled by us",
        (ReferralState::Closed, _) => "Closed: nothing more is awaited",
        _ => to.title(),
    }
}

/// The report, as a document that lies in the chart.
fn report(staff: &Staff, found: &ReferralPageAnswer, again: &Again) -> Markup {
    let line = &found.sheet.line;
    let comes = matches!(
        line.state,
        ReferralState::Sent | ReferralState::Acknowledged | ReferralState::Scheduled | ReferralState::Attended
    );
    if !comes {
        return html! {};
    }
    let documents = found.documents.iter().map(|document| {
        let day = wording::digits(document.received_at.civil(&found.site.zone).date().into());
        Choice::new(
            document.id.to_string(),
            format!("{}, {}, came {day}", document.title.reveal(), document.category.title()),
        )
    });
    let documents = std::iter::once(Choice::new("", "Choose…")).chain(documents).collect();
    let form = Form::post(format!("/referrals/{}/report", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            (Field::select("document", "Which document is it?", documents).value(&again.typed.document).fault(again.faults.of("document"))
                .hint("The report must be filed in this chart first"))
            @if line.state != ReferralState::Attended {
                (Field::date("attended_on", "Day of the visit, as the report says").value(&again.typed.attended_on).fault(again.faults.of("attended_on")))
            }
        })
        .button(Button::main("This is the report"));
    html! { (Card::new("Their report came", form)) }
}

/// How the packet leaves.
pub(super) fn to_send(staff: &Staff, found: &ReferralPageAnswer, again: &Again) -> Card {
    let (sheet, line) = (&found.sheet, &found.sheet.line);
    let channels = channels(found.mail_works, |channel| sheet.to.address(channel));
    let form = Form::post(format!("/referrals/{}/send", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            (Field::radios("channel", "How does it go?", channels).value(sheet.to.fields.prefers.word()).fault(again.faults.of("channel")))
        })
        .button(Button::main("Make the packet and send it").key('g'));
    let redraft = Button::bare("Back to the draft")
        .posts(format!("/referrals/{}/step", line.id), &staff.seal())
        .with("version", line.version.to_string())
        .with("to", ReferralState::Draft.word())
        .with("evidence", Evidence::Ours.word());
    Card::new("Send it", html! { (form) div.row-deeds { (redraft) (take_back(staff, found, again)) } })
}

/// Every way to send, with where it goes.
pub(super) fn channels(mail_works: bool, address: impl Fn(Channel) -> String) -> Vec<Choice> {
    let choice = |channel: &Channel| {
        let to = address(*channel);
        let hint = match channel {
            Channel::Print => format!("Print it, and post it or give it to the patient. {to}"),
            Channel::Fax => {
                format!("Print and fax it to {}", if to.is_empty() { "no number in the directory" } else { &to })
            }
            Channel::Email if to.is_empty() => "There is no e-mail address in the directory".to_owned(),
            Channel::Email if mail_works => format!("Moa sends it to {to}"),
            Channel::Email => format!("No mail server is set up yet: it waits, to go to {to}"),
            Channel::Folder => "Files for another program, such as an e-fax, in the folder of the office".to_owned(),
        };
        Choice::new(channel.word(), channel.title()).hint(hint)
    };
    Channel::ALL.iter().map(choice).collect()
}

/// What goes along: a form while it can still be changed.
pub(super) fn chosen(staff: &Staff, found: &ReferralPageAnswer, changes: bool) -> Card {
    let (sheet, line) = (&found.sheet, &found.sheet.line);
    if !changes {
        let body = html! {
            @if sheet.parts.is_empty() { p.quiet { "Demographics" @if sheet.with_coverage { " and insurance" } " alone." } }
            @else { ul { @for part in &sheet.parts { li { (label(part)) } } } }
        };
        return Card::new("What goes along", body);
    }
    let is_chosen =
        |one: &Choosable| sheet.parts.iter().any(|part| part.kind == one.part.kind && part.source == one.part.source);
    let offer = |one: &&Choosable| {
        let value = one.part.source.map_or_else(|| one.part.kind.word().to_owned(), |source| source.to_string());
        let more =
            [one.at.as_str(), one.more].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        Choice::new(value, label(&one.part)).hint(more)
    };
    let values = |section: bool| -> (Vec<Choice>, Vec<String>) {
        let of: Vec<&Choosable> = found.choosable.iter().filter(|one| one.part.kind.is_section() == section).collect();
        let ticked = of
            .iter()
            .filter(|one| is_chosen(one))
            .map(|one| one.part.source.map_or_else(|| one.part.kind.word().to_owned(), |source| source.to_string()));
        (of.iter().map(offer).collect(), ticked.collect())
    };
    let (sections, ticked_sections) = values(true);
    let (documents, ticked_documents) = values(false);
    let hidden =
        sheet.parts.iter().filter(|part| !found.choosable.iter().any(|one| one.part.kind == part.kind)).count();
    let form = Form::post(format!("/referrals/{}/parts", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            p.quiet { "Demographics go along always" @if sheet.with_coverage { ", and the insurance" } ". Tick what the other office needs, and no more." }
            @if !sections.is_empty() { (Field::checks("sections", "Of the chart", sections, ticked_sections).optional()) }
            @if hidden > 0 { p { (hidden) " parts of the chart were chosen by somebody who may see it; they go along." } }
            @if documents.is_empty() { p.quiet { "There is no document that could go along." } }
            @else { (Field::checks("documents", "Notes and documents", documents, ticked_documents).optional()) }
        })
        .button(Button::plain("Keep this choice"));
    Card::new("What goes along", form)
}

fn label(part: &Part) -> String {
    if part.source.is_none() { part.kind.title().to_owned() } else { part.label.reveal().clone() }
}

fn short(sha256: &[u8]) -> String {
    sha256.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// What was sent of a referral, either way.
pub(super) struct Sent<'a> {
    /// The address of its page.
    pub(super) at: String,
    pub(super) packets: &'a [PacketLine],
    pub(super) lines: &'a [DeliveryLine],
    pub(super) zone: &'a TimeZone,
}

/// The packets as they were made, and their deliveries with what proves them.
pub(super) fn deliveries(staff: &Staff, sent: &Sent<'_>, again: &Again) -> Markup {
    let Some(latest) = sent.packets.first() else { return html! {} };
    let packet = |packet: &PacketLine| {
        html! {
            li {
                (wording::moment(packet.made_at, sent.zone)) ", " (packet.pages) @if packet.pages == 1 { " page" } @else { " pages" } br;
                a href={ "/packets/" (packet.id) "/pdf" } { "Open the PDF" } " · "
                a href={ "/packets/" (packet.id) "/fhir" } { "FHIR document" } br;
                span.quiet { "SHA-256 " span.digits { (short(&packet.pdf_sha256)) "…" } }
            }
        }
    };
    let columns = ["How", "Stands", "Proof"].map(Column::words).into();
    let rows = sent.lines.iter().map(|line| row(line, sent.zone)).collect();
    let table = Table::new("Deliveries", columns, rows).or(Empty::new(Icon::Document, "It was not sent yet."));
    let waits = sent.lines.iter().any(|line| line.state == DeliveryState::Queued);
    html! {
        (Card::new("Packet, as it was made", html! { ul.plain-list { @for line in sent.packets { (packet(line)) } } }))
        (Card::new("Deliveries", html! {
            (table)
            @if staff.may(Permission::Refer) {
                @for line in sent.lines { (note(staff, &sent.at, line, again)) }
                @if !waits { (once_more(staff, &sent.at, latest, again)) }
            }
        }))
    }
}

/// The same packet again, where it failed or another copy is wanted.
fn once_more(staff: &Staff, at: &str, packet: &PacketLine, again: &Again) -> Markup {
    let ways: Vec<Choice> = Channel::ALL.iter().map(|way| Choice::new(way.word(), way.title())).collect();
    let form = Form::post(format!("{at}/packets/{}/again", packet.id), &staff.seal())
        .body(side_by_side(html! {
            (Field::select("channel", "How", ways).id("again-channel").value(&again.typed.channel).fault(again.faults.of("channel")))
            (Field::text("address", "Where to").id("again-address").optional())
        }))
        .button(Button::plain("Send the same packet again"));
    html! { details.folded { summary { "Send it again" } (form) } }
}

fn row(line: &DeliveryLine, zone: &TimeZone) -> Row {
    let tone = match line.state {
        DeliveryState::Queued => Tone::Warn,
        DeliveryState::HandedOver => Tone::Info,
        DeliveryState::Delivered => Tone::Good,
        DeliveryState::Failed => Tone::Bad,
    };
    let at = line.delivered_at.or(line.handed_over_at).unwrap_or(line.queued_at);
    Row::new(vec![
        html! { (line.channel.title()) span.cell-more { (line.address) } },
        html! { (Pill::new(tone, line.state.title())) span.cell-more { (wording::moment(at, zone)) } },
        html! { (line.evidence.reveal()) },
    ])
    .id(format!("delivery-{}", line.id))
}

/// What people note about a delivery that is not over.
fn note(staff: &Staff, at: &str, line: &DeliveryLine, again: &Again) -> Markup {
    let states: &[(DeliveryState, &str)] = match line.state {
        DeliveryState::Queued if line.channel.by_hand() => &[
            (DeliveryState::HandedOver, "It left"),
            (DeliveryState::Delivered, "It arrived"),
            (DeliveryState::Failed, "It failed"),
        ],
        DeliveryState::Queued => &[(DeliveryState::Failed, "It failed")],
        DeliveryState::HandedOver => &[(DeliveryState::Delivered, "It arrived"), (DeliveryState::Failed, "It failed")],
        DeliveryState::Delivered | DeliveryState::Failed => return html! {},
    };
    let what = match line.channel {
        Channel::Fax => "Number of the fax confirmation, or why it failed",
        Channel::Print => "Posted when, or given to whom; or why it failed",
        Channel::Email | Channel::Folder => "What proves it, or why it failed",
    };
    let choices: Vec<Choice> = states.iter().map(|(state, words)| Choice::new(state.word(), *words)).collect();
    let first = states.first().map_or("", |(state, _)| state.word());
    let form = Form::post(format!("{at}/deliveries/{}", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            (side_by_side(html! {
                (Field::select("state", "What became of it?", choices).id(format!("state-{}", line.id)).value(first))
                (Field::text("proof", what).id(format!("proof-{}", line.id)).value(&again.typed.proof).fault(again.faults.of("proof")))
            }))
        })
        .button(Button::plain("Note it").about(format!("the delivery by {}", line.channel.title().to_lowercase())));
    html! { (form) }
}
