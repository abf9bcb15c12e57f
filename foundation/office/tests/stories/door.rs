//! The door: right and wrong passwords, the idle lock, the PIN, and accounts that are taken away.

use kernel::Kind;
use office::{
    AccountStanding, Accounts, Activity, ChangeAccount, IDLE_LOCK_MINUTES, Password, Pin, SESSION_HOURS_MAX, SetOwnPin,
    Sites, Standing, Unlock,
};
use testkit::{Person, Practice};

fn password(text: &str) -> Password {
    Password::typed(text.to_owned())
}

#[test]
fn a_wrong_password_and_a_wrong_name_sound_the_same() {
    Practice::each(|practice| {
        let wrong = practice.block_on(practice.office.sign_in("rosa", password("something else"))).expect_err("no");
        let nobody = practice.block_on(practice.office.sign_in("nobody", password(Person::PASSWORD))).expect_err("no");
        assert_eq!(wrong.say(), nobody.say());
        assert_eq!((wrong.kind(), nobody.kind()), (Kind::Refused, Kind::Refused));
        assert!(practice.block_on(practice.office.sign_in(" ROSA ", password(Person::PASSWORD))).is_ok());
    });
}

#[test]
fn too_many_wrong_passwords_bar_the_account_for_a_while() {
    Practice::each(|practice| {
        let attempt = |text: &str| practice.block_on(practice.office.sign_in("rosa", password(text)));
        for _ in 0..office::FAILURES_MAX {
            assert_eq!(attempt("wrong again and again").expect_err("wrong").code(), "wrong_password");
        }
        assert_eq!(attempt(Person::PASSWORD).expect_err("barred even with the right one").code(), "barred");
        practice.pass_minutes(office::BARRED_MINUTES.unsigned_abs() + 1);
        assert!(attempt(Person::PASSWORD).is_ok(), "and open again afterwards");
    });
}

#[test]
fn an_idle_session_locks_and_a_pin_opens_it() {
    Practice::each(|practice| {
        let office = &practice.office;
        let pin =
            SetOwnPin { password: password(Person::PASSWORD), pin_hash: Pin::chosen("4071").expect("a PIN").hash() };
        practice.perform(&practice.rosa, pin).expect("Rosa sets a PIN");
        let token = practice.block_on(office.sign_in("rosa", password(Person::PASSWORD))).expect("in").token;
        let standing = |activity| practice.block_on(office.recognise(&token, activity)).expect("known");
        practice.pass_minutes(IDLE_LOCK_MINUTES.unsigned_abs() - 1);
        assert!(matches!(standing(Activity::Person), Standing::Open(_)), "a person at work keeps it open");
        practice.pass_minutes(IDLE_LOCK_MINUTES.unsigned_abs() - 1);
        assert!(matches!(standing(Activity::Page), Standing::Open(_)), "a page by itself does not lock it");
        practice.pass_minutes(1);
        assert!(matches!(standing(Activity::Page), Standing::Locked(_)), "but does not keep it open either");
        let unlock = |pin: &str| practice.block_on(office.unlock(&token, Unlock::Pin(Pin::typed(pin.to_owned()))));
        assert_eq!(unlock("4072").expect_err("a wrong PIN").kind(), Kind::Refused);
        assert!(matches!(standing(Activity::Person), Standing::Locked(_)));
        unlock("4071").expect("the right PIN");
        assert!(matches!(standing(Activity::Person), Standing::Open(_)));
    });
}

#[test]
fn after_too_many_wrong_pins_only_the_password_unlocks() {
    Practice::each(|practice| {
        let office = &practice.office;
        let pin =
            SetOwnPin { password: password(Person::PASSWORD), pin_hash: Pin::chosen("4071").expect("a PIN").hash() };
        practice.perform(&practice.rosa, pin).expect("Rosa sets a PIN");
        let token = practice.block_on(office.sign_in("rosa", password(Person::PASSWORD))).expect("in").token;
        practice.block_on(office.lock(&token)).expect("locked by hand");
        let unlock = |with| practice.block_on(office.unlock(&token, with));
        for _ in 0..office::PIN_FAILURES_MAX {
            unlock(Unlock::Pin(Pin::typed("9999".to_owned()))).expect_err("wrong");
        }
        let right = unlock(Unlock::Pin(Pin::typed("4071".to_owned()))).expect_err("too late for the right one");
        assert_eq!(right.code(), "pin_not_taken");
        unlock(Unlock::Password(password(Person::PASSWORD))).expect("the password opens it");
    });
}

#[test]
fn a_session_ends_after_a_long_day_and_when_its_account_is_taken_away() {
    Practice::each(|practice| {
        let office = &practice.office;
        let token = practice.block_on(office.sign_in("rosa", password(Person::PASSWORD))).expect("in").token;
        let line = practice.ask(&practice.ines, Accounts).expect("the list").0;
        let rosa = line.into_iter().find(|line| line.login == "rosa").expect("Rosa is on it");
        let disable = ChangeAccount {
            account: rosa.account,
            version: rosa.version,
            name: rosa.name,
            roles: rosa.roles,
            sites: Sites::All,
            standing: AccountStanding::Disabled,
        };
        let other = practice.block_on(office.sign_in("tom", password(Person::PASSWORD))).expect("in").token;
        practice.perform(&practice.ines, disable).expect("taken away");
        practice.pass_minutes(1);
        let standing = |token| practice.block_on(office.recognise(token, Activity::Person)).expect("answered");
        assert!(matches!(standing(&token), Standing::None));
        practice.pass_minutes(SESSION_HOURS_MAX.unsigned_abs() * 60);
        assert!(matches!(standing(&other), Standing::None));
    });
}

#[test]
fn a_manager_cannot_take_the_managers_role_from_herself() {
    Practice::each(|practice| {
        let lines = practice.ask(&practice.ines, Accounts).expect("the list").0;
        let ines = lines.into_iter().find(|line| line.login == "ines").expect("Ines is on it");
        let change = ChangeAccount {
            account: ines.account,
            version: ines.version,
            name: ines.name,
            roles: vec![office::Role::FrontDesk],
            sites: Sites::All,
            standing: AccountStanding::Open,
        };
        assert_eq!(practice.perform(&practice.ines, change).expect_err("refused").code(), "own_role");
    });
}
