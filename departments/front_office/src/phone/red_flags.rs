//! Red-flag questions: written in versions, used only after a physician approved them under their own name, until retired.

use super::facts::PhoneFact;
use super::tables::{red_flag_question, red_flag_set};
use super::{APPROVE_RED_FLAGS, RedFlagSetId, SEE_RED_FLAGS, Urgency, WRITE_RED_FLAGS};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{AccountId, Act, Command, NoPatients, Query, Reader, Subject, Tx};

/// Questions about one complaint at most: a caller in need does not answer more.
const QUESTIONS_MAX: usize = 20;
/// Sets listed at most.
const SETS_MAX: u32 = 200;

/// A question whose *yes* says how urgent it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewQuestion {
    /// What to ask, word for word.
    pub asks: String,
    /// How urgent it is when the answer is yes.
    pub urgency: Urgency,
}

/// Writes a version of the questions about a complaint. Nobody uses it before it is approved.
#[derive(Clone, Debug)]
pub struct WriteRedFlags {
    /// The complaint, such as Chest pain. The same again is its next version.
    pub title: String,
    /// The questions, the most dangerous first.
    pub questions: Vec<NewQuestion>,
}

impl WriteRedFlags {
    fn check(&self) -> Result<(), Problem> {
        if self.title.trim().is_empty() || self.title.chars().count() > 80 {
            let say = "Enter the complaint, such as Chest pain.";
            return Err(Problem::invalid("no_title", say).at("title", say));
        }
        let blank = self.questions.iter().any(|one| one.asks.trim().is_empty() || one.asks.chars().count() > 300);
        if self.questions.is_empty() || self.questions.len() > QUESTIONS_MAX || blank {
            let say = "Write one question a line, from 1 to 20 of them, each under 300 letters.";
            return Err(Problem::invalid("no_questions", say).at("questions", say));
        }
        Ok(())
    }
}

impl Command for WriteRedFlags {
    const ACT: Act = WRITE_RED_FLAGS;
    type Done = RedFlagSetId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<RedFlagSetId, Problem> {
        self.check()?;
        let title = self.title.trim();
        let before = red_flag_set::table
            .filter(red_flag_set::title.eq(title))
            .order(red_flag_set::version.desc())
            .select(red_flag_set::version);
        let last: Option<i64> = tx.maybe(before)?;
        let (id, version): (RedFlagSetId, i64) = (tx.id(), last.unwrap_or(0) + 1);
        let (now, me) = (tx.now(), tx.who().account());
        let mut pen = tx.write(PhoneFact::RedFlagsWritten { red_flag_set: id, version });
        pen.insert(
            red_flag_set::table,
            (
                red_flag_set::id.eq(id),
                red_flag_set::title.eq(title),
                red_flag_set::version.eq(version),
                red_flag_set::written_at.eq(now),
                red_flag_set::written_by.eq(me),
            ),
        )?;
        for (position, question) in (1_i64..).zip(&self.questions) {
            pen.insert(
                red_flag_question::table,
                (
                    red_flag_question::red_flag_set.eq(id),
                    red_flag_question::position.eq(position),
                    red_flag_question::asks.eq(question.asks.trim()),
                    red_flag_question::urgency.eq(question.urgency),
                ),
            )?;
        }
        Ok(id)
    }
}

/// Approves a version, under the physician's own name and with the day; the version before is retired.
#[derive(Clone, Copy, Debug)]
pub struct ApproveRedFlags {
    /// Which.
    pub set: RedFlagSetId,
    /// The day of the approval, as it stands on the protocol.
    pub on: Day,
}

impl Command for ApproveRedFlags {
    const ACT: Act = APPROVE_RED_FLAGS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let found = red_flag_set::table.filter(red_flag_set::id.eq(self.set)).select(red_flag_set::title);
        let title: String = tx.one(found, "set of questions")?;
        let (now, me) = (tx.now(), tx.who().account());
        let before = red_flag_set::table
            .filter(red_flag_set::title.eq(&title).and(red_flag_set::id.ne(self.set)))
            .filter(red_flag_set::approved_on.is_not_null().and(red_flag_set::retired_at.is_null()));
        let new = red_flag_set::table
            .filter(red_flag_set::id.eq(self.set).and(red_flag_set::approved_on.is_null()))
            .filter(red_flag_set::retired_at.is_null());
        let mut pen = tx.write(PhoneFact::RedFlagsApproved { red_flag_set: self.set, approved_on: self.on });
        pen.run(diesel::update(before).set(red_flag_set::retired_at.eq(Some(now))))?;
        pen.change(
            diesel::update(new)
                .set((red_flag_set::approved_on.eq(Some(self.on)), red_flag_set::approved_by.eq(Some(me)))),
        )?;
        Ok(())
    }
}

/// Takes a version out of use.
#[derive(Clone, Copy, Debug)]
pub struct RetireRedFlags {
    /// Which.
    pub set: RedFlagSetId,
}

impl Command for RetireRedFlags {
    const ACT: Act = APPROVE_RED_FLAGS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let now = tx.now();
        let open = red_flag_set::table.filter(red_flag_set::id.eq(self.set).and(red_flag_set::retired_at.is_null()));
        tx.write(PhoneFact::RedFlagsRetired { retired: self.set })
            .change(diesel::update(open).set(red_flag_set::retired_at.eq(Some(now))))?;
        Ok(())
    }
}

/// A question of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedFlagQuestion {
    /// Its place in the set, from 1 on.
    pub position: i64,
    /// What to ask, word for word.
    pub asks: String,
    /// How urgent it is when the answer is yes.
    pub urgency: Urgency,
}

/// A version of the questions about a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedFlagSet {
    /// Its id.
    pub id: RedFlagSetId,
    /// The complaint.
    pub title: String,
    /// Which version.
    pub version: i64,
    /// Who approved it, and on which day; none as long as nobody has.
    pub approved: Option<(AccountId, Day)>,
    /// The questions, the most dangerous first.
    pub questions: Vec<RedFlagQuestion>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = red_flag_set)]
struct SetRow {
    id: RedFlagSetId,
    title: String,
    version: i64,
    approved_on: Option<Day>,
    approved_by: Option<AccountId>,
}

fn with_questions(read: &mut Reader<'_>, rows: Vec<SetRow>) -> Result<Vec<RedFlagSet>, Problem> {
    let ids: Vec<RedFlagSetId> = rows.iter().map(|row| row.id).collect();
    let query = red_flag_question::table
        .filter(red_flag_question::red_flag_set.eq_any(ids))
        .order((red_flag_question::red_flag_set, red_flag_question::position))
        .select((
            red_flag_question::red_flag_set,
            red_flag_question::position,
            red_flag_question::asks,
            red_flag_question::urgency,
        ));
    let asked: Vec<(RedFlagSetId, i64, String, Urgency)> = read.list(query, 4_000)?;
    let of_set = |set: RedFlagSetId| {
        let mine = asked.iter().filter(move |(of, ..)| *of == set);
        mine.map(|(_, position, asks, urgency)| RedFlagQuestion {
            position: *position,
            asks: asks.clone(),
            urgency: *urgency,
        })
    };
    let set = |row: SetRow| RedFlagSet {
        id: row.id,
        title: row.title,
        version: row.version,
        approved: row.approved_by.zip(row.approved_on),
        questions: of_set(row.id).collect(),
    };
    Ok(rows.into_iter().map(set).collect())
}

/// The sets that may be used: approved and not retired, by complaint.
///
/// # Errors
/// Broken, when the database fails.
pub fn sets_in_use(read: &mut Reader<'_>) -> Result<Vec<RedFlagSet>, Problem> {
    let query = red_flag_set::table
        .filter(red_flag_set::approved_on.is_not_null().and(red_flag_set::retired_at.is_null()))
        .order(red_flag_set::title)
        .select(SetRow::as_select());
    let rows: Vec<SetRow> = read.list(query, SETS_MAX)?;
    with_questions(read, rows)
}

/// Every set that is not retired, also those that nobody has approved yet.
#[derive(Clone, Copy, Debug)]
pub struct RedFlagSets;

impl Query for RedFlagSets {
    const ACT: Act = SEE_RED_FLAGS;
    type Answer = NoPatients<Vec<RedFlagSet>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let query = red_flag_set::table
            .filter(red_flag_set::retired_at.is_null())
            .order((red_flag_set::title, red_flag_set::version))
            .select(SetRow::as_select());
        let rows: Vec<SetRow> = read.list(query, SETS_MAX)?;
        with_questions(read, rows).map(NoPatients)
    }
}
