//! The tables of accounts and sessions.

diesel::table! {
    account (id) {
        id -> Binary,
        login -> Text,
        name -> Text,
        roles -> Text,
        every_site -> Bool,
        password -> Text,
        must_change -> Bool,
        pin -> Nullable<Text>,
        failures -> BigInt,
        barred_until -> Nullable<BigInt>,
        disabled_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    account_site (account, site) {
        account -> Binary,
        site -> Binary,
    }
}

diesel::table! {
    session (token) {
        token -> Binary,
        account -> Binary,
        opened_at -> BigInt,
        seen_at -> BigInt,
        locked -> Bool,
        unlock_failures -> BigInt,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(account, account_site, session);
