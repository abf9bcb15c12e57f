//! The lines of the switchboard: each says by a token of its own who calls at a site.

use super::facts::PhoneFact;
use super::tables::phone_line;
use super::{MANAGE_LINES, PhoneLineId};
use crate::secret::Secret;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, Command, NoPatients, Query, Reader, SiteId, Subject, Tx};
use serde::{Deserialize, Serialize};

/// Lines of a site listed at most.
const LINES_MAX: u32 = 100;

/// Adds a line: whoever holds the token may say who calls.
#[derive(Clone, Debug)]
pub struct AddPhoneLine {
    /// At which site it rings.
    pub site: SiteId,
    /// What the office calls it.
    pub name: String,
}

/// A line that was added, with its token. The token is shown once; only its hash is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LineAdded {
    /// Which.
    pub line: PhoneLineId,
    /// What the switchboard shows to say who calls.
    pub token: String,
}

impl Command for AddPhoneLine {
    const ACT: Act = MANAGE_LINES;
    type Done = LineAdded;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<LineAdded, Problem> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            let say = "Enter what the line is called, such as Main number.";
            return Err(Problem::invalid("no_name", say).at("name", say));
        }
        let token = Secret::fresh(tx);
        let id: PhoneLineId = tx.id();
        let row = (
            phone_line::id.eq(id),
            phone_line::site.eq(self.site),
            phone_line::name.eq(name),
            phone_line::token_hash.eq(token.hash()),
            phone_line::added_at.eq(tx.now()),
        );
        tx.write(PhoneFact::LineAdded { phone_line: id, site: self.site }).insert(phone_line::table, row)?;
        Ok(LineAdded { line: id, token: token.text() })
    }
}

/// Closes a line: its token says nothing any more.
#[derive(Clone, Copy, Debug)]
pub struct ClosePhoneLine {
    /// Which.
    pub line: PhoneLineId,
}

impl ClosePhoneLine {
    fn site(self, read: &mut Reader<'_>) -> Result<SiteId, Problem> {
        read.one(phone_line::table.filter(phone_line::id.eq(self.line)).select(phone_line::site), "line")
    }
}

impl Command for ClosePhoneLine {
    const ACT: Act = MANAGE_LINES;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        self.site(read).map(Subject::Site)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let fact = PhoneFact::LineClosed { phone_line: self.line, site: self.site(tx)? };
        let now = tx.now();
        let open = phone_line::table.filter(phone_line::id.eq(self.line).and(phone_line::closed_at.is_null()));
        tx.write(fact).change(diesel::update(open).set(phone_line::closed_at.eq(Some(now))))?;
        Ok(())
    }
}

/// A line that is open.
#[derive(Clone, Debug, Queryable)]
pub struct PhoneLine {
    /// Its id.
    pub id: PhoneLineId,
    /// What it is called.
    pub name: String,
    /// Since when.
    pub added_at: Moment,
}

/// The open lines of a site, by name.
#[derive(Clone, Copy, Debug)]
pub struct PhoneLines {
    /// Where.
    pub site: SiteId,
}

impl Query for PhoneLines {
    const ACT: Act = MANAGE_LINES;
    type Answer = NoPatients<Vec<PhoneLine>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let open = phone_line::table
            .filter(phone_line::site.eq(self.site).and(phone_line::closed_at.is_null()))
            .order(phone_line::name)
            .select((phone_line::id, phone_line::name, phone_line::added_at));
        read.list(open, LINES_MAX).map(NoPatients)
    }
}
