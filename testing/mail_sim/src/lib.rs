//! A real SMTP server for tests: aiosmtpd, out of its ordinary package index, in a process of its own.

use python_room::PythonRoom;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// How the server lets programs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// In the clear, whoever comes.
    Open,
    /// By STARTTLS only, with user and password.
    Starttls,
}

/// The user of a server that asks for one.
pub const USER: &str = "moa";
/// And the password.
pub const PASSWORD: &str = "a password for mail";

/// A message that the server took.
#[derive(Debug, Clone, Deserialize)]
pub struct Taken {
    /// From whom, by the envelope.
    pub mail_from: String,
    /// To whom, by the envelope.
    pub rcpt_tos: Vec<String>,
    /// Whether it came by TLS.
    pub tls: bool,
    /// Who had signed in.
    pub user: Option<String>,
    /// The headers by their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// What it says.
    pub text: String,
    /// What is attached.
    pub attachments: Vec<Attached>,
}

/// What is attached to a message.
#[derive(Debug, Clone, Deserialize)]
pub struct Attached {
    /// What the file is called.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A running server. It ends with this value.
#[derive(Debug)]
pub struct MailServer {
    child: Child,
    folder: TempDir,
    /// Where it listens on this machine.
    pub port: u16,
}

impl MailServer {
    /// Starts a server; its packages are kept below `build_folder` (`CARGO_TARGET_TMPDIR` of the caller).
    ///
    /// # Panics
    /// When it does not come up.
    #[must_use]
    pub fn start(build_folder: &Path, manner: Manner) -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let room = PythonRoom::summon(build_folder, "mail-venv", &here.join("requirements.txt"));
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(room.program("python"));
        command.arg(here.join("server.py")).arg(folder.path());
        command.arg(if manner == Manner::Open { "open" } else { "starttls" });
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output is a pipe");
        BufReader::new(out).read_line(&mut line).expect("it says its port");
        let port = line.trim().parse().expect("the server comes up and says its port");
        Self { child, folder, port }
    }

    /// The certificate that vouches for a server with STARTTLS, to be reached as `localhost`.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Every message that it took, the first one first.
    ///
    /// # Panics
    /// When one cannot be read.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        let files = fs::read_dir(self.folder.path()).expect("the folder").flatten().map(|file| file.path());
        let mut files: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|kind| kind == "json")).collect();
        files.sort();
        let read = |path: &PathBuf| {
            let text = fs::read_to_string(path).expect("a message");
            serde_json::from_str(&text).expect("a message as the server writes it")
        };
        files.iter().map(read).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
