//! Patient flow: who came through the door, where they are, since when, and who acts next.
//!
//! A visit's times come from its changes and from nowhere else: nobody types when somebody arrived or was roomed.

mod advance;
mod agree;
mod arrive;
mod board;
mod check_out;
mod codes_of_day;
mod facts;
mod flow;
mod leave;
mod rooms;
mod rules;
mod status;
pub(crate) mod tables;
mod thresholds;
mod undo;
pub mod urgent_care;
pub mod wait_estimate;
mod walk_in;

pub use advance::{Advance, finish_check_in, start_check_in};
pub(crate) use agree::find_faults;
pub use arrive::Arrive;
pub use board::{BoardLines, RoomLine, VisitLine, board_lines, visit_line};
pub use check_out::CheckOut;
pub use facts::{VisitDeed, VisitFact};
pub use flow::{ChangeLine, VisitFlow, VisitFlowAnswer};
pub use leave::LeaveWithoutBeingSeen;
pub use rooms::{AssignRoom, RoomStanding, RoomsNow};
pub(crate) use rules::{present_visit, stored_visit};
pub use status::{NextToAct, Status};
pub use thresholds::{FlowThresholds, SetFlowThresholds, Threshold, Thresholds, thresholds};
pub use undo::UndoStatus;
pub use walk_in::{StartWalkIn, start_walk_in};

use office::{Act, Permission};

/// Seeing the live board.
pub const SEE_BOARD: Act = Act::new("visits.see_board", Permission::SeeSchedule);
/// Seeing how one visit went.
pub const SEE_VISIT: Act = Act::new("visits.see", Permission::SeeSchedule);
/// Noting that somebody arrived for an appointment.
pub const ARRIVE: Act = Act::new("visits.arrive", Permission::CheckIn);
/// Taking somebody in without an appointment.
pub const WALK_IN: Act = Act::new("visits.walk_in", Permission::CheckIn);
/// Moving a visit along: rooms and statuses.
pub const ADVANCE: Act = Act::new("visits.advance", Permission::RoomPatients);
/// Taking back a wrong status.
pub const UNDO: Act = Act::new("visits.undo", Permission::RoomPatients);
/// Noting that somebody left without being seen.
pub const LEAVE_UNSEEN: Act = Act::new("visits.leave_unseen", Permission::RoomPatients);
/// Checking out.
pub const CHECK_OUT: Act = Act::new("visits.check_out", Permission::CheckIn);
/// Seeing which rooms are free, without saying who is in the others.
pub const SEE_ROOMS: Act = Act::new("visits.see_rooms", Permission::SeeSchedule);
/// Seeing from how many minutes on the board warns, to set them.
pub const SEE_THRESHOLDS: Act = Act::new("visits.see_thresholds", Permission::ManagePractice);
/// Setting from how many minutes the board warns.
pub const SET_THRESHOLDS: Act = Act::new("visits.set_thresholds", Permission::ManagePractice);

kernel::id!(
    /// Somebody came through the door.
    VisitId
);
