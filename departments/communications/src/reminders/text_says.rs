//! What a text message says, by its first word. Figures are of one occasion each, so that a yes to one message is never taken for a yes
//! to another.

use super::Occasion;
use kernel::Phi;

/// What a patient wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSays {
    /// Yes or no to a message of this occasion.
    To(Occasion, Reply),
    /// Yes or no to whatever was asked.
    Plain(Reply),
    /// No more texts.
    Stop,
    /// Texts again.
    Start,
    /// Something else: somebody reads it.
    Other,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// They come, take the time, or want to be called.
    Yes,
    /// They do not.
    No,
}

/// What a text message says. Case, accents and full stops do not matter.
#[must_use]
pub fn text_says(text: &Phi<String>) -> TextSays {
    let plain: String = text.reveal().trim().chars().filter(|c| !matches!(c, '.' | '!' | ',' | '"')).collect();
    let plain = plain.to_uppercase().replace('Í', "I").replace('Á', "A");
    let words: Vec<&str> = plain.split_whitespace().collect();
    match words.as_slice() {
        // 47 CFR 64.1200(a)(10), 2025: these words revoke a consent.
        ["STOP" | "QUIT" | "END" | "REVOKE" | "OPT" | "CANCEL" | "UNSUBSCRIBE" | "STOPALL" | "ALTO" | "PARAR"]
        | ["OPT", "OUT"]
        | ["STOP", ..] => TextSays::Stop,
        ["START" | "UNSTOP"] => TextSays::Start,
        ["Y" | "YES" | "SI" | "OK"] => TextSays::Plain(Reply::Yes),
        ["N" | "NO"] => TextSays::Plain(Reply::No),
        ["1" | "C" | "CONFIRM" | "CONFIRMED" | "CONFIRMO"] => TextSays::To(Occasion::Visit, Reply::Yes),
        ["2" | "X"] => TextSays::To(Occasion::Visit, Reply::No),
        ["3" | "ACCEPT" | "ACEPTO"] => TextSays::To(Occasion::Offer, Reply::Yes),
        ["4" | "DECLINE" | "PASO"] => TextSays::To(Occasion::Offer, Reply::No),
        ["5" | "CALL"] | ["CALL", "ME"] | ["LLAMEN" | "LLAMENME"] => TextSays::To(Occasion::Recall, Reply::Yes),
        ["6"] => TextSays::To(Occasion::Recall, Reply::No),
        _ => TextSays::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Occasion, Reply, TextSays, text_says};
    use kernel::Phi;

    #[test]
    fn a_text_is_read_as_people_write_it() {
        let (come, not_come) = (TextSays::To(Occasion::Visit, Reply::Yes), TextSays::To(Occasion::Visit, Reply::No));
        for (text, says) in [
            ("1", come),
            ("c", come),
            (" yes! ", TextSays::Plain(Reply::Yes)),
            ("Sí", TextSays::Plain(Reply::Yes)),
            ("2.", not_come),
            ("x", not_come),
            ("No", TextSays::Plain(Reply::No)),
            ("3", TextSays::To(Occasion::Offer, Reply::Yes)),
            ("Acepto!", TextSays::To(Occasion::Offer, Reply::Yes)),
            ("4", TextSays::To(Occasion::Offer, Reply::No)),
            ("call me", TextSays::To(Occasion::Recall, Reply::Yes)),
            ("6", TextSays::To(Occasion::Recall, Reply::No)),
            ("stop", TextSays::Stop),
            ("STOP please", TextSays::Stop),
            ("opt out", TextSays::Stop),
            ("cancel", TextSays::Stop),
            ("Start", TextSays::Start),
            ("yes but later", TextSays::Other),
            ("no puedo", TextSays::Other),
            ("12", TextSays::Other),
            ("", TextSays::Other),
        ] {
            assert_eq!(text_says(&Phi::from(text)), says, "{text}");
        }
    }
}
