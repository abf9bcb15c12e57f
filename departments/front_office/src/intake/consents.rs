//! Consents: what patients signed, which edition of it, and how long it holds.

use super::editions::{checked, editions};
use super::facts::IntakeFact;
use super::tables::{ConsentRow, consent};
use super::{ConsentId, SIGN_CONSENT};
use crate::forms::{taken_back, withdrawals_of};
use diesel::prelude::*;
use kernel::{Day, Moment, Problem};
use office::{Act, Command, PatientId, Reader, Subject, Tx};
use registry::people::merging::check_stands;

/// More consents of one patient than this are not listed.
const CONSENTS_MAX: u32 = 200;

kernel::code!(
    /// What somebody consents to.
    ConsentKind {
        /// To be examined and treated.
        Treatment = "treatment",
        /// Having received the notice of privacy practices (45 CFR 164.520(c)(2)(ii), 2013).
        PrivacyNotice = "privacy_notice",
        /// To pay what insurance does not.
        FinancialResponsibility = "financial_responsibility",
        /// To be seen by video.
        Telehealth = "telehealth",
        /// To have records sent to somebody named.
        ReleaseOfRecords = "release_of_records",
    }
);

/// What must be signed and in force before the tick can be set.
pub const REQUIRED_CONSENTS: &[ConsentKind] =
    &[ConsentKind::Treatment, ConsentKind::PrivacyNotice, ConsentKind::FinancialResponsibility];

impl ConsentKind {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Treatment => "Consent to treatment",
            Self::PrivacyNotice => "Notice of privacy practices",
            Self::FinancialResponsibility => "Financial responsibility",
            Self::Telehealth => "Telehealth",
            Self::ReleaseOfRecords => "Release of records",
        }
    }
}

kernel::code!(
    /// How it was signed.
    SignedHow {
        /// On paper.
        Paper = "paper",
        /// On a screen.
        OnScreen = "on_screen",
        /// Said before a witness, who wrote it down.
        VerbalWitnessed = "verbal_witnessed",
        /// By somebody who may sign for the patient.
        ByProxy = "by_proxy",
    }
);

/// A consent on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// To what.
    pub kind: ConsentKind,
    /// Which edition of the form.
    pub edition: String,
    /// How it was signed.
    pub how: SignedHow,
    /// When.
    pub signed_at: Moment,
    /// Until which day it holds, if it ends.
    pub expires_on: Option<Day>,
}

impl Consent {
    /// Whether it still holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.expires_on.is_none_or(|until| day <= until)
    }
}

/// Keeps a consent that a patient signed.
#[derive(Clone, Debug)]
pub struct SignConsent {
    /// Who.
    pub patient: PatientId,
    /// To what.
    pub kind: ConsentKind,
    /// Which edition of the form, such as `2026-01`.
    pub edition: String,
    /// How.
    pub how: SignedHow,
    /// Until which day it holds, if it ends.
    pub expires_on: Option<Day>,
}

impl Command for SignConsent {
    const ACT: Act = SIGN_CONSENT;
    type Done = ConsentId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<ConsentId, Problem> {
        sign_consent(tx, self)
    }
}

/// Keeps a consent within another deed.
///
/// # Errors
/// Invalid, when the edition has no name.
pub(crate) fn sign_consent(tx: &mut Tx<'_>, deed: &SignConsent) -> Result<ConsentId, Problem> {
    check_stands(tx, deed.patient)?;
    let edition = checked(&deed.edition)?;
    let row = ConsentRow {
        id: tx.id(),
        patient: deed.patient,
        kind: deed.kind,
        edition: edition.to_owned(),
        how: deed.how,
        signed_at: tx.now(),
        expires_on: deed.expires_on,
        account: tx.who().account(),
    };
    let fact = IntakeFact::Signed {
        consent: row.id,
        patient: row.patient,
        kind: row.kind,
        how: row.how,
        expires_on: row.expires_on,
    };
    tx.write(fact).insert(consent::table, &row)?;
    Ok(row.id)
}

/// What a patient signed, the newest of each kind first.
///
/// # Errors
/// Broken, when the database fails.
pub fn consents_of(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<Consent>, Problem> {
    let query = consent::table
        .filter(consent::patient.eq(patient))
        .order((consent::kind, consent::signed_at.desc()))
        .select(ConsentRow::as_select());
    let rows: Vec<ConsentRow> = read.list(query, CONSENTS_MAX)?;
    let kept = |row: ConsentRow| Consent {
        id: row.id,
        kind: row.kind,
        edition: row.edition,
        how: row.how,
        signed_at: row.signed_at,
        expires_on: row.expires_on,
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// The required consents that a patient has not signed, that no longer hold on a day, that were taken back, or that a new edition asks
/// for again.
///
/// # Errors
/// Broken, when the database fails.
pub fn missing_consents(read: &mut Reader<'_>, patient: PatientId, day: Day) -> Result<Vec<ConsentKind>, Problem> {
    let (signed, now, gone) = (consents_of(read, patient)?, editions(read)?, withdrawals_of(read, patient)?);
    let holds = |kind: ConsentKind| {
        let stands = |one: &Consent| one.kind == kind && taken_back(&gone, None, Some(kind), one.signed_at).is_none();
        signed.iter().any(|one| stands(one) && one.holds_on(day) && now.accepts(kind, one.signed_at))
    };
    Ok(REQUIRED_CONSENTS.iter().copied().filter(|kind| !holds(*kind)).collect())
}
