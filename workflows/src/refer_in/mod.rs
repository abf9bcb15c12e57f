//! Taking referrals in: electronically or from a document, to a patient, to a booking, and the report back.

mod book;
mod electronic;
mod matching;
mod pages;
mod report;

pub use book::BookReferral;
pub use electronic::TakeInReferral;
pub use matching::MatchReferral;
pub use pages::{InboundPage, InboundPageAnswer, InboxAnswer, InboxPage};
pub use report::SendReport;
