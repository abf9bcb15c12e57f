//! Ticking: one of the five things is checked, and how.

use super::facts::IntakeFact;
use super::tables::{TickRow, check_in_tick};
use super::{CHECK_IN, TickName, missing_consents};
use crate::patient_flow::{VisitId, start_check_in, stored_visit};
use diesel::prelude::*;
use kernel::{Money, Phi, Problem};
use office::{Act, Command, Reader, Subject, Tx};

kernel::code!(
    /// How it was proved who somebody is: two identifiers at least (Joint Commission, NPSG.01.01.01, 2024).
    IdentityProof {
        /// A driver's licence or state card.
        DriverLicence = "driver_licence",
        /// A passport.
        Passport = "passport",
        /// Another document with a photograph.
        OtherPhotoId = "other_photo_id",
        /// Full name and date of birth, said by the patient without being prompted.
        TwoIdentifiersVerbal = "two_identifiers_verbal",
        /// The member of staff knows the patient, who said name and date of birth.
        KnownToStaff = "known_to_staff",
    }
);

kernel::code!(
    /// What became of the demographics.
    DemographicsReview {
        /// Read over with the patient; nothing changed.
        Confirmed = "confirmed",
        /// Read over with the patient and corrected.
        Corrected = "corrected",
    }
);

kernel::code!(
    /// What became of the coverage.
    CoverageReview {
        /// The card was seen and is the one on record.
        CardSeen = "card_seen",
        /// The patient has another coverage now, and it was entered.
        Changed = "changed",
        /// The patient says that nothing changed, and has no card along.
        SaidUnchanged = "said_unchanged",
        /// The patient pays without insurance.
        SelfPay = "self_pay",
    }
);

/// What is due at the desk today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentNote {
    /// Nothing is.
    NothingDue,
    /// This is; more than nothing.
    Due(Money),
}

/// What was checked, and how. There is no way to say “done” without saying how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticked {
    /// Who it is.
    Identity(IdentityProof),
    /// Name, address, telephone, contacts.
    Demographics(DemographicsReview),
    /// Who insures them.
    Coverage(CoverageReview),
    /// The required consents are signed and in force; the record itself is asked.
    Consents,
    /// What is due.
    Payment(PaymentNote),
}

impl Ticked {
    /// Which of the five.
    #[must_use]
    pub const fn name(self) -> TickName {
        match self {
            Self::Identity(_) => TickName::Identity,
            Self::Demographics(_) => TickName::Demographics,
            Self::Coverage(_) => TickName::Coverage,
            Self::Consents => TickName::Consents,
            Self::Payment(_) => TickName::Payment,
        }
    }

    /// By which proof or review, as a code.
    #[must_use]
    pub const fn how(self) -> &'static str {
        match self {
            Self::Identity(proof) => proof.word(),
            Self::Demographics(review) => review.word(),
            Self::Coverage(review) => review.word(),
            Self::Consents => "signed_and_in_force",
            Self::Payment(PaymentNote::NothingDue) => "nothing_due",
            Self::Payment(PaymentNote::Due(_)) => "due_noted",
        }
    }

    const fn amount(self) -> Option<Money> {
        match self {
            Self::Payment(PaymentNote::Due(amount)) => Some(amount),
            Self::Payment(PaymentNote::NothingDue) => Some(Money::ZERO),
            Self::Identity(_) | Self::Demographics(_) | Self::Coverage(_) | Self::Consents => None,
        }
    }
}

/// Ticks off one of the five things. The first tick begins the check-in of a patient who had only arrived.
#[derive(Clone, Debug)]
pub struct Tick {
    /// At which visit.
    pub visit: VisitId,
    /// What was checked, and how.
    pub what: Ticked,
    /// A remark; may be empty.
    pub note: Phi<String>,
}

impl Command for Tick {
    const ACT: Act = CHECK_IN;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let visit = stored_visit(tx, self.visit)?;
        if !visit.status.is_here() {
            let say = "This visit is over.";
            return Err(Problem::refused("visit_over", say));
        }
        if self.note.reveal().chars().count() > 500 {
            let say = "Keep the remark under 500 letters.";
            return Err(Problem::invalid("too_long", say).at("note", say));
        }
        if matches!(self.what, Ticked::Payment(PaymentNote::Due(amount)) if amount.cents() <= 0) {
            let say = "Enter what is due, or say that nothing is.";
            return Err(Problem::invalid("no_amount", say).at("amount", say));
        }
        if self.what == Ticked::Consents {
            let missing = missing_consents(tx, visit.patient, visit.day)?;
            if !missing.is_empty() {
                let titles: Vec<&str> = missing.iter().map(|kind| kind.title()).collect();
                let say = format!("Still to be signed: {}.", titles.join(", "));
                return Err(Problem::refused("consents_missing", say.clone()).at("consents", say));
            }
        }
        start_check_in(tx, visit.id)?;
        let row = TickRow {
            visit: visit.id,
            tick: self.what.name(),
            done_at: tx.now(),
            account: tx.who().account(),
            how: self.what.how().to_owned(),
            note: Phi::new(self.note.reveal().trim().to_owned()),
            amount: self.what.amount(),
        };
        let mut pen = tx.write(IntakeFact::Ticked {
            visit: visit.id,
            patient: visit.patient,
            site: visit.site,
            tick: row.tick,
            how: self.what.how(),
            amount: row.amount,
        });
        let before =
            check_in_tick::table.filter(check_in_tick::visit.eq(row.visit).and(check_in_tick::tick.eq(row.tick)));
        pen.run(diesel::delete(before))?;
        pen.insert(check_in_tick::table, &row)?;
        Ok(())
    }
}
