//! The patient banner: who a page is about, made in one place so that it is the same on every page.

use front_office::intake::due_noted_on;
use kernel::{Day, Moment, Money, Phi, Problem};
use office::policy::may;
use office::{Act, Discloses, PatientId, Permission, Query, Reader, Subject};
use registry::coverages::{Coverage, coverages_of};
use registry::people::{Alert, Interpreter, Sex, alerts_of, full_name, person};
use registry::practice::all_sites;

/// Seeing a patient's banner.
pub const SEE_BANNER: Act = Act::new("patients.see_banner", Permission::FindPeople);

/// What every page about a patient shows on top.
#[derive(Clone, Debug)]
pub struct Banner {
    /// Who.
    pub patient: PatientId,
    /// `Okafor, Chidi (Chi) Jr.`
    pub name: Phi<String>,
    /// Medical record number.
    pub mrn: Phi<String>,
    /// Birthday.
    pub birth_day: Phi<Day>,
    /// Completed years today, or at death.
    pub age_years: Phi<i32>,
    /// Administrative sex.
    pub sex: Sex,
    /// The name they want to be called by; empty when it is the given name.
    pub called: Phi<String>,
    /// Pronouns, in their words; may be empty.
    pub pronouns: Phi<String>,
    /// The language they want to be spoken to in.
    pub language: String,
    /// Whether they need an interpreter.
    pub interpreter: Interpreter,
    /// The day they died, if they have.
    pub deceased_on: Option<Phi<Day>>,
    /// When the photo was taken, if there is one.
    pub photo_taken_at: Option<Moment>,
    /// What everybody must know.
    pub alerts: Vec<Alert>,
    /// The policy that pays first today; nothing for self-pay, and for those who may not see it.
    pub coverage: Option<Coverage>,
    /// What was noted as due at today's visits.
    pub due: Money,
    /// The day that all of this is about: today where the asker works.
    pub today: Day,
}

impl Discloses for Banner {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// A patient's banner, as part of another page.
///
/// # Errors
/// Not found.
pub fn banner(read: &mut Reader<'_>, patient: PatientId) -> Result<Banner, Problem> {
    let today = today_where_asked(read)?;
    let card = person(read, patient)?;
    let who = card.demographics;
    let coverage = if may(read.who(), Permission::SeeCoverage) {
        coverages_of(read, patient)?.into_iter().find(|coverage| coverage.covers(today))
    } else {
        None
    };
    let until = who.deceased_on.as_ref().map_or(today, |died| *died.reveal());
    Ok(Banner {
        patient,
        name: full_name(&who.family, &who.given, &who.preferred, &who.suffix),
        mrn: card.mrn,
        age_years: Phi::new(until.years_since(*who.birth_day.reveal())),
        birth_day: who.birth_day,
        sex: who.sex,
        called: who.preferred,
        pronouns: who.pronouns,
        language: who.language,
        interpreter: who.interpreter,
        deceased_on: who.deceased_on,
        photo_taken_at: card.photo_taken_at,
        alerts: alerts_of(read, patient)?,
        coverage,
        due: due_noted_on(read, patient, today)?,
        today,
    })
}

/// Today by the calendar of the first site at which the asker works; in Greenwich for somebody who works at none.
fn today_where_asked(read: &mut Reader<'_>) -> Result<Day, Problem> {
    let sites = all_sites(read)?;
    let zone = sites.first().map_or(jiff::tz::TimeZone::UTC, |site| site.zone.clone());
    Ok(read.today(&zone))
}

/// A patient's banner by itself.
#[derive(Clone, Copy, Debug)]
pub struct PatientBanner {
    /// Whose.
    pub patient: PatientId,
}

impl Query for PatientBanner {
    const ACT: Act = SEE_BANNER;
    type Answer = Banner;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Banner, Problem> {
        banner(read, self.patient)
    }
}
