//! The stage scenarios are played on: a world, its first day, and claims made of members and services.

use crate::claim::{Claim, Frequency, Insured, Line, Prior, PriorLine, Provider, Rank};
use crate::world::{Member, PAYERS, World};
use kernel::{Day, Money};

/// The NPI of the practice that most scenarios bill for.
pub const PRACTICE_NPI: &str = "1234567893";
/// The NPI of the doctor who treats.
pub const DOCTOR_NPI: &str = "1987654328";
/// Stands in a claim for the payer's number of the claim sent before it.
pub const LAST_CLAIM: &str = "LAST-CLAIM";
/// Stands in a claim for the authorization number granted before it.
pub const LAST_AUTHORIZATION: &str = "LAST-AUTHORIZATION";

/// One thing done in a scenario.
#[derive(Clone, Debug)]
pub enum Step {
    /// A claim is sent in a file of its own. `LAST-CLAIM` and `LAST-AUTHORIZATION` in it stand for numbers received.
    Claim(Box<Claim>),
    /// A claim is sent after the printed file was changed: the text is replaced by the other, everywhere.
    Spoiled(Box<Claim>, &'static str, &'static str),
    /// Two claims are sent as two transactions of one file; the text in the second is replaced by the other.
    HalfSpoiled(Box<[Claim; 2]>, &'static str, &'static str),
    /// The file sent last is sent again, byte for byte.
    Again,
    /// Days go by.
    Days(u32),
    /// A prior authorization is asked for: member, procedure, units.
    Authorize(Box<Insured>, &'static str, &'static str, u32),
    /// Eligibility is asked for: payer, who, dependent, on which day; from a provider.
    Eligible {
        /// The payer's identifier.
        payer: &'static str,
        /// The subscriber.
        subscriber: Box<Insured>,
        /// The patient, when another.
        dependent: Option<Box<Insured>>,
        /// The day asked about.
        day: Day,
        /// Who asks.
        npi: &'static str,
    },
    /// The status of the claim sent last is asked for.
    Status(Box<Claim>),
}

/// A world and its first day.
#[derive(Debug)]
pub struct Stage {
    /// The world.
    pub world: World,
    /// The first day.
    pub today: Day,
}

impl Stage {
    /// The stage of a world that begins on a day.
    #[must_use]
    pub fn new(seed: u64, today: Day) -> Self {
        Self { world: World::new(seed, today), today }
    }

    /// A claim for a named member: services on the day 20 days before the first, one unit each, at these charges in
    /// cents.
    ///
    /// # Panics
    /// When the world has no such member.
    #[must_use]
    pub fn claim(&self, member_id: &str, diagnoses: &[&str], services: &[(&str, i64)]) -> Claim {
        let payer = PAYERS.iter().find(|payer| member_id.starts_with(payer.prefix)).expect("a prefix of the world");
        let member = self.world.member(payer.id, member_id).expect("a named member of the world");
        let pointers: Vec<u8> = (1..=u8::try_from(diagnoses.len().min(4)).expect("four")).collect();
        let lines: Vec<Line> = services
            .iter()
            .enumerate()
            .map(|(at, (procedure, cents))| {
                let (code, modifiers) = procedure.split_once(':').unwrap_or((procedure, ""));
                Line {
                    control: Some(format!("LINE{}", at + 1)),
                    procedure: code.to_owned(),
                    modifiers: modifiers.split(':').filter(|m| !m.is_empty()).map(str::to_owned).collect(),
                    charge: Money::from_cents(*cents),
                    units_thousandths: 1_000,
                    pointers: pointers.clone(),
                    day: self.today.plus_days(-20),
                    place: None,
                }
            })
            .collect();
        Claim {
            control: format!("PCN-{member_id}"),
            payer: payer.id.to_owned(),
            rank: Rank::Primary,
            frequency: Frequency::Original,
            original: None,
            authorization: None,
            referral: None,
            charge: lines.iter().map(|line| line.charge).sum(),
            place: "11".to_owned(),
            causes: Vec::new(),
            subscriber: insured(&member),
            dependent: None,
            relationship: "18".to_owned(),
            billing: practice(PRACTICE_NPI),
            rendering: Some(doctor()),
            diagnoses: diagnoses.iter().map(|code| (*code).to_owned()).collect(),
            lines,
            prior: Vec::new(),
        }
    }

    /// The subscriber of a named member as a claim names them.
    ///
    /// # Panics
    /// When the world has no such member.
    #[must_use]
    pub fn insured(&self, payer: &str, member_id: &str) -> Box<Insured> {
        Box::new(insured(&self.world.member(payer, member_id).expect("a named member of the world")))
    }

    /// The claim of the crowd's member of this number: payers, members, services and charges vary with it.
    #[must_use]
    pub fn crowd_claim(&self, number: u32) -> Claim {
        const SERVICES: &[&[(&str, i64)]] = &[
            &[("99213", 12_500)],
            &[("99214", 18_000), ("83036:QW", 3_500)],
            &[("99203", 20_000), ("36415", 1_500), ("80053", 3_000)],
            &[("80061", 2_333), ("85025", 1_111)],
            &[("99396", 24_000), ("90471", 4_000), ("90686", 3_000)],
            &[("99215", 30_001)],
        ];
        let payer = &PAYERS[number as usize % 6];
        let member = self.world.generated(payer, number);
        let mut claim = self.claim("ACM100001", &["E119", "I10"], SERVICES[number as usize / 6 % SERVICES.len()]);
        payer.id.clone_into(&mut claim.payer);
        claim.subscriber = insured(&member);
        claim.control = format!("B{number:07}");
        claim.with(|claim| claim.lines[0].charge += Money::from_cents(i64::from(number % 97)))
    }
}

fn insured(member: &Member) -> Insured {
    let person = member.subscriber();
    Insured {
        last: person.last.clone(),
        first: person.first.clone(),
        member_id: member.id.clone(),
        birth: Some(person.birth),
        sex: Some(person.sex),
    }
}

/// The practice under an NPI.
#[must_use]
pub fn practice(npi: &str) -> Provider {
    Provider {
        name: "RIVERBEND FAMILY MEDICINE".to_owned(),
        first: String::new(),
        npi: npi.to_owned(),
        tax_id: "123456789".to_owned(),
    }
}

fn doctor() -> Provider {
    Provider { name: "NGUYEN".to_owned(), first: "DAVID".to_owned(), npi: DOCTOR_NPI.to_owned(), tax_id: String::new() }
}

impl Claim {
    /// The same claim, changed.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self.charge = self.lines.iter().map(|line| line.charge).sum();
        self
    }

    /// The same claim as a later payer gets it: an earlier one paid, left to the patient and wrote off, per line in
    /// cents.
    #[must_use]
    pub fn after(self, payer: &str, lines: &[(i64, i64, i64)]) -> Self {
        self.with(|claim| {
            claim.rank = if claim.prior.is_empty() { Rank::Secondary } else { Rank::Tertiary };
            let rank = if claim.prior.is_empty() { Rank::Primary } else { Rank::Secondary };
            let cents = Money::from_cents;
            let lines: Vec<PriorLine> = lines
                .iter()
                .enumerate()
                .map(|(line, (paid, patient, contractual))| PriorLine {
                    line,
                    paid: cents(*paid),
                    patient: cents(*patient),
                    contractual: cents(*contractual),
                })
                .collect();
            let paid = lines.iter().map(|line| line.paid).sum();
            claim.prior.push(Prior { payer: payer.to_owned(), rank, paid, lines });
        })
    }

    /// A step that sends it.
    #[must_use]
    pub fn sent(self) -> Step {
        Step::Claim(Box::new(self))
    }
}
