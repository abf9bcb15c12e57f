//! The tables of people.

use crate::people::demographics::{RelationPart, Sex};
use diesel::prelude::*;
use kernel::{Day, Moment, Phi};
use office::PatientId;

diesel::table! {
    patient (id) {
        id -> Binary,
        mrn -> Text,
        family -> Text,
        given -> Text,
        middle -> Text,
        suffix -> Text,
        preferred -> Text,
        birth_day -> BigInt,
        sex -> Text,
        gender_identity -> Text,
        pronouns -> Text,
        language -> Text,
        interpreter -> Bool,
        marital_status -> Text,
        race -> Text,
        ethnicity -> Text,
        deceased_on -> Nullable<BigInt>,
        note -> Text,
        registered_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    series (name) {
        name -> Text,
        next -> BigInt,
    }
}

diesel::table! {
    patient_key (key, patient) {
        key -> Text,
        patient -> Binary,
    }
}

diesel::table! {
    patient_contact (patient, kind) {
        patient -> Binary,
        kind -> Text,
        value -> Text,
    }
}

diesel::table! {
    patient_address (patient) {
        patient -> Binary,
        street -> Text,
        unit -> Text,
        city -> Text,
        state -> Text,
        postal_code -> Text,
        country -> Text,
    }
}

diesel::table! {
    patient_relation (id) {
        id -> Binary,
        patient -> Binary,
        part -> Text,
        relationship -> Text,
        name -> Text,
        phone -> Text,
    }
}

diesel::table! {
    patient_identifier (system, value) {
        system -> Text,
        value -> Text,
        patient -> Binary,
        kind -> Text,
    }
}

diesel::table! {
    patient_history (patient, version, field) {
        patient -> Binary,
        version -> BigInt,
        field -> Text,
        before -> Text,
        after -> Text,
        at -> BigInt,
        account -> Binary,
    }
}

diesel::table! {
    patient_alert (id) {
        id -> Binary,
        patient -> Binary,
        says -> Text,
        raised_at -> BigInt,
        account -> Binary,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    patient_photo (patient) {
        patient -> Binary,
        media_type -> Text,
        image -> Binary,
        taken_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(patient, patient_key, patient_contact, patient_address);

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = patient)]
pub(crate) struct PatientRow {
    pub id: PatientId,
    pub mrn: Phi<String>,
    pub family: Phi<String>,
    pub given: Phi<String>,
    pub middle: Phi<String>,
    pub suffix: Phi<String>,
    pub preferred: Phi<String>,
    pub birth_day: Phi<Day>,
    pub sex: Sex,
    pub gender_identity: Phi<String>,
    pub pronouns: Phi<String>,
    pub language: String,
    pub interpreter: bool,
    pub marital_status: Phi<String>,
    pub race: Phi<String>,
    pub ethnicity: Phi<String>,
    #[diesel(treat_none_as_default_value = false)]
    pub deceased_on: Option<Phi<Day>>,
    pub note: Phi<String>,
    pub registered_at: Moment,
    pub version: i64,
}

/// What a schedule or a board says of a card.
#[derive(Queryable, Selectable)]
#[diesel(table_name = patient)]
pub(crate) struct NameRow {
    pub id: PatientId,
    pub mrn: Phi<String>,
    pub family: Phi<String>,
    pub given: Phi<String>,
    pub suffix: Phi<String>,
    pub preferred: Phi<String>,
    pub birth_day: Phi<Day>,
    pub sex: Sex,
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = patient_address)]
pub(crate) struct AddressRow {
    pub patient: PatientId,
    pub street: Phi<String>,
    pub unit: Phi<String>,
    pub city: Phi<String>,
    pub state: Phi<String>,
    pub postal_code: Phi<String>,
    pub country: String,
}

#[derive(Queryable, Selectable, Clone)]
#[diesel(table_name = patient_relation)]
pub(crate) struct RelationRow {
    pub part: RelationPart,
    pub relationship: String,
    pub name: Phi<String>,
    pub phone: Phi<String>,
}
