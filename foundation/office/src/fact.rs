//! Facts: what happened, in the office's words. Each is a journal entry and an event that followers hear of.

use crate::subject::{PatientId, SiteId};
use serde::Serialize;

/// Something that happened. It carries ids, codes, moments and amounts; never a name, a birthday or anything else that
/// is [`kernel::Phi`], which cannot be serialized.
pub trait Fact: Serialize {
    /// Its stable name, `thing.verb_in_the_past`: `visit.arrived`.
    fn name(&self) -> &'static str;

    /// The patient it is about, if it is about one.
    fn patient(&self) -> Option<PatientId> {
        None
    }

    /// The site it happened at, for the live boards of that site.
    fn site(&self) -> Option<SiteId> {
        None
    }
}

/// A fact on its way into the journal.
pub(crate) struct Noted {
    pub name: &'static str,
    pub patient: Option<PatientId>,
    pub site: Option<SiteId>,
    pub body: String,
}

impl Noted {
    pub(crate) fn of(fact: &impl Fact) -> Self {
        let body = serde_json::to_string(fact).expect("a fact is plain data");
        Self { name: fact.name(), patient: fact.patient(), site: fact.site(), body }
    }
}
