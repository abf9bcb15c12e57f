//! Days and times as patients read them, in English and Spanish.

use jiff::civil::{Date, Time};

/// A language in which patients are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// That of a person's card (BCP 47): Spanish for `es` and all that begins with it, English for all else.
    #[must_use]
    pub fn of(card: &str) -> Self {
        let first = card.split('-').next().unwrap_or_default();
        if first.eq_ignore_ascii_case("es") { Self::Spanish } else { Self::English }
    }

    /// `en` or `es`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
        }
    }
}

const DAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// `Tuesday, November 17` or `martes 17 de noviembre`.
#[must_use]
pub fn said_day(day: Date, language: Language) -> String {
    match language {
        Language::English => day.strftime("%A, %B %-d").to_string(),
        Language::Spanish => {
            let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
            let month = usize::try_from(day.month() - 1).unwrap_or(0);
            format!("{} {} de {}", DAYS[weekday % 7], day.day(), MONTHS[month % 12])
        }
    }
}

/// `9:05 am` or `9:05 a. m.`.
#[must_use]
pub fn said_time(time: Time, language: Language) -> String {
    let hour = (time.hour() + 11) % 12 + 1;
    let half = match (time.hour() < 12, language) {
        (true, Language::English) => "am",
        (false, Language::English) => "pm",
        (true, Language::Spanish) => "a. m.",
        (false, Language::Spanish) => "p. m.",
    };
    format!("{hour}:{:02} {half}", time.minute())
}

#[cfg(test)]
mod tests {
    use super::{Language, said_day, said_time};
    use jiff::civil::{date, time};

    #[test]
    fn days_and_times_are_said_as_people_say_them() {
        let day = date(2026, 11, 17);
        assert_eq!(said_day(day, Language::English), "Tuesday, November 17");
        assert_eq!(said_day(day, Language::Spanish), "martes 17 de noviembre");
        assert_eq!(said_time(time(0, 5, 0, 0), Language::English), "12:05 am");
        assert_eq!(said_time(time(14, 30, 0, 0), Language::Spanish), "2:30 p. m.");
        assert_eq!(Language::of("es-MX"), Language::Spanish);
        assert_eq!(Language::of("en"), Language::English);
        assert_eq!(Language::of("est"), Language::English, "Estonian is not Spanish");
    }
}
