//! One member of staff: credential, NPI, sites, last day.

use super::form::{Typed, fields, sites};
use super::member;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Faults, Field, Form, PageHead};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use kernel::Day;
use maud::{Markup, html};
use office::Accounts;
use registry::practice::{ChangeStaff, StaffId, StaffLine};

fn body(staff: &Staff, line: &StaffLine, typed: &Typed, faults: Faults) -> Markup {
    let inside = html! {
        input type="hidden" name="version" value=(typed.version);
        (fields(typed, &faults))
        (sites(staff, typed, &faults))
        (Field::date("ended_on", "Last day").value(&typed.ended_on).fault(faults.of("ended_on")).optional()
            .hint("Once they leave. Their account is closed on its own page."))
    };
    let mut head = PageHead::new(line.called()).back("/staff", "Staff");
    if let Some(account) = line.account {
        head = head.deed(Button::plain("Account").goes(format!("/accounts/{account}")));
    }
    html! {
        (head)
        (Form::post(format!("/staff/{}", line.id), &staff.seal()).faults(faults).body(inside)
            .button(Button::main("Save")).button(Button::plain("Cancel").goes("/staff")))
    }
}

pub(super) async fn show(staff: Staff, Path(id): Path<StaffId>) -> Answer {
    // Asked so that only those who may keep staff records see the form.
    staff.ask(Accounts).await?;
    let line = member(&staff, id).await?;
    let typed = Typed::of(&line);
    staff.show("Staff record", body(&staff, &line, &typed, Faults::none()))
}

fn last_day(text: &str) -> Result<Option<Day>, &'static str> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "Enter a day, or leave it empty."),
    }
}

pub(super) async fn change(staff: Staff, Path(id): Path<StaffId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let line = member(&staff, id).await?;
    let mut faults = form.faults();
    let ended_on = last_day(&form.ended_on).unwrap_or_else(|say| {
        faults.add("ended_on", say);
        None
    });
    if !faults.is_empty() {
        return staff.page("Staff record", body(&staff, &line, &form, faults)).again().answer();
    }
    let deed = ChangeStaff {
        staff: id,
        version: form.version.parse().unwrap_or(0),
        to: form.to_staff(line.account),
        ended_on,
    };
    match staff.perform(request, deed).await {
        Ok(()) => Ok(staff.go_saying("/staff", "The staff record is saved.")),
        Err(why) => {
            let faults = form_faults(why)?;
            staff.page("Staff record", body(&staff, &line, &form, faults)).again().answer()
        }
    }
}
