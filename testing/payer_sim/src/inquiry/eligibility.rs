//! The 271: is the member covered on the day asked about, for what, and what will they owe.

use super::{benefits, find, party};
use crate::books::Books;
use crate::edi::noon;
use crate::world::{Member, NOT_ENROLLED_NPI, Payer, World, payer};
use kernel::Day;
use x12::eligibility::{EligibilityAnswer, EligibilityInquiry, MemberBenefits, MemberInquiry, Rejection};
use x12::parties::{Dated, Header, Name, Party, Trace, dated};

/// How far back an inquiry may look, in days.
const BACK_DAYS_MAX: i32 = 730;
/// How far ahead, in days.
const AHEAD_DAYS_MAX: i32 = 90;

/// Answers an inquiry as of a day.
#[must_use]
pub fn answer((world, books): (&World, &Books), inquiry: &EligibilityInquiry, today: Day) -> EligibilityAnswer {
    let header = Header {
        purpose: "11".to_owned(),
        reference: inquiry.header.reference.clone(),
        day: today.civil(),
        time: Some(noon()),
        kind: None,
    };
    let id = inquiry.source.id_value().unwrap_or_default();
    let mut answer = EligibilityAnswer {
        header,
        source: inquiry.source.clone(),
        source_rejections: Vec::new(),
        receiver: None,
        receiver_rejections: Vec::new(),
        members: Vec::new(),
    };
    let Some(payer) = payer(id) else {
        answer.source_rejections.push(Rejection::new(true, "79", "C"));
        return answer;
    };
    answer.source = Party::new("PR", Name::organization(payer.name)).with_id("PI", payer.id);
    answer.receiver = Some(inquiry.receiver.clone());
    if inquiry.receiver.npi() == Some(NOT_ENROLLED_NPI) {
        answer.receiver_rejections.push(Rejection::new(true, "51", "C"));
        return answer;
    }
    let desk = Desk { world, books, payer, today };
    answer.members = inquiry.inquiries.iter().map(|asked| desk.one(asked)).collect();
    answer
}

struct Desk<'a> {
    world: &'a World,
    books: &'a Books,
    payer: &'static Payer,
    today: Day,
}

impl Desk<'_> {
    fn one(&self, asked: &MemberInquiry) -> MemberBenefits {
        let day = asked_day(asked).unwrap_or(self.today);
        let mut answer = MemberBenefits {
            traces: self.traces(asked),
            subscriber: asked.subscriber.clone(),
            dependent: asked.dependent.clone(),
            ..MemberBenefits::default()
        };
        let distance = day.days_since(self.today);
        if !(-BACK_DAYS_MAX..=AHEAD_DAYS_MAX).contains(&distance) {
            answer.rejections.push(Rejection::new(true, if distance < 0 { "62" } else { "63" }, "C"));
            return answer;
        }
        match find(self.world, self.payer.id, &asked.subscriber, asked.dependent.as_ref()) {
            Ok((member, person)) => self.known(&mut answer, &member, person, (asked, day)),
            Err(reason) => answer.rejections.push(Rejection::new(true, reason, "C")),
        }
        answer
    }

    fn traces(&self, asked: &MemberInquiry) -> Vec<Trace> {
        let echoed = asked.traces.iter().map(|trace| Trace { kind: "2".to_owned(), ..trace.clone() });
        echoed.collect()
    }

    fn known(&self, answer: &mut MemberBenefits, member: &Member, person: usize, (asked, day): (&MemberInquiry, Day)) {
        answer.subscriber.party = party(member, 0, "IL");
        answer.subscriber.birth = Some(member.subscriber().birth.civil());
        answer.subscriber.sex = Some(member.subscriber().sex.to_string());
        if let Some(dependent) = &mut answer.dependent {
            let who = &member.people[person];
            dependent.party = party(member, person, "03");
            dependent.birth = Some(who.birth.civil());
            dependent.sex = Some(who.sex.to_string());
            dependent.relationship = Some(who.relationship.to_owned());
        }
        answer.dates = vec![Dated::day("346", member.from.civil())];
        answer.dates.extend(member.to.map(|last| Dated::day("347", last.civil())));
        let dead = member.people[person].died.is_some_and(|died| died < day);
        if !member.covers(day) || dead {
            answer.benefits = benefits::inactive();
            return;
        }
        let who = (self.payer.id, member.id.clone(), person);
        let used = self.books.used(&who, day.number() / 10_000);
        let types: Vec<&str> =
            asked.questions.iter().flat_map(|question| question.service_types.iter().map(String::as_str)).collect();
        answer.benefits = benefits::active(self.payer, member, &used, &types);
    }
}

fn asked_day(asked: &MemberInquiry) -> Option<Day> {
    let when = dated(&asked.dates, "291").or_else(|| dated(&asked.dates, "307"))?;
    Some(Day::from(when.first()))
}
