//! How that stands which a message is about, looked up once more at the moment at which it would go out.

use super::promise;
use communications::reminders::{MessageLine, Occasion, Stands, Why, same};
use front_office::follow_up::{OfferNow, offer_made, recall_told};
use front_office::scheduling::appointment_line;
use kernel::{Kind, Problem};
use office::Reader;

/// Whether a message is still to be said, and if not, why not.
///
/// # Errors
/// Broken, when the database fails.
pub(super) fn stands(read: &mut Reader<'_>, line: &MessageLine) -> Result<Stands, Problem> {
    let (found, gone) = match line.occasion {
        Occasion::Visit => (of_visit(read, line), Why::Over),
        Occasion::Offer => (of_offer(read, line), Why::OfferOver),
        Occasion::OfferWon | Occasion::OfferGone => (Ok(Stands::ToBeSaid), Why::OfferOver),
        Occasion::Recall => (of_recall(read, line), Why::RecallOver),
    };
    match found {
        Err(why) if why.kind() == Kind::NotFound => Ok(Stands::Over(gone)),
        found => found,
    }
}

fn of_visit(read: &mut Reader<'_>, line: &MessageLine) -> Result<Stands, Problem> {
    let now = read.now();
    let visit = appointment_line(read, same(line.thing))?;
    let ahead = promise(&visit).filter(|promise| promise.starts_at > now);
    Ok(ahead.map_or(Stands::Over(Why::Over), Stands::Promised))
}

fn of_offer(read: &mut Reader<'_>, line: &MessageLine) -> Result<Stands, Problem> {
    let offer = offer_made(read, same(line.thing))?;
    Ok(if offer.now == OfferNow::Open { Stands::ToBeSaid } else { Stands::Over(Why::OfferOver) })
}

fn of_recall(read: &mut Reader<'_>, line: &MessageLine) -> Result<Stands, Problem> {
    let recall = recall_told(read, same(line.thing))?;
    Ok(if recall.end.is_none() { Stands::ToBeSaid } else { Stands::Over(Why::RecallOver) })
}
