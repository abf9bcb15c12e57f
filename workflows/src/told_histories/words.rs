//! The words by which patients say none, name a relative, or tell how a medicine is taken; English and Spanish.

/// The whole of an answer that says that there is none.
pub(super) const NONE: &[&str] = &[
    "0",
    "i have no allergies",
    "i have none",
    "i take nothing",
    "n/a",
    "na",
    "nada",
    "negative",
    "ninguna",
    "ninguno",
    "nka",
    "nkda",
    "no",
    "no allergies",
    "no conozco ninguna",
    "no known allergies",
    "no known drug allergies",
    "no medications",
    "no medicines",
    "no se",
    "no sé de ninguna",
    "no tengo",
    "no tengo alergias",
    "no tomo",
    "no tomo nada",
    "none",
    "none known",
    "none that i know of",
    "not that i know",
    "not that i know of",
    "nothing",
];

/// Relatives, as they are named, with the code of HL7 v3 `RoleCode`. The longer names first.
pub(super) const RELATIVES: &[(&str, &str)] = &[
    ("mother's mother", "MGRMTH"),
    ("mother's father", "MGRFTH"),
    ("father's mother", "PGRMTH"),
    ("father's father", "PGRFTH"),
    ("maternal grandmother", "MGRMTH"),
    ("maternal grandfather", "MGRFTH"),
    ("paternal grandmother", "PGRMTH"),
    ("paternal grandfather", "PGRFTH"),
    ("abuela materna", "MGRMTH"),
    ("abuelo materno", "MGRFTH"),
    ("abuela paterna", "PGRMTH"),
    ("abuelo paterno", "PGRFTH"),
    ("grandmother", "GRPRN"),
    ("grandfather", "GRPRN"),
    ("grandma", "GRPRN"),
    ("grandpa", "GRPRN"),
    ("abuela", "GRPRN"),
    ("abuelo", "GRPRN"),
    ("mother", "MTH"),
    ("mama", "MTH"),
    ("mamá", "MTH"),
    ("mom", "MTH"),
    ("madre", "MTH"),
    ("father", "FTH"),
    ("papa", "FTH"),
    ("papá", "FTH"),
    ("dad", "FTH"),
    ("padre", "FTH"),
    ("sister", "SIS"),
    ("hermana", "SIS"),
    ("brother", "BRO"),
    ("hermano", "BRO"),
    ("daughter", "DAUC"),
    ("hija", "DAUC"),
    ("son", "SONC"),
    ("hijo", "SONC"),
    ("aunt", "AUNT"),
    ("tía", "AUNT"),
    ("tia", "AUNT"),
    ("uncle", "UNCLE"),
    ("tío", "UNCLE"),
    ("tio", "UNCLE"),
    ("cousin", "COUSN"),
    ("prima", "COUSN"),
    ("primo", "COUSN"),
];

/// Words at the beginning of a line that say nothing about the thing itself.
pub(super) const BEGINNINGS: &[&str] = &[
    "i am allergic to",
    "allergic to",
    "allergy to",
    "soy alérgica a",
    "soy alérgico a",
    "alérgica a",
    "alérgico a",
    "alergia a",
    "i have",
    "i had",
    "had",
    "have",
    "history of",
    "tengo",
    "tuve",
    "padezco de",
    "my",
    "mi",
    "i take",
    "take",
    "tomo",
];

/// Words that show that an illness is over.
pub(super) const OVER: &[&str] = &["had", "tuve", "history", "in childhood", "as a child", "de niño", "de niña"];

/// Words between an illness and the year in which it began.
pub(super) const BEFORE_A_YEAR: &[&str] = &["since", "in", "from", "desde", "en", "el", "about", "around", "como"];

/// Words with which it is told how a medicine is taken: a part that begins with one is no medicine of its own.
pub(super) const TAKEN: &[&str] = &[
    "a", "as", "at", "before", "by", "cada", "con", "daily", "dos", "each", "every", "for", "half", "in", "media",
    "on", "once", "one", "para", "por", "take", "three", "tres", "twice", "two", "una", "uno", "when", "with",
];

/// Units of strength.
pub(super) const UNITS: &[&str] = &["mg", "mcg", "g", "ml", "iu", "units", "unidades", "%", "meq"];

/// Between a substance and what it does.
pub(super) const DOES: &[&str] = &[" - ", " – ", " — ", ": ", " causes ", " gives me ", " me causa ", " me da ", "="];

/// Between a relative and the illness.
pub(super) const HAS: &[&str] = &[
    "had",
    "has",
    "have",
    "with",
    "died of",
    "died from",
    "tuvo",
    "tiene",
    "tenía",
    "con",
    "murió de",
    "falleció de",
    "a",
];

/// Words that say that a relative died.
pub(super) const DIED: &[&str] = &["died", "passed away", "deceased", "murió", "falleció"];
