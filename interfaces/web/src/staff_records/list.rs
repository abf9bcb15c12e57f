//! The list of staff; for the manager with their accounts.

use crate::accounts::roles_in_words;
use crate::answer::Answer;
use crate::kit::{Button, Card, Column, Empty, Icon, PageHead, Pill, Row, Table, Tone};
use crate::site_picker;
use crate::staff::Staff;
use maud::{Markup, html};
use office::{AccountLine, Accounts, Permission, Sites};
use registry::practice::{StaffLine, StaffOfPractice};

pub(super) async fn show(staff: Staff) -> Answer {
    let people = staff.ask(StaffOfPractice).await?.0;
    let accounts = if staff.may(Permission::ManageStaff) { staff.ask(Accounts).await?.0 } else { Vec::new() };
    let mut head = PageHead::new("Staff");
    if staff.may(Permission::ManageStaff) {
        head = head.deed(Button::main("Take somebody on").icon(Icon::Plus).goes("/staff/new").key('n'));
    }
    let others: Vec<&AccountLine> =
        accounts.iter().filter(|account| people.iter().all(|line| line.account != Some(account.account))).collect();
    let body = html! {
        (head)
        (table(&staff, &people, &accounts))
        @if !others.is_empty() {
            (Card::new("Accounts of nobody on the staff", others_table(&staff, &others)).to_the_edge())
        }
    };
    staff.show("Staff", body)
}

fn table(staff: &Staff, people: &[StaffLine], accounts: &[AccountLine]) -> Table {
    let columns = vec![
        Column::words("Name"),
        Column::words("Credential"),
        Column::words("NPI"),
        Column::words("Works at"),
        Column::words("Account"),
    ];
    let rows = people.iter().map(|line| {
        let account = accounts.iter().find(|account| Some(account.account) == line.account);
        let row = Row::new(vec![
            html! { (line.family) ", " (line.given) },
            html! { (line.credential) @if line.scheduled { " " (Pill::new(Tone::Info, "Provider").icon(Icon::Calendar)) } },
            html! { span.digits { (line.npi.as_deref().unwrap_or("")) } },
            html! { (site_picker::in_words(staff, &Sites::Some(line.sites.clone()))) },
            standing(line, account),
        ]);
        if staff.may(Permission::ManageStaff) {
            row.leads(format!("/staff/{}", line.id))
        } else {
            row
        }
    });
    let empty = Empty::new(Icon::People, "Nobody is on the staff list yet.");
    Table::new("Who works here", columns, rows.collect()).or(empty)
}

fn standing(line: &StaffLine, account: Option<&AccountLine>) -> Markup {
    html! {
        @if line.ended_on.is_some() { (Pill::new(Tone::Quiet, "Has left")) " " }
        @match account {
            Some(account) => {
                (account.login) " · " (roles_in_words(&account.roles))
                @if account.disabled_at.is_some() { " " (Pill::new(Tone::Warn, "Cannot sign in")) }
            }
            None => { @if line.account.is_none() { "Does not sign in" } }
        }
    }
}

fn others_table(staff: &Staff, others: &[&AccountLine]) -> Table {
    let columns =
        vec![Column::words("Name"), Column::words("Sign-in name"), Column::words("Roles"), Column::words("Works at")];
    let rows = others.iter().map(|account| {
        Row::new(vec![
            html! { (account.name) },
            html! { (account.login) },
            html! { (roles_in_words(&account.roles)) },
            html! { (site_picker::in_words(staff, &account.sites)) },
        ])
        .leads(format!("/accounts/{}", account.account))
    });
    Table::new("Accounts of nobody on the staff", columns, rows.collect())
}
