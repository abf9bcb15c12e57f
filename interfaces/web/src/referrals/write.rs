//! Writing a referral: for whom, to whom, and then the rest; changing it while its packet has not left.

use super::directory::{found_entries, search_bar};
use super::version;
use crate::answer::{Answer, Fault, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, PageHead, Width, side_by_side};
use crate::page::Page;
use crate::patients::banner_of;
use crate::picker::{find, picker};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use front_office::referrals::{
    ChangeReferral, Directory, DirectoryEntry, OneReferral, ReferralId, ReferralSheet, ReferralUrgency, WriteReferral,
};
use kernel::{Day, Phi, Problem};
use maud::html;
use office::PatientId;
use registry::practice::StaffOfPractice;
use serde::Deserialize;

const TITLE: &str = "Refer a patient";

/// What stands in the form; the address carries ids alone.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    patient: String,
    entry: String,
    provider: String,
    urgency: String,
    reason: String,
    questions: String,
    diagnoses: String,
    authorisation: String,
    visits_allowed: String,
    authorised_until: String,
    with_coverage: Vec<String>,
    version: String,
    /// What is searched in the directory.
    q: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Searched {
    q: String,
}

/// `GET /referrals/new`: who, to whom, and then the rest.
pub(super) async fn begin(staff: Staff, Query(typed): Query<Typed>) -> Answer {
    let Ok(patient) = typed.patient.parse::<PatientId>() else {
        let head = PageHead::new(TITLE).back("/referrals", "Referrals");
        let body = html! { (head) (picker(&staff, "/referrals/search", "/referrals/new", "", &[])) };
        return staff.show(TITLE, body);
    };
    if typed.entry.is_empty() {
        let found = staff.ask(Directory { typed: typed.q.clone(), also_inactive: false }).await?.0;
        let goes_on = format!("/referrals/new?patient={patient}&entry=");
        let body = html! {
            (PageHead::new(TITLE).back("/referrals", "Referrals").more("To whom?"))
            (search_bar("/referrals/new", &typed.q, &[("patient", &typed.patient)]))
            (found_entries(&found, |entry| format!("{goes_on}{}", entry.id)))
        };
        return staff.page(TITLE, body).banner(banner_of(&staff, patient).await?).answer();
    }
    let typed = Typed { with_coverage: vec!["yes".to_owned()], ..typed };
    page(&staff, patient, &typed, Faults::none(), None).await?.answer()
}

/// `POST /referrals/search`
pub(super) async fn search(staff: Staff, Sealed { form, .. }: Sealed<Searched>) -> Answer {
    let found = find(&staff, &form.q).await?;
    let head = PageHead::new(TITLE).back("/referrals", "Referrals");
    staff.show(TITLE, html! { (head) (picker(&staff, "/referrals/search", "/referrals/new", &form.q, &found)) })
}

/// `POST /referrals`
pub(super) async fn write(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let patient: PatientId =
        typed.patient.parse().map_err(|_| Problem::invalid("no_patient", "Choose the patient again."))?;
    let faults = match typed.deed(&staff, patient) {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(id) => {
                let say = "The draft is written. Choose what goes along, and say that it is ready.";
                return Ok(staff.go_saying(&format!("/referrals/{id}"), say));
            }
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    page(&staff, patient, &typed, faults, None).await?.again().answer()
}

/// `GET /referrals/{referral}/edit`
pub(super) async fn edit(staff: Staff, Path(referral): Path<ReferralId>) -> Answer {
    let sheet = staff.ask(OneReferral { referral }).await?;
    page(&staff, sheet.line.patient, &Typed::of(&sheet), Faults::none(), Some(referral)).await?.answer()
}

/// `POST /referrals/{referral}/edit`
pub(super) async fn change(
    staff: Staff,
    Path(referral): Path<ReferralId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let sheet = staff.ask(OneReferral { referral }).await?;
    let patient = sheet.line.patient;
    let faults = match typed.deed(&staff, patient) {
        Ok(to) => {
            let version = version(&typed.version)?;
            match staff.perform(request, ChangeReferral { referral, version, to }).await {
                Ok(()) => return Ok(staff.go_saying(&format!("/referrals/{referral}"), "The referral was changed.")),
                Err(why) => form_faults(why)?,
            }
        }
        Err(faults) => faults,
    };
    page(&staff, patient, &typed, faults, Some(referral)).await?.again().answer()
}

impl Typed {
    fn of(sheet: &ReferralSheet) -> Self {
        let codes: Vec<&str> = sheet.diagnoses.iter().map(|line| line.code.reveal().as_str()).collect();
        Self {
            patient: sheet.line.patient.to_string(),
            entry: sheet.line.entry.to_string(),
            provider: sheet.line.provider.to_string(),
            urgency: sheet.line.urgency.word().to_owned(),
            reason: sheet.line.reason.reveal().clone(),
            questions: sheet.questions.reveal().clone(),
            diagnoses: codes.join(", "),
            authorisation: sheet.authorisation.reveal().clone(),
            visits_allowed: sheet.visits_allowed.map(|visits| visits.to_string()).unwrap_or_default(),
            authorised_until: sheet.authorised_until.map(|day| day.to_string()).unwrap_or_default(),
            with_coverage: if sheet.with_coverage { vec!["yes".to_owned()] } else { Vec::new() },
            version: sheet.line.version.to_string(),
            q: String::new(),
        }
    }

    /// The deed, or every fault of the form at once.
    fn deed(&self, staff: &Staff, patient: PatientId) -> Result<WriteReferral, Faults> {
        let mut faults = Faults::none();
        let site = staff.site().map(|site| site.id).map_err(|why| faults.add("provider", why.say()));
        let entry = self.entry.parse().map_err(|_| faults.add("entry", "Choose to whom the patient is referred."));
        let provider = self.provider.parse().map_err(|_| faults.add("provider", "Choose the provider who asks."));
        let visits_allowed = optional(&self.visits_allowed).map(str::parse::<i64>).transpose();
        let visits_allowed =
            visits_allowed.map_err(|_| faults.add("visits_allowed", "Enter a number of visits, or leave it empty."));
        let until = optional(&self.authorised_until).map(str::parse::<Day>).transpose();
        let until =
            until.map_err(|_| faults.add("authorised_until", "Enter the day like 12/31/2026, or leave it empty."));
        if self.reason.trim().is_empty() {
            faults.add("reason", "Enter why the patient is referred.");
        }
        let (Ok(site), Ok(entry), Ok(provider), Ok(visits_allowed), Ok(authorised_until), true) =
            (site, entry, provider, visits_allowed, until, faults.is_empty())
        else {
            return Err(faults);
        };
        let codes = self.diagnoses.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
        Ok(WriteReferral {
            patient,
            site,
            entry,
            provider,
            urgency: ReferralUrgency::from_word(&self.urgency).unwrap_or(ReferralUrgency::Routine),
            reason: Phi::new(self.reason.clone()),
            questions: Phi::new(self.questions.clone()),
            diagnoses: codes.filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            authorisation: Phi::new(self.authorisation.clone()),
            visits_allowed,
            authorised_until,
            with_coverage: self.with_coverage.iter().any(|word| word == "yes"),
        })
    }
}

fn optional(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

async fn page<'a>(
    staff: &'a Staff,
    patient: PatientId,
    typed: &Typed,
    faults: Faults,
    referral: Option<ReferralId>,
) -> Result<Page<'a>, Fault> {
    let entry =
        typed.entry.parse().map_err(|_| Problem::invalid("no_entry", "Choose to whom the patient is referred."))?;
    let (to, all) = tokio::try_join!(staff.ask(DirectoryEntry { entry }), staff.ask(StaffOfPractice))?;
    let providers = all.0.into_iter().filter(|line| line.npi.is_some() && line.ended_on.is_none());
    let providers = std::iter::once(Choice::new("", "Choose…"))
        .chain(providers.map(|line| Choice::new(line.id.to_string(), line.called())));
    let urgencies = ReferralUrgency::ALL.iter().rev().map(|one| Choice::new(one.word(), one.title())).collect();
    let urgency = if typed.urgency.is_empty() { "routine" } else { &typed.urgency };
    let fields = html! {
        input type="hidden" name="patient" value=(patient);
        input type="hidden" name="entry" value=(typed.entry);
        input type="hidden" name="version" value=(typed.version);
        p.booking-for { "To " strong { (to.0.called()) }
            @if !to.0.fields.specialty.is_empty() { " · " (to.0.fields.specialty) }
            @if !to.0.fields.note.is_empty() { br; span.quiet { (to.0.fields.note) } }
        }
        (Field::lines("reason", "Why is the patient referred?", 4).value(&typed.reason).fault(faults.of("reason")).starts_here())
        (Field::lines("questions", "Questions to the other office", 3).value(&typed.questions).fault(faults.of("questions")).optional())
        (Field::text("diagnoses", "Diagnoses").value(&typed.diagnoses).fault(faults.of("diagnoses")).optional()
            .hint("ICD-10-CM codes with commas between, like I20.9, E11.9"))
        (side_by_side(html! {
            (Field::select("provider", "Asked for by", providers.collect()).value(&typed.provider).fault(faults.of("provider")))
            (Field::radios("urgency", "How soon", urgencies).value(urgency))
        }))
        (Fieldset::new("Insurance", html! {
            (Field::checks("with_coverage", "In the packet", vec![Choice::new("yes", "The patient’s insurance goes along")], typed.with_coverage.clone()).optional())
            (side_by_side(html! {
                (Field::text("authorisation", "Authorisation number").value(&typed.authorisation).fault(faults.of("authorisation")).optional())
                (Field::number("visits_allowed", "Visits allowed").value(&typed.visits_allowed).fault(faults.of("visits_allowed")).optional().width(Width::Short))
                (Field::date("authorised_until", "Holds until").value(&typed.authorised_until).fault(faults.of("authorised_until")).optional())
            }))
        }))
    };
    let (to, back, words) = match referral {
        Some(id) => (format!("/referrals/{id}/edit"), format!("/referrals/{id}"), "Save"),
        None => ("/referrals".to_owned(), "/referrals".to_owned(), "Write the draft"),
    };
    let form = Form::post(to, &staff.seal())
        .faults(faults)
        .body(fields)
        .button(Button::main(words))
        .button(Button::bare("Cancel").goes(&back));
    let head = PageHead::new(TITLE).back(&back, "Back");
    Ok(staff.page(TITLE, html! { (head) (form) }).banner(banner_of(staff, patient).await?))
}
