//! The tables of merges.

diesel::table! {
    patient_merge (id) {
        id -> Binary,
        gone -> Binary,
        survivor -> Binary,
        merged_at -> BigInt,
        account -> Binary,
        parted_at -> Nullable<BigInt>,
        parted_by -> Nullable<Binary>,
    }
}
