//! One deed or question on its way through the office: subject, policy, perform or answer, journal.

use crate::actor::Actor;
use crate::clock::{Clock, Dice};
use crate::db::{Db, RETRY};
use crate::engine::{Ran, Work};
use crate::fact::Noted;
use crate::journal::{Heading, Outcome, append, append_shown};
use crate::path::{Command, Query};
use crate::policy;
use crate::reader::Reader;
use crate::request::{self, first_answer, keep_answer};
use crate::subject::{PatientId, Subject};
use crate::tx::Tx;
use kernel::{Kind, Problem, RawId};
use std::sync::Arc;
use tokio::sync::oneshot;

type Reply<T> = oneshot::Sender<Result<T, Problem>>;

/// What every piece of work brings along.
pub(crate) struct Around {
    pub who: Actor,
    pub clock: Arc<dyn Clock>,
    pub dice: Arc<dyn Dice>,
}

/// A command under way.
pub(crate) struct Deed<C: Command> {
    pub around: Around,
    pub command: C,
    pub request: Option<RawId>,
    pub outcome: Option<Result<C::Done, Problem>>,
    pub subject: Option<Subject>,
    pub reply: Reply<C::Done>,
}

impl<C: Command> Deed<C> {
    fn attempt(&mut self, db: &mut Db) -> Result<C::Done, Problem> {
        if let Some(request) = self.request {
            match first_answer(db, request, &self.around.who, C::ACT)? {
                request::Answered::Already(done) => return Ok(done),
                request::Answered::NotYet => {}
            }
        }
        let now = self.around.clock.now();
        let read = Reader { db, who: &self.around.who, now };
        let mut tx = Tx { read, dice: &*self.around.dice, noted: Vec::new() };
        let subject = self.command.subject(&mut tx)?;
        self.subject = Some(subject);
        policy::check(&self.around.who, C::ACT, &subject)?;
        let done = self.command.perform(&mut tx)?;
        let noted = tx.noted;
        let heading =
            Heading { at: now, who: &self.around.who, act: C::ACT, outcome: Outcome::Done, request: self.request };
        append(db, &heading, &noted)?;
        if let Some(request) = self.request {
            keep_answer(db, request, &self.around.who, C::ACT, now, &done)?;
        }
        Ok(done)
    }
}

impl<C: Command> Work for Deed<C> {
    fn run(&mut self, db: &mut Db) -> Ran {
        let outcome = self.attempt(db);
        let ran = match &outcome {
            Ok(_) => Ran::Keep,
            Err(why) if why.code() == RETRY => Ran::Again,
            Err(_) => Ran::Undo,
        };
        self.outcome = Some(outcome);
        ran
    }

    fn aftermath(&mut self, db: &mut Db) -> Result<(), Problem> {
        let Some(Err(why)) = &self.outcome else {
            return Ok(());
        };
        let refused = why.kind() == Kind::Refused || (why.kind() == Kind::NotFound && self.subject.is_some());
        if !refused {
            return Ok(());
        }
        note_refusal(db, &self.around, C::ACT, self.subject, why.code(), self.request)
    }

    fn finish(self: Box<Self>, committed: Result<(), Problem>) {
        let outcome = match committed {
            Ok(()) => self.outcome.unwrap_or_else(|| Err(Problem::broken("bug", "Moa did not do anything."))),
            Err(why) => Err(why),
        };
        // Whoever asked may have gone; what was done stays done.
        drop(self.reply.send(outcome));
    }
}

/// Writes down that somebody tried.
pub(crate) fn note_refusal(
    db: &mut Db,
    around: &Around,
    act: crate::act::Act,
    subject: Option<Subject>,
    code: &'static str,
    request: Option<RawId>,
) -> Result<(), Problem> {
    let (patient, site) = parts(subject);
    let body = serde_json::json!({ "why": code }).to_string();
    let note = Noted { name: "act.refused", patient, site, body };
    let at = around.clock.now();
    append(db, &Heading { at, who: &around.who, act, outcome: Outcome::Refused, request }, &[note])
}

const fn parts(subject: Option<Subject>) -> (Option<PatientId>, Option<crate::subject::SiteId>) {
    match subject {
        Some(Subject::Patient(patient)) => (Some(patient), None),
        Some(Subject::Site(site)) => (None, Some(site)),
        Some(Subject::Office) | None => (None, None),
    }
}

/// An answer with its subject, or a problem with what was known of the subject.
type Answered<Q> = Result<(<Q as Query>::Answer, Subject), (Problem, Option<Subject>)>;

/// A question under way.
pub(crate) struct Question<Q: Query> {
    pub around: Around,
    pub query: Q,
    pub outcome: Option<Answered<Q>>,
    pub reply: oneshot::Sender<Answered<Q>>,
}

impl<Q: Query> Question<Q> {
    fn attempt(&self, db: &mut Db) -> Answered<Q> {
        let mut read = Reader { db, who: &self.around.who, now: self.around.clock.now() };
        let subject = self.query.subject(&mut read).map_err(|why| (why, None))?;
        policy::check(&self.around.who, Q::ACT, &subject).map_err(|why| (why, Some(subject)))?;
        let answer = self.query.answer(&mut read).map_err(|why| (why, None))?;
        Ok((answer, subject))
    }
}

impl<Q: Query> Work for Question<Q> {
    fn run(&mut self, db: &mut Db) -> Ran {
        self.outcome = Some(self.attempt(db));
        Ran::Keep
    }

    fn aftermath(&mut self, _db: &mut Db) -> Result<(), Problem> {
        Ok(())
    }

    fn may_look_back(&self) -> bool {
        !Q::SEES_ACCESSES
    }

    fn finish(self: Box<Self>, committed: Result<(), Problem>) {
        let outcome = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Err(why), _) => Err((why, None)),
            (Ok(()), None) => Err((Problem::broken("bug", "Moa did not look at anything."), None)),
        };
        drop(self.reply.send(outcome));
    }
}

/// The access entry of an answer: who was shown whose record (45 CFR 164.312(b), 2013).
pub(crate) struct Access {
    pub around: Around,
    pub act: crate::act::Act,
    pub subject: Option<Subject>,
    pub shown: Vec<PatientId>,
    pub refused: Option<&'static str>,
    pub failure: Option<Problem>,
    pub reply: Reply<()>,
}

impl Access {
    fn note(&self, db: &mut Db) -> Result<(), Problem> {
        if let Some(code) = self.refused {
            return note_refusal(db, &self.around, self.act, self.subject, code, None);
        }
        let at = self.around.clock.now();
        let heading = Heading { at, who: &self.around.who, act: self.act, outcome: Outcome::Shown, request: None };
        append_shown(db, &heading, parts(self.subject), &self.shown)
    }
}

impl Work for Access {
    fn run(&mut self, db: &mut Db) -> Ran {
        match self.note(db) {
            Ok(()) => Ran::Keep,
            Err(why) if why.code() == RETRY => Ran::Again,
            Err(why) => {
                self.failure = Some(why);
                Ran::Undo
            }
        }
    }

    fn aftermath(&mut self, _db: &mut Db) -> Result<(), Problem> {
        Ok(())
    }

    fn changes_answers(&self) -> bool {
        false
    }

    fn finish(self: Box<Self>, committed: Result<(), Problem>) {
        drop(self.reply.send(committed.and(self.failure.map_or(Ok(()), Err))));
    }
}

/// Work of the office itself on the writing connection: sessions, seals, followers. Not for departments.
pub(crate) struct Chore<F, T> {
    chore: F,
    outcome: Option<Result<T, Problem>>,
    unseen: bool,
    reply: Reply<T>,
}

impl<F, T> Chore<F, T> {
    pub(crate) const fn of(chore: F, reply: Reply<T>) -> Self {
        Self { chore, outcome: None, unseen: false, reply }
    }

    /// It writes nothing that a question can see.
    pub(crate) fn unseen(self) -> Self {
        Self { unseen: true, ..self }
    }
}

impl<F, T> Work for Chore<F, T>
where
    F: FnMut(&mut Db) -> Result<T, Problem> + Send,
    T: Send,
{
    fn run(&mut self, db: &mut Db) -> Ran {
        let outcome = (self.chore)(db);
        let ran = match &outcome {
            Ok(_) => Ran::Keep,
            Err(why) if why.code() == RETRY => Ran::Again,
            Err(_) => Ran::Undo,
        };
        self.outcome = Some(outcome);
        ran
    }

    fn aftermath(&mut self, _db: &mut Db) -> Result<(), Problem> {
        Ok(())
    }

    fn changes_answers(&self) -> bool {
        !self.unseen
    }

    fn finish(self: Box<Self>, committed: Result<(), Problem>) {
        let outcome = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Err(why), _) => Err(why),
            (Ok(()), None) => Err(Problem::broken("bug", "Moa did not do anything.")),
        };
        drop(self.reply.send(outcome));
    }
}
