//! One connection to the server: a request goes out, its whole answer comes back.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The largest answer that is read, in bytes.
const ANSWER_BYTES_MAX: usize = 64 << 20;

/// The most header lines in an answer.
const HEADERS_MAX: usize = 100;

/// How long an answer may take before the line counts as dead.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the server answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
}

impl Answer {
    /// The value of a header; its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the server did what it was asked: a page, or a redirect to the next one.
    pub fn is_yes(&self) -> bool {
        (200..400).contains(&self.status)
    }

    /// Where the server sends us next, by `Location` or, to a fragment request, `HX-Redirect`.
    pub fn sends_to(&self) -> Option<&str> {
        self.header("location").or_else(|| self.header("hx-redirect"))
    }
}

/// A kept-alive connection with its cookies. It reconnects once when the server has closed an idle connection.
#[derive(Debug)]
pub struct Line {
    server: SocketAddr,
    open: Option<BufReader<TcpStream>>,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
}

impl Line {
    /// A line to the server at this address; nothing is sent yet.
    pub fn to(server: SocketAddr) -> Self {
        Self { server, open: None, cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// A header to send with every request from now on.
    pub fn always_send(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Hangs up; cookies are kept, so the person is still signed in on the next request.
    pub fn hang_up(&mut self) {
        self.open = None;
    }

    /// Fetches a page. `path` is already escaped.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        let request = self.request("GET", path, None);
        match self.exchange(&request) {
            // Asking again is harmless, and a server may close an idle connection.
            Err(fault) if is_closed(&fault) => {
                self.open = None;
                self.exchange(&request)
            }
            answer => answer,
        }
    }

    /// Sends a form. It is never sent twice: a lost answer is an error, and the caller decides.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let body = encode(fields);
        let request = self.request("POST", path, Some(&body));
        self.exchange(&request)
    }

    fn request(&self, method: &str, path: &str, body: Option<&str>) -> String {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.server);
        for (name, value) in &self.headers {
            let _infallible = write!(text, "{name}: {value}\r\n");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let _infallible = write!(text, "Cookie: {}\r\n", pairs.join("; "));
        }
        if let Some(body) = body {
            let _infallible = write!(
                text,
                "Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                self.server,
                body.len()
            );
        }
        text.push_str("\r\n");
        text.push_str(body.unwrap_or_default());
        text
    }

    fn exchange(&mut self, request: &str) -> io::Result<Answer> {
        let answered = self.send(request).and_then(|()| self.receive());
        if answered.as_ref().map_or(true, |answer| answer.header("connection") == Some("close")) {
            self.open = None;
        }
        let answer = answered?;
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        Ok(answer)
    }

    fn send(&mut self, request: &str) -> io::Result<()> {
        let open = match &mut self.open {
            Some(open) => open,
            closed => {
                let stream = TcpStream::connect_timeout(&self.server, PATIENCE)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                closed.insert(BufReader::with_capacity(64 << 10, stream))
            }
        };
        open.get_mut().write_all(request.as_bytes())
    }

    fn receive(&mut self) -> io::Result<Answer> {
        let open = self.open.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        let status_line = header_line(open)?;
        let status = status_line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status: u16 = status.ok_or_else(|| garbled("no status"))?;
        let mut headers = Vec::new();
        loop {
            let line = header_line(open)?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or_else(|| garbled("a header without a colon"))?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            if headers.len() > HEADERS_MAX {
                return Err(garbled("too many headers"));
            }
        }
        let mut answer = Answer { status, headers, body: String::new() };
        let body = if answer.header("transfer-encoding") == Some("chunked") {
            chunks(open)?
        } else {
            let length = answer.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            exactly(open, length)?
        };
        answer.body = String::from_utf8_lossy(&body).into_owned();
        Ok(answer)
    }
}

fn header_line(open: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    if open.take(64 << 10).read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}

fn exactly(open: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    if length > ANSWER_BYTES_MAX {
        return Err(garbled("an answer too large"));
    }
    let mut body = vec![0; length];
    open.read_exact(&mut body)?;
    Ok(body)
}

fn chunks(open: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = header_line(open)?;
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default(), 16)
            .map_err(|_| garbled("a chunk without a size"))?;
        if size + body.len() > ANSWER_BYTES_MAX {
            return Err(garbled("an answer too large"));
        }
        body.extend(exactly(open, size)?);
        header_line(open)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

fn garbled(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the server's answer has {what}"))
}

/// Whether the fault is that of a connection closed before the answer began.
fn is_closed(fault: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(fault.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof)
}

/// Fields as `application/x-www-form-urlencoded`.
fn encode(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}

/// Percent-escapes everything but unreserved characters (RFC 3986, section 2.3).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _infallible = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::{Line, encode};

    /// A server that gives these answers, one a connection's request, and then hangs up.
    fn server(answers: &'static [&'static str]) -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a caller");
            let mut stream = BufReader::new(stream);
            for answer in answers {
                let mut line = String::new();
                while stream.read_line(&mut line).is_ok_and(|read| read > 2) {
                    line.clear();
                }
                stream.get_mut().write_all(answer.as_bytes()).expect("an answer goes out");
            }
        });
        address
    }

    #[test]
    fn answers_are_read_whole_and_cookies_are_kept() {
        let mut line = Line::to(server(&[
            "HTTP/1.1 303 See Other\r\nLocation: /now\r\nSet-Cookie: session=a1; HttpOnly\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nRosa\r\n5\r\n here\r\n0\r\n\r\n",
        ]));
        let first = line.get("/").expect("an answer");
        assert_eq!((first.status, first.sends_to()), (303, Some("/now")));
        assert!(line.request("GET", "/", None).contains("Cookie: session=a1\r\n"));
        assert_eq!(line.get("/now").expect("an answer").body, "Rosa here");
    }

    #[test]
    fn a_lost_answer_to_a_form_is_an_error_and_not_sent_again() {
        let mut line = Line::to(server(&["HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"]));
        assert!(line.post("/appointments", &[]).is_err());
    }

    #[test]
    fn fields_are_escaped() {
        assert_eq!(encode(&[("name", "Ana & José"), ("at", "09:30")]), "name=Ana%20%26%20Jos%C3%A9&at=09%3A30");
    }
}
