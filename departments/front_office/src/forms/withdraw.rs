//! Withdrawing: a consent that was signed is taken back, from a day on. What was signed stays as it was signed.

use super::facts::FormFact;
use super::tables::{SignedRow, WithdrawalRow, consent_withdrawal, paper_form, signed_form};
use super::{Capacity, SEE_SIGNED, SIGN_FORM, SignedId};
use crate::intake::{Consent, ConsentKind, consents_of};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, Subject, Tx};

/// Withdrawals of one patient that are looked at.
const WITHDRAWALS_MAX: u32 = 200;
/// Letters of a reason.
const REASON_MAX: usize = 500;

kernel::id!(
    /// A consent that was taken back.
    WithdrawalId
);

kernel::code!(
    /// How somebody said that they take it back.
    WithdrawnHow {
        /// In writing (45 CFR 164.508(b)(5), 2013, asks for it where records are released).
        Written = "written",
        /// To a member of staff.
        Spoken = "spoken",
    }
);

impl WithdrawnHow {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Written => "In writing",
            Self::Spoken => "Spoken, noted by staff",
        }
    }
}

/// What is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// A form that was signed, with the consent that it gives.
    Form(SignedId),
    /// A consent of this kind, however it was signed.
    Kind(ConsentKind),
}

/// Takes a consent back.
#[derive(Clone, Debug)]
pub struct WithdrawSigned {
    /// Whose.
    pub patient: PatientId,
    /// What.
    pub what: TakenBack,
    /// From which day on; today or earlier.
    pub on: Day,
    /// The day it is where it is noted.
    pub today: Option<Day>,
    /// Who takes it back, by name.
    pub who: Phi<String>,
    /// In which capacity.
    pub capacity: Capacity,
    /// How.
    pub how: WithdrawnHow,
    /// Why, in their words.
    pub reason: Phi<String>,
}

impl Command for WithdrawSigned {
    const ACT: Act = SIGN_FORM;
    type Done = WithdrawalId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<WithdrawalId, Problem> {
        let today = self.today.unwrap_or_else(|| tx.today(&TimeZone::UTC));
        self.check(today)?;
        let (signed, kind) = self.standing(tx)?;
        let row = WithdrawalRow {
            id: tx.id(),
            patient: self.patient,
            signed,
            kind,
            withdrawn_on: self.on,
            who: Phi::new(self.who.reveal().trim().to_owned()),
            capacity: self.capacity,
            how: self.how,
            reason: Phi::new(self.reason.reveal().trim().to_owned()),
            withdrawn_at: tx.now(),
            account: tx.who().account(),
        };
        let fact = FormFact::Withdrawn {
            withdrawal: row.id,
            patient: row.patient,
            signed,
            kind,
            capacity: row.capacity,
            withdrawn_on: row.withdrawn_on,
        };
        tx.write(fact).insert(consent_withdrawal::table, &row)?;
        Ok(row.id)
    }
}

impl WithdrawSigned {
    fn check(&self, today: Day) -> Result<(), Problem> {
        let mut faults: Vec<(&'static str, &'static str)> = Vec::new();
        if self.who.reveal().trim().is_empty() {
            faults.push(("who", "Enter who takes it back, by name."));
        }
        if self.reason.reveal().trim().is_empty() || self.reason.reveal().chars().count() > REASON_MAX {
            faults.push(("reason", "Write why, in up to 500 letters; “no reason given” is one."));
        }
        if self.on > today {
            faults.push(("on", "Enter today, or the day on which they said so."));
        }
        match faults.first() {
            None => Ok(()),
            Some((_, first)) => {
                let problem = Problem::invalid("withdrawal_incomplete", *first);
                Err(faults.iter().fold(problem, |problem, (field, say)| problem.at(field, *say)))
            }
        }
    }

    /// The signature and the kind that are taken back, if they stand.
    fn standing(&self, tx: &mut Tx<'_>) -> Result<(Option<SignedId>, Option<ConsentKind>), Problem> {
        let gone = withdrawals_of(tx, self.patient)?;
        let over = || Problem::conflict("withdrawn_already", "This consent does not stand: it was taken back already.");
        match self.what {
            TakenBack::Form(id) => {
                let query = signed_form::table
                    .filter(signed_form::id.eq(id).and(signed_form::patient.eq(self.patient)))
                    .select(SignedRow::as_select());
                let signed: SignedRow = tx.one(query, "signed form")?;
                let kind = paper_form::table.filter(paper_form::id.eq(signed.form)).select(paper_form::consent_kind);
                let kind: Option<ConsentKind> = tx.one(kind, "form")?;
                if taken_back(&gone, Some(id), kind, signed.signed_at).is_some() {
                    return Err(over());
                }
                Ok((Some(id), kind))
            }
            TakenBack::Kind(kind) => {
                let signed = consents_of(tx, self.patient)?;
                let latest = signed.iter().find(|one| one.kind == kind);
                let Some(latest) = latest else {
                    return Err(Problem::not_found("no_such_consent", "No consent of this kind is on record."));
                };
                if taken_back(&gone, None, Some(kind), latest.signed_at).is_some() {
                    return Err(over());
                }
                Ok((None, Some(kind)))
            }
        }
    }
}

/// A consent that was taken back.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// Which signed form, if it was one.
    pub signed: Option<SignedId>,
    /// Which kind, if the form gives a consent.
    pub kind: Option<ConsentKind>,
    /// From which day on.
    pub on: Day,
    /// By whom.
    pub who: Phi<String>,
    /// In which capacity.
    pub capacity: Capacity,
    /// How.
    pub how: WithdrawnHow,
    /// Why.
    pub reason: Phi<String>,
    /// When it was noted.
    pub at: Moment,
}

/// What a patient took back, the latest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn withdrawals_of(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<Withdrawal>, Problem> {
    let query = consent_withdrawal::table
        .filter(consent_withdrawal::patient.eq(patient))
        .order((consent_withdrawal::withdrawn_at.desc(), consent_withdrawal::id))
        .select(WithdrawalRow::as_select());
    let rows: Vec<WithdrawalRow> = read.list(query, WITHDRAWALS_MAX)?;
    let withdrawal = |row: WithdrawalRow| Withdrawal {
        signed: row.signed,
        kind: row.kind,
        on: row.withdrawn_on,
        who: row.who,
        capacity: row.capacity,
        how: row.how,
        reason: row.reason,
        at: row.withdrawn_at,
    };
    Ok(rows.into_iter().map(withdrawal).collect())
}

/// The withdrawal that ended what was signed at this moment: of that very form, or of its kind afterwards.
#[must_use]
pub fn taken_back(
    all: &[Withdrawal],
    signed: Option<SignedId>,
    kind: Option<ConsentKind>,
    signed_at: Moment,
) -> Option<&Withdrawal> {
    all.iter().find(|one| {
        let of_form = signed.is_some() && one.signed == signed;
        let of_kind = kind.is_some() && one.kind == kind && one.at >= signed_at;
        of_form || of_kind
    })
}

/// The consents on record of a patient, and what was taken back.
#[derive(Clone, Copy, Debug)]
pub struct ConsentRecord {
    /// Whose.
    pub patient: PatientId,
}

/// Consents and withdrawals.
#[derive(Clone, Debug)]
pub struct ConsentRecordAnswer {
    /// Whose.
    pub patient: PatientId,
    /// What was signed, by kind, the latest first.
    pub consents: Vec<Consent>,
    /// What was taken back, the latest first.
    pub withdrawals: Vec<Withdrawal>,
}

impl Discloses for ConsentRecordAnswer {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for ConsentRecord {
    const ACT: Act = SEE_SIGNED;
    type Answer = ConsentRecordAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<ConsentRecordAnswer, Problem> {
        let (consents, withdrawals) = (consents_of(read, self.patient)?, withdrawals_of(read, self.patient)?);
        Ok(ConsentRecordAnswer { patient: self.patient, consents, withdrawals })
    }
}
