//! The rules that booking, moving and restoring share: where a promise can stand, and whose time it would take.

use super::closures::closed_minutes;
use super::facts::PlaceNoted;
use super::hold_slot;
use super::hours_of::{HoursLine, hours_lines};
use super::needs::Needs;
use super::openings::{hours_on, open_minutes, windows};
use super::tables::{AppointmentRow, HeldRow, ResourceId, appointment, held_time};
use super::time::{DAY_MINUTES, clock, minutes, moment_at, said};
use super::{AppointmentId, EquipmentId, Standing, VisitType};
use crate::patient_flow::present_visit;
use diesel::prelude::*;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use kernel::{Day, Kind, Moment, Problem, RawId};
use office::{PatientId, Pen, Reader, SiteId, Sites, Tx};
use registry::practice::{RoomId, StaffId, room, staff_member, zone_of};

/// A place on the schedule, as the desk says it: whose column, which day, what time on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub site: SiteId,
    /// With whom.
    pub provider: StaffId,
    /// In which room, if one is to be held too.
    pub room: Option<RoomId>,
    /// The site's day.
    pub day: Day,
    /// The time on the site's wall.
    pub from: Time,
}

/// What to do about a time at which the provider is not usually there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum HoursRule {
    /// Refuse it.
    #[default]
    WithinHours,
    /// Take it on purpose: the provider agreed to come early, stay late or work on a closed day.
    OutsideHours,
}

/// A place with its moments: from, until, and the resources that it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub place: PlaceNoted,
    pub day: Day,
    /// For whom; nobody yet while a time is only held.
    pub patient: Option<PatientId>,
    /// The pieces of equipment held with it.
    pub equipment: Vec<EquipmentId>,
}

impl Taken {
    pub(super) fn resources(&self) -> Vec<ResourceId> {
        let provider = std::iter::once(ResourceId::from(self.place.provider));
        let room = self.place.room.map(ResourceId::from);
        provider.chain(room).chain(self.equipment.iter().copied().map(ResourceId::from)).collect()
    }
}

/// Whether the asker works at the site; what they may not see does not exist.
pub(crate) fn works_at(read: &Reader<'_>, site: SiteId) -> bool {
    match read.who().sites() {
        Sites::All => true,
        Sites::Some(sites) => sites.contains(&site),
    }
}

/// An appointment at a site where the asker works.
pub(crate) fn stored_appointment(read: &mut Reader<'_>, id: AppointmentId) -> Result<AppointmentRow, Problem> {
    let query = appointment::table.filter(appointment::id.eq(id)).select(AppointmentRow::as_select());
    let row: Option<AppointmentRow> = read.maybe(query)?;
    row.filter(|row| works_at(read, row.site)).ok_or_else(|| {
        Problem::not_found("no_such_appointment", "There is no such appointment, or you may not see it.")
    })
}

/// Refuses to touch a version other than the one that was seen.
pub(super) fn check_version(row: &AppointmentRow, seen: i64) -> Result<(), Problem> {
    if row.version == seen {
        return Ok(());
    }
    let say = "Somebody else changed this appointment while you had it open. Load it again to see what they did.";
    Err(Problem::conflict("stale", say))
}

/// Refuses what makes no sense once the patient came through the door.
///
/// An arrival at the same moment waits, or is waited for.
pub(super) fn check_not_here(tx: &mut Tx<'_>, id: AppointmentId) -> Result<(), Problem> {
    tx.hold(&[id.into()])?;
    if present_visit(tx, id)?.is_none() {
        return Ok(());
    }
    let say = "The patient has arrived for this appointment. Undo the arrival first if that was a mistake.";
    Err(Problem::refused("already_arrived", say))
}

/// The moments of a place, checked: the time exists, the day is not over, the length will do, the room is of the site.
pub(super) fn taken(
    tx: &mut Tx<'_>,
    at: &Place,
    length_minutes: i64,
    patient: Option<PatientId>,
) -> Result<(Taken, TimeZone), Problem> {
    if !works_at(tx, at.site) {
        return Err(Problem::not_found("no_such_site", "There is no such site among those you work at."));
    }
    let zone = zone_of(tx, at.site)?;
    let starts_at = Moment::from_civil(DateTime::from_parts(at.day.civil(), at.from), &zone);
    if starts_at.civil(&zone).time() != at.from {
        let say = format!("{} does not exist on this day: the clocks are put forward.", said(at.from));
        return Err(Problem::invalid("skipped_hour", say.clone()).at("time", say));
    }
    if at.day < tx.today(&zone) {
        let say = "This day is over. Choose today or a later day.";
        return Err(Problem::refused("day_is_over", say).at("day", say));
    }
    if !(5..=super::visit_types::MINUTES_MAX).contains(&length_minutes) {
        let say = "An appointment takes from 5 to 720 minutes.";
        return Err(Problem::invalid("bad_minutes", say).at("minutes", say));
    }
    if let Some(id) = at.room
        && room(tx, id)?.site != at.site
    {
        let say = "This room is at another site.";
        return Err(Problem::invalid("wrong_room", say).at("room", say));
    }
    let place = PlaceNoted {
        site: at.site,
        provider: at.provider,
        room: at.room,
        starts_at,
        ends_at: starts_at + minutes(length_minutes),
    };
    Ok((Taken { place, day: at.day, patient, equipment: Vec::new() }, zone))
}

/// Refuses a time at which the provider does not see patients at the site, unless that is wanted.
pub(super) fn check_hours(tx: &mut Tx<'_>, at: &Taken, zone: &TimeZone, rule: HoursRule) -> Result<(), Problem> {
    let place = at.place;
    if rule == HoursRule::OutsideHours {
        let provider = staff_member(tx, place.provider)?;
        if provider.scheduled && provider.ended_on.is_none() {
            return Ok(());
        }
        let say = format!("{} does not see patients on a schedule.", provider.called());
        return Err(Problem::refused("not_a_provider", say.clone()).at("provider", say));
    }
    let lines = hours_lines(tx, &[place.site], &[place.provider], (at.day, at.day))?;
    let hours = hours_on(&lines, at.day);
    let closed = closed_minutes(tx, place.site, place.provider, at.day)?;
    let open = open_minutes(hours, &closed);
    let fits = windows(at.day, &open, zone).iter().any(|(from, to)| *from <= place.starts_at && place.ends_at <= *to);
    if fits {
        return Ok(());
    }
    let who = staff_member(tx, place.provider)?.called();
    let say = if open.is_empty() {
        format!("{who} does not see patients at this site on this day.")
    } else {
        let hours: Vec<String> = open
            .iter()
            .map(|(from, to)| {
                let until = if *to >= DAY_MINUTES { 0 } else { *to };
                format!("{} to {}", said(super::time::time_of(*from)), said(super::time::time_of(until)))
            })
            .collect();
        format!("{who} sees patients at this site on this day from {}.", hours.join(" and from "))
    };
    Err(Problem::refused("outside_hours", say.clone()).at("time", say))
}

/// Whether the provider sees patients at this site at this time: the template less closures.
pub(crate) fn is_open(read: &mut Reader<'_>, place: &PlaceNoted, day: Day, zone: &TimeZone) -> Result<bool, Problem> {
    let lines = hours_lines(read, &[place.site], &[place.provider], (day, day))?;
    let closed = closed_minutes(read, place.site, place.provider, day)?;
    let open = windows(day, &open_minutes(hours_on(&lines, day), &closed), zone);
    Ok(open.iter().any(|(from, to)| *from <= place.starts_at && place.ends_at <= *to))
}

/// Whether the provider has this time free: not promised to as many as are seen at once, and kept for no caller.
pub(crate) fn is_free(tx: &mut Tx<'_>, place: &PlaceNoted, day: Day, zone: &TimeZone) -> Result<bool, Problem> {
    let at = Taken { place: *place, day, patient: None, equipment: Vec::new() };
    let held = in_the_way(tx, &at, &[place.provider.into()], None)?;
    match check_provider_free(tx, &at, &held, zone) {
        Ok(()) => Ok(true),
        Err(why) if why.kind() == Kind::Conflict => Ok(false),
        Err(why) => Err(why),
    }
}

/// Makes everybody else who wants the same time, or the same patient, wait.
pub(super) fn hold(tx: &mut Tx<'_>, at: &Taken) -> Result<(), Problem> {
    hold_with(tx, at, std::iter::empty())
}

/// As [`hold`], and everybody who wants one of these too.
pub(super) fn hold_with(tx: &mut Tx<'_>, at: &Taken, others: impl Iterator<Item = RawId>) -> Result<(), Problem> {
    let mine = at.resources().into_iter().map(RawId::from);
    let all: Vec<RawId> = mine.chain(at.patient.map(RawId::from)).chain(others).collect();
    tx.hold(&all)
}

/// What already holds some of this time, but for the appointment itself.
pub(super) fn in_the_way(
    tx: &mut Tx<'_>,
    at: &Taken,
    resources: &[ResourceId],
    but: Option<AppointmentId>,
) -> Result<Vec<HeldRow>, Problem> {
    let (from, to) = (at.place.starts_at, at.place.ends_at);
    let query = held_time::table
        .filter(
            held_time::resource
                .eq_any(resources)
                .and(held_time::starts_at.gt(from - minutes(DAY_MINUTES)))
                .and(held_time::starts_at.lt(to))
                .and(held_time::ends_at.gt(from)),
        )
        .select(HeldRow::as_select());
    let rows: Vec<HeldRow> = tx.list(query, 50)?;
    Ok(rows.into_iter().filter(|row| Some(row.appointment) != but).collect())
}

/// Refuses time that is held already, in a sentence that says by whom. Says which resources are shared because the
/// template lets several patients be seen at once.
pub(super) fn check_free(
    tx: &mut Tx<'_>,
    at: &Taken,
    resources: &[ResourceId],
    zone: &TimeZone,
    but: Option<AppointmentId>,
) -> Result<Vec<ResourceId>, Problem> {
    let provider = ResourceId::from(at.place.provider);
    let mut held = in_the_way(tx, at, resources, but)?;
    held.sort_by_key(|row| row.starts_at);
    let (mine, others): (Vec<HeldRow>, Vec<HeldRow>) = held.into_iter().partition(|row| row.resource == provider);
    if resources.contains(&provider) {
        check_provider_free(tx, at, &mine, zone)?;
    }
    let Some(first) = others.first() else {
        return Ok(if mine.is_empty() { Vec::new() } else { vec![provider] });
    };
    let name = match at.place.room {
        Some(id) if first.resource == ResourceId::from(id) => room(tx, id)?.name,
        _ => "The equipment".to_owned(),
    };
    let (from, to) = (clock(first.starts_at, zone), clock(first.ends_at, zone));
    Err(slot_taken(format!("{name} is already held from {from} to {to}.")))
}

fn slot_taken(say: String) -> Problem {
    Problem::conflict("slot_taken", say.clone()).at("time", say)
}

/// Refuses when the provider already sees as many patients at this time as the template allows, or somebody keeps the
/// time for a caller.
fn check_provider_free(tx: &mut Tx<'_>, at: &Taken, held: &[HeldRow], zone: &TimeZone) -> Result<(), Problem> {
    let place = at.place;
    let kept = hold_slot::held_within(tx, place.provider, (place.starts_at, place.ends_at))?;
    let booked = held.iter().map(|row| (row.starts_at, row.ends_at));
    let spans: Vec<(Moment, Moment)> = booked.chain(kept.iter().map(|held| (held.starts_at, held.ends_at))).collect();
    let most = most_at_once(&spans, place.starts_at);
    if most == 0 {
        return Ok(());
    }
    let room_for = at_once(tx, at, zone)?;
    if most < room_for {
        return Ok(());
    }
    match (held.first(), kept.first()) {
        (None, Some(kept)) => Err(hold_slot::refusal(tx, kept, zone)?),
        (Some(_), _) if room_for > 1 => {
            let who = staff_member(tx, place.provider)?.called();
            Err(slot_taken(format!("{who} sees {room_for} patients at once, and {most} are booked at this time.")))
        }
        (Some(first), _) => {
            let who = staff_member(tx, place.provider)?.called();
            let (from, to) = (clock(first.starts_at, zone), clock(first.ends_at, zone));
            Err(slot_taken(format!("{who} already has an appointment from {from} to {to}.")))
        }
        (None, None) => Ok(()),
    }
}

/// The most of these stretches of time that go on at the same moment, none of them over before `from`.
pub(super) fn most_at_once(spans: &[(Moment, Moment)], from: Moment) -> i64 {
    let going_on = |at: Moment| spans.iter().filter(|(starts, ends)| *starts <= at && at < *ends).count();
    let most = spans.iter().map(|(starts, _)| going_on((*starts).max(from))).max().unwrap_or(0);
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// How many patients the template lets the provider see at once during this time; 1 outside of it.
fn at_once(tx: &mut Tx<'_>, at: &Taken, zone: &TimeZone) -> Result<i64, Problem> {
    let place = at.place;
    let lines = hours_lines(tx, &[place.site], &[place.provider], (at.day, at.day))?;
    let during = |line: &&HoursLine| {
        let (opens, closes) = (moment_at(at.day, line.from_minute, zone), moment_at(at.day, line.to_minute, zone));
        line.holds_on(at.day) && opens < place.ends_at && closes > place.starts_at
    };
    Ok(lines.iter().filter(during).map(|line| line.at_once).min().unwrap_or(1))
}

/// Refuses a second appointment of the same patient at the same time.
pub(super) fn check_patient_free(
    tx: &mut Tx<'_>,
    at: &Taken,
    zone: &TimeZone,
    but: Option<AppointmentId>,
) -> Result<(), Problem> {
    let Some(patient) = at.patient else { return Ok(()) };
    let (from, to) = (at.place.starts_at, at.place.ends_at);
    let query = appointment::table
        .filter(appointment::patient.eq(patient))
        .filter(appointment::starts_at.gt(from - minutes(DAY_MINUTES)).and(appointment::starts_at.lt(to)))
        .filter(appointment::ends_at.gt(from))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]))
        .order(appointment::starts_at)
        .select(AppointmentRow::as_select());
    let rows: Vec<AppointmentRow> = tx.list(query, 20)?;
    let Some(other) = rows.iter().find(|row| Some(row.id) != but) else { return Ok(()) };
    let who = staff_member(tx, other.provider)?.called();
    let (from, to) = (clock(other.starts_at, zone), clock(other.ends_at, zone));
    let say = format!("This patient already has an appointment with {who} from {from} to {to}.");
    Err(Problem::conflict("patient_busy", say.clone()).at("time", say))
}

/// Refuses a provider who does not see patients for this kind of visit.
pub(super) fn check_provider_does(
    tx: &mut Tx<'_>,
    provider: StaffId,
    visit_type: &VisitType,
    needs: &Needs,
) -> Result<(), Problem> {
    if needs.providers.is_empty() || needs.providers.contains(&provider) {
        return Ok(());
    }
    let who = staff_member(tx, provider)?.called();
    let say = format!("{who} does not see patients for {}. Choose another provider.", visit_type.name);
    Err(Problem::refused("not_this_provider", say.clone()).at("provider", say))
}

/// Writes down that the appointment holds this time.
pub(super) fn take(
    pen: &mut Pen<'_, '_>,
    id: AppointmentId,
    at: &Taken,
    purpose: &[ResourceId],
) -> Result<(), Problem> {
    for resource in at.resources() {
        let row = HeldRow {
            appointment: id,
            resource,
            starts_at: at.place.starts_at,
            ends_at: at.place.ends_at,
            on_purpose: purpose.contains(&resource),
        };
        pen.insert(held_time::table, row)?;
    }
    Ok(())
}

/// Gives back the time that the appointment holds.
pub(super) fn give_back(pen: &mut Pen<'_, '_>, id: AppointmentId) -> Result<(), Problem> {
    pen.run(diesel::delete(held_time::table.filter(held_time::appointment.eq(id))))?;
    Ok(())
}

/// The length to book: what was asked for, else what the visit type takes.
pub(super) const fn length(asked: Option<i64>, visit_type: &VisitType) -> i64 {
    match asked {
        Some(minutes) => minutes,
        None => visit_type.minutes,
    }
}
