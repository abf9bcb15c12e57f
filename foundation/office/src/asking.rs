//! Asking the office: the answer is computed on a snapshot, the access is written down, and only then the answer is given.

use crate::act::Act;
use crate::actor::Actor;
use crate::deed::{Access, Question};
use crate::office::{Office, closed, log_problem};
use crate::path::Query;
use crate::subject::{Discloses, PatientId, Subject};
use kernel::{Kind, Problem};
use tokio::sync::oneshot;

impl Office {
    /// Looks: snapshot, subject, policy, answer; the access is written down before the answer is given.
    ///
    /// # Errors
    /// As for [`Office::perform`].
    pub async fn ask<Q: Query>(&self, who: &Actor, query: Q) -> Result<Q::Answer, Problem> {
        let (answer, subject) = self.answer(who, query).await?;
        self.note_shown(who, Q::ACT, subject, answer.patients()).await?;
        Ok(answer)
    }

    /// Looks again, for a page that shows this already and follows the record by itself: whom the same person was shown there
    /// within the last [`crate::VIEWING_MINUTES`] is not written down once more (docs/decisions/080).
    ///
    /// # Errors
    /// As for [`Office::ask`].
    pub async fn ask_again<Q: Query>(&self, who: &Actor, query: Q) -> Result<Q::Answer, Problem> {
        let (answer, subject) = self.answer(who, query).await?;
        let fresh = self.viewings().unwritten(who, Q::ACT, subject, answer.patients(), self.now());
        self.note_shown(who, Q::ACT, subject, fresh).await?;
        Ok(answer)
    }

    /// The answer, not yet given: what was refused is written down already, what is shown not yet.
    async fn answer<Q: Query>(&self, who: &Actor, query: Q) -> Result<(Q::Answer, Subject), Problem> {
        let (reply, answer) = oneshot::channel();
        let question = Question { around: self.around(who), query, outcome: None, reply };
        self.read_desk()?.hand_in(Box::new(question));
        match answer.await.map_err(|_| closed())? {
            Ok(answered) => Ok(answered),
            Err((why, subject)) => {
                if why.kind() == Kind::Refused || subject.is_some() {
                    self.note_access(who, Q::ACT, subject, Vec::new(), Some(why.code())).await?;
                }
                log_problem(Q::ACT.name, Some(&why));
                Err(why)
            }
        }
    }

    /// Writes the access down, before the answer is given: each patient once, however often the answer speaks of them.
    async fn note_shown(
        &self,
        who: &Actor,
        act: Act,
        subject: Subject,
        mut shown: Vec<PatientId>,
    ) -> Result<(), Problem> {
        shown.sort_unstable();
        shown.dedup();
        if shown.is_empty() {
            return Ok(());
        }
        self.note_access(who, act, Some(subject), shown.clone(), None).await?;
        self.viewings().written(who, act, subject, &shown, self.now());
        Ok(())
    }

    async fn note_access(
        &self,
        who: &Actor,
        act: Act,
        subject: Option<Subject>,
        shown: Vec<PatientId>,
        refused: Option<&'static str>,
    ) -> Result<(), Problem> {
        let (reply, noted) = oneshot::channel();
        let access = Access { around: self.around(who), act, subject, shown, refused, failure: None, reply };
        self.write_desk()?.hand_in(Box::new(access));
        noted.await.map_err(|_| closed())?
    }
}
