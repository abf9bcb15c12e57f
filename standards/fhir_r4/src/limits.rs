//! Limits, and how a file is unpacked within them.

use kernel::Problem;
use std::io::{self, Read};

/// How much of a file is taken in, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file once it is unpacked.
    pub file_bytes_max: usize,
    /// Bytes of any one resource.
    pub resource_bytes_max: usize,
    /// Resources in one file.
    pub resources_max: usize,
}

impl Default for Limits {
    /// 256 MB a file, 32 MB a resource, 500,000 resources: some twenty times the largest patient seen.
    fn default() -> Self {
        Self { file_bytes_max: 256 << 20, resource_bytes_max: 32 << 20, resources_max: 500_000 }
    }
}

/// The text of a file: as it is, or unpacked from bzip2 or gzip, which are known by their first bytes.
///
/// # Errors
/// When it cannot be read or unpacked, is larger than the limit, or is not UTF-8.
pub fn unpack(mut file: impl Read, limits: &Limits) -> Result<String, Problem> {
    let mut magic = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut magic).map_err(|error| unreadable(&error))?;
    let packed = match magic.as_slice() {
        [b'B', b'Z', b'h', _] => Some("bzip2"),
        [0x1f, 0x8b, _, _] => Some("gzip"),
        _ => None,
    };
    let whole = io::Cursor::new(magic).chain(file);
    let bytes = match packed {
        Some("bzip2") => take(bzip2::read::MultiBzDecoder::new(whole), limits, packed)?,
        Some(_) => take(flate2::read::MultiGzDecoder::new(whole), limits, packed)?,
        None => take(whole, limits, packed)?,
    };
    let text = String::from_utf8(bytes)
        .map_err(|_| Problem::invalid("fhir_not_text", "This file is not text in UTF-8, so it is not FHIR in JSON."))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

fn take(from: impl Read, limits: &Limits, packed: Option<&str>) -> Result<Vec<u8>, Problem> {
    let most = limits.file_bytes_max;
    let mut bytes = Vec::new();
    from.take(u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes).map_err(|error| {
        match packed {
            Some(packed) => {
                let say =
                    format!("This file begins like {packed} but cannot be unpacked; it is damaged or was cut short.");
                Problem::invalid("fhir_damaged", say)
            }
            None => unreadable(&error),
        }
    })?;
    if bytes.len() > most {
        let say = format!("This file holds more than {} MB, which is the limit for an import.", most >> 20);
        return Err(Problem::invalid("fhir_too_large", say));
    }
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Problem {
    Problem::invalid("fhir_unreadable", "This file cannot be read.").because(error.kind().to_string())
}
