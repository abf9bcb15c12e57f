//! The telephone: who calls and why, how urgent it is by questions that a physician approved, and the call-backs owed.
//!
//! Unlicensed staff verify, note, ask the approved questions and route; advice is given by nurses and clinicians. What was
//! asked and answered is kept with the call.

mod answer;
mod call_back;
mod codes;
mod end;
mod facts;
mod identify;
mod lines;
mod note;
mod owed;
mod red_flags;
mod ring;
mod rules;
mod stored;
pub(crate) mod tables;
mod triage;

pub use crate::secret::Secret;
pub use answer::{AnswerCall, PickUp};
pub use call_back::{AskForCallBack, CallBackDeed, WorkOnCallBack};
pub use codes::{CallBackOutcome, CallOutcome, CallReason, Identifier, Route, Urgency, Verification};
pub use end::EndCall;
pub use facts::{CallDeed, CallFact};
pub use identify::IdentifyCaller;
pub use lines::{AddPhoneLine, ClosePhoneLine, LineAdded, PhoneLine, PhoneLines};
pub use note::NoteCall;
pub use owed::{CallBack, call_backs_owed};
pub use red_flags::{
    ApproveRedFlags, NewQuestion, RedFlagQuestion, RedFlagSet, RedFlagSets, RetireRedFlags, WriteRedFlags, sets_in_use,
};
pub use ring::CallRings;
pub use stored::{Call, RINGS_MINUTES, call_line, calls_open};
pub use triage::{AnswerRedFlags, GiveAdvice};

use office::{Act, Permission};

/// Telling the office that a telephone rings; done by the switchboard.
pub const RING: Act = Act::new("phone.ring", Permission::AnswerPhone);
/// Seeing the calls and the call-backs owed.
pub const SEE_CALLS: Act = Act::new("phone.see", Permission::AnswerPhone);
/// Answering, noting and ending calls, and what is owed after them.
pub const ANSWER: Act = Act::new("phone.answer", Permission::AnswerPhone);
/// Giving advice on the telephone.
pub const ADVISE: Act = Act::new("phone.advise", Permission::AdviseByPhone);
/// Seeing the red-flag questions.
pub const SEE_RED_FLAGS: Act = Act::new("phone.see_red_flags", Permission::AnswerPhone);
/// Writing red-flag questions, which nobody uses before they are approved.
pub const WRITE_RED_FLAGS: Act = Act::new("phone.write_red_flags", Permission::AdviseByPhone);
/// Approving red-flag questions, under one's own name.
pub const APPROVE_RED_FLAGS: Act = Act::new("phone.approve_red_flags", Permission::ApproveProtocols);
/// Seeing, adding and closing the lines of the switchboard.
pub const MANAGE_LINES: Act = Act::new("phone.manage_lines", Permission::ManagePractice);

kernel::id!(
    /// A line of the switchboard that says who calls.
    PhoneLineId
);
kernel::id!(
    /// A telephone call.
    CallId
);
kernel::id!(
    /// A version of the questions about one complaint.
    RedFlagSetId
);
kernel::id!(
    /// A call that the office owes somebody.
    CallBackId
);
