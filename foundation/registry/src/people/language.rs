//! The languages in which patients are written to, and read what is theirs to read.

kernel::code!(
    /// A language in which patients are written to.
    Language {
        /// English.
        English = "en",
        /// Spanish.
        Spanish = "es",
    }
);

impl Language {
    /// That of a person's card (BCP 47): Spanish for `es` and all that begins with it, English for all else.
    #[must_use]
    pub fn of(card: &str) -> Self {
        let first = card.split('-').next().unwrap_or_default();
        if first.eq_ignore_ascii_case("es") { Self::Spanish } else { Self::English }
    }

    /// As shown on pages of the staff.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
        }
    }

    /// As whoever speaks it calls it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_card_says_which_of_the_two_it_is() {
        for spanish in ["es", "es-MX", "ES", "es-419"] {
            assert_eq!(Language::of(spanish), Language::Spanish, "{spanish}");
        }
        for other in ["en", "en-US", "fr", "", "est"] {
            assert_eq!(Language::of(other), Language::English, "{other}: Estonian is not Spanish");
        }
    }
}
