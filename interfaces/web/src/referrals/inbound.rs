//! The page of one referral to us: whose it is, what a clinician says, the booking, and the report back.

use super::deeds::Again;
use super::inbound_deeds::Sent as Typed;
use super::one::timeline;
use super::sending::{Sent, channels, deliveries};
use super::{due, in_pill, urgency};
use crate::answer::{Answer, Fault};
use crate::kit::{Button, Card, Choice, Facts, Faults, Field, Form, Icon, PageHead, side_by_side, wording};
use crate::page::Page;
use crate::patients::{banner_of, born, chart_of};
use crate::picker::{find, picker};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::documents::DocumentsOf;
use front_office::referrals::{Evidence, InState, InboundId, ReferralUrgency};
use maud::{Markup, html};
use office::{PatientId, Permission};
use registry::people::PersonLine;
use registry::practice::StaffOfPractice;
use serde::Deserialize;
use workflows::refer_in::{InboundPage, InboundPageAnswer};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    patient: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
}

/// What the page shows besides the referral itself.
#[derive(Default)]
pub(super) struct Beside {
    /// The patient who was chosen and not yet said.
    pub(super) chosen: Option<PatientId>,
    /// What was typed into the search, and whom it found.
    pub(super) found: Option<(String, Vec<PersonLine>)>,
    /// What was sent from the page and refused.
    pub(super) typed: Typed,
    /// Its faults.
    pub(super) faults: Faults,
}

/// `GET /referrals-in/{inbound}`
pub(super) async fn show(staff: Staff, Path(inbound): Path<InboundId>, Query(wanted): Query<Wanted>) -> Answer {
    let beside = Beside { chosen: wanted.patient.parse().ok(), ..Beside::default() };
    page(&staff, inbound, beside).await?.answer()
}

/// `POST /referrals-in/{inbound}/search`: looks for the patient by hand.
pub(super) async fn search(
    staff: Staff,
    Path(inbound): Path<InboundId>,
    Sealed { form, .. }: Sealed<Searched>,
) -> Answer {
    let people = find(&staff, &form.q).await?;
    page(&staff, inbound, Beside { found: Some((form.q, people)), ..Beside::default() }).await?.answer()
}

/// The page, with what was typed and its faults.
pub(super) async fn page(staff: &Staff, inbound: InboundId, beside: Beside) -> Result<Page<'_>, Fault> {
    let found = staff.ask(InboundPage { inbound }).await?;
    let (sheet, line) = (&found.sheet, &found.sheet.line);
    let refers = staff.may(Permission::Refer);
    let report = match (line.state, line.patient) {
        (InState::Seen, Some(patient)) if refers => report(staff, &found, patient, &beside).await?,
        _ => html! {},
    };
    let sent = Sent {
        at: format!("/referrals-in/{inbound}"),
        packets: &sheet.packets,
        lines: &sheet.deliveries,
        zone: &found.site.zone,
    };
    let again = Again { faults: beside.faults.clone(), typed: beside.typed.shared() };
    let triaged = matches!(line.state, InState::Received | InState::MoreInfo);
    let body = html! {
        (PageHead::new("Referral to us").more(html! { "from " (line.from_name) " " (in_pill(line.state)) }).back("/referrals-in", "Referrals to us"))
        (beside.faults)
        div.two-columns {
            div {
                @if refers && line.patient.is_none() { (whose(staff, &found, &beside)) }
                @if triaged && staff.may(Permission::TriageReferrals) { (triage(staff, &found, &beside)) }
                @if triaged && !staff.may(Permission::TriageReferrals) {
                    (Card::new("Triage", html! { p { "A nurse or provider says whether we see the patient, and how soon." } }))
                }
                @if line.state == InState::Accepted { (book(staff, &found)) }
                (report)
                @if refers { (moves(staff, &found, &beside)) }
                (asks(&found))
            }
            div {
                (stands(&found))
                (deliveries(staff, &sent, &again))
                (Card::new("What happened", timeline(&sheet.steps, &found.site.zone)))
            }
        }
    };
    let page = staff.page("Referral to us", body);
    Ok(match line.patient {
        Some(patient) => page.banner(banner_of(staff, patient).await?),
        None => page,
    })
}

/// Whose it is: whom the card file suggests, a search, and registering somebody new.
fn whose(staff: &Staff, found: &InboundPageAnswer, beside: &Beside) -> Markup {
    let line = &found.sheet.line;
    let at = format!("/referrals-in/{}", line.id);
    let say = |patient: PatientId, words: &str| {
        Button::main(words)
            .posts(format!("{at}/patient"), &staff.seal())
            .with("patient", patient.to_string())
            .with("version", line.version.to_string())
    };
    let (typed, people) =
        beside.found.as_ref().map_or((line.told_name.reveal().as_str(), [].as_slice()), |(typed, people)| {
            (typed.as_str(), people.as_slice())
        });
    // A search that nobody has sent yet shows no table.
    let shown = if beside.found.is_some() { people } else { &[] };
    html! {
        (Card::new("Whose is it?", html! {
            p { "Told: " strong { (line.told_name.reveal()) }
                @if let Some(told) = &line.told_born { ", born " (born(staff, *told.reveal())) }
                @if !line.told_phone.reveal().is_empty() { ", " (wording::phone(line.told_phone.reveal())) }
            }
            @if let Some(patient) = beside.chosen { p { (say(patient, "It is about the patient who was chosen").key('g')) } }
            @if !found.alike.is_empty() {
                ul.plain-list {
                    @for one in &found.alike {
                        li.split {
                            span { strong { (one.name.reveal()) } " " (born(staff, *one.birth_day.reveal())) " " span.quiet { (one.mrn.reveal()) } }
                            (say(one.id, "It is them").about(one.name.reveal().as_str()))
                        }
                    }
                }
            }
            (picker(staff, &format!("{at}/search"), &at, if beside.found.is_some() { typed } else { "" }, shown))
        }))
    }
}

/// What a clinician says.
fn triage(staff: &Staff, found: &InboundPageAnswer, beside: &Beside) -> Card {
    let (line, typed) = (&found.sheet.line, &beside.typed);
    let verdicts = vec![
        Choice::new("accept", "We see the patient"),
        Choice::new("ask", "We need more before we can say"),
        Choice::new("decline", "We do not see the patient"),
    ];
    let urgencies = ReferralUrgency::ALL.iter().rev().map(|one| Choice::new(one.word(), one.title())).collect();
    let urgency = if typed.urgency.is_empty() { line.urgency.word() } else { &typed.urgency };
    let kinds = std::iter::once(Choice::new("", "Choose…"))
        .chain(found.visit_types.iter().map(|kind| Choice::new(kind.id.to_string(), kind.name.as_str())));
    let form = Form::post(format!("/referrals-in/{}/triage", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            (Field::radios("verdict", "What becomes of it?", verdicts).value(if typed.verdict.is_empty() { "accept" } else { &typed.verdict }))
            (side_by_side(html! {
                (Field::radios("urgency", "How soon", urgencies).value(urgency))
                (Field::select("visit_type", "For which kind of visit", kinds.collect()).value(&typed.visit_type).fault(beside.faults.of("visit_type")))
            }))
            (Field::lines("words", "What we need, or why not", 2).id("triage-words").value(&typed.words).fault(beside.faults.of("words")).optional())
        })
        .button(Button::main("Say so").key('g'));
    Card::new("Triage", form)
}

/// The way to the booking, with everything that is known filled in.
fn book(staff: &Staff, found: &InboundPageAnswer) -> Card {
    let line = &found.sheet.line;
    let body = match (line.patient, line.visit_type) {
        (Some(patient), Some(kind)) if staff.may(Permission::Schedule) => {
            let day = found.now.civil(&found.site.zone).date();
            let id = line.id;
            let at = format!(
                "/appointments/new?patient={patient}&visit_type={kind}&day={day}&referral={id}&back=/referrals-in/{id}"
            );
            html! { p { "Book the visit; the referral goes with it." } (Button::main("Book").icon(Icon::Calendar).goes(at).key('b')) }
        }
        (None, _) => html! { p { "Say first which patient it is about; then a time can be booked." } },
        _ => html! { p { "The front desk books the visit." } },
    };
    Card::new("To book", body)
}

async fn report(
    staff: &Staff,
    found: &InboundPageAnswer,
    patient: PatientId,
    beside: &Beside,
) -> Result<Markup, Fault> {
    let (line, typed) = (&found.sheet.line, &beside.typed);
    let (documents, all) = tokio::try_join!(staff.ask(DocumentsOf { patient }), staff.ask(StaffOfPractice))?;
    let providers = all.0.into_iter().filter(|one| one.npi.is_some() && one.ended_on.is_none());
    let providers = std::iter::once(Choice::new("", "Choose…"))
        .chain(providers.map(|one| Choice::new(one.id.to_string(), one.called())));
    let documents: Vec<Choice> = documents
        .iter()
        .map(|one| Choice::new(one.id.to_string(), one.title.reveal().as_str()).hint(one.category.title()))
        .collect();
    let ways = channels(found.mail_works, |channel| {
        found.sheet.from.as_ref().map(|entry| entry.address(channel)).unwrap_or_default()
    });
    let usual = found.sheet.from.as_ref().map_or("print", |entry| entry.fields.prefers.word());
    let form = Form::post(format!("/referrals-in/{}/report", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            (Field::select("provider", "Who reports", providers.collect()).value(&typed.provider).fault(beside.faults.of("provider")))
            (Field::lines("report", "What was found", 6).value(&typed.report).fault(beside.faults.of("report")))
            @if !documents.is_empty() { (Field::checks("documents", "Documents that go along", documents, typed.documents.clone()).optional()) }
            (Field::radios("channel", "How does it go?", ways).value(if typed.channel.is_empty() { usual } else { &typed.channel }).fault(beside.faults.of("channel")))
            (Field::text("address", "Where to, if not as in the directory").value(&typed.address).optional())
        })
        .button(Button::main("Make the report and send it"));
    Ok(html! { (Card::new("Report back", form)) })
}

/// What else happens: the sender answered, or nothing comes of it.
fn moves(staff: &Staff, found: &InboundPageAnswer, beside: &Beside) -> Markup {
    let line = &found.sheet.line;
    let may: Vec<InState> = line
        .state
        .may_become()
        .iter()
        .copied()
        .filter(|to| matches!(to, InState::Received | InState::Closed))
        .collect();
    if may.is_empty() {
        return html! {};
    }
    let choices = may.iter().map(|to| {
        Choice::new(
            to.word(),
            if *to == InState::Closed { "Closed: nothing comes of it" } else { "To triage again: the sender answered" },
        )
    });
    let ways = [Evidence::TheirOffice, Evidence::Patient, Evidence::TheirLetter, Evidence::Ours];
    let ways = ways.iter().map(|how| Choice::new(how.word(), how.title())).collect();
    let first = may.first().map_or("", |to| to.word());
    let form = Form::post(format!("/referrals-in/{}/step", line.id), &staff.seal())
        .body(html! {
            input type="hidden" name="version" value=(line.version);
            (side_by_side(html! {
                (Field::select("to", "It is now", choices.collect()).value(if beside.typed.to.is_empty() { first } else { &beside.typed.to }))
                (Field::select("evidence", "How do we know?", ways).value(&beside.typed.evidence))
            }))
            (Field::text("step_words", "What was answered, or why").value(&beside.typed.step_words).fault(beside.faults.of("step_words")))
        })
        .button(Button::plain("Note it"));
    let open = line.state == InState::MoreInfo || beside.faults.of("step_words").is_some();
    html! { details.folded open[open] { summary { "Something else happened" } (form) } }
}

fn asks(found: &InboundPageAnswer) -> Card {
    let sheet = &found.sheet;
    let mut facts = Facts::new().fact("Why", html! { span.lines { (sheet.line.reason.reveal()) } });
    for (name, text) in [("We are asked", &sheet.questions), ("Diagnoses, as told", &sheet.diagnoses)] {
        if !text.reveal().is_empty() {
            facts = facts.fact(name, html! { span.lines { (text.reveal()) } });
        }
    }
    if let Some(document) = sheet.document {
        facts = facts.fact("Document", html! { a href={ "/documents/" (document) } { "Open the document" } });
    }
    Card::new("What is asked", facts)
}

fn stands(found: &InboundPageAnswer) -> Card {
    let (sheet, line) = (&found.sheet, &found.sheet.line);
    let zone = &found.site.zone;
    let mut facts = Facts::new().fact("State", html! { (in_pill(line.state)) }).fact("Urgency", urgency(line.urgency));
    if line.due_at.is_some() {
        facts = facts.fact("Due", due(line.due_at, found.now, zone));
    }
    if let Some(kind) = line.visit_type.and_then(|id| found.visit_types.iter().find(|kind| kind.id == id)) {
        facts = facts.fact("Accepted for", kind.name.clone());
    }
    if let Some(appointment) = line.appointment {
        facts =
            facts.fact("Appointment", html! { a href={ "/appointments/" (appointment) } { "Open the appointment" } });
    }
    let from = html! {
        @match &sheet.from {
            Some(entry) => a href={ "/directory/" (entry.id) } { (entry.called()) },
            None => (line.from_name),
        }
        @if !sheet.from_contact.is_empty() { br; (sheet.from_contact) }
    };
    facts = facts
        .fact("From", from)
        .fact("Came", format!("{}, {}", wording::moment(line.made_at, zone), line.came.title().to_lowercase()));
    if let Some(patient) = line.patient {
        facts = facts.fact("Chart", html! { a href=(chart_of(patient)) { "Open the chart" } });
    }
    Card::new("Where it stands", facts)
}
