//! How the telephone of a site was answered: how soon, when it rang most, by whom, and what was owed.

use super::{Wanted, head, share, spread};
use crate::access_review::who;
use crate::answer::Answer;
use crate::kit::{Card, Column, Empty, Facts, Figure, Icon, Row, Table, chart, figures, wording};
use crate::staff::Staff;
use axum::extract::Query;
use front_office::figures::{CallBackFigures, CallFigures, CallFiguresOf, CallsOfHour, IN_TIME_SECONDS, percent};
use maud::{Markup, html};
use registry::practice::{StaffLine, StaffOfPractice};

/// `GET /figures/phone`
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let (site, period) = (staff.site()?.id, wanted.period(staff.today()));
    let (page, colleagues) = tokio::try_join!(staff.ask(CallFiguresOf { site, period }), staff.ask(StaffOfPractice))?;
    let page = page.0;
    let body = html! {
        (head(&staff, "/figures/phone", &wanted)?)
        @if page.rang + page.by_hand + page.call_backs.asked == 0 {
            (Empty::new(Icon::Phone, "Nobody called in these days, and nobody was promised a call."))
        } @else {
            (figures(&together(&page)))
            @if !page.hours.is_empty() { (Card::new("When it rang", hours(&page.hours))) }
            div.two-columns {
                (Card::new("Who took the calls", people(&page, &colleagues.0)).to_the_edge())
                (Card::new("Why they called", reasons(&page)).to_the_edge())
                (Card::new("Call-backs promised", call_backs(&page.call_backs)))
            }
        }
    };
    staff.show("Figures", body)
}

/// Seconds as a stop-watch shows them: `45 s`, `3:05`.
fn seconds(seconds: i64) -> String {
    if seconds < 60 { format!("{seconds} s") } else { format!("{}:{:02}", seconds / 60, seconds % 60) }
}

fn together(page: &CallFigures) -> [Figure; 5] {
    let usually = page.until_answered.map_or_else(|| "—".to_owned(), |wait| seconds(wait.median));
    let long =
        page.until_answered.map_or_else(String::new, |wait| format!("nine of ten within {}", seconds(wait.ninth)));
    let talked = page.talked.map_or_else(|| "—".to_owned(), |talk| seconds(talk.median));
    [
        Figure::new("Rang", page.rang.to_string()).more(format!("{} opened by hand", page.by_hand)),
        Figure::new("Taken in time", share(percent(page.in_time, page.rang)))
            .more(format!("within {IN_TIME_SECONDS} seconds")),
        Figure::new("Until taken, usually", usually).more(long),
        Figure::new("Missed", share(percent(page.missed, page.rang)))
            .more(format!("{} calls, {} called back", page.missed, page.called_back)),
        Figure::new("Talked, usually", talked),
    ]
}

/// Points of the drawing: a bar and its gap are so wide, the highest bar so high.
const STEP: usize = 64;
const BAR: usize = 40;
const HEIGHT: usize = 130;

fn hours(hours: &[CallsOfHour]) -> Markup {
    let most = hours.iter().map(|hour| hour.rang).max().unwrap_or(1).max(1);
    let high = |count: usize| count * HEIGHT / most;
    let width = hours.len() * STEP;
    let drawing = html! {
        svg.chart-bars viewBox=(format!("0 0 {width} {}", HEIGHT + 20)) width=(width) aria-hidden="true" focusable="false" {
            @for (at, hour) in hours.iter().enumerate() {
                @let (left, rang, missed) = (at * STEP + (STEP - BAR) / 2, high(hour.rang), high(hour.missed));
                rect.chart-bar x=(left) y=(HEIGHT - rang) width=(BAR) height=(rang) {}
                rect.chart-bar-bad x=(left) y=(HEIGHT - missed) width=(BAR) height=(missed) {}
                text.chart-word x=(at * STEP + STEP / 2) y=(HEIGHT + 16) text-anchor="middle" { (wording::hour(hour.hour)) }
            }
        }
    };
    let columns = vec![Column::words("Hour"), Column::number("Rang"), Column::number("Missed")];
    let row = |hour: &CallsOfHour| {
        Row::new(vec![html! { (wording::hour(hour.hour)) }, html! { (hour.rang) }, html! { (hour.missed) }])
    };
    let table = Table::new("Calls by hour", columns, hours.iter().map(row).collect());
    let busiest = hours.iter().max_by_key(|hour| hour.rang).map_or(0, |hour| hour.hour);
    let says = format!("The busiest hour begins at {}. The lower part of a bar was missed.", wording::hour(busiest));
    chart("Calls by the hour of the day", &says, drawing, table)
}

fn people(page: &CallFigures, colleagues: &[StaffLine]) -> Markup {
    let columns = vec![Column::words("Who"), Column::number("Calls"), Column::number("Talked")];
    let row = |one: &front_office::figures::CallsOfPerson| {
        Row::new(vec![html! { (who(one.account, colleagues)) }, html! { (one.taken) }, spread(one.talked, seconds)])
    };
    let none = Empty::new(Icon::Phone, "Nobody took a call.");
    html! { (Table::new("Calls by person", columns, page.people.iter().map(row).collect()).or(none)) }
}

fn reasons(page: &CallFigures) -> Markup {
    let noted: usize = page.reasons.iter().map(|(_, count)| count).sum();
    let columns = vec![Column::words("Reason"), Column::number("Calls"), Column::number("Share")];
    let row = |(reason, count): &(front_office::phone::CallReason, usize)| {
        Row::new(vec![html! { (reason.title()) }, html! { (count) }, html! { (share(percent(*count, noted))) }])
    };
    let none = Empty::new(Icon::List, "No reason was noted.");
    html! { (Table::new("Calls by reason", columns, page.reasons.iter().map(row).collect()).or(none)) }
}

fn call_backs(all: &CallBackFigures) -> Facts {
    let took = all.until_done.map_or_else(String::new, |took| {
        format!("{}, nine of ten within {}", wording::minutes(took.median), wording::minutes(took.ninth))
    });
    Facts::new()
        .fact("Promised", all.asked.to_string())
        .fact("Done in time", format!("{} of {}", all.in_time, all.done))
        .fact("Reached", all.reached.to_string())
        .fact("Overdue now", all.overdue.to_string())
        .fact("Until done, usually", took)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn seconds_read_as_on_a_stop_watch() {
        assert_eq!((seconds(45).as_str(), seconds(185).as_str()), ("45 s", "3:05"));
    }
}
