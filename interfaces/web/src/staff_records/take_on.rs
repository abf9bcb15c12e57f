//! Taking somebody on: the staff record and, if they sign in, the account.

use super::form::{Typed, fields, sites};
use crate::accounts::{picked_roles, role_field};
use crate::answer::{Answer, form_faults};
use crate::door::hashed;
use crate::kit::{Button, Faults, Field, Fieldset, Form, PageHead};
use crate::sealed::Sealed;
use crate::site_picker;
use crate::staff::Staff;
use kernel::Problem;
use maud::{Markup, html};
use office::{Accounts, AddAccount, FirstPassword, PASSWORD_LENGTH_MIN, Password, Sites};
use workflows::take_on::TakeOn;

fn signs_in(typed: &Typed) -> bool {
    !typed.login.trim().is_empty()
}

fn faults_of(typed: &Typed) -> Faults {
    let mut faults = typed.faults();
    if signs_in(typed) {
        if picked_roles(&typed.roles).is_empty() {
            faults.add("roles", "Choose at least one role.");
        }
        if let Err(why) = Password::chosen(&typed.password) {
            faults.add("password", why.say());
        }
    }
    faults
}

async fn account(typed: &Typed) -> Result<Option<AddAccount>, Problem> {
    if !signs_in(typed) {
        return Ok(None);
    }
    Ok(Some(AddAccount {
        login: typed.login.clone(),
        name: format!("{} {}", typed.given.trim(), typed.family.trim()),
        roles: picked_roles(&typed.roles),
        sites: Sites::Some(site_picker::ids(&typed.sites)),
        password_hash: hashed(Password::typed(typed.password.clone())).await?,
        first_password: FirstPassword::Given,
    }))
}

fn body(staff: &Staff, typed: &Typed, faults: Faults) -> Markup {
    let account = html! {
        (Field::text("login", "Sign-in name").value(&typed.login).fault(faults.of("login")).optional())
        (role_field(&typed.roles, &faults))
        (Field::password("password", "First password").autocomplete("new-password").fault(faults.of("password"))
            .hint(format!("At least {PASSWORD_LENGTH_MIN} characters. Tell it in person; it is changed at the first sign-in.")))
    };
    let inside = html! {
        (Fieldset::new("The person", html! { (fields(typed, &faults)) (sites(staff, typed, &faults)) }))
        (Fieldset::new("The account", account).hint("Leave the sign-in name empty for somebody who does not use Moa."))
    };
    html! {
        (PageHead::new("Take somebody on").back("/staff", "Staff"))
        (Form::post("/staff", &staff.seal()).faults(faults).body(inside)
            .button(Button::main("Take on")).button(Button::plain("Cancel").goes("/staff")))
    }
}

pub(super) async fn show(staff: Staff) -> Answer {
    // Asked so that only those who may keep accounts see the form.
    staff.ask(Accounts).await?;
    let here = staff.site().map(|site| vec![site.id.to_string()]);
    let typed = Typed { sites: here.unwrap_or_default(), ..Typed::default() };
    let body = body(&staff, &typed, Faults::none());
    staff.show("Take somebody on", body)
}

pub(super) async fn take_on(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let faults = faults_of(&form);
    if !faults.is_empty() {
        let body = body(&staff, &form, faults);
        return staff.page("Take somebody on", body).again().answer();
    }
    let deed = TakeOn { staff: form.to_staff(None), account: account(&form).await? };
    match staff.perform(request, deed).await {
        Ok(_) => Ok(staff.go_saying("/staff", "The staff list is up to date.")),
        Err(why) => {
            let faults = form_faults(why)?;
            let body = body(&staff, &form, faults);
            staff.page("Take somebody on", body).again().answer()
        }
    }
}
