//! Correcting a site's name, address, telephone or time zone.

use super::site_form::{TypedSite, fields};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Faults, Form, PageHead};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use kernel::Problem;
use maud::{Markup, html};
use office::SiteId;
use registry::practice::ChangeSite;

fn body(staff: &Staff, site: SiteId, typed: &TypedSite, faults: Faults) -> Markup {
    let fields = fields(typed, &faults);
    html! {
        (PageHead::new("Change the site").back("/practice", "Sites and rooms"))
        (Form::post(format!("/practice/sites/{site}"), &staff.seal()).faults(faults).body(fields)
            .button(Button::main("Save")).button(Button::plain("Cancel").goes("/practice")))
    }
}

pub(super) async fn show(staff: Staff, Path(id): Path<SiteId>) -> Answer {
    let found = staff.sites.iter().find(|(site, _)| site.id == id);
    let Some((site, _)) = found else {
        return Err(Problem::not_found("no_site", "There is no such site among those you work at.").into());
    };
    staff.show("Change the site", body(&staff, id, &TypedSite::of(site), Faults::none()))
}

pub(super) async fn change(
    staff: Staff,
    Path(id): Path<SiteId>,
    Sealed { form, request }: Sealed<TypedSite>,
) -> Answer {
    let faults = form.faults();
    if !faults.is_empty() {
        return staff.page("Change the site", body(&staff, id, &form, faults)).again().answer();
    }
    let deed = ChangeSite { site: id, version: form.version.parse().unwrap_or(0), to: form.to_site() };
    match staff.perform(request, deed).await {
        Ok(()) => {
            staff.desk.forget_sites();
            Ok(staff.go_saying("/practice", "The site is saved."))
        }
        Err(why) => {
            let faults = form_faults(why)?;
            staff.page("Change the site", body(&staff, id, &form, faults)).again().answer()
        }
    }
}
