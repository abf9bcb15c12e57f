//! Drafts: what somebody has half done at a desk, kept as it is typed, so that neither a telephone call, nor signing out, nor a
//! crash loses it.
//!
//! A draft belongs to one account, and is given back to nobody else. It is given back on the page that its form stands on,
//! which is asked for and written down like any page; so a draft shows nobody whom that page does not show.

mod keep;
mod mine;
mod tables;

pub use keep::{Draft, DraftStanding, DropDraft, KeepDraft};
pub use mine::{DraftLine, DraftOf, MyDrafts};

use office::{Act, Fact, Permission};
use serde::Serialize;

/// Keeping, giving back and dropping one's own drafts.
pub const OWN_DRAFTS: Act = Act::new("drafts.own", Permission::OwnAccount);

/// Something happened to a draft. Which form it is of is nobody's business but its owner's.
#[derive(Serialize)]
struct DraftFact {
    #[serde(skip)]
    name: &'static str,
}

impl Fact for DraftFact {
    fn name(&self) -> &'static str {
        self.name
    }
}
