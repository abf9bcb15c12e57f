//! Pictures: read far enough to know that they are whole, and that they do not unfold to something enormous.

use crate::{Looked, damaged};
use kernel::Problem;

/// Picture points at most: an A3 page at 600 dots per inch has 70 million.
const POINTS_MAX: u64 = 100_000_000;

/// A JPEG: its segments up to the frame, and the mark of its end.
pub(crate) fn jpeg(bytes: &[u8]) -> Result<Looked, Problem> {
    let mut at = 2;
    loop {
        let head = bytes.get(at..at + 4).ok_or_else(damaged)?;
        if head[0] != 0xFF {
            return Err(damaged());
        }
        if head[1] == 0xFF {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        match head[1] {
            // Start of frame, of every coding but the three codes that mean something else.
            0xC0..=0xCF if !matches!(head[1], 0xC4 | 0xC8 | 0xCC) => {
                let frame = bytes.get(at + 5..at + 9).ok_or_else(damaged)?;
                let side = |high: u8, low: u8| u64::from(u16::from_be_bytes([high, low]));
                not_enormous(side(frame[2], frame[3]), side(frame[0], frame[1]))?;
                break;
            }
            // The picture's data before its frame, or its end.
            0xD9 | 0xDA => return Err(damaged()),
            _ if length < 2 => return Err(damaged()),
            _ => at += 2 + length,
        }
    }
    let ends = bytes[at..].windows(2).any(|two| two == [0xFF, 0xD9]);
    if ends { Ok(Looked::PICTURE) } else { Err(damaged()) }
}

/// A PNG: every chunk up to the last.
pub(crate) fn png(bytes: &[u8]) -> Result<Looked, Problem> {
    let word = |at: usize| -> Result<u32, Problem> {
        let four = bytes.get(at..at + 4).ok_or_else(damaged)?;
        Ok(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
    };
    if bytes.get(12..16) != Some(b"IHDR") {
        return Err(damaged());
    }
    not_enormous(u64::from(word(16)?), u64::from(word(20)?))?;
    let mut at = 8;
    loop {
        let length = usize::try_from(word(at)?).map_err(|_| damaged())?;
        let kind = bytes.get(at + 4..at + 8).ok_or_else(damaged)?;
        at = at.checked_add(12).and_then(|at| at.checked_add(length)).ok_or_else(damaged)?;
        if at > bytes.len() {
            return Err(damaged());
        }
        if kind == b"IEND" {
            return Ok(Looked::PICTURE);
        }
    }
}

fn not_enormous(width: u64, height: u64) -> Result<(), Problem> {
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    if width * height > POINTS_MAX {
        let say = "This picture has more than 100 million points. Scan it at 300 dots per inch.";
        return Err(Problem::invalid("paper_too_large", say));
    }
    Ok(())
}
