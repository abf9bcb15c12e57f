//! Signing in: accounts with a password and a PIN, sessions that lock when idle, and what a manager does to accounts.

mod accounts;
mod door;
mod password;
mod sessions;
mod tables;

pub use accounts::{
    AccountLine, AccountStanding, Accounts, AccountsAnswer, AddAccount, ChangeAccount, ChangeOwnPassword,
    FirstPassword, MANAGE_ACCOUNTS, OWN_ACCOUNT, ResetPassword, SetOwnPin, first_account_exists, open_account,
};
pub use door::{SIGN_IN, Unlock};
pub use password::{PASSWORD_LENGTH_MIN, Password, Pin};
pub(crate) use sessions::SessionCache;
pub use sessions::{Activity, Entrance, SessionToken, Standing};

/// Minutes without a request after which a session locks.
pub const IDLE_LOCK_MINUTES: i64 = 15;
/// Hours after which a session ends, however busy.
pub const SESSION_HOURS_MAX: i64 = 14;
/// Wrong passwords in a row after which the account is barred for a while.
pub const FAILURES_MAX: i64 = 8;
/// Minutes it is barred then.
pub const BARRED_MINUTES: i64 = 10;
/// Wrong PINs in a row after which only the password unlocks.
pub const PIN_FAILURES_MAX: i64 = 4;
