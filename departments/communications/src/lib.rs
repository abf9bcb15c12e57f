//! Communications: what the office says to patients, and what comes back.
//!
//! `reminders` plans, words and keeps what reminds patients of their visits, by the channel and consent that each gave, and takes
//! their answers. It knows an appointment by its id alone; where it meets the schedule is `workflows`.

pub mod reminders;

use office::{Act, Migration};

/// The steps of the schema of communications.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "communications/0001_reminders", sql: include_str!("../migrations/0001_reminders.sql") },
    Migration { name: "communications/0125_messages", sql: include_str!("../migrations/0125_messages.sql") },
];

/// Every act of communications, for the printed matrix.
pub const ACTS: &[Act] = &[
    reminders::SEE_REMINDERS,
    reminders::SEE_WISHES,
    reminders::KEEP_WISHES,
    reminders::CALL_TO_REMIND,
    reminders::SEE_REMINDER_RULES,
    reminders::MANAGE_REMINDERS,
    reminders::SEND_REMINDERS,
    reminders::ANSWER_REMINDERS,
];
