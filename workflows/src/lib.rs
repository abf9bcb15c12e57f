//! The workflows: the only place where departments meet, one file for each procedure of the office.
//!
//! A workflow is a [`office::Command`] or a [`office::Query`] like any other: synchronous, without clock or dice, and in
//! one transaction. It calls departments in the order in which the people would do the steps.
//!
//! `house` knows every room: all migrations, all acts, all checks.

pub mod asked_first;
pub mod carried;
pub mod check_in;
pub mod check_out;
pub mod day_repair;
pub mod day_schedule;
pub mod first_day;
pub mod follow_up;
pub mod house;
pub mod import_csv;
pub mod import_fhir;
pub mod import_icd10cm;
pub mod in_the_call;
pub mod merge_people;
pub mod now_list;
pub mod patient_banner;
pub mod patient_board;
pub mod people_shown;
pub mod phone_desk;
pub mod refer_in;
pub mod refer_out;
pub mod register_patient;
pub mod reminders;
pub mod seen_before;
pub mod take_on;
pub mod told_histories;
pub mod trial;
pub mod walk_in;
