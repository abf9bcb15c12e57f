//! The site picker: at which sites somebody works, as ticks in a form.

use crate::kit::{Choice, Faults, Field};
use crate::staff::Staff;
use maud::{Markup, html};
use office::{SiteId, Sites};

/// The value of the tick for every site, also those opened later.
const EVERY: &str = "all";

/// Ticks for every site of the practice, and for all of them together.
pub(crate) fn with_every(staff: &Staff, picked: &[String], faults: &Faults) -> Markup {
    let every = Choice::new(EVERY, "Every site, also those opened later");
    let choices = std::iter::once(every).chain(each(staff)).collect();
    ticks(staff, choices, picked, faults)
}

/// Ticks for every site of the practice.
pub(crate) fn of_each(staff: &Staff, picked: &[String], faults: &Faults) -> Markup {
    ticks(staff, each(staff).collect(), picked, faults)
}

/// The ticks; a site that this manager does not see stays as it was.
fn ticks(staff: &Staff, choices: Vec<Choice>, picked: &[String], faults: &Faults) -> Markup {
    let seen = |id: &&String| staff.sites.iter().any(|(site, _)| site.id.to_string() == **id);
    html! {
        @for id in picked.iter().filter(|id| *id != EVERY && !seen(id)) { input type="hidden" name="sites" value=(id); }
        (Field::checks("sites", "Works at", choices, picked.to_vec()).fault(faults.of("sites")))
    }
}

fn each(staff: &Staff) -> impl Iterator<Item = Choice> {
    staff.sites.iter().map(|(site, _)| Choice::new(site.id.to_string(), &site.name))
}

/// What was ticked, as sites.
pub(crate) fn sites(picked: &[String]) -> Sites {
    if picked.iter().any(|value| value == EVERY) { Sites::All } else { Sites::Some(ids(picked)) }
}

/// What was ticked, as a list.
pub(crate) fn ids(picked: &[String]) -> Vec<SiteId> {
    picked.iter().filter_map(|value| value.parse().ok()).collect()
}

/// Sites, as ticks.
pub(crate) fn picked(sites: &Sites) -> Vec<String> {
    match sites {
        Sites::All => vec![EVERY.to_owned()],
        Sites::Some(ids) => ids.iter().map(ToString::to_string).collect(),
    }
}

/// Sites in words.
pub(crate) fn in_words(staff: &Staff, sites: &Sites) -> String {
    match sites {
        Sites::All => "Every site".to_owned(),
        Sites::Some(ids) => {
            let mine = staff.sites.iter().filter(|(site, _)| ids.contains(&site.id));
            let names: Vec<&str> = mine.map(|(site, _)| site.name.as_str()).collect();
            names.join(", ")
        }
    }
}
