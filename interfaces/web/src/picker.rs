//! Choosing a patient for a deed that was begun elsewhere: a walk-in, a booking. The search is a POST; what goes on in the
//! address is the id alone.

use crate::asked::Asked;
use crate::kit::{Button, Column, Empty, Field, Form, Icon, Row, Table, wording};
use crate::patients::{born, sex_name};
use crate::staff::Staff;
use kernel::{Phi, Problem};
use maud::{Markup, html};
use office::Permission;
use registry::people::{FindPeople, PersonLine};

/// People offered at most.
const FOUND_MAX: u32 = 20;

/// The people whom these words find.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn find(staff: &Staff, typed: &str) -> Result<Vec<PersonLine>, Problem> {
    if typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    staff.ask(FindPeople { typed: Phi::new(typed.to_owned()), at_most: FOUND_MAX }).await
}

/// The search, what it found, and the way to register somebody who then is the one chosen. `search_at` takes the POST;
/// `goes_on` is the address that takes `patient=` behind it.
pub(crate) fn picker(staff: &Staff, search_at: &str, goes_on: &str, typed: &str, found: &[PersonLine]) -> Markup {
    let hint = "Name, date of birth, phone or record number, in any order: a few letters of each will do";
    let field = Field::text("q", "Who is it?").id("pick").value(typed).hint(hint).starts_here();
    let joint = if goes_on.contains('?') { '&' } else { '?' };
    let row = |line: &PersonLine| {
        let at = format!("{goes_on}{joint}patient={}", line.id);
        let row = Row::new(vec![
            html! { (line.name.reveal()) },
            html! { (born(staff, *line.birth_day.reveal())) },
            html! { (sex_name(line.sex)) },
            html! { span.digits { (wording::phone(line.phone.reveal())) } },
            html! { span.digits { (line.mrn.reveal()) } },
        ]);
        if staff.asked == Asked::Page { row.leads(at) } else { row.opens(at) }
    };
    let register = Button::plain("Register a new patient")
        .icon(Icon::Plus)
        .posts("/patients/new", &staff.seal())
        .with("q", typed)
        .with("back", goes_on);
    let may_register = staff.may(Permission::RegisterPeople);
    let field = html! { input type="hidden" name="goes_on" value=(goes_on); (field) };
    let mut search = Form::post(search_at, &staff.seal()).body(field).button(Button::main("Find").icon(Icon::Search));
    if staff.asked != Asked::Page {
        search = search.answers_into("#dialog");
    }
    html! {
        (search)
        @if !typed.trim().is_empty() {
            @let columns = ["Name", "Born", "Sex", "Phone", "MRN"].map(Column::words).into();
            @let nobody = Empty::new(Icon::Search, "Nobody is found by these words. Try fewer letters, another spelling or a birthday.");
            (Table::new("People found", columns, found.iter().map(row).collect()).or(nobody))
        }
        @if may_register { p { (register) } }
    }
}
