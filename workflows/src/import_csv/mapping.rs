//! The mapping file: which column of a table is what.

use kernel::Problem;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// One patient a row.
    Patients,
    /// One coming appointment a row.
    Appointments,
}

/// A mapping file, in TOML:
///
/// ```toml
/// source = "old-program"          # the office's own word for where the table is from
/// key = "Patient No"              # the column that tells one row from another
/// day_first = false               # true for 31/12/2026
///
/// [columns]                       # what = "Head of the column"
/// family = "Last Name"
/// given = "First Name"
/// birth_day = "DOB"
///
/// [values.sex]                    # the table's word = our word
/// W = "female"
///
/// [fixed]                         # what is the same in every row
/// site = "Lakeside"
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Where the table is from, in the office's own word.
    pub source: String,
    /// The column that tells one row from another.
    pub key: String,
    /// Dates with slashes begin with the day.
    #[serde(default)]
    pub day_first: bool,
    /// What each of our fields is called in the table.
    pub columns: BTreeMap<String, String>,
    /// Words of the table and our words for them, by field.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Fields that are the same in every row.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
}

const PATIENT_FIELDS: &[&str] = &[
    "family",
    "given",
    "middle",
    "suffix",
    "preferred",
    "birth_day",
    "sex",
    "gender_identity",
    "pronouns",
    "language",
    "marital_status",
    "race",
    "ethnicity",
    "deceased_on",
    "note",
    "mobile",
    "home",
    "work",
    "email",
    "street",
    "unit",
    "city",
    "state",
    "postal_code",
    "country",
    "record_number",
    "social_security_number",
    "payer",
    "plan",
    "member_number",
    "group_number",
    "contact_name",
    "contact_phone",
    "contact_relationship",
];
const PATIENT_NEEDS: &[&str] = &["family", "given", "birth_day"];
const APPOINTMENT_FIELDS: &[&str] =
    &["patient", "day", "time", "minutes", "provider", "visit_type", "site", "reason", "status"];
const APPOINTMENT_NEEDS: &[&str] = &["patient", "day", "time", "provider", "visit_type", "site"];

impl Mapping {
    /// Reads a mapping file for this kind of table.
    ///
    /// # Errors
    /// Invalid, naming what is wrong with it: no TOML, an unknown field, a needed one that is missing.
    pub fn read(text: &str, kind: TableKind) -> Result<Self, Problem> {
        let bad = |say: String| Problem::invalid("bad_mapping", say);
        let mapping: Self = toml::from_str(text).map_err(|why| {
            bad("The mapping file cannot be understood. It names source, key and columns.".to_owned()).because(why)
        })?;
        let (fields, needs) = match kind {
            TableKind::Patients => (PATIENT_FIELDS, PATIENT_NEEDS),
            TableKind::Appointments => (APPOINTMENT_FIELDS, APPOINTMENT_NEEDS),
        };
        let named = mapping.columns.keys().chain(mapping.values.keys()).chain(mapping.fixed.keys());
        if let Some(unknown) = named.into_iter().find(|field| !fields.contains(&field.as_str())) {
            let known = fields.join(", ");
            return Err(bad(format!("The mapping file names a field {unknown:?} that is not one of: {known}.")));
        }
        let given = |field: &&&str| mapping.columns.contains_key(**field) || mapping.fixed.contains_key(**field);
        if let Some(missing) = needs.iter().find(|field| !given(field)) {
            return Err(bad(format!("The mapping file does not say which column is {missing}.")));
        }
        crate::import_fhir::Source::named(&mapping.source)?;
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::{Mapping, TableKind};

    #[test]
    fn a_mapping_names_known_fields_and_all_that_are_needed() {
        let start = "source = \"old\"\nkey = \"No\"\n[columns]\nfamily = \"Last\"\ngiven = \"First\"\n";
        let read = |more: &str| Mapping::read(&format!("{start}{more}"), TableKind::Patients);
        assert!(read("birth_day = \"DOB\"\n").is_ok());
        let say = read("").expect_err("a refusal");
        assert_eq!(say.say(), "The mapping file does not say which column is birth_day.");
        let say = read("birth_day = \"DOB\"\nshoe_size = \"Shoe\"\n").expect_err("a refusal");
        assert!(say.say().contains("\"shoe_size\""));
        assert!(Mapping::read("nonsense", TableKind::Patients).is_err());
    }
}
