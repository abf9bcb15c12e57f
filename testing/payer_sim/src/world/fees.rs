//! What the payers pay for: procedure codes as bare values, with invented fees and rules. No descriptions.

use kernel::Money;

/// What the payers know of one procedure code.
#[derive(Debug)]
pub struct Fee {
    /// The CPT or HCPCS code.
    pub code: &'static str,
    /// The base fee for one unit, before the payer's percentage.
    pub base: Money,
    /// What sort of service it is: decides the patient's share and the edits.
    pub kind: Kind,
    /// Most units in a day.
    pub units_max: u32,
    /// Days after it in which visits are included in its fee.
    pub global_days: i32,
}

/// Sorts of service the payers treat differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An office visit: the copay applies.
    Visit,
    /// Preventive: nothing from the patient.
    Preventive,
    /// Laboratory.
    Laboratory,
    /// Imaging and cardiology that needs a prior authorization.
    Advanced,
    /// Other imaging and tracings.
    Diagnostic,
    /// A procedure; the second of a day pays half.
    Procedure,
    /// Therapy, limited in visits.
    Therapy,
    /// Behavioral health.
    Behavioral,
    /// An injection or a drug.
    Drug,
    /// Equipment; needs a prior authorization.
    Equipment,
    /// Not a benefit.
    NotCovered,
    /// Experimental.
    Experimental,
    /// Paid by report: needs an attachment.
    ByReport,
}

impl Kind {
    /// Whether the payers want a prior authorization.
    #[must_use]
    pub const fn needs_authorization(self) -> bool {
        matches!(self, Self::Advanced | Self::Equipment)
    }
}

const fn row(code: &'static str, cents: i64, kind: Kind, units_max: u32, global_days: i32) -> Fee {
    Fee { code, base: Money::from_cents(cents), kind, units_max, global_days }
}

/// Every procedure of the world.
pub static PROCEDURES: &[Fee] = &[
    row("99202", 7_400, Kind::Visit, 1, 0),
    row("99203", 11_400, Kind::Visit, 1, 0),
    row("99204", 17_000, Kind::Visit, 1, 0),
    row("99205", 22_400, Kind::Visit, 1, 0),
    row("99211", 2_400, Kind::Visit, 1, 0),
    row("99212", 5_800, Kind::Visit, 1, 0),
    row("99213", 9_200, Kind::Visit, 1, 0),
    row("99214", 13_000, Kind::Visit, 1, 0),
    row("99215", 18_300, Kind::Visit, 1, 0),
    row("99385", 12_900, Kind::Preventive, 1, 0),
    row("99392", 11_800, Kind::Preventive, 1, 0),
    row("99395", 12_300, Kind::Preventive, 1, 0),
    row("99396", 13_100, Kind::Preventive, 1, 0),
    row("99397", 14_100, Kind::Preventive, 1, 0),
    row("G0439", 13_300, Kind::Preventive, 1, 0),
    row("36415", 850, Kind::Laboratory, 1, 0),
    row("80048", 846, Kind::Laboratory, 1, 0),
    row("80053", 1_056, Kind::Laboratory, 1, 0),
    row("80061", 1_339, Kind::Laboratory, 1, 0),
    row("81002", 348, Kind::Laboratory, 2, 0),
    row("81025", 861, Kind::Laboratory, 1, 0),
    row("82306", 2_961, Kind::Laboratory, 1, 0),
    row("82947", 393, Kind::Laboratory, 5, 0),
    row("83036", 971, Kind::Laboratory, 1, 0),
    row("84153", 1_839, Kind::Laboratory, 1, 0),
    row("84443", 1_680, Kind::Laboratory, 1, 0),
    row("85025", 777, Kind::Laboratory, 1, 0),
    row("87804", 1_655, Kind::Laboratory, 2, 0),
    row("87880", 1_653, Kind::Laboratory, 1, 0),
    row("70551", 22_500, Kind::Advanced, 1, 0),
    row("93306", 20_100, Kind::Advanced, 1, 0),
    row("71046", 3_300, Kind::Diagnostic, 2, 0),
    row("93000", 1_500, Kind::Diagnostic, 3, 0),
    row("11042", 12_700, Kind::Procedure, 1, 0),
    row("12001", 9_300, Kind::Procedure, 1, 0),
    row("17110", 11_500, Kind::Procedure, 1, 10),
    row("20610", 6_500, Kind::Procedure, 2, 0),
    row("69210", 5_000, Kind::Procedure, 1, 0),
    row("97110", 3_100, Kind::Therapy, 6, 0),
    row("97140", 2_900, Kind::Therapy, 6, 0),
    row("97161", 10_100, Kind::Therapy, 1, 0),
    row("90834", 10_400, Kind::Behavioral, 1, 0),
    row("90837", 15_400, Kind::Behavioral, 1, 0),
    row("90471", 2_100, Kind::Preventive, 1, 0),
    row("90686", 2_300, Kind::Preventive, 1, 0),
    row("90715", 4_400, Kind::Preventive, 1, 0),
    row("96372", 1_500, Kind::Drug, 5, 0),
    row("J0696", 120, Kind::Drug, 16, 0),
    row("J3301", 180, Kind::Drug, 16, 0),
    row("E0114", 4_600, Kind::Equipment, 1, 0),
    row("15788", 45_000, Kind::NotCovered, 1, 0),
    row("0232T", 60_000, Kind::Experimental, 1, 0),
    row("99199", 10_000, Kind::ByReport, 1, 0),
];

/// What the payers know of this code; nothing for a code that is not valid.
#[must_use]
pub fn fee(code: &str) -> Option<&'static Fee> {
    PROCEDURES.iter().find(|fee| fee.code == code)
}
