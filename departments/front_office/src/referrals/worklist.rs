//! The coordinator's worklist: what goes out, what is overdue first; and the referrals of one patient.

use super::one::ReferralLine;
use super::tables::{ReferralRow, referral};
use super::{ReferralState, SEE_REFERRALS};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{AccountId, Act, Db, PatientId, Query, Reader, SiteId, Subject};

/// Referrals of one page.
pub const LIST_MAX: u32 = 100;

/// Whose referrals are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All of the site.
    Everybodys,
    /// Those that this person follows.
    Of(AccountId),
}

/// What a page of the worklist shows.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing {
    /// Of which site.
    pub site: SiteId,
    /// Only those in this state; everything that is open otherwise.
    pub state: Option<ReferralState>,
    /// Whose.
    pub whose: Whose,
}

/// A page of the worklist: what is due first on top; what is over, the latest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn outgoing(read: &mut Reader<'_>, wanted: &Outgoing) -> Result<Vec<ReferralLine>, Problem> {
    let mut query = referral::table
        .filter(referral::site.eq(wanted.site))
        .select(ReferralRow::as_select())
        .into_boxed::<<Db as Connection>::Backend>();
    query = match wanted.state {
        Some(state) => query.filter(referral::state.eq(state)),
        None => query.filter(referral::due_at.is_not_null()),
    };
    if let Whose::Of(owner) = wanted.whose {
        query = query.filter(referral::owner.eq(owner));
    }
    query = match wanted.state {
        Some(state) if !state.is_open() => query.order((referral::made_at.desc(), referral::id)),
        _ => query.order((referral::due_at, referral::id)),
    };
    let rows: Vec<ReferralRow> = read.list(query, LIST_MAX)?;
    Ok(rows.into_iter().map(ReferralLine::from).collect())
}

/// What was due before a moment at a site, of those that this person follows; the longest overdue first.
///
/// # Errors
/// Broken, when the database fails.
pub fn overdue_for(
    read: &mut Reader<'_>,
    site: SiteId,
    owner: AccountId,
    before: Moment,
    at_most: u32,
) -> Result<Vec<ReferralLine>, Problem> {
    let query = referral::table
        .filter(referral::site.eq(site).and(referral::owner.eq(owner)))
        .filter(referral::due_at.assume_not_null().lt(before))
        .order((referral::due_at, referral::id))
        .select(ReferralRow::as_select());
    let rows: Vec<ReferralRow> = read.list(query, at_most)?;
    Ok(rows.into_iter().map(ReferralLine::from).collect())
}

/// How many open referrals of a site are in each state, and how many of them are overdue; counted up to a thousand.
///
/// # Errors
/// Broken, when the database fails.
pub fn open_counts(read: &mut Reader<'_>, site: SiteId) -> Result<(Vec<(ReferralState, usize)>, usize), Problem> {
    let query = referral::table
        .filter(referral::site.eq(site).and(referral::due_at.is_not_null()))
        .order(referral::due_at)
        .select((referral::state, referral::due_at.assume_not_null()));
    let open: Vec<(ReferralState, Moment)> = read.list(query, 1_000)?;
    let now = read.now();
    let overdue = open.iter().filter(|(_, due)| *due < now).count();
    let count = |state: &ReferralState| (*state, open.iter().filter(|(is, _)| is == state).count());
    Ok((ReferralState::ALL.iter().filter(|state| state.is_open()).map(count).collect(), overdue))
}

/// The referrals of a patient, the newest first.
#[derive(Clone, Copy, Debug)]
pub struct ReferralsOf {
    /// Whose.
    pub patient: PatientId,
}

impl Query for ReferralsOf {
    const ACT: Act = SEE_REFERRALS;
    type Answer = Vec<ReferralLine>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<ReferralLine>, Problem> {
        let query = referral::table
            .filter(referral::patient.eq(self.patient))
            .order((referral::made_at.desc(), referral::id))
            .select(ReferralRow::as_select());
        let rows: Vec<ReferralRow> = read.list(query, LIST_MAX)?;
        Ok(rows.into_iter().map(ReferralLine::from).collect())
    }
}
