//! Freed times offered by message: planned in the order of the calls, and taken or declined by the patient as the desk would do it.

use super::answer::note_about;
use super::{Heard, set_up};
use communications::reminders::{
    CameBy, Meaning, MessageLine, MessageStanding, Occasion, Reply, SEND_REMINDERS, ToSay, begin_offers_and_recalls,
    message_line, messages_about, plan_one, same, sooner, step_of,
};
use front_office::follow_up::{
    DeclineOffer, KEEP_WAITLIST, OfferId, OfferLine, OfferMade, OfferNow, accept_if_there, offer_made, offered_next,
    offers_at,
};
use kernel::{Moment, Problem};
use office::{Act, Command, Reader, SiteId, Subject, Tx};
use serde::{Deserialize, Serialize};

/// Plans what goes out by itself of a site's open offers, where the practice lets them: to whoever stands first at once, to the next
/// some minutes later. Doing it again changes nothing.
#[derive(Clone, Copy, Debug)]
pub struct PlanOffers {
    /// Where.
    pub site: SiteId,
}

impl Command for PlanOffers {
    const ACT: Act = SEND_REMINDERS;
    /// How many were planned.
    type Done = usize;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<usize, Problem> {
        if !set_up(tx)? {
            return Ok(0);
        }
        let step = step_of(tx, Occasion::Offer)?;
        if !step.fields.active {
            return Ok(0);
        }
        let open = offers_at(tx, self.site)?;
        let said = messages_about(tx, &open.iter().map(|offer| same(offer.id)).collect::<Vec<_>>())?;
        let now = tx.now();
        let mut planned = 0;
        for offer in open.iter().filter(|offer| !said.contains_key(&same(offer.id))) {
            let turn = offer.made_at.plus_minutes(step.fields.minutes * places_before(&open, offer));
            plan_one(tx, &to_say(offer), &step, turn.max(now))?;
            planned += 1;
        }
        Ok(planned)
    }
}

/// How many who can still answer stand before somebody who is offered the same time.
fn places_before(open: &[OfferLine], offer: &OfferLine) -> i64 {
    let same_time = |other: &&OfferLine| other.provider == offer.provider && other.starts_at == offer.starts_at;
    i64::try_from(open.iter().filter(same_time).filter(|other| other.rank < offer.rank).count()).unwrap_or(0)
}

fn to_say(offer: &OfferLine) -> ToSay {
    ToSay { thing: same(offer.id), patient: offer.patient, site: offer.site, until_at: offer.expires_at }
}

/// What became of an offer that somebody sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OfferSent {
    /// Why no message goes out, in words; nothing, where one does.
    pub why: Option<String>,
}

/// Somebody at the desk sends an offer by message in place of a call.
#[derive(Clone, Copy, Debug)]
pub struct SendOffer {
    /// Which offer.
    pub offer: OfferId,
}

impl Command for SendOffer {
    const ACT: Act = KEEP_WAITLIST;
    type Done = OfferSent;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(offer_made(read, self.offer)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Self::Done, Problem> {
        let made = offer_made(tx, self.offer)?;
        if made.now != OfferNow::Open {
            let say = "This time is not on offer to the patient any more.";
            return Err(Problem::conflict("offer_closed", say));
        }
        begin_offers_and_recalls(tx)?;
        let step = step_of(tx, Occasion::Offer)?;
        let said = ToSay { thing: same(made.id), patient: made.patient, site: made.site, until_at: made.expires_at };
        let now = tx.now();
        let (message, standing) = plan_one(tx, &said, &step, now)?;
        if matches!(standing, MessageStanding::Sent | MessageStanding::Sending) {
            return Err(Problem::conflict("sent_already", "This offer was sent by message already."));
        }
        // It may have been planned for later, in its turn.
        sooner(tx, said.thing)?;
        let line = message_line(tx, message)?;
        let goes = line.standing == MessageStanding::Planned;
        Ok(OfferSent { why: line.why.filter(|_| !goes).map(|why| why.in_words().to_owned()) })
    }
}

/// Does what a patient answered to an offer: takes the time if it is still there, or declines it and lets the next one know at once.
/// Says what it has become.
pub(super) fn act_on(tx: &mut Tx<'_>, about: &MessageLine, reply: Reply, heard: Heard) -> Result<Meaning, Problem> {
    let offer: OfferId = same(about.thing);
    let means = match reply {
        Reply::Yes => taken(tx, offer)?,
        Reply::No => declined(tx, offer)?,
    };
    let by_text = heard.came_by == CameBy::Text;
    note_about(tx, about, means, heard)?;
    if by_text {
        reply_to(tx, offer, means)?;
    }
    Ok(means)
}

fn taken(tx: &mut Tx<'_>, offer: OfferId) -> Result<Meaning, Problem> {
    if accept_if_there(tx, offer)?.is_some() {
        return Ok(Meaning::Accepted);
    }
    let made = offer_made(tx, offer)?;
    Ok(match made.now {
        OfferNow::Taken => Meaning::Accepted,
        _ if made.waits => Meaning::Gone,
        // They have another time, or wait no more: what to tell them somebody must see.
        _ => Meaning::Other,
    })
}

fn declined(tx: &mut Tx<'_>, offer: OfferId) -> Result<Meaning, Problem> {
    let made = offer_made(tx, offer)?;
    match made.now {
        OfferNow::Open => {
            DeclineOffer { offer }.perform(tx)?;
            next_in_turn(tx, &made)?;
            Ok(Meaning::Declined)
        }
        // It is booked: somebody must see what they want.
        OfferNow::Taken => Ok(Meaning::Other),
        OfferNow::Declined | OfferNow::Expired | OfferNow::Gone => Ok(Meaning::Declined),
    }
}

/// What is planned for whoever stands next goes out at once.
fn next_in_turn(tx: &mut Tx<'_>, made: &OfferMade) -> Result<(), Problem> {
    let next = offered_next(tx, made)?;
    let said = messages_about(tx, &next.iter().map(|offer| same(*offer)).collect::<Vec<_>>())?;
    for offer in next {
        let messages = said.get(&same(offer)).map(Vec::as_slice).unwrap_or_default();
        if messages.iter().any(|line| line.standing == MessageStanding::Planned) {
            return sooner(tx, same(offer));
        }
    }
    Ok(())
}

/// Whoever answered by text is told by text what came of it.
fn reply_to(tx: &mut Tx<'_>, offer: OfferId, means: Meaning) -> Result<(), Problem> {
    let occasion = match means {
        Meaning::Accepted => Occasion::OfferWon,
        Meaning::Gone => Occasion::OfferGone,
        _ => return Ok(()),
    };
    let step = step_of(tx, occasion)?;
    let (made, now): (OfferMade, Moment) = (offer_made(tx, offer)?, tx.now());
    if step.fields.active && made.starts_at > now {
        let said = ToSay { thing: same(made.id), patient: made.patient, site: made.site, until_at: made.starts_at };
        plan_one(tx, &said, &step, now)?;
    }
    Ok(())
}
