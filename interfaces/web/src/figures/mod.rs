//! Figures: how the work of some days went, for those who lead it.

mod phone;
mod providers;

use crate::desk::Desk;
use crate::kit::{Choice, Field, PageHead, Tab, Tabs, filter_bar, wording};
use crate::staff::Staff;
use axum::Router;
use axum::routing::get;
use front_office::Spread;
use front_office::figures::Period;
use kernel::{Day, Problem};
use maud::{Markup, html};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/figures", get(providers::show)).route("/figures/phone", get(phone::show))
}

/// Which days.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    days: String,
}

/// The choices of days with their words; all but today end with yesterday, because today is not over.
const CHOICES: [(&str, &str); 4] =
    [("28", "The last 4 weeks"), ("7", "The last 7 days"), ("1", "Yesterday"), ("today", "Today so far")];

impl Wanted {
    fn period(&self, today: Day) -> Period {
        let before = |days: i32| Period { first: today.plus_days(-days), last: today.plus_days(-1) };
        match self.days.as_str() {
            "today" => Period { first: today, last: today },
            "1" => before(1),
            "7" => before(7),
            _ => before(28),
        }
    }

    fn word(&self) -> &'static str {
        let known = CHOICES.iter().find(|(word, _)| *word == self.days);
        known.map_or(CHOICES[0].0, |(word, _)| word)
    }
}

/// The head of both pages, with the one at this address open.
fn head(staff: &Staff, here: &str, wanted: &Wanted) -> Result<Markup, Problem> {
    let tab = |(to, called): (&str, &str)| {
        let at = format!("{to}?days={}", wanted.word());
        if to == here { Tab::here(called, at) } else { Tab::new(called, at) }
    };
    let days = CHOICES.map(|(word, words)| Choice::new(word, words)).into();
    let Period { first, last } = wanted.period(staff.today());
    // On paper the choice of days is not to be seen.
    let about = html! {
        (staff.site()?.name) " · " (wording::digits(first)) @if first != last { " to " (wording::digits(last)) }
    };
    Ok(html! {
        (PageHead::new("Figures").more(about))
        (Tabs::new("Figures of what", [("/figures", "Providers"), ("/figures/phone", "Phone")].map(tab).into()))
        (filter_bar(here, Field::select("days", "Days", days).value(wanted.word())))
    })
}

/// A share; a dash where there is nothing to take a share of.
fn share(share: Option<usize>) -> String {
    share.map_or_else(|| "—".to_owned(), |share| format!("{share} %"))
}

/// The middle with the ninth tenth below it, each in these words; a dash where nothing was measured.
pub(crate) fn spread(spread: Option<Spread>, words: impl Fn(i64) -> String) -> Markup {
    html! {
        @match spread {
            None => { span.quiet { "—" span.sr-only { "none" } } }
            Some(of) => { (words(of.median)) span.cell-more { "nine of ten " (words(of.ninth)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Wanted, share};
    use front_office::figures::percent;
    use kernel::Day;

    #[test]
    fn the_days_end_with_yesterday_unless_today_is_asked_for() {
        let today: Day = "2026-11-23".parse().expect("a day");
        let of = |days: &str| {
            let period = Wanted { days: days.into() }.period(today);
            (period.first.to_string(), period.last.to_string())
        };
        assert_eq!(of("7"), ("2026-11-16".into(), "2026-11-22".into()));
        assert_eq!(of("today"), ("2026-11-23".into(), "2026-11-23".into()));
        assert_eq!(of("nonsense"), of("28"), "what nobody offers is four weeks");
    }

    #[test]
    fn a_share_of_nothing_is_a_dash() {
        assert_eq!(share(percent(0, 0)), "—");
        assert_eq!(share(percent(2, 3)), "67 %");
    }
}
