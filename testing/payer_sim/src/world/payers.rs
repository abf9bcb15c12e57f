//! The payers and their plans: invented companies, each with habits a billing office meets in life.

use kernel::Money;

/// One payer: who it is, how fast and how it pays, and its habits.
#[derive(Debug)]
pub struct Payer {
    /// The identifier in NM1*PR (qualifier PI).
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Nine digits; the 835 writes them behind a `1`.
    pub tax_id: &'static str,
    /// The claim filing indicator code it answers with (CLP06).
    pub filing: &'static str,
    /// How its member numbers begin.
    pub prefix: &'static str,
    /// What it pays, in percent of the base fee.
    pub fee_percent: i64,
    /// Days from receipt to payment.
    pub pays_after_days: i32,
    /// How the money moves.
    pub method: Method,
    /// Days from service to receipt before a claim is too late.
    pub timely_filing_days: i32,
    /// Interest owed on slow payment.
    pub interest: Option<Interest>,
    /// What is peculiar about it.
    pub habits: &'static [Habit],
}

/// How a payment moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Automated clearing house.
    Ach,
    /// A paper check.
    Check,
}

/// Prompt-payment interest.
#[derive(Clone, Copy, Debug)]
pub struct Interest {
    /// Days a payer may take without interest.
    pub free_days: i32,
    /// A year's interest in hundredths of a percent.
    pub yearly_basis_points: i64,
}

/// A peculiarity of a payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Pays a level-5 visit as level 4 unless a diagnosis supports it.
    Downcodes,
    /// Withholds this share of its payment, in hundredths of a percent.
    Sequesters(i64),
    /// Specialists need a referral number.
    NeedsReferral,
    /// Pays primary-care practices by the head: cents per member and month.
    Capitates(i64),
    /// Pays only what every other payer left, up to its own allowance.
    LastResort,
    /// Sends claims on to a supplemental payer it knows of.
    CrossesOver,
    /// Judges medical necessity; an advance notice (modifier GA) moves the charge to the patient.
    JudgesNecessity,
    /// Behavioral diagnoses belong to another company.
    CarvesOutBehavioral,
    /// Wants a prior authorization for advanced imaging and equipment.
    NeedsAuthorization,
    /// Pays only for injuries: needs a related cause on the claim.
    InjuriesOnly,
}

impl Payer {
    /// Whether it has this habit.
    #[must_use]
    pub fn does(&self, habit: Habit) -> bool {
        self.habits.contains(&habit)
    }

    /// The share it withholds, in hundredths of a percent.
    #[must_use]
    pub fn sequesters(&self) -> Option<i64> {
        self.habits.iter().find_map(|habit| if let Habit::Sequesters(share) = habit { Some(*share) } else { None })
    }

    /// What it pays a capitated practice per member and month.
    #[must_use]
    pub fn capitation(&self) -> Option<Money> {
        self.habits.iter().find_map(|habit| match habit {
            Habit::Capitates(cents) => Some(Money::from_cents(*cents)),
            _ => None,
        })
    }
}

/// What a member bought.
#[derive(Debug)]
pub struct Plan {
    /// Its code in the world.
    pub code: &'static str,
    /// Its name, as the 271 says it.
    pub name: &'static str,
    /// Insurance type code (EB04).
    pub insurance_type: &'static str,
    /// For an office visit.
    pub copay: Money,
    /// Per calendar year and person.
    pub deductible: Money,
    /// The patient's share after the deductible.
    pub coinsurance_percent: i64,
    /// Per calendar year and person.
    pub out_of_pocket: Money,
    /// Therapy visits per calendar year.
    pub therapy_visits_max: u32,
}

const fn dollars(amount: i64) -> Money {
    Money::from_cents(amount * 100)
}

const fn shape(
    code: &'static str,
    name: &'static str,
    insurance_type: &'static str,
    (copay, deductible, coinsurance_percent, out_of_pocket): (i64, i64, i64, i64),
) -> Plan {
    Plan {
        code,
        name,
        insurance_type,
        copay: dollars(copay),
        deductible: dollars(deductible),
        coinsurance_percent,
        out_of_pocket: dollars(out_of_pocket),
        therapy_visits_max: 20,
    }
}

/// Every plan of the world.
pub static PLANS: &[Plan] = &[
    shape("GOLD", "ACME GOLD PPO", "12", (25, 0, 10, 2_000)),
    shape("SILVER", "ACME SILVER PPO", "12", (0, 500, 20, 3_000)),
    shape("HMO", "BLUESTEM HMO", "HM", (15, 0, 0, 1_500)),
    shape("SENIOR", "FEDERAL SENIOR PART B", "MB", (0, 240, 20, 999_999)),
    shape("STATE", "STATE MEDICAL ASSISTANCE", "MC", (0, 0, 0, 999_999)),
    shape("SUPPLEMENT", "EVERGREEN SUPPLEMENT G", "MI", (0, 0, 0, 999_999)),
    shape("INDEMNITY", "TORTOISE CLASSIC INDEMNITY", "IN", (0, 0, 20, 5_000)),
    shape("COMP", "GRANITE WORKERS COMPENSATION", "WC", (0, 0, 0, 999_999)),
    shape("AUTO", "HARBOR AUTO MEDICAL", "OT", (0, 0, 0, 999_999)),
];

const PLAIN: Payer = Payer {
    id: "",
    name: "",
    tax_id: "",
    filing: "12",
    prefix: "",
    fee_percent: 100,
    pays_after_days: 14,
    method: Method::Ach,
    timely_filing_days: 180,
    interest: None,
    habits: &[],
};

/// Every payer of the world.
pub static PAYERS: &[Payer] = &[
    Payer {
        id: "ACME1",
        name: "ACME HEALTH PLAN",
        tax_id: "512345678",
        filing: "12",
        prefix: "ACM",
        fee_percent: 110,
        habits: &[Habit::Downcodes, Habit::NeedsAuthorization],
        ..PLAIN
    },
    Payer {
        id: "BSTM2",
        name: "BLUESTEM MUTUAL HMO",
        tax_id: "522345678",
        filing: "HM",
        prefix: "BST",
        pays_after_days: 10,
        timely_filing_days: 120,
        habits: &[Habit::NeedsReferral, Habit::NeedsAuthorization, Habit::Capitates(1_850), Habit::CarvesOutBehavioral],
        ..PLAIN
    },
    Payer {
        id: "FSPB3",
        name: "FEDERAL SENIOR PLAN PART B",
        tax_id: "532345678",
        filing: "MB",
        prefix: "FSP",
        fee_percent: 80,
        timely_filing_days: 365,
        habits: &[Habit::Sequesters(200), Habit::CrossesOver, Habit::JudgesNecessity],
        ..PLAIN
    },
    Payer {
        id: "STMA4",
        name: "STATE MEDICAL ASSISTANCE",
        tax_id: "542345678",
        filing: "MC",
        prefix: "STA",
        fee_percent: 60,
        pays_after_days: 21,
        method: Method::Check,
        timely_filing_days: 95,
        habits: &[Habit::LastResort, Habit::NeedsAuthorization],
        ..PLAIN
    },
    Payer {
        id: "EVGS5",
        name: "EVERGREEN SUPPLEMENT",
        tax_id: "552345678",
        prefix: "EVG",
        pays_after_days: 7,
        ..PLAIN
    },
    Payer {
        id: "TORT6",
        name: "TORTOISE INDEMNITY",
        tax_id: "562345678",
        filing: "15",
        prefix: "TOR",
        fee_percent: 130,
        pays_after_days: 45,
        method: Method::Check,
        timely_filing_days: 365,
        interest: Some(Interest { free_days: 30, yearly_basis_points: 1_200 }),
        ..PLAIN
    },
    Payer {
        id: "GRAN7",
        name: "GRANITE WORKERS COMPENSATION",
        tax_id: "572345678",
        filing: "WC",
        prefix: "GRA",
        fee_percent: 120,
        pays_after_days: 30,
        method: Method::Check,
        habits: &[Habit::InjuriesOnly],
        ..PLAIN
    },
    Payer {
        id: "HARB8",
        name: "HARBOR AUTO INSURANCE",
        tax_id: "582345678",
        filing: "AM",
        prefix: "HAR",
        fee_percent: 120,
        pays_after_days: 20,
        habits: &[Habit::InjuriesOnly],
        ..PLAIN
    },
];

/// The payer with this identifier.
#[must_use]
pub fn payer(id: &str) -> Option<&'static Payer> {
    PAYERS.iter().find(|payer| payer.id == id)
}

/// The plan with this code. Every member has one of the world's plans.
///
/// # Panics
/// When no plan has the code.
#[must_use]
pub fn plan(code: &str) -> &'static Plan {
    PLANS.iter().find(|plan| plan.code == code).expect("a member's plan is one of the world's plans")
}
