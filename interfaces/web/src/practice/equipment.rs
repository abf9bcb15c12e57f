//! Equipment of a site: what is held together with a provider because there are fewer of it than of providers.

use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Choice, Column, Empty, Faults, Field, Form, Icon, Row, Table, side_by_side};
use crate::sealed::{Nothing, Sealed};
use crate::staff::Staff;
use axum::extract::Path;
use front_office::scheduling::{AddEquipment, CloseEquipment, EquipmentId, EquipmentKind, EquipmentLine, EquipmentOf};
use maud::{Markup, Render, html};
use office::{Permission, SiteId};
use serde::Deserialize;

/// What is typed about a piece.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    kind: String,
}

/// `GET /practice/sites/{site}/equipment`
pub(super) async fn show(staff: Staff, Path(site): Path<SiteId>) -> Answer {
    let body = body(&staff, site, &Typed::default(), Faults::none()).await?;
    staff.show("Equipment", body)
}

async fn body(staff: &Staff, site: SiteId, typed: &Typed, faults: Faults) -> Result<Markup, kernel::Problem> {
    let pieces = staff.ask(EquipmentOf { site }).await?.0;
    let name = staff.sites.iter().find(|(of, _)| of.id == site).map_or("", |(of, _)| &of.name);
    let head = crate::kit::PageHead::new("Equipment").back("/practice", "Sites and rooms").more(html! { (name) });
    let kinds = EquipmentKind::ALL.iter().map(|kind| Choice::new(kind.word(), kind.title()));
    let fields = side_by_side(html! {
        (Field::text("name", "Another piece").value(&typed.name).fault(faults.of("name")).starts_here())
        (Field::select("kind", "What it is", kinds.collect()).value(&typed.kind))
    });
    let form = Form::post(format!("/practice/sites/{site}/equipment"), &staff.seal())
        .faults(faults)
        .body(fields)
        .button(Button::main("Add it"));
    Ok(html! {
        (head)
        p { "A visit type that needs a piece of equipment holds one together with the provider and the room." }
        (Card::new("In use", table(staff, &pieces)).to_the_edge())
        @if staff.may(Permission::ManagePractice) { (form.render()) }
    })
}

fn table(staff: &Staff, pieces: &[EquipmentLine]) -> Table {
    let columns = vec![Column::words("Piece"), Column::words("What it is"), Column::deeds("Deeds")];
    let row = |line: &EquipmentLine| {
        let close = Button::bare("Take out of use")
            .about(&line.name)
            .posts(format!("/practice/equipment/{}/close", line.id), &staff.seal());
        Row::new(vec![
            html! { (line.name) },
            html! { (line.kind.title()) },
            html! { @if staff.may(Permission::ManagePractice) { (close) } },
        ])
    };
    let none = Empty::new(Icon::Box, "No equipment is listed at this site.");
    Table::new("Equipment in use", columns, pieces.iter().map(row).collect()).or(none)
}

/// `POST /practice/sites/{site}/equipment`
pub(super) async fn add(staff: Staff, Path(site): Path<SiteId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let kind = EquipmentKind::from_word(&form.kind).unwrap_or(EquipmentKind::Other);
    match staff.perform(request, AddEquipment { site, name: form.name.clone(), kind }).await {
        Ok(_) => Ok(staff.go_saying(&format!("/practice/sites/{site}/equipment"), "The piece is in use.")),
        Err(why) => {
            let body = body(&staff, site, &form, form_faults(why)?).await?;
            staff.page("Equipment", body).again().answer()
        }
    }
}

/// `POST /practice/equipment/{equipment}/close`
pub(super) async fn close(
    staff: Staff,
    Path(equipment): Path<EquipmentId>,
    Sealed { request, form: Nothing {} }: Sealed<Nothing>,
) -> Answer {
    staff.perform(request, CloseEquipment { equipment }).await?;
    Ok(staff.go_saying("/practice", "The piece is out of use from today on."))
}
