//! The program as its owner meets it: on the command line, with a record in a folder of its own.

use office::Database;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;
use testkit::{Kind, Scratch};

fn moa(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_moa"));
    command.env_clear().env("RUST_LOG", "info").env("MOA_DATA", folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, words: &[&str]) -> Output {
    moa(folder).args(words).output().expect("moa starts")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn scratch() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A server, stopped as an administrator would when it is dropped.
struct Server {
    child: Child,
    address: String,
    out: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut command = moa(folder);
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("moa starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output is ours"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert_ne!(out.read_line(&mut line).expect("its output is text"), 0, "it ended before it was open");
        }
        let address = line.split("http://").nth(1).and_then(|rest| rest.split(". ").next()).expect("an address");
        Self { child, address: address.to_owned(), out }
    }

    fn ask(&self, request: &str) -> String {
        let mut line = TcpStream::connect(&self.address).expect("it listens");
        write!(line, "{request}").expect("it takes the request");
        let mut answer = String::new();
        line.read_to_string(&mut answer).expect("it answers");
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn post(&self, path: &str, form: &str) -> String {
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        ))
    }

    fn stop(mut self) -> String {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill starts").success());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("its output is text");
        assert!(self.child.wait().expect("it ends").success(), "{rest}");
        rest
    }
}

const FIRST_DAY: &str = "practice=Elm+Street&site=Elm&zone=America/New_York&street=1+Elm&city=Elm&state=NY&postal_code=12345\
    &rooms=Room+1&name=Olivia+Grant&login=olivia&password=paper+boats+float&again=paper+boats+float";

#[test]
fn without_a_word_it_says_what_to_do() {
    let folder = scratch();
    let output = run(folder.path(), &[]);
    assert!(output.status.success());
    for word in ["moa serve", "moa doctor", "moa backup", "http://127.0.0.1:7070"] {
        assert!(said(&output).contains(word), "{word}");
    }
}

#[test]
fn an_office_opens_keeps_its_record_and_closes_in_order() {
    let folder = scratch();
    let data = folder.path().join("office");
    let server = Server::start(&data);
    assert!(server.get("/").contains("location: /first-day"));
    assert!(server.post("/first-day", FIRST_DAY).starts_with("HTTP/1.1 303"));
    assert!(server.stop().contains("Closing."));
    let key = std::fs::metadata(data.join("office.key")).expect("a key was made");
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&key.permissions()) & 0o777, 0o600);

    let again = Server::start(&data);
    assert!(again.get("/").contains("location: /sign-in"), "the practice is still founded");
    assert!(again.post("/sign-in", "login=olivia&password=paper+boats+float").contains("location: /\r\n"));
    again.stop();

    let verified = run(&data, &["verify"]);
    assert!(verified.status.success() && said(&verified).contains("All is well."), "{}", said(&verified));
    let json = run(&data, &["verify", "--json"]);
    assert!(json.stdout.starts_with(b"{") && said(&json).contains("\"passes\":true"), "{}", said(&json));
}

#[test]
fn a_backup_comes_back_with_its_key_and_never_over_a_record() {
    let folder = scratch();
    let (data, copies, fresh) =
        (folder.path().join("office"), folder.path().join("copies"), folder.path().join("fresh"));
    let server = Server::start(&data);
    server.post("/first-day", FIRST_DAY);
    let copies = copies.to_str().expect("UTF-8");
    let made = run(&data, &["backup", copies]);
    assert!(made.status.success(), "work goes on meanwhile: {}", said(&made));
    server.stop();

    let files = std::fs::read_dir(copies).expect("the folder of copies").map(|entry| entry.expect("an entry").path());
    let copy = files.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).expect("a copy");
    let copy = copy.to_str().expect("UTF-8");
    let over = run(&data, &["restore", copy]);
    assert!(!over.status.success() && said(&over).contains("There is a record"), "{}", said(&over));
    let keyless = run(&fresh, &["restore", copy]);
    assert!(!keyless.status.success() && said(&keyless).contains("office key cannot be read"), "{}", said(&keyless));
    let key = data.join("office.key");
    let restored = run(&fresh, &["restore", copy, "--key-file", key.to_str().expect("UTF-8")]);
    assert!(restored.status.success() && said(&restored).contains("All is well."), "{}", said(&restored));
}

#[test]
fn the_doctor_finds_what_is_wrong_and_says_what_to_do() {
    let folder = scratch();
    let data = folder.path().join("office");
    let listen = ["doctor", "--listen", "127.0.0.1:0"];
    let before = run(&data, &listen);
    assert!(before.status.success() && said(&before).contains("`moa serve` makes it"), "{}", said(&before));
    assert!(run(&data, &["migrate"]).status.success());
    let after = run(&data, &listen);
    assert!(after.status.success() && said(&after).contains("It is up to date."), "{}", said(&after));

    let key = data.join("office.key");
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).expect("a mode");
    let open = run(&data, &listen);
    assert!(!open.status.success() && said(&open).contains("chmod 600"), "{}", said(&open));
    std::fs::remove_file(&key).expect("the key goes");
    let keyless = run(&data, &["doctor", "--json", "--listen", "127.0.0.1:0"]);
    assert!(!keyless.status.success() && said(&keyless).contains("There is a record but no key"), "{}", said(&keyless));
    let serve = run(&data, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        !serve.status.success() && said(&serve).contains("Put it back"),
        "a lost key is not replaced: {}",
        said(&serve)
    );
    assert!(!key.exists());
}

#[test]
fn a_taken_address_is_said_in_a_sentence() {
    let folder = scratch();
    let server = Server::start(&folder.path().join("one"));
    let second = run(&folder.path().join("two"), &["serve", "--listen", &server.address]);
    assert!(!second.status.success() && said(&second).contains("Is it running already?"), "{}", said(&second));
    server.stop();
}

#[test]
fn a_servers_record_keeps_to_the_key_it_was_made_with() {
    let (folder, scratch) = (scratch(), Scratch::new(Kind::Postgres));
    let Database::Postgres(address) = &scratch.database else { panic!("a server was asked for") };
    let data = folder.path().join("office");
    let on_server = |words: &[&str]| moa(&data).env("MOA_DATABASE", address).args(words).output().expect("moa starts");
    let before = on_server(&["doctor", "--listen", "127.0.0.1:0"]);
    assert!(before.status.success(), "{}", said(&before));
    assert!(on_server(&["migrate"]).status.success());
    let verified = on_server(&["verify"]);
    assert!(verified.status.success() && said(&verified).contains("All is well."), "{}", said(&verified));
    let doctor = on_server(&["doctor", "--listen", "127.0.0.1:0"]);
    assert!(doctor.status.success() && said(&doctor).contains("PostgreSQL 1"), "{}", said(&doctor));

    std::fs::remove_file(data.join("office.key")).expect("the key goes");
    let keyless = on_server(&["verify"]);
    assert!(!keyless.status.success() && said(&keyless).contains("office key cannot be read"), "{}", said(&keyless));
    assert!(!data.join("office.key").exists(), "a lost key is not replaced");
}
