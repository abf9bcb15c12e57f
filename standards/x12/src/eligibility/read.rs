//! Reads 270 and 271.

use super::{Benefit, EligibilityAnswer, EligibilityInquiry, MemberBenefits, MemberInquiry, Question, Rejection};
use crate::located::{Located, last, located, required};
use crate::parties::{Header, Member, Party};
use crate::{Kind, Misread, Transaction};

/// The levels both transactions share.
#[derive(Default)]
struct Parties {
    header: Option<Header>,
    source: Option<Party>,
    receiver: Option<Party>,
    source_rejections: Vec<Rejection>,
    receiver_rejections: Vec<Rejection>,
}

impl Parties {
    /// Takes a segment of the levels above the members; false when it belongs to a member.
    fn take(&mut self, at: &Located<'_>) -> Result<bool, Misread> {
        let (slot, rejections) = match at.loop_id {
            "" => {
                if at.name() == "BHT" {
                    self.header = Some(at.header()?);
                }
                return Ok(true);
            }
            "2000A" | "2100A" => (&mut self.source, &mut self.source_rejections),
            "2000B" | "2100B" => (&mut self.receiver, &mut self.receiver_rejections),
            _ => return Ok(false),
        };
        match (at.name(), slot) {
            ("AAA", _) => rejections.push(rejection(at)),
            ("NM1", slot) => *slot = Some(at.party()),
            (_, Some(party)) => {
                at.describe(party);
            }
            _ => {}
        }
        Ok(true)
    }
}

pub(crate) fn rejection(at: &Located<'_>) -> Rejection {
    Rejection { valid_request: at.segment.element(1) == b"Y", reason: at.text(3), follow_up: at.text(4) }
}

pub(super) fn inquiry(transaction: &Transaction) -> Result<EligibilityInquiry, Misread> {
    let mut parties = Parties::default();
    let mut inquiries: Vec<MemberInquiry> = Vec::new();
    let mut subscriber = MemberInquiry::default();
    for at in located(transaction, &[Kind::EligibilityInquiry])? {
        if parties.take(&at)? {
            continue;
        }
        match (at.loop_id, at.name()) {
            ("2000C", "HL") => {
                subscriber = MemberInquiry::default();
                inquiries.push(MemberInquiry::default());
            }
            ("2000D", "HL") => {
                // A subscriber who is asked about too keeps an entry of his own.
                if inquiries.last().is_some_and(|i| i.dependent.is_none() && i.questions.is_empty()) {
                    inquiries.pop();
                }
                let member = subscriber.subscriber.clone();
                inquiries.push(MemberInquiry {
                    subscriber: member,
                    dependent: Some(Member::default()),
                    ..MemberInquiry::default()
                });
            }
            _ => {
                let inquiry = last(&mut inquiries, &at)?;
                inquiry_segment(inquiry, &at)?;
                if inquiry.dependent.is_none() {
                    subscriber.subscriber = inquiry.subscriber.clone();
                }
            }
        }
    }
    Ok(EligibilityInquiry {
        header: required(parties.header, "BHT")?,
        source: required(parties.source, "the payer (loop 2100A)")?,
        receiver: required(parties.receiver, "the provider (loop 2100B)")?,
        inquiries,
    })
}

fn inquiry_segment(inquiry: &mut MemberInquiry, at: &Located<'_>) -> Result<(), Misread> {
    let in_question = at.loop_id.starts_with("2110");
    match at.name() {
        "TRN" => inquiry.traces.push(at.trace()),
        "DTP" => inquiry.dates.push(at.dtp()?),
        "EQ" => inquiry.questions.push(Question {
            service_types: at.repeated(1),
            procedure: at.optional_procedure(2),
            coverage_level: at.optional(3),
        }),
        _ if in_question => {}
        name => {
            let member = inquiry.dependent.as_mut().unwrap_or(&mut inquiry.subscriber);
            member_segment(member, at, name)?;
        }
    }
    Ok(())
}

fn member_segment(member: &mut Member, at: &Located<'_>, name: &str) -> Result<(), Misread> {
    if name == "NM1" {
        member.party = at.party();
    } else {
        at.describe_member(member)?;
    }
    Ok(())
}

pub(super) fn answer(transaction: &Transaction) -> Result<EligibilityAnswer, Misread> {
    let mut parties = Parties::default();
    let mut members: Vec<MemberBenefits> = Vec::new();
    for at in located(transaction, &[Kind::EligibilityAnswer])? {
        if parties.take(&at)? {
            continue;
        }
        match (at.loop_id, at.name()) {
            ("2000C", "HL") => members.push(MemberBenefits::default()),
            ("2000D", "HL") => {
                let subscriber = last(&mut members, &at)?.subscriber.clone();
                let only_names = |m: &MemberBenefits| {
                    m.dependent.is_none() && m.benefits.is_empty() && m.rejections.is_empty() && m.traces.is_empty()
                };
                if members.last().is_some_and(only_names) {
                    members.pop();
                }
                let dependent = Some(Member::default());
                members.push(MemberBenefits { subscriber, dependent, ..MemberBenefits::default() });
            }
            (id, _) if id.starts_with("2110") || id.starts_with("2115") || id.starts_with("2120") => {
                benefit_segment(&mut last(&mut members, &at)?.benefits, &at)?;
            }
            _ => answer_segment(last(&mut members, &at)?, &at)?,
        }
    }
    Ok(EligibilityAnswer {
        header: required(parties.header, "BHT")?,
        source: required(parties.source, "the payer (loop 2100A)")?,
        source_rejections: parties.source_rejections,
        receiver: parties.receiver,
        receiver_rejections: parties.receiver_rejections,
        members,
    })
}

fn answer_segment(answer: &mut MemberBenefits, at: &Located<'_>) -> Result<(), Misread> {
    match at.name() {
        "TRN" => answer.traces.push(at.trace()),
        "AAA" => answer.rejections.push(rejection(at)),
        "DTP" => answer.dates.push(at.dtp()?),
        name => {
            let member = answer.dependent.as_mut().unwrap_or(&mut answer.subscriber);
            member_segment(member, at, name)?;
        }
    }
    Ok(())
}

fn benefit_segment(benefits: &mut Vec<Benefit>, at: &Located<'_>) -> Result<(), Misread> {
    if at.name() == "EB" {
        benefits.push(Benefit {
            kind: at.text(1),
            coverage_level: at.optional(2),
            service_types: at.repeated(3),
            insurance_type: at.optional(4),
            plan: at.optional(5),
            period: at.optional(6),
            amount: at.optional_money(7)?,
            percent: at.optional_decimal(8)?,
            quantity_kind: at.optional(9),
            quantity: at.optional_decimal(10)?,
            authorization: at.optional(11),
            in_network: at.optional(12),
            procedure: at.optional_procedure(13),
            ..Benefit::default()
        });
        return Ok(());
    }
    let benefit = last(benefits, at)?;
    if at.loop_id.starts_with("2120") {
        if at.name() == "NM1" {
            benefit.related.push(at.party());
        } else if let Some(party) = benefit.related.last_mut() {
            at.describe(party);
        }
        return Ok(());
    }
    match at.name() {
        "REF" => benefit.references.push(at.reference()),
        "DTP" => benefit.dates.push(at.dtp()?),
        "AAA" => benefit.rejections.push(rejection(at)),
        "MSG" => benefit.messages.push(at.text(1)),
        _ => {}
    }
    Ok(())
}
