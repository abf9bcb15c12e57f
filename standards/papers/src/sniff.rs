//! The kind of a file, by its first bytes.

use crate::PaperKind;
use kernel::Problem;

/// Bytes before the head of a PDF that readers put up with.
const PDF_HEAD_WITHIN: usize = 1024;

/// What the bytes say the file is.
///
/// # Errors
/// Invalid, with what to do, for anything but PDF, JPEG and PNG.
pub(crate) fn kind(bytes: &[u8]) -> Result<PaperKind, Problem> {
    match bytes {
        [] => Err(Problem::invalid("paper_empty", "This file is empty. Choose it once more.")),
        [0xFF, 0xD8, 0xFF, ..] => Ok(PaperKind::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Ok(PaperKind::Png),
        _ if is_pdf(bytes) => Ok(PaperKind::Pdf),
        _ => Err(Problem::invalid("paper_kind", what_to_do(bytes))),
    }
}

/// A PDF has its head at the very front, or after bytes that are not the beginning of a page of the web: a file that is both
/// is meant to be taken for the other.
fn is_pdf(bytes: &[u8]) -> bool {
    let front = &bytes[..bytes.len().min(PDF_HEAD_WITHIN)];
    let Some(at) = front.windows(5).position(|five| five == b"%PDF-") else { return false };
    !front[..at].contains(&b'<')
}

fn what_to_do(bytes: &[u8]) -> &'static str {
    let at_four = bytes.get(4..12).unwrap_or_default();
    match bytes {
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] | [b'I', b'I', 0x2B, 0, ..] => {
            "This is a TIFF picture, which browsers do not show. Set the scanner to PDF, or save it as PDF."
        }
        _ if at_four.starts_with(b"ftyphei") || at_four.starts_with(b"ftypmif1") => {
            "This is a HEIC picture of a phone. Set the phone's camera to JPEG (“most compatible”), or save it as JPEG."
        }
        [b'P', b'K', ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            "This is an office document or an archive. Print it to PDF and send that."
        }
        [b'G', b'I', b'F', b'8', ..] | [b'R', b'I', b'F', b'F', ..] | [b'B', b'M', ..] => {
            "This kind of picture is not kept. Save it as JPEG or PNG."
        }
        _ => "Only PDF, JPEG and PNG files can be kept. Save it as one of these, or scan the paper.",
    }
}
