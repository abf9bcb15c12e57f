//! Recalls told by message: planned by the practice's steps, counted as attempts when they went out, and answered.

use super::answer::note_about;
use super::{Heard, set_up};
use communications::reminders::{
    Channel, Meaning, MessageId, MessageLine, MessageStanding, Occasion, Reply, SEND_REMINDERS, Step, ThingId, ToSay,
    finish_answers_about, message_line, messages_about, plan_one, same, steps,
};
use front_office::follow_up::{
    AttemptOutcome, CALL_PATIENTS, NoteRecallAttempt, RecallEnd, RecallId, RecallToTell, decline_recall, note_told,
    open_recall, recall_ids_of, recall_told, recalls_to_tell, show_again,
};
use front_office::patient_flow::VisitId;
use kernel::{Day, Moment, Problem};
use office::{Act, Command, Reader, SiteId, Subject, Tx};
use registry::practice::{Site, site};

/// At this hour of the day on which a step falls.
const HOUR: i8 = 10;
/// A step that is missed by more days is not made up for: who is long overdue is called.
const LATE_DAYS: i32 = 7;
/// Recalls told for the first time at once; the next ones follow when it is planned again.
const AT_ONCE: usize = 100;

/// Plans what goes out now to those who are to come again. Doing it again changes nothing.
#[derive(Clone, Copy, Debug)]
pub struct PlanRecalls {
    /// Where they were seen.
    pub site: SiteId,
}

/// The steps of recalls that are in use, the first one first, each with the days after which it is.
fn steps_of(read: &mut Reader<'_>) -> Result<Vec<(i32, Step)>, Problem> {
    let used = |step: &Step| step.fields.occasion == Occasion::Recall && step.fields.active;
    let days = |step: Step| (i32::try_from(step.fields.minutes / 1_440).unwrap_or(0), step);
    let mut all: Vec<(i32, Step)> = steps(read)?.into_iter().filter(used).map(days).collect();
    all.sort_by_key(|(days, step)| (*days, step.id));
    Ok(all)
}

fn goes_out(place: &Site, day: Day) -> Moment {
    Moment::from_civil(day.civil().at(HOUR, 0, 0, 0), &place.zone)
}

/// The step of a recall that is due now: the latest that has come and was not missed by long.
fn due_now<'a>(place: &Site, steps: &'a [(i32, Step)], recall: &RecallToTell, now: Moment) -> Option<&'a Step> {
    let come = |days: i32| {
        let day = recall.due.plus_days(days);
        goes_out(place, day) <= now && now < goes_out(place, day.plus_days(LATE_DAYS))
    };
    steps.iter().rev().find(|(days, _)| come(*days)).map(|(_, step)| step)
}

impl Command for PlanRecalls {
    const ACT: Act = SEND_REMINDERS;
    /// How many were planned.
    type Done = usize;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<usize, Problem> {
        if !set_up(tx)? {
            return Ok(0);
        }
        let steps = steps_of(tx)?;
        if steps.is_empty() {
            return Ok(0);
        }
        let (place, now) = (site(tx, self.site)?, tx.now());
        let today = tx.today(&place.zone);
        let mut due: Vec<(RecallToTell, &Step)> = Vec::new();
        for (days, step) in &steps {
            let since = (today.plus_days(-days - LATE_DAYS), today.plus_days(-days));
            let all = recalls_to_tell(tx, self.site, since)?;
            let now_due =
                |recall: &RecallToTell| due_now(&place, &steps, recall, now).is_some_and(|one| one.id == step.id);
            due.extend(all.into_iter().filter(now_due).map(|recall| (recall, step)));
        }
        let ids = recall_ids_of(tx, &due.iter().map(|(recall, _)| recall.visit).collect::<Vec<VisitId>>())?;
        let things: Vec<ThingId> = ids.values().map(|id| same(*id)).collect();
        let said = messages_about(tx, &things)?;
        let mut planned = 0;
        for (recall, step) in due {
            let known = ids.get(&(recall.rule, recall.visit)).map(|id| same(*id));
            let lines = known.and_then(|id: ThingId| said.get(&id)).map(Vec::as_slice).unwrap_or_default();
            if lines.iter().any(|line| line.step == step.id) {
                continue;
            }
            let id = open_recall(tx, self.site, &recall)?;
            let until_at = goes_out(&place, recall.until());
            let said = ToSay { thing: same(id), patient: recall.patient, site: self.site, until_at };
            plan_one(tx, &said, step, now)?;
            planned += 1;
            if planned == AT_ONCE {
                break;
            }
        }
        Ok(planned)
    }
}

/// A message about a recall went out: it is an attempt, and hides the recall until the next step, or for some days after the last.
pub(super) fn after_sent(tx: &mut Tx<'_>, before: &MessageLine) -> Result<(), Problem> {
    let goes = matches!(before.standing, MessageStanding::Sending | MessageStanding::Planned);
    if before.occasion != Occasion::Recall || !goes {
        return Ok(());
    }
    let recall: RecallId = same(before.thing);
    if before.channel == Channel::Letter {
        return note_told(tx, recall, AttemptOutcome::LetterSent, None);
    }
    let (place, due) = (site(tx, before.site)?, recall_told(tx, recall)?.due);
    let today = tx.today(&place.zone);
    let next = steps_of(tx)?.into_iter().map(|(days, _)| due.plus_days(days)).find(|day| *day > today);
    note_told(tx, recall, AttemptOutcome::Messaged, next)
}

/// A message about a recall has failed by every way: nothing hides the recall from the calls.
pub(super) fn after_failed(tx: &mut Tx<'_>, message: MessageId) -> Result<(), Problem> {
    let line = message_line(tx, message)?;
    if line.occasion == Occasion::Recall && line.standing == MessageStanding::Failed {
        show_again(tx, same(line.thing))?;
    }
    Ok(())
}

/// Does what a patient answered to a recall: they are called, or are not told any more. Says what it has become.
pub(super) fn act_on(tx: &mut Tx<'_>, about: &MessageLine, reply: Reply, heard: Heard) -> Result<Meaning, Problem> {
    let recall: RecallId = same(about.thing);
    let end = recall_told(tx, recall)?.end;
    let means = match reply {
        Reply::Yes => {
            if end != Some(RecallEnd::Booked) {
                note_told(tx, recall, AttemptOutcome::AsksCall, None)?;
                show_again(tx, recall)?;
            }
            Meaning::CallMe
        }
        Reply::No => {
            finish_answers_about(tx, about.thing)?;
            if !matches!(end, Some(RecallEnd::Booked | RecallEnd::Declined)) {
                decline_recall(tx, recall)?;
            }
            Meaning::Declined
        }
    };
    note_about(tx, about, means, heard)?;
    Ok(means)
}

/// Somebody called about a recall: what the patient had asked for by message is done with it, unless nobody answered.
#[derive(Clone, Copy, Debug)]
pub struct NoteRecallCall {
    /// What came of it.
    pub attempt: NoteRecallAttempt,
    /// The recall, where the patient was told of it by message.
    pub recall: Option<RecallId>,
}

impl Command for NoteRecallCall {
    const ACT: Act = CALL_PATIENTS;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.attempt.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.attempt.perform(tx)?;
        let Some(recall) = self.recall else { return Ok(()) };
        if recall_told(tx, recall)?.patient != self.attempt.patient {
            return Err(Problem::not_found("no_such_recall", "There is no such recall."));
        }
        if self.attempt.outcome != AttemptOutcome::NoAnswer {
            finish_answers_about(tx, same(recall))?;
        }
        Ok(())
    }
}
