//! The door: signing in, being locked out and in, one's own password and PIN.

use crate::browser::Browser;
use office::{IDLE_LOCK_MINUTES, SESSION_HOURS_MAX};
use testkit::{Kind, Person, Practice};

#[test]
fn whoever_is_not_signed_in_is_led_to_the_door_and_back_again() {
    Practice::each(|practice| {
        let mut browser = Browser::new(practice);
        assert_eq!(browser.get("/").leads(), "/sign-in");
        assert_eq!(browser.get("/staff").leads(), "/sign-in?back=/staff");
        let form = browser.get("/sign-in?back=/staff").body;
        assert!(form.contains("name=\"back\" value=\"/staff\""), "{form}");
        let fields = [("login", "rosa"), ("password", Person::PASSWORD), ("back", "/staff")];
        let answer = browser.post("/sign-in", &fields);
        assert_eq!(answer.leads(), "/staff");
        assert!(answer.header("set-cookie").contains("HttpOnly; SameSite=Lax"));
        assert_eq!(browser.get("/").status, 200);
        assert_eq!(browser.get("/sign-in").leads(), "/", "somebody who is in needs no door");
    });
}

#[test]
fn a_wrong_password_is_refused_and_the_name_stays_typed() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::new(&practice);
    let answer = browser.post("/sign-in", &[("login", "rosa"), ("password", "not this one")]);
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("value=\"rosa\"") && !answer.body.contains("not this one"));
    assert_eq!(browser.get("/").leads(), "/sign-in");
    let nobody = browser.post("/sign-in", &[("login", "nobody"), ("password", "not this one")]);
    let say = "The sign-in name or the password is not right.";
    assert!(answer.body.contains(say) && nobody.body.contains(say), "both read the same");
}

#[test]
fn an_address_with_too_many_wrong_passwords_waits_whatever_the_name() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::new(&practice);
    let mut tries = 0;
    let status = loop {
        let login = format!("nobody{tries}");
        let status = browser.post("/sign-in", &[("login", &login), ("password", "a guess")]).status;
        tries += 1;
        if status != 403 || tries > 100 {
            break status;
        }
    };
    assert_eq!((status, tries), (429, 31));
    let right = [("login", "rosa"), ("password", Person::PASSWORD)];
    assert_eq!(browser.post("/sign-in", &right).status, 429, "even the right one");
    practice.pass_minutes(5);
    assert_eq!(browser.post("/sign-in", &right).status, 303);
}

#[test]
fn an_idle_session_locks_and_opens_again_where_it_was() {
    Practice::each(|practice| {
        let mut browser = Browser::of(practice, &practice.rosa);
        practice.pass_minutes(IDLE_LOCK_MINUTES.unsigned_abs());
        assert_eq!(browser.get("/account").leads(), "/session/lock?back=/account");
        let page = browser.get("/session/lock?back=/account").body;
        assert!(page.contains("Rosa Delgado") && page.contains("value=\"/account\""));
        let wrong = browser.post("/session/unlock", &[("password", "something else"), ("back", "/account")]);
        assert_eq!(wrong.status, 422);
        assert_eq!(browser.get("/account").leads(), "/session/lock?back=/account");
        let right = browser.post("/session/unlock", &[("password", Person::PASSWORD), ("back", "/account")]);
        assert_eq!(right.leads(), "/account");
        assert_eq!(browser.get("/account").status, 200);
    });
}

#[test]
fn a_page_that_refreshes_itself_does_not_keep_the_session_open() {
    let practice = Practice::on(Kind::Sqlite);
    let mut person = Browser::of(&practice, &practice.rosa);
    let mut board = Browser::of(&practice, &practice.tom);
    board.always("hx-request", "true");
    board.always("x-moa-live", "1");
    for _ in 0..2 {
        practice.pass_minutes(8);
        assert_eq!(person.get("/account").status, 200, "a person moves the idle lock away");
        board.get("/account");
    }
    assert_eq!(board.get("/account").status, 401, "htmx is told, and the page covers itself");
}

#[test]
fn a_session_can_be_locked_by_hand_and_opened_with_a_pin_in_place() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::of(&practice, &practice.rosa);
    let weak = browser.post("/account/pin", &[("old", Person::PASSWORD), ("pin", "1234")]);
    assert_eq!(weak.status, 422);
    let wrong = browser.post("/account/pin", &[("old", "not hers at all"), ("pin", "4071")]);
    assert!(wrong.status == 422 && wrong.body.contains("This is not your password."));
    let set = browser.post("/account/pin", &[("old", Person::PASSWORD), ("pin", "4071")]);
    assert_eq!(set.leads(), "/account");
    assert!(browser.get("/account").body.contains("Your PIN is set."));
    assert!(!browser.get("/account").body.contains("Your PIN is set."), "it is said once");

    browser.always("hx-request", "true");
    let screen = browser.post("/session/lock", &[]);
    assert!(screen.status == 200 && screen.body.contains("Rosa Delgado") && !screen.body.contains("<html"));
    assert_eq!(browser.get("/account").status, 401);
    assert_eq!(browser.post("/session/active", &[]).status, 401);
    assert_eq!(browser.post("/session/unlock", &[("password", "4072")]).status, 422);
    let open = browser.post("/session/unlock", &[("password", "4071")]);
    assert_eq!((open.status, open.header("hx-trigger")), (204, "unlocked"));
    assert_eq!(browser.get("/account").status, 200);
}

#[test]
fn another_person_can_take_over_a_locked_desk() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::of(&practice, &practice.rosa);
    browser.post("/session/lock", &[]);
    assert_eq!(browser.post("/session/unlock", &[("other", "yes")]).leads(), "/sign-in");
    browser.sign_in("tom", Person::PASSWORD);
    assert!(browser.get("/account").body.contains("Tom Becker"));
}

#[test]
fn who_signs_out_is_out_and_a_session_ends_with_the_day() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::of(&practice, &practice.rosa);
    let stolen = browser.request("GET", "/account", None);
    assert_eq!(browser.post("/session/end", &[]).leads(), "/sign-in");
    assert_eq!(browser.get("/account").leads(), "/sign-in?back=/account");
    let pages = browser.pages();
    let answer = practice.block_on(async move { tower::ServiceExt::oneshot(pages, stolen).await.expect("an answer") });
    assert_eq!(answer.status(), 303, "the old cookie opens nothing");

    let mut tom = Browser::of(&practice, &practice.tom);
    practice.pass_minutes(SESSION_HOURS_MAX.unsigned_abs() * 60);
    assert_eq!(tom.get("/account").leads(), "/sign-in?back=/account");
}

#[test]
fn a_password_given_by_somebody_else_is_changed_before_anything() {
    let practice = Practice::on(Kind::Sqlite);
    let mut ines = Browser::of(&practice, &practice.ines);
    let at = format!("/accounts/{}", practice.rosa.account);
    let reset = ines.post(&format!("{at}/password"), &[("password", "paper boats float")]);
    assert_eq!(reset.leads(), "/staff");

    let mut rosa = Browser::new(&practice);
    let answer = rosa.post("/sign-in", &[("login", "rosa"), ("password", "paper boats float")]);
    assert_eq!(answer.leads(), "/account/password");
    assert_eq!(rosa.get("/").leads(), "/account/password", "nothing else before");
    let again = [("old", "paper boats float"), ("password", "steel boats float"), ("again", "steel boats sink")];
    let faulty = rosa.post("/account/password", &again);
    assert!(faulty.status == 422 && faulty.body.contains("This is not the same"));
    let right = [("old", "paper boats float"), ("password", "steel boats float"), ("again", "steel boats float")];
    assert_eq!(rosa.post("/account/password", &right).leads(), "/");
    assert_eq!(rosa.get("/").status, 200);
}

#[test]
fn an_account_that_is_taken_away_is_out_at_once() {
    let practice = Practice::on(Kind::Sqlite);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    assert_eq!(rosa.get("/").status, 200);
    let mut ines = Browser::of(&practice, &practice.ines);
    let at = format!("/accounts/{}", practice.rosa.account);
    let site = practice.site.to_string();
    let fields = [
        ("name", "Rosa Delgado"),
        ("roles", "front_desk"),
        ("sites", &site),
        ("standing", "disabled"),
        ("version", "1"),
    ];
    assert_eq!(ines.post(&at, &fields).leads(), "/staff");
    practice.clock.pass(std::time::Duration::from_secs(6));
    assert_eq!(rosa.get("/staff").leads(), "/sign-in?back=/staff");
    assert_eq!(ines.post(&at, &fields).status, 409, "the manager's own old page is stale now");
}
