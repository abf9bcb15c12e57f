//! Cookies: the session's secret, the site somebody works at, and a sentence carried over one redirect.

use crate::desk::Transport;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use office::SessionToken;

/// The longest value we take back.
const VALUE_BYTES_MAX: usize = 512;

/// A cookie by its plain name; over TLS it is sent as `__Host-…`, which binds it to this host and path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cookie(&'static str);

/// The session's secret.
pub(crate) const SESSION: Cookie = Cookie("moa_session");
/// The site worked at.
pub(crate) const SITE: Cookie = Cookie("moa_site");
/// What the next page says at its head.
pub(crate) const SAY: Cookie = Cookie("moa_say");

/// The secret of a kiosk, on the tablet that is one.
pub(crate) const KIOSK: Cookie = Cookie("moa_kiosk");
/// The secret of a wallboard, on the screen that is one.
pub(crate) const WALLBOARD: Cookie = Cookie("moa_wallboard");

/// Days for which a browser keeps a kiosk's secret; browsers keep nothing for longer (RFC 6265bis, 5.5).
const KEPT_DAYS: u32 = 400;

impl Cookie {
    fn name(self, transport: Transport) -> String {
        match transport {
            Transport::Https => format!("__Host-{}", self.0),
            Transport::Http => self.0.to_owned(),
        }
    }

    /// What the browser brought back under this name.
    pub(crate) fn of(self, headers: &HeaderMap, transport: Transport) -> Option<String> {
        let name = self.name(transport);
        let all = headers.get_all(COOKIE).iter();
        all.filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(known, value)| *known == name && value.len() <= VALUE_BYTES_MAX)
            .map(|(_, value)| value.to_owned())
    }

    /// Puts it into the answer, until the browser is closed.
    pub(crate) fn set(self, answer: &mut Response, transport: Transport, value: &str) {
        self.put(answer, transport, value, "");
    }

    /// Puts it into the answer, to be kept when the browser is closed.
    pub(crate) fn keep(self, answer: &mut Response, transport: Transport, value: &str) {
        self.put(answer, transport, value, &format!("; Max-Age={}", KEPT_DAYS * 24 * 3600));
    }

    /// Takes it away from the browser.
    pub(crate) fn clear(self, answer: &mut Response, transport: Transport) {
        self.put(answer, transport, "", "; Max-Age=0");
    }

    fn put(self, answer: &mut Response, transport: Transport, value: &str, age: &str) {
        let secure = match transport {
            Transport::Https => "; Secure",
            Transport::Http => "",
        };
        let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(transport));
        if let Ok(line) = HeaderValue::from_str(&line) {
            answer.headers_mut().append(SET_COOKIE, line);
        }
    }
}

/// The token of the session cookie, whatever it is worth.
pub(crate) fn presented(headers: &HeaderMap, transport: Transport) -> Option<SessionToken> {
    SESSION.of(headers, transport).filter(|value| !value.is_empty()).map(SessionToken::presented)
}

#[cfg(test)]
mod tests {
    use super::{SESSION, presented};
    use crate::desk::Transport;
    use axum::http::{HeaderMap, HeaderValue};
    use axum::response::Response;

    #[test]
    fn over_tls_the_cookie_is_bound_to_the_host() {
        let mut answer = Response::default();
        SESSION.set(&mut answer, Transport::Https, "a1");
        assert_eq!(answer.headers()["set-cookie"], "__Host-moa_session=a1; Path=/; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_static("x_moa_session=no; moa_session=a1; moa_site=b2"));
        let token = presented(&headers, Transport::Http).expect("a token");
        assert_eq!(token.secret(), "a1");
        assert!(presented(&headers, Transport::Https).is_none());
    }
}
