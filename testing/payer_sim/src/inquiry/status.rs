//! The 277: where a claim stands at its payer.

use super::{find, party};
use crate::adjudicate::Status as Outcome;
use crate::books::{Books, Decided};
use crate::edi::noon;
use crate::world::{Payer, World, payer};
use kernel::{Day, Money};
use x12::parties::{Header, Name, Party, Reference, Trace, When, reference};
use x12::status::{ClaimAnswer, ClaimInquiry, Status, StatusAnswer, StatusCode, StatusInquiry};

/// Answers a status inquiry as of a day.
#[must_use]
pub fn answer((world, books): (&World, &Books), inquiry: &StatusInquiry, today: Day) -> StatusAnswer {
    let id = inquiry.payer.id_value().unwrap_or_default();
    let found = payer(id);
    let named = found.map_or_else(
        || inquiry.payer.clone(),
        |payer| Party::new("PR", Name::organization(payer.name)).with_id("PI", payer.id),
    );
    let mut answer = StatusAnswer {
        header: Header {
            purpose: "08".to_owned(),
            reference: inquiry.header.reference.clone(),
            day: today.civil(),
            time: Some(noon()),
            kind: Some("DG".to_owned()),
        },
        payer: named,
        receiver: inquiry.receiver.clone(),
        receiver_trace: None,
        receiver_statuses: Vec::new(),
        claims: Vec::new(),
    };
    match found {
        Some(payer) => {
            let desk = Desk { world, books, payer, today };
            answer.claims = inquiry.claims.iter().map(|asked| desk.one(asked)).collect();
        }
        None => {
            answer.receiver_trace = Some(Trace::new("2", &inquiry.header.reference, None));
            answer.receiver_statuses = vec![stated(("E0", "116", Some("PR")), today)];
        }
    }
    answer
}

struct Desk<'a> {
    world: &'a World,
    books: &'a Books,
    payer: &'static Payer,
    today: Day,
}

impl Desk<'_> {
    fn one(&self, asked: &ClaimInquiry) -> ClaimAnswer {
        let mut answer = ClaimAnswer {
            provider: asked.provider.clone(),
            subscriber: asked.subscriber.clone(),
            dependent: asked.dependent.clone(),
            trace: Trace::new("2", &asked.trace.number, None),
            ..ClaimAnswer::default()
        };
        let Ok((member, person)) = find(self.world, self.payer.id, &asked.subscriber, asked.dependent.as_ref()) else {
            answer.statuses = vec![stated(("E0", "164", Some("IL")), self.today)];
            return answer;
        };
        answer.subscriber.party = party(&member, 0, "IL");
        let found = self.search(asked, &(self.payer.id, member.id.clone(), person));
        let Some(decided) = found else {
            answer.statuses = vec![stated(("A4", "35", None), self.today)];
            return answer;
        };
        answer.statuses = vec![self.standing(decided)];
        answer.references =
            vec![Reference::new("1K", &decided.decision.payer_control), Reference::new("EJ", &decided.claim.control)];
        answer.service = Some(When::Day(decided.claim.first_day().civil()));
        answer
    }

    /// By the payer's number, else the provider's, else the newest for the person on the days asked about.
    fn search(&self, asked: &ClaimInquiry, who: &crate::books::Who) -> Option<&Decided> {
        if let Some(number) = reference(&asked.references, "1K") {
            return self.books.decided(number).filter(|decided| decided.who.as_ref() == Some(who));
        }
        if let Some(control) = reference(&asked.references, "EJ") {
            return self.books.by_control(self.payer.id, control).into_iter().rfind(|d| d.who.as_ref() == Some(who));
        }
        let (from, to) = asked
            .service
            .map_or((self.today.plus_days(-730), self.today), |when| (Day::from(when.first()), Day::from(when.last())));
        let charge_fits = |decided: &&Decided| asked.charge.is_none_or(|charge| charge == decided.claim.charge);
        self.books.by_person(who, from, to).into_iter().rfind(charge_fits)
    }

    fn standing(&self, decided: &Decided) -> Status {
        let decision = &decided.decision;
        let code = match decision.status {
            _ if decided.trace.is_none() => ("P1", "20", None),
            _ if decided.reversed => ("F3", "101", None),
            Outcome::Denied | Outcome::NotOurs => ("F2", "1", None),
            Outcome::PrimaryForwarded => ("F1", "65", None),
            _ if decision.paid() == Money::ZERO => ("F4", "107", None),
            _ => ("F1", "65", None),
        };
        let mut status = stated(code, self.today);
        status.charge = Some(decided.claim.charge);
        if let Some(trace) = &decided.trace {
            status.paid = Some(decision.paid());
            status.paid_day = Some(decided.due.civil());
            if decision.paid() > Money::ZERO {
                status.check_day = Some(decided.due.civil());
                status.check_number = Some(trace.clone());
            }
        } else {
            status.paid = Some(Money::ZERO);
        }
        status
    }
}

fn stated((category, code, entity): (&str, &str, Option<&str>), day: Day) -> Status {
    Status { codes: vec![StatusCode::new(category, code, entity)], day: Some(day.civil()), ..Status::default() }
}
