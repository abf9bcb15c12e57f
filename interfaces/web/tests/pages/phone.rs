//! The telephone on its pages, and the switchboard over a real socket.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, says};
use front_office::phone::{
    AddPhoneLine, AskForCallBack, CallBackId, CallId, NewQuestion, PhoneLineId, PickUp, RedFlagSetId, Route, Urgency,
    WriteRedFlags,
};
use front_office::scheduling::UpcomingOf;
use registry::people::FindPeople;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use testkit::{Kind, Practice};
use web::{Desk, Transport};

/// What stands in the addresses of the telephone.
pub struct Telephone {
    pub call: CallId,
    pub call_back: CallBackId,
    pub set: RedFlagSetId,
    pub line: PhoneLineId,
}

impl Telephone {
    pub fn of(practice: &Practice) -> Self {
        let call = practice.perform(&practice.rosa, PickUp { site: practice.site }).expect("a call");
        let ask = AskForCallBack {
            call,
            asks: "results".into(),
            urgency: Urgency::Today,
            route: Route::Nurse,
            number: "5550100133".into(),
        };
        let question = NewQuestion { asks: "Is it hard to breathe?".to_owned(), urgency: Urgency::Emergency };
        let write = WriteRedFlags { title: "Chest pain".to_owned(), questions: vec![question] };
        let line = AddPhoneLine { site: practice.site, name: "Fax".to_owned() };
        Self {
            call,
            call_back: practice.perform(&practice.rosa, ask).expect("owed"),
            set: practice.perform(&practice.ruth, write).expect("written"),
            line: practice.perform(&practice.ines, line).expect("a line").line,
        }
    }
}

/// Sends these bytes and reads the status of the answer.
fn sent(at: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(at).expect("the office listens");
    let length = body.len();
    let request = format!(
        "POST /hooks/calls HTTP/1.1\r\nHost: moa.test\r\nConnection: close\r\nContent-Length: {length}\r\n{head}\r\n{body}"
    );
    stream.write_all(request.as_bytes()).expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it is answered");
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

#[test]
fn the_switchboard_rings_the_desks_over_a_socket() {
    Practice::each(|practice| {
        let mut ines = Browser::of(practice, &practice.ines);
        let page = ines.post("/phone-lines", &[("name", "Main number")]);
        says(&page, "it is not shown again");
        let token = page.body.split("<code class=\"digits\">").nth(1).and_then(|rest| rest.split('<').next());
        let token = token.expect("the token").to_owned();
        assert!(!ines.get("/phone-lines").body.contains(&token), "it is shown once");
        let pages = web::router(Desk::new(practice.office.clone(), Transport::Http));
        let (at, server) = practice.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let at = listener.local_addr().expect("an address");
            (at, tokio::spawn(async move { axum::serve(listener, pages).await }))
        });
        let told = |head: &str, body: &str| {
            let (head, body) = (head.to_owned(), body.to_owned());
            practice.block_on(async move {
                tokio::task::spawn_blocking(move || sent(at, &head, &body)).await.expect("an answer")
            })
        };
        let bearer = format!("{FORM}Authorization: Bearer {token}\r\n");
        assert_eq!(told(&format!("{FORM}Authorization: Bearer nobody\r\n"), "number=5550100199"), "403");
        assert_eq!(told(FORM, "number=5550100199"), "403");
        let json = format!("Content-Type: application/json\r\nAuthorization: Bearer {token}\r\n");
        assert_eq!(told(&json, "{}"), "415");
        assert_eq!(told(&bearer, &format!("number={}", "5".repeat(5_000))), "413");
        assert_eq!(told(&bearer, "number=%2B15550100199"), "204");
        assert_eq!(told(&bearer, "number=%2B15550100199"), "204", "it may repeat itself");
        for _ in 0..30 {
            told(FORM, "number=5550100199");
        }
        assert_eq!(told(&bearer, "number=5550100199"), "429", "whoever guesses tokens waits");
        server.abort();
        let mut rosa = Browser::of(practice, &practice.rosa);
        let card = rosa.get("/calls/ringing");
        says(&card, "(555) 010-0199");
        says(&card, "Nobody on file has this number.");
        assert_eq!(card.body.matches("class=\"ringing-card\"").count(), 1, "one call: {}", card.body);
        assert_eq!(Browser::of(practice, &practice.mei).get("/calls/ringing").status, 403);
    });
}

#[test]
fn somebody_new_calls_is_registered_and_booked() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let mut rosa = Browser::of(practice, &practice.rosa);
        says(&rosa.get("/"), "id=\"pick-up\"");
        let at = rosa.post("/calls/pick-up", &[]).leads().to_owned();
        assert!(at.starts_with("/calls/"), "{at}");
        assert_eq!(rosa.post("/calls/pick-up", &[]).leads(), at, "the key comes back to the call that is open");
        let page = rosa.post(&format!("{at}/search"), &[("q", "zora quillfeather 3/12/1984")]);
        says(&page, "value=\"Zora\"");
        let mut new = vec![
            ("given", "Zora"),
            ("family", "Quillfeather"),
            ("birth_day", "3/12/1984"),
            ("sex", ""),
            ("mobile", "5550100199"),
            ("language", "en"),
        ];
        let faulty = rosa.post(&format!("{at}/new-patient"), &new);
        assert_eq!(faulty.status, 422);
        says(&faulty, "Choose the sex");
        says(&faulty, "value=\"Quillfeather\"");
        new[3] = ("sex", "female");
        let registered = rosa.post(&format!("{at}/new-patient"), &new);
        says(&registered, "registered in this call");
        let unchosen = rosa.post(&format!("{at}/free-times"), &[("visit_type", "")]);
        assert_eq!(unchosen.status, 422);
        let kind = desk.follow_up.to_string();
        let offered = rosa.post(&format!("{at}/free-times"), &[("visit_type", &kind), ("why", "sore knee")]);
        says(&offered, "Offer these");
        let take = offered.body.split("name=\"take\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let take = take.expect("a time").to_owned();
        let booking = [("visit_type", kind.as_str()), ("why", "sore knee"), ("take", take.as_str())];
        says(&rosa.post(&format!("{at}/booking"), &booking), "Booked:");
        let find = FindPeople { typed: "quillfeather".into(), at_most: 2 };
        let zora = practice.ask(&practice.rosa, find).expect("she is on file").remove(0).id;
        let ahead = practice.ask(&practice.rosa, UpcomingOf { patient: zora }).expect("the list").lines;
        assert_eq!((ahead.len(), ahead[0].reason.reveal().as_str()), (1, "sore knee"));
        let taken = rosa.post(&format!("{at}/booking"), &booking);
        assert_eq!(taken.status, 422, "the same time is not given twice: {}", taken.body);
        says(&taken, "Offer these");
        assert_eq!(rosa.post(&format!("{at}/end"), &[("outcome", "booked")]).leads(), "/calls");
        says(&rosa.get(&at), "This call has ended.");
    });
}

#[test]
fn a_known_caller_is_verified_asked_and_called_back() {
    let practice = Practice::on(Kind::Sqlite);
    let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12").to_string();
    let mut ruth = Browser::of(&practice, &practice.ruth);
    let form =
        [("title", "Chest pain"), ("questions", "emergency: Is it hard to breathe?\ntoday: Do you have a fever?")];
    assert_eq!(ruth.post("/red-flags", &form).leads(), "/red-flags");
    assert_eq!(ruth.post("/red-flags", &[("title", "Cough"), ("questions", "Blood?")]).status, 422);
    let mut okafor = Browser::of(&practice, &practice.okafor);
    let list = okafor.get("/red-flags");
    says(&list, "Not approved");
    let approve =
        list.body.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/approve")));
    let approve = approve.expect("the button").to_owned();
    let mut rosa = Browser::of(&practice, &practice.rosa);
    assert!(!rosa.get("/red-flags").body.contains("/approve"), "who may not approve is not offered it");
    let at = rosa.post("/calls/pick-up", &[]).leads().to_owned();
    let found = rosa.post(&format!("{at}/search"), &[("q", "anyanwu")]);
    says(&found, "Anyanwu, Chidi");
    let one = rosa.post(&format!("{at}/caller"), &[("patient", &chidi), ("said", "birth_day")]);
    assert_eq!(one.status, 422);
    says(&one, "two identifiers at least");
    says(
        &rosa.post(&format!("{at}/caller"), &[("patient", &chidi), ("said", "birth_day"), ("said", "full_name")]),
        "verified by: Full name, Date of birth",
    );
    let noted = rosa.post(&format!("{at}/reason"), &[("reason", "symptoms"), ("words", "tight chest")]);
    says(&noted, "No questions are approved.");
    says(&noted, "Advice is given by nurses and clinicians.");
    assert_eq!(okafor.post(&approve, &[]).leads(), "/red-flags");
    says(&okafor.get("/red-flags"), "approved by Dr. Okafor");
    let asked = rosa.get(&at);
    says(&asked, "Is it hard to breathe?");
    let set = approve.split('/').nth(2).expect("the set").to_owned();
    let half = rosa.post(&format!("{at}/red-flags"), &[("set", &set), ("answer-1", "no")]);
    assert_eq!(half.status, 422);
    says(&half, "Ask every question");
    says(
        &rosa.post(&format!("{at}/red-flags"), &[("set", &set), ("answer-1", "no"), ("answer-2", "yes")]),
        "A nurse calls back within two hours",
    );
    let blank = rosa.post(&format!("{at}/call-back"), &[("asks", " "), ("number", "5550100133")]);
    assert_eq!(blank.status, 422);
    let owe =
        [("asks", "tight chest since noon"), ("urgency", "routine"), ("route", "nurse"), ("number", "5550100133")];
    says(&rosa.post(&format!("{at}/call-back"), &owe), "They are owed a call.");
    assert_eq!(rosa.post(&format!("{at}/end"), &[("outcome", "call_back")]).leads(), "/calls");
    let owed = ruth.get("/calls");
    says(&owed, "tight chest since noon");
    says(&owed, "Anyanwu, Chidi");
    let take = owed.body.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/take")));
    let take = take.expect("the button").to_owned();
    assert_eq!(ruth.post(&take, &[("version", "1")]).leads(), "/calls");
    says(&ruth.get("/calls"), "Yours");
    let done = take.replace("/take", "/done");
    assert_eq!(ruth.post(&done, &[("version", "2"), ("outcome", "reached")]).leads(), "/calls");
    says(&ruth.get("/calls"), "Nobody is owed a call.");
}
