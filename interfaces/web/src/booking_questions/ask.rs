//! The questions as the desk asks them: a digit answers, Backspace goes a step back, and where they lead is set in the form.
//!
//! A form that books carries three fields for it: `asked_edition` and `asked_path`, hidden, and `answer`, the button that was
//! pressed: `2.1` for the first answer to question 2, `back`, `afresh`, or `on` to show again where the asking stands.

use crate::kit::{Choice, Icon, Notice, Tone};
use crate::staff::Staff;
use front_office::booking_questions::{
    AskedNow, Asking, BookNow, FollowQuestions, GivenAnswers, HandOver, NotHere, Question,
};
use kernel::{Kind, Problem};
use maud::{Markup, html};
use registry::practice::StaffId;

/// What stands in a form that books, as far as the questions may set it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) visit_type: String,
    pub(crate) provider: String,
    pub(crate) site: String,
}

/// The form after a press.
pub(crate) struct Moved {
    pub(crate) edition: String,
    pub(crate) path: String,
    pub(crate) chosen: Chosen,
    /// Whether this press led to a visit.
    pub(crate) led: bool,
}

/// What was answered, as a deed keeps it; nothing, where nobody was asked.
pub(crate) fn given(edition: &str, path: &str) -> Option<GivenAnswers> {
    let given = edition.parse().ok().and_then(|edition| GivenAnswers::read(edition, path));
    given.filter(|given| !given.steps.is_empty())
}

/// Where the asking stands; nothing, where no questions are in use. Answers that do not belong together begin anew.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn asking(staff: &Staff, edition: &str, path: &str) -> Result<Option<Asking>, Problem> {
    match staff.ask(FollowQuestions { given: given(edition, path) }).await {
        Err(why) if matches!(why.kind(), Kind::Invalid | Kind::NotFound) => {
            Ok(staff.ask(FollowQuestions { given: None }).await?.0)
        }
        found => Ok(found?.0),
    }
}

fn book(asking: Option<&Asking>) -> Option<&BookNow> {
    match &asking?.now {
        AskedNow::Book(book) => Some(book),
        AskedNow::Question(_) | AskedNow::NotHere(_) => None,
    }
}

/// What the answers set in the form.
fn led(asking: Option<&Asking>) -> Option<Chosen> {
    let book = book(asking)?;
    let provider = match book.providers.as_slice() {
        [(only, _)] => only.to_string(),
        _ => String::new(),
    };
    Some(Chosen {
        visit_type: book.visit_type.map(|kind| kind.to_string()).unwrap_or_default(),
        provider,
        site: book.site.as_ref().map(|(site, _)| site.to_string()).unwrap_or_default(),
    })
}

/// The path after a press.
fn after(path: &str, answer: &str) -> String {
    match answer {
        "on" => path.to_owned(),
        "afresh" => String::new(),
        "back" => path.rsplit_once(' ').map_or("", |(before, _)| before).to_owned(),
        step => format!("{path} {step}").trim_start().to_owned(),
    }
}

/// The form after the press of an answer: what the answers before had set goes, and what these lead to is set.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn moved(
    staff: &Staff,
    (edition, path): (&str, &str),
    answer: &str,
    chosen: Chosen,
) -> Result<Moved, Problem> {
    if answer == "on" {
        return Ok(Moved { edition: edition.to_owned(), path: path.to_owned(), chosen, led: false });
    }
    let mut chosen = chosen;
    if let Some(before) = led(asking(staff, edition, path).await?.as_ref()) {
        if chosen.visit_type == before.visit_type {
            chosen.visit_type = String::new();
        }
        if chosen.provider == before.provider {
            chosen.provider = String::new();
        }
        chosen.site = String::new();
    }
    let now = asking(staff, edition, &after(path, answer)).await?;
    let led = led(now.as_ref());
    let given = now.map(|now| now.given);
    Ok(Moved {
        edition: given.as_ref().map(|given| given.edition.to_string()).unwrap_or_default(),
        path: given.map(|given| given.steps_written()).unwrap_or_default(),
        led: led.is_some(),
        chosen: led.unwrap_or(chosen),
    })
}

/// With whom to look for a time: the provider chosen; where none is, those to whom the answers led.
pub(crate) fn only_with(asking: Option<&Asking>, chosen: &Chosen) -> Vec<StaffId> {
    let same_kind = |book: &&BookNow| book.visit_type.is_some_and(|kind| kind.to_string() == chosen.visit_type);
    match book(asking).filter(same_kind) {
        Some(book) if chosen.provider.is_empty() => book.providers.iter().map(|(id, _)| *id).collect(),
        _ => chosen.provider.parse().into_iter().collect(),
    }
}

/// The choices of a list of providers, where the answers led to several: whoever of them, and anybody after all.
pub(crate) fn anybody_of(asking: Option<&Asking>, nobody: &str) -> Vec<Choice> {
    let named: Vec<&str> =
        book(asking).map_or_else(Vec::new, |book| book.providers.iter().map(|(_, name)| name.as_str()).collect());
    match named.as_slice() {
        [] | [_] => vec![Choice::new("", nobody)],
        many => vec![
            Choice::new("", format!("Whoever of {} is free first", many.join(", "))),
            Choice::new("any", "Anybody at all"),
        ],
    }
}

/// The questions in a form that books. `begins`: the cursor stands here; `moved`: this answers a press.
pub(crate) fn shown(asking: Option<&Asking>, begins: bool, moved: bool) -> Markup {
    let Some(asking) = asking else { return html! {} };
    let first = asking.given.steps.is_empty();
    let ended = matches!(asking.now, AskedNow::NotHere(_));
    html! {
        fieldset.asked data-asks data-asks-moved[moved] {
            legend { "Find the right visit" }
            input type="hidden" name="asked_edition" value=(asking.given.edition);
            input type="hidden" name="asked_path" value=(asking.given.steps_written());
            button hidden name="answer" value="on" data-asks-on { "Show where the questions stand" }
            @if !first {
                ol.asked-path { @for step in &asking.taken { li { span.quiet { (step.asks) } " " strong { (step.says) } } } }
            }
            @match &asking.now {
                AskedNow::Question(question) => (one(question, begins)),
                AskedNow::Book(book) => (leads_to(book)),
                AskedNow::NotHere(other) => (not_here(other)),
            }
            @if !first {
                div.asked-back {
                    button.button.bare name="answer" value="back" data-step-back autofocus[begins && ended] { "One step back " kbd aria-hidden="true" { "⌫" } }
                    button.button.bare name="answer" value="afresh" { "Ask again from the first" }
                }
            }
        }
    }
}

fn one(question: &Question, begins: bool) -> Markup {
    html! {
        p.asked-now id="asked-now" { (question.asks) }
        div.asked-answers role="group" aria-labelledby="asked-now" {
            @for (number, answer) in (1_u32..).zip(&question.answers) {
                button.button name="answer" value={ (question.key) "." (number) } data-digit=(number) autofocus[begins && number == 1] {
                    kbd aria-hidden="true" { (number) } span { (answer.says) }
                }
            }
        }
    }
}

fn leads_to(book: &BookNow) -> Markup {
    html! {
        p.asked-now { (Icon::Check) " " (book.words) }
        @if !book.tell.is_empty() { p.script { "Tell them: " (book.tell) } }
        @if !book.out_of_date.is_empty() {
            (Notice::new(Tone::Warn, "These questions are out of date here. Choose what fits best, and tell your office manager.")
                .more(html! { ul { @for why in &book.out_of_date { li { (why) } } } }))
        }
    }
}

fn not_here(other: &NotHere) -> Markup {
    let next = match other.hand_over {
        HandOver::Nobody => "",
        HandOver::RedFlags => "Ask the red-flag questions: on the telephone, note Symptoms as the reason of the call.",
        HandOver::Nurse => "Hand over to a nurse.",
    };
    html! {
        (Notice::new(Tone::Warn, "This is not booked here.").more(html! {
            p.script { (other.say) }
            @if !next.is_empty() { p { (next) } }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn a_press_goes_on_back_or_to_the_beginning() {
        assert_eq!(after("", "1.2"), "1.2");
        assert_eq!(after("1.2", "3.1"), "1.2 3.1");
        assert_eq!(after("1.2 3.1", "back"), "1.2");
        assert_eq!(after("1.2", "back"), "");
        assert_eq!(after("", "back"), "");
        assert_eq!(after("1.2 3.1", "on"), "1.2 3.1");
        assert_eq!(after("1.2 3.1", "afresh"), "");
    }
}
