//! The form of a staff record, for taking somebody on and for correcting it later.

use crate::kit::{Choice, Faults, Field, Width, side_by_side};
use crate::site_picker;
use crate::staff::Staff;
use maud::{Markup, html};
use office::AccountId;
use registry::practice::{AddStaff, Scheduled, StaffLine};
use serde::Deserialize;

/// What is typed about a member of staff; each of the two forms uses its part.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    pub given: String,
    pub family: String,
    pub credential: String,
    pub npi: String,
    pub scheduled: String,
    pub sites: Vec<String>,
    // When somebody is taken on: their account.
    pub login: String,
    pub roles: Vec<String>,
    pub password: String,
    // When a record is corrected.
    pub ended_on: String,
    pub version: String,
}

impl Typed {
    pub(super) fn of(line: &StaffLine) -> Self {
        Self {
            given: line.given.clone(),
            family: line.family.clone(),
            credential: line.credential.clone(),
            npi: line.npi.clone().unwrap_or_default(),
            scheduled: if line.scheduled { "yes" } else { "no" }.to_owned(),
            sites: line.sites.iter().map(ToString::to_string).collect(),
            ended_on: line.ended_on.map(|day| day.to_string()).unwrap_or_default(),
            version: line.version.to_string(),
            ..Self::default()
        }
    }

    /// What is wrong with it that the form itself can see.
    pub(super) fn faults(&self) -> Faults {
        let mut faults = Faults::none();
        if self.given.trim().is_empty() {
            faults.add("given", "Enter the given name.");
        }
        if self.family.trim().is_empty() {
            faults.add("family", "Enter the family name.");
        }
        if !self.npi.trim().is_empty() && !kernel::npi_holds(self.npi.trim()) {
            faults.add(
                "npi",
                "This is not an NPI: ten digits, the last of which checks the others. Look for a mistyped digit.",
            );
        }
        if self.sites.is_empty() {
            faults.add("sites", "Choose at least one site.");
        }
        faults
    }

    /// The record as a command's part.
    pub(super) fn to_staff(&self, account: Option<AccountId>) -> AddStaff {
        let npi = self.npi.trim();
        AddStaff {
            account,
            given: self.given.clone(),
            family: self.family.clone(),
            credential: self.credential.clone(),
            npi: (!npi.is_empty()).then(|| npi.to_owned()),
            scheduled: if self.scheduled == "yes" { Scheduled::Yes } else { Scheduled::No },
            sites: site_picker::ids(&self.sites),
        }
    }
}

/// The fields of a staff record; the sites apart, because an account asks for them too.
pub(super) fn fields(typed: &Typed, faults: &Faults) -> Markup {
    let scheduled = vec![
        Choice::new("no", "No"),
        Choice::new("yes", "Yes").hint("They are a provider: the schedule has a column for them."),
    ];
    let asked = if typed.scheduled.is_empty() { "no" } else { &typed.scheduled };
    html! {
        (side_by_side(html! {
            (Field::text("given", "Given name").value(&typed.given).fault(faults.of("given")).starts_here())
            (Field::text("family", "Family name").value(&typed.family).fault(faults.of("family")))
        }))
        (side_by_side(html! {
            (Field::text("credential", "Credential").value(&typed.credential).width(Width::Short).optional()
                .hint("As it stands behind the name: MD, NP, PA-C, RN, CMA"))
            (Field::text("npi", "NPI").value(&typed.npi).fault(faults.of("npi")).width(Width::Short).optional()
                .hint("Ten digits; the last one checks the others"))
        }))
        (Field::radios("scheduled", "Sees patients on a schedule of their own", scheduled).value(asked))
    }
}

/// The sites of a staff record.
pub(super) fn sites(staff: &Staff, typed: &Typed, faults: &Faults) -> Markup {
    site_picker::of_each(staff, &typed.sites, faults)
}
