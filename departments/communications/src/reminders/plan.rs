//! Planning: which steps remind of which visits, when and by which channel. Doing it again changes nothing.

use super::facts::MessageFact;
use super::settings::settings;
use super::steps::{Step, steps};
use super::stored::{change, fact};
use super::tables::{MessageRow, message};
use super::wishes::{Wishes, wishes_of, wishes_of_all};
use super::{
    Channel, KindOfVisitId, Language, MessageId, MessageStanding, Occasion, Settings, StepId, ThingId, Way, Why,
    channel, choose,
};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Problem};
use office::{PatientId, Reader, SiteId, Tx};
use registry::people::{Reachable, reachable};
use registry::practice::{Site, zone_of};
use std::collections::HashMap;
use std::time::Duration;

/// Reminders of one day of one site.
const OF_A_DAY_MAX: u32 = 12_000;
/// Reminders of one patient looked at when their wishes change.
const OF_PATIENT_MAX: u32 = 200;
/// Whoever is offered a time has so long to answer, at least.
const ANSWER_MINUTES: i64 = 15;
/// A step whose moment has passed by more is not made up for.
const LATE: Duration = Duration::from_secs(12 * 3600);

/// A visit that was promised and is still to come.
#[derive(Clone, Copy, Debug)]
pub struct Promise {
    /// Which appointment.
    pub appointment: ThingId,
    /// Whose.
    pub patient: PatientId,
    /// What kind of visit.
    pub kind: KindOfVisitId,
    /// When it begins.
    pub starts_at: Moment,
    /// Since when it is booked.
    pub booked_at: Moment,
    /// Whether the patient said that they come.
    pub confirmed: bool,
}

/// What decides about one message.
pub(super) struct About<'a> {
    pub occasion: Occasion,
    pub wishes: &'a Wishes,
    pub known: &'a Reachable,
    pub settings: &'a Settings,
    pub zone: &'a TimeZone,
    pub way: Way,
    pub until_at: Moment,
    pub failed: &'a [Channel],
}

/// One thing that is to be said to one patient.
#[derive(Clone, Copy, Debug)]
pub struct ToSay {
    /// About which appointment, offer or recall.
    pub thing: ThingId,
    /// To whom.
    pub patient: PatientId,
    /// From which site.
    pub site: SiteId,
    /// When it is too late to say it.
    pub until_at: Moment,
}

impl ToSay {
    const fn visit(promise: &Promise, site: SiteId) -> Self {
        Self { thing: promise.appointment, patient: promise.patient, site, until_at: promise.starts_at }
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub channel: Channel,
    pub standing: MessageStanding,
    pub why: Option<Why>,
    pub due_at: Moment,
}

/// The channel and the moment of a message that is to go out at this moment at the earliest.
pub(super) fn placed(about: &About<'_>, not_before: Moment) -> Placed {
    let wished = &about.wishes.order;
    let order: Vec<Channel> = match about.way {
        // Whoever wants nothing at all is not answered either.
        _ if about.occasion.is_reply() && !wished.is_empty() => vec![Channel::Text],
        Way::Call if wished.contains(&Channel::Call) => vec![Channel::Call],
        Way::Call | Way::Wish => wished.clone(),
    };
    let first = order.first().copied().unwrap_or(Channel::Call);
    let skipped =
        |channel, why| Placed { channel, standing: MessageStanding::Skipped, why: Some(why), due_at: not_before };
    if about.known.deceased {
        return skipped(first, Why::Deceased);
    }
    if order.is_empty() {
        return skipped(first, Why::NotWanted);
    }
    let left = about.until_at.minutes_since(not_before);
    let chosen = choose(&order, about.wishes, about.known, about.settings.ways, about.failed, left);
    let hours = about.settings.hours.narrowed(about.wishes.hours);
    let (Some(channel), Some(hours)) = (chosen, hours) else { return skipped(first, Why::NoWay) };
    if channel == Channel::Call && about.occasion != Occasion::Visit {
        // The waitlist and the recalls are lists of calls themselves: nobody stands on two.
        return skipped(Channel::Call, Why::ToBeCalled);
    }
    let waits = channel != Channel::Letter && !about.occasion.is_reply();
    let due_at = if waits { hours.next(not_before, about.zone) } else { not_before };
    let answers = if about.occasion == Occasion::Offer { ANSWER_MINUTES } else { 0 };
    if due_at.plus_minutes(answers) >= about.until_at {
        return skipped(channel, Why::TooLate);
    }
    Placed { channel, standing: MessageStanding::Planned, why: None, due_at }
}

/// The moment so long before a visit; whole days are days of the calendar, at the same time of day.
pub(super) fn before(starts_at: Moment, minutes: i64, zone: &TimeZone) -> Moment {
    if minutes % 1_440 != 0 {
        return starts_at.plus_minutes(-minutes);
    }
    let begins = starts_at.civil(zone);
    let days = i32::try_from(minutes / 1_440).unwrap_or(0);
    let day = Day::from(begins.date()).plus_days(-days);
    Moment::from_civil(day.civil().to_datetime(begins.time()), zone)
}

/// Whether a visit is likely to be missed: of so many in a hundred.
pub type Likely<'a> = dyn FnMut(&mut Reader<'_>, &Promise, i64) -> Result<bool, Problem> + 'a;

/// A step of a visit.
type Key = (ThingId, StepId, Moment);

/// Plans the reminders of the visits of a site that begin from `from` until before `to`: `promises` are all of them that stand
/// and whose patient is not here yet. What was planned for others is withdrawn.
///
/// # Errors
/// Broken, when the database fails.
pub fn plan_day(
    tx: &mut Tx<'_>,
    place: &Site,
    (from, to): (Moment, Moment),
    promises: &[Promise],
    likely: &mut Likely<'_>,
) -> Result<usize, Problem> {
    let of_visits = |step: &Step| step.fields.active && step.fields.occasion == Occasion::Visit;
    let steps: Vec<Step> = steps(tx)?.into_iter().filter(of_visits).collect();
    let query = message::table
        .filter(message::site.eq(place.id).and(message::occasion.eq(Occasion::Visit)))
        .filter(message::until_at.ge(from).and(message::until_at.lt(to)))
        .select(MessageRow::as_select());
    let rows: Vec<MessageRow> = tx.list(query, OF_A_DAY_MAX)?;
    let mut existing: HashMap<Key, MessageRow> =
        rows.into_iter().map(|row| ((row.thing, row.step, row.until_at), row)).collect();
    let wanted = wanted(tx, &steps, promises, &place.zone, &mut existing)?;
    let patients: Vec<PatientId> = wanted.iter().map(|(promise, _, _)| promise.patient).collect();
    let (wishes, known) = (wishes_of_all(tx, &patients)?, reachable(tx, &patients)?);
    let set = settings(tx)?;
    let now = tx.now();
    let mut changed = 0;
    for (promise, step, raw) in wanted {
        let Some(known) = known.get(&promise.patient) else { continue };
        let usual = Wishes::default();
        let about = About {
            occasion: Occasion::Visit,
            wishes: wishes.get(&promise.patient).unwrap_or(&usual),
            known,
            settings: &set,
            zone: &place.zone,
            way: step.fields.way,
            until_at: promise.starts_at,
            failed: &[],
        };
        let mut placed = placed(&about, raw.max(now));
        if let Some(risk) = step.fields.risk_from
            && placed.standing == MessageStanding::Planned
            && !likely(tx, promise, risk)?
        {
            placed = Placed { standing: MessageStanding::Withdrawn, why: Some(Why::NotLikely), ..placed };
        }
        let said = ToSay::visit(promise, place.id);
        let key = (promise.appointment, step.id, promise.starts_at);
        match existing.remove(&key) {
            Some(row) => revive(tx, &row, &placed)?,
            None => drop(write(tx, &said, step, &placed, known)?),
        }
        changed += 1;
    }
    Ok(changed)
}

/// What is to be planned, with its moment. What is planned and not wanted any more is withdrawn on the way.
fn wanted<'a>(
    tx: &mut Tx<'_>,
    steps: &'a [Step],
    promises: &'a [Promise],
    zone: &TimeZone,
    existing: &mut HashMap<Key, MessageRow>,
) -> Result<Vec<(&'a Promise, &'a Step, Moment)>, Problem> {
    let now = tx.now();
    let mut wanted = Vec::new();
    let mut unwanted: HashMap<Key, Why> = HashMap::new();
    let promised: HashMap<ThingId, &Promise> = promises.iter().map(|one| (one.appointment, one)).collect();
    for row in existing.values() {
        let why = match promised.get(&row.thing) {
            None => Why::Over,
            Some(promise) if promise.starts_at != row.until_at => Why::Moved,
            Some(_) => Why::StepGone,
        };
        unwanted.insert((row.thing, row.step, row.until_at), why);
    }
    for promise in promises {
        let mut late: Option<(&Step, Moment)> = None;
        for step in steps.iter().filter(|step| step.is_for(promise.kind)) {
            let key = (promise.appointment, step.id, promise.starts_at);
            if promise.confirmed && !step.fields.also_confirmed {
                unwanted.insert(key, Why::Confirmed);
                continue;
            }
            unwanted.remove(&key);
            if existing.get(&key).is_some_and(|row| !comes_back(row)) {
                continue;
            }
            let raw = before(promise.starts_at, step.fields.minutes, zone);
            if raw > now {
                wanted.push((promise, step, raw));
            } else if raw >= promise.booked_at && now < raw + LATE {
                // The steps stand the longest first: of those that are late the last one counts.
                late = Some((step, raw));
            }
        }
        wanted.extend(late.map(|(step, raw)| (promise, step, raw)));
    }
    for (key, why) in unwanted {
        if let Some(row) = existing.get(&key).filter(|row| row.standing == MessageStanding::Planned) {
            let to = MessageRow { standing: MessageStanding::Withdrawn, why: Some(why), ..row.clone() };
            change(tx, row, to)?;
        }
    }
    Ok(wanted)
}

/// Whether a message that was withdrawn is planned again when its visit is back.
fn comes_back(row: &MessageRow) -> bool {
    row.standing == MessageStanding::Withdrawn
        && matches!(row.why, Some(Why::Moved | Why::Over | Why::StepGone | Why::Confirmed))
}

pub(super) fn revive(tx: &mut Tx<'_>, row: &MessageRow, placed: &Placed) -> Result<(), Problem> {
    let to = MessageRow {
        channel: placed.channel,
        standing: placed.standing,
        why: placed.why,
        due_at: placed.due_at,
        ..row.clone()
    };
    change(tx, row, to)
}

pub(super) fn write(
    tx: &mut Tx<'_>,
    said: &ToSay,
    step: &Step,
    placed: &Placed,
    known: &Reachable,
) -> Result<MessageId, Problem> {
    let row = MessageRow {
        id: tx.id(),
        occasion: step.fields.occasion,
        thing: said.thing,
        step: step.id,
        patient: said.patient,
        site: said.site,
        until_at: said.until_at,
        wording: step.fields.wording,
        edition: None,
        language: Language::of(&known.language).word().to_owned(),
        channel: placed.channel,
        standing: placed.standing,
        why: placed.why,
        due_at: placed.due_at,
        attempts: 0,
        failed_channels: String::new(),
        taken_at: None,
        sent_at: None,
        sent_to: Default::default(),
        delivered_at: None,
        version: 1,
    };
    let planned = MessageFact::Planned {
        occasion: row.occasion,
        thing: row.thing,
        patient: row.patient,
        site: row.site,
        messages: vec![row.id],
    };
    let told = if row.standing == MessageStanding::Planned { planned } else { fact(&row) };
    tx.write(told).insert(message::table, &row)?;
    Ok(row.id)
}

/// Decides anew about everything that is planned for a patient, because what they wish or how they are reached has changed.
///
/// # Errors
/// Broken, when the database fails.
pub fn reconsider(tx: &mut Tx<'_>, patient: PatientId) -> Result<(), Problem> {
    let now = tx.now();
    let open = [MessageStanding::Planned, MessageStanding::Skipped];
    let query = message::table
        .filter(message::patient.eq(patient).and(message::until_at.gt(now)))
        .filter(message::standing.eq_any(open))
        .order(message::until_at)
        .select(MessageRow::as_select());
    let rows: Vec<MessageRow> = tx.list(query, OF_PATIENT_MAX)?;
    for row in rows {
        let again = matches!(row.why, None | Some(Why::NoWay | Why::NotWanted | Why::TooLate));
        if again && (row.standing == MessageStanding::Planned || row.due_at > now) {
            let to = replaced(tx, &row, row.due_at.max(now))?;
            change(tx, &row, to)?;
        }
    }
    Ok(())
}

/// The message with a channel and a moment decided anew, at this moment at the earliest.
pub(super) fn replaced(tx: &mut Tx<'_>, row: &MessageRow, not_before: Moment) -> Result<MessageRow, Problem> {
    let (set, wishes) = (settings(tx)?, wishes_of(tx, row.patient)?);
    let known = reachable(tx, &[row.patient])?.remove(&row.patient).unwrap_or_default();
    let way = steps(tx)?.iter().find(|step| step.id == row.step).map_or(Way::Wish, |step| step.fields.way);
    let zone = zone_of(tx, row.site)?;
    let about = About {
        occasion: row.occasion,
        wishes: &wishes,
        known: &known,
        settings: &set,
        zone: &zone,
        way,
        until_at: row.until_at,
        failed: &channel::read(&row.failed_channels),
    };
    let placed = placed(&about, not_before);
    Ok(MessageRow {
        channel: placed.channel,
        standing: placed.standing,
        why: placed.why,
        due_at: placed.due_at,
        language: Language::of(&known.language).word().to_owned(),
        ..row.clone()
    })
}

/// The ids of what is planned, for tests of the module and the outbox.
pub(super) fn row_of(read: &mut Reader<'_>, id: MessageId) -> Result<MessageRow, Problem> {
    read.one(message::table.filter(message::id.eq(id)).select(MessageRow::as_select()), "message")
}
