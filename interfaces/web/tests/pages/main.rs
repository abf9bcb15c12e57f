//! The pages as browsers meet them: through the router, with cookies and forms, in the test practice.

mod booking_more;
mod booking_questions;
mod browser;
mod call_lists;
mod documents;
mod door;
mod drafts;
mod duplicates;
mod first_day;
mod forgery;
mod forms;
mod front_desk;
mod front_desk_booking;
mod front_desk_visit;
mod insurance;
mod live;
mod logs;
mod office_people;
mod patients;
mod phone;
mod practice_set_up;
mod referrals;
mod reminders;
mod self_check_in;
mod today;
mod walk;
