//! Professional claims, 837P (005010X222A1): what a practice sends and a payer receives.

mod read;
mod write;

use jiff::civil::Date;
use kernel::Money;

use crate::Decimal;
use crate::parties::{Adjustment, Amount, Dated, Header, Member, Party, Procedure, Reference, When};

/// One 837P transaction: a batch of claims from one submitter to one receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimBatch {
    /// BHT: the batch's reference and when it was made.
    pub header: Header,
    /// Loop 1000A, entity `41`, with a contact.
    pub submitter: Party,
    /// Loop 1000B, entity `40`.
    pub receiver: Party,
    /// The claims. Neighbours with the same billing provider and subscriber share their loops when printed.
    pub claims: Vec<Claim>,
}

/// One claim (loop 2300) with the people it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Loop 2010AA, entity `85`, with address, NPI, tax id (REF `EI` or `SY`) and taxonomy.
    pub billing: Party,
    /// Loop 2010AB, entity `87`, where payments go when not to the billing address.
    pub pay_to: Option<Party>,
    /// Loop 2010BA, entity `IL`, and SBR.
    pub subscriber: Subscriber,
    /// Loop 2010BB, entity `PR`: the payer this claim goes to.
    pub payer: Party,
    /// Loop 2010CA, entity `QC`, with PAT01 in `relationship`; none when the subscriber is the patient.
    pub patient: Option<Member>,
    /// CLM01, the practice's number for the claim, returned on the remittance; at most 20 characters.
    pub number: String,
    /// CLM02, total charge.
    pub charge: Money,
    /// CLM05-1, place of service.
    pub place_of_service: String,
    /// CLM05-3: `1` original, `7` replacement, `8` void.
    pub frequency: String,
    /// CLM06, the provider's signature is on file.
    pub provider_signature: bool,
    /// CLM07: `A` assigned, `B` assigned for laboratory services only, `C` not assigned.
    pub assignment: String,
    /// CLM08: `Y` benefits are assigned to the provider, `N` not, `W` not applicable.
    pub benefits_assigned: String,
    /// CLM09: `Y` or `I`, release of information.
    pub release: String,
    /// CLM10: `P` when somebody else signed for the patient.
    pub signature_source: Option<String>,
    /// CLM11: causes such as `AA` auto accident or `EM` employment, with state and country of an accident.
    pub related_causes: Option<RelatedCauses>,
    /// CLM20, reason for a late claim.
    pub delay_reason: Option<String>,
    /// DTP segments of the claim.
    pub dates: Vec<Dated>,
    /// AMT segments: `F5` what the patient has paid.
    pub amounts: Vec<Amount>,
    /// REF segments: `F8` payer control number, `G1` prior authorization, `9F` referral, `X4` CLIA, `D9` clearinghouse.
    pub references: Vec<Reference>,
    /// NTE: kind and text.
    pub notes: Vec<Reference>,
    /// HI: diagnoses with `ABK` principal and `ABF` others, in pointer order.
    pub diagnoses: Vec<Reference>,
    /// Loops 2310: `DN` referring, `82` rendering, `77` facility, `DQ` supervising, …
    pub providers: Vec<Party>,
    /// Loops 2320 and 2330: other coverages and what they paid.
    pub other_coverages: Vec<OtherCoverage>,
    /// Loops 2400.
    pub lines: Vec<ServiceLine>,
}

/// Who holds the coverage (SBR, loop 2010BA).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriber {
    /// Name, member id, address, birth date, sex; `relationship` is SBR02 (`18` when the subscriber is the patient).
    pub member: Member,
    /// SBR01: `P` primary, `S` secondary, `T` tertiary.
    pub responsibility: String,
    /// SBR03, group or policy number.
    pub group_number: Option<String>,
    /// SBR04, group name.
    pub group_name: Option<String>,
    /// SBR05, why Medicare is secondary.
    pub insurance_type: Option<String>,
    /// SBR09, claim filing indicator: `MB`, `MC`, `CI`, `12`, …
    pub filing_indicator: Option<String>,
}

/// What the claim is related to (CLM11).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelatedCauses {
    /// `AA` auto accident, `EM` employment, `OA` other accident; one or two.
    pub causes: Vec<String>,
    /// State of an auto accident.
    pub state: Option<String>,
    /// Country of an auto accident outside the United States.
    pub country: Option<String>,
}

/// Another coverage of the patient and what it did with the claim (loop 2320).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherCoverage {
    /// SBR and loop 2330A.
    pub subscriber: Subscriber,
    /// Claim-level CAS.
    pub adjustments: Vec<Adjustment>,
    /// AMT: `D` payer paid, `EAF` remaining patient liability, `A8` not covered.
    pub amounts: Vec<Amount>,
    /// OI03, benefits assigned.
    pub benefits_assigned: String,
    /// OI06, release of information.
    pub release: String,
    /// Loop 2330B, entity `PR`.
    pub payer: Party,
    /// DTP `573` in loop 2330B: when that payer adjudicated the claim.
    pub adjudicated: Option<Date>,
}

/// One service line (loop 2400).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLine {
    /// SV101.
    pub procedure: Procedure,
    /// SV102.
    pub charge: Money,
    /// SV103: `UN` units or `MJ` minutes.
    pub unit: String,
    /// SV104.
    pub quantity: Decimal,
    /// SV105, when it differs from the claim's.
    pub place_of_service: Option<String>,
    /// SV107, diagnosis pointers counted from 1.
    pub pointers: Vec<u8>,
    /// SV109, an emergency.
    pub emergency: bool,
    /// DTP `472`, when the service was given.
    pub service: When,
    /// Other DTP segments.
    pub dates: Vec<Dated>,
    /// REF segments: `6R` line control number, `G1`, `X4`, …
    pub references: Vec<Reference>,
    /// NTE: kind and text.
    pub notes: Vec<Reference>,
    /// Loop 2410.
    pub drug: Option<Drug>,
    /// Loops 2420: `82` rendering, `DK` ordering, …
    pub providers: Vec<Party>,
    /// Loops 2430: what other payers paid for this line.
    pub adjudications: Vec<LineAdjudication>,
}

/// A drug given (LIN, CTP).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drug {
    /// The 11-digit NDC.
    pub ndc: String,
    /// CTP04.
    pub quantity: Decimal,
    /// CTP05: `ML`, `UN`, `GR`, `F2`, `ME`.
    pub unit: String,
}

/// What another payer decided about a line (SVD, CAS, DTP).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineAdjudication {
    /// SVD01, the id of the payer as in its loop 2330B.
    pub payer: String,
    /// SVD02.
    pub paid: Money,
    /// SVD03.
    pub procedure: Procedure,
    /// SVD05.
    pub units: Decimal,
    /// CAS.
    pub adjustments: Vec<Adjustment>,
    /// DTP `573`.
    pub adjudicated: Date,
    /// AMT `EAF`.
    pub remaining_liability: Option<Money>,
}

impl Claim {
    /// The person treated: the patient, or the subscriber when they are the same.
    #[must_use]
    pub fn person(&self) -> &Member {
        self.patient.as_ref().unwrap_or(&self.subscriber.member)
    }

    /// The payer's own control number for the claim this one replaces or voids (REF `F8`).
    #[must_use]
    pub fn payer_control(&self) -> Option<&str> {
        crate::parties::reference(&self.references, "F8")
    }
}
