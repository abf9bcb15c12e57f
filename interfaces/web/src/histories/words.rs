//! Entries and reviews in the words of a page.

use crate::access_review::who;
use crate::kit::wording;
use crate::patients::{plain_name, told_day};
use clinical::histories::{
    Entry, Field, Known, NoneKnown, Origin, RELATIONS, Review, Section, Stands, Topic, asked, label_of,
};
use jiff::tz::TimeZone;
use kernel::Moment;
use office::AccountId;
use registry::practice::StaffLine;

/// Whom the words name, and on which wall.
pub(super) struct Around<'a> {
    pub(super) colleagues: &'a [StaffLine],
    pub(super) zone: &'a TimeZone,
}

impl Around<'_> {
    /// The whole name with its credential: `Chinedu Okafor, MD`.
    pub(super) fn name(&self, account: AccountId) -> String {
        match self.colleagues.iter().find(|line| line.account == Some(account)) {
            Some(line) if line.credential.is_empty() => format!("{} {}", line.given, line.family),
            Some(line) => format!("{} {}, {}", line.given, line.family, line.credential),
            None => who(account, self.colleagues),
        }
    }

    pub(super) fn day(&self, at: Moment) -> String {
        wording::digits(at.civil(self.zone).date().into())
    }

    /// `Last reviewed by Chinedu Okafor, MD, physician, on 11/16/2026`.
    pub(super) fn reviewed(&self, review: Option<Review>) -> String {
        match review {
            None => "Never reviewed".to_owned(),
            Some(one) => {
                let role = one.role.title().to_lowercase();
                format!("Last reviewed by {}, {role}, on {}", self.name(one.by), self.day(one.at))
            }
        }
    }

    /// Who says that there is none.
    pub(super) fn stated(&self, none: &NoneKnown) -> String {
        let day = self.day(none.at);
        match (none.origin, none.by) {
            (Origin::Told, Some(by)) => format!("told by the patient, accepted by {} on {day}", self.name(by)),
            (_, Some(by)) => format!("stated by {} on {day}", self.name(by)),
            (_, None) => format!("came in from another office on {day}"),
        }
    }

    /// Where an entry came from.
    pub(super) fn source(&self, entry: &Entry) -> String {
        let on = |words: String| match entry.came_at {
            Some(at) => format!("{words}, {}", self.day(at)),
            None => words,
        };
        let by = |account: Option<AccountId>| account.map_or_else(String::new, |account| self.name(account));
        let first = match entry.origin {
            Origin::Imported if entry.source.is_empty() => "Imported".to_owned(),
            Origin::Imported => on(format!("Imported from {}", entry.source)),
            Origin::Told => on(format!("Told by the patient, accepted by {}", by(entry.entered_by))),
            Origin::Entered => on(format!("Entered by {}", by(entry.entered_by))),
        };
        match entry.changed {
            Some((at, account)) => format!("{first}; changed by {}, {}", self.name(account), self.day(at)),
            None => first,
        }
    }
}

/// The statement that there is none, or that nobody asked, in a few words.
pub(super) fn known(section: Section, known: &Known) -> &'static str {
    match (known, section.none_in_words()) {
        (Known::None(_), Some(words)) => words,
        (Known::NotAsked, _) => "Not asked yet",
        _ => "",
    }
}

/// What an entry is about: the substance, the medicine, the relative's illness, the answer.
pub(super) fn what(section: Section, entry: &Entry) -> String {
    let said = &entry.said;
    let label = plain_name(said.get(Field::What));
    match section {
        Section::Family => format!("{}: {label}", label_of(RELATIONS, said.get(Field::Relation))),
        Section::Social => {
            let topic = Topic::from_word(said.get(Field::Topic)).unwrap_or(Topic::Other);
            let answer = topic.answers().map_or_else(|| label.to_owned(), |values| label_of(values, label));
            match (topic, said.get(Field::Amount)) {
                // Of what other offices tell under no topic of ours the name stands in place of more.
                (Topic::Other, named) if !named.is_empty() => format!("{named}: {answer}"),
                _ => format!("{}: {answer}", topic.title()),
            }
        }
        _ => label.to_owned(),
    }
}

/// What else it says, in the order of its form, without what stands in a column of its own.
pub(super) fn more(section: Section, entry: &Entry) -> String {
    let own = [Field::What, Field::Since, Field::Until, Field::Status, Field::Relation, Field::Topic, Field::Code];
    let said = &entry.said;
    let mut parts: Vec<String> = Vec::new();
    for one in asked(section, said.get(Field::Topic)) {
        let value = said.get(one.field);
        let plain = matches!((one.field, value), (Field::Verification, "confirmed"))
            || (one.field == Field::Amount && section == Section::Social && said.get(Field::Topic) == "other");
        if value.is_empty() || own.contains(&one.field) || plain {
            continue;
        }
        let shown = one.shown(value);
        parts.push(match one.field {
            Field::AgeAtOnset => format!("began at {shown}"),
            Field::AgeAtDeath => format!("died at {shown}"),
            Field::Deceased => {
                if value == "yes" {
                    "died".to_owned()
                } else {
                    "living".to_owned()
                }
            }
            Field::Reason => format!("for {shown}"),
            Field::Lot => format!("lot {shown}"),
            Field::Prescriber => format!("prescribed by {shown}"),
            Field::Performer => format!("by {shown}"),
            _ => shown,
        });
    }
    parts.join(" · ")
}

/// How it stands, in a word, where that is not simply that it holds.
pub(super) fn status(section: Section, entry: &Entry) -> String {
    if entry.stands == Stands::InError {
        return "Entered in error".to_owned();
    }
    let value = entry.said.get(Field::Status);
    let asked = asked(section, "").into_iter().find(|one| one.field == Field::Status);
    match (asked, value) {
        (Some(_), "active" | "completed") if entry.stands == Stands::Now => String::new(),
        (Some(one), value) => one.shown(value),
        (None, _) if entry.stands == Stands::Before => "Before".to_owned(),
        (None, _) => String::new(),
    }
}

/// From when to when.
pub(super) fn span(entry: &Entry) -> String {
    let (since, until) = (told_day(entry.said.get(Field::Since)), told_day(entry.said.get(Field::Until)));
    match (since.as_str(), until.as_str()) {
        (since, "") => since.to_owned(),
        ("", until) => format!("until {until}"),
        (since, until) => format!("{since} to {until}"),
    }
}
