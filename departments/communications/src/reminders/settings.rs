//! The practice's settings: hours, what an answer may cancel, and which machines' ways there are.

use super::facts::MessageFact;
use super::tables::{SettingRow, reminder_setting};
use super::{Hours, MANAGE_REMINDERS, Reach, SEND_REMINDERS};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// The name of the one row.
pub(super) const OFFICE: &str = "office";
/// Hours before a visit within which an answer may no longer cancel it, at most.
const CANCEL_HOURS_MAX: i64 = 14 * 24;

/// The practice's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// When patients may be reached.
    pub hours: Hours,
    /// An answer cancels a visit that is so many hours off at least; nothing: it asks, and somebody calls.
    pub cancel_hours: Option<i64>,
    /// Which machines' ways are set up.
    pub ways: Reach,
    /// Whether a gateway may bring answers.
    pub has_hook: bool,
    /// For the next change; 0 where nothing was set yet.
    pub version: i64,
}

/// Before anybody has set anything: eight to nine, and answers cancel up to a day before.
const USUAL: Settings = Settings {
    hours: Hours::WIDEST,
    cancel_hours: Some(24),
    ways: Reach { text: false, mail: false },
    has_hook: false,
    version: 0,
};

/// The settings.
///
/// # Errors
/// Broken, when the database fails.
pub fn settings(read: &mut Reader<'_>) -> Result<Settings, Problem> {
    let row: Option<SettingRow> = read.maybe(reminder_setting::table.select(SettingRow::as_select()))?;
    Ok(row.map_or(USUAL, |row| Settings {
        hours: Hours::new(row.from_minute, row.to_minute).unwrap_or(Hours::WIDEST),
        cancel_hours: row.cancel_hours,
        ways: Reach { text: row.text_works, mail: row.mail_works },
        has_hook: row.hook_sha256.is_some(),
        version: row.version,
    }))
}

/// Makes sure that there is a row to change.
pub(super) fn ensure(tx: &mut Tx<'_>) -> Result<Settings, Problem> {
    let now = settings(tx)?;
    if now.version > 0 {
        return Ok(now);
    }
    let row = SettingRow {
        name: OFFICE.to_owned(),
        from_minute: USUAL.hours.from_minute(),
        to_minute: USUAL.hours.to_minute(),
        cancel_hours: USUAL.cancel_hours,
        text_works: false,
        mail_works: false,
        hook_sha256: None,
        version: 1,
    };
    tx.write(fact(&USUAL)).insert(reminder_setting::table, &row)?;
    settings(tx)
}

const fn fact(settings: &Settings) -> MessageFact {
    MessageFact::SettingsKept {
        from_minute: settings.hours.from_minute(),
        to_minute: settings.hours.to_minute(),
        cancel_hours: settings.cancel_hours,
    }
}

/// Sets the practice's hours, and what an answer may cancel.
#[derive(Clone, Copy, Debug)]
pub struct SetReminderSettings {
    /// The first minute after midnight, 480 (eight) at the earliest.
    pub from_minute: i64,
    /// The minute after the last, 1260 (nine in the evening) at the latest.
    pub to_minute: i64,
    /// An answer cancels a visit that is so many hours off at least; nothing: it asks, and somebody calls.
    pub cancel_hours: Option<i64>,
    /// The version that was seen.
    pub version: i64,
}

impl Command for SetReminderSettings {
    const ACT: Act = MANAGE_REMINDERS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let Some(hours) = Hours::new(self.from_minute, self.to_minute) else {
            let say = "Choose hours between 8:00 am and 9:00 pm, two hours long at least.";
            return Err(Problem::invalid("bad_hours", say).at("from", say));
        };
        if self.cancel_hours.is_some_and(|hours| !(0..=CANCEL_HOURS_MAX).contains(&hours)) {
            let say = "Enter how many hours before, from 0 to 336.";
            return Err(Problem::invalid("bad_cancel_hours", say).at("cancel_hours", say));
        }
        let before = ensure(tx)?;
        // Whoever opened the page before anything was set saw version 0.
        let seen = self.version.max(1);
        let now = Settings { hours, cancel_hours: self.cancel_hours, version: seen + 1, ..before };
        let target = reminder_setting::table.filter(reminder_setting::version.eq(seen));
        tx.write(fact(&now)).change(diesel::update(target).set((
            reminder_setting::from_minute.eq(hours.from_minute()),
            reminder_setting::to_minute.eq(hours.to_minute()),
            reminder_setting::cancel_hours.eq(self.cancel_hours),
            reminder_setting::version.eq(now.version),
        )))?;
        Ok(())
    }
}

/// Notes which machines' ways this program was started with.
#[derive(Clone, Copy, Debug)]
pub struct SetWays {
    /// Which.
    pub ways: Reach,
}

impl Command for SetWays {
    const ACT: Act = SEND_REMINDERS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if settings(tx)?.ways == self.ways {
            return Ok(());
        }
        ensure(tx)?;
        let fact = MessageFact::WaysKnown { text: self.ways.text, mail: self.ways.mail };
        let target = reminder_setting::table.filter(reminder_setting::name.eq(OFFICE));
        tx.write(fact).change(
            diesel::update(target).set((
                reminder_setting::text_works.eq(self.ways.text),
                reminder_setting::mail_works.eq(self.ways.mail),
            )),
        )?;
        Ok(())
    }
}
