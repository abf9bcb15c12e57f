//! What a patient wishes: channels in order, hours of their own, and to which channels they consented, when, how and to whom.

use super::channel;
use super::facts::MessageFact;
use super::plan::reconsider;
use super::tables::{ConsentRow, WishRow, contact_consent, contact_wish};
use super::{Channel, ConsentHow, Hours, KEEP_WISHES};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{AccountId, Act, Command, PatientId, Reader, Subject, Tx};
use std::collections::HashMap;

/// Consents of one patient looked at.
const CONSENTS_MAX: u32 = 100;
/// Patients of one look.
const PATIENTS_MAX: usize = 3_000;
/// The order for whom no other is kept.
const USUAL_ORDER: [Channel; 4] = [Channel::Text, Channel::Mail, Channel::Call, Channel::Letter];

/// How a patient wants to be reached.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// The best channel first; empty is: not at all.
    pub order: Vec<Channel>,
    /// Whether anybody asked them; otherwise the order is the practice's usual one.
    pub asked: bool,
    /// Their own hours, narrower than the practice's.
    pub hours: Option<Hours>,
    /// Every consent, the latest first, also those withdrawn.
    pub consents: Vec<ConsentLine>,
    /// For the next change; 0 where nothing is kept yet.
    pub version: i64,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { order: USUAL_ORDER.to_vec(), asked: false, hours: None, consents: Vec::new(), version: 0 }
    }
}

/// A consent, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentLine {
    /// To be reached by this.
    pub channel: Channel,
    /// When they said yes.
    pub given_at: Moment,
    /// How.
    pub given_how: ConsentHow,
    /// To whom.
    pub given_to: AccountId,
    /// When and how they said no, if they did.
    pub withdrawn: Option<(Moment, ConsentHow)>,
}

impl Wishes {
    /// Whether they may be reached by this now: the latest word counts.
    #[must_use]
    pub fn consents_to(&self, channel: Channel) -> bool {
        let latest = self.consents.iter().find(|line| line.channel == channel);
        latest.is_some_and(|line| line.withdrawn.is_none())
    }

    fn of(row: WishRow) -> Self {
        Self {
            order: channel::read(&row.channels),
            asked: true,
            hours: row.from_minute.zip(row.to_minute).and_then(|(from, to)| Hours::new(from, to)),
            consents: Vec::new(),
            version: row.version,
        }
    }
}

fn line(row: ConsentRow) -> ConsentLine {
    ConsentLine {
        channel: row.channel,
        given_at: row.given_at,
        given_how: row.given_how,
        given_to: row.given_to,
        withdrawn: row.withdrawn_at.zip(row.withdrawn_how),
    }
}

/// What one patient wishes.
///
/// # Errors
/// Broken, when the database fails.
pub fn wishes_of(read: &mut Reader<'_>, patient: PatientId) -> Result<Wishes, Problem> {
    Ok(wishes_of_all(read, &[patient])?.remove(&patient).unwrap_or_default())
}

/// What several patients wish; whoever was never asked is not among them, unless they consented to something.
///
/// # Errors
/// Broken, when the database fails.
pub fn wishes_of_all(read: &mut Reader<'_>, patients: &[PatientId]) -> Result<HashMap<PatientId, Wishes>, Problem> {
    let mut all: HashMap<PatientId, Wishes> = HashMap::new();
    for some in patients.chunks(500).take(PATIENTS_MAX / 500 + 1) {
        let kept = contact_wish::table.filter(contact_wish::patient.eq_any(some)).select(WishRow::as_select());
        let kept: Vec<WishRow> = read.list(kept, 500)?;
        all.extend(kept.into_iter().map(|row| (row.patient, Wishes::of(row))));
        let given = contact_consent::table
            .filter(contact_consent::patient.eq_any(some))
            .order((contact_consent::given_at.desc(), contact_consent::id.desc()))
            .select(ConsentRow::as_select());
        let given: Vec<ConsentRow> = read.list(given, CONSENTS_MAX * 100)?;
        for row in given {
            all.entry(row.patient).or_default().consents.push(line(row));
        }
    }
    Ok(all)
}

/// Keeps the order of channels and the patient's own hours.
#[derive(Clone, Debug)]
pub struct KeepWish {
    /// Whose.
    pub patient: PatientId,
    /// The best channel first; none is: not at all.
    pub order: Vec<Channel>,
    /// Their own hours; none are the practice's.
    pub hours: Option<Hours>,
    /// The version that was seen; 0 where nothing was kept.
    pub version: i64,
}

impl Command for KeepWish {
    const ACT: Act = KEEP_WISHES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let mut order = self.order.clone();
        order.dedup();
        let row = WishRow {
            patient: self.patient,
            channels: channel::stored(&order),
            from_minute: self.hours.map(Hours::from_minute),
            to_minute: self.hours.map(Hours::to_minute),
            kept_at: tx.now(),
            kept_by: tx.who().account(),
            version: self.version + 1,
        };
        let fact = MessageFact::Wished { patient: self.patient, channels: order };
        if self.version == 0 {
            tx.write(fact).insert(contact_wish::table, &row)?;
        } else {
            let seen = contact_wish::patient.eq(self.patient).and(contact_wish::version.eq(self.version));
            tx.write(fact).change(diesel::update(contact_wish::table.filter(seen)).set((
                contact_wish::channels.eq(&row.channels),
                contact_wish::from_minute.eq(row.from_minute),
                contact_wish::to_minute.eq(row.to_minute),
                contact_wish::kept_at.eq(row.kept_at),
                contact_wish::kept_by.eq(row.kept_by),
                contact_wish::version.eq(row.version),
            )))?;
        }
        reconsider(tx, self.patient)
    }
}

/// Notes that a patient consents to be reached by a channel.
#[derive(Clone, Copy, Debug)]
pub struct GiveConsent {
    /// Whose.
    pub patient: PatientId,
    /// By text or e-mail; other channels need none.
    pub channel: Channel,
    /// How they said so.
    pub how: ConsentHow,
}

impl Command for GiveConsent {
    const ACT: Act = KEEP_WISHES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if !self.channel.needs_consent() {
            let say = "Calls and letters need no consent: set the order of channels.";
            return Err(Problem::invalid("no_consent_needed", say).at("channel", say));
        }
        give_consent(tx, self.patient, self.channel, self.how)
    }
}

/// Whether a consent stands.
///
/// # Errors
/// Broken, when the database fails.
pub fn has_consent(read: &mut Reader<'_>, patient: PatientId, channel: Channel) -> Result<bool, Problem> {
    Ok(wishes_of(read, patient)?.consents_to(channel))
}

/// Notes a consent within another deed; one that stands already stays as it is.
///
/// # Errors
/// Broken, when the database fails.
pub fn give_consent(tx: &mut Tx<'_>, patient: PatientId, channel: Channel, how: ConsentHow) -> Result<(), Problem> {
    tx.hold(&[patient.into()])?;
    if has_consent(tx, patient, channel)? {
        return Ok(());
    }
    let row = ConsentRow {
        id: tx.id(),
        patient,
        channel,
        given_at: tx.now(),
        given_how: how,
        given_to: tx.who().account(),
        withdrawn_at: None,
        withdrawn_how: None,
        withdrawn_to: None,
    };
    tx.write(MessageFact::Consented { patient, channel, how }).insert(contact_consent::table, row)?;
    reconsider(tx, patient)
}

/// Notes that a patient consents no longer; what was planned by that channel goes by the next one.
#[derive(Clone, Copy, Debug)]
pub struct WithdrawConsent {
    /// Whose.
    pub patient: PatientId,
    /// By text or e-mail.
    pub channel: Channel,
    /// How they said so.
    pub how: ConsentHow,
}

impl Command for WithdrawConsent {
    const ACT: Act = KEEP_WISHES;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        withdraw_consent(tx, self.patient, self.channel, self.how)
    }
}

/// Withdraws every consent to a channel within another deed.
///
/// # Errors
/// Broken, when the database fails.
pub fn withdraw_consent(tx: &mut Tx<'_>, patient: PatientId, channel: Channel, how: ConsentHow) -> Result<(), Problem> {
    tx.hold(&[patient.into()])?;
    let (now, to) = (tx.now(), tx.who().account());
    let standing = contact_consent::table
        .filter(contact_consent::patient.eq(patient).and(contact_consent::channel.eq(channel)))
        .filter(contact_consent::withdrawn_at.is_null());
    if tx.maybe::<_, super::ContactConsentId>(standing.select(contact_consent::id))?.is_none() {
        return Ok(());
    }
    let all = contact_consent::table.filter(
        contact_consent::patient
            .eq(patient)
            .and(contact_consent::channel.eq(channel))
            .and(contact_consent::withdrawn_at.is_null()),
    );
    tx.write(MessageFact::ConsentWithdrawn { patient, channel, how }).run(diesel::update(all).set((
        contact_consent::withdrawn_at.eq(Some(now)),
        contact_consent::withdrawn_how.eq(Some(how)),
        contact_consent::withdrawn_to.eq(Some(to)),
    )))?;
    reconsider(tx, patient)
}
