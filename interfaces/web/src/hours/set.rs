//! Setting a provider's week at the site worked at, from a day on.

use super::typed::{DAYS, Typed, periods};
use crate::answer::{Answer, Fault, form_faults};
use crate::kit::{Button, Faults, Field, Form, PageHead};
use crate::page::Page;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::scheduling::{HoursLine, HoursOf, SetProviderHours};
use maud::html;
use registry::practice::{StaffId, StaffOfPractice};

/// The hours of everybody at the site worked at.
///
/// # Errors
/// Whatever the office says.
pub(super) async fn lines_of(staff: &Staff) -> Result<Vec<HoursLine>, Fault> {
    Ok(staff.ask(HoursOf { site: staff.site()?.id }).await?.0.weekly)
}

async fn page<'a>(staff: &'a Staff, who: StaffId, typed: &Typed, faults: Faults) -> Result<Page<'a>, Fault> {
    let everybody = staff.ask(StaffOfPractice).await?.0;
    let called = everybody.iter().find(|line| line.id == who).map(|line| line.called()).unwrap_or_default();
    let fields = html! {
        @for (at, (_, name, field)) in DAYS.iter().enumerate() {
            @let line = Field::text(*field, *name).value(typed.day(field)).fault(faults.of(field)).optional();
            @if at == 0 { (line.starts_here()) } @else { (line) }
        }
        (Field::date("from", "From this day on").value(&typed.from).fault(faults.of("from")))
        (Field::date("until", "Until this day").value(&typed.until).fault(faults.of("until")).optional()
            .hint("Afterwards the hours of before hold again"))
    };
    let form = Form::post(format!("/hours/{who}"), &staff.seal())
        .faults(faults)
        .body(html! {
            p { "Write hours like 8:00-12:00, 13:00-17:00. Leave a day empty when nobody is seen." }
            p { "Where three patients are seen at once, write 8:00-12:00 x3; where it is every second week, write "
                "8:00-12:00 every 2 weeks." }
            (fields)
        })
        .button(Button::main("Set the hours"))
        .button(Button::bare("Cancel").goes("/hours"));
    let site = staff.site()?.name.clone();
    let head = PageHead::new("Hours").back("/hours", "Hours").more(html! { (called) ", " (site) });
    Ok(staff.page("Hours", html! { (head) (form) }))
}

/// `GET /hours/{staff}`
pub(super) async fn begin(staff: Staff, Path(who): Path<StaffId>) -> Answer {
    let lines = lines_of(&staff).await?;
    let mine: Vec<&HoursLine> = lines.iter().filter(|line| line.provider == who).collect();
    let today = staff.today();
    let typed = Typed::of(&periods(&mine, today)[0], today);
    page(&staff, who, &typed, Faults::none()).await?.answer()
}

/// `POST /hours/{staff}`
pub(super) async fn keep(
    staff: Staff,
    Path(who): Path<StaffId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let weekly = match typed.weekly() {
        Ok(weekly) => weekly,
        Err(faults) => return page(&staff, who, &typed, faults).await?.again().answer(),
    };
    let Ok(from) = typed.from.parse() else {
        let mut faults = Faults::none();
        faults.add("from", "Enter the day from which these hours hold.");
        return page(&staff, who, &typed, faults).await?.again().answer();
    };
    let until = match typed.until.trim() {
        "" => None,
        text => match text.parse() {
            Ok(day) => Some(day),
            Err(_) => {
                let mut faults = Faults::none();
                faults.add("until", "Enter the last day, or leave it empty.");
                return page(&staff, who, &typed, faults).await?.again().answer();
            }
        },
    };
    let site = staff.site()?.id;
    match staff.perform(request, SetProviderHours { provider: who, site, from, until, weekly }).await {
        Ok(()) => Ok(staff.go_saying("/hours", "The hours are set.")),
        Err(why) => page(&staff, who, &typed, form_faults(why)?).await?.again().answer(),
    }
}
