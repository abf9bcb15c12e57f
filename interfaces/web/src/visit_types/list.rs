//! The list of visit types.

use super::form::{tone_in_words, whom_in_words};
use crate::answer::Answer;
use crate::kit::{Button, Column, Empty, Icon, PageHead, Pill, Row, Table, Tone};
use crate::practice::tabs;
use crate::staff::Staff;
use front_office::scheduling::{VisitType, VisitTypes};
use maud::html;
use office::Permission;

/// `GET /visit-types`
pub(super) async fn show(staff: Staff) -> Answer {
    let all = staff.ask(VisitTypes).await?.0;
    let manages = staff.may(Permission::ManagePractice);
    let mut head = PageHead::new("Visit types");
    if manages {
        head = head.deed(Button::main("Add a visit type").icon(Icon::Plus).goes("/visit-types/new").key('n'));
    }
    let columns = vec![
        Column::words("Visit type"),
        Column::number("Minutes"),
        Column::words("For"),
        Column::words("Colour"),
        Column::words("Offered"),
    ];
    let row = |kind: &VisitType| {
        let offered = if kind.active {
            Pill::new(Tone::Good, "Can be booked")
        } else {
            Pill::new(Tone::Quiet, "No longer offered")
        };
        let row = Row::new(vec![
            html! { (kind.name) },
            html! { (kind.minutes) },
            html! { (whom_in_words(kind.for_whom)) },
            html! { (tone_in_words(kind.tone)) },
            html! { (offered) },
        ]);
        if manages { row.leads(format!("/visit-types/{}", kind.id)) } else { row }
    };
    let nothing =
        Empty::new(Icon::Calendar, "No kind of visit is offered yet, so nothing can be booked. Add the first one.");
    let table = Table::new("Visit types", columns, all.iter().map(row).collect()).or(nothing);
    staff.show("Visit types", html! { (head) (tabs(&staff, "/visit-types")) (table) })
}
