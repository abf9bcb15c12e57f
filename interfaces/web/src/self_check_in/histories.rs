//! Accepting what a patient told of their health: line by line, looked over, into the histories of the chart.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field as Input, Form, Notice, Pill, Tone, Width, side_by_side};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use clinical::histories::{Field, RELATIONS, Said};
use front_office::self_check_in::{SelfCheckInId, SelfField};
use kernel::Problem;
use maud::{Markup, html};
use std::collections::HashMap;
use workflows::told_histories::{
    AcceptHistories, AcceptedHistories, FieldToAccept, LineToAccept, ToldHistories, fields_of,
};

/// Lines of one form that are read.
const LINES_READ_MAX: usize = 80;

type Typed = HashMap<String, String>;

/// What of a line goes along without being shown.
const ALONG: &[Field] = &[Field::Status, Field::Deceased];

fn title(field: SelfField) -> String {
    format!("Into the chart: {}", field.in_the_chart().to_lowercase())
}

fn field_of(word: &str) -> Result<SelfField, Problem> {
    let field = SelfField::from_word(word).filter(|field| field.is_history());
    field.ok_or_else(|| Problem::not_found("not_found", "There is no such answer."))
}

async fn asked(staff: &Staff, check_in: SelfCheckInId, field: SelfField) -> Result<FieldToAccept, Problem> {
    let sheet = staff.ask(ToldHistories { check_in }).await?;
    sheet
        .fields
        .into_iter()
        .find(|one| one.field == field)
        .ok_or_else(|| Problem::conflict("already_decided", "Somebody has decided this already. Load the page again."))
}

/// `GET /self-check-ins/{self_check_in}/histories/{field}`
pub(super) async fn show(staff: Staff, Path((check_in, field)): Path<(SelfCheckInId, String)>) -> Answer {
    let field = field_of(&field)?;
    let asked = asked(&staff, check_in, field).await?;
    staff.dialog(&title(field), form(&staff, check_in, &asked, &asked.lines, Faults::none()))
}

fn form(
    staff: &Staff,
    check_in: SelfCheckInId,
    asked: &FieldToAccept,
    lines: &[LineToAccept],
    faults: Faults,
) -> Markup {
    let told: Vec<&str> = asked.told.reveal().lines().collect();
    let empty = LineToAccept { said: Said::nothing(), is_there: false };
    let body = html! {
        p.quiet { "In the patient’s own words:" }
        blockquote.told { @for (at, line) in told.iter().enumerate() { @if at > 0 { br; } (line) } }
        @if asked.says_none {
            input type="hidden" name="none" value="yes";
            p { "The patient says that there is none. The chart will say so, with who accepted it." }
        } @else {
            p { "Look each line over. What is ticked goes into the chart; a clinician is asked to look at it." }
            @if let Some(fault) = faults.of("lines") { (Notice::new(Tone::Bad, fault)) }
            @for (at, line) in lines.iter().chain(std::iter::once(&empty)).enumerate() { (one(asked.field, at, line)) }
        }
    };
    let words = if asked.says_none { "Accept that there is none" } else { "Accept what is ticked" };
    let form = Form::post(format!("/self-check-ins/{check_in}/histories/{}", asked.field.word()), &staff.seal())
        .answers_into("#dialog")
        .body(body)
        .faults(faults)
        .button(Button::main(words));
    html! { (form) }
}

/// A line: whether it is taken, and what it says.
fn one(field: SelfField, at: usize, line: &LineToAccept) -> Markup {
    let (said, is_new) = (&line.said, line.said.get(Field::What).is_empty());
    let picked = if line.is_there { Vec::new() } else { vec!["yes".to_owned()] };
    let label = if is_new { "One more".to_owned() } else { format!("Line {}", at + 1) };
    html! {
        fieldset.fieldset.told-line {
            legend.sr-only { (label) }
            @for along in ALONG {
                @if !said.get(*along).is_empty() {
                    input type="hidden" name=(format!("{}-{at}", along.word())) value=(said.get(*along));
                }
            }
            (side_by_side(html! {
                (Input::checks(format!("take-{at}"), label.clone(), vec![Choice::new("yes", "Take")], picked))
                @for one in fields_of(field) { (input(*one, at, said)) }
            }))
            @if line.is_there { p { (Pill::new(Tone::Info, "Already in the chart")) } }
        }
    }
}

fn input(one: Field, at: usize, said: &Said) -> Markup {
    let name = format!("{}-{at}", one.word());
    let field = match one {
        Field::Relation => {
            let relatives = RELATIONS.iter().map(|(code, words)| Choice::new(*code, *words)).collect();
            let value = said.get(Field::Relation);
            return html! {
                (Input::select(name, "Relative", relatives).value(if value.is_empty() { "MTH" } else { value }).width(Width::Medium))
            };
        }
        Field::What => Input::text(name, "What"),
        Field::Reaction => Input::text(name, "Reaction"),
        Field::Dosage => Input::text(name, "How it is taken"),
        Field::Since => Input::text(name, "When").width(Width::Short),
        _ => Input::text(name, "Age when it began").width(Width::Short),
    };
    html! { (field.value(said.get(one)).optional()) }
}

/// The lines of a form, with whether each is ticked.
fn lines_of(field: SelfField, typed: &Typed) -> Vec<(bool, Said)> {
    let text = |name: &str, at: usize| typed.get(&format!("{name}-{at}")).map_or("", String::as_str);
    let line = |at: usize| {
        let mut said = Said::nothing();
        for one in fields_of(field).iter().chain(ALONG) {
            said.set(*one, text(one.word(), at));
        }
        (text("take", at) == "yes", said)
    };
    let all = (0..LINES_READ_MAX).map(line);
    all.filter(|(_, said)| !said.get(Field::What).is_empty()).collect()
}

/// `POST /self-check-ins/{self_check_in}/histories/{field}`
pub(super) async fn accept(
    staff: Staff,
    Path((check_in, field)): Path<(SelfCheckInId, String)>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let field = field_of(&field)?;
    let lines = lines_of(field, &typed);
    let taken: Vec<Said> = lines.iter().filter(|(is_taken, _)| *is_taken).map(|(_, said)| said.clone()).collect();
    let says_none = typed.get("none").is_some_and(|none| none == "yes");
    match staff.perform(request, AcceptHistories { check_in, field, lines: taken, says_none }).await {
        Ok(done) => Ok(staff.go_saying(&format!("/self-check-ins/{check_in}"), &said(done))),
        Err(why) if why.code() == "entries_stand" => {
            let say = "The chart has entries that say otherwise. Ask the patient again, or decline this answer.";
            Err(Problem::conflict("entries_stand", say).into())
        }
        Err(why) => {
            let faults = form_faults(why)?;
            let asked = asked(&staff, check_in, field).await?;
            let there = |said: &Said| asked.lines.iter().any(|line| line.is_there && line.said == *said);
            let again: Vec<LineToAccept> =
                lines.into_iter().map(|(_, said)| LineToAccept { is_there: there(&said), said }).collect();
            staff.dialog_again(&title(field), form(&staff, check_in, &asked, &again, faults))
        }
    }
}

fn said(done: AcceptedHistories) -> String {
    let added = match done.added {
        0 => "Nothing new is in the chart".to_owned(),
        1 => "One entry is in the chart".to_owned(),
        many => format!("{many} entries are in the chart"),
    };
    match done.there {
        0 => format!("{added}."),
        1 => format!("{added}; one was there already."),
        many => format!("{added}; {many} were there already."),
    }
}
