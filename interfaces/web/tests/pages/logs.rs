//! The log: what happened can be followed in it, and no patient can be found in it.

use crate::browser::Browser;
use kernel::Day;
use registry::people::{Demographics, RegisterPatient, Sex};
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use testkit::{Kind, Practice};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics with the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[test]
fn a_patient_is_registered_and_found_and_no_log_knows_of_it() {
    let kept = Kept::default();
    let log =
        tracing_subscriber::fmt().with_env_filter(EnvFilter::new("trace")).with_writer(kept.clone()).with_ansi(false);
    log.try_init().expect("nobody else in these tests keeps a log");

    let practice = Practice::on(Kind::Sqlite);
    let mut who = Demographics::of("Quillfeather", "Zebulon", Day::new(1951, 8, 29).expect("a day"), Sex::Male);
    who.contacts.mobile = "5557310942".into();
    let register = RegisterPatient { demographics: who, identifiers: Vec::new(), relations: Vec::new() };
    let patient = practice.perform(&practice.rosa, register).expect("he is registered");

    let mut rosa = Browser::of(&practice, &practice.rosa);
    let found = rosa.post("/search/suggest", &[("q", "quillf zebu")]);
    assert!(found.body.contains("Quillfeather") && found.body.contains(&format!("/patients/{patient}")));
    rosa.post("/search", &[("q", "08/29/1951")]);
    rosa.get("/search?q=Quillfeather");
    rosa.get("/Quillfeather");
    rosa.post("/sign-in", &[("login", "Quillfeather"), ("password", "Quillfeather")]);
    rosa.post_unsealed("/search", &[("q", "Quillfeather")]);
    let mut priya = Browser::of(&practice, &practice.priya);
    assert!(priya.post("/access-review", &[("q", "quillfeather")]).body.contains("Quillfeather"));

    let log = String::from_utf8(kept.0.lock().expect("the log").clone()).expect("text");
    assert!(log.contains("route=\"/search/suggest\"") && log.contains("status=200"), "the log follows requests");
    assert!(log.contains("route=\"(none)\"") && log.contains("status=404"), "also those that lead nowhere");
    let lower = log.to_lowercase();
    for secret in
        ["quillfeather", "zebulon", "1951", "5557310942", "555-731", rosa.csrf().as_str(), testkit::Person::PASSWORD]
    {
        let line = lower.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} is in the log");
    }
}
