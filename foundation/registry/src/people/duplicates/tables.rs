//! The table of pairs.

use crate::people::merging::patient_merge;

diesel::table! {
    duplicate_pair (one, other) {
        one -> Binary,
        other -> Binary,
        score -> BigInt,
        found_at -> BigInt,
        decision -> Text,
        decided_at -> Nullable<BigInt>,
        account -> Nullable<Binary>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(duplicate_pair, patient_merge);
