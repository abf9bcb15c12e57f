//! Fees for missed appointments: what the practice takes for coming not at all, or for saying so too late.

use super::facts::FollowUpFact;
use super::tables::{FeeRow, FeeRuleRow, missed_fee, missed_fee_rule};
use super::{MANAGE_FOLLOW_UP, SEE_FOLLOW_UP, WAIVE_FEE};
use crate::scheduling::{AppointmentId, AppointmentRow, CancelReason, stored_appointment};
use diesel::prelude::*;
use kernel::{Money, Phi, Problem};
use office::{Act, Command, NoPatients, PatientId, Query, Reader, Subject, Tx};

/// Notice of more than two weeks is nothing to take a fee for.
const HOURS_MAX: i64 = 336;
/// Fees of one patient that are looked at.
const FEES_MAX: u32 = 200;

kernel::code!(
    /// What a fee is for.
    FeeKind {
        /// The patient cancelled, too late for somebody else to come.
        LateCancel = "late_cancel",
        /// The patient did not come.
        NoShow = "no_show",
    }
);

impl FeeKind {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::LateCancel => "Late cancellation",
            Self::NoShow => "No-show",
        }
    }
}

kernel::code!(
    /// How a fee stands.
    FeeStanding {
        /// To be paid.
        Due = "due",
        /// Not to be paid after all.
        Waived = "waived",
    }
);

/// What is taken for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeRule {
    /// For what.
    pub kind: FeeKind,
    /// A cancellation is late within so many hours; nothing to a no-show.
    pub within_hours: i64,
    /// How much.
    pub amount: Money,
}

/// Sets what is taken for missed appointments; without an amount nothing is.
#[derive(Clone, Copy, Debug)]
pub struct SetFeeRule {
    /// For what.
    pub kind: FeeKind,
    /// A cancellation is late within so many hours.
    pub within_hours: i64,
    /// How much.
    pub amount: Option<Money>,
}

impl Command for SetFeeRule {
    const ACT: Act = MANAGE_FOLLOW_UP;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if !(0..=HOURS_MAX).contains(&self.within_hours) {
            let say = "Enter the hours of notice, at most 336 (two weeks).";
            return Err(Problem::invalid("bad_hours", say).at("within_hours", say));
        }
        if self.amount.is_some_and(|amount| !(1..=50_000).contains(&amount.cents())) {
            let say = "Enter an amount from $0.01 to $500.";
            return Err(Problem::invalid("bad_amount", say).at("amount", say));
        }
        let cents = self.amount.map(Money::cents);
        let mut pen = tx.write(FollowUpFact::FeeRuleSet { kind: self.kind, cents });
        pen.run(diesel::delete(missed_fee_rule::table.filter(missed_fee_rule::kind.eq(self.kind))))?;
        if let Some(cents) = cents {
            let row = FeeRuleRow { kind: self.kind, within_hours: self.within_hours, cents };
            pen.insert(missed_fee_rule::table, row)?;
        }
        Ok(())
    }
}

/// What is taken for missed appointments.
#[derive(Clone, Copy, Debug)]
pub struct FeeRules;

impl Query for FeeRules {
    const ACT: Act = SEE_FOLLOW_UP;
    type Answer = NoPatients<Vec<FeeRule>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let query = missed_fee_rule::table.order(missed_fee_rule::kind).select(FeeRuleRow::as_select());
        let rows: Vec<FeeRuleRow> = read.list(query, 10)?;
        let rule = |row: FeeRuleRow| FeeRule {
            kind: row.kind,
            within_hours: row.within_hours,
            amount: Money::from_cents(row.cents),
        };
        Ok(NoPatients(rows.into_iter().map(rule).collect()))
    }
}

/// Whether the patient is the reason: a practice takes nothing for what it did itself, for illness or for a death.
const fn is_the_patients(reason: CancelReason) -> bool {
    match reason {
        CancelReason::PatientAsked | CancelReason::NoTransport | CancelReason::PatientBusy | CancelReason::Cost => true,
        CancelReason::PatientIll
        | CancelReason::ProviderAway
        | CancelReason::OfficeClosed
        | CancelReason::BookedByMistake
        | CancelReason::Deceased
        | CancelReason::Other => false,
    }
}

/// Makes the fee that the practice's rule asks for, if it asks for one.
pub(crate) fn charge(tx: &mut Tx<'_>, row: &AppointmentRow, cancelled: Option<CancelReason>) -> Result<(), Problem> {
    let kind = match cancelled {
        Some(reason) if is_the_patients(reason) => FeeKind::LateCancel,
        Some(_) => return Ok(()),
        None => FeeKind::NoShow,
    };
    let query = missed_fee_rule::table.filter(missed_fee_rule::kind.eq(kind)).select(FeeRuleRow::as_select());
    let Some(rule): Option<FeeRuleRow> = tx.maybe(query)? else { return Ok(()) };
    if kind == FeeKind::LateCancel && row.starts_at.minutes_since(tx.now()) > rule.within_hours * 60 {
        return Ok(());
    }
    let fee = FeeRow {
        appointment: row.id,
        patient: row.patient,
        kind,
        cents: rule.cents,
        standing: FeeStanding::Due,
        waived_because: None,
        made_at: tx.now(),
        version: 1,
    };
    let fact = FollowUpFact::FeeMade { appointment: row.id, patient: row.patient, kind, cents: rule.cents };
    let mut pen = tx.write(fact);
    // An appointment that was brought back and missed again has its fee once.
    pen.run(diesel::delete(missed_fee::table.filter(missed_fee::appointment.eq(row.id))))?;
    pen.insert(missed_fee::table, &fee)?;
    Ok(())
}

/// The appointment was brought back: a fee that is still due is not. One that was waived stays waived.
pub(crate) fn uncharge(tx: &mut Tx<'_>, row: &AppointmentRow) -> Result<(), Problem> {
    let due = missed_fee::appointment.eq(row.id).and(missed_fee::standing.eq(FeeStanding::Due));
    let found: Option<AppointmentId> = tx.maybe(missed_fee::table.filter(due).select(missed_fee::appointment))?;
    if found.is_some() {
        let fact = FollowUpFact::FeeTakenBack { appointment: row.id, patient: row.patient };
        tx.write(fact).change(diesel::delete(missed_fee::table.filter(due)))?;
    }
    Ok(())
}

/// The fee for a missed appointment.
#[derive(Clone, Debug)]
pub struct MissedFee {
    /// For which.
    pub appointment: AppointmentId,
    /// What for.
    pub kind: FeeKind,
    /// How much.
    pub amount: Money,
    /// How it stands.
    pub standing: FeeStanding,
    /// Why it was waived.
    pub waived_because: Option<Phi<String>>,
    /// For the next change.
    pub version: i64,
}

impl From<FeeRow> for MissedFee {
    fn from(row: FeeRow) -> Self {
        Self {
            appointment: row.appointment,
            kind: row.kind,
            amount: Money::from_cents(row.cents),
            standing: row.standing,
            waived_because: row.waived_because,
            version: row.version,
        }
    }
}

/// The fee for an appointment, if there is one. Whoever shows it shows the appointment.
///
/// # Errors
/// Broken, when the database fails.
pub fn fee_of(read: &mut Reader<'_>, appointment: AppointmentId) -> Result<Option<MissedFee>, Problem> {
    let query = missed_fee::table.filter(missed_fee::appointment.eq(appointment)).select(FeeRow::as_select());
    let row: Option<FeeRow> = read.maybe(query)?;
    Ok(row.map(MissedFee::from))
}

/// A patient's fees, the latest first. Whoever shows them shows the patient.
///
/// # Errors
/// Broken, when the database fails.
pub fn fees_of(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<MissedFee>, Problem> {
    let query = missed_fee::table
        .filter(missed_fee::patient.eq(patient))
        .order(missed_fee::made_at.desc())
        .select(FeeRow::as_select());
    let rows: Vec<FeeRow> = read.list(query, FEES_MAX)?;
    Ok(rows.into_iter().map(MissedFee::from).collect())
}

/// Waives a fee, with a reason.
#[derive(Clone, Debug)]
pub struct WaiveFee {
    /// For which appointment.
    pub appointment: AppointmentId,
    /// The version that was seen.
    pub version: i64,
    /// Why.
    pub because: Phi<String>,
}

impl Command for WaiveFee {
    const ACT: Act = WAIVE_FEE;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_appointment(read, self.appointment)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let because = self.because.reveal().trim();
        if because.is_empty() || because.chars().count() > 200 {
            let say = "Say why the fee is waived, in up to 200 letters.";
            return Err(Problem::invalid("no_reason", say).at("because", say));
        }
        let patient = stored_appointment(tx, self.appointment)?.patient;
        let due = missed_fee::standing.eq(FeeStanding::Due).and(missed_fee::version.eq(self.version));
        let target = missed_fee::table.filter(missed_fee::appointment.eq(self.appointment).and(due));
        let fact = FollowUpFact::FeeWaived { appointment: self.appointment, patient };
        tx.write(fact).change(diesel::update(target).set((
            missed_fee::standing.eq(FeeStanding::Waived),
            missed_fee::waived_because.eq(Some(Phi::new(because.to_owned()))),
            missed_fee::version.eq(self.version + 1),
        )))?;
        Ok(())
    }
}
