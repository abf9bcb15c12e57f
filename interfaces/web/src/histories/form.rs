//! The form of an entry, made from what its section asks for.

use super::entry::Typed;
use crate::kit::{Button, Choice, Faults, Field as Input, Width, side_by_side};
use crate::patients::told_day;
use clinical::histories::{Asked, Field, Kind, Need, Said, Section, Topic, asked};
use maud::{Markup, Render, html};

/// What is wrong, and with which of the forms of a dialog.
pub(super) enum Faulty {
    None,
    Form(Faults),
    End(Faults),
    Error(Faults),
}

impl Faulty {
    pub(super) fn faults(&self) -> Faults {
        match self {
            Self::None => Faults::none(),
            Self::Form(faults) | Self::End(faults) | Self::Error(faults) => faults.clone(),
        }
    }
}

/// What was typed, by the words of the fields.
pub(super) fn said_of(typed: &Typed) -> Said {
    let mut said = Said::nothing();
    for field in Field::ALL {
        if let Some(text) = typed.get(field.word()) {
            said.set(*field, text);
        }
    }
    said
}

/// The topics of how a patient lives, to choose one.
pub(super) fn topic_choice(at: &str) -> Markup {
    html! {
        p { "What is it about?" }
        div.form-buttons {
            @for topic in Topic::ALL {
                (Button::plain(topic.title()).opens(format!("{at}/social/new?topic={}", topic.word())))
            }
        }
    }
}

/// The fields of a section, short ones beside each other.
pub(super) fn fields(section: Section, said: &Said, faults: &Faults) -> Markup {
    let topic = said.get(Field::Topic);
    let all = asked(section, topic);
    let first = all.first().map(|one| one.field);
    let mut body = html! {
        @if section == Section::Social {
            input type="hidden" name="topic" value=(topic);
            p { strong { (Topic::from_word(topic).unwrap_or(Topic::Other).title()) } }
        }
    };
    let mut at = 0;
    while at < all.len() {
        let row = all[at..].iter().take_while(|one| is_short(one)).count();
        if row > 1 {
            let row = row.min(3);
            let together = html! { @for one in &all[at..at + row] { (input(one, section, said, faults, first)) } };
            body = html! { (body) (side_by_side(together)) };
            at += row;
        } else {
            body = html! { (body) (input(&all[at], section, said, faults, first)) };
            at += 1;
        }
    }
    body
}

/// Lists and dates are short.
fn is_short(one: &Asked) -> bool {
    matches!(one.kind, Kind::OneOf(values) if values.len() <= 8) || matches!(one.kind, Kind::When)
}

fn input(one: &Asked, section: Section, said: &Said, faults: &Faults, first: Option<Field>) -> Markup {
    let value = shown(one, section, said);
    let name = one.field.word();
    let field = match one.kind {
        Kind::Words if one.field == Field::Code => Input::text(name, one.title).width(Width::Short),
        Kind::Words => Input::text(name, one.title),
        Kind::When => Input::text(name, one.title).width(Width::Short),
        Kind::Lines => Input::lines(name, one.title, 2),
        Kind::OneOf(values) => {
            let mut choices: Vec<Choice> = values.iter().map(|(value, label)| Choice::new(*value, *label)).collect();
            if !value.is_empty() && !values.iter().any(|(listed, _)| *listed == value) {
                // What another office sent and our list does not have stays as it is until somebody chooses.
                choices.push(Choice::new(value.as_str(), value.as_str()));
            }
            Input::select(name, one.title, choices).width(Width::Medium)
        }
    };
    let field = field.value(value).fault(faults.of(name));
    let field = if one.hint.is_empty() { field } else { field.hint(one.hint) };
    // A list has an answer for "not known" of its own.
    let is_list = matches!(one.kind, Kind::OneOf(_));
    let field = if one.need == Need::Optional && !is_list { field.optional() } else { field };
    let field = if first == Some(one.field) { field.starts_here() } else { field };
    field.render()
}

/// What stands in the field: dates as an American types them; a code only of the list that the form asks for.
fn shown(one: &Asked, section: Section, said: &Said) -> String {
    let value = said.get(one.field);
    match one.kind {
        Kind::When => told_day(value),
        _ if one.field == Field::Code
            && !["", section.code_system().unwrap_or_default()].contains(&said.get(Field::CodeSystem)) =>
        {
            String::new()
        }
        _ => value.to_owned(),
    }
}
