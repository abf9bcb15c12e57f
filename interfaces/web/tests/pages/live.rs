//! The live stream: what it tells, to whom, and when it ends.

use crate::browser::Browser;
use axum::body::Body;
use http_body_util::BodyExt;
use registry::people::{Demographics, RegisterPatient, Sex};
use registry::practice::{AddRoom, NewRoom, RoomPurpose};
use testkit::{Person, Practice};
use tower::ServiceExt;
use web::{Desk, Transport};

/// The text of the next event.
async fn next(body: &mut Body) -> Option<String> {
    let frame = body.frame().await?.expect("the stream is whole");
    let bytes = frame.into_data().expect("a stream of data");
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn a_change_at_the_site_is_told_without_names_and_the_stream_ends_with_the_server() {
    Practice::each(|practice| {
        let desk = Desk::new(practice.office.clone(), Transport::Http);
        let mut browser = Browser::at(practice, web::router(desk.clone()));
        browser.sign_in("rosa", Person::PASSWORD);
        let (pages, request) = (browser.pages(), browser.request("GET", "/live", None));
        let room = NewRoom { name: "Exam 9".to_owned(), purpose: RoomPurpose::Exam };
        practice.block_on(async {
            let answer = pages.oneshot(request).await.expect("an answer");
            assert_eq!(answer.headers()["content-type"], "text/event-stream");
            let mut body = answer.into_body();
            for expected in ["refresh", "board", "schedule"] {
                let event = next(&mut body).await.expect("an event");
                assert_eq!(event, format!("event: {expected}\ndata: all\n\n"));
            }
            let deed = AddRoom { site: practice.site, room };
            practice.office.perform(&practice.ines, deed).await.expect("a room is opened");
            for expected in ["board", "schedule"] {
                let event = next(&mut body).await.expect("an event");
                assert!(event.starts_with(&format!("event: {expected}\nid: ")), "{event}");
                assert!(event.ends_with(&format!("\ndata: {}\n\n", practice.site)), "{event}");
                assert!(!event.contains("Exam 9"));
            }
            let patient = RegisterPatient {
                demographics: Demographics::of("Ruiz", "Ana", "1990-02-03".parse().expect("a day"), Sex::Female),
                identifiers: Vec::new(),
                relations: Vec::new(),
            };
            practice.office.perform(&practice.rosa, patient).await.expect("she is registered");
            for expected in ["board", "schedule"] {
                let event = next(&mut body).await.expect("an event");
                assert!(
                    event.starts_with(&format!("event: {expected}\n")) && event.ends_with("\ndata: all\n\n"),
                    "{event}"
                );
            }
            desk.close();
            assert_eq!(next(&mut body).await, None, "a closing server lets go");
        });
    });
}
