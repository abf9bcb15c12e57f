//! The telephone rings: the switchboard says who calls.

use super::tables::{phone_call, phone_line};
use super::{Call, CallDeed, CallId, RING, rules};
use crate::secret::Secret;
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Act, Command, Reader, SiteId, Subject, Tx};
use registry::people::plain_phone;

/// Seconds within which the same number at the same site is the same call: switchboards repeat what was not answered.
const SAME_CALL_SECONDS: i64 = 60;
/// Digits of a number at most (ITU-T E.164, 2010, has fifteen).
const DIGITS_MAX: usize = 20;

/// Says that the telephone rings.
#[derive(Clone, Debug)]
pub struct CallRings {
    /// The token that was presented.
    pub token: Secret,
    /// Who calls, as the switchboard writes it; empty where it is withheld.
    pub number: Phi<String>,
}

impl CallRings {
    fn site(&self, read: &mut Reader<'_>) -> Result<SiteId, Problem> {
        let line = phone_line::table
            .filter(phone_line::token_hash.eq(self.token.hash()).and(phone_line::closed_at.is_null()))
            .select(phone_line::site);
        let site: Option<SiteId> = read.maybe(line)?;
        site.ok_or_else(|| Problem::refused("no_such_line", "No line of this office has this token."))
    }
}

impl Command for CallRings {
    const ACT: Act = RING;
    type Done = CallId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.site(read).map(Subject::Site)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<CallId, Problem> {
        let site = self.site(tx)?;
        let number = digits(&self.number);
        if !number.reveal().is_empty() {
            let since = tx.now().plus_minutes(-SAME_CALL_SECONDS / 60);
            let same = phone_call::table
                .filter(phone_call::site.eq(site).and(phone_call::ended_at.is_null()))
                .filter(phone_call::answered_at.is_null().and(phone_call::began_at.gt(since)))
                .filter(phone_call::number.eq(&number))
                .select(phone_call::id);
            if let Some(call) = tx.maybe(same)? {
                return Ok(call);
            }
        }
        let row = begun(tx, site, number);
        tx.write(rules::fact(&row, CallDeed::Rang, "")).insert(phone_call::table, &row)?;
        Ok(row.id)
    }
}

/// A call that begins now.
pub(super) fn begun(tx: &Tx<'_>, site: SiteId, number: Phi<String>) -> Call {
    let began_at: Moment = tx.now();
    Call {
        id: tx.id(),
        site,
        number,
        began_at,
        answered_at: None,
        answered_by: None,
        ended_at: None,
        outcome: None,
        patient: None,
        verified: String::new(),
        reason: None,
        words: Phi::default(),
        red_flag_set: None,
        urgency: None,
        advice: Phi::default(),
        advised_by: None,
        version: 1,
    }
}

/// The digits of a number, without the country code of the United States and Canada; nothing of what is no number.
pub(super) fn digits(text: &Phi<String>) -> Phi<String> {
    let bare: String = text.reveal().chars().filter(char::is_ascii_digit).take(DIGITS_MAX).collect();
    plain_phone(&bare.into())
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_number_is_the_same_however_the_switchboard_writes_it() {
        for text in ["+1 555 010 0199", "15550100199", "(555) 010-0199", "5550100199", "sip:+15550100199@example"] {
            assert_eq!(digits(&text.into()).reveal(), "5550100199", "{text}");
        }
        assert_eq!(digits(&"+44 20 7946 0000".into()).reveal(), "442079460000");
        assert_eq!(digits(&"anonymous".into()).reveal(), "");
    }
}
