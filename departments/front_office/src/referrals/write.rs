//! Writing a referral: to whom, why, how soon, under which authorisation, and what of the record goes along.

use super::clocks::due;
use super::directory::entry;
use super::facts::ReferralFact;
use super::one::{referral, stored_referral};
use super::steps::note_step;
use super::tables::{
    DiagnosisRow, PartRow, ReferralRow, referral as referral_table, referral_diagnosis, referral_part,
};
use super::{
    EntryId, Evidence, PartKind, REFER, ReferralId, ReferralState, ReferralUrgency, SourceId, TEXT_MAX, check_length,
};
use crate::documents::DocumentId;
use diesel::prelude::*;
use kernel::{Day, Phi, Problem, RawId};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::code_sets::{CodeSet, HoldsOn, holds_on};
use registry::people::person;
use registry::practice::{StaffId, staff_member, today_at};

/// Diagnoses of one referral at most: as many as a claim has.
const DIAGNOSES_MAX: usize = 12;
/// Parts of one packet at most.
const PARTS_MAX: usize = 60;

/// Writes a referral as a draft.
#[derive(Clone, Debug)]
pub struct WriteReferral {
    /// Who is referred.
    pub patient: PatientId,
    /// From which site.
    pub site: SiteId,
    /// To whom.
    pub entry: EntryId,
    /// Who asks: a provider of ours.
    pub provider: StaffId,
    /// How soon.
    pub urgency: ReferralUrgency,
    /// Why, in words.
    pub reason: Phi<String>,
    /// What the other office is asked; may be empty.
    pub questions: Phi<String>,
    /// ICD-10-CM codes, with or without points.
    pub diagnoses: Vec<String>,
    /// The insurer's number of its authorisation; may be empty.
    pub authorisation: Phi<String>,
    /// Visits that it allows.
    pub visits_allowed: Option<i64>,
    /// The last day on which it holds.
    pub authorised_until: Option<Day>,
    /// Whether the patient's insurance goes along.
    pub with_coverage: bool,
}

/// What of the record goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Which document, where it is one.
    pub source: Option<SourceId>,
    /// What it is called.
    pub label: Phi<String>,
}

impl Part {
    /// A document of our own inbox.
    #[must_use]
    pub fn document(document: DocumentId, label: Phi<String>) -> Self {
        Self { kind: PartKind::OfficeDocument, source: Some(RawId::from(document).into()), label }
    }
}

impl Command for WriteReferral {
    const ACT: Act = REFER;
    type Done = ReferralId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<ReferralId, Problem> {
        let diagnoses = self.checked(tx)?;
        let (now, account) = (tx.now(), tx.who().account());
        let due_at = due(tx, self.urgency, ReferralState::Draft.waits_for(), now)?;
        let row = ReferralRow {
            id: tx.id(),
            patient: self.patient,
            site: self.site,
            entry: self.entry,
            provider: self.provider,
            urgency: self.urgency,
            reason: tidy(&self.reason),
            questions: tidy(&self.questions),
            authorisation: tidy(&self.authorisation),
            visits_allowed: self.visits_allowed,
            authorised_until: self.authorised_until,
            with_coverage: self.with_coverage,
            state: ReferralState::Draft,
            state_since: now,
            due_at,
            sent_at: None,
            appointment_on: None,
            attended_on: None,
            report: None,
            owner: account,
            made_by: account,
            made_at: now,
            version: 1,
        };
        tx.write(written(&row, 0)).insert(referral_table::table, &row)?;
        keep_diagnoses(tx, &row, &diagnoses)?;
        note_step(tx, &row, Evidence::Ours, &Phi::default(), None, None)?;
        Ok(row.id)
    }
}

impl WriteReferral {
    /// The diagnoses with their words, once everything else will do too.
    fn checked(&self, tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, Problem> {
        person(tx, self.patient)?;
        let mut faults: Vec<(&'static str, String)> = Vec::new();
        if self.reason.reveal().trim().is_empty() {
            faults.push(("reason", "Enter why the patient is referred.".to_owned()));
        }
        check_length("reason", self.reason.reveal(), TEXT_MAX)?;
        check_length("questions", self.questions.reveal(), TEXT_MAX)?;
        check_length("authorisation", self.authorisation.reveal(), 60)?;
        if !entry(tx, self.entry)?.fields.active {
            faults.push(("entry", "Nobody is referred there any more. Choose another office.".to_owned()));
        }
        if staff_member(tx, self.provider)?.npi.is_none() {
            let say = "Choose a provider with an NPI: somebody must ask for the referral.";
            faults.push(("provider", say.to_owned()));
        }
        let today = today_at(tx, self.site)?;
        if self.visits_allowed.is_some_and(|visits| !(1..=999).contains(&visits)) {
            faults.push(("visits_allowed", "Enter how many visits are allowed, from 1 to 999.".to_owned()));
        }
        if self.authorised_until.is_some_and(|until| until < today) {
            faults.push(("authorised_until", "This authorisation has run out already.".to_owned()));
        }
        if self.diagnoses.len() > DIAGNOSES_MAX {
            faults.push(("diagnoses", "A referral has at most 12 diagnoses.".to_owned()));
        }
        let mut diagnoses = Vec::new();
        for typed in self.diagnoses.iter().take(DIAGNOSES_MAX) {
            match diagnosis(tx, typed, today)? {
                Ok(found) => diagnoses.push(found),
                Err(say) => faults.push(("diagnoses", say)),
            }
        }
        match faults.as_slice() {
            [] => Ok(diagnoses),
            [(_, first), ..] => {
                let problem = Problem::invalid("bad_referral", first.clone());
                Err(faults.iter().fold(problem, |problem, (field, say)| problem.at(field, say.clone())))
            }
        }
    }
}

/// A code with its words on this day, or why it will not do.
fn diagnosis(tx: &mut Tx<'_>, typed: &str, today: Day) -> Result<Result<(String, String), String>, Problem> {
    let set = CodeSet::Icd10Cm;
    let written = set.written(&registry::code_sets::plain(typed));
    Ok(match holds_on(tx, set, typed, today)? {
        HoldsOn::Yes(line) => Ok((line.written, line.label)),
        // No release is loaded, so nobody here can tell; the page says that it was not checked.
        HoldsOn::NoRelease => Ok((written, String::new())),
        HoldsOn::OnlyGroups(line) => {
            Err(format!("{} only groups others ({}). Enter a longer code.", line.written, line.label))
        }
        HoldsOn::OnOtherDays(line) => Err(format!("{} does not hold today. Enter the code of today.", line.written)),
        HoldsOn::NoSuchCode => Err(format!("{written} is no ICD-10-CM code. Look for a mistyped letter.")),
    })
}

fn tidy(text: &Phi<String>) -> Phi<String> {
    Phi::new(text.reveal().trim().to_owned())
}

fn written(row: &ReferralRow, parts: usize) -> ReferralFact {
    ReferralFact::Written { referral: row.id, patient: row.patient, site: row.site, parts }
}

fn keep_diagnoses(tx: &mut Tx<'_>, row: &ReferralRow, diagnoses: &[(String, String)]) -> Result<(), Problem> {
    let mut pen = tx.write(written(row, 0));
    pen.run(diesel::delete(referral_diagnosis::table.filter(referral_diagnosis::referral.eq(row.id))))?;
    for (at, (code, label)) in diagnoses.iter().enumerate() {
        let position = i64::try_from(at).unwrap_or(0) + 1;
        let line =
            DiagnosisRow { referral: row.id, position, code: Phi::new(code.clone()), label: Phi::new(label.clone()) };
        pen.insert(referral_diagnosis::table, &line)?;
    }
    Ok(())
}

/// Changes a referral that has not left.
#[derive(Clone, Debug)]
pub struct ChangeReferral {
    /// Which.
    pub referral: ReferralId,
    /// The version that was seen.
    pub version: i64,
    /// As it is from now on; the patient and the site stay.
    pub to: WriteReferral,
}

impl Command for ChangeReferral {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_referral(read, self.referral)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let before = unsent(tx, self.referral, self.version)?;
        let to = WriteReferral { patient: before.patient, site: before.site, ..self.to.clone() };
        let diagnoses = to.checked(tx)?;
        let due_at = due(tx, to.urgency, before.state.waits_for(), before.made_at)?;
        let row = ReferralRow {
            entry: to.entry,
            provider: to.provider,
            urgency: to.urgency,
            reason: tidy(&to.reason),
            questions: tidy(&to.questions),
            authorisation: tidy(&to.authorisation),
            visits_allowed: to.visits_allowed,
            authorised_until: to.authorised_until,
            with_coverage: to.with_coverage,
            due_at,
            version: before.version + 1,
            ..before
        };
        change(tx, written(&row, 0), &row)?;
        keep_diagnoses(tx, &row, &diagnoses)
    }
}

/// A referral whose packet has not left, at the version that was seen.
fn unsent(tx: &mut Tx<'_>, id: ReferralId, version: i64) -> Result<ReferralRow, Problem> {
    let row = stored_referral(tx, id)?;
    if !matches!(row.state, ReferralState::Draft | ReferralState::Ready) {
        let say = "The packet has left. What was sent cannot be changed; write another referral instead.";
        return Err(Problem::refused("sent_already", say));
    }
    if row.version != version {
        let say = "Somebody else changed this referral while you had it open. Load it again to see what they did.";
        return Err(Problem::conflict("stale", say));
    }
    Ok(row)
}

/// Writes a row whose version is one further than the stored one.
///
/// # Errors
/// Conflict, when somebody else was faster.
pub(crate) fn change(tx: &mut Tx<'_>, fact: ReferralFact, row: &ReferralRow) -> Result<(), Problem> {
    let target =
        referral_table::table.filter(referral_table::id.eq(row.id).and(referral_table::version.eq(row.version - 1)));
    tx.write(fact).change(diesel::update(target).set(row))?;
    Ok(())
}

/// Keeps what goes along; what was chosen before and is not among it stays behind. Whether whoever chooses may see what
/// they choose is asked in `workflows/refer_out`.
///
/// # Errors
/// Invalid, when there are too many; refused, once the packet has left; conflict, when somebody else was faster.
pub fn choose_parts(tx: &mut Tx<'_>, id: ReferralId, version: i64, parts: &[Part]) -> Result<(), Problem> {
    if parts.len() > PARTS_MAX {
        let say = "A packet has at most 60 parts. Choose what the other office needs.";
        return Err(Problem::invalid("too_many_parts", say).at("parts", say));
    }
    let before = unsent(tx, id, version)?;
    let row = ReferralRow { version: version + 1, ..before };
    change(tx, written(&row, parts.len()), &row)?;
    let mut pen = tx.write(written(&row, parts.len()));
    pen.run(diesel::delete(referral_part::table.filter(referral_part::referral.eq(id))))?;
    for (at, part) in parts.iter().enumerate() {
        let position = i64::try_from(at).unwrap_or(0) + 1;
        let line = PartRow { referral: id, position, kind: part.kind, source: part.source, label: part.label.clone() };
        pen.insert(referral_part::table, &line)?;
    }
    referral(tx, id).map(drop)
}
