//! The form of a visit type, for adding one and for changing it later.

use crate::kit::{Choice, Faults, Field, Width, side_by_side};
use front_office::scheduling::{ForWhom, TypeTone, VisitType, VisitTypeFields};
use maud::{Markup, html};
use serde::Deserialize;

/// What is typed about a visit type.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    minutes: String,
    for_whom: String,
    tone: String,
    pub(super) offered: String,
    pub(super) version: String,
}

impl Typed {
    /// An empty form, with what is usual.
    pub(super) fn fresh() -> Self {
        Self {
            minutes: "20".to_owned(),
            for_whom: ForWhom::Any.word().to_owned(),
            tone: TypeTone::Sky.word().to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn of(kind: &VisitType) -> Self {
        Self {
            name: kind.name.clone(),
            minutes: kind.minutes.to_string(),
            for_whom: kind.for_whom.word().to_owned(),
            tone: kind.tone.word().to_owned(),
            offered: if kind.active { "yes" } else { "no" }.to_owned(),
            version: kind.version.to_string(),
        }
    }

    /// What is typed, or every fault that the form itself can see.
    pub(super) fn fields(&self) -> Result<VisitTypeFields, Faults> {
        let mut faults = Faults::none();
        if self.name.trim().is_empty() {
            faults.add("name", "Enter what this kind of visit is called, such as Follow-up.");
        }
        let minutes = self.minutes.trim().parse();
        let minutes = minutes.map_err(|_| faults.add("minutes", "Enter its minutes in steps of five, from 5 to 720."));
        let for_whom = ForWhom::from_word(&self.for_whom);
        if for_whom.is_none() {
            faults.add("for_whom", "Choose for whom it is.");
        }
        let tone = TypeTone::from_word(&self.tone);
        if tone.is_none() {
            faults.add("tone", "Choose a colour.");
        }
        match (minutes, for_whom, tone) {
            (Ok(minutes), Some(for_whom), Some(tone)) if faults.is_empty() => {
                Ok(VisitTypeFields { name: self.name.clone(), minutes, for_whom, tone })
            }
            _ => Err(faults),
        }
    }
}

/// For whom a visit type is, as pages say it.
pub(super) const fn whom_in_words(for_whom: ForWhom) -> &'static str {
    match for_whom {
        ForWhom::New => "New patients",
        ForWhom::Established => "Patients seen before",
        ForWhom::Any => "Everybody",
    }
}

/// What a colour is called.
pub(super) const fn tone_in_words(tone: TypeTone) -> &'static str {
    match tone {
        TypeTone::Sky => "Blue",
        TypeTone::Leaf => "Green",
        TypeTone::Plum => "Violet",
        TypeTone::Sand => "Amber",
        TypeTone::Rose => "Red",
        TypeTone::Stone => "Grey",
    }
}

/// The fields.
pub(super) fn fields(typed: &Typed, faults: &Faults) -> Markup {
    let whom = ForWhom::ALL.iter().map(|whom| Choice::new(whom.word(), whom_in_words(*whom))).collect();
    let tones = TypeTone::ALL.iter().map(|tone| Choice::new(tone.word(), tone_in_words(*tone))).collect();
    html! {
        input type="hidden" name="version" value=(typed.version);
        (Field::text("name", "What is it called?").value(&typed.name).fault(faults.of("name")).starts_here())
        (side_by_side(html! {
            (Field::number("minutes", "Minutes").value(&typed.minutes).fault(faults.of("minutes")).width(Width::Few))
            (Field::select("for_whom", "For whom", whom).value(&typed.for_whom).fault(faults.of("for_whom")))
            (Field::select("tone", "Colour on the schedule", tones).value(&typed.tone).fault(faults.of("tone")))
        }))
    }
}
