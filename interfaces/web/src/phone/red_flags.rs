//! The red-flag questions: written by nurses and clinicians, approved by a physician under their own name.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Empty, Faults, Field, Form, Icon, Notice, PageHead, Pill, Tone, Width};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::phone::{
    ApproveRedFlags, NewQuestion, RedFlagSet, RedFlagSetId, RedFlagSets, RetireRedFlags, Urgency, WriteRedFlags,
};
use kernel::{Day, Problem};
use maud::{Markup, html};
use office::{AccountId, Permission};
use registry::practice::StaffOfPractice;
use serde::Deserialize;

const TITLE: &str = "Red-flag questions";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    title: String,
    questions: String,
    on: String,
}

/// A line is the urgency, a colon, and the question: `emergency: Is it hard to breathe?`
fn read(text: &str) -> Result<Vec<NewQuestion>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (urgency, asks) = line.split_once(':').unwrap_or(("", line));
            let urgency = Urgency::from_word(urgency.trim().to_lowercase().as_str())
                .ok_or_else(|| format!("Begin each line with emergency, now, today or soon and a colon: {line}"))?;
            Ok(NewQuestion { asks: asks.trim().to_owned(), urgency })
        })
        .collect()
}

/// `GET /red-flags`
pub(super) async fn show(staff: Staff) -> Answer {
    let body = body(&staff, &Typed::default(), Faults::none()).await?;
    staff.show(TITLE, body)
}

/// `POST /red-flags`
pub(super) async fn write(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let faults = match read(&typed.questions) {
        Ok(questions) => match staff.perform(request, WriteRedFlags { title: typed.title.clone(), questions }).await {
            Ok(_) => {
                return Ok(staff.go_saying("/red-flags", "Written. Nobody uses it before a physician approves it."));
            }
            Err(why) => form_faults(why)?,
        },
        Err(say) => std::iter::once(("questions", say)).collect(),
    };
    let body = body(&staff, &typed, faults).await?;
    staff.page(TITLE, body).again().answer()
}

/// `POST /red-flags/{set}/approve`
pub(super) async fn approve(
    staff: Staff,
    Path(set): Path<RedFlagSetId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let today: Day = staff.today();
    let on = if form.on.trim().is_empty() {
        today
    } else {
        form.on.parse().map_err(|_| Problem::invalid("no_day", "Enter the day of the approval, like 2026-11-23."))?
    };
    staff.perform(request, ApproveRedFlags { set, on }).await?;
    Ok(staff.go_saying("/red-flags", "Approved under your name. It is used from now on."))
}

/// `POST /red-flags/{set}/retire`
pub(super) async fn retire(
    staff: Staff,
    Path(set): Path<RedFlagSetId>,
    Sealed { request, .. }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, RetireRedFlags { set }).await?;
    Ok(staff.go_saying("/red-flags", "It is out of use."))
}

async fn body(staff: &Staff, typed: &Typed, faults: Faults) -> Result<Markup, Problem> {
    let sets = staff.ask(RedFlagSets).await?.0;
    let everybody = staff.ask(StaffOfPractice).await?.0;
    let named = |account: AccountId| {
        let found = everybody.iter().find(|line| line.account == Some(account));
        found.map_or_else(|| "a physician of the office".to_owned(), |line| line.called())
    };
    Ok(html! {
        (PageHead::new(TITLE).back("/calls", "Phone"))
        @if sets.is_empty() {
            (Empty::new(Icon::Shield, "No questions are written yet. Until a physician approves some, calls about symptoms go to a nurse."))
        }
        @for set in &sets { (card(staff, set, &named)) }
        @if staff.may(Permission::AdviseByPhone) { (form(staff, typed, faults)) }
    })
}

fn card(staff: &Staff, set: &RedFlagSet, named: &dyn Fn(AccountId) -> String) -> Markup {
    let at = format!("/red-flags/{}", set.id);
    let may_approve = staff.may(Permission::ApproveProtocols);
    let standing = match set.approved {
        Some((by, on)) => {
            html! { (Pill::new(Tone::Good, "In use")) " Version " (set.version) ", approved by " (named(by)) " on " (on) }
        }
        None => html! { (Pill::new(Tone::Warn, "Not approved")) " Version " (set.version) ". Nobody uses it." },
    };
    let mut card = Card::new(
        set.title.as_str(),
        html! {
            p { (standing) }
            ol { @for question in &set.questions { li { (super::parts::urgency_pill(question.urgency)) " " (question.asks) } } }
        },
    );
    if may_approve && set.approved.is_none() {
        card = card.deed(Button::main("Approve").about(&set.title).posts(format!("{at}/approve"), &staff.seal()));
    }
    if may_approve {
        card =
            card.deed(Button::bare("Take out of use").about(&set.title).posts(format!("{at}/retire"), &staff.seal()));
    }
    html! { (card) }
}

fn form(staff: &Staff, typed: &Typed, faults: Faults) -> Markup {
    let fields = html! {
        (Field::text("title", "Complaint").value(&typed.title).fault(faults.of("title")).hint("Such as Chest pain. The same title again is its next version."))
        (Field::lines("questions", "Questions", 6).value(&typed.questions).fault(faults.of("questions")).width(Width::Full)
            .hint("One a line, the most dangerous first: emergency: Is it hard to breathe? Begin each with emergency, now, today or soon."))
    };
    let note = Notice::new(Tone::Info, "What you write is not used before a physician approves it.");
    let form = Form::post("/red-flags", &staff.seal()).faults(faults).body(fields).button(Button::plain("Write it"));
    html! { (Card::new("Write a version", html! { (note) (form) })) }
}

#[cfg(test)]
mod tests {
    use super::{Urgency, read};

    #[test]
    fn each_line_says_how_urgent_a_yes_is() {
        let read_well = read("emergency: Is it hard to breathe?\n\n today : Do you have a fever?").expect("two lines");
        assert_eq!((read_well.len(), read_well[1].urgency), (2, Urgency::Today));
        assert_eq!(read_well[0].asks, "Is it hard to breathe?");
        assert!(read("Is it hard to breathe?").is_err());
    }
}
