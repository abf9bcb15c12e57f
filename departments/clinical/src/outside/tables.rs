//! The tables of the outside.

use super::{PartyId, PartyKind};
use diesel::prelude::*;

diesel::table! {
    outside_party (id) {
        id -> Binary,
        kind -> Text,
        name -> Text,
        npi -> Text,
        specialty -> Text,
        phone -> Text,
        fax -> Text,
        email -> Text,
        street -> Text,
        city -> Text,
        state -> Text,
        postal_code -> Text,
        belongs_to -> Nullable<Binary>,
        works_at -> Nullable<Binary>,
        active -> Bool,
    }
}

diesel::table! {
    outside_identifier (system, value, kind) {
        system -> Text,
        value -> Text,
        kind -> Text,
        party -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(outside_party, outside_identifier);

/// A provider, organization or place outside the practice.
#[derive(Clone, Debug, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = outside_party, treat_none_as_default_value = false)]
pub struct OutsideParty {
    /// Its id; the same each time it comes in from the same place.
    pub id: PartyId,
    /// What kind it is.
    pub kind: PartyKind,
    /// Its name.
    pub name: String,
    /// The national provider identifier as it was sent; its check digit may be wrong.
    pub npi: String,
    /// What it does.
    pub specialty: String,
    /// Telephone.
    pub phone: String,
    /// Fax.
    pub fax: String,
    /// E-mail.
    pub email: String,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// State.
    pub state: String,
    /// ZIP code.
    pub postal_code: String,
    /// The organization it belongs to.
    pub belongs_to: Option<PartyId>,
    /// The place where a provider works.
    pub works_at: Option<PartyId>,
    /// Whether it is still there.
    pub active: bool,
}
