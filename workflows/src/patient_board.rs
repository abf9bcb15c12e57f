//! The live board as a page shows it: who is here and where, who is expected, which rooms are free.

use crate::people_shown::PeopleShown;
use crate::reminders::marks;
use communications::reminders::Mark;
use front_office::patient_flow::{BoardLines, SEE_BOARD, board_lines};
use front_office::scheduling::{AppointmentId, Labels};
use kernel::{Day, Moment, Problem};
use office::{Act, Discloses, PatientId, Query, Reader, SiteId, Subject};
use registry::practice::{Site, StaffId, site, staff_of_account};
use std::collections::HashMap;

/// A site's board, today.
#[derive(Clone, Copy, Debug)]
pub struct PatientBoard {
    /// Where.
    pub site: SiteId,
}

/// The board, ready to be shown.
#[derive(Clone, Debug)]
pub struct BoardPage {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// Today at the site.
    pub day: Day,
    /// The present moment: minutes in a status are counted from its `since` to here.
    pub now: Moment,
    /// Visits, expected appointments, rooms, thresholds.
    pub board: BoardLines,
    /// What those who are expected were reminded of and answered, at a glance.
    pub marks: HashMap<AppointmentId, Mark>,
    /// The patients.
    pub people: PeopleShown,
    /// What providers are called.
    pub labels: Labels,
    /// The staff record of whoever looks, if they see patients at a site where patients wait for the next provider.
    pub me: Option<StaffId>,
}

impl Discloses for BoardPage {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for PatientBoard {
    const ACT: Act = SEE_BOARD;
    type Answer = BoardPage;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<BoardPage, Problem> {
        let place = site(read, self.site)?;
        let day = read.today(&place.zone);
        let board = board_lines(read, self.site, day)?;
        let here = board.visits.iter().chain(&board.left_open).map(|line| line.patient);
        let expected = board.expected.iter().map(|line| line.patient);
        let people = PeopleShown::of(read, here.chain(expected))?;
        let labels = Labels::of(read, std::iter::once(self.site))?;
        let me = if board.care.on { provider_here(read, self.site)? } else { None };
        let marks = marks(read, board.expected.iter())?;
        Ok(BoardPage { site: place, day, now: read.now(), board, marks, people, labels, me })
    }
}

fn provider_here(read: &mut Reader<'_>, site: SiteId) -> Result<Option<StaffId>, Problem> {
    let mine = staff_of_account(read, read.who().account())?;
    let sees = mine.filter(|line| line.scheduled && line.ended_on.is_none() && line.sites.contains(&site));
    Ok(sees.map(|line| line.id))
}
