//! What patients read on their own pages, in English and Spanish: each word stands once, beside the same in the other language.
//!
//! A page asks [`words`] for the words of its language and names them; no page asks which language it is. Spanish is as people
//! speak it in Mexico and the United States, with *usted*, for somebody who went to school for six years. The pieces of the kit
//! have a [`Voice`] of their own.

mod doors;
mod problems;
mod sheet;
mod visit;

pub(crate) use doors::Doors;
pub(crate) use problems::{Problems, told};
pub(crate) use sheet::Sheet;
pub(crate) use visit::{CardPictures, Details, Papers};

use crate::kit::{Voice, voice};
use registry::people::Language;

/// Makes a list of words: `both!(/// At the door. Doors { go_on: "Go on", "Continuar"; });`. What stands in braces is filled in.
macro_rules! both {
    ($(#[$doc:meta])* $name:ident { $($word:ident: $english:literal, $spanish:literal;)+ }) => {
        $(#[$doc])*
        pub(crate) struct $name {
            $(pub(crate) $word: &'static str),+
        }

        impl $name {
            pub(super) const ENGLISH: Self = Self { $($word: $english),+ };
            pub(super) const SPANISH: Self = Self { $($word: $spanish),+ };
            /// Each word by its name, in both languages.
            #[cfg(test)]
            pub(super) const BOTH: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($word), $english, $spanish)),+];
        }
    };
}
use both;

/// Every word of one language.
pub(crate) struct Words {
    pub(crate) language: Language,
    pub(crate) voice: &'static Voice,
    pub(crate) doors: Doors,
    pub(crate) details: Details,
    pub(crate) card: CardPictures,
    pub(crate) papers: Papers,
    pub(crate) sheet: Sheet,
    pub(crate) problems: Problems,
}

static ENGLISH: Words = Words {
    language: Language::English,
    voice: voice::ENGLISH,
    doors: Doors::ENGLISH,
    details: Details::ENGLISH,
    card: CardPictures::ENGLISH,
    papers: Papers::ENGLISH,
    sheet: Sheet::ENGLISH,
    problems: Problems::ENGLISH,
};

static SPANISH: Words = Words {
    language: Language::Spanish,
    voice: voice::SPANISH,
    doors: Doors::SPANISH,
    details: Details::SPANISH,
    card: CardPictures::SPANISH,
    papers: Papers::SPANISH,
    sheet: Sheet::SPANISH,
    problems: Problems::SPANISH,
};

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
    }
}

#[cfg(test)]
mod tests {
    use super::{CardPictures, Details, Doors, Papers, Problems, Sheet, problems};
    use crate::kit::voice::{ENGLISH, SPANISH};
    use std::collections::BTreeSet;

    /// Words that are the same in both.
    const SAME: &[&str] = &["No"];

    /// Words that are often written without their accent, and are wrong then.
    const ACCENTS: &[&str] = &[
        "aqui",
        "area",
        "codigo",
        "compania",
        "dia",
        "direccion",
        "informacion",
        "lapiz",
        "medico",
        "numero",
        "pagina",
        "recepcion",
        "tambien",
        "telefono",
        "todavia",
    ];

    /// All of it: what it is called, in English, in Spanish.
    fn all() -> Vec<(&'static str, &'static str, &'static str)> {
        let mut all: Vec<_> =
            [Doors::BOTH, Details::BOTH, CardPictures::BOTH, Papers::BOTH, Sheet::BOTH, Problems::BOTH, problems::TOLD]
                .concat();
        all.extend([
            ("optional", ENGLISH.optional, SPANISH.optional),
            ("problem", ENGLISH.problem, SPANISH.problem),
            ("faults", ENGLISH.faults, SPANISH.faults),
            ("birth", ENGLISH.birth, SPANISH.birth),
            ("remove", ENGLISH.remove, SPANISH.remove),
        ]);
        all
    }

    /// What is filled in: `{name}`.
    fn marks(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn no_word_is_missing_or_was_left_in_english() {
        for (word, english, spanish) in all() {
            assert!(!english.trim().is_empty() && !spanish.trim().is_empty(), "{word} is missing");
            assert!(english != spanish || SAME.contains(&english), "{word} was left as it is: {english}");
            assert_eq!(marks(english), marks(spanish), "{word} fills in the same in both");
        }
    }

    #[test]
    fn sentences_end_as_sentences_and_spanish_asks_as_spanish_asks() {
        for (word, english, spanish) in all() {
            let end = |text: &str| text.trim_end().ends_with('.');
            assert_eq!(end(english), end(spanish), "{word}: a sentence is one in both");
            for (opens, closes) in [('¿', '?'), ('¡', '!')] {
                let count = |of: char| spanish.matches(of).count();
                assert_eq!(count(opens), count(closes), "{word}: {spanish}");
            }
        }
    }

    #[test]
    fn nothing_is_written_without_its_accent() {
        for (word, _, spanish) in all() {
            let plain: String =
                spanish.to_lowercase().chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
            let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
            let bare = ACCENTS.iter().find(|bare| plain.contains(&format!(" {bare} ")));
            assert_eq!(bare, None, "{word}: {spanish}");
            // Patients are spoken to with usted.
            for familiar in [" tu ", " tú ", " tus ", " te ", " ti "] {
                assert!(!plain.contains(familiar), "{word}: {spanish}");
            }
        }
    }
}
