//! The text gateway's own token, by which it brings answers and what became of messages.

use super::MANAGE_REMINDERS;
use super::facts::MessageFact;
use super::settings::{OFFICE, ensure};
use super::tables::reminder_setting;
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Makes a new token for the hook; the one before says nothing any more.
#[derive(Clone, Debug)]
pub struct MakeHookToken {
    /// The SHA-256 of the token, in hexadecimal. The token itself is shown once and kept nowhere.
    pub token_sha256: String,
}

impl Command for MakeHookToken {
    const ACT: Act = MANAGE_REMINDERS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        if self.token_sha256.len() != 64 {
            return Err(Problem::invalid("no_token", "This page is incomplete. Load it again."));
        }
        ensure(tx)?;
        let target = reminder_setting::table.filter(reminder_setting::name.eq(OFFICE));
        let set = reminder_setting::hook_sha256.eq(Some(&self.token_sha256));
        tx.write(MessageFact::HookTokenMade).change(diesel::update(target).set(set))?;
        Ok(())
    }
}

/// Whether this is the hash of the gateway's token.
///
/// # Errors
/// Refused, when it is not.
pub fn hook_is_ours(read: &mut Reader<'_>, token_sha256: &str) -> Result<(), Problem> {
    let kept = reminder_setting::table
        .filter(reminder_setting::hook_sha256.eq(Some(token_sha256)))
        .select(reminder_setting::name);
    let kept: Option<String> = read.maybe(kept)?;
    kept.map(|_| ()).ok_or_else(|| Problem::refused("no_such_gateway", "No gateway of this office has this token."))
}
