//! Recalls: who is to come again because their last completed care was so long ago. They are computed from the visits each
//! time they are looked at, so that a visit undone or done is seen at once.

use super::facts::FollowUpFact;
use super::tables::{RecallAttemptRow, RecallRuleRow, recall_attempt, recall_rule};
use super::{CALL_PATIENTS, MANAGE_FOLLOW_UP, RecallAttemptId, RecallRuleId, SEE_FOLLOW_UP};
use crate::patient_flow::tables::visit;
use crate::patient_flow::{Status, VisitId};
use crate::scheduling::{Standing, VisitTypeId, bookable, tables::appointment, visit_type};
use diesel::prelude::*;
use jiff::Span;
use kernel::{Day, Moment, Problem};
use office::{Act, Command, NoPatients, PatientId, Query, Reader, SiteId, Subject, Tx};
use registry::people::deceased;
use registry::people::merging::check_stands;
use registry::practice::{StaffId, today_at};
use std::collections::BTreeSet;

/// Rules of a practice.
const RULES_MAX: u32 = 50;
/// Months for which somebody who is overdue is still called.
pub(super) const OVERDUE_MONTHS: i32 = 12;
/// Days ahead of the due day on which the calls begin.
const AHEAD_DAYS: i32 = 14;
/// More than this of one rule are not listed at once.
const LINES_MAX: u32 = 200;

kernel::code!(
    /// What came of an attempt to reach a patient.
    AttemptOutcome {
        /// A message was left.
        MessageLeft = "message_left",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// A letter was sent.
        LetterSent = "letter_sent",
        /// The patient will call back.
        WillCall = "will_call",
        /// The patient does not want to come.
        Declined = "declined",
        /// A text message or an e-mail went out.
        Messaged = "messaged",
        /// The patient answered a message and asks for a call.
        AsksCall = "asks_call",
    }
);

impl AttemptOutcome {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::MessageLeft => "Message left",
            Self::NoAnswer => "No answer",
            Self::LetterSent => "Letter sent",
            Self::WillCall => "Will call back",
            Self::Declined => "Does not want to come",
            Self::Messaged => "Message sent",
            Self::AsksCall => "Asks for a call",
        }
    }

    /// Whether the patient was spoken to, or has answered: they are not told again by message.
    pub(super) const REACHED: [Self; 3] = [Self::WillCall, Self::Declined, Self::AsksCall];

    /// Days for which the recall is hidden.
    pub(super) const fn hides_for_days(self) -> i32 {
        match self {
            Self::AsksCall => 0,
            Self::NoAnswer => 2,
            Self::MessageLeft | Self::WillCall | Self::Messaged => 7,
            Self::LetterSent => 21,
            Self::Declined => 365,
        }
    }
}

/// A rule after which patients are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecallRule {
    /// Its id.
    pub id: RecallRuleId,
    /// What the office calls it: `Diabetes check`.
    pub name: String,
    /// After which kind of visit.
    pub after: VisitTypeId,
    /// How many months later.
    pub months: i64,
    /// For which kind of visit they are booked.
    pub book: VisitTypeId,
    /// Whether it is in use.
    pub active: bool,
    /// For the next change.
    pub version: i64,
}

/// Adds a rule.
#[derive(Clone, Debug)]
pub struct AddRecallRule {
    /// What the office calls it.
    pub name: String,
    /// After which kind of visit.
    pub after: VisitTypeId,
    /// How many months later, 1 to 120.
    pub months: i64,
    /// For which kind of visit they are booked.
    pub book: VisitTypeId,
}

impl Command for AddRecallRule {
    const ACT: Act = MANAGE_FOLLOW_UP;
    type Done = RecallRuleId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<RecallRuleId, Problem> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            let say = "Enter what this recall is called, in up to 60 letters.";
            return Err(Problem::invalid("no_name", say).at("name", say));
        }
        if !(1..=120).contains(&self.months) {
            let say = "Enter after how many months, from 1 to 120.";
            return Err(Problem::invalid("bad_months", say).at("months", say));
        }
        let taken = recall_rule::table.filter(recall_rule::name.eq(name)).select(recall_rule::id);
        let taken: Option<RecallRuleId> = tx.maybe(taken)?;
        if taken.is_some() {
            let say = "There is a recall of this name already.";
            return Err(Problem::conflict("name_taken", say).at("name", say));
        }
        bookable(tx, self.book)?;
        visit_type(tx, self.after)?;
        let row = RecallRuleRow {
            id: tx.id(),
            name: name.to_owned(),
            after_type: self.after,
            months: self.months,
            book_type: self.book,
            active: true,
            version: 1,
        };
        tx.write(FollowUpFact::RecallRuleKept { rule: row.id }).insert(recall_rule::table, &row)?;
        Ok(row.id)
    }
}

/// Takes a rule out of use, or into use again.
#[derive(Clone, Copy, Debug)]
pub struct ChangeRecallRule {
    /// Which.
    pub rule: RecallRuleId,
    /// The version that was seen.
    pub version: i64,
    /// Whether it is in use from now on.
    pub active: bool,
}

impl Command for ChangeRecallRule {
    const ACT: Act = MANAGE_FOLLOW_UP;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let target =
            recall_rule::table.filter(recall_rule::id.eq(self.rule).and(recall_rule::version.eq(self.version)));
        tx.write(FollowUpFact::RecallRuleKept { rule: self.rule }).change(
            diesel::update(target)
                .set((recall_rule::active.eq(self.active), recall_rule::version.eq(self.version + 1))),
        )?;
        Ok(())
    }
}

/// The rules, by name.
#[derive(Clone, Copy, Debug)]
pub struct RecallRules;

impl Query for RecallRules {
    const ACT: Act = SEE_FOLLOW_UP;
    type Answer = NoPatients<Vec<RecallRule>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        recall_rules(read).map(NoPatients)
    }
}

/// Every rule, by name.
///
/// # Errors
/// Broken, when the database fails.
pub fn recall_rules(read: &mut Reader<'_>) -> Result<Vec<RecallRule>, Problem> {
    let query = recall_rule::table.order(recall_rule::name).select(RecallRuleRow::as_select());
    let rows: Vec<RecallRuleRow> = read.list(query, RULES_MAX)?;
    let rule = |row: RecallRuleRow| RecallRule {
        id: row.id,
        name: row.name,
        after: row.after_type,
        months: row.months,
        book: row.book_type,
        active: row.active,
        version: row.version,
    };
    Ok(rows.into_iter().map(rule).collect())
}

/// Notes that somebody tried to reach a patient; the recall is hidden for some days.
#[derive(Clone, Copy, Debug)]
pub struct NoteRecallAttempt {
    /// Of which rule.
    pub rule: RecallRuleId,
    /// Whom.
    pub patient: PatientId,
    /// At which site they are called: it is hidden by the days of that site.
    pub site: SiteId,
    /// What came of it.
    pub outcome: AttemptOutcome,
}

impl Command for NoteRecallAttempt {
    const ACT: Act = CALL_PATIENTS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let known: Option<RecallRuleId> =
            tx.maybe(recall_rule::table.filter(recall_rule::id.eq(self.rule)).select(recall_rule::id))?;
        if known.is_none() {
            return Err(Problem::not_found("no_such_rule", "There is no such recall."));
        }
        let id: RecallAttemptId = tx.id();
        let row = RecallAttemptRow {
            id,
            rule: self.rule,
            patient: self.patient,
            outcome: self.outcome,
            at: tx.now(),
            account: tx.who().account(),
            hidden_until: today_at(tx, self.site)?.plus_days(self.outcome.hides_for_days()),
        };
        check_stands(tx, self.patient)?;
        let fact = FollowUpFact::RecallAttempted { rule: self.rule, patient: self.patient, outcome: self.outcome };
        tx.write(fact).insert(recall_attempt::table, row)?;
        Ok(())
    }
}

/// Somebody who is to come again.
#[derive(Clone, Debug)]
pub struct RecallLine {
    /// By which rule.
    pub rule: RecallRule,
    /// Who.
    pub patient: PatientId,
    /// The visit from which it is counted.
    pub visit: VisitId,
    /// When the care was completed from which it is counted.
    pub last: Day,
    /// Who gave it.
    pub provider: StaffId,
    /// When they are to come again.
    pub due: Day,
    /// How often somebody tried to reach them since.
    pub attempts: usize,
}

/// Who is to be called at a site, by rule, the longest overdue first: not who has an appointment ahead for what the rule
/// books, nor who was called and is hidden for now.
///
/// # Errors
/// Broken, when the database fails.
pub fn recalls_due(read: &mut Reader<'_>, site: SiteId, today: Day) -> Result<Vec<RecallLine>, Problem> {
    let mut lines = Vec::new();
    for rule in recall_rules(read)?.into_iter().filter(|rule| rule.active) {
        let until = back(today.plus_days(AHEAD_DAYS), rule.months);
        let seen = (back(until, i64::from(OVERDUE_MONTHS)), until);
        let wanted = Wanted { seen, hidden_after: today, reached: &[], at_most: LINES_MAX };
        lines.extend(due_by(read, site, &rule, &wanted)?);
    }
    Ok(lines)
}

pub(super) fn back(day: Day, months: i64) -> Day {
    day.civil().saturating_sub(Span::new().months(i32::try_from(months).unwrap_or(0))).into()
}

pub(super) fn forth(day: Day, months: i64) -> Day {
    day.civil().saturating_add(Span::new().months(i32::try_from(months).unwrap_or(0))).into()
}

/// Whom to list, and who is left out.
pub(super) struct Wanted<'a> {
    /// Who was seen from this day to that one.
    pub seen: (Day, Day),
    /// Whoever is hidden beyond this day.
    pub hidden_after: Day,
    /// Whoever was tried since the visit, with one of these outcomes.
    pub reached: &'a [AttemptOutcome],
    /// More are not listed at once.
    pub at_most: u32,
}

pub(super) fn due_by(
    read: &mut Reader<'_>,
    site: SiteId,
    rule: &RecallRule,
    wanted: &Wanted<'_>,
) -> Result<Vec<RecallLine>, Problem> {
    let (from, until) = wanted.seen;
    let later = diesel::alias!(visit as later_visit);
    let done = visit::status.eq(Status::Left);
    let again = later
        .filter(later.field(visit::patient).eq(visit::patient))
        .filter(later.field(visit::visit_type).eq(visit::visit_type))
        .filter(later.field(visit::status).eq(Status::Left))
        .filter(later.field(visit::arrived_at).gt(visit::arrived_at));
    let now = read.now();
    let booked = appointment::table
        .filter(appointment::patient.eq(visit::patient).and(appointment::starts_at.ge(now)))
        .filter(appointment::visit_type.eq(rule.book))
        .filter(appointment::standing.eq_any([Standing::Booked, Standing::Confirmed]));
    let hidden = recall_attempt::table
        .filter(recall_attempt::patient.eq(visit::patient).and(recall_attempt::rule.eq(rule.id)))
        .filter(recall_attempt::hidden_until.gt(wanted.hidden_after));
    let tried = diesel::alias!(recall_attempt as tried);
    let reached = tried
        .filter(tried.field(recall_attempt::patient).eq(visit::patient))
        .filter(tried.field(recall_attempt::rule).eq(rule.id))
        .filter(tried.field(recall_attempt::at).gt(visit::arrived_at))
        .filter(tried.field(recall_attempt::outcome).eq_any(wanted.reached.to_vec()));
    let query = visit::table
        .filter(visit::visit_type.eq(rule.after).and(visit::day.between(from, until)))
        .filter(visit::site.eq(site).and(done))
        .filter(diesel::dsl::not(diesel::dsl::exists(again)))
        .filter(diesel::dsl::not(diesel::dsl::exists(booked)))
        .filter(diesel::dsl::not(diesel::dsl::exists(hidden)))
        .filter(diesel::dsl::not(diesel::dsl::exists(reached)))
        .order((visit::day, visit::id))
        .select((visit::patient, visit::id, visit::day, visit::provider.assume_not_null(), visit::arrived_at));
    let rows: Vec<(PatientId, VisitId, Day, StaffId, Moment)> = read.list(query, wanted.at_most)?;
    let patients: Vec<PatientId> = rows.iter().map(|(patient, ..)| *patient).collect();
    let dead = deceased(read, &patients)?;
    let tried = attempts(read, rule.id, &patients)?;
    let mut seen = BTreeSet::new();
    let mut lines = Vec::with_capacity(rows.len());
    for (patient, visit, last, provider, arrived_at) in rows {
        if dead.contains(&patient) || !seen.insert(patient) {
            continue;
        }
        let since = |(whom, at): &&(PatientId, Moment)| *whom == patient && *at > arrived_at;
        let attempts = tried.iter().filter(since).count();
        lines.push(RecallLine {
            rule: rule.clone(),
            patient,
            visit,
            last,
            provider,
            due: forth(last, rule.months),
            attempts,
        });
    }
    Ok(lines)
}

/// When somebody tried to reach these patients by a rule.
fn attempts(
    read: &mut Reader<'_>,
    rule: RecallRuleId,
    patients: &[PatientId],
) -> Result<Vec<(PatientId, Moment)>, Problem> {
    if patients.is_empty() {
        return Ok(Vec::new());
    }
    let tried = recall_attempt::table
        .filter(recall_attempt::patient.eq_any(patients).and(recall_attempt::rule.eq(rule)))
        .select((recall_attempt::patient, recall_attempt::at));
    read.list(tried, LINES_MAX * 100)
}
