//! Accepting an answer: its lines go into the chart, told by the patient and accepted by whoever does this.

use super::propose::Standing;
use super::read::LINES_MAX;
use super::section_of;
use clinical::histories::{Field, Said, is_same, tell, tell_none};
use front_office::self_check_in::{REVIEW_SELF_CHECK_IN, SelfCheckInId, SelfField, SelfReview, accept_history};
use kernel::Problem;
use office::{Act, Command, Query, Reader, Subject, Tx};
use serde::{Deserialize, Serialize};

/// Accepts an answer of a check-in.
#[derive(Clone, Debug)]
pub struct AcceptHistories {
    /// Of which check-in.
    pub check_in: SelfCheckInId,
    /// Which answer.
    pub field: SelfField,
    /// The lines that are taken, as somebody looked them over; nothing where the patient says that there is none.
    pub lines: Vec<Said>,
    /// Whether it is accepted that there is none.
    pub says_none: bool,
}

/// What became of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedHistories {
    /// So many are in the chart now.
    pub added: usize,
    /// So many stood there already, and were not entered again.
    pub there: usize,
}

impl Command for AcceptHistories {
    const ACT: Act = REVIEW_SELF_CHECK_IN;
    type Done = AcceptedHistories;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        SelfReview { check_in: self.check_in }.subject(read)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<AcceptedHistories, Problem> {
        let own = section_of(self.field).ok_or_else(|| Problem::invalid("no_history", "This is no history."))?;
        if self.lines.is_empty() && !self.says_none {
            let say = "Choose at least one line, or decline the whole answer.";
            return Err(Problem::invalid("nothing_chosen", say).at("lines", say));
        }
        if self.lines.len() > LINES_MAX {
            let say = "These are too many lines for one answer.";
            return Err(Problem::invalid("too_many", say).at("lines", say));
        }
        let patient = accept_history(tx, self.check_in, self.field)?;
        if self.says_none {
            tell_none(tx, patient, own)?;
            return Ok(AcceptedHistories { added: 0, there: 0 });
        }
        let standing = Standing::of(tx, patient, own)?;
        let mut entered: Vec<&Said> = Vec::new();
        for said in &self.lines {
            // What was entered a line before stands there too.
            if !standing.has(said) && !entered.iter().any(|one| is_same(own, one, said)) {
                tell(tx, patient, own, &completed(self.field, said))?;
                entered.push(said);
            }
        }
        let added = entered.len();
        Ok(AcceptedHistories { added, there: self.lines.len() - added })
    }
}

/// A line with what the patient is not asked for.
fn completed(field: SelfField, said: &Said) -> Said {
    let mut said = said.clone();
    let usual: &[(Field, &str)] = match field {
        SelfField::Medicines => &[(Field::Status, "active")],
        SelfField::Allergies => &[(Field::Status, "active"), (Field::Verification, "unconfirmed")],
        SelfField::Conditions => &[(Field::Status, "unknown"), (Field::Verification, "unconfirmed")],
        SelfField::Operations => &[(Field::Status, "completed")],
        _ => &[],
    };
    for (field, word) in usual {
        if said.get(*field).is_empty() {
            said.set(*field, word);
        }
    }
    said
}
