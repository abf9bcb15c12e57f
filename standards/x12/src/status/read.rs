//! Reads 276 and 277.

use super::{ClaimAnswer, ClaimInquiry, LineAnswer, LineInquiry, Status, StatusAnswer, StatusCode, StatusInquiry};
use crate::located::{Located, last, located, required};
use crate::parties::{Header, Member, Party, When};
use crate::{Kind, Misread, Transaction};

/// The levels above a claim.
#[derive(Default)]
pub(super) struct Levels {
    pub(super) header: Option<Header>,
    pub(super) payer: Option<Party>,
    pub(super) receiver: Option<Party>,
    provider: Party,
    provider_trace: Option<crate::parties::Trace>,
    provider_statuses: Vec<Status>,
    subscriber: Member,
    dependent: Option<Member>,
}

impl Levels {
    /// Takes a segment of the levels above a claim; false when it belongs to a claim or to the receiver's statuses.
    pub(super) fn take(&mut self, at: &Located<'_>) -> Result<bool, Misread> {
        match (at.loop_id, at.name()) {
            ("", "BHT") => self.header = Some(at.header()?),
            ("2100A", "NM1") => self.payer = Some(at.party()),
            ("2100A", _) => {
                at.describe(self.payer.get_or_insert_default());
            }
            ("2100B", "NM1") => self.receiver = Some(at.party()),
            ("2000C", "HL") => {
                self.provider = Party::default();
                (self.provider_trace, self.provider_statuses) = (None, Vec::new());
            }
            ("2100C", "NM1") => self.provider = at.party(),
            ("2200C", "TRN") => self.provider_trace = Some(at.trace()),
            ("2200C", "STC") => self.provider_statuses.push(status(at)?),
            ("2000D", "HL") => (self.subscriber, self.dependent) = (Member::default(), None),
            ("2100D", "NM1") => self.subscriber.party = at.party(),
            ("2000D" | "2100D", _) => {
                at.describe_member(&mut self.subscriber)?;
            }
            ("2000E", "HL") => self.dependent = Some(Member::default()),
            ("2100E", "NM1") => self.dependent.get_or_insert_default().party = at.party(),
            ("2000E" | "2100E", _) => {
                at.describe_member(self.dependent.get_or_insert_default())?;
            }
            ("" | "2000A" | "2000B" | "2100B" | "2100C", _) => {}
            _ => return Ok(false),
        }
        Ok(true)
    }
}

pub(super) fn inquiry(transaction: &Transaction) -> Result<StatusInquiry, Misread> {
    let mut levels = Levels::default();
    let mut claims: Vec<ClaimInquiry> = Vec::new();
    for at in located(transaction, &[Kind::StatusInquiry])? {
        if levels.take(&at)? {
            continue;
        }
        if at.name() == "TRN" {
            claims.push(ClaimInquiry {
                provider: levels.provider.clone(),
                subscriber: levels.subscriber.clone(),
                dependent: levels.dependent.clone(),
                trace: at.trace(),
                ..ClaimInquiry::default()
            });
            continue;
        }
        inquiry_segment(last(&mut claims, &at)?, &at)?;
    }
    Ok(StatusInquiry {
        header: required(levels.header, "BHT")?,
        payer: required(levels.payer, "the payer (loop 2100A)")?,
        receiver: required(levels.receiver, "the receiver (loop 2100B)")?,
        claims,
    })
}

fn inquiry_segment(claim: &mut ClaimInquiry, at: &Located<'_>) -> Result<(), Misread> {
    if at.loop_id.starts_with("2210") {
        if at.name() == "SVC" {
            claim.lines.push(LineInquiry {
                procedure: at.procedure(1),
                charge: at.money(2)?,
                revenue: at.optional(4),
                units: at.decimal(7)?,
                reference: None,
                service: When::Day(jiff::civil::Date::constant(1900, 1, 1)),
            });
            return Ok(());
        }
        let line = last(&mut claim.lines, at)?;
        match at.name() {
            "REF" => line.reference = at.optional(2),
            "DTP" => line.service = at.when(2)?,
            _ => {}
        }
        return Ok(());
    }
    match at.name() {
        "REF" => claim.references.push(at.reference()),
        "AMT" => claim.charge = at.optional_money(2)?,
        "DTP" => claim.service = Some(at.when(2)?),
        _ => {}
    }
    Ok(())
}

pub(super) fn answer(transaction: &Transaction) -> Result<StatusAnswer, Misread> {
    let mut levels = Levels::default();
    let (mut receiver_trace, mut receiver_statuses) = (None, Vec::new());
    let mut claims: Vec<ClaimAnswer> = Vec::new();
    for at in located(transaction, &[Kind::StatusAnswer])? {
        if levels.take(&at)? {
            continue;
        }
        match (at.loop_id, at.name()) {
            ("2200B", "TRN") => receiver_trace = Some(at.trace()),
            ("2200B", "STC") => receiver_statuses.push(status(&at)?),
            (_, "TRN") => claims.push(ClaimAnswer {
                provider: levels.provider.clone(),
                provider_trace: levels.provider_trace.clone(),
                provider_statuses: levels.provider_statuses.clone(),
                subscriber: levels.subscriber.clone(),
                dependent: levels.dependent.clone(),
                trace: at.trace(),
                ..ClaimAnswer::default()
            }),
            _ => answer_segment(last(&mut claims, &at)?, &at)?,
        }
    }
    Ok(StatusAnswer {
        header: required(levels.header, "BHT")?,
        payer: required(levels.payer, "the payer (loop 2100A)")?,
        receiver: required(levels.receiver, "the receiver (loop 2100B)")?,
        receiver_trace,
        receiver_statuses,
        claims,
    })
}

fn answer_segment(claim: &mut ClaimAnswer, at: &Located<'_>) -> Result<(), Misread> {
    if at.loop_id.starts_with("2220") {
        if at.name() == "SVC" {
            claim.lines.push(LineAnswer {
                procedure: at.procedure(1),
                charge: at.money(2)?,
                paid: at.money(3)?,
                revenue: at.optional(4),
                units: at.optional_decimal(7)?,
                statuses: Vec::new(),
                reference: None,
                service: None,
            });
            return Ok(());
        }
        let line = last(&mut claim.lines, at)?;
        match at.name() {
            "STC" => line.statuses.push(status(at)?),
            "REF" => line.reference = at.optional(2),
            "DTP" => line.service = Some(at.when(2)?),
            _ => {}
        }
        return Ok(());
    }
    match at.name() {
        "STC" => claim.statuses.push(status(at)?),
        "REF" => claim.references.push(at.reference()),
        "DTP" => claim.service = Some(at.when(2)?),
        _ => {}
    }
    Ok(())
}

/// A STC.
pub(super) fn status(at: &Located<'_>) -> Result<Status, Misread> {
    let code = |element: usize| {
        at.segment.part(element, 1).map(|category| StatusCode {
            category,
            code: at.segment.part(element, 2).unwrap_or_default(),
            entity: at.segment.part(element, 3),
            list: at.segment.part(element, 4),
        })
    };
    Ok(Status {
        codes: [1, 10, 11].into_iter().filter_map(code).collect(),
        day: at.optional_day(2)?,
        action: at.optional(3),
        charge: at.optional_money(4)?,
        paid: at.optional_money(5)?,
        paid_day: at.optional_day(6)?,
        method: at.optional(7),
        check_day: at.optional_day(8)?,
        check_number: at.optional(9),
        message: at.optional(12),
    })
}
