//! What the practice offers today, and what of it an outcome no longer fits.

use super::body::{BookThis, Leads, QuestionFault, QuestionsBody};
use crate::scheduling::{VisitType, VisitTypeId, needs_of, visit_types};
use kernel::Problem;
use office::{Query, Reader};
use registry::practice::{Site, StaffId, StaffLine, StaffOfPractice, all_sites};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The visit types, providers and sites that an outcome may name.
pub(super) struct Known {
    visit_types: Vec<VisitType>,
    /// With whom alone a kind of visit may be booked; with everybody where nobody is named.
    only_with: BTreeMap<VisitTypeId, Vec<StaffId>>,
    staff: Vec<StaffLine>,
    sites: Vec<Site>,
}

impl Known {
    /// What is offered today, as far as these outcomes name it.
    pub(super) fn of<'b>(read: &mut Reader<'_>, outcomes: impl Iterator<Item = &'b BookThis>) -> Result<Self, Problem> {
        let mut only_with = BTreeMap::new();
        for outcome in outcomes {
            if let Entry::Vacant(place) = only_with.entry(outcome.visit_type) {
                place.insert(needs_of(read, outcome.visit_type)?.providers);
            }
        }
        Ok(Self {
            visit_types: visit_types(read)?,
            only_with,
            staff: StaffOfPractice.answer(read)?.0,
            sites: all_sites(read)?,
        })
    }

    /// A kind of visit, also one that is no longer offered.
    pub(super) fn visit_type(&self, book: &BookThis) -> Option<&VisitType> {
        self.visit_types.iter().find(|kind| kind.id == book.visit_type)
    }

    /// The site of an outcome, if it is open and the asker works there.
    pub(super) fn site(&self, book: &BookThis) -> Option<&Site> {
        self.sites.iter().find(|site| Some(site.id) == book.site)
    }

    /// What somebody is called, also once they have left.
    pub(super) fn called(&self, id: StaffId) -> String {
        let found = self.staff.iter().find(|line| line.id == id);
        found.map_or_else(|| "a former provider".to_owned(), StaffLine::called)
    }

    /// What a kind of visit is called.
    pub(super) fn kind_called(&self, book: &BookThis) -> String {
        self.visit_type(book).map_or_else(|| "This kind of visit".to_owned(), |kind| kind.name.clone())
    }

    /// An outcome as it was published, also where it is no longer offered.
    pub(super) fn as_published(&self, book: &BookThis) -> String {
        let with: Vec<String> = book.providers.iter().map(|id| self.called(*id)).collect();
        let with = if with.is_empty() { String::new() } else { format!(" with {}", with.join(" or ")) };
        let at = match (book.site, self.site(book)) {
            (None, _) => String::new(),
            (Some(_), Some(site)) => format!(" at {}", site.name),
            (Some(_), None) => " at another site".to_owned(),
        };
        format!("{}{with}{at}", self.kind_called(book))
    }

    /// Why somebody cannot be booked for an outcome; nothing, if they can.
    fn against_provider(&self, book: &BookThis, id: StaffId) -> Option<String> {
        let who = self.called(id);
        let here = self.staff.iter().find(|line| line.id == id && line.ended_on.is_none());
        let Some(line) = here else { return Some(format!("{who} no longer works here.")) };
        if !line.scheduled {
            return Some(format!("{who} does not see patients on a schedule."));
        }
        let only_with = self.only_with.get(&book.visit_type).map_or(&[][..], Vec::as_slice);
        if !only_with.is_empty() && !only_with.contains(&id) {
            return Some(format!("{who} does not see patients for {}.", self.kind_called(book)));
        }
        match self.site(book) {
            Some(site) if !line.sites.contains(&site.id) => Some(format!("{who} does not work at {}.", site.name)),
            _ => None,
        }
    }

    /// Those of the named providers who can be booked.
    pub(super) fn providers(&self, book: &BookThis) -> Vec<StaffId> {
        book.providers.iter().copied().filter(|id| self.against_provider(book, *id).is_none()).collect()
    }

    /// What stands against an outcome today, a sentence each; nothing, if it can be booked as it says.
    pub(super) fn against(&self, book: &BookThis) -> Vec<String> {
        let mut against = Vec::new();
        match self.visit_type(book) {
            Some(kind) if kind.active => {}
            Some(kind) => against.push(format!("“{}” is no longer offered.", kind.name)),
            None => against.push("This kind of visit is no longer offered.".to_owned()),
        }
        if book.site.is_some() && self.site(book).is_none() {
            against.push("The site is closed, or you do not work there.".to_owned());
        }
        against.extend(book.providers.iter().filter_map(|id| self.against_provider(book, *id)));
        let anybody = |line: &StaffLine| self.against_provider(book, line.id).is_none();
        if against.is_empty() && book.providers.is_empty() && !self.staff.iter().any(anybody) {
            let place = self.site(book).map_or("here", |site| site.name.as_str());
            let at = if book.site.is_some() { format!("at {place}") } else { place.to_owned() };
            against.push(format!("Nobody {at} sees patients for {}.", self.kind_called(book)));
        }
        against
    }
}

impl QuestionsBody {
    /// The visits to which answers lead, each with the place of its question and the answer.
    fn outcomes(&self) -> impl Iterator<Item = (usize, &str, &BookThis)> {
        self.questions.iter().enumerate().flat_map(|(at, question)| {
            question.answers.iter().filter_map(move |answer| match &answer.leads {
                Leads::Book(book) => Some((at, answer.says.trim(), book)),
                _ => None,
            })
        })
    }

    /// What speaks against publishing it, by question.
    pub(super) fn faults(&self, read: &mut Reader<'_>) -> Result<Vec<QuestionFault>, Problem> {
        let mut faults = self.faults_of_shape();
        faults.extend(self.faults_of_offer(read)?);
        faults.sort_by_key(|fault| fault.at);
        Ok(faults)
    }

    /// Where the questions lead to what the practice does not offer today.
    pub(super) fn faults_of_offer(&self, read: &mut Reader<'_>) -> Result<Vec<QuestionFault>, Problem> {
        let known = Known::of(read, self.outcomes().map(|(_, _, book)| book))?;
        let told = |(at, says, book): (usize, &str, &BookThis)| {
            let against = known.against(book).into_iter();
            let lines =
                against.map(|why| QuestionFault { at, say: format!("Question {}, “{says}”: {why}", at + 1) });
            lines.collect::<Vec<_>>()
        };
        Ok(self.outcomes().flat_map(told).collect())
    }
}
