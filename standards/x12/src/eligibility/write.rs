//! Prints 270 and 271.

use super::{Benefit, EligibilityAnswer, EligibilityInquiry, MemberBenefits, MemberInquiry, Question, Rejection};
use crate::parties::Member;
use crate::print::procedure_parts;
use crate::{Document, Kind, Misread, Transaction, Writer};

impl Document for EligibilityInquiry {
    fn kind(&self) -> Kind {
        Kind::EligibilityInquiry
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        super::read::inquiry(transaction)
    }

    fn print(&self, out: &mut Writer) {
        out.header("0022", &self.header);
        out.level(1, None, "20", Some(true));
        out.nm1(&self.source);
        out.level(2, Some(1), "21", Some(true));
        out.party(&self.receiver, "PE");
        let mut number = 2;
        for family in self.inquiries.chunk_by(MemberInquiry::same_family) {
            let dependents = family.iter().filter(|i| i.dependent.is_some()).count();
            number += 1;
            let subscriber = out.level(number, Some(2), "22", Some(dependents > 0));
            let own = family.first().filter(|i| i.dependent.is_none());
            for trace in own.iter().flat_map(|i| &i.traces) {
                out.trace(trace);
            }
            member(out, &family[0].subscriber, true);
            if let Some(own) = own {
                questions(out, own);
            }
            for inquiry in family {
                let Some(dependent) = &inquiry.dependent else { continue };
                number += 1;
                out.level(number, Some(subscriber), "23", Some(false));
                for trace in &inquiry.traces {
                    out.trace(trace);
                }
                member(out, dependent, false);
                questions(out, inquiry);
            }
        }
    }
}

/// Dependents share the level of their subscriber. A subscriber who is asked about himself has a level of his own:
/// some receivers take HL04 of 1 to mean that he is not.
impl MemberInquiry {
    fn same_family(&self, other: &Self) -> bool {
        self.dependent.is_some() && other.dependent.is_some() && self.subscriber == other.subscriber
    }
}

impl MemberBenefits {
    fn same_family(&self, other: &Self) -> bool {
        self.dependent.is_some() && other.dependent.is_some() && self.subscriber == other.subscriber
    }
}

fn member(out: &mut Writer, member: &Member, subscriber: bool) {
    out.party(&member.party, "PE");
    out.birth(member);
    if let Some(relationship) = &member.relationship {
        out.segment("INS").text(if subscriber { "Y" } else { "N" }).text(relationship).end();
    }
}

fn questions(out: &mut Writer, inquiry: &MemberInquiry) {
    out.dtps(&inquiry.dates);
    for Question { service_types, procedure, coverage_level } in &inquiry.questions {
        let procedure = procedure.as_ref().map(procedure_parts).unwrap_or_default();
        out.segment("EQ").repeated(service_types).composite(&procedure).optional(coverage_level.as_deref()).end();
    }
}

impl Document for EligibilityAnswer {
    fn kind(&self) -> Kind {
        Kind::EligibilityAnswer
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        super::read::answer(transaction)
    }

    fn print(&self, out: &mut Writer) {
        out.header("0022", &self.header);
        out.level(1, None, "20", Some(self.receiver.is_some()));
        out.nm1(&self.source);
        out.contacts(&self.source.contacts);
        rejections(out, &self.source_rejections);
        let Some(receiver) = &self.receiver else { return };
        out.level(2, Some(1), "21", Some(!self.members.is_empty()));
        out.nm1(receiver);
        out.references(&receiver.references);
        out.address(receiver);
        rejections(out, &self.receiver_rejections);
        out.taxonomy("PE", receiver);
        let mut number = 2;
        for family in self.members.chunk_by(MemberBenefits::same_family) {
            let dependents = family.iter().filter(|m| m.dependent.is_some()).count();
            number += 1;
            let subscriber = out.level(number, Some(2), "22", Some(dependents > 0));
            let own = family.first().filter(|m| m.dependent.is_none());
            let empty = MemberBenefits::default();
            person(out, &family[0].subscriber, own.unwrap_or(&empty), true);
            for benefits in family {
                let Some(dependent) = &benefits.dependent else { continue };
                number += 1;
                out.level(number, Some(subscriber), "23", Some(false));
                person(out, dependent, benefits, false);
            }
        }
    }
}

fn rejections(out: &mut Writer, list: &[Rejection]) {
    for rejection in list {
        let valid = if rejection.valid_request { "Y" } else { "N" };
        out.segment("AAA").text(valid).skip().text(&rejection.reason).text(&rejection.follow_up).end();
    }
}

fn person(out: &mut Writer, member: &Member, answer: &MemberBenefits, subscriber: bool) {
    for trace in &answer.traces {
        out.trace(trace);
    }
    out.nm1(&member.party);
    out.references(&member.party.references);
    out.address(&member.party);
    rejections(out, &answer.rejections);
    out.taxonomy("PE", &member.party);
    out.birth(member);
    if let Some(relationship) = &member.relationship {
        out.segment("INS").text(if subscriber { "Y" } else { "N" }).text(relationship).end();
    }
    out.dtps(&answer.dates);
    for statement in &answer.benefits {
        benefit(out, statement);
    }
}

fn benefit(out: &mut Writer, benefit: &Benefit) {
    let mut eb = out.segment("EB");
    eb.text(&benefit.kind).optional(benefit.coverage_level.as_deref()).repeated(&benefit.service_types);
    eb.optional(benefit.insurance_type.as_deref()).optional(benefit.plan.as_deref());
    eb.optional(benefit.period.as_deref()).optional_money(benefit.amount).optional_decimal(benefit.percent);
    eb.optional(benefit.quantity_kind.as_deref()).optional_decimal(benefit.quantity);
    eb.optional(benefit.authorization.as_deref()).optional(benefit.in_network.as_deref());
    eb.composite(&benefit.procedure.as_ref().map(procedure_parts).unwrap_or_default()).end();
    drop(eb);
    out.references(&benefit.references);
    out.dtps(&benefit.dates);
    rejections(out, &benefit.rejections);
    for message in &benefit.messages {
        out.segment("MSG").text(message).end();
    }
    if !benefit.related.is_empty() {
        out.segment("LS").text("2120").end();
        for party in &benefit.related {
            out.nm1(party);
            out.address(party);
            out.contacts(&party.contacts);
            out.taxonomy("PE", party);
        }
        out.segment("LE").text("2120").end();
    }
}
