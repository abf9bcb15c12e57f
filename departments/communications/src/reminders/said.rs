//! Days and times as patients read them, in English and Spanish.

use jiff::civil::{Date, DateTime, Time};
use registry::people::Language;

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

/// Until when: the time alone where it is today, and otherwise with its day: `11:05 am on Tuesday, November 17`, or
/// `las 11:05 a. m. del martes 17 de noviembre`.
#[must_use]
pub fn said_until(until: DateTime, today: Date, language: Language) -> String {
    let (day, time) = (said_day(until.date(), language), said_time(until.time(), language));
    match (until.date() == today, language) {
        (true, Language::English) => time,
        (true, Language::Spanish) => format!("las {time}"),
        (false, Language::English) => format!("{time} on {day}"),
        (false, Language::Spanish) => format!("las {time} del {day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, said_day, said_time, said_until};
    use jiff::civil::{date, time};

    #[test]
    fn days_and_times_are_said_as_people_say_them() {
        let day = date(2026, 11, 17);
        assert_eq!(said_day(day, Language::English), "Tuesday, November 17");
        assert_eq!(said_day(day, Language::Spanish), "martes 17 de noviembre");
        assert_eq!(said_time(time(0, 5, 0, 0), Language::English), "12:05 am");
        assert_eq!(said_time(time(14, 30, 0, 0), Language::Spanish), "2:30 p. m.");
        let until = day.at(11, 5, 0, 0);
        assert_eq!(said_until(until, day, Language::English), "11:05 am");
        assert_eq!(
            said_until(until, date(2026, 11, 16), Language::Spanish),
            "las 11:05 a. m. del martes 17 de noviembre"
        );
    }
}
