//! Forgery: a form that is not one of ours does nothing.

use crate::browser::Browser;
use crate::walk::table::routes;
use testkit::{Kind, Practice};

#[test]
fn no_post_is_done_without_the_sessions_secret() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::of(&practice, &practice.ines);
    let id = practice.rosa.account.to_string();
    let posts = posts(&id).into_iter().filter(|path| !is_of_patients(path));
    for path in posts {
        for forged in [&[][..], &[("csrf", "0123456789abcdef0123456789abcdef")][..]] {
            let answer = browser.post_unsealed(&path, forged);
            assert_eq!((answer.status, answer.header("x-moa-problem")), (403, "forged"), "{path}");
        }
    }
    assert_eq!(browser.get("/").status, 200, "nobody was signed out or locked");
}

/// The paths that are posted to, with an id for everything that stands for one.
fn posts(id: &str) -> Vec<String> {
    let posts = routes().filter(|route| route.method == "POST");
    let part = |part| if str::starts_with(part, "{") { id } else { part };
    let posts: Vec<_> = posts.map(|route| route.path.split('/').map(part).collect::<Vec<_>>().join("/")).collect();
    assert!(posts.len() > 10, "the table has the posts");
    posts
}

/// The pages that patients see at a kiosk or by their link act for no session, so they show no session's secret.
fn is_of_patients(path: &str) -> bool {
    path == "/kiosk" || ["/kiosk/", "/visit/", "/r/"].iter().any(|begins| path.starts_with(begins))
}

#[test]
fn what_patients_send_is_not_taken_from_another_page() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::of(&practice, &practice.ines);
    browser.always("origin", "https://elsewhere.test");
    let posts: Vec<_> =
        posts("01a2000000007000800000000000abcd").into_iter().filter(|path| is_of_patients(path)).collect();
    assert!(posts.len() > 3, "the table has them");
    for path in posts {
        let answer = browser.post_unsealed(&path, &[("born", "2/3/1990")]);
        assert_eq!((answer.status, answer.header("x-moa-problem")), (403, "forged"), "{path}");
    }
}

#[test]
fn a_form_of_another_page_does_nothing_even_with_the_secret() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::of(&practice, &practice.ines);
    browser.always("origin", "https://elsewhere.test");
    let answer = browser.post("/session/lock", &[]);
    assert_eq!((answer.status, answer.header("x-moa-problem")), (403, "forged"));
    assert_eq!(browser.get("/").status, 200);
    let mut stranger = Browser::new(&practice);
    stranger.always("origin", "https://elsewhere.test");
    assert_eq!(stranger.post("/sign-in", &[("login", "rosa"), ("password", "x")]).header("x-moa-problem"), "forged");
}

#[test]
fn a_second_click_gets_the_first_answer() {
    let practice = Practice::on(Kind::Sqlite);
    let mut ines = Browser::of(&practice, &practice.ines);
    let (csrf, site) = (ines.csrf(), practice.site.to_string());
    let form = [
        ("csrf", csrf.as_str()),
        ("request_id", "01a2000000007000800000000000abcd"),
        ("given", "Nadia"),
        ("family", "Haddad"),
        ("scheduled", "no"),
        ("sites", &site),
    ];
    for _ in 0..2 {
        assert_eq!(ines.post_unsealed("/staff", &form).leads(), "/staff");
    }
    assert_eq!(ines.get("/staff").body.matches("Haddad, Nadia").count(), 1);
}

#[test]
fn every_page_closes_what_it_does_not_use() {
    let practice = Practice::on(Kind::Sqlite);
    let mut browser = Browser::of(&practice, &practice.ines);
    for path in ["/", "/nowhere", "/staff"] {
        let answer = browser.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        for inline in ["<script>", " style=", " onclick=", "javascript:"] {
            assert!(!answer.body.contains(inline), "{path} has {inline}");
        }
    }
    let style = web_assets::path_of("moa.css");
    let asset = browser.get(style);
    assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");
}
