//! The referrals of a patient, as a page of the chart.

use super::{due, pill, urgency};
use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Empty, Icon, Row, Table, wording};
use crate::patients::{Here, banner_of, chart_head};
use crate::staff::Staff;
use axum::extract::Path;
use maud::html;
use office::{PatientId, Permission};
use workflows::refer_out::{PatientReferrals, PatientReferralsAnswer};

/// `GET /patients/{patient}/referrals`
pub(super) async fn show(staff: Staff, Path(patient): Path<PatientId>) -> Answer {
    let page = staff.ask(PatientReferrals { patient }).await?;
    let card = Card::new("Referrals", table(&page)).to_the_edge();
    let card = match staff.may(Permission::Refer) {
        true => {
            let at = format!("/referrals/new?patient={patient}");
            card.deed(Button::plain("Refer").icon(Icon::Plus).goes(at).key('r'))
        }
        false => card,
    };
    let body = html! { (chart_head(&staff, patient, Here::Referrals)) (card) };
    staff.page("Referrals", body).banner(banner_of(&staff, patient).await?).answer()
}

fn table(page: &PatientReferralsAnswer) -> Table {
    let columns = ["Written", "To", "Why", "Stands", "Next step due", "Urgency"].map(Column::words).into();
    let rows = page.lines.iter().map(|line| {
        let zone = page.labels.zone(line.site);
        Row::new(vec![
            html! { (wording::digits(line.made_at.civil(&zone).date().into())) },
            html! { (page.offices.get(&line.entry).map_or("", String::as_str)) },
            html! { (line.reason.reveal()) },
            html! { (pill(line.state)) },
            html! { (due(line.due_at, page.now, &zone)) },
            html! { (urgency(line.urgency)) },
        ])
        .id(format!("referral-{}", line.id))
        .leads(format!("/referrals/{}", line.id))
    });
    let nothing = "This patient was not referred to another office yet.";
    Table::new("Referrals, latest first", columns, rows.collect()).or(Empty::new(Icon::Document, nothing))
}
