//! Suggestions: the free times that suit the patient best, each a button that takes it, with the reasons for it.

use super::booking::{Typed, time_of};
use super::fields::DAYS as DAYS_OF_WEEK;
use crate::booking_questions::{asking, only_with};
use crate::kit::{Empty, Icon, Notice, Tone, wording};
use crate::staff::Staff;
use front_office::scheduling::{FindTimes, FirstAvailable, PartOfDay, Wishes};
use kernel::{Day, Problem};
use maud::{Markup, Render, html};

/// Free times shown.
const SHOWN: usize = 8;
/// Days looked through.
const DAYS: i32 = 90;

/// The free times that suit best for what is typed so far.
///
/// # Errors
/// Whatever the office says.
pub(super) async fn suggestions(staff: &Staff, typed: &Typed) -> Result<Markup, Problem> {
    let Ok(visit_type) = typed.visit_type.parse() else {
        return Ok(
            Notice::new(Tone::Info, "Choose the kind of visit first: it says how long the time must be.").render()
        );
    };
    let site = typed.at(staff)?;
    let today: Day = staff.today();
    let asked = asking(staff, &typed.asked_edition, &typed.asked_path).await?;
    let only_with = only_with(asked.as_ref(), &typed.chosen());
    // A provider who was chosen is a wish; those whom the questions name are the only ones.
    let providers = if typed.provider.is_empty() { only_with } else { Vec::new() };
    let from = typed.day.parse().map_or(today, |day: Day| day.max(today));
    let search = FirstAvailable {
        visit_type,
        minutes: None,
        providers,
        sites: vec![site.id],
        from,
        days: DAYS,
        part: PartOfDay::Any,
        weekdays: Vec::new(),
        at_most: SHOWN,
    };
    let patient = typed.patient.parse().map_err(|_| Problem::invalid("no_patient", "Choose the patient again."))?;
    let found = staff.ask(FindTimes { patient, search, wishes: wishes(typed) }).await?;
    if found.found.is_empty() {
        let say = "No free time in the next 90 days. Choose another kind of visit, or put the patient on the waitlist.";
        return Ok(Empty::new(Icon::Calendar, say).render());
    }
    Ok(html! {
        fieldset.free-times {
            legend { "The first free times" }
            @for (at, one) in found.found.iter().enumerate() {
                @let opening = &one.opening;
                @let zone = found.labels.zone(opening.site);
                @let time = opening.starts_at.civil(&zone).time();
                @let value = format!("{}|{}|{}", opening.provider, opening.day, time.strftime("%H:%M"));
                @let why: Vec<&str> = one.reasons.iter().map(|why| why.title()).collect();
                @let next = at == 0 && !typed.answer.is_empty();
                button.button name="take" value=(value) autofocus[next] data-focus[next] {
                    strong { (wording::weekday(opening.day)) " " (wording::clock(time)) }
                    " " (found.labels.provider(opening.provider))
                    @if !why.is_empty() { " " span.quiet { (why.join(", ")) } }
                }
            }
        }
    })
}

/// What is wished for: the provider chosen, the days and the part of the day ticked, or that of the time typed.
fn wishes(typed: &Typed) -> Wishes {
    let of_the_time = time_of(&typed.time).map(|time| match time.hour() {
        ..12 => PartOfDay::Morning,
        12..17 => PartOfDay::Afternoon,
        17.. => PartOfDay::Evening,
    });
    let ticked = |word: &str| typed.days.iter().any(|day| day == word);
    Wishes {
        providers: typed.provider.parse().into_iter().collect(),
        sites: Vec::new(),
        weekdays: DAYS_OF_WEEK.iter().filter(|(word, _, _)| ticked(word)).map(|(_, day, _)| *day).collect(),
        part: PartOfDay::from_word(&typed.part).filter(|part| *part != PartOfDay::Any).or(of_the_time),
        same_day_as: typed.same_day.parse().ok(),
    }
}
