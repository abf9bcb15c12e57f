//! Staff, accounts, and the review of accesses, as their people use them.

use crate::browser::Browser;
use testkit::{Kind, Practice};

#[test]
fn somebody_is_taken_on_and_works_after_choosing_a_password() {
    Practice::each(|practice| {
        let mut ines = Browser::of(practice, &practice.ines);
        let site = practice.site.to_string();
        let mut form = vec![
            ("given", "Nadia"),
            ("family", "Haddad"),
            ("credential", "MD"),
            ("npi", "1234567890"),
            ("scheduled", "yes"),
            ("sites", site.as_str()),
            ("login", "nadia"),
            ("roles", "physician"),
            ("roles", "privacy_officer"),
            ("password", "paper boats float"),
        ];
        let wrong = ines.post("/staff", &form);
        assert!(wrong.status == 422 && wrong.body.contains("This is not an NPI"), "{}", wrong.body);
        assert!(
            wrong.body.contains("value=\"Haddad\"") && !wrong.body.contains("paper boats"),
            "what was typed stays, but the password"
        );
        let npi =
            (0..10).map(|last| format!("159876543{last}")).find(|npi| kernel::npi_holds(npi)).expect("one digit fits");
        form[3] = ("npi", &npi);
        assert_eq!(ines.post("/staff", &form).leads(), "/staff");
        let list = ines.get("/staff").body;
        assert!(list.contains("Haddad, Nadia") && list.contains("Physician, Privacy officer"), "{list}");

        let mut nadia = Browser::new(practice);
        let first = nadia.post("/sign-in", &[("login", "Nadia"), ("password", "paper boats float")]);
        assert_eq!(first.leads(), "/account/password");
        let chosen = [("old", "paper boats float"), ("password", "steel boats float"), ("again", "steel boats float")];
        assert_eq!(nadia.post("/account/password", &chosen).leads(), "/");
        assert!(nadia.get("/").body.contains("Access review"), "her rail shows what her roles lead to");
        assert_eq!(ines.post("/staff", &form).status, 422, "the NPI and the name are taken now");
    });
}

#[test]
fn a_staff_record_is_corrected_and_a_stale_page_is_not_saved() {
    let practice = Practice::on(Kind::Sqlite);
    let mut ines = Browser::of(&practice, &practice.ines);
    let at = format!("/staff/{}", practice.tom.staff);
    assert!(ines.get(&at).body.contains("value=\"Becker\""));
    let site = practice.site.to_string();
    let form = [
        ("given", "Thomas"),
        ("family", "Becker"),
        ("credential", "CMA"),
        ("scheduled", "no"),
        ("sites", &site),
        ("version", "1"),
    ];
    assert_eq!(ines.post(&at, &form).leads(), "/staff");
    assert!(ines.get("/staff").body.contains("Becker, Thomas"));
    assert_eq!(ines.post(&at, &form).status, 409);
}

#[test]
fn the_manager_cannot_lock_herself_out() {
    let practice = Practice::on(Kind::Sqlite);
    let mut ines = Browser::of(&practice, &practice.ines);
    let at = format!("/accounts/{}", practice.ines.account);
    let form = [("name", "Ines Moreau"), ("roles", "biller"), ("sites", "all"), ("standing", "open"), ("version", "1")];
    let answer = ines.post(&at, &form);
    assert!(answer.status == 422 && answer.body.contains("Ask another office manager"), "{}", answer.body);
}

#[test]
fn the_privacy_officer_sees_who_looked() {
    Practice::each(|practice| {
        let patient = practice.patient("Chidi", "Anagonye", "1984-03-12");
        let mut rosa = Browser::of(practice, &practice.rosa);
        assert!(rosa.post("/search/suggest", &[("q", "anag")]).body.contains("Anagonye"));
        let mut priya = Browser::of(practice, &practice.priya);
        let page = priya.get(&format!("/access-review/{patient}")).body;
        assert!(
            page.contains("Delgado, Rosa") && page.contains("people.find") && page.contains("people.register"),
            "{page}"
        );
        assert!(!page.contains("Anagonye"), "the title and the page name no patient");
        let again = priya.get(&format!("/access-review/{patient}")).body;
        assert!(again.contains("Shah, Priya"), "the review is itself written down");
        let refused = rosa.get(&format!("/access-review/{patient}"));
        assert!(refused.status == 403 && refused.body.contains("Your role does not include this"));
    });
}

#[test]
fn the_site_in_the_top_bar_is_one_of_the_persons_own() {
    let practice = Practice::on(Kind::Sqlite);
    let mut ines = Browser::of(&practice, &practice.ines);
    let site = practice.site.to_string();
    assert_eq!(ines.post("/session/site", &[("site", &site), ("back", "/staff")]).leads(), "/staff");
    let elsewhere = ines.post("/session/site", &[("site", "01a20000000070008000000000000001"), ("back", "/staff")]);
    assert_eq!(elsewhere.status, 404);
}

#[test]
fn a_site_is_opened_given_rooms_and_corrected() {
    Practice::each(|practice| {
        let mut ines = Browser::of(practice, &practice.ines);
        let mut form = vec![
            ("site", ""),
            ("zone", "America/Chicago"),
            ("street", "3 Hill Road"),
            ("city", "Hilltop"),
            ("state", "il"),
            ("postal_code", "62701"),
        ];
        let faulty = ines.post("/practice/sites", &form);
        assert!(faulty.status == 422 && faulty.body.contains("value=\"3 Hill Road\""), "what was typed stays");
        form[0] = ("site", "Hillside");
        assert_eq!(ines.post("/practice/sites", &form).leads(), "/practice");
        let list = ines.get("/practice").body;
        assert!(list.contains("Hillside") && list.contains("Hilltop, IL 62701") && list.contains("Central"), "{list}");

        let rooms = format!("/practice/sites/{}/rooms", practice.site);
        assert_eq!(ines.post(&rooms, &[("room", "Exam 8"), ("purpose", "procedure")]).leads(), "/practice");
        assert!(ines.get("/practice").body.contains("Exam 8"));
        assert_eq!(ines.post(&rooms, &[("room", " "), ("purpose", "exam")]).status, 422);
        let close = format!("/practice/rooms/{}/close", practice.rooms[0].id);
        assert_eq!(ines.post(&close, &[]).leads(), "/practice");
        assert!(!ines.get("/practice").body.contains(">Exam 1<"));

        let at = format!("/practice/sites/{}", practice.site);
        form[0] = ("site", "Lakeside North");
        form.push(("version", "1"));
        assert_eq!(ines.post(&at, &form).leads(), "/practice");
        assert!(ines.get("/practice").body.contains("Lakeside North"));
        assert_eq!(ines.post(&at, &form).status, 409, "the page was stale");
    });
}
