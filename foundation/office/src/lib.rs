//! The office: the only way to the record.
