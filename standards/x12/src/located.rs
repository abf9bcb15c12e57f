//! Segments with the loop they stand in, and their elements as values: what typed reading works on.

use jiff::civil::{Date, Time};
use kernel::Money;

use crate::elements::Cutter;
use crate::model::Model;
use crate::parties::{
    Adjustment, Amount, Contact, Dated, Header, Member, Name, Party, Procedure, Reference, Trace, When,
};
use crate::walk::Walker;
use crate::{Decimal, Kind, Misread, Segment, Transaction};

/// A segment, the loop it belongs to, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Located<'t> {
    /// Id of its loop; empty for the transaction itself.
    pub(crate) loop_id: &'static str,
    /// Its position in the transaction, ST is 1.
    pub(crate) position: usize,
    /// The segment.
    pub(crate) segment: Segment<'t>,
}

/// The segments of a transaction that have a place in its guide; others are passed over.
///
/// # Errors
/// When the transaction is of none of the kinds expected.
pub(crate) fn located<'t>(transaction: &'t Transaction, kinds: &[Kind]) -> Result<Vec<Located<'t>>, Misread> {
    let kind = transaction.kind().filter(|kind| kinds.contains(kind));
    let kind = kind.ok_or_else(|| Misread::new(0, format!("it is not a {}", kinds[0].set())))?;
    let model = Model::of(kind);
    let mut walker = Walker::new(model);
    let mut cutter = Cutter::default();
    let mut list = Vec::new();
    for (position, segment) in (1..).zip(transaction.segments()) {
        if let Some(place) = walker.step(&cutter.cut(&segment), &mut |_| {}) {
            list.push(Located { loop_id: model.loops[place.in_loop].id, position, segment });
        }
    }
    Ok(list)
}

impl Located<'_> {
    pub(crate) fn name(&self) -> &str {
        self.segment.name()
    }

    pub(crate) fn text(&self, element: usize) -> String {
        self.segment.text(element)
    }

    pub(crate) fn optional(&self, element: usize) -> Option<String> {
        self.segment.optional(element)
    }

    fn misread(&self, element: usize, what: &str) -> Misread {
        Misread::new(self.position, format!("{}{element:02} is not {what}", self.name()))
    }

    pub(crate) fn money(&self, element: usize) -> Result<Money, Misread> {
        let amount = Decimal::parse(self.segment.element(element)).and_then(Decimal::to_money);
        amount.ok_or_else(|| self.misread(element, "an amount in dollars and cents"))
    }

    pub(crate) fn optional_money(&self, element: usize) -> Result<Option<Money>, Misread> {
        if self.segment.element(element).is_empty() { Ok(None) } else { self.money(element).map(Some) }
    }

    pub(crate) fn decimal(&self, element: usize) -> Result<Decimal, Misread> {
        Decimal::parse(self.segment.element(element)).ok_or_else(|| self.misread(element, "a number"))
    }

    pub(crate) fn optional_decimal(&self, element: usize) -> Result<Option<Decimal>, Misread> {
        if self.segment.element(element).is_empty() { Ok(None) } else { self.decimal(element).map(Some) }
    }

    pub(crate) fn count(&self, element: usize) -> Result<u32, Misread> {
        let text = std::str::from_utf8(self.segment.element(element)).ok().and_then(|t| t.parse().ok());
        text.ok_or_else(|| self.misread(element, "a count"))
    }

    pub(crate) fn day(&self, element: usize) -> Result<Date, Misread> {
        day(self.segment.element(element)).ok_or_else(|| self.misread(element, "a date CCYYMMDD"))
    }

    pub(crate) fn optional_day(&self, element: usize) -> Result<Option<Date>, Misread> {
        if self.segment.element(element).is_empty() { Ok(None) } else { self.day(element).map(Some) }
    }

    pub(crate) fn optional_time(&self, element: usize) -> Result<Option<Time>, Misread> {
        let bytes = self.segment.element(element);
        if bytes.is_empty() {
            return Ok(None);
        }
        time(bytes).map(Some).ok_or_else(|| self.misread(element, "a time HHMM"))
    }

    /// A format qualifier and a date: elements `element` and the next.
    pub(crate) fn when(&self, element: usize) -> Result<When, Misread> {
        let value = self.segment.element(element + 1);
        when(value).ok_or_else(|| self.misread(element + 1, "a date or a span of dates"))
    }

    /// A DTP.
    pub(crate) fn dtp(&self) -> Result<Dated, Misread> {
        Ok(Dated { qualifier: self.text(1), when: self.when(2)? })
    }

    /// A DTM.
    pub(crate) fn dtm(&self) -> Result<Dated, Misread> {
        Ok(Dated { qualifier: self.text(1), when: When::Day(self.day(2)?) })
    }

    /// A REF, an NTE or any other pair of qualifier and value.
    pub(crate) fn reference(&self) -> Reference {
        Reference { qualifier: self.text(1), value: self.text(2) }
    }

    pub(crate) fn amount(&self) -> Result<Amount, Misread> {
        Ok(Amount { qualifier: self.text(1), amount: self.money(2)? })
    }

    pub(crate) fn trace(&self) -> Trace {
        Trace { kind: self.text(1), number: self.text(2), origin: self.optional(3), detail: self.optional(4) }
    }

    pub(crate) fn procedure(&self, element: usize) -> Procedure {
        self.procedure_in(self.segment.element(element))
    }

    pub(crate) fn optional_procedure(&self, element: usize) -> Option<Procedure> {
        (!self.segment.element(element).is_empty()).then(|| self.procedure(element))
    }

    fn procedure_in(&self, composite: &[u8]) -> Procedure {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let parts: Vec<String> = self.segment.components(composite).map(text).collect();
        let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
        Procedure {
            qualifier: part(0),
            code: part(1),
            modifiers: (2..6).map(part).filter(|m| !m.is_empty()).collect(),
            description: Some(part(6)).filter(|d| !d.is_empty()),
        }
    }

    /// The adjustments of a CAS.
    pub(crate) fn adjustments(&self) -> Result<Vec<Adjustment>, Misread> {
        let mut list = Vec::new();
        for first in (2..=17).step_by(3) {
            if self.segment.element(first).is_empty() && self.segment.element(first + 1).is_empty() {
                continue;
            }
            list.push(Adjustment {
                group: self.text(1),
                reason: self.text(first),
                amount: self.money(first + 1)?,
                quantity: self.optional_decimal(first + 2)?,
            });
        }
        Ok(list)
    }

    /// The repetitions of an element as texts.
    pub(crate) fn repeated(&self, element: usize) -> Vec<String> {
        self.segment.repetitions(element).map(|b| String::from_utf8_lossy(b).into_owned()).collect()
    }

    /// A BHT.
    pub(crate) fn header(&self) -> Result<Header, Misread> {
        Ok(Header {
            purpose: self.text(2),
            reference: self.text(3),
            day: self.day(4)?,
            time: self.optional_time(5)?,
            kind: self.optional(6),
        })
    }

    /// The party an NM1 or N1 names.
    pub(crate) fn party(&self) -> Party {
        let n1 = self.name() == "N1";
        let name = if n1 {
            Name::Organization(self.text(2))
        } else if self.segment.element(2) == b"1" {
            let (first, middle, suffix) = (self.optional(4), self.optional(5), self.optional(7));
            Name::Person { last: self.text(3), first, middle, suffix }
        } else {
            Name::Organization(self.text(3))
        };
        let id = if n1 { 3 } else { 8 };
        let id = self.optional(id + 1).map(|value| Reference { qualifier: self.text(id), value });
        Party { entity: self.text(1), name, id, ..Party::default() }
    }

    /// Adds what this segment says (N3, N4, REF, PER, PRV) to a party; false when it says nothing about one.
    pub(crate) fn describe(&self, party: &mut Party) -> bool {
        match self.name() {
            "N3" => {
                let address = party.address.get_or_insert_default();
                (address.line1, address.line2) = (self.text(1), self.optional(2));
            }
            "N4" => {
                let address = party.address.get_or_insert_default();
                (address.city, address.state) = (self.text(1), self.optional(2));
                (address.zip, address.country) = (self.optional(3), self.optional(4));
            }
            "REF" => party.references.push(self.reference()),
            "PER" => {
                let numbers = [3, 5, 7].into_iter().filter(|at| !self.segment.element(at + 1).is_empty());
                let numbers = numbers.map(|at| Reference { qualifier: self.text(at), value: self.text(at + 1) });
                let (function, name) = (self.text(1), self.optional(2));
                party.contacts.push(Contact { function, name, numbers: numbers.collect() });
            }
            "PRV" => party.taxonomy = self.optional(3),
            _ => return false,
        }
        true
    }

    /// Adds what this segment says (DMG, INS, or anything about a party) to a member.
    pub(crate) fn describe_member(&self, member: &mut Member) -> Result<bool, Misread> {
        match self.name() {
            "DMG" => {
                member.birth = if self.segment.element(2).is_empty() { None } else { Some(self.day(2)?) };
                member.sex = self.optional(3);
            }
            "INS" => member.relationship = self.optional(2),
            _ => return Ok(self.describe(&mut member.party)),
        }
        Ok(true)
    }
}

/// The last of a list, which a segment of an inner loop belongs to.
///
/// # Errors
/// When the outer loop has not begun.
pub(crate) fn last<'l, T>(list: &'l mut [T], at: &Located<'_>) -> Result<&'l mut T, Misread> {
    let why = || Misread::new(at.position, format!("{} stands outside of its loop", at.name()));
    list.last_mut().ok_or_else(why)
}

/// What must be there once the transaction was read.
///
/// # Errors
/// When it is not.
pub(crate) fn required<T>(value: Option<T>, what: &str) -> Result<T, Misread> {
    value.ok_or_else(|| Misread::new(0, format!("{what} is missing")))
}

/// Reads CCYYMMDD.
pub(crate) fn day(bytes: &[u8]) -> Option<Date> {
    if bytes.len() != 8 || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |from: usize, to: usize| bytes[from..to].iter().fold(0_i16, |n, b| n * 10 + i16::from(b - b'0'));
    let (month, day) = (i8::try_from(number(4, 6)).ok()?, i8::try_from(number(6, 8)).ok()?);
    Date::new(number(0, 4), month, day).ok()
}

/// Reads HHMM, HHMMSS or HHMMSSD(D).
pub(crate) fn time(bytes: &[u8]) -> Option<Time> {
    if !matches!(bytes.len(), 4 | 6 | 7 | 8) || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let pair = |at: usize| (at + 2 <= bytes.len()).then(|| ((bytes[at] - b'0') * 10 + (bytes[at + 1] - b'0')) as i8);
    let seconds = if bytes.len() >= 6 { pair(4)? } else { 0 };
    Time::new(pair(0)?, pair(2)?, seconds, 0).ok()
}

/// Reads CCYYMMDD, CCYYMMDD-CCYYMMDD, or the day of CCYYMMDDHHMM.
pub(crate) fn when(bytes: &[u8]) -> Option<When> {
    match bytes.len() {
        17 if bytes[8] == b'-' => Some(When::Span(day(&bytes[..8])?, day(&bytes[9..])?)),
        8 => day(bytes).map(When::Day),
        12 => day(&bytes[..8]).map(When::Day),
        _ => None,
    }
}
