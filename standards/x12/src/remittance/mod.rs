//! Remittances, 835 (005010X221A1): what a payer paid, for which claims and lines, and why not more.

mod read;
mod write;

use jiff::civil::Date;
use kernel::Money;

use crate::Decimal;
use crate::parties::{Adjustment, Amount, Dated, Party, Procedure, Reference, Trace};

/// One 835 transaction: one check or transfer (or advice without payment) with the claims it pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remittance {
    /// BPR.
    pub payment: Payment,
    /// TRN: check or transfer number, and `1` with the payer's tax id.
    pub trace: Trace,
    /// REF `EV`, for whom the payer made it.
    pub receiver_id: Option<String>,
    /// DTM `405`, the day up to which claims are included.
    pub produced: Option<Date>,
    /// Loop 1000A, entity `PR`.
    pub payer: Party,
    /// Loop 1000B, entity `PE`.
    pub payee: Party,
    /// Loops 2100 in order. Printed under one LX.
    pub claims: Vec<ClaimPayment>,
    /// PLB, one entry for each pair of reason and amount.
    pub provider_adjustments: Vec<ProviderAdjustment>,
}

/// How the money moves (BPR).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// BPR01: `I` remittance only, `H` notification only, `C` payment with remittance, `D`, `P`, `U`, `X`.
    pub handling: String,
    /// BPR02, the amount paid.
    pub amount: Money,
    /// BPR03: `C` credit or `D` debit.
    pub direction: String,
    /// BPR04: `ACH`, `CHK`, `FWT`, `BOP`, `NON`.
    pub method: String,
    /// BPR05, such as `CCP` or `CTX` for ACH.
    pub format: Option<String>,
    /// BPR06–09: the payer's bank and account.
    pub from: Option<BankAccount>,
    /// BPR10, the payer's identifier.
    pub originator: Option<String>,
    /// BPR11, supplement to the identifier.
    pub originator_detail: Option<String>,
    /// BPR12–15: the payee's bank and account.
    pub to: Option<BankAccount>,
    /// BPR16, check date or when the transfer takes effect.
    pub date: Date,
}

/// A bank account as BPR names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankAccount {
    /// `01` ABA routing number, `04` Canadian.
    pub bank_qualifier: String,
    /// Routing number.
    pub bank: String,
    /// `DA` demand deposit, `SG` savings.
    pub account_qualifier: String,
    /// Account number.
    pub account: String,
}

/// What was decided about one claim (loop 2100).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimPayment {
    /// CLP01, the practice's claim number (CLM01).
    pub number: String,
    /// CLP02: `1` primary, `2` secondary, `3` tertiary, `4` denied, `19`–`21` forwarded, `22` reversal, `25` predetermination.
    pub status: String,
    /// CLP03.
    pub charge: Money,
    /// CLP04.
    pub paid: Money,
    /// CLP05.
    pub patient_responsibility: Option<Money>,
    /// CLP06, claim filing indicator.
    pub filing_indicator: String,
    /// CLP07, the payer's control number.
    pub payer_control: String,
    /// CLP08, place of service or facility type.
    pub facility: Option<String>,
    /// CLP09, frequency.
    pub frequency: Option<String>,
    /// Claim-level CAS.
    pub adjustments: Vec<Adjustment>,
    /// NM1 `QC`.
    pub patient: Party,
    /// NM1 `IL` insured, `74` corrected, `82` rendering, `TT` crossover carrier, `PR` corrected payer, `GB` other subscriber.
    pub parties: Vec<Party>,
    /// Remark codes out of MOA or MIA.
    pub remarks: Vec<String>,
    /// REF segments.
    pub references: Vec<Reference>,
    /// DTM: `232`/`233` statement from and to, `036` coverage end, `050` received.
    pub dates: Vec<Dated>,
    /// AMT: `I` interest, `AU` covered, `F5` patient paid, …
    pub amounts: Vec<Amount>,
    /// Loops 2110.
    pub lines: Vec<LinePayment>,
}

/// What was decided about one line (loop 2110).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinePayment {
    /// SVC01, the procedure paid.
    pub procedure: Procedure,
    /// SVC02.
    pub charge: Money,
    /// SVC03.
    pub paid: Money,
    /// SVC04, revenue code.
    pub revenue: Option<String>,
    /// SVC05, units paid; one when absent.
    pub units: Option<Decimal>,
    /// SVC06, the procedure billed when another was paid.
    pub billed: Option<Procedure>,
    /// SVC07, units billed when they differ.
    pub billed_units: Option<Decimal>,
    /// DTM: `472` or `150`/`151`.
    pub dates: Vec<Dated>,
    /// CAS.
    pub adjustments: Vec<Adjustment>,
    /// REF: `6R` the practice's line number, …
    pub references: Vec<Reference>,
    /// AMT: `B6` allowed.
    pub amounts: Vec<Amount>,
    /// LQ `HE` remark codes.
    pub remarks: Vec<String>,
}

/// A change of the payment that belongs to no claim (PLB).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderAdjustment {
    /// PLB01, the provider.
    pub provider: String,
    /// PLB02, end of the fiscal year.
    pub fiscal_year_end: Date,
    /// First part of PLB03: `WO` overpayment recovery, `FB` forwarding balance, `L6` interest, `CS`, `72`, …
    pub reason: String,
    /// Second part of PLB03.
    pub reference: Option<String>,
    /// PLB04; positive reduces the payment.
    pub amount: Money,
}

impl Remittance {
    /// Sum of the claims' payments less the provider adjustments; equals the payment when the remittance balances.
    #[must_use]
    pub fn expected_amount(&self) -> Money {
        let claims: Money = self.claims.iter().map(|c| c.paid).sum();
        claims - self.provider_adjustments.iter().map(|a| a.amount).sum()
    }
}

impl ClaimPayment {
    /// All adjustments of the claim and its lines.
    pub fn all_adjustments(&self) -> impl Iterator<Item = &Adjustment> {
        self.adjustments.iter().chain(self.lines.iter().flat_map(|l| &l.adjustments))
    }
}
