//! Somebody at a desk who books, marks arrivals and moves visits along until the line breaks.

use std::net::SocketAddr;

use crash::record_in_hand::Record;
use kernel::RawId;
use staff_client::{Desk, Dice};

use super::deed::{Deed, literal};
use crate::load::booking;
use crate::seed::{LOGINS, PASSWORD, Practice, appointment, visit};
use crate::slots::Slot;

/// Appointments of the seeded practice that are looked through for arrivals and visits.
const APPOINTMENTS_MAX: u32 = 60_000;

/// A visit in a room, which goes back and forth between two statuses for as long as the rounds last.
#[derive(Debug)]
struct InRoom {
    visit: [u8; 16],
    version: i64,
    ready: bool,
}

/// One desk, with times to book and patients of its own, so that no two desks want the same.
#[derive(Debug)]
pub(super) struct Client {
    desk: Desk,
    dice: Dice,
    practice: Practice,
    slots: Vec<Slot>,
    number: usize,
    desks: usize,
    in_rooms: Vec<InRoom>,
    expected: Vec<[u8; 16]>,
    /// How often the office said no.
    pub(super) refused: u64,
}

impl Client {
    pub(super) fn sign_in(
        server: SocketAddr,
        number: usize,
        desks: usize,
        practice: &Practice,
        slots: Vec<Slot>,
    ) -> Result<Self, String> {
        let login = format!("desk{}", number % LOGINS as usize);
        let desk =
            Desk::sign_in(server, &login, PASSWORD, number as u64).map_err(|fault| format!("{login}: {fault}"))?;
        let dice = Dice::seeded(number as u64);
        Ok(Self {
            desk,
            dice,
            practice: practice.clone(),
            slots,
            number,
            desks,
            in_rooms: Vec::new(),
            expected: Vec::new(),
            refused: 0,
        })
    }

    /// Looks at the record after a crash: nobody knows what became of the deeds that were not answered.
    pub(super) fn look_again(&mut self, record: &mut Record) -> Result<(), String> {
        self.desk.hang_up();
        if self.in_rooms.is_empty() {
            self.find_visits(record)?;
        }
        for one in &mut self.in_rooms {
            let of = format!("FROM visit WHERE id = {}", literal(record, &one.visit));
            one.version = record.number(&format!("SELECT version {of}"))?;
            one.ready = record.number(&format!("SELECT count(*) {of} AND status = 'ready_for_provider'"))? == 1;
        }
        let mut left = Vec::new();
        for expected in &self.expected {
            if record
                .number(&format!("SELECT count(*) FROM visit WHERE appointment = {}", literal(record, expected)))?
                == 0
            {
                left.push(*expected);
            }
        }
        self.expected = left;
        Ok(())
    }

    /// This desk's share of the patients in rooms, and of those still expected today.
    fn find_visits(&mut self, record: &mut Record) -> Result<(), String> {
        let today = record.number("SELECT max(day) FROM visit")?;
        let mine = |number: u32| number as usize % self.desks == self.number;
        let all = u32::try_from(record.number("SELECT count(*) FROM appointment")?).unwrap_or(0).min(APPOINTMENTS_MAX);
        let first_of_today = record.number(&format!("SELECT count(*) FROM appointment WHERE day < {today}"))?;
        let of_today = record.number(&format!("SELECT count(*) FROM appointment WHERE day = {today}"))?;
        let range =
            u32::try_from(first_of_today).unwrap_or(0)..u32::try_from(first_of_today + of_today).unwrap_or(0).min(all);
        for number in range.filter(|number| mine(*number)) {
            let (visit, appointment) = (visit(number), appointment(number));
            let is = format!("SELECT count(*) FROM visit WHERE id = {}", literal(record, &visit));
            if record.number(&format!("{is} AND status = 'roomed'"))? == 1 {
                self.in_rooms.push(InRoom { visit, version: 0, ready: false });
            } else if record.number(&is)? == 0 {
                self.expected.push(appointment);
            }
        }
        Ok(())
    }

    /// Works. Ends when the program is gone; says what was acknowledged until then.
    pub(super) fn work_until_the_line_breaks(&mut self) -> Vec<Deed> {
        let mut done = Vec::new();
        while let Ok(deed) = self.one_deed() {
            match deed {
                Some(deed) => done.push(deed),
                None => self.refused += 1,
            }
        }
        done
    }

    /// One deed: none, when the office said no; an error, when nobody answered.
    fn one_deed(&mut self) -> std::io::Result<Option<Deed>> {
        let chance = self.dice.below(100);
        if chance < 45 && !self.in_rooms.is_empty() {
            return self.move_on();
        }
        if chance < 50
            && let Some(appointment) = self.expected.pop()
        {
            let path = format!("/appointments/{}/arrival", RawId::from_bytes(appointment));
            let answer = self.desk.send(&path, &[("back", "/board")])?;
            return Ok(answer.is_yes().then_some(Deed::Arrived { appointment }));
        }
        let Some(slot) = self.slots.pop() else { return Err(std::io::Error::other("every time is booked")) };
        let fields = booking(&self.practice, &slot);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.desk.send("/appointments", &fields)?;
        let deed = Deed::Booked { provider: slot.provider, patient: slot.patient, starts_at: slot.starts_at };
        Ok(answer.is_yes().then_some(deed))
    }

    fn move_on(&mut self) -> std::io::Result<Option<Deed>> {
        let at = usize::try_from(self.dice.below(self.in_rooms.len() as u64)).expect("a position");
        let one = &mut self.in_rooms[at];
        let to = if one.ready { "roomed" } else { "ready_for_provider" };
        let (path, version) = (format!("/visits/{}/status", RawId::from_bytes(one.visit)), one.version.to_string());
        let answer = self.desk.send(&path, &[("version", &version), ("to", to), ("back", "/board")])?;
        if !answer.is_yes() {
            return Ok(None);
        }
        one.version += 1;
        one.ready = !one.ready;
        Ok(Some(Deed::Moved { visit: one.visit, change: one.version, to }))
    }
}
