//! Kiosks of the office: registered with a code for the tablet, and ended.

use crate::answer::{Answer, Fault, form_faults};
use crate::kit::{
    Button, Card, Choice, Column, Empty, Faults, Field, Form, Icon, Notice, PageHead, Pill, Row, Table, Tone,
    side_by_side,
};
use crate::page::Page;
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use crate::wallboard;
use axum::extract::Path;
use front_office::self_check_in::{EndKiosk, Kiosk, KioskId, KioskPurpose, Kiosks, RegisterKiosk, Registered};
use maud::html;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    purpose: String,
}

/// `GET /kiosks`
pub(super) async fn list(staff: Staff) -> Answer {
    page(&staff, &Typed::default(), Faults::none(), None).await?.answer()
}

/// The page with what was typed about the wallboards.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn kiosks_page(
    staff: &Staff,
    wallboard: Option<(wallboard::Typed, Faults)>,
) -> Result<Page<'_>, Fault> {
    whole(staff, &Typed::default(), Faults::none(), None, wallboard).await
}

async fn page<'a>(
    staff: &'a Staff,
    typed: &Typed,
    faults: Faults,
    fresh: Option<&Registered>,
) -> Result<Page<'a>, Fault> {
    whole(staff, typed, faults, fresh, None).await
}

async fn whole<'a>(
    staff: &'a Staff,
    typed: &Typed,
    faults: Faults,
    fresh: Option<&Registered>,
    wallboard: Option<(wallboard::Typed, Faults)>,
) -> Result<Page<'a>, Fault> {
    let all = staff.ask(Kiosks).await?.0;
    let columns = ["Screen", "For", "Site", "Stands"]
        .map(Column::words)
        .into_iter()
        .chain([Column::deeds("What to do")])
        .collect();
    let site = |kiosk: &Kiosk| {
        let known = staff.sites.iter().find(|(site, _)| site.id == kiosk.site);
        known.map(|(site, _)| site.name.clone()).unwrap_or_default()
    };
    let row = |kiosk: &Kiosk| {
        let pill =
            if kiosk.paired { Pill::new(Tone::Good, "At work") } else { Pill::new(Tone::Warn, "Waits for its code") };
        let end =
            Button::danger("End").about(kiosk.name.as_str()).posts(format!("/kiosks/{}/end", kiosk.id), &staff.seal());
        Row::new(vec![
            html! { (kiosk.name) },
            html! { (kiosk.purpose.title()) },
            html! { (site(kiosk)) },
            html! { (pill) },
            html! { div.row-deeds { (end) } },
        ])
    };
    let purposes = KioskPurpose::ALL.iter().map(|purpose| Choice::new(purpose.word(), purpose.title())).collect();
    let empty =
        Empty::new(Icon::Person, "No screen yet. Register one, and type its code into the tablet or the television.");
    let form = Form::post("/kiosks", &staff.seal())
        .body(html! { (side_by_side(html! {
            (Field::text("name", "Name").value(&typed.name).fault(faults.of("name")).hint("Where it stands, like “Front door”"))
            (Field::select("purpose", "What is it for?", purposes).value(&typed.purpose))
        })) })
        .faults(faults)
        .button(Button::main("Register a screen"));
    let body = html! {
        (PageHead::new("Kiosks and wallboards"))
        (tabs(staff, "/kiosks"))
        @if let Some(fresh) = fresh {
            (Notice::new(Tone::Good, "The screen is registered. Its code is shown only now and holds for ten minutes.")
                .more(html! { p.kiosk-code { span.digits { (fresh.code) } } p { "On the tablet or television open " strong { "/kiosk" } " at this office’s address, and type the code." } }))
        }
        div.below[fresh.is_some()] { (Table::new("Kiosks", columns, all.iter().map(row).collect()).or(empty)) }
        (Card::new("A new screen at the site you work at", form))
        (wallboard::card(staff, wallboard).await?)
    };
    Ok(staff.page("Kiosks", body))
}

/// `POST /kiosks`: shows the code on the answer itself, because it is kept nowhere.
pub(super) async fn register(staff: Staff, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let purpose = KioskPurpose::from_word(&form.purpose).unwrap_or(KioskPurpose::CheckIn);
    let deed = RegisterKiosk { site: staff.site()?.id, name: form.name.clone(), purpose };
    // Not under the form's request id: what is answered once more would have to be kept, and a code is not.
    match staff.desk.office().perform(&staff.who, deed).await {
        Ok(fresh) => page(&staff, &Typed::default(), Faults::none(), Some(&fresh)).await?.answer(),
        Err(why) => page(&staff, &form, form_faults(why)?, None).await?.again().answer(),
    }
}

/// `POST /kiosks/{kiosk}/end`
pub(super) async fn end(staff: Staff, Path(kiosk): Path<KioskId>, Sealed { request, .. }: Sealed<Typed>) -> Answer {
    staff.perform(request, EndKiosk { kiosk }).await?;
    Ok(staff.go_saying("/kiosks", "The screen is ended: it shows nothing any more."))
}
