//! The first day: an empty record leads every browser to its founding.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use office::{Encryption, Keys, Office, Opening};
use testkit::{Kind, Scratch};
use tower::ServiceExt;
use web::{Desk, Transport};

const FORM: &[(&str, &str)] = &[
    ("practice", "Elm+Street+Family+Medicine"),
    ("site", "Elm+Street"),
    ("zone", "America/Chicago"),
    ("street", "12+Elm+Street"),
    ("city", "Springfield"),
    ("state", "il"),
    ("postal_code", "62701"),
    ("rooms", "Room+1%0D%0ARoom+2"),
    ("name", "Olivia+Grant"),
    ("login", "olivia"),
    ("password", "paper+boats+float"),
    ("again", "paper+boats+float"),
];

fn form_without(left_out: &str) -> String {
    let pairs = FORM.iter().filter(|(name, _)| *name != left_out);
    pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

async fn send(pages: &Router, method: &str, path: &str, form: String) -> Response<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    pages.clone().oneshot(request).await.expect("the router always answers")
}

fn leads(answer: &Response<Body>) -> &str {
    answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or_default()
}

#[test]
fn a_practice_is_founded_once_in_the_browser() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let scratch = Scratch::new(kind);
        let keys = Keys::new([7; 32], Encryption::where_possible());
        let opening = Opening::new(scratch.database.clone(), keys, workflows::house::migrations());
        let (office, _) = Office::open(opening).expect("an empty record opens");
        let pages = web::router(Desk::new(office.clone(), Transport::Https));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            for path in ["/", "/staff", "/sign-in"] {
                assert_eq!(leads(&send(&pages, "GET", path, String::new()).await), "/first-day", "{path}");
            }
            assert_eq!(send(&pages, "GET", "/first-day", String::new()).await.status(), 200);
            for missing in ["practice", "site", "street", "rooms", "name", "login", "password"] {
                let answer = send(&pages, "POST", "/first-day", form_without(missing)).await;
                assert_eq!(answer.status(), 422, "without {missing}");
            }
            let founded = send(&pages, "POST", "/first-day", form_without("nothing")).await;
            assert_eq!((founded.status().as_u16(), leads(&founded)), (303, "/"));
            let cookie = founded.headers()["set-cookie"].to_str().expect("ASCII").to_owned();
            assert!(cookie.starts_with("__Host-moa_session=") && cookie.ends_with("; Secure"), "{cookie}");
            assert_eq!(leads(&send(&pages, "GET", "/first-day", String::new()).await), "/sign-in");
            let twice = send(&pages, "POST", "/first-day", form_without("nothing")).await;
            assert_eq!(twice.status(), 403, "a practice is founded once");
        });
        office.close();
    }
}
