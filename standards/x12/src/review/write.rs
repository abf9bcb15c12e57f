//! Prints a 278.

use super::{Decision, Event, Review, ReviewRequest, Service};
use crate::eligibility::Rejection;
use crate::parties::{Member, Party};
use crate::print::procedure_parts;
use crate::{Decimal, Document, Kind, Misread, Transaction, Writer};

impl Document for Review {
    fn kind(&self) -> Kind {
        if self.is_answer() { Kind::ReviewAnswer } else { Kind::ReviewRequest }
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        super::read::read(transaction)
    }

    fn print(&self, out: &mut Writer) {
        out.header("0007", &self.header);
        out.level(1, None, "20", Some(true));
        out.nm1(&self.reviewer);
        out.contacts(&self.reviewer.contacts);
        out.level(2, Some(1), "21", Some(true));
        out.nm1(&self.requester);
        out.references(&self.requester.references);
        out.address(&self.requester);
        out.contacts(&self.requester.contacts);
        rejections(out, &self.rejections);
        out.taxonomy("PC", &self.requester);
        let has_events = !self.events.is_empty();
        let mut number = out.level(3, Some(2), "22", Some(has_events || self.dependent.is_some()));
        let own = self.dependent.is_none();
        member(out, &self.subscriber, if own { &self.member_rejections } else { &[] }, "Y");
        if let Some(dependent) = &self.dependent {
            number = out.level(4, Some(3), "23", Some(has_events));
            member(out, dependent, &self.member_rejections, "N");
        }
        let person = number;
        for event in &self.events {
            number += 1;
            let level = out.level(number, Some(person), "EV", Some(!event.services.is_empty()));
            print_event(out, event);
            for service in &event.services {
                number += 1;
                out.level(number, Some(level), "SS", Some(false));
                print_service(out, service);
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

fn member(out: &mut Writer, member: &Member, refusals: &[Rejection], subscriber: &str) {
    out.nm1(&member.party);
    out.references(&member.party.references);
    out.address(&member.party);
    rejections(out, refusals);
    out.birth(member);
    if let Some(relationship) = &member.relationship {
        out.segment("INS").text(subscriber).text(relationship).end();
    }
}

fn request(out: &mut Writer, request: &ReviewRequest) {
    let place = [request.place.as_deref().unwrap_or_default(), request.place_qualifier.as_deref().unwrap_or_default()];
    let mut um = out.segment("UM");
    um.text(&request.category).optional(request.certification.as_deref());
    um.optional(request.service_type.as_deref()).composite(&place).skip();
    um.optional(request.urgency.as_deref()).end();
}

fn decision(out: &mut Writer, decision: &Decision) {
    let mut hcr = out.segment("HCR");
    hcr.text(&decision.action).optional(decision.number.as_deref()).optional(decision.reason.as_deref()).end();
}

fn delivery(out: &mut Writer, delivery: Option<&(String, Decimal)>) {
    if let Some((kind, quantity)) = delivery {
        out.segment("HSD").text(kind).decimal(*quantity).end();
    }
}

fn messages(out: &mut Writer, list: &[String]) {
    for message in list {
        out.segment("MSG").text(message).end();
    }
}

fn providers(out: &mut Writer, list: &[Party]) {
    for party in list {
        out.party(party, "PE");
    }
}

fn print_event(out: &mut Writer, event: &Event) {
    for trace in &event.traces {
        out.trace(trace);
    }
    rejections(out, &event.rejections);
    request(out, &event.request);
    if let Some(made) = &event.decision {
        decision(out, made);
    }
    out.references(&event.references);
    out.dtps(&event.dates);
    if !event.diagnoses.is_empty() {
        let mut hi = out.segment("HI");
        for diagnosis in event.diagnoses.iter().take(12) {
            hi.composite(&[&diagnosis.qualifier, &diagnosis.value]);
        }
        hi.end();
    }
    delivery(out, event.delivery.as_ref());
    messages(out, &event.messages);
    providers(out, &event.providers);
}

fn print_service(out: &mut Writer, service: &Service) {
    for trace in &service.traces {
        out.trace(trace);
    }
    rejections(out, &service.rejections);
    if let Some(asked) = &service.request {
        request(out, asked);
    }
    if let Some(made) = &service.decision {
        decision(out, made);
    }
    out.references(&service.references);
    out.dtps(&service.dates);
    if let Some(procedure) = &service.procedure {
        let mut sv1 = out.segment("SV1");
        sv1.composite(&procedure_parts(procedure)).skip();
        sv1.optional(service.unit.as_deref()).optional_decimal(service.quantity).end();
    }
    delivery(out, service.delivery.as_ref());
    messages(out, &service.messages);
    providers(out, &service.providers);
}
