//! What a paper is that came as a file: told by its own bytes, never by its name or by what the sender calls it.
//!
//! Three kinds are taken: PDF, JPEG and PNG. Everything else is refused with a sentence that says what to do. [`read`] is the
//! only way to a [`Paper`], so whoever holds one knows that it was looked at: its size, the size its pages unpack to, whether
//! a PDF carries a program, and the words of its text layer. [`print`] makes a PDF, which is read by the same way.

mod image;
mod pdf;
pub mod print;
mod sniff;
mod text;

use kernel::Problem;
use sha2::{Digest, Sha256};
use std::fmt;

/// Bytes of one file at most.
pub const PAPER_BYTES_MAX: usize = 20 << 20;
/// Pages of one PDF at most.
pub const PAGES_MAX: usize = 500;
/// Letters of a text layer that are kept.
pub const TEXT_LETTERS_MAX: usize = 200_000;

/// What kind of file a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// ISO 32000.
    Pdf,
    /// ISO/IEC 10918.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
}

impl PaperKind {
    /// Its media type (RFC 6838).
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The kind for a stored media type.
    #[must_use]
    pub fn of_media_type(text: &str) -> Option<Self> {
        [Self::Pdf, Self::Jpeg, Self::Png].into_iter().find(|kind| kind.media_type() == text)
    }

    /// The usual ending of its name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Whether a file does nothing but show itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// It only shows.
    Still,
    /// A PDF with a script, an attached file, a form that sends, or a program to start. It is kept, and never opened in a page.
    Active,
}

/// A file that was looked at and may be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    kind: PaperKind,
    bytes: Vec<u8>,
    sha256: [u8; 32],
    pages: u32,
    conduct: Conduct,
    text: Option<String>,
}

impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Paper({:?}, {} bytes, {} pages, {:?})", self.kind, self.bytes.len(), self.pages, self.conduct)
    }
}

impl Paper {
    /// What kind it is.
    #[must_use]
    pub const fn kind(&self) -> PaperKind {
        self.kind
    }

    /// Its bytes, as they came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 over its bytes (FIPS 180-4).
    #[must_use]
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// Its pages; 1 for a picture.
    #[must_use]
    pub const fn pages(&self) -> u32 {
        self.pages
    }

    /// Whether it only shows itself.
    #[must_use]
    pub const fn conduct(&self) -> Conduct {
        self.conduct
    }

    /// The words of its text layer; none where it is a picture of words.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

/// Looks at a file.
///
/// # Errors
/// Invalid, with what to do about it: another kind of file, too large, damaged, locked by a password, or made to unpack to
/// something enormous.
pub fn read(bytes: Vec<u8>) -> Result<Paper, Problem> {
    let kind = sniff::kind(&bytes)?;
    if bytes.len() > PAPER_BYTES_MAX {
        let say = "This file is larger than 20 MB. Scan it at a lower resolution, or send it in parts.";
        return Err(Problem::invalid("paper_too_large", say));
    }
    let looked = match kind {
        PaperKind::Pdf => pdf::look(&bytes)?,
        PaperKind::Jpeg => image::jpeg(&bytes)?,
        PaperKind::Png => image::png(&bytes)?,
    };
    let sha256 = Sha256::digest(&bytes).into();
    Ok(Paper { kind, sha256, pages: looked.pages, conduct: looked.conduct, text: looked.text, bytes })
}

/// What was seen in a file.
struct Looked {
    pages: u32,
    conduct: Conduct,
    text: Option<String>,
}

impl Looked {
    const PICTURE: Self = Self { pages: 1, conduct: Conduct::Still, text: None };
}

fn damaged() -> Problem {
    let say = "This file is damaged: it cannot be read to its end. Scan it again, or ask for it once more.";
    Problem::invalid("paper_damaged", say)
}
