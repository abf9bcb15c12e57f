//! Opening a site.

use super::site_form::{TypedSite, fields};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Faults, Form, PageHead};
use crate::sealed::Sealed;
use crate::staff::Staff;
use maud::{Markup, html};
use registry::practice::AddSite;

fn body(staff: &Staff, typed: &TypedSite, faults: Faults) -> Markup {
    let fields = fields(typed, &faults);
    html! {
        (PageHead::new("Open a site").back("/practice", "Sites and rooms"))
        (Form::post("/practice/sites", &staff.seal()).faults(faults).body(fields)
            .button(Button::main("Open the site")).button(Button::plain("Cancel").goes("/practice")))
    }
}

pub(super) async fn show(staff: Staff) -> Answer {
    let zone = staff.site().ok().and_then(|site| site.zone.iana_name().map(str::to_owned));
    let typed = TypedSite { zone: zone.unwrap_or_default(), ..TypedSite::default() };
    staff.show("Open a site", body(&staff, &typed, Faults::none()))
}

pub(super) async fn open(staff: Staff, Sealed { form, request }: Sealed<TypedSite>) -> Answer {
    let faults = form.faults();
    if !faults.is_empty() {
        return staff.page("Open a site", body(&staff, &form, faults)).again().answer();
    }
    match staff.perform(request, AddSite(form.to_site())).await {
        Ok(_) => {
            staff.desk.forget_sites();
            Ok(staff.go_saying("/practice", "The site is open. Now give it rooms, and say who works there."))
        }
        Err(why) => {
            let faults = form_faults(why)?;
            staff.page("Open a site", body(&staff, &form, faults)).again().answer()
        }
    }
}
