//! The file that says by which servers messages go out (docs/reminders.md). Secrets stand in files of their own.

use crate::mail::MailServer;
use crate::text::TextGateway;
use communications::reminders::Reach;
use kernel::Problem;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    public_address: String,
    #[serde(default = "usual_patience")]
    patience_seconds: u64,
    mail: Option<MailFile>,
    text: Option<TextFile>,
}

/// Seconds that a server may take to answer.
const fn usual_patience() -> u64 {
    20
}

/// How the mail server is reached.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailFile {
    pub(crate) server: String,
    pub(crate) port: Option<u16>,
    #[serde(default)]
    pub(crate) tls: Secrecy,
    pub(crate) user: Option<String>,
    pub(crate) password_file: Option<PathBuf>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) from: String,
}

/// How the way to the mail server is kept private.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Secrecy {
    /// Asked for after the greeting, and required (RFC 3207, 2002).
    #[default]
    Starttls,
    /// From the first byte (RFC 8314, 2018).
    Tls,
    /// Not at all: to a server on this very machine only.
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextFile {
    gateway: String,
    token_file: PathBuf,
}

/// The ways that are set up, and how patients reach the office's pages.
pub struct Posting {
    /// How addresses of this office begin, as patients reach it: `https://moa.example.org`.
    pub public_address: String,
    pub(crate) mail: Option<MailServer>,
    pub(crate) text: Option<TextGateway>,
}

impl Posting {
    /// Reads the file.
    ///
    /// # Errors
    /// Invalid, in a sentence that says what to mend.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        // Whoever runs the program first decides on the provider; it is the same one everywhere.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let text = words_of(path)?;
        let file: File = toml::from_str(&text).map_err(|why| {
            // The reason names a line and a field; no secret stands in this file.
            fault(format!("{} cannot be read as settings of messages: {}", path.display(), why.message()))
        })?;
        let address = file.public_address.trim_end_matches('/');
        if !address.starts_with("https://") && !is_of_this_machine(address) {
            return Err(fault(format!(
                "public_address in {} must begin with https://: patients open links to it.",
                path.display()
            )));
        }
        let patience = Duration::from_secs(file.patience_seconds.clamp(1, 60));
        let folder = path.parent().unwrap_or(Path::new("."));
        let secret = |named: &Path| Ok::<_, Problem>(words_of(&folder.join(named))?.trim().to_owned());
        let mail = match &file.mail {
            Some(mail) => {
                let password = mail.password_file.as_deref().map(secret).transpose()?;
                let authority = mail.ca_file.as_deref().map(|named| words_of(&folder.join(named))).transpose()?;
                Some(MailServer::of(mail, password, authority, patience)?)
            }
            None => None,
        };
        let text = match &file.text {
            Some(gateway) => Some(TextGateway::of(&gateway.gateway, &secret(&gateway.token_file)?, patience)?),
            None => None,
        };
        Ok(Self { public_address: address.to_owned(), mail, text })
    }

    /// Which ways there are.
    #[must_use]
    pub const fn ways(&self) -> Reach {
        Reach { text: self.text.is_some(), mail: self.mail.is_some() }
    }
}

/// A setting that cannot be used.
pub(crate) fn fault(say: String) -> Problem {
    Problem::invalid("bad_messages_file", say)
}

/// Whether an address or host leads to this machine alone.
pub(crate) fn is_of_this_machine(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn words_of(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|why| fault(format!("{} cannot be read.", path.display())).because(why))
}

#[cfg(test)]
mod tests {
    use super::{Posting, is_of_this_machine};
    use std::fs;

    #[test]
    fn only_this_machine_may_be_reached_in_the_clear() {
        for here in ["http://127.0.0.1:8025", "localhost", "http://[::1]:80/x", "127.0.0.1"] {
            assert!(is_of_this_machine(here), "{here}");
        }
        for away in ["http://10.0.0.1", "localhost.example.org", "http://127.0.0.1.example.org/", ""] {
            assert!(!is_of_this_machine(away), "{away}");
        }
    }

    #[test]
    fn a_file_says_what_is_wrong_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("messages.toml");
        fs::write(folder.path().join("token"), "secret\n").expect("a file");
        let told = |text: &str| {
            fs::write(&file, text).expect("a file");
            Posting::read(&file).map(|posting| posting.ways()).map_err(|why| why.say().to_owned())
        };
        let plain = told("public_address = \"http://moa.example.org\"\n").expect_err("links need TLS");
        assert!(plain.contains("must begin with https://"), "{plain}");
        let open = "public_address = \"https://moa.example.org\"\n[mail]\nserver = \"mail.example.org\"\ntls = \"none\"\nfrom = \"a@example.org\"\n";
        let open = told(open).expect_err("mail in the clear leaves the machine");
        assert!(open.contains("tls"), "{open}");
        let typo = told("public_address = \"https://moa.example.org\"\n[text]\ngatway = \"x\"\n").expect_err("a typo");
        assert!(typo.contains("gatway"), "{typo}");
        let both = "public_address = \"https://moa.example.org/\"\n[mail]\nserver = \"mail.example.org\"\nfrom = \"Lakeside <a@example.org>\"\n\
            [text]\ngateway = \"https://gateway.example.org/messages\"\ntoken_file = \"token\"\n";
        let ways = told(both).expect("both");
        assert!(ways.text && ways.mail);
        let clear = both.replace("https://gateway", "http://gateway");
        assert!(told(&clear).expect_err("texts in the clear").contains("https://"));
    }
}
