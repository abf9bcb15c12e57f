//! Being asked: the next question, or where the answers given so far have led.

use super::ASK_QUESTIONS;
use super::body::{At, BookThis, GivenAnswers, Leads, NotHere, Question, TakenStep};
use super::draft::{edition, stored};
use super::known::Known;
use crate::scheduling::VisitTypeId;
use kernel::Problem;
use office::{Act, NoPatients, Query, Reader, SiteId, Subject};
use registry::practice::StaffId;

/// Asks the questions: from the beginning, or on from the answers given so far.
#[derive(Clone, Debug)]
pub struct FollowQuestions {
    /// The answers so far; nothing to begin with those in use.
    pub given: Option<GivenAnswers>,
}

/// Where the asking stands.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The edition that is asked, and the answers given.
    pub given: GivenAnswers,
    /// The same in words.
    pub taken: Vec<TakenStep>,
    /// What comes now.
    pub now: AskedNow,
}

/// What comes after the answers given so far.
#[derive(Clone, Debug)]
pub enum AskedNow {
    /// Another question.
    Question(Question),
    /// This is booked.
    Book(BookNow),
    /// Nothing is booked here.
    NotHere(NotHere),
}

/// What is booked, as far as the practice still offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookNow {
    /// The kind of visit; nothing, where it is no longer offered.
    pub visit_type: Option<VisitTypeId>,
    /// What it is called.
    pub called: String,
    /// With one of these; empty where whoever does this kind of visit will do, or nobody named is left.
    pub providers: Vec<(StaffId, String)>,
    /// Only at this site; nothing, where any will do or it is closed to the asker.
    pub site: Option<(SiteId, String)>,
    /// What the desk tells the patient.
    pub tell: String,
    /// What of the outcome is no longer offered, a sentence each.
    pub out_of_date: Vec<String>,
    /// As one reads it: the kind of visit, with whom, and where.
    pub words: String,
}

impl BookNow {
    pub(super) fn of(known: &Known, book: &BookThis) -> Self {
        Self {
            visit_type: known.visit_type(book).filter(|kind| kind.active).map(|kind| kind.id),
            called: known.kind_called(book),
            providers: known.providers(book).into_iter().map(|id| (id, known.called(id))).collect(),
            site: known.site(book).map(|site| (site.id, site.name.clone())),
            tell: book.tell.trim().to_owned(),
            out_of_date: known.against(book),
            words: known.as_published(book),
        }
    }
}

impl Query for FollowQuestions {
    const ACT: Act = ASK_QUESTIONS;
    /// Nothing, where no questions are in use.
    type Answer = NoPatients<Option<Asking>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let given = match &self.given {
            Some(given) => given.clone(),
            None => match stored(read)?.filter(|row| row.in_use) {
                Some(row) => GivenAnswers { edition: row.edition, steps: Vec::new() },
                None => return Ok(NoPatients(None)),
            },
        };
        let (_, body) = edition(read, given.edition)?;
        let (taken, at) = body.walk(&given.steps)?;
        let now = match at {
            At::Question(question) => AskedNow::Question(question.clone()),
            At::End(Leads::Book(book)) => AskedNow::Book(BookNow::of(&Known::of(read, std::iter::once(book))?, book)),
            At::End(Leads::NotHere(other)) => AskedNow::NotHere(other.clone()),
            At::End(Leads::Nowhere | Leads::Question(_)) => {
                return Err(Problem::broken("dead_end", "A published question leads nowhere."));
            }
        };
        Ok(NoPatients(Some(Asking { given, taken, now })))
    }
}
