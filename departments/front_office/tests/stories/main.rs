//! Stories of the front office, told on both databases: one file for each deed.

mod appointments_end;
mod arrive;
mod board;
mod book;
mod check_in;
mod day_frame;
mod desk;
mod documents;
mod double_book;
mod eight_desks;
mod find_opening;
mod forms;
mod insurance;
mod learn;
mod move_and_restore;
mod now_list;
mod phone;
mod query_plans;
mod rooms;
mod undo;
mod walk_in;
