//! One account: roles, sites, and whether it can be used.

use super::{account, picked_roles, role_field};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Choice, Faults, Field, Form, PageHead, Pill, Tone};
use crate::sealed::Sealed;
use crate::site_picker;
use crate::staff::Staff;
use axum::extract::Path;
use maud::{Markup, html};
use office::{AccountId, AccountLine, AccountStanding, ChangeAccount, PASSWORD_LENGTH_MIN};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    roles: Vec<String>,
    sites: Vec<String>,
    standing: String,
    version: String,
}

impl Typed {
    fn of(line: &AccountLine) -> Self {
        Self {
            name: line.name.clone(),
            roles: line.roles.iter().map(|role| role.word().to_owned()).collect(),
            sites: site_picker::picked(&line.sites),
            standing: if line.disabled_at.is_some() { "disabled" } else { "open" }.to_owned(),
            version: line.version.to_string(),
        }
    }
}

fn fields(staff: &Staff, typed: &Typed, faults: &Faults) -> Markup {
    let standing = vec![
        Choice::new("open", "Can sign in"),
        Choice::new("disabled", "Cannot sign in")
            .hint("Open sessions end at once. What they did stays in the journal."),
    ];
    html! {
        input type="hidden" name="version" value=(typed.version);
        (Field::text("name", "Name").value(&typed.name).fault(faults.of("name")))
        (role_field(&typed.roles, faults))
        (site_picker::with_every(staff, &typed.sites, faults))
        (Field::radios("standing", "The account", standing).value(&typed.standing).fault(faults.of("standing")))
    }
}

/// The page of an account, with what was typed into one of its two forms and what is wrong with it.
pub(super) fn page(
    staff: &Staff,
    line: &AccountLine,
    typed: &Typed,
    faults: Faults,
    password_faults: Faults,
) -> Markup {
    let at = format!("/accounts/{}", line.account);
    let seal = staff.seal();
    let password = html! {
        (Field::password("password", "First password").autocomplete("new-password").fault(password_faults.of("password"))
            .hint(format!("At least {PASSWORD_LENGTH_MIN} characters. Tell it in person; it is changed at the first sign-in.")))
    };
    let fields = fields(staff, typed, &faults);
    html! {
        (PageHead::new(line.name.as_str()).back("/staff", "Staff").more(html! {
            span { "Signs in as " (line.login) }
            @if line.disabled_at.is_some() { (Pill::new(Tone::Warn, "Cannot sign in")) }
        }))
        (Card::new("Account", Form::post(at.as_str(), &seal).faults(faults).body(fields).button(Button::main("Save"))))
        (Card::new("Forgotten password", Form::post(format!("{at}/password"), &seal).faults(password_faults).body(password)
            .button(Button::plain("Give a new first password"))))
    }
}

/// The page as it is on record.
pub(super) fn as_kept(staff: &Staff, line: &AccountLine, password_faults: Faults) -> Markup {
    page(staff, line, &Typed::of(line), Faults::none(), password_faults)
}

pub(super) async fn show(staff: Staff, Path(id): Path<AccountId>) -> Answer {
    let line = account(&staff, id).await?;
    let body = as_kept(&staff, &line, Faults::none());
    staff.show("Account", body)
}

pub(super) async fn change(staff: Staff, Path(id): Path<AccountId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let deed = ChangeAccount {
        account: id,
        version: form.version.parse().unwrap_or(0),
        name: form.name.clone(),
        roles: picked_roles(&form.roles),
        sites: site_picker::sites(&form.sites),
        standing: if form.standing == "disabled" { AccountStanding::Disabled } else { AccountStanding::Open },
    };
    match staff.perform(request, deed).await {
        Ok(()) => {
            staff.desk.forget_sites();
            Ok(staff.go_saying("/staff", "The account is saved."))
        }
        Err(why) => {
            let faults = form_faults(why)?;
            let line = account(&staff, id).await?;
            let body = page(&staff, &line, &form, faults, Faults::none());
            staff.page("Account", body).again().answer()
        }
    }
}
