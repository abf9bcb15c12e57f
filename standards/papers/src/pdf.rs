//! PDF: how many pages, whether it does more than show itself, and its text layer.

use crate::{Conduct, Looked, PAGES_MAX, TEXT_LETTERS_MAX, damaged};
use kernel::Problem;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

/// What one packed stream may unpack to, in bytes. A page of text is far below it; a bomb is far above.
const UNPACKED_MAX: usize = 32 << 20;
/// Pages of which the text is read.
const TEXT_PAGES_MAX: usize = 40;
/// How deep values may lie in values.
const DEPTH_MAX: usize = 60;

/// Names of entries with which a PDF does something (ISO 32000-2:2020, 12.6.4, 7.11.4, 12.7.8).
const ACTIVE: &[&[u8]] = &[
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"XFA",
    b"SubmitForm",
    b"ImportData",
];

/// Looks into a PDF.
pub(crate) fn look(bytes: &[u8]) -> Result<Looked, Problem> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED_MAX), ..LoadOptions::default() };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(lopdf::Error::Decompress(_)) => return Err(bomb()),
        Err(lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword) => return Err(locked()),
        Err(_) => return Err(damaged()),
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(locked());
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(damaged());
    }
    if pages.len() > PAGES_MAX {
        let say = "This PDF has more than 500 pages. Send it in parts.";
        return Err(Problem::invalid("paper_too_large", say));
    }
    let active = document.objects.values().any(|object| acts(object, 0)) || in_dictionary(&document.trailer, 0);
    let first: Vec<ObjectId> = pages.values().copied().take(TEXT_PAGES_MAX).collect();
    let text = text_layer(&document, &first)?;
    let conduct = if active { Conduct::Active } else { Conduct::Still };
    Ok(Looked { pages: u32::try_from(pages.len()).unwrap_or(u32::MAX), conduct, text })
}

fn locked() -> Problem {
    let say =
        "This PDF is locked by a password or by rights. Ask the sender for one that is not, or print and scan it.";
    Problem::invalid("paper_locked", say)
}

fn bomb() -> Problem {
    let say =
        "This PDF unpacks to far more than a paper holds, which is a sign of a harmful file. Do not open it elsewhere.";
    Problem::invalid("paper_bomb", say)
}

/// The words of the pages, one line for each stretch; none where there are no letters.
fn text_layer(document: &Document, pages: &[ObjectId]) -> Result<Option<String>, Problem> {
    let mut text = String::new();
    for page in pages {
        match crate::text::of_page(document, *page, UNPACKED_MAX) {
            Ok(words) => text.push_str(&words),
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => return Err(bomb()),
            // A page that cannot be read is a picture to us; the browser's viewer may know better.
            Err(_) => {}
        }
        text.push('\n');
        if text.len() > TEXT_LETTERS_MAX {
            break;
        }
    }
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter })
        .take(TEXT_LETTERS_MAX)
        .collect();
    Ok(plain.chars().any(char::is_alphanumeric).then(|| plain.trim().to_owned()))
}

fn acts(object: &Object, depth: usize) -> bool {
    // What lies deeper than anybody writes is not looked at, so it counts as active.
    if depth > DEPTH_MAX {
        return true;
    }
    match object {
        Object::Name(name) => ACTIVE.contains(&name.as_slice()),
        Object::Array(all) => all.iter().any(|one| acts(one, depth + 1)),
        Object::Dictionary(entries) => in_dictionary(entries, depth + 1),
        Object::Stream(stream) => in_dictionary(&stream.dict, depth + 1),
        _ => false,
    }
}

fn in_dictionary(entries: &Dictionary, depth: usize) -> bool {
    entries.iter().any(|(name, value)| ACTIVE.contains(&name.as_slice()) || acts(value, depth))
}
