//! Wordings: what a message says, in editions and in both languages. Of the patient only the first name stands in it, of the
//! visit only when and where (45 CFR 164.502(b), 2013): no reason, no clinician.

use super::facts::MessageFact;
use super::tables::{WordingRow, WordsRow, message_step, message_wording, message_words};
use super::{Language, MANAGE_REMINDERS, Occasion, StepId, WordingId};
use diesel::prelude::*;
use kernel::{Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};

/// Wordings of a practice.
const WORDINGS_MAX: u32 = 40;
/// A text of more letters than this goes out as more than two parts.
const BRIEF_MAX: usize = 300;
const LONG_MAX: usize = 4_000;
/// What may be filled in.
const PLACES: [&str; 7] = ["{first_name}", "{day}", "{time}", "{until}", "{site}", "{phone}", "{link}"];

/// What is filled in on some occasions only.
const SPECIAL: [&str; 3] = ["{day}", "{time}", "{until}"];

/// What an edition says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The text message. It says how to stop, and carries no link unless one is written in.
    pub brief: String,
    /// The subject of the e-mail.
    pub subject: String,
    /// The e-mail and the letter.
    pub letter: String,
    /// What whoever calls says.
    pub script: String,
}

/// A wording with its latest edition.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Its id.
    pub id: WordingId,
    /// What the practice calls it.
    pub name: String,
    /// The latest edition, from 1.
    pub edition: i64,
    /// In English.
    pub english: Words,
    /// In Spanish.
    pub spanish: Words,
}

impl Wording {
    /// In this language.
    #[must_use]
    pub const fn words(&self, language: Language) -> &Words {
        match language {
            Language::English => &self.english,
            Language::Spanish => &self.spanish,
        }
    }
}

/// What is filled in for one patient and visit.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The name they want to be called by, or the given name.
    pub first_name: Phi<String>,
    /// `Tuesday, November 17`.
    pub day: String,
    /// `9:05 am`.
    pub time: String,
    /// Until when an offer can be answered: `11:00 am`, or `Tuesday, November 17 at 11:00 am`; empty otherwise.
    pub until: String,
    /// What the site is called.
    pub site: String,
    /// Its telephone.
    pub phone: String,
    /// What opens the patient's page; empty on a text that has none.
    pub link: String,
}

impl Filled {
    /// The text with everything filled in, once: what a patient is called is not read as a place again.
    #[must_use]
    pub fn into_text(&self, text: &str) -> Phi<String> {
        let mut out = String::with_capacity(text.len() + 60);
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let Some(place) = PLACES.iter().find(|place| rest.starts_with(**place)) else {
                out.push('{');
                rest = &rest[1..];
                continue;
            };
            let said = match *place {
                "{first_name}" => self.first_name.reveal(),
                "{day}" => &self.day,
                "{time}" => &self.time,
                "{until}" => &self.until,
                "{site}" => &self.site,
                "{phone}" => &self.phone,
                _ => &self.link,
            };
            out.push_str(said);
            rest = &rest[place.len()..];
            // “a las 9:30 a. m.” ends with the full stop of its sentence.
            if said.ends_with('.') {
                rest = rest.strip_prefix('.').unwrap_or(rest);
            }
        }
        out.push_str(rest);
        Phi::new(out)
    }
}

fn from_row(row: WordsRow) -> Words {
    Words { brief: row.brief, subject: row.subject, letter: row.letter, script: row.script }
}

/// What an edition says in a language.
///
/// # Errors
/// Not found, when there is no such edition.
pub fn words_of(read: &mut Reader<'_>, wording: WordingId, edition: i64, language: Language) -> Result<Words, Problem> {
    let query = message_words::table
        .filter(message_words::wording.eq(wording).and(message_words::edition.eq(edition)))
        .filter(message_words::language.eq(language.word()))
        .select(WordsRow::as_select());
    read.one(query, "wording").map(from_row)
}

/// The latest edition of a wording.
pub(super) fn edition_of(read: &mut Reader<'_>, wording: WordingId) -> Result<i64, Problem> {
    read.one(message_wording::table.filter(message_wording::id.eq(wording)).select(message_wording::edition), "wording")
}

/// What is filled into the latest edition of a wording and is not filled in on every occasion.
pub(super) fn places_of(read: &mut Reader<'_>, wording: WordingId) -> Result<Vec<&'static str>, Problem> {
    let edition = edition_of(read, wording)?;
    let (english, spanish) =
        (words_of(read, wording, edition, Language::English)?, words_of(read, wording, edition, Language::Spanish)?);
    Ok(special_places(&english, &spanish))
}

fn special_places(english: &Words, spanish: &Words) -> Vec<&'static str> {
    let texts =
        |words: &Words| [words.brief.clone(), words.subject.clone(), words.letter.clone(), words.script.clone()];
    let all: Vec<String> = texts(english).into_iter().chain(texts(spanish)).collect();
    SPECIAL.into_iter().filter(|place| all.iter().any(|text| text.contains(place))).collect()
}

/// Every wording, by name, in its latest edition.
///
/// # Errors
/// Broken, when the database fails.
pub fn wordings(read: &mut Reader<'_>) -> Result<Vec<Wording>, Problem> {
    let rows = message_wording::table.order(message_wording::name).select(WordingRow::as_select());
    let rows: Vec<WordingRow> = read.list(rows, WORDINGS_MAX)?;
    let wording = |row: WordingRow| {
        Ok(Wording {
            english: words_of(read, row.id, row.edition, Language::English)?,
            spanish: words_of(read, row.id, row.edition, Language::Spanish)?,
            id: row.id,
            name: row.name,
            edition: row.edition,
        })
    };
    rows.into_iter().map(wording).collect()
}

/// Writes a wording, or a new edition of one. What was sent keeps the edition it was sent in.
#[derive(Clone, Debug)]
pub struct KeepWording {
    /// Of which it is a new edition, with the edition that was seen; nothing adds one.
    pub changes: Option<(WordingId, i64)>,
    /// What the practice calls it.
    pub name: String,
    /// In English.
    pub english: Words,
    /// In Spanish.
    pub spanish: Words,
}

impl Command for KeepWording {
    const ACT: Act = MANAGE_REMINDERS;
    type Done = WordingId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<WordingId, Problem> {
        let name = self.name.trim();
        let mut faults = wording_faults(&self.english, Language::English);
        faults.extend(wording_faults(&self.spanish, Language::Spanish));
        if name.is_empty() || name.chars().count() > 60 {
            faults.push(("name", "Enter what this wording is called, in up to 60 letters.".to_owned()));
        }
        if let Some((_, first)) = faults.first() {
            let problem = Problem::invalid("bad_wording", first.clone());
            return Err(faults.into_iter().fold(problem, |problem, (field, say)| problem.at(field, say)));
        }
        self.fits_its_steps(tx)?;
        let (id, seen) = self.changes.unwrap_or_else(|| (tx.id(), 0));
        let (now, who, edition) = (tx.now(), tx.who().account(), seen + 1);
        let taken = message_wording::table.filter(message_wording::name.eq(name)).select(message_wording::id);
        if tx.maybe::<_, WordingId>(taken)?.is_some_and(|other| other != id) {
            let say = "There is a wording of this name already.";
            return Err(Problem::conflict("name_taken", say).at("name", say));
        }
        let mut pen = tx.write(MessageFact::WordingKept { wording: id, edition });
        if self.changes.is_some() {
            let seen = message_wording::id.eq(id).and(message_wording::edition.eq(seen));
            let set = (message_wording::name.eq(name), message_wording::edition.eq(edition));
            pen.change(diesel::update(message_wording::table.filter(seen)).set(set))?;
        } else {
            pen.insert(message_wording::table, &WordingRow { id, name: name.to_owned(), edition })?;
        }
        for (language, words) in [(Language::English, &self.english), (Language::Spanish, &self.spanish)] {
            let row = WordsRow {
                wording: id,
                edition,
                language: language.word().to_owned(),
                brief: words.brief.trim().to_owned(),
                subject: words.subject.trim().to_owned(),
                letter: words.letter.trim().to_owned(),
                script: words.script.trim().to_owned(),
                written_at: now,
                written_by: who,
            };
            pen.insert(message_words::table, &row)?;
        }
        Ok(id)
    }
}

impl KeepWording {
    /// Refuses what could not be filled in where the wording is used.
    fn fits_its_steps(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let Some((id, _)) = self.changes else { return Ok(()) };
        let used =
            message_step::table.filter(message_step::wording.eq(id)).select((message_step::id, message_step::occasion));
        let used: Vec<(StepId, Occasion)> = tx.list(used, WORDINGS_MAX)?;
        let written = special_places(&self.english, &self.spanish);
        for (_, occasion) in used {
            if let Some(place) = written.iter().find(|place| !occasion.places().contains(*place)) {
                let when = occasion.title().to_lowercase();
                let say = format!("{place} cannot be filled in where this wording is used: {when}.");
                return Err(Problem::invalid("bad_wording", say.clone()).at("brief_en", say));
            }
        }
        Ok(())
    }
}

/// What is wrong with the words in one language, by field: `brief_en`, `subject_es` and so on.
#[must_use]
pub fn wording_faults(words: &Words, language: Language) -> Vec<(&'static str, String)> {
    let fields: [&'static str; 4] = match language {
        Language::English => ["brief_en", "subject_en", "letter_en", "script_en"],
        Language::Spanish => ["brief_es", "subject_es", "letter_es", "script_es"],
    };
    let texts = [&words.brief, &words.subject, &words.letter, &words.script];
    let mut faults = Vec::new();
    for (at, (field, text)) in fields.into_iter().zip(texts).enumerate() {
        let longest = if at < 2 { BRIEF_MAX } else { LONG_MAX };
        if text.trim().is_empty() {
            faults.push((field, "Write what it says.".to_owned()));
        } else if text.chars().count() > longest {
            faults.push((field, format!("Keep it under {longest} letters.")));
        } else if let Some(unknown) = unknown_place(text) {
            faults.push((field, format!("{unknown} cannot be filled in. These can: {}.", PLACES.join(", "))));
        } else if at == 0 && !text.contains("STOP") {
            // CTIA, Messaging Principles and Best Practices, 2023, 5.1: messages say how to opt out.
            faults.push((field, "Say how to stop: the word STOP must stand in a text message.".to_owned()));
        } else if at == 2 && !text.contains("{link}") {
            faults.push((field, "Write {link} where the patient finds the way to answer.".to_owned()));
        }
    }
    faults
}

/// The first place in braces that is none of ours.
fn unknown_place(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let end = rest.find('}').map_or(rest.len(), |end| end + 1);
        if !PLACES.contains(&&rest[..end]) {
            return Some(&rest[..end]);
        }
        rest = &rest[end..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Filled, Words, unknown_place, wording_faults};
    use crate::reminders::Language;
    use kernel::Phi;

    #[test]
    fn what_a_patient_is_called_is_not_filled_in_again() {
        let filled = Filled {
            first_name: Phi::from("{link}"),
            day: "Monday".into(),
            time: "9:00 am".into(),
            until: "noon".into(),
            site: "Lakeside".into(),
            phone: "555".into(),
            link: "https://moa.test/r/1".into(),
        };
        let text = filled.into_text("{first_name}: {day} at {time}, {site} {phone} {x} {");
        assert_eq!(text.reveal(), "{link}: Monday at 9:00 am, Lakeside 555 {x} {");
        let spanish = Filled { time: "9:00 a. m.".into(), ..filled };
        assert_eq!(spanish.into_text("a las {time}. ¿Vendrá? {time}").reveal(), "a las 9:00 a. m. ¿Vendrá? 9:00 a. m.");
    }

    #[test]
    fn a_wording_says_how_to_stop_and_knows_its_places() {
        assert_eq!(unknown_place("{day} {reason}"), Some("{reason}"));
        assert_eq!(unknown_place("{day} {time"), Some("{time"));
        let words = Words {
            brief: "See you {day}".into(),
            subject: "Your visit".into(),
            letter: "Come on {day}. {provider}".into(),
            script: "Hello".into(),
        };
        let faults: Vec<&str> = wording_faults(&words, Language::English).into_iter().map(|(at, _)| at).collect();
        assert_eq!(faults, ["brief_en", "letter_en"]);
    }
}
