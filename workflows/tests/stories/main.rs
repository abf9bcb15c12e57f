//! Stories of the workflows, each told on both databases.

mod histories;
mod import_csv;
mod import_fhir;
mod import_icd10cm;
mod known_in_advance;
mod match_people;
mod merge_people;
mod offers_by_message;
mod recalls_by_message;
mod refer_out;
mod reminder_answers;
mod reminder_plans;
mod reminders;
mod told_histories;
mod whole_record;
