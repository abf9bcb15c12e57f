//! The scan: where things begin and end in a JSON text, found without building anything.
//!
//! A large file is cut into its resources this way first; only then is each one parsed, by itself. So a file that ends
//! too early is refused before anything of it is looked at.

use crate::json::{DEPTH_MAX, Read, Reader};
use std::borrow::Cow;
use std::ops::Range;

/// An object's members: each name, and where its value stands.
pub(crate) fn members(text: &str, part: Range<usize>) -> Read<Vec<(Cow<'_, str>, Range<usize>)>> {
    let mut reader = Reader::new(text, part);
    let mut found = Vec::new();
    reader.expect(b'{', "an object was expected")?;
    if reader.take(b'}') {
        return Ok(found);
    }
    loop {
        let name = reader.name()?;
        if found.iter().any(|(have, _)| *have == name) {
            return Err(reader.fault("a name appears twice in one object"));
        }
        found.push((name, reader.skip()?));
        if found.len() > 1000 {
            return Err(reader.fault("an object has too many members"));
        }
        if !reader.take(b',') {
            return reader.expect(b'}', "a comma or the end of the object was expected").map(|()| found);
        }
    }
}

/// Where each item of a list stands, at most `most` of them.
pub(crate) fn items(text: &str, part: Range<usize>, most: usize) -> Read<Vec<Range<usize>>> {
    let mut reader = Reader::new(text, part);
    let mut found = Vec::new();
    reader.expect(b'[', "a list was expected")?;
    if reader.take(b']') {
        return Ok(found);
    }
    loop {
        if found.len() == most {
            return Err(reader.fault("a list has too many items"));
        }
        found.push(reader.skip()?);
        if !reader.take(b',') {
            return reader.expect(b']', "a comma or the end of the list was expected").map(|()| found);
        }
    }
}

/// Where the first value of this part stands.
pub(crate) fn first(text: &str, part: Range<usize>) -> Read<Range<usize>> {
    Reader::new(text, part).skip()
}

/// The same JSON without the white space between its values.
pub(crate) fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut escaped, mut from) = (false, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        if inside {
            if escaped {
                escaped = false;
            } else if byte == b'\\' {
                escaped = true;
            } else if byte == b'"' {
                inside = false;
            }
        } else if byte == b'"' {
            inside = true;
        } else if byte.is_ascii_whitespace() {
            out.push_str(&text[from..at]);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
    out
}

impl Reader<'_> {
    /// Passes over one value, checking only that its brackets and quotation marks close.
    fn skip(&mut self) -> Read<Range<usize>> {
        self.space();
        let start = self.at;
        let mut open: Vec<u8> = Vec::new();
        loop {
            let byte = self.peek().ok_or_else(|| self.fault("the text ends too early"))?;
            match byte {
                b'{' | b'[' => {
                    open.push(byte + 2);
                    if open.len() > DEPTH_MAX + 4 {
                        return Err(self.fault("it is nested too deeply"));
                    }
                    self.at += 1;
                }
                b'}' | b']' => {
                    if open.last() != Some(&byte) {
                        let what = if open.is_empty() { "a value was expected" } else { "a bracket does not match" };
                        return Err(self.fault(what));
                    }
                    open.pop();
                    self.at += 1;
                }
                b'"' => self.skip_string()?,
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if !open.is_empty() => self.at += 1,
                b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'E' => {
                    while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'E')) {
                        self.at += 1;
                    }
                }
                _ => return Err(self.fault("a value was expected")),
            }
            if open.is_empty() {
                return Ok(start..self.at);
            }
        }
    }

    fn skip_string(&mut self) -> Read<()> {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => return Err(self.fault("a text has no end")),
            }
        }
    }
}
