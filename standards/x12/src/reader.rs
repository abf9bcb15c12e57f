//! Reads segments from any source in bounded memory.
//!
//! One buffer is filled and reused; a segment is a slice of it. Separators are taken from every ISA anew, so
//! interchanges with different separators can follow each other. Carriage returns and line feeds after a terminator
//! are skipped, as is a byte-order mark before the first interchange.

use std::io::{self, Read};

use crate::separators::{ISA_LENGTH, NotIsa};
use crate::{Segment, Separators};

/// No segment of the supported guides comes near this length.
pub const SEGMENT_BYTES_MAX: usize = 1 << 20;

/// How much is read at once.
const CHUNK_BYTES: usize = 64 << 10;

/// Why no further segment could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The source failed.
    #[error("the file could not be read")]
    Source(#[source] io::Error),
    /// Something stands where an interchange should begin.
    #[error("byte {offset} does not begin an interchange: {why}")]
    NotInterchange {
        /// Offset in the file, counted from 0.
        offset: u64,
        /// Why not.
        why: NotIsa,
    },
    /// A segment is longer than any could be; probably the terminator is wrong.
    #[error("the segment at byte {offset} is longer than {SEGMENT_BYTES_MAX} bytes")]
    TooLong {
        /// Offset in the file, counted from 0.
        offset: u64,
    },
}

/// Reads one segment after the other.
#[derive(Debug)]
pub struct Reader<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Offset in the file of `buffer[0]`.
    base: u64,
    separators: Option<Separators>,
    outside: bool,
    ended: bool,
    unterminated: bool,
    offset: u64,
}

impl<R: Read> Reader<R> {
    /// A reader of this source.
    pub fn new(source: R) -> Self {
        Self {
            source,
            buffer: vec![0; CHUNK_BYTES],
            start: 0,
            end: 0,
            base: 0,
            separators: None,
            outside: true,
            ended: false,
            unterminated: false,
            offset: 0,
        }
    }

    /// The next segment, or nothing at the end.
    ///
    /// # Errors
    /// When the source fails, when something other than an ISA follows the end of an interchange, and when a segment
    /// exceeds [`SEGMENT_BYTES_MAX`].
    pub fn next_segment(&mut self) -> Result<Option<Segment<'_>>, ReadError> {
        if !self.skip_line_ends()? {
            return Ok(None);
        }
        self.offset = self.base + self.start as u64;
        let separators = match self.separators.filter(|_| !self.outside) {
            Some(separators) if !self.at_isa(separators)? => separators,
            _ => self.open_interchange()?,
        };
        let length = self.find_end(separators.segment)?;
        let from = self.start;
        self.start = (from + length + 1).min(self.end);
        let segment = Segment::new(&self.buffer[from..from + length], separators);
        if segment.bytes().starts_with(b"IEA") && segment.is("IEA") {
            self.outside = true;
        }
        Ok(Some(segment))
    }

    /// Where the last segment began, in bytes from the start of the file.
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether the last segment ended with the file instead of a terminator.
    pub const fn unterminated(&self) -> bool {
        self.unterminated
    }

    /// Skips line ends (and, between interchanges, blanks and padding); false at the end of the source.
    fn skip_line_ends(&mut self) -> Result<bool, ReadError> {
        loop {
            while self.start < self.end {
                let byte = self.buffer[self.start];
                let padding = matches!(byte, b' ' | b'\t' | 0 | 0x1a | 0xef | 0xbb | 0xbf);
                if matches!(byte, b'\r' | b'\n') || (self.outside && padding) {
                    self.start += 1;
                } else {
                    return Ok(true);
                }
            }
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    fn at_isa(&mut self, separators: Separators) -> Result<bool, ReadError> {
        if self.buffer[self.start] != b'I' {
            return Ok(false);
        }
        while self.end - self.start < ISA_LENGTH && self.fill()? {}
        let here = &self.buffer[self.start..self.end];
        Ok(here.starts_with(b"ISA") && here.get(3) == Some(&separators.element) && Separators::of_isa(here).is_ok())
    }

    fn open_interchange(&mut self) -> Result<Separators, ReadError> {
        while self.end - self.start < ISA_LENGTH && self.fill()? {}
        let offset = self.offset;
        let separators = Separators::of_isa(&self.buffer[self.start..self.end])
            .map_err(|why| ReadError::NotInterchange { offset, why })?;
        self.separators = Some(separators);
        self.outside = false;
        Ok(separators)
    }

    /// Length of the segment at `start`, filling the buffer until its terminator is in it.
    fn find_end(&mut self, terminator: u8) -> Result<usize, ReadError> {
        let mut searched = 0;
        loop {
            let here = &self.buffer[self.start..self.end];
            if let Some(at) = memchr::memchr(terminator, &here[searched..]) {
                return Ok(searched + at);
            }
            searched = here.len();
            if searched > SEGMENT_BYTES_MAX {
                return Err(ReadError::TooLong { offset: self.offset });
            }
            if !self.fill()? {
                self.unterminated = true;
                let here = &self.buffer[self.start..self.end];
                let trimmed = here.iter().rposition(|b| !matches!(b, b'\r' | b'\n')).map_or(0, |at| at + 1);
                return Ok(trimmed);
            }
        }
    }

    /// Moves what is left to the front and reads more; false at the end of the source.
    fn fill(&mut self) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.base += self.start as u64;
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    return Ok(false);
                }
                Ok(count) => {
                    self.end += count;
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ReadError::Source(error)),
            }
        }
    }
}
