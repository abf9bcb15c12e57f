//! The five ticks: what to look at, and how to say that it was done.

use crate::kit::{Button, Choice, Facts, Faults, Field, Form, Pill, Tick, Tone, Width, side_by_side, wording};
use crate::patients::chart_of;
use crate::staff::Staff;
use front_office::intake::{
    ConsentKind, CoverageReview, DemographicsReview, IdentityProof, SignedHow, TickDone, TickName,
};
use front_office::patient_flow::VisitId;
use kernel::Phi;
use maud::{Markup, Render, html};
use office::Permission;
use workflows::check_in::CheckInAnswer;

pub(super) fn all(staff: &Staff, answer: &CheckInAnswer, faults: &Faults) -> Vec<Tick> {
    TickName::ALL.iter().map(|name| one(staff, answer, *name, faults)).collect()
}

fn one(staff: &Staff, answer: &CheckInAnswer, name: TickName, faults: &Faults) -> Tick {
    let (visit, done) = (answer.visit.visit, answer.state.tick(name));
    let Some(done) = done else {
        let body = html! {
            @if answer.visit.status.is_here() {
                // After a tick the page goes on from here, also for the keyboard.
                div id={ "tick-" (name.word()) } tabindex="-1" { (open(staff, answer, name, faults)) }
            }
        };
        return match faults.of(name.word()) {
            Some(say) => Tick::problem(name.title(), say).body(body),
            None => Tick::open(name.title(), asks(name)).body(body),
        };
    };
    let zone = answer.labels.zone(answer.visit.site);
    let says = format!("{} at {}", said(done), wording::clock(done.done_at.civil(&zone).time()));
    let undo =
        Button::bare("Untick").about(name.title()).posts(at(visit, "unticks"), &staff.seal()).with("tick", name.word());
    let note = done.note.reveal();
    Tick::done(name.title(), says).body(html! {
        @if !note.is_empty() { p { (note) } }
        @if answer.visit.status.is_here() { (undo) }
    })
}

fn at(visit: VisitId, what: &str) -> String {
    format!("/visits/{visit}/check-in/{what}")
}

const fn asks(name: TickName) -> &'static str {
    match name {
        TickName::Identity => "Ask for the full name and the date of birth, and compare them with the banner.",
        TickName::Demographics => "Read this over with the patient.",
        TickName::Coverage => "Ask for the card, and compare it.",
        TickName::Consents => "These must be signed and in force.",
        TickName::Payment => "Note what is due today, or that nothing is.",
    }
}

fn said(done: &TickDone) -> String {
    let words = match done.how.as_str() {
        "driver_licence" => "Driver’s licence or state card",
        "passport" => "Passport",
        "other_photo_id" => "Another photo ID",
        "two_identifiers_verbal" => "Name and birthday said unprompted",
        "known_to_staff" => "Known to staff, name and birthday said",
        "confirmed" => "Read over, nothing changed",
        "corrected" => "Read over and corrected",
        "card_seen" => "Card seen",
        "changed" => "New coverage entered",
        "said_unchanged" => "Patient says unchanged, no card along",
        "self_pay" => "Self-pay",
        "signed_and_in_force" => "Signed and in force",
        "nothing_due" => "Nothing due",
        _ => "",
    };
    match done.amount.filter(|amount| amount.cents() > 0) {
        Some(amount) => format!("{amount} due, noted"),
        None => words.to_owned(),
    }
}

/// What stands under a tick that is not done.
fn open(staff: &Staff, answer: &CheckInAnswer, name: TickName, faults: &Faults) -> Markup {
    match name {
        TickName::Identity => identity(staff, answer, faults),
        TickName::Demographics => demographics(staff, answer),
        TickName::Coverage => coverage(staff, answer),
        TickName::Consents => consents(staff, answer),
        TickName::Payment => payment(staff, answer, faults),
    }
}

/// One button for each way in which it can have been done.
fn buttons(staff: &Staff, visit: VisitId, name: TickName, ways: &[(&str, &str)]) -> Markup {
    html! {
        div.form-buttons {
            @for (how, words) in ways {
                (Button::plain(*words).posts(at(visit, "ticks"), &staff.seal()).with("tick", name.word()).with("how", *how))
            }
        }
    }
}

fn identity(staff: &Staff, answer: &CheckInAnswer, faults: &Faults) -> Markup {
    let ways = [
        (IdentityProof::DriverLicence.word(), "Driver’s licence or state card"),
        (IdentityProof::Passport.word(), "Passport"),
        (IdentityProof::OtherPhotoId.word(), "Another photo ID"),
        (IdentityProof::TwoIdentifiersVerbal.word(), "Name and birthday, said"),
        (IdentityProof::KnownToStaff.word(), "I know them"),
    ];
    let visit = answer.visit.visit;
    let scan = Field::lines("licence", "Scan the bar code of a licence or state card", 2).fault(faults.of("licence"));
    html! {
        (buttons(staff, visit, TickName::Identity, &ways))
        (Form::post(at(visit, "licence"), &staff.seal()).body(scan.render()).button(Button::plain("Compare with the record")))
    }
}

fn demographics(staff: &Staff, answer: &CheckInAnswer) -> Markup {
    let who = &answer.person.demographics;
    let home = &who.address;
    let line = |parts: &[&Phi<String>]| {
        let given: Vec<&str> =
            parts.iter().map(|part| part.reveal().as_str()).filter(|part| !part.is_empty()).collect();
        given.join(", ")
    };
    let facts = Facts::new()
        .fact("Address", html! { (line(&[&home.street, &home.unit, &home.city, &home.state, &home.postal_code])) })
        .fact("Mobile", html! { (wording::phone(who.contacts.mobile.reveal())) })
        .fact("Home", html! { (wording::phone(who.contacts.home.reveal())) })
        .fact("E-mail", html! { (who.contacts.email.reveal()) });
    let ways = [
        (DemographicsReview::Confirmed.word(), "Nothing changed"),
        (DemographicsReview::Corrected.word(), "Corrected"),
    ];
    let visit = answer.visit.visit;
    html! {
        (facts)
        @if staff.may(Permission::RegisterPeople) {
            (Button::bare("Correct them").goes(format!("{}/demographics?back=/visits/{visit}/check-in", chart_of(answer.visit.patient))))
        }
        (buttons(staff, visit, TickName::Demographics, &ways))
    }
}

fn coverage(staff: &Staff, answer: &CheckInAnswer) -> Markup {
    let (visit, day) = (answer.visit.visit, answer.visit.day);
    let in_force = answer.coverages.iter().filter(|coverage| coverage.covers(day));
    let facts = in_force.fold(Facts::new(), |facts, coverage| {
        let card = &coverage.card;
        let copay = card.copay.map(|copay| format!(" · copay {copay}")).unwrap_or_default();
        let name = format!(
            "Pays {}",
            ["first", "second", "third"].get(usize::try_from(card.priority - 1).unwrap_or(9)).unwrap_or(&"later")
        );
        facts.fact(name, html! { (card.payer) " " (card.plan) " · member " (card.member_number.reveal()) (copay) })
    });
    let none = !answer.coverages.iter().any(|coverage| coverage.covers(day));
    let ways: &[(&str, &str)] = if none {
        &[(CoverageReview::SelfPay.word(), "Self-pay"), (CoverageReview::Changed.word(), "New coverage entered")]
    } else {
        &[
            (CoverageReview::CardSeen.word(), "Card seen, unchanged"),
            (CoverageReview::SaidUnchanged.word(), "Unchanged, no card along"),
            (CoverageReview::Changed.word(), "New coverage entered"),
            (CoverageReview::SelfPay.word(), "Self-pay today"),
        ]
    };
    html! {
        @if none { p { "No coverage in force is on record." } } @else { (facts) }
        @if staff.may(Permission::KeepCoverage) {
            (Button::bare("Enter another card").goes(format!("{}/coverages/new?back=/visits/{visit}/check-in", chart_of(answer.visit.patient))))
        }
        (buttons(staff, visit, TickName::Coverage, ways))
    }
}

fn consents(staff: &Staff, answer: &CheckInAnswer) -> Markup {
    let visit = answer.visit.visit;
    let missing = &answer.state.missing_consents;
    let in_force: Vec<&str> = ConsentKind::ALL
        .iter()
        .filter(|kind| answer.state.consents.iter().any(|one| one.kind == **kind && one.holds_on(answer.visit.day)))
        .filter(|kind| answer.state.taken_back_on(**kind).is_none())
        .map(|kind| kind.title())
        .collect();
    let ways: Vec<Choice> = vec![
        Choice::new(SignedHow::Paper.word(), "On paper"),
        Choice::new(SignedHow::OnScreen.word(), "On the screen"),
        Choice::new(SignedHow::VerbalWitnessed.word(), "Said before a witness"),
        Choice::new(SignedHow::ByProxy.word(), "By somebody who may sign"),
    ];
    html! {
        @if !in_force.is_empty() { p { "Signed and in force: " (in_force.join(", ")) "." } }
        @for kind in missing {
            @if let Some(on) = answer.state.taken_back_on(*kind) {
                p { (Pill::new(Tone::Warn, "Taken back")) " " (kind.title()) ", from " (wording::digits(on)) " on." }
            }
            (Form::post(at(visit, "consents"), &staff.seal())
                .body(html! {
                    input type="hidden" name="kind" value=(kind.word());
                    input type="hidden" name="edition" value=(answer.state.editions.of(*kind));
                    input type="hidden" name="patient" value=(answer.visit.patient);
                    (Field::select("how", format!("{}, edition {}: how was it signed?", kind.title(), answer.state.editions.of(*kind)), ways.clone())
                        .id(format!("how-{}", kind.word())).value(SignedHow::Paper.word()).width(Width::Short))
                })
                .button(Button::plain("Signed").about(kind.title())))
        }
        p { (Button::plain("Forms to sign on the screen").goes(format!("{}/forms?back=/visits/{visit}/check-in", chart_of(answer.visit.patient)))) }
        @if missing.is_empty() { (buttons(staff, visit, TickName::Consents, &[("signed", "All are signed and in force")])) }
    }
}

fn payment(staff: &Staff, answer: &CheckInAnswer, faults: &Faults) -> Markup {
    let visit = answer.visit.visit;
    let first = answer.coverages.iter().find(|coverage| coverage.covers(answer.visit.day));
    let copay = first.and_then(|coverage| coverage.card.copay).map(|copay| copay.to_string()).unwrap_or_default();
    let hint = if copay.is_empty() { "No copay is on the card." } else { "This is the copay on the card." };
    let fields = html! {
        input type="hidden" name="tick" value=(TickName::Payment.word());
        input type="hidden" name="how" value="due";
        (side_by_side(html! {
            (Field::money("amount", "Due today").value(copay).hint(hint).fault(faults.of("amount")))
            (Field::text("note", "Remark").optional())
        }))
    };
    html! {
        (Form::post(at(visit, "ticks"), &staff.seal()).body(fields).button(Button::plain("Note this amount")))
        (buttons(staff, visit, TickName::Payment, &[("nothing_due", "Nothing is due")]).render())
    }
}
