//! The table of pairs.

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
