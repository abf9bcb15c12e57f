//! Recalls: who is to come again, by the practice's rules; and the rules.

use super::{phone, tabs, who};
use crate::answer::{Answer, Fault, form_faults, incomplete};
use crate::asked::Asked;
use crate::kit::{
    Button, Card, Choice, Column, Empty, Faults, Field, Form, Icon, Live, PageHead, Pill, Row, Table, Tone, Width,
    side_by_side, wording,
};
use crate::page::Page;
use crate::reminders::in_short;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::follow_up::{
    AddRecallRule, AttemptOutcome, ChangeRecallRule, NoteRecallAttempt, RecallLine, RecallRule, RecallRuleId,
};
use maud::{Markup, html};
use office::Permission;
use serde::Deserialize;
use workflows::follow_up::{RecallAnswer, RecallPage};
use workflows::reminders::NoteRecallCall;

/// What stands in the form of a rule.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    after: String,
    months: String,
    book: String,
}

/// `GET /recalls`; the list alone to htmx.
pub(super) async fn show(staff: Staff) -> Answer {
    let answer = staff.ask(RecallPage { site: staff.site()?.id }).await?;
    if staff.asked != Asked::Page {
        return staff.show("Recalls", due(&staff, &answer));
    }
    page(&staff, &answer, &Typed::default(), Faults::none()).answer()
}

fn page<'a>(staff: &'a Staff, answer: &RecallAnswer, typed: &Typed, faults: Faults) -> Page<'a> {
    let head = PageHead::new("Recalls").more(html! { (answer.list.site.name) });
    let live = Live::new("recalls", "/recalls", &["calls"], due(staff, answer));
    let body = html! {
        (head)
        (tabs("/recalls"))
        (live)
        (Card::new("Rules", html! {
            (rules(staff, answer))
            @if staff.may(Permission::ManagePractice) { (rule_form(staff, answer, typed, faults)) }
        }))
    };
    staff.page("Recalls", body)
}

fn due(staff: &Staff, answer: &RecallAnswer) -> Markup {
    let columns = vec![
        Column::words("Patient"),
        Column::words("Telephone"),
        Column::words("Recall"),
        Column::words("Last seen"),
        Column::words("Due"),
        Column::deeds("Deeds"),
    ];
    let rows = answer.lines.iter().map(|line| row(staff, answer, line)).collect();
    let nothing = "Nobody is to be called. Patients stand here two weeks before they are to come again.";
    let table = Table::new("To call", columns, rows).or(Empty::new(Icon::CheckCircle, nothing));
    html! { (Card::new("To call", table).to_the_edge()) }
}

fn row(staff: &Staff, answer: &RecallAnswer, line: &RecallLine) -> Row {
    let list = &answer.list;
    let name = list.people.name(line.patient).into_revealed();
    let said = answer.said(line);
    let book = format!(
        "/appointments/new?patient={}&visit_type={}&provider={}&day={}&back=/recalls",
        line.patient, line.rule.book, line.provider, list.today
    );
    let noted = |outcome: AttemptOutcome| {
        Button::bare(outcome.title())
            .about(&name)
            .posts(format!("/recalls/{}/attempt", line.rule.id), &staff.seal())
            .with("patient", line.patient.to_string())
            .with("outcome", outcome.word())
            .with("recall", said.map(|(recall, _)| recall.to_string()).unwrap_or_default())
    };
    let asks = said.is_some_and(|(_, said)| said.answers.iter().any(|answer| answer.done_at.is_none()));
    let overdue = line.due < list.today;
    Row::new(vec![
        who(list, line.patient),
        phone(list, line.patient),
        html! {
            (line.rule.name)
            @if line.attempts > 0 { " · tried " (line.attempts) @if line.attempts == 1 { " time" } @else { " times" } }
            (in_short(said.map(|(_, said)| said), &list.site.zone))
        },
        html! { (wording::digits(line.last)) ", " (list.labels.provider(line.provider)) },
        html! { (wording::digits(line.due)) @if overdue { " " (Pill::new(Tone::Warn, "Overdue").icon(Icon::Clock)) } },
        html! {
            @if staff.may(Permission::Schedule) {
                div.row-deeds {
                    (Button::plain("Book").about(&name).goes(book))
                    (noted(AttemptOutcome::NoAnswer))
                    (noted(AttemptOutcome::MessageLeft))
                    @if asks { (noted(AttemptOutcome::WillCall)) }
                    (noted(AttemptOutcome::Declined))
                }
            }
        },
    ])
    .id(format!("recall-{}-{}", line.rule.id, line.patient))
}

fn rules(staff: &Staff, answer: &RecallAnswer) -> Table {
    let columns = vec![
        Column::words("Recall"),
        Column::words("After"),
        Column::number("Months"),
        Column::words("Books"),
        Column::deeds("Deeds"),
    ];
    let row = |rule: &RecallRule| {
        let (words, active) = if rule.active { ("Stop", "no") } else { ("Use again", "yes") };
        let turn = Button::bare(words)
            .about(&rule.name)
            .posts(format!("/recalls/{}/active", rule.id), &staff.seal())
            .with("version", rule.version.to_string())
            .with("active", active);
        Row::new(vec![
            html! { (rule.name) @if !rule.active { " " (Pill::new(Tone::Quiet, "Not in use")) } },
            html! { (answer.list.visit_type(rule.after)) },
            html! { (rule.months) },
            html! { (answer.list.visit_type(rule.book)) },
            html! { @if staff.may(Permission::ManagePractice) { (turn) } },
        ])
    };
    let none = "There is no rule yet. The office manager adds one: after which visit, and how many months later.";
    Table::new("Rules", columns, answer.rules.iter().map(row).collect()).or(Empty::new(Icon::List, none))
}

fn rule_form(staff: &Staff, answer: &RecallAnswer, typed: &Typed, faults: Faults) -> Form {
    let kinds = || {
        let kinds = answer.list.visit_types.iter().filter(|kind| kind.active);
        let kinds = kinds.map(|kind| Choice::new(kind.id.to_string(), kind.name.as_str()));
        std::iter::once(Choice::new("", "Choose…")).chain(kinds).collect::<Vec<_>>()
    };
    let fields = side_by_side(html! {
        (Field::text("name", "Another recall").value(&typed.name).fault(faults.of("name")))
        (Field::select("after", "After", kinds()).value(&typed.after).fault(faults.of("after")))
        (Field::number("months", "Months later").value(&typed.months).fault(faults.of("months")).width(Width::Few))
        (Field::select("book", "Book", kinds()).value(&typed.book).fault(faults.of("book")))
    });
    Form::post("/recalls", &staff.seal()).faults(faults).body(fields).button(Button::plain("Add the recall"))
}

/// `POST /recalls`
pub(super) async fn add(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let mut faults = Faults::none();
    let after = typed.after.parse().map_err(|_| faults.add("after", "Choose after which kind of visit."));
    let book = typed.book.parse().map_err(|_| faults.add("book", "Choose which kind of visit is booked."));
    let months = typed.months.trim().parse().map_err(|_| faults.add("months", "Enter how many months later."));
    if let (Ok(after), Ok(book), Ok(months)) = (after, book, months) {
        let deed = AddRecallRule { name: typed.name.clone(), after, months, book };
        match staff.perform(request, deed).await {
            Ok(_) => return Ok(staff.go_saying("/recalls", "The recall is added.")),
            Err(why) => faults = form_faults(why)?,
        }
    }
    let answer = again(&staff).await?;
    page(&staff, &answer, &typed, faults).again().answer()
}

async fn again(staff: &Staff) -> Result<RecallAnswer, Fault> {
    Ok(staff.ask(RecallPage { site: staff.site()?.id }).await?)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Called {
    patient: String,
    outcome: String,
    version: String,
    active: String,
    recall: String,
}

/// `POST /recalls/{rule}/attempt`
pub(super) async fn attempt(
    staff: Staff,
    Path(rule): Path<RecallRuleId>,
    Sealed { form, request }: Sealed<Called>,
) -> Answer {
    let patient = form.patient.parse().map_err(|_| incomplete())?;
    let outcome = AttemptOutcome::from_word(&form.outcome).ok_or_else(incomplete)?;
    let attempt = NoteRecallAttempt { rule, patient, site: staff.site()?.id, outcome };
    let recall = if form.recall.is_empty() { None } else { Some(form.recall.parse().map_err(|_| incomplete())?) };
    staff.perform(request, NoteRecallCall { attempt, recall }).await?;
    Ok(staff.go_saying("/recalls", "It is noted, and hidden for a while."))
}

/// `POST /recalls/{rule}/active`
pub(super) async fn set_active(
    staff: Staff,
    Path(rule): Path<RecallRuleId>,
    Sealed { form, request }: Sealed<Called>,
) -> Answer {
    let version = form.version.parse().map_err(|_| incomplete())?;
    staff.perform(request, ChangeRecallRule { rule, version, active: form.active == "yes" }).await?;
    Ok(staff.go_saying("/recalls", "The rule is changed."))
}
