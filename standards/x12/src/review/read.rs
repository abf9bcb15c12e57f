//! Reads a 278.

use super::{Decision, Event, Review, ReviewRequest, Service};
use crate::eligibility::Rejection;
use crate::eligibility::read::rejection;
use crate::located::{Located, last, located, required};
use crate::parties::{Header, Member, Party, Reference};
use crate::{Decimal, Kind, Misread, Transaction};

/// What has been read so far.
#[derive(Default)]
struct Draft {
    header: Option<Header>,
    reviewer: Option<Party>,
    requester: Option<Party>,
    rejections: Vec<Rejection>,
    subscriber: Member,
    dependent: Option<Member>,
    member_rejections: Vec<Rejection>,
    events: Vec<Event>,
}

pub(super) fn read(transaction: &Transaction) -> Result<Review, Misread> {
    let mut draft = Draft::default();
    for at in located(transaction, &[Kind::ReviewRequest, Kind::ReviewAnswer])? {
        draft.segment(&at)?;
    }
    Ok(Review {
        header: required(draft.header, "BHT")?,
        reviewer: required(draft.reviewer, "the reviewer (loop 2010A)")?,
        requester: required(draft.requester, "the requester (loop 2010B)")?,
        rejections: draft.rejections,
        subscriber: draft.subscriber,
        dependent: draft.dependent,
        member_rejections: draft.member_rejections,
        events: draft.events,
    })
}

fn member(member: &mut Member, rejections: &mut Vec<Rejection>, at: &Located<'_>) -> Result<(), Misread> {
    match at.name() {
        "NM1" => member.party = at.party(),
        "AAA" => rejections.push(rejection(at)),
        _ => {
            at.describe_member(member)?;
        }
    }
    Ok(())
}

fn provider(list: &mut Vec<Party>, at: &Located<'_>) {
    if at.name() == "NM1" {
        list.push(at.party());
    } else if let Some(party) = list.last_mut() {
        at.describe(party);
    }
}

impl Draft {
    fn segment(&mut self, at: &Located<'_>) -> Result<(), Misread> {
        match (at.loop_id, at.name()) {
            ("", "BHT") => self.header = Some(at.header()?),
            ("2000A" | "2010A" | "2000B" | "2010B", "AAA") => self.rejections.push(rejection(at)),
            ("2010A", "NM1") => self.reviewer = Some(at.party()),
            ("2010B", "NM1") => self.requester = Some(at.party()),
            ("2010A", _) => {
                at.describe(self.reviewer.get_or_insert_default());
            }
            ("2010B", _) => {
                at.describe(self.requester.get_or_insert_default());
            }
            ("2010C", _) => member(&mut self.subscriber, &mut self.member_rejections, at)?,
            ("2000D", "HL") => self.dependent = Some(Member::default()),
            ("2010D", _) => {
                let dependent = self.dependent.get_or_insert_default();
                member(dependent, &mut self.member_rejections, at)?;
            }
            ("2000E", "HL") => self.events.push(Event::default()),
            ("2000E", _) => event(last(&mut self.events, at)?, at)?,
            ("2000F", "HL") => last(&mut self.events, at)?.services.push(Service::default()),
            ("2000F", _) => service(last(&mut last(&mut self.events, at)?.services, at)?, at)?,
            ("2010F", _) => provider(&mut last(&mut last(&mut self.events, at)?.services, at)?.providers, at),
            (id, _) if id.starts_with("2010E") => provider(&mut last(&mut self.events, at)?.providers, at),
            _ => {}
        }
        Ok(())
    }
}

fn request(at: &Located<'_>) -> ReviewRequest {
    ReviewRequest {
        category: at.text(1),
        certification: at.optional(2),
        service_type: at.optional(3),
        place: at.segment.part(4, 1),
        place_qualifier: at.segment.part(4, 2),
        urgency: at.optional(6),
    }
}

fn decision(at: &Located<'_>) -> Decision {
    Decision { action: at.text(1), number: at.optional(2), reason: at.optional(3) }
}

fn delivery(at: &Located<'_>) -> Result<Option<(String, Decimal)>, Misread> {
    Ok(at.optional_decimal(2)?.map(|quantity| (at.text(1), quantity)))
}

fn event(event: &mut Event, at: &Located<'_>) -> Result<(), Misread> {
    match at.name() {
        "TRN" => event.traces.push(at.trace()),
        "AAA" => event.rejections.push(rejection(at)),
        "UM" => event.request = request(at),
        "HCR" => event.decision = Some(decision(at)),
        "REF" => event.references.push(at.reference()),
        "DTP" => event.dates.push(at.dtp()?),
        "HI" => {
            let code = |n| Some(Reference { qualifier: at.segment.part(n, 1)?, value: at.segment.part(n, 2)? });
            event.diagnoses.extend((1..=12).filter_map(code));
        }
        "HSD" => event.delivery = delivery(at)?,
        "MSG" => event.messages.push(at.text(1)),
        _ => {}
    }
    Ok(())
}

fn service(service: &mut Service, at: &Located<'_>) -> Result<(), Misread> {
    match at.name() {
        "TRN" => service.traces.push(at.trace()),
        "AAA" => service.rejections.push(rejection(at)),
        "UM" => service.request = Some(request(at)),
        "HCR" => service.decision = Some(decision(at)),
        "REF" => service.references.push(at.reference()),
        "DTP" => service.dates.push(at.dtp()?),
        "SV1" => {
            service.procedure = at.optional_procedure(1);
            (service.unit, service.quantity) = (at.optional(3), at.optional_decimal(4)?);
        }
        "SV2" => {
            service.procedure = at.optional_procedure(2);
            (service.unit, service.quantity) = (at.optional(4), at.optional_decimal(5)?);
        }
        "HSD" => service.delivery = delivery(at)?,
        "MSG" => service.messages.push(at.text(1)),
        _ => {}
    }
    Ok(())
}
