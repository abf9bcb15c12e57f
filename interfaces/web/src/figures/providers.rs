//! What the providers of a site offered, were booked for, and did.

use super::{Wanted, head, share, spread};
use crate::answer::Answer;
use crate::kit::{Card, Column, Empty, Figure, Icon, Row, Table, figures, wording};
use crate::staff::Staff;
use axum::extract::Query;
use front_office::figures::{ProviderFigures, ProviderFiguresOf, ProviderWork};
use maud::{Markup, html};

/// `GET /figures`
pub(super) async fn show(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let (site, period) = (staff.site()?.id, wanted.period(staff.today()));
    let page = staff.ask(ProviderFiguresOf { site, period }).await?.0;
    let body = html! {
        (head(&staff, "/figures", &wanted)?)
        (figures(&together(&page.together)))
        (Card::new("By provider", table(&page)).to_the_edge())
        p.hint {
            "Booked: hours of appointments that were not cancelled, missed ones among them, of the hours offered less closures. Late: "
            "from the time of the appointment until the provider came. Visits in which a status was taken back are not timed."
        }
    };
    staff.show("Figures", body)
}

fn hours(minutes: i64) -> String {
    format!("{:.1} h", minutes as f64 / 60.0)
}

fn an_hour(work: &ProviderWork) -> String {
    work.seen_an_hour().map_or_else(|| "—".to_owned(), |seen| format!("{seen:.1}"))
}

/// Minutes that may be negative: somebody came before the time.
fn lateness(minutes: i64) -> String {
    if minutes < 0 { format!("{} early", wording::minutes(-minutes)) } else { wording::minutes(minutes) }
}

fn together(work: &ProviderWork) -> [Figure; 5] {
    let late = work.late.map_or_else(|| "—".to_owned(), |late| lateness(late.median));
    [
        Figure::new("Seen", work.seen.to_string()).more(format!("{} without an appointment", work.walk_ins)),
        Figure::new("Booked", share(work.filled())).more(format!("of {} offered", hours(work.offered))),
        Figure::new("Seen an hour", an_hour(work)).more("of the hours offered"),
        Figure::new("No-shows", share(work.missed_share())).more(format!("{} of {}", work.missed, work.appointments)),
        Figure::new("Late, usually", late).more("until the provider came"),
    ]
}

fn table(page: &ProviderFigures) -> Markup {
    let numbers = ["Booked", "Seen", "No-shows", "Cancelled", "Left unseen", "With patient", "Late"];
    let columns = std::iter::once(Column::words("Provider")).chain(numbers.map(Column::number)).collect();
    let row = |(provider, work): &(_, ProviderWork)| {
        let walk_ins = match work.walk_ins {
            0 => String::new(),
            some => format!(", {some} walked in"),
        };
        Row::new(vec![
            html! { (page.labels.provider(*provider)) },
            html! { (share(work.filled())) span.cell-more { (work.booked / 60) " of " (work.offered / 60) " h" } },
            html! { (work.seen) span.cell-more { (an_hour(work)) " an hour" (walk_ins) } },
            html! { (work.missed) span.cell-more { (share(work.missed_share())) } },
            html! { (work.cancelled) },
            html! { (work.left_unseen) },
            spread(work.with_patient, wording::minutes),
            spread(work.late, lateness),
        ])
    };
    let none = Empty::new(Icon::Chart, "Nobody offered hours or saw patients here in these days.");
    html! { (Table::new("Figures by provider", columns, page.providers.iter().map(row).collect()).or(none)) }
}
