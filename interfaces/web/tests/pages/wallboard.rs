//! The wallboard on its page: paired by a code, without a name, live, and closed to everything else.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, says};
use axum::body::Body;
use http_body_util::BodyExt;
use testkit::{Kind, Practice};
use tower::ServiceExt;

/// A browser that Ines has made a wallboard.
fn on_the_wall<'p>(practice: &'p Practice) -> Browser<'p> {
    let mut ines = Browser::of(practice, &practice.ines);
    let registered = ines.post("/kiosks", &[("name", "Waiting room"), ("purpose", "wallboard")]).body;
    let code: String =
        registered.split("kiosk-code").nth(1).expect("a code").chars().filter(char::is_ascii_digit).take(8).collect();
    says(&ines.get("/kiosks"), "Waits for its code");
    let mut screen = Browser::new(practice);
    says(&screen.get("/wallboard"), "Code of this screen");
    let paired = screen.post_unsealed("/kiosk/code", &[("code", &code)]);
    assert_eq!((paired.status, paired.leads()), (303, "/wallboard"));
    screen
}

#[test]
fn the_wall_shows_codes_and_reaches_nothing_else() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let visit = desk.chidi_arrived();
    let code = desk.visit(visit).code.expect("a code");
    let mut screen = on_the_wall(&practice);
    let page = screen.get("/wallboard");
    says(&page, &code);
    says(&page, "At the desk");
    says(&page, "En recepción");
    says(&page, "Dr. Okafor");
    says(&page, "data-live-at=\"/wallboard/live\"");
    for name in ["Chidi", "Anyanwu", "1984", "blood pressure", &visit.to_string()] {
        assert!(!page.body.contains(name), "{name}");
    }
    for other in ["/", "/board", "/kiosk", "/patients", "/sign-in", "/live", "/visit/0", "/no-such-page"] {
        assert_eq!(screen.get(other).leads(), "/wallboard", "{other}");
    }
    let mut rosa = Browser::of(&practice, &practice.rosa);
    says(&rosa.get(&format!("/visits/{visit}/check-in")), &code);
    says(&rosa.get("/board"), &format!(" · {code}"));
    assert_eq!(rosa.get("/wallboard/live").status, 404, "a desk is no screen");
    says(&rosa.get("/wallboard"), "Code of this screen");
}

#[test]
fn the_manager_chooses_what_it_shows_and_ends_it() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    desk.chidi_arrived();
    let mut screen = on_the_wall(&practice);
    let mut ines = Browser::of(&practice, &practice.ines);
    says(&ines.get("/kiosks"), "What the wallboards at Lakeside show");
    let nothing = ines.post("/kiosks/wallboard", &[("version", "0"), ("notice", "Hello")]);
    assert_eq!(nothing.status, 422);
    says(&nothing, "Choose at least one thing to show");
    says(&nothing, "value=\"Hello\"");
    let some =
        [("version", "0"), ("shows", "count"), ("look", "dark"), ("notice", "Please tell us if you feel worse.")];
    assert_eq!(ines.post("/kiosks/wallboard", &some).leads(), "/kiosks");
    let page = screen.get("/wallboard");
    says(&page, "data-theme=\"dark\"");
    says(&page, "Please tell us if you feel worse.");
    assert!(!page.body.contains("Dr. Okafor") && !page.body.contains("At the desk"), "{}", page.body);
    let end = ines.get("/kiosks").body;
    let ours = |to: &&str| to.starts_with("/kiosks/") && to.ends_with("/end");
    let end = end.split("action=\"").find_map(|rest| rest.split('"').next().filter(ours));
    assert_eq!(ines.post(end.expect("the button"), &[]).leads(), "/kiosks");
    screen.always("hx-request", "true");
    screen.always("x-moa-live", "1");
    let gone = screen.get("/wallboard");
    assert_eq!((gone.status, gone.header("hx-refresh")), (204, "true"), "it loads itself anew, and asks for a code");
}

#[test]
fn it_hears_that_the_day_changed_and_nothing_more() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let screen = on_the_wall(practice);
        let (pages, request) = (screen.pages(), screen.request("GET", "/wallboard/live", None));
        let mut body = practice.block_on(async { pages.oneshot(request).await.expect("an answer").into_body() });
        async fn next(body: &mut Body) -> String {
            let frame = body.frame().await.expect("an event").expect("the stream is whole");
            String::from_utf8_lossy(&frame.into_data().expect("data")).into_owned()
        }
        for expected in ["refresh", "board", "schedule"] {
            assert!(practice.block_on(next(&mut body)).starts_with(&format!("event: {expected}\n")));
        }
        desk.chidi_arrived();
        for place in ["all".to_owned(), practice.site.to_string(), practice.site.to_string()] {
            let event = practice.block_on(next(&mut body));
            assert!(event.starts_with("event: board\n") && event.ends_with(&format!("data: {place}\n\n")), "{event}");
        }
    });
}
