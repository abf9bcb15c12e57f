//! Somebody alike: who on file may be the person about to be registered, shown before anything is saved.

use super::chart_of;
use super::typed::sex_name;
use crate::kit::{Button, Column, Notice, Row, Table, Tone, wording};
use kernel::Day;
use maud::{Markup, html};
use registry::people::PersonLine;

/// The people alike, each with the way to their chart, and their ids for the form that says "none of these".
pub(super) fn notice(alike: &[PersonLine], back: &str, today: Day) -> Markup {
    let words = match alike.len() {
        1 => "Somebody like this is on file. Nothing was saved yet.".to_owned(),
        many => format!("{many} people like this are on file. Nothing was saved yet."),
    };
    let rows = alike
        .iter()
        .map(|line| {
            let born = *line.birth_day.reveal();
            let on_with = html! { (Button::plain("This is the person").about(line.name.reveal()).goes(on_with(back, &line.id.to_string()))) };
            Row::new(vec![
                html! { (line.name.reveal()) },
                html! { (wording::digits(born)) " · " (wording::age(born, today)) },
                html! { (sex_name(line.sex)) },
                html! { (wording::phone(line.phone.reveal())) },
                html! { (line.mrn.reveal()) },
                on_with,
            ])
        })
        .collect();
    let columns = ["Name", "Born", "Sex", "Phone", "MRN"].map(Column::words).into_iter();
    let columns = columns.chain([Column::deeds("This is the person")]).collect();
    let notice = Notice::new(Tone::Warn, words).more(html! {
        (Table::new("People alike", columns, rows))
        p { "Ask for a second sign: the address, the phone number, a former name. Whether it is one of these is kept as your decision." }
        p { button.button form=(FORM) { (NONE_OF_THESE) } }
    });
    html! { div tabindex="-1" data-focus { (notice) } }
}

/// The form of registration, to which the button in the notice belongs.
pub(super) const FORM: &str = "registration";
/// What the button says that registers all the same.
pub(super) const NONE_OF_THESE: &str = "None of these: register";

/// Hidden fields: the desk was shown these people.
pub(super) fn shown(alike: &[PersonLine]) -> Markup {
    html! { @for line in alike { input type="hidden" name="told_apart" value=(line.id); } }
}

/// Where to go on with this patient: their chart, or where somebody was needed (`back`), with the id alone.
pub(super) fn on_with(back: &str, patient: &str) -> String {
    if back.is_empty() || back == "/" {
        return chart_of(patient);
    }
    let joint = if back.contains('?') { '&' } else { '?' };
    format!("{back}{joint}patient={patient}")
}

#[cfg(test)]
mod tests {
    use super::on_with;

    #[test]
    fn the_way_on_carries_the_id_alone() {
        assert_eq!(on_with("", "7"), "/patients/7");
        assert_eq!(on_with("/", "7"), "/patients/7");
        assert_eq!(on_with("/appointments/new", "7"), "/appointments/new?patient=7");
        assert_eq!(on_with("/appointments/new?day=2026-11-23", "7"), "/appointments/new?day=2026-11-23&patient=7");
    }
}
