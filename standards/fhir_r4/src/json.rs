//! JSON as FHIR needs it: numbers keep their digits, a name given twice is a fault, and hostile nesting stops early.
//!
//! This parse builds one resource at a time, within limits; [`crate::scan`] cuts a file into its resources before.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Deeper nesting than any resource of a medical office has.
pub(crate) const DEPTH_MAX: usize = 64;
/// More values than any resource of a medical office has.
const VALUES_MAX: usize = 400_000;

/// Why the text is not JSON that we accept, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub at: usize,
    pub what: &'static str,
}

/// A value, borrowing its text from the file where nothing is escaped.
#[derive(Debug, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Self>),
    Object(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> Json<'a> {
    /// The member of that name, of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(have, _)| have == name).map(|(_, value)| value)
    }

    /// The text of the member of that name; nothing where it is missing or not text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Self::as_text)
    }

    /// The items of the member of that name; none where it is missing.
    pub fn list(&self, name: &str) -> &[Self] {
        match self.get(name) {
            Some(Self::List(items)) => items,
            _ => &[],
        }
    }

    /// Whether the member of that name is `true`; nothing where it is missing.
    pub fn truth(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some(Self::Bool(truth)) => Some(*truth),
            _ => None,
        }
    }

    /// The digits of the member of that name, as written.
    pub fn number(&self, name: &str) -> Option<&'a str> {
        match self.get(name) {
            Some(Self::Number(digits)) => Some(digits),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn members(&self) -> &[(Cow<'a, str>, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }
}

/// A position in a text.
pub(crate) struct Reader<'a> {
    text: &'a str,
    pub(crate) at: usize,
    end: usize,
    depth: usize,
    values: usize,
}

pub(crate) type Read<T> = Result<T, Fault>;

/// Parses the one value that fills this part of the text.
pub(crate) fn parse(text: &str, part: Range<usize>) -> Read<Json<'_>> {
    let mut reader = Reader::new(text, part);
    let value = reader.value()?;
    reader.space();
    if reader.at < reader.end { Err(reader.fault("more follows after the end of the value")) } else { Ok(value) }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, part: Range<usize>) -> Self {
        Self { text, at: part.start, end: part.end, depth: 0, values: 0 }
    }

    pub(crate) const fn fault(&self, what: &'static str) -> Fault {
        let what = if self.at >= self.end { "the text ends too early" } else { what };
        Fault { at: self.at, what }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        if self.at < self.end { Some(self.text.as_bytes()[self.at]) } else { None }
    }

    pub(crate) fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    pub(crate) fn take(&mut self, byte: u8) -> bool {
        self.space();
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    pub(crate) fn expect(&mut self, byte: u8, what: &'static str) -> Read<()> {
        if self.take(byte) { Ok(()) } else { Err(self.fault(what)) }
    }

    pub(crate) fn name(&mut self) -> Read<Cow<'a, str>> {
        self.space();
        let name = self.string()?;
        self.expect(b':', "a colon was expected")?;
        Ok(name)
    }

    fn value(&mut self) -> Read<Json<'a>> {
        self.space();
        self.values += 1;
        if self.values > VALUES_MAX {
            return Err(self.fault("it holds too many values"));
        }
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => self.string().map(Json::Text),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => self.digits().map(Json::Number),
            _ => Err(self.fault("a value was expected")),
        }
    }

    fn deeper(&mut self) -> Read<()> {
        self.depth += 1;
        if self.depth > DEPTH_MAX { Err(self.fault("it is nested too deeply")) } else { Ok(()) }
    }

    fn object(&mut self) -> Read<Json<'a>> {
        self.deeper()?;
        self.at += 1;
        let mut members: Vec<(Cow<'a, str>, Json<'a>)> = Vec::new();
        let mut many = HashSet::new();
        if !self.take(b'}') {
            loop {
                let name = self.name()?;
                // Few members: look at each; many: a set, so that a hostile object does not take quadratic time.
                let twice = if members.len() < 32 {
                    members.iter().any(|(have, _)| *have == name)
                } else {
                    if many.is_empty() {
                        many.extend(members.iter().map(|(have, _)| have.clone()));
                    }
                    !many.insert(name.clone())
                };
                if twice {
                    return Err(self.fault("a name appears twice in one object"));
                }
                let value = self.value()?;
                members.push((name, value));
                if !self.take(b',') {
                    break;
                }
            }
            self.expect(b'}', "a comma or the end of the object was expected")?;
        }
        self.depth -= 1;
        Ok(Json::Object(members))
    }

    fn array(&mut self) -> Read<Json<'a>> {
        self.deeper()?;
        self.at += 1;
        let mut items = Vec::new();
        if !self.take(b']') {
            loop {
                items.push(self.value()?);
                if !self.take(b',') {
                    break;
                }
            }
            self.expect(b']', "a comma or the end of the list was expected")?;
        }
        self.depth -= 1;
        Ok(Json::List(items))
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Read<Json<'a>> {
        if !self.text[self.at..self.end].starts_with(word) {
            return Err(self.fault("a value was expected"));
        }
        self.at += word.len();
        Ok(value)
    }

    /// A number by RFC 8259 §6: no leading zero, no plus, no bare point.
    fn digits(&mut self) -> Read<&'a str> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let zero = self.peek() == Some(b'0');
        let whole = self.run();
        let mut sound = whole > 0 && (!zero || whole == 1);
        if self.peek() == Some(b'.') {
            self.at += 1;
            sound &= self.run() > 0;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            sound &= self.run() > 0;
        }
        if sound && self.at - start <= 64 {
            Ok(&self.text[start..self.at])
        } else {
            Err(self.fault("a number is malformed"))
        }
    }

    fn run(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn string(&mut self) -> Read<Cow<'a, str>> {
        if self.peek() != Some(b'"') {
            return Err(self.fault("a quotation mark was expected"));
        }
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut from = start;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let rest = &self.text[from..self.at];
                    self.at += 1;
                    return Ok(match owned {
                        Some(text) => Cow::Owned(text + rest),
                        None => Cow::Borrowed(rest),
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(&self.text[from..self.at]);
                    self.at += 1;
                    let letter = self.escape()?;
                    text.push(letter);
                    from = self.at;
                }
                Some(0..=0x1f) => return Err(self.fault("a text holds a control character")),
                Some(_) => self.at += 1,
                None => return Err(self.fault("a text has no end")),
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let letter = self.peek();
        self.at += 1;
        Ok(match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            _ => return Err(self.fault("an escape is malformed")),
        })
    }

    fn code_point(&mut self) -> Read<char> {
        let high = self.hex()?;
        let code = if (0xd800..0xdc00).contains(&high) {
            if self.text.as_bytes().get(self.at..self.at + 2) != Some(b"\\u") {
                return Err(self.fault("an escape is half of a character"));
            }
            self.at += 2;
            let low = self.hex()?.wrapping_sub(0xdc00);
            if low >= 0x400 {
                return Err(self.fault("an escape is half of a character"));
            }
            0x10000 + ((high - 0xd800) << 10) + low
        } else {
            high
        };
        match char::from_u32(code) {
            Some('\0') | None => Err(self.fault("an escape is not a character of text")),
            Some(letter) => Ok(letter),
        }
    }

    fn hex(&mut self) -> Read<u32> {
        let end = self.at + 4;
        let digits = if end <= self.end { self.text.get(self.at..end) } else { None };
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at = end.min(self.end);
        code.ok_or_else(|| self.fault("an escape is malformed"))
    }
}
