//! A browser without a screen: keeps cookies, seals forms, asks the router directly.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use kernel::RawId;
use office::SessionToken;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use testkit::{Person, Practice};
use tower::ServiceExt;
use web::{Desk, Transport};

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads, by redirect or by htmx.
    pub fn leads(&self) -> &str {
        match self.header("location") {
            "" => self.header("hx-redirect"),
            to => to,
        }
    }
}

/// A browser at the test practice.
pub struct Browser<'a> {
    practice: &'a Practice,
    pages: Router,
    cookies: BTreeMap<String, String>,
    always: Vec<(&'static str, String)>,
}

impl<'a> Browser<'a> {
    /// A fresh browser that knows nobody.
    pub fn new(practice: &'a Practice) -> Self {
        let desk = Desk::new(practice.office.clone(), Transport::Http);
        Self::at(practice, web::router(desk))
    }

    /// A fresh browser at these pages.
    pub fn at(practice: &'a Practice, pages: Router) -> Self {
        Self { practice, pages, cookies: BTreeMap::new(), always: Vec::new() }
    }

    /// A browser in which this person has signed in.
    pub fn of(practice: &'a Practice, person: &Person) -> Self {
        let mut browser = Self::new(practice);
        browser.sign_in(person.login, Person::PASSWORD);
        browser
    }

    /// Signs in, which must succeed.
    pub fn sign_in(&mut self, login: &str, password: &str) {
        let answer = self.post("/sign-in", &[("login", login), ("password", password)]);
        assert_eq!(answer.status, 303, "{login} signs in: {}", answer.body);
    }

    /// Sends this header with every request from now on.
    pub fn always(&mut self, name: &'static str, value: &str) {
        self.always.push((name, value.to_owned()));
    }

    /// The secret of this session's forms.
    pub fn csrf(&self) -> String {
        let token = self.cookies.get("moa_session").cloned();
        token.map(|token| SessionToken::presented(token).form_secret()).unwrap_or_default()
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    /// Posts a form as a page of ours would: sealed.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let request = RawId::from_parts(COUNT.fetch_add(1, Ordering::Relaxed), [3; 10]).to_string();
        let csrf = self.csrf();
        let mut all = vec![("csrf", csrf.as_str()), ("request_id", request.as_str())];
        all.extend_from_slice(fields);
        self.post_unsealed(path, &all)
    }

    /// Posts a form with files, each with its field, its name and its bytes; sealed, as a page of ours would.
    pub fn post_files(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        const EDGE: &str = "edge-of-the-test";
        let csrf = self.csrf();
        let mut body = Vec::new();
        for (name, value) in [("csrf", csrf.as_str())].iter().chain(fields) {
            let part = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        for (name, file, bytes) in files {
            let head =
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{EDGE}--\r\n").into_bytes());
        let mut request = self.request("POST", path, None);
        let kind = format!("multipart/form-data; boundary={EDGE}");
        request.headers_mut().insert("content-type", kind.parse().expect("a header"));
        *request.body_mut() = Body::from(body);
        self.answer_to(request)
    }

    /// Posts exactly these fields.
    pub fn post_unsealed(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.send("POST", path, Some(pairs.join("&")))
    }

    /// The request as it goes out.
    pub fn request(&self, method: &str, path: &str, form: Option<String>) -> Request<Body> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(method).uri(path).header("host", "moa.test");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        for (name, value) in &self.always {
            request = request.header(*name, value);
        }
        if form.is_some() {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        request.body(Body::from(form.unwrap_or_default())).expect("a request")
    }

    fn send(&mut self, method: &str, path: &str, form: Option<String>) -> Answer {
        let request = self.request(method, path, form);
        self.answer_to(request)
    }

    fn answer_to(&mut self, request: Request<Body>) -> Answer {
        let pages = self.pages.clone();
        let answer = self.practice.block_on(async move {
            let answer = pages.oneshot(request).await.expect("the router always answers");
            let (parts, body) = answer.into_parts();
            // A live stream never ends; its head is what the walk looks at.
            let is_stream = parts.headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
            let body = if is_stream { Default::default() } else { body.collect().await.expect("a body").to_bytes() };
            Answer {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: String::from_utf8_lossy(&body).into_owned(),
            }
        });
        self.keep_cookies(&answer);
        answer
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().expect("a cookie is ASCII");
            let (pair, _) = line.split_once(';').expect("a cookie has attributes");
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The router, for streams.
    pub fn pages(&self) -> Router {
        self.pages.clone()
    }
}

fn escaped(value: &str) -> String {
    value
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
