//! The patient banner, made here for every page that is about a patient, so that no two differ.

use super::chart_of;
use super::typed::{language_name, sex_name};
use crate::kit::{Allergies, Banner, Icon, Pill, Tone, wording};
use crate::staff::Staff;
use clinical::allergies::{AllergiesOf, KnownAllergies};
use clinical::histories::Known;
use kernel::Problem;
use office::{PatientId, Permission, Query};
use registry::people::Interpreter;
use workflows::patient_banner::PatientBanner;

/// What the banner is made of.
pub(super) struct Card {
    pub banner: workflows::patient_banner::Banner,
    /// Nothing, when the role does not see charts.
    allergies: Option<KnownAllergies>,
    sees_coverage: bool,
}

/// The banner of this patient: `staff.page(..).banner(banner_of(&staff, patient).await?)`.
///
/// # Errors
/// Whatever the office says.
pub(crate) async fn banner_of(staff: &Staff, patient: PatientId) -> Result<Banner, Problem> {
    card(staff, patient).await.map(|card| card.shown())
}

/// Asks only if the role may see the answer: who may not sees the page without it.
pub(super) async fn if_allowed<Q: Query>(staff: &Staff, query: Q) -> Result<Option<Q::Answer>, Problem> {
    match staff.may(Q::ACT.permission) {
        true => staff.ask(query).await.map(Some),
        false => Ok(None),
    }
}

/// What the banner is made of, asked for at once.
///
/// # Errors
/// Whatever the office says.
pub(super) async fn card(staff: &Staff, patient: PatientId) -> Result<Card, Problem> {
    let (banner, allergies) =
        tokio::try_join!(staff.ask(PatientBanner { patient }), if_allowed(staff, AllergiesOf { patient }))?;
    Ok(Card { banner, allergies, sees_coverage: staff.may(Permission::SeeCoverage) })
}

impl Card {
    /// As it stands on the page.
    pub(super) fn shown(&self) -> Banner {
        let who = &self.banner;
        let chart = chart_of(who.patient);
        let sex = match who.pronouns.reveal().as_str() {
            "" => sex_name(who.sex).to_owned(),
            pronouns => format!("{} · {pronouns}", sex_name(who.sex)),
        };
        let (name, mrn) = (who.name.reveal().as_str(), who.mrn.reveal().as_str());
        let mut banner = Banner::new(name, *who.birth_day.reveal(), who.today, mrn, &chart)
            .sex(sex)
            .balance(who.due)
            .allergies(self.known_allergies());
        if let Some(taken) = who.photo_taken_at {
            banner = banner.photo(format!("{chart}/photo?taken={}", taken.unix_millis()));
        }
        for alert in self.alerts() {
            banner = banner.alert(alert);
        }
        match (&who.coverage, self.sees_coverage) {
            (None, true) => banner,
            (None, false) => banner.coverage("Not for your role"),
            (Some(first), _) if first.card.plan.is_empty() => banner.coverage(first.card.payer.as_str()),
            (Some(first), _) => banner.coverage(format!("{} · {}", first.card.payer, first.card.plan)),
        }
    }

    fn alerts(&self) -> Vec<Pill> {
        let who = &self.banner;
        let mut alerts = Vec::new();
        if let Some(day) = &who.deceased_on {
            alerts.push(Pill::new(Tone::Bad, format!("Died {}", wording::digits(*day.reveal()))));
        }
        if who.interpreter == Interpreter::Needed {
            let words = format!("Interpreter: {}", language_name(&who.language));
            alerts.push(Pill::new(Tone::Info, words).icon(Icon::Message));
        }
        alerts.extend(who.alerts.iter().map(|alert| Pill::new(Tone::Warn, alert.says.reveal().as_str())));
        alerts
    }

    fn known_allergies(&self) -> Allergies {
        let Some(found) = &self.allergies else { return Allergies::NotShown };
        match &found.known {
            Known::None(_) => Allergies::NoneKnown,
            Known::NotAsked => Allergies::NotAsked,
            Known::Listed if found.list.is_empty() => Allergies::NoneNow,
            Known::Listed => Allergies::To(found.list.iter().map(|one| one.label.clone()).collect()),
        }
    }
}
