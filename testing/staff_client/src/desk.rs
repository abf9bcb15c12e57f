//! Somebody signed in at a desk.

use std::io;
use std::net::SocketAddr;

use crate::{Answer, Dice, Line, hidden_value};

/// A signed-in member of staff: a line with a session, and the secret its forms carry.
#[derive(Debug)]
pub struct Desk {
    line: Line,
    csrf: String,
    dice: Dice,
}

impl Desk {
    /// Signs in. `seed` makes this desk's request ids its own.
    ///
    /// # Errors
    /// When the server does not answer, or does not let this person in.
    pub fn sign_in(server: SocketAddr, login: &str, password: &str, seed: u64) -> io::Result<Self> {
        let mut line = Line::to(server);
        let door = line.get("/sign-in")?;
        let request = hidden_value(&door.body, "request_id").unwrap_or_default();
        let fields = [("login", login), ("password", password), ("back", ""), ("request_id", &request)];
        let answer = line.post("/sign-in", &fields)?;
        if answer.status != 303 {
            return Err(io::Error::other(format!("{login} was not let in ({})", answer.status)));
        }
        let home = line.get("/")?;
        let csrf = hidden_value(&home.body, "csrf").ok_or_else(|| io::Error::other("the first page has no form"))?;
        Ok(Self { line, csrf, dice: Dice::seeded(seed) })
    }

    /// Works at another site from now on; `site` is its id.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn go_to_site(&mut self, site: &str) -> io::Result<Answer> {
        self.send("/session/site", &[("site", site), ("back", "/")])
    }

    /// Hangs up, as when the server has gone; the session stays.
    pub fn hang_up(&mut self) {
        self.line.hang_up();
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn open(&mut self, path: &str) -> io::Result<Answer> {
        self.line.get(path)
    }

    /// Sends a form, with the secret and a fresh request id.
    ///
    /// # Errors
    /// When the server does not answer; then nobody knows whether it was done.
    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let request = format!("{:016x}{:016x}", self.dice.below(u64::MAX), self.dice.below(u64::MAX));
        let csrf = self.csrf.clone();
        let mut all = vec![("csrf", csrf.as_str()), ("request_id", request.as_str())];
        all.extend_from_slice(fields);
        self.line.post(path, &all)
    }
}
