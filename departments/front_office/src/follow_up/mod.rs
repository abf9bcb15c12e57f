//! Following up: what is left to do about appointments. Who waits for an earlier time and is offered one; what a missed
//! appointment costs and that it is booked again; who is to be called because it is time to come again.

mod facts;
mod fees;
mod offer_answers;
mod offer_lines;
mod offers;
mod rebooking;
mod recall_told;
mod recalls;
pub(crate) mod tables;
mod waitlist;

pub use fees::{FeeKind, FeeRule, FeeRules, FeeStanding, MissedFee, SetFeeRule, WaiveFee, fee_of, fees_of};
pub(crate) use fees::{charge, uncharge};
pub use offer_answers::{OfferMade, OfferNow, accept_if_there, offer_made, offered_next};
pub use offer_lines::{OfferLine, OffersOpen, offers_at};
pub use offers::{AcceptOffer, DeclineOffer, OfferReason, OfferStanding};
pub(crate) use offers::{slot_filled, slot_opened};
pub use rebooking::{Because, CloseRebooking, RebookingAttempt, RebookingLine, RebookingStanding, rebookings_at};
pub(crate) use rebooking::{brought_back, rebook, rebooked};
pub use recall_told::{
    RecallEnd, RecallToTell, RecallTold, decline_recall, note_told, open_recall, recall_ids_of, recall_told,
    recalls_to_tell, show_again,
};
pub use recalls::{
    AddRecallRule, AttemptOutcome, ChangeRecallRule, NoteRecallAttempt, RecallLine, RecallRule, RecallRules,
    recall_rules, recalls_due,
};
pub(crate) use waitlist::booked_meanwhile;
pub use waitlist::{
    AddToWaitlist, EntryStanding, LeaveWaitlist, Urgency, WaitlistLine, WaitlistOf, Weekdays, waiting_at,
};

use office::{Act, Permission};

/// Seeing the waitlist, what is to be rebooked, and recalls.
pub const SEE_FOLLOW_UP: Act = Act::new("follow_up.see", Permission::SeeSchedule);
/// Putting patients on the waitlist, taking them off, and answering offers.
pub const KEEP_WAITLIST: Act = Act::new("waitlist.keep", Permission::Schedule);
/// Working on what is to be rebooked and on recalls.
pub const CALL_PATIENTS: Act = Act::new("follow_up.call", Permission::Schedule);
/// Setting fees for missed appointments and rules of recalls.
pub const MANAGE_FOLLOW_UP: Act = Act::new("follow_up.manage", Permission::ManagePractice);
/// Waiving a fee, with a reason.
pub const WAIVE_FEE: Act = Act::new("missed_fees.waive", Permission::DoubleBook);

kernel::id!(
    /// A place on the waitlist.
    WaitlistEntryId
);
kernel::id!(
    /// A freed time offered to somebody who waits.
    OfferId
);
kernel::id!(
    /// A rule after which patients are called to come again.
    RecallRuleId
);
kernel::id!(
    /// A recall that a patient was told of by message: a rule, and the visit after which it is counted.
    RecallId
);
kernel::id!(
    /// Somebody tried to reach a patient about a recall.
    RecallAttemptId
);
