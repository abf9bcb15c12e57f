//! Texts of codes out of a practice's own licensed files. None are part of this crate: they belong to X12.

use std::collections::HashMap;

/// Longest file taken, in bytes; the full lists are a tenth of it.
const BYTES_MAX: usize = 8 << 20;

/// What codes mean, as the practice has loaded it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    by_code: HashMap<String, String>,
}

/// A file of code texts could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextsError {
    /// The file is larger than any code list.
    #[error("the file of code texts is larger than {BYTES_MAX} bytes")]
    TooLarge,
    /// A line has no code or no text.
    #[error("line {0} is not a code, a comma and a text")]
    Line(usize),
}

impl Texts {
    /// Reads lines of `code,text`; the text may be quoted, with quotes doubled inside. A first line `code,text` is a
    /// heading.
    ///
    /// # Errors
    /// When the file is too large or a line is not of that form.
    pub fn from_csv(csv: &str) -> Result<Self, TextsError> {
        if csv.len() > BYTES_MAX {
            return Err(TextsError::TooLarge);
        }
        let mut by_code = HashMap::new();
        for (number, line) in (1..).zip(csv.trim_start_matches('\u{feff}').lines()) {
            let heading = number == 1 && line.to_ascii_lowercase().starts_with("code,");
            if line.trim().is_empty() || heading {
                continue;
            }
            let (code, text) = line.split_once(',').ok_or(TextsError::Line(number))?;
            let (code, text) = (unquoted(code), unquoted(text));
            if code.is_empty() || text.is_empty() {
                return Err(TextsError::Line(number));
            }
            by_code.insert(code, text);
        }
        Ok(Self { by_code })
    }

    /// The text of a code, where the practice has loaded one.
    #[must_use]
    pub fn of(&self, code: &str) -> Option<&str> {
        self.by_code.get(code).map(String::as_str)
    }

    /// The code, followed by its text where there is one.
    #[must_use]
    pub fn show(&self, code: &str) -> String {
        self.of(code).map_or_else(|| code.to_owned(), |text| format!("{code} {text}"))
    }
}

fn unquoted(field: &str) -> String {
    let field = field.trim();
    match field.strip_prefix('"').and_then(|f| f.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\""),
        None => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_practices_own_texts_are_shown_beside_their_codes() {
        let texts =
            Texts::from_csv("code,text\n45,\"over the \"\"agreed\"\" fee, reduced\"\n\n1,deductible\n").unwrap();
        assert_eq!(texts.show("45"), "45 over the \"agreed\" fee, reduced");
        assert_eq!(texts.show("197"), "197");
        assert_eq!(Texts::from_csv("45\n"), Err(TextsError::Line(1)));
        assert_eq!(Texts::from_csv(",x\n"), Err(TextsError::Line(1)));
    }
}
