//! The start page: whose turn it is, by role.

use crate::browser::Browser;
use testkit::{Kind, Practice};

#[test]
fn the_privacy_officer_sees_her_places_and_no_patients() {
    let practice = Practice::on(Kind::Sqlite);
    let page = Browser::of(&practice, &practice.priya).get("/").body;
    assert!(page.contains("Today, Priya Shah") && page.contains("/access-review"));
    assert!(!page.contains("Your turn"));
}

#[test]
fn a_page_is_whole_to_a_browser_and_a_fragment_to_htmx() {
    let practice = Practice::on(Kind::Sqlite);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let whole = rosa.get("/").body;
    assert!(whole.starts_with("<!DOCTYPE html>") && whole.contains("Your turn") && whole.contains("Lakeside"));
    rosa.always("hx-request", "true");
    let inside = rosa.get("/today").body;
    assert!(!inside.contains("<html") && inside.contains("Your turn"));
    rosa.always("hx-boosted", "true");
    assert!(rosa.get("/today").body.starts_with("<!DOCTYPE html>"), "a boosted link wants the page");
}
