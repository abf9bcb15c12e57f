//! The front office: appointments, visits on their way through the office, and what is checked at the desk.
//!
//! `scheduling` keeps promises: who is to be seen when, by whom, and the time that this holds. `booking_questions` find the
//! right visit for what somebody asks for. `patient_flow` knows who came through the door, where they are and since when.
//! `phone` knows who calls and who is owed a call. `intake` ticks off what the desk checks before anybody is roomed.
//! `documents` keeps what comes as paper or file until it lies in the right chart and whoever must has looked at it.
//! `follow_up` is what is left to do: the waitlist, missed appointments, who is to come again. `referrals` go to other offices
//! and come from them. `wallboard` is what a screen on the wall shows of the day, `figures` how some days went.
//!
//! Lists that pages show (the day's schedule, the live board, the check-in page) are put together in `workflows`, with names
//! from the registry; here are the rows they are made of.

pub mod booking_questions;
pub mod documents;
mod editions;
pub mod figures;
pub mod follow_up;
pub mod forms;
pub mod insurance;
pub mod intake;
pub mod learning;
pub mod patient_flow;
pub mod phone;
pub mod referrals;
pub mod scheduling;
mod secret;
pub mod self_check_in;
mod spread;
pub mod wallboard;

pub use spread::Spread;

use office::{Act, Check, Migration};

/// The front office's steps of the schema.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "front_office/0001_front_office", sql: include_str!("../migrations/0001_front_office.sql") },
    Migration { name: "front_office/0002_desk_settings", sql: include_str!("../migrations/0002_desk_settings.sql") },
    Migration { name: "front_office/0040_documents", sql: include_str!("../migrations/0040_documents.sql") },
    Migration { name: "front_office/0041_insurance", sql: include_str!("../migrations/0041_insurance.sql") },
    Migration { name: "front_office/0042_forms", sql: include_str!("../migrations/0042_forms.sql") },
    Migration { name: "front_office/0060_learned", sql: include_str!("../migrations/0060_learned.sql") },
    Migration { name: "front_office/0003_phone", sql: include_str!("../migrations/0003_phone.sql") },
    Migration {
        name: "front_office/0002_scheduling_engine",
        sql: include_str!("../migrations/0002_scheduling_engine.sql"),
    },
    Migration { name: "front_office/0003_follow_up", sql: include_str!("../migrations/0003_follow_up.sql") },
    Migration { name: "front_office/0004_carry_tray", sql: include_str!("../migrations/0004_carry_tray.sql") },
    Migration { name: "front_office/0043_self_check_in", sql: include_str!("../migrations/0043_self_check_in.sql") },
    Migration { name: "front_office/0100_withdrawals", sql: include_str!("../migrations/0100_withdrawals.sql") },
    Migration { name: "front_office/0110_referrals", sql: include_str!("../migrations/0110_referrals.sql") },
    Migration {
        name: "front_office/0120_booking_questions",
        sql: include_str!("../migrations/0120_booking_questions.sql"),
    },
    Migration { name: "front_office/0121_wallboard", sql: include_str!("../migrations/0121_wallboard.sql") },
    Migration { name: "front_office/0122_spoken", sql: include_str!("../migrations/0122_spoken.sql") },
    Migration { name: "front_office/0123_form_languages", sql: include_str!("../migrations/0123_form_languages.sql") },
    Migration { name: "front_office/0124_urgent_care", sql: include_str!("../migrations/0124_urgent_care.sql") },
    Migration { name: "front_office/0126_recalls_told", sql: include_str!("../migrations/0126_recalls_told.sql") },
    Migration { name: "front_office/0127_figures", sql: include_str!("../migrations/0127_figures.sql") },
];

/// Every act of the front office, for the printed matrix.
pub const ACTS: &[Act] = &[
    learning::LEARN,
    scheduling::SEE_VISIT_TYPES,
    scheduling::MANAGE_VISIT_TYPES,
    scheduling::SEE_HOURS,
    scheduling::MANAGE_HOURS,
    scheduling::SEE_CHOICES,
    scheduling::SEE_SCHEDULE,
    scheduling::FIND_OPENING,
    scheduling::SEE_APPOINTMENT,
    scheduling::BOOK,
    scheduling::DOUBLE_BOOK,
    scheduling::MOVE,
    scheduling::CONFIRM,
    scheduling::CANCEL,
    scheduling::MARK_NO_SHOW,
    scheduling::RESTORE,
    scheduling::HOLD_SLOT,
    scheduling::NOTE_SEEN_BEFORE,
    scheduling::SEE_EQUIPMENT,
    scheduling::MANAGE_EQUIPMENT,
    booking_questions::ASK_QUESTIONS,
    booking_questions::MANAGE_QUESTIONS,
    follow_up::SEE_FOLLOW_UP,
    follow_up::KEEP_WAITLIST,
    follow_up::CALL_PATIENTS,
    follow_up::MANAGE_FOLLOW_UP,
    follow_up::WAIVE_FEE,
    patient_flow::SEE_BOARD,
    patient_flow::SEE_VISIT,
    patient_flow::ARRIVE,
    patient_flow::WALK_IN,
    patient_flow::ADVANCE,
    patient_flow::UNDO,
    patient_flow::LEAVE_UNSEEN,
    patient_flow::CHECK_OUT,
    patient_flow::SEE_ROOMS,
    patient_flow::SEE_THRESHOLDS,
    patient_flow::SET_THRESHOLDS,
    patient_flow::urgent_care::SEE_URGENT_CARE,
    patient_flow::urgent_care::SET_URGENT_CARE,
    patient_flow::urgent_care::SEE_WHETHER,
    patient_flow::urgent_care::SEE_DAY,
    patient_flow::urgent_care::TRIAGE,
    patient_flow::urgent_care::TAKE,
    intake::CHECK_IN,
    intake::SEE_CHECK_IN,
    intake::SIGN_CONSENT,
    intake::SEE_EDITIONS,
    intake::SET_EDITION,
    documents::SEE_DOCUMENTS,
    documents::TAKE_IN,
    documents::FILE_DOCUMENT,
    documents::SET_ASIDE,
    documents::REVIEW_DOCUMENT,
    figures::SEE_FIGURES,
    forms::SEE_FORMS,
    forms::MANAGE_FORMS,
    forms::SEE_SIGNED,
    forms::SIGN_FORM,
    insurance::SEE_INSURANCE,
    insurance::KEEP_CARD_PICTURES,
    insurance::KEEP_INJURY_CASE,
    phone::RING,
    phone::SEE_CALLS,
    phone::ANSWER,
    phone::ADVISE,
    phone::SEE_RED_FLAGS,
    phone::WRITE_RED_FLAGS,
    phone::APPROVE_RED_FLAGS,
    phone::MANAGE_LINES,
    referrals::SEE_REFERRALS,
    referrals::REFER,
    referrals::KEEP_DIRECTORY,
    referrals::TRIAGE,
    referrals::SET_CLOCKS,
    self_check_in::MANAGE_KIOSKS,
    self_check_in::SELF_CHECK_IN,
    self_check_in::OFFER_LINK,
    self_check_in::REVIEW_SELF_CHECK_IN,
    wallboard::SEE_WALLBOARD,
    wallboard::SET_WALLBOARD,
];

/// The derived numbers of the front office, each with the way to compute it again.
pub const CHECKS: &[Check] = &[
    Check { name: "appointments and held time agree", find_faults: scheduling::find_faults },
    Check { name: "visits and their last change agree", find_faults: patient_flow::find_faults },
];
