//! Stories of the workflows, each told on both databases.

mod import_fhir;
