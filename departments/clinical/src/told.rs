//! Dates as they were told: a year, a month, a day or a moment, never more exact than that.

/// The digits of a date as it was told, as a number that sorts: YYYYMMDDhhmmss, with zeros for what is untold.
///
/// It reads what FHIR, HL7 v2 and people write with the year first; text without a year at its beginning gives 0.
#[must_use]
pub fn key(text: &str) -> i64 {
    // The offset from UTC is no part of the order: a chart is read by the clock on the wall where it was written.
    let clock =
        text.find('T').map_or(text, |at| text[at..].find(['Z', '+', '-', '.']).map_or(text, |end| &text[..at + end]));
    let digits: String = clock.chars().filter(char::is_ascii_digit).take(14).collect();
    if digits.len() < 4 || !text.starts_with(|first: char| first.is_ascii_digit()) {
        return 0;
    }
    format!("{digits:0<14}").parse().unwrap_or(0)
}

/// As a reader of the chart wants it: `2020-03-07 13:18`, `1990-07`, `1990`.
#[must_use]
pub fn shown(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
        None => text.to_owned(),
    }
}

/// What an American typed for a date, in the order that sorts: `5/12/2019` as `2019-05-12`, `5/2019` as `2019-05`; anything else
/// as it was typed.
#[must_use]
pub fn typed(text: &str) -> String {
    let text = text.trim();
    let parts: Vec<Option<u32>> = text.split('/').map(|part| part.trim().parse().ok()).collect();
    match parts[..] {
        [Some(month @ 1..=12), Some(day @ 1..=31), Some(year @ 1000..=9999)] => {
            let told = format!("{year:04}-{month:02}-{day:02}");
            if told.parse::<kernel::Day>().is_ok() { told } else { text.to_owned() }
        }
        [Some(month @ 1..=12), Some(year @ 1000..=9999)] => format!("{year:04}-{month:02}"),
        _ => text.to_owned(),
    }
}

/// The day alone, when one was told: `2020-03-07`.
#[must_use]
pub fn day(text: &str) -> Option<kernel::Day> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{day, key, shown, typed};

    #[test]
    fn what_is_untold_stays_zero() {
        assert_eq!(key("1990"), 19_900_000_000_000);
        assert_eq!(key("1990-07"), 19_900_700_000_000);
        assert_eq!(key("2020-03-07T13:18:01+01:00"), 20_200_307_131_801);
        assert_eq!(key("2020-03-07T13:18:01.190Z"), 20_200_307_131_801);
        assert_eq!(key("in childhood"), 0);
        assert_eq!(key(""), 0);
    }

    #[test]
    fn dates_are_shown_as_exact_as_they_were_told() {
        assert_eq!(shown("2020-03-07T13:18:01+01:00"), "2020-03-07 13:18");
        assert_eq!(shown("1990-07"), "1990-07");
        assert_eq!(day("1990-07"), None);
        assert_eq!(day("2020-03-07T13:18:01+01:00").map(|day| day.to_string()).as_deref(), Some("2020-03-07"));
    }

    #[test]
    fn an_american_date_is_turned_round_and_words_stay() {
        assert_eq!(typed("5/12/2019"), "2019-05-12");
        assert_eq!(typed("12/2019"), "2019-12");
        assert_eq!(typed("2/30/2019"), "2/30/2019", "no such day: it stays as words");
        assert_eq!(typed(" in childhood "), "in childhood");
        assert_eq!(typed("2019"), "2019");
    }
}
