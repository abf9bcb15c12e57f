//! What a payer decided: amounts per line that add up, with their reasons.

use kernel::Money;

/// An adjustment: why money is not paid, and whose it is (CAS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// `CO`, `PR`, `OA` or `PI`.
    pub group: Group,
    /// The claim adjustment reason code.
    pub reason: &'static str,
    /// What is not paid; negative in a reversal.
    pub amount: Money,
}

/// Whose the unpaid money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The provider's, by contract.
    Contractual,
    /// The patient's.
    Patient,
    /// Neither's by contract.
    Other,
}

impl Group {
    /// The code in CAS01.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contractual => "CO",
            Self::Patient => "PR",
            Self::Other => "OA",
        }
    }
}

/// CLP02, claim status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `1`.
    Primary,
    /// `2`.
    Secondary,
    /// `3`.
    Tertiary,
    /// `4`.
    Denied,
    /// `19`.
    PrimaryForwarded,
    /// `22`.
    Reversal,
    /// `23`.
    NotOurs,
}

impl Status {
    /// The code in CLP02.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Primary => "1",
            Self::Secondary => "2",
            Self::Tertiary => "3",
            Self::Denied => "4",
            Self::PrimaryForwarded => "19",
            Self::Reversal => "22",
            Self::NotOurs => "23",
        }
    }
}

/// The decision on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDecision {
    /// The line of the claim, from 0.
    pub line: usize,
    /// The code paid, when another than the one billed.
    pub paid_as: Option<&'static str>,
    /// What was billed.
    pub charge: Money,
    /// What the payer allows, before the patient's share.
    pub allowed: Money,
    /// What it pays.
    pub paid: Money,
    /// Units paid, in thousandths.
    pub units_thousandths: i64,
    /// Why the rest is not paid.
    pub adjustments: Vec<Adjustment>,
    /// Remittance advice remark codes.
    pub remarks: Vec<&'static str>,
}

impl LineDecision {
    /// Adds an adjustment; nothing is added for an amount of zero.
    pub fn adjust(&mut self, group: Group, reason: &'static str, amount: Money) {
        if amount == Money::ZERO {
            return;
        }
        match self.adjustments.iter_mut().find(|a| a.group == group && a.reason == reason) {
            Some(same) => same.amount += amount,
            None => self.adjustments.push(Adjustment { group, reason, amount }),
        }
    }

    /// What the patient owes of this line.
    #[must_use]
    pub fn patient(&self) -> Money {
        self.adjustments.iter().filter(|a| a.group == Group::Patient).map(|a| a.amount).sum()
    }

    /// Charge less adjustments equals paid.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.charge - self.adjustments.iter().map(|a| a.amount).sum() == self.paid
    }
}

/// What of a member's yearly benefits a decision used, to give back when it is reversed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Of the deductible.
    pub deductible: Money,
    /// Of the out-of-pocket maximum.
    pub out_of_pocket: Money,
    /// Therapy visits.
    pub therapy_visits: u32,
    /// Units of the prior authorization.
    pub authorized_units: u32,
}

/// A payer's decision on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The payer's own claim number (CLP07).
    pub payer_control: String,
    /// How the claim was processed.
    pub status: Status,
    /// Line by line.
    pub lines: Vec<LineDecision>,
    /// Where the payer sent it on to, by payer identifier.
    pub forwarded_to: Option<&'static str>,
    /// The corrected member number, where the claim had another.
    pub used: Used,
}

impl Decision {
    /// What was billed.
    #[must_use]
    pub fn charge(&self) -> Money {
        self.lines.iter().map(|line| line.charge).sum()
    }

    /// What is paid.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.lines.iter().map(|line| line.paid).sum()
    }

    /// What the patient owes.
    #[must_use]
    pub fn patient(&self) -> Money {
        self.lines.iter().map(LineDecision::patient).sum()
    }

    /// The reversal of this decision: the same with every amount turned around.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let turn = |line: &LineDecision| LineDecision {
            charge: -line.charge,
            allowed: -line.allowed,
            paid: -line.paid,
            adjustments: line.adjustments.iter().map(|a| Adjustment { amount: -a.amount, ..a.clone() }).collect(),
            remarks: Vec::new(),
            ..line.clone()
        };
        Self {
            status: Status::Reversal,
            lines: self.lines.iter().map(turn).collect(),
            forwarded_to: None,
            ..self.clone()
        }
    }

    /// One line of text: amounts, patient's share, adjustments. For tests and the log of a training day.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut text = format!("{} paid {}", self.status.code(), plain(self.paid()));
        for line in &self.lines {
            text.push_str(" |");
            if let Some(code) = line.paid_as {
                text.push_str(&format!(" as {code}"));
            }
            text.push_str(&format!(" {}", plain(line.paid)));
            for a in &line.adjustments {
                text.push_str(&format!(" {}{}={}", a.group.code(), a.reason, plain(a.amount)));
            }
            for remark in &line.remarks {
                text.push_str(&format!(" {remark}"));
            }
        }
        text
    }
}

/// Dollars and cents without sign or grouping: `87.40`.
#[must_use]
pub fn plain(amount: Money) -> String {
    let sign = if amount.cents() < 0 { "-" } else { "" };
    let cents = amount.cents().unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}
