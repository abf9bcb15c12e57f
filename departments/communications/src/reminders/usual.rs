//! The usual reminders, with which a practice begins: a week, two days and three hours before, and a call for those who are likely
//! to miss the visit. It changes them as it likes.

use super::settings::ensure;
use super::steps::{KeepStep, StepFields, steps};
use super::wordings::{KeepWording, Words};
use super::{Occasion, Way, WordingId};
use kernel::Problem;
use office::{Command, Tx};

/// Of a hundred such visits so many are missed, and the patient is called.
const LIKELY: i64 = 25;

/// Sets up the usual reminders, where there are none yet.
///
/// # Errors
/// Broken, when the database fails.
pub fn begin_reminders(tx: &mut Tx<'_>) -> Result<(), Problem> {
    ensure(tx)?;
    if steps(tx)?.iter().any(|step| step.fields.occasion == Occasion::Visit) {
        return Ok(());
    }
    let ahead = written(tx, "Days before", ahead_in_english(), ahead_in_spanish())?;
    let soon = written(tx, "Hours before", soon_in_english(), soon_in_spanish())?;
    let step = |minutes, wording, way, risk_from, also_confirmed| KeepStep {
        changes: None,
        fields: StepFields {
            occasion: Occasion::Visit,
            minutes,
            wording,
            way,
            risk_from,
            also_confirmed,
            active: true,
            kinds: Vec::new(),
        },
    };
    for step in [
        step(7 * 1_440, ahead, Way::Wish, None, false),
        step(2 * 1_440, ahead, Way::Wish, None, false),
        step(1_440, ahead, Way::Call, Some(LIKELY), false),
        step(180, soon, Way::Wish, None, true),
    ] {
        step.perform(tx)?;
    }
    Ok(())
}

pub(super) fn written(tx: &mut Tx<'_>, name: &str, english: Words, spanish: Words) -> Result<WordingId, Problem> {
    KeepWording { changes: None, name: name.to_owned(), english, spanish }.perform(tx)
}

fn ahead_in_english() -> Words {
    Words {
        brief: "{site}: {first_name}, you have a visit on {day} at {time}. Reply 1 to confirm, 2 if you cannot come. Questions: {phone}. Reply STOP for no more texts.".into(),
        subject: "Your visit at {site} on {day}".into(),
        letter: "Hello {first_name},\n\nyou have a visit at {site} on {day} at {time}.\n\nPlease tell us whether you will come:\n{link}\n\nOr call us at {phone}.\n\n{site}".into(),
        script: "Hello, this is {site}. May I speak with {first_name}? I am calling about your visit on {day} at {time}. Will you be able to come?".into(),
    }
}

fn ahead_in_spanish() -> Words {
    Words {
        brief: "{site}: {first_name}, tiene una cita el {day} a las {time}. Responda 1 para confirmar, 2 si no puede venir. Preguntas: {phone}. Responda STOP para no recibir más mensajes.".into(),
        subject: "Su cita en {site} el {day}".into(),
        letter: "Hola, {first_name}:\n\nTiene una cita en {site} el {day} a las {time}.\n\nPor favor díganos si vendrá:\n{link}\n\nO llámenos al {phone}.\n\n{site}".into(),
        script: "Buenos días, le llamamos de {site}. ¿Puedo hablar con {first_name}? Es sobre su cita el {day} a las {time}. ¿Podrá venir?".into(),
    }
}

fn soon_in_english() -> Words {
    Words {
        brief: "{site}: {first_name}, we see you today, {day}, at {time}. If you cannot come, reply 2 or call {phone}. Reply STOP for no more texts.".into(),
        subject: "Your visit at {site} today".into(),
        letter: "Hello {first_name},\n\nwe see you today, {day}, at {time}, at {site}.\n\nIf you cannot come, please tell us:\n{link}\n\nOr call us at {phone}.\n\n{site}".into(),
        script: "Hello, this is {site}. May I speak with {first_name}? We expect you today at {time}. Are you able to come?".into(),
    }
}

fn soon_in_spanish() -> Words {
    Words {
        brief: "{site}: {first_name}, le esperamos hoy, {day}, a las {time}. Si no puede venir, responda 2 o llame al {phone}. Responda STOP para no recibir más mensajes.".into(),
        subject: "Su cita de hoy en {site}".into(),
        letter: "Hola, {first_name}:\n\nLe esperamos hoy, {day}, a las {time}, en {site}.\n\nSi no puede venir, por favor díganos:\n{link}\n\nO llámenos al {phone}.\n\n{site}".into(),
        script: "Buenos días, le llamamos de {site}. ¿Puedo hablar con {first_name}? Le esperamos hoy a las {time}. ¿Podrá venir?".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ahead_in_english, ahead_in_spanish, soon_in_english, soon_in_spanish};
    use crate::reminders::{Language, wording_faults};

    #[test]
    fn the_usual_wordings_keep_their_own_rules() {
        for words in [ahead_in_english(), soon_in_english()] {
            assert_eq!(wording_faults(&words, Language::English), []);
        }
        for words in [ahead_in_spanish(), soon_in_spanish()] {
            assert_eq!(wording_faults(&words, Language::Spanish), []);
        }
    }
}
