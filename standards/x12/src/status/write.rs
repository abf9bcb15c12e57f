//! Prints 276 and 277.

use super::{ClaimAnswer, ClaimInquiry, LineAnswer, LineInquiry, Status, StatusAnswer, StatusInquiry};
use crate::parties::{Member, Party, Trace};
use crate::print::procedure_parts;
use crate::{Document, Kind, Misread, Transaction, Writer};

/// A claim below its provider, subscriber and dependent.
trait Leaf {
    fn provider(&self) -> &Party;
    fn subscriber(&self) -> &Member;
    fn dependent(&self) -> Option<&Member>;
    /// What the provider level says besides its name.
    fn provider_part(&self, out: &mut Writer);
    fn body(&self, out: &mut Writer);
}

/// Prints levels 19, 22 and 23 around claims, in one walk over neighbours that share them.
fn levels<L: Leaf>(out: &mut Writer, claims: &[L], births: bool) {
    let mut number = 2;
    for of_provider in claims.chunk_by(|a, b| a.provider() == b.provider()) {
        number += 1;
        let provider = out.level(number, Some(2), "19", Some(true));
        out.nm1(of_provider[0].provider());
        of_provider[0].provider_part(out);
        for of_subscriber in of_provider.chunk_by(|a, b| a.subscriber() == b.subscriber()) {
            number += 1;
            let has_dependents = of_subscriber.iter().any(|c| c.dependent().is_some());
            let subscriber = out.level(number, Some(provider), "22", Some(has_dependents));
            let member = of_subscriber[0].subscriber();
            if births {
                out.birth(member);
            }
            out.nm1(&member.party);
            for own in of_subscriber.iter().filter(|c| c.dependent().is_none()) {
                own.body(out);
            }
            let of_dependents: Vec<&L> = of_subscriber.iter().filter(|c| c.dependent().is_some()).collect();
            for of_dependent in of_dependents.chunk_by(|a, b| a.dependent() == b.dependent()) {
                let Some(dependent) = of_dependent[0].dependent() else { continue };
                number += 1;
                out.level(number, Some(subscriber), "23", None);
                if births {
                    out.birth(dependent);
                }
                out.nm1(&dependent.party);
                for theirs in of_dependent {
                    theirs.body(out);
                }
            }
        }
    }
}

impl Leaf for ClaimInquiry {
    fn provider(&self) -> &Party {
        &self.provider
    }

    fn subscriber(&self) -> &Member {
        &self.subscriber
    }

    fn dependent(&self) -> Option<&Member> {
        self.dependent.as_ref()
    }

    fn provider_part(&self, _out: &mut Writer) {}

    fn body(&self, out: &mut Writer) {
        out.trace(&self.trace);
        out.references(&self.references);
        if let Some(charge) = self.charge {
            out.segment("AMT").text("T3").money(charge).end();
        }
        if let Some(service) = self.service {
            out.segment("DTP").text("472").when(service).end();
        }
        for LineInquiry { procedure, charge, revenue, units, reference, service } in &self.lines {
            let mut svc = out.segment("SVC");
            svc.composite(&procedure_parts(procedure)).money(*charge).skip();
            svc.optional(revenue.as_deref()).skips(2).decimal(*units).end();
            drop(svc);
            if let Some(number) = reference {
                out.segment("REF").text("FJ").text(number).end();
            }
            out.segment("DTP").text("472").when(*service).end();
        }
    }
}

impl Document for StatusInquiry {
    fn kind(&self) -> Kind {
        Kind::StatusInquiry
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        super::read::inquiry(transaction)
    }

    fn print(&self, out: &mut Writer) {
        out.header("0010", &self.header);
        out.level(1, None, "20", Some(true));
        out.nm1(&self.payer);
        out.level(2, Some(1), "21", Some(true));
        out.nm1(&self.receiver);
        levels(out, &self.claims, true);
    }
}

impl Leaf for ClaimAnswer {
    fn provider(&self) -> &Party {
        &self.provider
    }

    fn subscriber(&self) -> &Member {
        &self.subscriber
    }

    fn dependent(&self) -> Option<&Member> {
        self.dependent.as_ref()
    }

    fn provider_part(&self, out: &mut Writer) {
        statuses(out, self.provider_trace.as_ref(), &self.provider_statuses);
    }

    fn body(&self, out: &mut Writer) {
        statuses(out, Some(&self.trace), &self.statuses);
        out.references(&self.references);
        if let Some(service) = self.service {
            out.segment("DTP").text("472").when(service).end();
        }
        for LineAnswer { procedure, charge, paid, revenue, units, statuses: list, reference, service } in &self.lines {
            let mut svc = out.segment("SVC");
            svc.composite(&procedure_parts(procedure)).money(*charge).money(*paid);
            svc.optional(revenue.as_deref()).skips(2).optional_decimal(*units).end();
            drop(svc);
            statuses(out, None, list);
            if let Some(number) = reference {
                out.segment("REF").text("FJ").text(number).end();
            }
            if let Some(service) = service {
                out.segment("DTP").text("472").when(*service).end();
            }
        }
    }
}

impl Document for StatusAnswer {
    fn kind(&self) -> Kind {
        Kind::StatusAnswer
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        super::read::answer(transaction)
    }

    fn print(&self, out: &mut Writer) {
        out.header("0010", &self.header);
        out.level(1, None, "20", Some(true));
        out.nm1(&self.payer);
        out.contacts(&self.payer.contacts);
        out.level(2, Some(1), "21", Some(!self.claims.is_empty()));
        out.nm1(&self.receiver);
        statuses(out, self.receiver_trace.as_ref(), &self.receiver_statuses);
        levels(out, &self.claims, false);
    }
}

/// TRN and STC.
pub(super) fn statuses(out: &mut Writer, trace: Option<&Trace>, list: &[Status]) {
    if let Some(trace) = trace {
        out.trace(trace);
    }
    for status in list {
        let code = |at: usize| {
            status.codes.get(at).map_or_else(Vec::new, |code| {
                let (entity, list) = (code.entity.clone(), code.list.clone());
                vec![code.category.clone(), code.code.clone(), entity.unwrap_or_default(), list.unwrap_or_default()]
            })
        };
        let mut stc = out.segment("STC");
        stc.composite(&code(0)).optional_day(status.day).optional(status.action.as_deref());
        stc.optional_money(status.charge).optional_money(status.paid).optional_day(status.paid_day);
        stc.optional(status.method.as_deref()).optional_day(status.check_day);
        stc.optional(status.check_number.as_deref()).composite(&code(1)).composite(&code(2));
        stc.optional(status.message.as_deref()).end();
    }
}
