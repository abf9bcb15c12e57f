//! Unticking: something was ticked that is not so.

use super::facts::IntakeFact;
use super::tables::check_in_tick;
use super::{CHECK_IN, TickName};
use crate::patient_flow::{VisitId, stored_visit};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, Reader, Subject, Tx};

/// Takes a tick away; that it was there stays in the journal.
#[derive(Clone, Copy, Debug)]
pub struct Untick {
    /// At which visit.
    pub visit: VisitId,
    /// Which of the five.
    pub tick: TickName,
}

impl Command for Untick {
    const ACT: Act = CHECK_IN;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(stored_visit(read, self.visit)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let visit = stored_visit(tx, self.visit)?;
        let mut pen = tx.write(IntakeFact::Unticked {
            visit: visit.id,
            patient: visit.patient,
            site: visit.site,
            tick: self.tick,
        });
        let target =
            check_in_tick::table.filter(check_in_tick::visit.eq(visit.id).and(check_in_tick::tick.eq(self.tick)));
        if pen.run(diesel::delete(target))? == 0 {
            let say = format!("{} is not ticked.", self.tick.title());
            return Err(Problem::conflict("not_ticked", say));
        }
        Ok(())
    }
}
