//! The usual offers and recalls by message. None of them goes out by itself until the practice takes it into use; staff may send an
//! offer before.

use super::settings::ensure;
use super::steps::{KeepStep, StepFields, steps};
use super::usual::written;
use super::wordings::Words;
use super::{Occasion, Way};
use kernel::Problem;
use office::{Command, Tx};

/// Minutes from one patient who is offered a time to the next.
const BETWEEN: i64 = 20;
/// Minutes after a recall is due at which patients are told: at once, after two weeks, after six.
const TOLD_AFTER: [i64; 3] = [0, 14 * 1_440, 42 * 1_440];

/// The usual messages of one occasion.
struct Usual {
    occasion: Occasion,
    moments: &'static [i64],
    active: bool,
    name: &'static str,
    english: Words,
    spanish: Words,
}

fn usual() -> [Usual; 4] {
    let one = |occasion, moments, active, name, [english, spanish]: [Words; 2]| Usual {
        occasion,
        moments,
        active,
        name,
        english,
        spanish,
    };
    [
        one(Occasion::Offer, &[BETWEEN], false, "Freed time", [offer_in_english(), offer_in_spanish()]),
        one(Occasion::OfferWon, &[0], true, "Time taken", [won_in_english(), won_in_spanish()]),
        one(Occasion::OfferGone, &[0], true, "Time gone", [gone_in_english(), gone_in_spanish()]),
        one(Occasion::Recall, &TOLD_AFTER, false, "Come again", [recall_in_english(), recall_in_spanish()]),
    ]
}

/// Sets up what is missing of the usual messages about offers and recalls.
///
/// # Errors
/// Broken, when the database fails.
pub fn begin_offers_and_recalls(tx: &mut Tx<'_>) -> Result<(), Problem> {
    let there = steps(tx)?;
    let missing = |one: &Usual| there.iter().all(|step| step.fields.occasion != one.occasion);
    for one in usual().into_iter().filter(missing) {
        ensure(tx)?;
        let wording = match written(tx, one.name, one.english.clone(), one.spanish.clone()) {
            // The practice calls a wording of its own so.
            Err(why) if why.code() == "name_taken" => {
                written(tx, &format!("{}, usual", one.name), one.english, one.spanish)?
            }
            other => other?,
        };
        for minutes in one.moments.iter().copied() {
            let fields = StepFields {
                occasion: one.occasion,
                minutes,
                wording,
                way: Way::Wish,
                risk_from: None,
                also_confirmed: true,
                active: one.active,
                kinds: Vec::new(),
            };
            KeepStep { changes: None, fields }.perform(tx)?;
        }
    }
    Ok(())
}

fn offer_in_english() -> Words {
    Words {
        brief: "{site}: {first_name}, an earlier time is free: {day} at {time}. Reply 3 to take it, 4 if not, by {until}. First answer gets it. STOP for no more texts.".into(),
        subject: "An earlier time at {site}".into(),
        letter: "Hello {first_name},\n\nan earlier time is free at {site}: {day} at {time}.\n\nIf you want it, please tell us by {until}. It goes to whoever answers first:\n{link}\n\nIf not, you keep your place on the waitlist.\n\n{site}, {phone}".into(),
        script: "Hello, this is {site}. May I speak with {first_name}? An earlier time is free, {day} at {time}. Would you like it?".into(),
    }
}

fn offer_in_spanish() -> Words {
    Words {
        brief: "{site}: {first_name}, hay una hora antes: {day} a las {time}. Responda 3 para tomarla, 4 si no, antes de {until}. Es de quien conteste primero. STOP: no más mensajes.".into(),
        subject: "Una hora más temprana en {site}".into(),
        letter: "Hola, {first_name}:\n\nHay una hora más temprana en {site}: {day} a las {time}.\n\nSi la quiere, díganos antes de {until}. Es de quien conteste primero:\n{link}\n\nSi no, usted conserva su lugar en la lista de espera.\n\n{site}, {phone}".into(),
        script: "Buenos días, le llamamos de {site}. ¿Puedo hablar con {first_name}? Hay una hora más temprana, {day} a las {time}. ¿La quiere?".into(),
    }
}

fn won_in_english() -> Words {
    Words {
        brief: "{site}: {first_name}, the time is yours. We see you {day} at {time}. Questions: {phone}. Reply STOP for no more texts.".into(),
        subject: "The time is yours".into(),
        letter: "Hello {first_name},\n\nthe time is yours: {day} at {time}, at {site}.\n\n{link}".into(),
        script: "The time is yours: {day} at {time}.".into(),
    }
}

fn won_in_spanish() -> Words {
    Words {
        brief: "{site}: {first_name}, la hora es suya. Le esperamos el {day} a las {time}. Preguntas: {phone}. Responda STOP para no recibir más mensajes.".into(),
        subject: "La hora es suya".into(),
        letter: "Hola, {first_name}:\n\nLa hora es suya: {day} a las {time}, en {site}.\n\n{link}".into(),
        script: "La hora es suya: {day} a las {time}.".into(),
    }
}

fn gone_in_english() -> Words {
    Words {
        brief: "{site}: {first_name}, thank you for answering. That time is gone, we are sorry. You keep your place on the waitlist. Questions: {phone}. Reply STOP for no more texts.".into(),
        subject: "That time is gone".into(),
        letter: "Hello {first_name},\n\nthank you for answering. That time is gone, we are sorry. You keep your place on the waitlist.\n\n{link}".into(),
        script: "That time is gone, we are sorry. You keep your place on the waitlist.".into(),
    }
}

fn gone_in_spanish() -> Words {
    Words {
        brief: "{site}: {first_name}, gracias por contestar. Lamentamos que esa hora ya no esté libre. Usted conserva su lugar en la lista de espera. Preguntas: {phone}. Responda STOP para no recibir más mensajes.".into(),
        subject: "Esa hora ya no está libre".into(),
        letter: "Hola, {first_name}:\n\nGracias por contestar. Lamentamos que esa hora ya no esté libre. Usted conserva su lugar en la lista de espera.\n\n{link}".into(),
        script: "Lamentamos que esa hora ya no esté libre. Usted conserva su lugar en la lista de espera.".into(),
    }
}

fn recall_in_english() -> Words {
    Words {
        brief: "{site}: {first_name}, it is time for a visit. Reply 5 and we call you, 6 if you do not want one, or call {phone}. Reply STOP for no more texts.".into(),
        subject: "Time for a visit at {site}".into(),
        letter: "Hello {first_name},\n\nit is time for a visit at {site}.\n\nTell us when a call suits you, or that you do not want one:\n{link}\n\nOr call us at {phone}.\n\n{site}".into(),
        script: "Hello, this is {site}. May I speak with {first_name}? It is time for a visit. When would it suit you?".into(),
    }
}

fn recall_in_spanish() -> Words {
    Words {
        brief: "{site}: {first_name}, le toca una cita. Responda 5 y le llamamos, 6 si no la desea, o llame al {phone}. Responda STOP para no recibir más mensajes.".into(),
        subject: "Le toca una cita en {site}".into(),
        letter: "Hola, {first_name}:\n\nLe toca una cita en {site}.\n\nDíganos cuándo podemos llamarle, o que no la desea:\n{link}\n\nO llámenos al {phone}.\n\n{site}".into(),
        script: "Buenos días, le llamamos de {site}. ¿Puedo hablar con {first_name}? Le toca una cita. ¿Cuándo le viene bien?".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reminders::{Language, wording_faults};

    #[test]
    fn the_usual_wordings_keep_their_own_rules() {
        for words in [offer_in_english(), won_in_english(), gone_in_english(), recall_in_english()] {
            assert_eq!(wording_faults(&words, Language::English), []);
        }
        for words in [offer_in_spanish(), won_in_spanish(), gone_in_spanish(), recall_in_spanish()] {
            assert_eq!(wording_faults(&words, Language::Spanish), []);
        }
    }
}
