//! Cases of injury: at work, in traffic, or another accident. Each has its own insurer, claim number and day, because its visits
//! are not billed to the patient's own policies.

use super::tables::injury_case;
use super::{KEEP_INJURY_CASE, SEE_INSURANCE};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Day, Phi, Problem};
use office::{Act, Command, Discloses, Fact, PatientId, Query, Reader, Subject, Tx};
use registry::people::merging::check_stands;
use registry::people::person;
use serde::Serialize;

kernel::id!(
    /// A case of injury.
    CaseId
);
kernel::code!(
    /// What the injury comes from (ASC X12 005010X222A1, CLM11: EM, AA, OA).
    Cause {
        /// Work: workers' compensation pays.
        Work = "work",
        /// Traffic: the insurer of a car pays.
        Auto = "auto",
        /// Another accident for which somebody is liable.
        OtherAccident = "other_accident",
    }
);

impl Cause {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Work => "Injury at work",
            Self::Auto => "Auto accident",
            Self::OtherAccident => "Other accident",
        }
    }
}

#[derive(Serialize)]
struct CaseKept {
    case: CaseId,
    #[serde(skip)]
    patient: PatientId,
    cause: Cause,
    version: i64,
    closed: bool,
}

impl Fact for CaseKept {
    fn name(&self) -> &'static str {
        "injury_case.kept"
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }
}

/// What is known of a case of injury.
#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, Debug)]
#[diesel(table_name = injury_case, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct InjuryFields {
    /// What it comes from.
    pub cause: Cause,
    /// The day of the injury.
    pub injured_on: Day,
    /// The state in which it happened, two letters; needed for an auto accident (CLM11-4).
    pub state: String,
    /// Who pays.
    pub insurer: String,
    /// Their number for it; may be empty until they tell it.
    pub claim_number: Phi<String>,
    /// Who handles it there; may be empty.
    pub adjuster: Phi<String>,
    /// Their telephone; may be empty.
    pub adjuster_phone: Phi<String>,
    /// For whom the patient worked; needed for an injury at work.
    pub employer: Phi<String>,
    /// The employer's telephone; may be empty.
    pub employer_phone: Phi<String>,
    /// What is hurt; may be empty.
    pub body_parts: Phi<String>,
    /// From which day on its visits no longer belong to it.
    pub closed_on: Option<Day>,
}

/// A case of injury.
#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = injury_case)]
pub struct InjuryCase {
    /// Which.
    pub id: CaseId,
    /// Whose.
    pub patient: PatientId,
    /// What is known of it.
    #[diesel(embed)]
    pub fields: InjuryFields,
    /// For the next change.
    pub version: i64,
}

impl InjuryCase {
    /// What an insurer will ask for and nobody has told yet.
    #[must_use]
    pub fn still_missing(&self) -> Vec<&'static str> {
        let absent = |text: &Phi<String>| text.reveal().is_empty();
        let mut missing = Vec::new();
        if absent(&self.fields.claim_number) {
            missing.push("claim number");
        }
        if absent(&self.fields.adjuster) && absent(&self.fields.adjuster_phone) {
            missing.push("adjuster");
        }
        missing
    }
}

impl Discloses for InjuryCase {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// Opens a case, or corrects or closes one.
#[derive(Clone, Debug)]
pub struct KeepInjuryCase {
    /// Whose.
    pub patient: PatientId,
    /// The case that is corrected, with the version on the screen; nothing for a new one.
    pub corrects: Option<(CaseId, i64)>,
    /// What is known of it.
    pub fields: InjuryFields,
}

impl Command for KeepInjuryCase {
    const ACT: Act = KEEP_INJURY_CASE;
    type Done = CaseId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<CaseId, Problem> {
        person(tx, self.patient)?;
        check_stands(tx, self.patient)?;
        // The latest civil day anywhere, so that no zone calls today the future.
        let latest = tx.today(&TimeZone::UTC).plus_days(1);
        check(&self.fields, latest)?;
        let (id, version) = self.corrects.unwrap_or_else(|| (tx.id(), 0));
        let (now, account) = (tx.now(), tx.who().account());
        let fact = CaseKept {
            case: id,
            patient: self.patient,
            cause: self.fields.cause,
            version: version + 1,
            closed: self.fields.closed_on.is_some(),
        };
        let mut pen = tx.write(fact);
        let Some((_, seen)) = self.corrects else {
            let case = InjuryCase { id, patient: self.patient, fields: self.fields.clone(), version: 1 };
            let opened = (injury_case::opened_at.eq(now), injury_case::opened_by.eq(account));
            pen.insert(injury_case::table, (case, opened))?;
            return Ok(id);
        };
        let target = injury_case::table.filter(
            injury_case::id.eq(id).and(injury_case::version.eq(seen)).and(injury_case::patient.eq(self.patient)),
        );
        pen.change(diesel::update(target).set((&self.fields, injury_case::version.eq(seen + 1))))?;
        Ok(id)
    }
}

fn check(fields: &InjuryFields, latest: Day) -> Result<(), Problem> {
    let mut faults: Vec<(&'static str, &'static str)> = Vec::new();
    if fields.injured_on > latest {
        faults.push(("injured_on", "The day of the injury is in the future. Enter the day it happened."));
    }
    if fields.insurer.trim().is_empty() {
        faults.push(("insurer", "Enter who pays. If nobody knows yet, enter “not known yet”."));
    }
    if fields.cause == Cause::Work && fields.employer.reveal().trim().is_empty() {
        faults.push(("employer", "Enter the employer at the time of the injury."));
    }
    let two_letters = fields.state.len() == 2 && fields.state.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(two_letters || fields.state.is_empty() && fields.cause != Cause::Auto) {
        faults.push(("state", "Enter the state in which it happened, as two letters, like NY."));
    }
    if fields.closed_on.is_some_and(|closed| closed < fields.injured_on) {
        faults.push(("closed_on", "The case cannot be closed before the injury."));
    }
    let texts = [
        &fields.claim_number,
        &fields.adjuster,
        &fields.adjuster_phone,
        &fields.employer,
        &fields.employer_phone,
        &fields.body_parts,
    ];
    if texts.iter().any(|text| text.reveal().chars().count() > 200) || fields.insurer.chars().count() > 200 {
        faults.push(("insurer", "Keep each entry under 200 letters."));
    }
    let Some((_, first)) = faults.first() else { return Ok(()) };
    let problem = Problem::invalid("injury_case", *first);
    Err(faults.iter().fold(problem, |problem, (field, say)| problem.at(field, *say)))
}

/// A patient's cases of injury, open ones first, the latest on top.
#[derive(Clone, Copy, Debug)]
pub struct CasesOf {
    /// Whose.
    pub patient: PatientId,
}

impl Query for CasesOf {
    const ACT: Act = SEE_INSURANCE;
    type Answer = Vec<InjuryCase>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<InjuryCase>, Problem> {
        let query = injury_case::table
            .filter(injury_case::patient.eq(self.patient))
            .order((injury_case::closed_on.is_not_null(), injury_case::injured_on.desc()))
            .select(InjuryCase::as_select());
        read.list(query, 50)
    }
}
