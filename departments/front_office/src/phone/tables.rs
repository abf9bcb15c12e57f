//! The tables of the telephone.

diesel::table! {
    phone_line (id) {
        id -> Binary,
        site -> Binary,
        name -> Text,
        token_hash -> Binary,
        added_at -> BigInt,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    phone_call (id) {
        id -> Binary,
        site -> Binary,
        number -> Text,
        began_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        answered_by -> Nullable<Binary>,
        ended_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        patient -> Nullable<Binary>,
        verified -> Text,
        reason -> Nullable<Text>,
        words -> Text,
        red_flag_set -> Nullable<Binary>,
        urgency -> Nullable<Text>,
        advice -> Text,
        advised_by -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    red_flag_set (id) {
        id -> Binary,
        title -> Text,
        version -> BigInt,
        written_at -> BigInt,
        written_by -> Binary,
        approved_on -> Nullable<BigInt>,
        approved_by -> Nullable<Binary>,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    red_flag_question (red_flag_set, position) {
        red_flag_set -> Binary,
        position -> BigInt,
        asks -> Text,
        urgency -> Text,
    }
}

diesel::table! {
    red_flag_answer (phone_call, red_flag_set, position) {
        phone_call -> Binary,
        red_flag_set -> Binary,
        position -> BigInt,
        flagged -> Bool,
    }
}

diesel::allow_tables_to_appear_in_same_query!(red_flag_answer, red_flag_question);

diesel::table! {
    call_back (id) {
        id -> Binary,
        site -> Binary,
        phone_call -> Binary,
        patient -> Nullable<Binary>,
        number -> Text,
        asks -> Text,
        urgency -> Text,
        route -> Text,
        asked_at -> BigInt,
        asked_by -> Binary,
        due_at -> BigInt,
        owner -> Nullable<Binary>,
        tries -> BigInt,
        tried_at -> Nullable<BigInt>,
        done_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        version -> BigInt,
    }
}
