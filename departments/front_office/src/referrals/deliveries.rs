//! Deliveries: a packet waits for its channel, leaves, and arrives; each with who noted it and what proves it.
//!
//! Print and fax are taken there by people, who say so. What goes by a folder or by e-mail waits in a queue; the adapter of the
//! channel asks for what is queued ([`QueuedDeliveries`]), takes the files ([`DeliveryFiles`]), and notes what became of it with
//! the same [`NoteDelivery`] that people use.

use super::facts::ReferralFact;
use super::inbound::{either, packet_left};
use super::packets::{Packet, opened, referral_of};
use super::tables::{DeliveryRow, referral_delivery};
use super::{Channel, DeliveryId, DeliveryState, EitherId, PacketId, REFER};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, SiteId, Subject, Tx};

/// Deliveries of a queue that are handed out at once.
const QUEUE_MAX: u32 = 50;

/// A delivery in a list.
#[derive(Clone, Debug)]
pub struct DeliveryLine {
    /// Which.
    pub id: DeliveryId,
    /// Which packet.
    pub packet: PacketId,
    /// Of which referral.
    pub referral: EitherId,
    /// How.
    pub channel: Channel,
    /// Where to, as the directory said then.
    pub address: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// What proves it: the name of a file, the number of a fax confirmation, the id of a message.
    pub evidence: Phi<String>,
    /// Since when it waits.
    pub queued_at: Moment,
    /// When it left.
    pub handed_over_at: Option<Moment>,
    /// When it arrived.
    pub delivered_at: Option<Moment>,
    /// For the next change.
    pub version: i64,
}

impl From<DeliveryRow> for DeliveryLine {
    fn from(row: DeliveryRow) -> Self {
        Self {
            id: row.id,
            packet: row.packet,
            referral: row.referral,
            channel: row.channel,
            address: row.address,
            state: row.state,
            evidence: row.evidence,
            queued_at: row.queued_at,
            handed_over_at: row.handed_over_at,
            delivered_at: row.delivered_at,
            version: row.version,
        }
    }
}

fn fact(row: &DeliveryRow, (patient, site): (PatientId, SiteId)) -> ReferralFact {
    let (delivery, packet, channel, state) = (row.id, row.packet, row.channel, row.state);
    ReferralFact::Delivery { delivery, packet, patient, site, channel, state }
}

fn stored_delivery(read: &mut Reader<'_>, id: DeliveryId) -> Result<DeliveryRow, Problem> {
    let query = referral_delivery::table.filter(referral_delivery::id.eq(id)).select(DeliveryRow::as_select());
    read.one(query, "delivery")
}

/// The deliveries of a referral, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn deliveries_of(read: &mut Reader<'_>, referral: EitherId) -> Result<Vec<DeliveryLine>, Problem> {
    let query = referral_delivery::table
        .filter(referral_delivery::referral.eq(referral))
        .order((referral_delivery::queued_at.desc(), referral_delivery::id.desc()))
        .select(DeliveryRow::as_select());
    let rows: Vec<DeliveryRow> = read.list(query, 50)?;
    Ok(rows.into_iter().map(DeliveryLine::from).collect())
}

/// Puts a packet into the queue of a channel.
///
/// # Errors
/// Refused, when there is no address for the channel.
pub fn queue(tx: &mut Tx<'_>, packet: PacketId, channel: Channel, address: &str) -> Result<DeliveryId, Problem> {
    let referral = referral_of(tx, packet)?;
    let whose = either(tx, referral)?.whose()?;
    if address.trim().is_empty() && matches!(channel, Channel::Fax | Channel::Email) {
        let say = format!(
            "The directory has no {} for this office. Enter it there first.",
            match channel {
                Channel::Fax => "fax number",
                _ => "e-mail address",
            }
        );
        return Err(Problem::refused("no_address", say.clone()).at("channel", say));
    }
    let row = DeliveryRow {
        id: tx.id(),
        packet,
        referral,
        channel,
        address: address.trim().to_owned(),
        state: DeliveryState::Queued,
        evidence: Phi::default(),
        queued_at: tx.now(),
        queued_by: tx.who().account(),
        handed_over_at: None,
        delivered_at: None,
        noted_by: None,
        version: 1,
    };
    tx.write(fact(&row, whose)).insert(referral_delivery::table, &row)?;
    Ok(row.id)
}

/// Notes what became of a delivery: people for what they take there themselves, an adapter for its own channel.
#[derive(Clone, Debug)]
pub struct NoteDelivery {
    /// Which.
    pub delivery: DeliveryId,
    /// The version that was seen.
    pub version: i64,
    /// Where it stands from now on.
    pub state: DeliveryState,
    /// What proves it, or why it failed.
    pub evidence: Phi<String>,
}

impl Command for NoteDelivery {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let referral = stored_delivery(read, self.delivery)?.referral;
        Ok(Subject::Patient(either(read, referral)?.whose()?.0))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        use DeliveryState as State;
        let before = stored_delivery(tx, self.delivery)?;
        if before.version != self.version {
            let say = "Somebody else noted something about this delivery. Load it again to see what they did.";
            return Err(Problem::conflict("stale", say));
        }
        let goes = match before.state {
            State::Queued => matches!(self.state, State::HandedOver | State::Delivered | State::Failed),
            State::HandedOver => matches!(self.state, State::Delivered | State::Failed),
            State::Delivered | State::Failed => false,
        };
        if !goes {
            let say = format!("A delivery that is “{}” cannot become that.", before.state.title());
            return Err(Problem::refused("no_such_step", say));
        }
        let evidence = self.evidence.reveal().trim();
        if evidence.is_empty() || evidence.chars().count() > 200 {
            let say = "Enter what proves it, in up to 200 letters: the number of the fax confirmation, or who took it.";
            return Err(Problem::invalid("no_evidence", say).at("proof", say));
        }
        let (now, left) = (tx.now(), self.state != State::Failed);
        let row = DeliveryRow {
            state: self.state,
            evidence: Phi::new(evidence.to_owned()),
            handed_over_at: before.handed_over_at.or(left.then_some(now)),
            delivered_at: (self.state == State::Delivered).then_some(now),
            noted_by: Some(tx.who().account()),
            version: before.version + 1,
            ..before
        };
        let whose = either(tx, row.referral)?.whose()?;
        let target = referral_delivery::table
            .filter(referral_delivery::id.eq(row.id).and(referral_delivery::version.eq(self.version)));
        tx.write(fact(&row, whose)).change(diesel::update(target).set(&row))?;
        if left { packet_left(tx, row.referral, &row) } else { Ok(()) }
    }
}

/// What waits for a channel, the longest waiting first.
#[derive(Clone, Copy, Debug)]
pub struct QueuedDeliveries {
    /// Which channel.
    pub channel: Channel,
    /// Those in this state: queued ones to hand over, handed over ones to find receipts for.
    pub state: DeliveryState,
}

/// Deliveries, with whose they are.
#[derive(Clone, Debug)]
pub struct Queued {
    /// The lines.
    pub lines: Vec<DeliveryLine>,
    patients: Vec<PatientId>,
}

impl Discloses for Queued {
    fn patients(&self) -> Vec<PatientId> {
        self.patients.clone()
    }
}

impl Query for QueuedDeliveries {
    const ACT: Act = REFER;
    type Answer = Queued;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Queued, Problem> {
        let query = referral_delivery::table
            .filter(referral_delivery::channel.eq(self.channel).and(referral_delivery::state.eq(self.state)))
            .order((referral_delivery::queued_at, referral_delivery::id))
            .select(DeliveryRow::as_select());
        let rows: Vec<DeliveryRow> = read.list(query, QUEUE_MAX)?;
        let mut patients = Vec::with_capacity(rows.len());
        for row in &rows {
            patients.push(either(read, row.referral)?.whose()?.0);
        }
        Ok(Queued { lines: rows.into_iter().map(DeliveryLine::from).collect(), patients })
    }
}

/// The files of a delivery, for the adapter of its channel.
#[derive(Clone, Copy, Debug)]
pub struct DeliveryFiles {
    /// Which.
    pub delivery: DeliveryId,
}

/// A delivery with its files.
#[derive(Clone)]
pub struct PacketFiles {
    /// The site that sends it.
    pub site: SiteId,
    /// The delivery.
    pub line: DeliveryLine,
    /// The packet.
    pub packet: Packet,
}

impl Discloses for PacketFiles {
    fn patients(&self) -> Vec<PatientId> {
        self.packet.patients()
    }
}

impl Query for DeliveryFiles {
    const ACT: Act = REFER;
    type Answer = PacketFiles;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let referral = stored_delivery(read, self.delivery)?.referral;
        Ok(Subject::Patient(either(read, referral)?.whose()?.0))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<PacketFiles, Problem> {
        let row = stored_delivery(read, self.delivery)?;
        let (_, site) = either(read, row.referral)?.whose()?;
        Ok(PacketFiles { site, packet: opened(read, row.packet)?, line: row.into() })
    }
}

/// Sends a packet once more, by this or another channel: it is the same packet, unchanged.
#[derive(Clone, Debug)]
pub struct SendAgain {
    /// Which packet.
    pub packet: PacketId,
    /// How.
    pub channel: Channel,
    /// Where to.
    pub address: String,
}

impl Command for SendAgain {
    const ACT: Act = REFER;
    type Done = DeliveryId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let referral = referral_of(read, self.packet)?;
        Ok(Subject::Patient(either(read, referral)?.whose()?.0))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<DeliveryId, Problem> {
        queue(tx, self.packet, self.channel, &self.address)
    }
}
