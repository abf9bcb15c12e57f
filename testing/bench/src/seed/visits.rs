//! The visits that came of the appointments: past ones long over, today's on their way through the office.

use crash::record_in_hand::Record;

use super::practice::{Practice, ROOMS_A_SITE};
use super::schedule::Booked;
use super::{Thing, id};
use crate::sink::{Cell, write as rows};

/// The way of every visit, with the minutes after the appointment's time at which each status began.
const WAY: [(&str, i64); 5] = [("arrived", -8), ("waiting", -4), ("roomed", 3), ("checking_out", 24), ("left", 29)];

/// One seeded visit.
struct Visit<'a> {
    of: &'a Booked,
    /// How much of the way it has behind it, at least one step.
    steps: usize,
    room: Option<[u8; 16]>,
}

impl Visit<'_> {
    fn at(&self, step: usize) -> i64 {
        self.of.starts_at + WAY[step].1 * 60_000_000
    }

    fn is_over(&self) -> bool {
        self.steps == WAY.len()
    }
}

pub(super) fn write(
    record: &mut Record,
    practice: &Practice,
    booked: &[Booked],
    now_micros: i64,
) -> Result<(), String> {
    let visits = all(practice, booked, now_micros);
    let columns = "id, site, day, patient, appointment, provider, visit_type, reason, status, room, status_since, arrived_at, left_at, version";
    let visit = |one: &Visit<'_>| -> Vec<Cell> {
        let last = one.steps - 1;
        let left_at = if one.is_over() { Cell::Number(one.at(last)) } else { Cell::Null };
        vec![
            id(Thing::Visit, one.of.number).into(),
            practice.site_of(one.of.provider).into(),
            one.of.day.into(),
            id(Thing::Patient, one.of.patient).into(),
            id(Thing::Appointment, one.of.number).into(),
            practice.providers[one.of.provider].into(),
            practice.visit_type.into(),
            "Follow-up of blood pressure".into(),
            WAY[last].0.into(),
            one.room.map_or(Cell::Null, Cell::Id),
            one.at(last).into(),
            one.at(0).into(),
            left_at,
            i64::try_from(one.steps).unwrap_or_default().into(),
        ]
    };
    rows(record, "visit", columns, visits.iter().map(visit))?;
    let columns = "visit, seq, at, from_status, to_status, since, room, account, provider";
    let changes = visits.iter().flat_map(|one| {
        (0..one.steps).map(move |step| -> Vec<Cell> {
            let from = if step == 0 { Cell::Null } else { WAY[step - 1].0.into() };
            let room = one.room.filter(|_| WAY[step].0 == "roomed").map_or(Cell::Null, Cell::Id);
            vec![
                id(Thing::Visit, one.of.number).into(),
                (i64::try_from(step).unwrap_or_default() + 1).into(),
                one.at(step).into(),
                from,
                WAY[step].0.into(),
                one.at(step).into(),
                room,
                practice.accounts[step % practice.accounts.len()].into(),
                practice.providers[one.of.provider].into(),
            ]
        })
    });
    rows(record, "visit_change", columns, changes)?;
    Ok(())
}

fn all<'a>(practice: &Practice, booked: &'a [Booked], now_micros: i64) -> Vec<Visit<'a>> {
    let mut rooms_taken = vec![0; practice.sites.len()];
    let came =
        booked.iter().filter(|one| one.standing == "booked" && one.starts_at + WAY[0].1 * 60_000_000 <= now_micros);
    came.map(|of| {
        let steps = WAY.iter().take_while(|(_, minutes)| of.starts_at + minutes * 60_000_000 <= now_micros).count();
        let site = of.provider * practice.sites.len() / practice.providers.len();
        let wants_room = WAY[steps - 1].0 == "roomed";
        if wants_room && rooms_taken[site] < ROOMS_A_SITE {
            let number = u32::try_from(site).unwrap_or_default() * ROOMS_A_SITE + rooms_taken[site];
            rooms_taken[site] += 1;
            return Visit { of, steps, room: Some(id(Thing::Room, number)) };
        }
        // Without a free room they wait on.
        Visit { of, steps: if wants_room { steps - 1 } else { steps }, room: None }
    })
    .collect()
}
