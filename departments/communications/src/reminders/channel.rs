//! Which channel: the first of the patient's order that they allow, can be reached by, and that has not failed.

use super::{Channel, Wishes};
use kernel::Phi;
use registry::people::Reachable;

/// A letter is on its way for so many minutes at most: three days.
const LETTER_MINUTES: i64 = 3 * 1_440;

/// Which of the machines' ways the office has set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// A text gateway.
    pub text: bool,
    /// A mail server.
    pub mail: bool,
}

/// The channel for a patient, if there is one.
///
/// Texts and e-mails go only to who consented. Whom every channel of their order has failed for is called, if they have a
/// telephone, unless they want nothing at all.
#[must_use]
pub fn choose(
    order: &[Channel],
    wishes: &Wishes,
    known: &Reachable,
    ways: Reach,
    failed: &[Channel],
    minutes_left: i64,
) -> Option<Channel> {
    let given = |text: &Phi<String>| text != &Phi::default();
    let can = |channel: Channel| match channel {
        Channel::Text => ways.text && wishes.consents_to(Channel::Text) && given(&known.mobile),
        Channel::Mail => ways.mail && wishes.consents_to(Channel::Mail) && given(&known.email),
        Channel::Call => given(&known.phone),
        Channel::Letter => known.has_address && minutes_left >= LETTER_MINUTES,
    };
    let usable = |channel: &Channel| !failed.contains(channel) && can(*channel);
    let last_resort = (!order.is_empty() && !failed.is_empty()).then_some(Channel::Call);
    order.iter().copied().chain(last_resort).find(usable)
}

/// Channels as they are stored: words with commas.
pub(super) fn stored(channels: &[Channel]) -> String {
    channels.iter().map(|channel| channel.word()).collect::<Vec<_>>().join(",")
}

/// And read again.
pub(super) fn read(stored: &str) -> Vec<Channel> {
    stored.split(',').filter_map(Channel::from_word).collect()
}
