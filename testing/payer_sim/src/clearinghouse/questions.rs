//! Questions: answered at once when asked in real time, or put into the mailbox when they came in a batch.

use super::{Answer, Clearinghouse, Unreadable, intake};
use crate::edi::at_noon;
use crate::faults::Fault;
use crate::inquiry;
use crate::mailbox::{Route, Topic};
use x12::eligibility::EligibilityInquiry;
use x12::review::Review;
use x12::status::StatusInquiry;
use x12::{Kind, Transaction};

impl Clearinghouse {
    /// Answers a file while the asker waits: with a 271, 277 or 278, or with the 999 or TA1 that refuses it.
    ///
    /// # Errors
    /// When the file does not begin as an interchange, or asks nothing that is answered in real time.
    pub fn answer_now(&mut self, route: &Route, bytes: &[u8]) -> Result<Answer, Unreadable> {
        let taken = intake::inspect(bytes, self.today)?;
        let Some(first) = taken.interchanges.first() else { return Err(Unreadable) };
        self.addresses.insert(route.clone(), first.envelope.answer(at_noon(self.today), 0));
        let accepted = taken.accepted.into_iter().next();
        let (topic, printed) = match accepted.and_then(|asked| self.answer_transaction(route, &asked)) {
            Some(answered) => answered,
            None if taken.interchange_acknowledgements.iter().any(|ta1| ta1.outcome == "R") => {
                let envelope = self.envelope(route);
                (Topic::Ta1, envelope.print_interchange_acknowledgements(&taken.interchange_acknowledgements))
            }
            None if taken.group_acknowledgements.is_empty() => return Err(Unreadable),
            None => (Topic::Group, self.envelope(route).print(&taken.group_acknowledgements)),
        };
        let delay = self.faults.slowness(topic);
        let mut answer = Answer { topic, bytes: printed, cut_off: false, delay };
        match self.faults.strike(topic) {
            Some(Fault::CutOff) => answer.cut_off = true,
            Some(Fault::Twice) => answer.bytes = answer.bytes.repeat(2),
            Some(fault) => answer.bytes = fault.spoil(&answer.bytes),
            None => {}
        }
        Ok(answer)
    }

    /// The answer to a question; nothing when it is none, or cannot be read.
    pub(super) fn answer_transaction(&mut self, route: &Route, asked: &Transaction) -> Option<(Topic, Vec<u8>)> {
        let today = self.today;
        match asked.kind()? {
            Kind::EligibilityInquiry => {
                let inquiry = asked.read::<EligibilityInquiry>().ok()?;
                let answer = inquiry::eligibility((&self.world, &self.books), &inquiry, today);
                Some((Topic::Eligibility, self.envelope(route).print(&[answer])))
            }
            Kind::StatusInquiry => {
                let inquiry = asked.read::<StatusInquiry>().ok()?;
                let answer = inquiry::status((&self.world, &self.books), &inquiry, today);
                Some((Topic::Status, self.envelope(route).print(&[answer])))
            }
            Kind::ReviewRequest => {
                let request = asked.read::<Review>().ok()?;
                let answer = inquiry::review(&self.world, &mut self.books, &request, today);
                Some((Topic::Review, self.envelope(route).print(&[answer])))
            }
            _ => None,
        }
    }
}
